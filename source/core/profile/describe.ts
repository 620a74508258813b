import {addsMetadata} from '../catalog/change-grants.ts';
import {leastScopes} from '../catalog/included-scopes.ts';
import {type AccessLevel, accessLevels} from '../catalog/permission.ts';
import {
	findGranted,
	type Grant,
	includesLevel,
	levelsOf,
	listGrants,
	pageName,
	riskOf,
} from '../catalog/permissions.ts';
import {findScope, type ScopeName} from '../catalog/scopes.ts';
import {showText} from '../text/show.ts';
import {countOf, listWords} from '../text/words.ts';
import {describeExpiration, formatDate} from './days-left.ts';
import {type FineGrainedProfile, isSameName, type Place, type Profile} from './profile.ts';

const highestFirst: readonly AccessLevel[] = accessLevels.toReversed();

/** Returns a name for the middle of a sentence: "pull requests", but "GPG keys" and "Git SSH keys". */
const startLower = (name: string): string =>
	/^[A-Z][a-z]*(?: [a-z()]+)*$/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/**
 * Describes the grants of a profile: "contents, pull requests: write; issues: read" with the highest level first,
 * "repo, workflow" for a classic one without the scopes that others include, or "nothing chosen".
 */
export const describeGrants = (profile: Profile): string => {
	if (profile.type === 'classic') {
		return leastScopes(profile.scopes ?? []).join(', ') || 'nothing chosen';
	}
	const names: Partial<Record<AccessLevel, string>> = {};
	for (const {permission, level} of listGrants(profile.permissions)) {
		const name = startLower(pageName(permission));
		names[level] = names[level] === undefined ? name : `${names[level]}, ${name}`;
	}
	const parts = highestFirst.flatMap(level =>
		names[level] === undefined ? [] : [`${names[level]}: ${level}`],
	);
	return parts.join('; ') || 'nothing chosen';
};

/** Describes the resource owner: "octo-org", "you", or "everything you can reach" for a classic token. */
export const describeOwner = (profile: Profile): string =>
	profile.type === 'classic' ? 'everything you can reach' : showText(profile.owner ?? '') || 'you';

/** The most repositories that are named one by one. */
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
 * Describes the repositories of a token: "only octo-org/app", "all repositories", "public repositories,
 * read-only", or "repositories chosen on the page" where the profile has no answer. For a classic token "every
 * repository you can reach", "every public repository" or "what its scopes reach".
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
	/** The grant that allows it, by its name on GitHub's page: `Contents: write`, or a scope. */
	readonly grant: string;
	/** What the token can do, beginning with a verb, without a full stop at the end. */
	readonly sentence: string;
	/** Why the grant is dangerous, without a subject: "can push to …". Unset when it is not. */
	readonly risk?: string;
};

/** An ability with the level to sort it by. */
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
		`${pageName(permission)}: ${level}`,
		level,
		included
			.toReversed()
			.map(lower => permission.levels[lower])
			.join('. '),
		riskOf(permission, level),
	);
};

const abilitiesOfPermissions = (profile: FineGrainedProfile): readonly Ranked[] => {
	const {permissions = {}, repositoryAccess} = profile;
	const isPublic = repositoryAccess === 'public';
	const grants = listGrants(permissions).filter(
		({permission}) => !isPublic || permission.group !== 'repository',
	);
	const metadata = isPublic || !addsMetadata(permissions) ? [] : listGrants({metadata: 'read'});
	return [
		...grants.map(abilityOfGrant),
		...metadata
			.map(abilityOfGrant)
			.map(ability => ({...ability, sentence: `${ability.sentence} (added by GitHub)`})),
	];
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
 * Lists the abilities of the token that a profile makes, worst first: dangerous ones, then those to administer,
 * write and read. Leaves out repository permissions that have no effect with public access. A token without any
 * grant can read public data.
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

/** The labels of facts, in their order on the screen. */
export const factOrder = [
	'Token',
	'Owner',
	'Repositories',
	'Description',
	'Can',
	'Expires',
	'Goes to',
] as const;

/** One answer of a profile as a line with a label. Safe to show. */
export type Fact = {
	readonly label: (typeof factOrder)[number];
	readonly text: string;
	/** The level of the permissions that a line of "Can" names. Unset for scopes and everything else. */
	readonly level?: AccessLevel;
	/** The grants of a line of "Can", so that a narrow screen can count those that do not fit. */
	readonly items?: readonly string[];
	/** The text with every repository named. Unset where `text` names all of them. */
	readonly whole?: string;
};

const describeToken = ({type, host, name}: Profile): string =>
	`${type} on ${showText(host)}${name === undefined ? '' : `, named "${showText(name)}"`}`;

const describeNamedOwner = (profile: FineGrainedProfile, login: string | undefined): string => {
	const {owner, permissions} = profile;
	const needsOrganization = findGranted(permissions, 'organization') !== undefined;
	if (owner === undefined) {
		return needsOrganization ? 'not chosen: an organization is needed' : 'your own account';
	}
	if (login !== undefined && isSameName(owner, login)) {
		return `${showText(owner)} (your own account)`;
	}
	const isOwnAccount = findGranted(permissions, 'account') !== undefined;
	const isUnsure = login === undefined && !needsOrganization;
	const approval = `may have to approve it${isUnsure ? ', unless it is you' : ''}`;
	return `${showText(owner)} (${isOwnAccount ? 'has to be you' : approval})`;
};

const listRepositories = (profile: FineGrainedProfile): Fact => {
	const access = describeAccess(profile);
	const {repositories = []} = profile;
	if (/chosen on the page$/.test(access)) {
		return {label: 'Repositories', text: access};
	}
	const note =
		repositories.length > 1 ? 'you choose them on the page' : 'you choose it on the page';
	return {
		label: 'Repositories',
		text: `${access} (${note})`,
		...(repositories.length > mostNamed
			? {whole: `only ${listWords(repositories.map(showText))} (${note})`}
			: {}),
	};
};

const listScopes = (scopes: readonly ScopeName[]): Fact =>
	scopes.length === 0
		? {label: 'Can', text: 'read public data'}
		: {label: 'Can', text: scopes.join(', '), items: scopes};

const listLevels = (profile: FineGrainedProfile): readonly Fact[] => {
	const grants = listGrants(profile.permissions);
	const facts = highestFirst.flatMap((level): readonly Fact[] => {
		const names = grants
			.filter(grant => grant.level === level)
			.map(({permission}) => pageName(permission));
		return names.length === 0
			? []
			: [{label: 'Can', text: `${level.padEnd(6)} ${names.join(', ')}`, level, items: names}];
	});
	return facts.length === 0 ? [{label: 'Can', text: 'read public data'}] : facts;
};

const describePlace = ({place, storedAt}: Place): string =>
	storedAt === null
		? showText(place)
		: `${showText(place)} (stored ${formatDate(new Date(storedAt))})`;

/**
 * Lists the answers of a profile as lines. "Can" has one line for each access level, the highest first.
 *
 * @param login The user's own login, if known. Empty when the owner is known to be somebody else.
 */
export const listFacts = (profile: Profile, now: Date, login?: string): readonly Fact[] => [
	{label: 'Token', text: describeToken(profile)},
	...(profile.type === 'fine-grained' && profile.description !== undefined
		? [{label: 'Description', text: showText(profile.description)} as const]
		: []),
	...(profile.type === 'classic'
		? [
				{label: 'Repositories', text: describeAccess(profile)} as const,
				listScopes(profile.scopes ?? []),
			]
		: [
				{label: 'Owner', text: describeNamedOwner(profile, login)} as const,
				listRepositories(profile),
				...listLevels(profile),
			]),
	{label: 'Expires', text: describeExpiration(profile.expiration, now)},
	...(profile.goesTo ?? []).map(place => ({label: 'Goes to', text: describePlace(place)}) as const),
];
