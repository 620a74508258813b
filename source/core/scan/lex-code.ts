import type {CodeToken} from './tokens.ts';

/** What is special about the text of a language, for the one lexer that splits them all. */
export type Language = {
	readonly lineComments: readonly string[];
	readonly blockComments: ReadonlyArray<readonly [open: string, close: string]>;
	/** Quotes, the longest first. */
	readonly quotes: ReadonlyArray<{
		readonly quote: string;
		readonly escapes: boolean;
		/** How something is filled in: `#{` in Ruby, `${` in Terraform. */
		readonly fills?: string;
	}>;
	/** Whether line ends outside of brackets end a statement. */
	readonly hasNewlines: boolean;
	/** Letters before a quote: those of Python, of which `f` fills in with `{`. */
	readonly hasPrefixes?: boolean;
	/** `<<~TEXT` of Ruby, `<<EOT` of Terraform. */
	readonly hasHeredocs?: boolean;
};

/** The languages that are split, by name. */
export const languages = {
	python: {
		lineComments: ['#'],
		blockComments: [],
		quotes: ['"""', "'''", '"', "'"].map(quote => ({quote, escapes: true})),
		hasNewlines: true,
		hasPrefixes: true,
	},
	go: {
		lineComments: ['//'],
		blockComments: [['/*', '*/']],
		quotes: [
			{quote: '"', escapes: true},
			{quote: '`', escapes: false},
			{quote: "'", escapes: true},
		],
		hasNewlines: true,
	},
	ruby: {
		lineComments: ['#'],
		blockComments: [['\n=begin', '\n=end']],
		quotes: [
			{quote: '"', escapes: true, fills: '#{'},
			{quote: "'", escapes: true},
			{quote: '`', escapes: true, fills: '#{'},
		],
		hasNewlines: true,
		hasHeredocs: true,
	},
	terraform: {
		lineComments: ['#', '//'],
		blockComments: [['/*', '*/']],
		quotes: [{quote: '"', escapes: true, fills: '${'}],
		hasNewlines: true,
		hasHeredocs: true,
	},
} as const satisfies Readonly<Record<string, Language>>;

type Lexer = {
	readonly text: string;
	readonly language: Language;
	readonly tokens: CodeToken[];
	at: number;
	line: number;
	depth: number;
};

const countLines = (text: string): number => {
	let count = 0;
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
	return count;
};

const skipTo = (lexer: Lexer, end: number): void => {
	lexer.line += countLines(lexer.text.slice(lexer.at, end));
	lexer.at = end;
};

const indexOrEnd = ({text}: Lexer, wanted: string, from: number): number => {
	const index = text.indexOf(wanted, from);
	return index === -1 ? text.length : index;
};

const skipComment = (lexer: Lexer): boolean => {
	const {text, language, at} = lexer;
	for (const [open, close] of language.blockComments) {
		if (!text.startsWith(open, at)) continue;
		skipTo(lexer, Math.min(indexOrEnd(lexer, close, at + open.length) + close.length, text.length));
		return true;
	}

	if (!language.lineComments.some(mark => text.startsWith(mark, at))) return false;
	lexer.at = indexOrEnd(lexer, '\n', at);
	return true;
};

const undoEscapes = (text: string): string =>
	text.replace(/\\([\s\S])/g, (whole, letter: string) =>
		letter === 'n' ? '\n' : letter === 't' ? '\t' : /["'`\\]/.test(letter) ? letter : whole,
	);

/** What is filled in stands as `${…}` in every language. */
const normalizeFills = (text: string, fills: string | undefined): string => {
	if (fills === '#{') return text.replaceAll('#{', '${');
	if (fills !== '{') return text;
	return text.replace(/\{\{|\}\}|\{([^{}]{0,200})\}/g, (whole, inside?: string) =>
		inside === undefined
			? whole.slice(1)
			: `\${${inside.replace(/(?:![rsa])?(?::[^[\]'"]*)?$/, '')}}`,
	);
};

/** The end of a string that begins behind `start`: the place of its closing quote. */
const findQuote = ({text}: Lexer, start: number, quote: string, escapes: boolean): number => {
	const isLong = quote.length > 1 || quote === '`';
	for (let at = start; at < text.length; at++) {
		if (escapes && text[at] === '\\') at++;
		else if (text.startsWith(quote, at)) return at;
		else if (text[at] === '\n' && !isLong) return at;
	}

	return text.length;
};

const prefix = /[rbfuRBFU]{1,2}(?=["'])/y;

const readString = (lexer: Lexer): boolean => {
	const {language, text} = lexer;
	prefix.lastIndex = lexer.at;
	const [letters = ''] = (language.hasPrefixes && prefix.exec(text)) || [];
	const start = lexer.at + letters.length;
	const row = language.quotes.find(({quote}) => text.startsWith(quote, start));
	if (row === undefined) return false;
	const from = start + row.quote.length;
	const isRaw = /r/i.test(letters);
	const end = findQuote(lexer, from, row.quote, row.escapes);
	const raw = text.slice(from, end);
	const fills = /f/i.test(letters) ? '{' : 'fills' in row ? row.fills : undefined;
	const plain = row.escapes && !isRaw ? undoEscapes(raw) : raw;
	lexer.tokens.push({type: 'string', text: normalizeFills(plain, fills), line: lexer.line});
	skipTo(lexer, text.startsWith(row.quote, end) ? end + row.quote.length : end);
	return true;
};

const heredoc = /<<[-~]?(["'`]?)([A-Z_a-z]\w*)\1[^\n]*\n/y;

/** The text of a here document is a string on the line where it is named. */
const readHeredoc = (lexer: Lexer): boolean => {
	const {text, language} = lexer;
	if (!language.hasHeredocs) return false;
	heredoc.lastIndex = lexer.at;
	const [head = '', , name = ''] = heredoc.exec(text) ?? [];
	if (head === '') return false;
	const from = lexer.at + head.length;
	const mark = new RegExp(`^[ \\t]*${name}\\b`, 'm');
	const rest = text.slice(from, from + 100_000);
	const end = mark.exec(rest);
	const body = rest.slice(0, end?.index ?? rest.length);
	lexer.tokens.push({type: 'string', text: normalizeFills(body, '#{'), line: lexer.line});
	skipTo(lexer, from + body.length + (end?.[0].length ?? 0));
	return true;
};

const name = /[A-Za-z_$@][\w$]*[!?]?/y;

const number = /\d[\w.]*/y;

const sign = /\?\.|&\.|::|=>|->|:=|==|!=|<=|>=|&&|\|\||\+=|<-|\*\*|\.\.\.|[\s\S]/y;

const readPlain = (lexer: Lexer): void => {
	const {text, tokens, line, language} = lexer;
	for (const [type, pattern] of [
		['name', name],
		['number', number],
		['sign', sign],
	] as const) {
		pattern.lastIndex = lexer.at;
		const [found] = pattern.exec(text) ?? [];
		if (found === undefined) continue;
		const isBang = type === 'name' && /[!?]$/.test(found) && language.hasHeredocs !== true;
		const whole = isBang ? found.slice(0, -1) : found;
		tokens.push({type, text: whole, line});
		if (/^[([{]$/.test(whole)) lexer.depth++;
		else if (/^[)\]}]$/.test(whole)) lexer.depth = Math.max(0, lexer.depth - 1);
		lexer.at += whole.length;
		return;
	}

	lexer.at++;
};

const readNewline = (lexer: Lexer): void => {
	const {tokens, language, line} = lexer;
	if (language.hasNewlines && tokens.at(-1)?.type !== 'newline') {
		tokens.push({type: 'newline', text: '\n', line});
	}

	lexer.line++;
	lexer.at++;
};

/**
 * Splits a program into tokens, without comments, by what is special about its language. Never throws;
 * takes time in proportion to the text.
 */
export const lexCode = (text: string, language: Language, firstLine = 1): readonly CodeToken[] => {
	const lexer: Lexer = {text, language, tokens: [], at: 0, line: firstLine, depth: 0};
	while (lexer.at < text.length) {
		const character = text[lexer.at] ?? '';
		if (
			character === '\n' &&
			!language.blockComments.some(([open]) => text.startsWith(open, lexer.at))
		)
			readNewline(lexer);
		else if (character === ' ' || character === '\t' || character === '\r') lexer.at++;
		else if (character === '\\' && /^\\\r?\n/.test(text.slice(lexer.at, lexer.at + 3))) {
			skipTo(lexer, indexOrEnd(lexer, '\n', lexer.at) + 1);
		} else if (skipComment(lexer) || readHeredoc(lexer) || readString(lexer)) continue;
		else readPlain(lexer);
	}

	return lexer.tokens;
};
