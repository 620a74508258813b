import octokitMethods from '../catalog/library-methods/octokit-js.json' with {type: 'json'};
import {findLibraryMethod, hasLibraryGroup} from '../catalog/library-methods.ts';
import {readMethod} from '../needs/read-request.ts';
import {addMethodUse, addUse, type Subject} from './add-use.ts';
import {readCodeAddress, readRoute, tellRequest} from './api-address.ts';
import {joinPath} from './join-path.ts';
import {lexJavaScript} from './lex-javascript.ts';
import {readGraphql} from './read-graphql.ts';
import {
	type Chain,
	type ChainLink,
	type Code,
	type CodeToken,
	chainsIn,
	matchBrackets,
	readChain,
	splitArguments,
	textOf,
} from './tokens.ts';
import type {Findings, TokenName} from './use.ts';

/** Where a program stands, and what it is given. */
export type JavaScriptPlace = {
	readonly findings: Findings;
	readonly firstLine: number;
	/** The folder of the file, from the folder that is scanned. */
	readonly folder: string;
	/** Clients by the names under which they are there from the beginning. */
	readonly clients: ReadonlyMap<string, TokenName>;
	/** The token that an environment variable holds. */
	readonly variable: (name: string) => TokenName;
};

/** What a name stands for. */
type Value =
	| {readonly kind: 'client'; readonly token: TokenName}
	| {readonly kind: 'rest'; readonly token: TokenName}
	| {readonly kind: 'namespace'; readonly token: TokenName; readonly name: string}
	/** Calls GraphQL, or one route: `octokit.graphql`, `octokit.request`. */
	| {readonly kind: 'function'; readonly token: TokenName; readonly name: string}
	| {readonly kind: 'class'; readonly module: string}
	| {readonly kind: 'module'; readonly module: string}
	| {readonly kind: 'part'; readonly code: Code; readonly from: number; readonly to: number}
	/** A client that has no token. */
	| {readonly kind: 'anonymous'};

type Reader = JavaScriptPlace & {
	readonly code: Code;
	readonly values: Map<string, Value>;
	/** Whether the file speaks of Octokit at all, which makes `github.issues.create` a call. */
	readonly speaksOfOctokit: boolean;
};

const table = octokitMethods;

const isClientClass = (name: string): boolean =>
	/octokit$|^github$|^GitHubApi$|^GitHubAPI$/i.test(name) && /^[A-Z]/.test(name);

const octokitModules = /^(?:octokit|@octokit\/|@actions\/github|probot|@probot\/)/;

const httpClients =
	/^(?:fetch|axios|got|ky|request|superagent|needle|nodeFetch|node_fetch|undici|ofetch|\$fetch|http|https|httpClient|client|api)$/;

const httpVerbs = /^(?:get|post|put|patch|delete|head|del)$/;

/** `octokit`, `this.octokit`, `context.octokit`: a chain's head and members as one name. */
const pathOf = (chain: Chain, count: number): string =>
	[
		chain.head,
		...chain.links.slice(0, count).map(link => (link.kind === 'member' ? link.name : '')),
	].join('.');

const memberAt = (links: readonly ChainLink[], index: number): string | undefined => {
	const link = links[index];
	return link?.kind === 'member' ? link.name : undefined;
};

const variablePattern =
	/(?:process|Bun|import\.meta)\??\.env\??(?:\.|\[\s*['"])([A-Za-z_]\w*)|Deno\.env\.get\(\s*['"](\w+)/;

/** The environment variable that a text names. */
const variableIn = (text: string): string | undefined => {
	const match = variablePattern.exec(text.slice(0, 500));
	return match?.[1] ?? match?.[2];
};

const stringAt = (reader: Reader, from: number, to: number): string | undefined => {
	const token = reader.code.tokens[from];
	if (token === undefined) return undefined;
	if (token.type === 'string' && to - from === 1) return token.text;
	if (token.type === 'name' && to - from === 1) return constantOf(reader, token.text);
	// `'a' + b + '/c'`
	if (!reader.code.tokens.slice(from, to).some(({type}) => type === 'string')) return undefined;
	let text = '';
	for (let index = from; index < to; index++) {
		const part = reader.code.tokens[index];
		if (part?.type === 'string') text += part.text;
		else if (part?.type === 'sign' && part.text === '+') continue;
		else if (part?.type === 'name' || part?.type === 'number') {
			const chain = readChain(reader.code, index);
			const value = chain.links.length === 0 ? constantOf(reader, chain.head) : undefined;
			text += value ?? `\${${textOf(reader.code, index, Math.min(chain.end, to))}}`;
			index = chain.end - 1;
		} else return undefined;
	}

	return text;
};

const constantOf = (reader: Reader, name: string, depth = 0): string | undefined => {
	const value = reader.values.get(name);
	if (value?.kind !== 'part' || depth > 4 || value.to - value.from > 9) return undefined;
	const {tokens} = value.code;
	const token = tokens[value.from];
	if (token?.type === 'string' && value.to - value.from === 1) return token.text;
	if (token?.type === 'name' && value.to - value.from === 1)
		return constantOf(reader, token.text, depth + 1);
	// `process.env['API'] ?? 'https://api.github.com'`: the default tells.
	const fallback = tokens[value.to - 1];
	return fallback?.type === 'string' && /^https?:/.test(fallback.text) ? fallback.text : undefined;
};

/** The value of a property of an object literal between two places. */
const propertyOf = (
	{code}: Reader,
	from: number,
	to: number,
	name: RegExp,
	depth = 1,
	// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
): readonly [from: number, to: number] | undefined => {
	const {tokens, partner} = code;
	for (let index = from; index < to; index++) {
		const token = tokens[index];
		if (token === undefined) break;
		if (token.type === 'sign' && /^[([{]$/.test(token.text)) {
			const end = partner[index] ?? -1;
			if (end > index && depth > 0 && token.text === '{') {
				const inner = propertyOf({code} as Reader, index + 1, end, name, depth - 1);
				if (inner !== undefined) return inner;
			}

			if (end > index) index = end;
			continue;
		}

		if ((token.type === 'name' || token.type === 'string') && name.test(token.text)) {
			const next = tokens[index + 1];
			const previous = tokens[index - 1]?.text ?? '{';
			if (next?.text === ':') {
				let end = index + 2;
				while (end < to && tokens[end]?.text !== ',') {
					const close = partner[end] ?? -1;
					end = close > end ? close + 1 : end + 1;
				}

				return [index + 2, Math.min(end, to)];
			}

			if (
				token.type === 'name' &&
				/^[{,]$/.test(previous) &&
				(next === undefined || /^[,}]$/.test(next.text))
			) {
				return [index, index + 1];
			}
		}
	}

	return undefined;
};

const nameToken = (text: string): TokenName => ({kind: 'variable', name: text});

type Part = Extract<Value, {readonly kind: 'part'}>;

/** Whether a part stands before a place, so that following it cannot lead in a circle. */
const isElsewhere = ({code}: Reader, value: Part, from: number): boolean =>
	value.code !== code || value.to <= from;

/** The token in an expression: an environment variable, else the name of what holds it. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const tokenIn = (reader: Reader, from: number, to: number, depth = 0): TokenName | undefined => {
	if (depth > 4) return undefined;
	const {tokens} = reader.code;
	const whole = textOf(reader.code, from, Math.min(to, from + 60));
	const named = variableIn(whole.replaceAll('"', "'"));
	if (named !== undefined) return reader.variable(named);
	let fallback: TokenName | undefined;
	for (let index = from; index < to; index++) {
		const token = tokens[index];
		if (token?.type === 'string') {
			for (const [, inside = ''] of token.text.matchAll(/\$\{([^}]{0,200})\}/g)) {
				const found = variableIn(inside);
				if (found !== undefined) return reader.variable(found);
				const value = reader.values.get(inside.trim());
				if (value?.kind === 'part') {
					const inner = tokenIn({...reader, code: value.code}, value.from, value.to, depth + 1);
					if (inner !== undefined) return inner;
				}

				if (/^[\w.$]+$/.test(inside.trim())) fallback ??= nameToken(inside.trim());
			}

			continue;
		}

		if (token?.type !== 'name' || /^(?:await|new|string|as|const)$/.test(token.text)) continue;
		const chain = readChain(reader.code, index);
		if (chain.links.length === 0) {
			const value = reader.values.get(chain.head);
			if (value?.kind === 'part' && isElsewhere(reader, value, from)) {
				const inner = tokenIn({...reader, code: value.code}, value.from, value.to, depth + 1);
				if (inner !== undefined && inner.name.length < 60)
					return inner.kind === 'variable' && /[({]/.test(inner.name)
						? nameToken(chain.head)
						: inner;
			}
		}

		fallback ??= nameToken(
			textOf(reader.code, chain.start, Math.min(chain.end, to)).replaceAll('"', "'"),
		);
		index = chain.end - 1;
	}

	return fallback;
};

/** The token that an HTTP request sends, where its arguments tell. */
const tokenOfRequest = (
	reader: Reader,
	from: number,
	to: number,
	depth = 0,
): TokenName | undefined => {
	const header =
		propertyOf(reader, from, to, /^authorization$/i, 4) ??
		propertyOf(reader, from, to, /^(?:auth|token)$/i, 4);
	if (header !== undefined) return tokenIn(reader, header[0], header[1]);
	if (depth > 3) return undefined;
	for (const chain of chainsIn(reader.code, from, to)) {
		const value = chain.links.length === 0 ? reader.values.get(chain.head) : undefined;
		if (value?.kind === 'part' && isElsewhere(reader, value, from)) {
			const found = tokenOfRequest({...reader, code: value.code}, value.from, value.to, depth + 1);
			if (found !== undefined) return found;
		}
	}

	return undefined;
};

const clientFromArguments = (reader: Reader, call: ChainLink | undefined, name: string): Value => {
	if (call?.kind !== 'call' || call.from === call.to) {
		const known = reader.values.get(name);
		const module = known?.kind === 'class' ? known.module : '';
		return module === '@octokit/action'
			? {kind: 'client', token: reader.variable('GITHUB_TOKEN')}
			: {kind: 'anonymous'};
	}

	const [first] = splitArguments(reader.code, call.from, call.to);
	if (first === undefined) return {kind: 'anonymous'};
	const [from, to] = first;
	const isObject = reader.code.tokens[from]?.text === '{';
	const auth = isObject ? propertyOf(reader, from, to, /^(?:auth|token)$/) : undefined;
	if (auth !== undefined) {
		const token = tokenIn(reader, auth[0], auth[1]);
		return {kind: 'client', token: token ?? {kind: 'client', name}};
	}

	if (isObject) {
		const hasSpread = textOf(reader.code, from, to).includes('...');
		return hasSpread ? {kind: 'client', token: {kind: 'client', name}} : {kind: 'anonymous'};
	}

	return {kind: 'client', token: tokenIn(reader, from, to) ?? {kind: 'client', name}};
};

/** What an expression makes, as far as clients are concerned. */
const evaluate = (
	reader: Reader,
	start: number,
	end: number,
	name: string,
	isPrefix = false,
	// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
): Value => {
	const {tokens} = reader.code;
	let at = start;
	let isNew = false;
	while (
		at < end &&
		/^(?:await|new|\()$/.test(tokens[at]?.text ?? '') &&
		tokens[at]?.type !== 'string'
	) {
		if (tokens[at]?.text === 'new') isNew = true;
		at++;
	}

	const part: Value = {kind: 'part', code: reader.code, from: start, to: end};
	if (tokens[at]?.type !== 'name') return part;
	const chain = readChain(reader.code, at);
	const {links, head} = chain;
	if ((head === 'require' || head === 'import') && links[0]?.kind === 'call') {
		const module = tokens[links[0].from]?.text ?? '';
		const member = memberAt(links, 1);
		return member !== undefined && isClientClass(member)
			? {kind: 'class', module}
			: {kind: 'module', module};
	}

	const calls = links.findIndex(link => link.kind === 'call');
	const callee = calls === -1 ? undefined : (memberAt(links, calls - 1) ?? head);
	const known = reader.values.get(head);
	// What a made client is asked at once is no client: `new Octokit().rest.repos.get()`.
	const isAsked = !isPrefix && calls !== -1 && calls < links.length - 1;
	if (
		!isAsked &&
		isNew &&
		callee !== undefined &&
		(known?.kind === 'class' || isClientClass(callee))
	) {
		return clientFromArguments(reader, links[calls], head === callee ? head : callee);
	}

	if (
		!isAsked &&
		callee !== undefined &&
		/^(?:getOctokit|createOctokit|getOctokitClient)$/.test(callee)
	) {
		const client = clientFromArguments(reader, links[calls], callee);
		return client.kind === 'anonymous' ? {kind: 'client', token: {kind: 'client', name}} : client;
	}

	if (callee === 'defaults' || callee === 'plugin') {
		if (known?.kind === 'class' || isClientClass(head)) return {kind: 'class', module: 'octokit'};
		if (head === 'graphql' || head === 'request') {
			const call = links[calls];
			const token = call?.kind === 'call' ? tokenOfRequest(reader, call.from, call.to) : undefined;
			if (token !== undefined) return {kind: 'function', token, name: head};
		}
	}

	const found = findClient(reader, chain);
	if (found !== undefined) {
		const rest = links.slice(found.used);
		const namespace = memberAt(rest, 0);
		if (rest.length === 0) return found.value;
		if (found.value.kind === 'client' && namespace === 'rest' && rest.length === 1)
			return {kind: 'rest', token: found.value.token};
		if (
			found.value.kind === 'client' &&
			rest.length === 1 &&
			(namespace === 'graphql' || namespace === 'request' || namespace === 'paginate')
		) {
			return {kind: 'function', token: found.value.token, name: namespace};
		}

		const group = namespace === 'rest' ? memberAt(rest, 1) : namespace;
		const isGroup =
			group !== undefined &&
			hasLibraryGroup(table, group) &&
			rest.length === (namespace === 'rest' ? 2 : 1);
		if (isGroup && found.value.kind !== 'anonymous' && 'token' in found.value)
			return {kind: 'namespace', token: found.value.token, name: group};
	}

	return part;
};

type FoundClient = {readonly value: Value; readonly used: number};

/** The client at the beginning of a chain, and how many links lead to it. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const findClient = (reader: Reader, chain: Chain): FoundClient | undefined => {
	const {links, head} = chain;
	for (let count = Math.min(links.length, 3); count >= 0; count--) {
		if (count > 0 && memberAt(links, count - 1) === undefined) continue;
		const path = pathOf(chain, count);
		if (path.includes('..')) continue;
		const value = reader.values.get(path);
		if (value !== undefined && /^(?:client|rest|namespace|function|anonymous)$/.test(value.kind))
			return {value, used: count};
	}

	for (let count = 0; count <= Math.min(links.length, 3); count++) {
		const name = count === 0 ? head : memberAt(links, count - 1);
		if (name === undefined) break;
		const bound = count === 0 ? reader.values.get(head) : undefined;
		if (bound !== undefined && bound.kind !== 'part') continue;
		if (bound !== undefined && count === 0 && !/octokit$/i.test(name)) continue;
		const group = memberAt(links, count + 1);
		const hasRest =
			memberAt(links, count) === 'rest' &&
			group !== undefined &&
			hasLibraryGroup(table, group) &&
			links[count + 2]?.kind === 'member';
		const isNamed = /octokit$/i.test(name) && !/^[A-Z]/.test(name);
		const legacy =
			count === 0 &&
			head === 'github' &&
			reader.speaksOfOctokit &&
			memberAt(links, 0) !== undefined &&
			findLibraryMethod(table, memberAt(links, 0) ?? '', memberAt(links, 1) ?? '') !== undefined;
		if (isNamed || hasRest || legacy) {
			return {
				value: {kind: 'client', token: {kind: 'client', name: pathOf(chain, count)}},
				used: count,
			};
		}
	}

	return undefined;
};

const pullWords = /pull|(?:^|[^a-z])prs?(?:[^a-z]|$)|\bpr[A-Z_]|[a-z]Pr(?:[A-Z_]|\b)|[a-z]PR\b/;

/** Whether the number that a call names is one of a pull request. */
const subjectOf = (reader: Reader, link: ChainLink | undefined): Subject | undefined => {
	if (link?.kind !== 'call') return undefined;
	const number = propertyOf(reader, link.from, link.to, /^(?:issue_number|number)$/);
	if (number === undefined) return undefined;
	const text = textOf(reader.code, number[0], number[1]);
	return pullWords.test(text) ? 'pull' : undefined;
};

const readRequestCall = (
	reader: Reader,
	token: TokenName,
	chain: Chain,
	link: ChainLink,
	isPaginate: boolean,
	// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
): void => {
	if (link.kind !== 'call') return;
	const {findings, code} = reader;
	const text = textOf(code, chain.start, chain.end);
	const [first] = splitArguments(code, link.from, link.to);
	if (first === undefined) return;
	const isObject = code.tokens[first[0]]?.text === '{';
	const [from, to] = isObject ? (propertyOf(reader, first[0], first[1], /^url$/) ?? first) : first;
	const named = isObject ? propertyOf(reader, first[0], first[1], /^method$/) : undefined;
	const route = isObject && from === first[0] ? undefined : stringAt(reader, from, to);
	const line = code.tokens[from]?.line ?? chain.line;
	if (route === undefined) {
		const inner = code.tokens[from]?.type === 'name' ? readChain(code, from) : undefined;
		// A method of the client: it is found by itself.
		if (
			isPaginate &&
			inner !== undefined &&
			(inner.links.length > 0 || reader.values.get(inner.head)?.kind === 'part')
		)
			return;
		findings.unknown(
			chain.line,
			text,
			isPaginate ? 'what is listed is a variable' : 'the route is a variable',
		);
		return;
	}

	const method = named === undefined ? undefined : (stringAt(reader, named[0], named[1]) ?? '');
	const filled = route.replace(
		/\$\{([^}]*)\}/g,
		(whole: string, name: string) => constantOf(reader, name.trim()) ?? whole,
	);
	const read = readRoute(method === undefined ? filled : `${method} ${filled}`);
	if (/graphql$/.test(filled)) {
		findings.unknown(line, text, 'GitHub publishes no permissions for GraphQL');
		return;
	}

	if (read === undefined || /^\$\{/.test(filled)) {
		if (/^https?:\/\/(?!api\.github)/.test(filled)) return;
		findings.unknown(line, text, 'the route is not in this place');
		return;
	}

	const told = tellRequest(read.method, read.path);
	if (told.unknown !== undefined) findings.unknown(line, text, told.unknown);
	else
		addUse(
			findings,
			{token, line, from: told.name, needs: told.needs},
			subjectOf(reader, link) ??
				(pullWords.test(route) && /issues/.test(route) ? 'pull' : undefined),
		);
};

const readGraphqlCall = (reader: Reader, token: TokenName, chain: Chain, link: ChainLink): void => {
	if (link.kind !== 'call') return;
	const {findings, code} = reader;
	const [first] = splitArguments(code, link.from, link.to);
	const text = textOf(code, chain.start, chain.end);
	const isObject = first !== undefined && code.tokens[first[0]]?.text === '{';
	const part =
		first !== undefined && isObject ? propertyOf(reader, first[0], first[1], /^query$/) : first;
	const query = part === undefined ? undefined : stringAt(reader, part[0], part[1]);
	const line = chain.line;
	if (query === undefined || !query.includes('{')) {
		findings.unknown(line, text, 'the query is a variable');
		return;
	}

	const {needs, unknown} = readGraphql(query);
	if (unknown !== undefined) findings.unknown(line, text, unknown);
	if (needs.length > 0) {
		addUse(findings, {token, line, from: needs.map(({name}) => name).join(', '), needs});
	}
};

const plainMembers =
	/^(?:hook|auth|log|endpoint|plugins|defaults|constructor|then|catch|rest|retry|throttle|VERSION)$/;

const readMethodOf = (
	reader: Reader,
	token: TokenName,
	chain: Chain,
	group: string,
	at: number,
): void => {
	const {findings, code} = reader;
	const link = chain.links[at];
	const text = textOf(code, chain.start, chain.end);
	if (link === undefined) return;
	if (link.kind === 'index') {
		const literal = code.tokens[link.from];
		if (literal?.type !== 'string' || link.to - link.from !== 1) {
			findings.unknown(link.line, text, 'the method is a variable');
			return;
		}
	}

	if (link.kind === 'call') return;
	const name = link.kind === 'member' ? link.name : (code.tokens[link.from]?.text ?? '');
	const method = findLibraryMethod(table, group, name);
	if (method === undefined) {
		if (chain.links[at + 1]?.kind === 'call')
			findings.unknown(link.line, text, 'the method is not known');
		return;
	}

	addMethodUse(findings, method, {
		token,
		line: link.line,
		text,
		subject: subjectOf(reader, chain.links[at + 1]),
	});
};

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const readClientChain = (reader: Reader, chain: Chain, {value, used}: FoundClient): void => {
	const {findings, code} = reader;
	if (value.kind === 'anonymous' || !('token' in value)) return;
	const {token} = value;
	const rest = chain.links.slice(used);
	if (value.kind === 'function') {
		const call = rest.find(link => link.kind === 'call');
		if (call === undefined) return;
		if (value.name === 'graphql') readGraphqlCall(reader, token, chain, call);
		else readRequestCall(reader, token, chain, call, value.name === 'paginate');
		return;
	}

	if (value.kind === 'namespace') {
		readMethodOf(reader, token, chain, value.name, used);
		return;
	}

	const [first] = rest;
	if (first === undefined || first.kind === 'call') return;
	if (first.kind === 'index') {
		findings.unknown(first.line, textOf(code, chain.start, chain.end), 'the method is a variable');
		return;
	}

	if (value.kind === 'client' && /^(?:request|graphql|paginate)$/.test(first.name)) {
		const call = rest.find(link => link.kind === 'call');
		const second = memberAt(rest, 1);
		if (call === undefined || second === 'defaults' || second === 'endpoint') return;
		if (first.name === 'graphql') readGraphqlCall(reader, token, chain, call);
		else readRequestCall(reader, token, chain, call, first.name === 'paginate');
		return;
	}

	const isRest = value.kind === 'client' && first.name === 'rest';
	const groupAt = used + (isRest ? 1 : 0);
	const groupLink = chain.links[groupAt];
	if (groupLink === undefined) return;
	if (groupLink.kind === 'index') {
		findings.unknown(
			groupLink.line,
			textOf(code, chain.start, chain.end),
			'the method is a variable',
		);
		return;
	}

	const group = memberAt(chain.links, groupAt) ?? '';
	if (hasLibraryGroup(table, group)) readMethodOf(reader, token, chain, group, groupAt + 1);
	else if (
		!plainMembers.test(group) &&
		chain.links[groupAt + 1]?.kind === 'member' &&
		chain.links[groupAt + 2]?.kind === 'call'
	) {
		findings.unknown(chain.line, textOf(code, chain.start, chain.end), 'the method is not known');
	} else if (
		!plainMembers.test(group) &&
		chain.links[groupAt + 1]?.kind === 'call' &&
		value.kind === 'client'
	) {
		findings.unknown(
			chain.line,
			textOf(code, chain.start, chain.end),
			'a method of the client that a plugin may bring',
		);
	}
};

/** `fetch`, `axios.post` and their like, to GitHub's API. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const readHttp = (reader: Reader, chain: Chain): boolean => {
	const {code, findings} = reader;
	const at = chain.links.findIndex(link => link.kind === 'call');
	const link = chain.links[at];
	if (link?.kind !== 'call' || at > 2) return false;
	const verb = memberAt(chain.links, at - 1);
	const parts = splitArguments(code, link.from, link.to);
	const [first] = parts;
	if (first === undefined) return false;
	const isObject = code.tokens[first[0]]?.text === '{';
	const [from, to] = isObject
		? (propertyOf(reader, first[0], first[1], /^(?:url|uri)$/) ?? first)
		: first;
	const isHttp = httpClients.test(chain.head) || (verb !== undefined && httpVerbs.test(verb));
	const address = isObject && from === first[0] ? undefined : stringAt(reader, from, to);
	if (address === undefined) return false;
	const path = readCodeAddress(address, name => constantOf(reader, name));
	if (
		path === undefined ||
		(!isHttp && !/fetch|request|api|http|call|get|post/i.test(verb ?? chain.head))
	)
		return false;
	const named = propertyOf(reader, link.from, link.to, /^method$/, 2);
	const method =
		readMethod(
			(named && stringAt(reader, named[0], named[1])) ?? (verb === 'del' ? 'delete' : (verb ?? '')),
		) ?? 'GET';
	const found = tokenOfRequest(reader, link.from, link.to);
	const hasMore = textOf(code, link.from, link.to).length > textOf(code, from, to).length;
	if (
		found === undefined &&
		method === 'GET' &&
		!(hasMore && /headers|options|opts|config/i.test(textOf(code, to, link.to)))
	)
		return true;
	const token: TokenName = found ?? {kind: 'client', name: chain.head};
	const line = chain.line;
	if (path === '/graphql') {
		const body = reader.code.tokens
			.slice(link.from, link.to)
			.filter(({type, text}) => type === 'string' && text.includes('{'));
		const query = body.map(({text}) => text).join('\n');
		const {needs, unknown} =
			query === '' ? {needs: [], unknown: 'the query is a variable'} : readGraphql(query);
		if (unknown !== undefined)
			findings.unknown(line, textOf(code, chain.start, chain.end), unknown);
		if (needs.length > 0) addUse(findings, {token, line, from: 'GraphQL', needs});
		return true;
	}

	const told = tellRequest(method, path);
	if (told.unknown !== undefined)
		findings.unknown(line, textOf(code, chain.start, chain.end), told.unknown);
	else addUse(findings, {token, line, from: told.name, needs: told.needs});
	return true;
};

const isRelative = (module: string): boolean => /^\.{1,2}(?:\/|$)|^(?:#|@\/|~\/)/.test(module);

/** A path from the top of the repository, as scripts of workflows have it. */
const normalizeModule = (module: string): string =>
	module.replace(/^\$\{+[^}]*(?:workspace|GITHUB_WORKSPACE)[^}]*\}+\//i, './');

/** A client that is handed to code of a package, or of another file. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const readHandedOn = (reader: Reader, chain: Chain): void => {
	const {code, findings, folder} = reader;
	const imported = reader.values.get(chain.head);
	const inline =
		chain.head === 'require' && chain.links[0]?.kind === 'call'
			? code.tokens[chain.links[0].from]?.text
			: undefined;
	const named = inline ?? (imported?.kind === 'module' ? imported.module : undefined);
	const module = named === undefined ? undefined : normalizeModule(named);
	if (
		module === undefined ||
		octokitModules.test(module) ||
		/^(?:node:|util$|assert|@actions\/core$|jest|vitest|chai|sinon)/.test(module)
	)
		return;
	const calls = chain.links
		.filter(link => link.kind === 'call')
		.slice(inline === undefined ? 0 : 1);
	for (const call of calls) {
		const handed = new Map<string, TokenName>();
		for (let index = call.from; index < call.to; index++) {
			const token = code.tokens[index];
			if (token?.type !== 'name') continue;
			const before = code.tokens[index - 1]?.text ?? '';
			const after = code.tokens[index + 1]?.text ?? '';
			if (!/^[({,:]$/.test(before) || !/^[)},]$/.test(after)) continue;
			const value = reader.values.get(token.text);
			const isClient =
				value?.kind === 'client' ||
				value?.kind === 'rest' ||
				(value === undefined && /octokit$/i.test(token.text));
			if (isClient)
				handed.set(
					token.text,
					value !== undefined && 'token' in value
						? value.token
						: {kind: 'client', name: token.text},
				);
		}

		if (handed.size === 0) continue;
		const text = textOf(code, chain.start, chain.end);
		if (isRelative(module)) {
			findings.handOn({
				line: chain.line,
				text,
				path: /^(?:#|@\/|~\/)/.test(module) ? module : joinPath(folder, module),
				reason: `a client is handed to ${module}, which was not read`,
				tokens: handed,
			});
		} else findings.unknown(chain.line, text, `a client is handed to the package ${module}`);
		return;
	}
};

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const bindImport = (reader: Reader, start: number): number => {
	const {tokens} = reader.code;
	const names: string[] = [];
	let index = start + 1;
	for (; index < Math.min(tokens.length, start + 400); index++) {
		const token = tokens[index];
		if (token?.type === 'string') break;
		if (token?.type === 'sign' && !/^[*{},]$/.test(token.text)) return start;
		if (token?.type === 'name') names.push(token.text);
	}

	const module = tokens[index]?.text ?? '';
	for (const [place, name] of names.entries()) {
		if (/^(?:from|type|as|typeof)$/.test(name) || names[place + 1] === 'as') continue;
		const original = names[place - 1] === 'as' ? (names[place - 2] ?? name) : name;
		if (isClientClass(original)) reader.values.set(name, {kind: 'class', module});
		else if (octokitModules.test(module) && /^(?:graphql|request)$/.test(original)) {
			reader.values.set(name, {kind: 'function', token: {kind: 'client', name}, name: original});
		} else reader.values.set(name, {kind: 'module', module});
	}

	return index;
};

/** The end of the expression that begins at a place: at its `;`, `,` or a line that begins a statement. */
const endOfExpression = ({code}: Reader, start: number): number => {
	const {tokens, partner} = code;
	let at = start;
	let line = tokens[start]?.line ?? 0;
	while (at < tokens.length) {
		const token = tokens[at];
		if (token === undefined) break;
		if (token.type === 'sign' && /^[;,)}\]]$/.test(token.text)) break;
		if (
			token.line > line &&
			token.type === 'name' &&
			/^(?:const|let|var|if|for|while|return|await|export|import|function|async|class|try|switch|throw)$/.test(
				token.text,
			) &&
			at > start
		)
			break;
		const close = partner[at] ?? -1;
		if (close > at) at = close;
		line = tokens[at]?.line ?? line;
		at++;
		const previous = tokens[at - 1];
		const next = tokens[at];
		if (
			next !== undefined &&
			next.line > line &&
			next.type !== 'sign' &&
			(previous?.type !== 'sign' || /^[)\]}]$/.test(previous.text))
		)
			break;
	}

	return at;
};

const bindPattern = (reader: Reader, from: number, to: number, source: Value): void => {
	const {tokens} = reader.code;
	for (const [start, end] of splitArguments(reader.code, from, to)) {
		const key = tokens[start]?.text ?? '';
		const renamed = tokens[start + 1]?.text === ':' ? tokens[start + 2] : undefined;
		const name = renamed?.text ?? key;
		const inner = renamed?.text === '{' ? reader.code.partner[start + 2] : undefined;
		const next = memberValue(source, key);
		if (next === undefined) {
			reader.values.delete(name);
			continue;
		}

		if (inner !== undefined && inner > start && inner <= end)
			bindPattern(reader, start + 3, inner, next);
		else reader.values.set(name, next);
	}
};

const memberValue = (source: Value, key: string): Value | undefined => {
	if (source.kind === 'client') {
		if (key === 'rest') return {kind: 'rest', token: source.token};
		if (/^(?:graphql|request|paginate)$/.test(key))
			return {kind: 'function', token: source.token, name: key};
		if (hasLibraryGroup(table, key)) return {kind: 'namespace', token: source.token, name: key};
	}

	if (source.kind === 'rest' && hasLibraryGroup(table, key))
		return {kind: 'namespace', token: source.token, name: key};
	if (source.kind === 'module') {
		if (isClientClass(key)) return {kind: 'class', module: source.module};
		return source;
	}

	return undefined;
};

const clientType = /octokit|GitHub$|GitHubApi|getOctokit/i;

/** `name: Octokit`, `name?: InstanceType<typeof GitHub>`: a parameter or property that is a client. */
const bindTyped = (reader: Reader, index: number): void => {
	const {tokens} = reader.code;
	const name = tokens[index];
	const colon = tokens[index + 1]?.text === '?' ? index + 2 : index + 1;
	if (name?.type !== 'name' || tokens[colon]?.text !== ':') return;
	const words: string[] = [];
	for (let at = colon + 1; at < Math.min(colon + 12, tokens.length); at++) {
		const token = tokens[at];
		if (token === undefined || (token.type === 'sign' && !/^[.<>|[\]]$/.test(token.text))) break;
		if (token.type === 'string') break;
		words.push(token.text);
		if (
			token.type === 'name' &&
			tokens[at + 1]?.type === 'name' &&
			!/^(?:typeof|readonly|keyof)$/.test(token.text)
		)
			break;
	}

	const last = words.filter(word => /^\w/.test(word)).at(-1) ?? '';
	if (!clientType.test(last) || (/^[a-z]/.test(last) && !/getOctokit/.test(last))) return;
	if (/Context|Response|Options|Error|Endpoint|Payload|Plugin|Type[s]?$/.test(last)) return;
	const known = reader.values.get(name.text);
	if (known?.kind === 'client' && known.token.kind !== 'client') return;
	const value: Value = {kind: 'client', token: {kind: 'client', name: name.text}};
	reader.values.set(name.text, value);
	reader.values.set(`this.${name.text}`, value);
};

const bindDeclaration = (reader: Reader, index: number): void => {
	const {tokens, partner} = reader.code;
	const target = tokens[index + 1];
	if (target?.type === 'sign' && target.text === '{') {
		const close = partner[index + 1] ?? -1;
		if (close === -1 || tokens[close + 1]?.text !== '=') return;
		const from = close + 2;
		const value = evaluate(
			reader,
			from,
			endOfExpression(reader, from),
			textOf(reader.code, from, from + 1),
		);
		bindPattern(reader, index + 2, close, value);
		return;
	}

	if (target?.type !== 'name') return;
	let at = index + 2;
	if (tokens[at]?.text === ':') {
		bindTyped(reader, index + 1);
		while (
			at < Math.min(index + 40, tokens.length) &&
			tokens[at]?.text !== '=' &&
			tokens[at]?.text !== ';'
		)
			at++;
	}

	if (tokens[at]?.text !== '=') return;
	const value = evaluate(reader, at + 1, endOfExpression(reader, at + 1), target.text);
	reader.values.set(target.text, value);
};

/** `this.octokit = …`, `client = …`. */
const bindAssignment = (reader: Reader, chain: Chain): void => {
	const {tokens} = reader.code;
	if (tokens[chain.end]?.text !== '=' || chain.links.some(link => link.kind !== 'member')) return;
	const before = tokens[chain.start - 1]?.text ?? '';
	if (/^(?:const|let|var)$/.test(before)) return;
	const from = chain.end + 1;
	const value = evaluate(
		reader,
		from,
		endOfExpression(reader, from),
		pathOf(chain, chain.links.length),
	);
	const path = pathOf(chain, chain.links.length);
	if (value.kind !== 'part' || !reader.values.has(path)) reader.values.set(path, value);
};

const linkForm = /settings\/(?:personal-access-tokens|tokens)\/new\b/;

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const readTokens = (reader: Reader): void => {
	const {code, findings} = reader;
	const {tokens} = code;
	for (let index = 0; index < tokens.length; index++) {
		const token = tokens[index] as CodeToken;
		if (token.type === 'string') {
			if (linkForm.test(token.text) && token.text.includes('${')) findings.link(token.line);
			continue;
		}

		if (token.type !== 'name') continue;
		const before = tokens[index - 1];
		if (before?.type === 'sign' && /^(?:\.|\?\.)$/.test(before.text)) continue;
		if (
			token.text === 'import' &&
			tokens[index + 1]?.text !== '(' &&
			tokens[index + 1]?.text !== '.'
		) {
			index = Math.max(index, bindImport(reader, index));
			continue;
		}

		if (/^(?:const|let|var)$/.test(token.text)) {
			bindDeclaration(reader, index);
			continue;
		}

		bindTyped(reader, index);
		const chain = readChain(code, index);
		if (chain.links.length === 0 && tokens[chain.end]?.text !== '=') continue;
		bindAssignment(reader, chain);
		const found = findClient(reader, chain);
		if (found !== undefined && found.value.kind !== 'part') {
			readClientChain(reader, chain, found);
			continue;
		}

		// `new Octokit({…}).rest.issues.create()` without a name between.
		const made = chain.links.findIndex(link => link.kind === 'call');
		const next = chain.links[made + 1];
		if (made !== -1 && next !== undefined) {
			const isNew = before?.text === 'new';
			const value = evaluate(reader, isNew ? index - 1 : index, chain.end, token.text, true);
			if (value.kind === 'client') {
				readClientChain(reader, chain, {value, used: made + 1});
				continue;
			}
		}

		if (readHttp(reader, chain)) continue;
		readHandedOn(reader, chain);
	}
};

const codeOf = (tokens: readonly CodeToken[]): Code => ({tokens, partner: matchBrackets(tokens)});

/** Reads a program in JavaScript or TypeScript: a file, or the script of a step. */
export const readJavaScript = (text: string, place: JavaScriptPlace): void => {
	const {tokens, insides} = lexJavaScript(text, place.firstLine);
	const reader: Reader = {
		...place,
		code: codeOf(tokens),
		values: new Map([...place.clients].map(([name, token]) => [name, {kind: 'client', token}])),
		speaksOfOctokit: /octokit|@actions\/github|probot/i.test(text),
	};
	readTokens(reader);
	for (const inside of insides) readTokens({...reader, code: codeOf(inside)});
};
