import {closeSync, constants, fstatSync, openSync, readFileSync, realpathSync} from 'node:fs';
import {type PatWizardError, readSafely, usageError} from '../core/errors.ts';
import {codeOf, explainPath, reasonOf} from '../core/system-errors.ts';
import {showBriefly} from '../core/text/mask.ts';
import {isInside} from './folders.ts';
import {readUpTo} from './read-up-to.ts';

/** The largest text that is read, in bytes. */
export const largestText = 5_000_000;

/** What was found at a path: the text of a plain file, nothing, or something else. `reason` is a clause. */
export type FoundText =
	| {readonly kind: 'text'; readonly text: string}
	| {readonly kind: 'missing'}
	| {readonly kind: 'unusable'; readonly reason: string};

const decode = (bytes: Uint8Array, fatal = true): FoundText => {
	const text = readSafely(() => new TextDecoder('utf-8', {fatal}).decode(bytes));
	return text === undefined
		? {kind: 'unusable', reason: 'it is not text in UTF-8'}
		: {kind: 'text', text};
};

const wanted = 'Give a text file with links, or exported JSON';

const tooLarge = (largest: number): string => `it is larger than ${largest / 1_000_000} MB`;

/** How a plain file is read. */
export type ReadOptions = {
	/** In bytes: 5 MB unless given. */
	readonly largest?: number;
	/** Whether to refuse a symbolic link. */
	readonly isLinkRefused?: boolean;
	/** Whether to read what is no UTF-8 as well, with U+FFFD in its place. */
	readonly isAnyText?: boolean;
	/** A repository that the file has to be in: a link that leads out of it would show what else lies on the disk. */
	readonly repository?: string;
};

/**
 * The text of a plain file. What is looked at is what is read, whatever others put in its place meanwhile,
 * and a named pipe holds nobody up. Throws only what is no error of the system.
 */
export const readPlainFile = (
	file: string,
	{largest = largestText, isLinkRefused = false, isAnyText = false, repository}: ReadOptions = {},
): FoundText => {
	const unusable = (reason: string): FoundText => ({kind: 'unusable', reason});
	let descriptor: number | undefined;
	try {
		if (repository !== undefined && !isInside(realpathSync(file), realpathSync(repository))) {
			return unusable('it is a symbolic link that leads out of the repository');
		}
		// Windows has none of these flags.
		const refusing = isLinkRefused ? (constants.O_NOFOLLOW ?? 0) : 0;
		descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | refusing);
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) {
			return unusable(stats.isDirectory() ? 'it is a folder' : 'it is not a plain file');
		}
		if (stats.size > largest) {
			return unusable(tooLarge(largest));
		}
		return decode(readFileSync(descriptor), !isAnyText);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return {kind: 'missing'};
		}
		const reason = reasonOf(error);
		if (reason === undefined) {
			throw error;
		}
		return unusable(reason);
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
};

const refuse = (shown: string, reason: string): PatWizardError =>
	usageError(`${shown} cannot be used: ${reason}`, wanted);

const gather = async (source: AsyncIterable<Uint8Array>, shown: string): Promise<string> => {
	const bytes = await readUpTo(source, largestText);
	if (bytes.length > largestText) {
		throw refuse(shown, tooLarge(largestText));
	}
	const found = decode(bytes);
	if (found.kind !== 'text') {
		throw refuse(shown, 'it is not text in UTF-8');
	}
	if (found.text.includes('\0')) {
		throw refuse(shown, 'it is not text');
	}
	return found.text;
};

/**
 * The text of a file, which may be a pipe, or of standard input for `-`. Throws a usage error when there is
 * no such file or it is no text of a sensible size, and an outside error when it cannot be read.
 */
export const readTextFile = async (
	file: string,
	stdin: AsyncIterable<Uint8Array>,
): Promise<string> => {
	const shown = file === '-' ? 'Standard input' : showBriefly(file);
	try {
		if (file === '-') {
			return await gather(stdin, shown);
		}
		// Only this needs it, while the saved profiles are read at every start.
		const {open} = await import('node:fs/promises');
		const handle = await open(file, constants.O_RDONLY);
		try {
			return await gather(handle.createReadStream({autoClose: false}), shown);
		} finally {
			await handle.close();
		}
	} catch (error) {
		const missing = 'Check the path, or pass - for standard input';
		throw explainPath(error, {shown, kind: 'file', missing, wanted});
	}
};
