import {execFile} from 'node:child_process';
import {chmod, mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const fixedDate = new URL('fixed-date.js', import.meta.url).href;

/**
 * The folders and variables for one scene: a repository with a remote, a configuration folder, and a search path on
 * which `pat-wizard` and `npx` run the built program. Nothing in it belongs to the user.
 *
 * @typedef {{
 *   folder: string,
 *   environment: Record<string, string>,
 *   run: (args: readonly string[]) => Promise<void>,
 *   strike: () => Promise<void>,
 * }} Stage `strike` removes the folders.
 */

/** @param {string} text */
const quote = text => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * @param {string} file
 * @param {string} line
 */
const writeScript = async (file, line) => {
	await writeFile(file, `#!/bin/sh\n${line}\n`);
	await chmod(file, 0o755);
};

/** @returns {Promise<Stage>} */
export const buildStage = async () => {
	const root = await realpath(await mkdtemp(path.join(tmpdir(), 'pat-wizard-pictures-')));
	const folder = path.join(root, 'app');
	const programs = path.join(root, 'bin');
	const config = path.join(root, 'config');
	await Promise.all([folder, programs, config].map(each => mkdir(each)));
	const start = [process.execPath, '--import', fixedDate, program].map(quote).join(' ');
	await writeScript(path.join(programs, 'pat-wizard'), `exec ${start} "$@"`);
	await writeScript(path.join(programs, 'npx'), `shift\nexec ${start} "$@"`);
	await writeScript(path.join(programs, 'browser'), 'exit 0');

	const environment = {
		PATH: [programs, process.env.PATH ?? ''].join(path.delimiter),
		HOME: root,
		XDG_CACHE_HOME: path.join(root, 'cache'),
		PAT_WIZARD_CONFIG_DIR: config,
		BROWSER: path.join(programs, 'browser'),
		GIT_CONFIG_GLOBAL: path.join(root, 'no-such-file'),
		GIT_CONFIG_NOSYSTEM: '1',
		TERM: 'xterm-256color',
		LANG: 'C.UTF-8',
		TZ: 'UTC',
		PS1: '$ ',
	};
	/**
	 * @param {string} file
	 * @param {readonly string[]} args
	 */
	const run = async (file, args) => {
		await promisify(execFile)(file, [...args], {cwd: folder, env: environment});
	};
	await run('git', ['init', '--quiet']);
	await run('git', ['remote', 'add', 'origin', 'https://github.com/octo-org/app.git']);
	return {
		folder,
		environment,
		run: args => run(path.join(programs, 'pat-wizard'), args),
		// A program whose terminal was closed may still be writing its cache.
		strike: () => rm(root, {recursive: true, force: true, maxRetries: 50, retryDelay: 100}),
	};
};
