import {expect, test} from 'vitest';
import {listOperations, operationName} from '../../../source/core/catalog/endpoints.ts';
import {everydayWords} from '../../../source/core/catalog/everyday-words.ts';
import {tellingWordsOf} from '../../../source/core/catalog/search-words.ts';
import {matchWords} from '../../../source/core/needs/index.ts';

test('they are words for operations that there are', () => {
	const names = new Set(listOperations().map(operationName));
	expect(Object.keys(everydayWords).filter(name => !names.has(name))).toEqual([]);
});

test('every phrase means its operation and no other', () => {
	const wrong = Object.entries(everydayWords).flatMap(([name, phrases]) =>
		phrases.flatMap(phrase => {
			const {choices, sure} = matchWords(phrase);
			return sure && choices[0]?.id === name ? [] : [`${phrase}: ${sure} ${choices[0]?.id}`];
		}),
	);
	expect(wrong).toEqual([]);
});

test('no phrase says again what another one says', () => {
	const keys = Object.values(everydayWords)
		.flat()
		.map(phrase => tellingWordsOf(phrase).toSorted().join(' '));
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
