import octokitMethods from '../catalog/library-methods/octokit-js.json' with {type: 'json'};
import {findLibraryMethod, hasLibraryGroup} from '../catalog/library-methods.ts';
import {type RequestReader, tokenOfHeaders} from './code-requests.ts';
import {type CodeFunction, calledFunction, findValue, readerAt, tokenIn} from './code-values.ts';
import {
	type Chain,
	type ChainLink,
	chainsIn,
	memberAt,
	pathOf,
	readChain,
	splitArguments,
	textOf,
} from './tokens.ts';
import type {TokenName} from './use.ts';

/** The value of a name, if it concerns clients of GitHub. */
export type Value =
	| {readonly kind: 'client' | 'rest'; readonly token: TokenName}
	| {readonly kind: 'namespace'; readonly token: TokenName; readonly name: string}
	| {
			readonly kind: 'method';
			readonly token: TokenName;
			readonly group: string;
			readonly name: string;
	  }
	/** A function for GraphQL or for routes: `octokit.graphql`, `octokit.request`. */
	| {readonly kind: 'function'; readonly token: TokenName; readonly name: string}
	| {readonly kind: 'class' | 'module'; readonly module: string}
	/** A client that has no token. */
	| {readonly kind: 'anonymous'};

/** The values of names. The name of a member is its whole path: `this.octokit`. */
export class Values extends Map<string, Value> {
	/** The first name of each path. */
	readonly heads = new Set<string>();

	override set(name: string, value: Value): this {
		this.heads.add(name.split('.', 1)[0] ?? '');
		return super.set(name, value);
	}
}

/** The state of the reader of a JavaScript program. */
export type JavaScriptReader = RequestReader & {
	/** The folder of the file, from the scanned folder. */
	readonly folder: string;
	readonly values: Values;
	/** Clients that are recognized by their calls, by path. */
	readonly asked: Map<string, TokenName>;
	/** The clients that functions of the file return, as far as they were looked up. */
	readonly given: Map<CodeFunction, Value | undefined>;
	/** Whether the file mentions Octokit. More names can then be clients: `api.issues.create`. */
	readonly speaksOfOctokit: boolean;
	/** Whether clients get their tokens after their creation, as in old major versions. */
	readonly authenticates: boolean;
	/** Clients that functions of the file receive. A parameter has the token of its client. */
	readonly handedIn: {
		readonly body: CodeFunction['body'];
		readonly parameter: string;
		readonly token: TokenName;
	}[];
};

/** The methods of Octokit. */
export const octokit = octokitMethods;

/** Whether a name is that of a class of clients. */
export const isClientClass = (name: string): boolean =>
	/octokit$|^github$|^GitHubApi$|^GitHubAPI$/i.test(name) && /^[A-Z]/.test(name);

/** Modules that provide clients. */
export const octokitModules = /^(?:octokit|@octokit\/|@actions\/github|probot|@probot\/)/;

/** Whether the name of a module means a file of the program. */
export const isRelative = (module: string): boolean =>
	/^\.{1,2}(?:\/|$)|^(?:#|@\/|~\/)/.test(module);

const clientMakers = /^(?:getOctokit|createOctokit|getOctokitClient)$/;

const functionsOfClient = /^(?:graphql|request|paginate)$/;

/** Returns the client that the arguments of `new Octokit({auth})` or `getOctokit(token)` describe. */
const clientFromArguments = (
	reader: JavaScriptReader,
	call: ChainLink | undefined,
	name: string,
): Value => {
	const unnamed: Value = {kind: 'client', token: {kind: 'client', name}};
	const nothingGiven: Value = reader.authenticates ? unnamed : {kind: 'anonymous'};
	if (call?.kind !== 'call' || call.from === call.to) {
		const known = reader.values.get(name);
		return known?.kind === 'class' && known.module === '@octokit/action'
			? {kind: 'client', token: reader.variable('GITHUB_TOKEN')}
			: nothingGiven;
	}

	const [[from, to] = [call.from, call.to]] = splitArguments(reader.code, call.from, call.to);
	if (reader.code.tokens[from]?.text !== '{') {
		const token = tokenIn(reader, from, to);
		return token === undefined ? unnamed : {kind: 'client', token};
	}

	const auth = findValue(reader.code, from, to, /^(?:auth|token)$/);
	if (auth !== undefined) {
		const token = tokenIn(reader, auth.from, auth.to);
		return token === undefined ? unnamed : {kind: 'client', token};
	}

	return textOf(reader.code, from, to).includes('...') ? unnamed : nothingGiven;
};

const moduleOf = (reader: JavaScriptReader, chain: Chain): Value | undefined => {
	if (chain.head !== 'require' && chain.head !== 'import') return undefined;
	const [call] = chain.links;
	if (call?.kind !== 'call') return undefined;
	const module = reader.code.tokens[call.from]?.text ?? '';
	// `require('@octokit/rest')()` of old major versions.
	if (octokitModules.test(module) && chain.links[1]?.kind === 'call') {
		const client = clientFromArguments(reader, chain.links[1], 'octokit');
		// `authenticate` may still give it a token.
		return client.kind === 'client'
			? client
			: {kind: 'client', token: {kind: 'client', name: 'octokit'}};
	}

	const member = memberAt(chain.links, 1);
	return member !== undefined && isClientClass(member)
		? {kind: 'class', module}
		: {kind: 'module', module};
};

/** Finds the client that a function of the file returns: `const make = () => new Octokit({auth})`. */
const clientOfFunction = (reader: JavaScriptReader, called: CodeFunction): Value | undefined => {
	const {given} = reader;
	// A function that calls itself adds nothing.
	if (given.has(called)) return given.get(called);
	given.set(called, undefined);
	const {body} = called;
	const inside = readerAt(reader, body);
	for (const chain of chainsIn(body.code, body.from, body.to)) {
		const before = body.code.tokens[chain.start - 1]?.text ?? '';
		if (!/^(?:new|return|=>|await|=|\()$/.test(before)) continue;
		const value = madeClient(inside, chain);
		if (value?.kind !== 'client') continue;
		given.set(called, value);
		return value;
	}

	return undefined;
};

/** Returns the client that the first call of a chain creates. */
export const madeClient = (reader: JavaScriptReader, chain: Chain): Value | undefined => {
	const {head} = chain;
	const {call, callee} = chain;
	if (call === undefined) return undefined;
	const isNew = reader.code.tokens[chain.start - 1]?.text === 'new';
	if (isNew && (reader.values.get(head)?.kind === 'class' || isClientClass(callee)))
		return clientFromArguments(reader, call, callee);
	if (clientMakers.test(callee) && !reader.functions.has(callee)) {
		const client = clientFromArguments(reader, call, callee);
		return client.kind === 'anonymous'
			? {kind: 'client', token: {kind: 'client', name: callee}}
			: client;
	}

	const called = calledFunction(reader, chain);
	return called && clientOfFunction(reader, called);
};

/** Reads `Octokit.plugin(…)`, `graphql.defaults({headers})`. */
const defaultsOf = (reader: JavaScriptReader, chain: Chain): Value | undefined => {
	const {head} = chain;
	const {calledAt: at, call, callee} = chain;
	if (!at || call === undefined || !/^(?:defaults|plugin)$/.test(callee)) return undefined;
	if (reader.values.get(head)?.kind === 'class' || isClientClass(head))
		return {kind: 'class', module: 'octokit'};
	if (!/^(?:graphql|request)$/.test(head)) return undefined;
	const token = tokenOfHeaders(reader, call.from, call.to);
	return token && {kind: 'function', token, name: head};
};

/** Returns a member of a value: `rest` of a client, `issues` of its `rest`, `create` of that. */
export const memberOf = (source: Value, key: string): Value | undefined => {
	if (source.kind === 'module')
		return isClientClass(key) ? {kind: 'class', module: source.module} : source;
	if (!('token' in source)) return undefined;
	const {token} = source;
	if (source.kind === 'namespace') {
		return findLibraryMethod(octokit, source.name, key) === undefined
			? undefined
			: {kind: 'method', token, group: source.name, name: key};
	}

	if (source.kind === 'client' && key === 'rest') return {kind: 'rest', token};
	if (source.kind === 'client' && functionsOfClient.test(key))
		return {kind: 'function', token, name: key};
	return (source.kind === 'client' || source.kind === 'rest') && hasLibraryGroup(octokit, key)
		? {kind: 'namespace', token, name: key}
		: undefined;
};

/** Returns the value of an expression, if it concerns clients. */
export const evaluate = (
	reader: JavaScriptReader,
	start: number,
	end: number,
): Value | undefined => {
	const {tokens} = reader.code;
	let at = start;
	while (at < end && beforeValue.has(tokens[at]?.text ?? '')) at++;
	if (at >= end || tokens[at]?.type !== 'name') return undefined;
	const chain = readChain(reader.code, at);
	const module = moduleOf(reader, chain);
	if (module !== undefined) return module;
	const made = madeClient(reader, chain);
	const found =
		made === undefined ? findClient(reader, chain) : {value: made, used: chain.calledAt + 1};
	return (
		defaultsOf(reader, chain) ??
		(found && followMembers(found.value, chain.links.slice(found.used)))
	);
};

const beforeValue = new Set(['await', 'new', '(']);

/** Follows members of a value. Returns nothing for a method: its use is found at its name. */
const followMembers = (start: Value, links: readonly ChainLink[]): Value | undefined => {
	let value: Value | undefined = start;
	for (const link of links)
		value = link.kind === 'member' && value !== undefined ? memberOf(value, link.name) : undefined;
	return value?.kind === 'method' ? undefined : value;
};

/** A client at the beginning of a chain, and the number of links that lead to it. */
export type FoundClient = {readonly value: Value; readonly used: number};

const isBoundClient = (value: Value | undefined): value is Value =>
	value !== undefined && value.kind !== 'class' && value.kind !== 'module';

/** Finds the longest beginning of a chain that is bound to a client. */
const boundClient = (reader: JavaScriptReader, chain: Chain): FoundClient | undefined => {
	let found: FoundClient | undefined;
	if (!reader.values.heads.has(chain.head)) return undefined;
	let path = chain.head;
	for (let used = 0; used <= 3; used++) {
		const value = reader.values.get(path);
		if (isBoundClient(value)) found = {value, used};
		const link = chain.links[used];
		if (link?.kind !== 'member') break;
		path += `.${link.name}`;
	}

	return found;
};

/** Usual names of clients. Clients of other services never have those in `namesOfGitHub`. */
const clientNames = /^(?:gh|github|client|api|octo\w*|kit|rest)$/i;

const namesOfGitHub = /^(?:gh|github|octo\w*)$/i;

const routeText = /^(?:GET|POST|PUT|PATCH|DELETE) (?:\/[a-z]+\/|\$\{)/;

/** Whether a value comes from another file of the program. */
const isOfOtherFile = (value: Value): boolean =>
	value.kind === 'module' && isRelative(value.module);

const isParameter = ({functions}: JavaScriptReader, name: string): boolean =>
	[...functions.values()].some(({parameters}) => parameters.includes(name));

/**
 * Whether a name in a chain is that of a client, judged by its call: a method of Octokit, with or without
 * `rest`, `repos[method]`, or `request('POST /repos/…')`.
 */
const isAsked = (reader: JavaScriptReader, {links}: Chain, used: number, name: string): boolean => {
	const [group, next, after] = [memberAt(links, used), links[used + 1], links[used + 2]];
	if (group === undefined || next === undefined) return false;
	if (group === 'rest')
		return (
			next.kind === 'member' && hasLibraryGroup(octokit, next.name) && after?.kind === 'member'
		);
	if (group === 'request' && next.kind === 'call')
		return routeText.test(reader.code.tokens[next.from]?.text ?? '') && clientNames.test(name);
	if (!hasLibraryGroup(octokit, group)) return false;
	if (next.kind === 'index') return after?.kind === 'call' && namesOfGitHub.test(name);
	if (next.kind !== 'member' || findLibraryMethod(octokit, group, next.name) === undefined)
		return false;
	return reader.speaksOfOctokit
		? clientNames.test(name) || (used === 0 && isParameter(reader, name))
		: namesOfGitHub.test(name);
};

/** Whether a name is that of a client, such as `octokit` or `myOctokit`, and not of a class. */
const isNamedClient = (name: string): boolean => /octokit$/i.test(name) && !/^[A-Z]/.test(name);

/** Finds the client at the beginning of a chain. It is known, or recognized by its name or by its call. */
export const findClient = (reader: JavaScriptReader, chain: Chain): FoundClient | undefined => {
	const bound = boundClient(reader, chain);
	if (bound !== undefined) return bound;
	const {links, head} = chain;
	for (let used = 0; used <= Math.min(links.length, 3); used++) {
		const name = used === 0 ? head : memberAt(links, used - 1);
		if (name === undefined) break;
		const isNamed = isNamedClient(name);
		if (!isNamed && !isAsked(reader, chain, used, name)) continue;
		const known = used === 0 ? reader.values.get(head) : undefined;
		// A value from another file may be its client. A value from a package is none.
		if (known !== undefined && !(isOfOtherFile(known) && links[0]?.kind === 'member')) continue;
		if (used === 0 && reader.parts.has(head) && !isNamed) continue;
		const path = pathOf(chain, used);
		const token: TokenName = {kind: 'client', name: path};
		reader.asked.set(path, token);
		return {value: {kind: 'client', token}, used};
	}

	return undefined;
};
