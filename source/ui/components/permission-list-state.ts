import type {AccessLevel, PermissionGroup} from '../../core/catalog/permission.ts';
import {
	type CatalogPermission,
	findPermission,
	type Grants,
	levelsOf,
	type PermissionName,
	permissions,
} from '../../core/catalog/permissions.ts';
import type {Key} from '../keys.ts';
import {moveByKey} from '../list-window.ts';
import {createTextField, editText, type TextField} from '../text-field.ts';

/** Where one is in the list of permissions. What is chosen is not part of it. */
export type PermissionListState = {
	readonly filter: TextField;
	readonly group: PermissionGroup;
	readonly focused: PermissionName | undefined;
};

/** A list at its beginning. */
export const createPermissionList = (): PermissionListState => ({
	filter: createTextField(),
	group: 'repository',
	focused: undefined,
});

const offered = permissions.filter(permission => permission.offered !== false);

const haystacks: ReadonlyMap<CatalogPermission, {readonly name: string; readonly all: string}> =
	new Map(
		offered.map(permission => {
			const {displayName, parameter} = permission;
			// The space bar switches a row on, so a name of two words is typed as one.
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

/** The group that is shown: the one chosen last where it is offered, or else the first. */
export const shownGroup = (
	state: PermissionListState,
	groups: readonly PermissionGroup[],
): PermissionGroup | undefined => (groups.includes(state.group) ? state.group : groups[0]);

/** The rows that are listed, and which of them has the focus (0 when there are none). */
export const listRows = (
	state: PermissionListState,
	groups: readonly PermissionGroup[],
): {readonly rows: readonly CatalogPermission[]; readonly focus: number} => {
	const group = shownGroup(state, groups);
	const rows = group === undefined ? [] : findRows(group, state.filter.value);
	const focus = rows.findIndex(row => row.parameter === state.focused);
	return {rows, focus: Math.max(0, focus)};
};

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

const toggle = (grants: Grants, permission: CatalogPermission): Grants =>
	withLevel(
		grants,
		permission,
		grants[permission.parameter] === undefined ? levelsOf(permission)[0] : undefined,
	);

const nextGroup = (
	state: PermissionListState,
	groups: readonly PermissionGroup[],
): PermissionListState => {
	const shown = shownGroup(state, groups);
	const index = shown === undefined ? 0 : groups.indexOf(shown) + 1;
	return {...state, group: groups[index % groups.length] ?? state.group, focused: undefined};
};

/** The list and what is chosen after a key. Both are the same objects when the key does nothing. */
export const pressPermissionKey = (
	state: PermissionListState,
	grants: Grants,
	groups: readonly PermissionGroup[],
	key: Key,
): {readonly list: PermissionListState; readonly grants: Grants} => {
	const {rows, focus} = listRows(state, groups);
	const row = rows[focus];
	const moved = moveByKey(key, focus, rows.length);
	if (moved !== undefined) {
		const focused = rows[moved]?.parameter;
		return {list: focused === state.focused ? state : {...state, focused}, grants};
	}
	if (key.name === 'tab') {
		return {list: nextGroup(state, groups), grants};
	}
	if (key.name === 'left' || key.name === 'right') {
		const by = key.name === 'right' ? 1 : -1;
		return {
			list: focusOn(state, row),
			grants: row === undefined ? grants : stepLevel(grants, row, by),
		};
	}
	if (key.name === 'text' && key.text === ' ') {
		return {list: focusOn(state, row), grants: row === undefined ? grants : toggle(grants, row)};
	}
	const filter = editText(state.filter, key);
	return filter.value === state.filter.value
		? {list: state, grants}
		: {list: {...state, filter, focused: undefined}, grants};
};

const focusOn = (
	state: PermissionListState,
	row: CatalogPermission | undefined,
): PermissionListState =>
	row === undefined || state.focused === row.parameter ? state : {...state, focused: row.parameter};

/** Without the filter, and with the focus where it was. */
export const clearFilter = (
	state: PermissionListState,
	groups: readonly PermissionGroup[],
): PermissionListState => {
	const {rows, focus} = listRows(state, groups);
	return {...state, filter: createTextField(), focused: rows[focus]?.parameter ?? state.focused};
};

/** The permission that has the focus. */
export const focusedPermission = (
	state: PermissionListState,
	groups: readonly PermissionGroup[],
): CatalogPermission | undefined => {
	const {rows, focus} = listRows(state, groups);
	return findPermission(rows[focus]?.parameter ?? '');
};
