// The patterns with Unicode classes are made when they are needed: that takes a millisecond, and most texts are
// plain.

const plain = /^[\x20-\x7E]*$/;

/** Whether a text has only visible characters of ASCII and spaces. */
export const isPlain = (text: string): boolean => plain.test(text);

/**
 * Characters that control a terminal or are invisible: control and escape characters, bidirectional overrides,
 * zero-width characters, private use and half surrogates.
 */
const unshowable = (): RegExp =>
	/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * The invisible characters of emoji: a variation selector after a pictograph or inside a keycap, and a joiner
 * between two pictographs. Anywhere else they could hide something.
 */
const insideEmoji = (): RegExp =>
	/(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[#*0-9])\uFE0F(?=\u20E3)|(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})/gu;

/** Whether a character controls a terminal or is invisible. */
export const isUnshowable = (character: string): boolean => unshowable().test(character);

/** Whether a text has no visible characters: only white space of every kind, and what `showText` escapes. */
export const isInvisible = (text: string): boolean =>
	[...text].every(character => /[\s\u2800]/.test(character) || isUnshowable(character));

const escapeCharacter = (character: string): string => {
	if (character === '\n') {
		return '⏎';
	}
	const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
	return `\\u{${code}}`;
};

/**
 * Makes a text from outside safe to show on one line: every character that controls a terminal or is invisible
 * becomes `\u{…}`, and line breaks become `⏎`. Visible text, emoji and right-to-left letters stay as they are.
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

/** Makes a text from outside safe to show on several lines: as `showText`, but keeps line breaks and tabs. */
export const showLines = (text: string): string =>
	text
		.split(/\r?\n/)
		.map(line => line.split('\t').map(showText).join('\t'))
		.join('\n');

/** Whether `showText` would have to escape anything in a single-line text. */
export const hasHiddenCharacters = (text: string): boolean => showText(text) !== text;

/** Characters that `showText` escapes and JSON does not. */
const unshowableInJson = (): RegExp =>
	/[\u007F-\u009F\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escapeUnits = (characters: string): string =>
	characters
		.split('')
		.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');

/**
 * Writes a value as JSON in which every character is escaped that controls a terminal or is invisible, also where
 * JSON does not demand it. `indent` is as for `JSON.stringify`.
 */
export const writeJson = (value: unknown, indent?: string | number): string =>
	JSON.stringify(value, undefined, indent).replaceAll(unshowableInJson(), escapeUnits);
