import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type Environment, makeTemporaryFolder} from './clean-environment.ts';
import {type Result, type RunOptions, runCli} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';

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
		XDG_CACHE_HOME: join(home, 'cache'),
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
	return {
		home,
		folder,
		file: join(folder, 'config.json'),
		browser,
		env,
		run: (args: readonly string[], options: RunOptions = {}): Promise<Result> =>
			runCli(args, {cwd: home, ...options, env: {...env, ...options.env}}),
		/** Saves profiles as if by hand, whatever is in them. */
		plant: async (profiles: readonly unknown[]): Promise<void> => {
			await mkdir(folder, {recursive: true});
			await writeFile(join(folder, 'config.json'), JSON.stringify({version: 1, profiles}));
		},
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
