import {readFile} from 'node:fs/promises';
import {brotliCompressSync} from 'node:zlib';
import {applyPatch} from 'diff';

const layout = /"data:application\/octet-stream;base64,([\w+/=]+)"/;

/** Loads yoga.wasm.br from beside the code. `loadYoga` alone would be asynchronous, and decode it from base64 first. */
const loadLayout = `
	const library = {
		instantiateWasm(imports, done) {
			const packed = require('node:fs').readFileSync(__dirname + '/yoga.wasm.br');
			const code = require('node:zlib').brotliDecompressSync(packed);
			const instance = new WebAssembly.Instance(new WebAssembly.Module(code), imports);
			done(instance);
			return instance.exports;
		},
	};
	loadYoga(library);
	const Yoga = wrapAssembly(library);`;

/**
 * A change to a file of a bundled package.
 *
 * @typedef {object} Change
 * @property {string} file A path below node_modules.
 * @property {(text: string) => string | false | Promise<string | false>} change Returns `false` when the file is not
 *   as expected.
 */

/** Reads a patch. The patches and lazy-segmenter.js could be sent to the authors as they are. @param {string} name */
const readPatch = name => readFile(new URL(name, import.meta.url), 'utf8');

/** @param {string} text @param {string | RegExp} find @param {string} put */
const replace = (text, find, put) => {
	const result = text.replace(find, () => put);
	return result === text ? false : result;
};

/**
 * Sets the features that Ink's reconciler never uses to `false`, so that the bundle leaves out their code
 * (ink/build/reconciler.js).
 *
 * @param {string} text
 */
const settleHost = text => {
	const flags =
		/(supports(?:Persistence|Hydration|Resources|Singletons|TestSelectors)) = \$\$\$config\.\1,/g;
	const names = Array.from(text.matchAll(flags), ([, name]) => name);
	const uses = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');
	return names.length === 5 && text.replaceAll(flags, '').replaceAll(uses, 'false');
};

/**
 * The changes to packages, where CommonJS cannot run their code or where they slow down every start. The build stops
 * when a package is no longer as expected: look at it, then fix or drop the row.
 *
 * @type {readonly Change[]}
 */
export const changes = [
	{
		file: 'string-width/index.js',
		change: async text => applyPatch(text, await readPatch('string-width.patch')),
	},
	{
		file: '@alcalzone/ansi-tokenize/build/styledChars.js',
		change: async text => applyPatch(text, await readPatch('ansi-tokenize.patch')),
	},
	{
		// Only encryption uses it, and loading it adds 3 ms to every save.
		file: 'conf/dist/source/index.js',
		change: text => replace(text, "import crypto from 'node:crypto';", ''),
	},
	{
		// CommonJS cannot await Ink's devtools, which no user of the program has.
		file: 'ink/build/reconciler.js',
		change: text =>
			replace(text, /\bawait (?:import\('\.\/devtools\.js'\)|loadPackageJson\(\))/g, '({})'),
	},
	{
		// print/errors.ts prints the error with its stack after the screen is gone.
		file: 'ink/build/components/ErrorBoundary.js',
		change: text =>
			replace(
				text.replace("import ErrorOverview from './ErrorOverview.js';\n", ''),
				'(React.createElement(ErrorOverview, { error: this.state.error }))',
				'null',
			),
	},
	{
		file: 'react-reconciler/cjs/react-reconciler.production.js',
		change: settleHost,
	},
	{
		file: 'yoga-layout/dist/src/index.js',
		change: text => replace(text, 'const Yoga = wrapAssembly(await loadYoga());', loadLayout),
	},
	{
		file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
		change: text => replace(text, layout, '""'),
	},
];

/**
 * Changes packages while they are bundled.
 *
 * @returns {import('rolldown').Plugin}
 */
export const changePackages = () => ({
	name: 'change-packages',
	async load(id) {
		const file = id.replaceAll('\\', '/').split('/node_modules/').at(-1);
		const row = changes.find(each => each.file === file);
		if (row === undefined || !id.includes('node_modules')) {
			return null;
		}

		const text = await readFile(id, 'utf8');
		const code = await row.change(text);
		if (code === false) {
			throw new Error(`${file} is not as expected (see scripts/build/packages.js)`);
		}

		const [, wasm] = layout.exec(text) ?? [];
		if (wasm !== undefined) {
			const source = brotliCompressSync(Buffer.from(wasm, 'base64'));
			this.emitFile({type: 'asset', fileName: 'yoga.wasm.br', source});
		}

		return {code, moduleType: 'js'};
	},
});
