import {wrapWords as wrapMeasured} from '../core/text/wrap-words.ts';
import {alignColumns, countCells} from './columns.ts';

/** How wide texts for people are where no terminal says its width, in cells. */
export const widestLine = 80;

/** On less than this, words would stand alone on their lines. */
const narrowest = 16;

/** A text in lines of at most `width` cells, broken at spaces. A longer word stands alone. */
export const wrapWords = (text: string, width: number): readonly string[] =>
	wrapMeasured(text, Math.max(narrowest, width), countCells);

/**
 * A text behind a sign, wrapped to `width` cells, with the lines below the first indented as far as the
 * sign reaches.
 */
export const wrapBehind = (sign: string, text: string, width = widestLine): readonly string[] => {
	const indent = countCells(sign);
	return wrapWords(text, width - indent).map(
		(line, index) => `${index === 0 ? sign : ' '.repeat(indent)}${line}`,
	);
};

/** Rows of texts in aligned columns, the last one wrapped below itself. Two spaces stand between them. */
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
