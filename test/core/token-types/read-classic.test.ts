import {expect, test} from 'vitest';
import {readClassic} from '../../../source/core/token-types/read-classic.ts';
import {findParameters} from '../../parameters.ts';

const read = (...parameters: readonly (readonly [name: string, written: string])[]) =>
	readClassic(findParameters(parameters));

const reasonOf = (name: string, written: string): string => {
	const {answers, ignored} = read([name, written]);
	expect({answers, count: ignored.length}).toEqual({answers: {}, count: 1});
	return ignored[0]?.reason ?? '';
};

test('the three parameters of the page are answers', () => {
	expect(
		read(['scopes', 'repo,read%3Aorg'], ['description', 'CI+bot'], ['default_expires_at', '30']),
	).toEqual({
		answers: {scopes: ['repo', 'read:org'], name: 'CI bot', expiration: 30},
		ignored: [],
	});
	expect(read(['default_expires_at', 'none'])).toEqual({
		answers: {expiration: 'none'},
		ignored: [],
	});
	expect(read()).toEqual({answers: {}, ignored: []});
});

test('empty ones say nothing', () => {
	expect(read(['scopes', ''], ['description', ''], ['default_expires_at', ''])).toEqual({
		answers: {},
		ignored: [],
	});
});

test.each([
	['scope', 'scopes'],
	['Scopes', 'scopes'],
	['scopes[]', 'scopes'],
	['name', 'description'],
	['note', 'description'],
	['notes', 'description'],
	['title', 'description'],
	['token_name', 'description'],
	['token-name', 'description'],
	['token_description', 'description'],
	['expires_in', 'default_expires_at'],
	['expires_at', 'default_expires_at'],
	['expires', 'default_expires_at'],
	['expiration', 'default_expires_at'],
	['expiry', 'default_expires_at'],
	['expiration_date', 'default_expires_at'],
	['days', 'default_expires_at'],
])('%s is spelled %s', (name, right) => {
	expect(reasonOf(name, '30')).toBe(`GitHub has no such parameter; the right spelling is ${right}`);
});

test.each([
	['scoops', 'scopes'],
	['descripton', 'description'],
	['default_expire_at', 'default_expires_at'],
])('the nearest of %s is %s', (name, near) => {
	expect(reasonOf(name, 'x')).toBe(`GitHub has no such parameter; the nearest is ${near}`);
});

test('what is near to nothing is only said not to exist', () => {
	expect(reasonOf('xyzzyxyzzy', 'x')).toBe('GitHub has no such parameter');
});

const noOwner = 'a classic token has no resource owner: it reaches everything that you can';
const noRepositories =
	'a classic token cannot be limited to repositories: it reaches every one that you can';
const noPermissions =
	'permissions belong to fine-grained tokens: their page is /settings/personal-access-tokens/new';

test.each([
	['target_name', noOwner],
	['owner', noOwner],
	['org', noOwner],
	['organization', noOwner],
	['resource_owner', noOwner],
	['repo_access', noRepositories],
	['repository_access', noRepositories],
	['repo', noRepositories],
	['repos', noRepositories],
	['repository', noRepositories],
	['repositories', noRepositories],
	['target_repos', noRepositories],
	['permission', noPermissions],
	['permissions', noPermissions],
	['contents', noPermissions],
	['issue_fields', noPermissions],
	['type', "the address alone says which type of token it is, GitHub's page reads no type"],
])('%s does nothing: %s', (name, reason) => {
	expect(reasonOf(name, 'x')).toBe(reason);
});

test('scopes are read with any spacing, each once', () => {
	expect(read(['scopes', ',repo,+gist,,repo+']).answers).toEqual({scopes: ['repo', 'gist']});
	expect(read(['scopes', ',+']).ignored).toEqual([]);
});

test.each([
	['rpo', 'there is no such scope: the nearest is repo'],
	['Repo', 'there is no such scope: the nearest is repo'],
	['org:read', 'there is no such scope: the nearest is read:org'],
	['contents', 'it is a permission of fine-grained tokens, not a scope'],
	['contents:write', 'it is a permission of fine-grained tokens, not a scope'],
	['contents=write', 'it is a permission of fine-grained tokens, not a scope'],
	['qqqqqqqq', 'there is no such scope'],
	['q'.repeat(1000), 'there is no such scope'],
])('beside what is a scope, %s is left out', (word, reason) => {
	const {answers, ignored} = read(['scopes', `gist,${encodeURIComponent(word)}`]);
	expect(answers).toEqual({scopes: ['gist']});
	expect(ignored).toEqual([{parameter: 'scopes', value: expect.any(String), reason}]);
});

test('a word among scopes that was never filled in is said to be one, not taken for a mistype', () => {
	expect(read(['scopes', 'repo,%24GIST'])).toEqual({
		answers: {scopes: ['repo']},
		ignored: [
			{
				parameter: 'scopes',
				value: '$GIST',
				reason: 'it is a placeholder that was never filled in',
			},
		],
	});
});

const never = 'it is a placeholder that was never filled in';
const program = 'it is a placeholder that the program fills in';

test.each([
	[
		'scopes',
		'{{ scopes }}',
		[],
		'{{ scopes }}',
		'the link goes on in the program, which names the scopes',
	],
	['scopes', 'repo,{scope}', ['repo'], '{scope}', never],
	['scopes', 'repo,$MORE,gist', ['repo', 'gist'], '$MORE', 'the program adds more scopes here'],
	['scopes', 'repo$MORE', ['repo'], '$MORE', 'the program adds more scopes here'],
	['description', '{{+name+}}', undefined, '{{+name+}}', program],
	['description', 'bot-<name>', undefined, 'bot-<name>', never],
	['default_expires_at', '$DAYS', undefined, '$DAYS', program],
	['default_expires_at', '<days>', undefined, '<days>', never],
])(
	'%s=%s is left out as a placeholder, as it is written',
	(name, written, scopes, value, reason) => {
		expect(read([name, written])).toEqual({
			answers: scopes === undefined ? {} : {scopes},
			ignored: [{parameter: name, value, reason}],
		});
	},
);

test.each([['365'], ['custom'], ['07'], ['-7'], ['30 ']])(
	'the lifetime %j is none that a link can carry',
	days => {
		expect(reasonOf('default_expires_at', encodeURIComponent(days))).toBe(
			'a classic link takes 7, 30, 60, 90 or none: choose any other on the page',
		);
	},
);

test('a note is one line of any length', () => {
	expect(read(['description', 'x'.repeat(400)])).toEqual({
		answers: {name: 'x'.repeat(400)},
		ignored: [],
	});
	expect(read(['description', 'a%0Ab'])).toEqual({
		answers: {},
		ignored: [
			{
				parameter: 'description',
				value: 'a⏎b',
				reason: 'Write the name with visible characters only',
			},
		],
	});
});

test('what is left out stands in the order of the link', () => {
	const {ignored} = read(['note', 'x'], ['scopes', 'rpo,gist'], ['type', 'beta']);
	expect(ignored.map(({parameter, value}) => `${parameter}=${value}`)).toEqual([
		'note=x',
		'scopes=rpo',
		'type=beta',
	]);
});
