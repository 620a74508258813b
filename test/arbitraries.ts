import * as fc from 'fast-check';
import type {PermissionGroup} from '../source/core/catalog/permission.ts';
import type {Grants} from '../source/core/catalog/permission-facts.ts';
import {levelsOf, permissions} from '../source/core/catalog/permissions.ts';
import {scopes} from '../source/core/catalog/scopes.ts';
import type {
	ClassicProfile,
	Expiration,
	FineGrainedProfile,
	Profile,
} from '../source/core/profile/profile.ts';

/** Visible texts of 1 to `longest` characters, without white space at the ends and without tokens. */
export const visibleTexts = (longest: number): fc.Arbitrary<string> =>
	fc
		.oneof(
			fc.string({unit: 'grapheme-ascii', minLength: 1, maxLength: longest}),
			fc.string({unit: 'grapheme', minLength: 1, maxLength: Math.min(longest, 200)}),
		)
		.map(text => [...text.trim()].slice(0, longest).join('').trim())
		.filter(text => text !== '' && !/gh[a-z]_|github_pat_|[\u2028\u2029]/.test(text));

/** Names of saved profiles. */
export const profileNames = (): fc.Arbitrary<string> => visibleTexts(64);

/** Names of tokens, up to GitHub's limit. */
export const tokenNames = (): fc.Arbitrary<string> => visibleTexts(40);

/** Descriptions with line breaks. Those with many letters beyond ASCII are short, so that the link fits. */
export const descriptions = (): fc.Arbitrary<string> =>
	fc.oneof(
		visibleTexts(1024),
		fc.array(visibleTexts(60), {minLength: 2, maxLength: 5}).map(lines => lines.join('\n')),
	);

/** GitHub logins. */
export const logins = (): fc.Arbitrary<string> =>
	fc
		.stringMatching(/^[A-Za-z\d](?:-?[A-Za-z\d]){0,30}$/)
		.map(login => login.slice(0, 39))
		.filter(login => !login.endsWith('-'));

/** Names of repositories, without their owner. */
export const repositoryNames = (): fc.Arbitrary<string> =>
	fc
		.stringMatching(/^[\w.-]{1,40}$/)
		.filter(
			name =>
				!/^\.{1,2}$/.test(name) && !name.endsWith('.git') && !/gh[a-z]_|github_pat_/.test(name),
		);

/** Hosts of every kind, in the spelling that profiles keep. */
export const hosts = (): fc.Arbitrary<string> =>
	fc.oneof(
		{weight: 3, arbitrary: fc.constant('github.com')},
		fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/).map(name => `${name}.ghe.com`),
		fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/).map(name => `git.${name}.example`),
		fc.integer({min: 1024, max: 65_535}).map(port => `github.example.com:${port}`),
	);

/** Every lifetime that exists. */
export const expirations = (): fc.Arbitrary<Expiration> =>
	fc.oneof(fc.integer({min: 1, max: 366}), fc.constant('none' as const));

/** Grants within some groups, at least one, in any order. */
export const grantsOf = (groups: readonly PermissionGroup[]): fc.Arbitrary<Grants> =>
	fc
		.shuffledSubarray(
			permissions.filter(({group}) => groups.includes(group)),
			{minLength: 1},
		)
		.chain(chosen =>
			fc.tuple(
				...chosen.map(permission =>
					fc
						.constantFrom(...levelsOf(permission))
						.map(level => [permission.parameter, level] as const),
				),
			),
		)
		.map(entries => Object.fromEntries(entries) as Grants);

const owned = (
	owners: fc.Arbitrary<string | undefined>,
	groups: readonly PermissionGroup[],
): fc.Arbitrary<FineGrainedProfile> =>
	fc
		.record({
			owner: owners,
			repositoryOwner: logins(),
			access: fc.constantFrom(undefined, 'public', 'all', 'selected', 'selected'),
			names: fc.uniqueArray(repositoryNames(), {
				maxLength: 50,
				selector: name => name.toLowerCase(),
			}),
			common: fc.record(
				{
					profile: profileNames(),
					host: hosts(),
					name: tokenNames(),
					description: descriptions(),
					permissions: grantsOf(groups),
					expiration: expirations(),
				},
				{requiredKeys: ['host']},
			),
		})
		.map(({owner, repositoryOwner, access, names, common}) => {
			const isNamed = access === 'selected' && names.length > 0;
			// Named repositories set the owner.
			const resourceOwner = owner ?? (isNamed ? repositoryOwner : undefined);
			return {
				type: 'fine-grained' as const,
				...common,
				...(resourceOwner === undefined ? {} : {owner: resourceOwner}),
				...(access === undefined ? {} : {repositoryAccess: access}),
				...(isNamed ? {repositories: names.map(name => `${resourceOwner}/${name}`)} : {}),
			};
		});

/** Fine-grained profiles without problems, of the user's own account and of organizations. */
export const fineGrainedProfiles = (): fc.Arbitrary<FineGrainedProfile> =>
	fc.oneof(
		owned(fc.constant(undefined), ['repository', 'account']),
		owned(logins(), ['repository', 'organization']),
		owned(logins(), ['repository', 'account']),
	);

/** Classic profiles without problems. */
export const classicProfiles = (): fc.Arbitrary<ClassicProfile> =>
	fc.record(
		{
			profile: profileNames(),
			type: fc.constant('classic' as const),
			host: hosts(),
			name: tokenNames(),
			scopes: fc.shuffledSubarray(
				scopes.map(row => row.scope),
				{minLength: 1},
			),
			expiration: expirations(),
		},
		{requiredKeys: ['type', 'host'], noNullPrototype: true},
	);

/** Profiles of both types in which `findProblems` finds nothing. */
export const profiles = (): fc.Arbitrary<Profile> =>
	fc.oneof(fineGrainedProfiles(), classicProfiles());
