import stringWidth from 'string-width';
import {wrapWords as wrapMeasured} from '../core/text/wrap-words.ts';
import {splitGraphemes} from './text-field.ts';

/** A word in parts of at most `width` columns. */
const breakWord = (word: string, width: number): readonly string[] => {
	const parts: string[] = [];
	let part = '';
	for (const grapheme of splitGraphemes(word)) {
		if (part !== '' && stringWidth(part + grapheme) > width) {
			parts.push(part);
			part = '';
		}
		part += grapheme;
	}
	return [...parts, part];
};

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
	const words = text
		.trim()
		.split(/\s+/)
		.flatMap(word => breakWord(word, width));
	const lines = wrapMeasured(words.join(' '), width, stringWidth);
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
