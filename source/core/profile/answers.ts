import type {Grants} from '../catalog/permission-facts.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {isRepository, ownerOf} from './names.ts';
import type {Expiration, Place, Profile, RepositoryAccess, TokenTypeId} from './profile.ts';

/**
 * Every answer that the two token types take, before it becomes a profile: options
 * on the command line give some of it, the wizard asks for the rest, and changing the type loses
 * nothing.
 */
export type Answers = {
	readonly profile?: string | undefined;
	readonly type?: TokenTypeId | undefined;
	readonly host?: string | undefined;
	readonly name?: string | undefined;
	readonly description?: string | undefined;
	readonly owner?: string | undefined;
	readonly repositoryAccess?: RepositoryAccess | undefined;
	readonly repositories?: readonly string[] | undefined;
	readonly permissions?: Grants | undefined;
	readonly scopes?: readonly ScopeName[] | undefined;
	readonly expiration?: Expiration | undefined;
	readonly goesTo?: readonly Place[] | undefined;
};

/** Whether an answer says anything: not unset, and not an empty text, list or object. */
export const isAnswered = (value: unknown): boolean =>
	typeof value === 'object' && value !== null
		? Object.keys(value).length > 0
		: value !== undefined && value !== '';

/** The keys of a profile of each token type, in the order in which profiles are written. */
export const profileKeys = {
	'fine-grained': [
		'profile',
		'type',
		'host',
		'name',
		'description',
		'owner',
		'repositoryAccess',
		'repositories',
		'permissions',
		'expiration',
		'goesTo',
	],
	classic: ['profile', 'type', 'host', 'name', 'scopes', 'expiration', 'goesTo'],
} as const satisfies Readonly<Record<TokenTypeId, readonly (keyof Answers)[]>>;

/** Adds the owner of the named repositories where no owner is given: GitHub's page needs it to list them. */
const addOwner = (profile: Profile): Profile => {
	if (profile.type === 'classic' || profile.owner !== undefined) {
		return profile;
	}
	const [first = ''] = profile.repositories ?? [];
	if (!isRepository(first)) {
		return profile;
	}
	const {repositoryAccess, repositories, permissions, expiration, goesTo, ...before} = profile;
	const rest = {repositoryAccess, repositories, permissions, expiration, goesTo};
	const given = Object.entries(rest).filter(([, value]) => value !== undefined);
	return {...before, owner: ownerOf(first), ...Object.fromEntries(given)};
};

/**
 * The profile that the answers of a token type make: what belongs to it, in the order in which profiles
 * are written, without unset and empty values. Every answer is asked for once, in that order. Where
 * repositories are named and no owner is, the owner of the first is the resource owner.
 */
export const collectProfile = (
	type: TokenTypeId,
	answerTo: (key: (typeof profileKeys)[TokenTypeId][number]) => unknown,
): Profile => {
	const profile: Record<string, unknown> = {};
	// Every saved profile passes here at every start, and code that is not compiled yet takes four times
	// as long for a for-of loop.
	profileKeys[type].forEach(key => {
		const value = answerTo(key);
		const isOf = key !== 'repositories' || profile.repositoryAccess === 'selected';
		if (isOf && isAnswered(value)) {
			profile[key] = value;
		}
	});
	return addOwner(profile as unknown as Profile);
};

/** The profile that the answers make, see `collectProfile`. `host` is used when they name none. */
export const profileFrom = (answers: Answers, host: string): Profile => {
	const type = answers.type ?? 'fine-grained';
	const unset: Answers = {type, host};
	return collectProfile(type, key => answers[key] ?? unset[key]);
};
