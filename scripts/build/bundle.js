import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {convertToCommonJs} from './commonjs.js';
import {describeLicenses} from './licenses.js';
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

const withShebang = (/** @type {string} */ code) =>
	code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`;

/**
 * Bundles the program without writing it: a small entry, and one file for each part that is
 * loaded when it is needed. The same sources always give the same bytes.
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
		entryPoints: {cli: entry},
		outdir: outputFolder,
		chunkNames: '[name]-[hash]',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		// Node 20 knows the v flag; esbuild would build such patterns anew at every use.
		supported: {'regexp-set-notation': true},
		minify: true,
		jsx: 'automatic',
		legalComments: 'none',
		define: {
			'process.env.NODE_ENV': '"production"',
			'process.env.PAT_WIZARD_VERSION': JSON.stringify(version),
		},
		plugins: [trimStartUp()],
		metafile: true,
		write: false,
		logLevel: 'silent',
	});

	const folder = path.join(root, outputFolder);
	const [entryOutput] =
		Object.entries(metafile.outputs).find(([, {entryPoint}]) => entryPoint === entry) ?? [];
	const code = await Promise.all(
		outputFiles.map(async ({path: file, text}) => {
			const isEntry = path.relative(root, file) === entryOutput;
			const converted = await convertToCommonJs(text);
			const contents = isEntry ? withShebang(converted) : converted;
			return {path: path.relative(folder, file), contents, isEntry};
		}),
	);
	const launcher = (await findLauncher(metafile, root)).map(file => ({
		...file,
		path: path.relative(folder, file.path),
	}));
	const licenses = await describeLicenses(metafile, root, [dataNotice]);

	return {
		metafile,
		files: [
			...launcher,
			{path: 'licenses.txt', contents: licenses},
			{path: 'package.json', contents: '{"type": "commonjs"}\n'},
			...code
				.toSorted((one, other) => Number(one.isEntry) - Number(other.isEntry))
				.map(({isEntry, ...file}) => ({...file, mode: isEntry ? 0o755 : 0o644})),
		],
	};
};
