import type {Context} from './context.ts';
import type {OptionName} from './options.ts';

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
	/** The user left without finishing. */
	| 'cancelled';

/** What the words of a command line can be completed to. */
export type Completion = 'profile' | 'permission' | 'scope' | 'preset' | 'file' | 'shell';

/** A word that a command takes. */
export type ArgumentRow = {
	/** As the usage line shows it. */
	readonly name: string;
	readonly isOptional?: true;
	/** Only for the last one. */
	readonly isRepeatable?: true;
	readonly completion?: Completion;
};

/** An example of a command line, and what it does. */
export type Example = {readonly line: string; readonly does: string};

/**
 * What a command is, besides what `index.ts` tells about it: its help, its completion and what it
 * does are made from this.
 */
export type Command = {
	/** Paragraphs, after the summary. */
	readonly description: readonly string[];
	readonly options: readonly OptionName[];
	readonly examples: readonly Example[];
	/** Throws a told error when it cannot do what was asked. */
	readonly run: (context: Context, input: Input) => Promise<Outcome>;
};

/** A command as the program's help lists it. Its file is loaded when it is used. */
export type CommandRow = {
	readonly name: string;
	readonly arguments: readonly ArgumentRow[];
	/** One line, beginning with a verb. */
	readonly summary: string;
	readonly load: () => Promise<Command>;
};
