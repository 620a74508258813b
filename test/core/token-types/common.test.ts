import {describe, expect, test} from 'vitest';
import {longestDescription, longestName} from '../../../source/core/profile/names.ts';
import type {Expiration, Profile} from '../../../source/core/profile/profile.ts';
import {finishByHand, hostWarnings} from '../../../source/core/token-types/advise.ts';
import {expirationProblems, textProblems} from '../../../source/core/token-types/common.ts';

const token = 'github_pat_11ABCDEFG0123456789_abcdefghijklmnopqrstuvwxyz';

test("the limits are GitHub's", () => {
	expect(longestName).toBe(40);
	expect(longestDescription).toBe(1024);
});

describe('textProblems', () => {
	test.each([
		undefined,
		'',
		'a',
		'x'.repeat(39),
		'x'.repeat(40),
		'🎉'.repeat(40),
		'Привет, мир',
		'a\u200Bb',
	])('finds nothing wrong with %j', text => {
		expect(textProblems('name', text, 40, 'one line')).toEqual([]);
	});

	test.each([
		['x'.repeat(41), `${'x'.repeat(39)}…`, 41],
		['x'.repeat(2000), `${'x'.repeat(39)}…`, 2000],
		['🎉'.repeat(41), `${'🎉'.repeat(39)}…`, 41],
		[`a${'🎉'.repeat(40)}`, `a${'🎉'.repeat(38)}…`, 41],
	])('counts characters: %j', (text, shown, length) => {
		expect(textProblems('name', text, 40, 'one line')).toEqual([
			{
				message: `The name "${shown}" has ${length} characters`,
				hint: 'Shorten it to at most 40 characters',
			},
		]);
	});

	test('knows the limit of each text', () => {
		expect(textProblems('description', 'x'.repeat(1023), 1024, 'several lines')).toEqual([]);
		expect(textProblems('description', 'x'.repeat(1024), 1024, 'several lines')).toEqual([]);
		expect(textProblems('description', 'x'.repeat(1025), 1024, 'several lines')).toEqual([
			{
				message: `The description "${'x'.repeat(39)}…" has 1025 characters`,
				hint: 'Shorten it to at most 1024 characters',
			},
		]);
	});

	test.each(['a\u001Bb', 'a\u0000', 'a\u007F', 'a\u009B', 'a\uD83D', '\uDE00a'])(
		'refuses the characters of %j anywhere',
		text => {
			for (const lines of ['one line', 'several lines'] as const) {
				expect(textProblems('name', text, 40, lines)).toEqual([
					{
						message: expect.stringMatching(
							/^The name "[^\p{Cc}\p{Cs}]+" has characters that cannot be shown$/u,
						),
						hint: 'Write the name with visible characters only',
					},
				]);
			}
		},
	);

	test.each(['a\nb', 'a\r\nb', 'a\tb'])('takes %j over several lines only', text => {
		expect(textProblems('description', text, 1024, 'several lines')).toEqual([]);
		expect(textProblems('description', text, 1024, 'one line')).toHaveLength(1);
	});

	test('refuses a token, says to revoke it and does not repeat it', () => {
		const problems = textProblems('name', `my ${token}\u0000`, 40, 'one line');
		expect(problems.map(({message}) => message)).toEqual([
			'"my github_pat_•••\\u{0000}" holds what looks like a token',
			'The name "my github_pat_•••\\u{0000}" has 61 characters',
			'The name "my github_pat_•••\\u{0000}" has characters that cannot be shown',
		]);
		expect(problems[0]?.hint).toMatch(/Take it out.*revoke it$/);
		expect(JSON.stringify(problems)).not.toContain('11ABC');
	});
});

describe('expirationProblems', () => {
	const problemsOf = (expiration: unknown): unknown =>
		expirationProblems({
			type: 'classic',
			host: 'github.com',
			expiration: expiration as Expiration,
		});

	test.each([undefined, 1, 2, 365, 366, 'none'])('finds nothing wrong with %s', expiration => {
		expect(problemsOf(expiration)).toEqual([]);
	});

	test.each([0, -1, 367, 1.5, Number.NaN, '30', ''])('refuses %j', expiration => {
		expect(problemsOf(expiration)).toEqual([
			{
				message: `"${expiration}" is not an expiration`,
				hint: 'Give 1 to 366 days, or none',
			},
		]);
	});

	test('takes a profile without one', () => {
		const profile: Profile = {type: 'fine-grained', host: 'github.com'};
		expect(expirationProblems(profile)).toEqual([]);
	});

	test('shows what was given without obeying it', () => {
		expect(problemsOf('a\u001B')).toEqual([
			expect.objectContaining({message: '"a\\u{001b}" is not an expiration'}),
		]);
	});
});

test('hostWarnings warns about servers only', () => {
	expect(hostWarnings('github.com', 'github.com')).toEqual([]);
	expect(hostWarnings('octo.ghe.com', 'ghe.com')).toEqual([]);
	expect(hostWarnings('github.example.com', 'server')).toEqual([
		'github.example.com is not github.com: GitHub does not document pre-filled links for Enterprise Server, so compare the page with the list',
	]);
});

test('hostWarnings warns about names that can look like others, whatever they are', () => {
	for (const host of ['xn--gthub-q3a.com', 'git.xn--gthub-q3a.com']) {
		expect(hostWarnings(host, 'server')).toEqual([
			`${host} is a name with letters beyond a to z, which can look like another host: be sure that it is yours`,
			expect.stringContaining('is not github.com'),
		]);
	}
	expect(hostWarnings('xn--a-ecp.ghe.com', 'ghe.com')).toHaveLength(1);
	expect(hostWarnings('axn--b.ghe.com', 'ghe.com')).toEqual([]);
});

test('the last step tells to confirm and to copy at once', () => {
	expect(finishByHand()).toMatch(/"Generate token", confirm, copy the token at once.*once/);
});
