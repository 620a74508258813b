import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeEach, expect, test, vi} from 'vitest';
import {type BrowserWorld, openInBrowser} from '../../source/platform/browser.ts';
import type {DesktopWorld} from '../../source/platform/machine.ts';
import {buildScript} from '../build-script.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const isWindows = process.platform === 'win32';
const url = 'https://github.com/settings/tokens/new?scopes=repo,read:org&description=a+b%26c';
const root = await makeTemporaryFolder(afterAll);
const openOne = await buildScript('test/platform/open-one.ts');

let folder = '';
let count = 0;
beforeEach(() => {
	count += 1;
	folder = path.join(root, String(count));
	mkdirSync(folder);
});

const standIn = (name: string, script: string): string => {
	const file = path.join(folder, name);
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, `#!/bin/sh\n${script}\n`, {mode: 0o755});
	return file;
};

const record = (name = 'record'): string => `printf '%s\\n' "$@" > "${path.join(folder, name)}"`;

const recorded = (name = 'record'): string[] =>
	readFileSync(path.join(folder, name), 'utf8').split('\n').slice(0, -1);

const facts = (
	environment: Record<string, string> = {},
	platform: NodeJS.Platform = 'linux',
	machine: Partial<DesktopWorld['machine']> = {},
): DesktopWorld => ({
	environment,
	platform,
	machine: {isContainer: false, isWsl: false, ...machine},
});

const desktop = (environment: Record<string, string> = {}): BrowserWorld => ({
	...facts({PATH: folder, DISPLAY: ':0', ...environment}),
	// Long, so that a slow machine is no failure: only the tests of running launchers wait for it.
	patience: 10_000,
});

test.each([
	'http://github.com/',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'https://me@github.com/',
	'https://me:x@github.com/',
])('%s is never opened', async address => {
	const launch = vi.fn();
	await expect(openInBrowser(address, {...desktop(), launch})).rejects.toThrow(TypeError);
	expect(launch).not.toHaveBeenCalled();
});

test.each(['--help', '/etc/passwd', 'github.com', ''])('%s is no address', async address => {
	await expect(openInBrowser(address, desktop())).rejects.toThrow(TypeError);
});

test.each([
	['ssh', {SSH_CONNECTION: 'x'}, {}, 'this is an SSH session, so no browser was tried'],
	['CI', {CI: '1'}, {}, 'this is a CI run, so no browser was tried'],
	['a container', {}, {isContainer: true}, 'this is a container, so no browser was tried'],
	['no display', {DISPLAY: ''}, {}, 'there is no display, so no browser was tried'],
])(
	'in %s the launcher is left alone and the reason told',
	async (_, environment, machine, reason) => {
		const launch = vi.fn();
		const world = {...desktop(environment), launch};
		expect(await openInBrowser(url, {...world, machine: {...world.machine, ...machine}})).toEqual({
			opened: false,
			reason,
		});
		expect(launch).not.toHaveBeenCalled();
	},
);

test.skipIf(isWindows)('the xdg-open on PATH gets the address as it is', async () => {
	standIn('xdg-open', record());
	expect(await openInBrowser(url, desktop())).toEqual({opened: true});
	expect(recorded()).toEqual([url]);
});

test.skipIf(isWindows)('PATH is left as it was', async () => {
	standIn('xdg-open', 'exit 0');
	const before = process.env.PATH;
	await openInBrowser(url, desktop());
	expect(process.env.PATH).toBe(before);
});

test.skipIf(isWindows).each([
	['at once', 'exit 4', 'xdg-open failed with exit code 4'],
	['after a while', 'sleep 0.3; exit 1', 'xdg-open failed with exit code 1'],
	['for want of a browser', 'exit 3', 'xdg-open found no browser (exit code 3)'],
	['by a signal', 'kill -TERM $$', 'xdg-open was ended by SIGTERM'],
])('a launcher that fails %s is told', async (_, script, reason) => {
	standIn('xdg-open', `PATH=/usr/bin:/bin; ${script}`);
	expect(await openInBrowser(url, desktop())).toEqual({opened: false, reason});
});

test.skipIf(isWindows)('a launcher that cannot be started is told', async () => {
	standIn('xdg-open', 'exit 0');
	const launch = async () => spawn(path.join(folder, 'missing'));
	expect(await openInBrowser(url, {...desktop(), launch})).toEqual({
		opened: false,
		reason: 'xdg-open could not be started',
	});
	const refuse = () => Promise.reject(new Error('spawn xdg-open ENOENT'));
	expect(await openInBrowser(url, {...desktop(), launch: refuse})).toEqual({
		opened: false,
		reason: 'xdg-open could not be started',
	});
});

test.skipIf(isWindows).each([
	['gio', ['open', url]],
	['firefox', [url]],
	['chromium-browser', [url]],
])('without xdg-open, %s gets the address', async (name, words) => {
	standIn(name, record());
	expect(await openInBrowser(url, desktop())).toEqual({opened: true});
	expect(recorded()).toEqual(words);
});

test.skipIf(isWindows)('without anything that opens links nothing is started', async () => {
	const launch = vi.fn();
	expect(await openInBrowser(url, {...desktop(), launch})).toEqual({
		opened: false,
		reason: 'no program that opens links was found',
	});
	expect(launch).not.toHaveBeenCalled();
});

test('a launcher that does not even start does not hold us up', async () => {
	standIn('xdg-open', 'exit 0');
	const launch = () => new Promise<never>(() => {});
	expect(await openInBrowser(url, {...desktop(), launch, patience: 20})).toEqual({
		opened: false,
		reason: 'xdg-open did not answer',
	});
});

test.each([
	['on macOS', facts({}, 'darwin')],
	['on Windows', facts({}, 'win32')],
	['in WSL', facts({PATH: root}, 'linux', {isWsl: true})],
])('the platform’s own launcher is used %s', async (_, world) => {
	const launch = vi.fn(async () => spawn(process.execPath, ['--eval', '']));
	expect(await openInBrowser(url, {...world, launch, patience: 10_000})).toEqual({opened: true});
	expect(launch).toHaveBeenCalledWith(url, undefined);
});

const runOpenOne = (environment: Record<string, string>, cwd = folder) =>
	spawnSync(process.execPath, [openOne, url], {
		cwd,
		encoding: 'utf8',
		env: {HOME: folder, ...environment},
		timeout: 30_000,
	});

test.skipIf(isWindows)('a launcher that never returns keeps nobody waiting', () => {
	standIn('xdg-open', `echo $$ > "${folder}/pid"; exec /bin/sleep 60`);
	const result = runOpenOne({PATH: folder, DISPLAY: ':0'});
	expect(JSON.parse(result.stdout)).toEqual({opened: true, isRunning: true});
	expect(result.status).toBe(0);
	// Still there, so it was neither waited for nor ended.
	const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
	expect(process.kill(pid, 'SIGKILL')).toBe(true);
});

test.skipIf(isWindows).each([
	['xdg-open', {}],
	['firefox', {BROWSER: 'firefox'}],
])('what %s prints reaches neither of our streams', (name, environment) => {
	standIn(name, 'echo noise; echo noise >&2; (echo noise > /dev/tty) 2>/dev/null; exit 1');
	const result = runOpenOne({
		PATH: folder,
		...(name === 'xdg-open' ? {DISPLAY: ':0'} : {CI: '1'}),
		...environment,
	});
	expect(JSON.parse(result.stdout)).toEqual({
		opened: false,
		reason: `${name} failed with exit code 1`,
	});
	expect(result.stderr).toBe('');
});

test.skipIf(isWindows)('nothing lying in the current folder is ever run', () => {
	standIn('cloned/xdg-open', record());
	standIn('cloned/firefox', record());
	const cwd = path.join(folder, 'cloned');
	for (const environment of [
		{PATH: '.::/usr/bin:/bin', BROWSER: 'firefox', CI: '1'},
		{PATH: '.::/usr/bin:/bin', BROWSER: './firefox', CI: '1'},
		{PATH: ':/usr/bin:/bin', BROWSER: 'xdg-open-not-there', CI: '1'},
	]) {
		expect(JSON.parse(runOpenOne(environment, cwd).stdout)).toMatchObject({opened: false});
	}
	expect(existsSync(path.join(folder, 'record'))).toBe(false);
});

test.skipIf(isWindows)('BROWSER is tried wherever we are, and before the launcher', async () => {
	standIn('xdg-open', record('launcher'));
	standIn('firefox', record());
	const world = {
		...desktop({BROWSER: 'firefox', SSH_CONNECTION: 'x', CI: '1'}),
		machine: {isContainer: true, isWsl: false},
	};
	expect(await openInBrowser(url, world)).toEqual({opened: true});
	expect(recorded()).toEqual([url]);
	expect(existsSync(path.join(folder, 'launcher'))).toBe(false);
});

test.skipIf(isWindows)('a list is tried in order until one works', async () => {
	standIn('fails', `${record('fails-record')}; exit 1`);
	standIn('works', record());
	standIn('later', record('later-record'));
	const BROWSER = 'nonsense-zzz:fails:works --new-tab %s --last:later';
	expect(await openInBrowser(url, desktop({BROWSER}))).toEqual({opened: true});
	expect(recorded('fails-record')).toEqual([url]);
	expect(recorded()).toEqual(['--new-tab', url, '--last']);
	expect(existsSync(path.join(folder, 'later-record'))).toBe(false);
});

test.skipIf(isWindows)(
	'a BROWSER that fails falls back to the desktop, where there is one',
	async () => {
		standIn('xdg-open', record());
		standIn('fails', 'exit 7');
		for (const BROWSER of ['nonsense-zzz', ':::', '%s', 'fails']) {
			rmSync(path.join(folder, 'record'), {force: true});
			expect(await openInBrowser(url, desktop({BROWSER}))).toEqual({opened: true});
			expect(recorded()).toEqual([url]);
		}
		expect(await openInBrowser(url, desktop({BROWSER: 'fails', CI: '1'}))).toEqual({
			opened: false,
			reason: 'fails failed with exit code 7',
		});
		expect(await openInBrowser(url, desktop({BROWSER: 'nonsense-zzz', CI: '1'}))).toEqual({
			opened: false,
			reason: 'BROWSER names no program that could be found',
		});
	},
);

test.skipIf(isWindows)('nothing in BROWSER reaches a shell', async () => {
	standIn('firefox', record());
	const BROWSER = 'firefox $(touch pwned) `touch pwned`; touch pwned | x > pwned &';
	expect(await openInBrowser(url, desktop({BROWSER}))).toEqual({opened: true});
	expect(recorded()).toEqual([
		'$(touch',
		'pwned)',
		'`touch',
		'pwned`;',
		'touch',
		'pwned',
		'|',
		'x',
		'>',
		'pwned',
		'&',
		url,
	]);
	expect(existsSync('pwned')).toBe(false);
});

test.skipIf(isWindows)('a program from BROWSER does not get BROWSER itself', async () => {
	standIn('xdg-open', `echo "[$BROWSER]" > "${folder}/record"`);
	await openInBrowser(url, desktop({BROWSER: 'xdg-open'}));
	expect(recorded()).toEqual(['[]']);
});

test.skipIf(isWindows)('a path with spaces in BROWSER is one program', async () => {
	standIn('my browser', record());
	expect(await openInBrowser(url, desktop({BROWSER: 'my browser'}))).toEqual({opened: true});
	expect(recorded()).toEqual([url]);
});
