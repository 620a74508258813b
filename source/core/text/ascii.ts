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
export const speaksUtf8 = (
	environment: Readonly<Record<string, string | undefined>>,
	platform: string,
): boolean => {
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
