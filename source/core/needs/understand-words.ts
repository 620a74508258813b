import {tellingWordsOf, wordsOf} from '../catalog/search-words.ts';
import {needsOfActions} from './need-of-tool.ts';
import {
	byWay,
	circumstance,
	fromWorkflow,
	ofOthers,
	otherRepository,
	whyDecidedElsewhere,
} from './words/directions.ts';
import {understandPart} from './words/part.ts';
import {byPhrases} from './words/phrases.ts';
import {byThings, findThings} from './words/things.ts';
import {byTools} from './words/tools.ts';
import {longestWish, mostWords, separators, type Understood} from './words/understood.ts';
import {context, verbKinds, vocabulary} from './words/vocabulary.ts';
import {byDirection, byMirror, deploysElsewhere} from './words/where-it-goes.ts';

/** The most wishes of one line that are read. */
const mostParts = 20;

/** Finds the first verb of a part that does not belong to the name of a thing. */
const firstVerb = (part: string): string => {
	const covered = new Set(findThings(tellingWordsOf(part)).flatMap(({roots}) => roots));
	const [opening = '', next = ''] = part.toLowerCase().split(/\s+/);
	// "Comment on pull requests": the first word is a verb, although it can also name a thing.
	if (verbKinds.has(opening) && /^(?:on|to|in|an?|the|my)$/.test(next)) return opening;
	return (
		part.split(/\s+/).find(word => {
			const [root = ''] = wordsOf(word);
			return verbKinds.has(root) && !covered.has(root);
		}) ?? ''
	);
};

/** Whether all telling words of a part are known. */
const isAllKnown = (part: string): boolean =>
	tellingWordsOf(part).every(word => vocabulary().has(word) || context.has(word));

/** Replaces "its" with the thing before it: "Create a deployment and report its status". */
const withOwners = (parts: readonly string[]): readonly string[] => {
	let owner = '';
	return parts.map(part => {
		const named = findThings(tellingWordsOf(part)).at(-1)?.roots.join(' ');
		const whole = owner === '' ? part : part.replace(/\b(?:its|their)\b/i, owner);
		owner = named ?? owner;
		return whole;
	});
};

/** Reads several wishes in one text: "read and close issues", "read issues and pull requests". */
const understandParts = (text: string): Understood | undefined => {
	const parts = withOwners(text.split(separators))
		.map(part => part.trim())
		.filter(part => tellingWordsOf(part).some(word => vocabulary().has(word)));
	if (parts.length === 0 || !separators.test(text) || parts.length > mostParts) return undefined;
	const all: Understood[] = [];
	let verb = '';
	for (const [index, part] of parts.entries()) {
		const own = firstVerb(part);
		const next = parts[index + 1] ?? '';
		const understood =
			byTools(part) ??
			(own === '' && verb !== '' && isAllKnown(part)
				? understandPart(`${verb} ${part}`)
				: undefined) ??
			understandPart(part) ??
			(part.includes(' ')
				? undefined
				: understandPart(`${part} ${next.replace(firstVerb(next), '')}`));
		if (understood === undefined || understood.unknown !== undefined) return undefined;
		verb = own === '' ? verb : own;
		all.push(understood);
	}

	return {
		needs: all.flatMap(({needs}) => needs),
		notes: [...new Set(all.flatMap(({notes}) => notes))],
	};
};

/** Reads a text as one wish. When it has several parts, only the things count that all of them share. */
const understandWhole = (asked: string, text: string): Understood | undefined => {
	if (asked.split(separators).length < 2) return understandPart(asked) ?? understandPart(text);
	const inferred = 'Read as one wish: a part of it was not understood.';
	const found = byThings(asked);
	return found && {needs: found.needs.map(need => ({...need, inferred})), notes: []};
};

/** Reads a wish with "and" in it that is one phrase. */
const byWholePhrase = (text: string): Understood | undefined => {
	if (!separators.test(text)) return undefined;
	const words = new Set(tellingWordsOf(text));
	const phrase = words.size > mostWords ? undefined : byPhrases(words);
	return phrase !== undefined && phrase.covered.size > 2
		? {needs: [phrase.need], notes: []}
		: undefined;
};

/** Reads a wish without its purpose: `list merged pull requests for a changelog`. */
const withoutPurpose = (asked: string): Understood | undefined => {
	const [, wish = '', purpose = ''] =
		/^(\S{1,40}(?: \S{1,40}){1,8}?) ((?:for|using|via|with|that|which|who|per|by|as) .{1,200})$/i.exec(
			asked,
		) ?? [];
	// A thing after "with" may be part of the wish.
	const means = findThings(tellingWordsOf(purpose)).filter(
		({roots}) => !/^(?:issue|pr|pull)/.test(roots[0] ?? ''),
	);
	const isMeant = /^(?:using|via|with)\b/i.test(purpose) && means.length > 0;
	const found = wish === '' || isMeant ? undefined : understandPart(wish);
	return (
		found && {
			...found,
			needs: found.needs.map(need => ({...need, inferred: `Read without “${purpose}”.`})),
		}
	);
};

/**
 * Finds the needs in plain words, if these are clear: names of actions and programs, phrases, or a verb and a thing.
 * Ignores words without a meaning at GitHub. Undefined when a word with a meaning is left over.
 */
export const understandWords = (text: string): Understood | undefined => {
	if (text.length > longestWish) return undefined;
	const elsewhere = whyDecidedElsewhere(text) ?? deploysElsewhere(text);
	if (elsewhere !== undefined) return {needs: [], notes: [], unknown: elsewhere};
	const ofAction = needsOfActions(text);
	if (ofAction.length > 0) return {needs: ofAction, notes: []};
	const plain = text
		.replace(ofOthers, ' ')
		.replace(circumstance, '')
		.replace(fromWorkflow, ' ')
		.replace(byWay, '');
	const withoutOther = plain.replace(otherRepository, ' ');
	// "Access another repository" is about the repository itself.
	const isAlone = tellingWordsOf(withoutOther).every(
		word => verbKinds.has(word) || context.has(word),
	);
	const asked = (isAlone ? plain.replace(otherRepository, ' private repository ') : withoutOther)
		.replace(/\s+/g, ' ')
		.trim();
	const understood =
		byWholePhrase(asked) ??
		byMirror(text) ??
		byTools(text) ??
		understandParts(asked) ??
		(asked.split(separators).length > mostParts
			? undefined
			: understandWhole(asked, text.replace(ofOthers, ' '))) ??
		byDirection(text);
	if (understood === undefined) {
		const shorter = withoutPurpose(asked);
		if (shorter !== undefined) return shorter;
		const [foreign] = /\bgithub\b/i.test(text) ? [] : (text.match(ofOthers) ?? []);
		return foreign === undefined
			? undefined
			: {needs: [], notes: [], unknown: `“${foreign}” belongs to another system.`};
	}
	return understood;
};
