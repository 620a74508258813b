import fc from 'fast-check';
import {expect, test} from 'vitest';
import {findLinks} from '../../../source/core/link/find-links.ts';
import {
	explainNeverRead,
	explainUnknownParameter,
	isForReaders,
	judgeText,
	leaveOut,
	nameOfGap,
	placeholderReason,
	plainName,
	quote,
	spelled,
} from '../../../source/core/token-types/ignored.ts';
import {findParameters} from '../../parameters.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs as they stand
test.each([
	['<your name>', true],
	['[name]', true],
	['{name}', true],
	['{}', false],
	['{0}', false],
	['${name}', false],
	['{{ name }}', false],
	['<%= name %>', false],
	['%s', false],
	['f(name)', false],
])('%s is for readers: %s', (gap, expected) => {
	expect(isForReaders(gap)).toBe(expected);
});

test.each([
	['${params}', 'params'],
	['{params}', 'params'],
	['{{ params }}', 'params'],
	['#{params.to_query}', 'params'],
	['params.toString()', 'params'],
	['urllib.parse.urlencode(params)', 'params'],
	['http_build_query($params)', '$params'],
	['new URLSearchParams({a: 1})', 'new URLSearchParams({a: 1})'],
	['%s', '%s'],
])('%s is called %s', (expression, name) => {
	expect(nameOfGap(expression)).toBe(name);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs as they stand

test('what is encoded in a link is no placeholder', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), text => {
			const written = new URLSearchParams({v: text}).toString().slice(2);
			const [link] = findLinks(`https://github.com/settings/tokens/new?description=${written}`);
			expect(link?.parameters[0]?.gaps).toBeUndefined();
		}),
	);
});

const parameter = (value: string, written = encodeURIComponent(value)) => ({
	name: 'name',
	value,
	written,
});
const judge = (value: string, written?: string) =>
	judgeText('name', parameter(value, written), 5, 'one line');

test('a text is kept up to its length', () => {
	expect(judge('')).toEqual({name: ''});
	expect(judge('12345')).toEqual({name: '12345'});
	expect(judge('👍🏽👍🏽👍🏽👍🏽👍🏽'.slice(0, 8))).toEqual({name: '👍🏽👍🏽'});
	expect(judge('123456')).toBe('it has 6 characters, and GitHub takes at most 5');
	expect(judgeText('description', parameter('a\nb'), 5, 'several lines')).toEqual({
		description: 'a\nb',
	});
});

test('a text that is short enough, and wrong otherwise, is left out for what is wrong', () => {
	expect(judge('a\nb\0c')).toBe('Write the name with visible characters only');
	expect(judgeText('description', parameter('a\u001Bb'), 5, 'several lines')).toBe(
		'Write the description with visible characters only',
	);
});

test('what was never filled in is left out, whatever it would be', () => {
	const [name] = findParameters([['name', '{name}']]);
	expect(name && judgeText('name', name, 5, 'one line')).toBe(placeholderReason);
	expect(placeholderReason).toBe('it is a placeholder that was never filled in');
	expect(judge('{x}')).toEqual({name: '{x}'});
});

test.each([
	['caf%E9', 'caf\uFFFD', false],
	['caf\uFFFD', 'caf\uFFFD', true],
	['caf%EF%BF%BD', 'caf\uFFFD', true],
	['caf%ef%bf%bd', 'caf\uFFFD', true],
	['caf%C3%A9', 'café', true],
])('%s, which decodes to %s', (written, value, isKept) => {
	expect(judge(value, written)).toEqual(
		isKept ? {name: value} : 'its percent escapes are not UTF-8',
	);
});

test('what was left out is shown cut, with tokens and hidden characters masked', () => {
	const token = `ghp_${'a1B2'.repeat(9)}`;
	expect(leaveOut('a\u001Bb', 'c\u202Ed', 'so')).toEqual({
		parameter: 'a\\u{001b}b',
		value: 'c\\u{202e}d',
		reason: 'so',
	});
	const long = leaveOut('p'.repeat(101), 'v'.repeat(1025), 'so');
	expect(long).toEqual({
		parameter: `${'p'.repeat(99)}…`,
		value: `${'v'.repeat(1023)}…`,
		reason: 'so',
	});
	expect(leaveOut('p'.repeat(100), 'v'.repeat(1024), 'so')).toEqual({
		parameter: 'p'.repeat(100),
		value: 'v'.repeat(1024),
		reason: 'so',
	});
	expect(JSON.stringify(leaveOut(token, token, ''))).not.toContain('a1B2');
	expect(quote(token)).not.toContain('a1B2');
	expect(quote('a\u001Bb')).toBe('"a\\u{001b}b"');
	expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(59)}…"`);
});

const fromSomewhere = 'it only says where the link came from and fills in nothing';
const pageReadsNoType =
	"the address alone says which type of token it is, GitHub's page reads no type";

test.each([
	['ref', fromSomewhere],
	['ref_product', fromSomewhere],
	['source', fromSomewhere],
	['from', fromSomewhere],
	['via', fromSomewhere],
	['utm_source', fromSomewhere],
	['fbclid', fromSomewhere],
	['gclid', fromSomewhere],
	['type', pageReadsNoType],
	['token_type', pageReadsNoType],
	['tokentype', pageReadsNoType],
	['justification', 'no link can carry the justification: write it on the page'],
	['return_to', "it belongs to GitHub's login page"],
	['reference', undefined],
	['sources', undefined],
	['href', undefined],
	['my_ref', undefined],
	['xfbclid', undefined],
	['gclids', undefined],
	['contents', undefined],
	['', undefined],
	['constructor', undefined],
])('what %j does, if no page reads it: %s', (name, reason) => {
	expect(explainNeverRead(name)).toBe(reason);
});

test.each([
	['scopes', 'scopes'],
	['Scopes[]', 'scopes'],
	['scopes[0]', 'scopes'],
	['scopes[12]', 'scopes'],
	['scopes[a][b]', 'scopes[a]'],
	['scopes[]x', 'scopes[]x'],
	['scopes[!]', 'scopes[!]'],
	['Token-Name', 'token_name'],
	['token  - name', 'token_name'],
	['\ttoken name\n', 'token_name'],
	['token_name []', 'token_name'],
	['', ''],
])('the name %j is %j in the tables', (name, plain) => {
	expect(plainName(name)).toBe(plain);
});

test('a name without end is looked up by its beginning', () => {
	expect(plainName(`${'x'.repeat(100)}y`)).toBe('x'.repeat(100));
});

test('an unknown name is told with the nearest, where there is one', () => {
	expect(explainUnknownParameter('scops', ['description', 'scopes'])).toBe(
		'GitHub has no such parameter; the nearest is scopes',
	);
	expect(explainUnknownParameter('qqqqqqqq', ['description', 'scopes'])).toBe(
		'GitHub has no such parameter',
	);
	expect(spelled('name')).toBe('GitHub has no such parameter; the right spelling is name');
});
