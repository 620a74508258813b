import {readFile} from 'node:fs/promises';
import {applyPatch} from 'diff';

/**
 * Starts the WebAssembly at once, where `loadYoga` alone would be asynchronous. It hands over what is no `data:` URL, such
 * as the text of bytes that bundle.js makes of it.
 */
const loadLayout = `
	let code;
	const library = {
		locateFile(text) {
			code = Buffer.from(text, 'latin1');
		},
		instantiateWasm(imports, done) {
			const instance = new WebAssembly.Instance(new WebAssembly.Module(code), imports);
			done(instance);
			return instance.exports;
		},
	};
	loadYoga(library);
	const Yoga = wrapAssembly(library);`;

/** Matches texts without control characters but styles, which stand before a character and not before a mark. */
const plainText =
	/^[^\0-\x1F\x7F-\x9F]*(?:\x1B\[\d\d?m(?![^ -~\u2190-\u2BFF\x1B])[^\0-\x1F\x7F-\x9F]*)*$/;

/** Ink's reconciler (ink/build/reconciler.js) never uses these: 3 kB of the package. */
const unusedFeatures = ['Persistence', 'Hydration', 'Resources', 'Singletons', 'TestSelectors'];

/** @param {string} name @returns {(readonly [find: string | RegExp, put: string])[]} */
const removeFeature = name => [
	[`supports${name} = $$$config.supports${name},`, ''],
	[new RegExp(`\\bsupports${name}\\b`, 'g'), 'false'],
];

/**
 * The changes to packages, by their paths in node_modules: where CommonJS cannot run their code, or where they slow down
 * every start or key. The build stops when a file is no longer as expected: look at it, then fix or drop the row.
 *
 * @type {Readonly<Record<string, readonly (readonly [find: string | RegExp, put: string])[]>>}
 */
const changes = {
	// Only encryption uses it, and loading it adds 3 ms to every save.
	'conf/dist/source/index.js': [["import crypto from 'node:crypto';", '']],
	// It uses one sign of figures, of which all would come along.
	'ink-select-input/build/Indicator.js': [
		["import figures from 'figures';", "const figures = {pointer: '❯'};"],
	],
	// Every character would be copied, and its styles.
	'@alcalzone/ansi-tokenize/build/styledChars.js': [
		[/\{\s+\.\.\.token,\s+styles: \[\.\.\.codes\],\s+\}/, 'Object.assign(token, {styles: codes})'],
	],
	// Every frame would measure and take apart all of its lines again, and make each of its empty cells.
	'ink/build/output.js': [
		[
			'caches = new OutputCaches();',
			'static frames = 0; static shared; caches = Output.frames++ % 64 ? Output.shared : (Output.shared = new OutputCaches());',
		],
		[/row\.push\((\{.*?\})\)/s, 'row.push(Output.space ??= $1)'],
	],
	// It would look seven times for control characters.
	'ink/build/squash-text-nodes.js': [
		['text = sanitizeAnsi(', `if (${plainText}.test(text)) return text; text = sanitizeAnsi(`],
	],
	// CommonJS cannot await Ink's devtools, which no user of the program has.
	'ink/build/reconciler.js': [
		[/\bawait (?:import\('\.\/devtools\.js'\)|loadPackageJson\(\))/g, '({})'],
	],
	// print/errors.ts prints the error with its stack after the screen is gone.
	'ink/build/components/ErrorOverview.js': [[/.*stack-utils.*/s, 'export default () => null;']],
	'react-reconciler/cjs/react-reconciler.production.js': unusedFeatures.flatMap(removeFeature),
	'yoga-layout/dist/src/index.js': [['const Yoga = wrapAssembly(await loadYoga());', loadLayout]],
};

const patch = new URL('string-width.patch', import.meta.url);

/** Changes packages while they are bundled. @returns {import('rolldown').Plugin} */
export const changePackages = () => ({
	name: 'change-packages',
	async transform(text, id) {
		const file = id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
		/** @type {string | false} */
		let code =
			file === 'string-width/index.js' ? applyPatch(text, await readFile(patch, 'utf8')) : text;
		for (const [find, put] of changes[file] ?? []) {
			const changed = code === false ? code : code.replace(find, put);
			code = changed !== code && changed;
		}
		if (code === false) {
			throw new Error(`${file} is not as expected (see scripts/build/packages.js)`);
		}

		return code === text ? null : code;
	},
});
