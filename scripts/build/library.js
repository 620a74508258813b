/** @typedef {{readonly fileName: string, readonly code: string, readonly exports: readonly string[]}} Chunk */

/**
 * Finds the chunks that a chunk needs, itself first.
 *
 * @param {Chunk} chunk
 * @param {ReadonlyMap<string, Chunk>} chunks All chunks of the build, by their file names.
 * @param {Set<Chunk>} [found]
 * @returns {Set<Chunk>}
 */
const findNeeded = (chunk, chunks, found = new Set()) => {
	found.add(chunk);
	for (const [, id = ''] of chunk.code.matchAll(/\brequire\(["'`](?:\.\/)?([^"'`]+)["'`]\)/g)) {
		const next = chunks.get(id);
		if (next === undefined) {
			throw new Error(`The library needs ${id}, which only the command line can load`);
		}
		if (!found.has(next)) {
			findNeeded(next, chunks, found);
		}
	}

	return found;
};

/** @param {Iterable<Chunk>} needed */
const describeLoader = needed => {
	const names = Array.from(needed, ({fileName}) => fileName);
	return [
		...names.map((name, index) => `import f${index} from './${name}';`),
		`const files = {${names.map((name, index) => `'./${name}': f${index}`).join(', ')}};`,
		'const modules = {};',
		'const load = id => {',
		'\tif (!(id in modules)) {',
		'\t\tmodules[id] = {exports: {}};',
		'\t\tfiles[id](modules[id].exports, load, modules[id]);',
		'\t}',
		'\treturn modules[id].exports;',
		'};',
	];
};

/** Exports the functions of a chunk, which the first call loads. @param {Chunk} chunk */
const describeFunctions = ({fileName, exports}) =>
	exports.map(
		name => `export const ${name} = (...given) => load('./${fileName}').${name}(...given);`,
	);

/**
 * The ES modules of the library: its entry, the part that builds links and loads no table of operations, and the rest.
 * They load the files of the command line, so that the package has the tables, 100 kB packed, only once.
 *
 * @param {{link: Chunk, read: Chunk, tables: Chunk}} entries
 * @param {ReadonlyMap<string, Chunk>} chunks The chunks that run wherever JavaScript does, by their file names.
 * @returns {readonly {path: string, contents: string}[]}
 * @throws {Error} when the library needs anything else.
 */
export const describeLibrary = ({link, read, tables}, chunks) => {
	const modules = {
		'build-link.mjs': [...describeLoader(findNeeded(link, chunks)), ...describeFunctions(link)],
		'read.mjs': [
			...describeLoader(findNeeded(read, chunks, findNeeded(tables, chunks))),
			...describeFunctions(read),
			`export const {${tables.exports.join(', ')}} = load('./${tables.fileName}');`,
		],
		'index.mjs': ["export * from './build-link.mjs';", "export * from './read.mjs';"],
	};
	return Object.entries(modules).map(([path, lines]) => ({
		path,
		contents: `${lines.join('\n')}\n`,
	}));
};
