/** A token of a program. It has the same form in all languages. */
export type CodeToken = {
	readonly type: 'name' | 'string' | 'number' | 'sign' | 'newline';
	/**
	 * The name, sign or number. Of a string, it is the text between the quotes, with expressions as `${…}` in
	 * every language.
	 */
	readonly text: string;
	/** Counted from 1. */
	readonly line: number;
};

/** A link of a chain: a member `.name`, a call `(…)` or an index `[…]`. `from` and `to` are what is inside. */
export type ChainLink =
	| {readonly kind: 'member'; readonly name: string; readonly line: number}
	| {readonly kind: 'call'; readonly from: number; readonly to: number; readonly line: number}
	| {readonly kind: 'index'; readonly from: number; readonly to: number; readonly line: number};

/** A link that is a call. */
export type Call = Extract<ChainLink, {readonly kind: 'call'}>;

/** A name with its links: `octokit.rest.issues.create({…})`. */
export type Chain = {
	readonly head: string;
	/** The index of its first token, and the index after its last. */
	readonly start: number;
	readonly end: number;
	readonly line: number;
	readonly links: readonly ChainLink[];
	/** Its first call: the index among the links (-1 if there is none), and the name of what it calls. */
	readonly calledAt: number;
	readonly call: Call | undefined;
	readonly callee: string;
};

const closers: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}'};

const matchBrackets = (tokens: readonly CodeToken[]): Int32Array => {
	const partner = new Int32Array(tokens.length).fill(-1);
	const open: number[] = [];
	for (let index = 0; index < tokens.length; index++) {
		const {type, text} = tokens[index] ?? {type: 'name', text: ''};
		if (type !== 'sign') continue;
		if (text === '(' || text === '[' || text === '{') {
			open.push(index);
		} else if (text === ')' || text === ']' || text === '}') {
			const last = open.at(-1);
			if (last !== undefined && closers[tokens[last]?.text ?? ''] === text) {
				open.pop();
				partner[last] = index;
				partner[index] = last;
			}
		}
	}

	return partner;
};

/** A file's tokens with their brackets. */
export type Code = {
	readonly tokens: readonly CodeToken[];
	/** The index of each bracket's counterpart. -1 for every other token. */
	readonly partner: Int32Array;
	/** The chains that were read, by index. Most are needed several times. */
	readonly chains: Chain[];
};

/** Pairs the brackets of a file's tokens. */
export const pairBrackets = (tokens: readonly CodeToken[]): Code => ({
	tokens,
	partner: matchBrackets(tokens),
	chains: new Array(tokens.length),
});

/** Returns the index after a token, or after the brackets that it opens. */
export const placeBehind = ({partner}: Code, at: number): number => {
	const close = partner[at] ?? -1;
	return close > at ? close + 1 : at + 1;
};

/** Whether a token is one of several signs. `signs` has one character for each. */
export const isSign = (token: CodeToken | undefined, signs: string): boolean =>
	token?.type === 'sign' && token.text.length === 1 && signs.includes(token.text);

/** Whether a token stands between a value and a member of it. */
export const isDot = (token: CodeToken | undefined): boolean =>
	token?.type === 'sign' &&
	(token.text === '.' || token.text === '?.' || token.text === '::' || token.text === '&.');

const opens = (token: CodeToken | undefined): boolean =>
	token?.type === 'sign' && (token.text === '(' || token.text === '[');

/** Returns the index after line ends. */
const skipNewlines = ({tokens}: Code, at: number): number => {
	let next = at;
	while (tokens[next]?.type === 'newline') next++;
	return next;
};

/** Returns the index after `<…>` before a call: `paginate<Row>(…)`. Returns -1 for anything else. */
const skipTypes = ({tokens}: Code, at: number): number => {
	for (let index = at + 1; index < Math.min(at + 20, tokens.length); index++) {
		const token = tokens[index];
		if (token?.text === '>' && tokens[index + 1]?.text === '(') return index + 1;
		if (token?.type === 'sign' && !isSign(token, '.,|[]<>{}:;?&')) return -1;
	}

	return -1;
};

/** Returns the index of the dot or bracket that continues a chain, or -1 at its end. */
const nextOfChain = (code: Code, at: number): number => {
	const {tokens} = code;
	const token = tokens[at];
	if (token?.type === 'newline') {
		// A chain can continue on the next line with its dot.
		const next = skipNewlines(code, at);
		return isDot(tokens[next]) ? next : -1;
	}

	if (token?.type !== 'sign') return -1;
	if (isDot(token) || opens(token)) return at;
	if (token.text === '!') return isDot(tokens[at + 1]) || opens(tokens[at + 1]) ? at + 1 : -1;
	return token.text === '<' ? skipTypes(code, at) : -1;
};

/** The most links of a chain that are read. */
const longestChain = 200;

/** Returns a chain with its first call. Some of its links may stand elsewhere. */
const chainOf = (
	{head, start, end, line}: Pick<Chain, 'head' | 'start' | 'end' | 'line'>,
	links: readonly ChainLink[],
): Chain => {
	const calledAt = links.findIndex(({kind}) => kind === 'call');
	const call = calledAt === -1 ? undefined : links[calledAt];
	return {
		head,
		start,
		end,
		line,
		links,
		calledAt,
		call: call?.kind === 'call' ? call : undefined,
		callee: calledAt === 0 ? head : calledAt > 0 ? (memberAt(links, calledAt - 1) ?? '') : '',
	};
};

/** Reads the links from an index on. Returns the index after them. */
const readLinks = (code: Code, start: number, links: ChainLink[]): number => {
	const {tokens, partner} = code;
	let end = start;
	while (links.length < longestChain) {
		let at = nextOfChain(code, end);
		if (at === -1) break;
		if (isDot(tokens[at])) at = skipNewlines(code, at + 1);
		const token = tokens[at];
		if (token?.type === 'name') {
			links.push({kind: 'member', name: token.text, line: token.line});
			end = at + 1;
		} else {
			const close = partner[at] ?? -1;
			if (close < at || token === undefined || !opens(token)) break;
			const kind = token.text === '(' ? 'call' : 'index';
			links.push({kind, from: at + 1, to: close, line: token.line});
			end = close + 1;
		}
	}

	return end;
};

/** Reads the chain that begins at a name. */
export const readChain = (code: Code, start: number): Chain => {
	const {tokens, chains} = code;
	const known = chains[start];
	if (known !== undefined) return known;
	const links: ChainLink[] = [];
	const end = readLinks(code, start + 1, links);
	const {text: head = '', line = 1} = tokens[start] ?? {};
	const chain = chainOf({head, start, end, line}, links);
	chains[start] = chain;
	return chain;
};

/** Returns the chains of a part, outermost first. A name that is no member begins one. */
export const chainsIn = function* (code: Code, from: number, to: number): Generator<Chain> {
	for (let index = from; index < to; index++) {
		if (code.tokens[index]?.type === 'name' && !isDot(code.tokens[index - 1]))
			yield readChain(code, index);
	}
};

/** Splits the arguments between two parentheses at their commas. */
export const splitArguments = (
	code: Code,
	from: number,
	to: number,
): ReadonlyArray<readonly [from: number, to: number]> => {
	const {tokens} = code;
	const parts: (readonly [number, number])[] = [];
	let start = from;
	for (let at = from; at < to; at = placeBehind(code, at)) {
		if (!isSign(tokens[at], ',')) continue;
		parts.push([start, at]);
		start = at + 1;
	}

	start = skipNewlines(code, start);
	if (start < to) parts.push([start, to]);
	return parts;
};

/** Returns the arguments of a call. Empty for any other link. */
export const argumentsOf = (
	code: Code,
	link: ChainLink | undefined,
): ReadonlyArray<readonly [from: number, to: number]> =>
	link?.kind === 'call' ? splitArguments(code, link.from, link.to) : [];

/** Returns the name of a link, if it is a member. */
export const memberAt = (links: readonly ChainLink[], index: number): string | undefined => {
	const link = links[index];
	return link?.kind === 'member' ? link.name : undefined;
};

/** Joins the head and the first links of a chain into one name: `this.octokit`. */
export const pathOf = ({head, links}: Chain, count = links.length): string => {
	let path = head;
	for (let at = 0; at < Math.min(count, links.length); at++)
		path += `.${memberAt(links, at) ?? ''}`;
	return path;
};

/** Returns the text of a chain as written, shortened for messages. */
export const showChain = (code: Code, {start, end}: Chain): string => textOf(code, start, end);

/** Returns the text of a part as written, shortened for messages. */
export const textOf = ({tokens}: Code, from: number, to: number): string => {
	let text = '';
	for (let index = from; index < to && text.length < 120; index++) {
		const token = tokens[index];
		if (token === undefined || token.type === 'newline') continue;
		const isWord = /^\w/.test(token.text) && token.type !== 'string';
		if (isWord && /\w$/.test(text)) text += ' ';
		text += token.type === 'string' ? `"${token.text}"` : token.text;
	}

	return text;
};
