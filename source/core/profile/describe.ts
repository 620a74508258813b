import {type AccessLevel, accessLevels} from '../catalog/permission.ts';
import {findPermission, includesLevel, levelsOf, riskOf} from '../catalog/permissions.ts';
import {findScope, leastScopes, type ScopeName} from '../catalog/scopes.ts';
import {countOf, listWords, showText} from '../text/text.ts';
import {type Grant, listGrants} from '../token-types/fine-grained.ts';
import type {FineGrainedProfile, Profile} from './profile.ts';

const highestFirst: readonly AccessLevel[] = accessLevels.toReversed();

/**
 * What a profile grants, in short: "contents, pull requests: write; issues: read" with the highest
 * level first, "repo, workflow" for a classic one without what other scopes bring anyway, "nothing
 * chosen" when there is nothing.
 */
export const describeGrants = (profile: Profile): string => {
	if (profile.type === 'classic') {
		return leastScopes(profile.scopes ?? []).join(', ') || 'nothing chosen';
	}
	const names: Partial<Record<AccessLevel, string>> = {};
	for (const {permission, level} of listGrants(profile.permissions)) {
		const name = permission.parameter.replaceAll('_', ' ');
		names[level] = names[level] === undefined ? name : `${names[level]}, ${name}`;
	}
	const parts = highestFirst.flatMap(level =>
		names[level] === undefined ? [] : [`${names[level]}: ${level}`],
	);
	return parts.join('; ') || 'nothing chosen';
};

/** Whose resources a token is for: "octo-org", "you", or "everything you can reach" for a classic one. */
export const describeOwner = (profile: Profile): string =>
	profile.type === 'classic' ? 'everything you can reach' : showText(profile.owner ?? '') || 'you';

/** So many repositories are named one by one. */
const mostNamed = 3;

const describeSelected = (repositories: readonly string[]): string => {
	const [first, ...others] = repositories.map(showText);
	if (first === undefined) {
		return 'only repositories chosen on the page';
	}
	return repositories.length <= mostNamed
		? `only ${listWords([first, ...others])}`
		: `only ${first} and ${countOf(others.length, 'other')}`;
};

const describeScopesReach = (scopes: readonly ScopeName[]): string => {
	if (scopes.includes('repo')) {
		return 'every repository you can reach';
	}
	return scopes.includes('public_repo') ? 'every public repository' : 'what its scopes reach';
};

/**
 * Which repositories a token reaches: "only octo-org/app", "all repositories", "public
 * repositories, read-only", "repositories chosen on the page" when the profile does not say; for a
 * classic one "every repository you can reach", "every public repository" or "what its scopes reach".
 */
export const describeAccess = (profile: Profile): string => {
	if (profile.type === 'classic') {
		return describeScopesReach(profile.scopes ?? []);
	}
	switch (profile.repositoryAccess) {
		case 'public':
			return 'public repositories, read-only';
		case 'all':
			return 'all repositories';
		case 'selected':
			return describeSelected(profile.repositories ?? []);
		default:
			return 'repositories chosen on the page';
	}
};

/** Something that a token will be able to do. */
export type Ability = {
	/** What it comes from: `contents: write`, or a scope. */
	readonly grant: string;
	/** What can be done, beginning with a verb, without a full stop at its end. */
	readonly sentence: string;
	/** Why that is dangerous, without its subject: "can push to …". Unset when it is not. */
	readonly risk?: string;
};

/** An ability and what it is sorted by. */
type Ranked = Ability & {readonly level: AccessLevel};

const abilityOf = (
	grant: string,
	level: AccessLevel,
	sentence: string,
	risk: string | undefined,
): Ranked => ({grant, level, sentence, ...(risk === undefined ? {} : {risk})});

const abilityOfGrant = ({permission, level}: Grant): Ranked => {
	const included = levelsOf(permission).filter(lower => includesLevel(level, lower));
	return abilityOf(
		`${permission.parameter}: ${level}`,
		level,
		included
			.toReversed()
			.map(lower => permission.levels[lower])
			.join('. '),
		riskOf(permission, level),
	);
};

/** GitHub adds it by itself as soon as a repository permission is chosen. */
const addedMetadata = (grants: readonly Grant[]): readonly Ranked[] => {
	const metadata = findPermission('metadata');
	const isAdded =
		grants.some(({permission}) => permission.group === 'repository') &&
		!grants.some(({permission}) => permission === metadata);
	return isAdded && metadata !== undefined
		? [abilityOf('metadata: read', 'read', `${metadata.levels.read} (added by GitHub)`, undefined)]
		: [];
};

const abilitiesOfPermissions = (profile: FineGrainedProfile): readonly Ranked[] => {
	const grants = listGrants(profile.permissions).filter(
		({permission}) => profile.repositoryAccess !== 'public' || permission.group !== 'repository',
	);
	return [...grants.map(abilityOfGrant), ...addedMetadata(grants)];
};

const levelOfScope = (scope: ScopeName): AccessLevel => {
	if (/^(?:admin:|delete|site_admin$)/.test(scope)) {
		return 'admin';
	}
	return scope.startsWith('read:') || scope === 'user:email' ? 'read' : 'write';
};

const abilitiesOfScopes = (scopes: readonly ScopeName[]): readonly Ranked[] =>
	leastScopes(scopes).map(scope => {
		const row = findScope(scope);
		return abilityOf(scope, levelOfScope(scope), row?.summary ?? '', row?.risk);
	});

/**
 * What the token that a profile makes will be able to do, worst first: what is dangerous, then what
 * administers, writes and reads. Repository permissions that public access makes meaningless are
 * left out. A token without any grant can read public data, and that is said.
 */
export const listAbilities = (profile: Profile): readonly Ability[] => {
	const abilities =
		profile.type === 'classic'
			? abilitiesOfScopes(profile.scopes ?? [])
			: abilitiesOfPermissions(profile);
	if (abilities.length === 0) {
		return [{grant: 'nothing chosen', sentence: 'Read public data and nothing more'}];
	}
	const danger = ({level, risk}: Ranked): number =>
		accessLevels.indexOf(level) + (risk === undefined ? 0 : accessLevels.length);
	return abilities
		.toSorted((one, other) => danger(other) - danger(one))
		.map(({level: _, ...ability}) => ability);
};
