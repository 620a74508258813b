import {spawn} from 'node:child_process';
import {lacksClipboard} from '../core/text/terminals.ts';
import {type Environment, findProgram} from './find-program.ts';
import {isOverSsh, type Machine} from './machine.ts';

/** The world `copyText` works in. */
export type ClipboardWorld = {
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
	readonly machine: Machine;
	/** The terminal the user looks at, for copying through it; usually stderr. */
	readonly terminal: {
		readonly isTTY?: boolean | undefined;
		readonly write: (text: string) => unknown;
	};
	/** How long a clipboard program may take, in milliseconds: 2,000 unless given. */
	readonly patience?: number;
};

/**
 * Which way the text went. `terminal` means that the terminal was asked to copy it (OSC 52):
 * no terminal answers, and some do not do it or have it turned off, so it cannot be confirmed.
 */
export type CopyResult =
	| {readonly kind: 'program'; readonly name: string}
	| {readonly kind: 'terminal'}
	| {readonly kind: 'none'; readonly reason: string};

type ClipboardProgram = {
	readonly name: string;
	readonly arguments: readonly string[];
	/** Whether it would reach the user's clipboard here. */
	readonly fits: (world: ClipboardWorld) => boolean;
};

const programs: readonly ClipboardProgram[] = [
	{name: 'pbcopy', arguments: [], fits: ({platform}) => platform === 'darwin'},
	{
		name: 'clip.exe',
		arguments: [],
		fits: ({platform, machine}) => platform === 'win32' || machine.isWsl,
	},
	{
		name: 'termux-clipboard-set',
		arguments: [],
		fits: ({platform, environment}) =>
			platform === 'android' || Boolean(environment.TERMUX_VERSION),
	},
	{
		name: 'wl-copy',
		arguments: [],
		fits: ({environment}) => Boolean(environment.WAYLAND_DISPLAY),
	},
	{
		name: 'xclip',
		arguments: ['-selection', 'clipboard'],
		fits: ({environment}) => Boolean(environment.DISPLAY),
	},
	{
		name: 'xsel',
		arguments: ['--clipboard', '--input'],
		fits: ({environment}) => Boolean(environment.DISPLAY),
	},
];

// clip.exe takes other bytes for the code page of the console.
const encode = (text: string, name: string): Buffer =>
	Buffer.from(text, name === 'clip.exe' && /[^\x00-\x7f]/.test(text) ? 'utf16le' : 'utf8');

/** Hands a text to a program. Gives back how that failed, as the end of a sentence, or nothing. */
const feed = async (
	program: string,
	args: readonly string[],
	input: Buffer,
	{environment, patience = 2000}: ClipboardWorld,
): Promise<string | undefined> =>
	new Promise(resolve => {
		try {
			const child = spawn(program, args, {
				stdio: ['pipe', 'ignore', 'ignore'],
				windowsHide: true,
				// Without a locale pbcopy takes the text for Mac OS Roman.
				env: {...environment, LC_CTYPE: environment.LC_ALL || environment.LC_CTYPE || 'UTF-8'},
			});
			const finish = (failure?: string): void => {
				clearTimeout(timer);
				child.unref();
				child.stdin.destroy();
				resolve(failure);
			};
			const timer = setTimeout(() => {
				child.kill('SIGKILL');
				finish('did not answer');
			}, patience);
			child.on('error', () => finish('could not be started'));
			// `exit`, not `close`: xclip leaves a process behind that keeps serving the text.
			child.on('exit', (code, signal) =>
				finish(code === 0 ? undefined : `failed (${signal ?? `exit code ${code}`})`),
			);
			// A program that ends without reading is told by its exit code.
			child.stdin.on('error', () => {});
			child.stdin.end(input);
		} catch {
			resolve('could not be started');
		}
	});

const ESC = '\u001b';
const ST = `${ESC}\\`;

/**
 * The OSC 52 sequence that asks a terminal to put a text on the clipboard
 * (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), wrapped so that tmux and GNU
 * screen hand it on. tmux is also asked itself: which of the two it heeds is up to its
 * options `set-clipboard` and `allow-passthrough`. screen takes at most 768 bytes at a time.
 */
export const writeClipboardSequence = (text: string, environment: Environment): string => {
	const sequence = `${ESC}]52;c;${Buffer.from(text).toString('base64')}\u0007`;
	const term = environment.TERM ?? '';
	if (environment.TMUX || term.startsWith('tmux')) {
		return `${sequence}${ESC}Ptmux;${sequence.replaceAll(ESC, ESC + ESC)}${ST}`;
	}
	if (environment.STY || term.startsWith('screen')) {
		return (sequence.match(/.{1,500}/gs) ?? []).map(part => `${ESC}P${part}${ST}`).join('');
	}
	return sequence;
};

const copyThroughTerminal = async (
	text: string,
	world: ClipboardWorld,
	before: string,
): Promise<CopyResult> => {
	const {environment, platform, terminal} = world;
	const none = (reason: string): CopyResult => ({kind: 'none', reason});
	if (terminal.isTTY !== true) {
		return none(`${before}, and there is no terminal to ask`);
	}
	const term = environment.TERM ?? '';
	if (lacksClipboard(term) || (term === '' && platform !== 'win32')) {
		return none(`${before}, and this terminal cannot copy`);
	}
	if (environment.TMUX) {
		// With its options as they come, tmux only passes on what it holds itself (-w, since 3.2).
		const tmux = findProgram('tmux', environment, platform);
		if (tmux !== undefined) {
			await feed(tmux, ['load-buffer', '-w', '-'], Buffer.from(text), world);
		}
	}
	terminal.write(writeClipboardSequence(text, environment));
	return {kind: 'terminal'};
};

/**
 * Copies a text to the user's clipboard: by a program where one is installed, else by asking
 * the terminal. Over SSH always by the terminal, since the clipboard is at its end. Programs
 * are run by absolute path, without a shell, with a time limit and with the text on stdin,
 * so that it is in no list of processes. Never throws.
 */
export const copyText = async (text: string, world: ClipboardWorld): Promise<CopyResult> => {
	const failures: string[] = [];
	const isRemote = isOverSsh(world.environment);
	if (!isRemote) {
		for (const {name, arguments: args, fits} of programs) {
			const program = fits(world)
				? findProgram(name, world.environment, world.platform)
				: undefined;
			if (program !== undefined) {
				const failure = await feed(program, args, encode(text, name), world);
				if (failure === undefined) {
					return {kind: 'program', name};
				}
				failures.push(`${name} ${failure}`);
			}
		}
	}
	const notFound = isRemote
		? 'the clipboard is at the other end of this SSH connection'
		: 'no clipboard program was found';
	return copyThroughTerminal(text, world, failures.join(', ') || notFound);
};
