import {wrapWords as wrapMeasured} from '../core/text/wrap-words.ts';
import {alignColumns, countCells} from './columns.ts';

/** The width of texts for people, in cells, when no terminal has one. */
export const widestLine = 80;

/** The least width to wrap at, in cells. With less, most lines would have one word. */
const narrowest = 16;

/** Wraps a text at spaces into lines of at most `width` cells. A longer word gets a line of its own. */
export const wrapWords = (text: string, width: number): readonly string[] =>
	wrapMeasured(text, Math.max(narrowest, width), countCells);

/** Wraps a text after a sign to `width` cells, and indents the other lines by the width of the sign. */
export const wrapBehind = (sign: string, text: string, width = widestLine): readonly string[] => {
	const indent = countCells(sign);
	return wrapWords(text, width - indent).map(
		(line, index) => `${index === 0 ? sign : ' '.repeat(indent)}${line}`,
	);
};

/** Writes rows of texts in aligned columns, two spaces apart, with the last column wrapped. */
export const wrapColumns = (
	rows: readonly (readonly string[])[],
	width = widestLine,
): readonly string[] => {
	const starts = rows.map(row => row.slice(0, -1));
	const lines = alignColumns(starts.map(row => [...row, '|'])).split('\n');
	return rows.flatMap((row, index) =>
		wrapBehind(lines[index]?.slice(0, -1) ?? '', row.at(-1) ?? '', width).map(line =>
			line.trimEnd(),
		),
	);
};
