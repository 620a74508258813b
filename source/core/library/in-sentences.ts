import {PatWizardError} from '../errors.ts';
import {endSentence} from '../text/words.ts';

/** What `run` gives. What it throws for a user to read comes in whole sentences, as the command line prints it. */
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
