import {splitGraphemes} from './graphemes.ts';

/** Returns the number of terminal cells that a text fills. */
type CountCells = (text: string) => number;

/** Wraps a text at spaces into lines of at most `width` cells. A longer word gets a line of its own. */
export const wrapWords = (
	text: string,
	width: number,
	countCells: CountCells,
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

/** Breaks a word into parts of at most `width` cells. */
const breakWord = (word: string, width: number, countCells: CountCells): readonly string[] => {
	const parts: string[] = [];
	let part = '';
	for (const grapheme of splitGraphemes(word)) {
		if (part !== '' && countCells(part + grapheme) > width) {
			parts.push(part);
			part = '';
		}
		part += grapheme;
	}
	return [...parts, part];
};

/** Wraps a text as `wrapWords` does, but breaks words that are wider than a line, and joins runs of white space. */
export const breakLines = (
	text: string,
	width: number,
	countCells: CountCells,
): readonly string[] => {
	const words = text
		.trim()
		.split(/\s+/)
		.flatMap(word => (word.length <= width / 2 ? [word] : breakWord(word, width, countCells)));
	return wrapWords(words.join(' '), width, countCells);
};

const noBreak = '\u00A0';

/**
 * Writes names behind a lead in at most `most` lines of `width` cells, which break between names: as many names as
 * fit, and the number of the others. Adds the note where all names fit.
 */
export const fitNames = (
	lead: string,
	names: readonly string[],
	note: string,
	width: number,
	most: number,
	countCells: CountCells,
): readonly string[] => {
	const isWide = names.every(name => countCells(name) < width);
	const write = (shown: readonly string[], end: string): readonly string[] => {
		const words = [...shown, end].filter(Boolean);
		const list = words.map((name, index) => {
			const isLast = index === shown.length - 1 && !end.startsWith('and');
			const text = index < shown.length && !isLast ? `${name},` : name;
			return isWide && index < shown.length ? text.replaceAll(' ', noBreak) : text;
		});
		const start = countCells(lead.trimEnd()) > width ? lead : lead.replaceAll(' ', noBreak);
		const parts = [start, ...list]
			.join(' ')
			.split(' ')
			.flatMap(word => (countCells(word) > width ? breakWord(word, width, countCells) : [word]));
		return wrapWords(parts.join(' '), width, countCells).map(line =>
			line.replaceAll(noBreak, ' ').trimEnd(),
		);
	};
	const all = write(names, note === '' ? '' : `(${note})`);
	if (all.length <= most) {
		return all;
	}
	for (let shown = names.length; shown > 0; shown--) {
		const hidden = names.length - shown;
		const lines = write(names.slice(0, shown), hidden === 0 ? '' : `and ${hidden} more`);
		if (lines.length <= most) {
			return lines;
		}
	}
	return [lead.trimEnd()];
};
