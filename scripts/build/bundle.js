import {createHash} from 'node:crypto';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {brotliCompressSync} from 'node:zlib';
import {rolldown} from 'rolldown';
import {bundleLibrary, isCore, isShared, sharedEnding, wrapShared} from './library.js';
import {describeLicenses} from './licenses.js';
import {changePackages} from './packages.js';

/**
 * @typedef {import('./write-files.js').OutputFile} OutputFile
 * @typedef {import('rolldown').InputOptions} InputOptions
 * @typedef {import('rolldown').OutputOptions} OutputOptions
 */

/** @param {string} name A file beside this one, or a path from here. */
const besideThis = name => fileURLToPath(new URL(name, import.meta.url));

/**
 * @param {InputOptions} input
 * @param {OutputOptions} output
 */
const bundleWith = async (input, output) => {
	const bundle = await rolldown({platform: 'node', logLevel: 'silent', ...input});
	try {
		return (await bundle.generate(output)).output;
	} finally {
		await bundle.close();
	}
};

/**
 * Bundles a module of the source and imports it, so that the build can use what it exports.
 *
 * @param {string} root
 * @param {string} file Relative to `root`.
 * @returns {Promise<any>} Its exports.
 */
export const importSource = async (root, file) => {
	const [chunk] = await bundleWith({cwd: root, input: file}, {format: 'esm', codeSplitting: false});
	const folder = await mkdtemp(path.join(tmpdir(), 'pat-wizard-build-'));
	try {
		const module = path.join(folder, 'module.mjs');
		await writeFile(module, chunk.code);
		return await import(pathToFileURL(module).href);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};

/**
 * The wizard's screen and the readers of scan, which no other command waits for and the library does not load, are
 * kept compressed: the package is 30 kB smaller by that, and each takes 3 ms longer to load.
 */
const packed = /^(?:run-wizard|scan|yoga)(?:\W|$)/;

/**
 * Takes one byte a character: V8 reads that at half the cost, and so does the loader.
 *
 * @param {string} code
 */
const escapeBeyondAscii = code => {
	if (/\.raw`[^`]*[^\0-\x7F]/.test(code)) {
		throw new Error('String.raw with a character beyond ASCII cannot be escaped');
	}

	return code.replaceAll(
		/[^\0-\x7F]/g,
		unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
};

/**
 * Takes the comments out of a shell script, but for its head, which holds its license.
 *
 * @param {string} script
 */
const withoutComments = script => {
	const end = script.indexOf('\n\n');
	return script.slice(0, end) + script.slice(end).replaceAll(/\n[ \t]*#.*/g, '');
};

/** @param {string} file @param {string | Uint8Array} contents */
const pack = (file, contents) => ({path: `${file}.br`, contents: brotliCompressSync(contents)});

/**
 * Builds what starts the program: it loads the other files and keeps what V8 made of them.
 *
 * @param {{main: string, id: string, packed: string[]}} build What it has to know of them (see source/start/loader.ts).
 */
const bundleLoader = async build => {
	const [chunk] = await bundleWith(
		{
			input: besideThis('../../source/start/loader.ts'),
			transform: {target: 'node20', define: {build: JSON.stringify(build)}},
		},
		{format: 'cjs', minify: true},
	);
	return `#!/usr/bin/env node\n${chunk.code}`;
};

/** What is loaded at every start, each with all that it imports: every further file takes 0.3 ms. */
const start = [
	{name: 'main', test: /[\\/]platform[\\/]output\.ts$|[\\/]cli\.tsx$/},
	{name: 'run', test: /[\\/]command-line[\\/]run\.ts$/},
];

/**
 * The file of a module of core that is loaded at every start. It has core alone, since the library loads it, too.
 *
 * @type {import('rolldown').CodeSplittingNameFunction}
 */
const nameCore = (id, graph) => {
	if (!isCore(id)) {
		return null;
	}

	const found = new Set([id]);
	for (const module of found) {
		for (const importer of graph.getModuleInfo(module)?.importers ?? []) {
			found.add(importer);
		}
	}

	const name = start.find(({test}) => [...found].some(module => test.test(module)))?.name;
	return name === undefined ? null : `core-of-${name}`;
};

/** @param {{moduleIds: readonly string[]}} chunk */
const nameOfBoth = chunk => `[name]-[hash]${isShared(chunk) ? sharedEnding : '.js'}`;

/**
 * How the code is divided into files. Core is shared only where there is a library.
 *
 * @param {object | undefined} library
 * @returns {OutputOptions}
 */
const divide = library => {
	if (library === undefined) {
		return {entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js'};
	}

	const store = /[\\/](?:profile-store|folder-profiles|repository)\.ts$/;
	return {
		codeSplitting: {
			groups: [{name: nameCore, priority: 1}, ...start, {name: 'store', test: store}],
		},
		entryFileNames: nameOfBoth,
		chunkFileNames: nameOfBoth,
	};
};

/** The program and its library, as `bundle` takes them. */
export const program = {
	entry: 'cli.tsx',
	library: {read: 'source/core/library/read.ts', tables: 'source/core/library/tables.ts'},
};

/**
 * The launcher of `open`, which looks for it beside its own code.
 *
 * @param {readonly string[]} inputs The modules of the program.
 * @returns {Promise<OutputFile[]>}
 */
const findLauncher = async inputs => {
	const open = inputs.find(id => /[\\/]node_modules[\\/]open[\\/]index\.js$/.test(id));
	if (open === undefined) {
		return [];
	}

	const script = await readFile(path.join(path.dirname(open), 'xdg-open'), 'utf8');
	return [{path: 'xdg-open', contents: withoutComments(script), mode: 0o755}];
};

/**
 * Bundles the program without writing it: its first file, one for each part that is loaded when it is
 * needed, and what starts it. The files are CommonJS, which starts 5 ms sooner than ES modules and whose
 * code can be kept. The same sources always give the same bytes.
 *
 * @param {{root: string, entry: string, library?: {read: string, tables: string}}} options `root` holds
 *   package.json and node_modules; `entry`, and `library`, what other programs import beside `buildLink`, are
 *   relative to it.
 * @returns {Promise<{files: OutputFile[], modules: Map<string, readonly string[]>}>} The files, with
 *   what starts the program last, so that all it needs is there before it; and for each file of code the
 *   modules in it, as full paths.
 * @throws {Error} when the sources do not compile, a package no longer fits what is changed in it, or
 *   a bundled package has no license text.
 */
export const bundle = async ({root, entry, library}) => {
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const outputs = await bundleWith(
		{
			cwd: root,
			input: {main: entry, ...library},
			resolve: {
				alias: {
					yaml: besideThis('yaml-syntax.js'),
					// conf takes them for a schema and for migrations alone: 60 kB of 450, and 3 ms of every save.
					'ajv/dist/2020.js': false,
					'ajv-formats': false,
					semver: false,
					debug: besideThis('stand-ins.js'),
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
		},
		{
			format: 'cjs',
			// What is loaded as a Script cannot import(); Node's own modules can be required.
			dynamicImportInCjs: false,
			minify: true,
			comments: false,
			// What is a const is looked at for its value at every use.
			topLevelVar: true,
			...divide(library),
		},
	);

	const hash = createHash('sha256');
	/** @type {OutputFile[]} */
	const files = [
		// Bundlers look for sideEffects beside the files that they may leave out.
		{path: 'package.json', contents: '{"type": "commonjs", "sideEffects": false}\n'},
	];
	/** @type {Map<string, readonly string[]>} */
	const modules = new Map();
	/** @type {Map<string, string>} */
	const codes = new Map();
	let main = '';
	/** @type {Record<string, import('./library.js').Entry>} */
	const entries = {};
	for (const output of outputs) {
		if (output.type === 'asset') {
			files.push(pack(output.fileName, output.source));
			continue;
		}

		const code = escapeBeyondAscii(output.code);
		const isOfBoth = output.fileName.endsWith(sharedEnding);
		const contents = isOfBoth ? wrapShared(code) : code;
		hash.update(contents);
		const isPacked = packed.test(output.name);
		files.push(isPacked ? pack(output.fileName, contents) : {path: output.fileName, contents});
		const used = Object.entries(output.modules).filter(
			([id, {renderedLength}]) => renderedLength > 0 && !id.startsWith('\0'),
		);
		modules.set(
			output.fileName,
			used.map(([id]) => id),
		);
		if (isOfBoth && !isPacked) {
			codes.set(output.fileName, code);
		}
		if (output.isEntry && output.name === 'main') {
			main = output.fileName;
		} else if (output.isEntry) {
			entries[output.name] = {file: output.fileName, exported: output.exports};
		}
	}

	const inputs = [...modules.values()].flat();
	files.push(...(await findLauncher(inputs)));
	const {read, tables} = entries;
	if (read !== undefined && tables !== undefined) {
		for (const {path: file, contents} of await bundleLibrary(root, {read, tables, codes})) {
			files.push({path: file, contents: escapeBeyondAscii(contents)});
		}
	}
	const id = `${version}-${hash.digest('hex').slice(0, 12)}`;
	files.push({path: 'licenses.txt', contents: await describeLicenses(inputs)});
	files.push({
		path: 'cli.js',
		contents: await bundleLoader({
			main,
			id,
			packed: files.map(file => file.path).filter(name => /\.m?js\.br$/.test(name)),
		}),
		mode: 0o755,
	});
	return {files, modules};
};
