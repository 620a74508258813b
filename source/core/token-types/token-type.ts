import type {Explanation} from '../errors.ts';
import type {Answers} from '../profile/answers.ts';
import type {HostKind} from '../profile/host.ts';
import type {Ignored, Profile} from '../profile/profile.ts';

/** Something in a profile that prevents its link. */
export type Problem = Explanation & {
	/**
	 * The missing choice: an answer, or which of two tokens to make first. Unset when a given answer is wrong.
	 */
	readonly missing?: 'owner' | 'second token';
};

/** The character for a gap in a link: a piece that a program or a reader fills in. */
export const gapMark = '\uFFFC';

/** A parameter of a link in a text. */
export type LinkParameter = {
	/** Decoded, or the expression that computes it. */
	readonly name: string;
	/** Decoded, with `gapMark` for each gap. */
	readonly value: string;
	/** The text in the link before decoding, with what is written in the gaps. */
	readonly written: string;
	/** The text in the link for each `gapMark` of the value. Unset when there is none. */
	readonly gaps?: readonly string[];
	/** Whether a program computes the name, or whole parameters. */
	readonly isNameComputed?: boolean;
};

/** The answers from a link's parameters, and the parameters that GitHub's page would not take. */
export type ParametersRead = {
	readonly answers: Answers;
	/** In the link's order. */
	readonly ignored: readonly Ignored[];
};

/**
 * A token type with everything for building its link. Each type has a file beside this one. Reading its links and
 * its advice have files of their own, so that a program that only builds links does not load them.
 */
export type TokenType<P extends Profile> = {
	readonly id: P['type'];
	/** GitHub's name for it, for example "Fine-grained". */
	readonly displayName: string;
	/** The path of GitHub's creation page. */
	readonly path: string;
	/** Returns the parameters of the link in their order, without empty values. */
	readonly parameters: (profile: P) => readonly (readonly [name: string, value: string])[];
	/** Returns the problems that prevent the link, in the order in which to fix them. */
	readonly problems: (profile: P) => readonly Problem[];
};

/**
 * Reads the parameters of a link, each name once. Names those that the page would not take or that `problems` would
 * refuse, and keeps the others. `owner` replaces the link's resource owner.
 */
export type ReadParameters = (
	parameters: readonly LinkParameter[],
	owner?: string,
) => ParametersRead;

/** The advice about the profiles of a token type. */
export type Advice<P extends Profile> = {
	/** Returns what the user should know before opening the link, as sentences without a full stop. */
	readonly warnings: (profile: P, hostKind: HostKind) => readonly string[];
	/**
	 * Returns the steps that the user does on the page, in the order of the page. A list of repositories or grants
	 * names at most `most` and counts the others. With 0 every step is brief.
	 */
	readonly stepsByHand: (profile: P, now: Date, most?: number) => readonly string[];
};
