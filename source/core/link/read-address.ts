import {gapMark} from '../token-types/token-type.ts';

/** What is known where an address is read on. */
export type AddressStart = {
	/** Where the page's path ends, and what comes then is read. */
	readonly start: number;
	/** Where the address ends at the latest. */
	readonly limit: number;
	/** What stands before the address: a quotation mark, a bracket, or nothing of the kind. */
	readonly opener: string;
	/** Whether it is the address of a markdown link: `](address "title")`. */
	readonly isMarkdown: boolean;
	/** How often the address is percent-encoded as a whole, as in a redirection. */
	readonly level: number;
	/** The parameters that belong to it, where it stands bare in the query of another address. */
	readonly ownNames: ReadonlySet<string> | undefined;
	/** Whether it is all of the text, so that it may have spaces. */
	readonly isAlone: boolean;
	/** Whether it is an argument of a function that joins its arguments. */
	readonly isJoined: boolean;
};

/** The part of an address behind the page's path. */
export type AddressRest = {
	/** Without the escapes of what it stands in, percent escapes of values left as they are. */
	readonly text: string;
	/** What stands at each `gapMark`, as it is written. */
	readonly gaps: readonly string[];
	/** Where each character of `text` ends. */
	readonly ends: readonly number[];
	/** Whether something marks the end, so that punctuation there belongs to the address. */
	readonly isExact: boolean;
};

const plain = /[\w.~:/?=,+*@!;-]+/y;

/** Formats of programs, none of which is a percent escape, and variables of batch files. */
const percentFormat =
	/%(?:(?:\d\$)?[sv@q]|\[\d\][svq]|\(\w{1,60}\)s|\{\w{1,60}\}|d(?![\da-fA-F])|(?![\dA-F]{2})[A-Z_][A-Z\d_]{1,60}%)/y;

const percentEscape = /%((?:25)*)([\da-f]{2})/iy;

const variable =
	/\$!?[A-Za-z_]\w{0,80}(?:(?:->|\.(?=[a-z]+\b(?![=&])))\w{1,60}|\[[^\]\r\n]{0,60}\])*/y;

/** Pieces between braces, or what templates write them with. */
const braces =
	/\$?\{\{[^{}\r\n]{0,200}\}\}\}?|\{%[^\r\n%]{0,200}%\}|\{[^{}\r\n]{0,200}\}|<[%?][^\r\n]{0,200}?[%?]>/y;

const angles = /<[A-Za-z][\w .'/-]{0,60}>|&lt;[A-Za-z][\w .'/-]{0,60}&gt;/y;

const squares = /\[[A-Za-z][\w .'/-]{0,60}\]/y;

/** A name with brackets: `scopes[]=repo`. */
const arrayName = /\[\w{0,20}\](?==|%3D)/iy;

const swiftExpression = /\\{1,2}\((?:[^()\\\r\n]|\([^()\r\n]{0,100}\)){1,200}\)/y;

const entity =
	/&(?:(?:amp|#0{0,5}38|#x0{0,5}26);){0,5}(?:(lt|gt|quot|apos|nbsp|shy|equals|plus|colon|comma|num|quest|commat|lowbar|percnt|period|lpar|rpar|excl|semi|dollar);|#(\d{1,7});|#x([\da-f]{1,6});)?/iy;

const namedCharacters: Readonly<Record<string, string>> = {
	...{lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', shy: '\u00AD', equals: '='},
	...{plus: '+', colon: ':', comma: ',', num: '#', quest: '?', commat: '@', lowbar: '_'},
	...{percnt: '%', period: '.', lpar: '(', rpar: ')', excl: '!', semi: ';', dollar: '$'},
};

const programEscape = /\\{1,8}(?:u00([2-7][\da-f])|u\{0{0,4}([2-7][\da-f])\}|x([2-7][\da-f]))/iy;

/** Characters that end an address and are none in ASCII: blanks, what cannot be seen, punctuation of other scripts. */
const foreignEnd =
	/[\u0000-\u001F\u007F-\u00A0\u00AD\u200B-\u200F\u2018-\u201F\u2028-\u202E\u2060-\u2069\u3000-\u303F\uFEFF\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFFC]/;

/** The characters that are decoded with an address that is percent-encoded as a whole. */
const structure = /[\w?&=#/:,+@.~;!*-]/;

const title = /\s{1,50}(?:"[^"\r\n]{0,300}"|'[^'\r\n]{0,300}'|\([^()\r\n]{0,300}\))\s{0,50}\)/y;

/** A line break between angle brackets with nothing but pieces of an address up to the end. */
const brokenInAngles =
	/[ \t]{0,50}\r?\n[ \t]{0,50}(?=[^\s<>]{1,500}(?:[ \t]{0,50}\r?\n[ \t]{0,50}[^\s<>]{1,500}){0,5}>)/y;

/** An operator behind a string literal, and what comes then. */
const operator = /\\?["'`]\s{0,100}(\+\+?|\.\.?|<>|&(?!&)|~|\|\||\^|<<|,)\s{0,100}/y;

/** A variable of a shell right behind a literal, or a macro of C between two. */
const shellPiece = /["'](\$(?:\w{1,60}|\{[^{}\r\n]{1,100}\}|\([^()\r\n]{1,100}\)))(["']?)/y;
const macroPiece = /"\s{1,40}([A-Z_][A-Z\d_]{1,60})\s{1,40}"/y;

const longestExpression = 500;

const matchAt = (pattern: RegExp, text: string, index: number): RegExpExecArray | undefined => {
	pattern.lastIndex = index;
	return pattern.exec(text) ?? undefined;
};

const pairs: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}'};

/** Where an expression ends that begins with a bracket at `start`, or undefined. */
const scanBrackets = (text: string, start: number): number | undefined => {
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
type Joined = {
	readonly expression: string;
	/** Where reading goes on, and up to which quotation mark. Unset when the link ends here. */
	readonly next?: {readonly index: number; readonly quote: string};
	readonly end: number;
};

const isQuote = (character: string): boolean => character !== '' && `"'\``.includes(character);

const nextLiteral = /\s{0,100}[fFrRbB$@]{0,2}\\?(["'`])/y;

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
		if (text.startsWith(sign, index)) {
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
const findJoined = (
	text: string,
	index: number,
	{isUnfinished, isJoined, limit}: {isUnfinished: boolean; isJoined: boolean; limit: number},
): Joined | undefined => {
	const shell = matchAt(shellPiece, text, index);
	if (shell !== undefined) {
		const after = index + shell[0].length;
		return {
			expression: shell[1] ?? '',
			next: {index: after, quote: shell[2] ?? ''},
			end: after,
		};
	}
	const macro = isUnfinished ? matchAt(macroPiece, text, index) : undefined;
	if (macro !== undefined) {
		const after = index + macro[0].length;
		return {expression: macro[1] ?? '', next: {index: after, quote: '"'}, end: after};
	}
	const found = matchAt(operator, text, index);
	const [whole = '', sign = ''] = found ?? [];
	const from = index + whole.length;
	const next = text.slice(from, from + 2);
	const isCall = sign === '.' && !/\s/.test(whole.slice(1)) && !next.startsWith('$');
	const isSure =
		sign === '+' || (sign === '.' && !isCall) || (sign === ',' ? isJoined : isUnfinished);
	if (found === undefined || !isSure || next === '' || (sign === ',' && !isUnfinished)) {
		return undefined;
	}
	const joined = scanExpression(text, from, sign, limit);
	return /^[\w$@([{&!"'`-]/.test(joined.expression) ? joined : undefined;
};

const unfinished = /[?&=,:/]$|%2C$|%20$|\+$/i;

/** The lone apostrophe inside a word: `it's`. */
const isApostrophe = (text: string, index: number): boolean =>
	/\w/.test(text[index - 1] ?? '') && /\w/.test(text[index + 1] ?? '');

/**
 * Reads an address behind the page's path to its end: the end of the line, of the string literal, of the
 * brackets or of the markup that it stands in. Escapes are taken off, once; a literal that a program joins
 * to it is read on. Takes time in proportion to what it reads.
 */
export const readAddress = (text: string, place: AddressStart): AddressRest => {
	const {start, limit, level, ownNames, isMarkdown, isAlone, isJoined} = place;
	let {opener} = place;
	let index = start;
	const pieces: string[] = [];
	/** The last characters that were read, and whether the query has begun. */
	let tail = '';
	let hasQuery = false;
	let hasFragment = false;
	const ends: number[] = [];
	const gaps: string[] = [];
	let depth = 0;
	// Where the quotation mark or bracket that closes is, looked for once a line.
	let closing = -1;

	const add = (added: string, length: number): true => {
		index += length;
		pieces.push(added);
		tail = (tail + added).slice(-3);
		hasFragment ||= added === '#';
		hasQuery ||= !hasFragment && added.includes('?');
		for (let left = added.length - 1; left >= 0; left -= 1) {
			// As written when it stands for itself, else all of it ends where its escape does.
			ends.push(added.length === length ? index - left : index);
		}
		return true;
	};
	const addGap = (source: string, length: number): true => {
		gaps.push(source);
		return add(gapMark, length);
	};

	/** Whether what opened before the address closes on this line, at or behind `index`. */
	const isEnclosed = (): boolean => {
		if (closing >= index) {
			return closing < Number.POSITIVE_INFINITY;
		}
		const close = isMarkdown ? ')' : opener === '<' ? '>' : isQuote(opener) ? opener : '';
		const found = close === '' ? -1 : text.indexOf(close, index);
		const line = /[\r\n]/.exec(found === -1 ? '' : text.slice(index, Math.min(found, limit)));
		closing = found === -1 || found >= limit || line !== null ? Number.POSITIVE_INFINITY : found;
		return closing < Number.POSITIVE_INFINITY;
	};

	/** A character that an escape stands for, which cannot end what it is escaped in. */
	const addDecoded = (character: string, length: number): boolean => {
		if (character === '&') {
			return addAmpersand(length);
		}
		if (/[\s"'`<>\u00AD]/.test(character)) {
			const isInside = isAlone || ((isQuote(opener) || opener === '<') && isEnclosed());
			return (
				isInside &&
				character !== '\u00AD' &&
				add(encodeURIComponent(character.replace('\u00A0', ' ')), length)
			);
		}
		return add(character, length);
	};

	const addAmpersand = (length: number): boolean => {
		if (level > 0) {
			return false;
		}
		if (ownNames !== undefined) {
			const [name = ''] = matchAt(/[\w-]+/y, text, index + length) ?? [];
			if (!ownNames.has(name)) {
				return false;
			}
		}
		return add('&', length);
	};

	const readPercent = (): boolean => {
		const format = matchAt(percentFormat, text, index);
		if (format !== undefined) {
			return addGap(format[0], format[0].length);
		}
		const encoded = matchAt(percentEscape, text, index);
		if (encoded === undefined) {
			return add('%', 1);
		}
		const [whole, twentyFives = '', digits = ''] = encoded;
		const times = twentyFives.length / 2;
		if (times >= level) {
			return add(`%${'25'.repeat(times - level)}${digits}`, whole.length);
		}
		const character = String.fromCharCode(Number.parseInt(digits, 16));
		return add(structure.test(character) ? character : `%${digits}`, whole.length);
	};

	/** A bracket that does not close: what follows it up to the next blank is to be filled in. */
	const addOpen = (): true => {
		const [open = ''] = matchAt(/[$#]?[{(][^\s&"'`<>]{0,100}/y, text, index) ?? [];
		return addGap(open, open.length);
	};

	const readDollar = (): boolean => {
		const next = text[index + 1] ?? '';
		const template = matchAt(braces, text, index);
		if (template !== undefined) {
			return addGap(template[0], template[0].length);
		}
		if (next === '{' || next === '(') {
			const end = scanBrackets(text, index + 1);
			return end !== undefined && end <= limit
				? addGap(text.slice(index, end), end - index)
				: addOpen();
		}
		const named = matchAt(variable, text, index);
		return named === undefined ? add('$', 1) : addGap(named[0], named[0].length);
	};

	const readBraces = (): boolean => {
		const found = matchAt(braces, text, index);
		return found === undefined ? addOpen() : addGap(found[0], found[0].length);
	};

	const readAngle = (): boolean => {
		const found =
			matchAt(braces, text, index) ??
			(/[=,/&?:-]$/.test(tail) ? matchAt(angles, text, index) : undefined);
		return found !== undefined && addGap(found[0], found[0].length);
	};

	const readEntity = (): boolean => {
		const angle = /[=,]$/.test(tail) ? matchAt(angles, text, index) : undefined;
		if (angle !== undefined) {
			return addGap(angle[0].replace('&lt;', '<').replace('&gt;', '>'), angle[0].length);
		}
		const [whole = '&', name, decimal, hexadecimal] = matchAt(entity, text, index) ?? [];
		if (name !== undefined) {
			return addDecoded(namedCharacters[name.toLowerCase()] ?? '', whole.length);
		}
		const digits = decimal ?? hexadecimal;
		if (digits === undefined) {
			return addAmpersand(whole.length);
		}
		const code = Number.parseInt(digits, decimal === undefined ? 16 : 10);
		const isKnown = (code >= 0x20 && code < 0x7f) || code === 0xa0 || code === 0xad;
		if (code === 0x200b) {
			return false;
		}
		return isKnown ? addDecoded(String.fromCharCode(code), whole.length) : addAmpersand(1);
	};

	const readBackslash = (): boolean => {
		const swift = matchAt(swiftExpression, text, index);
		if (swift !== undefined) {
			return addGap(swift[0], swift[0].length);
		}
		const written = matchAt(programEscape, text, index);
		if (written !== undefined) {
			const digits = written[1] ?? written[2] ?? written[3] ?? '';
			return addDecoded(String.fromCharCode(Number.parseInt(digits, 16)), written[0].length);
		}
		const [slashes = ''] = matchAt(/\\+/y, text, index) ?? [];
		const next = text[index + slashes.length] ?? '';
		if (isQuote(next)) {
			index += slashes.length;
			return readQuote();
		}
		if (!/[!-/:-@[-`{-~]/.test(next)) {
			return false;
		}
		index += slashes.length;
		return next === '&' ? readEntity() : add(next, 1);
	};

	const readQuote = (): boolean => {
		const quote = text[index] ?? '';
		const joined = findJoined(text, index, {
			isUnfinished: unfinished.test(tail) || tail === '',
			isJoined,
			limit,
		});
		if (joined !== undefined) {
			addGap(joined.expression, 0);
			ends.fill(joined.end, ends.length - 1);
			if (joined.next === undefined) {
				return false;
			}
			({index} = joined.next);
			opener = joined.next.quote;
			closing = -1;
			return true;
		}
		const isOther = (isMarkdown || (isQuote(opener) && quote !== opener)) && isEnclosed();
		return quote === "'" && opener !== "'"
			? (isOther || isApostrophe(text, index) || /[=\w]/.test(text[index - 1] ?? '')) && add("'", 1)
			: isOther && add(quote, 1);
	};

	const readSpace = (): boolean => {
		if (opener === '<' && !isEnclosed()) {
			// Broken over lines between angle brackets (RFC 3986, appendix C).
			const found = matchAt(brokenInAngles, text, index);
			return found !== undefined && add('', found[0].length);
		}
		const isTitle = isMarkdown && matchAt(title, text, index) !== undefined;
		return !/[\r\n]/.test(text[index] ?? '') && !isTitle && (isEnclosed() || (isAlone && hasQuery))
			? add(text[index] ?? '', 1)
			: false;
	};

	const readBracket = (): boolean => {
		const character = text[index] ?? '';
		if (character === '(') {
			depth += 1;
			return add('(', 1);
		}
		if (character === ')') {
			depth -= 1;
			return (depth >= 0 || opener !== '(') && add(')', 1);
		}
		if (character === ']') {
			return isQuote(opener) && isEnclosed() && add(']', 1);
		}
		const array = matchAt(arrayName, text, index);
		if (array !== undefined) {
			return add(array[0], array[0].length);
		}
		const placeholder = tail.endsWith('=') ? matchAt(squares, text, index) : undefined;
		if (placeholder !== undefined) {
			return addGap(placeholder[0], placeholder[0].length);
		}
		return isQuote(opener) && text[index + 1] !== '/' && isEnclosed() && add('[', 1);
	};

	const readers: Readonly<Record<string, () => boolean>> = {
		'%': readPercent,
		$: readDollar,
		'#': () => (text[index + 1] === '{' ? readDollar() : level === 0 && add('#', 1)),
		'{': readBraces,
		'}': () => false,
		'<': readAngle,
		'>': () => false,
		'&': readEntity,
		'\\': readBackslash,
		'^': () => add(text[index + 1] === '&' ? '' : '^', 1),
		'"': readQuote,
		"'": readQuote,
		'`': readQuote,
		'(': readBracket,
		')': readBracket,
		'[': readBracket,
		']': readBracket,
		'|': () => (isAlone || isMarkdown || (isQuote(opener) && isEnclosed())) && add('|', 1),
		' ': readSpace,
		'\t': readSpace,
		'\n': readSpace,
		'\r': readSpace,
	};

	let goesOn = true;
	while (goesOn && index < limit) {
		const run = matchAt(plain, text, index)?.[0].slice(0, limit - index);
		if (run !== undefined) {
			add(run, run.length);
		} else {
			const character = text[index] ?? '';
			const read = readers[character];
			goesOn = read === undefined ? !foreignEnd.test(character) && add(character, 1) : read();
		}
	}
	const ended = text[index] ?? '';
	const isLine = /^[\r\n]?$/.test(opener) && (index >= text.length || /[\r\n]/.test(ended));
	const isClosed =
		(isQuote(opener) && ended === opener) ||
		(opener === '<' && ended === '>') ||
		(isMarkdown && /[)\s]/.test(ended) && depth <= 0);
	return {
		text: pieces.join(''),
		gaps,
		ends,
		isExact: isClosed || (isLine && index < limit) || (isLine && limit === text.length),
	};
};
