import {
	argumentsOf,
	type Chain,
	type Code,
	placeBehind,
	readChain,
	splitArguments,
	textOf,
} from './tokens.ts';
import type {Findings, TokenName} from './use.ts';

/** A part of a program: the tokens from one place up to another. */
export type Part = {readonly code: Code; readonly from: number; readonly to: number};

/** A function of the file. */
export type CodeFunction = {
	readonly parameters: readonly string[];
	readonly body: Part;
	/** Where its parameters begin. */
	readonly opens: number;
	/** Whether other files can call it, as far as its first words show. */
	readonly isExported: boolean;
};

/** Where a program begins in its file, and what it is given. */
export type CodePlace = {
	readonly firstLine: number;
	/** The token that an environment variable holds. */
	readonly variable: (name: string) => TokenName;
};

/** The place of a program that is a file of its own. */
export const ownFile: CodePlace = {firstLine: 1, variable: name => ({kind: 'variable', name})};

/** What the readers of languages know of a file while they read it. */
export type CodeReader = {
	readonly findings: Findings;
	readonly code: Code;
	/** The value that was last given to a name. */
	readonly parts: Map<string, Part>;
	readonly functions: ReadonlyMap<string, CodeFunction>;
	/** The token that an environment variable holds. */
	readonly variable: (name: string) => TokenName;
};

/** The same reader for the code that a part stands in. */
export const readerAt = <Reader extends CodeReader>(
	reader: Reader,
	{code}: Pick<Part, 'code'>,
): Reader => (code === reader.code ? reader : {...reader, code});

const variablePatterns: readonly RegExp[] = [
	/os\.environ(?:\.get\(|\[)\s*["']([A-Za-z_]\w*)/,
	/(?:os\.)?getenv\(\s*["']([A-Za-z_]\w*)/i,
	/os\.(?:Getenv|LookupEnv)\(\s*"([A-Za-z_]\w*)/,
	/\bENV(?:\.fetch\(|\[)\s*["']([A-Za-z_]\w*)/,
	/(?:process|Bun|import\.meta)\??\.env\??(?:\.|\[\s*['"])([A-Za-z_]\w*)/,
	/Deno\.env\.get\(\s*['"](\w+)/,
	/\benv\(\s*["']([A-Za-z_]\w*)/,
];

/** The environment variable that a text of code reads. */
export const variableIn = (text: string): string | undefined => {
	const part = text.slice(0, 1000);
	for (const pattern of variablePatterns) {
		const [, name] = pattern.exec(part) ?? [];
		if (name !== undefined) return name;
	}

	return undefined;
};

/** What a name was given before a place, in another file or above it: following it cannot lead in a circle. */
export const partBefore = (
	{code, parts}: CodeReader,
	name: string,
	place: number,
): Part | undefined => {
	const part = parts.get(name);
	return part !== undefined && (part.code !== code || part.to <= place) ? part : undefined;
};

/** How far names are followed to what they were given. */
const deepest = 4;

/** The text of a name, where it was given a string, or an address stands in for what is not set. */
export const constantOf = (reader: CodeReader, name: string, depth = 0): string | undefined => {
	const part = reader.parts.get(name);
	if (part === undefined || depth > deepest || part.to - part.from > 9) return undefined;
	const {tokens} = part.code;
	const token = tokens[part.from];
	if (part.to - part.from === 1 && token?.type === 'string') return token.text;
	if (part.to - part.from === 1 && token?.type === 'name')
		return constantOf(reader, token.text, depth + 1);
	const given = tokens.slice(part.from, part.to);
	// A string that is joined is more than its first piece.
	if (given.some(({type, text}) => type === 'sign' && /^[+%]$/.test(text))) return undefined;
	return given.find(({type, text}) => type === 'string' && /^https?:/.test(text))?.text;
};

const isAddressLike = ({type, text}: {readonly type: string; readonly text: string}): boolean =>
	type === 'string' && /^(?:https?:|\/)/.test(text);

/** The piece of a joined string that a name begins, and the place behind it. */
const pieceOf = (
	reader: CodeReader,
	at: number,
	to: number,
	depth: number,
): {readonly text: string; readonly end: number} => {
	const chain = readChain(reader.code, at);
	const value = chain.links.length === 0 ? singleString(reader, at, depth + 1) : undefined;
	if (value !== undefined) return {text: value, end: at + 1};
	const end = Math.min(chain.end, to);
	const {call} = chain;
	// `urljoin(API, "/user")`: what joins an address is passed over.
	if (call !== undefined && reader.code.tokens.slice(at, end).some(isAddressLike))
		return {text: '', end: call.from};

	return {text: `\${${textOf(reader.code, at, end)}}`, end};
};

/** The string that was put together under a name, where that is an address. */
const joinedOf = (
	reader: CodeReader,
	name: string,
	place: number,
	depth: number,
): string | undefined => {
	const part = partBefore(reader, name, place);
	if (part === undefined || depth >= deepest || part.to - part.from > 40) return undefined;
	const text = stringIn(readerAt(reader, part), part.from, part.to, depth + 1);
	return text !== undefined && /^(?:https?:|\/|\$\{|(?:repos|orgs|users?|teams)\/)/.test(text)
		? text
		: undefined;
};

const placeholders = /%[sdr]|\{\w*\}/g;

/** `"%s/repos/%s" % (API, name)`, `"{}/user".format(API)`: the text, and the place behind it. */
const formattedAt = (
	reader: CodeReader,
	at: number,
): {readonly text: string; readonly end: number} | undefined => {
	const {tokens, partner} = reader.code;
	const [{text = ''} = {}, sign, name] = tokens.slice(at, at + 3);
	const isFormat = sign?.text === '.' && name?.text === 'format';
	if (sign?.type !== 'sign' || !(isFormat || sign.text === '%')) return undefined;
	const open = isFormat ? at + 3 : at + 2;
	const close = partner[open] ?? -1;
	const isList = tokens[open]?.text === '(' && close > open;
	const end = isList ? close + 1 : readChain(reader.code, open).end;
	const values = isList ? splitArguments(reader.code, open + 1, close) : [[open, end] as const];
	let index = 0;
	const filled = text.replace(placeholders, whole => {
		const value = values[index++];
		if (value === undefined) return whole;
		return stringIn(reader, value[0], value[1], deepest) ?? `\${${textOf(reader.code, ...value)}}`;
	});
	return {text: filled, end};
};

const verbs = /%[+#]?[sdvqxf]/g;

/** `fmt.Sprintf("/repos/%s", name)`: the text, and the place behind it. */
const printedAt = (
	reader: CodeReader,
	at: number,
	depth: number,
): {readonly text: string; readonly end: number} | undefined => {
	if (!/^(?:fmt|sprintf)$/.test(reader.code.tokens[at]?.text ?? '')) return undefined;
	const chain = readChain(reader.code, at);
	const {call, callee} = chain;
	const [format, ...values] = argumentsOf(reader.code, call).map(([from, to]) =>
		stringIn(reader, from, to, depth + 1),
	);
	if (format === undefined || !/^sprintf$/i.test(callee)) return undefined;
	return {text: format.replace(verbs, () => values.shift() ?? `\${x}`), end: chain.end};
};

/** `new URL("/user", API)`: the address, and the place behind it. */
const urlAt = (
	reader: CodeReader,
	at: number,
	depth: number,
): {readonly text: string; readonly end: number} | undefined => {
	const close = reader.code.partner[at + 1] ?? -1;
	if (reader.code.tokens[at]?.text !== 'URL' || close < at) return undefined;
	const [path, base] = splitArguments(reader.code, at + 2, close).map(([from, to]) =>
		stringIn(reader, from, to, depth + 1),
	);
	return path === undefined || base === undefined
		? undefined
		: {text: `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`, end: close + 1};
};

/** The string that one token is, or that it names. */
const singleString = (reader: CodeReader, at: number, depth: number): string | undefined => {
	const token = reader.code.tokens[at];
	if (token?.type === 'string') return token.text;
	if (token?.type !== 'name') return undefined;
	return constantOf(reader, token.text) ?? joinedOf(reader, token.text, at, depth);
};

/** A string between two places: a literal, several that are joined, or the name of one. */
export const stringIn = (
	reader: CodeReader,
	from: number,
	to: number,
	depth = 0,
): string | undefined => {
	const {tokens} = reader.code;
	if (to - from === 1) return singleString(reader, from, depth);
	if (!tokens.slice(from, to).some(({type}) => type === 'string')) return undefined;
	let text = '';
	for (let index = from; index < to; index++) {
		const token = tokens[index];
		const formatted =
			token?.type === 'string'
				? formattedAt(reader, index)
				: (printedAt(reader, index, depth) ?? urlAt(reader, index, depth));
		if (formatted !== undefined) {
			text += formatted.text;
			index = formatted.end - 1;
		} else if (token?.type === 'string') text += token.text;
		else if (token?.type === 'name' && !/^(?:new|await)$/.test(token.text)) {
			const piece = pieceOf(reader, index, to, depth);
			text += piece.text;
			index = piece.end - 1;
		} else if (token?.type === 'sign' && !/^[+().,%]$/.test(token.text)) return undefined;
	}

	return text;
};

/** The text of a part, with the constants in it filled in. */
export const filledString = (reader: CodeReader, from: number, to: number): string | undefined =>
	stringIn(reader, from, to)?.replace(
		/\$\{([^}]{0,200})\}/g,
		(whole: string, name: string) => constantOf(reader, name.trim()) ?? whole,
	);

/** More parts than any value has that somebody wrote, where a bracket with all in it is one part. */
const longestValue = 1000;

/** The end of the value that begins at a place: at a comma, a line end, or the end of what it stands in. */
export const endOfValue = (code: Code, from: number, to: number): number => {
	const {tokens} = code;
	let end = from;
	for (let parts = 0; end < to && parts < longestValue; parts++) {
		const {type, text = ''} = tokens[end] ?? {};
		if (type === 'sign' && /^[,}\])]$/.test(text)) break;
		if (tokens[end]?.type === 'newline' && !/^[+(|]+$/.test(tokens[end - 1]?.text ?? '')) break;
		end = placeBehind(code, end);
	}

	return Math.min(end, to);
};

/** The end of the line that goes on at a place, where what stands in brackets does not end it. */
export const endOfLine = (code: Code, from: number): number => {
	const {tokens} = code;
	let end = from;
	for (let parts = 0; end < tokens.length && parts < longestValue; parts++) {
		if (tokens[end]?.type === 'newline') break;
		end = placeBehind(code, end);
	}

	return end;
};

/** What is given to a name at a place: `name: value`, `name=value`, `"name" => value`, or the name alone. */
const valueAt = (code: Code, at: number, to: number): Part | undefined => {
	const {tokens} = code;
	let from = at + 1;
	while (tokens[from]?.type === 'sign' && /^[\])]$/.test(tokens[from]?.text ?? '')) from++;
	const next = tokens[from];
	if (next?.type === 'sign' && /^(?::|=|=>|,)$/.test(next.text)) {
		const isList = next.text === ',';
		// Of what is behind a comma only that of a header: `Set("Authorization", value)`.
		if (isList && tokens[at]?.type !== 'string') {
			return /^[{,]$/.test(tokens[at - 1]?.text ?? '') ? {code, from: at, to: at + 1} : undefined;
		}

		return {code, from: from + 1, to: endOfValue(code, from + 1, to)};
	}

	const isAlone = tokens[at]?.type === 'name' && /^[{,]$/.test(tokens[at - 1]?.text ?? '');
	return isAlone && (next === undefined || next.text === '}' || from >= to)
		? {code, from: at, to: at + 1}
		: undefined;
};

/** `headers["Authorization"] = value`. */
const assignedAt = (
	code: Code,
	open: number,
	close: number,
	to: number,
	name: RegExp,
): Part | undefined => {
	const [key, sign] = [code.tokens[open + 1], code.tokens[close + 1]];
	return close === open + 2 && key?.type === 'string' && name.test(key.text) && sign?.text === '='
		? {code, from: close + 2, to: endOfValue(code, close + 2, to)}
		: undefined;
};

/**
 * The value of a name between two places, in what is written in braces there too, down to a depth: a
 * property, a keyword argument or a header.
 */
export const findValue = (
	code: Code,
	from: number,
	to: number,
	name: RegExp,
	depth = 1,
): Part | undefined => {
	const {tokens, partner} = code;
	for (let index = from; index < to; index++) {
		const token = tokens[index];
		const close = partner[index] ?? -1;
		if (close > index) {
			const inner =
				assignedAt(code, index, close, to, name) ??
				(depth > 0 ? findValue(code, index + 1, close, name, depth - 1) : undefined);
			if (inner !== undefined) return inner;
			index = close;
		} else if (token?.type !== 'sign' && token !== undefined && name.test(token.text)) {
			const value = valueAt(code, index, to);
			if (value !== undefined) return value;
		}
	}

	return undefined;
};

const nameToken = (name: string): TokenName => ({kind: 'variable', name});

const words = /^(?:await|new|string|as|const|not|and|or|if|else|f)$/;

const simpleName = /^[\w.$@]+$/;

/** What a name was given as a token: a variable of the environment, else the name or expression itself. */
const tokenOfName = (
	reader: CodeReader,
	name: string,
	place: number,
	depth: number,
): TokenName | undefined => {
	const part = partBefore(reader, name, place);
	if (part === undefined) return undefined;
	const inner = tokenIn(readerAt(reader, part), part.from, part.to, depth + 1);
	if (inner === undefined || inner.name.length >= 60) return undefined;
	return inner.kind === 'variable' && /[({]/.test(inner.name) ? nameToken(name) : inner;
};

/** The token that a string names in what is filled in: `Bearer ${token}`. */
const tokenOfString = (
	reader: CodeReader,
	text: string,
	place: number,
	depth: number,
): TokenName | undefined => {
	let fallback: TokenName | undefined;
	for (const [, inside = ''] of text.matchAll(/\$\{([^}]{0,200})\}/g)) {
		const name = inside.trim();
		const variable = variableIn(name);
		if (variable !== undefined) return reader.variable(variable);
		const found = tokenOfName(reader, name, place, depth);
		if (found !== undefined) return found;
		if (simpleName.test(name)) fallback ??= nameToken(name);
	}

	return fallback;
};

/** The token that a chain begins with, and its name where nothing else is known. */
const tokenOfChain = (
	reader: CodeReader,
	chain: Chain,
	from: number,
	to: number,
	depth: number,
): {readonly found?: TokenName | undefined; readonly fallback?: TokenName} => {
	const found = chain.links.length === 0 ? tokenOfName(reader, chain.head, from, depth) : undefined;
	const text = textOf(reader.code, chain.start, Math.min(chain.end, to));
	return {found, ...(text.length <= 80 ? {fallback: nameToken(text.replaceAll('"', "'"))} : {})};
};

/** The token in an expression: an environment variable, else the name of what holds it. */
export const tokenIn = (
	reader: CodeReader,
	from: number,
	to: number,
	depth = 0,
): TokenName | undefined => {
	if (depth > deepest || to <= from) return undefined;
	const {tokens} = reader.code;
	const variable = variableIn(textOf(reader.code, from, Math.min(to, from + 80)));
	if (variable !== undefined) return reader.variable(variable);
	let fallback: TokenName | undefined;
	for (let index = from; index < to; index++) {
		const token = tokens[index];
		if (token?.type === 'string') {
			const found = tokenOfString(reader, token.text, from, depth);
			if (found !== undefined) return found;
		} else if (token?.type === 'name' && !words.test(token.text)) {
			const chain = readChain(reader.code, index);
			const inner = tokenOfChain(reader, chain, from, to, depth);
			if (inner.found !== undefined) return inner.found;
			fallback ??= inner.fallback;
			index = chain.end - 1;
		}
	}

	return fallback;
};

/** The function of the file that a chain calls: `headers()`, `this.headers()`, `self.headers()`. */
export const calledFunction = (
	{functions}: CodeReader,
	{head, links}: Chain,
): CodeFunction | undefined => {
	const [first, second] = links;
	if (first?.kind === 'call') return functions.get(head);
	return /^(?:this|self|@)$/.test(head) && first?.kind === 'member' && second?.kind === 'call'
		? functions.get(first.name)
		: undefined;
};
