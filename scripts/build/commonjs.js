import {transform} from 'esbuild';

const urlOfFile = 'require("node:url").pathToFileURL(__filename).href';

/**
 * esbuild's helpers between ES modules and CommonJS copy every property of what is imported, for each
 * importing file anew: 2 ms in all. These look through to the module instead. As there, `default` is the
 * module itself unless it was an ES module.
 */
const lighterHelpers = [
	{
		find: /var (__toESM\d*) = \(mod, isNodeMode, target\) => [\s\S]*?\n\)\);\n/g,
		put: `var $1 = (mod, isNodeMode) => mod?.__esModule && !isNodeMode
			? mod
			: Object.create(Object(mod), {default: {value: mod, enumerable: true}});\n`,
	},
	{
		find: /var (__toCommonJS\d*) = \(mod\) => __copyProps\d*\(.*;\n/g,
		put: 'var $1 = (mod) => Object.defineProperty(mod, "__esModule", {value: true});\n',
	},
];

/**
 * @param {string} code
 * @throws {Error} when a helper is not written as it was.
 */
const lightenHelpers = code => {
	const text = lighterHelpers.reduce((before, {find, put}) => before.replace(find, put), code);
	if (/\b__copyProps\d*\((?!to, from)/.test(text)) {
		throw new Error('esbuild writes its helpers in another way (see scripts/build/commonjs.js)');
	}

	return text;
};

/** @param {string} code */
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
 * Turns one output of an ES module build into CommonJS, in ASCII. esbuild splits ES modules only, but
 * Node starts a CommonJS program about 5 ms sooner, and its code can be cached on every version of Node.
 *
 * @param {string} code Not minified: its helpers are recognized by their names.
 * @returns {Promise<string>}
 * @throws {Error} when the code waits at its top level, which CommonJS cannot.
 */
export const convertToCommonJs = async code => {
	const usesUrl = code.includes('import.meta.url');
	/** @type {import('esbuild').TransformOptions} */
	const common = {
		platform: 'node',
		target: 'node20',
		legalComments: 'none',
		supported: {'dynamic-import': false, 'regexp-set-notation': true},
		logLevel: 'silent',
	};
	const {code: converted, warnings} = await transform(lightenHelpers(code), {
		...common,
		format: 'cjs',
		...(usesUrl && {
			define: {'import.meta.url': 'urlOfThisFile'},
			banner: `const urlOfThisFile=${urlOfFile};`,
		}),
	});
	const [warning] = warnings;
	if (warning !== undefined) {
		throw new Error(warning.text);
	}

	const {code: small} = await transform(lightenHelpers(converted), {
		...common,
		format: 'cjs',
		minify: true,
		treeShaking: true,
	});
	return escapeBeyondAscii(small);
};
