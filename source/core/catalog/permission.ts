/** What a permission reaches. GitHub's creation page shows one tab for each. */
export type PermissionGroup = 'repository' | 'organization' | 'account';

/** How far a permission goes. `write` includes `read`, and `admin` includes `write`. */
export type AccessLevel = 'read' | 'write' | 'admin';

/** The access levels, lowest first. */
export const accessLevels: readonly AccessLevel[] = ['read', 'write', 'admin'];

/** One fine-grained permission as GitHub's creation page offers it. */
export type Permission = {
	/** Its name in a link, for example `pull_requests`. */
	readonly parameter: string;
	readonly group: PermissionGroup;
	/** Its name on GitHub's page, for example `Pull requests`. */
	readonly displayName: string;
	/** One line: what a token with it can do. */
	readonly summary: string;
	/** The levels that exist, and what each adds, as a sentence without its subject: "Push commits …". */
	readonly levels: {readonly [level in AccessLevel]?: string};
	/** Why a level is dangerous, as a sentence without its subject: "can push to …". It holds for every higher level too. */
	readonly risks?: {readonly [level in AccessLevel]?: string};
	/** What else to know about the parameter, as a sentence: how it behaves, or where GitHub's documents disagree. */
	readonly note?: string;
	/** GitHub's table lists it, but its form seems to have lost it: a link may ask for it in vain. */
	readonly perhapsRetired?: true;
	/** `false` when it is understood in a link but not offered, because another row stands for it. */
	readonly offered?: false;
};
