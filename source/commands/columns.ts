import {isPlain} from '../core/text.ts';

/** Characters that fill two cells of a terminal: East Asian wide and full-width ones, and emoji. */
const wide = (): RegExp =>
	/[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** Characters that are drawn over the one before them. */
const joined = (): RegExp => /\p{M}|\u200D|\uFE0E|\uFE0F/u;

/** About how many cells of a terminal a text fills. */
export const countCells = (text: string): number => {
	// The patterns are made only where they are needed: most texts are plain.
	if (isPlain(text)) {
		return text.length;
	}
	let cells = 0;
	for (const character of text) {
		cells += joined().test(character) ? 0 : wide().test(character) ? 2 : 1;
	}
	return cells;
};

type Rows = readonly (readonly string[])[];

type Formats = readonly ((text: string) => string)[];

const alignBy = (measure: (text: string) => number, rows: Rows, formats: Formats): string => {
	const widths: number[] = [];
	for (const row of rows) {
		row.forEach((text, column) => {
			widths[column] = Math.max(widths[column] ?? 0, measure(text));
		});
	}
	const alignText = (text: string, column: number): string => {
		const width = widths[column] ?? 0;
		const format = formats[column];
		const shown = format === undefined ? text : format(text);
		return width === 0 ? '' : shown + ' '.repeat(width - measure(text) + 2);
	};
	return rows.map(row => `${row.map(alignText).join('').trimEnd()}\n`).join('');
};

/**
 * Rows of texts as lines with aligned columns, two spaces between them. Columns without any text are
 * left out. `formats` paint the columns of the same place, after they were measured.
 */
export const alignColumns = (rows: Rows, formats: Formats = []): string => {
	const lines = alignBy(text => text.length, rows, formats);
	// Each letter has a cell, in most tables, and one look at the whole is quicker than one at each text.
	return /^[\0-\x7F]*$/.test(lines) ? lines : alignBy(countCells, rows, formats);
};
