import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {type BrowserCommand, readBrowserVariable} from '../core/link/browser-variable.ts';
import {showText} from '../core/text/show.ts';
import {type Environment, findProgram, safePath} from './find-program.ts';
import {isOverSsh, type Machine} from './machine.ts';

/** What decides whether and how a browser is tried. */
export type BrowserFacts = {
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
	readonly machine: Machine;
};

/** The world `openInBrowser` works in. */
export type BrowserWorld = BrowserFacts & {
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

type Ending =
	| {readonly kind: 'running'}
	| {readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null}
	| {readonly kind: 'not-started'};

const offWords: ReadonlySet<string> = new Set(['', '0', 'false', 'no', 'off']);

const whyNoDesktop = ({environment, platform, machine}: BrowserFacts): string | undefined => {
	if (isOverSsh(environment)) {
		return 'this is an SSH session';
	}
	if (!offWords.has((environment.CI ?? '').toLowerCase())) {
		return 'this is a CI run';
	}
	if (machine.isContainer) {
		return 'this is a container';
	}
	const needsDisplay = platform === 'linux' && !machine.isWsl;
	return needsDisplay && !environment.DISPLAY && !environment.WAYLAND_DISPLAY
		? 'there is no display'
		: undefined;
};

/**
 * Why no browser is tried at all, as a clause; unset where one is. A `BROWSER` that is set is always tried:
 * editors that work over SSH, dev containers and Codespaces set it to a program that opens the browser
 * at the user's end. Otherwise none is tried over SSH, in CI, in a container or, on Linux
 * other than WSL, without a display.
 */
export const whyNotTried = (facts: BrowserFacts): string | undefined =>
	facts.environment.BROWSER?.trim() ? undefined : whyNoDesktop(facts);

/** The commands that `BROWSER` names and whose programs are there. None is looked for in the current folder. */
const findCommands = (url: string, {environment, platform}: BrowserFacts): BrowserCommand[] =>
	readBrowserVariable(environment.BROWSER ?? '', url, platform === 'win32').flatMap(readings =>
		readings
			.flatMap(command => {
				const program = findProgram(command.program, environment, platform);
				return program === undefined ? [] : [{...command, program}];
			})
			.slice(0, 1),
	);

const watch = async (child: ChildProcess, patience: number): Promise<Ending> =>
	new Promise(resolve => {
		const finish = (ending: Ending): void => {
			clearTimeout(timer);
			child.unref();
			resolve(ending);
		};
		const noticeExit = (code: number | null, signal: string | null): void =>
			finish({kind: 'exited', code, signal});
		const timer = setTimeout(finish, patience, {kind: 'running'});
		child.on('exit', noticeExit);
		// Stays on: an error that nobody listens for would end us.
		child.on('error', () => finish({kind: 'not-started'}));
		if (child.exitCode !== null || child.signalCode !== null) {
			noticeExit(child.exitCode, child.signalCode);
		}
	});

const judge = (name: string, ending: Ending): OpenResult => {
	if (ending.kind === 'running') {
		return {opened: true, isRunning: true};
	}
	if (ending.kind === 'exited' && ending.code === 0) {
		return {opened: true};
	}
	const shown = showText(name);
	if (ending.kind === 'not-started') {
		return {opened: false, reason: `${shown} could not be started`};
	}
	// Of xdg-open's exit codes (its manual page), 3 is the one with a plain meaning here.
	if (ending.code === 3 && name === 'xdg-open') {
		return {opened: false, reason: 'xdg-open found no browser (exit code 3)'};
	}
	return {
		opened: false,
		reason:
			ending.code === null
				? `${shown} was ended by ${ending.signal ?? 'a signal'}`
				: `${shown} failed with exit code ${ending.code}`,
	};
};

// Not through `open`: it can only put the address last, and on macOS and Windows it takes
// the names of applications, not programs. Detached, so that a browser started this way
// outlives us, and silent, so that it cannot write into our screen.
const runCommand = async (command: BrowserCommand, world: BrowserWorld): Promise<OpenResult> => {
	const {environment, platform, patience = 1000} = world;
	const {BROWSER: _, ...rest} = environment;
	let ending: Ending;
	try {
		const child = spawn(command.program, command.arguments, {
			stdio: 'ignore',
			detached: true,
			// Without BROWSER: when it names xdg-open, xdg-open would start itself for ever.
			env: {...rest, ...safePath(environment, platform)},
		});
		ending = await watch(child, patience);
	} catch {
		ending = {kind: 'not-started'};
	}
	return judge(path.basename(command.program), ending);
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
const findLauncher = ({environment, platform}: BrowserFacts): Launcher | undefined => {
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
	const {platform, machine} = world;
	const needsLauncher = platform === 'linux' && !machine.isWsl;
	const launcher = needsLauncher ? findLauncher(world) : undefined;
	if (needsLauncher && launcher === undefined) {
		return {opened: false, reason: 'no program that opens links was found'};
	}
	const name = path.basename(launcher?.name ?? (platform === 'darwin' ? 'open' : 'PowerShell'));
	// Through PowerShell `open` waits until it ends, which takes seconds on a busy machine;
	// leaving earlier would end it before it has opened anything.
	const most = patience * (name === 'PowerShell' ? 15 : 5);
	const answered = new AbortController();
	try {
		const child = await Promise.race([
			launch(url, launcher),
			wait(most, undefined, {signal: answered.signal}),
		]);
		if (child === undefined) {
			return {opened: false, reason: `${name} did not answer`};
		}
		return judge(name, await watch(child, patience));
	} catch {
		return {opened: false, reason: `${name} could not be started`};
	} finally {
		answered.abort();
	}
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
