import type {HostKind} from '../host.ts';
import type {Profile} from '../profile.ts';

/** Something in a profile that keeps its link from being made. */
export type Problem = {
	/** What is wrong, with the offending value, as a sentence without a full stop. */
	readonly message: string;
	/** A way out, as a sentence without a full stop. */
	readonly hint: string;
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
	/** What keeps the link from being made, the first to mend first. Empty when nothing does. */
	readonly problems: (profile: P) => readonly Problem[];
	/** What the user should know before opening the link, as sentences without a full stop. */
	readonly warnings: (profile: P, hostKind: HostKind) => readonly string[];
	/** What the link cannot carry and the user does on the page, in the order of the page. */
	readonly stepsByHand: (profile: P, now: Date) => readonly string[];
};
