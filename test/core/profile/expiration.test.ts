import {isMainThread} from 'node:worker_threads';
import * as fc from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {
	addDays,
	daysBetween,
	describeDaysLeft,
	describeExpiration,
	expectedExpiry,
	expirationDate,
	formatDate,
	isMisdated,
	isoDate,
} from '../../../source/core/profile/days-left.ts';
import {
	defaultExpiration,
	isExpirationValue,
	longestExpiration,
} from '../../../source/core/profile/expiration.ts';
import {readExpiration} from '../../../source/core/profile/read-expiration.ts';
import {expirations} from '../../arbitraries.ts';

const zone = process.env.TZ;

const setZone = (name: string): void => {
	process.env.TZ = name;
};

afterEach(() => {
	if (zone === undefined) {
		delete process.env.TZ;
	} else {
		process.env.TZ = zone;
	}
});

/** Half past `hour` on the user's own clock. */
const at = (year: number, month: number, day: number, hour = 12): Date =>
	new Date(year, month - 1, day, hour, 30);

const zones = [
	'UTC',
	'America/New_York',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Pacific/Auckland',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
	'America/St_Johns',
	// Clocks went from 23:59 to 01:00 in spring: a day without a midnight.
	'America/Sao_Paulo',
	// Half an hour of summer time.
	'Australia/Lord_Howe',
];

test("the limits are GitHub's", () => {
	expect(longestExpiration).toBe(366);
	expect(defaultExpiration).toBe(30);
});

describe.each(zones)('in %s', name => {
	test.each([
		// Summer time begins and ends in some zone or other.
		[[2026, 3, 7], 30, '2026-04-06'],
		[[2026, 3, 28], 1, '2026-03-29'],
		[[2026, 10, 24], 7, '2026-10-31'],
		[[2026, 10, 31], 2, '2026-11-02'],
		[[2018, 11, 3], 1, '2018-11-04'],
		[[2026, 9, 26], 90, '2026-12-25'],
		// Ends of months and years, and leap days.
		[[2026, 1, 31], 1, '2026-02-01'],
		[[2026, 12, 31], 1, '2027-01-01'],
		[[2026, 12, 2], 30, '2027-01-01'],
		[[2027, 2, 28], 1, '2027-03-01'],
		[[2028, 2, 28], 1, '2028-02-29'],
		[[2028, 2, 29], 366, '2029-03-01'],
		[[2027, 3, 1], 366, '2028-03-01'],
		[[2027, 1, 1], 366, '2028-01-02'],
		[[2028, 1, 1], 366, '2029-01-01'],
	] as const)('%j and %i days is %s', ([year, month, day], days, expected) => {
		setZone(name);
		for (const hour of [0, 2, 12, 23]) {
			const from = at(year, month, day, hour);
			const to = addDays(from, days);
			expect(isoDate(to)).toBe(expected);
			expect(daysBetween(from, to)).toBe(days);
			expect(daysBetween(to, from)).toBe(-days);
			expect(expirationDate(days, from)).toEqual(to);
			expect(readExpiration(expected, from)).toBe(days);
		}
	});

	test('a day is a day, early or late', () => {
		setZone(name);
		expect(daysBetween(at(2026, 6, 1, 0), at(2026, 6, 1, 23))).toBe(0);
		expect(daysBetween(at(2026, 6, 1, 23), at(2026, 6, 2, 0))).toBe(1);
		expect(daysBetween(at(2026, 6, 2, 0), at(2026, 6, 1, 23))).toBe(-1);
	});

	test('a date that is shown can be given', () => {
		setZone(name);
		fc.assert(
			fc.property(
				fc.date({
					min: new Date('2020-01-03T00:00:00Z'),
					max: new Date('2060-01-01T00:00:00Z'),
					noInvalidDate: true,
				}),
				fc.integer({min: 1, max: 366}),
				(now, days) => {
					expect(readExpiration(isoDate(addDays(now, days)), now)).toBe(days);
				},
			),
		);
	});
});

test('addDays leaves its date alone', () => {
	const date = at(2026, 1, 1);
	addDays(date, 10);
	expect(date).toEqual(at(2026, 1, 1));
});

// A thread, in which mutation testing runs this, keeps the zone of its process.
test.skipIf(!isMainThread)('the calendar is that of the user', () => {
	const moment = new Date('2026-12-31T23:30:00Z');
	setZone('UTC');
	expect(formatDate(moment)).toBe('31 December 2026');
	expect(isoDate(moment)).toBe('2026-12-31');
	setZone('Asia/Tokyo');
	expect(formatDate(moment)).toBe('1 January 2027');
	expect(isoDate(moment)).toBe('2027-01-01');
});

test('formatDate knows every month', () => {
	expect(Array.from({length: 12}, (_, month) => formatDate(at(2026, month + 1, 3)))).toEqual(
		[
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
		].map(month => `3 ${month} 2026`),
	);
});

test('isoDate fills up with zeros', () => {
	expect(isoDate(at(2026, 1, 2))).toBe('2026-01-02');
	const early = at(2000, 11, 12);
	early.setFullYear(987);
	expect(isoDate(early)).toBe('0987-11-12');
});

test('expirationDate of none is none', () => {
	expect(expirationDate('none', at(2026, 1, 1))).toBeUndefined();
});

describe('readExpiration', () => {
	const now = at(2026, 11, 20);

	test.each([
		['1', 1],
		['30', 30],
		[' 7 ', 7],
		['007', 7],
		['365', 365],
		['366', 366],
		['none', 'none'],
		['None', 'none'],
		[' NEVER ', 'none'],
		['2026-11-21', 1],
		['2026-12-20', 30],
		['2027-11-20', 365],
		['2027-11-21', 366],
	])('reads %j as %s', (text, expected) => {
		expect(readExpiration(text, now)).toBe(expected);
	});

	test.each([
		'',
		'0',
		'00',
		'367',
		'-1',
		'+1',
		'1.5',
		'1e2',
		'0x10',
		'thirty',
		'Infinity',
		'NaN',
		'٣٠',
		'2027-02-29',
		'2027-02-30',
		'2026-13-01',
		'2026-00-10',
		'2026-12-00',
		'2026-12-32',
		'2026-1-1',
		'26-12-01',
		'2026/12/01',
		'2026-12-01T00:00',
		'nonee',
	])('refuses %j', text => {
		expect(() => readExpiration(text, now)).toThrow(`"${text}" is not an expiration`);
	});

	test.each([
		['2026-11-20', '2026-11-20 is not in the future'],
		['2026-11-19', '2026-11-19 is not in the future'],
		['1999-01-01', '1999-01-01 is not in the future'],
		['2027-11-22', '2027-11-22 is 367 days away'],
		['9999-12-31', /^9999-12-31 is \d+ days away$/],
	])('says how far off %s is', (text, message) => {
		expect(() => readExpiration(text, now)).toThrow(message);
	});

	test('cuts what was refused', () => {
		expect(() => readExpiration('9'.repeat(1_000_000), now)).toThrow(
			`"${'9'.repeat(79)}…" is not an expiration`,
		);
		expect(() => readExpiration(' 2026-11-19\n', now)).toThrow('2026-11-19 is not in the future');
	});

	test('shows the way out, with a date that can be given', () => {
		try {
			readExpiration('soon\u001B', now);
			expect.unreachable();
		} catch (error) {
			expect(error).toMatchObject({
				kind: 'usage',
				message: '"soon\\u{001b}" is not an expiration',
				hint: 'Give 1 to 366 days, a date within them such as 2027-02-18, or none',
			});
		}
		expect(readExpiration('2027-02-18', now)).toBe(90);
	});
});

describe('isExpirationValue', () => {
	test.each([1, 2, 365, 366, 'none'])('%j is one', value => {
		expect(isExpirationValue(value)).toBe(true);
	});

	test.each([
		0,
		-1,
		367,
		1.5,
		Number.NaN,
		Number.POSITIVE_INFINITY,
		'30',
		'None',
		'',
		null,
		undefined,
		[30],
		{},
		true,
	])('%j is not', value => {
		expect(isExpirationValue(value)).toBe(false);
	});
});

describe('describeExpiration', () => {
	const now = at(2026, 11, 20);

	test.each([
		[30, '20 December 2026 (30 days)'],
		[1, '21 November 2026 (1 day)'],
		[366, '21 November 2027 (366 days)'],
		['none', 'never'],
		[undefined, "GitHub's default (30 days, or less where a policy says so)"],
	] as const)('%j is %s', (expiration, expected) => {
		expect(describeExpiration(expiration, now)).toBe(expected);
	});
});

describe('how long a token still lives', () => {
	const lastOpened = at(2026, 11, 20).toISOString();

	test.each([
		[{expiration: 30, lastOpened}, at(2026, 12, 11), '9 days left'],
		[{expiration: 30, lastOpened}, at(2026, 12, 19, 23), '1 day left'],
		[{expiration: 30, lastOpened}, at(2026, 12, 20, 0), 'expires today'],
		[{expiration: 30, lastOpened}, at(2026, 12, 20, 23), 'expires today'],
		[{expiration: 30, lastOpened}, at(2026, 12, 21, 0), 'expired 1 day ago'],
		[{expiration: 30, lastOpened}, at(2026, 12, 23), 'expired 3 days ago'],
		[{lastOpened}, at(2026, 12, 11), '9 days left'],
		[{expiration: 'none', lastOpened}, at(2036, 12, 11), 'does not expire'],
		[{expiration: 'none'}, at(2026, 12, 11), 'not opened yet'],
		[{expiration: 30, lastOpened}, at(2026, 11, 19, 13), '31 days left'],
		[{expiration: 30, lastOpened}, at(2026, 11, 18), 'opened, date unknown'],
		[{lastOpened: '2999-01-01T00:00:00Z'}, at(2026, 11, 20), 'opened, date unknown'],
		[{expiration: 'none', lastOpened}, at(2026, 11, 18), 'does not expire'],
		[{expiration: 30}, at(2026, 12, 11), 'not opened yet'],
		[{}, at(2026, 12, 11), 'not opened yet'],
	] as const)('%j at %s: %s', (profile, now, expected) => {
		expect(describeDaysLeft(profile, now)).toBe(expected);
	});

	test('a date is impossible when it is more than a day after now', () => {
		const now = new Date('2026-11-20T12:00:00Z');
		expect(isMisdated({lastOpened: '2026-11-21T12:00:00Z'}, now)).toBe(false);
		expect(isMisdated({lastOpened: '2026-11-21T12:00:01Z'}, now)).toBe(true);
		expect(isMisdated({lastOpened: '1969-01-01T00:00:00Z'}, now)).toBe(false);
		expect(isMisdated({}, now)).toBe(false);
	});

	test('is counted from the last opening', () => {
		expect(expectedExpiry({expiration: 7, lastOpened})).toEqual(at(2026, 11, 27));
		expect(expectedExpiry({lastOpened})).toEqual(at(2026, 12, 20));
		expect(expectedExpiry({expiration: 'none', lastOpened})).toBeUndefined();
		expect(expectedExpiry({expiration: 7})).toBeUndefined();
	});

	test('agrees with the date that was shown', () => {
		fc.assert(
			fc.property(expirations(), expiration => {
				const now = new Date(lastOpened);
				const expiry = expectedExpiry({expiration, lastOpened});
				expect(describeExpiration(expiration, now)).toContain(
					expiry === undefined ? 'never' : formatDate(expiry),
				);
			}),
		);
	});
});

test.each(['x2026-12-31', '2026-12-311', '2026-13-05', '2026-12-31 x'])(
	'readExpiration refuses the date %s',
	text => {
		expect(() => readExpiration(text, at(2026, 11, 20))).toThrow(`"${text}" is not an expiration`);
	},
);
