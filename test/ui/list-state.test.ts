import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {moveByKey, scrollByKey, windowAround, windowFrom} from '../../source/ui/list-state.ts';

test.each([
	{focused: 0, count: 5, height: 10, start: 0, end: 5},
	{focused: 0, count: 20, height: 5, start: 0, end: 5},
	{focused: 2, count: 20, height: 5, start: 0, end: 5},
	{focused: 3, count: 20, height: 5, start: 1, end: 6},
	{focused: 10, count: 20, height: 5, start: 8, end: 13},
	{focused: 19, count: 20, height: 5, start: 15, end: 20},
	{focused: 19, count: 20, height: 1, start: 19, end: 20},
	{focused: 3, count: 20, height: 0, start: 3, end: 4},
	{focused: 0, count: 0, height: 5, start: 0, end: 0},
])(
	'row $focused of $count in $height rows: $start to $end',
	({focused, count, height, start, end}) => {
		expect(windowAround(focused, count, height)).toEqual({start, end});
	},
);

test('the focused row is always in the window, and the window is full where it can be', () => {
	const lists = fc
		.integer({min: 1, max: 200})
		.chain(count =>
			fc.tuple(fc.constant(count), fc.nat(count - 1), fc.integer({min: -2, max: 60})),
		);
	fc.assert(
		fc.property(lists, ([count, focused, height]) => {
			const {start, end} = windowAround(focused, count, height);
			expect(start).toBeGreaterThanOrEqual(0);
			expect(end).toBeLessThanOrEqual(count);
			expect(start).toBeLessThanOrEqual(focused);
			expect(end).toBeGreaterThan(focused);
			expect(end - start).toBe(Math.max(1, Math.min(count, height)));
		}),
	);
});

test.each([
	['up', 5, 4],
	['up', 0, 0],
	['down', 5, 6],
	['down', 19, 19],
	['page-up', 10, 2],
	['page-up', 3, 0],
	['page-down', 3, 11],
	['page-down', 15, 19],
	['home', 15, 0],
	['end', 3, 19],
] as const)('%s from row %i of 20 goes to %i', (name, from, to) => {
	expect(moveByKey({name}, from, 20)).toBe(to);
});

test.each(['left', 'right', 'enter', 'tab', 'escape'] as const)('%s moves no list', name => {
	expect(moveByKey({name}, 3, 20)).toBeUndefined();
});

test.each(['constructor', 'toString', '__proto__'])('the text %s moves no list', text => {
	expect(moveByKey({name: 'text', text}, 3, 20)).toBeUndefined();
});

test.each([
	{top: 0, count: 5, height: 10, start: 0, end: 5},
	{top: 3, count: 5, height: 10, start: 0, end: 5},
	{top: 3, count: 20, height: 5, start: 3, end: 8},
	{top: 18, count: 20, height: 5, start: 15, end: 20},
	{top: -2, count: 20, height: 5, start: 0, end: 5},
	{top: 4, count: 20, height: 0, start: 4, end: 5},
	{top: 0, count: 0, height: 5, start: 0, end: 0},
])('$count lines in $height rows from $top: $start to $end', ({top, count, height, start, end}) => {
	expect(windowFrom(top, count, height)).toEqual({start, end});
});

test.each([
	['up', 5, 4],
	['up', 0, 0],
	['down', 5, 6],
	['down', 15, 15],
	// Shown from 15 on, since there are no more lines.
	['up', 19, 14],
	['page-up', 10, 6],
	['page-up', 3, 0],
	['page-down', 3, 7],
	['page-down', 13, 15],
	['home', 15, 0],
	['end', 3, 15],
] as const)('%s scrolls 20 lines in 5 rows from %i to %i', (name, from, to) => {
	expect(scrollByKey({name}, from, 20, 5)).toBe(to);
});

test('a page is all that is in sight where few lines fit', () => {
	expect(scrollByKey({name: 'page-down'}, 3, 20, 3)).toBe(6);
	expect(scrollByKey({name: 'page-up'}, 3, 20, 2)).toBe(1);
	expect(scrollByKey({name: 'page-down'}, 3, 20, 1)).toBe(4);
	expect(scrollByKey({name: 'page-up'}, 3, 20, 1)).toBe(2);
});

test.each([
	{name: 'enter'},
	{name: 'text', text: 'constructor'},
	{name: 'text', text: 'down'},
] as const)('%o scrolls nothing', key => {
	expect(scrollByKey(key, 3, 20, 5)).toBeUndefined();
});
