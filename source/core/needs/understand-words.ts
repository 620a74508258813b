import {tellingWordsOf, wordsOf} from '../catalog/search-words.ts';
import {needsOfActions} from './need-of-tool.ts';
import {
	byWay,
	circumstance,
	fromWorkflow,
	isDecidedElsewhere,
	ofOthers,
	otherRepository,
} from './words/directions.ts';
import {understandPart} from './words/part.ts';
import {byPhrases} from './words/phrases.ts';
import {byThings, findThings} from './words/things.ts';
import {byTools} from './words/tools.ts';
import {longestWish, mostWords, separators, type Understood} from './words/understood.ts';
import {context, verbKinds, vocabulary} from './words/vocabulary.ts';
import {byDirection, byMirror, deploysElsewhere} from './words/where-it-goes.ts';

/** The most wishes of one line that are looked at. */
const mostParts = 20;

/** The first word of a part that says what to do, and is no part of a thing's name. */
const firstVerb = (part: string): string => {
	const covered = new Set(findThings(tellingWordsOf(part)).flatMap(({roots}) => roots));
	const [opening = '', next = ''] = part.toLowerCase().split(/\s+/);
	// "Comment on pull requests": what opens a wish and is no plural is its verb.
	if (verbKinds.has(opening) && /^(?:on|to|in|an?|the|my)$/.test(next)) return opening;
	return (
		part.split(/\s+/).find(word => {
			const [root = ''] = wordsOf(word);
			return verbKinds.has(root) && !covered.has(root);
		}) ?? ''
	);
};

/** Whether a part holds no word that may be a verb of its own. */
const isAllKnown = (part: string): boolean =>
	tellingWordsOf(part).every(word => vocabulary().has(word) || context.has(word));

/** "Create a deployment and report its status": what "its" speaks of stands in its place. */
const withOwners = (parts: readonly string[]): readonly string[] => {
	let owner = '';
	return parts.map(part => {
		const named = findThings(tellingWordsOf(part)).at(-1)?.roots.join(' ');
		const whole = owner === '' ? part : part.replace(/\b(?:its|their)\b/i, owner);
		owner = named ?? owner;
		return whole;
	});
};

/** Several wishes in one text: "read and close issues", "read issues and pull requests". */
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

/** A text as one wish. Where it has several parts that were not understood, only a thing that they share counts. */
const understandWhole = (asked: string, text: string): Understood | undefined => {
	if (asked.split(separators).length < 2) return understandPart(asked) ?? understandPart(text);
	const inferred = 'Read as one wish: a part of it was not understood.';
	const found = byThings(asked);
	return found && {needs: found.needs.map(need => ({...need, inferred})), notes: []};
};

/** A wish with "and" in it that is a phrase as a whole. */
const byWholePhrase = (text: string): Understood | undefined => {
	if (!separators.test(text)) return undefined;
	const words = new Set(tellingWordsOf(text));
	const phrase = words.size > mostWords ? undefined : byPhrases(words);
	return phrase !== undefined && phrase.covered.size > 2
		? {needs: [phrase.need], notes: []}
		: undefined;
};

/** What a wish takes without what it is for: `list merged pull requests for a changelog`. */
const withoutPurpose = (asked: string): Understood | undefined => {
	const [, wish = '', purpose = ''] =
		/^(\S{1,40}(?: \S{1,40}){1,8}?) ((?:for|using|via|with|that|which|per|by|as) .{1,200})$/i.exec(
			asked,
		) ?? [];
	// What something is done with may be what is meant.
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
 * What plain words ask for, where they leave no doubt: names of actions and programs, phrases, or a verb
 * and a thing. Words that mean nothing at GitHub are passed over; one that does, and that nothing
 * explains, makes it unsure: `undefined`.
 */
export const understandWords = (text: string): Understood | undefined => {
	if (text.length > longestWish) return undefined;
	const elsewhere = isDecidedElsewhere(text) ?? deploysElsewhere(text);
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
			: {needs: [], notes: [], unknown: `“${foreign}” names something of another system.`};
	}
	return understood;
};
