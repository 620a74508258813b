import type {FineGrainedProfile} from '../source/core/profile/profile.ts';

/** A profile with an answer to every question: a token that publishes an organization's releases. */
export const releaseBot = {
	profile: 'release-bot',
	type: 'fine-grained',
	host: 'github.com',
	name: 'Release bot',
	description: 'Publishes releases from CI',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app'],
	permissions: {contents: 'write', issues: 'read'},
	expiration: 30,
} as const satisfies FineGrainedProfile;

/** The same profile, with the places of its token. */
export const storedBot = {
	...releaseBot,
	goesTo: [
		{place: 'actions:octo-org/app#RELEASE_TOKEN', storedAt: '2026-12-01T10:00:00Z'},
		{place: 'git:github.com', storedAt: null},
	],
} as const satisfies FineGrainedProfile;
