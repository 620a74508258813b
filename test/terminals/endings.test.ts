import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createEnvironment, makeTemporaryFolder} from '../clean-environment.ts';
import {needsProgram} from '../needs-program.ts';
import {findBuiltProgram} from '../program.ts';
import {openTerminal, type Terminal} from '../terminal.ts';
import {expectRestored, openShell, programCommand} from './shell.ts';

const isWindows = process.platform === 'win32';
const broken = ['--import', resolve('test/fixtures/break-program.mjs')];
const permissions = ['--type', 'fine-grained', '--owner', 'octo-org', '--repository-access', 'all'];

describe.skipIf(isWindows)('the terminal is as before', () => {
	test('after Ctrl+C', async () => {
		const shell = await openShell(programCommand(['--save', 'bot']));
		await shell.until('Token type');
		shell.press('down', 'ctrl+c');
		expect(await shell.finish()).toBe(130);
		expectRestored(shell);
		expect(shell.screen()).toBe('Cancelled: nothing was opened or saved.\n[ended with 130]');
		expect(await readdir(shell.home)).not.toContain('config');
	});

	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	] as const)('after %s from outside', async (signal, code) => {
		const shell = await openShell(programCommand(permissions));
		await shell.until('Permissions');
		shell.send('pull');
		await shell.until('/ pull');
		process.kill(shell.programPid(), signal);
		expect(await shell.finish()).toBe(code);
		expectRestored(shell);
		// The shells name some signals.
		expect(shell.screen()).toMatch(/^(?:Terminated|Hangup|Quit|)\n*\[ended with \d+\]$/);
	});

	test.each(['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const)(
		'after %s at any moment of the start',
		async signal => {
			// One after the other: what a shell writes last is lost where many end at once.
			for (const moment of [30, 60, 90, 140, 200]) {
				const shell = await openShell(programCommand([]));
				const findPid = () => (existsSync(join(shell.home, 'pid')) ? shell.programPid() : 0);
				await expect.poll(findPid).not.toBe(0);
				await new Promise(resolve => setTimeout(resolve, moment));
				process.kill(shell.programPid(), signal);
				expect(await shell.finish()).toBeGreaterThanOrEqual(129);
				expectRestored(shell);
			}
		},
	);

	test.each(['timer', 'promise'])('after a bug in a %s', async place => {
		const shell = await openShell(programCommand([], broken), {env: {BREAK: place}});
		await shell.until('Token type');
		process.kill(shell.programPid(), 'SIGUSR2');
		expect(await shell.finish()).toBe(1);
		expectRestored(shell);
		expect(shell.screen()).toContain('Something went wrong inside pat-wizard: planted fault');
		expect(shell.screen()).toContain('Please report it');
	});

	test('after a bug in a view', async () => {
		const answers = [...permissions, '--permission', 'contents=read'];
		const shell = await openShell(programCommand(answers, broken), {env: {BREAK: 'view'}});
		expect(await shell.finish()).toBe(1);
		expectRestored(shell);
		expect(shell.screen()).toContain('Something went wrong inside pat-wizard: planted fault');
	});

	test('after a bug while a view is laid out', async () => {
		const shell = await openShell(programCommand(permissions, broken), {env: {BREAK: 'layout'}});
		await shell.until('Permissions');
		shell.paste('💥');
		expect(await shell.finish()).toBe(1);
		expectRestored(shell);
		expect(shell.screen() + shell.scrollback()).toContain('planted fault');
	});
});

describe.skipIf(isWindows)('stopped and continued', () => {
	const openJobs = async (bash: string) => {
		const terminal = await openTerminal(bash, ['--norc', '--noprofile', '-i'], {
			env: {PS1: 'ready>', HISTFILE: ''},
		});
		await terminal.until('ready>');
		terminal.send(
			`sh -c 'echo $$ > "$HOME/pid"; exec "$@"' sh '${process.execPath}' '${findBuiltProgram()}'\r`,
		);
		await terminal.until('Token type');
		terminal.press('down');
		await terminal.until('❯ Classic');
		return terminal;
	};

	/** Ends the wizard, and then the shell: what is typed before its prompt is there may go to the wizard. */
	const leave = async (terminal: Terminal): Promise<void> => {
		terminal.press('up');
		await terminal.until('❯ Fine-grained');
		terminal.press('ctrl+c');
		await terminal.until(screen => /Cancelled[\s\S]*ready>\s*$/.test(screen));
		terminal.send('echo code $?\r');
		await terminal.until('code 130');
		terminal.send('exit\r');
		await terminal.exit;
	};

	test('by Ctrl+Z, in a terminal that has another size then', async context => {
		const terminal = await openJobs(needsProgram(context, 'bash'));
		terminal.press('ctrl+z');
		await terminal.until('Stopped');
		expect(terminal.isAlternateScreen()).toBe(false);
		expect(terminal.isCursorVisible()).toBe(true);
		terminal.resize(60, 20);
		terminal.send('fg\r');
		await terminal.until(
			screen =>
				screen.includes('❯ Classic') &&
				screen.includes('rev…') &&
				screen.split('\n').length === 19 &&
				terminal.isAlternateScreen(),
		);
		await expect.poll(() => terminal.isRawMode()).toBe(true);
		await leave(terminal);
	});

	const readPid = (terminal: Terminal): number =>
		Number(readFileSync(join(terminal.home, 'pid'), 'utf8'));

	test('by SIGTSTP from outside, as by Ctrl+Z, and again', async context => {
		const terminal = await openJobs(needsProgram(context, 'bash'));
		for (const _ of [1, 2]) {
			process.kill(readPid(terminal), 'SIGTSTP');
			await terminal.until('Stopped');
			expect(terminal.isAlternateScreen()).toBe(false);
			expect(terminal.isCursorVisible()).toBe(true);
			// Answers only when the shell has the terminal, in the modes that it likes.
			terminal.send('echo back in $((40 + 2))\r');
			await terminal.until('back in 42');
			terminal.send('clear; fg\r');
			await terminal.until(screen => screen.includes('❯ Classic') && !screen.includes('42'));
			expect(terminal.isAlternateScreen()).toBe(true);
			expect(terminal.isCursorVisible()).toBe(false);
			await expect.poll(() => terminal.isRawMode()).toBe(true);
		}
		await leave(terminal);
	});

	test('by Ctrl+Z, and in the background by the system, until it has the terminal again', async context => {
		const terminal = await openJobs(needsProgram(context, 'bash'));
		terminal.press('ctrl+z');
		await terminal.until('Stopped');
		terminal.send('clear; bg\r');
		await terminal.until('&');
		const isStopped = (screen: string) => /Stopped/.test(screen);
		await expect
			.poll(() => {
				terminal.send('jobs\r');
				return isStopped(terminal.screen());
			})
			.toBe(true);
		expect(terminal.isAlternateScreen()).toBe(false);
		terminal.send('fg\r');
		await terminal.until(screen => screen.includes('❯ Classic') && !isStopped(screen));
		await expect.poll(() => terminal.isRawMode()).toBe(true);
		await leave(terminal);
	});

	test.for(['SIGSTOP', 'SIGTTIN', 'SIGTTOU'] as const)(
		'by %s from outside',
		async (signal, context) => {
			const terminal = await openJobs(needsProgram(context, 'bash'));
			process.kill(readPid(terminal), signal);
			await terminal.until(() => /Stopped[\s\S]*ready>/.test(terminal.raw()));
			terminal.send('fg\r');
			await terminal.until(screen => screen.includes('❯ Classic') && !/Stopped|fg/.test(screen));
			await expect.poll(() => terminal.isRawMode()).toBe(true);
			await leave(terminal);
		},
	);
});

test.skipIf(isWindows)('a window that is closed ends the program, as a hang-up does', async () => {
	const home = await makeTemporaryFolder();
	const code = join(home, 'code');
	const holder = spawn(
		process.execPath,
		[
			'test/fixtures/hold-terminal.mjs',
			'/bin/sh',
			'-c',
			`trap '' HUP; "$@"; echo $? > '${code}'`,
			'sh',
			...programCommand([]),
		],
		{env: createEnvironment(home), stdio: ['ignore', 'pipe', 'inherit']},
	);
	onTestFinished(() => {
		holder.kill('SIGKILL');
	});
	let drawn = '';
	holder.stdout.setEncoding('utf8').on('data', (text: string) => {
		drawn += text;
	});
	await expect.poll(() => drawn, {timeout: 15_000}).toContain('Token type');
	holder.kill('SIGKILL');
	await expect
		.poll(() => existsSync(code) && readFileSync(code, 'utf8'), {timeout: 10_000})
		.toBe('129\n');
});

test.skipIf(isWindows)(
	'a link that there is no room for twice is printed first, and stands last alone',
	async () => {
		const description = 'd'.repeat(600);
		const answers = ['--permission', 'contents=write', '--name', 'x', '--description', description];
		const command = programCommand(['create', '--yes', '--no-open', ...answers]);
		const link = `https://github.com/settings/personal-access-tokens/new?name=x&description=${description}&contents=write`;
		const shell = await openShell(command);
		expect(await shell.finish()).toBe(0);
		expect(shell.raw().split(link)).toHaveLength(3);
		expect(shell.raw().trimStart().startsWith(link)).toBe(true);
		const [ending = '', ended] = shell.screen().split('\n[ended');
		expect(ended).toBe(' with 0]');
		expect(ending.split('\n')[0]).toBe('  On the page');
		expect(ending.replaceAll('\n', '').endsWith(link)).toBe(true);
		expect(ending.replaceAll('\n', '').split(link)).toHaveLength(2);
		const dumb = await openShell(command, {env: {TERM: 'dumb'}});
		expect(await dumb.finish()).toBe(0);
		expect(dumb.screen()).toContain('The link is printed above');
	},
);
