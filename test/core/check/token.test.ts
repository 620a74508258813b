import {expect, test} from 'vitest';
import {takeToken} from '../../../source/core/check/token.ts';

const secret = `ghp_${'a1B2'.repeat(9)}`;

const take = (text: string) => takeToken(Buffer.from(text), 'It');

/** White space and invisible characters that pastes bring. */
const unseen = [
	...' \t\r\n\v\f\0\u0085\u00A0\u00AD\u034F\u061C\u1680\u180E\u2003\u200B\u200D\u200E\u2028\u2029',
	...'\u202E\u202F\u205F\u2060\u2800\u3000\u3164\uFE0F\uFEFF\u{E0001}\u{E000}',
];

test.each(unseen)('is taken without %j around it, which is noted', character => {
	for (const text of [
		`${character}${secret}`,
		`${secret}${character}${character}`,
		`${character} ${secret} ${character}`,
	]) {
		const token = take(text);
		expect([token.reveal(), token.wasTrimmed]).toEqual([secret, true]);
	}
});

test.each(unseen)('is refused with %j in the middle', character => {
	expect(() => take(`${secret.slice(0, 20)}${character}${secret.slice(20)}`)).toThrow(
		'white space',
	);
});

test('is taken as it is', () => {
	expect(take(secret)).toMatchObject({wasTrimmed: false, kind: 'classic'});
	expect(take(secret).reveal()).toBe(secret);
});

test.each([
	['', 'is empty'],
	[' \n\u200B', 'is empty'],
	['ghp_short', 'too short'],
	['gh‐token', 'white space'],
	[`“${secret}”`, 'that no token has'],
	[`${secret}\xA0`, 'that no token has', 'latin1'],
	['x'.repeat(2000), 'too long'],
])('is not %j', (text, words, encoding = 'utf8') => {
	expect(() => takeToken(Buffer.from(text, encoding as BufferEncoding), 'It')).toThrow(
		expect.objectContaining({kind: 'usage', message: expect.stringMatching(words)}),
	);
});

test('is gone from its buffer and from the given one, and prints nothing of itself', async () => {
	const given = Buffer.from(secret);
	const token = takeToken(given, 'It');
	expect(given.every(byte => byte === 0)).toBe(true);
	const {inspect} = await import('node:util');
	expect(`${inspect(token)}${JSON.stringify(token)}${String(token)}`).not.toContain(secret);
	token.wipe();
	expect(token.reveal()).toBe('');
});
