import {closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync} from 'node:fs';
import {outsideError, type PatWizardError, usageError} from '../core/errors.ts';
import {showBriefly} from '../core/text/mask.ts';
import {readUpTo} from './read-up-to.ts';
import {codeOf, reasonOf} from './system-errors.ts';

/** The largest text that is read, in bytes. */
export const largestText = 5_000_000;

/** What was found at a path: the text of a plain file, nothing, or something else. `reason` is a clause. */
export type FoundText =
	| {readonly kind: 'text'; readonly text: string}
	| {readonly kind: 'missing'}
	| {readonly kind: 'unusable'; readonly reason: string};

const decode = (bytes: Uint8Array, fatal = true): FoundText => {
	try {
		return {kind: 'text', text: new TextDecoder('utf-8', {fatal}).decode(bytes)};
	} catch {
		return {kind: 'unusable', reason: 'it is not text in UTF-8'};
	}
};

const tooLarge = (largest: number): string => `it is larger than ${largest / 1_000_000} MB`;

/** How a plain file is read. */
export type ReadOptions = {
	/** In bytes: 5 MB unless given. */
	readonly largest?: number;
	/** Whether to refuse a symbolic link. */
	readonly isLinkRefused?: boolean;
	/** Whether to read what is no UTF-8 as well, with U+FFFD in its place. */
	readonly isAnyText?: boolean;
	/** Whether to have the system write the file to the disk, too. */
	readonly isFlushed?: boolean;
};

/**
 * The text of a plain file. What is looked at is what is read, whatever others put in its place meanwhile,
 * and a named pipe holds nobody up. Throws only what is no error of the system.
 */
export const readPlainFile = (
	file: string,
	{
		largest = largestText,
		isLinkRefused = false,
		isAnyText = false,
		isFlushed = false,
	}: ReadOptions = {},
): FoundText => {
	const unusable = (reason: string): FoundText => ({kind: 'unusable', reason});
	let descriptor: number | undefined;
	try {
		// Windows has neither of the last two.
		descriptor = openSync(
			file,
			(isFlushed ? constants.O_RDWR : constants.O_RDONLY) |
				(constants.O_NONBLOCK ?? 0) |
				(isLinkRefused ? (constants.O_NOFOLLOW ?? 0) : 0),
		);
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) {
			return unusable(stats.isDirectory() ? 'it is a folder' : 'it is not a plain file');
		}
		if (stats.size > largest) {
			return unusable(tooLarge(largest));
		}
		const found = decode(readFileSync(descriptor), !isAnyText);
		if (isFlushed) {
			fsyncSync(descriptor);
		}
		return found;
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

/** Errors over a path that the user named wrongly. Any other is the system's refusal. */
const mistakes: ReadonlySet<string | undefined> = new Set([
	'EISDIR',
	'ELOOP',
	'ENAMETOOLONG',
	'ENOTDIR',
	'ERR_INVALID_ARG_VALUE',
]);

const refuse = (shown: string, reason: string): PatWizardError =>
	usageError(`${shown} cannot be used: ${reason}`, 'Give a text file with links, or exported JSON');

const explain = (error: unknown, shown: string): unknown => {
	const code = codeOf(error);
	const reason = reasonOf(error);
	if (reason === undefined) {
		return error;
	}
	if (code === 'ENOENT') {
		return usageError(`There is no file ${shown}`, 'Check the path, or pass - for standard input');
	}
	return mistakes.has(code)
		? refuse(shown, reason)
		: outsideError(`${shown} cannot be read: ${reason}`, undefined, error);
};

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
		throw explain(error, shown);
	}
};
