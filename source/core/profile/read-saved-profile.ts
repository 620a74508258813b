import {usageError} from '../errors.ts';
import {defaultHost} from './host.ts';
import type {SavedProfile} from './profile.ts';
import {isTime, readKeys, readOwnKey} from './read-profile.ts';

/**
 * A saved profile from its JSON, as the store keeps it: as `readProfile`, with the name that it has to have and
 * the times when its token was stored, when it was last opened and when its token expires. The last two are
 * dropped when they are no times. Throws a usage error for a profile without a name.
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
