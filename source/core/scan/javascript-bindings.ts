import {httpClientOf} from './code-requests.ts';
import type {CodeFunction} from './code-values.ts';
import {
	evaluate,
	isClientClass,
	type JavaScriptReader,
	memberOf,
	octokitModules,
	type Value,
} from './javascript-values.ts';
import {type Chain, type Code, isSign, pathOf, placeBehind, splitArguments} from './tokens.ts';

const statements =
	/^(?:const|let|var|if|for|while|return|await|export|import|function|async|class|try|switch|throw)$/;

/**
 * The end of the expression at each index that was searched. `a = b = c` is then searched once, not once for
 * each name.
 */
const knownEnds = new WeakMap<Code, Int32Array>();

/** Whether an expression ends before a token: a separator, or the first of a statement on a new line. */
const endsBefore = ({tokens}: Code, at: number, start: number): boolean => {
	const token = tokens[at];
	const previous = tokens[at - 1];
	if (token === undefined || isSign(token, ';,)}]')) return true;
	if (at === start || previous === undefined || token.line <= previous.line) return false;
	const wasValue = previous.type !== 'sign' || isSign(previous, ')]}');
	return token.type === 'name'
		? wasValue || statements.test(token.text)
		: token.type !== 'sign' && wasValue;
};

/** Returns the end of the expression that begins at an index. */
const endOfExpression = (code: Code, start: number): number => {
	const known = knownEnds.get(code) ?? new Int32Array(code.tokens.length);
	knownEnds.set(code, known);
	let end = start;
	while (!known[end] && !endsBefore(code, end, start)) end = placeBehind(code, end);
	end = known[end] || end;
	for (let at = start; at < end && !known[at]; at = placeBehind(code, at)) known[at] = end;
	return end;
};

/** Binds a name to an expression's value: a client, an HTTP client, or the expression itself. */
const bindValue = (reader: JavaScriptReader, name: string, from: number, to: number): void => {
	const value = evaluate(reader, from, to);
	if (value !== undefined) {
		reader.values.set(name, value);
		reader.parts.delete(name);
		return;
	}

	const client = httpClientOf(reader, from, to);
	if (client !== undefined) reader.sessions.set(name, client);
	// A member with another value may still be the client that its type declares.
	if (name.includes('.') && reader.values.has(name)) return;
	reader.values.delete(name);
	reader.parts.set(name, {code: reader.code, from, to});
};

/** Maps each imported name to its name in the module. */
const importedNames = (names: readonly string[]): ReadonlyMap<string, string> =>
	new Map(
		names.flatMap((name, place) =>
			/^(?:from|type|as|typeof)$/.test(name) || names[place + 1] === 'as'
				? []
				: [[name, names[place - 1] === 'as' ? (names[place - 2] ?? name) : name] as const],
		),
	);

const importedValue = (name: string, original: string, module: string): Value =>
	isClientClass(original)
		? {kind: 'class', module}
		: octokitModules.test(module) && /^(?:graphql|request)$/.test(original)
			? {kind: 'function', token: {kind: 'client', name}, name: original}
			: {kind: 'module', module};

/** Reads `import … from 'module'`. Returns the index of its end. */
export const bindImport = (reader: JavaScriptReader, start: number): number => {
	const {tokens} = reader.code;
	const names: string[] = [];
	let index = start + 1;
	for (; index < Math.min(tokens.length, start + 400); index++) {
		const token = tokens[index];
		if (token?.type === 'string') break;
		if (token?.type === 'sign' && !isSign(token, '*{},')) return start;
		if (token?.type === 'name') names.push(token.text);
	}

	const module = tokens[index]?.text ?? '';
	for (const [name, original] of importedNames(names))
		reader.values.set(name, importedValue(name, original, module));
	return index;
};

/** Binds the names in `{rest: {issues}, graphql: ask} = client`. */
const bindPattern = (
	reader: JavaScriptReader,
	from: number,
	to: number,
	source: Value | undefined,
): void => {
	const {tokens, partner} = reader.code;
	for (const [start, end] of splitArguments(reader.code, from, to)) {
		const key = tokens[start]?.text ?? '';
		const renamed = tokens[start + 1]?.text === ':' ? tokens[start + 2] : undefined;
		const name = renamed?.text ?? key;
		const inner = renamed?.text === '{' ? (partner[start + 2] ?? -1) : -1;
		const value = source && memberOf(source, key);
		if (inner > start && inner <= end) bindPattern(reader, start + 3, inner, value);
		else if (value === undefined) reader.values.delete(name);
		else reader.values.set(name, value);
	}
};

const clientType = /octokit|GitHub$|GitHubApi|getOctokit/i;

const notClientType = /Context|Response|Options|Error|Endpoint|Payload|Plugin|Type[s]?$/;

/** Returns the last name of the type after a colon. */
const typeBehind = ({tokens}: Code, colon: number): string => {
	let last = '';
	for (let at = colon + 1; at < Math.min(colon + 12, tokens.length); at++) {
		const token = tokens[at];
		if (token === undefined || token.type === 'string') break;
		if (token.type === 'sign' && !isSign(token, '.<>|[]')) break;
		if (token.type === 'name') last = token.text;
		const isOver = token.type === 'name' && tokens[at + 1]?.type === 'name';
		if (isOver && !/^(?:typeof|readonly|keyof)$/.test(token.text)) break;
	}

	return last;
};

/** Binds a parameter or property that is a client: `name: Octokit`, `name?: InstanceType<typeof GitHub>`. */
export const bindTyped = (reader: JavaScriptReader, index: number): void => {
	const {tokens} = reader.code;
	const name = tokens[index];
	const colon = tokens[index + 1]?.text === '?' ? index + 2 : index + 1;
	if (name?.type !== 'name' || tokens[colon]?.text !== ':') return;
	const last = typeBehind(reader.code, colon);
	const isClient = clientType.test(last) && (/^[A-Z]/.test(last) || /getOctokit/.test(last));
	if (!isClient || notClientType.test(last)) return;
	const known = reader.values.get(name.text);
	if (known?.kind === 'client' && known.token.kind !== 'client') return;
	const value: Value = {kind: 'client', token: {kind: 'client', name: name.text}};
	reader.values.set(name.text, value);
	reader.values.set(`this.${name.text}`, value);
};

/** Binds the names in `const name = …`, `const {a, b: {c}} = …`. */
export const bindDeclaration = (reader: JavaScriptReader, index: number): void => {
	const {tokens, partner} = reader.code;
	const target = tokens[index + 1];
	if (target?.text === '{') {
		const close = partner[index + 1] ?? -1;
		if (close === -1 || tokens[close + 1]?.text !== '=') return;
		const from = close + 2;
		const value = evaluate(reader, from, endOfExpression(reader.code, from));
		bindPattern(reader, index + 2, close, value);
		return;
	}

	if (target?.type !== 'name') return;
	let at = index + 2;
	if (tokens[at]?.text === ':') bindTyped(reader, index + 1);
	const end = Math.min(index + 40, tokens.length);
	while (tokens[index + 2]?.text === ':' && at < end && !isSign(tokens[at], '=;')) at++;
	if (tokens[at]?.text !== '=') return;
	bindValue(reader, target.text, at + 1, endOfExpression(reader.code, at + 1));
};

/** Binds the name in `this.octokit = …`, `client = …`. The chain ends at `=`. */
export const bindAssignment = (reader: JavaScriptReader, chain: Chain): void => {
	if (chain.links.some(link => link.kind !== 'member')) return;
	const from = chain.end + 1;
	bindValue(reader, pathOf(chain, chain.links.length), from, endOfExpression(reader.code, from));
};

const notFunctions = /^(?:if|for|while|switch|catch|with|return|await|function|typeof|new)$/;

/** Returns the names of parameters. A destructured parameter has one name: `{github,context}`. */
const parametersIn = (code: Code, from: number, to: number): readonly string[] =>
	splitArguments(code, from, to).map(([start, end]) => {
		const {tokens, partner} = code;
		if (tokens[start]?.text === '{') {
			const close = Math.min(partner[start] ?? end, end);
			const names = tokens.slice(start, close).filter(({type}) => type === 'name');
			return `{${names.map(({text}) => text).join(',')}}`;
		}

		const [name] = tokens
			.slice(start, end)
			.filter(
				({type, text}) => type === 'name' && !/^(?:public|private|protected|readonly)$/.test(text),
			);
		return name?.text ?? '';
	});

/** Finds the body of a function, after its return type and its arrow. */
const bodyBehind = (
	code: Code,
	close: number,
): {readonly at: number; readonly isArrow: boolean} | undefined => {
	for (let at = close + 1; at < Math.min(close + 25, code.tokens.length); at++) {
		const {text = '', type} = code.tokens[at] ?? {};
		if (at === close + 1 && !/^(?:=>|\{|:)$/.test(text)) return undefined;
		if (type === 'sign' && text === '=>') return {at: at + 1, isArrow: true};
		if (type === 'sign' && text === '{') return {at, isArrow: false};
		if (type === 'sign' && !/^[:.<>|[\]]$/.test(text)) return undefined;
	}

	return undefined;
};

/** Returns the name of the function whose parameters begin at a parenthesis, if it has one. */
const nameBefore = ({tokens}: Code, open: number): string | undefined => {
	let at = open - 1;
	if (tokens[at]?.text === 'function') at--;
	if (tokens[at]?.text === 'async') at--;
	if (tokens[at]?.text === '=' || tokens[at]?.text === ':') at--;
	const name = tokens[at];
	return name?.type === 'name' && tokens[at - 1]?.text !== '.' && !notFunctions.test(name.text)
		? name.text
		: undefined;
};

/** Returns the function whose parameters stand between two parentheses. */
const functionAt = (code: Code, open: number, close: number): CodeFunction | undefined => {
	const {tokens, partner} = code;
	const start = bodyBehind(code, close);
	const end = partner[start?.at ?? -1] ?? -1;
	const isBlock = start !== undefined && tokens[start.at]?.text === '{' && end > start.at;
	if (start === undefined || (!isBlock && !start.isArrow)) return undefined;
	return {
		parameters: parametersIn(code, open + 1, close),
		opens: open + 1,
		body: {code, from: start.at, to: isBlock ? end : endOfExpression(code, start.at)},
		isExported: tokens
			.slice(Math.max(0, open - 6), open)
			.some(({text, type}) => type === 'name' && text === 'export'),
	};
};

/** Finds the functions and methods of a program, by name. A constructor has the name of its class. */
export const findFunctions = (code: Code): ReadonlyMap<string, CodeFunction> => {
	const {tokens, partner} = code;
	const found = new Map<string, CodeFunction>();
	let ofClass = '';
	for (let open = 0; open < tokens.length; open++) {
		const text = tokens[open]?.text;
		const next = tokens[open + 1];
		if (text === 'class' && next?.type === 'name') ofClass = next.text;
		const close = partner[open] ?? -1;
		if (text !== '(' || close < open) continue;
		const name = nameBefore(code, open);
		const made = name === undefined ? undefined : functionAt(code, open, close);
		if (name !== undefined && made !== undefined)
			found.set(name === 'constructor' ? ofClass : name, made);
	}

	return found;
};
