import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {leastScopes} from '../../../source/core/catalog/included-scopes.ts';
import {accessLevels} from '../../../source/core/catalog/permission.ts';
import {
	listGrants,
	pageName,
	permissions,
	riskOf,
} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {
	describeAccess,
	describeGrants,
	describeOwner,
	listAbilities,
	listFacts,
} from '../../../source/core/profile/describe.ts';
import type {
	ClassicProfile,
	FineGrainedProfile,
	Profile,
} from '../../../source/core/profile/profile.ts';
import {profiles} from '../../arbitraries.ts';

const fineGrained: FineGrainedProfile = {type: 'fine-grained', host: 'github.com'};
const classic: ClassicProfile = {type: 'classic', host: 'github.com'};

describe('describeGrants', () => {
	test.each<[Profile, string]>([
		[
			{
				...fineGrained,
				permissions: {issues: 'read', pull_requests: 'write', contents: 'write'},
			},
			'contents, pull requests: write; issues: read',
		],
		[
			{
				...fineGrained,
				owner: 'octo-org',
				permissions: {
					metadata: 'read',
					organization_custom_properties: 'admin',
					organization_projects: 'admin',
					members: 'write',
				},
			},
			'custom repository properties, projects: admin; members: write; metadata: read',
		],
		[{...fineGrained, permissions: {gists: 'write'}}, 'gists: write'],
		[{...fineGrained, permissions: {}}, 'nothing chosen'],
		[fineGrained, 'nothing chosen'],
		[{...classic, scopes: ['workflow', 'repo']}, 'repo, workflow'],
		[{...classic, scopes: ['read:packages', 'write:packages']}, 'write:packages'],
		[{...classic, scopes: []}, 'nothing chosen'],
		[classic, 'nothing chosen'],
	])('%j', (profile, expected) => {
		expect(describeGrants(profile)).toBe(expected);
	});
});

describe('describeOwner', () => {
	test.each<[Profile, string]>([
		[{...fineGrained, owner: 'octo-org'}, 'octo-org'],
		[fineGrained, 'you'],
		[{...fineGrained, owner: ''}, 'you'],
		[{...fineGrained, owner: 'a\u001B[2J'}, 'a\\u{001b}[2J'],
		[classic, 'everything you can reach'],
	])('%j', (profile, expected) => {
		expect(describeOwner(profile)).toBe(expected);
	});
});

describe('describeAccess', () => {
	test.each<[Profile, string]>([
		[fineGrained, 'repositories chosen on the page'],
		[{...fineGrained, repositoryAccess: 'public'}, 'public repositories, read-only'],
		[{...fineGrained, repositoryAccess: 'all'}, 'all repositories'],
		[{...fineGrained, repositoryAccess: 'selected'}, 'only repositories chosen on the page'],
		[
			{...fineGrained, repositoryAccess: 'selected', repositories: ['octo-org/app']},
			'only octo-org/app',
		],
		[
			{...fineGrained, repositoryAccess: 'selected', repositories: ['o/a', 'o/b', 'o/c']},
			'only o/a, o/b and o/c',
		],
		[
			{...fineGrained, repositoryAccess: 'selected', repositories: ['o/a', 'o/b', 'o/c', 'o/d']},
			'only o/a and 3 others',
		],
		[
			{...fineGrained, repositoryAccess: 'selected', repositories: ['o/a\u001B']},
			'only o/a\\u{001b}',
		],
		[{...classic, scopes: ['gist', 'repo']}, 'every repository you can reach'],
		[{...classic, scopes: ['public_repo']}, 'every public repository'],
		[{...classic, scopes: ['public_repo', 'repo']}, 'every repository you can reach'],
		[{...classic, scopes: ['gist']}, 'what its scopes reach'],
		[classic, 'what its scopes reach'],
	])('%j', (profile, expected) => {
		expect(describeAccess(profile)).toBe(expected);
	});
});

describe('listAbilities', () => {
	test('tells what a fine-grained token can do, worst first', () => {
		expect(
			listAbilities({
				...fineGrained,
				owner: 'octo-org',
				permissions: {
					organization_projects: 'admin',
					secret_scanning_alerts: 'read',
					issues: 'read',
					discussions: 'write',
					contents: 'write',
				},
			}),
		).toEqual([
			{
				grant: 'Projects: admin',
				sentence:
					'Manage projects themselves, who sees them and who may change them. Add and change items, fields and views. Read projects, their fields and items',
				risk: 'can delete projects and change who may see them',
			},
			{
				grant: 'Contents: write',
				sentence:
					'Push commits, change branches and files, merge, publish releases. Clone, and read files, branches, commits and releases',
				risk: 'can push to every branch that is not protected',
			},
			{
				grant: 'Secret scanning alerts: read',
				sentence: 'Read secret scanning alerts, the secrets found included',
				risk: 'can read leaked secrets in plain text',
			},
			{
				grant: 'Discussions: write',
				sentence: 'Start, answer, edit and delete discussions. Read discussions and their comments',
			},
			{grant: 'Issues: read', sentence: 'Read issues, comments, labels and milestones'},
			{
				grant: 'Metadata: read',
				sentence:
					'List repositories and read what describes them, but not their files (added by GitHub)',
			},
		]);
	});

	test('tells what a classic token can do, worst first', () => {
		expect(
			listAbilities({
				...classic,
				scopes: ['user:email', 'gist', 'read:audit_log', 'repo', 'repo:status', 'delete_repo'],
			}).map(({grant, risk}) => [grant, risk !== undefined]),
		).toEqual([
			['delete_repo', true],
			['repo', true],
			['read:audit_log', true],
			['gist', false],
			['user:email', false],
		]);
	});

	test.each(['admin:org', 'delete:packages', 'delete_repo', 'site_admin'] as const)(
		'puts %s before what writes',
		scope => {
			expect(listAbilities({...classic, scopes: ['repo', scope]})[0]?.grant).toBe(scope);
		},
	);

	test.each(['read:user', 'user:email'] as const)('puts %s after what writes', scope => {
		expect(listAbilities({...classic, scopes: [scope, 'project']})[1]?.grant).toBe(scope);
	});

	test('adds metadata only where GitHub does', () => {
		const grantsOf = (answers: object): readonly string[] =>
			listAbilities({...fineGrained, ...answers}).map(({grant}) => grant);
		expect(grantsOf({permissions: {issues: 'read', metadata: 'read'}})).toEqual([
			'Issues: read',
			'Metadata: read',
		]);
		expect(
			listAbilities({...fineGrained, permissions: {metadata: 'read'}})[0]?.sentence,
		).not.toContain('added by GitHub');
		expect(grantsOf({permissions: {gists: 'write'}})).toEqual(['Gists: write']);
	});

	test('leaves out what public access makes meaningless', () => {
		expect(
			listAbilities({
				...fineGrained,
				repositoryAccess: 'public',
				permissions: {contents: 'write', gists: 'write'},
			}).map(({grant}) => grant),
		).toEqual(['Gists: write']);
	});

	test.each<Profile>([
		fineGrained,
		{...fineGrained, repositoryAccess: 'public', permissions: {contents: 'write'}},
		classic,
		{...classic, scopes: []},
	])('says that nothing is little: %j', profile => {
		expect(listAbilities(profile)).toStrictEqual([
			{grant: 'nothing chosen', sentence: 'Read public data and nothing more'},
		]);
	});

	test.each(permissions)('tells $parameter at every level', permission => {
		for (const level of accessLevels.filter(level => permission.levels[level] !== undefined)) {
			const ability = listAbilities({
				...fineGrained,
				permissions: {[permission.parameter]: level},
			}).find(({grant}) => grant === `${pageName(permission)}: ${level}`);
			const included = accessLevels.slice(0, accessLevels.indexOf(level) + 1);
			expect(ability?.sentence).toBe(
				included
					.toReversed()
					.flatMap(lower => permission.levels[lower] ?? [])
					.join('. '),
			);
			expect(ability?.risk).toBe(riskOf(permission, level));
		}
	});

	test.each(scopes)('tells $scope', ({scope, summary, risk}) => {
		expect(listAbilities({...classic, scopes: [scope]})).toStrictEqual([
			{grant: scope, sentence: summary, ...(risk === undefined ? {} : {risk})},
		]);
	});

	test('of any profile tells every grant once, what is risky first', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				const abilities = listAbilities(profile);
				const risky = abilities.map(({risk}) => risk !== undefined);
				expect(risky).toEqual(risky.toSorted((one, other) => Number(other) - Number(one)));
				const grants =
					profile.type === 'classic'
						? leastScopes(profile.scopes ?? [])
						: listGrants(profile.permissions)
								.filter(
									({permission}) =>
										profile.repositoryAccess !== 'public' || permission.group !== 'repository',
								)
								.map(({permission, level}) => `${pageName(permission)}: ${level}`);
				const told = abilities.map(({grant}) => grant);
				expect(told).toEqual([...new Set(told)]);
				expect(told).toEqual(expect.arrayContaining([...grants]));
				expect(told.length - grants.length).toBeLessThanOrEqual(1);
			}),
		);
	});
});

describe('listFacts', () => {
	const now = new Date(2026, 10, 20, 12);

	test('has a line for each answer, and one for each access level', () => {
		const profile: Profile = {
			...fineGrained,
			name: 'Release bot',
			description: 'Publishes releases',
			owner: 'octo-org',
			repositoryAccess: 'selected',
			repositories: ['octo-org/app', 'octo-org/site'],
			permissions: {
				issues: 'read',
				contents: 'write',
				organization_secrets: 'write',
				repository_hooks: 'read',
			},
			expiration: 30,
			goesTo: [
				{place: 'actions:octo-org/app#RELEASE_TOKEN', storedAt: '2026-12-01T10:00:00Z'},
				{place: 'git:github.com', storedAt: null},
			],
		};
		expect(listFacts(profile, now)).toEqual([
			{label: 'Token', text: 'fine-grained on github.com, named "Release bot"'},
			{label: 'Description', text: 'Publishes releases'},
			{label: 'Owner', text: 'octo-org (may have to approve it)'},
			{
				label: 'Repositories',
				text: 'only octo-org/app and octo-org/site (you choose them on the page)',
			},
			{
				label: 'Can',
				text: 'write  Contents, Secrets (organization)',
				level: 'write',
				items: ['Contents', 'Secrets (organization)'],
			},
			{label: 'Can', text: 'read   Issues, Webhooks', level: 'read', items: ['Issues', 'Webhooks']},
			{label: 'Expires', text: '20 December 2026 (30 days)'},
			{label: 'Goes to', text: 'actions:octo-org/app#RELEASE_TOKEN (stored 1 December 2026)'},
			{label: 'Goes to', text: 'git:github.com'},
		]);
	});

	test('of a classic token', () => {
		const profile: Profile = {...classic, scopes: ['repo', 'workflow'], expiration: 'none'};
		expect(listFacts(profile, now)).toEqual([
			{label: 'Token', text: 'classic on github.com'},
			{label: 'Repositories', text: 'every repository you can reach'},
			{label: 'Can', text: 'repo, workflow', items: ['repo', 'workflow']},
			{label: 'Expires', text: 'never'},
		]);
	});

	test.each<[object, string, string?]>([
		[{}, 'your own account'],
		[{permissions: {members: 'read'}}, 'not chosen: an organization is needed'],
		[{owner: 'octocat', permissions: {gists: 'write'}}, 'octocat (has to be you)'],
		[{owner: 'octo-org', permissions: {members: 'read'}}, 'octo-org (may have to approve it)'],
		[{owner: 'octocat'}, 'octocat (may have to approve it, unless it is you)'],
		[{owner: 'octocat'}, 'octocat (your own account)', 'Octocat'],
		[{owner: 'octo-org'}, 'octo-org (may have to approve it)', 'octocat'],
		[{owner: 'octo-org'}, 'octo-org (may have to approve it)', ''],
	])('the owner of %j', (answers, text, login?: string) => {
		expect(listFacts({...fineGrained, ...answers}, now, login)).toContainEqual({
			label: 'Owner',
			text,
		});
	});

	test('names every repository, and counts those of a long list', () => {
		const repositories = ['a', 'b', 'c', 'd', 'e'].map(name => `octo-org/${name}`);
		const profile: Profile = {...fineGrained, repositoryAccess: 'selected', repositories};
		const fact = listFacts(profile, now).find(({label}) => label === 'Repositories');
		expect(fact?.text).toBe('only octo-org/a and 4 others (you choose them on the page)');
		expect(repositories.every(name => fact?.whole?.includes(name))).toBe(true);
	});

	test('of any profile name every grant once', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				const named = listFacts(profile, now).flatMap(({items = []}) => items);
				const granted =
					profile.type === 'classic'
						? (profile.scopes ?? [])
						: listGrants(profile.permissions).map(({permission}) => pageName(permission));
				expect(named.toSorted()).toEqual([...granted].toSorted());
			}),
		);
	});
});
