import type {Answers} from '../profile/answers.ts';
import type {HostKind} from '../profile/host.ts';
import type {Ignored, Profile} from '../profile/profile.ts';

/** Something in a profile that keeps its link from being made. */
export type Problem = {
	/** What is wrong, with the offending value, as a sentence without a full stop. */
	readonly message: string;
	/** A way out, as a sentence without a full stop. */
	readonly hint: string;
	/** The answer that is still to be given. Unset when something that was given is wrong. */
	readonly missing?: 'owner';
};

/** A parameter of a link that was found somewhere. */
export type LinkParameter = {
	readonly name: string;
	/** Decoded. */
	readonly value: string;
	/** As it stands in the link, before decoding. */
	readonly written: string;
};

/** What a link's parameters say, and what of it GitHub's page would not take. */
export type ParametersRead = {
	readonly answers: Answers;
	/** In the link's order. */
	readonly ignored: readonly Ignored[];
};

/** What the program has to know about a type of token. One file beside this one for each. */
export type TokenType<P extends Profile> = {
	readonly id: P['type'];
	/** As GitHub names it, for example "Fine-grained". */
	readonly displayName: string;
	/** The path of GitHub's creation page. */
	readonly path: string;
	/** The parameters of the link in their order, without empty values. */
	readonly parameters: (profile: P) => readonly (readonly [name: string, value: string])[];
	/**
	 * The answers in a link's parameters, each name once. Everything that the page would not take, or
	 * that `problems` would refuse, is named instead of kept. `owner` replaces the link's resource owner.
	 */
	readonly read: (parameters: readonly LinkParameter[], owner?: string) => ParametersRead;
	/** What keeps the link from being made, the first to fix first. Empty when nothing does. */
	readonly problems: (profile: P) => readonly Problem[];
	/** What the user should know before opening the link, as sentences without a full stop. */
	readonly warnings: (profile: P, hostKind: HostKind) => readonly string[];
	/**
	 * What the link cannot carry and the user does on the page, in the order of the page. A list of
	 * repositories or grants names at most `most` and counts the others.
	 */
	readonly stepsByHand: (profile: P, now: Date, most?: number) => readonly string[];
};
