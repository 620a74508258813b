/** What a screen has room for. All lengths are rows. */
export type Layout = {
	readonly columns: number;
	/** The rows that the whole frame takes: one less than the terminal has, so that it never scrolls. */
	readonly rows: number;
	/** The line of steps at the top. */
	readonly hasCrumbs: boolean;
	/** The line of answers so far under it. */
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
	/** Whether it is read out, not seen: nothing is cut, and of long lists only the focused row is said. */
	readonly isSpoken: boolean;
};

/** Taller frames would only spread the parts: what a reader compares stays together. */
const tallestFrame = 36;

/**
 * Gives the rows of a terminal to the parts of a screen. As it gets smaller it gives up captions and
 * gaps first, then the lines at the top, never the list or the keys. Sizes of zero, as some
 * pseudo-terminals report, count as 80×24.
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

/** For a screen reader: everything is there, whatever the size, and no line is broken but by the terminal. */
export const spokenLayout: Layout = {...planLayout(10_000, tallestFrame + 1), isSpoken: true};
