import {endSentence, PatWizardError} from '../core/errors.ts';
import {showLines} from '../core/text/show.ts';
import {shorten} from '../core/text/words.ts';
import type {Paint} from './paint.ts';

/** Where to report bugs. */
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

/** The longest message and hint, in characters. They may repeat a word of any length from outside. */
const longestMessage = 4000;

/** Describes anything that was thrown, for printing. */
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

/** What to print when the user cancelled. */
export const cancellations = {
	cancelled: cancel('Cancelled: nothing was opened or saved.'),
	cancelledLate: cancel(
		'Cancelled: nothing was opened. Profiles that you renamed or removed stay changed.',
	),
	stopped: cancel('Stopped. The lines above say what was done.'),
} as const;

/** Writes an error as text for people, with a line break at the end. */
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

/** Writes an error as JSON, with a line break at the end. */
export const writeJsonError = ({kind, message, hint}: ShownError): string =>
	`${JSON.stringify({error: {kind, message, hint}})}\n`;
