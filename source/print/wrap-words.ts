import {alignColumns, countCells} from './columns.ts';

/** How wide the texts for people are, in cells of a terminal. */
export const widestLine = 80;

/** A text in lines of at most `width` cells, broken at spaces. A longer word stands alone. */
export const wrapWords = (text: string, width: number): readonly string[] => {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && countCells(line) + 1 + countCells(word) > width) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return [...lines, line];
};

/** A text behind a sign, wrapped, with the lines below the first indented as far as the sign reaches. */
export const wrapBehind = (sign: string, text: string): readonly string[] => {
	const indent = countCells(sign);
	return wrapWords(text, widestLine - indent).map(
		(line, index) => `${index === 0 ? sign : ' '.repeat(indent)}${line}`,
	);
};

/** Rows of texts in aligned columns, the last one wrapped below itself. Two spaces stand between them. */
export const wrapColumns = (rows: readonly (readonly string[])[]): readonly string[] => {
	const starts = rows.map(row => row.slice(0, -1));
	const lines = alignColumns(starts.map(row => [...row, '|'])).split('\n');
	return rows.flatMap((row, index) =>
		wrapBehind(lines[index]?.slice(0, -1) ?? '', row.at(-1) ?? '').map(line => line.trimEnd()),
	);
};
