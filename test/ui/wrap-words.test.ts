import * as fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {wrapWords} from '../../source/ui/wrap-words.ts';

test.each([
	['', 10, ['']],
	['one two three', 20, ['one two three']],
	['one two three', 7, ['one two', 'three']],
	['one two three', 6, ['one', 'two', 'three']],
	['  one   two  ', 20, ['one two']],
	['abcdefgh', 3, ['abc', 'def', 'gh']],
	['漢字漢字', 4, ['漢字', '漢字']],
	['a 漢字', 4, ['a', '漢字']],
	['👨‍👩‍👧 👨‍👩‍👧', 3, ['👨‍👩‍👧', '👨‍👩‍👧']],
])('"%s" in %i columns', (text, width, lines) => {
	expect(wrapWords(text, width)).toEqual(lines);
});

test('what does not fit is cut, and the cut is shown', () => {
	expect(wrapWords('one two three four', 9, 2)).toEqual(['one two', 'three…']);
	expect(wrapWords('one two three four', 7, 1)).toEqual(['one tw…']);
	expect(wrapWords('one two three four', 7, 1, '...')).toEqual(['one...']);
	expect(wrapWords('one two', 7, 1)).toEqual(['one two']);
	expect(wrapWords('one two', 3, 0)).toEqual([]);
});

test('no line is wider than it may be or begins with a space, and no word is lost', () => {
	const words = fc.array(fc.string({unit: 'grapheme', minLength: 1, maxLength: 30}), {
		maxLength: 20,
	});
	fc.assert(
		fc.property(words, fc.integer({min: 8, max: 60}), (list, width) => {
			const text = list.join(' ');
			const lines = wrapWords(text, width);
			for (const line of lines) {
				expect(stringWidth(line)).toBeLessThanOrEqual(width);
				expect(line).toBe(line.trimStart());
			}
			expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
		}),
	);
});

test('there are never more lines than there may be', () => {
	fc.assert(
		fc.property(
			fc.lorem({maxCount: 40}),
			fc.integer({min: 1, max: 40}),
			fc.integer({min: 0, max: 5}),
			(text, width, most) => {
				const lines = wrapWords(text, width, most);
				expect(lines.length).toBeLessThanOrEqual(most);
				expect(lines.every(line => stringWidth(line) <= width)).toBe(true);
			},
		),
	);
});
