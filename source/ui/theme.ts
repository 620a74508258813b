import stringWidth from 'string-width';
import {putInAscii, speaksUtf8} from '../core/text/ascii.ts';

/** The environment variables that decide how the screen looks. */
type Environment = Readonly<Record<string, string | undefined>>;

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

/** In the place of signs for a screen reader: words, and nothing where a role says it already. */
export const spokenSymbols: Symbols = {
	...asciiSymbols,
	caution: 'Caution:',
	cursor: '',
	separator: ',',
	updown: 'up or down',
	leftright: 'left or right',
};

/** The colours by what they mean. Names of the terminal's own sixteen, so that they fit any background. */
export const colours = {
	accent: 'cyan',
	good: 'green',
	caution: 'yellow',
	bad: 'red',
} as const;

/** Whether the terminal can show more than ASCII, judged by its locale as programs in C do. */
export const canShowUnicode = (environment: Environment, platform: string): boolean => {
	if (environment.TERM === 'linux' || environment.TERM === 'dumb') {
		return false;
	}
	if (platform === 'win32') {
		return Boolean(environment.WT_SESSION || environment.TERM_PROGRAM || environment.TERM);
	}
	return speaksUtf8(environment, platform);
};

const asciiForms: Readonly<Record<string, string>> = {'…': '>', '·': '-', '⏎': ' '};

/**
 * What is drawn, with the signs that texts and shortened lines carry as ASCII of the same width. Names
 * from outside stay as they are.
 */
export const drawAsAscii = (output: string): string =>
	output.replace(/[…·⏎]/g, sign => asciiForms[sign] ?? sign);

/**
 * How what is drawn is put for the terminal: as it is, with the signs as ASCII where it has no others, or
 * all of it as ASCII where anything else would be taken for something else.
 */
export const chooseDrawing = (
	environment: Environment,
	platform: string,
): ((output: string) => string) => {
	if (!speaksUtf8(environment, platform)) {
		return output => putInAscii(output, stringWidth);
	}
	return canShowUnicode(environment, platform) ? output => output : drawAsAscii;
};

/** The signs to draw with. */
export const chooseSymbols = (unicode: boolean): Symbols =>
	unicode ? unicodeSymbols : asciiSymbols;
