import {fstatSync, readlinkSync, writeSync} from 'node:fs';
import {outsideError} from '../core/errors.ts';
import {chooseDrawing} from '../core/text/ascii.ts';
import {codeOf, pause, reasonOf} from './system-errors.ts';

/** The descriptors of standard output and standard error. */
export type Descriptor = 1 | 2;

const closed = new Set<Descriptor>();

const writeWhole = (descriptor: Descriptor, text: string): void => {
	let bytes = Buffer.from(text);
	while (bytes.length > 0) {
		try {
			bytes = bytes.subarray(writeSync(descriptor, bytes));
		} catch (error) {
			// A pipe that was set not to block and whose reader is slow.
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
 * Writes a text to standard output or standard error at once. Straight to the descriptor, because
 * making `process.stdout` takes a sixth of the time in which a small command is done; only Windows needs
 * the stream, which knows how its console writes letters beyond ASCII.
 *
 * When the reader went away (`| head -1`), that and everything after it is dropped. Throws a PatWizardError
 * when standard output cannot be written for another reason; standard error never throws.
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

/** On Linux the name of what is open tells it, without making a stream of it. */
const isPseudoTerminal = (descriptor: Descriptor): boolean => {
	try {
		return (
			process.platform === 'linux' &&
			/^\/dev\/pts\/\d+$/.test(readlinkSync(`/proc/self/fd/${descriptor}`))
		);
	} catch {
		return false;
	}
};

/**
 * Writes a text as `writeOutput` does, and in ASCII to a terminal whose locale has no other letters.
 * Files and pipes always get UTF-8.
 */
export const writeText = (
	descriptor: Descriptor,
	text: string,
	environment: Readonly<Record<string, string | undefined>>,
): void =>
	writeOutput(
		descriptor,
		isTerminal(descriptor) ? chooseDrawing(environment, process.platform)(text) : text,
	);

/**
 * Whether a standard stream is a terminal. Files and pipes are told by the system, without making the
 * stream.
 */
export const isTerminal = (descriptor: 0 | Descriptor): boolean => {
	try {
		if (process.platform !== 'win32' && !fstatSync(descriptor).isCharacterDevice()) {
			return false;
		}
	} catch {
		return false;
	}
	if (descriptor !== 0 && isPseudoTerminal(descriptor)) {
		return true;
	}
	return (descriptor === 0 ? process.stdin : streamOf(descriptor)).isTTY === true;
};
