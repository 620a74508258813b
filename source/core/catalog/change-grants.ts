import {includedScopes, leastScopes} from './included-scopes.ts';
import {type AccessLevel, accessLevels} from './permission.ts';
import type {Grants} from './permission-facts.ts';
import {type CatalogPermission, levelsOf, listGrants} from './permissions.ts';
import type {ScopeName} from './scopes.ts';

const withLevel = (
	grants: Grants,
	{parameter}: CatalogPermission,
	level: AccessLevel | undefined,
): Grants => {
	const {[parameter]: _, ...others} = grants;
	return level === undefined ? others : ({...others, [parameter]: level} as Grants);
};

/** The grants with one permission a step higher (`by` 1) or lower (-1), within the levels it has. */
export const stepLevel = (grants: Grants, permission: CatalogPermission, by: 1 | -1): Grants => {
	const ladder = [undefined, ...levelsOf(permission)];
	const rung = ladder.indexOf(grants[permission.parameter]) + by;
	return rung < 0 || rung >= ladder.length ? grants : withLevel(grants, permission, ladder[rung]);
};

/** The grants with one permission switched off, or on at its lowest level. */
export const toggleLevel = (grants: Grants, permission: CatalogPermission): Grants =>
	withLevel(
		grants,
		permission,
		grants[permission.parameter] === undefined ? levelsOf(permission)[0] : undefined,
	);

/** Each permission at the higher one of its levels in two sets. */
export const joinGrants = (grants: Grants, added: Grants): Grants =>
	Object.fromEntries(
		Object.keys({...grants, ...added}).map(parameter => {
			const levels = [grants, added].map(set => new Map(Object.entries(set)).get(parameter));
			return [parameter, accessLevels.findLast(level => levels.includes(level))];
		}),
	) as Grants;

/**
 * Why a permission that is not granted cannot be chosen beside those that are, as a sentence: no token has
 * organization and account permissions. `undefined` where it can.
 */
export const explainRefusal = (
	grants: Grants,
	{group, displayName, parameter}: CatalogPermission,
): string | undefined => {
	const other = {organization: 'account', account: 'organization', repository: undefined}[group];
	const beside = listGrants(grants).find(({permission}) => permission.group === other);
	return beside === undefined || grants[parameter] !== undefined
		? undefined
		: `${displayName} (${group}) and ${beside.permission.displayName} (${other}) cannot be in one token: make two`;
};

/** Whether GitHub adds `metadata: read` by itself: a repository permission is chosen, and that one is not. */
export const addsMetadata = (grants: Grants): boolean =>
	grants.metadata === undefined &&
	listGrants(grants).some(({permission}) => permission.group === 'repository');

/** How a scope stands among those that are chosen: chosen itself, brought by a chosen one, or not granted. */
export type ScopeMark =
	| {readonly kind: 'chosen' | 'none'}
	| {readonly kind: 'included'; readonly by: ScopeName};

/** How a scope stands among those that are chosen. */
export const markScope = (scope: ScopeName, chosen: readonly ScopeName[]): ScopeMark => {
	if (chosen.includes(scope)) {
		return {kind: 'chosen'};
	}
	const by = chosen.find(other => includedScopes(other).includes(scope));
	return by === undefined ? {kind: 'none'} : {kind: 'included', by};
};

/** What is chosen after a scope was ticked or unticked. Children of a chosen scope are not kept beside it. */
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
