import stringWidth from 'string-width';
import {splitGraphemes} from '../core/text/graphemes.ts';
import {breakLines} from '../core/text/wrap-words.ts';

/**
 * A text in lines of at most `width` columns, broken between words, and inside a word where it is
 * wider than a line. With `most`, what does not fit into that many lines is cut, which `ellipsis`
 * shows.
 */
export const wrapWords = (
	text: string,
	width: number,
	most = Number.POSITIVE_INFINITY,
	ellipsis = '…',
): readonly string[] => {
	const lines = breakLines(text, width, stringWidth);
	if (lines.length <= most) {
		return lines;
	}
	const shown = lines.slice(0, Math.max(0, most));
	const last = splitGraphemes(shown.pop() ?? '').slice();
	while (last.length > 0 && stringWidth(last.join('') + ellipsis) > width) {
		last.pop();
	}
	return most < 1 ? [] : [...shown, `${last.join('').trimEnd()}${ellipsis}`];
};
