import {expect, test} from 'vitest';
import {wrapColumns} from '../../source/print/wrap-words.ts';

const words = 'Read and write everything in repositories you can reach, private ones included';

test('the last column is wrapped below itself', () => {
	const lines = wrapColumns([
		['  repo', 'x', words],
		['  write:packages', 'y', 'Publish packages'],
		['  日本', '', words],
	]);
	expect(lines).toEqual([
		'  repo            x  Read and write everything in repositories you can reach,',
		'                     private ones included',
		'  write:packages  y  Publish packages',
		'  日本               Read and write everything in repositories you can reach,',
		'                     private ones included',
	]);
});

test('a column without any text leaves no gap, and an empty last one no blanks', () => {
	expect(wrapColumns([['  gist', '', '']])).toEqual(['  gist']);
	expect(wrapColumns([])).toEqual([]);
});
