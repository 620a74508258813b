import {expect, test} from 'vitest';
import {
	clipboardPrograms,
	type DesktopFacts,
	isOverSsh,
	whyNotTried,
} from '../../../source/core/machine/desktop.ts';

const facts = (
	environment: DesktopFacts['environment'] = {},
	platform = 'linux',
	machine: Partial<DesktopFacts['machine']> = {},
): DesktopFacts => ({
	environment,
	platform,
	machine: {isContainer: false, isWsl: false, ...machine},
});

test.each([
	['a desktop with X', facts({DISPLAY: ':0'}), undefined],
	['a desktop with Wayland', facts({WAYLAND_DISPLAY: 'wayland-0'}), undefined],
	['Linux without a display', facts(), 'there is no display'],
	['macOS', facts({}, 'darwin'), undefined],
	['Windows', facts({}, 'win32'), undefined],
	['WSL without a display', facts({}, 'linux', {isWsl: true}), undefined],
	['SSH', facts({SSH_CONNECTION: 'x', DISPLAY: ':10'}), 'this is an SSH session'],
	['SSH to a Mac', facts({SSH_TTY: '/dev/ttys1'}, 'darwin'), 'this is an SSH session'],
	['CI', facts({CI: 'true', DISPLAY: ':0'}), 'this is a CI run'],
	['CI=1', facts({CI: '1'}, 'win32'), 'this is a CI run'],
	['CI=false', facts({CI: 'false', DISPLAY: ':0'}), undefined],
	['CI=0', facts({CI: '0', DISPLAY: ':0'}), undefined],
	['CI empty', facts({CI: '', DISPLAY: ':0'}), undefined],
	['a container', facts({DISPLAY: ':0'}, 'linux', {isContainer: true}), 'this is a container'],
	['BROWSER over SSH', facts({BROWSER: 'x', SSH_CLIENT: 'x'}), undefined],
	['BROWSER in a container', facts({BROWSER: 'x'}, 'linux', {isContainer: true}), undefined],
	['BROWSER in CI', facts({BROWSER: 'x', CI: 'true'}), undefined],
	['an empty BROWSER', facts({BROWSER: ' '}), 'there is no display'],
])('where: %s', (_, world, expected) => {
	expect(whyNotTried(world)).toBe(expected);
});

test('SSH shows in three variables', () => {
	for (const name of ['SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY']) {
		expect(isOverSsh({[name]: 'x'})).toBe(true);
		expect(isOverSsh({[name]: ''})).toBe(false);
	}
	expect(isOverSsh({SSH_AUTH_SOCK: '/x'})).toBe(false);
});

test.each([
	['macOS', facts({}, 'darwin'), ['pbcopy']],
	['Windows', facts({}, 'win32'), ['clip.exe']],
	[
		'WSL with a display',
		facts({DISPLAY: ':0'}, 'linux', {isWsl: true}),
		['clip.exe', 'xclip', 'xsel'],
	],
	['Android', facts({}, 'android'), ['termux-clipboard-set']],
	['Wayland with X', facts({WAYLAND_DISPLAY: 'w', DISPLAY: ':0'}), ['wl-copy', 'xclip', 'xsel']],
	['Linux without a display', facts({WAYLAND_DISPLAY: '', DISPLAY: ''}), []],
	['SSH', facts({SSH_TTY: '/dev/pts/1', DISPLAY: ':10'}), []],
	['SSH to a Mac', facts({SSH_CLIENT: 'x'}, 'darwin'), []],
])('the programs of the clipboard: %s', (_, world, expected) => {
	expect(clipboardPrograms(world).map(([name]) => name)).toEqual(expected);
});
