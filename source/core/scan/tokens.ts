/** A piece of a program's text, as all readers of languages share it. */
export type CodeToken = {
	readonly type: 'name' | 'string' | 'number' | 'sign' | 'newline';
	/**
	 * The name, sign or number; of a string what is between its quotes, with what is filled in as `${…}`
	 * in every language.
	 */
	readonly text: string;
	/** Counted from 1. */
	readonly line: number;
};

/** One step of a chain: a member `.name`, a call `(…)` or an index `[…]`, the last two by the places of what is inside. */
export type ChainLink =
	| {readonly kind: 'member'; readonly name: string; readonly line: number}
	| {readonly kind: 'call'; readonly from: number; readonly to: number; readonly line: number}
	| {readonly kind: 'index'; readonly from: number; readonly to: number; readonly line: number};

/** A link that is a call. */
export type Call = Extract<ChainLink, {readonly kind: 'call'}>;

/** A name with what follows it: `octokit.rest.issues.create({…})`. */
export type Chain = {
	readonly head: string;
	/** Places of its first token, and of the one behind its last. */
	readonly start: number;
	readonly end: number;
	readonly line: number;
	readonly links: readonly ChainLink[];
};

const closers: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}'};

/**
 * For each opening bracket the place of its closing one, for each other token -1. Made once for a file.
 */
export const matchBrackets = (tokens: readonly CodeToken[]): Int32Array => {
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
export type Code = {readonly tokens: readonly CodeToken[]; readonly partner: Int32Array};

/** The place behind a token, and behind all that stands in the brackets which it opens. */
export const placeBehind = ({partner}: Code, at: number): number => {
	const close = partner[at] ?? -1;
	return close > at ? close + 1 : at + 1;
};

/** How many links of one chain are looked at. */
const longestChain = 200;

/** Whether calls may be written without parentheses, which ends a chain at its name. */
const skipTypes = (code: Code, at: number): number => {
	// `paginate<Row>(…)`, `map[string]int` and their like: a short `<…>` right before a call.
	if (code.tokens[at]?.text !== '<') return at;
	for (let index = at + 1; index < Math.min(at + 20, code.tokens.length); index++) {
		const {text = '', type} = code.tokens[index] ?? {};
		if (text === '>' && code.tokens[index + 1]?.text === '(') return index + 1;
		if (type === 'sign' && !/^[.,|[\]<>{}:;?&]$/.test(text)) return at;
	}

	return at;
};

/** The place of the next token that is no line break. */
const skipNewlines = ({tokens}: Code, at: number): number => {
	let next = at;
	while (tokens[next]?.type === 'newline') next++;
	return next;
};

const dots = new Set(['.', '?.', '&.', '::']);

/** Whether a token leads from a value to a member of it. */
export const isDot = (token: CodeToken | undefined): boolean =>
	token?.type === 'sign' && dots.has(token.text);

const opens = (token: CodeToken | undefined): boolean =>
	token?.type === 'sign' && (token.text === '(' || token.text === '[');

/** What comes next in a chain: a link, or only signs on the way to one. `undefined` at its end. */
type Next = {readonly at: number; readonly link?: ChainLink};

const readMember = (code: Code, at: number): Next | undefined => {
	const next = skipNewlines(code, at + 1);
	const name = code.tokens[next];
	if (name?.type === 'name') {
		return {at: next + 1, link: {kind: 'member', name: name.text, line: name.line}};
	}

	return opens(name) ? {at: next} : undefined;
};

const readBracket = ({tokens, partner}: Code, at: number): Next | undefined => {
	const end = partner[at] ?? -1;
	const {text = '', line = 1} = tokens[at] ?? {};
	if (end === -1) return undefined;
	return {at: end + 1, link: {kind: text === '(' ? 'call' : 'index', from: at + 1, to: end, line}};
};

const readLink = (code: Code, at: number): Next | undefined => {
	const token = code.tokens[at];
	if (token?.type === 'newline') {
		// A call that goes on in the next line with its dot.
		const next = skipNewlines(code, at);
		return isDot(code.tokens[next]) ? {at: next} : undefined;
	}

	if (token?.type !== 'sign') return undefined;
	if (isDot(token)) return readMember(code, at);
	if (opens(token)) return readBracket(code, at);
	const follower = code.tokens[at + 1];
	if (token.text === '!') return isDot(follower) || opens(follower) ? {at: at + 1} : undefined;
	if (token.text !== '<') return undefined;
	const next = skipTypes(code, at);
	return next === at ? undefined : {at: next};
};

/** Reads the chain that begins at a name. */
export const readChain = (code: Code, start: number): Chain => {
	const links: ChainLink[] = [];
	let at = start + 1;
	while (links.length < longestChain) {
		const next = readLink(code, at);
		if (next === undefined) break;
		at = next.at;
		if (next.link !== undefined) links.push(next.link);
	}

	const {text = '', line = 1} = code.tokens[start] ?? {};
	return {head: text, start, end: at, line, links};
};

/** The chains of a part, outermost first: a name that is no member begins one. */
export const chainsIn = function* (code: Code, from: number, to: number): Generator<Chain> {
	for (let index = from; index < to; index++) {
		if (code.tokens[index]?.type === 'name' && !isDot(code.tokens[index - 1]))
			yield readChain(code, index);
	}
};

/** The arguments between two parentheses as parts, split at commas. */
export const splitArguments = (
	{tokens, partner}: Code,
	from: number,
	to: number,
): ReadonlyArray<readonly [from: number, to: number]> => {
	const parts: (readonly [number, number])[] = [];
	let start = from;
	for (let index = from; index < to; index++) {
		const {type, text} = tokens[index] ?? {type: 'sign', text: ''};
		if (type !== 'sign') continue;
		const end = partner[index] ?? -1;
		if (/^[([{]$/.test(text) && end > index) index = Math.min(end, to);
		else if (text === ',') {
			parts.push([start, index]);
			start = index + 1;
		}
	}

	while (start < to && tokens[start]?.type === 'newline') start++;
	if (start < to) parts.push([start, to]);
	return parts;
};

/** The arguments of a call. Empty for any other link. */
export const argumentsOf = (
	code: Code,
	link: ChainLink | undefined,
): ReadonlyArray<readonly [from: number, to: number]> =>
	link?.kind === 'call' ? splitArguments(code, link.from, link.to) : [];

/** The name of a link, where it is a member. */
export const memberAt = (links: readonly ChainLink[], index: number): string | undefined => {
	const link = links[index];
	return link?.kind === 'member' ? link.name : undefined;
};

/** A chain's head and its first links as one name: `this.octokit`. */
export const pathOf = ({head, links}: Chain, count = links.length): string =>
	[head, ...links.slice(0, count).map((_, index) => memberAt(links, index) ?? '')].join('.');

/** The first call of a chain: its place among the links, and the name of what it calls. */
export const callOf = ({
	head,
	links,
}: Chain): {readonly at: number; readonly call: Call; readonly callee: string} | undefined => {
	for (const [at, link] of links.entries()) {
		if (link.kind === 'call')
			return {at, call: link, callee: at === 0 ? head : (memberAt(links, at - 1) ?? '')};
	}

	return undefined;
};

/** The text of a chain as it stands, shortened: for naming it. */
export const showChain = (code: Code, {start, end}: Chain): string => textOf(code, start, end);

/** The text of a part as it stands, shortened: for naming it. */
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
