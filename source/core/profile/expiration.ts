import {type Explanation, usageError} from '../errors.ts';
import {quoteBriefly} from '../text/mask.ts';
import {countOf} from '../text/words.ts';
import type {Expiration} from './profile.ts';

/**
 * The longest lifetime in days that GitHub takes from a link ("Managing your personal access
 * tokens", 22 August 2026); also the cap that organizations have unless they set a lower one.
 */
export const longestExpiration = 366;

/** The days that GitHub gives when a link does not say, unless a policy says less (same page). */
export const defaultExpiration = 30;

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

/** The calendar day of a moment, as the user's clock shows it, counted from 1970. */
const dayNumber = (date: Date): number =>
	Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / millisecondsPerDay;

/** "20 December 2026", on the user's own calendar. */
export const formatDate = (date: Date): string =>
	`${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`;

/** Calendar days from one moment to another; negative when `to` is earlier. */
export const daysBetween = (from: Date, to: Date): number => dayNumber(to) - dayNumber(from);

/** The same time of day, `days` calendar days later. */
export const addDays = (date: Date, days: number): Date => {
	const later = new Date(date);
	later.setDate(later.getDate() + days);
	return later;
};

/** The last day of a token made at `from`: a date, or `undefined` when it never expires. */
export const expirationDate = (expiration: Expiration, from: Date): Date | undefined =>
	expiration === 'none' ? undefined : addDays(from, expiration);

const isExpiration = (days: number): boolean =>
	Number.isInteger(days) && days >= 1 && days <= longestExpiration;

/** What to say about a value that is no expiration. */
export const explainExpiration = (value: unknown): Explanation => ({
	message: `${quoteBriefly(value)} is not an expiration`,
	hint: `Give 1 to ${longestExpiration} days, or none`,
});

const readDate = (text: string): Date | undefined => {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
	if (year === undefined || month === undefined || day === undefined) {
		return undefined;
	}
	const date = new Date(year, month - 1, day);
	return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
};

/** How many days "30", "30d", "30 days" and "2 weeks" are. `NaN` for anything else. */
const readDays = (text: string): number => {
	const [, count, unit = 'd'] = /^(\d{1,4}) ?(d|days?|w|weeks?)?$/.exec(text) ?? [];
	return Number(count) * (unit.startsWith('w') ? 7 : 1);
};

/**
 * An expiration as typed: days or weeks (1–366 days, `30`, `30d`, `2 weeks`), a date (`2027-01-31`, counted from `now`), or `none`.
 * Throws a usage error for anything else.
 */
export const readExpiration = (text: string, now: Date): Expiration => {
	const word = text.trim().toLowerCase();
	if (word === 'none' || word === 'never') {
		return 'none';
	}
	const date = readDate(word);
	const days = date === undefined ? readDays(word) : daysBetween(now, date);
	if (!isExpiration(days)) {
		const {message, hint} = explainExpiration(text);
		if (!Number.isNaN(Number(word))) {
			throw usageError(message, hint);
		}
		throw usageError(
			date === undefined
				? message
				: `${word} is ${days < 1 ? 'not in the future' : `${days} days away`}`,
			`Give 1 to ${longestExpiration} days, a date within them such as ${isoDate(addDays(now, 90))}, or none`,
		);
	}
	return days;
};

/** "2027-01-31", on the user's own calendar. */
export const isoDate = (date: Date): string =>
	[
		String(date.getFullYear()).padStart(4, '0'),
		String(date.getMonth() + 1).padStart(2, '0'),
		String(date.getDate()).padStart(2, '0'),
	].join('-');

/** Whether a value from outside is an expiration as profiles keep it. */
export const isExpirationValue = (value: unknown): value is Expiration =>
	value === 'none' || (typeof value === 'number' && isExpiration(value));

/** An expiration in words: "20 December 2026 (30 days)", "never", "GitHub's default, 30 days". */
export const describeExpiration = (expiration: Expiration | undefined, now: Date): string => {
	if (expiration === undefined) {
		return `GitHub's default (${countOf(defaultExpiration, 'day')}, or less where a policy says so)`;
	}
	const date = expirationDate(expiration, now);
	return date === undefined
		? 'never'
		: `${formatDate(date)} (${countOf(Number(expiration), 'day')})`;
};

/** What is known about when the token of a profile expires. */
type Lifetime = {
	readonly expiration?: Expiration;
	readonly lastOpened?: string;
	/** GitHub's own answer, where a token was checked: a time, or `none`. */
	readonly expiresAt?: string;
};

/**
 * When a token made from a profile expires: as GitHub reported it, or else estimated from when the link was last
 * opened. `undefined` when it was never opened or does not expire.
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
 * When a profile was last opened. `undefined` when it never was, and when that would be later than now by
 * more than a day: then a clock was wrong. Less is the difference between two machines.
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

/** Whether the day of expiration is unknown, because the saved time of opening is impossible, see `openedDate`. */
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
 * "9 days left", "expires today", "expired 3 days ago", "does not expire", "not opened yet", or "opened, date
 * unknown" for a date that cannot be.
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

/** When the page of a profile was last opened: "last opened 30 October 2026", or "not opened yet". */
export const describeOpened = (profile: Lifetime, now: Date): string => {
	if (profile.lastOpened === undefined) {
		return 'not opened yet';
	}
	return isMisdated(profile, now)
		? 'opened, date unknown'
		: `last opened ${formatDate(new Date(profile.lastOpened))}`;
};
