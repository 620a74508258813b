import fc from 'fast-check';
import {expect, test} from 'vitest';
import {alignColumns, countCells} from '../../source/print/columns.ts';

test.each([
	['', 0],
	['abc', 3],
	['日本', 4],
	['e\u0301', 1],
	['👩‍💻', 2],
	['é', 1],
])('%j fills %i cells', (text, cells) => {
	expect(countCells(text)).toBe(cells);
});

test('columns are aligned, empty ones left out, and nothing trails', () => {
	const rows = [
		['a', '', 'long', ''],
		['日本', '', 'b', 'x'],
	];
	expect(alignColumns(rows)).toBe('a     long\n日本  b     x\n');
	expect(alignColumns([['a', 'b']], [text => `<${text}>`])).toBe('<a>  b\n');
	expect(alignColumns([])).toBe('');
});

test('every column starts in the same cell on every line', () => {
	const word = fc.stringMatching(/^[a-z日é]{1,8}$/);
	fc.assert(
		fc.property(fc.array(fc.tuple(word, word), {minLength: 1}), rows => {
			const lines = alignColumns(rows).split('\n').slice(0, -1);
			const starts = lines.map((line, index) =>
				countCells(line.slice(0, line.length - (rows[index]?.[1].length ?? 0))),
			);
			expect(new Set(starts).size).toBe(1);
		}),
	);
});
