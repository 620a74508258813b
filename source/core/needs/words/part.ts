import {tellingWordsOf, wordsOf} from '../../catalog/search-words.ts';
import {listWords} from '../../text/words.ts';
import {matchWords} from '../match-words.ts';
import type {Need} from '../need.ts';
import {subjectOf, withSubject} from '../subject.ts';
import {asks, ofEnterprise, questionWords} from './directions.ts';
import {byPhrases, onlyReads} from './phrases.ts';
import {byThings} from './things.ts';
import {mostWords, type Understood} from './understood.ts';
import {context, verbKinds} from './vocabulary.ts';

/** Returns the words of a text that the findings do not explain. */
const leftOver = (
	text: string,
	words: ReadonlySet<string>,
	covered: ReadonlySet<string>,
): readonly string[] =>
	(text.match(/[\p{L}\p{N}]{3,40}/gu) ?? []).filter(word => {
		const [root = ''] = tellingWordsOf(word);
		const isUsed = words.has(root) && root.length > 2;
		return isUsed && !covered.has(root) && !context.has(root) && !verbKinds.has(root);
	});

/** A text that begins with a verb: `archive the …`, `turn on …`. */
const opensWithVerb = /^\s*(\S+) (?:an?|the|my|our|all|on|off|up|out)\b/i;

/** Adds a note on the ignored words to needs. Undefined when the verb is one of them. */
const withIgnored = (
	needs: readonly Need[],
	text: string,
	ignored: readonly string[],
): Understood | undefined => {
	const [, verb = ''] = opensWithVerb.exec(text) ?? [];
	if (ignored.includes(verb)) return undefined;
	if (ignored.length === 0) return {needs, notes: []};
	const inferred = `Read without unknown words: ${listWords([...new Set(ignored)].slice(0, 6))}.`;
	return {needs: needs.map(need => ({...need, inferred: need.inferred ?? inferred})), notes: []};
};

/** Finds the need for which these words are a phrase, also after a verb such as "see": `see my repositories`. */
const findNeed = (text: string): Need | undefined => {
	const {choices, sure} = matchWords(text, 1);
	const [meant] = choices;
	if (sure && meant !== undefined) return withSubject(meant.need, subjectOf(text));
	const [, opening = '', wanted = ''] = /^\s*(\S+) (.+)$/s.exec(text) ?? [];
	if (verbKinds.get(wordsOf(opening)[0] ?? '') !== 'read') return undefined;
	const read = matchWords(wanted, 1);
	const [first] = read.choices;
	return read.sure && first !== undefined && onlyReads(first.need) ? first.need : undefined;
};

/** The beginning of a question about the things themselves. */
const whoAre = /^\S+ (?:is|are)\b/i;

/** Reads one wish in plain words: a phrase, or a verb and a thing. */
export const understandPart = (text: string): Understood | undefined => {
	const words = new Set(tellingWordsOf(text));
	if (words.size > mostWords || text.trim() === '') return undefined;
	const isQuestion = asks.test(text);
	// "Who are the collaborators" wants their list.
	const called =
		findNeed(text) ?? (isQuestion ? findNeed(text.replace(whoAre, 'list')) : undefined);
	if (called !== undefined) return {needs: [called], notes: []};
	const found = ofEnterprise(text) ? undefined : byPhrases(words);
	const phrase = isQuestion && found !== undefined && !onlyReads(found.need) ? undefined : found;
	const ofThings = byThings(text, isQuestion);
	const rest = (covered: ReadonlySet<string>): readonly string[] =>
		leftOver(isQuestion ? text.replace(questionWords, '') : text, words, covered);
	// "Workflow runs" is a thing, although "run a workflow" has the same words.
	const isThing = ofThings !== undefined && phrase?.covered.size === ofThings.named;
	const isPhrase = !isThing && (phrase?.covered.size ?? 0) >= (ofThings?.covered.size ?? 0);
	if (phrase !== undefined && isPhrase) {
		const need = withSubject(phrase.need, subjectOf(text));
		return withIgnored([need], text, rest(phrase.covered));
	}

	return (
		ofThings &&
		withIgnored(ofThings.needs, text, rest(new Set([...ofThings.covered, ...ofThings.own])))
	);
};
