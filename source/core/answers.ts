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

// Written out: every saved profile passes here at every start.
const withoutUnset = (values: Readonly<Record<string, unknown>>): Record<string, unknown> => {
	const answered: Record<string, unknown> = {};
	for (const key of Object.keys(values)) {
		if (isAnswered(values[key])) {
			answered[key] = values[key];
		}
	}
	return answered;
};

/**
 * The profile that the answers make: what belongs to its token type, in the order in which profiles
 * are written, without unset and empty values. `host` is used when the answers name none.
 */
export const profileFrom = (answers: Answers, host: string): Profile => {
	const common = {
		profile: answers.profile,
		type: answers.type ?? 'fine-grained',
		host: answers.host ?? host,
		name: answers.name,
	};
	if (common.type === 'classic') {
		return withoutUnset({
			...common,
			scopes: answers.scopes,
			expiration: answers.expiration,
		}) as unknown as Profile;
	}
	return withoutUnset({
		...common,
		description: answers.description,
		owner: answers.owner,
		repositoryAccess: answers.repositoryAccess,
		repositories: answers.repositoryAccess === 'selected' ? answers.repositories : undefined,
		permissions: answers.permissions,
		expiration: answers.expiration,
	}) as unknown as Profile;
};
