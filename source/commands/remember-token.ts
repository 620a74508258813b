import type {TokenReport} from '../core/check/check-token.ts';
import {PatWizardError, withHint} from '../core/errors.ts';
import type {Place, SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import type {Context} from './context.ts';

/** Places with the ones that were stored to now, each place once and in its old order. */
export const addPlaces = (
	known: readonly Place[],
	stored: readonly string[],
	time: string,
): readonly Place[] => [
	...known.map(place => (stored.includes(place.place) ? {...place, storedAt: time} : place)),
	...stored
		.filter(place => known.every(other => other.place !== place))
		.map(place => ({place, storedAt: time})),
];

/**
 * Notes with a saved profile where its token was put and when it really expires; never the token. What goes
 * wrong is told and stops nothing: the token is where it is.
 */
export const rememberToken = async (
	context: Context,
	{profile, goesTo = []}: SavedProfile,
	{expires}: TokenReport,
	stored: readonly string[] = [],
): Promise<boolean> => {
	const places = addPlaces(goesTo, stored, context.now().toISOString());
	try {
		const store = await context.openStore();
		await store.note(profile, {
			...(places.length === 0 ? {} : {goesTo: places}),
			// The date of the token before is not this one's.
			expiresAt:
				expires.kind === 'at'
					? expires.at.toISOString()
					: expires.kind === 'never'
						? 'none'
						: undefined,
		});
		return true;
	} catch (error) {
		if (!(error instanceof PatWizardError)) {
			throw error;
		}
		context.tell(`Not remembered with the profile: ${showText(withHint(error))}\n`);
		return false;
	}
};
