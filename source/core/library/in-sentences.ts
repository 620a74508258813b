import {endSentence, PatWizardError} from '../errors.ts';

/** Returns the result of `run`. Its PatWizardErrors get full stops, as on the command line. */
export const inSentences = <Result>(run: () => Result): Result => {
	try {
		return run();
	} catch (error) {
		if (!(error instanceof PatWizardError)) {
			throw error;
		}
		const {kind, message, hint} = error;
		throw new PatWizardError(
			kind,
			endSentence(message),
			hint === undefined ? hint : endSentence(hint),
		);
	}
};
