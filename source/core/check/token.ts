import {usageError} from '../errors.ts';
import {isInvisible} from '../text/show.ts';
import {kindOfToken, type TokenKind} from './check-token.ts';

/** A token in a buffer that `wipe` overwrites. Printing the object does not show the token. */
export type Token = {
	/** Returns the token. */
	readonly reveal: () => string;
	readonly kind: TokenKind;
	/** Whether white space or invisible characters around it were removed. */
	readonly wasTrimmed: boolean;
	/** Overwrites the token. It is empty after that. */
	readonly wipe: () => void;
};

/** The least and the greatest length that is accepted, in characters. GitHub's tokens have 40 to 255. */
const lengths = {least: 20, most: 1024};

/** Whether a byte is a visible ASCII character. Tokens have no others. */
const isVisible = (byte: number): boolean => byte > 0x20 && byte < 0x7f;

/**
 * Reads a token from a buffer, and overwrites the buffer. Removes white space and invisible characters around the
 * token. Throws a usage error about `source`, such as "The given text", when the rest cannot be a token.
 */
export const takeToken = (given: Uint8Array, source: string): Token => {
	const start = Math.max(0, given.findIndex(isVisible));
	const end = given.findLastIndex(isVisible) + 1;
	const bytes = Uint8Array.from(given.subarray(start, end));
	const around = [given.subarray(0, start), given.subarray(end)].map(part =>
		new TextDecoder().decode(part),
	);
	const wasTrimmed = bytes.length < given.length;
	given.fill(0);
	const problem = !(around.every(isInvisible) && bytes.every(isVisible))
		? 'has white space or another character that no token has'
		: bytes.length < lengths.least
			? `is ${bytes.length === 0 ? 'empty' : 'too short for a token'}`
			: bytes.length > lengths.most
				? 'is too long for a token'
				: undefined;
	if (problem !== undefined) {
		bytes.fill(0);
		throw usageError(
			`${source} ${problem}`,
			'Copy the token from the page where GitHub shows it, and give nothing else',
		);
	}
	const reveal = (): string => String.fromCharCode(...bytes).replaceAll('\0', '');
	return {
		reveal,
		kind: kindOfToken(reveal()),
		wasTrimmed,
		wipe: () => bytes.fill(0),
		// Node prints a value by this symbol (util.inspect.custom).
		[Symbol.for('nodejs.util.inspect.custom')]: () => 'Token',
	} as Token;
};
