import {inspect} from 'node:util';
import {kindOfToken, type TokenKind} from '../core/check/check-token.ts';

/** A token while the program has it: in one buffer, which `wipe` overwrites. It never prints itself. */
export type Token = {
	/** The token as it is sent. */
	readonly reveal: () => string;
	readonly kind: TokenKind;
	/** Whether white space around or inside it was left out: by itself that makes GitHub refuse it. */
	readonly wasTrimmed: boolean;
	/** Overwrites it. It is empty from then on. */
	readonly wipe: () => void;
};

/** No token of GitHub's is nearly as long. */
const longestToken = 1024;

/**
 * Takes a token out of what was typed, pasted or read, and overwrites that. Undefined when what is left
 * without white space cannot be sent as a token: nothing, too much, or other than visible ASCII.
 */
export const takeToken = (given: Buffer): Token | undefined => {
	const bytes = Buffer.from(given.filter(byte => byte > 0x20));
	const wasTrimmed = bytes.length < given.length;
	given.fill(0);
	if (bytes.length === 0 || bytes.length > longestToken || bytes.some(byte => byte > 0x7e)) {
		bytes.fill(0);
		return undefined;
	}
	const kind = kindOfToken(bytes.toString('latin1', 0, 16));
	return {
		reveal: () => bytes.toString('latin1').replaceAll('\0', ''),
		kind,
		wasTrimmed,
		wipe: () => bytes.fill(0),
		[inspect.custom]: () => 'Token',
	} as Token;
};
