import {languages} from '../catalog/code-languages.ts';
import goGithub from '../catalog/library-methods/go-github.json' with {type: 'json'};
import {
	findLibraryMethod,
	hasLibraryGroup,
	type LibraryMethod,
	type LibraryTable,
} from '../catalog/library-methods.ts';
import {readMethod} from '../needs/read-request.ts';
import {addMethodUse, type Subject, unknownMethod} from './add-use.ts';
import {readRoute} from './api-address.ts';
import {addBuiltRequest, addRequest, createReader, type RequestReader} from './code-requests.ts';
import {endOfLine, filledString, ownFile, stringIn, tokenIn, variableIn} from './code-values.ts';
import {lexCode} from './lex-code.ts';
import {
	argumentsOf,
	type Chain,
	type ChainLink,
	chainsIn,
	memberAt,
	pathOf,
	readChain,
	showChain,
	splitArguments,
	textOf,
} from './tokens.ts';
import {createFindings, type FileReading, type TokenName} from './use.ts';

type Reader = RequestReader & {
	readonly usesLibrary: boolean;
	/** Fields and parameters that hold one service of a client: `issues *github.IssuesService`. */
	readonly services: ReadonlyMap<string, string>;
};

const table: LibraryTable = goGithub;

/** Finds the token that a client is made with: `github.NewClient(nil).WithAuthToken(os.Getenv("X"))`. */
const tokenOfClient = (
	reader: Reader,
	from: number,
	to: number,
	depth = 0,
): TokenName | undefined => {
	const text = textOf(reader.code, from, Math.min(to, from + 60));
	const variable = variableIn(text);
	if (variable !== undefined) return {kind: 'variable', name: variable};
	if (depth > 5) return undefined;
	for (const chain of chainsIn(reader.code, from, to)) {
		const call = chain.links.find((link, index) => {
			const before = chain.links[index - 1];
			return (
				link.kind === 'call' &&
				before?.kind === 'member' &&
				/^(?:WithAuthToken|NewTokenClient|NewClientWithToken)$/.test(before.name)
			);
		});
		if (call?.kind === 'call') {
			const last = splitArguments(reader.code, call.from, call.to).at(-1);
			const found = last === undefined ? undefined : tokenIn(reader, last[0], last[1]);
			if (found !== undefined) return found;
		}

		const part = chain.links.length === 0 ? reader.parts.get(chain.head) : undefined;
		if (part !== undefined && part.to <= from) {
			const found = tokenOfClient(reader, part.from, part.to, depth + 1);
			if (found !== undefined) return found;
		}
	}

	const field = /AccessToken\s*:\s*([\w.]+)/.exec(text)?.[1];
	return field === undefined ? undefined : {kind: 'variable', name: field};
};

const clientName = (reader: Reader, chain: Chain, count: number): TokenName => {
	const name = pathOf(chain, count);
	const part = reader.parts.get(name) ?? reader.parts.get(memberAt(chain.links, count - 1) ?? '');
	const found = part === undefined ? undefined : tokenOfClient(reader, part.from, part.to);
	return found ?? {kind: 'client', name};
};

const services = /\b([A-Za-z_]\w*)\s+\*?\w+\.([A-Z]\w*)Service\b/g;

/** Returns the chain with its client in front, where it begins with a service: `issues := client.Issues`. */
const withService = (reader: Reader, chain: Chain): Chain => {
	const part = reader.parts.get(chain.head);
	if (part !== undefined && part.to <= chain.start && part.to - part.from < 12) {
		const given = readChain(reader.code, part.from);
		const last = given.links.at(-1);
		const isService = last?.kind === 'member' && hasLibraryGroup(table, last.name);
		if (isService && given.end === part.to)
			return {...chain, head: given.head, links: [...given.links, ...chain.links]};
	}

	const links = chain.links.map((link, index): ChainLink => {
		const isOfMethod = chain.links[index + 2]?.kind === 'call';
		const service =
			link.kind === 'member' && isOfMethod ? reader.services.get(link.name) : undefined;
		return service === undefined ? link : {kind: 'member', name: service, line: link.line};
	});
	const own = links[1]?.kind === 'call' ? reader.services.get(chain.head) : undefined;
	return own === undefined
		? {...chain, links}
		: {...chain, links: [{kind: 'member', name: own, line: chain.line}, ...links]};
};

/** Finds the service and the method that a chain calls: `client.PullRequests.Merge(…)`. */
const findCall = (
	chain: Chain,
): {readonly at: number; readonly method: LibraryMethod} | undefined => {
	for (let at = 1; at < chain.links.length; at++) {
		const [service, name, call] = [chain.links[at - 1], chain.links[at], chain.links[at + 1]];
		if (service?.kind !== 'member' || name?.kind !== 'member' || call?.kind !== 'call') continue;
		if (!hasLibraryGroup(table, service.name)) continue;
		const method =
			findLibraryMethod(table, service.name, name.name) ??
			findLibraryMethod(table, service.name, name.name.replace(/Iter$/, ''));
		if (method !== undefined) return {at, method};
	}

	return undefined;
};

/** Returns a function that recognizes a call's paths. The owner `""` means one's own account. */
const chooserOf = (
	reader: Reader,
	link: ChainLink | undefined,
): ((path: string) => boolean) | undefined => {
	const [, second] = argumentsOf(reader.code, link);
	const value = second && stringIn(reader, second[0], second[1]);
	return value === undefined ? undefined : path => /^\/user(?:\/|$)/.test(path) === (value === '');
};

/** Returns `pull` if a call for issues mentions a pull request in its arguments. */
const subjectOf = (
	reader: Reader,
	link: ChainLink | undefined,
	service: string,
): Subject | undefined => {
	if (link?.kind !== 'call' || service !== 'Issues') return undefined;
	return /\b(?:pr|pull)\w*\b|[a-z]PR\b|PullRequest/.test(textOf(reader.code, link.from, link.to))
		? 'pull'
		: undefined;
};

const repositoryOf = (reader: Reader, link: ChainLink | undefined): string | undefined => {
	if (link?.kind !== 'call') return undefined;
	const [, owner, name] = splitArguments(reader.code, link.from, link.to).map(([from, to]) =>
		to - from === 1 ? stringIn(reader, from, to) : undefined,
	);
	return owner && name && /^[\w-]+$/.test(owner) && /^[\w.-]+$/.test(name)
		? `${owner}/${name}`
		: undefined;
};

const readLibraryCall = (reader: Reader, written: Chain): boolean => {
	if (!reader.usesLibrary) return false;
	const chain = withService(reader, written);
	const found = findCall(chain);
	if (found === undefined) return readRawRequest(reader, chain) || readUnknownMethod(reader, chain);
	const {at, method} = found;
	const [service, name, call] = [chain.links[at - 1], chain.links[at], chain.links[at + 1]];
	if (service?.kind !== 'member' || name === undefined) return false;
	const repository = repositoryOf(reader, call);
	const chosen = chooserOf(reader, call);
	addMethodUse(reader.findings, method, {
		token: clientName(reader, chain, at - 1),
		line: name.line,
		text: showChain(reader.code, chain),
		subject: subjectOf(reader, call, service.name),
		chosen: chosen === undefined ? undefined : operation => chosen(operation.path),
		repository,
	});
	return true;
};

/** Reads a client's method that the library's table does not have. Returns whether it was one. */
const readUnknownMethod = (reader: Reader, chain: Chain): boolean => {
	const {calledAt: at, call} = chain;
	const service = memberAt(chain.links, at - 2);
	const client = memberAt(chain.links, at - 3) ?? chain.head;
	if (call === undefined || service === undefined || !hasLibraryGroup(table, service)) return false;
	if (!/client|^gh|github/i.test(client)) return false;
	reader.findings.unknown(call.line, showChain(reader.code, chain), unknownMethod);
	return true;
};

/** Reads `client.NewRequest("GET", "repos/…", nil)` of go-github. Returns whether it was one. */
const readRawRequest = (reader: Reader, chain: Chain): boolean => {
	const {calledAt: at, call, callee} = chain;
	if (callee !== 'NewRequest' || chain.head === 'http') return false;
	const [method, path] = argumentsOf(reader.code, call);
	if (method === undefined || path === undefined) return false;
	const route = filledString(reader, path[0], path[1]);
	const verb = verbOf(reader, method[0], method[1]);
	const text = showChain(reader.code, chain);
	const read =
		route === undefined || verb === undefined
			? undefined
			: readRoute(`${verb} ${route.split('?')[0]}`);
	if (read === undefined) {
		reader.findings.unknown(chain.line, text, 'the route is a variable');
		return true;
	}

	addRequest(reader, chain, {...read, token: clientName(reader, chain, at - 1)});
	return true;
};

const verbOf = (reader: Reader, from: number, to: number): string | undefined => {
	const text =
		stringIn(reader, from, to) ?? textOf(reader.code, from, to).replace(/^http\.Method/, '');
	return readMethod(text === '' ? 'GET' : text);
};

const requestMakers = /^(?:NewRequest|NewRequestWithContext|Get|Post)$/;

/** Reads `http.NewRequest(…)`. The lines below set its header. */
const readHttp = (reader: Reader, chain: Chain): void => {
	const {calledAt: at, call, callee} = chain;
	if (chain.head !== 'http' || at !== 1 || !requestMakers.test(callee)) return;
	const parts = argumentsOf(reader.code, call);
	const offset = callee === 'NewRequestWithContext' ? 1 : 0;
	const isDirect = callee === 'Get' || callee === 'Post';
	const [method, address] = isDirect ? [undefined, parts[0]] : [parts[offset], parts[offset + 1]];
	const verb = method === undefined ? callee : (verbOf(reader, method[0], method[1]) ?? '');
	addBuiltRequest(reader, chain, {
		method: readMethod(verb) ?? 'GET',
		address: address && filledString(reader, address[0], address[1]),
		name: 'http',
	});
};

/** Binds the name in `name := …`, `a, err := …`, `s.client = …`. */
const bind = (reader: Reader, index: number): void => {
	const {tokens} = reader.code;
	let at = index + 1;
	const chain = readChain(reader.code, index);
	if (chain.links.every(link => link.kind === 'member')) at = chain.end;
	if (tokens[at]?.text === ',' && tokens[at + 1]?.type === 'name') at += 2;
	const sign = tokens[at]?.text;
	if (sign !== ':=' && sign !== '=') return;
	reader.parts.set(pathOf(chain), {
		code: reader.code,
		from: at + 1,
		to: endOfLine(reader.code, at + 1),
	});
};

/** Reads a Go program: its calls of go-github, and its requests to the API. */
export const readGo = (text: string): FileReading => {
	const findings = createFindings();
	const [code] = lexCode(text, languages.go);
	const reader: Reader = {
		...createReader(code, findings, ownFile),
		services: new Map(
			[...text.matchAll(services)].map(([, name = '', service = '']) => [name, service]),
		),
		usesLibrary: /"github\.com\/google\/go-github(?:\/v\d+)?\/github"/.test(text),
	};
	const isGraphql = /"github\.com\/shurcooL\/githubv4"/.test(text);
	for (const chain of chainsIn(code, 0, code.tokens.length)) {
		bind(reader, chain.start);
		if (chain.links.length === 0 || readLibraryCall(reader, chain)) continue;
		readHttp(reader, chain);
		const last = chain.links.at(-2);
		if (isGraphql && last?.kind === 'member' && /^(?:Query|Mutate)$/.test(last.name)) {
			findings.unknown(
				chain.line,
				showChain(code, chain),
				'it asks in GraphQL, for which GitHub publishes no permissions',
			);
		}
	}

	return findings.reading();
};
