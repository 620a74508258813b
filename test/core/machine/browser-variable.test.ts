import {expect, test} from 'vitest';
import {readBrowserVariable} from '../../../source/core/machine/browser-variable.ts';

test.each([
	['firefox', ['firefox', 'U']],
	['  firefox  ', ['firefox', 'U']],
	['firefox %s', ['firefox', 'U']],
	['firefox --url=%s -x', ['firefox', '--url=U', '-x']],
	['firefox %%s 100%%', ['firefox', '%s', '100%', 'U']],
	["firefox 'a b' \"c 'd\" e\\ f ''", ['firefox', 'a b', "c 'd", 'e f', '', 'U']],
	['"fire fox" "a\\"b"', ['fire fox', 'a"b', 'U']],
	['firefox $(touch x); y > z', ['firefox', '$(touch', 'x);', 'y', '>', 'z', 'U']],
	['', ['', 'U']],
])('BROWSER=%s', (text, expected) => {
	const [[whole, words] = []] = readBrowserVariable(text, 'U', false);
	expect(whole).toEqual({program: text.trim(), arguments: ['U']});
	expect([words?.program, ...(words?.arguments ?? [])]).toEqual(expected);
});

test('is a list, on Windows a single entry whose backslashes are those of paths', () => {
	const programs = (text: string, isWindows: boolean) =>
		readBrowserVariable(text, 'U', isWindows).map(readings => readings.at(-1));
	expect(programs('a:b -c %s:d', false)).toEqual([
		{program: 'a', arguments: ['U']},
		{program: 'b', arguments: ['-c', 'U']},
		{program: 'd', arguments: ['U']},
	]);
	expect(programs('"C:\\my apps\\b.exe" -c "d\\e f"', true)).toEqual([
		{program: 'C:\\my apps\\b.exe', arguments: ['-c', 'd\\e f', 'U']},
	]);
});

test('an entry with a token is left out', () => {
	const token = `ghp_${'a1'.repeat(18)}`;
	expect(readBrowserVariable(`a:b --token ${token} %s`, 'U', false)).toHaveLength(1);
});
