import {
	type Document,
	isAlias,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	type ParsedNode,
	parseAllDocuments,
} from 'yaml';

/** A node of a YAML file, with the line on which it stands. Aliases are followed, never copied. */
export type YamlNode = {
	/** Counted from 1. */
	readonly line: number;
	/** The line on which the text of a scalar begins: the one after `|`. */
	readonly textLine: number;
	/** The text of a scalar; '' for anything else. */
	readonly text: string;
	readonly isText: boolean;
	/** The pairs of a map, those of merge keys (`<<`) last. Empty for anything else. */
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

type Source = {readonly document: Document.Parsed; readonly lines: LineCounter};

/** How many aliases and merge keys are followed within each other. */
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

const resolve = (node: unknown, source: Source, depth = 0): ParsedNode | undefined => {
	if (node === null || node === undefined || depth > deepest) return undefined;
	if (isAlias(node)) return resolve(node.resolve(source.document), source, depth + 1);
	return node as ParsedNode;
};

const wrap = (given: unknown, source: Source, depth: number): YamlNode => {
	const node = resolve(given, source);
	if (node === undefined) return nothing;
	const line = source.lines.linePos(node.range?.[0] ?? 0).line;
	const isText = isScalar(node);
	const isBlock = isText && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
	const entries: YamlNode['entries'] = () => {
		if (!isMap(node) || depth > deepest * 10) return [];
		const own: {key: string; line: number; value: YamlNode}[] = [];
		const merged: {key: string; line: number; value: YamlNode}[] = [];
		for (const {key, value} of node.items) {
			const name = isScalar(key) ? String(key.value) : '';
			const keyLine = source.lines.linePos((key as ParsedNode | null)?.range?.[0] ?? 0).line;
			if (name === '<<' && depth < deepest) {
				const target = wrap(value, source, depth + deepest);
				const sources = [target, ...target.items()];
				merged.push(...sources.flatMap(each => each.entries()));
			} else {
				own.push({key: name, line: keyLine, value: wrap(value, source, depth + 1)});
			}
		}

		return [...own, ...merged.filter(({key}) => own.every(each => each.key !== key))];
	};

	return {
		line,
		textLine: isBlock ? line + 1 : line,
		text: isText && node.value !== null ? String(node.source ?? node.value) : '',
		isText,
		entries,
		items: () =>
			isSeq(node) && depth <= deepest * 10
				? node.items.map(item => wrap(item, source, depth + 1))
				: [],
		get: key => {
			const wanted = key.toLowerCase();
			return entries().find(entry => entry.key.toLowerCase() === wanted)?.value;
		},
	};
};

/**
 * The documents of a YAML file. What is wrong in it is passed over as far as possible.
 * Throws an Error when it cannot be read at all, such as for collections that are nested too deep.
 */
export const readYaml = (text: string): readonly YamlNode[] => {
	const lines = new LineCounter();
	const documents = parseAllDocuments(text, {
		lineCounter: lines,
		prettyErrors: false,
		strict: false,
		uniqueKeys: false,
		logLevel: 'silent',
	});
	return [...documents].map(document =>
		wrap(document.contents, {document: document as Document.Parsed, lines}, 0),
	);
};

/** The text of each value of a map, by its key. */
export const textsOf = (node: YamlNode | undefined): ReadonlyMap<string, string> =>
	new Map((node?.entries() ?? []).map(({key, value}) => [key, value.text]));
