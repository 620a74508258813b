import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {makeTemporaryFolder} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {runCli} from './run-cli.ts';
import {makeStandIn, type StandIn, type StandInOptions} from './stand-in.ts';
import {openProgram, openTerminal, type Terminal} from './terminal.ts';
import {expectRestored, openShell, programCommand} from './terminals/shell.ts';

const link = 'https://github.com/settings/tokens/new?scopes=gist&description=Bot';
const answers = ['--type', 'classic', '--scope', 'gist', '--name', 'Bot'];
/** As on a desktop: BROWSER is tried wherever the tests run, and xdg-open is what it names. */
const desktop = {DISPLAY: ':0', BROWSER: 'xdg-open'};

type World = {
	readonly env: Readonly<Record<string, string>>;
	/** A folder that comes first in PATH. */
	readonly folder: string;
	/** Puts a program into that folder. */
	readonly install: (name: string, options?: StandInOptions) => Promise<StandIn>;
};

const makeWorld = async (changes: Readonly<Record<string, string>> = {}): Promise<World> => {
	const folder = await makeTemporaryFolder();
	return {
		folder,
		env: {
			// Nothing but the shell's own programs beside it.
			PATH: `${folder}:/usr/bin:/bin`,
			...changes,
		},
		install: (name, options) => makeStandIn(folder, name, options),
	};
};

/** Goes through Review with its first action, and waits until all is done. */
const finishWizard = async (terminal: Terminal): Promise<void> => {
	await terminal.until('❯ Open in the browser and save');
	terminal.press('enter');
	expect(await terminal.exit).toMatchObject({code: 0, signal: undefined});
};

const allText = (terminal: Terminal): string =>
	`${terminal.scrollback()}\n${terminal.screen()}`.replaceAll(/\s+/g, ' ');

/** The link to open by hand, an honest sentence and a way to copy it, in a terminal that is as before. */
const expectLink = (terminal: Terminal, sentence: string): void => {
	expect(terminal.raw()).toContain(`${link}&default_expires_at=30\r\n`);
	expect(allText(terminal)).toContain(sentence);
	expect(allText(terminal)).not.toContain('noise');
	expectRestored(terminal);
};

const wayOut = 'Open the printed link yourself; pat-wizard open bot --copy copies it';
const wizard = [...answers, '--expiration', '30', '--save', 'bot'];

describe.skipIf(process.platform === 'win32')('xdg-open from the wizard', () => {
	const noise = 'echo noise; echo noise >&2; (echo noise > /dev/tty) 2>/dev/null';

	test('that works and prints to the terminal', async () => {
		const {env, install} = await makeWorld(desktop);
		const browser = await install('xdg-open', {script: noise});
		const terminal = await openProgram(wizard, {env});
		await finishWizard(terminal);
		expectLink(terminal, 'Opened github.com in the browser');
		expect(browser.calls()).toEqual([[`${link}&default_expires_at=30`]]);
	});

	test.each([
		['fails at once', {exit: 4}, 'Not opened: xdg-open failed with exit code 4.'],
		['finds no browser', {exit: 3}, 'Not opened: xdg-open found no browser (exit code 3).'],
		[
			'fails after a while',
			{exit: 1, script: `sleep 0.4; ${noise}`},
			'Not opened: xdg-open failed with exit code 1.',
		],
		['is killed', {script: 'kill -KILL $$'}, 'Not opened: xdg-open was ended by SIGKILL.'],
	])('that %s', async (_, options, sentence) => {
		const {env, install} = await makeWorld(desktop);
		await install('xdg-open', options);
		const terminal = await openProgram(wizard, {env});
		await finishWizard(terminal);
		expectLink(terminal, `${sentence} ${wayOut}`);
	});

	test('that never returns does not hold up the wizard', async () => {
		const {env, install, folder} = await makeWorld(desktop);
		await install('xdg-open', {script: `echo $$ > '${folder}/pid'; ${noise}; exec sleep 600`});
		const terminal = await openProgram(wizard, {env});
		await finishWizard(terminal);
		expectLink(
			terminal,
			'Asked the browser for github.com: if no page comes up, open the link yourself',
		);
		const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
		expect(process.kill(pid, 'SIGKILL')).toBe(true);
	});

	test('that is not there', async () => {
		const folder = await makeTemporaryFolder();
		const terminal = await openProgram(wizard, {env: {...desktop, PATH: folder}});
		await finishWizard(terminal);
		expectLink(terminal, `Not opened: BROWSER names no program that could be found. ${wayOut}`);
	});

	test('that is there, but no program', async () => {
		const {env, folder} = await makeWorld({...desktop});
		const terminal = await openTerminal(
			'/bin/sh',
			['-c', 'mkdir "$0/xdg-open"; PATH="$0"; exec "$@"', folder, ...programCommand(wizard)],
			{env},
		);
		await finishWizard(terminal);
		expectLink(terminal, `Not opened: BROWSER names no program that could be found. ${wayOut}`);
	});
});

describe.skipIf(process.platform === 'win32')('BROWSER', () => {
	const run = async (world: World, BROWSER: string, more: Record<string, string> = {}) =>
		runCli(['--yes', ...answers], {env: {...world.env, BROWSER, ...more}});

	test('that is a program gets the link', async () => {
		const world = await makeWorld();
		const browser = await world.install('browser');
		for (const name of ['browser', browser.path, 'browser %s', '  browser  ']) {
			expect((await run(world, name)).stderr).toContain('Opened github.com');
		}
		await expect.poll(() => browser.calls()).toEqual([[link], [link], [link], [link]]);
	});

	test('that is a list is tried in order', async () => {
		const world = await makeWorld();
		const [broken, good, other] = [
			await world.install('broken', {exit: 1}),
			await world.install('good'),
			await world.install('other'),
		];
		const result = await run(world, 'nowhere:broken:good --new %s:other');
		expect(result).toMatchObject({code: 0, stdout: `${link}\n`});
		expect([broken.calls(), good.calls(), other.calls()]).toEqual([
			[[link]],
			[['--new', link]],
			[],
		]);
	});

	test.each([
		':::',
		'%s',
		'/no/such/browser',
		'/etc/passwd',
		'./browser',
		'\u001B[31m',
		'$(id)',
		'`id`;id',
	])('that names no program (%j) leaves the link and a way to copy it', async BROWSER => {
		const world = await makeWorld();
		const result = await run(world, BROWSER, {CI: '1'});
		expect(result).toMatchObject({code: 0, stdout: `${link}\n`});
		expect(result.stderr).toContain('Not opened: BROWSER names no program that could be found');
		expect(result.stderr).toContain('the same command with --copy');
		expect(result.stderr).not.toContain('\u001B');
	});

	test.each([
		['SSH', {SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22'}],
		['CI', {CI: 'true'}],
		['a container', {container: 'podman'}],
		['no display', {DISPLAY: '', WAYLAND_DISPLAY: ''}],
		[
			'a remote editor',
			{SSH_CLIENT: '1 2 3', VSCODE_IPC_HOOK_CLI: '/tmp/x', TERM_PROGRAM: 'vscode'},
		],
	])('is used in %s, as remote editors need it', async (_, env) => {
		const world = await makeWorld();
		const browser = await world.install('browser');
		expect((await run(world, 'browser', env)).stderr).toContain('Opened github.com');
		expect(browser.calls()).toEqual([[link]]);
	});
});

/** Hides that the tests themselves may run in a container. */
const outside = {
	NODE_OPTIONS: `--require=${join(import.meta.dirname, 'fixtures', 'outside-container.cjs')}`,
};

describe.skipIf(process.platform !== 'linux')('where no browser can open', () => {
	test.each([
		['SSH', {...outside, SSH_CONNECTION: '1 2 3 4', DISPLAY: ':10'}, 'an SSH session'],
		['SSH, by its terminal', {...outside, SSH_TTY: '/dev/pts/1'}, 'an SSH session'],
		['a CI run', {...outside, CI: 'true', DISPLAY: ':0'}, 'a CI run'],
		['Podman', {...outside, container: 'podman', DISPLAY: ':0'}, 'a container'],
		['Kubernetes', {...outside, KUBERNETES_SERVICE_HOST: '10.0.0.1', DISPLAY: ':0'}, 'a container'],
		['a server', {...outside}, 'no display'],
	])('%s: no browser is tried, and a message says so', async (_, env, reason) => {
		const world = await makeWorld();
		const launcher = await world.install('xdg-open');
		const result = await runCli(['--yes', ...answers, '--save', 'bot'], {
			env: {...world.env, ...env},
		});
		expect(result).toMatchObject({code: 0, stdout: `${link}\n`});
		expect(result.stderr.replaceAll(/\s+/g, ' ')).toContain(
			`${reason}, so no browser was tried. ${wayOut}`,
		);
		expect(launcher.calls()).toEqual([]);
	});

	test.each([
		['X', {DISPLAY: ':0'}],
		['Wayland', {WAYLAND_DISPLAY: 'wayland-0'}],
		['a Flatpak', {DISPLAY: ':0', container: 'flatpak'}],
		['CI=false', {DISPLAY: ':0', CI: 'false'}],
	])('%s: xdg-open is tried', async (_, env) => {
		const world = await makeWorld();
		const launcher = await world.install('xdg-open');
		const result = await runCli(['--yes', ...answers], {env: {...world.env, ...outside, ...env}});
		expect(result.stderr).toContain('Opened github.com in the browser');
		expect(launcher.calls()).toEqual([[link]]);
	});
});

test.skipIf(process.platform !== 'linux' || existsSync('/mnt/c/Windows'))(
	'WSL: Windows is asked, which does without a display, and the rest is told honestly',
	async () => {
		const world = await makeWorld({
			NODE_OPTIONS: `${outside.NODE_OPTIONS} --require=${join(import.meta.dirname, 'fixtures', 'inside-wsl.cjs')}`,
			WSL_DISTRO_NAME: 'Debian',
		});
		// What `open` starts in place of PowerShell, where it cannot reach that.
		await world.install('xdg-open', {exit: 4});
		const clip = await world.install('clip.exe', {readsInput: true});
		const result = await runCli(['--yes', ...answers, '--copy'], {env: world.env});
		expect(result).toMatchObject({code: 0, stdout: `${link}\n`});
		// There is no Windows here.
		expect(result.stderr).toContain('Not opened: PowerShell ');
		expect(result.stderr).toContain('Copied the link with clip.exe');
		expect(clip.input()).toBe(link);
	},
);

/** What a terminal was asked to put on the clipboard, if anything. */
const copiedThrough = (raw: string): string | undefined => {
	const [, text] = /\u001B\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(raw) ?? [];
	return text === undefined ? undefined : Buffer.from(text, 'base64').toString();
};

describe.skipIf(process.platform === 'win32')('copying', () => {
	const copy = ['--yes', ...answers, '--no-open', '--copy'];

	test('asks the terminal over SSH, whatever programs there are', async () => {
		const {env, install} = await makeWorld({SSH_TTY: '/dev/pts/1', DISPLAY: ':10'});
		const xclip = await install('xclip');
		const terminal = await openProgram(copy, {env});
		await terminal.exit;
		expect(copiedThrough(terminal.raw())).toBe(link);
		expect(allText(terminal)).toContain('Asked the terminal to copy the link');
		expect(xclip.calls()).toEqual([]);
	});

	test.each([
		['wl-copy', {WAYLAND_DISPLAY: 'wayland-0'}, []],
		['xclip', {DISPLAY: ':0'}, ['-selection', 'clipboard']],
		['xsel', {DISPLAY: ':0'}, ['--clipboard', '--input']],
	] as const)('takes %s where it is', async (name, changes, args) => {
		const {env, install} = await makeWorld(changes);
		const program = await install(name, {readsInput: true});
		const terminal = await openProgram(copy, {env});
		await terminal.exit;
		expect(allText(terminal)).toContain(`Copied the link with ${name}`);
		expect(program.calls()).toEqual([args]);
		expect(program.input()).toBe(link);
		expect(copiedThrough(terminal.raw())).toBeUndefined();
	});

	test('asks the terminal when the program fails or hangs', async () => {
		for (const options of [{exit: 1}, {script: 'exec sleep 600'}]) {
			const {env, install} = await makeWorld({DISPLAY: ':0'});
			await install('xclip', options);
			await install('xsel', {exit: 1});
			const terminal = await openProgram(copy, {env});
			await terminal.exit;
			expect(copiedThrough(terminal.raw())).toBe(link);
		}
	});

	test.each([
		['a terminal without a clipboard', 'linux'],
		['a terminal that can only print', 'dumb'],
	])('on %s says why it failed', async (_, TERM) => {
		const {env} = await makeWorld({TERM});
		const terminal = await openProgram(copy, {env});
		expect(await terminal.exit).toMatchObject({code: 0});
		expect(allText(terminal)).toContain(
			'Not copied: no clipboard program was found, and this terminal cannot copy',
		);
		expect(copiedThrough(terminal.raw())).toBeUndefined();
	});

	test('without any terminal says why it failed', async () => {
		const {env} = await makeWorld();
		const result = await runCli(copy, {env});
		expect(result).toMatchObject({code: 0, stdout: `${link}\n`});
		expect(result.stderr).toContain('no clipboard program was found, and there is no terminal');
	});

	test('from Review leaves the wizard on the screen', async () => {
		const {env, install} = await makeWorld({DISPLAY: ':0'});
		const program = await install('xclip', {
			readsInput: true,
			output: 'noise',
			errorOutput: 'noise',
		});
		const terminal = await openProgram(wizard, {env});
		await terminal.until('❯ Open in the browser and save');
		const before = terminal.screen();
		terminal.press('down', 'down', 'down', 'down', 'enter');
		await terminal.until('Copied the link with xclip');
		expect(terminal.screen()).toContain('❯ Copy the link');
		expect(program.input()).toBe(`${link}&default_expires_at=30`);
		// Nothing else has changed.
		const lines = terminal.screen().split('\n');
		const changed = before.split('\n').filter((line, row) => line !== lines[row]);
		expect(changed.length).toBeLessThanOrEqual(3);
		terminal.press('ctrl+c');
		expect(await terminal.exit).toMatchObject({code: 130});
		expect(existsSync(join(terminal.home, 'config', 'config.json'))).toBe(false);
	});

	test('from Review through the terminal leaves the wizard on the screen', async () => {
		const {env} = await makeWorld({SSH_CONNECTION: '1 2 3 4'});
		const terminal = await openProgram(wizard, {env});
		await terminal.until('❯ Open in the browser and save');
		terminal.press('down', 'down', 'down', 'down', 'enter');
		await terminal.until('Asked the terminal to copy the link');
		expect(copiedThrough(terminal.raw())).toBe(`${link}&default_expires_at=30`);
		expect(terminal.isAlternateScreen()).toBe(true);
		terminal.press('ctrl+c');
		await terminal.exit;
	});

	test('through tmux reaches the terminal around it', async context => {
		const tmux = needsProgram(context, 'tmux');
		const socket = `pat-wizard-copy-${process.pid}`;
		for (const settings of ['set -g allow-passthrough on', 'set -g set-clipboard on', '']) {
			const shell = await openShell(
				[
					'/bin/sh',
					'-c',
					`echo "${settings}" > conf; "$0" -L ${socket} -f conf new-session -- "$@"`,
					tmux,
					...programCommand(wizard),
				],
				{env: {SSH_CONNECTION: '1 2 3 4'}},
			);
			await shell.until('❯ Open in the browser and save');
			shell.press('down', 'down', 'down', 'down', 'enter');
			await shell.until('Asked the terminal to copy the link');
			await expect
				.poll(() => copiedThrough(shell.raw().replaceAll(/\]52;[cp]*;/g, ']52;c;')))
				.toBe(`${link}&default_expires_at=30`);
			shell.press('ctrl+c');
			await shell.finish();
			expectRestored(shell);
		}
	});

	test('through screen reaches the terminal around it', async context => {
		const screen = needsProgram(context, 'screen');
		const shell = await openShell([screen, '-U', '-c', '/dev/null', ...programCommand(wizard)], {
			env: {SSH_CONNECTION: '1 2 3 4'},
		});
		await shell.until('❯ Open in the browser and save');
		shell.press('down', 'down', 'down', 'down', 'enter');
		await shell.until('Asked the terminal to copy the link');
		await expect.poll(() => copiedThrough(shell.raw())).toBe(`${link}&default_expires_at=30`);
		shell.press('ctrl+c');
		await shell.finish();
	});
});
