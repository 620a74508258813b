/**
 * The kinds of errors that the program reports:
 * - `usage`: wrong use or wrong input; nothing was changed (exit code 2)
 * - `outside`: disk, network, another program, a broken file (exit code 1)
 *
 * Anything else that is thrown is a bug in pat-wizard.
 */
export type ErrorKind = 'usage' | 'outside';

/** An error for the user, printed as a sentence and without a stack. */
export class PatWizardError extends Error {
	readonly kind: ErrorKind;
	/** How to fix it, as a sentence. */
	readonly hint: string | undefined;

	constructor(kind: ErrorKind, message: string, hint?: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'PatWizardError';
		this.kind = kind;
		this.hint = hint;
	}
}

/** Makes the error for wrong use or wrong input. */
export const usageError = (message: string, hint?: string): PatWizardError =>
	new PatWizardError('usage', message, hint);

/** A problem and how to fix it, each a sentence without a full stop. */
export type Explanation = {readonly message: string; readonly hint: string};

/** Adds a full stop to a sentence, unless it ends with a sign of its own. */
export const endSentence = (text: string): string =>
	/[.?!…:]["')\]]?$/.test(text) ? text : `${text}.`;

/** Joins sentences to one text, the last one without a full stop. */
const joinSentences = (sentences: readonly string[]): string =>
	[...sentences.slice(0, -1).map(endSentence), ...sentences.slice(-1)].join(' ');

/** Makes the usage error that names every problem, and each different hint once. */
export const problemsError = (problems: readonly Explanation[]): PatWizardError =>
	usageError(
		joinSentences(problems.map(({message}) => message)),
		joinSentences([...new Set(problems.map(({hint}) => hint))]),
	);

/** Joins a message and its hint to one text. */
export const withHint = ({
	message,
	hint,
}: {
	readonly message: string;
	readonly hint?: string | undefined;
}): string => (hint === undefined ? message : `${message}. ${hint}`);

/** Makes the error for a failure outside the program. `cause` helps in debugging. */
export const outsideError = (message: string, hint?: string, cause?: unknown): PatWizardError =>
	new PatWizardError('outside', message, hint, cause === undefined ? undefined : {cause});

/** Returns the text of a PatWizardError. Throws any other error again: it is a bug. */
export const explain = (error: unknown): string => {
	if (!(error instanceof PatWizardError)) {
		throw error;
	}
	return withHint(error);
};

/** Returns the result of `read`, or `undefined` when it throws. */
export const readSafely = <Value>(read: () => Value): Value | undefined => {
	try {
		return read();
	} catch {
		return undefined;
	}
};
