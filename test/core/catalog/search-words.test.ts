import {expect, test} from 'vitest';
import {otherWordsFor, tellingWordsOf, wordsOf} from '../../../source/core/catalog/search-words.ts';

test.each([
	['Creating issues', ['create', 'issue']],
	['repositories', ['repository']],
	['branches', ['branch']],
	['merging', ['merge']],
	['status', ['status']],
	['access', ['access']],
	['pull_requests', ['pull', 'request']],
])('%s is compared as %j', (text, words) => {
	expect(wordsOf(text)).toEqual(words);
});

test('a word and its endings are compared as the same', () => {
	for (const forms of [
		['create', 'creates', 'creating', 'created'],
		['delete', 'deletes', 'deleting', 'deleted'],
		['update', 'updating', 'updated'],
		['push', 'pushes', 'pushing', 'pushed'],
		['list', 'lists', 'listing', 'listed'],
		['read', 'reads', 'reading'],
	]) {
		expect(new Set(forms.flatMap(wordsOf)).size, forms.join()).toBe(1);
	}
});

test('words that say nothing are left out, unless nothing else is left', () => {
	expect(tellingWordsOf('How do I create an issue with a token?')).toEqual(['create', 'issue']);
	expect(tellingWordsOf('the token')).toEqual(['the', 'token']);
});

test('what people say stands for what GitHub writes', () => {
	expect(otherWordsFor('pr')).toContain('pull');
	expect(otherWordsFor('constructor')).toEqual([]);
});
