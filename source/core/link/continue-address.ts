import {permissionFacts} from '../catalog/permission-facts.ts';
import {scopes} from '../catalog/scopes.ts';

// How a link goes on behind the end of the line or of the string literal that it stands in. All patterns are
// sticky and bounded, so that each look takes the same time whatever the text.

/** What a sticky pattern finds at a place of a text. */
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

/** The longest expression of a program that is read, in characters. */
const longestExpression = 2000;

/** Where an expression ends that begins with a bracket at `start`. Undefined where none closes before `limit`. */
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

/** Indentation, and the marks of quoted mail, comments, lists and differences. */
const margin = '(?:[ \\t>|*#+/;%-]|&nbsp;|&#160;){0,60}';

/** The end of a string in a list of lines, and the next one. */
const nextString = `(?:["'],?[ \\t]{0,40}\\r?\\n[ \\t]{0,100}["'])?`;

const brokenLine = new RegExp(`[ \\t]{0,100}\\\\?${lineBreak}${nextString}${margin}`, 'y');

/** A line that a backslash of shells and programs, a caret of batch files or a percent sign of TeX continues. */
const continuedLine = /(?:[\\^%]\r?\n[ \t]{0,100}){1,5}\\?/y;

/** The rest of a line, behind the link: a remark, or words of a value. */
const restOfLine = new RegExp(
	`([ \\t]{1,40}[^\\s"'\`<>][^\\r\\n"<>]{0,200})${lineBreak}${margin}`,
	'y',
);

const remark = /^\s*(?:[#(]|\/\/|--|←|<-|;)/;

const ampersand = '&(?:amp;|#0{0,5}38;|#x0{0,5}26;)?';

const nextParameter = new RegExp(
	`(?:\\?|${ampersand})(?:[A-Za-z_][\\w.-]{0,60}(?:\\[\\])?(?:=|%3D)|[$#{%<])`,
	'iy',
);

const parameterAlone = /[a-z_]{2,40}=\S/y;

/** The parameters of all pages. */
export const parameterNames: ReadonlySet<string> = new Set([
	...['name', 'description', 'target_name', 'expires_in', 'scopes', 'default_expires_at'],
	...permissionFacts.map(({parameter}) => parameter),
]);

const scopeNames: ReadonlySet<string> = new Set(scopes.map(({scope}) => scope));

/** The words of these pages' links, by the sign before them. */
const wordsAfter: Readonly<Record<string, ReadonlySet<string>>> = {
	...{'?': parameterNames, '&': parameterNames, ',': scopeNames},
	'=': new Set([...scopeNames, 'read', 'write', 'admin', 'none']),
};

const word = /[a-z_:]{1,40}(?![\w-])/y;

/** A line that begins between a name and its value, or between two scopes. */
const betweenWords = /[=,][a-z_:]{2,40}/y;

/** Whether what stands at `index` belongs to a link that ends with `read`: a parameter, or the rest of a known word. */
const isRest = (text: string, index: number, read: string): boolean => {
	const [, sign = '', begun = ''] = /([?&=,])([a-z_:]{0,40})$/.exec(read) ?? [];
	const [rest] = matchAt(word, text, index) ?? [];
	return (
		(/[?&]$/.test(read) && matchAt(parameterAlone, text, index) !== undefined) ||
		(rest !== undefined && wordsAfter[sign]?.has(begun + rest) === true)
	);
};

/** A character that nobody sees, with more of a link behind it. */
const hiddenInside = /[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]{1,20}[\w,&=%]/y;

/** Whether what stands behind the end of a link, of which `read` was read, seems to belong to it. */
export const isTornOff = (text: string, index: number, read: string): boolean => {
	const [gap] = matchAt(/[\s\u3001\uFF0C]{1,20}/y, text, index) ?? [];
	return gap === undefined
		? matchAt(hiddenInside, text, index) !== undefined
		: isRest(text, index + gap.length, /\S/.test(gap) ? `${read},` : read);
};

/** What a link that goes on ends with. */
const unfinished = /[?&=,:/%_+-]$/;

/**
 * Where a link goes on that reaches the end of a line at `index`, or `undefined` where it ends there. `read`
 * tells the end of what was read of it.
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
		const goesOn =
			found(nextParameter, next) || found(betweenWords, next) || isRest(text, next, read());
		return goesOn ? {index: next, words: ''} : undefined;
	}
	const rest = matchAt(restOfLine, text, index);
	const [whole = '', words = ''] = rest ?? [];
	return rest !== undefined && !words.includes('://') && found(nextParameter, index + whole.length)
		? {index: index + whole.length, words: remark.test(words) ? '' : words.trimEnd()}
		: undefined;
};

/** What is known of the string literal in which a link stands. */
export type Literal = {
	/** What stands before it, where the link begins it. */
	readonly opening: string;
	/** The name that the program keeps it under. */
	readonly name: string | undefined;
};

/** How a link goes on behind a string literal. */
export type Continuation =
	| {
			readonly kind: 'goes on';
			/** What the program computes in between, as it is written. Empty where nothing is. */
			readonly expression: string;
			/** Where the expression ends. */
			readonly end: number;
			/** The next string literal: where it begins, and its quotation mark. Unset where the link ends. */
			readonly next?: {readonly index: number; readonly quote: string};
	  }
	/** In a way that cannot be followed. */
	| {readonly kind: 'doubt'}
	| {readonly kind: 'ends'};

const sticky = (pattern: string): RegExp => new RegExp(pattern, 'y');

/** Letters before a string literal: `f"…"` of Python, `$@"…"` of C#, `L"…"` of C. */
export const prefix = '[fFrRbBuULsS$@]{0,2}';

/** Blanks, line breaks, comments, and what marks a line that goes on, written out or not. */
const blanks =
	'(?:\\s|\\\\[nrt]|\\\\|_|`(?=\\r?\\n)|(?:#|//|--|;;)[^\\r\\n]{0,160}(?=[\\r\\n])|/\\*[^*]{0,160}\\*/){0,100}';

/** The end of a literal, and a call that changes nothing in it. */
const closing = /\\?(?:"""|'''|["'`])(?:\.\w{1,20}\(\))?/y;

/** Another literal, which is no address of its own, no key of a value, and nothing that a method is called on. */
const literal = `${prefix}\\\\?(?<quote>["'\`])(?!https?:|[^"'\`\\n]{0,100}["'\`](?: {0,3}:(?!:)|\\.\\w))`;

/** The beginning of an expression that is none. */
const expression = '(?=[\\w$@({[!&"\'`-])';

/** An operator of any language that joins: none that compares, assigns, subtracts or pipes, and no method. */
const operator = [
	'(?!&&|/[/*]|\\*/|>|<(?![<>+])|\\|(?!\\|)|\\.(?!\\.))[+.&~^<>*/|]{1,3}',
	'(?<=\\s)\\.(?=\\s)',
	'\\.(?=\\s?[$"\']|[A-Z_][A-Z\\d_]{1,60}\\b(?!\\())',
].join('|');

const joint = `${blanks}(?<sign>${operator})${blanks}`;
const thenLiteral = sticky(joint + literal);
const thenExpression = sticky(joint + expression);

/** A variable of a shell, or a command of one, right behind a literal. */
const shellPiece = /["'](\$(?:\w{1,60}|\{[^{}\r\n]{1,100}\}|\([^()\r\n]{1,100}\)))(["']?)/y;

/** Another literal beside it. */
const beside = sticky(`${blanks}${literal}`);

/** A statement that adds to the string: `url += "…"`. */
const nextStatement = sticky(
	`\\)?;?[ \\t]{0,20}[\\r\\n]\\s{0,40}(?:\\w{1,20}[.])?\\$?(?<name>\\w{1,60}) {0,5}[+.]= {0,5}${literal}(?=[?&,])(?![^"'\n]{0,200}["'] {1,5}(?:if|unless)\\b)`,
);

/** The operators that texts have no use for, so that an expression behind them is surely joined. */
const sureSigns: ReadonlySet<string> = new Set(['+', '++', '.', '..', '~', '<>']);

/** What a program does with a literal in a way that is not followed. */
const addition = sticky(
	`(?:${[
		// An unknown operator and a literal, an operator that texts have and an expression, a macro.
		`${blanks}[^\\s\\w"'\`,;:=!?()[\\]{}>|\\\\#/-]{1,4}${blanks}${literal}`,
		'\\s{0,20}(?:\\|\\||&|[/*^]|<<)[ \\t]{0,20}(?!(?:true|false|exit|return|die|echo|pause|(?:std::)?endl)\\b)[\\w$@({]',
		'[A-Z_][A-Z\\d_]{1,60}\\b|\\s{0,20}[A-Z_][A-Z\\d_]{1,60}\\s{0,20}["\'`;)]',
		// Words, and a literal that begins as the rest of an address does.
		`\\)?[^;:)\\]}>"'\`\\n]{1,60}["'\`](?=[?&,=]\\w|%2[6C])`,
		// A method that adds, a list that is joined, an argument or a tag with parameters.
		'\\)?(?:\\s{0,20}\\.\\w{1,30}\\(\\)){0,3}\\s{0,20}\\.(?:add|push|plus|extend|insert|replace|gsub|sub|with|\\w{0,20}(?:encode|implode|[cC]oncat|[aA]ppend|[qQ]uery|[pP]aram))\\w{0,12}[( ](?!["\']\\\\n)',
		'\\s{0,20}(?:,[^,;()\\]]{1,120}){1,20}\\]\\s{0,20}\\.(?:join|concat)',
		'\\s{0,20},[\\s{]{0,20}["\']?(?:params|query|search\\w{0,10})["\']?\\s{0,5}[=:]|\\(\\w{1,40}=|/?>\\s{0,40}<[\\w:]{0,20}param\\b',
	].join('|')})`,
);

/** A function that joins its arguments, and a next one. */
const joining = /(?:concat\w{0,10}!?|\bstr|paste0?)(?:\s|[([]\s{0,5}[([{]?\s{0,5})$/i;
const nextArgument = /\s{0,20}(?:,|\s)\s{0,20}[^\s)]/y;

/** What an expression is only there for: to end a line or a colour. */
const outputEnd =
	/^[$#]?\{?(?:[\w.:]{1,40}[._:])?(?:nc|no_?colou?r|reset(?:_?all)?|endc|end|normal|off|endl|eol|nl|newline|crlf|lineseparator)\}?(?:\(\))?$/i;

/** Whether an expression only ends a line or a colour, so that it is no part of a link. */
export const isOutputEnd = (written: string): boolean => outputEnd.test(written);

/** How the line of a place is indented, and whether a literal is the first in it. */
const lineOf = (text: string, index: number) => {
	const before = text.slice(Math.max(0, index - 500), index + 3);
	const [, indent = '', quote] =
		/^([ \t]*)(?:[fFrRbBuULsS$@]{0,2}(["'`]))?/.exec(
			before.slice(before.slice(0, -3).lastIndexOf('\n') + 1),
		) ?? [];
	return {indent: indent.length, isLiteral: quote !== undefined};
};

/** Whether a literal at `next` goes on with the one that ends at `index`, and is no argument or statement. */
const isBeside = (text: string, index: number, next: number, opening: string): boolean => {
	if (!text.slice(index, next).includes('\n')) {
		return /[=(,]\s{0,5}$/.test(opening);
	}
	const own = lineOf(text, index);
	const other = lineOf(text, next - 1);
	return own.isLiteral ? other.indent >= own.indent : other.indent > own.indent;
};

/** Where the part of an expression ends that begins at `index`: brackets, a string, a character. */
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

const goOn = (found: RegExpExecArray, end: number, written: string): Continuation => ({
	kind: 'goes on',
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
			return goOn(found, index, text.slice(from, index));
		}
		const isLineEnd = /[\r\n]/.test(character);
		const goesOn =
			/[+.~&|^<]/.test(last) || /^\s{1,200}[+.~&|^<]/.test(text.slice(index, index + 200));
		if (isLineEnd ? !goesOn : /[);\]},<>]/.test(character) && last !== '-') {
			break;
		}
		last = /\s/.test(character) ? last : character;
		index = skipPart(text, index, end);
	}
	return {kind: 'goes on', expression: text.slice(from, index).trim(), end: Math.min(index, end)};
};

/** Goes on with what an operator joins to the literal that ends at `at`. */
const followOperator = (
	text: string,
	at: number,
	limit: number,
	{isUnfinished, isCode}: {readonly isUnfinished: boolean; readonly isCode: boolean},
): Continuation | undefined => {
	const joined = matchAt(thenLiteral, text, at);
	if (joined !== undefined) {
		const isRest = /[?&,=]/.test(text[at + joined[0].length] ?? '');
		return !isCode || isRest || isUnfinished ? goOn(joined, at, '') : undefined;
	}
	const computed = matchAt(thenExpression, text, at);
	const isSure = sureSigns.has(computed?.groups?.sign ?? '') && !isCode;
	return computed !== undefined && (isUnfinished || isSure)
		? readExpression(text, at + computed[0].length, limit)
		: undefined;
};

/** Goes on with a literal that stands beside the one that ends at `at`, or doubts whether it belongs to it. */
const followBeside = (
	text: string,
	at: number,
	opening: string,
	isUnfinished: boolean,
): Continuation | undefined => {
	const other = matchAt(beside, text, at);
	if (other === undefined) {
		return undefined;
	}
	const next = at + other[0].length;
	const isNext = isBeside(text, at - 1, next, opening);
	if (/[?&,=][\w$%{#]/.test(text.slice(next, next + 2)) || (isUnfinished && isNext)) {
		return goOn(other, at, '');
	}
	return isNext && /[\w%]/.test(text[next] ?? '') ? {kind: 'doubt'} : undefined;
};

/**
 * How a link goes on behind the literal that ends with the quotation mark at `index`: with what the program joins to
 * it, in a way that cannot be followed, or not at all. `before` is the end of what was read of it, `limit` where the
 * next link begins.
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
		return {kind: 'goes on', expression: written, end: after, next: {index: after, quote}};
	}
	const [closed = ''] = matchAt(closing, text, index) ?? [];
	const at = index + closed.length;
	const isUnfinished = /[?&=,:/+]$|%2C$|%20$/i.test(before);
	// A span of code in a text ends so, too: an operator behind it means nothing.
	const isCode = closed.endsWith('`');
	const followed = followOperator(text, at, limit, {isUnfinished, isCode});
	if (followed !== undefined || isCode) {
		return followed ?? {kind: isUnfinished ? 'doubt' : 'ends'};
	}
	const added = matchAt(nextStatement, text, at);
	if (added !== undefined && added.groups?.name === name) {
		return goOn(added, at, '');
	}
	const isDoubtful =
		/[?&=,]$/.test(before) ||
		matchAt(addition, text, at) !== undefined ||
		(joining.test(opening) && matchAt(nextArgument, text, at) !== undefined);
	return followBeside(text, at, opening, isUnfinished) ?? {kind: isDoubtful ? 'doubt' : 'ends'};
};

const ownKey = '(?:scopes|target_name|expires_in|default_expires_at)';

/** A parameter of these pages as programs and forms write it: `"scopes", "repo"`, `{scopes}`, `name="scopes" value=`. */
const parameterBeside = new RegExp(
	`(?:${[
		`["']${ownKey}["']\\]?(?:\\s{0,3}(?:[,:]|=>?)|\\s{1,3}value=)`,
		`\\b${ownKey}(?:\\s{0,3}(?:=>|[:=]{1,2})\\s{0,3}["'[{(]|={1,2}[\\w$])`,
		`\\{\\s{0,20}${ownKey}\\s{0,20}[,}]|,\\s{0,20}${ownKey}\\s{0,20}\\}`,
		`\\b[a-z_]{4,40}["']?\\s{0,3}(?:[,:]|=>?)\\s{0,3}["'](?:read|write|admin)["']`,
	].join('|')})[^\\r\\n]{0,60}`,
);

/** The first parameter that a program gives apart from the address that ends at `index`, as it is written. */
export const findParameterBeside = (
	text: string,
	index: number,
	limit: number,
): string | undefined =>
	parameterBeside.exec(text.slice(index, Math.min(limit, index + 300)))?.[0].trim();
