import type {ReadStream} from 'node:tty';
import {usageError} from '../core/errors.ts';
import type {Environment} from './find-program.ts';
import {watchEnd} from './terminal-signals.ts';
import {type Token, takeToken} from './token.ts';

/** Where a token is taken from. Never an argument: others can read those. */
export type TokenSource =
	| {readonly kind: 'prompt'}
	| {readonly kind: 'input'}
	| {readonly kind: 'variable'; readonly name: string};

/** More than any token, and little enough to look at one key at a time. */
const mostInput = 4096;

/** Asks a terminal to mark what is pasted: line breaks in it do not send the token. */
const pasteMode = {on: '\u001B[?2004h', off: '\u001B[?2004l'};

/** The marks of a paste, other sequences of keys, and single bytes. */
const parts = /\u001B\[20[01]~|\u001B(?:\[[\d;]*[ -/]*[@-~]|O.|[^[O])|[\s\S]/g;

type Typed = {readonly bytes: number[]; isPasting: boolean};

/** Takes in one part of what was typed or pasted. Tells when that ends the prompt, and how. */
const takePart = (part: string, typed: Typed): 'done' | 'left' | undefined => {
	const {bytes} = typed;
	if (part.length > 1) {
		typed.isPasting = part === '\u001B[200~' || (typed.isPasting && part !== '\u001B[201~');
		return undefined;
	}
	if (!typed.isPasting && /[\r\n]/.test(part)) {
		return 'done';
	}
	// Esc, Ctrl+C, Ctrl+D.
	if (/[\u001B\u0003\u0004]/.test(part)) {
		return 'left';
	}
	if (/[\u007F\b]/.test(part)) {
		bytes.pop();
	} else if (part === '\u0015') {
		bytes.length = 0;
	} else if (bytes.length < mostInput) {
		bytes.push(part.charCodeAt(0));
	}
	return undefined;
};

/**
 * Asks for a token at the terminal and shows nothing of it. Esc and Ctrl+C give undefined. Whatever happens,
 * the terminal is left as it was.
 */
const promptHidden = (terminal: ReadStream, write: (text: string) => void) =>
	new Promise<Buffer | undefined>(resolve => {
		const typed: Typed = {bytes: [], isPasting: false};
		const unwatch = watchEnd(() => write(pasteMode.off));
		const finish = (isDone: boolean): void => {
			terminal.off('data', listen);
			terminal.off('end', leave);
			terminal.setRawMode(false);
			terminal.pause();
			unwatch();
			write(`${pasteMode.off}\n`);
			resolve(isDone ? Buffer.from(typed.bytes) : undefined);
			typed.bytes.fill(0);
		};
		const listen = (read: Buffer): void => {
			for (const part of read.toString('latin1').match(parts) ?? []) {
				const end = takePart(part, typed);
				if (end !== undefined) {
					finish(end === 'done');
					break;
				}
			}
			read.fill(0);
		};
		const leave = (): void => finish(false);
		terminal.setRawMode(true);
		terminal.on('data', listen);
		terminal.on('end', leave);
		terminal.resume();
		write(`Token (not shown; enter sends it, esc leaves): ${pasteMode.on}`);
	});

/** Reads what stands on standard input, up to the end or to what is too much for a token. */
const readInput = async (input: NodeJS.ReadableStream): Promise<Buffer> => {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of input as AsyncIterable<Buffer>) {
		parts.push(part);
		length += part.length;
		if (length > mostInput) {
			break;
		}
	}
	const bytes = Buffer.concat(parts);
	for (const part of parts) {
		part.fill(0);
	}
	return bytes;
};

/**
 * Takes a token from where it was said to be. Undefined when the user left the prompt. Throws a usage error
 * when there is none to take.
 */
export const readToken = async (
	source: TokenSource,
	world: {
		readonly environment: Environment;
		readonly terminal: ReadStream;
		readonly write: (text: string) => void;
	},
): Promise<Token | undefined> => {
	if (source.kind === 'variable') {
		const value = world.environment[source.name] ?? '';
		const token = takeToken(Buffer.from(value));
		if (token === undefined) {
			throw usageError(
				`The variable ${source.name} holds no token`,
				`It is ${value === '' ? 'empty or not set' : 'not what a token looks like'}`,
			);
		}
		return token;
	}
	const given =
		source.kind === 'input'
			? await readInput(world.terminal)
			: await promptHidden(world.terminal, world.write);
	if (given === undefined) {
		return undefined;
	}
	const isEmpty = given.length === 0;
	const token = takeToken(given);
	if (token === undefined) {
		throw usageError(
			isEmpty ? 'No token was given' : 'What was given is not what a token looks like',
			'Copy it from the page where GitHub showed it, and give it alone',
		);
	}
	return token;
};
