import octokitRb from '../catalog/library-methods/octokit-rb.json' with {type: 'json'};
import {findLibraryMethod, type LibraryTable} from '../catalog/library-methods.ts';
import {addMethodUse} from './add-use.ts';
import {type CodeReader, constantOf, readHttpCall, tokenIn, variableIn} from './code-requests.ts';
import {languages, lexCode} from './lex-code.ts';
import {type Chain, chainsIn, matchBrackets, splitArguments, textOf} from './tokens.ts';
import {createFindings, type FileReading, type TokenName} from './use.ts';

type Reader = CodeReader & {
	readonly clients: Map<string, TokenName>;
	readonly usesLibrary: boolean;
	/** The method whose body is read, and where it ends is not known: the next one ends it. */
	method: string | undefined;
};

const table: LibraryTable = octokitRb;

const named = /^@{0,2}(?:client|octokit|github|github_client|gh|octokit_client)$/;

/** The token of `Octokit::Client.new(access_token: …)`. */
const tokenOfClient = (reader: Reader, chain: Chain): TokenName => {
	const call = chain.links.find(link => link.kind === 'call');
	const parts = call?.kind === 'call' ? splitArguments(reader.code, call.from, call.to) : [];
	for (const [from, to] of parts) {
		if (!/^(?:access_token|oauth_token|bearer_token)$/.test(reader.code.tokens[from]?.text ?? ''))
			continue;
		const start = /^(?::|=>)$/.test(reader.code.tokens[from + 1]?.text ?? '') ? from + 2 : from + 1;
		const found = tokenIn(reader, start, to);
		if (found !== undefined) return found;
	}

	const variable = variableIn(textOf(reader.code, chain.start, chain.end));
	return variable === undefined
		? {kind: 'client', name: reader.method ?? 'client'}
		: {kind: 'variable', name: variable};
};

const isClientNew = ({head, links}: Chain): boolean =>
	head === 'Octokit' &&
	links[0]?.kind === 'member' &&
	links[0].name === 'Client' &&
	links[1]?.kind === 'member' &&
	links[1].name === 'new';

/** The client that a chain begins with, and how many links lead to its method. */
const clientOf = (
	reader: Reader,
	chain: Chain,
): {readonly token: TokenName; readonly used: number} | undefined => {
	if (isClientNew(chain)) {
		const used = chain.links.findIndex(link => link.kind === 'call') + 1;
		return {token: tokenOfClient(reader, chain), used: Math.max(used, 2)};
	}

	if (
		chain.head === 'Octokit' &&
		chain.links[0]?.kind === 'member' &&
		/^[a-z]/.test(chain.links[0].name)
	) {
		return {token: reader.clients.get('Octokit') ?? {kind: 'client', name: 'Octokit'}, used: 0};
	}

	const isSelf = chain.head === 'self' && chain.links[0]?.kind === 'member';
	const name = isSelf && chain.links[0]?.kind === 'member' ? chain.links[0].name : chain.head;
	const token = reader.clients.get(name) ?? reader.clients.get(`@${name}`);
	if (token !== undefined) return {token, used: isSelf ? 1 : 0};
	return reader.usesLibrary && named.test(name)
		? {token: {kind: 'client', name: name.replace(/^@+/, '')}, used: isSelf ? 1 : 0}
		: undefined;
};

/** `octo-org/app`, where the first argument is a string or a constant with it. */
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

const readCall = (reader: Reader, chain: Chain): boolean => {
	const client = clientOf(reader, chain);
	if (client === undefined) return false;
	const at = client.used;
	const link = chain.links[at];
	if (link?.kind !== 'member' || local.test(link.name)) return true;
	const text = textOf(reader.code, chain.start, chain.end);
	const method = findLibraryMethod(table, '', link.name);
	if (method === undefined) {
		const isRaw = /^(?:get|post|put|patch|delete|head|paginate)$/.test(link.name);
		const reason = isRaw ? 'the path is not read here' : 'the method is not known';
		if (isRaw || reader.code.tokens[chain.end]?.text !== '=')
			reader.findings.unknown(link.line, text, reason);
		return true;
	}

	const repository = repositoryOf(reader, chain, at);
	addMethodUse(reader.findings, method, {
		token: client.token,
		line: link.line,
		text,
		...(repository === undefined ? {} : {repository}),
	});
	return true;
};

/** `name = …`, `@client ||= …`, and the method that gives a client. */
const bind = (reader: Reader, chain: Chain): void => {
	const {tokens} = reader.code;
	const isOr = tokens[chain.end]?.text === '||' && tokens[chain.end + 1]?.text === '=';
	const at = isOr ? chain.end + 2 : chain.end + 1;
	if (!isOr && tokens[chain.end]?.text !== '=') return;
	if (chain.links.some(link => link.kind !== 'member')) return;
	let end = at;
	while (end < tokens.length && tokens[end]?.type !== 'newline') {
		const close = reader.code.partner[end] ?? -1;
		end = close > end ? close + 1 : end + 1;
	}

	const name =
		chain.links.length === 0
			? chain.head
			: ((chain.links.at(-1) as {name?: string}).name ?? chain.head);
	reader.parts.set(name, [at, end]);
	for (const inner of chainsIn(reader.code, at, end)) {
		if (isClientNew(inner)) reader.clients.set(name, tokenOfClient(reader, inner));
		break;
	}
};

const keywords =
	/^(?:def|class|module|if|unless|elsif|while|until|return|and|or|not|in|do|end|then|case|when|else|begin|rescue|ensure|yield|raise|require|include|extend|attr_reader|puts|p)$/;

/** The clients that methods and variables give stand below their uses as often as above: they are found first. */
const findClients = (reader: Reader): void => {
	const {tokens} = reader.code;
	for (let index = 0; index < tokens.length; index++) {
		const token = tokens[index];
		if (token?.type !== 'name') continue;
		if (token.text === 'def') {
			const name = tokens[index + 1];
			const isOwn = name?.text === 'self' && tokens[index + 2]?.text === '.';
			reader.method = (isOwn ? tokens[index + 3] : name)?.text;
		}
	}

	reader.method = undefined;
	for (const chain of chainsIn(reader.code, 0, tokens.length)) {
		if (tokens[chain.start - 1]?.text === 'def') reader.method = chain.head;
		bind(reader, chain);
		if (
			isClientNew(chain) &&
			reader.method !== undefined &&
			!/^(?:initialize|setup)$/.test(reader.method)
		) {
			if (!reader.clients.has(reader.method))
				reader.clients.set(reader.method, tokenOfClient(reader, chain));
		}
	}

	reader.method = undefined;
};

/** Reads a program in Ruby: octokit.rb where the receiver is its client, and requests to the API. */
export const readRuby = (text: string): FileReading => {
	const findings = createFindings();
	const tokens = lexCode(text, languages.ruby);
	const code = {tokens, partner: matchBrackets(tokens)};
	const reader: Reader = {
		findings,
		code,
		parts: new Map(),
		clients: new Map(),
		usesLibrary: /\bOctokit\b|['"]octokit['"]/.test(text),
		method: undefined,
	};
	findClients(reader);
	for (const chain of chainsIn(code, 0, tokens.length)) {
		if (keywords.test(chain.head) || tokens[chain.start - 1]?.text === 'def') continue;
		if (!readCall(reader, chain)) readHttpCall(reader, chain);
	}

	return findings.reading();
};
