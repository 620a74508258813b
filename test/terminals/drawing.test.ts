import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {describe, expect, test, vi} from 'vitest';
import {makeTemporaryFolder} from '../clean-environment.ts';
import {needsProgram} from '../needs-program.ts';
import {openProgram, openTerminal, type Terminal, type TerminalOptions} from '../terminal.ts';
import {expectRestored, openShell, programCommand} from './shell.ts';

const isWindows = process.platform === 'win32';
const permissions = ['--type', 'fine-grained', '--owner', 'octo-org', '--repository-access', 'all'];
const sizes = [
	[20, 5],
	[40, 12],
	[80, 24],
	[300, 100],
] as const;

const leave = async (terminal: Terminal): Promise<void> => {
	terminal.press('ctrl+c');
	expect(await terminal.exit).toMatchObject({code: 130});
};

/** The list of permissions, filtered, with one chosen. */
const openFiltered = async (options: TerminalOptions): Promise<Terminal> => {
	const terminal = await openProgram(permissions, options);
	await terminal.until('❯ Actions');
	terminal.send('secrets');
	terminal.press('down', 'down', 'right');
	const {rows = 24} = options;
	await terminal.until(
		// What a permission opens is known a moment after the first frame, and shown where there is room.
		screen => /❯ Codespaces.*●write/.test(screen) && (rows < 24 || screen.includes('Opens ')),
	);
	return terminal;
};

describe('sizes', () => {
	test('the wizard is the same after any changes of size, also with a filtered list', async () => {
		const opened = new Map<string, Terminal>();
		for (const [columns, rows] of sizes) {
			const terminal = await openFiltered({columns, rows});
			const lines = terminal.screen().split('\n');
			expect(lines.length).toBeLessThan(rows);
			expect(lines.every(line => stringWidth(line) <= columns)).toBe(true);
			expect(terminal.scrollback()).toBe('');
			opened.set(`${columns}×${rows}`, terminal);
		}
		const terminal = await openFiltered({});
		// There and back, through sizes that nobody has time to draw.
		for (const [columns, rows] of [...sizes, ...sizes.toReversed(), [80, 24] as const]) {
			terminal.resize(33, 7);
			terminal.resize(columns, rows);
			const other = opened.get(`${columns}×${rows}`);
			await vi.waitFor(() => expect(terminal.screen()).toBe(other?.screen()), {timeout: 15_000});
		}
		for (const other of opened.values()) {
			await leave(other);
		}
		await leave(terminal);
		expect(terminal.screen()).toBe('Cancelled: nothing was opened or saved.');
	});

	test('what was on the screen before is there afterwards', async () => {
		const shell = await openTerminal('/bin/sh', [
			'-c',
			'seq 1 40; "$@"; echo after',
			'sh',
			...programCommand([]),
		]);
		await shell.until('Token type');
		shell.resize(60, 20);
		await shell.until('rev…');
		shell.resize(80, 24);
		await shell.until(screen => screen.includes('review'));
		shell.press('ctrl+c');
		await shell.exit;
		expect(`${shell.scrollback()}\n${shell.screen()}`).toMatch(
			/39\n40\nCancelled: nothing was opened or saved\.\nafter$/,
		);
	});

	test.skipIf(isWindows)('a terminal that does not know its size counts as 80×24', async () => {
		const terminal = await openTerminal('/bin/sh', [
			'-c',
			'stty cols 0 rows 0; exec "$@"',
			'sh',
			...programCommand([]),
		]);
		await terminal.until('ctrl+c leave');
		expect(terminal.screen().split('\n')).toHaveLength(23);
		await leave(terminal);
	});
});

/** Goes through steps that use every colour, and leaves. */
const walk = async (options: TerminalOptions): Promise<Terminal> => {
	const terminal = await openProgram(permissions, options);
	await terminal.until('Actions');
	terminal.press('right', 'right', 'down');
	await terminal.until('2 of 29');
	terminal.press('enter');
	await terminal.until('30 days');
	terminal.press('enter');
	await terminal.until('Token name');
	terminal.press('ctrl+u');
	terminal.paste('a name that is longer than GitHub lets it be');
	await terminal.until('too long');
	terminal.press('ctrl+u', 'enter');
	await terminal.until('Copy the link');
	await leave(terminal);
	return terminal;
};

const styles = ({raw}: Terminal): ReadonlySet<string> =>
	new Set(Array.from(raw().matchAll(/\u001B\[([\d;:]*)m/g), ([, style = '']) => style));

/** Bold, dim, red, green, yellow and cyan, and what ends them. No number of a colour, no background. */
const named = new Set(['1', '2', '22', '31', '32', '33', '36', '39']);

describe('colours', () => {
	test.each([
		['256 colours', {TERM: 'xterm-256color'}],
		['16 million colours', {TERM: 'xterm-256color', COLORTERM: 'truecolor'}],
		['FORCE_COLOR=2', {FORCE_COLOR: '2'}],
		['FORCE_COLOR=3', {FORCE_COLOR: '3', NO_COLOR: '1'}],
	])('are the terminal’s own with %s, so that they fit any background', async (_, env) => {
		const used = styles(await walk({env}));
		expect(used).toContain('36');
		expect([...used].filter(style => !named.has(style))).toEqual([]);
	});

	test.each([
		['NO_COLOR', {NO_COLOR: '1'}],
		['FORCE_COLOR=0', {FORCE_COLOR: '0'}],
	])('are left away with %s', async (_, env) => {
		expect([...styles(await walk({env}))]).toEqual([]);
	});

	test.skipIf(isWindows)('are there when the wizard is drawn on standard error', async () => {
		const terminal = await openTerminal('/bin/sh', [
			'-c',
			'x=$("$@")',
			'sh',
			...programCommand([]),
		]);
		await terminal.until('Token type');
		await leave(terminal);
		expect(styles(terminal)).toContain('36');
	});
});

test('a terminal that can only print is told in words', async () => {
	const terminal = await openProgram([], {env: {TERM: 'dumb'}});
	expect(await terminal.exit).toMatchObject({code: 2});
	expect(terminal.screen()).toContain('This terminal (TERM=dumb) cannot show the wizard');
	expect(terminal.raw()).not.toContain('\u001B');
});

describe('terminals that do not speak UTF-8', () => {
	const saveProfiles = async (...names: readonly string[]): Promise<string> => {
		const folder = await makeTemporaryFolder();
		const profiles = names.map(profile => ({profile, type: 'classic', scopes: ['gist']}));
		await writeFile(join(folder, 'config.json'), JSON.stringify({version: 1, profiles}));
		return folder;
	};

	test.each([
		['C', {LC_ALL: 'C'}],
		['POSIX', {LANG: 'POSIX', LC_ALL: undefined}],
		['ISO 8859-1', {LANG: 'de_DE.ISO-8859-1', LC_ALL: undefined}],
		['EUC', {LC_CTYPE: 'ja_JP.eucJP', LC_ALL: undefined}],
	])('get ASCII alone in the locale %s', async (_, env) => {
		const terminal = await walk({env});
		expect(terminal.raw()).toMatch(/^[\0-\x7F]*$/);
		expect(terminal.raw()).toContain('> ');
	});

	test('get names of the user in ASCII too, in columns, and a pipe gets them as they are', async () => {
		// The second byte of ś begins a control sequence in ISO 8859.
		const folder = await saveProfiles('ś2J', '漢字', '👩‍👩‍👧 family', 'plain');
		const env = {LC_ALL: 'C', PAT_WIZARD_CONFIG_DIR: folder};
		const terminal = await openProgram([], {env});
		await terminal.until('Saved profiles');
		expect(terminal.screen()).toContain('> ?2J');
		expect(terminal.screen()).toContain('  ????');
		const columns = terminal
			.screen()
			.split('\n')
			.filter(line => line.includes('gist'))
			.map(line => line.indexOf('gist'));
		expect(new Set(columns).size).toBe(1);
		await leave(terminal);
		const list = await openProgram(['list'], {env});
		await list.exit;
		expect(list.raw() + terminal.raw()).toMatch(/^[\0-\x7F]*$/);
		const piped = await openTerminal(
			'/bin/sh',
			['-c', '"$@" > names', 'sh', ...programCommand(['list'])],
			{env},
		);
		expect(await piped.exit).toMatchObject({code: 0});
		expect(await readFile(join(piped.home, 'names'), 'utf8')).toContain('漢字');
	});
});

test('joined emoji, which terminals draw in many widths, do not push the frame apart', async () => {
	const folder = await makeTemporaryFolder();
	const profile = '👩‍👩‍👧'.repeat(12).slice(0, 64);
	await writeFile(
		join(folder, 'config.json'),
		JSON.stringify({
			version: 1,
			profiles: [
				{profile, type: 'classic', name: 'שלום عالم', scopes: ['gist']},
				{profile: 'next', type: 'classic', scopes: ['gist']},
			],
		}),
	);
	const env = {PAT_WIZARD_CONFIG_DIR: folder};
	for (const [columns, rows] of sizes) {
		const terminal = await openProgram([], {env, columns, rows});
		await terminal.until('❯ 👩');
		expect(terminal.screen().split('\n').length).toBeLessThan(rows);
		terminal.press('enter');
		await terminal.until('❯ Open');
		expect(terminal.screen().split('\n').length).toBeLessThan(rows);
		await leave(terminal);
	}
});

describe('inside another terminal', () => {
	test('tmux draws and resizes the wizard', async context => {
		const tmux = needsProgram(context, 'tmux');
		const shell = await openShell([
			tmux,
			...['-L', `pat-wizard-${process.pid}`, '-f', '/dev/null', 'new-session', '--'],
			...programCommand(permissions),
		]);
		await shell.until('❯ Actions');
		shell.send('secrets');
		await shell.until('of 29 match');
		shell.resize(60, 20);
		await shell.until(screen => screen.includes('❯ Secrets') && !screen.includes('match'));
		shell.resize(80, 24);
		await shell.until('of 29 match');
		shell.press('ctrl+c');
		await shell.finish();
		expectRestored(shell);
	});

	test('screen draws the wizard', async context => {
		const screen = needsProgram(context, 'screen');
		const shell = await openShell(
			[screen, '-U', '-c', '/dev/null', ...programCommand(permissions)],
			{
				env: {SCREENDIR: undefined},
			},
		);
		await shell.until('❯ Actions');
		shell.send('secrets');
		await shell.until('of 29 match');
		shell.press('ctrl+c');
		await shell.finish();
		expectRestored(shell);
	});
});
