import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {didYouMean, nearestName} from '../../../source/core/text/nearest.ts';

const names = permissions.map(({parameter}) => parameter);
const scopeNames = scopes.map(({scope}) => scope);

describe('nearestName', () => {
	test.each([
		['content', 'contents'],
		['contnets', 'contents'],
		['Contents', 'contents'],
		['pull-requests', 'pull_requests'],
		['pullrequest', 'pull_requests'],
		['PULL REQUESTS', 'pull_requests'],
		['variables', 'actions_variables'],
		['organisation_secrets', 'organization_secrets'],
		['isues', 'issues'],
		['workflow', 'workflows'],
		['hooks', 'repository_hooks'],
	])('takes %s for %s', (word, name) => {
		expect(nearestName(word, names)).toBe(name);
	});

	test.each([
		['repos', 'repo'],
		['read-org', 'read:org'],
		['packages:write', undefined],
		['write_packages', 'write:packages'],
		['workflows', 'workflow'],
		['gists', 'gist'],
	])('takes the scope %s for %s', (word, name) => {
		expect(nearestName(word, scopeNames)).toBe(name);
	});

	test.each(['', '___', '☃', 'zzzzzz', 'xylophone'])('finds nothing near %j', word => {
		expect(nearestName(word, names)).toBeUndefined();
	});

	test.each([
		['the only letter wrong', 'b', 'f', false],
		['the only letter wrong, beside what is no letter', 'b', 'f*', false],
		['a letter, and a name without any', 'b', '日本', false],
		['one letter too many for one', 'b', 'bf', true],
		['one wrong letter of two', 'ab', 'cb', true],
		['a swap of neighbours', 'ab', 'ba', true],
		['one letter too many', 'ab', 'abc', true],
		['one letter too few', 'abc', 'ab', true],
		['one wrong letter', 'abc', 'axc', true],
		['two wrong letters of three', 'abc', 'axy', false],
		['two wrong letters of five', 'abcde', 'axyde', false],
		['two wrong letters of six', 'abcdef', 'axydef', true],
		['three wrong letters of six', 'abcdef', 'axyzef', false],
		['two swaps in six', 'abcdef', 'badcef', true],
		['a swap across another letter', 'abcxyz', 'cbaxyz', true],
		['three letters that a name begins with', 'abc', 'abcdefgh', false],
		['four letters that a name begins with', 'abcd', 'abcdefgh', true],
		['four letters that a name ends with', 'efgh', 'abcdefgh', true],
		['four letters in the middle of a name', 'cdef', 'abcdefgh', false],
	])('forgives by length: %s', (_, word, name, isNear) => {
		expect(nearestName(word, [name])).toBe(isNear ? name : undefined);
	});

	test('prefers the fewest slips, and among equals the first', () => {
		expect(nearestName('abcdef', ['abcdxy', 'abcdex', 'abcdey'])).toBe('abcdex');
		expect(nearestName('abcd', ['abcdefghij', 'abcx'])).toBe('abcx');
		expect(nearestName('abcd', ['abcdefghij', 'abcd'])).toBe('abcd');
		expect(nearestName('abcdefg', ['abcdexy', 'abcdefghij'])).toBe('abcdefghij');
	});

	/** The number of slips as its definition says, slowly. */
	const countSlips = (from: string, to: string): number => {
		if (from === '' || to === '') {
			return from.length + to.length;
		}
		const isSame = from.at(-1) === to.at(-1);
		const isSwapped =
			from.length > 1 && to.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1);
		return Math.min(
			countSlips(from.slice(0, -1), to) + 1,
			countSlips(from, to.slice(0, -1)) + 1,
			countSlips(from.slice(0, -1), to.slice(0, -1)) + (isSame ? 0 : 1),
			isSwapped ? countSlips(from.slice(0, -2), to.slice(0, -2)) + 1 : Number.POSITIVE_INFINITY,
		);
	};

	test('counts slips as they are defined', () => {
		const words = fc.string({unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6});
		fc.assert(
			fc.property(words, words, (word, name) => {
				const isPart = word.length >= 4 && (name.startsWith(word) || name.endsWith(word));
				const slips = countSlips(word, name);
				const isOther = slips >= Math.max(word.length, name.length);
				const isNear = isPart || (!isOther && slips <= Math.max(1, word.length / 3));
				expect(nearestName(word, [name])).toBe(isNear ? name : undefined);
			}),
			{numRuns: 2000},
		);
	});

	test('finds nothing for a word without letters and digits, however short the names', () => {
		expect(nearestName('☃', ['x', ''])).toBeUndefined();
		expect(nearestName('', ['x'])).toBeUndefined();
	});

	test('reads digits', () => {
		expect(nearestName('2345', ['2345x'])).toBe('2345x');
		expect(nearestName('9', ['9'])).toBe('9');
	});

	test('is quick with a very long word', () => {
		expect(nearestName('x'.repeat(1_000_000), names)).toBeUndefined();
		expect(nearestName('a'.repeat(200), ['a'.repeat(100)])).toBe('a'.repeat(100));
	});
});

test('didYouMean makes a question of it', () => {
	expect(didYouMean('content', names)).toBe('Did you mean contents?');
	expect(didYouMean('xylophone', names)).toBeUndefined();
});
