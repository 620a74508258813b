/** What stands between the arguments of a function that joins them: a comma, or a blank in Lisp. */
export type Separator = ',' | ' ' | undefined;

/** An operator behind a string literal, or behind the call that it is the argument of, and what comes then. */
const operator = /\\?["'`]\)?\s{0,100}(\+\+?|\.\.?|<>|&(?!&)|~|\|\||\^|<<|,)\s{0,100}/y;

/** A variable of a shell right behind a literal, or a macro of C between two. */
const shellPiece =
	/["'](?:(\$(?:\w{1,60}|\{[^{}\r\n]{1,100}\}|\([^()\r\n]{1,100}\)))(["']?)|(\([^()\r\n]{1,100}\))(["']))/y;
const macroPiece = /"\s{1,40}([A-Z_][A-Z\d_]{1,60})\s{1,40}"/y;

const longestExpression = 500;

/** What a sticky pattern finds at a place of a text. */
export const matchAt = (
	pattern: RegExp,
	text: string,
	index: number,
): RegExpExecArray | undefined => {
	pattern.lastIndex = index;
	return pattern.exec(text) ?? undefined;
};

const pairs: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}'};

/** Where an expression ends that begins with a bracket at `start`. Undefined where none closes nearby. */
export const scanBrackets = (text: string, start: number): number | undefined => {
	const open = text[start] ?? '';
	const close = pairs[open];
	let depth = 0;
	for (let index = start; index < Math.min(text.length, start + longestExpression); index += 1) {
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

/** What a program joins to a string literal: the expression, and the literal after it if one follows. */
export type Joined = {
	/** As it is written. Empty where the literal itself is joined. */
	readonly expression: string;
	/** Where reading goes on, and up to which quotation mark. Unset when the link ends here. */
	readonly next?: {readonly index: number; readonly quote: string};
	/** Where the expression ends. */
	readonly end: number;
};

/** Whether a character opens and closes string literals. */
export const isQuote = (character: string): boolean =>
	character !== '' && `"'\``.includes(character);

const nextLiteral = /\s{0,100}[fFrRbB$@]{0,2}\\?(["'`])/y;

/** A literal that no method is called on. */
const uncalledLiteral = /[fFrRbB$@]{0,2}\\?(["'`])(?!https?:|[^"'`\n]{0,100}["'`]\.\w)/y;

/** Where the part of an expression ends that begins at `index`: brackets, a string, a character. */
const skipPart = (text: string, index: number, end: number): number => {
	const character = text[index] ?? '';
	if (pairs[character] !== undefined) {
		return scanBrackets(text, index) ?? end;
	}
	if (isQuote(character)) {
		const close = text.indexOf(character, index + 1);
		return close === -1 || close > end ? end : close + 1;
	}
	return index + 1;
};

/** Whether an expression ends at `index`: at a bracket, a comma, or a line that goes on with nothing of it. */
const endsExpression = (text: string, index: number, sign: string): boolean => {
	const character = text[index] ?? '';
	return /[\r\n]/.test(character)
		? !text
				.slice(index, index + 200)
				.trimStart()
				.startsWith(sign)
		: /[);\]},<>]/.test(character) && text[index - 1] !== '-';
};

/** Where an expression ends that begins at `from`: before an operator and a literal, or for good. */
const scanExpression = (text: string, from: number, sign: string, limit: number): Joined => {
	const end = Math.min(text.length, limit, from + longestExpression);
	let index = from;
	while (index < end) {
		if (sign === ' ' ? /\s/.test(text[index] ?? '') : text.startsWith(sign, index)) {
			const found = matchAt(nextLiteral, text, index + sign.length);
			if (found !== undefined) {
				const next = {index: nextLiteral.lastIndex, quote: found[1] ?? ''};
				return {expression: text.slice(from, index).trim(), next, end: index};
			}
			index += sign.length;
		} else if (endsExpression(text, index, sign)) {
			break;
		} else {
			index = skipPart(text, index, end);
		}
	}
	return {expression: text.slice(from, index).trim(), end: Math.min(index, end)};
};

/**
 * What a program joins to the literal that ends with the quotation mark at `index`. Operators that texts
 * have, too, count only where the link is unfinished.
 */
export const findJoined = (
	text: string,
	index: number,
	{isUnfinished, joinedBy, limit}: {isUnfinished: boolean; joinedBy: Separator; limit: number},
): Joined | undefined => {
	const shell = matchAt(shellPiece, text, index);
	if (shell !== undefined) {
		const after = index + shell[0].length;
		return {
			expression: shell[1] ?? shell[3] ?? '',
			next: {index: after, quote: shell[2] ?? shell[4] ?? ''},
			end: after,
		};
	}
	const macro = isUnfinished ? matchAt(macroPiece, text, index) : undefined;
	if (macro !== undefined) {
		const after = index + macro[0].length;
		return {expression: macro[1] ?? '', next: {index: after, quote: '"'}, end: after};
	}
	const found = matchAt(joinedBy === ' ' ? /\\?"(\s)\s{0,100}/y : operator, text, index);
	const [whole = '', written = ''] = found ?? [];
	const sign = joinedBy === ' ' ? ' ' : written;
	const from = index + whole.length;
	const next = text.slice(from, from + 2);
	const isCall = sign === '.' && !/\s/.test(whole.slice(1)) && !next.startsWith('$');
	const endsSentence = /^\\?.\.\s*[\r\n]/.test(whole);
	const isSure =
		sign === '+' ||
		(sign === '.' && !isCall && !endsSentence) ||
		(isUnfinished && (sign !== ',' || joinedBy === ','));
	if (found === undefined || !isSure || next === '') {
		return undefined;
	}
	const literal = /^\\?.\)/.test(whole) ? matchAt(uncalledLiteral, text, from) : undefined;
	if (literal !== undefined) {
		const after = from + literal[0].length;
		return {expression: '', next: {index: after, quote: literal[1] ?? ''}, end: after};
	}
	const joined = scanExpression(text, from, sign, limit);
	return /^[\w$@([{&!"'`-]/.test(joined.expression) ? joined : undefined;
};
