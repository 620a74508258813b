import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync} from 'node:zlib';
import {build} from 'rolldown';
import {describeLibrary} from './library.js';
import {describeLicenses} from './licenses.js';
import {changePackages} from './packages.js';

/** @typedef {import('./write-files.js').OutputFile} OutputFile */

/** @param {string} name A file beside this one, or a path from here. */
const besideThis = name => fileURLToPath(new URL(name, import.meta.url));

/** @type {{write: false, platform: 'node', logLevel: 'silent'}} */
const quietly = {write: false, platform: 'node', logLevel: 'silent'};

/**
 * Bundles a module of the source and imports it, so that the build can use its exports.
 *
 * @param {string} root
 * @param {string} file Relative to `root`.
 * @returns {Promise<any>} Its exports.
 */
export const importSource = async (root, file) => {
	const {output} = await build({
		...quietly,
		platform: 'neutral',
		cwd: root,
		input: file,
		output: {format: 'esm', codeSplitting: false},
	});
	const code = Buffer.from(output[0].code).toString('base64');
	return import(`data:text/javascript;base64,${code}`);
};

/**
 * The chunks that are kept compressed: the wizard's screen, and the readers and tables of scan, which no other command
 * waits for and the library does not load. The package is 25 kB smaller, and each takes 3 ms longer to load.
 */
const packed = /^(?:run-wizard|scan|pygithub)$/;

/** @param {{name: string}} chunk */
const nameFile = ({name}) => `[name]-[hash].mjs${packed.test(name) ? '.br' : ''}`;

/** The chunks that every start loads, each with all its imports: every further file takes 0.3 ms. */
const start = [
	{name: 'main', test: /[\\/]platform[\\/]output\.ts$|[\\/]cli\.tsx$/},
	{name: 'run', test: /[\\/]command-line[\\/]run\.ts$/},
];

/**
 * Names the chunk of a module that both every start and the library load. These chunks run wherever JavaScript does.
 *
 * @type {import('rolldown').CodeSplittingNameFunction}
 */
const nameShared = (id, graph) => {
	const users = new Set([id]);
	for (const user of users) {
		for (const importer of graph.getModuleInfo(user)?.importers ?? []) {
			users.add(importer);
		}
	}

	const isFor = (/** @type {RegExp} */ test) => [...users].some(user => test.test(user));
	if (!isFor(/[\\/]core[\\/]library[\\/]/) || !start.some(({test}) => isFor(test))) {
		return null;
	}
	return isFor(/[\\/]build-link\.ts$/) ? 'core-of-link' : 'core-of-run';
};

const groups = [
	{name: nameShared, priority: 1},
	...start,
	{name: 'store', test: /[\\/](?:profile-store|folder-profiles|repository)\.ts$/},
];

/**
 * Wraps code in a function, as Node wraps a CommonJS file, so that the loader can keep its compiled code and other
 * programs can import it. Escapes all but ASCII: with one byte a character, V8 and the loader read it in half the time.
 *
 * @param {string} code
 * @throws {Error} for a character beyond ASCII that cannot be escaped.
 */
const wrap = code => {
	if (/\.raw`[^`]*[^\0-\x7F]/.test(code)) {
		throw new Error('String.raw with a character beyond ASCII cannot be escaped');
	}

	const ascii = code.replaceAll(
		/[^\0-\x7F]/g,
		unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `export default function(exports,require,module,__filename,__dirname){${ascii}\n}\n`;
};

/**
 * Builds the loader, which loads the other files and keeps their compiled code.
 *
 * @param {{main: string, id: string}} known The values for `build` in source/start/loader.ts.
 */
const bundleLoader = async known => {
	const {output} = await build({
		...quietly,
		input: besideThis('../../source/start/loader.ts'),
		transform: {target: 'node20', define: {build: JSON.stringify(known)}},
		output: {format: 'cjs', minify: true},
	});
	return `#!/usr/bin/env node\n${output[0].code}`;
};

/** The entry of the program and those of the library, for `bundle`. */
export const program = {
	entry: 'cli.tsx',
	library: {
		link: 'source/core/library/build-link.ts',
		read: 'source/core/library/read.ts',
		tables: 'source/core/library/tables.ts',
	},
};

/**
 * Bundles the program without writing it: its first file, one for each part that is loaded when it is needed, and the
 * loader. The files are CommonJS, which starts 5 ms sooner than ES modules and whose compiled code can be kept. The
 * same sources always give the same bytes.
 *
 * @param {{root: string, entry: string, library?: typeof program.library}} options `root` holds
 *   package.json and node_modules; the others are relative to it.
 * @returns {Promise<{files: OutputFile[], modules: Map<string, readonly string[]>}>} The files, with the loader last,
 *   so that the files that it needs are written before it; and the full paths of the modules in each file of code.
 * @throws {Error} when the sources do not compile, a change no longer fits its package, or a bundled package has no
 *   license text.
 */
export const bundle = async ({root, entry, library}) => {
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const {output} = await build({
		...quietly,
		cwd: root,
		input: {main: entry, ...library},
		resolve: {
			alias: {
				yaml: besideThis('yaml-syntax.js'),
				// conf uses them only for schemas and migrations. They would add 60 kB, and 3 ms to every save.
				'ajv/dist/2020.js': false,
				'ajv-formats': false,
				semver: false,
				figures: besideThis('stand-ins.js'),
			},
		},
		transform: {
			target: 'node20',
			jsx: {runtime: 'automatic'},
			define: {
				'process.env.NODE_ENV': '"production"',
				'process.env.PAT_WIZARD_VERSION': JSON.stringify(version),
			},
			inject: {'Intl.Segmenter': [besideThis('lazy-segmenter.js'), 'LazySegmenter']},
		},
		plugins: [changePackages()],
		output: {
			format: 'cjs',
			// A Script cannot import(), so modules are required.
			dynamicImportInCjs: false,
			minify: true,
			comments: false,
			// V8 checks a const at every use.
			topLevelVar: true,
			codeSplitting: library === undefined || {groups},
			entryFileNames: nameFile,
			chunkFileNames: nameFile,
		},
	});

	const chunks = output.filter(each => each.type === 'chunk');
	/** @type {OutputFile[]} */
	const files = [
		// Bundlers look for sideEffects beside the files, to know which they may leave out.
		{path: 'package.json', contents: '{"type": "commonjs", "sideEffects": false}\n'},
		...output.flatMap(each =>
			each.type === 'asset' ? {path: each.fileName, contents: each.source} : [],
		),
		...chunks.map(({fileName, code}) => {
			const contents = wrap(code);
			return {
				path: fileName,
				contents: fileName.endsWith('.br') ? brotliCompressSync(contents) : contents,
			};
		}),
	];
	const hash = createHash('sha256');
	for (const {contents} of files) {
		hash.update(contents);
	}

	const modules = new Map(
		chunks.map(chunk => {
			const used = Object.entries(chunk.modules).filter(
				([id, {renderedLength}]) => renderedLength > 0 && !id.startsWith('\0'),
			);
			return [chunk.fileName, used.map(([id]) => id)];
		}),
	);
	const inputs = [...modules.values()].flat();
	const [main, link, read, tables] = ['main', ...Object.keys(program.library)].map(name =>
		chunks.find(each => each.isEntry && each.name === name),
	);
	if (link !== undefined && read !== undefined && tables !== undefined) {
		const plain = new Map(
			chunks.filter(({name}) => !packed.test(name)).map(chunk => [chunk.fileName, chunk]),
		);
		files.push(...describeLibrary({link, read, tables}, plain));
	}
	const id = `${version}-${hash.digest('hex').slice(0, 12)}`;
	const loader = await bundleLoader({main: main?.fileName ?? '', id});
	files.push(
		{path: 'licenses.txt', contents: await describeLicenses(inputs)},
		{path: 'cli.js', contents: loader, mode: 0o755},
	);
	return {files, modules};
};
