import type {Explanation} from '../errors.ts';
import {quoteBriefly} from '../text/mask.ts';
import type {Expiration} from './profile.ts';

/**
 * The longest lifetime in days that GitHub takes from a link ("Managing your personal access
 * tokens", 22 August 2026); also the cap that organizations have unless they set a lower one.
 */
export const longestExpiration = 366;

/** The lifetime in days when a link gives none, unless a policy allows less (same page). */
export const defaultExpiration = 30;

/** Explains a value that is no expiration. */
export const explainExpiration = (value: unknown): Explanation => ({
	message: `${quoteBriefly(value)} is not an expiration`,
	hint: `Give 1 to ${longestExpiration} days, or none`,
});

/** Whether a value from outside is an expiration as profiles keep it. */
export const isExpirationValue = (value: unknown): value is Expiration =>
	value === 'none' ||
	(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= longestExpiration);
