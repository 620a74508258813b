import {execFileSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'rolldown';
import {dts} from 'rolldown-plugin-dts';

const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));

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
	const folder = path.join(root, 'node_modules', '.cache', 'pat-wizard-types');
	const entry = path.join('source', 'core', 'library', 'index');
	const args = [...flags, '--rootDir', root, '--outDir', folder, `${entry}.ts`];
	execFileSync(process.execPath, [compiler, ...args], {cwd: root});
	const {output} = await build({
		write: false,
		logLevel: 'silent',
		input: path.join(folder, `${entry}.d.ts`),
		plugins: [dts({dtsInput: true, sourcemap: false, tsconfig: false})],
		output: {format: 'esm'},
	});
	// No type uses the names and groups of permissions, which take 5 kB.
	return output[0].code.replaceAll(/\n\s*readonly (?:group|displayName): '[^']*';/g, '');
};
