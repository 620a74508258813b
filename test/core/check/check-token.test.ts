import {describe, expect, test} from 'vitest';
import {listOperations} from '../../../source/core/catalog/endpoints.ts';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import type {ApiAnswer} from '../../../source/core/check/answer.ts';
import {mostChecked} from '../../../source/core/check/check-grants.ts';
import {
	checkToken,
	countRequests,
	type GitHubAccess,
	kindOfToken,
} from '../../../source/core/check/check-token.ts';
import {findProbe} from '../../../source/core/check/probes.ts';
import type {FineGrainedProfile} from '../../../source/core/profile/profile.ts';

const now = new Date('2026-11-29T12:00:00Z');

type Answers = Readonly<Record<string, Partial<ApiAnswer> | number>>;

/** GitHubAccess a world in which paths answer as said, `/rate_limit` and `/user` fine, and everything else with 404. */
const gitHubWith = (answers: Answers, git?: (repository: string) => Promise<number>) => {
	const asked: string[] = [];
	const github: GitHubAccess = {
		api: async path => {
			asked.push(path);
			const fine =
				path === '/rate_limit'
					? {body: {rate: {}}}
					: path === '/user'
						? {body: {login: 'octocat'}}
						: 404;
			const found = answers[path] ?? fine;
			const answer = typeof found === 'number' ? {status: found} : found;
			return {status: 200, headers: {}, body: undefined, ...answer};
		},
		git:
			git === undefined
				? undefined
				: async repository => {
						asked.push(`git ${repository}`);
						return {status: await git(repository), headers: {}, body: undefined};
					},
		now: () => now,
	};
	return {github, asked};
};

const refusal = {
	status: 403,
	body: {message: 'Resource not accessible by personal access token'},
	headers: {'x-accepted-github-permissions': 'secrets=read'},
};

const profile: FineGrainedProfile = {
	type: 'fine-grained',
	host: 'github.com',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app'],
	permissions: {contents: 'write', issues: 'read', secrets: 'read'},
};

const privateRepository = {
	'/repos/octo-org/app': {body: {private: true, permissions: {push: true}}},
};
const octoOrg = {'/users/octo-org': {body: {type: 'Organization'}}};

describe('the kind of a token', () => {
	test.each([
		['github_pat_11ABC', 'fine-grained'],
		['ghp_abc', 'classic'],
		['ghs_abc', 'other'],
		['gho_abc', 'other'],
		['0123456789012345678901234567890123456789', 'unknown'],
	])('of %s is %s', (token, kind) => {
		expect(kindOfToken(token)).toBe(kind);
	});
});

describe('a fine-grained token', () => {
	test('does what GitHub answers, and git tells of pushing', async () => {
		const {github, asked} = gitHubWith(
			{
				...privateRepository,
				...octoOrg,
				'/repos/octo-org/app/issues': 200,
				'/repos/octo-org/app/actions/secrets': refusal,
			},
			async () => 200,
		);
		const report = await checkToken('fine-grained', profile, github);
		expect(report.does).toEqual(['contents=write', 'issues=read']);
		expect(report.lacks.map(({need}) => need)).toEqual(['secrets=read']);
		expect(report.unknown).toEqual([]);
		const {api, git} = countRequests(profile, 'fine-grained', true);
		expect(asked).toHaveLength(api + git);
	});

	test('proves nothing by reading what everybody reads', async () => {
		const {github} = gitHubWith({
			...octoOrg,
			'/repos/octo-org/app': {body: {private: false, permissions: {push: true}}},
			'/repos/octo-org/app/issues': 200,
			'/repos/octo-org/app/actions/secrets': 200,
		});
		const report = await checkToken('fine-grained', profile, github);
		expect(report.does).toEqual(['secrets=read']);
		expect(report.unknown.map(({need}) => need)).toEqual(['contents=write', 'issues=read']);
		expect(report.notes.join()).toContain('octo-org/app: reading public');
	});

	test('is refused by git, while the user has the right: the token lacks it', async () => {
		const {github} = gitHubWith({...privateRepository, ...octoOrg}, async () => 403);
		const report = await checkToken('fine-grained', profile, github);
		expect(report.lacks).toContainEqual({
			need: 'contents=write',
			reason: 'the token may not push',
		});
	});

	test('is not blamed for an archived repository', async () => {
		const answers = {...octoOrg, '/repos/octo-org/app': {body: {private: true, archived: true}}};
		const {github} = gitHubWith(answers, async () => 403);
		const report = await checkToken('fine-grained', profile, github);
		expect(report.unknown).toContainEqual({
			need: 'contents=write',
			reason: 'the repository is archived, so nobody can push to it',
		});
	});

	test('without a right of the user it is told as that', async () => {
		const answers = {
			...octoOrg,
			'/repos/octo-org/app': {body: {private: true, permissions: {push: false}}},
		};
		const {github} = gitHubWith(answers, async () => 403);
		const report = await checkToken('fine-grained', profile, github);
		expect(report.lacks[0]?.reason).toContain('your account may not push');
	});

	test('writing is never tried, and reported as unknown', async () => {
		const {github} = gitHubWith({
			...privateRepository,
			...octoOrg,
			'/repos/octo-org/app/issues': 200,
		});
		const report = await checkToken(
			'fine-grained',
			{...profile, permissions: {issues: 'write'}},
			github,
		);
		expect(report.does).toEqual([]);
		expect(report.unknown[0]?.reason).toContain('cannot be checked without changing something');
	});

	test.each([
		['of an organization', octoOrg, 'not approved by octo-org'],
		['of somebody else', {'/users/octo-org': {body: {type: 'User'}}}, 'octo-org is another user'],
		['of its own', {'/user': {body: {login: 'Octo-Org'}}}, 'not selected in the token'],
		[
			'that refuses such tokens',
			{'/repos/octo-org/app': {status: 403, body: {message: 'octo-org forbids access'}}},
			'GitHub refuses it: octo-org forbids access',
		],
	])('a repository %s that is not reached says why', async (_, answers: Answers, reason) => {
		const {github} = gitHubWith(answers);
		const report = await checkToken('fine-grained', profile, github);
		expect(report.lacks[0]?.need).toBe('metadata=read');
		expect(report.lacks[0]?.reason).toContain('the token does not reach octo-org/app');
		expect(report.lacks[0]?.reason).toContain(reason);
	});

	test('one repository of two that is reached tells that the other was not chosen', async () => {
		const {github} = gitHubWith({...octoOrg, ...privateRepository});
		const report = await checkToken(
			'fine-grained',
			{...profile, repositories: ['octo-org/app', 'octo-org/site']},
			github,
		);
		expect(report.lacks[0]?.reason).toMatch(
			/the token does not reach octo-org\/site: it is not selected/,
		);
	});

	describe('for several repositories', () => {
		const names = (count: number): readonly string[] =>
			Array.from({length: count}, (_, index) => `octo-org/r${index + 1}`);
		const several = (count: number) => ({...profile, repositories: names(count)});
		const reached = (count: number) =>
			Object.fromEntries(
				names(count).flatMap(name => [
					[`/repos/${name}`, {body: {private: true}}],
					[`/repos/${name}/issues`, 200],
					[`/repos/${name}/actions/secrets`, 200],
				]),
			);

		test('is asked in each', async () => {
			const {github, asked} = gitHubWith({...octoOrg, ...reached(3)}, async () => 200);
			const report = await checkToken('fine-grained', several(3), github);
			expect(report.does).toEqual(['contents=write', 'issues=read', 'secrets=read']);
			const {api, git} = countRequests(several(3), 'fine-grained', true);
			expect([asked.filter(name => name.startsWith('git')), asked.length]).toEqual([
				names(3).map(name => `git ${name}`),
				api + git,
			]);
		});

		test('lacks what one of them refuses, and says which do', async () => {
			const {github} = gitHubWith(
				{...octoOrg, ...reached(3), '/repos/octo-org/r3/actions/secrets': refusal},
				async name => (name === 'octo-org/r2' ? 403 : 200),
			);
			const report = await checkToken('fine-grained', several(3), github);
			expect(report.does).toEqual(['issues=read']);
			expect(report.lacks).toEqual([
				{
					need: 'contents=write',
					reason: 'octo-org/r1 and octo-org/r3: it works; octo-org/r2: the token may not push',
				},
				{
					need: 'secrets=read',
					reason:
						'octo-org/r1 and octo-org/r2: it works; octo-org/r3: GitHub refuses GET /repos/{owner}/{repo}/actions/secrets',
				},
			]);
		});

		test('is unknown where one is not reached', async () => {
			const {'/repos/octo-org/r2': _, ...answers} = reached(2);
			const {github} = gitHubWith({...octoOrg, ...answers}, async () => 200);
			const report = await checkToken(
				'fine-grained',
				{...several(2), permissions: {...profile.permissions, metadata: 'read'}},
				github,
			);
			expect(report.does).toEqual([]);
			expect(report.lacks.map(({need}) => need)).toEqual(['metadata=read']);
			expect(report.unknown).toHaveLength(3);
			expect(report.unknown[0]?.reason).toBe('octo-org/r1: it works; octo-org/r2: not reached');
		});

		test('is unknown where more are named than are asked', async () => {
			const count = mostChecked + 2;
			const {github, asked} = gitHubWith({...octoOrg, ...reached(count)}, async () => 200);
			const report = await checkToken('fine-grained', several(count), github);
			expect([report.does, report.lacks]).toEqual([[], []]);
			expect(report.unknown.map(({need}) => need)).toEqual([
				'contents=write',
				'issues=read',
				'secrets=read',
			]);
			expect(report.unknown[0]?.reason).toMatch(
				/it works; octo-org\/r21 and octo-org\/r22: not checked, because the limit is 20 repositories$/,
			);
			const {api, git} = countRequests(several(count), 'fine-grained', true);
			expect(asked).toHaveLength(api + git);
		});

		test('a public one proves nothing, and takes nothing from what a private one proves', async () => {
			const answers = {...octoOrg, ...reached(2), '/repos/octo-org/r2': {body: {private: false}}};
			const {github} = gitHubWith(answers, async () => 200);
			const report = await checkToken('fine-grained', several(2), github);
			expect(report.does).toContain('issues=read');
			expect(report.notes.join()).toContain('octo-org/r2: reading public');
		});
	});

	test('without a repository its permissions are unknown', async () => {
		const {repositories: _, ...rest} = profile;
		const {github} = gitHubWith(octoOrg);
		const report = await checkToken('fine-grained', rest, github);
		expect(report.lacks).toEqual([]);
		expect(report.unknown).toHaveLength(3);
	});

	test('404 and other refusals are told as they are, not as lacking', async () => {
		const {github} = gitHubWith({
			...privateRepository,
			...octoOrg,
			'/repos/octo-org/app/dependabot/alerts': {
				status: 403,
				body: {message: 'Dependabot alerts are disabled for this repository.'},
			},
		});
		const report = await checkToken(
			'fine-grained',
			{...profile, permissions: {vulnerability_alerts: 'read', pages: 'read'}},
			github,
		);
		expect(report.lacks).toEqual([]);
		expect(report.unknown.map(({reason}) => reason).join()).toMatch(/404.*disabled|disabled.*404/s);
	});
});

describe.each([
	['a header', {headers: {'x-github-sso': 'required; url=https://github.com/\u009B31m\u202E'}}],
	['scopes', {headers: {'x-oauth-scopes': 'repo, \u009B31m\u0007'}}],
	['a long header', {headers: {'x-github-sso': `required; url=https://${'a'.repeat(9000)}\u0007`}}],
	['long scopes', {headers: {'x-oauth-scopes': `${'a'.repeat(9000)}, \u0007`}}],
	['an expiration', {headers: {'github-authentication-token-expiration': '\u001B[2J'}}],
	['a message', {status: 401, body: {message: `\u001B]0;x\u0007${'a'.repeat(5000)}`}}],
	['a login', {body: {rate: {}, login: '-u\u001B[2J'}}],
])('%s with what a terminal would obey', (_, answer) => {
	test.each(['classic', 'fine-grained', 'unknown'] as const)(
		'is shown by a %s token',
		async kind => {
			for (const path of ['/rate_limit', '/user']) {
				const {github} = gitHubWith({[path]: {body: {rate: {}, login: 'octocat'}, ...answer}});
				const report = JSON.stringify(await checkToken(kind, undefined, github));
				expect(report).not.toMatch(/[\u007F-\u009F\u202E]|\\u00[01]/);
				expect(report.length).toBeLessThan(2500);
			}
		},
	);
});

test.each(['--help', 'a\nhost=evil.example', 'a/../../x', 'x'.repeat(40), '', 7])(
	'%j is no login, and goes nowhere',
	async login => {
		const {github, asked} = gitHubWith({'/user': {body: {login}}});
		const report = await checkToken(
			'fine-grained',
			{type: 'fine-grained', host: 'github.com', permissions: {followers: 'read', gists: 'write'}},
			github,
		);
		expect(report.login).toBeUndefined();
		expect(asked.join()).not.toContain('evil');
	},
);

describe('a classic token', () => {
	const classic = {type: 'classic', host: 'github.com', scopes: ['public_repo', 'gist']} as const;

	test('tells its scopes: what is asked, lacking and beyond', async () => {
		const {github} = gitHubWith({
			'/rate_limit': {body: {rate: {}}, headers: {'x-oauth-scopes': 'repo, read:org'}},
			'/user/orgs': {headers: {'x-github-sso': 'partial-results; organizations=7'}},
		});
		const report = await checkToken('classic', classic, github);
		expect(report.scopes).toEqual(['repo', 'read:org']);
		expect(report.does).toEqual(['public_repo']);
		expect(report.lacks.map(({need}) => need)).toEqual(['gist']);
		expect(report.beyond).toEqual(['repo', 'read:org']);
		expect(report.notes.join()).toContain('single sign-on');
	});

	test.each(['classic', 'unknown'] as const)(
		'of the kind %s whose scopes are not told cannot be told',
		async kind => {
			const {github} = gitHubWith({});
			const report = await checkToken(kind, classic, github);
			expect(report).toMatchObject({recognised: true, does: [], lacks: [], beyond: []});
			expect(report.unknown.map(({need}) => need)).toEqual(['public_repo', 'gist']);
		},
	);

	test('without scopes has none', async () => {
		const {github} = gitHubWith({
			'/rate_limit': {body: {resources: {}}, headers: {'x-oauth-scopes': ''}},
		});
		const report = await checkToken('classic', classic, github);
		expect(report.lacks.map(({need}) => need)).toEqual(['public_repo', 'gist']);
	});

	test('is not what a fine-grained profile asks for', async () => {
		const {github} = gitHubWith({
			'/rate_limit': {body: {rate: {}}, headers: {'x-oauth-scopes': 'repo'}},
		});
		const report = await checkToken('unknown', profile, github);
		expect(report.type).toBe('classic');
		expect(report.lacks).toHaveLength(3);
	});
});

test('a token that GitHub does not know is not recognised, and nothing else is asked', async () => {
	const {github, asked} = gitHubWith({
		'/rate_limit': {status: 401, body: {message: 'Bad credentials'}},
	});
	const report = await checkToken('classic', undefined, github);
	expect(report).toMatchObject({recognised: false, does: [], lacks: []});
	expect(asked).toEqual(['/rate_limit']);
});

test('a token that does not arrive, with its limits told to everybody, is not recognised', async () => {
	const {github} = gitHubWith({'/user': {status: 401, body: {message: 'Requires authentication'}}});
	const report = await checkToken('classic', undefined, github);
	expect([report.recognised, report.expires.kind]).toEqual([false, 'unknown']);
});

test('a server without rate limits answers 404, and knows the token', async () => {
	const {github} = gitHubWith({
		'/rate_limit': {status: 404, body: {message: 'Rate limiting is not enabled.'}},
	});
	expect((await checkToken('classic', undefined, github)).recognised).toBe(true);
});

test.each([
	[{status: 502}, 'status 502'],
	[{status: 407}, "not come from GitHub's API"],
	[{status: 301}, "not come from GitHub's API"],
	[{status: 200, body: undefined}, "not come from GitHub's API"],
	[{status: 200, body: {ok: true}}, "not come from GitHub's API"],
	[{status: 200, body: []}, "not come from GitHub's API"],
	[{status: 429, headers: {'retry-after': '60'}}, '2026-11-29T12:01:00'],
	[{status: 429, headers: {'retry-after': '1e20'}}, '2026-11-29T12:01:00'],
	[{status: 429, headers: {'retry-after': '-99999999999'}}, '2026-11-29T12:01:00'],
	[{status: 429, headers: {'x-ratelimit-reset': '99999999999999999'}}, '2026-11-29T12:01:00'],
])('what says nothing about the token is told as a failure', async (answer, text) => {
	const {github} = gitHubWith({'/rate_limit': answer});
	await expect(checkToken('classic', undefined, github)).rejects.toThrow(text);
});

test.each([
	[200, 404],
	[404, 404],
	[404, 403],
	[200, 302],
])('a server that answers %i and then %i knows no token', async (limits, user) => {
	const {github} = gitHubWith({
		'/rate_limit': {status: limits, body: {rate: {}}},
		'/user': {status: user, body: {message: 'Not here'}},
	});
	await expect(checkToken('classic', undefined, github)).rejects.toThrow(
		"not come from GitHub's API",
	);
});

test('every probe is a GET that its permission opens alone', () => {
	const subject = {repository: 'o/r', organization: 'o', login: 'u'};
	const found = permissions.flatMap(({parameter}) => findProbe(parameter, subject) ?? []);
	expect(found.length).toBe(47);
	for (const {permission, path} of found) {
		expect(path).not.toMatch(/[{}]/);
		const pattern = path
			.replace('/o/r', '/{owner}/{repo}')
			.replace(/^\/users\/u\//, '/users/{username}/')
			.replace(/\/(org\w+)\/o(?=\/|$)/, '/$1/{org}');
		const operation = listOperations().find(each => each.method === 'GET' && each.path === pattern);
		expect(operation?.anyOf.every(set => set[permission] === 'read')).toBe(true);
	}
});
