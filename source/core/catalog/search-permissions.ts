import type {PermissionGroup} from './permission.ts';
import {type CatalogPermission, permissionGroups, permissions} from './permissions.ts';
import {type Scope, scopes} from './scopes.ts';
import {
	type FoundRow,
	makeSearchable,
	type Reason,
	type Searchable,
	searchMistyped,
	searchRows,
} from './search-rows.ts';

/** Returns further reasons to find a permission or scope, once their tables are loaded. */
export type SearchReasons = (name: string) => readonly Reason[];

type FoundPermission = FoundRow<CatalogPermission>;

const knowNothing: SearchReasons = () => [];

const namesOf = (...names: readonly string[]): readonly string[] => [
	...names,
	...names.map(name => name.replaceAll(/[ _]/g, '')),
];

const offered: readonly Searchable<CatalogPermission>[] = permissions
	.filter(permission => permission.offered !== false)
	.map(row =>
		makeSearchable(
			row,
			namesOf(row.displayName, row.parameter),
			[row.summary, ...Object.values(row.levels)].join(' '),
		),
	);

const rowsOf = (groups: readonly PermissionGroup[]) =>
	offered.filter(({row}) => groups.includes(row.group));

/** Counts the permissions that a group offers. */
export const countGroup = (group: PermissionGroup): number => rowsOf([group]).length;

/** The results for the last text, by the groups. A screen asks several times after every key. */
let last = {text: '', reasons: knowNothing, found: new Map<string, readonly FoundPermission[]>()};

/** Searches the permissions of some groups for a text, best first. Allows no mistyped letters. */
export const searchGroups = (
	groups: readonly PermissionGroup[],
	text: string,
	reasons = knowNothing,
): readonly FoundPermission[] => {
	if (last.text !== text || last.reasons !== reasons) {
		last = {text, reasons, found: new Map()};
	}
	const key = groups.join();
	const found =
		last.found.get(key) ?? searchRows(rowsOf(groups), text, ({parameter}) => reasons(parameter));
	last.found.set(key, found);
	return found;
};

/**
 * Searches permissions for a text: first in the shown group, then in the other groups, and then in the same order for
 * names that differ by one typing error.
 *
 * @param groups The groups on offer, the shown one first.
 */
export const searchPermissions = (
	groups: readonly PermissionGroup[],
	text: string,
	reasons = knowNothing,
): readonly FoundPermission[] => {
	const shown = groups.slice(0, 1);
	const others = groups.slice(1);
	const inOthers = (found: readonly FoundPermission[]) =>
		found.map(({row, reason = `${row.group} permission`}) => ({row, reason}));
	const ways = [
		() => searchGroups(shown, text, reasons),
		() => inOthers(searchGroups(others, text, reasons)),
		() => searchMistyped(rowsOf(shown), text),
		() => inOthers(searchMistyped(rowsOf(others), text)),
	];
	for (const way of ways) {
		const found = way();
		if (found.length > 0) {
			return found;
		}
	}
	return [];
};

/**
 * Searches the groups that are not on offer, and explains why the first result is not, as a sentence. Undefined without
 * a result.
 */
export const explainHidden = (
	groups: readonly PermissionGroup[],
	text: string,
	reasons = knowNothing,
): string | undefined => {
	const hidden = permissionGroups.map(({group}) => group).filter(group => !groups.includes(group));
	const [found] = searchGroups(hidden, text, reasons);
	return (
		found &&
		(found.row.group === 'repository'
			? `${found.row.displayName} has no effect where access is public: change the repository access`
			: `${found.row.displayName} needs an organization: change the resource owner`)
	);
};

const searchableScopes: readonly Searchable<Scope>[] = scopes.map(row =>
	makeSearchable(row, namesOf(row.scope), row.summary),
);

/** Searches the scopes of a kind of host for a text. An empty text finds all, in the order of the form. */
export const searchScopes = (
	isThere: (scope: Scope) => boolean,
	text: string,
	reasons = knowNothing,
): readonly FoundRow<Scope>[] => {
	const rows = searchableScopes.filter(({row}) => isThere(row));
	const found = searchRows(rows, text, ({scope}) => reasons(scope));
	return found.length > 0 ? found : searchMistyped(rows, text);
};
