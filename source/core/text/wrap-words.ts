/**
 * A text in lines of at most `width` cells, broken at spaces. A longer word stands alone, unbroken.
 *
 * @param countCells How many cells of a terminal a text fills.
 */
export const wrapWords = (
	text: string,
	width: number,
	countCells: (text: string) => number,
): readonly string[] => {
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
