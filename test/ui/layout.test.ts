import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Layout, planLayout} from '../../source/ui/layout.ts';

/** The rows that the parts of a frame take in all. */
const rowsOf = ({hasCrumbs, hasSummary, hasGaps, rows, body}: Layout): number =>
	Number(hasCrumbs) + Number(hasSummary) + (hasGaps ? 3 : 0) + Number(rows >= 4) + body + 1;

test('an ordinary terminal has everything', () => {
	expect(planLayout(80, 24)).toEqual({
		columns: 80,
		rows: 23,
		hasCrumbs: true,
		hasSummary: true,
		hasGaps: true,
		hasCaptions: true,
		isWide: true,
		body: 16,
		margin: 2,
		width: 76,
		isSpoken: false,
	});
});

test('a small terminal gives up captions and gaps, then the line of steps', () => {
	expect(planLayout(40, 12)).toMatchObject({
		rows: 11,
		hasCaptions: false,
		hasGaps: false,
		hasCrumbs: false,
		hasSummary: true,
		isWide: false,
		margin: 0,
	});
	expect(planLayout(20, 5)).toMatchObject({rows: 4, hasSummary: false, body: 2});
});

test.each([
	[0, 0],
	[-1, -1],
])('a size of %i×%i counts as 80×24', (columns, rows) => {
	expect(planLayout(columns, rows)).toEqual(planLayout(80, 24));
});

test('the parts of a frame fit under each other in every size, one row below the terminal', () => {
	fc.assert(
		fc.property(fc.integer({min: 1, max: 400}), fc.integer({min: 3, max: 200}), (columns, rows) => {
			const layout = planLayout(columns, rows);
			expect(rowsOf(layout)).toBe(layout.rows);
			expect(layout.rows).toBeLessThan(rows);
			expect(layout.body).toBeGreaterThanOrEqual(1);
			expect(layout.columns).toBe(columns);
		}),
	);
});

test('a larger terminal never has less', () => {
	fc.assert(
		fc.property(fc.integer({min: 3, max: 60}), fc.integer({min: 1, max: 200}), (rows, columns) => {
			const smaller = planLayout(columns, rows);
			const taller = planLayout(columns, rows + 1);
			const wider = planLayout(columns + 1, rows);
			for (const part of ['hasCrumbs', 'hasSummary', 'hasGaps', 'hasCaptions', 'isWide'] as const) {
				expect(Number(taller[part])).toBeGreaterThanOrEqual(Number(smaller[part]));
				expect(Number(wider[part])).toBeGreaterThanOrEqual(Number(smaller[part]));
			}
		}),
	);
});
