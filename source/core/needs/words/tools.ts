import {tellingWordsOf} from '../../catalog/search-words.ts';
import {type Tool, tools} from '../../catalog/tools.ts';
import {once} from '../../once.ts';
import type {Need} from '../need.ts';
import {needOfTool} from '../need-of-tool.ts';
import {understandPart} from './part.ts';
import {type Found, findThings} from './things.ts';
import {separators, type Understood} from './understood.ts';
import {isExplained, verbKinds} from './vocabulary.ts';

const plain = (text: string): string =>
	` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

const toolNames = once(
	(): ReadonlyArray<readonly [string, Tool]> =>
		tools
			.flatMap(tool => tool.names.map(name => [plain(name), tool] as const))
			.sort(([left], [right]) => right.length - left.length),
);

/** Returns the telling words of a text. Empty when all words are fillers. */
const telling = (text: string): readonly string[] => {
	const words = tellingWordsOf(`${text} ${anchor}`);
	return words.filter(word => word !== anchor);
};

/** A word without a meaning. With it, a text is never only fillers, which would count as telling words. */
const anchor = 'xyzzy';

const isCoveredBy = (needs: readonly Need[], tool: Need): boolean =>
	needs.every(need =>
		need.anyOf.some(set =>
			Object.entries(set).every(([name, level]) => {
				const own = tool.anyOf[0]?.[name];
				return own === level || own === 'write' || own === 'admin';
			}),
		),
	);

/** Finds the tools in a text, longest names first, and the rest of the text. */
const findTools = (text: string): {readonly named: readonly Tool[]; readonly rest: string} => {
	let rest = plain(text);
	const named = new Set<Tool>();
	for (const [name, tool] of toolNames()) {
		if (!rest.includes(name)) continue;
		rest = rest.replace(name, ' ');
		named.add(tool);
	}

	return {named: [...named], rest: rest.trim()};
};

const grants = (need: Need | undefined, {thing}: Found): boolean =>
	(thing.write ?? []).some(set =>
		Object.keys(set).every(name => need?.anyOf[0]?.[name] === 'write'),
	);

/** Reads a text with only unknown tools: its other words, or why nothing is known. */
const withUnknownTools = (
	text: string,
	rest: string,
	isAll: boolean,
	reason: string,
): Understood | undefined => {
	if (isAll) return understandPart(text) ?? {needs: [], notes: [], unknown: reason};
	// Several wishes are read one by one.
	return separators.test(text) ? undefined : (understandPart(text) ?? understandPart(rest));
};

/** Finds the needs of the tools in a text, if the text says nothing else. */
export const byTools = (text: string): Understood | undefined => {
	const {named, rest} = findTools(text);
	if (named.length === 0) return undefined;
	const words = telling(rest);
	const others = findThings(words).filter(({thing}) => thing.read !== undefined);
	const isAll =
		others.length === 0 && words.every(word => isExplained(word, new Set()) || verbKinds.has(word));
	const needs = named.filter(tool => tool.unknown === undefined).map(needOfTool);
	const [first] = needs;
	if (first === undefined) return withUnknownTools(text, rest, isAll, named[0]?.unknown ?? '');
	if (isAll || (others.length > 0 && others.every(other => grants(first, other)))) {
		return {needs, notes: []};
	}

	const more = understandPart(rest);
	return more !== undefined && isCoveredBy(more.needs, first) ? {needs, notes: []} : undefined;
};
