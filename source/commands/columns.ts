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
	const count = Math.max(0, ...rows.map(row => row.length));
	const widths = Array.from({length: count}, (_, column) =>
		Math.max(0, ...rows.map(row => countCells(row[column] ?? ''))),
	);
	const used = widths.flatMap((width, column) => (width === 0 ? [] : [column]));
	return rows
		.map(row => {
			const cells = used.map((column, place) => {
				const text = row[column] ?? '';
				const gap = place === used.length - 1 ? 0 : (widths[column] ?? 0) - countCells(text);
				return `${(formats[column] ?? (plain => plain))(text)}${' '.repeat(gap)}`;
			});
			return `${cells.join('  ').trimEnd()}\n`;
		})
		.join('');
};
