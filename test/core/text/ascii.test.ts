import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {putInAscii, speaksUtf8} from '../../../source/core/text/ascii.ts';

test.each([
	['plain \u001B[1mtext\r\n', 'plain \u001B[1mtext\r\n'],
	['a… · b⏎ “c” ‘d’ • – —', 'a> - b  "c" \'d\' * - -'],
	['naïve e\u0301te\u0301', 'na?ve ete'],
	['漢字 🎉', '???? ??'],
	['👩‍👩‍👧x', '??x'],
	['1\uFE0F\u20E3 key', '1? key'],
	['שלום', '????'],
])('%j becomes %j', (text, expected) => {
	expect(putInAscii(text, stringWidth)).toBe(expected);
});

test.each([
	['name=level,…', 'name=level,...'],
	['first…\nsecond…', 'first...\nsecond...'],
	['choose "Custom…", then', 'choose "Custom...", then'],
	['a cut na…    next', 'a cut na...  next'],
	['a cut na…  next', 'a cut na...  next'],
	['ż…', '?...'],
])('%j is %j where no widths have to stay', (text, expected) => {
	expect(putInAscii(text)).toBe(expected);
});

test('a text that was cut never seems to end with a full stop', () => {
	expect(putInAscii('?name=x&expires_in=30…', stringWidth)).toBe('?name=x&expires_in=30>');
});

test('any text becomes ASCII of the same width', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), text => {
			const written = putInAscii(text, stringWidth);
			expect(written).toMatch(/^[\0-\x7F]*$/);
			expect(stringWidth(written)).toBe(stringWidth(text));
		}),
	);
});

test('letters whose bytes are control characters elsewhere are not written', () => {
	expect(Buffer.from('ś')).toContain(0x9b);
	expect(putInAscii('ś2J')).toBe('?2J');
	expect(putInAscii('a\u0080b\u009Bc')).toBe('a?b?c');
});

test.each([
	[{}, 'linux', true],
	[{LANG: 'de_AT.utf8'}, 'linux', true],
	[{LC_ALL: 'C'}, 'linux', false],
	[{LC_ALL: '', LANG: 'en_US.ISO-8859-1'}, 'darwin', false],
	[{LC_ALL: 'C'}, 'win32', true],
	[{LC_CTYPE: 'C', LANG: 'C.UTF-8'}, 'linux', false],
	[{LC_ALL: 'C.UTF-8', LC_CTYPE: 'C'}, 'linux', true],
] as const)('%o on %s speaks UTF-8: %s', (environment, platform, expected) => {
	expect(speaksUtf8(environment, platform)).toBe(expected);
});
