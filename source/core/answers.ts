import type {Grants} from './catalog/permissions.ts';
import type {ScopeName} from './catalog/scopes.ts';
import type {Expiration, Profile, RepositoryAccess, TokenTypeId} from './profile.ts';

/**
 * Everything that can be answered, for both token types at once, before it is a profile: options
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
};

/** Whether an answer says anything: not unset, and not an empty text, list or object. */
export const isAnswered = (value: unknown): boolean =>
	value !== undefined &&
	value !== '' &&
	!(Array.isArray(value) && value.length === 0) &&
	!(typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** The keys of a profile of each token type, in the order in which profiles are written. */
const profileKeys = {
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
	],
	classic: ['profile', 'type', 'host', 'name', 'scopes', 'expiration'],
} as const satisfies Readonly<Record<TokenTypeId, readonly (keyof Answers)[]>>;

/**
 * The profile that the answers make: what belongs to its token type, in the order in which profiles
 * are written, without unset and empty values. `host` is used when the answers name none.
 */
export const profileFrom = (answers: Answers, host: string): Profile => {
	const type = answers.type ?? 'fine-grained';
	const unset: Answers = {type, host};
	const profile: Record<string, unknown> = {};
	// Written into one object: every saved profile passes here at every start.
	for (const key of profileKeys[type]) {
		const value = answers[key] ?? unset[key];
		const isOf = key !== 'repositories' || answers.repositoryAccess === 'selected';
		if (isOf && isAnswered(value)) {
			profile[key] = value;
		}
	}
	return profile as unknown as Profile;
};
