import {describeDaysLeft} from '../core/profile/days-left.ts';
import type {SavedProfile} from '../core/profile/profile.ts';

/**
 * How long the token that was last made from a profile has left: "about 9 days left", because GitHub
 * knows when it was really made. Without "about" where GitHub reported it.
 */
export const describeLeft = (profile: SavedProfile, now: Date): string => {
	const left = describeDaysLeft(profile, now);
	return profile.expiresAt === undefined && left.endsWith(' left') ? `about ${left}` : left;
};
