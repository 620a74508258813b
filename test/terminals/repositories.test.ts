import {execFileSync} from 'node:child_process';
import {appendFileSync, closeSync, constants, openSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {makeTemporaryFolder} from '../clean-environment.ts';
import {needsProgram} from '../needs-program.ts';
import {openProgram} from '../terminal.ts';
import {expectRestored, openShell, programCommand} from './shell.ts';

/** A repository whose settings include another file. */
const makeRepository = async (git: string, included: string): Promise<string> => {
	const folder = await makeTemporaryFolder();
	execFileSync(git, ['init', '--quiet', folder]);
	appendFileSync(join(folder, '.git', 'config'), `[include]\n\tpath = ${included}\n`);
	return folder;
};

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : '';

/** Opens a pipe to write as soon as somebody has it open to read. */
const openToWrite = async (pipe: string): Promise<number> => {
	let descriptor = -1;
	const open = (): boolean => {
		try {
			descriptor = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
			return true;
		} catch {
			return false;
		}
	};
	await expect.poll(open, {interval: 5, timeout: 10_000}).toBe(true);
	return descriptor;
};

/** How a write to a pipe fails. Empty when somebody may still read it. */
const tryToWrite = (descriptor: number): string => {
	try {
		writeSync(descriptor, '#');
		return '';
	} catch (error) {
		return codeOf(error);
	}
};

const checkEnding = async (git: string, signal: NodeJS.Signals, code: number): Promise<void> => {
	const cwd = await makeRepository(git, '../pipe');
	const pipe = join(cwd, 'pipe');
	execFileSync('mkfifo', [pipe]);
	const shell = await openShell(programCommand([]), {cwd});
	const descriptor = await openToWrite(pipe);
	process.kill(shell.programPid(), signal);
	expect(await shell.finish()).toBe(code);
	expectRestored(shell);
	await expect.poll(() => tryToWrite(descriptor)).toBe('EPIPE');
	closeSync(descriptor);
};

describe.skipIf(process.platform === 'win32')('in a hostile repository', () => {
	test('git reads no keys', async context => {
		const cwd = await makeRepository(needsProgram(context, 'git'), '/dev/tty');
		const terminal = await openProgram([], {cwd});
		terminal.press('down');
		await terminal.until('❯ Classic');
		terminal.press('ctrl+c');
		expect(await terminal.exit).toEqual({code: 130, signal: undefined});
	});

	const endings = [
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	] as const;

	test('git ends with the program, whatever ends that', async context => {
		const git = needsProgram(context, 'git');
		for (const [signal, code] of endings) {
			await checkEnding(git, signal, code);
		}
	});
});
