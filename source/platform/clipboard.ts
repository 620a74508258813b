import {spawn} from 'node:child_process';
import {clipboardPrograms, isOverSsh} from '../core/link/desktop.ts';
import {lacksClipboard, writeClipboardSequence} from '../core/text/terminals.ts';
import {findProgram} from './find-program.ts';
import type {DesktopWorld} from './machine.ts';

/** The world `copyText` works in. */
export type ClipboardWorld = DesktopWorld & {
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

// clip.exe takes other bytes for the code page of the console.
const encode = (text: string, name: string): Buffer =>
	Buffer.from(text, name === 'clip.exe' && /[^\x00-\x7f]/.test(text) ? 'utf16le' : 'utf8');

/** Hands a text to a program. Gives back how that failed, as the end of a sentence, or nothing. */
const feed = async (
	program: string,
	words: readonly string[],
	input: Buffer,
	{environment, patience = 2000}: ClipboardWorld,
): Promise<string | undefined> =>
	new Promise<string | undefined>(resolve => {
		const child = spawn(program, words, {
			stdio: ['pipe', 'ignore', 'ignore'],
			windowsHide: true,
			timeout: patience,
			killSignal: 'SIGKILL',
			// Without a locale pbcopy takes the text for Mac OS Roman.
			env: {...environment, LC_CTYPE: environment.LC_ALL || environment.LC_CTYPE || 'UTF-8'},
		});
		child.on('error', () => resolve('could not be started'));
		// `exit`, not `close`: xclip leaves a process behind that keeps serving the text.
		child.on('exit', (code, signal) => {
			const failure = child.killed ? 'did not answer' : `failed (${signal ?? `exit code ${code}`})`;
			resolve(code === 0 ? undefined : failure);
		});
		// A program that ends without reading is told by its exit code.
		child.stdin.on('error', () => {});
		child.stdin.end(input);
	}).catch(() => 'could not be started');

const copyThroughTerminal = async (
	text: string,
	world: ClipboardWorld,
	before: string,
): Promise<CopyResult> => {
	const {environment, platform, terminal} = world;
	if (terminal.isTTY !== true) {
		return {kind: 'none', reason: `${before}, and there is no terminal to ask`};
	}
	const term = environment.TERM ?? '';
	if (lacksClipboard(term) || (term === '' && platform !== 'win32')) {
		return {kind: 'none', reason: `${before}, and this terminal cannot copy`};
	}
	if (environment.TMUX) {
		// With its options as they come, tmux only passes on what it holds itself (-w, since 3.2).
		const tmux = findProgram('tmux', environment, platform);
		if (tmux !== undefined) {
			await feed(tmux, ['load-buffer', '-w', '-'], Buffer.from(text), world);
		}
	}
	terminal.write(writeClipboardSequence(Buffer.from(text).toString('base64'), environment));
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
	for (const [name, ...words] of clipboardPrograms(world)) {
		const program = findProgram(name, world.environment, world.platform);
		if (program !== undefined) {
			const failure = await feed(program, words, encode(text, name), world);
			if (failure === undefined) {
				return {kind: 'program', name};
			}
			failures.push(`${name} ${failure}`);
		}
	}
	const notFound = isOverSsh(world.environment)
		? 'the clipboard is at the other end of this SSH connection'
		: 'no clipboard program was found';
	return copyThroughTerminal(text, world, failures.join(', ') || notFound);
};
