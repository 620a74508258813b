import type {Environment} from '../core/environment.ts';
import {wantsColours} from '../core/text/colours.ts';

/** The ways to highlight a text. The words alone say the same as the colours. */
export type Format = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

/** Formats a text, or returns it unchanged without colours. */
export type Paint = (format: Format, text: string) => string;

const codes: Readonly<Record<Format, readonly [on: number, off: number]>> = {
	bold: [1, 22],
	dim: [2, 22],
	red: [31, 39],
	yellow: [33, 39],
	green: [32, 39],
	cyan: [36, 39],
};

const controlSequence = '\u001B[';

const withColour: Paint = (format, text) => {
	const [on, off] = codes[format];
	return `${controlSequence}${on}m${text}${controlSequence}${off}m`;
};

const withoutColour: Paint = (_format, text) => text;

/** Returns the `Paint` for a stream. `wantsColours` decides. */
export const choosePaint = (isTerminal: boolean, environment: Environment): Paint =>
	wantsColours(isTerminal, environment) ? withColour : withoutColour;

/** The facts that decide about colours. */
type Streams = {
	readonly terminal: {readonly stdout: boolean; readonly stderr: boolean};
	readonly environment: Environment;
};

/** Returns the `Paint` for standard output. */
export const paintResult = ({terminal, environment}: Streams): Paint =>
	choosePaint(terminal.stdout, environment);

/** Returns the `Paint` for standard error. */
export const paintTalk = ({terminal, environment}: Streams): Paint =>
	choosePaint(terminal.stderr, environment);

/** Writes lines below an empty line and a heading. Nothing where there are no lines. */
export const writeSection = (
	heading: string,
	lines: readonly string[],
	paint: Paint,
): readonly string[] => (lines.length === 0 ? [] : ['', paint('bold', heading), ...lines]);
