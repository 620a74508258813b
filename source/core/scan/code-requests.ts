import type {HttpMethod} from '../catalog/endpoints.ts';
import {readMethod} from '../needs/read-request.ts';
import {addUse} from './add-use.ts';
import {readCodeAddress, tellRequest} from './api-address.ts';
import {readGraphql} from './read-graphql.ts';
import {type Chain, type Code, leadingMembers, splitArguments, textOf} from './tokens.ts';
import type {Findings, TokenName} from './use.ts';

/** What the readers of languages know of a file while they read it. */
export type CodeReader = {
	readonly findings: Findings;
	readonly code: Code;
	/** Where the value that was last given to a name stands. */
	readonly parts: Map<string, readonly [from: number, to: number]>;
};

const variablePatterns: readonly RegExp[] = [
	/os\.environ(?:\.get\(|\[)\s*["']([A-Za-z_]\w*)/,
	/(?:os\.)?getenv\(\s*["']([A-Za-z_]\w*)/i,
	/os\.(?:Getenv|LookupEnv)\(\s*"([A-Za-z_]\w*)/,
	/ENV(?:\.fetch\(|\[)\s*["']([A-Za-z_]\w*)/,
	/(?:process\.env\.|env\(\s*["'])([A-Za-z_]\w*)/,
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

/** The text of a name, where it was given a string. */
export const constantOf = (reader: CodeReader, name: string, depth = 0): string | undefined => {
	const part = reader.parts.get(name);
	if (part === undefined || depth > 4) return undefined;
	const [from, to] = part;
	const token = reader.code.tokens[from];
	if (to - from !== 1) return undefined;
	if (token?.type === 'string') return token.text;
	return token?.type === 'name' ? constantOf(reader, token.text, depth + 1) : undefined;
};

/** A string between two places: a literal, several joined by `+`, or the name of one. */
export const stringIn = (reader: CodeReader, from: number, to: number): string | undefined => {
	const {tokens} = reader.code;
	if (to - from === 1 && tokens[from]?.type === 'name')
		return constantOf(reader, tokens[from]?.text ?? '');
	if (!tokens.slice(from, to).some(({type}) => type === 'string')) return undefined;
	let text = '';
	for (let index = from; index < to; index++) {
		const token = tokens[index];
		if (token?.type === 'string') text += token.text;
		else if (token?.type === 'name') {
			const value = constantOf(reader, token.text);
			if (value === undefined && tokens[index + 1]?.text === '(') continue;
			text += value ?? `\${${token.text}}`;
		}
	}

	return text;
};

const simpleName = /^[A-Za-z_@][\w.@]*$/;

/** The token in an expression: an environment variable, else the name of what holds it. */
export const tokenIn = (
	reader: CodeReader,
	from: number,
	to: number,
	depth = 0,
	// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
): TokenName | undefined => {
	if (depth > 5 || to <= from) return undefined;
	const text = textOf(reader.code, from, Math.min(to, from + 80));
	const variable = variableIn(text);
	if (variable !== undefined) return {kind: 'variable', name: variable};
	for (let index = from; index < to; index++) {
		const token = reader.code.tokens[index];
		const names =
			token?.type === 'string'
				? [...token.text.matchAll(/\$\{([^}]{1,200})\}/g)].map(([, inside = '']) => inside.trim())
				: token?.type === 'name'
					? [token.text]
					: [];
		for (const name of names) {
			const direct = variableIn(name);
			if (direct !== undefined) return {kind: 'variable', name: direct};
			const part = reader.parts.get(name);
			const inner =
				part === undefined || (part[1] > from && part[0] < to)
					? undefined
					: tokenIn(reader, part[0], part[1], depth + 1);
			if (inner !== undefined && /^[A-Z][A-Z\d_]*$/.test(inner.name)) return inner;
		}
	}

	return nameIn(reader, from, to);
};

/** The name or expression that a part is, without the words around it in a string. */
const nameIn = ({code}: CodeReader, from: number, to: number): TokenName | undefined => {
	const token = code.tokens[from];
	if (token?.type === 'string') {
		const [, inside] = /\$\{([^}]{1,100})\}/.exec(token.text) ?? [];
		if (inside !== undefined && simpleName.test(inside)) return {kind: 'variable', name: inside};
		const next = code.tokens.slice(from + 1, to).find(({type}) => type === 'name');
		return next === undefined ? undefined : {kind: 'variable', name: next.text};
	}

	const text = textOf(code, from, to);
	return text !== '' && text.length <= 80
		? {kind: 'variable', name: text.replaceAll('"', "'")}
		: undefined;
};

const authorization = /^authorization$/i;

/** The token of a request: behind the name of its header, in its arguments or in what they name. */
export const tokenOfHeaders = (
	reader: CodeReader,
	from: number,
	to: number,
	depth = 0,
	// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
): TokenName | undefined => {
	const {tokens, partner} = reader.code;
	if (depth > 4) return undefined;
	for (let index = from; index < to; index++) {
		const token = tokens[index];
		if (token === undefined || (token.type !== 'string' && token.type !== 'name')) continue;
		if (authorization.test(token.text)) {
			let start = index + 1;
			while (
				start < to &&
				/^(?::|=>|,|\]|=|\()$/.test(tokens[start]?.text ?? '') &&
				tokens[start]?.type === 'sign'
			)
				start++;
			let end = start;
			while (
				end < to &&
				tokens[end]?.type !== 'newline' &&
				!(tokens[end]?.type === 'sign' && /^[,}\])]$/.test(tokens[end]?.text ?? ''))
			) {
				const close = partner[end] ?? -1;
				end = close > end ? close + 1 : end + 1;
			}

			const found = tokenIn(reader, start, end);
			if (found !== undefined) return found;
		}

		const part = token.type === 'name' ? reader.parts.get(token.text) : undefined;
		if (part !== undefined && part[1] <= from) {
			const found = tokenOfHeaders(reader, part[0], part[1], depth + 1);
			if (found !== undefined) return found;
		}
	}

	return undefined;
};

const verbs = /^(?:get|post|put|patch|delete|head)$/i;

/** A string argument, with or without the name of its parameter. */
const argumentIn = (
	reader: CodeReader,
	[from, to]: readonly [number, number],
): string | undefined => {
	const {tokens} = reader.code;
	const isNamed = tokens[from]?.type === 'name' && tokens[from + 1]?.text === '=';
	return stringIn(reader, isNamed ? from + 2 : from, to);
};

const methodOf = (
	callee: string,
	texts: readonly (string | undefined)[],
	written: string,
): HttpMethod => {
	const named = texts.find(text => text !== undefined && verbs.test(text));
	const symbol = /method\s*[=:]\s*:?"?(\w+)/i.exec(written)?.[1];
	const name = verbs.test(callee) ? callee : (named ?? symbol ?? '');
	return readMethod(name) ?? (/post/i.test(callee) ? 'POST' : 'GET');
};

/** Adds what a request to the API needs, or why that is not known. */
const addRequest = (
	{findings, code}: CodeReader,
	chain: Chain,
	{
		method,
		path,
		token,
	}: {readonly method: HttpMethod; readonly path: string; readonly token: TokenName},
): void => {
	const text = textOf(code, chain.start, chain.end);
	const queries = code.tokens
		.slice(chain.start, chain.end)
		.filter(
			({type, text: inside}) => type === 'string' && inside.includes('{') && /\s/.test(inside),
		);
	const told =
		path !== '/graphql'
			? tellRequest(method, path)
			: queries.length === 0
				? {name: 'GraphQL', needs: [], unknown: 'the query is a variable'}
				: {name: 'GraphQL', ...readGraphql(queries.map(({text: inside}) => inside).join('\n'))};
	if (told.unknown !== undefined) findings.unknown(chain.line, text, told.unknown);
	if (told.needs.length > 0)
		addUse(findings, {token, line: chain.line, from: told.name, needs: told.needs});
};

/**
 * A call of an HTTP library, to GitHub's API: `requests.post(f"{API}/repos/…", headers=headers)`. Says
 * whether it was one. `shared` is the token that a session sends with every request.
 */
export const readHttpCall = (reader: CodeReader, chain: Chain, shared?: TokenName): boolean => {
	const {code} = reader;
	const at = chain.links.findIndex(link => link.kind === 'call');
	const call = chain.links[at];
	if (call?.kind !== 'call') return false;
	const callee = at === 0 ? chain.head : (leadingMembers(chain)[at - 1] ?? '');
	if (!verbs.test(callee) && !/request|fetch|open|send|call|api/i.test(callee)) return false;
	const parts = splitArguments(code, call.from, call.to);
	const texts = parts.slice(0, 4).map(part => argumentIn(reader, part));
	const path = texts
		.map(text => text && readCodeAddress(text, name => constantOf(reader, name)))
		.find(found => found !== undefined && found !== '');
	if (path === undefined || path === '') return false;
	const method = methodOf(callee, texts, textOf(code, call.from, call.to));
	const token = tokenOfHeaders(reader, call.from, call.to) ?? shared;
	const hasMore = parts.length > texts.filter(text => text !== undefined).length;
	// Public data, without a token.
	if (token === undefined && method === 'GET' && !hasMore) return true;
	addRequest(reader, chain, {method, path, token: token ?? {kind: 'client', name: chain.head}});
	return true;
};
