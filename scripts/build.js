/**
 * Builds the program into dist, with its manual page and the JSON Schema of its files: `node scripts/build.js`.
 * Prints nothing when it succeeds.
 */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {bundle, bundleFile, program, writeFiles} from './build/bundle.js';
import {bundleTypes} from './build/types.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Imports a module of the source.
 *
 * @param {string} file Relative to the project.
 * @returns {Promise<any>} Its exports.
 */
const importSource = async file => {
	const code = await bundleFile(path.join(root, file), 'esm');
	return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
};

/** Writes the manual page. Its date is in the line `## [1.2.3] - 2026-11-20` of the changelog once it is released. */
const describeManual = async () => {
	const {writeManual} = await importSource('source/command-line/manual.ts');
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const changelog = await readFile(path.join(root, 'changelog.md'), 'utf8').catch(() => '');
	const start = `## [${version}] - `;
	const title = changelog.split('\n').find(line => line.startsWith(start)) ?? start;
	return writeManual({version, date: title.slice(start.length).trim()});
};

const describeSchema = async () => {
	const {profileSchema} = await importSource('source/core/profile/profile-schema.ts');
	return `${JSON.stringify(profileSchema)}\n`;
};

try {
	const {files} = await bundle(root, program);
	await writeFiles(path.join(root, 'dist'), [
		{path: 'pat-wizard.1', contents: await describeManual()},
		{path: 'pat-wizard.schema.json', contents: await describeSchema()},
		{path: 'index.d.mts', contents: await bundleTypes(root)},
		...files,
	]);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
