import {containsToken} from '../text/mask.ts';

/** A program with its arguments, one of which contains the address to open. */
export type BrowserCommand = {readonly program: string; readonly arguments: readonly string[]};

/** Splits words as a shell does. On Windows there are only double quotes, and no backslash escapes. */
const splitWords = (text: string, isWindows: boolean): readonly string[] => {
	const [word, piece] = isWindows
		? [/(?:"[^"]*"|[^\s"])+/g, /"([^"]*)"/g]
		: [/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs, /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs];
	const withoutBackslashes = (quoted: string): string =>
		isWindows ? quoted : quoted.replaceAll(/\\(.)/gs, '$1');
	return (text.match(word) ?? []).map(found =>
		found.replaceAll(piece, (_, double?: string, single?: string, escaped?: string) =>
			double === undefined ? (single ?? escaped ?? '') : withoutBackslashes(double),
		),
	);
};

const placeAddress = (words: readonly string[], url: string): readonly string[] => {
	let isPlaced = false;
	const filled = words.map(word =>
		word.replaceAll(/%[s%]/g, mark => {
			isPlaced ||= mark === '%s';
			return mark === '%s' ? url : '%';
		}),
	);
	return isPlaced ? filled : [...filled, url];
};

/**
 * Reads the variable `BROWSER`: a list separated by `:` (on Windows a single entry). Each entry is a program with
 * optional arguments. `%s` is replaced by the address; without it, the address is the last argument. Each entry has
 * two readings, and the first whose program exists counts: a path with unquoted spaces, which programs of Windows
 * have under WSL, or words. Entries with a token are left out, since everyone on the machine can read the arguments
 * of a process.
 */
export const readBrowserVariable = (
	text: string,
	url: string,
	isWindows: boolean,
): readonly (readonly BrowserCommand[])[] =>
	(isWindows ? [text] : text.split(':'))
		.filter(entry => !containsToken(entry))
		.map(entry => {
			const [program = '', ...words] = splitWords(entry, isWindows);
			return [
				{program: entry.trim(), arguments: [url]},
				{program, arguments: placeAddress(words, url)},
			];
		});
