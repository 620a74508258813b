import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Answers, profileFrom} from '../../../source/core/profile/answers.ts';
import {profiles} from '../../arbitraries.ts';

const goesTo = [{place: 'actions:octo-org/app#RELEASE_TOKEN', storedAt: null}];

const all: Answers = {
	goesTo,
	expiration: 30,
	scopes: ['repo', 'workflow'],
	permissions: {contents: 'write'},
	repositories: ['octo-org/app'],
	repositoryAccess: 'selected',
	owner: 'octo-org',
	description: 'Publishes releases',
	name: 'Release bot',
	host: 'octo.ghe.com',
	type: 'fine-grained',
	profile: 'release-bot',
};

describe('profileFrom', () => {
	test('takes what a fine-grained token has, in the order of the file', () => {
		expect(JSON.stringify(profileFrom(all, 'github.com'))).toBe(
			JSON.stringify({
				profile: 'release-bot',
				type: 'fine-grained',
				host: 'octo.ghe.com',
				name: 'Release bot',
				description: 'Publishes releases',
				owner: 'octo-org',
				repositoryAccess: 'selected',
				repositories: ['octo-org/app'],
				permissions: {contents: 'write'},
				expiration: 30,
				goesTo,
			}),
		);
	});

	test('takes what a classic token has, in the order of the file', () => {
		expect(JSON.stringify(profileFrom({...all, type: 'classic'}, 'github.com'))).toBe(
			JSON.stringify({
				profile: 'release-bot',
				type: 'classic',
				host: 'octo.ghe.com',
				name: 'Release bot',
				scopes: ['repo', 'workflow'],
				expiration: 30,
				goesTo,
			}),
		);
	});

	test('is fine-grained on the given host when nothing is answered', () => {
		const profile = profileFrom({}, 'github.example.com');
		expect(profile).toStrictEqual({type: 'fine-grained', host: 'github.example.com'});
	});

	test.each([
		{profile: undefined, name: '', description: '', owner: ''},
		{permissions: {}, scopes: [], repositories: [], expiration: undefined},
	])('leaves out what is unset or empty: %j', answers => {
		expect(profileFrom(answers, 'github.com')).toStrictEqual({
			type: 'fine-grained',
			host: 'github.com',
		});
		expect(profileFrom({...answers, type: 'classic'}, 'github.com')).toStrictEqual({
			type: 'classic',
			host: 'github.com',
		});
	});

	test.each([undefined, 'public', 'all'] as const)(
		'keeps no repositories with repository access %s',
		repositoryAccess => {
			expect(profileFrom({...all, repositoryAccess}, 'github.com')).not.toHaveProperty(
				'repositories',
			);
		},
	);

	test('gives a profile back as it was', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				expect(profileFrom(profile, 'example.com')).toStrictEqual(profile);
			}),
		);
	});
});
