import {expect, test} from 'vitest';
import {
	isJsonObject,
	judgeVersion,
	unwrapProfile,
} from '../../../source/core/profile/profiles-json.ts';

test.each([
	[undefined, 'known'],
	[0, 'known'],
	[1, 'known'],
	[2, 'newer'],
	[-1, 'wrong'],
	[1.5, 'wrong'],
	[2 ** 60, 'wrong'],
	['1', 'wrong'],
	[null, 'wrong'],
])('the version %j is %s', (version, judged) => {
	expect(judgeVersion(version)).toBe(judged);
});

test('an object is one, and nothing else is', () => {
	expect(isJsonObject({})).toBe(true);
	expect([null, [], 'text', 1, undefined].map(isJsonObject)).not.toContain(true);
});

test('a profile is taken out of what holds it', () => {
	const profile = {type: 'classic', profile: 'name'};
	expect(unwrapProfile({url: '', profile})).toBe(profile);
	for (const value of [profile, [profile], null, 'text']) {
		expect(unwrapProfile(value)).toBe(value);
	}
});
