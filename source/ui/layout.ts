/** What a screen has room for. Heights are in rows, widths in columns. */
export type Layout = {
	readonly columns: number;
	/** The rows of the whole frame: one less than the terminal has, so that it never scrolls. */
	readonly rows: number;
	/** The line of steps at the top. */
	readonly hasCrumbs: boolean;
	/** The line below it with the answers so far. */
	readonly hasSummary: boolean;
	/** Empty lines between the parts. */
	readonly hasGaps: boolean;
	/** Explanations beside and under the list. */
	readonly hasCaptions: boolean;
	/** Whether a list has columns beside the names. */
	readonly isWide: boolean;
	/** What is left for the step between the title and the keys. */
	readonly body: number;
	/** Empty columns at each edge. */
	readonly margin: number;
	/** The columns between the margins. */
	readonly width: number;
	/** Whether a screen reader reads it. Nothing is cut then, and only the focused row of a long list is read. */
	readonly isSpoken: boolean;
};

/** The most rows of a frame. In a taller one the parts would only be further apart. */
const tallestFrame = 36;

/**
 * Divides the rows of a terminal among the parts of a screen. A smaller screen gives up captions and gaps
 * first, then the lines at the top, never the list or the keys. Some pseudo-terminals report a size of
 * zero, which counts as 80×24.
 */
export const planLayout = (terminalColumns: number, terminalRows: number): Layout => {
	const columns = terminalColumns > 0 ? terminalColumns : 80;
	const rows = Math.max(2, Math.min((terminalRows > 0 ? terminalRows : 24) - 1, tallestFrame));
	const margin = columns >= 60 ? 2 : 0;
	const hasGaps = rows >= 18;
	const hasCrumbs = rows >= 14;
	const hasSummary = rows >= 9;
	const hasTitle = rows >= 4;
	const gaps = hasGaps ? 3 : 0;
	const taken = Number(hasCrumbs) + Number(hasSummary) + Number(hasTitle) + gaps + 1;
	return {
		columns,
		rows,
		hasCrumbs,
		hasSummary,
		hasGaps,
		hasCaptions: rows >= 16 && columns >= 60,
		isWide: columns >= 72,
		body: Math.max(1, rows - taken),
		margin,
		width: columns - 2 * margin,
		isSpoken: false,
	};
};

/** The layout for a screen reader. It has room for everything, and only the terminal breaks lines. */
export const spokenLayout: Layout = {...planLayout(10_000, tallestFrame + 1), isSpoken: true};
