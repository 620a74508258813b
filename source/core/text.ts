// The patterns below with classes of Unicode are made when they are needed: that takes a millisecond, and
// most texts are plain.

const plain = /^[\x20-\x7E]*$/;

/** Whether a text has nothing but the visible characters of ASCII and spaces. */
export const isPlain = (text: string): boolean => plain.test(text);

/**
 * Characters that a terminal would obey or that nobody can see: control and escape characters,
 * bidirectional overrides, zero-width characters, private use and half surrogates.
 */
const unshowable = (): RegExp =>
	/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * The invisible characters that hold an emoji together: a variation selector behind a pictograph or
 * inside a keycap, and a joiner between two pictographs. Anywhere else they could hide something.
 */
const insideEmoji = (): RegExp =>
	/(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[#*0-9])\uFE0F(?=\u20E3)|(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})/gu;

const escapeCharacter = (character: string): string => {
	if (character === '\n') {
		return '⏎';
	}
	const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
	return `\\u{${code}}`;
};

/**
 * Text from outside as it may be shown: on one line, with every character that a terminal would
 * obey or that would not be seen written as `\u{…}`. Line breaks become `⏎`. Visible text, emoji
 * and right-to-left letters stay as they are.
 */
export const showText = (text: string): string => {
	if (isPlain(text)) {
		return text;
	}
	const kept = new Set([...text.matchAll(insideEmoji())].map(match => match.index));
	return text.replace(unshowable(), (character, index: number) =>
		kept.has(index) ? character : escapeCharacter(character),
	);
};

/** Text from outside over several lines: as `showText`, with line breaks and tabs left alone. */
export const showLines = (text: string): string =>
	text
		.split(/\r?\n/)
		.map(line => line.split('\t').map(showText).join('\t'))
		.join('\n');

/** Whether `showText` would have to escape anything in a single-line text. */
export const hasHiddenCharacters = (text: string): boolean => showText(text) !== text;

/** How many characters GitHub counts: code points, so an emoji can be one or several. */
export const countCharacters = (text: string): number =>
	isPlain(text) ? text.length : [...text].length;

/** Characters that JSON leaves alone and `showText` escapes. */
const unshowableInJson = (): RegExp =>
	/[\u007F-\u009F\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escapeUnits = (characters: string): string =>
	characters
		.split('')
		.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');

/**
 * A value as JSON in which every character that a terminal would obey or that would not be seen is
 * escaped, also where JSON does not ask for it. `indent` is as for `JSON.stringify`.
 */
export const writeJson = (value: unknown, indent?: string | number): string =>
	JSON.stringify(value, undefined, indent).replaceAll(unshowableInJson(), escapeUnits);

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

/** "1 day", "30 days". */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
	`${count} ${count === 1 ? singular : plural}`;

/**
 * GitHub's tokens by their prefixes: classic, OAuth, user, server and refresh tokens, and fine-grained
 * ones (GitHub Docs, "About authentication to GitHub", August 2026), with what is joined to them by dots
 * and hyphens, as in signed server tokens. Names that only hold a prefix are none, such as
 * `walkthroughs_for_beginners` and `github_pat_rotation`: inside a word, and behind the long prefix, it
 * takes what names seldom have.
 */
const token =
	/(?:(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9_]{10}|gh[pousr]_(?=[A-Za-z]*[0-9])[A-Za-z0-9]{16}|github_pat_(?:[A-Za-z0-9]{16}|(?=[a-z_]*[A-Z0-9])[A-Za-z0-9_]{10}))(?:[.-]?[A-Za-z0-9_])*/g;

/** Whether a text holds something that looks like a GitHub token, whatever its length. */
export const containsToken = (text: string): boolean => text.search(token) !== -1;

/** What is told when a token was left out of a text, as sentences. */
export const tokenWarning =
	'What looks like a token was left out. If anyone else can see where it came from, revoke it.';

/** A text with everything that looks like a GitHub token replaced by its prefix and dots. */
export const maskTokens = (text: string): string =>
	text.replace(
		token,
		found => `${found.startsWith('github_pat_') ? 'github_pat_' : found.slice(0, 4)}•••`,
	);

/** Text from outside as a message names it: on one line, without tokens, cut to 80 characters. */
export const showBriefly = (text: string): string => showText(shorten(maskTokens(text), 80));
