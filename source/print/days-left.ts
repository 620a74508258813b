import {describeDaysLeft} from '../core/profile/days-left.ts';
import type {SavedProfile} from '../core/profile/profile.ts';

/**
 * Describes the time left for the last token made from a profile: "about 9 days left" as an estimate, "9 days
 * left" when GitHub reported the day.
 */
export const writeDaysLeft = (profile: SavedProfile, now: Date): string => {
	const left = describeDaysLeft(profile, now);
	return profile.expiresAt === undefined && left.endsWith(' left') ? `about ${left}` : left;
};
