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

/** A part of a program: its tokens from one index up to another. */
export type Part = {readonly code: Code; readonly from: number; readonly to: number};

/** A function of the file. */
export type CodeFunction = {
	readonly parameters: readonly string[];
	readonly body: Part;
	/** The index of the token where its parameters begin. */
	readonly opens: number;
	/** Whether other files can call it, judged by its first words. */
	readonly isExported: boolean;
};

/** The first line of a program in its file, and the tokens in its environment variables. */
export type CodePlace = {
	readonly firstLine: number;
	/** Returns the token that an environment variable holds. */
	readonly variable: (name: string) => TokenName;
};

/** The place of a program that is a whole file. */
export const ownFile: CodePlace = {firstLine: 1, variable: name => ({kind: 'variable', name})};

/** The state of a language's reader in one file. */
export type CodeReader = {
	readonly findings: Findings;
	readonly code: Code;
	/** The latest value of each name. */
	readonly parts: Map<string, Part>;
	readonly functions: ReadonlyMap<string, CodeFunction>;
	/** Returns the token that an environment variable holds. */
	readonly variable: (name: string) => TokenName;
};

/** Returns the same reader for the code of a part. */
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

/** Finds the environment variable that a piece of code reads. */
export const variableIn = (text: string): string | undefined => {
	const part = text.slice(0, 1000);
	for (const pattern of variablePatterns) {
		const [, name] = pattern.exec(part) ?? [];
		if (name !== undefined) return name;
	}

	return undefined;
};

/** Returns the value of a name from other code, or from before an index. This prevents circles. */
export const partBefore = (
	{code, parts}: CodeReader,
	name: string,
	place: number,
): Part | undefined => {
	const part = parts.get(name);
	return part !== undefined && (part.code !== code || part.to <= place) ? part : undefined;
};

/** The longest chain of names that is followed. */
const deepest = 4;

/** Returns the string that a name holds, or the address in its expression: `api ?? 'https://…'`. */
export const constantOf = (reader: CodeReader, name: string, depth = 0): string | undefined => {
	const part = reader.parts.get(name);
	if (part === undefined || depth > deepest || part.to - part.from > 9) return undefined;
	const {tokens} = part.code;
	const token = tokens[part.from];
	if (part.to - part.from === 1 && token?.type === 'string') return token.text;
	if (part.to - part.from === 1 && token?.type === 'name')
		return constantOf(reader, token.text, depth + 1);
	const given = tokens.slice(part.from, part.to);
	// A joined string is more than its first piece.
	if (given.some(({type, text}) => type === 'sign' && /^[+%]$/.test(text))) return undefined;
	return given.find(({type, text}) => type === 'string' && /^https?:/.test(text))?.text;
};

const isAddressLike = ({type, text}: {readonly type: string; readonly text: string}): boolean =>
	type === 'string' && /^(?:https?:|\/)/.test(text);

/** Returns the piece of a joined string that begins with a name, and the index after it. */
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
	// `urljoin(API, "/user")`: the name is skipped, the arguments follow.
	if (call !== undefined && reader.code.tokens.slice(at, end).some(isAddressLike))
		return {text: '', end: call.from};

	return {text: `\${${textOf(reader.code, at, end)}}`, end};
};

/** Returns the joined string that a name holds, if it is an address. */
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

/** Reads `"%s/repos/%s" % (API, name)`, `"{}/user".format(API)`. Returns the text and the index after it. */
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

/** Reads `fmt.Sprintf("/repos/%s", name)`. Returns the text and the index after it. */
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

/** Reads `new URL("/user", API)`. Returns the address and the index after it. */
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

/** Returns the string of one token: a literal, or the value of a name. */
const singleString = (reader: CodeReader, at: number, depth: number): string | undefined => {
	const token = reader.code.tokens[at];
	if (token?.type === 'string') return token.text;
	if (token?.type !== 'name') return undefined;
	return constantOf(reader, token.text) ?? joinedOf(reader, token.text, at, depth);
};

/** Returns the string between two indexes: a literal, joined strings, or the value of a name. */
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

/** Returns the string between two indexes, with known constants filled in. */
export const filledString = (reader: CodeReader, from: number, to: number): string | undefined =>
	stringIn(reader, from, to)?.replace(
		/\$\{([^}]{0,200})\}/g,
		(whole: string, name: string) => constantOf(reader, name.trim()) ?? whole,
	);

/** The most parts of a value. Brackets with their content are one part. */
const longestValue = 1000;

/** Returns the end of a value: a comma, a line end, or the end of the brackets around it. */
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

/** Returns the end of the line at an index. Line ends inside of brackets do not count. */
export const endOfLine = (code: Code, from: number): number => {
	const {tokens} = code;
	let end = from;
	for (let parts = 0; end < tokens.length && parts < longestValue; parts++) {
		if (tokens[end]?.type === 'newline') break;
		end = placeBehind(code, end);
	}

	return end;
};

/** Finds the value of a name: `name: value`, `name=value`, `"name" => value`, or the name alone. */
const valueAt = (code: Code, at: number, to: number): Part | undefined => {
	const {tokens} = code;
	let from = at + 1;
	while (tokens[from]?.type === 'sign' && /^[\])]$/.test(tokens[from]?.text ?? '')) from++;
	const next = tokens[from];
	if (next?.type === 'sign' && /^(?::|=|=>|,)$/.test(next.text)) {
		const isList = next.text === ',';
		// After a comma, only a header has a value: `Set("Authorization", value)`.
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

/** Reads `headers["Authorization"] = value`. */
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
 * Finds the value of a property, a keyword argument or a header between two indexes. It also looks into
 * brackets, `depth` levels deep.
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

/** Finds the token that a name holds: an environment variable, otherwise the name or its expression. */
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

/** Finds the token that is filled into a string: `Bearer ${token}`. */
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

/** Finds the token that a chain begins with. The text of the chain is the fallback. */
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

/** Finds the token in an expression: an environment variable, otherwise the name that holds it. */
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

/** Finds the function of the file that a chain calls: `headers()`, `this.headers()`, `self.headers()`. */
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
