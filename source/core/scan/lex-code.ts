import type {Language, Quote} from '../catalog/code-languages.ts';
import {type Code, type CodeToken, pairBrackets} from './tokens.ts';

type Lexer = {
	readonly text: string;
	readonly language: Language;
	/** The kind of token that each character can begin, by the character's code. */
	readonly kinds: Uint8Array;
	/** The tokens of each expression in a string, apart from those of the program. */
	readonly insides: CodeToken[][];
	/** How far each quote was searched for in vain, so that no text is searched twice. */
	readonly alone: Map<string, number>;
	at: number;
	line: number;
};

const [ofSign, ofSpace, ofName, ofNumber, ofOthers] = [0, 1, 2, 3, 4] as const;

const isOfName = /[A-Za-z_$@#]/;

/** Returns 1 for each ASCII character that fits a pattern, otherwise 0. */
const tableOf = (pattern: RegExp): Uint8Array =>
	Uint8Array.from({length: 128}, (_, code) => Number(pattern.test(String.fromCharCode(code))));

const goesOn = tableOf(/[\w$]/);

/** Whether a name can contain a character. At the end of the text, the code of the character is NaN. */
const isNameCode = (code: number): boolean => code >= 128 || goesOn[code] === 1;

/** Characters in signs of several characters. */
const joins = tableOf(/[?.&:=>\-!<+*|]/);

/** Returns the kind of each character in a language. Comments, strings and line ends get a closer look. */
const kindsOf = (language: Language): Uint8Array => {
	const kinds = new Uint8Array(128);
	for (let code = 0; code < kinds.length; code++) {
		const character = String.fromCharCode(code);
		if (isOfName.test(character)) kinds[code] = ofName;
		else if (/\d/.test(character)) kinds[code] = ofNumber;
		else if (/\s/.test(character)) kinds[code] = ofSpace;
	}

	const {lineComments, blockComments, quotes, hasPrefixes, hasHeredocs, isJavaScript} = language;
	const others = [
		'\n\\',
		...lineComments,
		...blockComments.map(([open]) => open),
		...quotes.map(({quote}) => quote),
	].map(text => text.slice(0, 2));
	const more = [hasPrefixes ? 'rbfuRBFU' : '', hasHeredocs ? '<' : '', isJavaScript ? '`/' : ''];
	for (const text of others) kinds[text.charCodeAt(0)] = ofOthers;
	for (const character of `\\${more.join('')}`) kinds[character.charCodeAt(0)] = ofOthers;
	return kinds;
};

const knownKinds = new WeakMap<Language, Uint8Array>();

const skipTo = (lexer: Lexer, end: number): void => {
	const {text} = lexer;
	for (
		let at = text.indexOf('\n', lexer.at);
		at !== -1 && at < end;
		at = text.indexOf('\n', at + 1)
	)
		lexer.line++;
	lexer.at = end;
};

const indexOrEnd = ({text}: Lexer, wanted: string, from: number): number => {
	const index = text.indexOf(wanted, from);
	return index === -1 ? text.length : index;
};

const skipComment = (lexer: Lexer): boolean => {
	const {text, language, at} = lexer;
	for (const mark of language.lineComments) {
		if (!text.startsWith(mark, at)) continue;
		lexer.at = indexOrEnd(lexer, '\n', at);
		return true;
	}

	for (const [open, close] of language.blockComments) {
		if (!text.startsWith(open, at)) continue;
		skipTo(lexer, Math.min(indexOrEnd(lexer, close, at + open.length) + close.length, text.length));
		return true;
	}

	return false;
};

const letters: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', '\n': ''};

const undoEscapes = (text: string): string =>
	text.includes('\\')
		? text.replace(
				/\\([\s\S])/g,
				(whole, letter: string) => letters[letter] ?? (/\w/.test(letter) ? whole : letter),
			)
		: text;

/** Writes expressions in a string as `${…}`, whatever the language. */
const normalizeFills = (text: string, fills: string | undefined): string => {
	if (fills === '#{') return text.replaceAll('#{', '${');
	if (fills !== '{') return text;
	return text.replace(/\{\{|\}\}|\{([^{}]{0,200})\}/g, (whole, inside?: string) =>
		inside === undefined
			? whole.slice(1)
			: `\${${inside.replace(/(?:![rsa])?(?::[^[\]'"]*)?$/, '')}}`,
	);
};

const filledIn = /\$\{([^{}]{0,200}\.[^{}]{0,200})\}/g;

/** Reads the expressions in a string that may be calls. */
const addInsides = (lexer: Lexer, text: string, line: number): void => {
	const {language, insides} = lexer;
	for (const [, inside = ''] of text.matchAll(filledIn)) {
		const tokens: CodeToken[] = [];
		readTokens(lexerOf(inside, language, line), tokens);
		insides.push(tokens);
	}
};

/** Returns the index of the quote that ends a string, or -1. */
const findQuote = (
	{text, alone}: Lexer,
	start: number,
	{quote, escapes, isLong}: Quote,
): number => {
	if (start <= (alone.get(quote) ?? -1)) return -1;
	const first = quote.charCodeAt(0);
	let at = start;
	for (; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === first && (quote.length === 1 || text.startsWith(quote, at))) return at;
		if (code === 92 && escapes) at++;
		else if (code === 10 && !isLong) break;
	}

	alone.set(quote, at);
	return -1;
};

const prefix = /[rbfuRBFU]{1,2}(?=["'])/y;

/** Reads a string. A quote without an end is a plain sign. */
const readString = (lexer: Lexer, tokens: CodeToken[]): boolean => {
	const {language, text, line} = lexer;
	let start = lexer.at;
	let marks = '';
	if (language.hasPrefixes) {
		prefix.lastIndex = start;
		[marks = ''] = prefix.exec(text) ?? [];
		start += marks.length;
	}

	const row = language.quotes.find(({quote}) => text.startsWith(quote, start));
	if (row === undefined) return false;
	const from = start + row.quote.length;
	const end = findQuote(lexer, from, row);
	if (end === -1) return false;
	const raw = text.slice(from, end);
	const fills = /f/i.test(marks) ? '{' : row.fills;
	const plain = row.escapes && !/r/i.test(marks) ? undoEscapes(raw) : raw;
	const filled = normalizeFills(plain, fills);
	tokens.push({type: 'string', text: filled, line});
	if (fills !== undefined) addInsides(lexer, filled, line);
	skipTo(lexer, end + row.quote.length);
	return true;
};

const heredoc = /<<[-~]?(["'`]?)([A-Z_a-z]\w*)\1[^\n]*\n/y;

/** Reads a here document. It is a string on the line that names it. */
const readHeredoc = (lexer: Lexer, tokens: CodeToken[]): boolean => {
	const {text, line} = lexer;
	heredoc.lastIndex = lexer.at;
	const [head = '', , name = ''] = heredoc.exec(text) ?? [];
	if (head === '') return false;
	const from = lexer.at + head.length;
	const mark = new RegExp(`^[ \\t]*${name}\\b`, 'm');
	const rest = text.slice(from, from + 100_000);
	const end = mark.exec(rest);
	const body = rest.slice(0, end?.index ?? rest.length);
	const filled = normalizeFills(body, '#{');
	tokens.push({type: 'string', text: filled, line});
	addInsides(lexer, filled, line);
	skipTo(lexer, from + body.length + (end?.[0].length ?? 0));
	return true;
};

/** Reads a template as one string. Its expressions are in the string, and are also read as tokens. */
const readTemplate = (lexer: Lexer, tokens: CodeToken[]): boolean => {
	const {text, line, insides} = lexer;
	if (text[lexer.at] !== '`') return false;
	let whole = '';
	let from = lexer.at + 1;
	for (let at = from; at <= text.length; at++) {
		const character = text[at];
		if (character === '\\') at++;
		else if (character === '`' || character === undefined) {
			tokens.push({type: 'string', text: whole + undoEscapes(text.slice(from, at)), line});
			skipTo(lexer, Math.min(at + 1, text.length));
			return true;
		} else if (character === '$' && text[at + 1] === '{') {
			whole += undoEscapes(text.slice(from, at));
			skipTo(lexer, at + 2);
			const inside: CodeToken[] = [];
			readFilled(lexer, inside);
			if (inside.length > 0) insides.push(inside);
			const source = text.slice(at + 2, lexer.at);
			whole += source.includes('`') ? `\${…}` : `\${${source}}`;
			at = lexer.at;
			from = at + 1;
		}
	}

	return true;
};

const beforeExpression =
	/^(?:return|typeof|case|do|else|in|of|instanceof|new|delete|void|throw|await|yield)$/;

/** How far back to search for the opening parenthesis, in tokens. */
const longestCondition = 300;

/** Whether the last token closes the parenthesis of `if (…)`. */
const endsCondition = (tokens: readonly CodeToken[]): boolean => {
	let depth = 0;
	for (let at = tokens.length - 1; at > Math.max(0, tokens.length - longestCondition); at--) {
		const {type, text} = tokens[at] ?? {};
		if (type !== 'sign') continue;
		if (text === ')') depth++;
		else if (text === '(' && --depth === 0)
			return /^(?:if|while|for|with)$/.test(tokens[at - 1]?.text ?? '');
	}

	return false;
};

/** Whether an expression can begin after the tokens. If so, `/` is no division. */
const beginsExpression = (tokens: readonly CodeToken[], line: number): boolean => {
	const last = tokens.at(-1);
	if (last === undefined) return true;
	if (last.type === 'name') return beforeExpression.test(last.text);
	if (last.type !== 'sign') return false;
	// `</p>` of JSX.
	if (last.text === ']' || last.text === '<') return false;
	if (last.text === ')') return endsCondition(tokens);
	return last.text !== '}' || last.line < line;
};

/** Returns the index after a regular expression, or -1 if the line ends first. */
const endOfExpression = ({text, alone}: Lexer, start: number): number => {
	if (start < (alone.get('/') ?? -1)) return -1;
	let isClass = false;
	let at = start + 1;
	for (; at < text.length && text[at] !== '\n'; at++) {
		const character = text[at];
		if (character === '\\') at++;
		else if (character === '[') isClass = true;
		else if (character === ']') isClass = false;
		else if (character === '/' && !isClass) return at + 1;
	}

	alone.set('/', at);
	return -1;
};

/** Reads a regular expression. It counts as a number, since nothing in it is read. */
const readRegularExpression = (lexer: Lexer, tokens: CodeToken[]): boolean => {
	const {text, at, line} = lexer;
	if (text[at] !== '/' || !beginsExpression(tokens, line)) return false;
	let end = endOfExpression(lexer, at);
	if (end === -1) return false;
	while (isNameCode(text.charCodeAt(end))) end++;
	tokens.push({type: 'number', text: '/…/', line});
	lexer.at = end;
	return true;
};

const readName = (lexer: Lexer, tokens: CodeToken[]): void => {
	const {text, language, at, line} = lexer;
	let end = at + 1;
	while (isNameCode(text.charCodeAt(end))) end++;
	if (language.hasMarkedNames && /^[!?](?!=)/.test(text.slice(end, end + 2))) end++;
	tokens.push({type: 'name', text: text.slice(at, end), line});
	lexer.at = end;
};

const numberPattern = /[\w.]+/y;

const readNumber = (lexer: Lexer, tokens: CodeToken[]): void => {
	numberPattern.lastIndex = lexer.at;
	const [found = ''] = numberPattern.exec(lexer.text) ?? [];
	tokens.push({type: 'number', text: found, line: lexer.line});
	lexer.at += found.length;
};

const longSigns = new Set(
	'?. &. :: => -> := == != === !== <= >= && || ?? += -= *= <- ** ++ -- ...'.split(' '),
);

const readSign = (lexer: Lexer, tokens: CodeToken[]): void => {
	const {text, at, line} = lexer;
	let sign = text[at] ?? '';
	if (joins[text.charCodeAt(at)] === 1 && joins[text.charCodeAt(at + 1)] === 1) {
		const [three, two] = [text.slice(at, at + 3), text.slice(at, at + 2)];
		if (longSigns.has(three)) sign = three;
		else if (longSigns.has(two)) sign = two;
	}

	tokens.push({type: 'sign', text: sign, line});
	lexer.at += sign.length;
};

/** Reads a line end. In Ruby, a block comment can begin there. */
const readNewline = (lexer: Lexer, tokens: CodeToken[]): boolean => {
	const {language, line, text, at} = lexer;
	if (text[at] !== '\n' || skipComment(lexer)) return text[at] === '\n';
	if (language.hasNewlines && tokens.at(-1)?.type !== 'newline')
		tokens.push({type: 'newline', text: '\n', line});
	lexer.line++;
	lexer.at++;
	return true;
};

/** Skips `\` at the end of a line that continues. */
const skipContinuation = (lexer: Lexer): boolean => {
	const {text, at} = lexer;
	if (text[at] !== '\\' || !/^\r?\n/.test(text.slice(at + 1, at + 3))) return false;
	skipTo(lexer, indexOrEnd(lexer, '\n', at) + 1);
	return true;
};

/** Reads what takes a closer look: line ends, comments, strings, and what only some languages have. */
const readOther = (lexer: Lexer, tokens: CodeToken[]): boolean =>
	readNewline(lexer, tokens) ||
	skipContinuation(lexer) ||
	skipComment(lexer) ||
	(lexer.language.hasHeredocs === true && readHeredoc(lexer, tokens)) ||
	(lexer.language.isJavaScript === true &&
		(readTemplate(lexer, tokens) || readRegularExpression(lexer, tokens))) ||
	readString(lexer, tokens);

const kindAt = ({text, kinds}: Lexer, at: number): number => {
	const code = text.charCodeAt(at);
	if (code < 128) return kinds[code] ?? ofSign;
	return /\s/.test(text[at] ?? '') ? ofSpace : ofName;
};

/** Reads one token, or skips what is none. */
const readToken = (lexer: Lexer, tokens: CodeToken[]): void => {
	const kind = kindAt(lexer, lexer.at);
	if (kind === ofSpace) lexer.at++;
	else if (kind === ofName) readName(lexer, tokens);
	else if (kind === ofNumber) readNumber(lexer, tokens);
	else if (kind === ofSign || !readOther(lexer, tokens)) {
		if (kind === ofOthers && isOfName.test(lexer.text[lexer.at] ?? '')) readName(lexer, tokens);
		else readSign(lexer, tokens);
	}
};

const readTokens = (lexer: Lexer, tokens: CodeToken[]): void => {
	while (lexer.at < lexer.text.length) readToken(lexer, tokens);
};

/** Reads an expression in a template, up to the closing brace. */
const readFilled = (lexer: Lexer, tokens: CodeToken[]): void => {
	const {text} = lexer;
	for (let depth = 0; lexer.at < text.length; ) {
		const character = text[lexer.at];
		if (character === '{') depth++;
		else if (character === '}' && --depth < 0) return;
		readToken(lexer, tokens);
	}
};

const lexerOf = (text: string, language: Language, firstLine: number): Lexer => {
	const kinds = knownKinds.get(language) ?? kindsOf(language);
	knownKinds.set(language, kinds);
	return {text, language, kinds, insides: [], alone: new Map(), at: 0, line: firstLine};
};

/**
 * Splits a program into tokens, without comments, by the rules of its language. Returns the program first,
 * then each expression in its strings. Throws only if the nesting is too deep for the stack. Takes time in
 * proportion to the text.
 */
export const lexCode = (
	text: string,
	language: Language,
	firstLine = 1,
): readonly [program: Code, ...insides: Code[]] => {
	const lexer = lexerOf(text, language, firstLine);
	const tokens: CodeToken[] = [];
	readTokens(lexer, tokens);
	return [pairBrackets(tokens), ...lexer.insides.map(pairBrackets)];
};
