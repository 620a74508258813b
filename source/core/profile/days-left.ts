import {countOf} from '../text/words.ts';
import {defaultExpiration} from './expiration.ts';
import type {Expiration} from './profile.ts';

const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

const millisecondsPerDay = 86_400_000;

/** Returns the calendar day of a moment in the local time zone, counted from 1970. */
const dayNumber = (date: Date): number =>
	Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / millisecondsPerDay;

/** Writes a date in words, in the local time zone: "20 December 2026". */
export const formatDate = (date: Date): string =>
	`${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`;

/** Counts the calendar days from one moment to another. Negative when `to` is earlier. */
export const daysBetween = (from: Date, to: Date): number => dayNumber(to) - dayNumber(from);

/** Returns the same time of day, `days` calendar days later. */
export const addDays = (date: Date, days: number): Date => {
	const later = new Date(date);
	later.setDate(later.getDate() + days);
	return later;
};

/** Returns the last day of a token made at `from`. `undefined` when it never expires. */
export const expirationDate = (expiration: Expiration, from: Date): Date | undefined =>
	expiration === 'none' ? undefined : addDays(from, expiration);

/** Writes a date in ISO 8601, in the local time zone: "2027-01-31". */
export const isoDate = (date: Date): string =>
	[
		String(date.getFullYear()).padStart(4, '0'),
		String(date.getMonth() + 1).padStart(2, '0'),
		String(date.getDate()).padStart(2, '0'),
	].join('-');

/** Describes an expiration: "20 December 2026 (30 days)", "never", "GitHub's default, 30 days". */
export const describeExpiration = (expiration: Expiration | undefined, now: Date): string => {
	if (expiration === undefined) {
		return `GitHub's default (${countOf(defaultExpiration, 'day')}, or less where a policy says so)`;
	}
	const date = expirationDate(expiration, now);
	return date === undefined
		? 'never'
		: `${formatDate(date)} (${countOf(Number(expiration), 'day')})`;
};

/** The facts about when the token of a profile expires. */
type Lifetime = {
	readonly expiration?: Expiration;
	readonly lastOpened?: string;
	/** The time that GitHub gave when a token was checked, or `none`. */
	readonly expiresAt?: string;
};

/**
 * Returns the time when a token made from a profile expires: as GitHub reported it, or else estimated from the last
 * time the link was opened. `undefined` when the link was never opened or the token does not expire.
 */
export const expectedExpiry = (profile: Lifetime): Date | undefined => {
	if (profile.expiresAt !== undefined) {
		return profile.expiresAt === 'none' ? undefined : new Date(profile.expiresAt);
	}
	return profile.lastOpened === undefined
		? undefined
		: expirationDate(profile.expiration ?? defaultExpiration, new Date(profile.lastOpened));
};

/**
 * Returns the time when a profile was last opened. `undefined` when it never was, and when the saved time is more
 * than a day in the future: then a clock was wrong. A smaller difference is normal between two machines.
 */
export const openedDate = (
	{lastOpened}: {readonly lastOpened?: string},
	now: Date,
): Date | undefined => {
	if (lastOpened === undefined) {
		return undefined;
	}
	const opened = new Date(lastOpened);
	return opened.getTime() > now.getTime() + millisecondsPerDay ? undefined : opened;
};

/** Whether the day of expiration is unknown because the saved time of opening is wrong, see `openedDate`. */
export const isMisdated = (profile: Lifetime, now: Date): boolean =>
	profile.expiresAt === undefined &&
	profile.lastOpened !== undefined &&
	openedDate(profile, now) === undefined;

const describeDays = (days: number): string => {
	if (days === 0) {
		return 'expires today';
	}
	return days > 0 ? `${countOf(days, 'day')} left` : `expired ${countOf(-days, 'day')} ago`;
};

/**
 * Describes the time left: "9 days left", "expires today", "expired 3 days ago", "does not expire", "not opened
 * yet", or "opened, date unknown" for a wrong date.
 */
export const describeDaysLeft = (profile: Lifetime, now: Date): string => {
	const {lastOpened, expiresAt, expiration = defaultExpiration} = profile;
	if (expiresAt !== undefined) {
		return expiresAt === 'none'
			? 'does not expire'
			: describeDays(daysBetween(now, new Date(expiresAt)));
	}
	if (lastOpened === undefined) {
		return 'not opened yet';
	}
	if (expiration === 'none') {
		return 'does not expire';
	}
	const opened = openedDate(profile, now);
	if (opened === undefined) {
		return 'opened, date unknown';
	}
	return describeDays(daysBetween(now, opened) + expiration);
};

/** Describes the last opening of a profile: "last opened 30 October 2026", or "not opened yet". */
export const describeOpened = (profile: Lifetime, now: Date): string => {
	if (profile.lastOpened === undefined) {
		return 'not opened yet';
	}
	return isMisdated(profile, now)
		? 'opened, date unknown'
		: `last opened ${formatDate(new Date(profile.lastOpened))}`;
};
