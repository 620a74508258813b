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

/** The words of a text that what was found does not explain. */
const leftOver = (
	text: string,
	words: ReadonlySet<string>,
	covered: ReadonlySet<string>,
): readonly string[] =>
	(text.match(/[\p{L}\p{N}]{3,40}/gu) ?? []).filter(word => {
		const [root = ''] = tellingWordsOf(word);
		const isSaid = words.has(root) && root.length > 2;
		return isSaid && !covered.has(root) && !context.has(root) && !verbKinds.has(root);
	});

/** A text that opens with a verb: `archive the …`, `turn on …`. */
const opensWithVerb = /^\s*(\S+) (?:an?|the|my|our|all|on|off|up|out)\b/i;

/** The needs with the words that were passed over. `undefined` where the verb is one of them. */
const withPassedOver = (
	needs: readonly Need[],
	text: string,
	passed: readonly string[],
): Understood | undefined => {
	const [, verb = ''] = opensWithVerb.exec(text) ?? [];
	if (passed.includes(verb)) return undefined;
	if (passed.length === 0) return {needs, notes: []};
	const inferred = `Passed over, since nothing is known by it: ${listWords([...new Set(passed)].slice(0, 6))}.`;
	return {needs: needs.map(need => ({...need, inferred: need.inferred ?? inferred})), notes: []};
};

/** The need that is called by just these words, or by them behind a verb of reading: `see my repositories`. */
const needCalled = (text: string): Need | undefined => {
	const {choices, sure} = matchWords(text, 1);
	const [meant] = choices;
	if (sure && meant !== undefined) return withSubject(meant.need, subjectOf(text));
	const [, opening = '', wanted = ''] = /^\s*(\S+) (.+)$/s.exec(text) ?? [];
	if (verbKinds.get(wordsOf(opening)[0] ?? '') !== 'read') return undefined;
	const read = matchWords(wanted, 1);
	const [first] = read.choices;
	return read.sure && first !== undefined && onlyReads(first.need) ? first.need : undefined;
};

/** What opens a question about things themselves. */
const whoAre = /^\S+ (?:is|are)\b/i;

/** What one wish in plain words takes: a phrase, or a verb and a thing. */
export const understandPart = (text: string): Understood | undefined => {
	const words = new Set(tellingWordsOf(text));
	if (words.size > mostWords || text.trim() === '') return undefined;
	const isQuestion = asks.test(text);
	// "Who are the collaborators" wants their list.
	const called =
		needCalled(text) ?? (isQuestion ? needCalled(text.replace(whoAre, 'list')) : undefined);
	if (called !== undefined) return {needs: [called], notes: []};
	const found = ofEnterprise(text) ? undefined : byPhrases(words);
	const phrase = isQuestion && found !== undefined && !onlyReads(found.need) ? undefined : found;
	const ofThings = byThings(text, isQuestion);
	const rest = (covered: ReadonlySet<string>): readonly string[] =>
		leftOver(isQuestion ? text.replace(questionWords, '') : text, words, covered);
	// "Workflow runs" are a thing, though "run a workflow" has the same words.
	const isThing = ofThings !== undefined && phrase?.covered.size === ofThings.named;
	const isPhrase = !isThing && (phrase?.covered.size ?? 0) >= (ofThings?.covered.size ?? 0);
	if (phrase !== undefined && isPhrase) {
		const need = withSubject(phrase.need, subjectOf(text));
		return withPassedOver([need], text, rest(phrase.covered));
	}

	return (
		ofThings &&
		withPassedOver(ofThings.needs, text, rest(new Set([...ofThings.covered, ...ofThings.own])))
	);
};
