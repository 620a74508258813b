import type {Explanation} from '../errors.ts';
import type {Answers} from '../profile/answers.ts';
import type {HostKind} from '../profile/host.ts';
import type {Ignored, Profile} from '../profile/profile.ts';

/** Something in a profile that keeps its link from being made. */
export type Problem = Explanation & {
	/**
	 * What is still to be chosen: an answer, or which of two tokens comes first. Unset when something that
	 * was given is wrong.
	 */
	readonly missing?: 'owner' | 'second token';
};

/** What stands in a link for a piece that a program or a reader is to fill in. */
export const gapMark = '\uFFFC';

/** A parameter of a link that was found somewhere. */
export type LinkParameter = {
	/** Decoded, or the expression that computes it. */
	readonly name: string;
	/** Decoded, with `gapMark` for each piece that a program or a reader is to fill in. */
	readonly value: string;
	/** As it stands in the link, before decoding, such pieces included. */
	readonly written: string;
	/** What stands at each `gapMark` of the value, as it is written. Unset when there is none. */
	readonly gaps?: readonly string[];
	/** Whether a program computes the name, or whole parameters. */
	readonly isNameComputed?: boolean;
};

/** What a link's parameters say, and what of it GitHub's page would not take. */
export type ParametersRead = {
	readonly answers: Answers;
	/** In the link's order. */
	readonly ignored: readonly Ignored[];
};

/**
 * What builds the link of a type of token. One file beside this one for each; what reads its links and what
 * is said about it have files of their own, so that a program which only builds links loads neither.
 */
export type TokenType<P extends Profile> = {
	readonly id: P['type'];
	/** As GitHub names it, for example "Fine-grained". */
	readonly displayName: string;
	/** The path of GitHub's creation page. */
	readonly path: string;
	/** The parameters of the link in their order, without empty values. */
	readonly parameters: (profile: P) => readonly (readonly [name: string, value: string])[];
	/** What keeps the link from being made, the first to fix first. Empty when nothing does. */
	readonly problems: (profile: P) => readonly Problem[];
};

/**
 * Reads the parameters of a link, each name once. Everything that the page would not take, or that `problems`
 * would refuse, is named instead of kept. `owner` replaces the link's resource owner.
 */
export type ReadParameters = (
	parameters: readonly LinkParameter[],
	owner?: string,
) => ParametersRead;

/** What is said about the profiles of a type of token. */
export type Advice<P extends Profile> = {
	/** What the user should know before opening the link, as sentences without a full stop. */
	readonly warnings: (profile: P, hostKind: HostKind) => readonly string[];
	/**
	 * What the link cannot carry and the user does on the page, in the order of the page. A list of
	 * repositories or grants names at most `most` and counts the others; with 0 every step has few words.
	 */
	readonly stepsByHand: (profile: P, now: Date, most?: number) => readonly string[];
};
