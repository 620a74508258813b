import fc from 'fast-check';
import {expect, test} from 'vitest';
import {replaceKeepingPlaces} from '../../../source/core/text/replace-keeping-places.ts';

test('a place in the new text is where it was in the old one', () => {
	const {text, placeBefore} = replaceKeepingPlaces('a%2Fb%2Fc', /%2F/g, () => '/');
	expect(text).toBe('a/b/c');
	expect([0, 1, 2, 3, 4, 5].map(placeBefore)).toEqual([0, 1, 4, 5, 8, 9]);
});

test('characters that were not replaced are found again, whatever the lengths', () => {
	const piece = fc.constantFrom('a', 'b', '<>', '<long>', '<->');
	const put = fc.constantFrom('', '#', '####', '##########');
	fc.assert(
		fc.property(fc.array(piece), put, (pieces, replacement) => {
			const original = pieces.join('');
			const {text, placeBefore} = replaceKeepingPlaces(original, /<[^>]*>/g, () => replacement);
			expect(text).toBe(original.replaceAll(/<[^>]*>/g, replacement));
			for (const [index, character] of [...text].entries()) {
				if (character !== '#') {
					expect(original[placeBefore(index)]).toBe(character);
				}
			}
			expect(placeBefore(text.length)).toBe(original.length);
		}),
	);
});
