import type {TokenReport} from '../core/check/check-token.ts';
import {PatWizardError, withHint} from '../core/errors.ts';
import type {Place} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import type {Context} from './context.ts';

/** Adds a place, or replaces the entry of the same place. */
const addPlace = (known: readonly Place[], stored: Place): readonly Place[] =>
	known.some(({place}) => place === stored.place)
		? known.map(each => (each.place === stored.place ? stored : each))
		: [...known, stored];

const findExpiry = ({expires}: TokenReport): string | undefined => {
	if (expires.kind === 'at') {
		return expires.at.toISOString();
	}
	return expires.kind === 'never' ? 'none' : undefined;
};

/**
 * Saves with a profile when its token expires, and a place where it is stored; never the token. Returns whether it
 * was saved. Prints a failure and does not throw, since the token is stored already.
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
			// When the expiration is unknown, the one of the previous token is removed.
			expiresAt: findExpiry(report),
		}));
		if (!isNoted) {
			context.printMessage('Not remembered, because the profile is not saved.\n');
		}
		return isNoted;
	} catch (error) {
		if (!(error instanceof PatWizardError)) {
			throw error;
		}
		context.printMessage(`Not remembered: ${showText(withHint(error))}\n`);
		return false;
	}
};
