import {usageError} from '../errors.ts';
import {addDays, daysBetween, isoDate} from './days-left.ts';
import {explainExpiration, isExpirationValue, longestExpiration} from './expiration.ts';
import type {Expiration} from './profile.ts';

const readDate = (text: string): Date | undefined => {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
	if (year === undefined || month === undefined || day === undefined) {
		return undefined;
	}
	const date = new Date(year, month - 1, day);
	return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
};

/** Returns the number of days in "30", "30d", "30 days" and "2 weeks". `NaN` for anything else. */
const readDays = (text: string): number => {
	const [, count, unit = 'd'] = /^(\d{1,4}) ?(d|days?|w|weeks?)?$/.exec(text) ?? [];
	return Number(count) * (unit.startsWith('w') ? 7 : 1);
};

/**
 * Reads an expiration as typed: days or weeks (1–366 days, `30`, `30d`, `2 weeks`), a date (`2027-01-31`,
 * counted from `now`), or `none`. Throws a usage error for anything else.
 */
export const readExpiration = (text: string, now: Date): Expiration => {
	const word = text.trim().toLowerCase();
	if (word === 'none' || word === 'never') {
		return 'none';
	}
	const date = readDate(word);
	const days = date === undefined ? readDays(word) : daysBetween(now, date);
	if (!isExpirationValue(days)) {
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
