import {tellingWordsOf} from '../../catalog/search-words.ts';
import {listWords} from '../../text/words.ts';
import {matchWords} from '../match-words.ts';
import type {Need} from '../need.ts';
import {subjectOf, withSubject} from '../subject.ts';
import {byPhrases} from './phrases.ts';
import {byThings} from './things.ts';
import {mostWords, type Understood} from './understood.ts';
import {context, verbKinds, vocabulary} from './vocabulary.ts';

/** The need with the words that were passed over, since they mean nothing at GitHub that is known. */
const withPassedOver = (need: Need, words: ReadonlySet<string>, text: string): Need => {
	const known = (root: string): boolean =>
		!words.has(root) ||
		vocabulary().has(root) ||
		context.has(root) ||
		verbKinds.has(root) ||
		root.length < 3;
	const passed = (text.match(/[\p{L}\p{N}]{3,40}/gu) ?? []).filter(word => {
		const [root = ''] = tellingWordsOf(word);
		return !known(root);
	});
	return passed.length === 0 || need.inferred !== undefined
		? need
		: {
				...need,
				inferred: `Passed over, since nothing is known by it: ${listWords([...new Set(passed)].slice(0, 6))}.`,
			};
};

/** What one wish in plain words takes: a phrase, or a verb and a thing. */
export const understandPart = (text: string): Understood | undefined => {
	const words = new Set(tellingWordsOf(text));
	if (words.size > mostWords || text.trim() === '') return undefined;
	const {choices, sure} = matchWords(text, 1);
	const [meant] = choices;
	if (sure && meant !== undefined) {
		return {needs: [withSubject(meant.need, subjectOf(text))], notes: []};
	}

	const phrase = byPhrases(words);
	const ofThings = byThings(text);
	// "Workflow runs" are a thing, though "run a workflow" has the same words.
	const isThing = ofThings !== undefined && phrase?.covered === ofThings.named;
	if (phrase !== undefined && !isThing && phrase.covered >= (ofThings?.covered ?? 0)) {
		const need = withSubject(phrase.need, subjectOf(text));
		return {needs: [withPassedOver(need, words, text)], notes: []};
	}

	return (
		ofThings && {needs: ofThings.needs.map(need => withPassedOver(need, words, text)), notes: []}
	);
};
