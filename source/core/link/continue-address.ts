import {permissionFacts} from '../catalog/permission-facts.ts';
import {scopes} from '../catalog/scopes.ts';

// Finds where a link continues after the end of a line or of a string literal. All patterns are sticky and bounded,
// so that the time of a match does not depend on the text.

/** Matches a sticky pattern at an index of a text. */
export const matchAt = (
	pattern: RegExp,
	text: string,
	index: number,
): RegExpExecArray | undefined => {
	pattern.lastIndex = index;
	return pattern.exec(text) ?? undefined;
};

/** Whether a character opens and closes string literals. */
export const isQuote = (character: string): boolean =>
	character !== '' && `"'\``.includes(character);

const pairs: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}'};

/** The longest expression that is read, in characters. */
const longestExpression = 2000;

/** Finds the end of an expression in brackets that begins at `start`. Undefined when it does not end by `limit`. */
export const scanBrackets = (text: string, start: number, limit: number): number | undefined => {
	const open = text[start] ?? '';
	const close = pairs[open];
	const end = Math.min(text.length, limit, start + longestExpression);
	let depth = 0;
	for (let index = start; index < end; index += 1) {
		if (text[index] === open) {
			depth += 1;
		} else if (text[index] === close) {
			depth -= 1;
			if (depth === 0) {
				return index + 1;
			}
		}
	}
	return undefined;
};

const lineBreak = '(?:\\r?\\n|(?:\\\\r)?\\\\n|<br {0,3}/?>)';

/** Indentation, and the signs of quoted mail, comments, lists and diffs. */
const margin = '(?:[ \\t>|*#+/;%-]|&nbsp;|&#160;){0,60}';

/** The end of a string in a list of strings, and the beginning of the next one. */
const nextString = `(?:["'],?[ \\t]{0,40}\\r?\\n[ \\t]{0,100}["'])?`;

const brokenLine = new RegExp(`[ \\t]{0,100}\\\\?${lineBreak}${nextString}${margin}`, 'y');

/** The end of a line that continues: a backslash in programs, a caret in batch files, a percent sign in TeX. */
const continuedLine = /(?:[\\^%]\r?\n[ \t]{0,100}){1,5}\\?/y;

/** The rest of a line after the link: a comment, or words of a value. */
const restOfLine = new RegExp(
	`([ \\t]{1,40}[^\\s"'\`<>][^\\r\\n"<>]{0,200})${lineBreak}${margin}`,
	'y',
);

const comment = /^\s*(?:[#(]|\/\/|--|←|<-|;)/;

const ampersand = '&(?:amp;|#0{0,5}38;|#x0{0,5}26;)?';

const nextParameter = new RegExp(
	`(?:\\?|${ampersand})(?:[A-Za-z_][\\w.-]{0,60}(?:\\[\\])?(?:=|%3D)|[$#{%<])`,
	'iy',
);

const parameterAlone = /[a-z_]{2,40}=\S/y;

/** The parameters of GitHub's creation pages for tokens. */
export const parameterNames: ReadonlySet<string> = new Set([
	...['name', 'description', 'target_name', 'expires_in', 'scopes', 'default_expires_at'],
	...permissionFacts.map(({parameter}) => parameter),
]);

const scopeNames: ReadonlySet<string> = new Set(scopes.map(({scope}) => scope));

/** The words in links to these pages, by the sign before them. */
const wordsAfter: Readonly<Record<string, ReadonlySet<string>>> = {
	...{'?': parameterNames, '&': parameterNames, ',': scopeNames},
	'=': new Set([...scopeNames, 'read', 'write', 'admin', 'none']),
};

const word = /[a-z_:]{1,40}(?![\w-])/y;

/** The beginning of a line with a value or a scope, and the sign before it. */
const betweenWords = /[=,][a-z_:]{2,40}/y;

/** Whether the text at `index` continues a link that ends with `read`: with a parameter, or the rest of a known word. */
const isRest = (text: string, index: number, read: string): boolean => {
	const [, sign = '', begun = ''] = /([?&=,])([a-z_:]{0,40})$/.exec(read) ?? [];
	const [rest] = matchAt(word, text, index) ?? [];
	return (
		(/[?&]$/.test(read) && matchAt(parameterAlone, text, index) !== undefined) ||
		(rest !== undefined && wordsAfter[sign]?.has(begun + rest) === true)
	);
};

/** Invisible characters with more of a link after them. */
const hiddenInside = /[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]{1,20}[\w,&=%]/y;

/** Whether the text after the end of a link seems to belong to it. `read` is the end of what was read of the link. */
export const seemsToContinue = (text: string, index: number, read: string): boolean => {
	const [gap] = matchAt(/[\s\u3001\uFF0C]{1,20}/y, text, index) ?? [];
	return gap === undefined
		? matchAt(hiddenInside, text, index) !== undefined
		: isRest(text, index + gap.length, /\S/.test(gap) ? `${read},` : read);
};

/** The end of a link that is not complete. */
const unfinished = /[?&=,:/%_+-]$/;

/**
 * Finds where a link continues that reaches the end of a line at `index`. Undefined when it ends there. `read` returns
 * the end of what was read of the link.
 */
export const continueLine = (
	text: string,
	index: number,
	read: () => string,
): {readonly index: number; readonly words: string} | undefined => {
	const found = (pattern: RegExp, from: number) => matchAt(pattern, text, from) !== undefined;
	const continued = matchAt(continuedLine, text, index);
	if (continued !== undefined) {
		const next = index + continued[0].length;
		if (unfinished.test(read()) || /[?&=,]/.test(text[next] ?? '')) {
			return {index: next, words: ''};
		}
	}
	const broken = matchAt(brokenLine, text, index);
	if (broken !== undefined) {
		const next = index + broken[0].length;
		const continues =
			found(nextParameter, next) || found(betweenWords, next) || isRest(text, next, read());
		return continues ? {index: next, words: ''} : undefined;
	}
	const rest = matchAt(restOfLine, text, index);
	const [whole = '', words = ''] = rest ?? [];
	return rest !== undefined && !words.includes('://') && found(nextParameter, index + whole.length)
		? {index: index + whole.length, words: comment.test(words) ? '' : words.trimEnd()}
		: undefined;
};

/** Facts about the string literal that contains a link. */
export type Literal = {
	/** The text before the literal. Empty when the link is not at its beginning. */
	readonly opening: string;
	/** The name of the variable that gets the value of the literal. */
	readonly name: string | undefined;
};

/** How a link continues after a string literal. */
export type Continuation =
	| {
			readonly kind: 'continues';
			/** The expression before the next literal, as written. Empty when there is none. */
			readonly expression: string;
			/** The index of its end. */
			readonly end: number;
			/** The index and the quotation mark of the next string literal. Unset when the link ends. */
			readonly next?: {readonly index: number; readonly quote: string};
	  }
	/** It seems to continue in a way that cannot be read. */
	| {readonly kind: 'unclear'}
	| {readonly kind: 'ends'};

const sticky = (pattern: string): RegExp => new RegExp(pattern, 'y');

/** Letters before a string literal: `f"…"` of Python, `$@"…"` of C#, `L"…"` of C. */
export const prefix = '[fFrRbBuULsS$@]{0,2}';

/** Blanks, line breaks, comments, and signs that continue a line, also as escapes. */
const blanks =
	'(?:\\s|\\\\[nrt]|\\\\|_|`(?=\\r?\\n)|(?:#|//|--|;;)[^\\r\\n]{0,160}(?=[\\r\\n])|/\\*[^*]{0,160}\\*/){0,100}';

/** The end of a literal, and the call of a method without arguments. */
const closing = /\\?(?:"""|'''|["'`])(?:\.\w{1,20}\(\))?/y;

/** Another literal, but no address, no key of a value, and no object of a method call. */
const literal = `${prefix}\\\\?(?<quote>["'\`])(?!https?:|[^"'\`\\n]{0,100}["'\`](?: {0,3}:(?!:)|\\.\\w))`;

/** The beginning of an expression that is not a literal. */
const expression = '(?=[\\w$@({[!&"\'`-])';

/** An operator that joins strings in some language, but none that compares, assigns, subtracts or pipes. */
const operator = [
	'(?!&&|/[/*]|\\*/|>|<(?![<>+])|\\|(?!\\|)|\\.(?!\\.))[+.&~^<>*/|]{1,3}',
	'(?<=\\s)\\.(?=\\s)',
	'\\.(?=\\s?[$"\']|[A-Z_][A-Z\\d_]{1,60}\\b(?!\\())',
].join('|');

const joint = `${blanks}(?<sign>${operator})${blanks}`;
const thenLiteral = sticky(joint + literal);
const thenExpression = sticky(joint + expression);

/** A variable or a command of a shell, right after a literal. */
const shellPiece = /["'](\$(?:\w{1,60}|\{[^{}\r\n]{1,100}\}|\([^()\r\n]{1,100}\)))(["']?)/y;

/** Another literal next to it. */
const nextLiteral = sticky(`${blanks}${literal}`);

/** A statement that adds to the string: `url += "…"`. */
const nextStatement = sticky(
	`\\)?;?[ \\t]{0,20}[\\r\\n]\\s{0,40}(?:\\w{1,20}[.])?\\$?(?<name>\\w{1,60}) {0,5}[+.]= {0,5}${literal}(?=[?&,])(?![^"'\n]{0,200}["'] {1,5}(?:if|unless)\\b)`,
);

/** The operators that do not occur in prose, so that an expression after them is surely joined. */
const sureSigns: ReadonlySet<string> = new Set(['+', '++', '.', '..', '~', '<>']);

/** Additions to a literal that are recognized, but not read. */
const addition = sticky(
	`(?:${[
		// An unknown operator and a literal, an operator that also occurs in prose and an expression, a macro.
		`${blanks}[^\\s\\w"'\`,;:=!?()[\\]{}>|\\\\#/-]{1,4}${blanks}${literal}`,
		'\\s{0,20}(?:\\|\\||&|[/*^]|<<)[ \\t]{0,20}(?!(?:true|false|exit|return|die|echo|pause|(?:std::)?endl)\\b)[\\w$@({]',
		'[A-Z_][A-Z\\d_]{1,60}\\b|\\s{0,20}[A-Z_][A-Z\\d_]{1,60}\\s{0,20}["\'`;)]',
		// Words, and a literal that begins like the rest of an address.
		`\\)?[^;:)\\]}>"'\`\\n]{1,60}["'\`](?=[?&,=]\\w|%2[6C])`,
		// A method that adds, a list that is joined, an argument or a tag with parameters.
		'\\)?(?:\\s{0,20}\\.\\w{1,30}\\(\\)){0,3}\\s{0,20}\\.(?:add|push|plus|extend|insert|replace|gsub|sub|with|\\w{0,20}(?:encode|implode|[cC]oncat|[aA]ppend|[qQ]uery|[pP]aram))\\w{0,12}[( ](?!["\']\\\\n)',
		'\\s{0,20}(?:,[^,;()\\]]{1,120}){1,20}\\]\\s{0,20}\\.(?:join|concat)',
		'\\s{0,20},[\\s{]{0,20}["\']?(?:params|query|search\\w{0,10})["\']?\\s{0,5}[=:]|\\(\\w{1,40}=|/?>\\s{0,40}<[\\w:]{0,20}param\\b',
	].join('|')})`,
);

/** A function that joins its arguments, and another argument. */
const joining = /(?:concat\w{0,10}!?|\bstr|paste0?)(?:\s|[([]\s{0,5}[([{]?\s{0,5})$/i;
const nextArgument = /\s{0,20}(?:,|\s)\s{0,20}[^\s)]/y;

/** An expression that ends a line or resets the colour. */
const outputEnd =
	/^[$#]?\{?(?:[\w.:]{1,40}[._:])?(?:nc|no_?colou?r|reset(?:_?all)?|endc|end|normal|off|endl|eol|nl|newline|crlf|lineseparator)\}?(?:\(\))?$/i;

/** Whether an expression ends a line or resets the colour, so that it is not part of a link. */
export const isOutputEnd = (written: string): boolean => outputEnd.test(written);

/** Returns the indentation of the line at an index, and whether the line begins with a literal. */
const lineOf = (text: string, index: number) => {
	const before = text.slice(Math.max(0, index - 500), index + 3);
	const [, indent = '', quote] =
		/^([ \t]*)(?:[fFrRbBuULsS$@]{0,2}(["'`]))?/.exec(
			before.slice(before.slice(0, -3).lastIndexOf('\n') + 1),
		) ?? [];
	return {indent: indent.length, isLiteral: quote !== undefined};
};

/** Whether the literal at `next` continues the one that ends at `index`, and is no other argument or statement. */
const isNextPart = (text: string, index: number, next: number, opening: string): boolean => {
	if (!text.slice(index, next).includes('\n')) {
		return /[=(,]\s{0,5}$/.test(opening);
	}
	const own = lineOf(text, index);
	const other = lineOf(text, next - 1);
	return own.isLiteral ? other.indent >= own.indent : other.indent > own.indent;
};

/** Finds the end of the part of an expression at `index`: an expression in brackets, a string, or a character. */
const skipPart = (text: string, index: number, end: number): number => {
	const character = text[index] ?? '';
	if (pairs[character] !== undefined) {
		return scanBrackets(text, index, end) ?? end;
	}
	if (isQuote(character)) {
		const close = text.slice(index + 1, end).indexOf(character);
		return close === -1 ? end : index + close + 2;
	}
	return index + 1;
};

const continueWith = (found: RegExpExecArray, end: number, written: string): Continuation => ({
	kind: 'continues',
	expression: written.trim(),
	end,
	next: {index: end + found[0].length, quote: found.groups?.quote ?? ''},
});

/** Reads an expression that begins at `from` up to the next literal that is joined to it, or to its end. */
const readExpression = (text: string, from: number, limit: number): Continuation => {
	const end = Math.min(text.length, limit, from + longestExpression);
	let index = from;
	let last = '';
	while (index < end) {
		const character = text[index] ?? '';
		const found = /[\s+.&~^<>*/|]/.test(character) ? matchAt(thenLiteral, text, index) : undefined;
		if (found !== undefined) {
			return continueWith(found, index, text.slice(from, index));
		}
		const isLineEnd = /[\r\n]/.test(character);
		const continues =
			/[+.~&|^<]/.test(last) || /^\s{1,200}[+.~&|^<]/.test(text.slice(index, index + 200));
		if (isLineEnd ? !continues : /[);\]},<>]/.test(character) && last !== '-') {
			break;
		}
		last = /\s/.test(character) ? last : character;
		index = skipPart(text, index, end);
	}
	return {kind: 'continues', expression: text.slice(from, index).trim(), end: Math.min(index, end)};
};

/** Continues with what an operator joins to the literal that ends at `at`. */
const followOperator = (
	text: string,
	at: number,
	limit: number,
	{isUnfinished, isCode}: {readonly isUnfinished: boolean; readonly isCode: boolean},
): Continuation | undefined => {
	const joined = matchAt(thenLiteral, text, at);
	if (joined !== undefined) {
		const isRest = /[?&,=]/.test(text[at + joined[0].length] ?? '');
		return !isCode || isRest || isUnfinished ? continueWith(joined, at, '') : undefined;
	}
	const computed = matchAt(thenExpression, text, at);
	const isSure = sureSigns.has(computed?.groups?.sign ?? '') && !isCode;
	return computed !== undefined && (isUnfinished || isSure)
		? readExpression(text, at + computed[0].length, limit)
		: undefined;
};

/** Continues with a literal next to the one that ends at `at`, if it belongs to the link. */
const followNextLiteral = (
	text: string,
	at: number,
	opening: string,
	isUnfinished: boolean,
): Continuation | undefined => {
	const other = matchAt(nextLiteral, text, at);
	if (other === undefined) {
		return undefined;
	}
	const next = at + other[0].length;
	const isNext = isNextPart(text, at - 1, next, opening);
	if (/[?&,=][\w$%{#]/.test(text.slice(next, next + 2)) || (isUnfinished && isNext)) {
		return continueWith(other, at, '');
	}
	return isNext && /[\w%]/.test(text[next] ?? '') ? {kind: 'unclear'} : undefined;
};

/**
 * Finds how a link continues after the literal that ends with the quotation mark at `index`. `before` is the end of
 * what was read of the link, and `limit` is where the next link begins.
 */
export const continueLiteral = (
	text: string,
	index: number,
	before: string,
	limit: number,
	{opening, name}: Literal,
): Continuation => {
	const shell = matchAt(shellPiece, text, index);
	if (shell !== undefined) {
		const [whole, written = '', quote = ''] = shell;
		const after = index + whole.length;
		return {kind: 'continues', expression: written, end: after, next: {index: after, quote}};
	}
	const [closed = ''] = matchAt(closing, text, index) ?? [];
	const at = index + closed.length;
	const isUnfinished = /[?&=,:/+]$|%2C$|%20$/i.test(before);
	// A backtick also ends a code span in prose. An operator after it then means nothing.
	const isCode = closed.endsWith('`');
	const followed = followOperator(text, at, limit, {isUnfinished, isCode});
	if (followed !== undefined || isCode) {
		return followed ?? {kind: isUnfinished ? 'unclear' : 'ends'};
	}
	const added = matchAt(nextStatement, text, at);
	if (added !== undefined && added.groups?.name === name) {
		return continueWith(added, at, '');
	}
	const isUnclear =
		/[?&=,]$/.test(before) ||
		matchAt(addition, text, at) !== undefined ||
		(joining.test(opening) && matchAt(nextArgument, text, at) !== undefined);
	return (
		followNextLiteral(text, at, opening, isUnfinished) ?? {kind: isUnclear ? 'unclear' : 'ends'}
	);
};

const ownKey = '(?:scopes|target_name|expires_in|default_expires_at)';

/** A parameter of these pages as programs and forms write it: `"scopes", "repo"`, `{scopes}`, `name="scopes" value=`. */
const separateParameter = new RegExp(
	`(?:${[
		`["']${ownKey}["']\\]?(?:\\s{0,3}(?:[,:]|=>?)|\\s{1,3}value=)`,
		`\\b${ownKey}(?:\\s{0,3}(?:=>|[:=]{1,2})\\s{0,3}["'[{(]|={1,2}[\\w$])`,
		// YAML without quotes.
		'(?<=\\b(?:params|query|parameters):[ \\t]{0,3}\\r?\\n[ \\t]{1,20})[a-z_]{4,40}:[ \\t]',
		`\\{\\s{0,20}${ownKey}\\s{0,20}[,}]|,\\s{0,20}${ownKey}\\s{0,20}\\}`,
		`\\b[a-z_]{4,40}["']?\\s{0,3}(?:[,:]|=>?)\\s{0,3}["'](?:read|write|admin)["']`,
	].join('|')})[^\\r\\n]{0,60}`,
);

/** Finds the first parameter that a program adds separately to the address that ends at `index`. Returns it as written. */
export const findSeparateParameter = (
	text: string,
	index: number,
	limit: number,
): string | undefined =>
	separateParameter.exec(text.slice(index, Math.min(limit, index + 300)))?.[0].trim();
