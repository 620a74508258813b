import stringWidth from 'string-width';

/** A text in which every character fills one cell: Latin letters, dashes and dots. */
const narrow = /^[\0-\x7E\xA1-\xAC\xAE-\u02FF\u2010-\u2027]*$/;

/** Returns the number of terminal cells that a text fills. */
export const countCells = (text: string): number =>
	narrow.test(text) ? text.length : stringWidth(text);

type Rows = readonly (readonly string[])[];

type Formats = readonly ((text: string) => string)[];

type Measure = (text: string) => number;

const measureBy = (measure: Measure, rows: Rows): readonly number[] => {
	const widths: number[] = [];
	rows.forEach(row => {
		row.forEach((text, column) => {
			widths[column] = Math.max(widths[column] ?? 0, measure(text));
		});
	});
	return widths;
};

/** Returns the length of the longest text in each column, in characters: about the width of the column. */
export const measureColumns = (rows: Rows): readonly number[] =>
	measureBy(text => text.length, rows);

const alignBy = (measure: Measure, rows: Rows, formats: Formats): string => {
	const widths = measureBy(measure, rows);
	const alignText = (text: string, column: number): string => {
		const width = widths[column] ?? 0;
		const format = formats[column];
		const shown = format === undefined ? text : format(text);
		return width === 0 ? '' : shown + ' '.repeat(width - measure(text) + 2);
	};
	return rows.map(row => `${row.map(alignText).join('').trimEnd()}\n`).join('');
};

/**
 * Writes rows of texts as lines with aligned columns, two spaces apart. Leaves out empty columns. Each of
 * `formats` paints the column at its index, after all columns were measured.
 */
export const alignColumns = (rows: Rows, formats: Formats = []): string => {
	const lines = alignBy(text => text.length, rows, formats);
	// One test of the whole table is quicker than a test of each text, and most tables pass it.
	return narrow.test(lines) ? lines : alignBy(countCells, rows, formats);
};
