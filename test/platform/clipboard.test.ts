import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {beforeEach, expect, test} from 'vitest';
import {type ClipboardWorld, copyText} from '../../source/platform/clipboard.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const isWindows = process.platform === 'win32';

let folder = '';
beforeEach(async () => {
	folder = await makeTemporaryFolder();
});

const standIn = (name: string, script?: string): void => {
	const recording = `printf '%s\\n' "$@" > "${folder}/arguments"; /bin/cat > "${folder}/input"`;
	writeFileSync(path.join(folder, name), `#!/bin/sh\n${script ?? recording}\n`, {mode: 0o755});
};

const world = (
	environment: Record<string, string> = {},
	changes: Partial<ClipboardWorld> = {},
): {world: ClipboardWorld; written: () => string} => {
	let written = '';
	const terminal = {isTTY: true, write: (text: string) => (written += text)};
	return {
		world: {
			environment: {PATH: folder, TERM: 'xterm-256color', ...environment},
			platform: 'linux',
			machine: {isContainer: false, isWsl: false},
			terminal,
			// Long, so that a slow machine is no failure.
			patience: 10_000,
			...changes,
		},
		written: () => written,
	};
};

const link = 'https://github.com/settings/tokens/new?scopes=repo';
const sequence = `\u001b]52;c;${Buffer.from(link).toString('base64')}\u0007`;

test.skipIf(isWindows).each([
	['pbcopy', {}, {platform: 'darwin'}, []],
	['wl-copy', {WAYLAND_DISPLAY: 'wayland-0'}, {}, []],
	['xclip', {DISPLAY: ':0'}, {}, ['-selection', 'clipboard']],
	['xsel', {DISPLAY: ':0'}, {}, ['--clipboard', '--input']],
	['termux-clipboard-set', {TERMUX_VERSION: '0.118'}, {}, []],
	['termux-clipboard-set', {}, {platform: 'android'}, []],
	['clip.exe', {}, {machine: {isContainer: false, isWsl: true}}, []],
] as const)('%s gets the text on its input', async (name, environment, changes, args) => {
	standIn(name);
	const {world: here, written} = world(environment, changes);
	expect(await copyText(link, here)).toEqual({kind: 'program', name});
	expect(readFileSync(path.join(folder, 'input'), 'utf8')).toBe(link);
	const given = readFileSync(path.join(folder, 'arguments'), 'utf8').split('\n');
	expect(given.filter(word => word !== '')).toEqual(args);
	expect(written()).toBe('');
});

test.skipIf(isWindows)('clip.exe gets UTF-16 only where it is needed', async () => {
	standIn('clip.exe');
	const {world: here} = world({}, {machine: {isContainer: false, isWsl: true}});
	await copyText('naïve 👩', here);
	expect(readFileSync(path.join(folder, 'input')).toString('utf16le')).toBe('naïve 👩');
});

test.skipIf(isWindows)('a program without its display is not tried', async () => {
	standIn('wl-copy');
	standIn('xclip');
	const {world: here, written} = world();
	expect(await copyText(link, here)).toEqual({kind: 'terminal'});
	expect(written()).toBe(sequence);
	expect(existsSync(path.join(folder, 'input'))).toBe(false);
});

test.skipIf(isWindows)('over SSH the terminal is asked, whatever is installed', async () => {
	standIn('xclip');
	const {world: here, written} = world({DISPLAY: ':10', SSH_CONNECTION: 'x'});
	expect(await copyText(link, here)).toEqual({kind: 'terminal'});
	expect(written()).toBe(sequence);
	expect(existsSync(path.join(folder, 'input'))).toBe(false);
});

test.skipIf(isWindows).each([
	['fails', 'exit 1'],
	['ends without reading', 'exec 0<&-; exit 1'],
])('a program that %s makes way for the next', async (_, script) => {
	standIn('wl-copy', script);
	standIn('xclip');
	const {world: here} = world({WAYLAND_DISPLAY: 'x', DISPLAY: ':0'});
	// Larger than a pipe holds.
	const text = 'x'.repeat(300_000);
	expect(await copyText(text, here)).toEqual({kind: 'program', name: 'xclip'});
	expect(readFileSync(path.join(folder, 'input'), 'utf8')).toBe(text);
});

test.skipIf(isWindows)('a program that never returns is ended', async () => {
	standIn('xsel', `echo $$ > "${folder}/pid"; exec /bin/sleep 60`);
	const {world: here, written} = world({DISPLAY: ':0'}, {patience: 1000});
	expect(await copyText(link, here)).toEqual({kind: 'terminal'});
	expect(written()).toBe(sequence);
	const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
	await expect.poll(() => isGone(pid)).toBe(true);
});

const isGone = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return false;
	} catch {
		return true;
	}
};

test.skipIf(isWindows)('a process that keeps serving the text is not waited for', async () => {
	standIn('xclip', `/bin/cat > "${folder}/input"; (/bin/sleep 5) & exit 0`);
	const {world: here} = world({DISPLAY: ':0'}, {patience: 4000});
	expect(await copyText(link, here)).toEqual({kind: 'program', name: 'xclip'});
});

test.each([
	['no terminal', {}, {terminal: {isTTY: false, write: () => {}}}, /no terminal to ask/],
	['TERM=dumb', {TERM: 'dumb'}, {}, /cannot copy/],
	['no TERM', {TERM: ''}, {}, /cannot copy/],
	['the Linux console', {TERM: 'linux'}, {}, /cannot copy/],
])(
	'%s leaves nothing to copy with, and nothing is written',
	async (_, environment, changes, reason) => {
		const {world: here, written} = world(environment, changes);
		expect(await copyText(link, here)).toEqual({
			kind: 'none',
			reason: expect.stringMatching(reason),
		});
		expect(written()).toBe('');
	},
);

test.skipIf(isWindows)('how each program failed is told, and none is called missing', async () => {
	standIn('wl-copy', 'exit 3');
	standIn('xclip', 'exec /bin/sleep 60');
	standIn('xsel', 'kill -9 $$');
	const {world: here} = world({WAYLAND_DISPLAY: 'x', DISPLAY: ':0', TERM: 'dumb'}, {patience: 500});
	expect(await copyText(link, here)).toEqual({
		kind: 'none',
		reason:
			'wl-copy failed (exit code 3), xclip did not answer, xsel failed (SIGKILL), and this terminal cannot copy',
	});
	const {world: remote} = world({SSH_CONNECTION: 'x', TERM: 'dumb'});
	expect(await copyText(link, remote)).toMatchObject({reason: expect.stringContaining('SSH')});
});

test.skipIf(isWindows)('tmux on PATH is handed the text as well', async () => {
	standIn('tmux');
	const {world: here, written} = world({TMUX: '/tmp/x,1,0'});
	expect(await copyText(link, here)).toEqual({kind: 'terminal'});
	expect(readFileSync(path.join(folder, 'arguments'), 'utf8')).toBe('load-buffer\n-w\n-\n');
	expect(readFileSync(path.join(folder, 'input'), 'utf8')).toBe(link);
	expect(written()).toContain(sequence);
});
