import type {Context} from './context.ts';
import type {Completion, OptionName} from './options.ts';

/** What stands on the command line after the command's name. */
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

/** How a command ended, when it did not throw. */
export type Outcome =
	| 'done'
	/** Done, and what was asked about is the case: `list --fail-if-expiring` found some. */
	| 'alarm'
	/** Nothing was known, or it has to be chosen: stdout says what would help. */
	| 'undecided'
	/** The user left without finishing. */
	| 'cancelled'
	/** The same, and saved profiles had been renamed or removed by then. */
	| 'cancelledLate'
	/** The user stopped it after something was done and told: a page was opened, a place has the token. */
	| 'stopped';

/** A word that a command takes. */
export type ArgumentRow = {
	/** As the usage line shows it. */
	readonly name: string;
	readonly isOptional?: true;
	/** Only for the last one. */
	readonly isRepeatable?: true;
	readonly completion?: Completion;
};

/** The name of a profile. */
export const profileArgument: ArgumentRow = {name: 'profile', completion: 'profile'};

/** An example of a command line: what stands behind `pat-wizard`, and what it does. */
export type Example = {readonly line: string; readonly does: string};

/**
 * A command: its help, its completion and what it does are made from this. What it needs beyond the
 * core is loaded when it runs, since all commands are in memory whichever one is used.
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
	/** Whether its words may be texts with tokens in them, which it leaves out. Elsewhere they are refused. */
	readonly takesPastes?: true;
	/** Throws a PatWizardError when it cannot do what was asked. */
	readonly run: (context: Context, input: Input) => Promise<Outcome>;
};
