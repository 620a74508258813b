import {languages} from '../catalog/code-languages.ts';
import octokitRb from '../catalog/library-methods/octokit-rb.json' with {type: 'json'};
import {findLibraryMethod, type LibraryTable} from '../catalog/library-methods.ts';
import {readMethod} from '../needs/read-request.ts';
import {addMethodUse, unknownMethod} from './add-use.ts';
import {readRoute} from './api-address.ts';
import {
	addBuiltRequest,
	addRequest,
	createReader,
	finishRequests,
	type RequestReader,
	readHttpCall,
} from './code-requests.ts';
import {
	type CodePlace,
	constantOf,
	endOfLine,
	endOfValue,
	filledString,
	ownFile,
	readerAt,
	tokenIn,
	variableIn,
} from './code-values.ts';
import {lexCode} from './lex-code.ts';
import {
	argumentsOf,
	type Chain,
	type ChainLink,
	chainsIn,
	memberAt,
	pathOf,
	showChain,
	textOf,
} from './tokens.ts';
import {createFindings, type FileReading, type TokenName, type Unknown} from './use.ts';

type Reader = RequestReader & {
	readonly clients: Map<string, TokenName>;
	readonly usesLibrary: boolean;
	/** Unknown calls of each client. They count only if more than its name shows that it is a client. */
	readonly unknown: Map<string, {isClient: boolean; readonly calls: Unknown[]}>;
	/** The method being read. It ends where the next one begins. */
	method: string | undefined;
};

const table: LibraryTable = octokitRb;

const named = /^@{0,2}(?:client|octokit|github|github_client|gh|octokit_client)$/;

/** Returns the token of `Octokit::Client.new(access_token: …)`. */
const tokenOfClient = (reader: Reader, chain: Chain): TokenName => {
	for (const [from, to] of argumentsOf(reader.code, chain.call)) {
		if (!/^(?:access_token|oauth_token|bearer_token)$/.test(reader.code.tokens[from]?.text ?? ''))
			continue;
		const start = /^(?::|=>)$/.test(reader.code.tokens[from + 1]?.text ?? '') ? from + 2 : from + 1;
		const found = tokenIn(reader, start, to);
		if (found !== undefined) return found;
	}

	const variable = variableIn(showChain(reader.code, chain));
	return variable === undefined
		? {kind: 'client', name: reader.method ?? 'client'}
		: reader.variable(variable);
};

const isClientNew = (chain: Chain): boolean =>
	chain.head === 'Octokit' && pathOf(chain, 2) === 'Octokit.Client.new';

/** Finds the client that a chain begins with, and the number of links that lead to its method. */
const clientOf = (
	reader: Reader,
	chain: Chain,
): {readonly token: TokenName; readonly used: number; readonly isNamed?: boolean} | undefined => {
	if (isClientNew(chain)) {
		return {token: tokenOfClient(reader, chain), used: Math.max(chain.calledAt + 1, 2)};
	}

	if (chain.head === 'Octokit' && /^[a-z]/.test(memberAt(chain.links, 0) ?? '')) {
		return {token: reader.clients.get('Octokit') ?? {kind: 'client', name: 'Octokit'}, used: 0};
	}

	const member = chain.head === 'self' ? memberAt(chain.links, 0) : undefined;
	const isSelf = member !== undefined;
	const name = member ?? chain.head;
	const token = reader.clients.get(name) ?? reader.clients.get(`@${name}`);
	if (token !== undefined) return {token, used: isSelf ? 1 : 0};
	return reader.usesLibrary && named.test(name)
		? {token: {kind: 'client', name: name.replace(/^@+/, '')}, used: isSelf ? 1 : 0, isNamed: true}
		: undefined;
};

/** Returns `octo-org/app`, if the first argument is a string or a constant with such a name. */
const repositoryOf = (reader: Reader, chain: Chain, at: number): string | undefined => {
	const {tokens} = reader.code;
	const call = chain.links[at + 1];
	let from = call?.kind === 'call' ? call.from : chain.end;
	while (tokens[from]?.type === 'newline') from++;
	const token = tokens[from];
	const text =
		token?.type === 'string'
			? token.text
			: token?.type === 'name'
				? constantOf(reader, token.text)
				: undefined;
	return text !== undefined && /^[\w-]+\/[\w.-]+$/.test(text) ? text : undefined;
};

const local =
	/^(?:new|class|nil\?|present\?|blank\?|tap|then|instance_of\?|is_a\?|respond_to\?|auto_paginate|per_page|configure|last_response|rate_limit|with|freeze|dup|send|connection_options|middleware|login|access_token|api_endpoint|web_endpoint|proxy)[=!?]?$/;

const verbs = /^(?:get|post|put|patch|delete|head|paginate)$/;

/** Returns the range of a call's first argument, with or without parentheses. */
const firstArgument = (
	{code}: Reader,
	chain: Chain,
	call: ChainLink | undefined,
): readonly [from: number, to: number] => {
	const from = call?.kind === 'call' ? call.from : chain.end;
	return [from, endOfValue(code, from, call?.kind === 'call' ? call.to : code.tokens.length)];
};

/** Reads `client.post '/repos/octo-org/app/pages/builds'`. */
const readRawCall = (reader: Reader, chain: Chain, at: number, token: TokenName): void => {
	const [from, to] = firstArgument(reader, chain, chain.links[at + 1]);
	const link = chain.links[at];
	const path = filledString(reader, from, to);
	const name = link?.kind === 'member' ? link.name : '';
	const verb = name === 'paginate' ? 'GET' : name;
	const route = path === undefined ? undefined : readRoute(`${verb} ${path.split('?')[0]}`);
	if (route === undefined || path?.startsWith('${'))
		reader.findings.unknown(
			chain.line,
			textOf(reader.code, chain.start, to),
			'the path is a variable',
		);
	else addRequest(reader, chain, {...route, token});
};

/** Reads `Net::HTTP::Post.new(uri)`. The lines below set its header. */
const readNetHttp = (reader: Reader, chain: Chain): boolean => {
	const {code} = reader;
	const [, , , call] = chain.links;
	const [, kind] = /^Net\.HTTP\.(\w+)\.new$/.exec(pathOf(chain, 3)) ?? [];
	if (kind === undefined) return false;
	const [from, to] = firstArgument(reader, chain, call);
	const named = code.tokens[from];
	const part = named?.type === 'name' ? reader.parts.get(named.text) : undefined;
	const address = filledString(reader, part?.from ?? from, part?.to ?? to);
	const method = readMethod(kind);
	if (method !== undefined) addBuiltRequest(reader, chain, {method, address, name: 'Net::HTTP'});
	return true;
};

const readCall = (reader: Reader, chain: Chain): boolean => {
	const client = clientOf(reader, chain);
	if (client === undefined) return false;
	const at = client.used;
	const link = chain.links[at];
	if (link?.kind !== 'member' || local.test(link.name)) return true;
	const text = showChain(reader.code, chain);
	const {name} = client.token;
	const asked = reader.unknown.get(name) ?? {isClient: !client.isNamed, calls: []};
	reader.unknown.set(name, asked);
	const method = findLibraryMethod(table, '', link.name);
	if (method === undefined) {
		if (verbs.test(link.name)) readRawCall(reader, chain, at, client.token);
		else if (reader.code.tokens[chain.end]?.text !== '=')
			asked.calls.push({line: link.line, text, reason: unknownMethod});
		return true;
	}

	asked.isClient = true;

	const repository = repositoryOf(reader, chain, at);
	addMethodUse(reader.findings, method, {token: client.token, line: link.line, text, repository});
	return true;
};

/** Binds the name in `name = …`, `@client ||= …`. */
const bind = (reader: Reader, chain: Chain): void => {
	const {tokens} = reader.code;
	const isOr = tokens[chain.end]?.text === '||' && tokens[chain.end + 1]?.text === '=';
	const at = isOr ? chain.end + 2 : chain.end + 1;
	if (!isOr && tokens[chain.end]?.text !== '=') return;
	if (chain.links.some(link => link.kind !== 'member')) return;
	const end = endOfLine(reader.code, at);
	const name = memberAt(chain.links, chain.links.length - 1) ?? chain.head;
	reader.parts.set(name, {code: reader.code, from: at, to: end});
	const [inner] = chainsIn(reader.code, at, end);
	if (inner !== undefined && isClientNew(inner))
		reader.clients.set(name, tokenOfClient(reader, inner));
};

const keywords =
	/^(?:def|class|module|if|unless|elsif|while|until|return|and|or|not|in|do|end|then|case|when|else|begin|rescue|ensure|yield|raise|require|include|extend|attr_reader|puts|p)$/;

/** Finds all clients before their uses are read. Many stand below their uses. */
const findClients = (reader: Reader): void => {
	const {tokens} = reader.code;
	for (const chain of chainsIn(reader.code, 0, tokens.length)) {
		if (tokens[chain.start - 1]?.text === 'def') reader.method = chain.head;
		bind(reader, chain);
		const {method} = reader;
		if (!isClientNew(chain) || method === undefined || reader.clients.has(method)) continue;
		if (!/^(?:initialize|setup)$/.test(method))
			reader.clients.set(method, tokenOfClient(reader, chain));
	}

	reader.method = undefined;
};

const readChains = (reader: Reader): void => {
	const {code} = reader;
	for (const chain of chainsIn(code, 0, code.tokens.length)) {
		if (
			chain.links.length === 0 ||
			keywords.test(chain.head) ||
			code.tokens[chain.start - 1]?.text === 'def'
		)
			continue;
		if (!readCall(reader, chain) && !readNetHttp(reader, chain)) readHttpCall(reader, chain);
	}
};

/** Reads a Ruby program: its calls of octokit.rb, and its requests to the API. */
export const readRuby = (text: string, place: CodePlace = ownFile): FileReading => {
	const findings = createFindings();
	const [code, ...insides] = lexCode(text, languages.ruby, place.firstLine);
	const reader: Reader = {
		...createReader(code, findings, place),
		clients: new Map(),
		unknown: new Map(),
		usesLibrary: /\bOctokit\b|['"]octokit['"]/.test(text),
		method: undefined,
	};
	findClients(reader);
	for (const part of [code, ...insides]) readChains(readerAt(reader, {code: part}));
	finishRequests(reader);
	for (const {isClient, calls} of reader.unknown.values()) {
		if (isClient) for (const {line, text, reason} of calls) findings.unknown(line, text, reason);
	}

	return findings.reading();
};
