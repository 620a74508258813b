import {expect, test} from 'vitest';
import {canShowUnicode, drawAsAscii} from '../../source/core/text/ascii.ts';
import {chooseSymbols} from '../../source/ui/theme.ts';

test.each([
	[{}, 'linux', true],
	[{LANG: 'en_US.UTF-8'}, 'linux', true],
	[{LANG: 'de_AT.utf8'}, 'linux', true],
	[{LANG: 'C.UTF-8'}, 'darwin', true],
	[{LANG: 'C'}, 'linux', false],
	[{LANG: 'POSIX'}, 'linux', false],
	[{LANG: 'en_US.ISO-8859-1'}, 'linux', false],
	[{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, 'linux', false],
	[{LANG: 'en_US.UTF-8', LC_CTYPE: 'C'}, 'linux', false],
	[{LANG: 'C', LC_CTYPE: 'en_US.UTF-8'}, 'linux', true],
	[{LANG: 'en_US.UTF-8', LC_ALL: ''}, 'linux', true],
	[{LANG: 'en_US.UTF-8', TERM: 'linux'}, 'linux', false],
	[{LANG: 'en_US.UTF-8', TERM: 'dumb'}, 'linux', false],
	[{LANG: 'en_US.UTF-8', TERM: 'xterm-256color'}, 'linux', true],
	[{}, 'win32', false],
	[{WT_SESSION: 'id'}, 'win32', true],
	[{TERM_PROGRAM: 'vscode'}, 'win32', true],
	[{TERM: 'xterm-256color'}, 'win32', true],
] as const)('%o on %s: more than ASCII is %s', (environment, platform, expected) => {
	expect(canShowUnicode(environment, platform)).toBe(expected);
});

test('every sign has an ASCII form, and those that stand in columns keep one cell', () => {
	const ascii = chooseSymbols(false);
	const unicode = chooseSymbols(true);
	expect(Object.keys(ascii)).toEqual(Object.keys(unicode));
	for (const sign of Object.values(ascii)) {
		expect(sign).toMatch(/^[\x21-\x7E]+$/);
	}
	for (const name of ['pointer', 'chosen', 'included', 'none', 'cursor', 'caution'] as const) {
		expect([...ascii[name]]).toHaveLength(1);
		expect([...unicode[name]]).toHaveLength(1);
	}
});

test('what is cut and joined has an ASCII form of the same width, and names stay', () => {
	expect(drawAsAscii('a… · b⏎')).toBe('a> - b ');
	expect(drawAsAscii('naïve 漢 \u001B[1m')).toBe('naïve 漢 \u001B[1m');
});

test('signs that mean different things look different', () => {
	for (const unicode of [true, false]) {
		const {pointer, chosen, included, none, caution, done} = chooseSymbols(unicode);
		const signs = [pointer, chosen, included, none, caution, done];
		expect(new Set(signs).size).toBe(signs.length);
	}
});
