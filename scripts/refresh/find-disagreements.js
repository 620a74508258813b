/**
 * Compares GitHub's table of permissions with its other pages: the list of endpoints for fine-grained tokens, and the
 * page of each operation. Nothing here reads or writes files.
 */

/** @import {PermissionRow, ReferenceEntry} from './read-sources.js' */

/** @param {readonly PermissionRow[]} rows @returns {Map<string, string[]>} permissions by `METHOD /path` */
const permissionsByOperation = rows => {
	const found = new Map();
	for (const {method, path, permission, access} of rows) {
		const operation = `${method} ${path}`;
		found.set(operation, [...(found.get(operation) ?? []), `${permission}=${access}`]);
	}

	return found;
};

/** @param {readonly string[]} permissions */
const describe = permissions => [...new Set(permissions)].sort().join(', ') || 'nothing';

/**
 * @param {ReadonlyMap<string, string[]>} table
 * @param {ReadonlySet<string>} list
 */
const againstList = (table, list) => [
	...[...list]
		.filter(operation => !table.has(operation))
		.map(operation => `${operation}: on the list of endpoints, not in the table`),
	...[...table.keys()]
		.filter(operation => !list.has(operation))
		.map(operation => `${operation}: in the table, not on the list of endpoints`),
];

/**
 * @param {string} operation
 * @param {readonly string[] | undefined} known what the table says
 * @param {ReferenceEntry} page
 */
const againstPage = (operation, known, {fineGrained, anyOf}) => {
	if (!fineGrained) {
		return known === undefined
			? []
			: [`${operation}: in the table, but its page says that no fine-grained token works`];
	}

	const named = describe(
		anyOf.flatMap(set => Object.entries(set).map(([name, level]) => `${name}=${level}`)),
	);
	if (known === undefined) {
		return anyOf.length === 0
			? []
			: [`${operation}: not in the table, but its page names ${named}`];
	}

	const rows = describe(known);
	return rows === named ? [] : [`${operation}: the table names ${rows}, but its page ${named}`];
};

/**
 * Describes each disagreement between GitHub's pages and its table in a line. Empty where they agree or no other page
 * is given.
 * @param {{
 *   rows: readonly PermissionRow[],
 *   reference: ReadonlyMap<string, ReferenceEntry>,
 *   endpoints: ReadonlySet<string> | undefined,
 * }} pages
 * @returns {string[]}
 */
export const findDisagreements = ({rows, reference, endpoints}) => {
	const table = permissionsByOperation(rows);
	return [
		...(endpoints === undefined ? [] : againstList(table, endpoints)),
		...[...reference].flatMap(([operation, page]) =>
			againstPage(operation, table.get(operation), page),
		),
	];
};
