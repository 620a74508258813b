import {joinSentences} from './text/words.ts';

/**
 * What went wrong, by who can fix it:
 * - `usage`: wrong use or wrong input; nothing was changed (exit code 2)
 * - `outside`: disk, network, another program, a broken file (exit code 1)
 *
 * Anything else that is thrown is a bug of ours.
 */
export type ErrorKind = 'usage' | 'outside';

/** An error that is shown to the user as a sentence, never as a stack. */
export class PatWizardError extends Error {
	readonly kind: ErrorKind;
	/** A way out, as a sentence. */
	readonly hint: string | undefined;

	constructor(kind: ErrorKind, message: string, hint?: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'PatWizardError';
		this.kind = kind;
		this.hint = hint;
	}
}

/** Wrong use or wrong input: the user can fix it. */
export const usageError = (message: string, hint?: string): PatWizardError =>
	new PatWizardError('usage', message, hint);

/** What is wrong and a way out, each a sentence without a full stop. */
export type Explanation = {readonly message: string; readonly hint: string};

/** The usage error that names every problem, and each way out once. */
export const problemsError = (problems: readonly Explanation[]): PatWizardError =>
	usageError(
		joinSentences(problems.map(({message}) => message)),
		joinSentences([...new Set(problems.map(({hint}) => hint))]),
	);

/** What is wrong and the way out, in one text. */
export const withHint = ({
	message,
	hint,
}: {
	readonly message: string;
	readonly hint?: string | undefined;
}): string => (hint === undefined ? message : `${message}. ${hint}`);

/** Something outside the program failed. `cause` is kept for those who debug. */
export const outsideError = (message: string, hint?: string, cause?: unknown): PatWizardError =>
	new PatWizardError('outside', message, hint, cause === undefined ? undefined : {cause});

/** A PatWizardError as one sentence. Throws anything else on: it is a bug. */
export const explain = (error: unknown): string => {
	if (!(error instanceof PatWizardError)) {
		throw error;
	}
	return withHint(error);
};

/** What a reader of text makes of it, or `undefined` where it throws. */
export const readSafely = <Value>(read: () => Value): Value | undefined => {
	try {
		return read();
	} catch {
		return undefined;
	}
};
