import {scopes} from '../catalog/scopes.ts';
import {
	type ReplacedText,
	type Replacement,
	replaceInTurn,
} from '../text/replace-keeping-places.ts';

// A link can stand in pieces: broken over lines, or over string literals of a program. Each pattern below
// takes away what stands between two pieces. All of them are bounded, so that each takes time in
// proportion to the text.

const quote = `\\\\?["'\`]`;

/** Letters before a string literal: `f"…"` of Python, `$@"…"` of C#, `L"…"` of C. */
export const prefix = '[fFrRbBuULsS$@]{0,2}';

/** Blanks, line breaks, comments, and what marks a line that goes on, written out or not. */
export const blanks =
	'(?:\\s|\\\\[nrt]|\\\\|_|`(?=\\r?\\n)|(?:#|//|--|;;)[^\\r\\n]{0,160}(?=[\\r\\n])|/\\*[^*]{0,160}\\*/|\\(\\*[^*]{0,160}\\*\\)){0,100}';

/** What a link that goes on ends with, or what its next piece begins with. */
const goesOn = '[?&=,:/%_+-]';

const lineBreak = '(?:\\r?\\n|(?:\\\\r)?\\\\n|<br {0,3}/?>)';

/** Indentation, and the marks of quoted mail, comments, lists and differences. */
const margin = '(?:[ \\t>|*#+/;%-]|&nbsp;|&#160;){0,60}';

const nextParameter = `(?=[?&](?:amp;)?(?:[A-Za-z_][\\w.-]{0,60}(?:\\[\\])?(?:=|%3D)|[$#{%]))`;

const scopeAlone = `(?=(?:${scopes.map(({scope}) => scope).join('|')})(?:[,&"'\`\\s]|$))`;

const brokenLines = new RegExp(
	[
		// A line of its own for each parameter.
		`(?<![ \\t])[ \\t]{0,100}\\\\?${lineBreak}${margin}${nextParameter}`,
		`(?<=[?&]|&amp;)[ \\t]{0,100}${lineBreak}${margin}(?=[a-z_]{2,40}=\\S)`,
		`(?<=[=,])[ \\t]{0,100}${lineBreak}${margin}${scopeAlone}`,
		// A backslash of shells and programs, a caret of batch files, a percent sign of TeX.
		`(?<=${goesOn})[\\\\^%]\\r?\\n[ \\t]{0,100}\\\\?`,
		`[\\\\^%]\\r?\\n[ \\t]{0,100}\\\\?(?=[?&=,])`,
		// Inside of a name or a value, with more parameters behind it.
		`(?<=[?&][\\w.%+,:=-]{1,60})\\r?\\n${margin}(?=[\\w%+.:,-]{1,60}&(?:amp;)?[a-z_]{2,40}=\\w|[a-z_]{1,40}=(?:read|write|admin|none)\\b)`,
		// Inside of the page's path, as texts copied out of a PDF.
		'(?<=/settings/|personal-|access-|tokens/)[ \\t]{0,20}\\r?\\n[ \\t>]{0,20}(?=personal-|access-|tokens/|new\\b)',
	].join('|'),
	'g',
);

/** Not a literal that a method is called on, as in `"," .join(scopes)`. */
const notCalled = `(?!${prefix}["'\`][^"'\`\\n]{0,40}["'\`]\\.\\w)`;

/** An operator of any language that joins: not a comma, and none that compares, assigns or subtracts. */
export const operator =
	'(?!&&|\\*/|/\\*|>|<(?![<>+])|\\.(?!\\.))[+.&~^<>*/][+.&~^<>*/|]{0,2}|\\|\\||%\\+%|(?<=\\s)\\.';

/** What only the rest of an address begins with: a sign of it, or the end of a value and what follows. */
const restOfAddress =
	'(?=[?&,=][\\w$%{#]|(?:tokens/|access-tokens/)?new\\?|access-tokens/|[\\w%+.:-]{1,60}(?:&(?:amp;)?\\w{2,40}=|,[a-z_]))';

/** Not an address of its own, and not the key of a value. */
export const notNew = '(?!https?:|[^"\'`\\n]{0,100}["\'`] {0,3}:)';

/**
 * Between two literals: an operator that joins, or nothing where one of them shows that the address goes on. A comma
 * stands in a list of parameters, too.
 */
const joinedLiterals = new RegExp(
	[
		`${quote}(?:\\.(?:to_owned|to_string|into)\\(\\))?${blanks}(?:${operator})${blanks}${notCalled}${prefix}${quote}${notNew}`,
		`(?<=${goesOn})${quote}${blanks}[,.]?${blanks}${notCalled}${prefix}${quote}${notNew}`,
		`${quote}${blanks}\\.?${blanks}${prefix}${quote}${restOfAddress}`,
		`(?:\\\\n)?${quote}${blanks},${blanks}${prefix}${quote}\\s{0,20}(?=[?&][\\w$])`,
		// A list that a program joins: `["…?scopes=repo", ",gist"].join("")`.
		`${quote}\\s{0,40},\\s{0,40}${prefix}${quote}(?=,[a-z])`,
		// A builder: `.append("…").append("…")`.
		`${quote}\\s{0,20}\\)?\\s{0,40}\\.\\s{0,5}(?:append|Append|concat|Concat|add|push|write)\\w{0,10}\\(\\s{0,20}${quote}`,
		// A statement that adds to the string: `url += "…"`.
		`${quote}\\s{0,20};?\\s{0,5}[\\r\\n]\\s{0,40}\\$?[\\w.]{1,40} {0,5}[+.]?= {0,5}${prefix}${quote}(?=[?&,])`,
	].join('|'),
	'g',
);

const tag = '</?(?:span|b|i|u|s|tt|em|strong|mark|code|font)(?: [^<>]{0,200})?>';

/** A place where a line may be broken, and inline markup around a sign of an address, as highlighted code has it. */
const inlineTags = new RegExp(
	`<wbr {0,3}/?>|(?:${tag}){1,4}(?=[?=](?:\\w|<)|,\\w|&(?:amp;)?\\w{2,40}(?:=|<))|(?<=[?=,]|&amp;|\\w&)(?:${tag}){1,4}(?=\\w)`,
	'g',
);

/** Slashes as programs and HTML write them. `&sol;` is left: `export` writes it where no link is meant. */
const escapedSlashes = /\\{1,4}\/|&#0{0,5}(?:47|x2f);|&#x0{0,5}2f;/gi;

/** What manual pages and properties escape in an address: `personal\-access\-tokens`, `https\://`. */
const escapedSigns = /\\(?=-access\b|-tokens\b|:\/\/)/g;

/** A folded line of a calendar or an address card. */
const folds: Replacement = [/\r?\n[ \t]/g, () => ''];

/** What only quoted-printable has: a quoted attribute, a value, or a line break that is none. */
const surelyEncoded = new RegExp(
	`=3D["']|=[ \\t]{0,20}\\r?\\n|=3D(?:read|write|admin|none|${scopes.map(({scope}) => scope).join('|')})\\b`,
);

const mailHeader = /^Content-Transfer-Encoding:[ \t]*quoted-printable/gim;

/** Where a text is in quoted-printable: behind its header up to the next part, or all of it by its look. */
const findQuotedPrintable = (text: string): readonly (readonly [number, number])[] => {
	const parts = [...text.matchAll(mailHeader)].map(({index}): readonly [number, number] => {
		const next = text.slice(index).search(/\n--[\w='()+_,./:?-]{4,70}\r?(?:\n|$)/);
		return [index, next === -1 ? text.length : index + next];
	});
	// A bare "=" ends a line or begins an escape there.
	const looksSo = surelyEncoded.test(text) && !/=(?![\dA-F]{2}|[ \t]{0,20}\r?\n)/.test(text);
	return parts.length === 0 && looksSo ? [[0, text.length]] : parts;
};

const decodeQuotedPrintable = (text: string): readonly Replacement[] => {
	const parts = findQuotedPrintable(text);
	let at = 0;
	return parts.length === 0
		? []
		: [
				[
					/=(?:[ \t]{0,20}\r?\n|[\da-f]{2})/gi,
					(found, index) => {
						while (at < parts.length - 1 && index > (parts[at]?.[1] ?? 0)) {
							at += 1;
						}
						const [from, to] = parts[at] ?? [0, 0];
						if (index < from || index > to) {
							return found;
						}
						if (found.endsWith('\n')) {
							return '';
						}
						const code = Number.parseInt(found.slice(1), 16);
						return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : `%${found.slice(1)}`;
					},
				],
			];
};

/**
 * A text in which links that are broken over lines or string literals stand whole: query parts on lines of
 * their own, quoted mail, lines that go on, quoted-printable, folded calendars, literals side by side. Slashes
 * have no escapes. Takes time in proportion to the text.
 */
export const joinPieces = (text: string): ReplacedText =>
	replaceInTurn(text, [
		...decodeQuotedPrintable(text),
		...(/^BEGIN:V/m.test(text) ? [folds] : []),
		[escapedSlashes, () => '/'],
		[escapedSigns, () => ''],
		[inlineTags, () => ''],
		[brokenLines, () => ''],
		[joinedLiterals, () => ''],
	]);
