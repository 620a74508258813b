import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import type {TestContext} from 'vitest';
import {makeTemporaryFolder} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {findProgram} from './program.ts';
import {type Result, runProgram} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {openTerminal, type Terminal} from './terminal.ts';

/** A user's shell in which `pat-wizard` and `npx pat-wizard` are the built program. */
export type ShellWorld = Readonly<{
	/** The current folder: a repository with the remote `octo-org/app`. */
	folder: string;
	/** Runs a line as a script would. */
	run: (line: string) => Promise<Result>;
	/** Runs a line in a terminal. */
	open: (line: string) => Promise<Terminal>;
	/** The links that the browser was given so far. */
	opened: () => readonly string[];
}>;

/**
 * Makes such a world, with a browser that only remembers. Everything in it is thrown away with the
 * test. Not on Windows.
 */
export const makeShellWorld = async (context: TestContext): Promise<ShellWorld> => {
	const git = needsProgram(context, 'git');
	const home = await makeTemporaryFolder();
	const folder = join(home, 'app');
	const programs = join(home, 'bin');
	await mkdir(folder);
	await mkdir(programs);
	const start = `exec '${process.execPath}' '${findProgram()}' "$@"`;
	for (const [name, lines] of [
		['pat-wizard', start],
		['npx', `test "$1" = pat-wizard || exit 9\nshift\n${start}`],
	] as const) {
		const script = join(programs, name);
		await writeFile(script, `#!/bin/sh\n${lines}\n`);
		await chmod(script, 0o755);
	}
	const browser = await makeStandIn(home, 'browser');
	const env = {
		HOME: home,
		XDG_CONFIG_HOME: join(home, '.config'),
		XDG_CACHE_HOME: join(home, '.cache'),
		PAT_WIZARD_CONFIG_DIR: join(home, 'config'),
		PATH: [programs, process.env.PATH].join(delimiter),
		BROWSER: browser.path,
		GIT_CONFIG_GLOBAL: join(home, 'no-such-file'),
		GIT_CONFIG_NOSYSTEM: '1',
	};
	const options = {cwd: folder, env};
	await runProgram(git, ['init', '--quiet'], options);
	await runProgram(
		git,
		['remote', 'add', 'origin', 'https://github.com/octo-org/app.git'],
		options,
	);
	return {
		folder,
		run: line => runProgram('/bin/sh', ['-c', line], options),
		open: line => openTerminal('/bin/sh', ['-c', line], options),
		opened: () => browser.calls().flat(),
	};
};

const savedProfiles = {
	version: 1,
	profiles: [
		{
			profile: 'release-bot',
			type: 'fine-grained',
			host: 'github.com',
			name: 'Release bot',
			owner: 'octo-org',
			repositoryAccess: 'selected',
			repositories: ['octo-org/app'],
			permissions: {contents: 'write', issues: 'read'},
			expiration: 30,
		},
		{profile: 'my laptop', type: 'fine-grained', permissions: {gists: 'write'}, expiration: 60},
		{profile: 'old', type: 'classic', scopes: ['repo']},
	],
};

/** The link of the profile `release-bot`. */
export const releaseBotLink =
	'https://github.com/settings/personal-access-tokens/new?name=Release+bot&target_name=octo-org&expires_in=30&contents=write&issues=read';

/** Saves the profiles `release-bot`, `my laptop` and `old`. */
export const saveProfiles = async ({folder, run}: ShellWorld): Promise<void> => {
	await writeFile(join(folder, 'saved.json'), JSON.stringify(savedProfiles));
	const {code, stderr} = await run('pat-wizard import saved.json && rm saved.json');
	if (code !== 0) {
		throw new Error(stderr);
	}
};

/** The error of a token that may not do something, with the headers, as `curl --include` writes it. */
export const refusal = `HTTP/2 403
content-type: application/json; charset=utf-8
x-accepted-github-permissions: issues=write

{"message": "Resource not accessible by personal access token", "status": "403"}
`;
