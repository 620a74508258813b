import {render} from 'ink-testing-library';
import stringWidth from 'string-width';
import {expect, onTestFinished, vi} from 'vitest';
import {App} from '../../source/ui/app.tsx';
import {loadPurposeEngine} from '../../source/ui/engine.ts';
import {chooseSymbols} from '../../source/ui/theme.ts';
import type {WizardOptions} from '../../source/ui/wizard-options.ts';
import {unnamedSteps} from './drive-wizard.ts';
import {makeOptions} from './make-options.ts';

/** The size of a terminal in cells. */
export type Size = {readonly columns: number; readonly rows: number};

const keys = {
	enter: '\r',
	// As the wizard's own input hands it on: Ink would wait for more after a bare escape.
	escape: '\u001B[27u',
	tab: '\t',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	home: '\u001B[H',
	end: '\u001B[F',
	'page-up': '\u001B[5~',
	'page-down': '\u001B[6~',
	backspace: '\u007F',
	'ctrl+c': '\u0003',
	'ctrl+o': '\u000F',
	'ctrl+u': '\u0015',
} as const;

const isKey = (word: string): word is keyof typeof keys => Object.hasOwn(keys, word);

const letReactDraw = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));

/** A wizard on a screen of exactly this size. */
export type OpenWizard = {
	/** What is on the screen, without blanks at the ends of lines. */
	readonly frame: () => string;
	/** Every frame that was drawn. */
	readonly frames: () => readonly string[];
	/** Waits until the screen holds a text or meets a condition, and tells the screen. */
	readonly waitForFrame: (wanted: string | ((frame: string) => boolean)) => Promise<string>;
	/** Presses keys by name one after the other; any other word is typed. */
	readonly press: (...words: readonly string[]) => Promise<void>;
	/** Pastes a text the way a terminal with bracketed paste does. */
	readonly paste: (text: string) => Promise<void>;
	readonly resize: (size: Size) => void;
};

const trimLines = (frame: string | undefined): string =>
	(frame ?? '')
		.split('\n')
		.map(line => line.trimEnd())
		.join('\n');

/** Whether a screen of so many columns shows a step that no test names: its title stands at the margin. */
const isUnnamed = (frame: string | undefined, columns: number): boolean =>
	unnamedSteps.some(({title}) =>
		new RegExp(`^${columns < 60 ? '' : '  '}${title}(?:  |$)`, 'm').test(trimLines(frame)),
	);

/** A screen without what it says of such steps. */
const withoutUnnamed = (frame: string): string =>
	unnamedSteps.reduce(
		(shown, {crumb}) =>
			crumb === undefined
				? shown
				: shown.replace(new RegExp(`  ${crumb}(?: [✓●v*])?(?=  |$)`, 'm'), ''),
		frame,
	);

/** Draws the wizard in the process of the test. It is ended with the test. */
export const openWizard = async (
	options: Partial<WizardOptions> = {},
	{columns, rows}: Size = {columns: 80, rows: 24},
	unicode = true,
): Promise<OpenWizard> => {
	const full = makeOptions(options);
	const symbols = chooseSymbols(unicode);
	const engine = await loadPurposeEngine();
	const loadEngine = async () => engine;
	const suspend = async () => {};
	const draw = (size: Size) => (
		<App options={full} symbols={symbols} size={size} suspend={suspend} loadEngine={loadEngine} />
	);
	// A small screen has no titles, by which steps to pass over are known.
	const isTall = rows >= 5 || unnamedSteps.length === 0;
	let width = isTall ? columns : 80;
	const app = render(draw(isTall ? {columns, rows} : {columns: 80, rows: 24}));
	onTestFinished(() => app.unmount());
	const resize = (size: Size) => {
		width = size.columns;
		// The width that Ink lays out in; the library has always 100 columns.
		Object.defineProperty(app.stdout, 'columns', {value: size.columns, configurable: true});
		app.rerender(draw({columns: size.columns - 1, rows: size.rows}));
		app.rerender(draw(size));
	};
	if (columns > 100) {
		resize({columns, rows});
	}
	await vi.waitFor(() => expect(app.stdin.listenerCount('readable')).toBeGreaterThan(0), {
		interval: 1,
	});
	await letReactDraw();
	const frame = () => withoutUnnamed(trimLines(app.lastFrame()));
	const send = async (bytes: string) => {
		app.stdin.write(bytes);
		await letReactDraw();
		if (isUnnamed(app.lastFrame(), width)) {
			await send(bytes === keys.escape ? keys.escape : keys.enter);
		}
	};
	if (unnamedSteps.length > 0) {
		await send('');
		resize({columns, rows});
		await letReactDraw();
	}
	return {
		frame,
		frames: () => app.frames.map(trimLines),
		waitForFrame: wanted =>
			vi.waitFor(
				() => {
					const shown = frame();
					const isMet = typeof wanted === 'string' ? shown.includes(wanted) : wanted(shown);
					if (!isMet) {
						throw new Error(`This frame does not show what was waited for:\n${shown}`);
					}
					return shown;
				},
				{timeout: 10_000, interval: 5},
			),
		press: async (...words) => {
			for (const word of words) {
				await send(isKey(word) ? keys[word] : word);
			}
		},
		paste: text => send(`\u001B[200~${text}\u001B[201~`),
		resize,
	};
};

/** Checks that a frame stays within its terminal, one row below its bottom. */
export const expectToFit = (frame: string, {columns, rows}: Size): void => {
	const lines = frame.split('\n');
	const tooWide = lines.filter(line => stringWidth(line) > columns);
	expect(tooWide, `wider than ${columns} columns`).toEqual([]);
	expect(lines.length, `as many lines as there are rows:\n${frame}`).toBeLessThanOrEqual(rows - 1);
};
