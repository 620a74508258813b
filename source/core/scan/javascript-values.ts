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

/** What a name of a program stands for, where it has to do with clients of GitHub. */
export type Value =
	| {readonly kind: 'client' | 'rest'; readonly token: TokenName}
	| {readonly kind: 'namespace'; readonly token: TokenName; readonly name: string}
	| {
			readonly kind: 'method';
			readonly token: TokenName;
			readonly group: string;
			readonly name: string;
	  }
	/** Calls GraphQL, or one route: `octokit.graphql`, `octokit.request`. */
	| {readonly kind: 'function'; readonly token: TokenName; readonly name: string}
	| {readonly kind: 'class' | 'module'; readonly module: string}
	/** A client that has no token. */
	| {readonly kind: 'anonymous'};

/** The values of names, of which a member's is its whole path: `this.octokit`. */
export class Values extends Map<string, Value> {
	/** The names that paths begin with. */
	readonly heads = new Set<string>();

	override set(name: string, value: Value): this {
		this.heads.add(name.split('.', 1)[0] ?? '');
		return super.set(name, value);
	}
}

/** What the reader of a program in JavaScript keeps. */
export type JavaScriptReader = RequestReader & {
	/** The folder of the file, from the folder that is scanned. */
	readonly folder: string;
	readonly values: Values;
	/** Clients that are known by what they are asked, by their paths. */
	readonly asked: Map<string, TokenName>;
	/** The clients that functions of the file give, where that was asked. */
	readonly given: Map<CodeFunction, Value | undefined>;
	/** Whether the file speaks of Octokit at all, which makes `github.issues.create` a call. */
	readonly speaksOfOctokit: boolean;
	/** Whether clients are given their tokens once they are made, as in old majors. */
	readonly authenticates: boolean;
	/** Clients that functions of the file are handed: their tokens are those of the parameters. */
	readonly handedIn: {
		readonly body: CodeFunction['body'];
		readonly parameter: string;
		readonly token: TokenName;
	}[];
};

/** The methods of Octokit. */
export const octokit = octokitMethods;

/** Whether a class is one of clients, by its name. */
export const isClientClass = (name: string): boolean =>
	/octokit$|^github$|^GitHubApi$|^GitHubAPI$/i.test(name) && /^[A-Z]/.test(name);

/** Modules that give clients. */
export const octokitModules = /^(?:octokit|@octokit\/|@actions\/github|probot|@probot\/)/;

/** Whether a module is a file of the program, by its name. */
export const isRelative = (module: string): boolean =>
	/^\.{1,2}(?:\/|$)|^(?:#|@\/|~\/)/.test(module);

const clientMakers = /^(?:getOctokit|createOctokit|getOctokitClient)$/;

const functionsOfClient = /^(?:graphql|request|paginate)$/;

/** The client that arguments make: of `new Octokit({auth})`, or `getOctokit(token)`. */
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
	// `require('@octokit/rest')()` of old majors.
	if (octokitModules.test(module) && chain.links[1]?.kind === 'call') {
		const client = clientFromArguments(reader, chain.links[1], 'octokit');
		// `authenticate` may give it a token yet.
		return client.kind === 'client'
			? client
			: {kind: 'client', token: {kind: 'client', name: 'octokit'}};
	}

	const member = memberAt(chain.links, 1);
	return member !== undefined && isClientClass(member)
		? {kind: 'class', module}
		: {kind: 'module', module};
};

/** The client that a function of the file gives: `const make = () => new Octokit({auth})`. */
const clientOfFunction = (reader: JavaScriptReader, called: CodeFunction): Value | undefined => {
	const {given} = reader;
	// A function that calls itself gives nothing by that.
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

/** The client that a chain makes with its first call. */
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

/** `Octokit.plugin(…)`, `graphql.defaults({headers})`. */
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

/** What a member of a value is: `rest` of a client, `issues` of its rest, `create` of that. */
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

/** What an expression gives, as far as clients are concerned. */
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

/** What members of a value give. A method that is only named counts where it stands. */
const followMembers = (start: Value, links: readonly ChainLink[]): Value | undefined => {
	let value: Value | undefined = start;
	for (const link of links)
		value = link.kind === 'member' && value !== undefined ? memberOf(value, link.name) : undefined;
	return value?.kind === 'method' ? undefined : value;
};

/** A client at the beginning of a chain, and how many links lead to it. */
export type FoundClient = {readonly value: Value; readonly used: number};

const isBoundClient = (value: Value | undefined): value is Value =>
	value !== undefined && value.kind !== 'class' && value.kind !== 'module';

/** The longest of a chain's beginnings that is bound to a client. */
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

/** Names that clients bear, of which those of others do not have those that name GitHub. */
const clientNames = /^(?:gh|github|client|api|octo\w*|kit|rest)$/i;

const namesOfGitHub = /^(?:gh|github|octo\w*)$/i;

const routeText = /^(?:GET|POST|PUT|PATCH|DELETE) (?:\/[a-z]+\/|\$\{)/;

/** Whether a value is what another file of the program exports. */
const isOfOtherFile = (value: Value): boolean =>
	value.kind === 'module' && isRelative(value.module);

const isParameter = ({functions}: JavaScriptReader, name: string): boolean =>
	[...functions.values()].some(({parameters}) => parameters.includes(name));

/**
 * Whether a name of a chain is one of a client by what it is asked: a method of Octokit, with or without
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

/** Whether a value bears the name of Octokit, as in `octokit` or `myOctokit`, and is no class. */
const isNamedClient = (name: string): boolean => /octokit$/i.test(name) && !/^[A-Z]/.test(name);

/** The client at the beginning of a chain: one that is known, or one by its name or by what it is asked. */
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
		// What comes from another file may be its client; what comes from a package is none.
		if (known !== undefined && !(isOfOtherFile(known) && links[0]?.kind === 'member')) continue;
		if (used === 0 && reader.parts.has(head) && !isNamed) continue;
		const path = pathOf(chain, used);
		const token: TokenName = {kind: 'client', name: path};
		reader.asked.set(path, token);
		return {value: {kind: 'client', token}, used};
	}

	return undefined;
};
