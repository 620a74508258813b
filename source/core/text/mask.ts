import type {Explanation} from '../errors.ts';
import {once} from '../once.ts';
import {type ReplacedText, replaceKeepingPlaces} from './replace-keeping-places.ts';
import {isPlain, isUnshowable, showText} from './show.ts';
import {shorten} from './words.ts';

/** The most times that a text is decoded in turn. `%252567` counts as one, however many times it has 25. */
const mostDecodings = 6;

/** Letters of Greek, Cyrillic, Armenian and phonetic script that look like those of the prefixes. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
	[
		'a\u0430\u03B1',
		'b\u042C',
		'g\u0261\u0581',
		'h\u04BB\u0570',
		'i\u0456\u03B9',
		'o\u043E\u03BF\u0585',
		'p\u0440\u03C1',
		'r\u0433',
		's\u0455',
		't\u0442\u03C4',
		'u\u03C5\u057D',
	].flatMap(([letter = '', ...others]) => others.map(other => [other, letter] as const)),
);

/** Writes a character for `seeThrough`: letters, digits and `_` of any shape in ASCII. */
const seeCharacter = (character: string): string => {
	if (/[\t-\r\u0085\u2028\u2029⏎]/.test(character)) {
		return '\n';
	}
	if (isPlain(character)) {
		return character;
	}
	const shape = lookAlikes.get(character) ?? character.normalize('NFKC');
	return /^\w$/.test(shape) ? shape : isUnshowable(character) ? '\u00AD' : character;
};

/**
 * Decodes an escape that ends with the number of a character, if a token can have that character or it is
 * invisible. Keeps any other escape.
 */
const seeNumber =
	(base: 8 | 10 | 16) =>
	(written: string): string => {
		const [digits = ''] = /[\da-f]{1,8}(?=[;}]?$)/i.exec(written) ?? [];
		const code = Number.parseInt(digits, base);
		const seen = code <= 0x10_ffff ? seeCharacter(String.fromCodePoint(code)) : written;
		return code === 0x1b ? '\u001B' : /^[\w\n\u00AD-]$/.test(seen) ? seen : written;
	};

const seePercents = (escapes: string): string => {
	try {
		return seeCharacter(decodeURIComponent(escapes.replaceAll(/%(?:25)*(?=[\da-f]{2})/gi, '%')));
	} catch {
		return '\uFFFD';
	}
};

const nothing = (): string => '\u00AD';

/**
 * A way to write a character in another form: the characters it can begin with (any without one), the form, and what
 * it means.
 */
type Disguise = readonly [first: string, form: RegExp, see: (found: string) => string];

/** The disguises, of which the first one that matches counts. They are made when a text needs them: that takes 0.5 ms. */
const listDisguises = once((): readonly Disguise[] => [
	// Colours of a terminal.
	['\u001B^', /(?:\u001B|\^\[)\[[\d;?]{0,20}[a-z]/iuy, nothing],
	// Characters beyond ASCII, except letters of Europe, punctuation and symbols.
	[
		'',
		/[^\n -~\u00A0-\u0260\u0262-\u02FF\u2010-\u2027\u2030-\u205F\u2190-\u23CD\u23CF-\u2BFF]/iuy,
		seeCharacter,
	],
	// Addresses, however often escaped.
	[
		'%',
		/(?:%(?:25)*[c-f][\da-f])(?:%(?:25)*[89ab][\da-f]){1,3}|%(?:25)*[0-7][\da-f]/iuy,
		seePercents,
	],
	['%', /%u[\da-f]{4}/iuy, seeNumber(16)],
	// Programs, style sheets and shells.
	['\\', /\\{2,}/iuy, () => '\\'],
	['\\`', /[\\`](?:_|N\{LOW LINE\}|0{0,4}5f ?)/iuy, () => '_'],
	['\\`', /[\\`](?:[ux]\{[\da-f]{1,8}\}|u{1,8}(?:0000)?[\da-f]{4})/iuy, seeNumber(16)],
	['\\', /\\(?:['x][\da-f]{2}|N\{U\+[\da-f]{1,6}\})/iuy, seeNumber(16)],
	['\\', /\\(?:o\{[0-7]{1,8}\}|0[01][0-7]{2}|[0-7]{2,3})/iuy, seeNumber(8)],
	['\\', /\\\d{2,3}/iuy, seeNumber(10)],
	['\\', /\\e(?=\[)/iuy, () => '\u001B'],
	['\\', /\\[nrt]/iuy, () => '\n'],
	['\\', /\\\r?\n/iuy, nothing],
	// Pages.
	['&', /&(?:amp;){0,3}(?:lowbar|UnderBar);/iuy, () => '_'],
	['&', /&(?:amp;){0,3}#x[\da-f]{1,8};?/iuy, seeNumber(16)],
	['&', /&(?:amp;){0,3}#\d{1,9};?/iuy, seeNumber(10)],
	[
		'&',
		/&(?:amp;){0,3}(?:shy|zwn?j|[lr]rm|NoBreak|ZeroWidthSpace|Negative\w{4,10}Space);/iuy,
		nothing,
	],
	[
		'<',
		/<\/?(?:wbr|b|i|u|s|em|strong|mark|span|code)(?:[ /][^<>]{0,80})?>|<!--[^<>]{0,80}-->/iuy,
		nothing,
	],
	// Mail.
	['=', /=[3-7][\da-f]/iuy, seeNumber(16)],
	['=', /=[ \t]?\r?\n/iuy, nothing],
	// Signs of Markdown and quotes of shells around an underscore.
	['*~`"\'', /[*~`"']{1,3}(?=_)|(?<=_)[*~`"']{1,3}/iuy, nothing],
]);

/** The characters that begin a disguise. Most texts have none, and this search takes a tenth of the time. */
const disguised =
	/[%\\<^`]|&(?:#|\w{2,30};)|=[3-7 \t\r\n]|[*~"']_|_[*~"']|[^\n -~\u00A0-\u0260\u0262-\u02FF\u2010-\u2027\u2030-\u205F\u2190-\u23CD\u23CF-\u2BFF]/u;

const anyDisguise = once(() => {
	const forms = listDisguises().map(([, {source}]) => source);
	return new RegExp(forms.join('|'), 'giu');
});

/** Decodes the disguise that was found at an index of a text. */
const seeDisguise = (text: string, found: string, index: number): string => {
	// Most forms cannot begin like this, and compiling all of them takes a while.
	const [, , see = String] =
		listDisguises().find(([first, form]) => {
			form.lastIndex = index;
			return (first === '' || first.includes(found.charAt(0))) && form.test(text);
		}) ?? [];
	return see(found);
};

/**
 * Undoes every escape in a text. Invisible characters become `\u00AD`, and line breaks and tabs become `\n`.
 */
const seeThrough = (text: string): ReplacedText => {
	const layers: ReplacedText[] = [];
	let seen = text;
	while (layers.length < mostDecodings && disguised.test(seen)) {
		const layer = replaceKeepingPlaces(seen, anyDisguise(), (found, index) =>
			seeDisguise(seen, found, index),
		);
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

/** The characters that may be between any two characters of a token. */
const gap = '[\\n\\u00AD]*';

const shortPrefix = ['g', 'h', '[pousr]', '_'].join(gap);

const longPrefix = [...'github_pat_'].join(gap);

/** The prefixes in small letters and capitals. */
const anyCasePrefix = [
	'[gG][hH][pousrPOUSR]_'.split(/(?<=\])/).join(gap),
	[...'github_pat_'].map(letter => `[${letter}${letter.toUpperCase()}]`).join(gap),
].join('|');

const times = (characters: string, count: number): string => `(?:${gap}${characters}){${count}}`;

/**
 * The beginning of GitHub's tokens, by their prefixes, in the form that `seeThrough` returns: classic, OAuth, user,
 * server and refresh tokens, and fine-grained ones (GitHub Docs, "About authentication to GitHub", August 2026).
 * Names that only contain a prefix do not match, such as `walkthroughs_for_beginners` and `github_pat_rotation`:
 * inside a word, and behind the long prefix, a match needs digits or capitals, which such names seldom have.
 */
const token = new RegExp(
	[
		`(?<![A-Za-z0-9])${shortPrefix}${times('[A-Za-z0-9_]', 10)}`,
		`${shortPrefix}(?=[A-Za-z\\n\\u00AD]*[0-9])${times('[A-Za-z0-9]', 16)}`,
		`${longPrefix}${times('[A-Za-z0-9]', 16)}`,
		`${longPrefix}(?=(?:${gap}[a-z_]){0,80}${gap}[A-Z0-9])${times('[A-Za-z0-9_]', 10)}`,
		// A token in capitals is not valid, but easy to restore. Names of variables are shorter, or have no digits.
		`(?:${anyCasePrefix})(?=(?:${gap}[A-Za-z]){0,20}${gap}[0-9])${times('[A-Za-z0-9]', 20)}`,
	].join('|'),
	'g',
);

/** The prefixes alone. Most texts have none, and compiling `token` takes a while. */
const prefix = new RegExp(anyCasePrefix);

/** A part of the rest of a token. Signed server tokens have dots and hyphens in it. */
const tokenRest = /(?:\u00AD*(?:[.-]\u00AD*)?[A-Za-z0-9_]){1,1000}/y;

/** A line break inside a token, and the next line when it looks like the rest of one. */
const brokenToken =
	/\u00AD*\n[\n\u00AD]*(?=((?=[A-Za-z_]{0,9}[0-9])[A-Za-z0-9_]{10})?[A-Za-z0-9_])/y;

/** The lengths of GitHub's tokens by their prefixes, in characters (the same page). All others have 40. */
const wholeLengths: Readonly<Record<string, number>> = {github_pat_: 93};

/**
 * Finds the end of a token. It continues after a line break when it is still shorter than a whole one, or when
 * the next line looks like a token.
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

/** The characters of which every token has at least one, in every disguise. */
const mark = /[_%\\&=`\uFE33\uFE34\uFE4D-\uFE4F\uFF3F]/;

/** Returns the text as `seeThrough` does, or `undefined` when it can have no token. */
const reveal = (text: string): ReplacedText | undefined => {
	const seen = mark.test(text) ? seeThrough(text) : undefined;
	return seen !== undefined && prefix.test(seen.text) ? seen : undefined;
};

/**
 * Whether a text has something in it that looks like a GitHub token, of any length, also with escapes, line breaks
 * or invisible characters inside.
 */
export const containsToken = (text: string): boolean =>
	(reveal(text)?.text.search(token) ?? -1) !== -1;

/** The message that a token was left out of a text. */
export const tokenWarning =
	'What looks like a token was left out. If anyone else can see where it came from, revoke it.';

/**
 * Replaces everything that looks like a GitHub token with its prefix and dots, also tokens in a disguise that
 * `containsToken` recognizes.
 */
export const maskTokens = (text: string): string => {
	const seen = reveal(text);
	if (seen === undefined) {
		return text;
	}
	let masked = '';
	let from = 0;
	token.lastIndex = 0;
	for (let match = token.exec(seen.text); match !== null; match = token.exec(seen.text)) {
		const [prefix] = /^(?:github_pat|gh.)_/i.exec(match[0].replaceAll(/[\n\u00AD]/g, '')) ?? [''];
		const whole = wholeLengths[prefix.toLowerCase()] ?? 40;
		const end = findTokenEnd(seen.text, match.index, token.lastIndex, whole);
		masked += `${text.slice(from, seen.placeBefore(match.index))}${prefix}•••`;
		from = seen.placeBefore(end);
		token.lastIndex = end;
	}
	return masked + text.slice(from);
};

/**
 * Prepares a text from outside for a message: on one line, with tokens masked, cut to `length` characters.
 */
export const showBriefly = (text: string, length = 80): string =>
	showText(shorten(maskTokens(text.slice(0, 100 * length)), length));

/** Quotes a value from outside for a message. See `showBriefly`. */
export const quoteBriefly = (value: unknown, length?: number): string =>
	`"${showBriefly(typeof value === 'object' ? JSON.stringify(value) : String(value), length)}"`;

/** Explains that a text has a token in it. */
export const explainToken = (text: string): Explanation => ({
	message: `${quoteBriefly(text, 40)} holds what looks like a token`,
	hint: 'Take it out. If anyone else can see where it came from, revoke it',
});
