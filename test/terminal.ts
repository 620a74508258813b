import {execFileSync} from 'node:child_process';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {onTestFinished} from 'vitest';
import {createEnvironment, type Environment, makeTemporaryFolder} from './clean-environment.ts';
import {findBuiltProgram} from './program.ts';

/** The bytes that a terminal sends for each key. */
const keys = {
	enter: '\r',
	escape: '\x1b',
	tab: '\t',
	'shift+tab': '\x1b[Z',
	space: ' ',
	backspace: '\x7f',
	'alt+backspace': '\x1b\x7f',
	delete: '\x1b[3~',
	insert: '\x1b[2~',
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
	home: '\x1b[H',
	end: '\x1b[F',
	'page-up': '\x1b[5~',
	'page-down': '\x1b[6~',
	'ctrl+a': '\x01',
	'ctrl+c': '\x03',
	'ctrl+d': '\x04',
	'ctrl+e': '\x05',
	'ctrl+k': '\x0b',
	'ctrl+l': '\x0c',
	'ctrl+n': '\x0e',
	'ctrl+p': '\x10',
	'ctrl+o': '\x0f',
	'ctrl+u': '\x15',
	'ctrl+w': '\x17',
	'ctrl+z': '\x1a',
	'ctrl+f1': '\x1b[1;5P',
	f1: '\x1bOP',
} as const;

/** The name of a key that `press` knows. */
export type Key = keyof typeof keys;

/** The exit code of the program in a terminal, or the number of the signal that ended it. */
export type Exit = Readonly<{code: number; signal: number | undefined}>;

/** The options of `openTerminal`. */
export type TerminalOptions = Readonly<{
	/** Width in cells. Default 80. */
	columns?: number;
	/** Height in cells. Default 24. */
	rows?: number;
	/** Changes to the clean environment. `undefined` removes a variable. */
	env?: Environment;
	/** The working folder. Default: the home for this terminal. */
	cwd?: string;
}>;

/** A program running in a terminal of its own. */
export type Terminal = Readonly<{
	/** The home folder. `config` in it is the configuration folder. */
	home: string;
	/** The process id of the program. */
	pid: number;
	/** The text on the screen: a line for each row, without spaces at the ends and empty rows below. */
	screen: () => string;
	/** The text that has scrolled out above the screen. */
	scrollback: () => string;
	/** Every byte that the program wrote, as text. */
	raw: () => string;
	/**
	 * Waits until a text is on the screen or a condition on the screen is met, and returns the screen. Throws an error
	 * with the screen after `limit` milliseconds (default 15,000), or when the program ends before.
	 */
	until: (wanted: string | ((screen: string) => boolean), limit?: number) => Promise<string>;
	/** Types a text in one write. */
	send: (text: string) => void;
	/** Presses keys in one write, as a fast typist on a slow line does. */
	press: (...names: readonly Key[]) => void;
	/** Pastes a text the way a terminal with bracketed paste does. */
	paste: (text: string) => void;
	/** Makes the terminal larger or smaller. */
	resize: (columns: number, rows: number) => void;
	/** Stops or continues reading the program's output, as a terminal does on a line that hangs. */
	stall: (isStalled: boolean) => void;
	/** Resolves when the program has ended and all its output is on the screen. */
	exit: Promise<Exit>;
	isCursorVisible: () => boolean;
	isAlternateScreen: () => boolean;
	/** Whether the program gets keys one by one. Only while a program runs; not on Windows. */
	isRawMode: () => boolean;
	/** Ends the program if it still runs. The end of the test calls it too. */
	close: () => Promise<void>;
}>;

const readRows = (vt: xterm.Terminal, from: number, to: number): string =>
	Array.from(
		{length: to - from},
		(_, index) => vt.buffer.active.getLine(from + index)?.translateToString(true) ?? '',
	)
		.join('\n')
		.trimEnd();

/** Follows the escape sequences that show and hide the cursor. */
const watchCursor = (vt: xterm.Terminal): (() => boolean) => {
	let isVisible = true;
	for (const final of ['h', 'l']) {
		vt.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			if (parameters.flat().includes(25)) {
				isVisible = final === 'h';
			}

			return false;
		});
	}

	return () => isVisible;
};

const isRaw = (pty: IPty): boolean => {
	const device = Reflect.get(pty, 'ptsName') ?? Reflect.get(pty, '_pty');
	const option = process.platform === 'darwin' ? '-f' : '-F';
	return execFileSync('stty', [option, String(device), '-a'], {encoding: 'utf8'}).includes(
		'-icanon',
	);
};

/**
 * Starts a program in a pseudo-terminal with a readable screen, in a clean environment with a home of its own. Answers
 * the questions that the program asks the terminal. Ends the program with the test.
 */
export const openTerminal = async (
	command: string,
	args: readonly string[],
	{columns = 80, rows = 24, env, cwd}: TerminalOptions = {},
): Promise<Terminal> => {
	const home = await makeTemporaryFolder();
	const vt = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 5000});
	const pty = spawn(command, [...args], {
		name: env?.TERM ?? 'xterm-256color',
		cols: columns,
		rows,
		cwd: cwd ?? home,
		env: createEnvironment(home, {TERM: 'xterm-256color', ...env}),
	});

	let raw = '';
	let ended: Exit | undefined;
	const watchers = new Set<() => void>();
	const notify = () => {
		for (const watch of watchers) {
			watch();
		}
	};
	const isCursorVisible = watchCursor(vt);

	pty.onData(text => {
		raw += text;
		vt.write(text, notify);
	});
	vt.onData(answer => {
		if (ended === undefined) {
			pty.write(answer);
		}
	});
	const exit = new Promise<Exit>(resolve => {
		pty.onExit(({exitCode, signal}) => {
			vt.write('', () => {
				ended = {code: exitCode, signal: signal || undefined};
				resolve(ended);
				notify();
			});
		});
	});

	const screen = () => {
		const top = vt.buffer.active.baseY;
		return readRows(vt, top, top + vt.rows);
	};

	const until: Terminal['until'] = (wanted, limit = 15_000) => {
		const isMet = (text: string) =>
			typeof wanted === 'string' ? text.includes(wanted) : wanted(text);
		const aim = typeof wanted === 'string' ? JSON.stringify(wanted) : 'The wanted screen';
		return new Promise((resolve, reject) => {
			const stop = () => {
				clearTimeout(timer);
				watchers.delete(look);
			};
			const fail = (why: string) => {
				stop();
				reject(new Error(`${aim} did not appear ${why}. The screen:\n${screen()}`));
			};
			const timer = setTimeout(() => fail(`within ${limit} ms`), limit);
			const look = () => {
				// A terminal shows nothing of a frame before it is whole.
				if (vt.modes.synchronizedOutputMode && ended === undefined) {
					return;
				}

				const text = screen();
				if (isMet(text)) {
					stop();
					resolve(text);
				} else if (ended !== undefined) {
					fail(`before the program ended with ${JSON.stringify(ended)}`);
				}
			};
			watchers.add(look);
			look();
		});
	};

	const close = async () => {
		if (ended === undefined) {
			pty.kill(process.platform === 'win32' ? undefined : 'SIGKILL');
			await exit;
		}

		vt.dispose();
	};
	onTestFinished(close);

	const send = (text: string) => pty.write(text);
	return {
		home,
		pid: pty.pid,
		screen,
		scrollback: () => readRows(vt, 0, vt.buffer.active.baseY),
		raw: () => raw,
		until,
		send,
		press: (...names) => send(names.map(name => keys[name]).join('')),
		paste: text => send(`\x1b[200~${text}\x1b[201~`),
		resize: (newColumns, newRows) => {
			vt.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		stall: isStalled => (isStalled ? pty.pause() : pty.resume()),
		exit,
		isCursorVisible,
		isAlternateScreen: () => vt.buffer.active.type === 'alternate',
		isRawMode: () => isRaw(pty),
		close,
	};
};

/** Starts the built program with these arguments in a terminal. See `openTerminal`. */
export const openProgram = (
	args: readonly string[] = [],
	options?: TerminalOptions,
): Promise<Terminal> => openTerminal(process.execPath, [findBuiltProgram(), ...args], options);
