import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Answers} from '../../../source/core/profile/answers.ts';
import {suggestTokenName} from '../../../source/core/profile/suggest-token-name.ts';
import {countCharacters} from '../../../source/core/text/words.ts';
import {profiles} from '../../arbitraries.ts';

const grants = {contents: 'write', pull_requests: 'write', issues: 'read'} as const;

test.each<[Answers, string]>([
	[{}, 'pat-wizard'],
	[{type: 'fine-grained'}, 'pat-wizard'],
	[{type: 'classic'}, 'pat-wizard'],
	[{type: 'classic', scopes: ['repo']}, 'repo'],
	[{type: 'classic', scopes: ['repo', 'read:org']}, 'repo, read:org'],
	[{type: 'classic', scopes: ['repo'], owner: 'octo-org', permissions: grants}, 'repo'],
	[{owner: 'octo-org'}, 'octo-org'],
	[{permissions: {issues: 'read'}}, 'issues'],
	[{permissions: {issues: 'read', metadata: 'read'}}, 'issues, metadata'],
	[{owner: 'octo-org', permissions: grants}, 'octo-org: contents, pull requests'],
	[
		{owner: 'octo-org', permissions: {...grants, administration: 'read'}},
		'octo-org: contents, pull requests',
	],
	[
		{
			owner: 'o',
			permissions: {organization_administration: 'write', organization_projects: 'admin'},
		},
		'o: projects',
	],
	[{permissions: {issues: 'read'}, scopes: ['repo']}, 'issues'],
	[
		{
			owner: 'octo-org',
			repositoryAccess: 'selected',
			repositories: ['octo-org/app'],
			permissions: grants,
		},
		'app: contents, pull requests',
	],
	[{repositoryAccess: 'selected', repositories: ['octocat/app']}, 'app'],
	[{owner: 'o', repositoryAccess: 'selected', repositories: ['o/a', 'o/b']}, 'o'],
	[{owner: 'o', repositoryAccess: 'selected', repositories: []}, 'o'],
	[{owner: 'o', repositoryAccess: 'selected'}, 'o'],
	[{owner: 'o', repositoryAccess: 'all', repositories: ['o/a']}, 'o'],
])('%j is suggested as %s', (answers, name) => {
	expect(suggestTokenName(answers)).toBe(name);
});

test('what does not fit is left out, whole', () => {
	const owner = 'o'.repeat(30);
	// 30 + 2 + 8 characters, the most there can be.
	expect(suggestTokenName({owner, permissions: {contents: 'read'}})).toBe(`${owner}: contents`);
	expect(suggestTokenName({owner: `${owner}o`, permissions: {contents: 'read'}})).toBe(`${owner}o`);
	expect(suggestTokenName({owner, permissions: {contents: 'read', pull_requests: 'read'}})).toBe(
		`${owner}: contents`,
	);
	const repository = 'r'.repeat(60);
	expect(suggestTokenName({repositoryAccess: 'selected', repositories: [`o/${repository}`]})).toBe(
		`${'r'.repeat(39)}…`,
	);
});

test('whatever the answers are, it is a name that GitHub takes', () => {
	fc.assert(
		fc.property(profiles(), profile => {
			const name = suggestTokenName(profile);
			expect(countCharacters(name)).toBeLessThanOrEqual(40);
			expect(name.trim()).not.toBe('');
		}),
	);
});
