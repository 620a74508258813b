/** The kind of resource that a permission reaches. GitHub's creation page has one tab for each. */
export type PermissionGroup = 'repository' | 'organization' | 'account';

/** The access level of a permission. `write` includes `read`, and `admin` includes `write`. */
export type AccessLevel = 'read' | 'write' | 'admin';

/** The access levels, lowest first. */
export const accessLevels: readonly AccessLevel[] = ['read', 'write', 'admin'];

/** Whether a text is an access level. */
export const isAccessLevel = (text: string): text is AccessLevel =>
	accessLevels.some(level => level === text);

/**
 * Permissions that are needed together, by parameter. Includes some that links perhaps cannot carry
 * (`findUndocumentedPermission`).
 */
export type PermissionSet = {readonly [permission: string]: AccessLevel};

/** Writes permissions as options take them: `issues=write,metadata=read`. */
export const describeSet = (set: Readonly<Record<string, string>>): string =>
	Object.entries(set)
		.map(([permission, level]) => `${permission}=${level}`)
		.join(',');

/** Returns the higher one of two levels. */
export const higherLevel = (one: AccessLevel | undefined, other: AccessLevel): AccessLevel =>
	accessLevels.findLast(level => level === one || level === other) ?? other;

/** Merges sets of permissions, each permission at its highest level. */
export const mergeSets = (sets: readonly PermissionSet[]): PermissionSet => {
	const merged: Record<string, AccessLevel> = {};
	for (const set of sets) {
		for (const [name, level] of Object.entries(set)) {
			merged[name] = higherLevel(merged[name], level);
		}
	}
	return merged;
};

/** A fine-grained permission of GitHub's creation page. */
export type Permission = {
	/** Its name in a link, for example `pull_requests`. */
	readonly parameter: string;
	readonly group: PermissionGroup;
	/** Its name on GitHub's page, for example `Pull requests`. */
	readonly displayName: string;
	/** One line: what a token with it can do. */
	readonly summary: string;
	/** The levels that exist, and what each adds, as a sentence without a subject: "Push commits …". */
	readonly levels: {readonly [level in AccessLevel]?: string};
	/** Why a level and all higher ones are dangerous, as a sentence without a subject: "can push to …". */
	readonly risks?: {readonly [level in AccessLevel]?: string};
	/** A note on the parameter, as a sentence: how it behaves, or where GitHub's documents disagree. */
	readonly note?: string;
	/** GitHub's table lists it, but its form no longer seems to have it. A link may then have no effect. */
	readonly perhapsRetired?: true;
	/** `false` when a link may have it but the program does not offer it, because another row replaces it. */
	readonly offered?: false;
};
