import type {AccessLevel, PermissionGroup} from '../core/catalog/permission.ts';
import {
	type CatalogPermission,
	type Grants,
	levelsOf,
	permissions,
} from '../core/catalog/permissions.ts';

const offered = permissions.filter(permission => permission.offered !== false);

const haystacks: ReadonlyMap<CatalogPermission, {readonly name: string; readonly all: string}> =
	new Map(
		offered.map(permission => {
			const {displayName, parameter} = permission;
			const joined = displayName.replaceAll(' ', '');
			const name = `${displayName} ${parameter} ${joined}`.toLowerCase();
			const levels = Object.values(permission.levels).join(' ');
			const all = `${name} ${permission.summary} ${levels}`.toLowerCase();
			return [permission, {name, all}];
		}),
	);

const matches = (permission: CatalogPermission, words: readonly string[], part: 'name' | 'all') => {
	const haystack = haystacks.get(permission)?.[part] ?? '';
	return words.every(word => haystack.includes(word));
};

/**
 * The permissions of a group that the filter finds: first those whose name begins with it, then those
 * found by name, then the others.
 */
export const findRows = (group: PermissionGroup, filter: string): readonly CatalogPermission[] => {
	const wanted = filter.trim().toLowerCase();
	const words = wanted.split(/\s+/).filter(Boolean);
	const rank = (permission: CatalogPermission): number => {
		const names = [permission.parameter, permission.displayName.toLowerCase()];
		if (names.includes(wanted)) {
			return 0;
		}
		if (names.some(name => name.startsWith(wanted))) {
			return 1;
		}
		return matches(permission, words, 'name') ? 2 : 3;
	};
	return offered
		.filter(permission => permission.group === group && matches(permission, words, 'all'))
		.toSorted((one, other) => rank(one) - rank(other));
};

/** How many permissions a group offers in all. */
export const countGroup = (group: PermissionGroup): number =>
	offered.filter(permission => permission.group === group).length;

const withLevel = (
	grants: Grants,
	permission: CatalogPermission,
	level: AccessLevel | undefined,
): Grants => {
	const {[permission.parameter]: _, ...others} = grants;
	return level === undefined ? others : ({...others, [permission.parameter]: level} as Grants);
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
