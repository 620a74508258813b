import {addAbortSignal} from 'node:stream';
import type {ReadStream} from 'node:tty';
import {outsideError, usageError} from '../core/errors.ts';
import type {Environment} from './find-program.ts';
import {reasonOf} from './system-errors.ts';
import {type Token, takeToken} from './token.ts';

/** Where a token is taken from. Never an argument: others can read those. */
export type TokenSource =
	| {readonly kind: 'prompt'}
	| {readonly kind: 'input'}
	| {readonly kind: 'variable'; readonly name: string};

/** More than any token, and little enough to look at one key at a time. */
const mostInput = 4096;

/** How long an escape waits for the rest of a sequence, in milliseconds. */
const escapePatience = 50;

/** Asks a terminal to mark what is pasted: line breaks in it do not send the token. */
const pasteMode = {on: '\u001B[?2004h', off: '\u001B[?2004l'};

/** The marks of a paste, other sequences of keys, and single bytes. */
const parts = /\u001B\[20[01]~|\u001B(?:\[[\d;]*[ -/]*[@-~]|O.|[^[O])|[\s\S]/g;

type Typed = {readonly bytes: number[]; isPasting: boolean};

/** Takes in one part of what was typed or pasted. Tells when that ends the prompt, and how. */
const takePart = (part: string, typed: Typed): 'done' | 'left' | 'cancelled' | undefined => {
	const {bytes} = typed;
	if (part.length > 1) {
		typed.isPasting = part === '\u001B[200~' || (typed.isPasting && part !== '\u001B[201~');
		return undefined;
	}
	if (!typed.isPasting && /[\r\n]/.test(part)) {
		return 'done';
	}
	if (part === '\u0003') {
		return 'cancelled';
	}
	// Esc, Ctrl+D.
	if (/[\u001B\u0004]/.test(part)) {
		return 'left';
	}
	if (/[\u007F\b]/.test(part)) {
		// A character beyond ASCII has several bytes, of which only the first is none of 0x80 to 0xBF.
		bytes.length = Math.max(
			0,
			bytes.findLastIndex(byte => byte < 0x80 || byte > 0xbf),
		);
	} else if (part === '\u0015') {
		bytes.length = 0;
	} else if (bytes.length < mostInput) {
		bytes.push(part.charCodeAt(0));
	}
	return undefined;
};

/**
 * Asks for a token at the terminal and shows nothing of it. Esc and Ctrl+C give undefined, and Ctrl+C aborts
 * `stop`, too. Whatever happens, the terminal is left as it was.
 */
const promptHidden = (terminal: ReadStream, write: (text: string) => void, stop: AbortController) =>
	new Promise<Buffer | undefined>(resolve => {
		const typed: Typed = {bytes: [], isPasting: false};
		const endPastes = (): void => write(pasteMode.off);
		const finish = (isDone: boolean): void => {
			clearTimeout(escapeTimer);
			terminal.off('data', listen);
			terminal.off('end', leave);
			stop.signal.removeEventListener('abort', leave);
			process.off('exit', endPastes);
			try {
				terminal.setRawMode(false);
			} catch {
				// A closed terminal has no modes left.
			}
			terminal.pause();
			write(`${pasteMode.off}\n`);
			resolve(isDone ? Buffer.from(typed.bytes) : undefined);
			typed.bytes.fill(0);
		};
		let unfinished = '';
		let escapeTimer: NodeJS.Timeout | undefined;
		const take = (text: string): void => {
			for (const part of text.match(parts) ?? []) {
				const end = takePart(part, typed);
				if (end === 'cancelled') {
					stop.abort();
				} else if (end !== undefined) {
					finish(end === 'done');
				}
				if (end !== undefined) {
					break;
				}
			}
		};
		const listen = (read: Buffer): void => {
			clearTimeout(escapeTimer);
			const text = unfinished + read.toString('latin1');
			read.fill(0);
			// The beginning of a paste that was cut is no Esc: the rest of the token would go to the shell.
			[unfinished] = /(?:\u001B(?:\[[\d;]*)?)?$/.exec(text) ?? [''];
			if (unfinished !== '') {
				escapeTimer = setTimeout(() => take(unfinished), escapePatience);
			}
			take(text.slice(0, text.length - unfinished.length));
		};
		const leave = (): void => finish(false);
		terminal.setRawMode(true);
		terminal.on('data', listen);
		terminal.on('end', leave);
		stop.signal.addEventListener('abort', leave);
		process.on('exit', endPastes);
		// The wizard lets it go when it ends.
		terminal.ref();
		terminal.resume();
		write(`Token (not shown; enter sends it, esc leaves): ${pasteMode.on}`);
	});

/** Does work during which Ctrl+C at the terminal aborts `stop`, and Esc does what `leave` does. */
export const stopByKeys = async <Result>(
	terminal: ReadStream,
	stop: AbortController,
	work: () => Promise<Result>,
	leave: () => void,
): Promise<Result> => {
	const listen = (read: Buffer): void => {
		const text = read.toString('latin1');
		if (text.includes('\u0003')) {
			stop.abort();
		} else if (text.match(parts)?.includes('\u001B')) {
			leave();
		}
	};
	terminal.setRawMode(true).on('data', listen).ref().resume();
	try {
		return await work();
	} finally {
		terminal.off('data', listen).setRawMode(false).pause();
	}
};

/**
 * Reads what stands on standard input, up to the end or to what is too much for a token. Undefined when it was
 * stopped before.
 */
const readInput = async (input: ReadStream, {signal}: AbortController) => {
	const parts: Buffer[] = [];
	let length = 0;
	try {
		for await (const part of addAbortSignal(signal, input) as AsyncIterable<Buffer>) {
			parts.push(part);
			length += part.length;
			if (length > mostInput) {
				break;
			}
		}
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
	const bytes = Buffer.concat(parts);
	for (const part of parts) {
		part.fill(0);
	}
	return bytes;
};

/**
 * Takes a token from where it was said to be. Undefined when the user left the prompt or stopped the program. Throws a usage error
 * when there is none to take.
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
	return given && takeToken(given, 'What was given');
};
