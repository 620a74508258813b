import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {type BrowserCommand, readBrowserVariable} from '../core/link/browser-variable.ts';
import {isPlainLinux, whyNoDesktop, whyNotTried} from '../core/link/desktop.ts';
import {showText} from '../core/text/show.ts';
import {findProgram, safePath} from './find-program.ts';
import type {DesktopWorld} from './machine.ts';

/** The world `openInBrowser` works in. */
export type BrowserWorld = DesktopWorld & {
	/** Starts the given launcher, or else the platform's own: the `open` package unless given. */
	readonly launch?: (url: string, launcher: Launcher | undefined) => Promise<ChildProcess>;
	/** How long a launcher is watched for a failure, in milliseconds: 1,000 unless given. */
	readonly patience?: number;
};

/** A program that opens addresses, with the arguments before the address. */
type Launcher = {readonly name: string; readonly arguments: string[]};

/**
 * `opened` means that a launcher ran and did not report a failure: nobody can see from
 * here whether a window came up. With `isRunning` it had not even ended yet: a browser that it
 * started itself, or one that is about to fail. `reason` is a clause without a full stop.
 */
export type OpenResult =
	| {readonly opened: true; readonly isRunning?: true}
	| {readonly opened: false; readonly reason: string};

/** The commands that `BROWSER` names and whose programs are there. None is looked for in the current folder. */
const findCommands = (url: string, {environment, platform}: DesktopWorld): BrowserCommand[] =>
	readBrowserVariable(environment.BROWSER ?? '', url, platform === 'win32').flatMap(readings =>
		readings
			.flatMap(command => {
				const program = findProgram(command.program, environment, platform);
				return program === undefined ? [] : [{...command, program}];
			})
			.slice(0, 1),
	);

/** Watches a launcher for a moment. What it starts may run on without us. */
const watch = async (name: string, child: ChildProcess, patience: number): Promise<OpenResult> => {
	let timer: NodeJS.Timeout | undefined;
	const result = await new Promise<OpenResult>(resolve => {
		const fail = (how: string): void =>
			resolve({opened: false, reason: `${showText(name)} ${how}`});
		const noticeExit = (code: number | null, signal: string | null): void => {
			if (code === 0) {
				resolve({opened: true});
			} else if (code === 3 && name === 'xdg-open') {
				// Of its exit codes (its manual page) the one with a plain meaning here.
				fail('found no browser (exit code 3)');
			} else {
				fail(
					code === null ? `was ended by ${signal ?? 'a signal'}` : `failed with exit code ${code}`,
				);
			}
		};
		timer = setTimeout(resolve, patience, {opened: true, isRunning: true});
		child.on('exit', noticeExit);
		// Stays on: an error that nobody listens for would end us.
		child.on('error', () => fail('could not be started'));
		if (child.exitCode !== null || child.signalCode !== null) {
			noticeExit(child.exitCode, child.signalCode);
		}
	});
	clearTimeout(timer);
	child.unref();
	return result;
};

/** Starts a launcher and watches it. */
const run = async (
	name: string,
	start: () => Promise<ChildProcess | undefined>,
	{patience = 1000}: BrowserWorld,
): Promise<OpenResult> => {
	try {
		const child = await start();
		return child === undefined
			? {opened: false, reason: `${name} did not answer`}
			: await watch(name, child, patience);
	} catch {
		return {opened: false, reason: `${showText(name)} could not be started`};
	}
};

// Not through `open`: it can only put the address last, and on macOS and Windows it takes
// the names of applications, not programs. Detached, so that a browser started this way
// outlives us, and silent, so that it cannot write into our screen.
const runCommand = (command: BrowserCommand, world: BrowserWorld): Promise<OpenResult> => {
	const {environment, platform} = world;
	// Without BROWSER: when it names xdg-open, xdg-open would start itself for ever.
	const {BROWSER: _, ...rest} = environment;
	const env = {...rest, ...safePath(environment, platform)};
	const start = async () =>
		spawn(command.program, command.arguments, {stdio: 'ignore', detached: true, env});
	return run(path.basename(command.program), start, world);
};

const launchWithPackage = async (
	url: string,
	launcher: Launcher | undefined,
): Promise<ChildProcess> => {
	const {default: open} = await import('open');
	const before = process.env.PATH;
	// `open` looks its launchers up on PATH itself, where an entry for the current folder
	// would let a cloned repository put one of its own.
	Object.assign(process.env, safePath(process.env, process.platform));
	try {
		return await open(url, launcher === undefined ? {} : {app: launcher});
	} finally {
		if (before !== undefined) {
			process.env.PATH = before;
		}
	}
};

/** What opens addresses on Linux, best first: what asks the desktop, then browsers. */
const launchers: readonly (readonly [program: string, ...words: string[]])[] = [
	...([['xdg-open'], ['gio', 'open'], ['kde-open'], ['x-www-browser'], ['firefox']] as const),
	...([['chromium'], ['chromium-browser'], ['google-chrome'], ['microsoft-edge']] as const),
];

// The distribution's xdg-open knows its desktop better than the copy inside `open`.
const findLauncher = ({environment, platform}: DesktopWorld): Launcher | undefined => {
	for (const [program, ...words] of launchers) {
		const name = findProgram(program, environment, platform);
		if (name !== undefined) {
			return {name, arguments: words};
		}
	}
	return undefined;
};

const runLauncher = async (url: string, world: BrowserWorld): Promise<OpenResult> => {
	const {launch = launchWithPackage, patience = 1000} = world;
	const needsLauncher = isPlainLinux(world);
	const launcher = needsLauncher ? findLauncher(world) : undefined;
	if (needsLauncher && launcher === undefined) {
		return {opened: false, reason: 'no program that opens links was found'};
	}
	const name = path.basename(
		launcher?.name ?? (world.platform === 'darwin' ? 'open' : 'PowerShell'),
	);
	// Through PowerShell `open` waits until it ends, which takes seconds on a busy machine;
	// leaving earlier would end it before it has opened anything.
	const most = patience * (name === 'PowerShell' ? 15 : 5);
	const answered = new AbortController();
	const start = () =>
		Promise.race([launch(url, launcher), wait(most, undefined, {signal: answered.signal})]);
	return run(name, start, world).finally(() => answered.abort());
};

/**
 * Tries to open an address in the user's browser, and tells honestly whether a launcher ran.
 * The programs of `BROWSER` come first, in order; then, where there is a desktop, its own
 * launcher. Each is watched for a moment, since a launcher that starts has opened nothing
 * yet; one that is still running by then is left alone.
 *
 * @param url Only `https:` is ever opened.
 * @throws TypeError for any other address, and for one with a user name or password in it.
 */
export const openInBrowser = async (url: string, world: BrowserWorld): Promise<OpenResult> => {
	const {protocol, username, password, href} = new URL(url);
	if (protocol !== 'https:' || username !== '' || password !== '') {
		throw new TypeError('Only https addresses without credentials are opened');
	}
	const why = whyNotTried(world);
	if (why !== undefined) {
		return {opened: false, reason: `${why}, so no browser was tried`};
	}
	let result: OpenResult = {
		opened: false,
		reason: 'BROWSER names no program that could be found',
	};
	for (const command of findCommands(href, world)) {
		result = await runCommand(command, world);
		if (result.opened) {
			return result;
		}
	}
	return whyNoDesktop(world) === undefined ? runLauncher(href, world) : result;
};
