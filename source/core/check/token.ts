import {usageError} from '../errors.ts';
import {isInvisible} from '../text/show.ts';
import {kindOfToken, type TokenKind} from './check-token.ts';

/** A token while the program has it: in one buffer, which `wipe` overwrites. It never prints itself. */
export type Token = {
	/** The token as it is sent. */
	readonly reveal: () => string;
	readonly kind: TokenKind;
	/** Whether something that nobody sees stood around it. With that, GitHub refuses it. */
	readonly wasTrimmed: boolean;
	/** Overwrites it. It is empty from then on. */
	readonly wipe: () => void;
};

/** How many characters a token has at least and at most: GitHub's have 40 to 255. */
const lengths = {least: 20, most: 1024};

/** Whether a byte is a visible character of ASCII, which is all that tokens have. */
const isVisible = (byte: number): boolean => byte > 0x20 && byte < 0x7f;

/**
 * Takes a token out of what was typed, pasted or read, and overwrites that. What nobody sees is left out around
 * it. Throws a usage error about `source`, such as "What was given", when the rest cannot be a token.
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
		? 'has white space inside, or a character that no token has'
		: bytes.length < lengths.least
			? `is ${bytes.length === 0 ? 'empty' : 'too short for a token'}`
			: bytes.length > lengths.most
				? 'is too long for a token'
				: undefined;
	if (problem !== undefined) {
		bytes.fill(0);
		throw usageError(
			`${source} ${problem}`,
			'Copy the token from the page where GitHub showed it, and give it alone',
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
