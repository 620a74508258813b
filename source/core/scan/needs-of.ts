import type {AccessLevel, PermissionSet} from '../catalog/permission.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import type {Need} from '../needs/need.ts';

/** Returns a need for permissions that belong together. `name` says what takes them. */
export const needOfSet = (name: string, set: PermissionSet, why?: string): Need => ({
	kind: 'permission',
	name,
	...(why === undefined ? {} : {title: why}),
	works: 'permissions',
	anyOf: [set],
	scopes: [],
	notes: [],
});

/** Returns a need that every token meets. */
export const needOfAnyToken = (name: string): Need => ({
	kind: 'permission',
	name,
	works: 'any-token',
	anyOf: [{}],
	scopes: [[]],
	notes: [],
});

/** Returns a need for scopes of a classic token, where a fine-grained one cannot do it. */
export const needOfClassic = (
	name: string,
	scopes: readonly ScopeName[],
	reason: string,
): Need => ({
	kind: 'scope',
	name,
	works: 'classic',
	anyOf: [],
	scopes: [scopes],
	reason,
	notes: [],
});

/** Returns a need that only the token of an App or of a workflow meets. */
export const needOfApp = (name: string, reason: string): Need => ({
	kind: 'permission',
	name,
	works: 'app',
	anyOf: [],
	scopes: [],
	reason,
	notes: [],
});

/** The permissions that `GITHUB_TOKEN` can have (GitHub Docs, "Workflow syntax", permissions, November 2026). */
const workflowPermissions = new Set(
	'actions artifact_metadata attestations checks code_quality contents deployments discussions id_token issues models packages pages pull_requests repository_projects security_events statuses vulnerability_alerts metadata'.split(
		' ',
	),
);

const packageLevels: Readonly<Partial<Record<ScopeName, AccessLevel>>> = {
	'read:packages': 'read',
	'write:packages': 'write',
	'delete:packages': 'write',
};

const packagesOf = (need: Need): PermissionSet | undefined => {
	const levels = need.scopes.flat().map(scope => packageLevels[scope]);
	if (levels.length === 0 || levels.includes(undefined)) return undefined;
	return {packages: levels.includes('write') ? 'write' : 'read'};
};

const checksOf = (need: Need): PermissionSet | undefined =>
	/check/i.test(`${need.name} ${need.title ?? ''} ${need.reason ?? ''}`)
		? {
				checks: /create|creati|write|^(?:POST|PATCH)/i.test(need.name + (need.reason ?? ''))
					? 'write'
					: 'read',
			}
		: undefined;

/**
 * Returns sets, each of which is enough for a `GITHUB_TOKEN` or for the token of an App. Both have permissions
 * that personal tokens lack. Returns none if such a token cannot do it.
 */
export const setsForMadeToken = (need: Need, isApp: boolean): readonly PermissionSet[] => {
	if (need.works === 'any-token') return [{}];
	if (need.works === 'permissions') {
		return need.anyOf.filter(
			set => isApp || Object.keys(set).every(permission => workflowPermissions.has(permission)),
		);
	}

	const set = packagesOf(need) ?? checksOf(need);
	return set === undefined ? [] : [set];
};
