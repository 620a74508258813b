import type {PermissionSet} from '../catalog/endpoints.ts';
import {type AccessLevel, accessLevels} from '../catalog/permission.ts';
import {findPermission, findUndocumentedPermission} from '../catalog/permissions.ts';
import {isScopeName, type ScopeName} from '../catalog/scopes.ts';

/** The most permission sets of one header that are looked at. GitHub's own have a few. */
const mostSets = 50;

/** Names that GitHub uses where no personal token can be granted them, with the reason as a sentence. */
const notForTokens: {readonly [permission: string]: string} = {
	checks: 'checks cannot be granted to a fine-grained token: only a GitHub App can write checks.',
	id_token: 'id-token is a permission of GITHUB_TOKEN in Actions, not of a personal token.',
	packages:
		'packages cannot be granted to a fine-grained token: GitHub Packages takes a classic one.',
	repository_projects:
		'repository_projects cannot be granted to a fine-grained token: it belongs to the retired Projects of repositories.',
	single_file: 'single_file is a permission of GitHub Apps, not of personal tokens.',
};

/** What a header asks for. */
export type AcceptedPermissions = {
	/** Permission sets, each of which is enough. An empty set: no permission is needed. */
	readonly anyOf: readonly PermissionSet[];
	/** Parts that no fine-grained token can have, as sentences. */
	readonly refused: readonly string[];
};

const isLevel = (text: string): text is AccessLevel => accessLevels.some(level => level === text);

/** Why `permission` cannot be granted to a fine-grained token, as a sentence. `undefined` when it can. */
export const whyNotGrantable = (permission: string): string | undefined => {
	if (findPermission(permission) || findUndocumentedPermission(permission)) return undefined;
	return Object.hasOwn(notForTokens, permission)
		? notForTokens[permission]
		: `${permission} is not a permission of fine-grained tokens that is known here.`;
};

const readPart = (
	part: string,
): {readonly permission: string; readonly level: AccessLevel} | undefined => {
	const [, name = '', level = ''] = /^([a-z][a-z0-9_]*)=([a-z]+)$/.exec(part) ?? [];
	return isLevel(level) ? {permission: name, level} : undefined;
};

const strongest = (left: AccessLevel | undefined, right: AccessLevel): AccessLevel =>
	accessLevels.findLast(level => level === left || level === right) ?? right;

const readSet = (text: string): PermissionSet | undefined => {
	const set: Record<string, AccessLevel> = {};
	for (const part of text.split(',').map(part => part.trim())) {
		const read = readPart(part);
		if (read === undefined) return undefined;
		set[read.permission] = strongest(
			Object.hasOwn(set, read.permission) ? set[read.permission] : undefined,
			read.level,
		);
	}

	return set;
};

/**
 * The value of `X-Accepted-GitHub-Permissions`: `contents=write,pull_requests=read; issues=read`,
 * where `,` is and, `;` is or. `allows_permissionless_access=true` among them means that no
 * permission is needed. `undefined` when the text is not of this form.
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
	const sets: PermissionSet[] = [];
	for (const text of texts) {
		const set = /^allows_permissionless_access=true$/.test(text) ? {} : readSet(text);
		if (set === undefined) return undefined;
		sets.push(set);
	}

	const reasons = sets.map(set =>
		Object.keys(set)
			.map(whyNotGrantable)
			.filter(reason => reason !== undefined),
	);
	return {
		anyOf: sets.filter((_, index) => reasons[index]?.length === 0),
		refused: [...new Set(reasons.flat())],
	};
};

/**
 * The value of `X-Accepted-OAuth-Scopes` or `X-OAuth-Scopes`: `repo, read:org`. An empty value is an
 * empty list. Names that are no scopes are left out and named in `unknown`.
 */
export const readScopeList = (
	value: string,
): {readonly scopes: readonly ScopeName[]; readonly unknown: readonly string[]} => {
	const names = value
		.split(/[\s,]+/)
		.map(name => name.replace(/^['"`[]+|['"`\].]+$/g, ''))
		.filter(name => name !== '');
	return {
		scopes: names.filter(isScopeName),
		unknown: names.filter(name => !isScopeName(name)),
	};
};
