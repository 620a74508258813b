import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {TestContext} from 'vitest';
import {type Environment, makeTemporaryFolder} from './clean-environment.ts';
import {bot} from './example-profiles.ts';
import {needsProgram} from './needs-program.ts';
import {findBuiltProgram} from './program.ts';
import {type Result, type RunOptions, runCli, runProgram} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {openTerminal, type Terminal} from './terminal.ts';

/** A program that was started by the one under test. */
export type Child = Readonly<{file: string; args: readonly string[]; shell: unknown}>;

type Entry = (Child & Readonly<{kind: 'child'}>) | Readonly<{kind: 'network'; what: string}>;

const watch = fileURLToPath(new URL('fixtures/watch.cjs', import.meta.url));

/** All files below a folder, with their contents. */
const readAll = (folder: string): readonly (readonly [string, string])[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.map(name => join(folder, name))
		.filter(file => statSync(file, {throwIfNoEntry: false})?.isFile())
		.map(file => [file, readFileSync(file, 'latin1')] as const);

/**
 * Makes a home for the built program, and records every program that it starts and every attempt to reach a network.
 * `BROWSER` names a stand-in, `firefox`, that records its calls.
 */
export const makeWatchedWorld = async () => {
	const home = await makeTemporaryFolder();
	const logFolder = await makeTemporaryFolder();
	const log = join(logFolder, 'watch.log');
	const tools = join(home, 'tools');
	await mkdir(tools);
	const browser = await makeStandIn(tools, 'firefox');
	const folder = join(home, 'config');
	const env: Environment = {
		HOME: home,
		USERPROFILE: home,
		PAT_WIZARD_CONFIG_DIR: folder,
		BROWSER: browser.path,
		NODE_OPTIONS: `--require=${watch}`,
		WATCH_LOG: log,
	};
	const entries = (): Entry[] =>
		existsSync(log)
			? readFileSync(log, 'utf8')
					.split('\n')
					.slice(0, -1)
					.map(line => JSON.parse(line))
			: [];
	const file = join(folder, 'config.json');
	return {
		home,
		tools,
		folder,
		file,
		browser,
		env,
		run: (args: readonly string[], options: RunOptions = {}): Promise<Result> =>
			runCli(args, {cwd: home, ...options, env: {...env, ...options.env}}),
		/** Writes profiles to the file by hand, also wrong ones. */
		plant: async (profiles: readonly unknown[]): Promise<void> => {
			await mkdir(folder, {recursive: true});
			await writeFile(file, JSON.stringify({version: 1, profiles}));
		},
		/** The names of the saved profiles. */
		saved: (): string[] =>
			JSON.parse(readFileSync(file, 'utf8')).profiles.map(
				(each: {profile: string}) => each.profile,
			),
		/** The programs that the program under test started. */
		children: (): readonly Child[] => entries().filter(entry => entry.kind === 'child'),
		/** The attempts to reach a network. */
		network: (): readonly string[] =>
			entries().flatMap(entry => (entry.kind === 'network' ? [entry.what] : [])),
		/** Every file below the home, with its contents. */
		readHome: () => readAll(home),
	};
};

/** A home in which the program is watched. */
export type WatchedWorld = Awaited<ReturnType<typeof makeWatchedWorld>>;

/** Works on a few items at a time, to spare a slow machine. */
export const inTurns = async <Item>(
	items: readonly Item[],
	work: (item: Item) => Promise<void>,
	atOnce = 4,
): Promise<void> => {
	const queue = items.entries();
	await Promise.all(
		Array.from({length: atOnce}, async () => {
			for (const [, item] of queue) {
				await work(item);
			}
		}),
	);
};

/** A user's shell in a watched home, where `pat-wizard` and `npx pat-wizard` run the built program. */
export type ShellWorld = Readonly<{
	/** The current folder: a repository with the remote `octo-org/app`. */
	folder: string;
	/** Runs a line as a script would. */
	run: (line: string) => Promise<Result>;
	/** Runs a line in a terminal. */
	open: (line: string) => Promise<Terminal>;
	/** The links that the browser got so far. */
	opened: () => readonly string[];
}>;

/**
 * Makes a watched home with a shell and a repository, and removes them after the test. Not on Windows.
 */
export const makeShellWorld = async (context: TestContext): Promise<ShellWorld> => {
	const git = needsProgram(context, 'git');
	const {home, env, browser} = await makeWatchedWorld();
	const folder = join(home, 'app');
	const programs = join(home, 'bin');
	await mkdir(folder);
	await mkdir(programs);
	const start = `exec '${process.execPath}' '${findBuiltProgram()}' "$@"`;
	for (const [name, lines] of [
		['pat-wizard', start],
		['npx', `test "$1" = pat-wizard || exit 9\nshift\n${start}`],
	] as const) {
		const script = join(programs, name);
		await writeFile(script, `#!/bin/sh\n${lines}\n`);
		await chmod(script, 0o755);
	}
	const options = {
		cwd: folder,
		env: {
			...env,
			XDG_CONFIG_HOME: join(home, '.config'),
			PATH: [programs, process.env.PATH].join(delimiter),
			GIT_CONFIG_GLOBAL: join(home, 'no-such-file'),
			GIT_CONFIG_NOSYSTEM: '1',
		},
	};
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
		bot,
		{profile: 'my laptop', type: 'fine-grained', permissions: {gists: 'write'}, expiration: 60},
		{profile: 'old', type: 'classic', scopes: ['repo']},
	],
};

/** Saves the profiles `release-bot`, `my laptop` and `old`. */
export const saveProfiles = async ({folder, run}: ShellWorld): Promise<void> => {
	await writeFile(join(folder, 'saved.json'), JSON.stringify(savedProfiles));
	const {code, stderr} = await run('pat-wizard import saved.json && rm saved.json');
	if (code !== 0) {
		throw new Error(stderr);
	}
};

/** GitHub's error for a token without a permission, with the headers, as `curl --include` prints it. */
export const refusal = `HTTP/2 403
content-type: application/json; charset=utf-8
x-accepted-github-permissions: issues=write

{"message": "Resource not accessible by personal access token", "status": "403"}
`;
