import type {TokenReport} from '../core/check/check-token.ts';
import {PatWizardError, withHint} from '../core/errors.ts';
import type {Place} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import type {Context} from './context.ts';

/** Places with the one that was stored now: each once, and in their old order. */
const addPlace = (known: readonly Place[], stored: Place): readonly Place[] =>
	known.some(({place}) => place === stored.place)
		? known.map(each => (each.place === stored.place ? stored : each))
		: [...known, stored];

const noteExpiry = ({expires}: TokenReport): string | undefined => {
	if (expires.kind === 'at') {
		return expires.at.toISOString();
	}
	// What was known of the token before does not hold for this one.
	return expires.kind === 'never' ? 'none' : undefined;
};

/**
 * Notes with a saved profile when its token really expires, and a place where it was put; never the token.
 * Gives back whether it did. What goes wrong is told and stops nothing: the token is where it is.
 */
export const rememberToken = async (
	context: Context,
	name: string,
	report: TokenReport,
	place?: string,
): Promise<boolean> => {
	try {
		const store = await context.openStore();
		const isNoted = await store.note(name, ({goesTo = []}) => ({
			...(place === undefined
				? {}
				: {goesTo: addPlace(goesTo, {place, storedAt: context.now().toISOString()})}),
			expiresAt: noteExpiry(report),
		}));
		if (!isNoted) {
			context.printMessage('Not remembered: the profile is not among the saved ones.\n');
		}
		return isNoted;
	} catch (error) {
		if (!(error instanceof PatWizardError)) {
			throw error;
		}
		context.printMessage(`Not remembered with the profile: ${showText(withHint(error))}\n`);
		return false;
	}
};
