import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {convertToCommonJs} from './commonjs.js';
import {describeLicenses} from './licenses.js';
import {yogaCode} from './removals.js';
import {trimStartUp} from './trim-start-up.js';

const dataNotice = `Facts about GitHub (permissions, scopes, endpoints)

Taken from GitHub Docs, https://docs.github.com, Copyright GitHub, Inc., and changed in form. Licensed
under the Creative Commons Attribution 4.0 International license,
https://creativecommons.org/licenses/by/4.0/
`;

/**
 * What `bundle` makes: the files of the program with their modes, and esbuild's account of them.
 *
 * @typedef {object} Bundle
 * @property {import('./write-files.js').OutputFile[]} files Paths relative to the output folder;
 *   the entry comes last, so that all it needs is there before it.
 * @property {import('esbuild').Metafile} metafile Paths relative to the root.
 */

/**
 * `open` looks for its launcher script beside its own code, so the script goes beside the chunk
 * that the code ended up in.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} root
 * @returns {Promise<import('./write-files.js').OutputFile[]>}
 */
const findLauncher = async (metafile, root) => {
	/** @type {import('./write-files.js').OutputFile[]} */
	const found = [];
	for (const [output, {inputs}] of Object.entries(metafile.outputs)) {
		const code = Object.keys(inputs).find(input => /node_modules\/open\/index\.js$/.test(input));
		if (code !== undefined) {
			const script = path.join(root, path.dirname(code), 'xdg-open');
			const target = path.join(root, path.dirname(output), 'xdg-open');
			found.push({path: target, contents: await readFile(script), mode: 0o755});
		}
	}

	return found;
};

/**
 * The layout library, as the file that its code reads (see removals.js): as text in the code it would be
 * read, kept in the code cache and decoded at every start.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} root
 * @returns {Promise<import('./write-files.js').OutputFile[]>}
 */
const findWebAssembly = async ({inputs}, root) => {
	const code = Object.keys(inputs).find(input => input.endsWith(`node_modules/${yogaCode.file}`));
	if (code === undefined) {
		return [];
	}

	const [, text = ''] = yogaCode.pattern.exec(await readFile(path.join(root, code), 'utf8')) ?? [];
	return [{path: 'yoga.wasm', contents: Buffer.from(text, 'base64')}];
};

/** What every run but that of `--version` needs, relative to the root. */
const neededFirst = 'source/command-line/run.ts';

/**
 * Tells which outputs stand together in one file: a file more costs 0.3 ms. These are an entry with all
 * that it imports at once, and the same for what is needed first. Others stay apart, so that
 * nothing is loaded before it is needed.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {readonly string[]} entryPoints
 * @returns {Map<string, string>} For each output, the one whose name its file has.
 */
const groupOutputs = ({outputs}, entryPoints) => {
	/** @type {Map<string, string>} */
	const groups = new Map();
	const collect = (/** @type {string} */ output, /** @type {string} */ group) => {
		if (!groups.has(output)) {
			groups.set(output, group);
			for (const {path: imported, kind} of outputs[output]?.imports ?? []) {
				if (imported in outputs && kind === 'import-statement') {
					collect(imported, group);
				}
			}
		}
	};
	for (const wanted of entryPoints) {
		const [root] = Object.entries(outputs).find(([, {entryPoint}]) => entryPoint === wanted) ?? [];
		if (root !== undefined) {
			collect(root, root);
		}
	}

	for (const output of Object.keys(outputs).filter(name => !groups.has(name))) {
		groups.set(output, output);
	}

	return groups;
};

/**
 * Writes modules as what source/start/start.ts reads: an expression with a function for each. The
 * parentheses make V8 compile a function at once instead of looking it over first.
 *
 * @param {readonly (readonly [name: string, code: string])[]} modules
 */
const writeModules = modules => {
	const functions = modules.map(
		([name, code]) =>
			`${JSON.stringify(name)}:((exports,require,module,__filename,__dirname)=>{${code.trimEnd()}\n})`,
	);
	return `({${functions.join(',\n')}})\n`;
};

const clock = fileURLToPath(new URL('clock.js', import.meta.url));

const starter = fileURLToPath(new URL('../../source/start/start.ts', import.meta.url));

/**
 * Builds what starts the program.
 *
 * @param {object} facts What it has to know of the build.
 */
const buildStarter = async facts => {
	const {outputFiles} = await build({
		entryPoints: [starter],
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		minify: true,
		define: {build: JSON.stringify(facts)},
		write: false,
		logLevel: 'silent',
	});
	return `#!/usr/bin/env node\n${outputFiles[0]?.text}`;
};

/**
 * Bundles the program without writing it: what starts it, its first file, and one file for each part
 * that is loaded when it is needed. The same sources always give the same bytes.
 *
 * @param {{root: string, entry: string, outputFolder: string}} options `root` holds package.json
 *   and node_modules; the others are relative to it.
 * @returns {Promise<Bundle>}
 * @throws {Error} when the sources do not compile, a removal no longer fits, or a bundled package
 *   has no license text.
 */
export const bundle = async ({root, entry, outputFolder}) => {
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const {outputFiles, metafile} = await build({
		absWorkingDir: root,
		entryPoints: {main: entry},
		outdir: outputFolder,
		entryNames: '[name]-[hash]',
		chunkNames: '[name]-[hash]',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		// The modules for browsers are the same code, and what is not used of them is left out.
		alias: {yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js')},
		// Node 20 knows the v flag; esbuild would build such patterns anew at every use.
		supported: {'regexp-set-notation': true},
		minifySyntax: true,
		jsx: 'automatic',
		legalComments: 'none',
		define: {
			'process.env.NODE_ENV': '"production"',
			'process.env.PAT_WIZARD_VERSION': JSON.stringify(version),
		},
		inject: [clock],
		plugins: [trimStartUp()],
		metafile: true,
		write: false,
		logLevel: 'silent',
	});

	const folder = path.join(root, outputFolder);
	const nameOf = (/** @type {string} */ output) => path.relative(folder, path.join(root, output));
	const groups = groupOutputs(metafile, [entry, neededFirst]);
	/** @type {Map<string, (readonly [string, string])[]>} */
	const modules = new Map();
	for (const {path: file, text} of outputFiles) {
		const output = path.relative(root, file).split(path.sep).join('/');
		const group = nameOf(groups.get(output) ?? output);
		const converted = await convertToCommonJs(text);
		modules.set(group, [...(modules.get(group) ?? []), [nameOf(output), converted]]);
	}

	const code = [...modules].map(([name, parts]) => ({path: name, contents: writeModules(parts)}));
	const hash = createHash('sha256');
	for (const {contents} of code) {
		hash.update(contents);
	}

	const [main] = groups.keys();
	const start = await buildStarter({
		main: nameOf(main ?? ''),
		files: Object.fromEntries(
			[...groups]
				.filter(([output, group]) => output !== group)
				.map(([output, group]) => [nameOf(output), nameOf(group)]),
		),
		id: `${version}-${hash.digest('hex').slice(0, 12)}`,
	});
	const launcher = (await findLauncher(metafile, root)).map(file => ({
		...file,
		path: path.relative(folder, file.path),
	}));
	const licenses = await describeLicenses(metafile, root, [dataNotice]);

	return {
		metafile,
		files: [
			...launcher,
			...(await findWebAssembly(metafile, root)),
			{path: 'licenses.txt', contents: licenses},
			{path: 'package.json', contents: '{"type": "commonjs"}\n'},
			...code,
			{path: 'cli.js', contents: start, mode: 0o755},
		],
	};
};
