import {isPlain} from './show.ts';

/** How many characters GitHub counts: code points, so an emoji can be one or several. */
export const countCharacters = (text: string): number =>
	isPlain(text) ? text.length : [...text].length;

/** A text cut to `length` characters, with `…` as the last one when something was cut. */
export const shorten = (text: string, length: number): string => {
	if (text.length <= length) {
		return text;
	}
	const characters = [...text];
	if (characters.length <= length) {
		return text;
	}
	// A joiner would be left without what it joined to.
	const kept = characters
		.slice(0, length - 1)
		.join('')
		.replace(/\u200D$/, '');
	return `${kept}…`;
};

/** "a", "a and b", "a, b and c". */
export const listWords = (words: readonly string[], conjunction = 'and'): string =>
	words.length < 2
		? (words[0] ?? '')
		: `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;

/** As `listWords`, with at most `most` words, at least one, and the number of the others: "a, b and 3 more". */
export const listSome = (words: readonly string[], most = Number.POSITIVE_INFINITY): string => {
	const kept = Math.max(1, most);
	return words.length <= kept + 1
		? listWords(words)
		: listWords([...words.slice(0, kept), `${words.length - kept} more`]);
};

/** "1 day", "30 days". */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
	`${count} ${count === 1 ? singular : plural}`;

/** The first of some wordings that is not longer than `length` characters, or else the last. */
export const firstFitting = (length: number, ...wordings: readonly string[]): string =>
	wordings.find(wording => wording.length <= length) ?? wordings.at(-1) ?? '';

/**
 * A text without the signs at its beginning and its end, in time that follows its length, which a
 * pattern for runs of them at the end would not take.
 */
export const withoutSigns = (text: string, before: string, behind: string): string => {
	let end = text.length;
	while (end > 0 && behind.includes(text.charAt(end - 1))) end--;
	let start = 0;
	while (start < end && before.includes(text.charAt(start))) start++;
	return text.slice(start, end);
};

/** A sentence with its full stop, where it does not end with a sign of its own. */
export const endSentence = (text: string): string =>
	/[.?!…:]["')\]]?$/.test(text) ? text : `${text}.`;

/** Several sentences in one text, the last one without a full stop. */
export const joinSentences = (sentences: readonly string[]): string =>
	[...sentences.slice(0, -1).map(endSentence), ...sentences.slice(-1)].join(' ');
