import {splitGraphemes} from '../core/text/graphemes.ts';
import type {Heard} from './keys.ts';

/** A single-line text being edited. `cursor` counts graphemes from the start. */
export type TextField = {readonly value: string; readonly cursor: number};

/** A field that holds a text, with the cursor at its end. */
export const createTextField = (value = ''): TextField => ({
	value,
	cursor: splitGraphemes(value).length,
});

/** The far end of the word before a place (`by` -1) or after it (1), past the spaces between. */
const wordEdge = (graphemes: readonly string[], from: number, by: 1 | -1): number => {
	let index = from;
	const isNext = (pattern: RegExp) => pattern.test(graphemes[by === 1 ? index : index - 1] ?? '');
	while (isNext(/^\s/u)) {
		index += by;
	}
	while (isNext(/^\S/u)) {
		index += by;
	}
	return index;
};

/** Removes control characters. Line breaks and tabs become a space. */
const cleanTyped = (text: string): string =>
	text
		.slice(0, longestTyped)
		.replaceAll(/[\r\n\t]+/g, ' ')
		.replaceAll(/[\p{Cc}\p{Cs}]/gu, '');

/** The longest text of a field, in characters. More is cut. */
export const longestTyped = 20_000;

const replace = (
	graphemes: readonly string[],
	from: number,
	to: number,
	text: string,
): TextField => {
	const value = graphemes.slice(0, from).join('') + text + graphemes.slice(to).join('');
	// A combining character joins the one before it, so both are counted together.
	const start = Math.max(0, from - 1);
	const added = splitGraphemes(graphemes.slice(start, from).join('') + text).length;
	return {value, cursor: start + added};
};

/**
 * The field after a key, or the same field when the key does nothing to a text. Keys: text and
 * paste, left and right by character and word, home and end, and the deletions. `longest` is the most
 * characters that the field takes.
 */
export const editText = (field: TextField, key: Heard, longest = longestTyped): TextField => {
	const graphemes = splitGraphemes(field.value);
	const {length} = graphemes;
	const cursor = Math.min(field.cursor, length);
	const move = (to: number): TextField => ({
		value: field.value,
		cursor: Math.min(length, Math.max(0, to)),
	});
	switch (key.name) {
		case 'text':
		case 'paste':
			return replace(
				graphemes,
				cursor,
				cursor,
				cleanTyped(key.text)
					.slice(0, Math.max(0, longest - field.value.length))
					// This removes half of a surrogate pair.
					.replace(/[\uD800-\uDBFF]$/, ''),
			);
		case 'left':
			return move(cursor - 1);
		case 'right':
			return move(cursor + 1);
		case 'home':
			return move(0);
		case 'end':
			return move(length);
		case 'word-left':
			return move(wordEdge(graphemes, cursor, -1));
		case 'word-right':
			return move(wordEdge(graphemes, cursor, 1));
		case 'backspace':
			return cursor === 0 ? field : replace(graphemes, cursor - 1, cursor, '');
		case 'delete':
			return cursor === length ? field : replace(graphemes, cursor, cursor + 1, '');
		case 'delete-word':
			return replace(graphemes, wordEdge(graphemes, cursor, -1), cursor, '');
		case 'delete-before':
			return replace(graphemes, 0, cursor, '');
		case 'delete-after':
			return replace(graphemes, cursor, length, '');
		default:
			return field;
	}
};
