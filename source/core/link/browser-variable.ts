import {containsToken} from '../text/mask.ts';

/** A program with its arguments, one of which holds the address that it opens. */
export type BrowserCommand = {readonly program: string; readonly arguments: readonly string[]};

// Words as a shell would see them, with quotes; on Windows only double ones, and no backslash escapes.
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
 * What the variable `BROWSER` says of an address: a list separated by `:` (on Windows a single entry), each
 * a program with optional arguments, `%s` standing for the address, which else comes last. Each entry has two
 * readings, of which the first whose program is there counts: a path with unquoted spaces, as Windows
 * programs have under WSL, or words. An entry with a token is left out: everybody on the machine can read the
 * arguments of a process.
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
