import type {Explanation} from '../errors.ts';
import {type ReplacedText, replaceKeepingPlaces} from './replace-keeping-places.ts';
import {isPlain, isUnshowable, showText} from './show.ts';
import {shorten} from './words.ts';

/** How often what was decoded is decoded again. `%252567` counts as once, however often it says 25. */
const mostDecodings = 5;

/**
 * What seldom is anything but a disguise: escapes, and characters beyond ASCII other than letters of
 * Europe, punctuation and symbols. `\u00AD` and `\n` are left out: others are written as these two.
 */
const disguised =
	/[%\\]|&(?:#|amp;|lowbar;|UnderBar;|shy;|Zero)|=(?:5F|[ \t]?\r?\n)|[^\n -~\u00A0-\u02FF\u2010-\u2027\u2030-\u205F\u2190-\u23CD\u23CF-\u2BFF]/u;

/**
 * Characters in percent escapes, however often escaped, in the escapes of programs, of markdown, of HTML,
 * of mail and of `showText`, line ends that a program takes away, and colours.
 */
const disguises = new RegExp(
	[
		'(?:%(?:25)*[c-f][\\da-f])(?:%(?:25)*[89ab][\\da-f]){1,3}',
		'%(?:25)*[0-7][\\da-f]',
		'\\\\{1,8}(?:u\\{[\\da-f]{1,6}\\}|u[\\da-f]{4}|x[\\da-f]{2}|[nrt_]|\\r?\\n)',
		'&(?:amp;){0,3}(?:#x[\\da-f]{1,6};?|#\\d{1,7};?|lowbar;|UnderBar;|shy;|ZeroWidthSpace;)',
		'=(?:5F|[ \\t]?\\r?\\n)',
		'\\u001B\\[[\\d;]{0,20}m',
		'[^\\n -~\\u00A0-\\u02FF]',
	].join('|'),
	'giu',
);

/** A character as `seeThrough` writes it. Wide letters are those that they look like. */
const seeCharacter = (character: string): string => {
	if (/[\t-\r\u0085\u2028\u2029⏎]/.test(character)) {
		return '\n';
	}
	if (/^[\uFF01-\uFF5E]$/.test(character)) {
		return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
	}
	return isPlain(character) || !isUnshowable(character) ? character : '\u00AD';
};

const decodePercents = (escapes: string): string => {
	try {
		return decodeURIComponent(escapes.replaceAll(/%(?:25)*(?=[\da-f]{2})/gi, '%'));
	} catch {
		return '\uFFFD';
	}
};

/** A character by its number: what can be in a token, or cannot be seen. Any other stays escaped. */
const seeNumber = (found: string, code: number): string => {
	const seen = code > 0x10_ffff ? found : seeCharacter(String.fromCodePoint(code));
	return /^[\w\n\u00AD-]$/.test(seen) ? seen : found;
};

const seeProgramEscape = (found: string): string => {
	const rest = found.replace(/^\\+/, '');
	if (/^_/.test(rest)) {
		return '_';
	}
	if (/^[\r\n]/.test(rest)) {
		return '\u00AD';
	}
	const [digits] = /[\da-f]{1,6}(?=\}?$)/i.exec(rest.slice(1)) ?? [];
	return digits === undefined ? '\n' : seeNumber(found, Number.parseInt(digits, 16));
};

const seeEntity = (found: string): string => {
	const [, hexadecimal, decimal] = /#(?:x([\da-f]+)|(\d+))/i.exec(found) ?? [];
	if (hexadecimal !== undefined || decimal !== undefined) {
		const code = Number.parseInt(hexadecimal ?? decimal ?? '', hexadecimal === undefined ? 10 : 16);
		return seeNumber(found, code);
	}
	return /(?:lowbar|UnderBar);$/i.test(found) ? '_' : '\u00AD';
};

const seeDisguise = (found: string): string => {
	switch (found.charAt(0)) {
		case '%':
			return seeCharacter(decodePercents(found));
		case '\\':
			return seeProgramEscape(found);
		case '&':
			return seeEntity(found);
		case '=':
			return found.length === 3 && found.endsWith('F') ? '_' : /5f$/.test(found) ? found : '\u00AD';
		default:
			return found.startsWith('\u001B[') ? '\u00AD' : seeCharacter(found);
	}
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
const mark = /[_%\\&=\uFF3F]/;

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
