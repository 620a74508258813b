/**
 * Rebuilds source/core/catalog/endpoints.json from files that GitHub publishes, and prints the changes:
 * `npm run refresh -- <folder> [--date YYYY-MM-DD] [--dry-run]`. It needs no network.
 *
 * The folder (with its subfolders) may hold, under any name that ends in .json:
 * - `fine-grained-pat-permissions.json` from github.com/github/docs, src/github-apps/data/<version> (take `fpt-` and
 *   the newest date): the permissions of each operation. Required, in this form or as `{"columns": ["method", "path",
 *   "permission", "access", "additionalPermissions", "category", "slug"], "rows": [[…], …]}`.
 * - files of src/rest/data/<version>/ from the same repository: the sets of permissions that belong together, titles,
 *   the scopes that the text names, and operations that need no permission. They replace the data that is kept by
 *   hand.
 * - `fine-grained-pat.json` from the folder of the first file: the list of endpoints for fine-grained tokens.
 *
 * The script compares the table with the other two, and prints a line that begins with ! where they disagree.
 *
 * source/core/catalog/endpoints-by-hand.json has the facts that none of them has as rows: sets for operations whose
 * rows say only that additional permissions apply, scopes of classic tokens, and why operations are not on the list.
 * The script stops when an operation is missing in that file.
 *
 * Without a folder, the script rebuilds only the methods of libraries.
 *
 * `--date` is the day of the files (default: the date in the present data); `--dry-run` writes nothing.
 */
import {readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {buildData, describeChanges, formatData} from './refresh/build-data.js';
import {findDisagreements} from './refresh/find-disagreements.js';
import {writeLibraryMethods} from './refresh/library-methods.js';
import {
	readEndpointList,
	readPermissionRows,
	readPermissionTitles,
	readReference,
} from './refresh/read-sources.js';

const catalog = fileURLToPath(new URL('../source/core/catalog', import.meta.url));

/** @param {string} file */
const readJson = async file => JSON.parse(await readFile(file, 'utf8'));

/** @param {string} file @returns {Promise<import('./refresh/build-data.js').EndpointData | undefined>} */
const readPresent = async file => {
	try {
		return await readJson(file);
	} catch {
		return undefined;
	}
};

const refresh = async () => {
	const {values, positionals} = parseArgs({
		allowPositionals: true,
		options: {
			date: {type: 'string'},
			'dry-run': {type: 'boolean', default: false},
			output: {type: 'string', default: path.join(catalog, 'endpoints.json')},
		},
	});
	const [folder] = positionals;
	if (folder === undefined) {
		await writeLibraryMethods(await readJson(values.output), path.join(catalog, 'library-methods'));
		process.stdout.write('Rebuilt the methods of libraries for the present operations.\n');
		return;
	}

	const names = (await readdir(folder, {recursive: true})).filter(name => name.endsWith('.json'));
	const files = await Promise.all(names.sort().map(name => readJson(path.join(folder, name))));

	const tables = files.map(file => readPermissionRows(file)).filter(rows => rows !== undefined);
	const [rows] = tables;
	if (rows === undefined || tables.length > 1) {
		throw new Error(
			`${folder} holds ${tables.length} tables of permissions; one is needed: fine-grained-pat-permissions.json, or rows of the form that this script describes.`,
		);
	}

	const titles = new Map(files.flatMap(file => [...readPermissionTitles(file)]));
	const reference = new Map(files.flatMap(file => [...(readReference(file, titles) ?? [])]));
	const present = await readPresent(values.output);
	const date = values.date ?? present?.about.date;
	if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
		throw new Error('Give the day of the files: --date YYYY-MM-DD.');
	}

	const [endpoints] = files.map(file => readEndpointList(file)).filter(list => list !== undefined);
	const disagreements = findDisagreements({rows, reference, endpoints});
	for (const line of disagreements) process.stdout.write(`! ${line}\n`);
	const byHand = await readJson(path.join(catalog, 'endpoints-by-hand.json'));
	const data = buildData({rows, reference, byHand, date});
	process.stdout.write(`${describeChanges(present, data).join('\n')}\n`);
	if (values['dry-run']) return;
	await writeFile(values.output, formatData(data));
	// The methods of libraries refer to operations by their indexes in this table.
	if (path.dirname(values.output) === catalog) {
		await writeLibraryMethods(data, path.join(catalog, 'library-methods'));
	}
};

try {
	await refresh();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
