/** The signs that the screens are drawn with. */
export type Symbols = {
	readonly pointer: string;
	readonly chosen: string;
	readonly done: string;
	readonly current: string;
	readonly included: string;
	readonly none: string;
	readonly caution: string;
	readonly cursor: string;
	readonly separator: string;
	readonly ellipsis: string;
	readonly updown: string;
	readonly leftright: string;
};

const unicodeSymbols: Symbols = {
	pointer: '❯',
	chosen: '●',
	done: '✓',
	current: '●',
	included: '◦',
	none: '–',
	caution: '▲',
	cursor: '▏',
	separator: '·',
	ellipsis: '…',
	updown: '↑↓',
	leftright: '←→',
};

const asciiSymbols: Symbols = {
	pointer: '>',
	chosen: '*',
	done: 'v',
	current: '*',
	included: '+',
	none: '-',
	caution: '!',
	cursor: '|',
	separator: '-',
	ellipsis: '...',
	updown: 'up/down',
	leftright: 'left/right',
};

/** Words in place of signs for a screen reader. Empty where a role says the same. */
export const spokenSymbols: Symbols = {
	...asciiSymbols,
	caution: 'Caution:',
	cursor: '',
	separator: ',',
	updown: 'up or down',
	leftright: 'left or right',
};

/** The colours by their meaning. They are the terminal's own, so that they fit any background. */
export const colours = {
	accent: 'cyan',
	good: 'green',
	caution: 'yellow',
	bad: 'red',
} as const;

/** Replaces the signs in a text of the program by those to draw with. */
export const drawSigns = (text: string, {ellipsis, none}: Symbols): string =>
	text.replaceAll('…', ellipsis).replaceAll('–', none);

/** Chooses the signs to draw with. */
export const chooseSymbols = (unicode: boolean): Symbols =>
	unicode ? unicodeSymbols : asciiSymbols;
