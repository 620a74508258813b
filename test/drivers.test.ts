import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {createEnvironment, makeTemporaryFolder} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {runProgram} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {openTerminal} from './terminal.ts';

const node = process.execPath;
const isWindows = process.platform === 'win32';

test('no variable of the caller can change a test', () => {
	expect(process.env).not.toHaveProperty('CI');
	expect(process.env).not.toHaveProperty('NO_COLOR');
	expect(existsSync(process.env.PAT_WIZARD_CONFIG_DIR ?? '.')).toBe(false);
});

test('a child process gets only the variables of the test', () => {
	const environment = createEnvironment('/nowhere', {NO_COLOR: '1', TZ: undefined});
	expect(environment).toMatchObject({HOME: '/nowhere', NO_COLOR: '1'});
	expect(environment).not.toHaveProperty('TZ');
	expect(environment).not.toHaveProperty('VITEST');
});

test('a process is told its input and tells its output, error output and code', async () => {
	const program = 'process.stdin.on("data", d => console.log(String(d))); console.error("e")';
	const result = await runProgram(node, ['-e', `${program}; process.exitCode = 3`], {input: 'in'});
	expect(result).toEqual({code: 3, signal: undefined, stdout: 'in\n', stderr: 'e\n'});
});

test.skipIf(isWindows)('a process can find its standard input closed', async () => {
	const script = '[ -e /dev/fd/0 ] && echo open || echo closed';
	expect((await runProgram('/bin/sh', ['-c', script])).stdout).toBe('open\n');
	const {stdout} = await runProgram('/bin/sh', ['-c', script], {stdin: 'closed'});
	expect(stdout).toBe('closed\n');
});

test('a process that waits for input that never comes is ended at its limit', async () => {
	const waiting = runProgram(node, ['-e', 'console.log("here"); process.stdin.resume()'], {
		stdin: 'open',
		limit: 1000,
	});
	await expect(waiting).rejects.toThrow(/not done after 1000 ms[\s\S]*here/);
});

test('a terminal shows what a program draws and tells how it ended', async () => {
	const lines = 'for (let i = 0; i < 40; i++) console.log("line " + i)';
	const terminal = await openTerminal(node, ['-e', `${lines}; process.exitCode = 7`], {rows: 10});
	expect(await terminal.exit).toEqual({code: 7, signal: undefined});
	expect(terminal.screen().split('\n').at(-1)).toBe('line 39');
	expect(terminal.scrollback()).toMatch(/^line 0\nline 1\n/);
	expect(terminal.raw()).toContain('line 20\r\n');
});

test('a terminal answers, takes keys, tells its modes and its size', async () => {
	const program = `
		process.stdin.setRawMode(true);
		process.stdin.on('data', data => {
			console.log(JSON.stringify(String(data)));
			if (String(data) === 'q') process.exit();
		});
		process.stdout.on('resize', () => console.log(process.stdout.columns + 'x' + process.stdout.rows));
		process.stdout.write('\\x1b[?1049h\\x1b[?25lready\\n\\x1b[6n');
	`;
	const terminal = await openTerminal(node, ['-e', program], {columns: 60, rows: 12});
	await terminal.until('"\\u001b[2;1R"');
	expect(terminal.isAlternateScreen()).toBe(true);
	expect(terminal.isCursorVisible()).toBe(false);
	if (!isWindows) {
		expect(terminal.isRawMode()).toBe(true);
	}

	terminal.press('down', 'enter');
	await terminal.until('"\\u001b[B\\r"');
	terminal.resize(50, 11);
	await terminal.until('50x11');
	terminal.send('q');
	expect(await terminal.exit).toEqual({code: 0, signal: undefined});
	await expect(terminal.until('never')).rejects.toThrow(/before the program ended[\s\S]*50x11/);
});

test('waiting in a terminal ends with the screen in the message', async () => {
	const terminal = await openTerminal(node, [
		'-e',
		'console.log("up"); setInterval(() => {}, 1e6)',
	]);
	await terminal.until('up');
	await expect(terminal.until('never', 50)).rejects.toThrow(/"never" did not appear[\s\S]*up/);
	await terminal.close();
	await expect(terminal.exit).resolves.toMatchObject(isWindows ? {} : {signal: 9});
});

test.skipIf(isWindows)('a stand-in remembers its calls and behaves as told', async () => {
	const folder = await makeTemporaryFolder();
	const standIn = await makeStandIn(folder, 'browser', {exit: 4, output: "it's", readsInput: true});
	expect(standIn.calls()).toEqual([]);
	await runProgram(standIn.path, []);
	const result = await runProgram(standIn.path, ['a b', '', "it's\n&"], {input: 'copied'});
	expect(result).toMatchObject({code: 4, stdout: "it's"});
	expect(standIn.calls()).toEqual([[], ['a b', '', "it's\n&"]]);
	expect(standIn.input()).toBe('copied');
	expect(standIn.path).toBe(join(folder, 'browser'));
});

test.skipIf(isWindows)('a program that is needed is found', context => {
	expect(needsProgram(context, 'no-such-program', 'sh')).toMatch(/\/sh$/);
});
