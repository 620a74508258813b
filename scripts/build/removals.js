import {fileURLToPath} from 'node:url';

const quote = JSON.stringify;
const onDemand = fileURLToPath(new URL('on-demand.js', import.meta.url));

/**
 * One cost that a bundled package brings along and that the program does not need.
 *
 * @typedef {object} Removal
 * @property {string} what The cost, in the words of the message when the step no longer fits.
 * @property {string} file The file it stands in, as a path below node_modules.
 * @property {string} [imports] A statement put in front of the file.
 * @property {{find: RegExp, put: string, times?: number}[]} changes Every `find` has to match
 *   exactly this often, once unless said otherwise.
 */

/**
 * The statement that imports functions of on-demand.js.
 *
 * @param {...string} names
 */
const importOnDemand = (...names) => `import {${names}} from ${quote(onDemand)};\n`;

/**
 * The first `Intl.Segmenter` of a process costs 9 ms on Node 20 and 21 ms on Node 24.
 *
 * @param {string} file
 * @returns {Removal}
 */
const makeSegmenterLazy = file => ({
	what: 'Intl.Segmenter made while loading',
	file,
	imports: importOnDemand('createSegmenter'),
	changes: [{find: /\bnew Intl\.Segmenter\(/, put: 'createSegmenter('}],
});

/** The layout library as base64, in `file`. */
export const yogaCode = {
	file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
	pattern: /var H;H="data:application\/octet-stream;base64,([\w+/=]+)";/,
};

/**
 * Every removal, measured on Node 20 under a pseudo-terminal. A new version of a package in which
 * one of them no longer matches stops the build: look at the package, then mend or drop the row.
 *
 * @type {readonly Removal[]}
 */
export const removals = [
	{
		what: 'devtools, which no user has, and the waiting for them that CommonJS cannot express',
		file: 'ink/build/reconciler.js',
		changes: [
			{find: /await import\('\.\/devtools\.js'\);/, put: ''},
			{
				find: /if \(process\.env\['DEV'\] === 'true'\) \{\s+try \{\s+const loaded = await loadPackageJson\(\);[\s\S]*?\n\}\n/,
				put: '',
			},
		],
	},
	{
		what: 'wasm loaded by fetch, which loads all of undici (20 ms), and waited for',
		file: 'yoga-layout/dist/src/index.js',
		changes: [
			{
				find: /const Yoga = wrapAssembly\(await loadYoga\(\)\);/,
				put: `const library = {
					instantiateWasm(imports, done) {
						const code = require('node:fs').readFileSync(__dirname + '/yoga.wasm');
						const instance = new WebAssembly.Instance(new WebAssembly.Module(code), imports);
						done(instance);
						return instance.exports;
					},
				};
				loadYoga(library);
				const Yoga = wrapAssembly(library);`,
			},
		],
	},
	{
		what: 'wasm that only fetch can reach, and in base64 (bundle.js puts it beside the code)',
		file: yogaCode.file,
		imports: 'const fetch = undefined;\n',
		changes: [
			{find: /var _scriptDir = import\.meta\.url;/, put: "var _scriptDir = '';"},
			{
				find: yogaCode.pattern,
				put: 'var H="";',
			},
		],
	},
	{
		what: 'building \\p{RGI_Emoji} (14 ms) and Intl.Segmenter while loading',
		file: 'string-width/index.js',
		imports: importOnDemand('createLazyPattern', 'createSegmenter', 'isOneColumnEach'),
		changes: [
			{find: /\bnew Intl\.Segmenter\(/, put: 'createSegmenter('},
			{
				find: /const rgiEmojiRegex = \/\^\\p\{RGI_Emoji\}\$\/v;/,
				put: String.raw`const rgiEmojiRegex = createLazyPattern('^\\p{RGI_Emoji}$$', 'v');`,
			},
			{
				find: /(\n\t)(if \()(\/\^\[\\u0020-\\u007E\]\*\$\/\.test\(string\))(\) \{)/,
				put: '$1$2$3 || (ambiguousIsNarrow && isOneColumnEach(string))$4',
			},
		],
	},
	makeSegmenterLazy('slice-ansi/tokenize-ansi.js'),
	makeSegmenterLazy('wrap-ansi/index.js'),
	makeSegmenterLazy('cli-truncate/index.js'),
	makeSegmenterLazy('ink/build/line-update.js'),
	{
		what: 'Intl.Segmenter made while loading, and a search for wide characters among narrow ones',
		file: '@alcalzone/ansi-tokenize/build/tokenize.js',
		imports: importOnDemand('createSegmenter'),
		changes: [
			{find: /\bnew Intl\.Segmenter\(/, put: 'createSegmenter('},
			{
				find: /const fullWidth = (isFullwidthGrapheme\(segment, codePoint\));/,
				put: 'const fullWidth = (segment.length > 1 || codePoint > 0x7e) && $1;',
			},
		],
	},
	{
		what: 'a search for control characters in text that has none',
		file: 'ink/build/sanitize-ansi.js',
		imports: importOnDemand('isOneColumnEach'),
		changes: [
			{
				find: /const sanitizeAnsi = \(text\) => \{\n/,
				put: 'const sanitizeAnsi = (text) => {\nif (isOneColumnEach(text)) return text;\n',
			},
		],
	},
	{
		what: 'an object for each empty cell, and work for each character that plain text does not need',
		file: 'ink/build/output.js',
		imports: `${importOnDemand('hasOnlySingles', 'isOneColumnEach')}
			const blank = {type: 'char', value: ' ', fullWidth: false, styles: []};\n`,
		changes: [
			{
				find: /row\.push\(\{\s+type: 'char',\s+value: ' ',\s+fullWidth: false,\s+styles: \[\],\s+\}\);/,
				put: 'row.push(blank);',
			},
			{
				find: /cached = (styledCharsFromTokens\(tokenize\(line\)\))(\.filter\(.*\));/,
				put: 'cached = $1; if (!hasOnlySingles(line)) cached = cached$2;',
			},
			{
				find: /const characterLines = \[\[\]\];\n([\s\S]*?)let lines = (characterLines\.map\(.*\));/,
				put: `let lines;
					if (isOneColumnEach(text.replaceAll('\\n', ''))) {
						lines = text.split('\\n');
					} else {
						const characterLines = [[]];
						$1
						lines = $2;
					}`,
			},
			{
				find: /const characterWidth = (Math\.max\(1, this\.caches\.getStringWidth\(character\.value\)\));/,
				put: `const characterWidth =
					character.value.length === 1 && character.value <= '~' ? 1 : $1;`,
			},
		],
	},
	{
		what: 'two new objects for each character',
		file: '@alcalzone/ansi-tokenize/build/styledChars.js',
		changes: [
			{
				find: /ret\.push\(\{\s+\.\.\.token,\s+styles: \[\.\.\.codes\],\s+\}\);/,
				put: 'token.styles = codes; ret.push(token);',
			},
		],
	},
	{
		what: 'stack-utils, which loads the list of all modules of Node, for errors alone',
		file: 'ink/build/components/ErrorOverview.js',
		imports: importOnDemand('loadOnDemand'),
		changes: [
			{find: /import StackUtils from 'stack-utils';\n/, put: ''},
			{
				find: /const stackUtils = (new StackUtils\(\{[\s\S]*?\}\));/,
				put: "const stackUtils = loadOnDemand(() => { const StackUtils = require('stack-utils'); return $1; });",
			},
		],
	},
	{
		what: 'child_process (3 ms), for terminals that do not tell their size',
		file: 'terminal-size/index.js',
		changes: [
			{
				find: /import \{execFileSync\} from 'node:child_process';\n/,
				put: "const execFileSync = (...input) => require('node:child_process').execFileSync(...input);\n",
			},
		],
	},
	{
		what: 'assert (2 ms), for a check of its caller',
		file: 'signal-exit/index.js',
		changes: [
			{find: /var assert = require\('assert'\)\n/, put: ''},
			{
				find: /\bassert\.equal\(typeof cb, 'function', ('[^']+')\)/,
				put: "if (typeof cb !== 'function') throw new TypeError($1)",
			},
		],
	},
	{
		what: 'ajv and its formats, used for a schema alone (12 ms, 150 kB)',
		file: 'conf/dist/source/index.js',
		imports: importOnDemand('loadOnDemand'),
		changes: [
			{find: /import \{ Ajv2020 as Ajv \} from 'ajv\/dist\/2020\.js';\n/, put: ''},
			{find: /import ajvFormatsModule from 'ajv-formats';\n/, put: ''},
			{
				find: /const ajvFormats = ajvFormatsModule\.default;[\s\S]*?this\.#validator = ajv\.compile\(schema\);/,
				put: "throw new Error('This program is built without support for a schema in conf');",
			},
			// Encryption and migrations, used by no one here: 4 ms and 2 ms.
			{
				find: /import crypto from 'node:crypto';/,
				put: "const crypto = loadOnDemand(() => require('node:crypto'));",
			},
			{
				find: /import semver from 'semver';/,
				put: "const semver = loadOnDemand(() => require('semver'));",
			},
			// Without defaults the two are copies of each other.
			{find: /import assert from 'node:assert';\n/, put: ''},
			{
				find: /\bassert\.deepEqual\(fileStore, storeWithDefaults\);/,
				put: "if (options.defaults) require('node:assert').deepEqual(fileStore, storeWithDefaults);",
				times: 2,
			},
		],
	},
];

/** Costs that no file may bring in unless a removal covers the file: new ones are noticed. */
export const knownCosts = [
	{what: 'Intl.Segmenter', pattern: /\bnew Intl\.Segmenter\b/},
	{what: '\\p{RGI_Emoji}', pattern: /\/[^/\n]*\\p\{RGI_Emoji\}[^/\n]*\/[a-z]*v/},
];
