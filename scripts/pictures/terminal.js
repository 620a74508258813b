import {setTimeout as wait} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {readRows} from './read-rows.js';

/** The bytes that a terminal sends for each key. */
export const keys = {
	enter: '\r',
	escape: '\x1b',
	tab: '\t',
	space: ' ',
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
};

/** The time without changes after which the screen is still, in milliseconds. */
const stillness = 60;

/** The longest time to wait for a text, in milliseconds. */
const patience = 20_000;

/**
 * A shell in a terminal whose cells can be read.
 *
 * @typedef {{
 *   send: (text: string) => void,
 *   until: (wanted: string) => Promise<void>,
 *   read: (from?: string) => import('./read-rows.js').Row[],
 *   close: () => void,
 * }} Terminal `until` resolves when a text is on the screen and the screen is still. `read` returns the rows of the
 * screen, or as many from the row with a text on, as if scrolled there.
 */

/**
 * @param {import('./stage.js').Stage} stage
 * @param {{columns: number, rows: number}} size
 * @returns {Terminal}
 */
export const openTerminal = ({folder, environment}, {columns, rows}) => {
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const shell = spawn('/bin/sh', ['-i'], {
		name: environment.TERM ?? '',
		cols: columns,
		rows,
		cwd: folder,
		env: environment,
	});
	let changed = 0;
	let isDrawing = false;
	let isCursorVisible = true;
	for (const final of /** @type {const} */ (['h', 'l'])) {
		screen.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			const codes = parameters.flat();
			if (codes.includes(2026)) {
				isDrawing = final === 'h';
			}
			if (codes.includes(25)) {
				isCursorVisible = final === 'h';
			}
			return false;
		});
	}
	shell.onData(text => {
		screen.write(text, () => {
			changed = Date.now();
		});
	});
	screen.onData(answer => shell.write(answer));

	const showText = () => {
		const buffer = screen.buffer.active;
		const lines = Array.from({length: rows}, (_, row) => buffer.getLine(buffer.baseY + row));
		return lines
			.map(line => `${line?.isWrapped ? '' : '\n'}${line?.translateToString(true) ?? ''}`)
			.join('');
	};
	return {
		send: text => shell.write(text),
		until: async wanted => {
			const end = Date.now() + patience;
			while (isDrawing || Date.now() - changed < stillness || !showText().includes(wanted)) {
				if (Date.now() > end) {
					throw new Error(`${JSON.stringify(wanted)} did not appear. The screen:\n${showText()}`);
				}
				await wait(5);
			}
		},
		read: from => readRows(screen, {from, isCursorVisible}),
		close: () => {
			shell.kill('SIGKILL');
			screen.dispose();
		},
	};
};
