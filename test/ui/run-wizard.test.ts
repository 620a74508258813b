import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {makeTemporaryFolder} from '../clean-environment.ts';
import {needsProgram} from '../needs-program.ts';
import {findBuiltProgram} from '../program.ts';
import {runCli} from '../run-cli.ts';
import {makeStandIn, type StandIn} from '../stand-in.ts';
import {openProgram, openTerminal, type Terminal, type TerminalOptions} from '../terminal.ts';
import {enterPast} from './drive-wizard.ts';

const isWindows = process.platform === 'win32';
const down = '\u001B[B';
const enter = '\r';
/** Ctrl+A, Ctrl+K. Before the program reads them, the terminal itself would obey Ctrl+U. */
const clear = '\u0001\u000B';

type Run = {readonly terminal: Terminal; readonly browser: StandIn; readonly config: string};

/** The program in a terminal, with a stand-in for the browser and a configuration folder of its own. */
const open = async (
	args: readonly string[] = [],
	{env, ...options}: TerminalOptions = {},
	config?: string,
): Promise<Run> => {
	const folder = await makeTemporaryFolder();
	const browser = await makeStandIn(folder, 'browser');
	const configuration = config ?? join(folder, 'config');
	const terminal = await openProgram(args, {
		...options,
		env: {BROWSER: browser.path, PAT_WIZARD_CONFIG_DIR: configuration, ...env},
	});
	return {terminal, browser, config: configuration};
};

const readSaved = async (config: string): Promise<readonly Record<string, unknown>[]> => {
	const text = await readFile(join(config, 'config.json'), 'utf8').catch(() => undefined);
	return text === undefined ? [] : JSON.parse(text).profiles;
};

/** The link that stands in what is left on the screen, with the lines that the terminal wrapped joined. */
const printedLink = (terminal: Terminal): string =>
	/https:\/\/github\.com\/settings\/\S+/.exec(
		`${terminal.scrollback()}\n${terminal.screen()}`.replaceAll(/(?<=.{80})\n/g, ''),
	)?.[0] ?? '';

/** The keys of a whole fine-grained run: an organization's app, contents: write, issues: read. */
const fineGrainedRun = [
	`${enter}${enterPast('type')}`, // fine-grained
	`${down}${enter}`, // an organization
	`octo-org${enter}${enterPast('owner')}`,
	`${enter}${enterPast('access')}`, // only selected repositories
	`octo-org/app${enter}${enterPast('repositories')}`,
	'contents\u001B[C\u001B[C',
	'\u001Bissues\u001B[C', // another filter, and the row switched on
	`${enter}${enterPast('permissions')}`,
	`${down}${enter}${enterPast('expiration')}`, // 60 days
	`${clear}Release bot\tFrom CI\t${clear}release-bot${enter}${enterPast('name')}`,
	enter, // open and save
];

const fineGrainedLink =
	'https://github.com/settings/personal-access-tokens/new?name=Release+bot&description=From+CI&target_name=octo-org&expires_in=60&contents=write&issues=read';

const fineGrainedProfile = {
	profile: 'release-bot',
	type: 'fine-grained',
	host: 'github.com',
	name: 'Release bot',
	description: 'From CI',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app'],
	permissions: {contents: 'write', issues: 'read'},
	expiration: 60,
};

const expectFineGrainedRun = async ({terminal, browser, config}: Run) => {
	expect(await terminal.exit).toEqual({code: 0, signal: undefined});
	expect(printedLink(terminal)).toBe(fineGrainedLink);
	expect(browser.calls()).toEqual([[fineGrainedLink]]);
	expect(await readSaved(config)).toEqual([expect.objectContaining(fineGrainedProfile)]);
};

const expectRestored = (terminal: Terminal) => {
	expect(terminal.isCursorVisible()).toBe(true);
	expect(terminal.isAlternateScreen()).toBe(false);
	expect(terminal.raw()).toContain('\u001B[?2004l');
	expect(terminal.raw().lastIndexOf('\u001B[?2004l')).toBeGreaterThan(
		terminal.raw().lastIndexOf('\u001B[?2004h'),
	);
};

describe.skipIf(isWindows)('in a terminal', () => {
	test('a whole fine-grained run: printed, opened and saved agree', async () => {
		const run = await open();
		const {terminal} = run;
		await terminal.until('Token type');
		expect(terminal.isAlternateScreen()).toBe(true);
		expect(terminal.isRawMode()).toBe(true);
		terminal.press('enter');
		await terminal.until('❯ My own account');
		terminal.press('down');
		await terminal.until('❯ An organization');
		terminal.press('enter');
		terminal.send('octo-org');
		await terminal.until('Organization octo-org▏');
		terminal.press('enter');
		await terminal.until('Repository access');
		terminal.press('enter');
		await terminal.until('Repositories');
		terminal.send('octo-org/app');
		await terminal.until('1 of at most 50');
		terminal.press('enter');
		await terminal.until('1 of 29');
		terminal.send('contents');
		await terminal.until('❯ Contents');
		terminal.press('right', 'right');
		await terminal.until('Contents: write');
		terminal.press('escape');
		await terminal.until('type to filter');
		terminal.send('issues');
		await terminal.until('❯ Issues');
		terminal.press('right');
		await terminal.until('Chosen 2');
		terminal.press('enter');
		await terminal.until('❯ 30 days');
		terminal.press('down');
		await terminal.until('❯ 60 days');
		terminal.press('enter');
		terminal.send(enterPast('expiration'));
		await terminal.until('❯ Token name');
		terminal.press('ctrl+u');
		terminal.send('Release bot');
		terminal.press('tab');
		terminal.send('From CI');
		terminal.press('tab', 'ctrl+u');
		terminal.send('release-bot');
		await terminal.until('Save as      release-bot▏');
		terminal.press('enter');
		await terminal.until('❯ Open in the browser and save');
		terminal.press('enter');
		await expectFineGrainedRun(run);
		expectRestored(terminal);
		expect(terminal.screen()).not.toContain('❯');
	});

	test('a whole classic run', async () => {
		const {terminal, browser, config} = await open();
		await terminal.until('Token type');
		terminal.press('down', 'enter');
		await terminal.until('❯ [ ] repo ');
		terminal.send('packages');
		await terminal.until('❯ [ ] write:packages');
		terminal.press('right');
		await terminal.until('[●] write:packages');
		await terminal.until('Chosen 1, 1 warning   write:packages');
		terminal.press('enter');
		await terminal.until('❯ 30 days');
		terminal.press('down', 'down', 'enter');
		terminal.send(enterPast('expiration'));
		await terminal.until('❯ Note');
		terminal.press('ctrl+u');
		terminal.send('ghcr');
		terminal.press('tab', 'ctrl+u');
		terminal.send('ghcr push');
		terminal.press('enter');
		await terminal.until('❯ Open in the browser and save');
		terminal.press('enter');
		expect(await terminal.exit).toEqual({code: 0, signal: undefined});
		const link =
			'https://github.com/settings/tokens/new?scopes=write:packages&description=ghcr&default_expires_at=90';
		expect(printedLink(terminal)).toBe(link);
		expect(browser.calls()).toEqual([[link]]);
		expect(await readSaved(config)).toEqual([
			expect.objectContaining({
				profile: 'ghcr push',
				type: 'classic',
				name: 'ghcr',
				scopes: ['write:packages'],
				expiration: 90,
			}),
		]);
		expectRestored(terminal);
	});

	test('a whole run typed in one write', async () => {
		const run = await open();
		await run.terminal.until('Token type');
		run.terminal.send(fineGrainedRun.join(''));
		await expectFineGrainedRun(run);
	});

	test('a whole run typed before the first frame', async () => {
		const run = await open();
		run.terminal.send(fineGrainedRun.join(''));
		await expectFineGrainedRun(run);
	});

	test('a whole run with the keys of each step in one write', async () => {
		const run = await open();
		await run.terminal.until('Token type');
		for (const keys of fineGrainedRun) {
			run.terminal.send(keys);
		}
		await expectFineGrainedRun(run);
	});

	test('a whole run with its texts pasted', async () => {
		const run = await open();
		const {terminal} = run;
		await terminal.until('Token type');
		terminal.press('enter', 'down', 'enter');
		terminal.paste('octo-org');
		terminal.press('enter', 'enter');
		terminal.paste('https://github.com/octo-org/app\n');
		terminal.press('enter');
		terminal.paste('contents');
		terminal.press('right', 'right', 'ctrl+u');
		terminal.paste('issues');
		terminal.press('right', 'enter', 'down', 'enter');
		terminal.send(enterPast('expiration'));
		terminal.press('ctrl+u');
		terminal.paste('Release bot');
		terminal.press('tab');
		terminal.paste('From CI');
		terminal.press('tab', 'ctrl+u');
		terminal.paste('release-bot');
		terminal.press('enter', 'enter');
		await expectFineGrainedRun(run);
	});

	test('a second run opens the saved profile again with Enter, Enter', async () => {
		const first = await open();
		first.terminal.send(fineGrainedRun.join(''));
		await expectFineGrainedRun(first);
		const [before] = await readSaved(first.config);
		const second = await open([], {}, first.config);
		await second.terminal.until('❯ release-bot');
		second.terminal.press('enter');
		await second.terminal.until('❯ Open in the browser and save');
		second.terminal.press('enter');
		await expectFineGrainedRun(second);
		const [after] = await readSaved(second.config);
		expect(String(after?.lastOpened) >= String(before?.lastOpened)).toBe(true);

		const third = await open([], {}, first.config);
		third.terminal.press('enter', 'enter');
		await expectFineGrainedRun(third);
	});

	test('down, down, enter in one write choose the third', async () => {
		const {terminal} = await open(['--type', 'fine-grained', '--owner', 'octo-org']);
		await terminal.until('❯ Only select repositories');
		terminal.press('down', 'down', 'enter');
		await terminal.until('public repositories, read-only');
	});

	test.each([
		['enter', 'Repository access', '❯ Only select'],
		['down', 'Resource owner', '❯ An organization'],
	] as const)('escape and %s in one write are two keys', async (key, title, row) => {
		const {terminal} = await open(['--type', 'fine-grained']);
		await terminal.until('❯ My own account');
		terminal.press('enter');
		await terminal.until('Repository access');
		terminal.press('escape', key);
		await terminal.until(screen => screen.includes(title) && screen.includes(row));
	});

	test('escape alone leads back at once', async () => {
		const {terminal} = await open();
		await terminal.until('Token type');
		terminal.press('enter');
		await terminal.until('Resource owner');
		terminal.press('escape');
		await terminal.until('❯ Fine-grained');
	});

	test.each([true, false])('what it is for and what follows, typed early: %s', async isEarly => {
		const {terminal} = await open();
		if (!isEarly) {
			await terminal.until('❯ Fine-grained');
		}
		terminal.send(`wGET /user/emails${enter}`);
		const screen = await terminal.until('❯ Open in the browser and save');
		expect(screen).toMatch(/Can +read {2}Email addresses/);
		expect(screen).toContain('your own account');
	});

	test('removing a profile and what follows, in one write', async () => {
		const folder = await makeTemporaryFolder();
		for (const name of ['first', 'second']) {
			const args = ['--yes', '--scope', 'gist', '--save', name, '--no-open'];
			const result = await runCli(args, {env: {PAT_WIZARD_CONFIG_DIR: folder}});
			expect(result.code).toBe(0);
		}
		const {terminal} = await open([], {}, folder);
		const focused = /❯ (first|second)/.exec(await terminal.until('❯ '))?.[1];
		terminal.send(`d${down}${enter}${enter}`);
		const other = focused === 'first' ? 'second' : 'first';
		const screen = await terminal.until('❯ Open in the browser and save');
		expect(screen).toMatch(new RegExp(`Review +${other}`));
		const saved = await readSaved(folder);
		expect(saved.map(({profile}) => profile)).toEqual([other]);
	});

	test('CI in the environment changes nothing for whoever sits at the terminal', async () => {
		const run = await open([], {env: {CI: '1', CONTINUOUS_INTEGRATION: '1'}});
		await run.terminal.until('Token type');
		run.terminal.send(fineGrainedRun.join(''));
		await expectFineGrainedRun(run);
	});

	test('keys that mean nothing do no harm', async () => {
		const {terminal} = await open();
		await terminal.until('Token type');
		terminal.press('f1', 'ctrl+f1', 'insert', 'ctrl+l', 'ctrl+d', 'delete');
		terminal.send(
			'\u001B[1;5I\u001B[I\u001B[O\u001B[12;1R\u001B[?62;4c\u001B[200~\u001B[201~\u0000',
		);
		terminal.press('down');
		await terminal.until('❯ Classic');
		terminal.press('ctrl+c');
		expect(await terminal.exit).toEqual({code: 130, signal: undefined});
	});

	test('only ASCII is drawn where the locale has nothing else', async () => {
		const {terminal} = await open([], {env: {LANG: 'C'}});
		await terminal.until('> Fine-grained');
		terminal.press('enter', 'enter', 'down', 'enter');
		await terminal.until('> Actions');
		terminal.press('space', 'enter');
		await terminal.until('Expiration');
		terminal.press('ctrl+c');
		await terminal.exit;
		expect([...terminal.raw()].filter(character => character > '~')).toEqual([]);
	});
});

/** What leads to each step, and what stands there then. */
const steps: readonly (readonly [string, readonly string[], string])[] = [
	['Token type', [], '❯ Fine-grained'],
	['help', ['?'], 'Help'],
	['Resource owner', fineGrainedRun.slice(0, 1), '❯ My own account'],
	['a typed organization', [...fineGrainedRun.slice(0, 2), 'octo'], 'Organization octo▏'],
	['Repository access', fineGrainedRun.slice(0, 3), '❯ Only select repositories'],
	['Repositories', fineGrainedRun.slice(0, 4), 'None named'],
	['Permissions', fineGrainedRun.slice(0, 6), 'Contents: write'],
	['What is it for', [...fineGrainedRun.slice(0, 5), '\u000F'], 'What is it for?'],
	['Expiration', fineGrainedRun.slice(0, 8), '❯ 30 days'],
	['Name', fineGrainedRun.slice(0, 9), '❯ Token name'],
	['Review', fineGrainedRun.slice(0, 10), '❯ Open in the browser and save'],
	['Scopes', [`${down}${enter}`], '[ ] repo '],
];

describe.skipIf(isWindows)('Ctrl+C', () => {
	test.each(steps)(
		'at %s leaves the terminal as it was and saves nothing',
		async (_, keys, shown) => {
			const folder = await makeTemporaryFolder();
			const browser = await makeStandIn(folder, 'browser');
			const config = join(folder, 'config');
			// In a shell, which tells the code and is there to look at the terminal afterwards.
			const terminal = await openTerminal(
				'/bin/sh',
				[
					'-c',
					'echo before; "$@"; echo "code $?"; cat',
					'sh',
					process.execPath,
					findBuiltProgram(),
				],
				{env: {BROWSER: browser.path, PAT_WIZARD_CONFIG_DIR: config}},
			);
			await terminal.until('❯ Fine-grained');
			terminal.send(keys.join(''));
			await terminal.until(shown);
			terminal.press('ctrl+c');
			const screen = await terminal.until(shownNow => /^code \d+$/m.test(shownNow));
			expect(screen).toMatch(/^before\n/);
			expect(screen).toContain('code 130');
			expect(screen).not.toContain('https://');
			expectRestored(terminal);
			expect(terminal.isRawMode()).toBe(false);
			expect(await readSaved(config)).toEqual([]);
			expect(browser.calls()).toEqual([]);
		},
	);

	test('before the first frame ends the program too', async () => {
		const config = join(await makeTemporaryFolder(), 'config');
		const command = ['-c', 'echo begun; exec "$@"', 'sh', process.execPath, findBuiltProgram()];
		const env = {PAT_WIZARD_CONFIG_DIR: config};
		const terminal = await openTerminal('/bin/sh', command, {env});
		await terminal.until('begun');
		terminal.press('ctrl+c');
		const {code, signal} = await terminal.exit;
		expect(signal ?? code).toBe(signal === undefined ? 130 : 2);
		expect(terminal.isCursorVisible()).toBe(true);
		expect(terminal.isAlternateScreen()).toBe(false);
		expect(await readSaved(config)).toEqual([]);
	});

	test('and everything after it in one write leaves', async () => {
		const {terminal, browser, config} = await open();
		await terminal.until('Token type');
		terminal.send(`${fineGrainedRun.slice(0, 10).join('')}\u0003${enter}${enter}`);
		expect(await terminal.exit).toEqual({code: 130, signal: undefined});
		expect(browser.calls()).toEqual([]);
		expect(await readSaved(config)).toEqual([]);
	});
});

describe.skipIf(isWindows)('the size of the terminal', () => {
	test('may change while the wizard runs', async () => {
		const {terminal} = await open(['--owner', 'octo-org', '--type', 'fine-grained']);
		await terminal.until('❯ Only select repositories');
		terminal.press('down', 'enter');
		await terminal.until('1 of 29');
		terminal.send('secrets');
		await terminal.until('/ secrets▏');
		for (const [columns, rows] of [
			[40, 12],
			[100, 30],
			[60, 16],
			[20, 5],
			[80, 24],
		] as const) {
			terminal.resize(columns, rows);
			const screen = await terminal.until(shown => {
				const lines = shown.split('\n');
				return (
					/enter next/.test(lines.at(-1) ?? '') &&
					lines.length === rows - 1 &&
					lines.some(line => line.includes('/ secrets▏')) &&
					// The count stands at the right edge where there is room for it.
					(columns < 72 ||
						lines.some(line => /of 29 match$/.test(line) && line.length === columns - 2))
				);
			});
			expect(screen.match(/\/ secrets/g)).toHaveLength(1);
			expect(screen).toContain('❯ ');
		}
		expect(terminal.scrollback()).toBe('');
	});

	test('may be unknown', async () => {
		const command = [
			'-c',
			'stty rows 0 cols 0; exec "$@"',
			'sh',
			process.execPath,
			findBuiltProgram(),
		];
		const terminal = await openTerminal('/bin/sh', command);
		await terminal.until(
			shown => shown.includes('❯ Fine-grained') && shown.split('\n').length === 23,
		);
		terminal.press('ctrl+c');
		expect((await terminal.exit).code).toBe(130);
	});
});

describe.skipIf(isWindows)('Ctrl+Z', () => {
	test('gives the terminal to the shell, and fg brings the wizard back as it was', async context => {
		const bash = needsProgram(context, 'bash');
		const folder = await makeTemporaryFolder();
		const browser = await makeStandIn(folder, 'browser');
		const terminal = await openTerminal(bash, ['--norc', '--noprofile', '-i'], {
			env: {
				PS1: 'shell> ',
				BROWSER: browser.path,
				PAT_WIZARD_CONFIG_DIR: join(folder, 'config'),
				HISTFILE: undefined,
			},
		});
		await terminal.until('shell>');
		terminal.send(`'${process.execPath}' '${findBuiltProgram()}' create\r`);
		await terminal.until('❯ Fine-grained');
		terminal.press('down');
		const before = await terminal.until('❯ Classic');
		terminal.press('ctrl+z');
		await terminal.until(screen => screen.includes('Stopped'));
		expect(terminal.isAlternateScreen()).toBe(false);
		expect(terminal.isCursorVisible()).toBe(true);
		terminal.send('echo "still $((40 + 2))"\r');
		await terminal.until('still 42');
		terminal.send('fg\r');
		await terminal.until(screen => screen === before && terminal.isAlternateScreen());
		await expect.poll(() => terminal.isRawMode()).toBe(true);
		terminal.press('enter');
		await terminal.until('[ ] repo ');
		terminal.press('ctrl+c');
		await terminal.until(screen => screen.trimEnd().endsWith('shell>'));
		terminal.send('echo "code $?"\r');
		await terminal.until('code 130');
	});
});
