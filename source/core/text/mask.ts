import type {Explanation} from '../errors.ts';
import {type ReplacedText, replaceKeepingPlaces} from './replace-keeping-places.ts';
import {isPlain, isUnshowable, showText} from './show.ts';
import {shorten} from './words.ts';

/** How often what was decoded is decoded again. `%252567` counts as once, however often it says 25. */
const mostDecodings = 6;

/** A character as `seeThrough` writes it: letters, digits and `_` of any shape as those of ASCII. */
const seeCharacter = (character: string): string => {
	if (/[\t-\r\u0085\u2028\u2029⏎]/.test(character)) {
		return '\n';
	}
	if (isPlain(character)) {
		return character;
	}
	const shape = character.normalize('NFKC');
	return /^\w$/.test(shape) ? shape : isUnshowable(character) ? '\u00AD' : character;
};

/**
 * The character whose number ends an escape, where it can be in a token or cannot be seen. Any other stays
 * escaped.
 */
const seeNumber =
	(base: 8 | 10 | 16) =>
	(written: string): string => {
		const [digits = ''] = /[\da-f]+(?=[;}]?$)/i.exec(written) ?? [];
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

/** The ways to write a character otherwise, and what they stand for: the first one that fits counts. */
const disguises: ReadonlyArray<readonly [form: RegExp, see: (found: string) => string]> = [
	// Colours of a terminal.
	[/(?:\u001B|\^\[)\[[\d;?]{0,20}[a-z]/iuy, nothing],
	// Characters beyond ASCII, except letters of Europe, punctuation and symbols.
	[/[^\n -~\u00A0-\u02FF\u2010-\u2027\u2030-\u205F\u2190-\u23CD\u23CF-\u2BFF]/iuy, seeCharacter],
	// Addresses, however often escaped.
	[/(?:%(?:25)*[c-f][\da-f])(?:%(?:25)*[89ab][\da-f]){1,3}|%(?:25)*[0-7][\da-f]/iuy, seePercents],
	[/%u[\da-f]{4}/iuy, seeNumber(16)],
	// Programs, style sheets and shells.
	[/\\{2,}/iuy, () => '\\'],
	[/[\\`](?:_|N\{LOW LINE\}|0{0,4}5f ?)/iuy, () => '_'],
	[/[\\`](?:[ux]\{[\da-f]{1,8}\}|u{1,8}(?:0000)?[\da-f]{4})/iuy, seeNumber(16)],
	[/\\(?:['x][\da-f]{2}|N\{U\+[\da-f]{1,6}\})/iuy, seeNumber(16)],
	[/\\(?:o\{[0-7]{1,8}\}|0[01][0-7]{2}|[0-7]{2,3})/iuy, seeNumber(8)],
	[/\\\d{2,3}/iuy, seeNumber(10)],
	[/\\e(?=\[)/iuy, () => '\u001B'],
	[/\\[nrt]/iuy, () => '\n'],
	[/\\\r?\n/iuy, nothing],
	// Pages.
	[/&(?:amp;){0,3}(?:lowbar|UnderBar);/iuy, () => '_'],
	[/&(?:amp;){0,3}#x[\da-f]{1,8};?/iuy, seeNumber(16)],
	[/&(?:amp;){0,3}#\d{1,9};?/iuy, seeNumber(10)],
	[/&(?:amp;){0,3}(?:shy|zwn?j|[lr]rm|NoBreak|ZeroWidthSpace|Negative\w{4,10}Space);/iuy, nothing],
	[
		/<\/?(?:wbr|b|i|u|s|em|strong|mark|span|code)(?:[ /][^<>]{0,80})?>|<!--[^<>]{0,80}-->/iuy,
		nothing,
	],
	// Mail.
	[/=[3-7][\da-f]/iuy, seeNumber(16)],
	[/=[ \t]?\r?\n/iuy, nothing],
	// Signs of Markdown and quotes of shells around an underscore.
	[/[*~`"']{1,3}(?=_)|(?<=_)[*~`"']{1,3}/iuy, nothing],
];

const anyDisguise = new RegExp(disguises.map(([{source}]) => source).join('|'), 'giu');

/** What a disguise at a place of a text stands for. */
const seeDisguise = (text: string, found: string, index: number): string => {
	const [, see = String] =
		disguises.find(([form]) => {
			form.lastIndex = index;
			return form.test(text);
		}) ?? [];
	return see(found);
};

/**
 * A text as someone would have it who undid every escape: with `\u00AD` for what cannot be seen, and
 * `\n` for line breaks and tabs.
 */
const seeThrough = (text: string): ReplacedText => {
	const layers: ReplacedText[] = [];
	let seen = text;
	while (layers.length < mostDecodings) {
		const layer = replaceKeepingPlaces(seen, anyDisguise, (found, index) =>
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
const mark = /[_%\\&=`\uFE33\uFE34\uFE4D-\uFE4F\uFF3F]/;

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

/**
 * Text from outside as a message names it: on one line, without tokens, cut to `length` characters, 80
 * unless something else is said.
 */
export const showBriefly = (text: string, length = 80): string =>
	showText(shorten(maskTokens(text.slice(0, 100 * length)), length));

/** A value from outside in quotation marks, as a message names it: see `showBriefly`. */
export const quoteBriefly = (value: unknown, length?: number): string =>
	`"${showBriefly(typeof value === 'object' ? JSON.stringify(value) : String(value), length)}"`;

/** What to say about a text that holds a token. */
export const explainToken = (text: string): Explanation => ({
	message: `${quoteBriefly(text, 40)} holds what looks like a token`,
	hint: 'Take it out. If anyone else can see where it came from, revoke it',
});
