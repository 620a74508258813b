import type {Grants} from '../catalog/permission-facts.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {isRepository, ownerOf} from './names.ts';
import type {Expiration, Place, Profile, RepositoryAccess, TokenTypeId} from './profile.ts';

/**
 * The answers for both token types, before they become a profile. Options give some of them and the wizard asks
 * for the rest. Changing the type keeps the answers for the other one.
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

/** Whether an answer is set to something other than an empty text, list or object. */
export const isAnswered = (value: unknown): boolean =>
	typeof value === 'object' && value !== null
		? Object.keys(value).length > 0
		: value !== undefined && value !== '';

/** The keys of a profile of each token type, in their order in JSON. */
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

/** Adds the owner of the first repository where no owner is given: GitHub's page needs it to list them. */
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
 * Makes a profile of a token type from the answers that `answerTo` returns, in the order of `profileKeys` and
 * without empty ones. Calls `answerTo` once for each key. Where repositories are named and no owner is, the owner
 * of the first becomes the resource owner.
 */
export const collectProfile = (
	type: TokenTypeId,
	answerTo: (key: (typeof profileKeys)[TokenTypeId][number]) => unknown,
): Profile => {
	const profile: Record<string, unknown> = {};
	// This runs for every saved profile at every start, and a for-of loop takes four times as long in code that
	// is not compiled yet.
	profileKeys[type].forEach(key => {
		const value = answerTo(key);
		const isOf = key !== 'repositories' || profile.repositoryAccess === 'selected';
		if (isOf && isAnswered(value)) {
			profile[key] = value;
		}
	});
	return addOwner(profile as unknown as Profile);
};

/** Makes a profile from answers, see `collectProfile`. `host` is for answers that name none. */
export const profileFrom = (answers: Answers, host: string): Profile => {
	const type = answers.type ?? 'fine-grained';
	const unset: Answers = {type, host};
	return collectProfile(type, key => answers[key] ?? unset[key]);
};
