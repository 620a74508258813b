import chalk, {type ColorSupportLevel} from 'chalk';
import {type Instance, render} from 'ink';
import stringWidth from 'string-width';
import {canShowUnicode, chooseDrawing} from '../core/text/ascii.ts';
import {wantsColours} from '../core/text/colours.ts';
import {App} from './app.tsx';
import {PacedInput, type TerminalInput} from './paced-input.ts';
import {chooseSymbols, spokenSymbols} from './theme.ts';
import type {WizardAnswer, WizardOptions} from './wizard-options.ts';

/** Where the wizard is drawn, and where its keys come from. */
export type WizardTerminal = {
	readonly stdin: TerminalInput;
	/** A terminal: standard output, or standard error where the output is not one. */
	readonly stdout: NodeJS.WriteStream;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	/** Stops the program until the shell continues it, also while `watchSignal` watches for SIGTSTP. */
	readonly suspend: () => Promise<void>;
	/**
	 * Calls a listener when the program goes on after it was stopped, when it is asked to stop, or when the
	 * size of the terminal changes. Returns a function that stops this.
	 */
	readonly watchSignal: (
		signal: 'SIGCONT' | 'SIGTSTP' | 'SIGWINCH',
		listener: () => void,
	) => () => void;
	/** Ends the program: the terminal was closed. */
	readonly hangUp: () => void;
	/** Sets what restores the terminal when the program ends by an error while the wizard is shown. */
	readonly atCrash: (restore: () => void) => void;
};

/**
 * Chooses the number of colours: none, or the sixteen with names. Ink itself looks at standard output,
 * where the wizard may not be drawn, and does not know `NO_COLOR`.
 */
const chooseColours = ({environment}: WizardTerminal): ColorSupportLevel =>
	wantsColours(true, environment) ? 1 : 0;

/** Undoes modes that Ink may have set: a frame half drawn, pastes in brackets, the hidden cursor. */
const calmTerminal = '\u001B[?2026l\u001B[?2004l\u001B[?25h';
const enterAlternateScreen = '\u001B[?1049h';
const leaveAlternateScreen = '\u001B[?1049l';

/**
 * Makes the terminal cut lines at the edge while the wizard is shown. Terminals disagree on the width of
 * joined emoji and some other characters. A line that is wider than expected would wrap and push the frame
 * apart.
 */
const cutAtTheEdge = (output: string): string =>
	output.includes(enterAlternateScreen) || output.includes(leaveAlternateScreen)
		? output
				.replaceAll(enterAlternateScreen, `${enterAlternateScreen}\u001B[?7l`)
				.replaceAll(leaveAlternateScreen, `\u001B[?7h${leaveAlternateScreen}`)
		: output;

type Screen = {
	/** The terminal for Ink. */
	readonly stream: NodeJS.WriteStream;
	/** Whether the alternate screen is shown. */
	readonly isAlternate: () => boolean;
	/** Writes a last text and drops all others. Ink does not know that the screen is closed. */
	readonly close: (last: string) => void;
};

const openScreen = (terminal: NodeJS.WriteStream, draw: (output: string) => string): Screen => {
	let isClosed = false;
	let isAlternate = false;
	const write = (output: unknown, ...others: unknown[]): unknown => {
		if (isClosed) {
			const done = others.at(-1);
			if (typeof done === 'function') {
				setImmediate(() => done());
			}
			return true;
		}
		if (typeof output === 'string' && /\u001B\[\?1049[hl]/.test(output)) {
			isAlternate =
				output.lastIndexOf(enterAlternateScreen) > output.lastIndexOf(leaveAlternateScreen);
		}
		const text = typeof output === 'string' ? cutAtTheEdge(draw(output)) : output;
		return Reflect.apply(terminal.write, terminal, [text, ...others]);
	};
	return {
		stream: new Proxy(terminal, {
			get: (target, property) => {
				const value: unknown = property === 'write' ? write : Reflect.get(target, property);
				return typeof value === 'function' && value !== write ? value.bind(target) : value;
			},
		}),
		isAlternate: () => isAlternate,
		close: last => {
			write(last);
			isClosed = true;
		},
	};
};

/** The time after which a resized terminal has settled, in milliseconds. */
const settling = 60;

/**
 * Clears the screen before Ink draws at a new size, since the terminal wrapped and cut what was drawn. Draws
 * once more when no other change follows: Node sends no event when the size is the earlier one again.
 * Returns a function that stops this.
 */
const keepClean = (
	app: Instance,
	{stream, isAlternate}: Screen,
	{stdout, watchSignal}: WizardTerminal,
): (() => void) => {
	const wipe = (): void => {
		if (isAlternate()) {
			app.clear();
			stream.write('\u001B[H\u001B[2J');
		}
	};
	let timer: NodeJS.Timeout | undefined;
	const unwatch = watchSignal('SIGWINCH', () => {
		clearTimeout(timer);
		timer = setTimeout(() => stdout.emit('resize'), settling);
	});
	// This runs before Ink draws.
	stdout.prependListener('resize', wipe);
	return () => {
		clearTimeout(timer);
		unwatch();
		stdout.off('resize', wipe);
	};
};

/**
 * Shows the wizard until the user has decided. Resolves with the decision, or with `undefined` when
 * the user left. The terminal is then as it was before.
 */
export const runWizard = async (
	options: WizardOptions,
	terminal: WizardTerminal,
): Promise<WizardAnswer | undefined> => {
	const {stdin, stdout, environment, platform, suspend, watchSignal, hangUp, atCrash} = terminal;
	const input = new PacedInput(stdin, hangUp);
	const isUnicode = canShowUnicode(environment, platform);
	const isScreenReaderEnabled = environment.INK_SCREEN_READER === 'true';
	const screen = openScreen(stdout, chooseDrawing(environment, platform, stringWidth));
	chalk.level = chooseColours(terminal);
	let stopCleaning = (): void => {};
	stdout.on('error', hangUp);
	atCrash(() => {
		input.close();
		screen.close(calmTerminal + (screen.isAlternate() ? leaveAlternateScreen : '\r\n'));
	});
	try {
		const app = render(
			<App
				options={options}
				symbols={isScreenReaderEnabled ? spokenSymbols : chooseSymbols(isUnicode)}
				suspend={suspend}
				watchSignal={watchSignal}
				holdKeys={input.hold}
			/>,
			{
				stdin: input as unknown as NodeJS.ReadStream,
				stdout: screen.stream,
				exitOnCtrlC: false,
				patchConsole: false,
				interactive: true,
				alternateScreen: !isScreenReaderEnabled,
				incrementalRendering: !isScreenReaderEnabled,
				isScreenReaderEnabled,
				maxFps: 60,
			},
		);
		stopCleaning = keepClean(app, screen, terminal);
		return (await app.waitUntilExit()) as WizardAnswer | undefined;
	} finally {
		stopCleaning();
		input.close();
		atCrash(() => {});
		stdout.off('error', hangUp);
	}
};
