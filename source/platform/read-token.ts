import {emitKeypressEvents, type Interface, type Key} from 'node:readline';
import {addAbortSignal} from 'node:stream';
import type {ReadStream} from 'node:tty';
import {type Token, takeToken} from '../core/check/token.ts';
import type {Environment} from '../core/environment.ts';
import {outsideError, usageError} from '../core/errors.ts';
import {reasonOf} from '../core/system-errors.ts';
import {readUpTo} from './read-up-to.ts';

/** Where a token is read from. Never an argument, since others can read those. */
export type TokenSource =
	| {readonly kind: 'prompt'}
	| {readonly kind: 'input'}
	| {readonly kind: 'variable'; readonly name: string};

/** The most that is read, in characters or bytes. Tokens are shorter. */
const mostInput = 4096;

/** Makes the terminal mark pasted text, so that a line break in it does not end the prompt. */
const pasteMode = {on: '\u001B[?2004h', off: '\u001B[?2004l'};

/** Takes a key, such as `a`, `escape`, `ctrl+c` or `paste-start`, and the text that it types. */
type Press = (key: string | undefined, text: string | undefined) => void;

/**
 * Calls `press` with each key at the terminal, and overwrites what was read. Returns a function that ends this and
 * restores the terminal.
 */
const listenToKeys = (terminal: ReadStream, press: Press): (() => void) => {
	// Node reads only this property: how long to wait for the rest of an escape sequence, in milliseconds.
	emitKeypressEvents(terminal, {escapeCodeTimeout: 50} as unknown as Interface);
	const listen = (text: string | undefined, {name, ctrl}: Key): void =>
		press(ctrl ? `ctrl+${name}` : name, text);
	const wipe = (read: Buffer): unknown => read.fill(0);
	terminal.setRawMode(true);
	terminal.on('keypress', listen).on('data', wipe);
	// The wizard unrefs the terminal when it ends.
	terminal.ref();
	terminal.resume();
	return () => {
		terminal.off('keypress', listen).off('data', wipe);
		try {
			terminal.setRawMode(false);
		} catch {
			// The terminal is closed.
		}
		terminal.pause();
	};
};

/**
 * Asks for a token at the terminal without showing it. Resolves with `undefined` after Esc and Ctrl+C. Ctrl+C also
 * aborts `stop`.
 */
const promptHidden = (terminal: ReadStream, write: (text: string) => void, stop: AbortController) =>
	new Promise<Buffer | undefined>(resolve => {
		const typed: string[] = [];
		let isPasting = false;
		const endPastes = (): void => write(pasteMode.off);
		const finish = (isDone: boolean): void => {
			unlisten();
			terminal.off('end', leave);
			stop.signal.removeEventListener('abort', leave);
			process.off('exit', endPastes);
			write(`${pasteMode.off}\n`);
			resolve(isDone ? Buffer.from(typed.join('')) : undefined);
			typed.fill('');
		};
		const leave = (): void => finish(false);
		const unlisten = listenToKeys(terminal, (key, text) => {
			switch (key) {
				case 'paste-start':
				case 'paste-end':
					isPasting = key === 'paste-start';
					break;
				case 'ctrl+c':
					stop.abort();
					break;
				case 'escape':
				case 'ctrl+d':
					leave();
					break;
				case 'backspace':
					typed.pop();
					break;
				case 'ctrl+u':
					typed.length = 0;
					break;
				default:
					if (!isPasting && (key === 'return' || key === 'enter')) {
						finish(true);
					} else if (text !== undefined && typed.length < mostInput) {
						typed.push(text);
					}
			}
		});
		terminal.on('end', leave);
		stop.signal.addEventListener('abort', leave);
		process.on('exit', endPastes);
		write(`Token (not shown; Enter sends it, Esc leaves): ${pasteMode.on}`);
	});

/** Runs work during which Ctrl+C at the terminal aborts `stop`, and Esc calls `leave`. */
export const stopByKeys = async <Result>(
	terminal: ReadStream,
	stop: AbortController,
	work: () => Promise<Result>,
	leave: () => void,
): Promise<Result> => {
	const unlisten = listenToKeys(terminal, key => {
		if (key === 'ctrl+c') {
			stop.abort();
		} else if (key === 'escape') {
			leave();
		}
	});
	return work().finally(unlisten);
};

/** Reads standard input. Resolves with `undefined` when it was stopped. */
const readInput = async (input: ReadStream, {signal}: AbortController) => {
	try {
		return await readUpTo(addAbortSignal(signal, input), mostInput);
	} catch (error) {
		if (signal.aborted) {
			return undefined;
		}
		throw outsideError(
			`Standard input could not be read: ${reasonOf(error) ?? String(error)}`,
			undefined,
			error,
		);
	}
};

/**
 * Reads a token from a source. Resolves with `undefined` when the user left the prompt or stopped the program. Throws
 * a usage error when there is no token.
 */
export const readToken = async (
	source: TokenSource,
	world: {
		readonly environment: Environment;
		readonly terminal: ReadStream;
		readonly write: (text: string) => void;
		readonly stop: AbortController;
	},
): Promise<Token | undefined> => {
	if (source.kind === 'variable') {
		const value = world.environment[source.name];
		if (value === undefined) {
			throw usageError(`The variable ${source.name} is not set`, 'Name one that holds the token');
		}
		return takeToken(Buffer.from(value), `The variable ${source.name}`);
	}
	const given =
		source.kind === 'input' && !world.terminal.isTTY
			? await readInput(world.terminal, world.stop)
			: await promptHidden(world.terminal, world.write, world.stop);
	return given && takeToken(given, 'The given text');
};
