/** Characters that fill two cells of a terminal: East Asian wide and full-width ones, and emoji. */
const wide =
	/[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** Characters that are drawn over the one before them. */
const joined = /\p{M}|\u200D|\uFE0E|\uFE0F/u;

/** About how many cells of a terminal a text fills. */
export const countCells = (text: string): number => {
	if (/^[\x20-\x7E]*$/.test(text)) {
		return text.length;
	}
	let cells = 0;
	for (const character of text) {
		cells += joined.test(character) ? 0 : wide.test(character) ? 2 : 1;
	}
	return cells;
};

/**
 * Rows of texts as lines with aligned columns, two spaces between them. Columns without any text are
 * left out. `formats` paint the columns of the same place, after they were measured.
 */
export const alignColumns = (
	rows: readonly (readonly string[])[],
	formats: readonly ((text: string) => string)[] = [],
): string => {
	const sizes = rows.map(row => row.map(countCells));
	const widths: number[] = [];
	for (const row of sizes) {
		for (const [column, size] of row.entries()) {
			widths[column] = Math.max(widths[column] ?? 0, size);
		}
	}
	let lines = '';
	for (const [index, row] of rows.entries()) {
		let line = '';
		let gap = 0;
		for (const [column, width] of widths.entries()) {
			const text = row[column] ?? '';
			if (width > 0) {
				line += `${' '.repeat(gap)}${formats[column]?.(text) ?? text}`;
				gap = width - (sizes[index]?.[column] ?? 0) + 2;
			}
		}
		lines += `${line.trimEnd()}\n`;
	}
	return lines;
};
