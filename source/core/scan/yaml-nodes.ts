import {CST, LineCounter, Parser} from 'yaml';
import type {Findings} from './use.ts';

/** A node of a YAML file, with its line. Aliases are followed, never copied. */
export type YamlNode = {
	/** Counted from 1. */
	readonly line: number;
	/** The line where the text of a scalar begins. After `|` it is the next one. */
	readonly textLine: number;
	/** The text of a scalar; '' for anything else. */
	readonly text: string;
	readonly isText: boolean;
	/** The pairs of a map. Those of merge keys (`<<`) come last. Empty for anything else. */
	readonly entries: () => ReadonlyArray<{
		readonly key: string;
		readonly line: number;
		readonly value: YamlNode;
	}>;
	/** The items of a list. Empty for anything else. */
	readonly items: () => readonly YamlNode[];
	/** The value of a key, in any letter case. */
	readonly get: (key: string) => YamlNode | undefined;
};

type Source = {
	readonly lineAt: (offset: number) => number;
	readonly anchors: Map<string, CST.Token>;
};

/** The deepest nesting of aliases and merge keys that is followed. */
const deepest = 10;

const nothing: YamlNode = {
	line: 1,
	textLine: 1,
	text: '',
	isText: false,
	entries: () => [],
	items: () => [],
	get: () => undefined,
};

type Item = CST.CollectionItem;

const itemsOf = (token: CST.Token): readonly Item[] => ('items' in token ? token.items : []);

const resolve = (
	token: CST.Token | null | undefined,
	source: Source,
	depth = 0,
): CST.Token | undefined => {
	if (token === null || token === undefined || depth > deepest) return undefined;
	if (token.type !== 'alias') return token;
	return resolve(source.anchors.get(token.source.slice(1)), source, depth + 1);
};

const isMap = (token: CST.Token): boolean =>
	token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');

const isList = (token: CST.Token): boolean =>
	token.type === 'block-seq' || (token.type === 'flow-collection' && token.start.source === '[');

const textOf = (token: CST.Token): string => {
	if (!CST.isScalar(token)) return '';
	const {value} = CST.resolveAsScalar(token, false, () => {}) ?? {value: ''};
	const isPlain = token.type === 'scalar';
	return isPlain && /^(?:null|~)$/.test(value) ? '' : value;
};

const wrap = (given: CST.Token | null | undefined, source: Source, depth: number): YamlNode => {
	const token = resolve(given, source);
	if (token === undefined || depth > 200) return nothing;
	const line = source.lineAt('offset' in token ? token.offset : 0);
	const entries: YamlNode['entries'] = () => (isMap(token) ? entriesOf(token, source, depth) : []);
	return {
		line,
		textLine: token.type === 'block-scalar' ? line + 1 : line,
		text: textOf(token),
		isText: CST.isScalar(token),
		entries,
		items: () =>
			isList(token)
				? itemsOf(token)
						.filter(({value, key}) => value !== undefined || key !== undefined)
						.map(({value, key}) => wrap(value ?? key, source, depth + 1))
				: [],
		get: key => {
			const wanted = key.toLowerCase();
			return entries().find(entry => entry.key.toLowerCase() === wanted)?.value;
		},
	};
};

type Entry = ReturnType<YamlNode['entries']>[number];

const entriesOf = (map: CST.Token, source: Source, depth: number): readonly Entry[] => {
	const own: Entry[] = [];
	const merged: Entry[] = [];
	for (const {key, value} of itemsOf(map)) {
		if (key === undefined || key === null) continue;
		const name = textOf(resolve(key, source) ?? key);
		const node = wrap(value, source, depth + 1);
		if (name === '<<' && depth < deepest) {
			merged.push(...[node, ...node.items()].flatMap(each => each.entries()));
		} else {
			own.push({key: name, line: source.lineAt('offset' in key ? key.offset : 0), value: node});
		}
	}

	const names = new Set(own.map(({key}) => key));
	return [...own, ...merged.filter(({key}) => !names.has(key))];
};

const anchorIn = (tokens: readonly CST.SourceToken[] | undefined): string | undefined =>
	tokens?.find(({type}) => type === 'anchor')?.source.slice(1);

/** Finds the nodes that anchors name. An anchor is among the tokens before its node. */
const findAnchors = (document: CST.Document, anchors: Map<string, CST.Token>): void => {
	const open: (CST.Token | null | undefined)[] = [document.value];
	const own = anchorIn(document.start);
	if (own !== undefined && document.value !== undefined) anchors.set(own, document.value);
	for (let token = open.pop(); open.length > 0 || token; token = open.pop()) {
		for (const {start, key, sep, value} of token ? itemsOf(token) : []) {
			const name = anchorIn(sep) ?? (key ? undefined : anchorIn(start));
			if (name !== undefined && value) anchors.set(name, value);
			open.push(key, value);
		}
	}
};

const isOf = (tokens: readonly CST.SourceToken[] | undefined, type: RegExp): boolean =>
	tokens?.some(token => type.test(token.type)) === true;

/** Whether the indentation of a line contains a tab. */
const hasTab = (tokens: readonly CST.SourceToken[] | undefined): boolean =>
	tokens?.some(
		({type, source}, index) =>
			type === 'space' && source.includes('\t') && tokens[index - 1]?.type === 'newline',
	) === true;

/** Whether a quote or a bracket never closes, or the parser does not understand a token. */
const isBroken = (token: CST.Token): boolean => {
	if (token.type === 'error') return true;
	if (token.type === 'flow-collection') return !isOf(token.end, /^flow-(?:map|seq)-end$/);
	const [, quote] = /^(["'])/.exec('source' in token ? token.source : '') ?? [];
	return (
		/-quoted-scalar$/.test(token.type) &&
		'source' in token &&
		(token.source.length < 2 || !token.source.endsWith(quote ?? ''))
	);
};

/** Whether a pair of a map has no colon, a key of several lines, or a map on the line of its key. */
const isBrokenPair = ({start, key, sep, value}: Item): boolean => {
	if (isOf(start, /^error$/) || isOf(sep, /^error$/) || hasTab(sep)) return true;
	if (isOf(start, /^explicit-key-ind$/) || !key) return false;
	const isLong = key.type === 'scalar' && key.source.includes('\n');
	const isOnLine = value?.type === 'block-map' && !isOf(sep, /^newline$/);
	return isLong || isOnLine || !isOf(sep, /^map-value-ind$/);
};

/** Returns the offset of the first error in a document. Returns `undefined` if it has none. */
const findFault = (document: CST.Document): number | undefined => {
	const open: (CST.Token | null | undefined)[] = [document.value];
	const faults: number[] = [];
	while (open.length > 0) {
		const token = open.pop();
		if (!token) continue;
		if (isBroken(token)) faults.push(token.offset);
		for (const item of itemsOf(token)) {
			if (token.type === 'block-map' && isBrokenPair(item))
				faults.push(item.key && 'offset' in item.key ? item.key.offset : token.offset);
			open.push(item.key, item.value);
		}
	}

	return faults.length === 0 ? undefined : faults.reduce((least, each) => Math.min(least, each));
};

/**
 * Reads the documents of a YAML file. It skips errors as far as possible, and reports the first as unknown.
 * Only the syntax is read: every scalar stays a text. Takes time in proportion to the text, whatever its
 * aliases say.
 */
export const readYaml = (
	text: string,
	findings?: Pick<Findings, 'unknown'>,
): readonly YamlNode[] => {
	const lines = new LineCounter();
	const parser = new Parser(lines.addNewLine);
	const documents: YamlNode[] = [];
	const anchors = new Map<string, CST.Token>();
	let fault: number | undefined;
	const source: Source = {lineAt: offset => lines.linePos(offset).line, anchors};
	for (const token of parser.parse(text)) {
		fault ??= token.type === 'error' ? token.offset : undefined;
		if (token.type !== 'document') continue;
		fault ??= findFault(token);
		if (text.includes('&')) findAnchors(token, anchors);
		documents.push(wrap(token.value, source, 0));
	}

	if (fault !== undefined) {
		const line = source.lineAt(fault);
		const shown = text.split('\n')[line - 1]?.trim() ?? '';
		const reason = 'this is no valid YAML, so what the file does may be read wrongly';
		findings?.unknown(line, shown, reason);
	}

	return documents;
};

/** Returns the text of each value of a map, by its key. */
export const textsOf = (node: YamlNode | undefined): ReadonlyMap<string, string> =>
	new Map((node?.entries() ?? []).map(({key, value}) => [key, value.text]));
