import {expect, test} from 'vitest';
import {
	readRateLimit,
	readSso,
	readTokenExpiration,
	readTokenScopes,
} from '../../../source/core/check/answer.ts';

const answer = (headers: Record<string, string>, status = 200, body: unknown = {}) => ({
	status,
	headers,
	body,
});

const expiring = (text: string, date = 'Sun, 29 Nov 2026 12:00:00 GMT') =>
	readTokenExpiration(
		answer({'github-authentication-token-expiration': text, date}),
		'fine-grained',
	);

test.each([
	['2026-12-31 23:00:00 UTC', '2026-12-31T23:00:00.000Z'],
	['2026-12-31 23:00:00 +0500', '2026-12-31T18:00:00.000Z'],
	['2026-12-31 23:00:00 -0330', '2027-01-01T02:30:00.000Z'],
	['2026-12-31T23:00:00Z', '2026-12-31T23:00:00.000Z'],
	[' 2026-12-31 23:00:00 +00:00 ', '2026-12-31T23:00:00.000Z'],
	['2026-11-01 00:00:00 UTC', '2026-11-01T00:00:00.000Z'],
])('%j is read', (text, time) => {
	expect(expiring(text)).toEqual({kind: 'at', at: new Date(time)});
});

test.each([
	'soon',
	'2026-13-40 00:00:00 UTC',
	'31/12/2026',
	'2026-12-31',
	'1798761600',
	'0000-01-01 00:00:00 UTC',
])('%j is unknown, not a time', text => {
	expect(expiring(text).kind).toBe('unknown');
});

test.each(['2026-11-29 12:00:00 UTC', '2026-11-29 12:04:00 UTC', '2026-11-29 16:56:00 +0500'])(
	'%j, about the time of the answer, is not believed',
	text => {
		expect(expiring(text).kind).toBe('unknown');
	},
);

test('ten minutes later is believed', () => {
	expect(expiring('2026-11-29 12:10:00 UTC').kind).toBe('at');
});

test.each([
	['fine-grained', 'never'],
	['classic', 'never'],
	[undefined, 'unknown'],
] as const)('without a header, the expiration of type %s is %s', (type, kind) => {
	expect(readTokenExpiration(answer({}), type).kind).toBe(kind);
});

test.each([
	['repo, read:org', ['repo', 'read:org']],
	['', []],
	[' gist ', ['gist']],
])('the scopes %j are read', (text, scopes) => {
	expect(readTokenScopes(answer({'x-oauth-scopes': text}))).toEqual(scopes);
});

test('a token without scopes to tell has none', () => {
	expect(readTokenScopes(answer({}))).toBeUndefined();
});

test('what is to be authorized for single sign-on is told', () => {
	const url = 'https://github.com/orgs/octo-org/sso?authorization_request=A1';
	expect(readSso(answer({'x-github-sso': `required; url=${url}`}))).toContain(url);
	expect(
		readSso(answer({'x-github-sso': 'partial-results; organizations=21955855,20582480'})),
	).toContain('21955855, 20582480');
	expect(readSso(answer({}))).toBeUndefined();
});

const now = new Date('2026-11-29T12:00:00Z');

test.each([
	[
		answer({'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795957200'}, 403),
		'2026-11-29T13:00:00.000Z',
	],
	[answer({'retry-after': '30'}, 403), '2026-11-29T12:00:30.000Z'],
	[answer({}, 429), '2026-11-29T12:01:00.000Z'],
	[
		answer({}, 403, {message: 'You have exceeded a secondary rate limit.'}),
		'2026-11-29T12:01:00.000Z',
	],
])('a rate limit tells when it ends', (limited, end) => {
	expect(readRateLimit(limited, now)?.toISOString()).toBe(end);
});

test('a refusal is no rate limit', () => {
	const message = 'Resource not accessible by personal access token';
	expect(
		readRateLimit(answer({'x-ratelimit-remaining': '4999'}, 403, {message}), now),
	).toBeUndefined();
});
