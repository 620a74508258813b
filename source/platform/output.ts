import {fstatSync, readlinkSync, writeSync} from 'node:fs';
import type {Environment} from '../core/environment.ts';
import {outsideError, readSafely} from '../core/errors.ts';
import {codeOf, reasonOf} from '../core/system-errors.ts';
import {chooseDrawing} from '../core/text/ascii.ts';
import {pause} from './pause.ts';

/** The descriptors of standard output and standard error. */
export type Descriptor = 1 | 2;

const closed = new Set<Descriptor>();

const writeWhole = (descriptor: Descriptor, text: string): void => {
	let bytes = Buffer.from(text);
	while (bytes.length > 0) {
		try {
			bytes = bytes.subarray(writeSync(descriptor, bytes));
		} catch (error) {
			// The pipe is non-blocking and its reader is slow.
			if (codeOf(error) !== 'EAGAIN') {
				throw error;
			}
			pause(5);
		}
	}
};

const streamOf = (descriptor: Descriptor): NodeJS.WriteStream =>
	descriptor === 1 ? process.stdout : process.stderr;

const explain = (error: unknown): Error =>
	outsideError(
		`The result could not be written: ${reasonOf(error) ?? String(error)}`,
		undefined,
		error,
	);

/**
 * Writes a text to standard output or standard error at once. It writes to the descriptor, because creating
 * `process.stdout` takes a sixth of the time of a small command. Only Windows needs the stream, which knows how to
 * write letters beyond ASCII to the console.
 *
 * Drops this and every later text when the reader has closed the pipe (`| head -1`). Throws a PatWizardError when
 * standard output cannot be written for another reason. Never throws for standard error.
 */
export const writeOutput = (descriptor: Descriptor, text: string): void => {
	if (closed.has(descriptor)) {
		return;
	}
	if (process.platform === 'win32') {
		const stream = streamOf(descriptor);
		if (stream.listenerCount('error') === 0) {
			stream.on('error', () => closed.add(descriptor));
		}
		stream.write(text);
		return;
	}
	try {
		writeWhole(descriptor, text);
	} catch (error) {
		closed.add(descriptor);
		if (descriptor === 1 && codeOf(error) !== 'EPIPE') {
			throw explain(error);
		}
	}
};

/** Whether a descriptor is a pseudo-terminal. On Linux its path says so, without a stream. */
const isPseudoTerminal = (descriptor: Descriptor): boolean =>
	process.platform === 'linux' &&
	/^\/dev\/pts\/\d+$/.test(readSafely(() => readlinkSync(`/proc/self/fd/${descriptor}`)) ?? '');

/**
 * Writes a text as `writeOutput` does, but in ASCII to a terminal whose locale has no other letters. Files and
 * pipes always get UTF-8.
 */
export const writeText = (descriptor: Descriptor, text: string, environment: Environment): void =>
	writeOutput(
		descriptor,
		isTerminal(descriptor) ? chooseDrawing(environment, process.platform)(text) : text,
	);

/**
 * Whether a standard stream is a terminal. Recognizes files and pipes without creating the stream.
 */
export const isTerminal = (descriptor: 0 | Descriptor): boolean => {
	const mayBe =
		process.platform === 'win32' || readSafely(() => fstatSync(descriptor).isCharacterDevice());
	if (!mayBe) {
		return false;
	}
	if (descriptor !== 0 && isPseudoTerminal(descriptor)) {
		return true;
	}
	return (descriptor === 0 ? process.stdin : streamOf(descriptor)).isTTY === true;
};

/** Returns the stream for questions. The wizard may be on standard output, with standard error in a file. */
export const questionOutput = (): Descriptor => (isTerminal(2) || !isTerminal(1) ? 2 : 1);
