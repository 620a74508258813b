import {expect, test} from 'vitest';
import {describeProfile} from '../../../source/core/link/describe-profile.ts';

const now = new Date('2026-11-01T12:00:00.000Z');

test('only another owner than the user asks for a reason and refuses an expiration', () => {
	const profile = {
		type: 'fine-grained',
		host: 'github.com',
		owner: 'Octo',
		expiration: 'none',
		permissions: {issues: 'write'},
	} as const;
	const ofOther = describeProfile(profile, now, 'somebody');
	expect(
		[...ofOther.warnings, ...ofOther.steps].filter(text => text.includes('Octo')),
	).toHaveLength(2);
	const own = describeProfile(profile, now, 'octo');
	expect([...own.warnings, ...own.steps].join()).not.toContain('Octo');
	expect(own.facts).toContainEqual(expect.objectContaining({label: 'Owner'}));
	expect(own.link).toContain('target_name=Octo');
});
