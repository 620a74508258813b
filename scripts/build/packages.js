import {readFile} from 'node:fs/promises';
import {brotliCompressSync} from 'node:zlib';
import {applyPatch} from 'diff';

/**
 * Changes the text of a file. Returns `false` when the file is not as expected.
 *
 * @typedef {(text: string) => string | false | Promise<string | false>} Change
 */

/** @returns {Change} @param {string | RegExp} find @param {string} put */
const replace = (find, put) => text => {
	const result = text.replace(find, () => put);
	return result !== text && result;
};

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
 * Sets the features that Ink's reconciler never uses to `false` (ink/build/reconciler.js), so that the bundle leaves out
 * their code, 3 kB of the package.
 *
 * @type {Change}
 */
const settleHost = text => {
	const flags =
		/(supports(?:Persistence|Hydration|Resources|Singletons|TestSelectors)) = \$\$\$config\.\1,/g;
	const names = Array.from(text.matchAll(flags), ([, name]) => name);
	const uses = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');
	return names.length === 5 && text.replaceAll(flags, '').replaceAll(uses, 'false');
};

/**
 * The changes to packages, by their paths in node_modules: where CommonJS cannot run their code, or where they slow down
 * every start. The build stops when a file is no longer as expected: look at it, then fix or drop the row.
 *
 * @type {Readonly<Record<string, Change>>}
 */
export const changes = {
	'string-width/index.js': async text =>
		applyPatch(text, await readFile(new URL('string-width.patch', import.meta.url), 'utf8')),
	// Only encryption uses it, and loading it adds 3 ms to every save.
	'conf/dist/source/index.js': replace("import crypto from 'node:crypto';", ''),
	// It uses one sign of figures, of which all would come along.
	'ink-select-input/build/Indicator.js': replace(
		"import figures from 'figures';",
		"const figures = {pointer: '❯'};",
	),
	// Every character would get its own copy of its styles.
	'@alcalzone/ansi-tokenize/build/styledChars.js': replace('styles: [...codes]', 'styles: codes'),
	// Every frame would measure and take apart all of its lines again.
	'ink/build/output.js': replace(
		'caches = new OutputCaches();',
		'static frames = 0; static shared; caches = Output.frames++ % 64 ? Output.shared : (Output.shared = new OutputCaches());',
	),
	// CommonJS cannot await Ink's devtools, which no user of the program has.
	'ink/build/reconciler.js': replace(
		/\bawait (?:import\('\.\/devtools\.js'\)|loadPackageJson\(\))/g,
		'({})',
	),
	// print/errors.ts prints the error with its stack after the screen is gone.
	'ink/build/components/ErrorOverview.js': replace(
		/.*stack-utils.*/s,
		'export default () => null;',
	),
	'react-reconciler/cjs/react-reconciler.production.js': settleHost,
	'yoga-layout/dist/src/index.js': replace(
		'const Yoga = wrapAssembly(await loadYoga());',
		loadLayout,
	),
	'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js': replace(layout, '""'),
};

/**
 * Changes packages while they are bundled, and takes yoga.wasm out of its text.
 *
 * @returns {import('rolldown').Plugin}
 */
export const changePackages = () => ({
	name: 'change-packages',
	async transform(text, id) {
		const file = id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
		const code = await changes[file]?.(text);
		if (code === false) {
			throw new Error(`${file} is not as expected (see scripts/build/packages.js)`);
		}

		const [, wasm] = code === undefined ? [] : (layout.exec(text) ?? []);
		if (wasm !== undefined) {
			const source = brotliCompressSync(Buffer.from(wasm, 'base64'));
			this.emitFile({type: 'asset', fileName: 'yoga.wasm.br', source});
		}

		return code ?? null;
	},
});
