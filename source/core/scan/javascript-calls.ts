import {findLibraryMethod} from '../catalog/library-methods.ts';
import {addMethodUse, type Subject, unknownMethod} from './add-use.ts';
import {readRoute} from './api-address.ts';
import {addRequest} from './code-requests.ts';
import {
	type CodeFunction,
	calledFunction,
	filledString,
	findValue,
	stringIn,
	tokenIn,
} from './code-values.ts';
import {
	type FoundClient,
	findClient,
	isRelative,
	type JavaScriptReader,
	memberOf,
	octokit,
	octokitModules,
	type Value,
} from './javascript-values.ts';
import {joinPath} from './join-path.ts';
import {
	type Call,
	type Chain,
	type ChainLink,
	type Code,
	type CodeToken,
	memberAt,
	pathOf,
	readChain,
	showChain,
	splitArguments,
	textOf,
} from './tokens.ts';
import type {TokenName} from './use.ts';

const pullWords = /pull|(?:^|[^a-z])prs?(?:[^a-z]|$)|\bpr[A-Z_]|[a-z]Pr(?:[A-Z_]|\b)|[a-z]PR\b/;

const show = ({code}: JavaScriptReader, chain: Chain): string => showChain(code, chain);

/** Returns `pull` if the number in a call is that of a pull request. */
const subjectOf = ({code}: JavaScriptReader, call: ChainLink | undefined): Subject | undefined => {
	if (call?.kind !== 'call') return undefined;
	const number = findValue(code, call.from, call.to, /^(?:issue_number|number)$/);
	if (number === undefined) return undefined;
	return pullWords.test(textOf(code, number.from, number.to)) ? 'pull' : undefined;
};

const stringOf = (
	reader: JavaScriptReader,
	call: ChainLink | undefined,
	name: RegExp,
): string | undefined => {
	if (call?.kind !== 'call') return undefined;
	const value = findValue(reader.code, call.from, call.to, name);
	return value && stringIn(reader, value.from, value.to);
};

/** Reads the owner and the repository from the arguments of a call. */
const placesOf = (
	reader: JavaScriptReader,
	call: ChainLink | undefined,
): {readonly owner?: string; readonly repository?: string} => {
	const owner = stringOf(reader, call, /^(?:owner|org)$/);
	const name = stringOf(reader, call, /^repo$/);
	if (owner === undefined || !/^[\w-]+$/.test(owner)) return {};
	return name !== undefined && /^[\w.-]+$/.test(name)
		? {owner, repository: `${owner}/${name}`}
		: {owner};
};

/** Adds the use of a method of Octokit. */
const addMethod = (
	reader: JavaScriptReader,
	chain: Chain,
	token: TokenName,
	{group, name, at}: {readonly group: string; readonly name: string; readonly at: number},
): void => {
	const call = chain.links[at];
	const line = chain.links[at - 1]?.line ?? chain.line;
	const method = findLibraryMethod(octokit, group, name);
	if (method === undefined) {
		if (call?.kind === 'call') reader.findings.unknown(line, show(reader, chain), unknownMethod);
		return;
	}

	addMethodUse(reader.findings, method, {
		token,
		line,
		text: show(reader, chain),
		subject: subjectOf(reader, call),
		...placesOf(reader, call),
	});
};

/** Reads the route of a request: a text, or an object with `method` and `url`. */
const routeOf = (
	reader: JavaScriptReader,
	[from, to]: readonly [number, number],
): {readonly text: string | undefined; readonly line: number} => {
	const {code} = reader;
	const line = code.tokens[from]?.line ?? 1;
	if (code.tokens[from]?.text !== '{') return {text: filledString(reader, from, to), line};
	const [url, method] = [findValue(code, from, to, /^url$/), findValue(code, from, to, /^method$/)];
	const address = url && filledString(reader, url.from, url.to);
	const verb = method && stringIn(reader, method.from, method.to);
	return {
		text:
			address === undefined || (method && verb === undefined)
				? undefined
				: `${verb ?? 'GET'} ${address}`,
		line: code.tokens[url?.from ?? from]?.line ?? line,
	};
};

/** Whether an argument names a method of the client. The use of that method is found at its name. */
const isMethodNamed = (reader: JavaScriptReader, from: number): boolean => {
	if (reader.code.tokens[from]?.type !== 'name') return false;
	const {links, head} = readChain(reader.code, from);
	return links.length > 0 || reader.parts.has(head) || reader.values.get(head)?.kind === 'method';
};

/** Reads `client.request('POST /repos/…')`, `client.paginate('GET /…')`. */
const readRequestCall = (
	reader: JavaScriptReader,
	token: TokenName,
	chain: Chain,
	call: Call,
	isPaginate: boolean,
): void => {
	const [first] = splitArguments(reader.code, call.from, call.to);
	if (first === undefined) return;
	const {text, line} = routeOf(reader, first);
	if (text === undefined) {
		if (isPaginate && isMethodNamed(reader, first[0])) return;
		const what = isPaginate ? 'what is listed' : 'the route';
		reader.findings.unknown(chain.line, show(reader, chain), `${what} is a variable`);
		return;
	}

	if (/\s?\/?graphql$/.test(text)) {
		reader.findings.unknown(
			line,
			show(reader, chain),
			'GitHub publishes no permissions for GraphQL',
		);
		return;
	}

	const route = readRoute(text);
	if (route === undefined || /^(?:\w+ )?\$\{/.test(text)) {
		const isElsewhere = /^(?:\w+ )?https?:\/\/(?!api\.github)/.test(text);
		if (!isElsewhere)
			reader.findings.unknown(line, show(reader, chain), 'the route is not in this place');
		return;
	}

	const isOfPull = pullWords.test(text) && /issues/.test(text);
	addRequest(
		reader,
		chain,
		{...route, token, line},
		subjectOf(reader, call) ?? (isOfPull ? 'pull' : undefined),
	);
};

const plainMembers =
	/^(?:hook|auth|log|endpoint|plugins|defaults|constructor|then|catch|rest|retry|throttle|VERSION|graphql|request|paginate)$/;

/** Reads `octokit.authenticate({type: 'token', token})` of old major versions. */
const readAuthenticate = (
	reader: JavaScriptReader,
	chain: Chain,
	used: number,
	call: ChainLink | undefined,
): void => {
	if (call?.kind !== 'call') return;
	const given = findValue(reader.code, call.from, call.to, /^token$/);
	const token = given && tokenIn(reader, given.from, given.to);
	if (token !== undefined) reader.values.set(pathOf(chain, used), {kind: 'client', token});
};

/** Reads a member that Octokit does not have. It belongs to a plugin or to another version. */
const readStrangeMember = (reader: JavaScriptReader, chain: Chain, at: number): void => {
	const name = memberAt(chain.links, at) ?? '';
	const [next, after] = [chain.links[at + 1], chain.links[at + 2]];
	if (plainMembers.test(name)) return;
	if (next?.kind === 'member' && after?.kind === 'call')
		reader.findings.unknown(chain.line, show(reader, chain), unknownMethod);
	else if (next?.kind === 'call')
		reader.findings.unknown(
			chain.line,
			show(reader, chain),
			'a method of the client that a plugin may bring',
		);
};

/** Returns the name of a link: a member, or a string in brackets. Returns `undefined` if it is computed. */
const nameOfLink = ({code}: JavaScriptReader, link: ChainLink): string | undefined => {
	if (link.kind === 'member') return link.name;
	const literal = code.tokens[link.from];
	return link.kind === 'index' && literal?.type === 'string' && link.to - link.from === 1
		? literal.text
		: undefined;
};

const readFunctionOfClient = (
	reader: JavaScriptReader,
	chain: Chain,
	{token, name}: Extract<Value, {readonly kind: 'function'}>,
	at: number,
): void => {
	const next = memberAt(chain.links, at);
	const call = chain.links.slice(at).find(link => link.kind === 'call');
	if (call?.kind !== 'call' || next === 'defaults' || next === 'endpoint') return;
	if (name === 'graphql') addRequest(reader, chain, {method: 'POST', path: '/graphql', token});
	else readRequestCall(reader, token, chain, call, name === 'paginate');
};

/** Returns the value of the next link. At a method, adds its use and returns `undefined`. */
const readLinkOf = (
	reader: JavaScriptReader,
	chain: Chain,
	value: Extract<Value, {readonly token: TokenName}>,
	at: number,
): Value | undefined => {
	const link = chain.links[at];
	if (link === undefined || link.kind === 'call') return undefined;
	const name = nameOfLink(reader, link);
	if (name === undefined) {
		reader.findings.unknown(link.line, show(reader, chain), 'the method is a variable');
		return undefined;
	}

	if (value.kind === 'namespace') {
		addMethod(reader, chain, value.token, {group: value.name, name, at: at + 1});
		return undefined;
	}

	if (name === 'authenticate') readAuthenticate(reader, chain, at, chain.links[at + 1]);
	const next = memberOf(value, name);
	if (next === undefined && name !== 'authenticate') readStrangeMember(reader, chain, at);
	return next;
};

/** Follows a chain from its client to its call, and adds the use. */
export const readClientChain = (
	reader: JavaScriptReader,
	chain: Chain,
	{value: start, used}: FoundClient,
): void => {
	let value: Value | undefined = start;
	for (let at = used; value !== undefined && 'token' in value; at++) {
		if (value.kind === 'function') {
			readFunctionOfClient(reader, chain, value, at);
			return;
		}

		if (value.kind === 'method') {
			addMethod(reader, chain, value.token, {...value, at});
			return;
		}

		value = readLinkOf(reader, chain, value, at);
	}
};

/** Turns a path in a workflow's script into one from the top of the repository. */
const normalizeModule = (module: string): string =>
	module.replace(/^\$\{+[^}]*(?:workspace|GITHUB_WORKSPACE)[^}]*\}+\//i, './');

const harmlessModules = /^(?:node:|util$|assert|@actions\/core$|jest|vitest|chai|sinon)/;

const stands = (token: CodeToken | undefined, signs: string): boolean =>
	token?.type === 'sign' && signs.includes(token.text);

/** Finds a client without a call at an index, with its last name: `octokit`, `context.octokit`. */
const clientAt = (
	reader: JavaScriptReader,
	at: number,
): {readonly name: string; readonly token: TokenName} | undefined => {
	const {tokens} = reader.code;
	const token = tokens[at];
	if (token?.type !== 'name' || !stands(tokens[at - 1], '({,:[')) return undefined;
	if (!stands(tokens[at + 1], ')},].?.')) return undefined;
	const chain = readChain(reader.code, at);
	const isPath = chain.links.every(({kind}) => kind === 'member');
	if (!isPath || !stands(tokens[chain.end], ')},]')) return undefined;
	const name = memberAt(chain.links, chain.links.length - 1) ?? chain.head;
	const asked = reader.asked.get(pathOf(chain, chain.links.length));
	if (asked !== undefined) return {name, token: asked};
	const found = findClient(reader, chain);
	if (found?.used !== chain.links.length) return undefined;
	const {value} = found;
	return value.kind === 'client' || value.kind === 'rest' ? {name, token: value.token} : undefined;
};

/** Whether brackets hold the arguments of another call, or the body of a function. */
const isOfOthers = ({tokens}: Code, open: number): boolean =>
	tokens[open]?.text === '(' ||
	(tokens[open]?.text === '{' && /^(?:\)|=>)$/.test(tokens[open - 1]?.text ?? ''));

/** Finds the clients that a call receives, by the name that each gets there. */
const clientsIn = (
	reader: JavaScriptReader,
	from: number,
	to: number,
): ReadonlyMap<string, TokenName> => {
	const handed = new Map<string, TokenName>();
	const {tokens, partner} = reader.code;
	for (let at = from; at < to; at++) {
		const close = partner[at] ?? -1;
		if (close > at && isOfOthers(reader.code, at)) at = close;
		const client = clientAt(reader, at);
		const isValue = tokens[at - 1]?.text === ':' && tokens[at - 2]?.type === 'name';
		const key = isValue ? tokens[at - 2]?.text : undefined;
		if (client !== undefined) handed.set(key ?? client.name, client.token);
	}

	return handed;
};

/** Returns the module that a chain begins with. It is imported, or required in place. */
const moduleOf = (reader: JavaScriptReader, chain: Chain): string | undefined => {
	const [first] = chain.links;
	if (chain.head === 'require' && first?.kind === 'call')
		return normalizeModule(reader.code.tokens[first.from]?.text ?? '');
	const value = reader.values.get(chain.head);
	return value?.kind === 'module' ? normalizeModule(value.module) : undefined;
};

/** Finds the function or constructor of the file that a chain calls. */
const functionCalled = (reader: JavaScriptReader, chain: Chain): CodeFunction | undefined =>
	calledFunction(reader, chain) ??
	(reader.code.tokens[chain.start - 1]?.text === 'new'
		? reader.functions.get(chain.head)
		: undefined);

/** Binds a function's parameters to the clients in a call. Returns whether the function is in the file. */
const readHandedInside = (reader: JavaScriptReader, chain: Chain, call: Call): boolean => {
	const called = functionCalled(reader, chain);
	if (called === undefined) return false;
	for (const [index, [from, to]] of splitArguments(reader.code, call.from, call.to).entries()) {
		const parameter = called.parameters[index] ?? '';
		for (const [name, token] of clientsIn(reader, from, to)) {
			const isPattern = parameter.startsWith('{');
			reader.handedIn.push({body: called.body, parameter: isPattern ? name : parameter, token});
		}
	}

	return true;
};

const plainCallees =
	/^(?:Boolean|String|Object|Promise|Array|Map|Set|WeakMap|expect|if|while|for|switch|return|typeof|super|catch|function|useState|useRef|useMemo)$/;

/** Reads a call that passes a client to a package, to another file, or to unknown code. */
export const readHandedOn = (reader: JavaScriptReader, chain: Chain): void => {
	const isRequired = chain.head === 'require';
	const module = moduleOf(reader, chain);
	const isBare = chain.links[0]?.kind === 'call' && !plainCallees.test(chain.head);
	// Nothing shows what an object does with it.
	if (module === undefined && !isBare && !functionCalled(reader, chain)) return;
	const calls = chain.links
		.filter(link => link.kind === 'call')
		.slice(isRequired ? 1 : 0)
		.filter(call => clientsIn(reader, call.from, call.to).size > 0);
	const [call] = calls;
	if (call?.kind !== 'call' || readHandedInside(reader, chain, call)) return;
	const text = show(reader, chain);
	const tokens = clientsIn(reader, call.from, call.to);
	if (module === undefined) {
		const isDefinition = /^(?:\{|=>|:)$/.test(reader.code.tokens[chain.end]?.text ?? '');
		if (isBare && !isDefinition && !reader.values.has(chain.head))
			reader.findings.unknown(
				chain.line,
				text,
				`a client is handed to ${chain.head}, which is not in this file`,
			);
	} else if (isRelative(module)) {
		reader.findings.handOn({
			line: chain.line,
			text,
			path: /^(?:#|@\/|~\/)/.test(module) ? module : joinPath(reader.folder, module),
			reason: `a client is handed to ${module}, which was not read`,
			tokens,
		});
	} else if (!octokitModules.test(module) && !harmlessModules.test(module)) {
		reader.findings.unknown(chain.line, text, `a client is handed to the package ${module}`);
	}
};
