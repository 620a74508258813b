import {inspect} from 'node:util';
import {kindOfToken, type TokenKind} from '../core/check/check-token.ts';
import {usageError} from '../core/errors.ts';
import {isInvisible} from '../core/text/show.ts';

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

/** No token of GitHub's is nearly as long. */
const longestToken = 1024;

/** Whether a byte is a visible character of ASCII, which is all that tokens have. */
const isVisible = (byte: number): boolean => byte > 0x20 && byte < 0x7f;

/**
 * Takes a token out of what was typed, pasted or read, and overwrites that. What nobody sees is left out around
 * it. Throws a usage error about `source`, such as "What was given", when the rest cannot be a token.
 */
export const takeToken = (given: Buffer, source: string): Token => {
	const start = given.findIndex(isVisible);
	const end = given.findLastIndex(isVisible) + 1;
	const inside = given.subarray(Math.max(0, start), end);
	const around = [given.subarray(0, Math.max(0, start)), given.subarray(end)];
	const problem = !around.every(part => isInvisible(part.toString()))
		? 'has a character that no token has'
		: inside.length === 0
			? 'is empty'
			: !inside.every(isVisible)
				? 'has white space, or another character that no token has, in the middle'
				: inside.length > longestToken
					? 'is longer than any token'
					: undefined;
	const bytes = Buffer.from(problem === undefined ? inside : []);
	const wasTrimmed = bytes.length < given.length;
	given.fill(0);
	if (problem !== undefined) {
		throw usageError(
			`${source} ${problem}`,
			'Copy the token from the page where GitHub showed it, and give it alone',
		);
	}
	return {
		reveal: () => bytes.toString('latin1').replaceAll('\0', ''),
		kind: kindOfToken(bytes.toString('latin1', 0, 16)),
		wasTrimmed,
		wipe: () => bytes.fill(0),
		[inspect.custom]: () => 'Token',
	} as Token;
};
