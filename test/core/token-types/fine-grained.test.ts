import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Grants} from '../../../source/core/catalog/permission-facts.ts';
import {
	listGrants,
	pageName,
	permissions,
	riskOf,
} from '../../../source/core/catalog/permissions.ts';
import type {FineGrainedProfile, RepositoryAccess} from '../../../source/core/profile/profile.ts';
import {fineGrainedAdvice} from '../../../source/core/token-types/advise-fine-grained.ts';
import {fineGrained} from '../../../source/core/token-types/fine-grained.ts';
import {fineGrainedProfiles} from '../../arbitraries.ts';

const bare: FineGrainedProfile = {type: 'fine-grained', host: 'github.com'};
const now = new Date(2026, 10, 20, 12);

const problemsOf = (answers: object): unknown =>
	fineGrained.problems({...bare, ...answers} as FineGrainedProfile);

const warningsOf = (answers: object): readonly string[] =>
	fineGrainedAdvice.warnings({...bare, ...answers}, 'github.com');

const stepsOf = (answers: object): readonly string[] =>
	fineGrainedAdvice.stepsByHand({...bare, ...answers}, now);

const repositoriesOf = (count: number): readonly string[] =>
	Array.from({length: count}, (_, index) => `octo-org/app-${index}`);

describe('listGrants', () => {
	test('is in catalog order, whatever the order of the profile', () => {
		expect(
			listGrants({issues: 'read', contents: 'write', emails: 'read'}).map(({permission, level}) => [
				permission.parameter,
				level,
			]),
		).toEqual([
			['emails', 'read'],
			['contents', 'write'],
			['issues', 'read'],
		]);
	});

	test('is empty without grants, and leaves out what the catalog does not know', () => {
		expect(listGrants(undefined)).toEqual([]);
		expect(listGrants({})).toEqual([]);
		expect(listGrants({checks: 'read'} as unknown as Grants)).toEqual([]);
	});
});

describe('parameters', () => {
	test('come in the order name, description, owner, expiration, permissions', () => {
		expect(
			fineGrained.parameters({
				...bare,
				permissions: {metadata: 'read', actions: 'write'},
				expiration: 'none',
				repositoryAccess: 'selected',
				repositories: ['octo-org/app'],
				owner: 'octo-org',
				description: 'b',
				name: 'a',
			}),
		).toEqual([
			['name', 'a'],
			['description', 'b'],
			['target_name', 'octo-org'],
			['expires_in', 'none'],
			['actions', 'write'],
			['metadata', 'read'],
		]);
	});

	test('leave out what is unset or empty', () => {
		expect(fineGrained.parameters(bare)).toEqual([]);
		expect(
			fineGrained.parameters({...bare, name: '', description: '', owner: '', permissions: {}}),
		).toEqual([]);
	});
});

describe('problems', () => {
	test('of a valid profile there are none', () => {
		fc.assert(
			fc.property(fineGrainedProfiles(), profile => {
				expect(fineGrained.problems(profile)).toEqual([]);
			}),
		);
	});

	test('with texts and lifetimes are those of their limits', () => {
		expect(problemsOf({name: 'x'.repeat(40), description: 'x'.repeat(1024)})).toEqual([]);
		expect(problemsOf({name: 'x'.repeat(41)})).toEqual([
			expect.objectContaining({hint: 'Shorten it to at most 40 characters'}),
		]);
		expect(problemsOf({description: 'x'.repeat(1025)})).toEqual([
			{
				message: `The description "${'x'.repeat(39)}…" has 1025 characters`,
				hint: 'Shorten it to at most 1024 characters',
			},
		]);
		expect(problemsOf({name: 'a\nb'})).toEqual([
			expect.objectContaining({message: expect.stringMatching(/^The name "a⏎b"/)}),
		]);
		expect(problemsOf({description: 'a\nb'})).toEqual([]);
		expect(problemsOf({expiration: 366})).toEqual([]);
		expect(problemsOf({expiration: 367})).toEqual([
			expect.objectContaining({message: '"367" is not an expiration'}),
		]);
	});

	test.each([
		[
			{contnets: 'read'},
			{message: 'There is no permission "contnets"', hint: 'Did you mean contents?'},
		],
		[
			{variables: 'read'},
			{
				message: 'There is no permission "variables"',
				hint: 'Did you mean actions_variables or organization_actions_variables?',
			},
		],
		[
			{webhooks: 'write'},
			{
				message: 'There is no permission "webhooks"',
				hint: 'Did you mean repository_hooks or organization_hooks?',
			},
		],
		[
			{workflow: 'write'},
			{
				message: 'workflow is a scope of classic tokens, not a permission',
				hint: 'Pass --scope workflow; the permission is workflows',
			},
		],
		[
			{xylophone: 'read'},
			{
				message: 'There is no permission "xylophone"',
				hint: 'pat-wizard permissions lists them all',
			},
		],
		[
			{'a\u001Bxylophone': 'read'},
			{
				message: 'There is no permission "a\\u{001b}xylophone"',
				hint: 'pat-wizard permissions lists them all',
			},
		],
		[
			{contents: 'admin'},
			{
				message: 'The permission contents has no level "admin"',
				hint: 'contents can be read or write',
			},
		],
		[
			{metadata: 'write'},
			{
				message: 'The permission metadata has no level "write"',
				hint: 'metadata can be read',
			},
		],
		[
			{contents: 'a\u001B'},
			{
				message: 'The permission contents has no level "a\\u{001b}"',
				hint: 'contents can be read or write',
			},
		],
	])('with the permissions %j', (grants, problem) => {
		expect(problemsOf({permissions: grants})).toEqual([problem]);
	});

	test.each(permissions)('with $parameter at a level that it does not have', permission => {
		const owner = permission.group === 'organization' ? {owner: 'octo-org'} : {};
		for (const level of ['read', 'write', 'admin', 'none', 'Read', '']) {
			const exists = Object.hasOwn(permission.levels, level);
			expect(problemsOf({...owner, permissions: {[permission.parameter]: level}})).toEqual(
				exists
					? []
					: [
							{
								message: `The permission ${permission.parameter} has no level "${level}"`,
								hint: expect.stringContaining(`${permission.parameter} can be `),
							},
						],
			);
		}
	});

	test.each(['a', 'octo-org', 'octo_acme', 'a'.repeat(39)])('with the owner %s: none', owner => {
		expect(problemsOf({owner})).toEqual([]);
	});

	test.each([
		['', '""'],
		['-a', '"-a"'],
		['a--b', '"a--b"'],
		['a/b', '"a/b"'],
		['a'.repeat(40), `"${'a'.repeat(40)}"`],
		['a\u001Bb', '"a\\u{001b}b"'],
		['ghp_0123456789012345678901234567890123456789', '"ghp_•••"'],
	])('with the owner %j', (owner, shown) => {
		expect(problemsOf({owner})).toEqual([
			{
				message: `The resource owner ${shown} is not a GitHub login`,
				hint: expect.stringMatching(/^Check the spelling: a login has 1 to 39/),
			},
		]);
	});

	test('with organization permissions and no owner', () => {
		expect(problemsOf({permissions: {members: 'read', organization_hooks: 'write'}})).toEqual([
			{
				message:
					'Organization permissions (Members and Webhooks) need an organization as resource owner',
				hint: 'Name the organization with --owner <login>, or leave these permissions out',
				missing: 'owner',
			},
		]);
	});

	test('with account permissions and an owner: none, since the owner can be you', () => {
		const answers = {owner: 'octocat', permissions: {gists: 'write', contents: 'read'}};
		expect(problemsOf(answers)).toEqual([]);
		expect(warningsOf(answers)).toEqual([
			'Account permissions (Gists): works only where octocat is you',
		]);
	});

	test.each([undefined, 'octo-org'])('with both kinds of permissions and the owner %s', owner => {
		expect(
			problemsOf({
				...(owner === undefined ? {} : {owner}),
				permissions: {gists: 'write', emails: 'read', members: 'read'},
			}),
		).toEqual([
			{
				message:
					'Organization permissions (Members) and account permissions (Email addresses and Gists) cannot be in one token',
				hint: expect.stringMatching(/^Make two tokens/),
				missing: 'second token',
			},
		]);
	});

	test('of owners there are none where they fit', () => {
		expect(
			problemsOf({owner: 'octo-org', permissions: {members: 'read', contents: 'read'}}),
		).toEqual([]);
		expect(problemsOf({permissions: {gists: 'write', contents: 'read'}})).toEqual([]);
		expect(problemsOf({owner: 'octo-org', permissions: {contents: 'read'}})).toEqual([]);
	});

	test.each([0, 1, 49, 50])('with %i repositories: none', count => {
		expect(
			problemsOf({
				owner: 'octo-org',
				repositoryAccess: 'selected',
				repositories: repositoriesOf(count),
			}),
		).toEqual([]);
	});

	test.each([51, 60])('with %i repositories', count => {
		expect(
			problemsOf({
				owner: 'octo-org',
				repositoryAccess: 'selected',
				repositories: repositoriesOf(count),
			}),
		).toEqual([
			{
				message: `${count} repositories are named`,
				hint: 'GitHub takes at most 50: choose fewer, or all repositories',
			},
		]);
	});

	test.each([undefined, 'all', 'public'])(
		'with repositories and the repository access %s',
		repositoryAccess => {
			expect(problemsOf({repositoryAccess, repositories: ['octo-org/app']})).toEqual([
				{
					message: `Repositories are named, but repository access is ${repositoryAccess ?? 'not set'}`,
					hint: 'Set repository access to selected, or name no repositories',
				},
			]);
			expect(problemsOf({repositoryAccess, repositories: []})).toEqual([]);
		},
	);

	test.each([
		['app', 'app'],
		['octo-org/', 'octo-org/'],
		['octo-org/app/x', 'octo-org/app/x'],
		['octo-org/app.git', 'octo-org/app.git'],
		['https://github.com/octo-org/app', 'https://github.com/octo-org/app'],
		['octo-org/a\u001Bpp', 'octo-org/a\\u{001b}pp'],
		['', ''],
	])('with the repository %j', (repository, shown) => {
		expect(
			problemsOf({
				repositoryAccess: 'selected',
				repositories: ['octo-org/app', repository, 'other/app'],
			}),
		).toEqual([{message: `"${shown}" is not a repository`, hint: 'Write it as owner/name'}]);
	});

	test('with a repository of another owner', () => {
		const hint =
			'A token reaches the repositories of one resource owner: make one token for each owner';
		expect(
			problemsOf({
				owner: 'octo-org',
				repositoryAccess: 'selected',
				repositories: ['Octo-Org/app', 'other/app', 'third/app'],
			}),
		).toEqual([{message: 'The repository "other/app" does not belong to octo-org', hint}]);
		expect(
			problemsOf({
				repositoryAccess: 'selected',
				repositories: ['Octo-Org/app', 'octo-org/site', 'other/app'],
			}),
		).toEqual([{message: 'The repository "other/app" does not belong to Octo-Org', hint}]);
		expect(
			problemsOf({
				owner: 'a\u001B',
				repositoryAccess: 'selected',
				repositories: ['octo-org/app'],
			}),
		).toContainEqual({
			message: 'The repository "octo-org/app" does not belong to a\\u{001b}',
			hint,
		});
	});

	test('with the owner in another spelling: none', () => {
		expect(
			problemsOf({
				owner: 'OCTO-org',
				repositoryAccess: 'selected',
				repositories: ['octo-ORG/app', 'Octo-Org/site'],
			}),
		).toEqual([]);
	});
});

describe('warnings', () => {
	test('of a harmless profile there are none', () => {
		expect(
			warningsOf({
				owner: 'octo-org',
				expiration: 366,
				repositoryAccess: 'all',
				permissions: {issues: 'write', metadata: 'read', contents: 'read'},
			}),
		).toEqual([]);
	});

	test.each([{}, {permissions: {}}])('tell that nothing is chosen: %j', answers => {
		expect(warningsOf(answers)).toEqual([
			'No permission is chosen: the token can read public data and nothing more',
		]);
	});

	test('tell that public access makes repository permissions meaningless', () => {
		const answers = {permissions: {issues: 'write', gists: 'write', pages: 'read'}};
		expect(warningsOf({...answers, repositoryAccess: 'public'})).toEqual([
			'Repository access is public, read-only: Issues and Pages will have no effect',
		]);
		for (const repositoryAccess of [undefined, 'all', 'selected']) {
			expect(warningsOf({...answers, repositoryAccess})).toEqual([]);
		}
		expect(warningsOf({permissions: {gists: 'write'}, repositoryAccess: 'public'})).toEqual([]);
	});

	test('tell that workflows needs contents', () => {
		const warning = 'Workflows: write needs Contents: write as well to push workflow files';
		expect(warningsOf({permissions: {workflows: 'write'}})).toContain(warning);
		expect(warningsOf({permissions: {workflows: 'write', contents: 'read'}})).toContain(warning);
		expect(warningsOf({permissions: {workflows: 'write', contents: 'write'}})).not.toContain(
			warning,
		);
		expect(warningsOf({permissions: {contents: 'read'}})).toEqual([]);
	});

	test.each(permissions)('tell the risk of $parameter, and what is odd about it', permission => {
		for (const level of ['read', 'write', 'admin'] as const) {
			if (permission.levels[level] === undefined) {
				continue;
			}
			const risk = riskOf(permission, level);
			const isOdd = permission.perhapsRetired === true || permission.offered === false;
			const warnings = warningsOf({permissions: {[permission.parameter]: level}}).filter(
				warning => !warning.includes(' needs Contents'),
			);
			expect(warnings).toEqual([
				...(risk === undefined ? [] : [`${pageName(permission)}: ${level} ${risk}`]),
				...(isOdd ? [`${pageName(permission)}: ${permission.note}`] : []),
			]);
		}
	});

	test('name what the form may lack', () => {
		expect(warningsOf({permissions: {knowledge_bases: 'read', copilot_requests: 'write'}})).toEqual(
			[
				'Copilot requests (copilot_requests): write can use up your premium requests',
				expect.stringMatching(/^Copilot requests \(copilot_requests\): .*user_copilot_requests/),
				expect.stringMatching(/^Knowledge bases: .*form is reported not to have it/),
			],
		);
	});

	test('come risks first, the highest level before all, then oddities', () => {
		expect(
			warningsOf({
				owner: 'octo-org',
				permissions: {
					organization_projects: 'admin',
					team_discussions: 'read',
					secret_scanning_alerts: 'read',
					contents: 'write',
				},
			}).map(warning => warning.split(':')[0]),
		).toEqual(['Projects', 'Contents', 'Secret scanning alerts', 'Team discussions']);
	});

	test('tell that an organization may refuse a token that never expires', () => {
		const answers = {permissions: {issues: 'read'}};
		expect(warningsOf({...answers, owner: 'octo-org', expiration: 'none'})).toEqual([
			'octo-org may refuse a token that never expires: organizations usually allow at most 366 days',
		]);
		expect(warningsOf({...answers, expiration: 'none'})).toEqual([]);
		expect(warningsOf({...answers, owner: 'octo-org', expiration: 366})).toEqual([]);
		expect(warningsOf({...answers, owner: 'octo-org'})).toEqual([]);
	});

	test('tell about Enterprise Server, and nothing on other hosts', () => {
		const profile: FineGrainedProfile = {
			...bare,
			host: 'git.example.com',
			permissions: {issues: 'read'},
		};
		expect(fineGrainedAdvice.warnings(profile, 'server')).toEqual([
			expect.stringMatching(/^git\.example\.com is not github\.com/),
		]);
		expect(fineGrainedAdvice.warnings(profile, 'ghe.com')).toEqual([]);
	});
});

describe('steps by hand', () => {
	const finish = expect.stringMatching(/^Press "Generate token"/);

	test('follow the page', () => {
		expect(
			stepsOf({
				name: 'Release bot',
				owner: 'octo-org',
				repositoryAccess: 'selected',
				repositories: ['octo-org/app', 'octo-org/site'],
				permissions: {issues: 'read', contents: 'write'},
			}),
		).toEqual([
			'Repository access: "Only select repositories", then octo-org/app and octo-org/site',
			'Check what is chosen: Contents write, Issues read and Metadata read',
			'octo-org may ask for a reason: write a sentence',
			finish,
		]);
	});

	test('of a profile without answers', () => {
		expect(stepsOf({})).toEqual([
			'Token name: write what the token is for',
			'Repository access: choose it (the page may open on "All repositories")',
			'Check that no permission is chosen',
			finish,
		]);
	});

	test.each<[RepositoryAccess, string]>([
		['public', 'Repository access: "Public repositories"'],
		['all', 'Repository access: "All repositories"'],
		['selected', 'Repository access: "Only select repositories", then the repositories it is for'],
	])('with repository access %s', (repositoryAccess, step) => {
		expect(stepsOf({name: 'Bot', repositoryAccess})[0]).toBe(step);
	});

	test('name metadata once, also where GitHub adds it', () => {
		expect(stepsOf({permissions: {metadata: 'read', issues: 'read'}})[2]).toBe(
			'Check what is chosen: Issues read and Metadata read',
		);
		expect(stepsOf({permissions: {gists: 'write'}})[2]).toBe('Check what is chosen: Gists write');
	});
});
