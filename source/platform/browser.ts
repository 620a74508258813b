import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {type BrowserCommand, readBrowserVariable} from '../core/machine/browser-variable.ts';
import {isPlainLinux, whyNoDesktop, whyNotTried} from '../core/machine/desktop.ts';
import {showText} from '../core/text/show.ts';
import {findProgram, safePath} from './find-program.ts';
import type {DesktopWorld} from './machine.ts';

/** What `openInBrowser` needs. */
export type BrowserWorld = DesktopWorld & {
	/** Starts the launcher, or else the platform's own. By default, the package `open` does. */
	readonly launch?: (url: string, launcher: Launcher | undefined) => Promise<ChildProcess>;
	/** How long to watch a launcher for a failure, in milliseconds. 1,000 by default. */
	readonly patience?: number;
};

/** A program that opens addresses, with the arguments before the address. */
type Launcher = {readonly name: string; readonly arguments: string[]};

/**
 * `opened` means that a launcher ran and reported no failure. Whether a window appeared is unknown. With `isRunning`, it
 * has not ended yet: it may be the browser itself, or still fail. `reason` is a clause without a full stop.
 */
export type OpenResult =
	| {readonly opened: true; readonly isRunning?: true}
	| {readonly opened: false; readonly reason: string};

/** Finds the commands in `BROWSER` whose programs exist. Does not search the current folder. */
const findCommands = (url: string, {environment, platform}: DesktopWorld): BrowserCommand[] =>
	readBrowserVariable(environment.BROWSER ?? '', url, platform === 'win32').flatMap(readings =>
		readings
			.flatMap(command => {
				const program = findProgram(command.program, environment, platform);
				return program === undefined ? [] : [{...command, program}];
			})
			.slice(0, 1),
	);

/** Watches a launcher for a moment. The programs that it starts may run longer than this one. */
const watch = async (name: string, child: ChildProcess, patience: number): Promise<OpenResult> => {
	let timer: NodeJS.Timeout | undefined;
	const result = await new Promise<OpenResult>(resolve => {
		const fail = (how: string): void =>
			resolve({opened: false, reason: `${showText(name)} ${how}`});
		const noticeExit = (code: number | null, signal: string | null): void => {
			if (code === 0) {
				resolve({opened: true});
			} else if (code === 3 && name === 'xdg-open') {
				// The other exit codes in its manual page say less.
				fail('found no browser (exit code 3)');
			} else {
				fail(
					code === null ? `was ended by ${signal ?? 'a signal'}` : `failed with exit code ${code}`,
				);
			}
		};
		timer = setTimeout(resolve, patience, {opened: true, isRunning: true});
		child.on('exit', noticeExit);
		// This listener stays. An error without a listener would end the program.
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

// The package `open` cannot do this: it only puts the address last, and on macOS and Windows it takes names of
// applications. The command is detached, so that the browser can run longer than this program, and silent, so that it
// cannot write to the screen.
const runCommand = (command: BrowserCommand, world: BrowserWorld): Promise<OpenResult> => {
	const {environment, platform} = world;
	// If BROWSER named xdg-open, xdg-open would start itself forever.
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
	// `open` searches PATH itself. If PATH has the current folder, it could run a program of a cloned repository.
	Object.assign(process.env, safePath(process.env, process.platform));
	try {
		return await open(url, launcher === undefined ? {} : {app: launcher});
	} finally {
		if (before !== undefined) {
			process.env.PATH = before;
		}
	}
};

/** Programs that open addresses on Linux, best first: launchers of desktops, then browsers. */
const launchers: readonly (readonly [program: string, ...words: string[]])[] = [
	...([['xdg-open'], ['gio', 'open'], ['kde-open'], ['x-www-browser'], ['firefox']] as const),
	...([['chromium'], ['chromium-browser'], ['google-chrome'], ['microsoft-edge']] as const),
];

// The xdg-open of the distribution knows its desktop better than the copy in `open`.
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
	// `open` waits until PowerShell ends, which takes seconds on a busy machine. Otherwise PowerShell would be stopped
	// before it opens anything.
	const most = patience * (name === 'PowerShell' ? 15 : 5);
	const answered = new AbortController();
	const start = () =>
		Promise.race([launch(url, launcher), wait(most, undefined, {signal: answered.signal})]);
	return run(name, start, world).finally(() => answered.abort());
};

/**
 * Tries to open an address in the user's browser, and returns whether a launcher ran. Tries the programs of `BROWSER` in
 * order, and then the launcher of the desktop, if there is one. Watches each for a moment, since a launcher can fail
 * after its start. Does not stop one that is still running then.
 *
 * @param url An `https:` address.
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
