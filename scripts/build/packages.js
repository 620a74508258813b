import {readFile} from 'node:fs/promises';
import {applyPatch} from 'diff';

const layout = /"data:application\/octet-stream;base64,([\w+/=]+)"/;

/** Loads yoga.wasm from beside the code; `loadYoga` alone would wait, and decode it from base64 first. */
const loadLayout = `
	const library = {
		instantiateWasm(imports, done) {
			const code = require('node:fs').readFileSync(__dirname + '/yoga.wasm');
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
 * @property {(text: string) => string | false | Promise<string | false>} change `false` when the file is
 *   not what was expected.
 * @property {(text: string) => {name: string, contents: Uint8Array} | undefined} [takeOut] What becomes a
 *   file of its own, beside the code.
 */

/** @param {string} text @param {string | RegExp} find @param {string} put */
const replace = (text, find, put) => {
	const result = text.replace(find, () => put);
	return result === text ? false : result;
};

/**
 * What is changed in packages: what CommonJS cannot do, and what slows every start. A package that is no
 * longer as it was stops the build: look at it, then fix or drop the row.
 *
 * @type {readonly Change[]}
 */
export const changes = [
	{
		// Could be sent to its author as it is, and so could lazy-segmenter.js.
		file: 'string-width/index.js',
		change: async text =>
			applyPatch(text, await readFile(new URL('string-width.patch', import.meta.url), 'utf8')),
	},
	{
		// Ink's devtools, for which CommonJS cannot wait. Nobody who installs the program has them.
		file: 'ink/build/reconciler.js',
		change: text =>
			replace(text, /\bawait (?:import\('\.\/devtools\.js'\)|loadPackageJson\(\))/g, '({})'),
	},
	{
		file: 'yoga-layout/dist/src/index.js',
		change: text => replace(text, 'const Yoga = wrapAssembly(await loadYoga());', loadLayout),
	},
	{
		file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
		change: text => replace(text, layout, '""'),
		takeOut: text => ({
			name: 'yoga.wasm',
			contents: Buffer.from(layout.exec(text)?.[1] ?? '', 'base64'),
		}),
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
			throw new Error(`${file} is not what was expected (see scripts/build/packages.js)`);
		}

		const beside = row.takeOut?.(text);
		if (beside !== undefined) {
			this.emitFile({type: 'asset', fileName: beside.name, source: beside.contents});
		}

		return {code, moduleType: 'js'};
	},
});
