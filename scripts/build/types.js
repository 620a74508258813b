import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {rolldown} from 'rolldown';
import {dts} from 'rolldown-plugin-dts';

const run = promisify(execFile);

const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'));

const flags = [
	...['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--noCheck', '--types', ''],
	...['--module', 'nodenext', '--target', 'es2023', '--allowImportingTsExtensions'],
];

/**
 * Bundles the types of the library into one file: TypeScript writes the types of each module, and rolldown bundles
 * those that the library's entry needs.
 *
 * @param {string} root
 * @throws {Error} when the sources do not compile.
 */
export const bundleTypes = async root => {
	const folder = await mkdtemp(path.join(tmpdir(), 'pat-wizard-types-'));
	try {
		const tsc = path.join(path.dirname(compiler), 'bin', 'tsc');
		const entry = ['source', 'core', 'library', 'index'];
		await run(
			process.execPath,
			[tsc, ...flags, '--rootDir', root, '--outDir', folder, `${path.join(root, ...entry)}.ts`],
			{cwd: root},
		);
		const bundle = await rolldown({
			input: `${path.join(folder, ...entry)}.d.ts`,
			logLevel: 'silent',
			plugins: [dts({dtsInput: true, sourcemap: false, tsconfig: false})],
		});
		const {output} = await bundle.generate({format: 'esm'});
		await bundle.close();
		// No type uses the names and groups of permissions, which take 5 kB.
		return output[0].code.replaceAll(/\n\s*readonly (?:group|displayName): '[^']*';/g, '');
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};
