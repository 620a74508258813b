import {
	type AccessLevel,
	accessLevels,
	higherLevel,
	isAccessLevel,
	type PermissionSet,
} from '../catalog/permission.ts';
import {findUndocumentedPermission} from '../catalog/permission-facts.ts';
import {findPermission, includesLevel, levelsOf} from '../catalog/permissions.ts';
import {isScopeName, type ScopeName} from '../catalog/scopes.ts';
import {showBriefly} from '../text/mask.ts';
import {withoutSigns} from '../text/words.ts';

/** The most permission sets of one header that are read. GitHub's own headers have a few. */
const mostSets = 50;

/** Names of permissions that no personal token can have, with the reason as a sentence. */
const notForTokens: {readonly [permission: string]: string} = {
	checks: 'checks cannot be granted to a fine-grained token: only a GitHub App can write checks.',
	id_token: 'id-token is a permission of GITHUB_TOKEN in Actions, not of a personal token.',
	packages:
		'packages cannot be granted to a fine-grained token: GitHub Packages takes a classic one.',
	repository_projects:
		'repository_projects cannot be granted to a fine-grained token: it belongs to the retired Projects of repositories.',
	single_file: 'single_file is a permission of GitHub Apps, not of personal tokens.',
};

/** The permissions in a header. */
export type AcceptedPermissions = {
	/** Permission sets, each of which is enough. An empty set: no permission is needed. */
	readonly anyOf: readonly PermissionSet[];
	/** Why some parts cannot be granted, as sentences. */
	readonly refused: readonly string[];
};

/** Explains why a fine-grained token cannot have a permission, as a sentence. Undefined when it can. */
export const whyNotGrantable = (permission: string): string | undefined => {
	if (findPermission(permission) || findUndocumentedPermission(permission)) return undefined;
	return Object.hasOwn(notForTokens, permission)
		? notForTokens[permission]
		: `${showBriefly(permission)} is not a known permission of fine-grained tokens.`;
};

/**
 * Whether a level or a higher one can be granted. Permissions that GitHub does not list for links may have any level.
 */
export const isGrantableLevel = (permission: string, level: AccessLevel): boolean => {
	const row = findPermission(permission);
	return row === undefined || levelsOf(row).some(other => includesLevel(other, level));
};

/** Explains that a level does not exist, and which levels do, as a sentence. */
const whyNoLevel = (permission: string, level: string): string => {
	const row = findPermission(permission);
	const levels = row === undefined ? accessLevels : levelsOf(row);
	return `The level of ${permission}=${level} does not exist: ${permission} takes ${levels.join(' or ')}, as in ${permission}=${levels[0] ?? 'read'}.`;
};

const isKnown = (permission: string): boolean =>
	findPermission(permission) !== undefined ||
	findUndocumentedPermission(permission) !== undefined ||
	Object.hasOwn(notForTokens, permission);

type Part = {
	readonly permission: string;
	readonly level: AccessLevel | undefined;
	/** Why it cannot be granted. */
	readonly reason: string | undefined;
};

const readPart = (part: string): Part | undefined => {
	const [, permission = '', level = ''] = /^([a-z][a-z0-9_]*)=([a-z]{1,20})$/.exec(part) ?? [];
	if (permission === '') return undefined;
	return isAccessLevel(level) && isGrantableLevel(permission, level)
		? {permission, level, reason: whyNotGrantable(permission)}
		: {
				permission,
				level: undefined,
				reason: whyNotGrantable(permission) ?? whyNoLevel(permission, level),
			};
};

type ReadSet = {
	readonly set: PermissionSet;
	/** Why it cannot be granted. Empty when it can. */
	readonly reasons: readonly string[];
	/** Whether any part is a known permission or has a known level. */
	readonly isTelling: boolean;
};

const readSet = (text: string): ReadSet | undefined => {
	const set: Record<string, AccessLevel> = {};
	const reasons: string[] = [];
	let isTelling = false;
	for (const part of text.split(',').map(part => part.trim())) {
		const read = readPart(part);
		if (read === undefined) return undefined;
		const {permission, level, reason} = read;
		if (reason !== undefined) reasons.push(reason);
		if (level !== undefined || isKnown(permission)) isTelling = true;
		if (level === undefined) continue;
		set[permission] = higherLevel(
			Object.hasOwn(set, permission) ? set[permission] : undefined,
			level,
		);
	}

	return {set, reasons, isTelling};
};

/**
 * Reads the value of `X-Accepted-GitHub-Permissions`: `contents=write,pull_requests=read; issues=read`. `,` means and,
 * `;` means or. With `allows_permissionless_access=true`, no permission is needed. Undefined when the text does not
 * have this form, or has no known permission and no known level.
 *
 * Source: GitHub Docs, "Troubleshooting the REST API" (22 August 2026).
 */
export const readAcceptedPermissions = (value: string): AcceptedPermissions | undefined => {
	const texts = value
		.trim()
		.toLowerCase()
		.split(';')
		.map(text => text.trim())
		.filter(text => text !== '')
		.slice(0, mostSets);
	if (texts.length === 0) return undefined;
	const sets: ReadSet[] = [];
	for (const text of texts) {
		const read = /^allows_permissionless_access=true$/.test(text)
			? {set: {}, reasons: [], isTelling: true}
			: readSet(text);
		if (read === undefined) return undefined;
		sets.push(read);
	}

	if (!sets.some(({isTelling}) => isTelling)) return undefined;
	return {
		anyOf: sets.filter(({reasons}) => reasons.length === 0).map(({set}) => set),
		refused: [...new Set(sets.flatMap(({reasons}) => reasons))],
	};
};

/**
 * Reads the value of `X-Accepted-OAuth-Scopes` or `X-OAuth-Scopes`: `repo, read:org`. Names that are not scopes are in
 * `unknown`.
 */
export const readScopeList = (
	value: string,
): {readonly scopes: readonly ScopeName[]; readonly unknown: readonly string[]} => {
	const names = value
		.split(/[\s,]+/)
		.map(name => withoutSigns(name, '\'"`[', '\'"`].'))
		.filter(name => name !== '');
	return {
		scopes: names.filter(isScopeName),
		unknown: names.filter(name => !isScopeName(name)),
	};
};
