import {createHash} from 'node:crypto';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync} from 'node:zlib';
import {build} from 'rolldown';
import {describeLibrary} from './library.js';
import {describeLicenses} from './licenses.js';
import {changePackages} from './packages.js';

/** @typedef {{path: string, contents: Uint8Array | string, mode?: number}} OutputFile */

/** @param {string} name A file beside this one, or a path from here. */
const besideThis = name => fileURLToPath(new URL(name, import.meta.url));

/** @type {{write: false, platform: 'node', logLevel: 'silent'}} */
const quietly = {write: false, platform: 'node', logLevel: 'silent'};

/**
 * Bundles a module into one text.
 *
 * @param {string} input
 * @param {'cjs' | 'esm'} format
 * @param {Readonly<Record<string, string>>} [define]
 */
export const bundleFile = async (input, format, define = {}) => {
	const {output} = await build({
		...quietly,
		platform: format === 'cjs' ? 'node' : 'neutral',
		input,
		transform: {target: 'node20', define},
		output: {format, minify: true, codeSplitting: false},
	});
	return output[0].code;
};

/**
 * The parts that every start or most commands load, each with all that it imports: every further part takes 0.3 ms. The
 * first two are the library's too, and run wherever JavaScript does.
 */
const groups = [
	{name: 'link', test: /[\\/]build-link\.ts$/},
	{name: 'profile', test: /core[\\/](?:profile|token-types|remember|catalog[\\/]search-[rw])/},
	{name: 'main', test: /[\\/]platform[\\/]output\.ts$|[\\/]cli\.tsx$/},
	{name: 'run', test: /[\\/]command-line[\\/]run\.ts$/},
	{name: 'store', test: /[\\/](?:profile-store|folder-profiles|repository)\.ts$/},
];

/** The entries of the program and of the library, for `bundle`. */
export const program = {
	main: 'cli.tsx',
	'build-link': 'source/core/library/build-link.ts',
	read: 'source/core/library/read.ts',
	tables: 'source/core/library/tables.ts',
};

/** @param {string} unit A UTF-16 unit. */
const escapeUnit = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Quotes bytes as a text: base64 would take 6 kB more, and longer to decode. Escapes 0xFF, which separates the parts.
 *
 * @param {string} base64
 */
const quoteBytes = base64 => {
	const text = Buffer.from(base64, 'base64').toString('latin1');
	return `\`${text.replaceAll(/[\\`$\r\xFF]/g, escapeUnit)}\``;
};

/**
 * Makes a function of a part, as Node does of a CommonJS file, so that the loader can keep its compiled code and other
 * programs can import it. Escapes all but ASCII: with one byte a character, V8 and the loader read it in half the time. A
 * shorter form of rolldown's getters saves 0.6 kB of the package.
 *
 * @param {string} code
 */
const wrap = code => {
	const getter =
		/Object\.defineProperty\(exports,("\w+"),{enumerable:!0,get:function\(\){return ([\w$]+)}}\)/g;
	// rolldown would copy every property of Node's modules.
	const copied = /(=require\("node:[\w/]+"\);)([\w$]+)=[\w$]+\.r\(\2,1\)/g;
	const data = /["'`]data:application\/octet-stream;base64,([\w+/=]{9,})["'`]/g;
	const ascii = code
		.replaceAll(getter, 'exports.__defineGetter__($1,()=>$2)')
		.replaceAll(/[^\0-\x7F]/g, escapeUnit)
		.replaceAll(copied, '$1$2={default:$2,__proto__:$2}')
		.replaceAll(data, (_, base64) => quoteBytes(base64));
	return `export default function(exports,require,module,__filename,__dirname){${ascii}\n}`;
};

/**
 * Bundles the program without writing it: its first part, one for each that is loaded when it is needed, and the loader.
 * The parts are CommonJS, which starts 5 ms sooner than ES modules and whose compiled code can be kept. The same sources
 * always give the same bytes.
 *
 * @param {string} root The folder with package.json and node_modules.
 * @param {{readonly main: string, readonly [library: string]: string}} entries Relative to `root`.
 * @returns {Promise<{files: OutputFile[], modules: Map<string, readonly string[]>}>} The files, and the full paths of the
 *   modules in each part.
 * @throws {Error} when the sources do not compile, a change no longer fits its package, or a bundled package has no
 *   license text.
 */
export const bundle = async (root, entries) => {
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const {output} = await build({
		...quietly,
		cwd: root,
		input: {...entries},
		resolve: {
			alias: {
				// The modules for browsers have the same code, of which a bundle takes only what is used.
				yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js'),
				// Three copies of one table would start one after the other.
				'ansi-styles': path.join(root, 'node_modules/ansi-styles/index.js'),
				// conf uses them only for schemas and migrations. They would add 60 kB, and 3 ms to every save.
				'ajv/dist/2020.js': false,
				'ajv-formats': false,
				semver: false,
			},
		},
		transform: {
			target: 'node20',
			jsx: {runtime: 'automatic'},
			define: {
				'process.env.NODE_ENV': '"production"',
				// Its first use takes 1 ms.
				performance: 'Date',
				'process.env.PAT_WIZARD_VERSION': JSON.stringify(version),
			},
			inject: {'Intl.Segmenter': [besideThis('lazy-segmenter.js'), 'LazySegmenter']},
		},
		plugins: [changePackages()],
		// No module reads a property for the sake of a getter, and those of yaml do nothing but export.
		treeshake: {
			propertyReadSideEffects: false,
			moduleSideEffects: [{test: /[\\/]yaml[\\/]/, sideEffects: false}],
		},
		output: {
			format: 'cjs',
			// A Script cannot import(), so modules are required.
			dynamicImportInCjs: false,
			minify: true,
			comments: false,
			generatedCode: {symbols: false},
			codeSplitting: {groups},
			entryFileNames: '[name].mjs',
			chunkFileNames: '[name].mjs',
		},
	});

	const chunks = output.filter(each => each.type === 'chunk');
	const modules = new Map(chunks.map(({fileName, moduleIds}) => [fileName, moduleIds]));
	const {doors, shared} = describeLibrary(chunks);
	const parts = chunks.map(({fileName, code}) => ({name: fileName, code: wrap(code)}));
	// The last parts first: so the file is 0.5 kB smaller.
	const packed = [...parts]
		.reverse()
		.filter(({name}) => !shared.has(name))
		.flatMap(({name, code}) => [name, `(${code.slice('export default '.length)})`]);
	const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	const buildId = JSON.stringify(`${version}-${hash.slice(0, 12)}`);
	const loader = await bundleFile(besideThis('../../source/start/loader.ts'), 'cjs', {buildId});
	const files = [
		// Bundlers look for sideEffects beside the files, to know which they may leave out.
		{path: 'package.json', contents: '{"type": "commonjs", "sideEffects": false}\n'},
		{path: 'cli.js', contents: `#!/usr/bin/env node\n${loader}`, mode: 0o755},
		{path: 'program.br', contents: brotliCompressSync(Buffer.from(packed.join('\xFF'), 'latin1'))},
		...parts
			.filter(({name}) => shared.has(name))
			.map(({name, code}) => ({path: `parts/${name}`, contents: code})),
		...doors,
		{path: 'licenses.txt', contents: await describeLicenses([...modules.values()].flat())},
	];
	return {files, modules};
};

/**
 * Writes these files into a folder, and nothing else.
 *
 * @param {string} folder
 * @param {readonly OutputFile[]} files Their paths are relative to the folder.
 */
export const writeFiles = async (folder, files) => {
	await rm(folder, {recursive: true, force: true});
	for (const {path: name, contents, mode = 0o644} of files) {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, contents, {mode});
	}
};
