import stringWidth from 'string-width';

/** Texts of characters that fill a cell each, as most are: Latin letters, and dashes and dots. */
const narrow = /^[\0-\x7E\xA1-\xAC\xAE-\u02FF\u2010-\u2027]*$/;

/** How many cells of a terminal a text fills. */
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

/** How long the longest text of each column is, in characters: about as wide as the column. */
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
 * Rows of texts as lines with aligned columns, two spaces between them. Columns without any text are
 * left out. `formats` paint the columns of the same place, after they were measured.
 */
export const alignColumns = (rows: Rows, formats: Formats = []): string => {
	const lines = alignBy(text => text.length, rows, formats);
	// In most tables each character takes one cell; one test of the whole is quicker than one of each text.
	return narrow.test(lines) ? lines : alignBy(countCells, rows, formats);
};
