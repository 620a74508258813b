import type {HttpMethod} from '../catalog/endpoints.ts';
import {readMethod} from '../needs/read-request.ts';
import {addUse, type Subject} from './add-use.ts';
import {type CodeRequest, needsOfRequest, readCodeAddress} from './api-address.ts';
import {
	type CodeFunction,
	type CodePlace,
	type CodeReader,
	calledFunction,
	constantOf,
	filledString,
	findValue,
	type Part,
	partBefore,
	readerAt,
	stringIn,
	tokenIn,
} from './code-values.ts';
import {readGraphql} from './read-graphql.ts';
import {
	argumentsOf,
	type Chain,
	type Code,
	chainsIn,
	showChain,
	splitArguments,
	textOf,
} from './tokens.ts';
import type {Findings, TokenName} from './use.ts';

/** Finds the token of a request: in its headers, in a value that it names, or in a function that it calls. */
export const tokenOfHeaders = (
	reader: CodeReader,
	from: number,
	to: number,
	depth = 0,
): TokenName | undefined => {
	const header =
		findValue(reader.code, from, to, /^authorization$/i, 5) ??
		findValue(reader.code, from, to, /^(?:auth|token)$/i, 5);
	const found = header && tokenIn(reader, header.from, header.to);
	if (found !== undefined || depth > 3) return found;
	for (const chain of chainsIn(reader.code, from, to)) {
		const part =
			chain.links.length === 0
				? reader.parts.get(chain.head)
				: (calledFunction(reader, chain)?.body ?? undefined);
		const isInside = part?.code === reader.code && part.from <= from && part.to > from;
		if (part === undefined || isInside) continue;
		const inner = tokenOfHeaders(readerAt(reader, part), part.from, part.to, depth + 1);
		if (inner !== undefined) return inner;
	}

	return undefined;
};

/** A function of the file that sends a request to a path from its caller. */
type Wrapper = {
	/** The indexes of the parameters with the path and the method. */
	readonly path: number;
	readonly method: number | undefined;
	/** The method that it uses when its caller names none. */
	readonly always: HttpMethod;
	/** Whether the parameter for the path holds a GraphQL query instead. */
	readonly takesQuery: boolean;
	readonly token: TokenName;
	/** The line and the text of its request. */
	readonly line: number;
	readonly text: string;
};

/** The token and the base address that an HTTP client uses for each request. */
export type HttpClient = {
	readonly token?: TokenName | undefined;
	/** The address that its paths are appended to. */
	readonly base?: string | undefined;
};

/** The state of a reader of requests. */
export type RequestReader = CodeReader & {
	/** Clients with headers of their own, by name: `session`, `this.http`. */
	readonly sessions: Map<string, HttpClient>;
	readonly wrappers: Map<string, Wrapper>;
	/** Calls of the file's functions. They are read at its end, when all functions that send requests are known. */
	readonly calls: {readonly name: string; readonly code: Code; readonly chain: Chain}[];
};

/** Creates the reader of a program. */
export const createReader = (
	code: Code,
	findings: Findings,
	{variable}: CodePlace,
	functions: ReadonlyMap<string, CodeFunction> = new Map(),
): RequestReader => ({
	findings,
	code,
	variable,
	functions,
	parts: new Map(),
	sessions: new Map(),
	wrappers: new Map(),
	calls: [],
});

/** An HTTP request that code makes. */
type HttpRequest = {
	/** The address, or the first argument that could be one. */
	readonly address: string;
	readonly method: HttpMethod;
	readonly methodName: Part | undefined;
	readonly token: TokenName | undefined;
	readonly hasMore: boolean;
};

const verbs = /^(?:get|post|put|patch|delete|del|head)$/i;

const senders = /fetch|request|axios|got|ky|superagent|needle|open|send|call|api|http|client/i;

/** Reads a string argument, with or without the name of its parameter. */
const argumentIn = (
	reader: CodeReader,
	[from, to]: readonly [number, number],
): string | undefined => {
	const {tokens} = reader.code;
	const isNamed = tokens[from]?.type === 'name' && /^[=:]$/.test(tokens[from + 1]?.text ?? '');
	return filledString(reader, isNamed ? from + 2 : from, to);
};

const methodOf = (
	reader: CodeReader,
	callee: string,
	texts: readonly (string | undefined)[],
	named: Part | undefined,
): HttpMethod => {
	const written = named && stringIn(reader, named.from, named.to);
	const first = texts.find(text => text !== undefined && verbs.test(text));
	const word = named && textOf(reader.code, named.from, named.to).replace(/^.*[.:]/, '');
	const name = written ?? (verbs.test(callee) ? callee : (first ?? word ?? ''));
	return readMethod(name.replace(/^del$/i, 'delete')) ?? (/post/i.test(callee) ? 'POST' : 'GET');
};

/** Puts the client's base address before a path, where the client has one. */
const addressOf = (text: string, base: string | undefined): string =>
	base !== undefined && !/^(?:https?:|\$\{)/.test(text)
		? `${base.replace(/\/$/, '')}/${text.replace(/^\/+/, '')}`
		: text;

/** Reads `https.request({hostname: 'api.github.com', path, method, headers})`. */
const readHostRequest = (reader: CodeReader, from: number, to: number): HttpRequest | undefined => {
	const [first = [from, to] as const] = splitArguments(reader.code, from, to);
	const name = first[1] - first[0] === 1 ? reader.code.tokens[first[0]]?.text : undefined;
	const given = name === undefined ? undefined : reader.parts.get(name);
	const {code, ...part} = given ?? {code: reader.code, from, to};
	const host = findValue(code, part.from, part.to, /^host(?:name)?$/);
	const inside = readerAt(reader, {code, ...part});
	if (!host || stringIn(inside, host.from, host.to) !== 'api.github.com') return undefined;
	const path = findValue(code, part.from, part.to, /^path$/);
	const methodName = findValue(code, part.from, part.to, /^method$/);
	const text = path && filledString(inside, path.from, path.to);
	return {
		address: `https://api.github.com${text ?? '/{path}'}`,
		method: methodOf(inside, '', [], methodName),
		methodName,
		token: tokenOfHeaders(inside, part.from, part.to),
		hasMore: true,
	};
};

const readRequest = (
	reader: CodeReader,
	chain: Chain,
	client: HttpClient | undefined,
): HttpRequest | undefined => {
	const {code} = reader;
	const {call, callee} = chain;
	if (call === undefined) return undefined;
	if (!verbs.test(callee) && !senders.test(callee) && client === undefined) return undefined;
	const ofHost =
		/^https?$/.test(chain.head) && /^(?:get|request)$/.test(callee)
			? readHostRequest(reader, call.from, call.to)
			: undefined;
	if (ofHost !== undefined) return ofHost;
	const parts = splitArguments(code, call.from, call.to);
	const url = findValue(code, call.from, call.to, /^(?:url|uri)$/);
	const texts = [
		...(url === undefined ? [] : [filledString(reader, url.from, url.to)]),
		...parts.slice(0, 4).map(part => argumentIn(reader, part)),
	];
	const given = texts.find(text => text !== undefined && /^(?:https?:|\/|\$\{)/.test(text));
	const address =
		given ?? (client?.base === undefined ? undefined : texts.find(text => text !== undefined));
	if (address === undefined) return undefined;
	const methodName = findValue(code, call.from, call.to, /^(?:method|verb)$/, 2);
	const sendsData =
		/urlopen|^Request$/.test(callee) && findValue(code, call.from, call.to, /^data$/);
	return {
		address: addressOf(address, client?.base),
		method:
			sendsData && methodName === undefined ? 'POST' : methodOf(reader, callee, texts, methodName),
		methodName,
		token: tokenOfHeaders(reader, call.from, call.to) ?? client?.token,
		hasMore: parts.length > texts.filter(text => text !== undefined).length,
	};
};

const isQuery = (text: string): boolean =>
	/\b(?:query|mutation|subscription)\b[^{}]{0,1000}\{|^\s{0,100}\{\s{0,100}[A-Za-z]/.test(text);

/** Collects the GraphQL queries between two indexes. It follows names to their values. */
const queriesIn = (reader: CodeReader, from: number, to: number, depth = 0): string => {
	const {tokens} = reader.code;
	const queries: string[] = [];
	for (let at = from; at < to; at++) {
		const {type, text = ''} = tokens[at] ?? {};
		if (type === 'string' && isQuery(text)) queries.push(text);
		const part = type === 'name' && depth < 3 ? partBefore(reader, text, from) : undefined;
		if (part === undefined) continue;
		const inner = queriesIn(readerAt(reader, part), part.from, part.to, depth + 1);
		if (inner !== '') queries.push(inner);
	}

	return queries.join('\n');
};

/** Adds a request that gets its headers further down: `http.NewRequest(…)`, `Net::HTTP::Post.new(uri)`. */
export const addBuiltRequest = (
	reader: CodeReader,
	chain: Chain,
	request: {
		readonly method: HttpMethod;
		readonly address: string | undefined;
		readonly name: string;
	},
): void => {
	const {method, address, name} = request;
	const path = address && readCodeAddress(address, each => constantOf(reader, each));
	if (!path) return;
	const end = Math.min(chain.end + 200, reader.code.tokens.length);
	const token = tokenOfHeaders(reader, chain.start, end);
	if (token === undefined && method === 'GET') return;
	addRequest(reader, chain, {method, path, token: token ?? {kind: 'client', name}});
};

/** Returns the needs of a GraphQL query. They are unknown if the query is empty. */
const needsOfGraphql = (query: string): CodeRequest => {
	if (query === '') return {name: 'GraphQL', needs: [], unknown: 'the query is a variable'};
	const reading = readGraphql(query);
	return {name: reading.needs.map(({name}) => name).join(', '), ...reading};
};

/** Adds the needs of a request to the API, or the reason why they are unknown. */
export const addRequest = (
	reader: CodeReader,
	chain: Chain,
	request: {
		readonly method: HttpMethod;
		readonly path: string;
		readonly token: TokenName;
		readonly line?: number;
	},
	subject?: Subject,
): void => {
	const {findings, code} = reader;
	const {method, path, token, line = chain.line} = request;
	const asked =
		path === '/graphql'
			? needsOfGraphql(queriesIn(reader, chain.start, chain.end))
			: needsOfRequest(method, path);
	if (asked.unknown !== undefined) findings.unknown(line, showChain(code, chain), asked.unknown);
	if (asked.needs.length === 0) return;
	const {repository, owner} = asked;
	addUse(findings, {token, line, from: asked.name, needs: asked.needs, repository, owner}, subject);
};

const computedPath =
	/^(?:https?:\/\/api\.github\.com|\$\{[^}]*(?:api|base)[^}]*\})\/?\$\{\s*([A-Za-z_]\w*)[^}]*\}$/i;

/** Finds the function around an index that has a parameter of this name. */
const functionAround = (
	{functions, code}: CodeReader,
	place: number,
	parameter: string,
): {readonly name: string; readonly parameters: readonly string[]} | undefined => {
	for (const [name, {parameters, body}] of functions) {
		const isInside = body.code === code && body.from <= place && place < body.to;
		if (isInside && parameters.includes(parameter)) return {name, parameters};
	}

	return undefined;
};

/** Reads a request with a computed path. If the path is a parameter, its callers are read instead. */
const readComputedPath = (
	reader: RequestReader,
	chain: Chain,
	request: Omit<HttpRequest, 'address' | 'hasMore'>,
	parameter: string,
	takesQuery = false,
): void => {
	const around = functionAround(reader, chain.start, parameter);
	const text = showChain(reader.code, chain);
	if (around === undefined) {
		reader.findings.unknown(chain.line, text, 'the path is a variable');
		return;
	}

	const {name, parameters} = around;
	const {methodName, method, token} = request;
	const ofMethod = methodName && textOf(reader.code, methodName.from, methodName.to);
	const given = parameters.findIndex(each => each === ofMethod || /^(?:method|verb)$/i.test(each));
	reader.wrappers.set(name, {
		path: parameters.indexOf(parameter),
		method: given === -1 ? undefined : given,
		always: method,
		takesQuery,
		token: token ?? {kind: 'client', name: chain.head},
		line: chain.line,
		text,
	});
};

const readWrapperCall = (reader: RequestReader, chain: Chain, wrapper: Wrapper): void => {
	const {code, findings} = reader;
	const {call} = chain;
	const parts = argumentsOf(code, call);
	const [path, named] = [parts[wrapper.path], parts[wrapper.method ?? -1]];
	const text = path && argumentIn(reader, path);
	const method = call && findValue(code, call.from, call.to, /^(?:method|verb)$/, 2);
	const verb = readMethod(
		(method && stringIn(reader, method.from, method.to)) ??
			(named && argumentIn(reader, named)) ??
			wrapper.always,
	);
	const only = path && path[1] - path[0] === 1 ? code.tokens[path[0]]?.text : undefined;
	if (text === undefined && only !== undefined && functionAround(reader, chain.start, only)) {
		const request = {method: verb ?? wrapper.always, methodName: undefined, token: wrapper.token};
		readComputedPath(reader, chain, request, only, wrapper.takesQuery);
		return;
	}

	if (wrapper.takesQuery) {
		addRequest(reader, chain, {method: 'POST', path: '/graphql', token: wrapper.token});
		return;
	}

	const address = text && readCodeAddress(addressOf(text, apiAddress), () => undefined);
	if (address === undefined || address === '' || verb === undefined) {
		findings.unknown(chain.line, showChain(code, chain), 'the path is a variable');
		return;
	}

	addRequest(reader, chain, {method: verb, path: address, token: wrapper.token});
};

const apiAddress = 'https://api.github.com';

/** Reads the calls of functions that send requests. Runs at the end of the file. */
export const finishRequests = (reader: RequestReader): void => {
	const done = new Set<string>();
	for (let before = -1; before !== done.size; ) {
		before = done.size;
		for (const [name, wrapper] of reader.wrappers) {
			if (done.has(name)) continue;
			done.add(name);
			const calls = reader.calls.filter(call => call.name === name);
			for (const {chain, code} of calls) readWrapperCall({...reader, code}, chain, wrapper);
			if (calls.length > 0 && !reader.functions.get(name)?.isExported) continue;
			const what = wrapper.takesQuery ? 'the query' : 'the path';
			reader.findings.unknown(wrapper.line, wrapper.text, `${what} is what ${name} is given`);
		}
	}
};

/** Finds the parameter with the GraphQL query of a request, unless the request holds the query itself. */
const parameterWithQuery = (reader: RequestReader, {start, end}: Chain): string | undefined => {
	if (queriesIn(reader, start, end) !== '') return undefined;
	const {tokens} = reader.code;
	const names = tokens.slice(start, end).filter(({type}) => type === 'name');
	return names.find(({text}) => /query|mutation/i.test(text) && functionAround(reader, start, text))
		?.text;
};

/**
 * Reads a call of an HTTP library to GitHub's API: `requests.post(f"{API}/repos/…", headers=headers)`.
 * Returns whether it was one.
 */
export const readHttpCall = (
	reader: RequestReader,
	chain: Chain,
	client?: HttpClient,
	subject?: Subject,
): boolean => {
	const called = calledFunction(reader, chain);
	const [first, second] = chain.links;
	const call = first?.kind === 'call' ? first : second;
	// The definition of a function looks like a call of it.
	const isDefined = call?.kind === 'call' && call.from === called?.opens;
	if (called !== undefined && !isDefined) {
		const name = first?.kind === 'member' ? first.name : chain.head;
		reader.calls.push({name, code: reader.code, chain});
	}

	const request = readRequest(reader, chain, client);
	if (request === undefined) return false;
	const {address, method, token, hasMore} = request;
	const [, parameter] = computedPath.exec(address) ?? [];
	if (parameter !== undefined && (token !== undefined || hasMore)) {
		readComputedPath(reader, chain, request, parameter);
		return true;
	}

	const path = readCodeAddress(address, name => constantOf(reader, name));
	if (path === undefined) return false;
	const query = path === '/graphql' ? parameterWithQuery(reader, chain) : undefined;
	if (query !== undefined) {
		readComputedPath(reader, chain, request, query, true);
		return true;
	}

	// Public data needs no token.
	const isPublic = !hasMore || !sendsHeaders.test(showChain(reader.code, chain));
	if (token === undefined && method === 'GET' && isPublic) return true;
	addRequest(
		reader,
		chain,
		{method, path, token: token ?? {kind: 'client', name: chain.head}},
		subject,
	);
	return true;
};

const sendsHeaders = /header|option|opts|config|auth|kwargs|init/i;

const clientMakers = /^(?:create|extend|instance|defaults|Session|Client|AsyncClient|new)$/;

const baseAddress = /^(?:baseURL|baseUrl|base_url|prefixUrl)$/;

/** Returns the client that an expression creates: `axios.create({baseURL, headers})`, `requests.Session()`. */
export const httpClientOf = (
	reader: CodeReader,
	from: number,
	to: number,
): HttpClient | undefined => {
	const [chain] = chainsIn(reader.code, from, to);
	if (chain?.call === undefined || chain.calledAt + 1 !== chain.links.length) return undefined;
	const {call, callee} = chain;
	if (!clientMakers.test(callee)) return undefined;
	const token = tokenOfHeaders(reader, call.from, call.to);
	const url = findValue(reader.code, call.from, call.to, baseAddress);
	const base = url && filledString(reader, url.from, url.to);
	const isApi = base !== undefined && readCodeAddress(`${base}/user`, () => undefined) === '/user';
	if (token === undefined && !isApi) return undefined;
	return {token, ...(isApi ? {base} : {})};
};
