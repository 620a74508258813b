import {spawn} from 'node:child_process';
import {lacksClipboard, writeClipboardSequence} from '../core/machine/clipboard-sequence.ts';
import {clipboardPrograms, isOverSsh} from '../core/machine/desktop.ts';
import {findProgram} from './find-program.ts';
import type {DesktopWorld} from './machine.ts';

/** What `copyText` needs. */
export type ClipboardWorld = DesktopWorld & {
	/** The user's terminal, usually stderr. */
	readonly terminal: {
		readonly isTTY?: boolean | undefined;
		readonly write: (text: string) => unknown;
	};
	/** How long a clipboard program may take, in milliseconds. 2,000 by default. */
	readonly patience?: number;
};

/**
 * How the text was copied. `terminal` means that the terminal was asked to copy it (OSC 52). Terminals do not answer, and
 * some cannot do it, so it is not certain.
 */
export type CopyResult =
	| {readonly kind: 'program'; readonly name: string}
	| {readonly kind: 'terminal'}
	| {readonly kind: 'none'; readonly reason: string};

// clip.exe reads other bytes in the code page of the console.
const encode = (text: string, name: string): Buffer =>
	Buffer.from(text, name === 'clip.exe' && /[^\x00-\x7f]/.test(text) ? 'utf16le' : 'utf8');

/** Passes a text to a program. Returns how that failed, as the end of a sentence, or undefined. */
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
			// Without a locale, pbcopy reads the text as Mac OS Roman.
			env: {...environment, LC_CTYPE: environment.LC_ALL || environment.LC_CTYPE || 'UTF-8'},
		});
		child.on('error', () => resolve('could not be started'));
		// xclip leaves a process running that keeps the output open, so `close` would come too late.
		child.on('exit', (code, signal) => {
			const failure = child.killed ? 'did not answer' : `failed (${signal ?? `exit code ${code}`})`;
			resolve(code === 0 ? undefined : failure);
		});
		// The exit code reports a program that ends without reading its input.
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
		// By default, tmux only passes on its own buffer to the terminal (-w, since 3.2).
		const tmux = findProgram('tmux', environment, platform);
		if (tmux !== undefined) {
			await feed(tmux, ['load-buffer', '-w', '-'], Buffer.from(text), world);
		}
	}
	terminal.write(writeClipboardSequence(Buffer.from(text).toString('base64'), environment));
	return {kind: 'terminal'};
};

/**
 * Copies a text to the user's clipboard, with a program if one is installed, or else through the terminal. Over SSH it
 * always uses the terminal, since the clipboard is on the user's machine. Runs programs by absolute path, without a
 * shell, with a time limit, and with the text on standard input, so that other users cannot see it. Never throws.
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
