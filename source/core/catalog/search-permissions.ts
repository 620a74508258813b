import type {PermissionGroup} from './permission.ts';
import {type CatalogPermission, permissionGroups, permissions} from './permissions.ts';
import {type Scope, scopes} from './scopes.ts';
import {
	type FoundRow,
	type Reason,
	type Searchable,
	searchMistyped,
	searchRows,
} from './search-rows.ts';

/** What else is known of permissions and scopes by their names, once it is loaded. */
export type SearchReasons = (name: string) => readonly Reason[];

const knowNothing: SearchReasons = () => [];

const namesOf = (...names: readonly string[]): readonly string[] => [
	...names,
	...names.map(name => name.replaceAll(/[ _]/g, '')),
];

const offered: readonly Searchable<CatalogPermission>[] = permissions
	.filter(permission => permission.offered !== false)
	.map(row => ({
		row,
		names: namesOf(row.displayName, row.parameter),
		about: [row.summary, ...Object.values(row.levels)].join(' '),
	}));

const rowsOf = (groups: readonly PermissionGroup[]) =>
	offered.filter(({row}) => groups.includes(row.group));

/** How many permissions a group offers in all. */
export const countGroup = (group: PermissionGroup): number => rowsOf([group]).length;

/** The permissions of some groups that a text finds, best first. Nothing is forgiven. */
export const searchGroups = (
	groups: readonly PermissionGroup[],
	text: string,
	reasons = knowNothing,
): readonly FoundRow<CatalogPermission>[] =>
	searchRows(rowsOf(groups), text, ({parameter}) => reasons(parameter));

/**
 * The permissions that a text finds: those of the first group, or else those of the other groups, or else
 * those whose names it misses by one slip of a finger.
 *
 * @param groups The groups that can be chosen from, the shown one first.
 */
export const searchPermissions = (
	groups: readonly PermissionGroup[],
	text: string,
	reasons = knowNothing,
): readonly FoundRow<CatalogPermission>[] => {
	const shown = groups.slice(0, 1);
	const others = groups.slice(1);
	const inOthers = (found: readonly FoundRow<CatalogPermission>[]) =>
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
 * What a text finds in the groups that cannot be chosen from, and why they cannot, as a sentence.
 * `undefined` where they have nothing.
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

const searchableScopes: readonly Searchable<Scope>[] = scopes.map(row => ({
	row,
	names: namesOf(row.scope),
	about: row.summary,
}));

/** The scopes of a kind of host that a text finds, in the order of the form where the text is empty. */
export const searchScopes = (
	isThere: (scope: Scope) => boolean,
	text: string,
	reasons = knowNothing,
): readonly FoundRow<Scope>[] => {
	const rows = searchableScopes.filter(({row}) => isThere(row));
	const found = searchRows(rows, text, ({scope}) => reasons(scope));
	return found.length > 0 ? found : searchMistyped(rows, text);
};
