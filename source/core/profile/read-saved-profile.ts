import {usageError} from '../errors.ts';
import {defaultHost} from './host.ts';
import type {SavedProfile} from './profile.ts';
import {isTime, readKeys, readOwnKey} from './read-profile.ts';

/**
 * Reads a saved profile from the JSON of the store. Unlike `readProfile`, it keeps the times when the token was
 * stored, when the profile was last opened and when its token expires. Drops the last two when they are not
 * valid. Throws a usage error for a profile without a name.
 */
export const readSavedProfile = (value: unknown): SavedProfile => {
	const answered = readKeys(value, defaultHost, readOwnKey);
	const {profile} = answered;
	if (profile === undefined) {
		throw usageError('It has no name', 'profile is the name that it is saved under');
	}
	const {lastOpened, expiresAt} = value as {lastOpened?: unknown; expiresAt?: unknown};
	return {
		...answered,
		profile,
		...(isTime(lastOpened) ? {lastOpened} : {}),
		...(expiresAt === 'none' || isTime(expiresAt) ? {expiresAt} : {}),
	};
};
