import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';

/**
 * The day on which a version was released: `## [1.2.3] - 2026-11-20` in the changelog. Empty when it
 * is not released yet.
 *
 * @param {string} changelog
 * @param {string} version
 */
const findDate = (changelog, version) =>
	changelog
		.split('\n')
		.find(line => line.startsWith(`## [${version}] - `))
		?.split(' - ')[1]
		?.trim() ?? '';

/**
 * The manual page, from the tables of source/commands.
 *
 * @param {string} root
 * @returns {Promise<string>}
 */
export const describeManual = async root => {
	const {outputFiles} = await build({
		absWorkingDir: root,
		entryPoints: ['source/command-line/manual.ts'],
		bundle: true,
		format: 'esm',
		platform: 'node',
		write: false,
		logLevel: 'silent',
	});
	const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
	const {writeManual} = await import(`data:text/javascript;base64,${code}`);
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const changelog = await readFile(path.join(root, 'changelog.md'), 'utf8').catch(() => '');
	return writeManual({version, date: findDate(changelog, version)});
};
