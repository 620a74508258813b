import type {Environment} from '../environment.ts';

/** ASCII signs of one cell for the other signs in this program's texts. */
const likenesses: Readonly<Record<string, string>> = {
	// A full stop would look like the end of the text.
	'…': '>',
	'·': '-',
	'–': '-',
	'—': '-',
	'•': '*',
	'✓': '*',
	'⏎': ' ',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
};

/**
 * Whether a terminal reads its input as UTF-8, judged by the locale as C programs do. Modern terminals do so
 * without any locale too, but not with the plain C locale. Windows terminals always do, since Node writes to
 * them in another way.
 */
export const speaksUtf8 = (environment: Environment, platform: string): boolean => {
	const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
	return platform === 'win32' || locale === '' || /utf-?8/i.test(locale);
};

const replaceGrapheme = (grapheme: string, countCells: (text: string) => number): string => {
	const kept = grapheme.charCodeAt(0) < 0x80 ? grapheme.charAt(0) : '';
	return likenesses[grapheme] ?? kept + '?'.repeat(Math.max(0, countCells(grapheme) - kept.length));
};

/** Replaces `…` by three dots. At the end of a column, they replace two of the spaces after it as well. */
const writeEllipses = (text: string): string => text.replaceAll(/…(?: {2}(?= ))?/g, '...');

/**
 * Writes a text in ASCII alone, for terminals that do not read UTF-8: signs become similar ones, and everything
 * else question marks. Such a terminal would take the second bytes of many letters for control characters.
 *
 * @param countCells Returns the width of a character, which is kept. Without it, every character counts as one
 * cell, and `…` may become wider.
 */
export const putInAscii = (text: string, countCells?: (text: string) => number): string => {
	if (/^[\0-\x7F]*$/.test(text)) {
		return text;
	}
	const count = countCells ?? (() => 1);
	const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return (countCells === undefined ? writeEllipses(text) : text).replaceAll(
		/[\x20-\x7E]?[^\0-\x7F]+/g,
		run =>
			Array.from(segmenter.segment(run), ({segment}) => replaceGrapheme(segment, count)).join(''),
	);
};

/** Whether a terminal can draw signs beyond ASCII. The Linux console and old Windows consoles cannot. */
export const canShowUnicode = (environment: Environment, platform: string): boolean => {
	if (environment.TERM === 'linux' || environment.TERM === 'dumb') {
		return false;
	}
	if (platform === 'win32') {
		return Boolean(environment.WT_SESSION || environment.TERM_PROGRAM || environment.TERM);
	}
	return speaksUtf8(environment, platform);
};

/**
 * Replaces the signs of this program's texts and of shortened lines with ASCII of the same width. Keeps names from
 * outside as they are.
 */
export const drawAsAscii = (output: string): string =>
	output.replace(/[…·⏎]/g, sign => likenesses[sign] ?? sign);

/**
 * Chooses how to write texts to a terminal: unchanged, with this program's signs in ASCII where the terminal
 * cannot draw them, or entirely in ASCII where the terminal does not read UTF-8.
 *
 * @param countCells Returns the width of a character, for a screen whose columns have to stay. Unset for lines.
 */
export const chooseDrawing = (
	environment: Environment,
	platform: string,
	countCells?: (text: string) => number,
): ((text: string) => string) => {
	if (!speaksUtf8(environment, platform)) {
		return text => putInAscii(text, countCells);
	}
	return countCells === undefined || canShowUnicode(environment, platform)
		? text => text
		: drawAsAscii;
};
