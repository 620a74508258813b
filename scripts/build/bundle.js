import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync} from 'node:zlib';
import {minify} from '@swc/core';
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
 * The files that every start or most commands load, each with all that it imports: every further file takes 0.3 ms. The
 * first two are the library's too, and run wherever JavaScript does.
 */
const groups = [
	{name: 'link', test: /[\\/]build-link\.ts$/},
	{name: 'profile', test: /[\\/]core[\\/](?:profile|token-types)[\\/]/},
	{name: 'main', test: /[\\/]platform[\\/]output\.ts$|[\\/]cli\.tsx$/},
	{name: 'run', test: /[\\/]command-line[\\/]run\.ts$/},
	{name: 'store', test: /[\\/](?:profile-store|folder-profiles|repository)\.ts$/},
];

/**
 * Makes a function of a chunk's code, as Node does of a CommonJS file, so that the loader can keep its compiled code and
 * other programs can import it. swc makes it 1 % smaller than rolldown does, and escapes all but ASCII: with one byte a
 * character, V8 and the loader read it in half the time.
 *
 * @param {string} text
 */
const wrap = async text => {
	const {code} = await minify(
		`export default function(exports,require,module,__filename,__dirname){${text}\n}`,
		{module: true, ecma: 2020, compress: {ecma: 2020}, mangle: true, format: {ascii_only: true}},
	);
	return code;
};

/**
 * Builds the loader, which loads the other files and keeps their compiled code.
 *
 * @param {string} buildId The value for `buildId` in source/start/loader.ts.
 */
const bundleLoader = async buildId => {
	const {output} = await build({
		...quietly,
		input: besideThis('../../source/start/loader.ts'),
		transform: {target: 'node20', define: {buildId: JSON.stringify(buildId)}},
		output: {format: 'cjs', minify: true},
	});
	return `#!/usr/bin/env node\n${output[0].code}`;
};

/** The entry of the program and those of the library, for `bundle`. */
export const program = {
	entry: 'cli.tsx',
	library: {
		'build-link': 'source/core/library/build-link.ts',
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
		// No module reads a property for the sake of a getter.
		treeshake: {propertyReadSideEffects: false},
		output: {
			format: 'cjs',
			// A Script cannot import(), so modules are required.
			dynamicImportInCjs: false,
			minify: true,
			comments: false,
			// V8 checks a const at every use.
			topLevelVar: true,
			codeSplitting: library === undefined || {groups},
			entryFileNames: '[name].mjs',
			chunkFileNames: '[name].mjs',
		},
	});

	const chunks = output.filter(each => each.type === 'chunk');
	const entries = chunks.filter(({isEntry, name}) => isEntry && name !== 'main');
	const {modules: doors, needed} = describeLibrary(
		entries,
		new Map(chunks.map(chunk => [chunk.fileName, chunk])),
	);
	const parts = await Promise.all(
		chunks.map(async ({fileName, code}) => ({fileName, code: await wrap(code)})),
	);
	const packed = parts.flatMap(({fileName, code}) =>
		needed.has(fileName) ? [] : [fileName, `(${code.slice('export default '.length)})`],
	);
	/** @type {OutputFile[]} */
	const files = [
		// Bundlers look for sideEffects beside the files, to know which they may leave out.
		{path: 'package.json', contents: '{"type": "commonjs", "sideEffects": false}\n'},
		...output.flatMap(each =>
			each.type === 'asset' ? {path: each.fileName, contents: each.source} : [],
		),
		...parts.flatMap(({fileName, code}) =>
			needed.has(fileName) ? {path: `parts/${fileName}`, contents: code} : [],
		),
		{path: 'program.br', contents: brotliCompressSync(packed.join('\0'))},
		...doors,
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
	const buildId = `${version}-${hash.digest('hex').slice(0, 12)}`;
	files.push(
		{path: 'licenses.txt', contents: await describeLicenses([...modules.values()].flat())},
		{path: 'cli.js', contents: await bundleLoader(buildId), mode: 0o755},
	);
	return {files, modules};
};
