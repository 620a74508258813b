import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {TestContext} from 'vitest';
import {type Environment, makeTemporaryFolder} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {findProgram} from './program.ts';
import {type Result, type RunOptions, runCli, runProgram} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {openTerminal, type Terminal} from './terminal.ts';

/** A program that was started by the one under test. */
export type Child = Readonly<{file: string; args: readonly string[]; shell: unknown}>;

type Entry = (Child & Readonly<{kind: 'child'}>) | Readonly<{kind: 'network'; what: string}>;

const watch = fileURLToPath(new URL('fixtures/watch.cjs', import.meta.url));

/** All files below a folder, with what is in them. */
const readAll = (folder: string): readonly (readonly [string, string])[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.map(name => join(folder, name))
		.filter(file => statSync(file, {throwIfNoEntry: false})?.isFile())
		.map(file => [file, readFileSync(file, 'latin1')] as const);

/**
 * A home of its own for the built program, in which everything is written down that it starts, and every
 * attempt to reach a network. A browser, `firefox`, that only remembers is the first thing on the path.
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
		/** Saves profiles as if by hand, whatever is in them. */
		plant: async (profiles: readonly unknown[]): Promise<void> => {
			await mkdir(folder, {recursive: true});
			await writeFile(file, JSON.stringify({version: 1, profiles}));
		},
		/** The names of the saved profiles. */
		saved: (): string[] =>
			JSON.parse(readFileSync(file, 'utf8')).profiles.map(
				(each: {profile: string}) => each.profile,
			),
		/** The programs that were started. */
		children: (): readonly Child[] => entries().filter(entry => entry.kind === 'child'),
		/** What was tried of the network. */
		network: (): readonly string[] =>
			entries().flatMap(entry => (entry.kind === 'network' ? [entry.what] : [])),
		/** Every file below the home, with what is in it. */
		readHome: () => readAll(home),
	};
};

/** A world in which the program is watched. */
export type WatchedWorld = Awaited<ReturnType<typeof makeWatchedWorld>>;

/** Does a few things at a time, so that a slow machine is not asked for all of them at once. */
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

/** A user's shell in a watched world, in which `pat-wizard` and `npx pat-wizard` are the built program. */
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
	const {home, env, browser} = await makeWatchedWorld();
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
