import type {SavedProfile} from '../../source/core/profile/profile.ts';
import type {WizardOptions} from '../../source/ui/wizard-options.ts';
import {releaseBot as exampleBot} from '../example-profiles.ts';

/** The moment at which the wizard of a test runs: noon, so that its day is the same everywhere. */
export const now = new Date(2026, 10, 20, 12);

/** A saved fine-grained profile of an organization. */
export const releaseBot: SavedProfile = {
	...exampleBot,
	lastOpened: new Date(2026, 9, 30, 12).toISOString(),
};

/** A saved classic profile that was never opened. */
export const packagePush: SavedProfile = {
	profile: 'ghcr push',
	type: 'classic',
	host: 'github.com',
	name: 'ghcr',
	scopes: ['write:packages'],
	expiration: 90,
};

/** What the wizard starts from, with nothing given, found or saved unless the test says so. */
export const makeOptions = (changes: Partial<WizardOptions> = {}): WizardOptions => ({
	answers: {},
	start: 'questions',
	saved: [],
	folderProfiles: [],
	suggestions: [],
	defaultHost: 'github.com',
	now: () => now,
	canSave: true,
	copy: async () => 'Copied the link',
	rename: async () => {},
	remove: async () => {},
	...changes,
});
