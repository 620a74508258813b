import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {findBuiltProgram} from '../program.ts';
import {openTerminal, type Terminal, type TerminalOptions} from '../terminal.ts';

/** A terminal in which a shell runs the program and then tells what became of it. */
export type Shell = Terminal & {
	/** The process id of the program. */
	readonly programPid: () => number;
	/** Waits until the program is done, and tells its exit code as a shell sees it. */
	readonly finish: () => Promise<number>;
};

const script = `
saved=$(stty -g)
sh -c 'echo $$ > "$HOME/pid"; exec "$@"' sh "$@"
code=$?
[ "$(stty -g)" = "$saved" ] && echo "[ended with $code]" || echo "[ended with $code in other modes]"
`;

/** The last of two sequences that switch a mode of the terminal on and off. */
const isOn = (raw: string, mode: number): boolean =>
	raw.lastIndexOf(`\u001B[?${mode}h`) > raw.lastIndexOf(`\u001B[?${mode}l`);

/** Runs a command in a shell in a terminal; the built program with these arguments, in most tests. */
export const openShell = async (
	command: readonly string[],
	options: TerminalOptions = {},
): Promise<Shell> => {
	const terminal = await openTerminal('/bin/sh', ['-c', script, 'sh', ...command], options);
	return {
		...terminal,
		programPid: () => Number(readFileSync(join(terminal.home, 'pid'), 'utf8')),
		finish: async () => {
			const screen = await terminal.until('[ended with');
			return Number(/\[ended with (\d+)/.exec(screen)?.[1]);
		},
	};
};

/** The built program with these arguments, as words of a command. */
export const programCommand = (
	args: readonly string[],
	nodeOptions: readonly string[] = [],
): readonly string[] => [process.execPath, ...nodeOptions, findBuiltProgram(), ...args];

/** Checks that the terminal is as it was before the program, whatever became of it. */
export const expectRestored = (terminal: Terminal): void => {
	expect(terminal.screen()).not.toContain('in other modes');
	expect(terminal.isAlternateScreen()).toBe(false);
	expect(terminal.isCursorVisible()).toBe(true);
	// Bracketed paste, synchronized output, reports of the mouse and of the focus.
	for (const mode of [2004, 2026, 1000, 1004]) {
		expect(isOn(terminal.raw(), mode), `mode ${mode}`).toBe(false);
	}
	// Lines that are too long go on in the next row.
	expect(
		terminal
			.raw()
			.match(/\u001B\[\?7[hl]/g)
			?.at(-1) ?? '\u001B[?7h',
	).toBe('\u001B[?7h');
};
