import type {Context} from './context.ts';
import type {Completion, OptionName} from './options.ts';

/** The words and options after a command's name. */
export type Input = {
	/** The words that are neither options nor their values. */
	readonly words: readonly string[];
	/** Whether an option was given. */
	readonly has: (name: OptionName) => boolean;
	/** The value of an option; the last one when it was given more than once. */
	readonly text: (name: OptionName) => string | undefined;
	/** All values of an option that may be given more than once. */
	readonly texts: (name: OptionName) => readonly string[];
};

/** How a command ended that did not throw. */
export type Outcome =
	| 'done'
	/** Done, and the command found what it should warn about: `list --fail-if-expiring` found some. */
	| 'alarm'
	/** Nothing is known, or the user has to choose: stdout says what would help. */
	| 'undecided'
	/** The user cancelled. */
	| 'cancelled'
	/** The user cancelled after renaming or removing saved profiles. */
	| 'cancelledLate'
	/** The user stopped the command after it opened a page or stored the token, and said so. */
	| 'stopped';

/** A word that a command takes. */
export type ArgumentRow = {
	/** Its name in the usage line. */
	readonly name: string;
	readonly isOptional?: true;
	/** Only for the last argument. */
	readonly isRepeatable?: true;
	readonly completion?: Completion;
};

/** The argument for a profile's name. */
export const profileArgument: ArgumentRow = {name: 'profile', completion: 'profile'};

/** An example: the words after `pat-wizard`, and what they do. */
export type Example = {readonly line: string; readonly does: string};

/**
 * A command, with all that its help and completion need. It imports what it needs beyond the core only when
 * it runs, since every start loads all commands.
 */
export type Command = {
	readonly name: string;
	readonly arguments: readonly ArgumentRow[];
	/** One line, beginning with a verb, without a full stop. */
	readonly summary: string;
	/** Paragraphs, after the summary. */
	readonly description: readonly string[];
	readonly options: readonly OptionName[];
	readonly examples: readonly Example[];
	/** Whether its words may be pasted texts with tokens in them, which it ignores. Other commands refuse them. */
	readonly takesPastes?: true;
	/** Throws a PatWizardError when it cannot do what was asked. */
	readonly run: (context: Context, input: Input) => Promise<Outcome>;
};
