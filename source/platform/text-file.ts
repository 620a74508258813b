import {closeSync, constants, fstatSync, openSync, readFileSync, realpathSync} from 'node:fs';
import {type PatWizardError, readSafely, usageError} from '../core/errors.ts';
import {codeOf, explainPath, reasonOf} from '../core/system-errors.ts';
import {showBriefly} from '../core/text/mask.ts';
import {isInside} from './folders.ts';
import {readUpTo} from './read-up-to.ts';

/** The largest text that is read, in bytes. */
export const largestText = 5_000_000;

/** The text of a plain file, or why there is none. `reason` is a clause. */
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

/** Options for reading a plain file. */
export type ReadOptions = {
	/** The largest size, in bytes. 5 MB by default. */
	readonly largest?: number;
	/** Whether to refuse a symbolic link. */
	readonly isLinkRefused?: boolean;
	/** Whether to replace bytes that are not UTF-8 by U+FFFD. Otherwise the file is refused. */
	readonly isAnyText?: boolean;
	/** A repository that has to contain the file. A link out of it could show other files of the user. */
	readonly repository?: string;
};

/**
 * Reads a plain file. It reads the same file that it checked, even if others replace it meanwhile, and does not wait for
 * a named pipe. Never throws a system error.
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
		// Windows does not have these flags.
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
 * Reads the text of a file, which may be a pipe, or of standard input for `-`. Throws a usage error when the file does not
 * exist, is too large or is not text, and an outside error when it cannot be read.
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
		// Only this needs it, so a usual start does not load it.
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
