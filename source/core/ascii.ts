/** One-cell likenesses of the signs that texts of this program hold. */
const likenesses: Readonly<Record<string, string>> = {
	'…': '.',
	'·': '-',
	'–': '-',
	'—': '-',
	'•': '*',
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

/**
 * A text in ASCII alone, for terminals that do not speak UTF-8: signs by their likenesses, all else as
 * question marks. Left as they are, the second bytes of many letters would be control characters there.
 *
 * @param countCells How wide a character is: it stays as wide. One cell unless given.
 */
export const putInAscii = (
	text: string,
	countCells: (text: string) => number = () => 1,
): string => {
	if (/^[\0-\x7F]*$/.test(text)) {
		return text;
	}
	const segmenter = new Intl.Segmenter();
	return text.replaceAll(/[\x20-\x7E]?[^\0-\x7F]+/g, run =>
		Array.from(segmenter.segment(run), ({segment}) => replaceGrapheme(segment, countCells)).join(
			'',
		),
	);
};
