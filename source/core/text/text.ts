import {type ReplacedText, replaceKeepingPlaces} from './replace-keeping-places.ts';

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

/** How often what was decoded is decoded again. `%252567` counts as once, however often it says 25. */
const mostDecodings = 5;

/**
 * What seldom is anything but a disguise: escapes, and characters beyond ASCII other than letters of
 * Europe, punctuation and symbols. `\u00AD` and `\n` are left out: others are written as these two.
 */
const disguised =
	/[%\\]|[^\n -~\u00A0-\u02FF\u2010-\u2027\u2030-\u205F\u2190-\u23CD\u23CF-\u2BFF]/u;

/** Characters in percent escapes, however often escaped, in the escapes of programs and of `showText`, and colours. */
const disguises =
	/(?:%(?:25)*[c-f][\da-f])(?:%(?:25)*[89ab][\da-f]){1,3}|%(?:25)*[0-7][\da-f]|\\{1,8}(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|[nrt])|\u001B\[[\d;]{0,20}m|[^\n -~\u00A0-\u02FF]/giu;

/** A character as `seeThrough` writes it. */
const seeCharacter = (character: string): string => {
	if (/[\t-\r\u0085\u2028\u2029⏎]/.test(character)) {
		return '\n';
	}
	return isPlain(character) || !unshowable().test(character) ? character : '\u00AD';
};

const decodePercents = (escapes: string): string => {
	try {
		return decodeURIComponent(escapes.replaceAll(/%(?:25)*(?=[\da-f]{2})/gi, '%'));
	} catch {
		return '\uFFFD';
	}
};

/** The escape of a visible character stays as it is, like all that is only text. */
const seeProgramEscape = (found: string): string => {
	const digits = /[\da-f]+(?=\}?$)/i.exec(found.replace(/^\\+./, ''))?.[0] ?? 'a';
	const code = Number.parseInt(digits, 16);
	const seen = code > 0x10_ffff ? found : seeCharacter(String.fromCodePoint(code));
	return seen === '\n' || seen === '\u00AD' ? seen : found;
};

const seeDisguise = (found: string): string => {
	if (found.startsWith('%')) {
		return seeCharacter(decodePercents(found));
	}
	if (found.startsWith('\\')) {
		return seeProgramEscape(found);
	}
	return found.startsWith('\u001B[') ? '\u00AD' : seeCharacter(found);
};

/**
 * A text as someone would have it who undid every escape: with `\u00AD` for what cannot be seen, and
 * `\n` for line breaks and tabs.
 */
const seeThrough = (text: string): ReplacedText => {
	const layers: ReplacedText[] = [];
	let seen = text;
	while (layers.length < mostDecodings && disguised.test(seen)) {
		const layer = replaceKeepingPlaces(seen, disguises, seeDisguise);
		if (layer.text === seen) {
			break;
		}
		layers.push(layer);
		seen = layer.text;
	}
	return {
		text: seen,
		placeBefore: index => layers.reduceRight((place, layer) => layer.placeBefore(place), index),
	};
};

/** What can stand between any two characters of a token. */
const gap = '[\\n\\u00AD]*';

const shortPrefix = ['g', 'h', '[pousr]', '_'].join(gap);

const longPrefix = [...'github_pat_'].join(gap);

const times = (characters: string, count: number): string => `(?:${gap}${characters}){${count}}`;

/**
 * GitHub's tokens by their prefixes, as `seeThrough` gives them: classic, OAuth, user, server and refresh
 * tokens, and fine-grained ones (GitHub Docs, "About authentication to GitHub", August 2026), from their
 * beginning on. Names that only hold a prefix are none, such as `walkthroughs_for_beginners` and
 * `github_pat_rotation`: inside a word, and behind the long prefix, it takes what names seldom have.
 */
const token = new RegExp(
	[
		`(?<![A-Za-z0-9])${shortPrefix}${times('[A-Za-z0-9_]', 10)}`,
		`${shortPrefix}(?=[A-Za-z\\n\\u00AD]*[0-9])${times('[A-Za-z0-9]', 16)}`,
		`${longPrefix}${times('[A-Za-z0-9]', 16)}`,
		`${longPrefix}(?=(?:${gap}[a-z_]){0,80}${gap}[A-Z0-9])${times('[A-Za-z0-9_]', 10)}`,
	].join('|'),
	'g',
);

/** Some of the rest of a token, with what is joined to it by dots and hyphens, as in signed server tokens. */
const tokenRest = /(?:\u00AD*(?:[.-]\u00AD*)?[A-Za-z0-9_]){1,1000}/y;

/** A line break inside a token, and the line after it when that goes on like one. */
const brokenToken =
	/\u00AD*\n[\n\u00AD]*(?=((?=[A-Za-z_]{0,9}[0-9])[A-Za-z0-9_]{10})?[A-Za-z0-9_])/y;

/** How many characters GitHub's tokens have by their prefixes (the same page); 40 for all others. */
const wholeLengths: Readonly<Record<string, number>> = {github_pat_: 93};

/**
 * Where a token ends of which the beginning is known. Behind a line break it goes on when it is shorter so
 * far than a whole one, or when what is there looks like one.
 */
const findTokenEnd = (text: string, start: number, known: number, whole: number): number => {
	const countSeen = (from: number, to: number): number =>
		text.slice(from, to).replaceAll(/[^A-Za-z0-9_]/g, '').length;
	let end = known;
	let length = countSeen(start, end);
	for (;;) {
		tokenRest.lastIndex = end;
		while (tokenRest.test(text)) {
			length += countSeen(end, tokenRest.lastIndex);
			end = tokenRest.lastIndex;
		}
		brokenToken.lastIndex = end;
		const [, long] = brokenToken.exec(text) ?? [];
		if (brokenToken.lastIndex === 0 || (length >= whole && long === undefined)) {
			return end;
		}
		end = brokenToken.lastIndex;
	}
};

/** Without one of these a text holds no token, in no disguise. */
const mark = /[_%]/;

/**
 * Whether a text holds something that looks like a GitHub token, whatever its length, and whatever
 * escapes, line breaks or invisible characters are inside of it.
 */
export const containsToken = (text: string): boolean =>
	mark.test(text) && seeThrough(text).text.search(token) !== -1;

/** What is told when a token was left out of a text, as sentences. */
export const tokenWarning =
	'What looks like a token was left out. If anyone else can see where it came from, revoke it.';

/**
 * A text with everything that looks like a GitHub token replaced by its prefix and dots, also where
 * `containsToken` sees one only through its disguise.
 */
export const maskTokens = (text: string): string => {
	if (!mark.test(text)) {
		return text;
	}
	const seen = seeThrough(text);
	let masked = '';
	let from = 0;
	token.lastIndex = 0;
	for (let match = token.exec(seen.text); match !== null; match = token.exec(seen.text)) {
		const [prefix] = /^(?:github_pat|gh.)_/.exec(match[0].replaceAll(/[\n\u00AD]/g, '')) ?? [''];
		const whole = wholeLengths[prefix] ?? 40;
		const end = findTokenEnd(seen.text, match.index, token.lastIndex, whole);
		masked += `${text.slice(from, seen.placeBefore(match.index))}${prefix}•••`;
		from = seen.placeBefore(end);
		token.lastIndex = end;
	}
	return masked + text.slice(from);
};

/** Text from outside as a message names it: on one line, without tokens, cut to 80 characters. */
export const showBriefly = (text: string): string => showText(shorten(maskTokens(text), 80));
