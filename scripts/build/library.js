/** @typedef {import('rolldown').OutputChunk} Chunk */

/**
 * Finds the names of the files that a file needs, itself first.
 *
 * @param {string} fileName
 * @param {ReadonlyMap<string, Chunk>} chunks All chunks of the build, by their file names.
 * @param {Set<string>} [found]
 * @returns {Set<string>}
 * @throws {Error} when it needs what only Node has.
 */
const findNeeded = (fileName, chunks, found = new Set()) => {
	const chunk = chunks.get(fileName);
	if (chunk === undefined) {
		throw new Error(`The library needs ${fileName}, which only Node has`);
	}

	found.add(fileName);
	for (const next of [...chunk.imports, ...chunk.dynamicImports]) {
		if (!found.has(next)) {
			findNeeded(next, chunks, found);
		}
	}

	return found;
};

/** @param {readonly string[]} files @param {readonly string[]} exported */
const describeDoor = (files, exported) =>
	[
		...files.map((name, index) => `import f${index} from './parts/${name}';`),
		`const files = {${files.map((name, index) => `'./${name}': f${index}`).join(', ')}};`,
		'const modules = {};',
		'const load = id => {',
		'\tif (!(id in modules)) {',
		'\t\tmodules[id] = {exports: {}};',
		'\t\tfiles[id](modules[id].exports, load, modules[id]);',
		'\t}',
		'\treturn modules[id].exports;',
		'};',
		...exported,
		'',
	].join('\n');

/**
 * Describes the ES modules of the library: one for each of its entries, and `index.mjs` for all of them. They load the
 * files of the command line, so that the package has the tables, 100 kB packed, only once: functions when they are
 * called, and `tables` at once.
 *
 * @param {readonly Chunk[]} entries
 * @param {ReadonlyMap<string, Chunk>} chunks All chunks of the build, by their file names.
 * @returns {{modules: {path: string, contents: string}[], needed: ReadonlySet<string>}} And the names of all files that
 *   they load.
 * @throws {Error} when the library needs what only Node has.
 */
export const describeLibrary = (entries, chunks) => {
	/** @type {Set<string>} */
	const needed = new Set();
	const modules = entries.map(({name, fileName, exports}) => {
		const files = [...findNeeded(fileName, chunks)];
		files.forEach(file => void needed.add(file));
		const exported =
			name === 'tables'
				? [`export const {${exports.join(', ')}} = load('./${fileName}');`]
				: exports.map(
						each => `export const ${each} = (...given) => load('./${fileName}').${each}(...given);`,
					);
		return {path: `${name}.mjs`, contents: describeDoor(files, exported)};
	});
	const index = modules.map(({path}) => `export * from './${path}';\n`).join('');
	return {modules: [...modules, {path: 'index.mjs', contents: index}], needed};
};
