import {execFileSync} from 'node:child_process';
import {setTimeout as wait} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';

/** The escape sequence at the end of a frame (DEC 2026, synchronized update). */
const frameEnd = '\x1b[?2026l';

/**
 * A program to measure.
 *
 * @typedef {object} Program
 * @property {readonly string[]} args For Node.
 * @property {string} home The home folder, with the saved profiles.
 * @property {string} [cwd]
 * @property {Readonly<Record<string, string>>} [env]
 * @property {string} [until] The text that ends the measurement when it appears. Without it, the exit does.
 */

/** @param {Program} program @param {string} node */
const start = ({args, home, cwd = home, env}, node) => {
	// Leaves out this shell's variables: NODE_OPTIONS and NODE_EXTRA_CA_CERTS would slow down every start.
	const environment = {PATH: process.env.PATH ?? '', HOME: home, TERM: 'xterm-256color', ...env};
	return spawn(node, [...args], {cols: 80, rows: 24, cwd, env: environment});
};

/**
 * Starts a program in a pseudo-terminal, and ends it when its text has appeared.
 *
 * @param {Program} program
 * @param {string} node The path of Node.
 * @returns {Promise<number>} The milliseconds from the start.
 * @throws {Error} when it ends before its text appears.
 */
export const measureStart = (program, node) =>
	new Promise((resolve, reject) => {
		const begin = performance.now();
		const terminal = start(program, node);
		let written = '';
		let time = 0;
		terminal.onData(text => {
			written += text;
			if (program.until !== undefined && time === 0 && written.includes(program.until)) {
				time = performance.now() - begin;
				terminal.kill('SIGKILL');
			}
		});
		terminal.onExit(({exitCode}) => {
			if (program.until === undefined && exitCode === 0) {
				resolve(performance.now() - begin);
			} else if (time > 0) {
				resolve(time);
			} else {
				reject(
					new Error(`${program.args.join(' ')} ended with ${exitCode} and wrote:\n${written}`),
				);
			}
		});
	});

/**
 * @param {Program} program
 * @param {string} node
 * @returns The controls of the started program, once its `until` is on the screen.
 */
const open = async (program, node) => {
	const terminal = start(program, node);
	let written = '';
	/** @type {() => void} */
	let notify = () => {};
	terminal.onData(text => {
		written += text;
		notify();
	});
	/** @param {(text: string) => boolean} isMet */
	const until = isMet =>
		/** @type {Promise<void>} */ (
			new Promise((resolve, reject) => {
				const timer = setTimeout(
					() => reject(new Error(`Nothing came after:\n${written}`)),
					10_000,
				);
				notify = () => {
					if (isMet(written)) {
						clearTimeout(timer);
						resolve();
					}
				};
				notify();
			})
		);
	await until(text => text.includes(program.until ?? ''));
	return {
		pid: terminal.pid,
		press(/** @type {string} */ key) {
			written = '';
			terminal.write(key);
			return until(text => text.includes(frameEnd));
		},
		close() {
			const ended = new Promise(resolve => {
				terminal.onExit(resolve);
			});
			terminal.kill('SIGKILL');
			return ended;
		},
	};
};

/**
 * Presses keys in a running program, each a while after the frame of the one before.
 *
 * @param {Program} program
 * @param {string} node
 * @param {readonly string[]} keys Each has to change the screen.
 * @returns {Promise<number[]>} The milliseconds from each key to the end of its frame.
 */
export const measureKeys = async (program, node, keys) => {
	const {press, close} = await open(program, node);
	// After the first frame the program loads and keeps code, which is not part of a key stroke.
	await wait(2000);
	const times = [];
	for (const key of keys) {
		const begin = performance.now();
		await press(key);
		times.push(performance.now() - begin);
		await wait(60);
	}

	await close();
	return times;
};

/**
 * @param {Program} program
 * @param {string} node
 * @returns {Promise<number>} The resident memory of the idle program in kilobytes.
 */
export const measureMemory = async (program, node) => {
	const {pid, close} = await open(program, node);
	await wait(2500);
	const kilobytes = Number(
		execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], {encoding: 'utf8'}),
	);
	await close();
	return kilobytes;
};
