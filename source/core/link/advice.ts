import {hostKind} from '../profile/host.ts';
import type {Profile} from '../profile/profile.ts';
import {tokenTypeOf} from '../token-types/index.ts';

/** What the user should know before opening a profile's link, as sentences without a full stop. */
export const findWarnings = (profile: Profile): readonly string[] =>
	tokenTypeOf(profile).warnings(profile, hostKind(profile.host));

/**
 * What is left to do on GitHub's page, in its order, as sentences without a full stop. A list of repositories
 * or grants names at most `most`, and counts the others.
 */
export const listStepsByHand = (profile: Profile, now: Date, most?: number): readonly string[] =>
	tokenTypeOf(profile).stepsByHand(profile, now, most);
