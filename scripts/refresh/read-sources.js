/**
 * Reads GitHub's files about REST operations into one form. Nothing here reads or writes files.
 */

/**
 * One line of GitHub's permission table: an operation and one permission that it accepts.
 * @typedef {{
 *   method: string,
 *   path: string,
 *   permission: string,
 *   access: string,
 *   additional: boolean,
 *   category: string,
 *   slug: string,
 * }} PermissionRow
 */

/**
 * An operation in GitHub's REST reference.
 * @typedef {{
 *   title: string,
 *   category: string,
 *   fineGrained: boolean,
 *   anyOf: readonly Readonly<Record<string, string>>[],
 *   public: boolean,
 *   scopes: string,
 * }} ReferenceEntry
 */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value */
const text = value => (typeof value === 'string' ? value : '');

/** The columns of the row form, in their order. */
const columns = [
	'method',
	'path',
	'permission',
	'access',
	'additionalPermissions',
	'category',
	'slug',
];

/**
 * Reads a table of permissions: `fine-grained-pat-permissions.json` from the repository github/docs, or
 * `{columns, rows}` with the columns above. `undefined` for any other file.
 * @param {unknown} json
 * @returns {PermissionRow[] | undefined}
 */
export const readPermissionRows = json => {
	if (!isRecord(json)) return undefined;
	if (Array.isArray(json.columns) && Array.isArray(json.rows)) {
		if (json.columns.join() !== columns.join()) return undefined;
		return json.rows.map(row => ({
			method: text(row[0]),
			path: text(row[1]),
			permission: text(row[2]),
			access: text(row[3]),
			additional: row[4] === true,
			category: text(row[5]),
			slug: text(row[6]),
		}));
	}

	const sections = Object.entries(json);
	const fits = sections.every(
		([, section]) => isRecord(section) && Array.isArray(section.permissions),
	);
	if (sections.length === 0 || !fits) return undefined;
	return sections.flatMap(([permission, section]) => {
		const rows = isRecord(section) && Array.isArray(section.permissions) ? section.permissions : [];
		return rows.filter(isRecord).map(row => ({
			method: text(row.verb).toUpperCase(),
			path: text(row.requestPath),
			permission,
			access: text(row.access),
			additional: row['additional-permissions'] === true,
			category: text(row.category),
			slug: text(row.slug),
		}));
	});
};

/**
 * Reads the names of permissions by their titles in GitHub's reference, in lower case:
 * `"contents" repository permissions` is `contents`.
 * @param {unknown} json `fine-grained-pat-permissions.json` as published
 * @returns {Map<string, string>}
 */
export const readPermissionTitles = json => {
	const titles = new Map();
	for (const [permission, section] of Object.entries(isRecord(json) ? json : {})) {
		const match = /^(\w+) permissions for "(.+)"$/.exec(
			isRecord(section) ? text(section.displayTitle) : '',
		);
		if (match) titles.set(`"${match[2]}" ${match[1]} permissions`.toLowerCase(), permission);
	}

	return titles;
};

/**
 * Finds the scopes in the text of an operation, in the grammar of the data file: `;` where the text says "or", and
 * `,` elsewhere.
 * @param {string} html
 */
const scopesNamed = html => {
	const sentences = html.split(/(?<=\.)\s|<\/p>/).filter(sentence => /\bscopes?\b/.test(sentence));
	const prose = sentences.join(' ');
	const names = [...prose.matchAll(/<code>([a-z_]+(?::[a-z_]+)?)<\/code>/g)].map(match => match[1]);
	const unique = [...new Set(names)];
	return unique.join(/<\/code>,? or (the )?<code>/.test(prose) ? ';' : ',');
};

/**
 * Reads the operations of the page "Endpoints available for fine-grained personal access tokens", as
 * `METHOD /path`: `fine-grained-pat.json` of github/docs. `undefined` for any other file.
 * @param {unknown} json
 * @returns {Set<string> | undefined}
 */
export const readEndpointList = json => {
	if (!isRecord(json)) return undefined;
	const lists = Object.values(json);
	const fits = lists.every(
		list =>
			Array.isArray(list) &&
			list.every(item => isRecord(item) && 'requestPath' in item && !('progAccess' in item)),
	);
	return lists.length === 0 || !fits
		? undefined
		: new Set(
				lists
					.flat()
					.filter(isRecord)
					.map(item => `${text(item.verb).toUpperCase()} ${text(item.requestPath)}`),
			);
};

/**
 * Reads the operations of a file of GitHub's REST reference (`src/rest/data/<version>/<category>.json`), by
 * `METHOD /path`. `undefined` for any other file.
 * @param {unknown} json
 * @param {ReadonlyMap<string, string>} titles from `readPermissionTitles`
 * @returns {Map<string, ReferenceEntry> | undefined}
 */
export const readReference = (json, titles) => {
	if (!isRecord(json)) return undefined;
	const operations = Object.values(json).flatMap(value => (Array.isArray(value) ? value : []));
	/** @type {Record<string, unknown>[]} */
	const known = operations.filter(
		operation => isRecord(operation) && isRecord(operation.progAccess),
	);
	if (known.length === 0) return undefined;
	const entries = new Map();
	for (const operation of known) {
		const progAccess = isRecord(operation.progAccess) ? operation.progAccess : {};
		/** @type {unknown[]} */
		const sets = Array.isArray(progAccess.permissions) ? progAccess.permissions : [];
		entries.set(`${text(operation.verb).toUpperCase()} ${text(operation.requestPath)}`, {
			title: text(operation.title),
			category: text(operation.category),
			fineGrained: progAccess.fineGrainedPat === true,
			anyOf: sets.filter(isRecord).map(set =>
				Object.fromEntries(
					Object.entries(set).map(([name, level]) => {
						const permission = titles.get(name.toLowerCase());
						if (permission === undefined) throw new Error(`Unknown permission: ${name}`);
						return [permission, text(level)];
					}),
				),
			),
			public: progAccess.allowsPublicRead === true,
			scopes: scopesNamed(text(operation.descriptionHTML)),
		});
	}

	return entries;
};
