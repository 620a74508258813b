import stringWidth from 'string-width';
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
	const lines: string[] = [];
	for (const word of text
		.trim()
		.split(/\s+/)
		.flatMap(whole => breakWord(whole, width))) {
		const last = lines.at(-1);
		if (last !== undefined && stringWidth(last) + 1 + stringWidth(word) <= width) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else {
			lines.push(word);
		}
	}
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
