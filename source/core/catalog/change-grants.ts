import {includedScopes, leastScopes} from './included-scopes.ts';
import type {AccessLevel} from './permission.ts';
import type {Grants} from './permission-facts.ts';
import {type CatalogPermission, findGranted, levelsOf} from './permissions.ts';
import type {ScopeName} from './scopes.ts';

const withLevel = (
	grants: Grants,
	{parameter}: CatalogPermission,
	level: AccessLevel | undefined,
): Grants => {
	const {[parameter]: _, ...others} = grants;
	return level === undefined ? others : ({...others, [parameter]: level} as Grants);
};

/** Raises (`by` 1) or lowers (-1) one permission by a level, within the levels that it has. */
export const stepLevel = (grants: Grants, permission: CatalogPermission, by: 1 | -1): Grants => {
	const levels = [undefined, ...levelsOf(permission)];
	const index = levels.indexOf(grants[permission.parameter]) + by;
	return index < 0 || index >= levels.length
		? grants
		: withLevel(grants, permission, levels[index]);
};

/** Removes one permission, or adds it at its lowest level. */
export const toggleLevel = (grants: Grants, permission: CatalogPermission): Grants =>
	withLevel(
		grants,
		permission,
		grants[permission.parameter] === undefined ? levelsOf(permission)[0] : undefined,
	);

/**
 * Explains why a permission cannot be added to grants, as a sentence: no token has both organization and account
 * permissions. Undefined when it can be added.
 */
export const explainRefusal = (
	grants: Grants,
	{group, displayName, parameter}: CatalogPermission,
): string | undefined => {
	const others = {organization: 'account', account: 'organization', repository: undefined} as const;
	const other = others[group];
	const granted = findGranted(grants, other);
	return granted === undefined || grants[parameter] !== undefined
		? undefined
		: `${displayName} (${group}) and ${granted.displayName} (${other}) cannot be in one token: make two`;
};

/** Whether GitHub adds `metadata: read`, because a repository permission is chosen and that one is not. */
export const addsMetadata = (grants: Grants): boolean =>
	grants.metadata === undefined && findGranted(grants, 'repository') !== undefined;

/** The state of a scope: chosen, included in a chosen one, or not granted. */
export type ScopeMark =
	| {readonly kind: 'chosen' | 'none'}
	| {readonly kind: 'included'; readonly by: ScopeName};

/** Finds the state of a scope. */
export const markScope = (scope: ScopeName, chosen: readonly ScopeName[]): ScopeMark => {
	if (chosen.includes(scope)) {
		return {kind: 'chosen'};
	}
	const by = chosen.find(other => includedScopes(other).includes(scope));
	return by === undefined ? {kind: 'none'} : {kind: 'included', by};
};

/** Adds or removes a scope. Scopes that a chosen one includes are removed. */
export const setScope = (
	scope: ScopeName,
	chosen: readonly ScopeName[],
	isTicked: boolean,
): readonly ScopeName[] => {
	const {kind} = markScope(scope, chosen);
	if (isTicked) {
		return kind === 'none' ? leastScopes([...chosen, scope]) : chosen;
	}
	return kind === 'chosen' ? chosen.filter(other => other !== scope) : chosen;
};
