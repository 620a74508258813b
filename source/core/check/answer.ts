/**
 * Reads what an answer of GitHub's API says about the token that was sent. Sources: GitHub Docs, "Troubleshooting
 * the REST API" and "Authenticating to the REST API" (November 2026), and the reports named below.
 */

import type {TokenTypeId} from '../profile/profile.ts';
import {showBriefly} from '../text/mask.ts';

/** An answer of GitHub's API. The names of its headers are in lower case. `body` is parsed JSON or undefined. */
export type ApiAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: unknown;
};

/** The length at which a message of GitHub is cut, in characters. */
const longestMessage = 300;

/** When a token expires. */
export type TokenExpiration =
	| {readonly kind: 'at'; readonly at: Date}
	| {readonly kind: 'never'}
	| {readonly kind: 'unknown'; readonly reason: string};

const expirationPattern =
	/^(2\d{3}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})\s?(UTC|Z|[+-]\d{2}:?\d{2})$/;

/** An expiration this close to the time of the answer is ignored, in milliseconds. */
const suspiciouslyNear = 5 * 60_000;

const parseTime = (text: string): Date | undefined => {
	const [, day, time, zone = 'Z'] = expirationPattern.exec(text.trim()) ?? [];
	if (day === undefined) {
		return undefined;
	}
	const offset = zone === 'UTC' || zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
	const date = new Date(`${day}T${time}${offset}`);
	return Number.isNaN(date.getTime()) ? undefined : date;
};

/**
 * Reads the header `GitHub-Authentication-Token-Expiration`, such as `2026-12-31 23:00:00 UTC` or
 * `2026-12-31 23:00:00 +0500` (google/go-github#2649). Ignores the time of the answer itself, which GitHub sometimes
 * sends (google/go-github#3708). Without the header, a personal access token does not expire. `type` is its type;
 * undefined for a token of another kind, whose expiration GitHub does not report.
 */
export const readTokenExpiration = (
	{headers}: ApiAnswer,
	type: TokenTypeId | undefined,
): TokenExpiration => {
	const text = headers['github-authentication-token-expiration'];
	if (text === undefined || text.trim() === '') {
		return type === undefined
			? {kind: 'unknown', reason: 'GitHub reports it only for personal access tokens'}
			: {kind: 'never'};
	}
	const at = parseTime(text);
	if (at === undefined) {
		return {kind: 'unknown', reason: 'GitHub reports it in an unknown format'};
	}
	const answered = Date.parse(headers.date ?? '');
	return Math.abs(at.getTime() - answered) <= suspiciouslyNear
		? {kind: 'unknown', reason: 'GitHub reports the current time, which is a known bug of GitHub'}
		: {kind: 'at', at};
};

/** Returns the scopes of a classic token, from the header `X-OAuth-Scopes`. Undefined without the header. */
export const readTokenScopes = ({headers}: ApiAnswer): readonly string[] | undefined =>
	headers['x-oauth-scopes']
		?.split(',')
		.map(scope => scope.trim())
		.filter(scope => scope !== '');

/**
 * Reads from the header `X-GitHub-SSO` what the user still has to authorize. Returns a sentence without a full stop,
 * or undefined for nothing. With `required; url=…` the request was refused. With
 * `partial-results; organizations=…` the answer is incomplete.
 */
export const readSso = ({headers}: ApiAnswer): string | undefined => {
	const text = headers['x-github-sso'];
	if (text === undefined) {
		return undefined;
	}
	const url = /^required;\s*url=(https:\/\/\S+)$/.exec(text)?.[1];
	if (url !== undefined) {
		return `An organization requires single sign-on: authorize the token on ${url}`;
	}
	const ids = /organizations=([\d,]+)/.exec(text)?.[1]?.replaceAll(',', ', ');
	return `Some organizations${ids === undefined ? '' : ` (ids ${ids})`} require single sign-on: authorize the token with "Configure SSO" on the page of your tokens`;
};

/** Returns the value of a key in a body. Undefined when the body is not an object. */
export const fieldOf = (body: unknown, key: string): unknown =>
	typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;

/** Returns the message of a refusal, made safe by `showBriefly`. Empty when there is none. */
export const messageOf = ({body}: ApiAnswer): string => {
	const message = fieldOf(body, 'message');
	return typeof message === 'string' ? showBriefly(message, longestMessage) : '';
};

/** Reads a number of seconds from a header, in milliseconds. Undefined for a number too large for a date. */
const readSeconds = (text = ''): number | undefined =>
	/^\d{1,11}$/.test(text) ? Number(text) * 1000 : undefined;

/**
 * Returns the end of the rate limit that refused a request. Undefined when none did. When the answer has no time,
 * the limit ends after a minute (GitHub Docs, "Rate limits for the REST API").
 */
export const readRateLimit = (answer: ApiAnswer, now: Date): Date | undefined => {
	const {status, headers} = answer;
	const isLimit =
		status === 429 ||
		(status === 403 &&
			(headers['x-ratelimit-remaining'] === '0' ||
				headers['retry-after'] !== undefined ||
				/rate limit/i.test(messageOf(answer))));
	if (!isLimit) {
		return undefined;
	}
	const wait = readSeconds(headers['retry-after']);
	const end = readSeconds(headers['x-ratelimit-reset']);
	return new Date(wait === undefined && end !== undefined ? end : now.getTime() + (wait ?? 60_000));
};
