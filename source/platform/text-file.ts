import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {outsideError, type ToldError, usageError} from '../core/errors.ts';
import {showText} from '../core/text/text.ts';

/** The largest text that is read, in bytes. */
export const largestText = 5_000_000;

/** What the user named wrongly. */
const mistakes: Readonly<Record<string, string>> = {
	EISDIR: 'it is a folder',
	ELOOP: 'its symbolic links lead in a circle',
	ENAMETOOLONG: 'its path is too long',
	ENOTDIR: 'a part of its path is a file, not a folder',
	ERR_INVALID_ARG_VALUE: 'no path is like that',
};

/** What the system does not let us do. */
const refusals: Readonly<Record<string, string>> = {
	EACCES: 'permission is denied',
	EPERM: 'permission is denied',
};

const refuse = (shown: string, reason: string): ToldError =>
	usageError(`${shown} cannot be used: ${reason}`, 'Give a text file with links, or exported JSON');

const explain = (error: unknown, file: string): unknown => {
	const code =
		error instanceof Error && 'code' in error && typeof error.code === 'string'
			? error.code
			: undefined;
	const shown = showText(file);
	if (code === undefined) {
		return error;
	}
	if (code === 'ENOENT') {
		return usageError(`There is no file ${shown}`, 'Check the path, or pass - for standard input');
	}
	const mistake = mistakes[code];
	if (mistake !== undefined) {
		return refuse(shown, mistake);
	}
	return outsideError(
		`${shown} cannot be read: ${refusals[code] ?? `the system says ${code}`}`,
		undefined,
		error,
	);
};

const decode = (chunks: readonly Uint8Array[], shown: string): string => {
	try {
		const text = new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(chunks));
		if (text.includes('\0')) {
			throw refuse(shown, 'it is not text');
		}
		return text;
	} catch (error) {
		throw error instanceof TypeError ? refuse(shown, 'it is not text in UTF-8') : error;
	}
};

const gather = async (source: AsyncIterable<Uint8Array>, shown: string): Promise<string> => {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of source) {
		size += chunk.length;
		if (size > largestText) {
			throw refuse(shown, `it is larger than ${largestText / 1_000_000} MB`);
		}
		chunks.push(chunk);
	}
	return decode(chunks, shown);
};

/**
 * The text of a file, or of standard input for `-`. Throws a usage error when there is no such file
 * or it is no text of a sensible size, and an outside error when it cannot be read.
 */
export const readTextFile = async (
	file: string,
	stdin: AsyncIterable<Uint8Array>,
): Promise<string> => {
	if (file === '-') {
		try {
			return await gather(stdin, 'Standard input');
		} catch (error) {
			throw explain(error, 'Standard input');
		}
	}
	try {
		const handle = await open(file, constants.O_RDONLY);
		try {
			return await gather(handle.createReadStream({autoClose: false}), showText(file));
		} finally {
			await handle.close();
		}
	} catch (error) {
		throw explain(error, file);
	}
};
