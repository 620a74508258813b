import type {FineGrainedProfile, SavedProfile} from '../source/core/profile/profile.ts';

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

const {description: _, ...plainBot} = releaseBot;

/** The profile without a description. */
export const bot: SavedProfile = plainBot;

/** The link of `bot`. */
export const botLink =
	'https://github.com/settings/personal-access-tokens/new?name=Release+bot&target_name=octo-org&expires_in=30&contents=write&issues=read';

/** A saved profile of a classic token, opened on 1 November 2026 for 30 days. */
export const laptop: SavedProfile = {
	profile: 'my laptop',
	type: 'classic',
	host: 'github.com',
	name: 'Laptop',
	scopes: ['repo'],
	expiration: 30,
	lastOpened: new Date(2026, 10, 1, 12).toISOString(),
};
