/**
 * Writes the methods of libraries, kept in library-methods/ beside this file, in the short form that the program reads:
 * source/core/catalog/library-methods/. An operation is its index in endpoints.json in base 36, so both are rebuilt
 * together.
 */
import {readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const sources = fileURLToPath(new URL('library-methods', import.meta.url));

/**
 * @param {object} node @param {string} prefix @returns {string[]} `GET /repos/{owner}/{repo}`, in the order
 *   of the table.
 */
const listOperations = (node, prefix = '') =>
	Object.entries(node).flatMap(([key, value]) =>
		Array.isArray(value) ? [`${key} ${prefix}`] : listOperations(value, prefix + key),
	);

/** Drops the names of parameters, for comparing. @param {string} operation */
const fold = operation => operation.replace(/\{[^}]*\}/g, '{}');

/** @param {{paths: object}} endpoints @returns {(operation: string) => string} */
const createEncoder = endpoints => {
	const places = new Map(
		listOperations(endpoints.paths).map((operation, index) => [
			fold(operation),
			index.toString(36),
		]),
	);
	return operation =>
		operation === 'POST /graphql' ? 'graphql' : (places.get(fold(operation)) ?? '-');
};

/** Methods that call all of their operations. Others call one of them. */
const callsAll = new Set([
	'Repository.create_git_tag_and_release',
	'upload_asset',
	'release_assets',
	'create_deployment_status',
	'deployment_statuses',
]);

/** @typedef {{method: string, codes: string[], sign: string, first: number}} MethodRow */

/** @param {string} code */
const placeOf = code => (code === '-' || code === 'graphql' ? Infinity : Number.parseInt(code, 36));

/**
 * Writes the rows of a group in the order of their operations, each index as the distance from the row before. Most
 * distances are 1, which is left out. This compresses to four fifths of the size of a list by name.
 *
 * @param {MethodRow[]} rows
 */
const writeGroup = rows => {
	let before = 0;
	return rows
		.sort((one, other) => one.first - other.first || (one.method < other.method ? -1 : 1))
		.map(({method, codes, sign, first}) => {
			const start = before;
			if (first !== Infinity) before = first;
			const steps = codes.map(code =>
				placeOf(code) === Infinity ? code : (placeOf(code) - start).toString(36),
			);
			return steps.join() === '1' ? method : `${method}:${steps.join(sign)}`;
		})
		.join(' ');
};

/**
 * @param {Record<string, string | string[]>} methods
 * @param {(operation: string) => string} encode
 * @param {boolean} reportsUnknown Whether the reader reports the methods of a client that it does not know, so that
 *   methods without an operation can be left out.
 */
const groupMethods = (methods, encode, reportsUnknown = true) => {
	/** @type {Record<string, MethodRow[]>} */
	const groups = {};
	for (const [name, value] of Object.entries(methods)) {
		const [group, method] = name.includes('.')
			? [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)]
			: ['', name];
		const codes = [...new Set([value].flat().map(encode))].sort(
			(one, other) => placeOf(one) - placeOf(other) || 0,
		);
		const sign = callsAll.has(name) ? '&' : '|';
		groups[group] ??= [];
		// Methods that GitHub removed, or that are only for enterprises, count as unknown.
		if (codes.every(code => code === '-') && reportsUnknown) continue;
		groups[group].push({method, codes, sign, first: placeOf(codes[0] ?? '-')});
	}

	return Object.fromEntries(
		Object.entries(groups).map(([group, rows]) => [group, writeGroup(rows)]),
	);
};

/** @param {string} about @param {Record<string, string>} groups */
const format = (about, groups) =>
	`{\n"about": ${JSON.stringify(about)},\n"methods": {\n${Object.entries(groups)
		.map(([group, text]) => `${JSON.stringify(group)}: ${JSON.stringify(text)}`)
		.join(',\n')}\n}`;

/** The source of the rows of each library. */
const origins = {
	'octokit-js':
		'npm @octokit/plugin-rest-endpoint-methods 18.0.0, and names of majors 3 to 17 (MIT)',
	'go-github':
		'google/go-github after v90.0.0, and the last release of every major from v15 (BSD-3-Clause)',
	pygithub: 'PyGithub 2.10.0, and names of 1.35 to 2.9.1 (facts only)',
	'octokit-rb': 'octokit.rb 10.0.0, and names of 2.7.1 to 9.2.0 (MIT)',
	terraform: 'terraform-provider-github after v6.13.0 (MIT)',
};

/**
 * Keeps the returns that lead to a class with methods that call an operation. The others are of no use.
 *
 * @param {Record<string, string>} returns
 * @param {Record<string, unknown>} methods
 * @param {Record<string, string | string[]>} bases
 */
const usefulReturns = (returns, methods, bases) => {
	const calling = new Set(Object.keys(methods).map(name => name.split('.')[0] ?? ''));
	const classesOf = (/** @type {string} */ value) =>
		value.split('|').map(type => type.replace(/\[\]$|\{\}$/, ''));
	for (let before = 0; before !== calling.size; ) {
		before = calling.size;
		for (const [name, value] of Object.entries(returns)) {
			if (classesOf(value).some(type => calling.has(type))) calling.add(name.split('.')[0] ?? '');
		}

		for (const [type, base] of Object.entries(bases)) {
			if ([base].flat().some(each => calling.has(each))) calling.add(type);
		}
	}

	return Object.fromEntries(
		Object.entries(returns).filter(([name, value]) => {
			const [type = '', member = ''] = name.split('.');
			const inherited = [bases[type] ?? []]
				.flat()
				.some(base => returns[`${base}.${member}`] === value);
			return !inherited && classesOf(value).some(each => calling.has(each));
		}),
	);
};

/** @param {Record<string, string>} returns */
const groupReturns = returns => {
	/** @type {Record<string, string[]>} */
	const groups = {};
	for (const [name, value] of Object.entries(returns)) {
		const dot = name.lastIndexOf('.');
		const group = name.slice(0, dot);
		groups[group] ??= [];
		groups[group].push(`${name.slice(dot + 1)} ${value}`);
	}

	return Object.fromEntries(Object.entries(groups).map(([group, list]) => [group, list.join(' ')]));
};

/**
 * Builds the files of source/core/catalog/library-methods, by name.
 *
 * @param {{paths: object}} endpoints
 * @returns {Promise<Record<string, string>>}
 */
export const buildLibraryMethods = async endpoints => {
	const encode = createEncoder(endpoints);
	/** @type {Record<string, any>} */
	const given = {};
	for (const file of await readdir(sources)) {
		given[file.replace(/\.json$/, '')] = JSON.parse(
			await readFile(path.join(sources, file), 'utf8'),
		);
	}

	const octokit = Object.fromEntries(
		Object.entries(given['octokit-js']).map(([name, value]) => [
			name.replace(/^rest\./, ''),
			value,
		]),
	);
	const go = Object.fromEntries(
		Object.entries(given['go-github']).filter(
			([name]) => !name.endsWith('Iter') || given['go-github'][name.slice(0, -4)] === undefined,
		),
	);
	const bases = given['pygithub-bases'];
	const python = Object.fromEntries(
		Object.entries(given.pygithub).filter(([name, value]) => {
			const [type = '', method = ''] = name.split('.');
			const inherited = given.pygithub[`${bases[type]}.${method}`];
			return JSON.stringify(inherited) !== JSON.stringify(value);
		}),
	);
	const terraform = Object.fromEntries(
		Object.entries(given.terraform).flatMap(([name, row]) =>
			['resource', 'data', 'configure'].flatMap(kind => {
				const operations = row[kind];
				if (operations === undefined) return [];
				const fields = row.graphql?.[kind] ?? [];
				const codes = [...new Set(operations.map(encode))].filter(code => code !== 'graphql');
				const mutations = fields.map(
					(/** @type {string} */ field) => `${field.split(' ').at(-1)}()`,
				);
				return [[`${kind} ${name}`, [...codes, ...mutations].join(' ')]];
			}),
		),
	);
	return {
		'octokit-js.json': `${format(origins['octokit-js'], groupMethods(octokit, encode))}\n}\n`,
		'go-github.json': `${format(origins['go-github'], groupMethods(go, encode))}\n}\n`,
		'pygithub.json': `${format(origins.pygithub, groupMethods(python, encode, false))},\n"returns": ${JSON.stringify(groupReturns(usefulReturns(given['pygithub-returns'], given.pygithub, bases)), undefined, 0)},\n"bases": ${JSON.stringify(bases)}\n}\n`,
		'octokit-rb.json': `${format(origins['octokit-rb'], groupMethods(given['octokit-rb'], encode))}\n}\n`,
		'terraform.json': `${format(origins.terraform, terraform)}\n}\n`,
	};
};

/** Writes the methods of libraries to a folder. @param {{paths: object}} endpoints @param {string} folder */
export const writeLibraryMethods = async (endpoints, folder) => {
	for (const [name, text] of Object.entries(await buildLibraryMethods(endpoints))) {
		await writeFile(path.join(folder, name), text);
	}
};
