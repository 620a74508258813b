/** @typedef {import('rolldown').OutputChunk} Chunk */

/**
 * Finds the names of the chunks that a chunk needs, itself first.
 *
 * @param {string} fileName
 * @param {readonly Chunk[]} chunks All chunks of the build.
 */
const findNeeded = (fileName, chunks) => {
	const needed = new Set([fileName]);
	for (const name of needed) {
		const chunk = chunks.find(each => each.fileName === name);
		if (chunk === undefined) {
			throw new Error(`The library needs ${name}, which only Node has`);
		}

		for (const next of [...chunk.imports, ...chunk.dynamicImports]) {
			needed.add(next);
		}
	}

	return [...needed];
};

/** @param {Chunk} entry @param {readonly string[]} needed The names of the chunks that it needs. */
const describeDoor = ({name, fileName, exports}, needed) => {
	const exported =
		name === 'tables'
			? [`export const {${exports.join(', ')}} = load('./${fileName}');`]
			: exports.map(
					each => `export const ${each} = (...given) => load('./${fileName}').${each}(...given);`,
				);
	return `${needed.map((part, index) => `import f${index} from './parts/${part}';`).join('\n')}
const files = {${needed.map((part, index) => `'./${part}': f${index}`).join(', ')}};
const modules = {};
const load = id => {
	if (!(id in modules)) {
		modules[id] = {exports: {}};
		files[id](modules[id].exports, load, modules[id]);
	}
	return modules[id].exports;
};
${exported.join('\n')}
`;
};

/**
 * Describes the ES modules of the library: one for each of its entries, and `index.mjs` for all of them. They load the
 * parts of the command line, so that the package has the tables, 100 kB packed, only once: functions when they are
 * called, and `tables` at once.
 *
 * @param {readonly Chunk[]} chunks All chunks of the build. Every entry but `main` is the library's.
 * @returns {{doors: {path: string, contents: string}[], shared: ReadonlySet<string>}} And the names of the parts that
 *   they load.
 * @throws {Error} when the library needs what only Node has.
 */
export const describeLibrary = chunks => {
	const entries = chunks.filter(({isEntry, name}) => isEntry && name !== 'main');
	const needs = entries.map(({fileName}) => findNeeded(fileName, chunks));
	const doors = entries.map((entry, index) => ({
		path: `${entry.name}.mjs`,
		contents: describeDoor(entry, needs[index] ?? []),
	}));
	const index = doors.map(({path}) => `export * from './${path}';\n`).join('');
	return {doors: [...doors, {path: 'index.mjs', contents: index}], shared: new Set(needs.flat())};
};
