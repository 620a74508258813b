import {isPlain} from './show.ts';

/** Returns the length of a text as GitHub counts it: in code points. An emoji can count as several. */
export const countCharacters = (text: string): number =>
	isPlain(text) ? text.length : [...text].length;

/** Cuts a longer text to `length` characters. The last one is then `…`. */
export const shorten = (text: string, length: number): string => {
	if (text.length <= length) {
		return text;
	}
	const characters = [...text];
	if (characters.length <= length) {
		return text;
	}
	// A joiner at the end has lost the character after it.
	const kept = characters
		.slice(0, length - 1)
		.join('')
		.replace(/\u200D$/, '');
	return `${kept}…`;
};

/** Lists words in a sentence: "a", "a and b", "a, b and c". */
export const listWords = (words: readonly string[], conjunction = 'and'): string =>
	words.length < 2
		? (words[0] ?? '')
		: `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;

/** Lists at most `most` words, at least one, and the number of the others: "a, b and 3 more". */
export const listSome = (words: readonly string[], most = Number.POSITIVE_INFINITY): string => {
	const kept = Math.max(1, most);
	return words.length <= kept + 1
		? listWords(words)
		: listWords([...words.slice(0, kept), `${words.length - kept} more`]);
};

/** Writes a number with its noun: "1 day", "30 days". */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
	`${count} ${count === 1 ? singular : plural}`;

/** Returns the first of several wordings with at most `length` characters, or else the last one. */
export const firstFitting = (length: number, ...wordings: readonly string[]): string =>
	wordings.find(wording => wording.length <= length) ?? wordings.at(-1) ?? '';

/**
 * Removes signs from the beginning and the end of a text. Takes time in proportion to its length, unlike a pattern
 * for runs of signs at the end.
 */
export const withoutSigns = (text: string, before: string, behind: string): string => {
	let end = text.length;
	while (end > 0 && behind.includes(text.charAt(end - 1))) end--;
	let start = 0;
	while (start < end && before.includes(text.charAt(start))) start++;
	return text.slice(start, end);
};
