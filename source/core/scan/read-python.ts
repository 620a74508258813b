import {languages} from '../catalog/code-languages.ts';
import pygithub from '../catalog/library-methods/pygithub.json' with {type: 'json'};
import {
	findLibraryMethod,
	type LibraryMethod,
	type LibraryTable,
} from '../catalog/library-methods.ts';
import {addMethodUse, type Subject, unknownMethod} from './add-use.ts';
import {readRunCall} from './code-commands.ts';
import {
	createReader,
	finishRequests,
	httpClientOf,
	type RequestReader,
	readHttpCall,
	tokenOfHeaders,
} from './code-requests.ts';
import {
	type CodeFunction,
	type CodePlace,
	ownFile,
	readerAt,
	stringIn,
	tokenIn,
} from './code-values.ts';
import {lexCode} from './lex-code.ts';
import {
	argumentsOf,
	type Call,
	type Chain,
	type ChainLink,
	type Code,
	chainsIn,
	memberAt,
	pathOf,
	placeBehind,
	readChain,
	showChain,
	splitArguments,
} from './tokens.ts';
import {createFindings, type FileReading, type TokenName} from './use.ts';

/** An object of PyGithub: its class, whether it is a list of that class, and its token. */
type Value = {
	readonly type: string;
	readonly isList: boolean;
	readonly token: TokenName;
	readonly subject?: Subject | undefined;
	/** `owner/name`, and the resource owner, where the code names them. */
	readonly repository?: string | undefined;
	readonly owner?: string | undefined;
};

type Reader = RequestReader & {
	readonly values: Map<string, Value>;
	readonly usesLibrary: boolean;
};

const table: LibraryTable = pygithub;

const returns: {readonly [type: string]: string} = pygithub.returns;

const bases: {readonly [type: string]: string | readonly string[]} = pygithub.bases;

const rowsOfReturns = new Map<string, ReadonlyMap<string, string>>();

const returnsOf = (type: string): ReadonlyMap<string, string> => {
	const known = rowsOfReturns.get(type);
	if (known !== undefined) return known;
	const words = (Object.hasOwn(returns, type) ? (returns[type] ?? '') : '').split(' ');
	const row = new Map<string, string>();
	for (let index = 0; index + 1 < words.length; index += 2)
		row.set(words[index] ?? '', words[index + 1] ?? '');
	rowsOfReturns.set(type, row);
	return row;
};

const basesOf = (type: string): readonly string[] =>
	Object.hasOwn(bases, type) ? [bases[type] ?? []].flat() : [];

/** Returns a class and its base classes. */
const lineOf = (type: string, depth = 0): readonly string[] =>
	depth > 6 ? [] : [type, ...basesOf(type).flatMap(base => lineOf(base, depth + 1))];

const knownLines = new Map<string, readonly string[]>();

/** Searches several classes and their base classes. Returns the first result. */
const firstOf = <Found>(
	types: string,
	find: (type: string) => Found | undefined,
): Found | undefined => {
	const line = knownLines.get(types) ?? types.split('|').flatMap(type => lineOf(type));
	knownLines.set(types, line);
	for (const type of line) {
		const found = find(type);
		if (found !== undefined) return found;
	}

	return undefined;
};

const findMethod = (types: string, name: string): LibraryMethod | undefined =>
	firstOf(types, type => findLibraryMethod(table, type, name));

const typeOfMember = (types: string, name: string): string | undefined =>
	firstOf(types, type => returnsOf(type).get(name));

const isClass = (name: string): boolean =>
	Object.hasOwn(table.methods, name) || Object.hasOwn(returns, name);

/** Returns the client that a call creates: `Github(TOKEN)`, `Github(auth=Auth.Token(x))`. */
const clientOf = (reader: Reader, call: Call): Value | undefined => {
	const parts = splitArguments(reader.code, call.from, call.to);
	const keyOf = (from: number): string | undefined =>
		reader.code.tokens[from + 1]?.text === '=' ? reader.code.tokens[from]?.text : undefined;
	const part =
		parts.find(([from]) => /^(?:auth|login_or_token|jwt|token)$/.test(keyOf(from) ?? '')) ??
		parts.find(([from]) => keyOf(from) === undefined);
	if (part === undefined)
		return parts.length === 0
			? undefined
			: {type: 'Github', isList: false, token: {kind: 'client', name: 'Github'}};
	const from = keyOf(part[0]) === undefined ? part[0] : part[0] + 2;
	const [inner] = authPart(reader, from, part[1]);
	const token = tokenIn(reader, inner?.[0] ?? from, inner?.[1] ?? part[1]);
	return {type: 'Github', isList: false, token: token ?? {kind: 'client', name: 'Github'}};
};

/** Returns the argument of `Auth.Token(…)`, in place or in the value of a name. */
const authPart = (
	reader: Reader,
	from: number,
	to: number,
): ReadonlyArray<readonly [number, number]> => {
	const token = reader.code.tokens[from];
	if (token?.type !== 'name') return [];
	const chain = readChain(reader.code, from);
	const named = chain.links.length === 0 ? reader.parts.get(chain.head) : undefined;
	if (named !== undefined && named.to <= from) return authPart(reader, named.from, named.to);
	const isAuth =
		chain.head === 'Auth' ||
		chain.links.some(
			link => link.kind === 'member' && /^(?:Token|Login|AppAuth|Auth)$/.test(link.name),
		);
	return isAuth && chain.end <= to + 1 ? argumentsOf(reader.code, chain.call) : [];
};

const chosenBy = (
	chain: Chain,
	index: number,
	name: string,
): ((path: string) => boolean) | undefined => {
	const call = chain.links[index + 1];
	if (call?.kind !== 'call') return undefined;
	const isEmpty = call.from === call.to;
	if (name === 'get_user') return path => (path === '/user') === isEmpty;
	return undefined;
};

/** Reads the owner and the repository from a call's first argument: `get_repo("octo-org/app")`. */
const placesOf = (
	reader: Reader,
	{owner, repository}: Value,
	name: string,
	call: ChainLink | undefined,
): Pick<Value, 'owner' | 'repository'> => {
	const [first] = argumentsOf(reader.code, call);
	const text = first && stringIn(reader, first[0], first[1]);
	if (name === 'get_organization' && text !== undefined && /^[\w-]+$/.test(text))
		return {owner: text};
	if (name !== 'get_repo' || text === undefined) return {owner, repository};
	const whole = text.includes('/') || owner === undefined ? text : `${owner}/${text}`;
	return /^[\w-]+\/[\w.-]+$/.test(whole)
		? {owner: whole.split('/')[0], repository: whole}
		: {owner, repository};
};

/** Adds the use of an object's method. */
const countMethod = (
	reader: Reader,
	value: Value,
	chain: Chain,
	index: number,
	method: LibraryMethod,
): void => {
	const link = chain.links[index];
	const name = link?.kind === 'member' ? link.name : '';
	const text = showChain(reader.code, chain);
	const line = link?.line ?? chain.line;
	if (method.isGraphql) {
		const reason = 'it asks in GraphQL, for which GitHub publishes no permissions';
		reader.findings.unknown(line, text, reason);
		return;
	}

	const chosen = chosenBy(chain, index, name);
	const {owner, repository} = placesOf(reader, value, name, chain.links[index + 1]);
	addMethodUse(reader.findings, method, {
		token: value.token,
		line,
		text,
		subject: value.subject ?? (value.type === 'PullRequest' ? 'pull' : undefined),
		chosen: chosen === undefined ? undefined : operation => chosen(operation.path),
		owner,
		repository,
	});
};

/** Returns what a member of an object gives. If `counts`, it also adds the use of a called method. */
const step = (
	reader: Reader,
	value: Value,
	chain: Chain,
	index: number,
	counts: boolean,
): Value | undefined => {
	const link = chain.links[index];
	if (link === undefined || link.kind === 'call') return value;
	if (link.kind === 'index') return value.isList ? {...value, isList: false} : value;
	const call = chain.links[index + 1];
	const isCalled = counts && call?.kind === 'call';
	const method = findMethod(value.type, link.name);
	const result = typeOfMember(value.type, link.name);
	if (isCalled && method !== undefined && !value.isList)
		countMethod(reader, value, chain, index, method);
	else if (isCalled && result === undefined && isPublicMethod(value, link.name))
		reader.findings.unknown(link.line, showChain(reader.code, chain), unknownMethod);
	if (result === undefined) return undefined;
	return {
		type: result.replace(/\[\]$|\{\}$/, ''),
		isList: /\[\]$|\{\}$/.test(result),
		token: value.token,
		subject: subjectAfter(value, link.name),
		...placesOf(reader, value, link.name, call),
	};
};

const subjectAfter = ({subject, type}: Value, name: string): Subject | undefined => {
	if (type === 'PullRequest' && /as_issue|issue_comment/.test(name)) return 'pull';
	return /comment/.test(name) ? subject : undefined;
};

const quiet =
	/^(?:get__|raw_|update$|close$|with|set_|__|totalCount|reversed|get_page|complete|load|dump|get_rate|withLazy|requester|append|items|keys|values|sort|split|strip|startswith|endswith|lower|upper|format|replace|isoformat|strftime|timestamp|join|decode|encode)/;

const isPublicMethod = ({type, isList}: Value, name: string): boolean =>
	type === 'Github' &&
	!isList &&
	/^(?:get|create|search|delete|edit|add|remove|update)_/.test(name) &&
	!quiet.test(name);

const listMakers = new Set(['list', 'sorted', 'tuple', 'reversed', 'set', 'iter']);

/** Returns the object in parentheses or brackets. A comprehension gives a list, as brackets do. */
const evaluateBracket = (reader: Reader, at: number, depth: number): Value | undefined => {
	const {tokens, partner} = reader.code;
	const close = partner[at] ?? -1;
	const inner = close === -1 ? undefined : evaluate(reader, at + 1, close, depth + 1);
	if (inner === undefined) return undefined;
	const isMade =
		tokens[at]?.text === '[' ||
		tokens.slice(at, close).some(({text, type}) => type === 'name' && text === 'for');
	return {...inner, isList: tokens[close + 1]?.text !== '[' && (isMade || inner.isList)};
};

/** Returns the object that an expression gives, without adding uses. */
const evaluate = (reader: Reader, from: number, to: number, depth = 0): Value | undefined => {
	const {tokens} = reader.code;
	if (depth > 6 || from >= to) return undefined;
	let at = from;
	while (tokens[at]?.text === 'await' || tokens[at]?.type === 'newline') at++;
	if (tokens[at]?.type === 'sign' && /^[[(]$/.test(tokens[at]?.text ?? ''))
		return evaluateBracket(reader, at, depth);
	if (tokens[at]?.type !== 'name') return undefined;
	const chain = readChain(reader.code, at);
	const [link] = chain.links;
	if (link?.kind !== 'call' || !(listMakers.has(chain.head) || chain.head === 'next'))
		return walk(reader, chain, false);
	const inner = evaluate(reader, link.from, link.to, depth + 1);
	const isIndexed = chain.links.some(each => each.kind === 'index');
	return inner && {...inner, isList: chain.head !== 'next' && !isIndexed};
};

/** Finds the object at the beginning of a chain, and the number of links that lead to it. */
const startOf = (
	reader: Reader,
	chain: Chain,
): {readonly value: Value; readonly used: number} | undefined => {
	const {calledAt: at, call} = chain;
	if (call !== undefined && /^(?:github\.)?Github$/.test(pathOf(chain, at))) {
		const value = clientOf(reader, call);
		return value && {value, used: at + 1};
	}

	const member = reader.values.get(pathOf(chain, 1));
	if (member !== undefined) return {value: member, used: Math.min(1, chain.links.length)};
	const value = reader.values.get(chain.head);
	return value && {value, used: 0};
};

/** Follows a chain from object to object. */
const walk = (reader: Reader, chain: Chain, counts: boolean): Value | undefined => {
	const start = startOf(reader, chain);
	if (start === undefined) return undefined;
	let value: Value | undefined = start.value;
	for (let index = start.used; index < chain.links.length && value !== undefined; index++) {
		value = step(reader, value, chain, index, counts);
	}

	return value;
};

const bind = (
	reader: Reader,
	name: string,
	value: Value | undefined,
	part?: readonly [number, number],
): void => {
	if (value === undefined) reader.values.delete(name);
	else reader.values.set(name, value);
	if (part !== undefined) reader.parts.set(name, {code: reader.code, from: part[0], to: part[1]});
};

/** Binds the name in `for name in …`, in a statement or a comprehension. */
const bindLoop = (reader: Reader, at: number, end: number): void => {
	const {tokens} = reader.code;
	const names: string[] = [];
	let index = at + 1;
	for (; index < end && tokens[index]?.text !== 'in'; index++) {
		if (tokens[index]?.type === 'name') names.push(tokens[index]?.text ?? '');
	}

	let from = index + 1;
	let isCounted = false;
	const head = tokens[from]?.text ?? '';
	if ((head === 'enumerate' || head === 'tqdm') && tokens[from + 1]?.text === '(') {
		isCounted = head === 'enumerate';
		from += 2;
	}

	const list = evaluate(reader, from, end);
	const name = isCounted ? names[1] : names[0];
	if (name !== undefined && list !== undefined) bind(reader, name, {...list, isList: false});
};

/** Binds the names in `name: Repository`, in a signature or an assignment. */
const bindTyped = (reader: Reader, from: number, end: number): void => {
	const {tokens} = reader.code;
	for (let index = from; index + 2 < end; index++) {
		const [name, colon] = [tokens[index], tokens[index + 1]];
		if (name?.type !== 'name' || colon?.text !== ':') continue;
		for (let at = index + 2; at < Math.min(index + 10, end); at++) {
			const token = tokens[at];
			if (token === undefined || /^[,)=]$/.test(token.text)) break;
			const type = token.text.split('.').at(-1) ?? '';
			if (
				(token.type === 'name' || token.type === 'string') &&
				reader.usesLibrary &&
				isClass(type)
			) {
				const isList = tokens
					.slice(index + 2, at)
					.some(({text}) => /^(?:list|List|Iterable|Sequence|PaginatedList)$/.test(text));
				bind(reader, name.text, {type, isList, token: {kind: 'client', name: name.text}});
				break;
			}
		}
	}
};

const targetOf = (
	reader: Reader,
	from: number,
	end: number,
): {readonly name: string; readonly value: number} | undefined => {
	const {tokens} = reader.code;
	if (tokens[from]?.type !== 'name') return undefined;
	const chain = readChain(reader.code, from);
	if (chain.links.some(link => link.kind !== 'member')) return undefined;
	let at = chain.end;
	if (tokens[at]?.text === ':') {
		while (at < end && tokens[at]?.text !== '=') at++;
	}

	return tokens[at]?.text === '=' && at < end ? {name: pathOf(chain), value: at + 1} : undefined;
};

const distinctive =
	/^(?:get|create|add|remove|delete|edit|update|set|enable|disable|has|merge|search)_[a-z]+_?\w*$/;

const ofLibrary =
	/repo|pull|(?:^|_)pr(?:$|_)|issue|commit|gh|github|org|release|comment|branch|team|workflow/i;

const otherClasses = (name: string): readonly LibraryMethod[] =>
	Object.keys(table.methods)
		.map(type => findLibraryMethod(table, type, name))
		.filter(found => found !== undefined);

/** Reads a method of an unknown object. Its needs are known only if it does the same in every class. */
const readUntyped = (reader: Reader, chain: Chain): void => {
	if (!reader.usesLibrary) return;
	const {calledAt: at, call, callee} = chain;
	if (call === undefined || at === 0 || !distinctive.test(callee)) return;
	const owner = at === 1 ? chain.head : (memberAt(chain.links, at - 2) ?? '');
	if (!ofLibrary.test(owner) || owner === 'github') return;
	const found = otherClasses(callee);
	const [first] = found;
	if (first === undefined) return;
	const keys = new Set(
		found.map(({operations}) => operations.map(({method, path}) => method + path).join()),
	);
	const text = showChain(reader.code, chain);
	if (keys.size > 1) {
		reader.findings.unknown(
			call.line,
			text,
			'several classes of PyGithub have this method, and nothing shows which one it is',
		);
		return;
	}

	addMethodUse(reader.findings, first, {
		token: {kind: 'client', name: owner},
		line: call.line,
		text,
	});
};

const ofClient = /^(?:get_repo|get_organization|search_(?:issues|code|repositories|users))$/;

/** Binds a client from another file by its name: `gh.get_repo(…)`. Returns whether it was one. */
const bindClientByName = (reader: Reader, chain: Chain): boolean => {
	const {head, links, callee, calledAt} = chain;
	const at = head === 'self' ? 1 : 0;
	const last = at === 0 ? head : (memberAt(links, 0) ?? '');
	const isClient =
		reader.usesLibrary &&
		calledAt === at + 1 &&
		/^(?:g|gh|_?github(?:_client)?|client)$/i.test(last) &&
		ofClient.test(callee);
	const name = isClient ? pathOf(chain, at) : '';
	if (isClient) bind(reader, name, {type: 'Github', isList: false, token: {kind: 'client', name}});
	return isClient;
};

const readChainOf = (reader: Reader, chain: Chain): void => {
	if (chain.links.length === 0) return;
	const start = startOf(reader, chain);
	if (start !== undefined) {
		walk(reader, chain, true);
		return;
	}

	const [first] = chain.links;
	const path = first?.kind === 'member' ? `${chain.head}.${first.name}` : chain.head;
	const client = reader.sessions.get(path) ?? reader.sessions.get(chain.head);
	if (readRunCall(reader, chain) || readHttpCall(reader, chain, client)) return;
	if (bindClientByName(reader, chain)) walk(reader, chain, true);
	else readUntyped(reader, chain);
};

/** Reads the token in `session.headers.update({…})`, `session.headers["Authorization"] = …`. */
const noteSession = (reader: Reader, from: number, end: number): void => {
	const {tokens} = reader.code;
	const at = tokens.slice(from, Math.min(end, from + 8)).findIndex(({text}) => text === 'headers');
	if (at < 2) return;
	const token = tokenOfHeaders(reader, from + at + 1, end);
	if (token === undefined) return;
	const path = tokens
		.slice(from, from + at - 1)
		.filter(({type}) => type === 'name')
		.map(({text}) => text)
		.join('.');
	reader.sessions.set(path, {...reader.sessions.get(path), token});
};

const readStatement = (reader: Reader, from: number, end: number): void => {
	const {tokens} = reader.code;
	const first = tokens[from];
	if (first?.type === 'name' && /^(?:import|from|class|@|nonlocal|global)$/.test(first.text))
		return;
	if (first?.text === 'def' || (first?.text === 'async' && tokens[from + 1]?.text === 'def')) {
		bindTyped(reader, from, end);
		return;
	}

	for (let index = from; index < end; index++) {
		if (tokens[index]?.type === 'name' && tokens[index]?.text === 'for')
			bindLoop(reader, index, end);
	}

	noteSession(reader, from, end);
	for (const chain of chainsIn(reader.code, from, end)) readChainOf(reader, chain);
	const target = targetOf(reader, from, end);
	if (target !== undefined) {
		bind(reader, target.name, evaluate(reader, target.value, end), [target.value, end]);
		bindTyped(reader, from, target.value);
		const client = httpClientOf(reader, target.value, end);
		if (client !== undefined) reader.sessions.set(target.name, client);
	}

	const as = tokens.slice(from, end).findIndex(({type, text}) => type === 'name' && text === 'as');
	if (first?.text === 'with' && as > 0)
		bind(reader, tokens[from + as + 1]?.text ?? '', evaluate(reader, from + 1, from + as));
};

/** Returns the range of each statement. A statement ends at a line end outside of brackets. */
const statementsOf = (code: Code): ReadonlyArray<readonly [number, number]> => {
	const {tokens} = code;
	const found: (readonly [number, number])[] = [];
	for (let from = 0; from < tokens.length; ) {
		let end = from;
		while (end < tokens.length && tokens[end]?.type !== 'newline') end = placeBehind(code, end);
		if (end > from) found.push([from, end]);
		from = end + 1;
	}

	return found;
};

/** Finds the functions of a program. Each ends where the next one begins: tokens have no indentation. */
const findFunctions = (
	code: Code,
	statements: ReadonlyArray<readonly [number, number]>,
): ReadonlyMap<string, CodeFunction> => {
	const {tokens, partner} = code;
	const starts = statements
		.map(([from]) => (tokens[from]?.text === 'async' ? from + 1 : from))
		.filter(from => /^(?:def|class)$/.test(tokens[from]?.text ?? ''));
	return new Map(
		starts.flatMap((from, index) => {
			const name = tokens[from + 1];
			const close = partner[from + 2] ?? -1;
			if (tokens[from]?.text !== 'def' || name === undefined || close < from) return [];
			const parameters = splitArguments(code, from + 3, close)
				.map(([start]) => tokens[start]?.text ?? '')
				.filter(each => !/^(?:self|cls|\*)$/.test(each));
			const body = {code, from: close + 1, to: starts[index + 1] ?? tokens.length};
			return [[name.text, {parameters, body, opens: from + 3, isExported: false}] as const];
		}),
	);
};

/** Reads a Python program: its calls of PyGithub, and its requests to the API. */
export const readPython = (text: string, place: CodePlace = ownFile): FileReading => {
	const findings = createFindings();
	const [code, ...insides] = lexCode(text, languages.python, place.firstLine);
	const statements = statementsOf(code);
	const reader: Reader = {
		...createReader(code, findings, place, findFunctions(code, statements)),
		values: new Map(),
		usesLibrary: /(?:^|\n)[ \t]{0,40}(?:from|import) github\b/.test(text),
	};
	for (const [from, end] of statements) readStatement(reader, from, end);
	for (const inside of insides)
		readStatement(readerAt(reader, {code: inside}), 0, inside.tokens.length);
	finishRequests(reader);
	return findings.reading();
};
