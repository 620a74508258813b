import {PatWizardError} from '../core/errors.ts';
import {showLines} from '../core/text/show.ts';
import {endSentence, shorten} from '../core/text/words.ts';
import type {Paint} from './paint.ts';

/** Where bugs are reported. */
export const reportAddress = 'https://github.com/pat-wizard/pat-wizard/issues';

/** The kinds of error, as `--json` names them. */
export type ShownKind = 'usage' | 'outside' | 'cancelled' | 'bug';

/** An error as it is printed: two sentences. */
export type ShownError = {
	readonly kind: ShownKind;
	readonly message: string;
	readonly hint: string | null;
	/** Where a bug was noticed. */
	readonly stack?: string;
};

/** The longest message and the longest hint, in characters: a word from outside can be of any length. */
const longestMessage = 4000;

/** What is told about anything that was thrown. */
export const describeError = (error: unknown): ShownError => {
	if (error instanceof PatWizardError) {
		const {kind, message, hint} = error;
		return {
			kind,
			message: showLines(endSentence(shorten(message, longestMessage))),
			hint: hint === undefined ? null : showLines(endSentence(shorten(hint, longestMessage))),
		};
	}
	// A file of the installation is missing, see source/start/loader.ts.
	if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
		return {kind: 'outside', message: showLines(endSentence(error.message)), hint: null};
	}
	const {message, stack} = error instanceof Error ? error : new Error(String(error));
	return {
		kind: 'bug',
		message: showLines(endSentence(`Something went wrong inside pat-wizard: ${message}`)),
		hint: `Please report it, with the lines above, at ${reportAddress}`,
		...(stack === undefined ? {} : {stack: showLines(stack)}),
	};
};

const cancel = (message: string): ShownError => ({kind: 'cancelled', message, hint: null});

/** What is printed when the user left. */
export const cancellations = {
	cancelled: cancel('Cancelled: nothing was opened or saved.'),
	left: cancel('Left: nothing was opened. What was renamed or removed stays so.'),
	stopped: cancel('Stopped: what was done until then stands above.'),
} as const;

/** An error as text for people, ending with a line break. */
export const writeError = ({kind, message, hint, stack}: ShownError, paint: Paint): string => {
	const lines =
		kind === 'cancelled'
			? [message]
			: [
					`${paint('red', 'pat-wizard:')} ${message}`,
					...(stack === undefined ? [] : [stack]),
					...(hint === null ? [] : [hint]),
				];
	return `${lines.join('\n')}\n`;
};

/** An error as JSON, ending with a line break. */
export const writeJsonError = ({kind, message, hint}: ShownError): string =>
	`${JSON.stringify({error: {kind, message, hint}})}\n`;
