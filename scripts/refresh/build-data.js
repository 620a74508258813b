/**
 * Builds the compact form of source/core/catalog/endpoints.json, which endpoints.ts beside it reads, and describes the
 * changes. Nothing here reads or writes files.
 */

/** @import {PermissionRow, ReferenceEntry} from './read-sources.js' */

/**
 * The data that is kept by hand: source/core/catalog/endpoints-by-hand.json.
 * @typedef {{
 *   permissionSets: Record<string, {anyOf: string, public?: boolean, inferred?: boolean, note?: string}>,
 *   unlisted: {works: string, reason: string, operations: string[], anyOf?: string, scopes?: string, gap?: string, inferred?: boolean}[],
 *   notListed: string[],
 *   texts: Record<string, string[]>,
 * }} ByHand
 */

/**
 * An operation: `[title or slug, category number, permission sets, scopes, extras]`, without empty parts at the end. A
 * number in place of permission sets is the index of a row of `unlisted`.
 * @typedef {(string | number | Record<string, unknown>)[]} Entry
 */

/**
 * A part of a path. Keys that begin with `/` are further parts, the others are methods.
 * @typedef {{[key: string]: PathNode | Entry}} PathNode
 */

/**
 * @typedef {{
 *   about: Record<string, unknown>,
 *   categories: string[],
 *   notes: string[],
 *   unlisted: Record<string, unknown>[],
 *   paths: PathNode,
 * }} EndpointData
 */

const methodOrder = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The anchor that GitHub makes of a title. @param {string} title */
export const slugOf = title =>
	title
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

/** @param {string} pattern @param {string} operation */
const fitsPattern = (pattern, operation) =>
	new RegExp(
		`^${pattern
			.split('*')
			.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}$`,
	).test(operation);

/** @param {Readonly<Record<string, string>>} set */
const writeSet = set =>
	Object.entries(set)
		.map(([permission, level]) => `${permission}=${level}`)
		.join(',');

/** @param {string} operation */
const splitOperation = operation => {
	const [method = '', path = ''] = operation.split(' ');
	return {method, path};
};

/** @param {string} left @param {string} right */
const compareOperations = (left, right) => {
	const a = splitOperation(left);
	const b = splitOperation(right);
	if (a.path !== b.path) return a.path < b.path ? -1 : 1;
	return methodOrder.indexOf(a.method) - methodOrder.indexOf(b.method);
};

/**
 * Builds a tree of path parts, and joins parts that have only one further part.
 * @param {ReadonlyMap<string, Entry>} entries
 * @returns {PathNode}
 */
const buildTree = entries => {
	/** @type {PathNode} */
	const root = {};
	for (const operation of [...entries.keys()].sort(compareOperations)) {
		const {method, path} = splitOperation(operation);
		let node = root;
		for (const segment of path.split('/').slice(1)) {
			node[`/${segment}`] ??= {};
			node = /** @type {PathNode} */ (node[`/${segment}`]);
		}

		node[method] = entries.get(operation) ?? [];
	}

	return joinParts(root);
};

/** @param {PathNode} node @returns {PathNode} */
const joinParts = node => {
	/** @type {PathNode} */
	const joined = {};
	for (const [key, value] of Object.entries(node)) {
		if (Array.isArray(value)) {
			joined[key] = value;
			continue;
		}

		const child = joinParts(value);
		const [only, ...others] = Object.keys(child);
		if (only?.startsWith('/') && others.length === 0) {
			joined[key + only] = /** @type {PathNode} */ (child[only]);
		} else {
			joined[key] = child;
		}
	}

	return joined;
};

/** @param {Entry} entry @returns {Entry} `entry` without empty parts at its end */
const trimEntry = entry => entry.slice(0, entry.findLastIndex(part => part !== '') + 1);

/**
 * @typedef {{
 *   rows: readonly PermissionRow[],
 *   reference: ReadonlyMap<string, ReferenceEntry>,
 *   byHand: ByHand,
 *   date: string,
 * }} BuildInput `date` is the day of GitHub's pages, YYYY-MM-DD
 */

/** @param {string} operation @param {BuildInput} input */
const scopesOf = (operation, {byHand, reference}) =>
	byHand.texts[operation]?.[1] ?? reference.get(operation)?.scopes ?? '';

/**
 * The sets of permissions that an operation accepts, each needed whole.
 * @param {string} operation
 * @param {readonly PermissionRow[]} rows
 * @param {BuildInput} input
 */
const setsOf = (operation, rows, {byHand, reference}) => {
	const published = reference.get(operation)?.anyOf ?? [];
	if (published.length > 0) return published.map(writeSet).join(';');
	if (!rows.some(row => row.additional)) {
		return rows.map(row => `${row.permission}=${row.access}`).join(';');
	}

	const known = byHand.permissionSets[operation];
	if (known !== undefined) return known.anyOf;
	throw new Error(
		`${operation} takes additional permissions, but no file says which: add it to permissionSets in endpoints-by-hand.json, or give GitHub's src/rest/data/<version>/${rows[0]?.category}.json.`,
	);
};

/**
 * @param {string} operation
 * @param {readonly string[]} notes
 * @param {BuildInput} input
 * @returns {Record<string, unknown> | ''}
 */
const extrasOf = (operation, notes, {byHand, reference}) => {
	const known = byHand.permissionSets[operation];
	const published = reference.get(operation);
	const inferred = known?.inferred && (published?.anyOf.length ?? 0) === 0;
	const extras = {
		...((published?.public ?? known?.public) ? {public: 1} : {}),
		...(inferred ? {inferred: 1} : {}),
		...(known?.note === undefined ? {} : {note: notes.indexOf(known.note)}),
	};
	return Object.keys(extras).length === 0 ? '' : extras;
};

/** @param {string} operation @param {BuildInput} input @returns {Entry} */
const unlistedEntry = (operation, {byHand, reference, ...rest}) => {
	const published = reference.get(operation);
	const needsNothing = published?.fineGrained && published.anyOf.length === 0;
	const reason = byHand.unlisted.findIndex(row =>
		needsNothing
			? row.works === 'any-token'
			: row.operations.some(pattern => fitsPattern(pattern, operation)),
	);
	if (reason === -1) throw new Error(`${operation} is in no row of unlisted.`);
	const title = published?.title ?? byHand.texts[operation]?.[0] ?? operation;
	return trimEntry([title, -1, reason, scopesOf(operation, {byHand, reference, ...rest})]);
};

/**
 * @param {BuildInput} input
 * @returns {EndpointData}
 */
export const buildData = input => {
	const {rows, reference, byHand, date} = input;
	/** @type {Map<string, PermissionRow[]>} */
	const rowsOf = new Map();
	for (const row of rows) {
		const operation = `${row.method} ${row.path}`;
		rowsOf.set(operation, [...(rowsOf.get(operation) ?? []), row]);
	}

	const categories = [...new Set(rows.map(row => row.category))].sort();
	const notes = [
		...new Set(
			Object.values(byHand.permissionSets)
				.map(known => known.note)
				.filter(note => note !== undefined),
		),
	];
	/** @type {Map<string, Entry>} */
	const entries = new Map();
	for (const [operation, own] of rowsOf) {
		const {category = '', slug = ''} = own[0] ?? {};
		const title = reference.get(operation)?.title ?? byHand.texts[operation]?.[0] ?? '';
		entries.set(
			operation,
			trimEntry([
				slugOf(title) === slug ? title : slug,
				categories.indexOf(category),
				setsOf(operation, own, input),
				scopesOf(operation, input),
				extrasOf(operation, notes, input),
			]),
		);
	}

	for (const operation of new Set([...byHand.notListed, ...reference.keys()])) {
		if (!entries.has(operation)) entries.set(operation, unlistedEntry(operation, input));
	}

	return {
		about: {
			what: 'Which permissions and scopes the operations of GitHub’s REST API take. Built by scripts/refresh.js.',
			source: [
				'“Permissions required for fine-grained personal access tokens”, https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens',
				'“Endpoints available for fine-grained personal access tokens”, https://docs.github.com/en/rest/authentication/endpoints-available-for-fine-grained-personal-access-tokens',
				'the page of each operation under https://docs.github.com/en/rest',
			],
			date,
			rows: rows.length,
			license:
				'Facts from GitHub Docs, licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); brought into this form, with gaps filled by hand and marked.',
			grammar: '“,” means and, “;” means or; public_repo does for public repositories only.',
		},
		categories,
		notes,
		unlisted: byHand.unlisted.map(({operations: _, ...row}) => row),
		paths: buildTree(entries),
	};
};

/**
 * Lists the operations of the data by `METHOD /path`, each as text with its numbers resolved, to compare two builds.
 * @param {EndpointData} data
 * @returns {Map<string, string>}
 */
export const listOperations = data => {
	const operations = new Map();
	/** @param {PathNode} node @param {string} path */
	const walk = (node, path) => {
		for (const [key, value] of Object.entries(node)) {
			if (!Array.isArray(value)) {
				walk(value, path + key);
				continue;
			}

			const [, , access, scopes = '', extras] = value;
			const works =
				typeof access === 'number'
					? `not listed: ${data.unlisted[access]?.works}`
					: `${access || 'no permission'}${typeof extras === 'object' && 'inferred' in extras ? ' (inferred)' : ''}`;
			operations.set(`${key} ${path}`, scopes === '' ? works : `${works} | ${scopes}`);
		}
	};

	walk(data.paths, '');
	return operations;
};

/**
 * Describes the changes between two builds as lines to print. The last line counts them.
 * @param {EndpointData | undefined} before
 * @param {EndpointData} after
 * @returns {string[]}
 */
export const describeChanges = (before, after) => {
	const old = before === undefined ? new Map() : listOperations(before);
	const now = listOperations(after);
	const added = [...now.keys()].filter(operation => !old.has(operation));
	const removed = [...old.keys()].filter(operation => !now.has(operation));
	const changed = [...now.keys()].filter(
		operation => old.has(operation) && old.get(operation) !== now.get(operation),
	);
	const listed = [...now.values()].filter(works => !works.startsWith('not listed')).length;
	return [
		...added.map(operation => `+ ${operation}: ${now.get(operation)}`),
		...removed.map(operation => `- ${operation}: ${old.get(operation)}`),
		...changed.map(operation => `~ ${operation}: ${old.get(operation)} -> ${now.get(operation)}`),
		`${now.size} operations, ${listed} of them for fine-grained tokens: ${added.length} added, ${removed.length} removed, ${changed.length} changed.`,
	];
};

/**
 * Writes the data as text with one operation a line, so that a change is a change of one line.
 * @param {EndpointData} data
 */
export const formatData = data => {
	/** @param {PathNode} node @param {string} indent @returns {string} */
	const formatNode = (node, indent) =>
		`{\n${Object.entries(node)
			.map(
				([key, value]) =>
					`${indent}${JSON.stringify(key)}:${Array.isArray(value) ? JSON.stringify(value) : formatNode(value, `${indent} `)}`,
			)
			.join(',\n')}\n${indent.slice(1)}}`;
	const {paths, ...rest} = data;
	const head = Object.entries(rest).map(([key, value]) => {
		const lines = Array.isArray(value)
			? `[\n${value.map(item => ` ${JSON.stringify(item)}`).join(',\n')}\n]`
			: JSON.stringify(value, undefined, 1);
		return `${JSON.stringify(key)}:${key === 'categories' ? JSON.stringify(value) : lines}`;
	});
	return `{\n${head.join(',\n')},\n"paths":${formatNode(paths, ' ')}\n}\n`;
};
