import {fileURLToPath} from 'node:url';

const quote = JSON.stringify;
const lazySegmenter = fileURLToPath(new URL('lazy-segmenter.js', import.meta.url));

/**
 * One cost that a bundled package brings along and that the program does not need.
 *
 * @typedef {object} Removal
 * @property {string} what The cost, in the words of the message when the step no longer fits.
 * @property {string} file The file it stands in, as a path below node_modules.
 * @property {string} [imports] A statement put in front of the file.
 * @property {{find: RegExp, put: string}[]} changes Every `find` has to match exactly once.
 */

const importSegmenter = `import {createSegmenter} from ${quote(lazySegmenter)};\n`;

/**
 * The first `Intl.Segmenter` of a process costs 9 ms on Node 20 and 21 ms on Node 24.
 *
 * @param {string} file
 * @returns {Removal}
 */
const makeSegmenterLazy = file => ({
	what: 'Intl.Segmenter made while loading',
	file,
	imports: importSegmenter,
	changes: [{find: /\bnew Intl\.Segmenter\(/, put: 'createSegmenter('}],
});

/**
 * Every removal, measured on Node 20 under a pseudo-terminal. A new version of a package in which
 * one of them no longer matches stops the build: look at the package, then mend or drop the row.
 *
 * @type {readonly Removal[]}
 */
export const removals = [
	{
		what: 'devtools, which esbuild cannot resolve and no user has',
		file: 'ink/build/reconciler.js',
		changes: [{find: /await import\('\.\/devtools\.js'\);/, put: ''}],
	},
	{
		what: "fetch of yoga's own data: URL, which loads all of undici (20 ms), and a copy by character",
		file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
		imports: 'const fetch = undefined;\n',
		changes: [
			{find: /"function"!=typeof fetch\?Promise\.resolve\(\)/, put: '$&'},
			{
				find: /var b=xa\(a\.slice\((\d+)\)\),c=new Uint8Array\(b\.length\);for\(a=0;a<b\.length;\+\+a\)c\[a\]=b\.charCodeAt\(a\);var d=c\}/,
				put: 'var d=Buffer.from(a.slice($1),"base64")}',
			},
		],
	},
	{
		what: 'building \\p{RGI_Emoji} (14 ms) and Intl.Segmenter while loading',
		file: 'string-width/index.js',
		imports: `import {createLazyPattern, createSegmenter, isOneColumnEach} from ${quote(lazySegmenter)};\n`,
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
	makeSegmenterLazy('@alcalzone/ansi-tokenize/build/tokenize.js'),
	{
		what: 'ajv and its formats, used for a schema alone (12 ms, 150 kB)',
		file: 'conf/dist/source/index.js',
		changes: [
			{find: /import \{ Ajv2020 as Ajv \} from 'ajv\/dist\/2020\.js';\n/, put: ''},
			{find: /import ajvFormatsModule from 'ajv-formats';\n/, put: ''},
			{
				find: /const ajvFormats = ajvFormatsModule\.default;[\s\S]*?this\.#validator = ajv\.compile\(schema\);/,
				put: "throw new Error('This program is built without support for a schema in conf');",
			},
		],
	},
];

/** Costs that no file may bring in unless a removal covers the file: new ones are noticed. */
export const knownCosts = [
	{what: 'Intl.Segmenter', pattern: /\bnew Intl\.Segmenter\b/},
	{what: '\\p{RGI_Emoji}', pattern: /\/[^/\n]*\\p\{RGI_Emoji\}[^/\n]*\/[a-z]*v/},
];
