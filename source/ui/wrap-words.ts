import stringWidth from 'string-width';
import {splitGraphemes} from '../core/text/graphemes.ts';
import {breakLines} from '../core/text/wrap-words.ts';

/**
 * Wraps a text into lines of at most `width` columns. Breaks a word only where it is wider than a line. With
 * `most`, cuts what does not fit into that many lines and ends with `ellipsis`.
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
