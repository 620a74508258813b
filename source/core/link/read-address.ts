import {gapMark} from '../token-types/token-type.ts';
import {
	type Continuation,
	continueLine,
	continueLiteral,
	isOutputEnd,
	isQuote,
	type Literal,
	matchAt,
	parameterNames,
	scanBrackets,
	seemsToContinue,
} from './continue-address.ts';

/** The beginning of the rest of an address, and facts about the address. */
export type AddressStart = {
	/** The end of the page's path, where reading begins. */
	readonly start: number;
	/** The index at which the address ends at the latest. */
	readonly limit: number;
	/** The character before the address, such as a quotation mark or a bracket. */
	readonly opener: string;
	/** Whether it is the address of a Markdown link: `](address "title")`. */
	readonly isMarkdown: boolean;
	/** How many times the whole address is percent-encoded, as in a redirection. */
	readonly level: number;
	/** Whether it is in the query of another address without encoding. That one has parameters of its own. */
	readonly isInner: boolean;
	/** Whether it is the whole text, so that it may have spaces. */
	readonly isAlone: boolean;
	/** Facts about the string literal that contains it. */
	readonly literal: Literal;
};

/** The part of an address after the page's path. */
export type AddressRest = {
	/** Without the escapes of the text around it. Percent escapes of values stay. */
	readonly text: string;
	/** The text at each `gapMark`, as written. */
	readonly gaps: readonly string[];
	/** Returns the index in the text at which the first `length` characters end. */
	readonly endOf: (length: number) => number;
	/** Whether something marks the end, so that punctuation before it belongs to the address. */
	readonly isExact: boolean;
	/** Whether a program seems to add something that was not read. */
	readonly mayContinue: boolean;
};

const plain = /[\w.~:/?=,+*@!;-]+/y;

/** Formats of programs that are no percent escapes, and variables of batch files. */
const percentFormat =
	/%(?:(?:\d\$)?[sv@q]|\d(?![\da-fA-F])|\[\d\][svq]|(?:\(\w{1,60}\)|<\w{1,60}>)s|\{\w{1,60}\}|d(?![\da-fA-F])|(?![\dA-F]{2})[A-Z_][A-Z\d_]{1,60}%)/y;

const percentEscape = /%((?:25)*)([\da-f]{2})/iy;

const variable =
	/\$!?[A-Za-z_]\w{0,80}(?:(?:->|\.(?=[a-z]+\b(?![=&])))\w{1,60}|\[[^\]\r\n]{0,60}\])*/y;

/** Text in braces or in the brackets of templates. */
const braces =
	/\$?\{\{[^{}\r\n]{0,200}\}\}\}?|\{%[^\r\n%]{0,200}%\}|\{[^{}\r\n]{0,200}\}|<[%?][^\r\n]{0,200}?[%?]>/y;

const angles = /<[A-Za-z][\w .,:'/|-]{0,60}>|&lt;[A-Za-z][\w .,:'/|-]{0,60}&gt;/y;

const squares = /\[[A-Za-z][\w .,:'/|-]{0,60}\]/y;

/** A name with brackets: `scopes[]=repo`. */
const arrayName = /\[\w{0,20}\](?==|%3D)/iy;

const swiftExpression = /\\{1,2}\((?:[^()\\\r\n]|\([^()\r\n]{0,100}\)){1,200}\)/y;

/** An entity. Those with a name that is not listed below, or with a "#", are breaks, which browsers remove. */
const entity =
	/&(?:(?:amp|#0{0,5}38|#x0{0,5}26);){0,5}(?:(lt|gt|quot|apos|nbsp|shy|equals|plus|colon|comma|num|quest|lowbar|period|tab|newline|#(?:9|1[03]|x[9ad]));|#(\d{1,7});|#x([\da-f]{1,6});)?/iy;

const namedCharacters: Readonly<Record<string, string>> = {
	...{lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', shy: '\u00AD', equals: '='},
	...{plus: '+', colon: ':', comma: ',', num: '#', quest: '?', lowbar: '_', period: '.'},
};

const programEscape = /\\{1,8}(?:u00([2-7][\da-f])|x([2-7][\da-f]))/iy;

/** Control characters, and characters beyond ASCII that end an address: blanks, invisible ones, punctuation. */
const foreignEnd =
	/[\u0000-\u001F\u007F-\u00A0\u00AD\u200B-\u200F\u2018-\u201F\u2028-\u202E\u2060-\u2069\u3000-\u303F\uFEFF\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFFC]/;

/** The characters that are decoded when the whole address is percent-encoded. */
const structure = /[\w?&=#/:,+@.~;!*-]/;

const title = /\s{1,50}(?:"[^"\r\n]{0,300}"|'[^'\r\n]{0,300}'|\([^()\r\n]{0,300}\))\s{0,50}\)/y;

/** A line break in angle brackets or in an attribute, with only parts of an address up to the end. */
const brokenInside =
	/[ \t]{0,50}\r?\n[ \t]{0,50}(?=[^\s<>"']{1,500}(?:[ \t]{0,50}\r?\n[ \t]{0,50}[^\s<>"']{1,500}){0,5}\s{0,50}[>"'])/y;

/** A command of a shell in a literal. */
const shellCommand = /`[a-z$][^`"\r\n]{0,100}`/y;

/** Inline markup, as in highlighted code, and allowed line breaks. */
const inlineTags =
	/(?:<wbr {0,3}\/?>|<\/?(?:span|b|i|u|s|tt|em|strong|mark|code|font)(?: [^<>]{0,200})?>){1,4}/y;
const afterTags = /[?=](?:\w|<)|,\w|&(?:amp;)?\w{2,40}(?:=|<)/y;

/** The parameters of an address in a template of Thymeleaf: `@{address(name=value)}`. */
const templateParameters = /\(\w{1,40}=/y;

/** Whether the character at an index is an apostrophe in a word: `it's`. */
const isApostrophe = (text: string, index: number): boolean =>
	/\w/.test(text[index - 1] ?? '') && /\w/.test(text[index + 1] ?? '');

/**
 * Reads an address from the page's path to its end, which is that of the line, the string literal, the brackets or the
 * markup around it. Removes escapes once, and continues with literals that a program joins to it. Takes time in
 * proportion to what it reads.
 */
export const readAddress = (text: string, place: AddressStart): AddressRest => {
	const {start, limit, level, isInner, isMarkdown, isAlone, literal} = place;
	let {opener} = place;
	let index = start;
	/** The parts that were read, each with its end in the text. */
	const pieces: {readonly text: string; readonly end: number; readonly isVerbatim: boolean}[] = [];
	let last = '';
	let hasQuery = false;
	let hasFragment = false;
	let mayContinue = false;
	const gaps: string[] = [];
	let depth = 0;
	// The index of the closing quotation mark or bracket, which is searched once a line.
	let closing = -1;

	/** Adds `added`, which `length` characters of the text stand for. */
	const add = (added: string, length: number): true => {
		index += length;
		pieces.push({text: added, end: index, isVerbatim: added.length === length});
		last = added.at(-1) ?? last;
		hasFragment ||= added === '#';
		hasQuery ||= !hasFragment && added.includes('?');
		return true;
	};
	const addGap = (source: string, length: number): boolean => {
		if (isOutputEnd(source) && !/[?&=,]/.test(last)) {
			return false;
		}
		gaps.push(source);
		return add(gapMark, length);
	};
	/** Returns the end of what was read. */
	const before = (): string =>
		pieces
			.slice(-12)
			.map(piece => piece.text)
			.join('')
			.slice(-80);

	/** Whether the quotation mark or bracket before the address is closed on this line, at `index` or later. */
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

	/** Adds an escaped character. It does not end the literal or markup around the address. */
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
		if (isInner) {
			const [name = ''] = matchAt(/[\w-]+/y, text, index + length) ?? [];
			if (!parameterNames.has(name)) {
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

	/** Adds a bracket that is not closed, with the text up to the next blank, as a gap. */
	const addOpen = (): boolean => {
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
			return readNested(1);
		}
		const named = matchAt(variable, text, index);
		return named === undefined ? add('$', 1) : addGap(named[0], named[0].length);
	};

	/** Reads an expression in brackets, which may be nested. The bracket is `opened` characters after `index`. */
	const readNested = (opened: number): boolean => {
		const end = scanBrackets(text, index + opened, limit);
		const isOpen = end === undefined;
		return !isOpen && (opened > 0 || !/[\r\n]/.test(text.slice(index, end)))
			? addGap(text.slice(index, end), end - index)
			: addOpen();
	};

	const readBraces = (): boolean => {
		const found = matchAt(braces, text, index);
		return found === undefined ? readNested(0) : addGap(found[0], found[0].length);
	};

	const readAngle = (): boolean => {
		const [tags] = matchAt(inlineTags, text, index) ?? [];
		if (tags !== undefined) {
			const next = index + tags.length;
			return (
				(matchAt(afterTags, text, next) !== undefined ||
					(/[?=,&]/.test(last) && /\w/.test(text[next] ?? ''))) &&
				add('', tags.length)
			);
		}
		const found =
			matchAt(braces, text, index) ??
			(/(?:[=,/&?:+_-]|%20)$/.test(before()) ? matchAt(angles, text, index) : undefined);
		mayContinue = found === undefined && /[?&=,]/.test(last);
		return found !== undefined && addGap(found[0], found[0].length);
	};

	const readEntity = (): boolean => {
		const angle = /[=,]/.test(last) ? matchAt(angles, text, index) : undefined;
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
			const digits = written[1] ?? written[2] ?? '';
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

	/** Continues after a literal, with an expression and with the next literal. */
	const continueWith = ({
		expression,
		end,
		next,
	}: Extract<Continuation, {kind: 'continues'}>): boolean => {
		if (expression !== '') {
			// The expression contains a parameter. It may also contain the value before this one.
			const isParameter = /["'`][?&]\w{2,40}=/.test(expression);
			if (!addGap(expression, end - index)) {
				return false;
			}
			if (isParameter) {
				add('&', 0);
				addGap(expression, 0);
			}
		}
		if (next === undefined) {
			return false;
		}
		({index} = next);
		opener = isQuote(opener) ? next.quote : opener;
		closing = -1;
		return true;
	};

	const readQuote = (): boolean => {
		const quote = text[index] ?? '';
		const next = continueLiteral(text, index, before(), limit, literal);
		if (next.kind === 'continues') {
			return continueWith(next);
		}
		mayContinue = next.kind === 'unclear';
		const isOther = (isMarkdown || (isQuote(opener) && quote !== opener)) && isEnclosed();
		return quote === "'" && opener !== "'"
			? (isOther || isApostrophe(text, index) || /[=\w]/.test(text[index - 1] ?? '')) && add("'", 1)
			: isOther && add(quote, 1);
	};

	const readSpace = (): boolean => {
		if ((opener === '<' || /\bhref\s?=\s?$/i.test(literal.opening)) && !isEnclosed()) {
			// Line breaks are allowed in angle brackets (RFC 3986, appendix C), and browsers remove them.
			const found = matchAt(brokenInside, text, index);
			return found !== undefined && add('', found[0].length);
		}
		const isTitle = isMarkdown && matchAt(title, text, index) !== undefined;
		return !/[\r\n]/.test(text[index] ?? '') && !isTitle && (isEnclosed() || (isAlone && hasQuery))
			? add(text[index] ?? '', 1)
			: false;
	};

	const readBracket = (): boolean => {
		const character = text[index] ?? '';
		mayContinue = !hasQuery && matchAt(templateParameters, text, index) !== undefined;
		if (mayContinue) {
			return false;
		}
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
		const placeholder = last === '=' ? matchAt(squares, text, index) : undefined;
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
		'`': () => {
			const command = opener === '"' ? matchAt(shellCommand, text, index)?.[0] : undefined;
			return command === undefined ? readQuote() : addGap(command, command.length);
		},
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

	/** Reads a character that is not plain. */
	const readSign = (): boolean => {
		const character = text[index] ?? '';
		const line = /[\s\\^%<]/.test(character) ? continueLine(text, index, before) : undefined;
		if (line !== undefined) {
			return add(line.words, line.index - index);
		}
		const read = readers[character];
		return read === undefined ? !foreignEnd.test(character) && add(character, 1) : read();
	};

	let hasMore = true;
	while (hasMore && index < limit) {
		const run = matchAt(plain, text, index)?.[0].slice(0, limit - index);
		hasMore = run === undefined ? readSign() : add(run, run.length);
	}
	const ended = text[index] ?? '';
	const isLine = /^[\r\n]?$/.test(opener) && (index >= text.length || /[\r\n]/.test(ended));
	const isClosed =
		(isQuote(opener) && ended === opener) ||
		(opener === '<' && ended === '>') ||
		(isMarkdown && /[)\s]/.test(ended) && depth <= 0);
	const endOf = (length: number): number => {
		let left = length;
		for (const piece of pieces) {
			if (left <= piece.text.length && left > 0) {
				return piece.isVerbatim ? piece.end - piece.text.length + left : piece.end;
			}
			left -= piece.text.length;
		}
		return start;
	};
	return {
		text: pieces.map(piece => piece.text).join(''),
		gaps,
		endOf,
		isExact: isClosed || (isLine && index < limit) || (isLine && limit === text.length),
		mayContinue: mayContinue || seemsToContinue(text, index, before()),
	};
};
