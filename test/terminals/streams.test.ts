import {readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {openProgram, openTerminal, type Terminal} from '../terminal.ts';
import {expectRestored, programCommand} from './shell.ts';

const answers = ['--type', 'classic', '--scope', 'gist', '--expiration', '30', '--name', 'N'];
const link =
	'https://github.com/settings/tokens/new?scopes=gist&description=N&default_expires_at=30';

/**
 * Runs a line of a shell in a terminal, in which `wizard` is the wizard at its Review. The shell stays for a moment:
 * node-pty drops what a busy machine has not read 200 ms after the end.
 */
const openLine = (line: string, args: readonly string[] = answers): Promise<Terminal> =>
	openTerminal('/bin/sh', [
		'-c',
		`wizard() { "$@"; }; ${line}; sleep 0.5`,
		'sh',
		...programCommand(args),
	]);

const openWithoutSaving = async (terminal: Terminal): Promise<void> => {
	await terminal.until('❯ Open in the browser and save');
	terminal.press('down', 'down');
	await terminal.until('❯ Open without saving');
	terminal.press('enter');
};

describe.skipIf(process.platform === 'win32')('in a terminal', () => {
	test.each([
		['standard input is a pipe', 'echo x | wizard "$@"; echo "code $?"'],
		['standard input is a pipe that stays open', 'sleep 1 | wizard "$@"; echo "code $?"'],
		['standard input is closed', 'wizard "$@" <&-; echo "code $?"'],
		['standard input is the null device', 'wizard "$@" < /dev/null; echo "code $?"'],
		['both outputs are pipes', '{ wizard "$@"; echo "code $?"; } 2>&1 | cat'],
		['both outputs are files', 'wizard "$@" > out 2>&1; echo "code $?"; cat out'],
	])('the wizard is refused in words when %s', async (_, line) => {
		const terminal = await openLine(line, []);
		await terminal.exit;
		expect(terminal.screen()).toContain('code 2');
		expect(terminal.screen()).toContain('The wizard needs a terminal, but there is none');
		expectRestored(terminal);
	});

	test.each([
		['a pipe', '{ wizard "$@"; echo "code $?" >&2; } | cat > out'],
		['a file', 'wizard "$@" > out; echo "code $?"'],
		['taken by the shell', 'x=$(wizard "$@"); echo "code $?"; echo "$x" > out'],
		[
			'the beginning of a line of programs',
			'{ wizard "$@"; echo "code $?" >&2; } | head -n 1 > out',
		],
	])('the wizard is drawn on standard error when standard output is %s', async (_, line) => {
		const terminal = await openLine(line);
		await openWithoutSaving(terminal);
		await terminal.exit;
		expect(terminal.screen()).toContain('code 0');
		expect(await readFile(join(terminal.home, 'out'), 'utf8')).toBe(`${link}\n`);
		expectRestored(terminal);
	});

	test('the wizard is drawn on standard output when standard error is a file', async () => {
		const terminal = await openLine('wizard "$@" 2> out; echo "code $?"');
		await openWithoutSaving(terminal);
		await terminal.exit;
		expect(terminal.screen()).toBe(`${link.slice(0, 80)}\n${link.slice(80)}\ncode 0`.trimEnd());
		expect(await readFile(join(terminal.home, 'out'), 'utf8')).toContain('On the page');
		expectRestored(terminal);
	});

	test.each([
		['standard error is closed', 'wizard "$@" 2>&-; echo "code $?"', 0],
		['the reader of the result is gone', '{ wizard "$@"; echo "code $?" >&2; } | true', 0],
		// Node puts the null device in its place.
		['standard output is closed', 'wizard "$@" >&-; echo "code $?"', 0],
		['the disk of the result is full', 'wizard "$@" > /dev/full; echo "code $?"', 1],
	])('the wizard ends in order when %s', async (_, line, code) => {
		const terminal = await openLine(line);
		await openWithoutSaving(terminal);
		await terminal.exit;
		expect(terminal.screen()).toContain(`code ${code}`);
		expect(terminal.raw()).not.toMatch(/\n +at /);
		expectRestored(terminal);
	});
});

test.skipIf(process.platform !== 'linux')(
	'a terminal that stalls for a while is waited for',
	async () => {
		const permissions = ['--type', 'fine-grained', '--owner', 'o', '--repository-access', 'all'];
		const terminal = await openProgram(permissions);
		await terminal.until('❯ Actions');
		/** In megabytes, at the most so far. */
		const memory = () =>
			Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${terminal.pid}/status`, 'utf8'))?.[1]) /
			1024;
		const before = memory();
		terminal.stall(true);
		// Far more to draw than the terminal's buffer holds.
		for (let round = 0; round < 200; round++) {
			terminal.press('end', 'home');
			terminal.resize(80 + (round % 3), 24);
		}
		terminal.press('end', 'right');
		// It can do no more than wait then: its processor time stands still.
		let spent = '';
		await expect
			.poll(
				() => {
					const before = spent;
					spent = readFileSync(`/proc/${terminal.pid}/stat`, 'utf8')
						.split(' ')
						.slice(13, 15)
						.join(' ');
					return spent === before;
				},
				{timeout: 20_000, interval: 200},
			)
			.toBe(true);
		const drawn = terminal.raw().length;
		terminal.stall(false);
		await terminal.until('Chosen 1');
		expect(terminal.raw().length).toBeGreaterThan(drawn);
		expect(terminal.screen()).toContain('❯ Workflows');
		expect(memory() - before).toBeLessThan(100);
		terminal.press('ctrl+c');
		expect(await terminal.exit).toMatchObject({code: 130});
		expectRestored(terminal);
	},
);
