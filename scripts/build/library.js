import {rolldown} from 'rolldown';

/** What the names of files end with that the command line and the library share. */
export const sharedEnding = '.mjs';

/** What these files begin with. source/start/loader.ts takes the first two words off. */
const head = 'export default function(exports,require,module,__filename,__dirname){';

/**
 * Whether a module looks at nothing but what it is given: core, and what stands in for `Intl.Segmenter` there.
 *
 * @param {string} id Its path.
 */
export const isCore = id => /[\\/]source[\\/]core[\\/]|[\\/]lazy-segmenter\.js$/.test(id);

/**
 * Whether a file of the build can be shared: all of it is core, which looks at nothing but what it is given.
 *
 * @param {{moduleIds: readonly string[]}} chunk
 */
export const isShared = ({moduleIds}) =>
	moduleIds.every(id => isCore(id) || id.startsWith('\0rolldown/runtime'));

/**
 * Makes a CommonJS file an ES module that exports its function. The command line calls it as it calls the
 * others, the library with a `require` of its own. So the tables of operations, which weigh 100 kB packed, are
 * there once.
 *
 * @param {string} code
 */
export const wrapShared = code => `${head}${code}\n}\n`;

/**
 * The files that a file needs, itself last.
 *
 * @param {string} file
 * @param {ReadonlyMap<string, string>} codes The code of each shared file.
 * @param {Set<string>} [found]
 * @returns {Set<string>}
 */
const findNeeded = (file, codes, found = new Set()) => {
	const code = codes.get(file);
	if (code === undefined) {
		throw new Error(`The library needs ${file}, which only the command line has`);
	}

	found.add(file);
	for (const [, id = ''] of code.matchAll(/\brequire\(["'`](?:\.\/)?([^"'`]+)["'`]\)/g)) {
		if (!found.has(id)) {
			findNeeded(id, codes, found);
		}
	}

	return found;
};

/** Bundles what only builds links: programs that need no more load none of the shared files. */
const bundleBuildLink = async (/** @type {string} */ root) => {
	const bundle = await rolldown({
		cwd: root,
		input: 'source/core/library/build-link.ts',
		platform: 'neutral',
		logLevel: 'silent',
		transform: {target: 'es2022'},
	});
	try {
		const {output} = await bundle.generate({
			format: 'esm',
			minify: true,
			comments: false,
			codeSplitting: false,
		});
		return output[0].code;
	} finally {
		await bundle.close();
	}
};

/**
 * @typedef {{file: string, exported: readonly string[]}} Entry A shared file to begin with, and what it exports.
 */

/**
 * The ES modules of the library: its door, what builds links, and what loads the shared files: the tables at once,
 * the functions that read when one is called for the first time.
 *
 * @param {string} root
 * @param {{read: Entry, tables: Entry, codes: ReadonlyMap<string, string>}} shared `codes` are those of all
 *   shared files.
 * @returns {Promise<readonly {path: string, contents: string}[]>}
 */
export const bundleLibrary = async (root, {read, tables, codes}) => {
	const needed = [...findNeeded(read.file, codes, findNeeded(tables.file, codes))];
	const loader = [
		...needed.map((file, index) => `import f${index} from './${file}';`),
		`const files = {${needed.map((file, index) => `'./${file}': f${index}`).join(', ')}};`,
		'const modules = {};',
		'const load = id => {',
		'\tif (!(id in modules)) {',
		'\t\tmodules[id] = {exports: {}};',
		'\t\tfiles[id](modules[id].exports, load, modules[id]);',
		'\t}',
		'\treturn modules[id].exports;',
		'};',
		`export const {${tables.exported.join(', ')}} = load('./${tables.file}');`,
		...read.exported.map(
			name => `export const ${name} = (...given) => load('./${read.file}').${name}(...given);`,
		),
	];
	const names = [...read.exported, ...tables.exported].sort();
	const door = [
		"export {buildLink} from './build-link.mjs';",
		`export {${names.join(', ')}} from './read.mjs';`,
	];
	return [
		{path: 'build-link.mjs', contents: await bundleBuildLink(root)},
		{path: 'read.mjs', contents: `${loader.join('\n')}\n`},
		{path: 'index.mjs', contents: `${door.join('\n')}\n`},
	];
};
