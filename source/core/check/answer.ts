/**
 * What the headers and refusals of GitHub's API say about the token that was sent. Sources: GitHub Docs,
 * "Troubleshooting the REST API" and "Authenticating to the REST API" (November 2026), and reports named below.
 */

import type {TokenTypeId} from '../profile/profile.ts';
import {showBriefly} from '../text/mask.ts';

/** An answer of GitHub's API. Names of headers are in lower case; `body` is parsed JSON, or undefined. */
export type ApiAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: unknown;
};

/** As much of a message of GitHub's as is told, in characters. */
const longestMessage = 300;

/** When a token expires, as far as an answer tells it. */
export type TellsExpiration =
	| {readonly kind: 'at'; readonly at: Date}
	/** The header is not there, and the kind of token has it wherever a token expires. */
	| {readonly kind: 'never'}
	| {readonly kind: 'unknown'; readonly reason: string};

const expirationPattern =
	/^(2\d{3}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})\s?(UTC|Z|[+-]\d{2}:?\d{2})$/;

/** How near to the time of the answer an expiration is not believed, in milliseconds. */
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
 * Reads `GitHub-Authentication-Token-Expiration`, which comes as `2026-12-31 23:00:00 UTC` and as
 * `2026-12-31 23:00:00 +0500` (google/go-github#2649). Sometimes GitHub sends the time of the answer itself
 * (google/go-github#3708): such a time is not believed. Without the header a personal access token, of which
 * `type` is the type, does not expire. Of others nothing is known: a token of an app lives an hour, or eight.
 */
export const readTokenExpiration = (
	{headers}: ApiAnswer,
	type: TokenTypeId | undefined,
): TellsExpiration => {
	const text = headers['github-authentication-token-expiration'];
	if (text === undefined || text.trim() === '') {
		return type === undefined
			? {kind: 'unknown', reason: 'GitHub tells it of personal access tokens only'}
			: {kind: 'never'};
	}
	const at = parseTime(text);
	if (at === undefined) {
		return {kind: 'unknown', reason: 'GitHub names the time in a form that is not known'};
	}
	const answered = Date.parse(headers.date ?? '');
	return Math.abs(at.getTime() - answered) <= suspiciouslyNear
		? {
				kind: 'unknown',
				reason: 'GitHub names the time of its own answer, which is a known fault of it',
			}
		: {kind: 'at', at};
};

/** The scopes of a classic token, from `X-OAuth-Scopes`; undefined for a token that has none to tell. */
export const readTokenScopes = ({headers}: ApiAnswer): readonly string[] | undefined =>
	headers['x-oauth-scopes']
		?.split(',')
		.map(scope => scope.trim())
		.filter(scope => scope !== '');

/**
 * What `X-GitHub-SSO` says is still to be authorized, as a sentence without a full stop; undefined when
 * nothing is. `required; url=…` refuses an answer, `partial-results; organizations=…` leaves parts out.
 */
export const readSso = ({headers}: ApiAnswer): string | undefined => {
	const text = headers['x-github-sso'];
	if (text === undefined) {
		return undefined;
	}
	const url = /^required;\s*url=(https:\/\/\S+)$/.exec(text)?.[1];
	if (url !== undefined) {
		return `An organization wants the token to be authorized for its single sign-on: ${url}`;
	}
	const ids = /organizations=([\d,]+)/.exec(text)?.[1]?.split(',') ?? [];
	return `Organizations (${ids.length === 0 ? 'not named' : `with the ids ${ids.join(', ')}`}) want the token to be authorized for their single sign-on: "Configure SSO" beside it on the page of tokens`;
};

/** What a body that is an object has under a key. */
export const fieldOf = (body: unknown, key: string): unknown =>
	typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;

/** The message in the body of a refusal as it may be shown, see `showBriefly`; empty when there is none. */
export const messageOf = ({body}: ApiAnswer): string => {
	const message = fieldOf(body, 'message');
	return typeof message === 'string' ? showBriefly(message, longestMessage) : '';
};

/** Seconds in a header, in milliseconds: more than any calendar has are none. */
const readSeconds = (text = ''): number | undefined =>
	/^\d{1,11}$/.test(text) ? Number(text) * 1000 : undefined;

/**
 * When a rate limit ends that refused a request; undefined when none did. Without a time in the answer
 * (GitHub Docs, "Rate limits for the REST API") it is a minute after it.
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
