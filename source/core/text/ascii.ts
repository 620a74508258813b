/** The environment variables that say what a terminal shows. */
type Environment = Readonly<Record<string, string | undefined>>;

/** One-cell likenesses of the signs that texts of this program hold. */
const likenesses: Readonly<Record<string, string>> = {
	// A full stop would say that a text ends where it was cut.
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
 * Whether a terminal takes what is written for UTF-8, judged by its locale as programs in C do. Without
 * any locale modern terminals still do; the plain C locale says they do not. Windows is told in its own
 * way and always does.
 */
export const speaksUtf8 = (environment: Environment, platform: string): boolean => {
	const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
	return platform === 'win32' || locale === '' || /utf-?8/i.test(locale);
};

const replaceGrapheme = (grapheme: string, countCells: (text: string) => number): string => {
	const kept = grapheme.charCodeAt(0) < 0x80 ? grapheme.charAt(0) : '';
	return likenesses[grapheme] ?? kept + '?'.repeat(Math.max(0, countCells(grapheme) - kept.length));
};

/** `…` in three cells. Where it ends a column, the spaces behind it give two of them. */
const writeEllipses = (text: string): string => text.replaceAll(/…(?: {2}(?= ))?/g, '...');

/**
 * A text in ASCII alone, for terminals that do not speak UTF-8: signs by their likenesses, all else as
 * question marks. Left as they are, the second bytes of many letters would be control characters there.
 *
 * @param countCells How wide a character is: each stays as wide. Unless it is given, every character is
 * taken for one cell, and `…` may become wider.
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

/** Whether a terminal has signs beyond ASCII to draw a screen with: the Linux console and old Windows ones have not. */
export const canShowUnicode = (environment: Environment, platform: string): boolean => {
	if (environment.TERM === 'linux' || environment.TERM === 'dumb') {
		return false;
	}
	if (platform === 'win32') {
		return Boolean(environment.WT_SESSION || environment.TERM_PROGRAM || environment.TERM);
	}
	return speaksUtf8(environment, platform);
};

const signs: Readonly<Record<string, string>> = {'…': '>', '·': '-', '⏎': ' '};

/**
 * What is drawn, with the signs that texts and shortened lines carry as ASCII of the same width. Names
 * from outside stay as they are.
 */
export const drawAsAscii = (output: string): string =>
	output.replace(/[…·⏎]/g, sign => signs[sign] ?? sign);

/**
 * How a text is put for a terminal, the one place where that is chosen: as it is, with its signs as ASCII
 * where the terminal has no others, or all of it as ASCII where anything else would be taken for something else.
 *
 * @param countCells How wide a character is, for a screen, whose columns stay where they are. Unset for lines.
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
