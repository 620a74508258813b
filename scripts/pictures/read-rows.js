/**
 * Neighbouring cells that look the same. `column` and `width` count cells. `colour` and `ground` are numbers of the
 * terminal's sixteen colours.
 *
 * @typedef {{
 *   column: number,
 *   width: number,
 *   text: string,
 *   colour: number | undefined,
 *   ground: number | undefined,
 *   isBold: boolean,
 *   isDim: boolean,
 *   isInverse: boolean,
 *   isUnderlined: boolean,
 * }} Run
 */

/** @typedef {readonly Run[]} Row The runs of a row, from left to right. */

/** @typedef {Omit<Run, 'column' | 'width' | 'text'>} Look */

/**
 * @param {import('@xterm/headless').IBufferCell} cell
 * @param {boolean} isCursor
 * @returns {Look}
 */
const readLook = (cell, isCursor) => {
	if (cell.isFgRGB() || cell.isBgRGB() || cell.getFgColor() > 15 || cell.getBgColor() > 15) {
		throw new Error('Pictures can only have the sixteen colours of a terminal');
	}
	return {
		colour: cell.isFgDefault() ? undefined : cell.getFgColor(),
		ground: cell.isBgDefault() ? undefined : cell.getBgColor(),
		isBold: cell.isBold() !== 0,
		isDim: cell.isDim() !== 0,
		isInverse: (cell.isInverse() !== 0) !== isCursor,
		isUnderlined: cell.isUnderline() !== 0,
	};
};

/** Signs that fonts often lack or draw wider than a letter. Each is drawn by itself, so that it moves no other text. */
const standsAlone = /[^\u0020-\u024f\u2013\u2014\u2018-\u201d\u2026]/;

/**
 * @param {Run} run
 * @param {Run} next
 */
const isOneRun = (run, next) =>
	run.column + run.width === next.column &&
	!standsAlone.test(run.text) &&
	!standsAlone.test(next.text) &&
	run.colour === next.colour &&
	run.ground === next.ground &&
	run.isBold === next.isBold &&
	run.isDim === next.isDim &&
	run.isInverse === next.isInverse &&
	run.isUnderlined === next.isUnderlined;

/** @param {Run} run */
const isVisible = run =>
	run.text.trim() !== '' || run.isInverse || run.isUnderlined || run.ground !== undefined;

/** @param {Run} run */
const splitAtGaps = run => {
	if (!isVisible(run) || run.isInverse || run.ground !== undefined || run.isUnderlined) {
		return isVisible(run) ? [run] : [];
	}
	return [...run.text.matchAll(/\S+(?: \S+)*/g)].map(({0: text, index}) => ({
		...run,
		column: run.column + index,
		// Only a single run can be wider than its text is long.
		width: text.length === run.text.length ? run.width : text.length,
		text,
	}));
};

/**
 * @param {import('@xterm/headless').IBufferLine} line
 * @param {number | undefined} cursor
 * @returns {Row}
 */
const readRow = (line, cursor) => {
	/** @type {Run[]} */
	const runs = [];
	for (let column = 0; column < line.length; column += 1) {
		const cell = line.getCell(column);
		if (cell !== undefined && cell.getWidth() > 0) {
			const look = readLook(cell, column === cursor);
			const next = {column, width: cell.getWidth(), text: cell.getChars() || ' ', ...look};
			const last = runs.at(-1);
			if (last !== undefined && isOneRun(last, next)) {
				runs[runs.length - 1] = {
					...last,
					width: last.width + next.width,
					text: last.text + next.text,
				};
			} else {
				runs.push(next);
			}
		}
	}
	return runs.flatMap(splitAtGaps);
};

/**
 * Reads the rows of a screen, or as many rows from the one with the text `from` on, as if scrolled there.
 *
 * @param {import('@xterm/headless').Terminal} screen
 * @param {{from: string | undefined, isCursorVisible: boolean}} view
 * @returns {Row[]}
 */
export const readRows = (screen, {from, isCursorVisible}) => {
	const buffer = screen.buffer.active;
	const lines = Array.from({length: buffer.length}, (_, index) => buffer.getLine(index));
	const found = lines.findIndex(
		line => from !== undefined && line?.translateToString().includes(from),
	);
	if (from !== undefined && found === -1) {
		throw new Error(`No row has ${JSON.stringify(from)}`);
	}
	const top = found === -1 ? buffer.baseY : found;
	const cursorRow = buffer.baseY + buffer.cursorY;
	return lines
		.slice(top, top + screen.rows)
		.map((line, index) =>
			line === undefined
				? []
				: readRow(
						line,
						isCursorVisible && found === -1 && top + index === cursorRow
							? buffer.cursorX
							: undefined,
					),
		);
};
