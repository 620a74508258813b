import {type Operation, operationsOf} from '../catalog/endpoints.ts';
import {findPermission} from '../catalog/permissions.ts';

/** A request that shows whether a token has a permission: a GET, which changes nothing. */
export type Probe = {
	/** The permission's parameter. */
	readonly permission: string;
	/** The operation as GitHub writes it: `GET /repos/{owner}/{repo}/actions/secrets`. */
	readonly operation: string;
	/** Its path with owner and names filled in: `/repos/octo-org/app/actions/secrets`. */
	readonly path: string;
	/** Whether the request proves the permission in a public repository, too. */
	readonly provesOnPublic: boolean;
};

/**
 * Permissions that are needed to read their data even in a public repository (the page of each GET in GitHub's
 * REST reference, November 2026).
 */
const closedOnPublic: ReadonlySet<string> = new Set([
	'actions_variables',
	'administration',
	'codespaces',
	'dependabot_secrets',
	'repository_hooks',
	'secret_scanning_alerts',
	'secrets',
	'security_events',
	'vulnerability_alerts',
]);

/** Operations that succeed without the permission that GitHub's table names for them. */
const openPaths: ReadonlySet<string> = new Set([
	'/orgs/{org}/members',
	'/orgs/{org}/public_members',
	'/user/public_emails',
]);

/** The paths that can be filled in, by the group of the permission. */
const paths = {
	// Paths about settings of the organization answer nothing useful when a user owns the repository.
	repository: /^\/repos\/\{owner\}\/\{repo\}\/(?!.*\/organization-)[^{]*$/,
	organization: /^\/(?:(?:orgs|organizations)\/\{org\}\/[^{]*|users\/\{username\}\/[^{]*\{org\})$/,
	account: /^\/(?:user|users\/\{username\})\/[^{]*$/,
} as const;

/** Whether an operation needs this permission, at the level read, and no other. */
const isOpenedBy = (operation: Operation, permission: string): boolean =>
	operation.anyOf.length > 0 &&
	operation.anyOf.every(
		set =>
			set[permission] === 'read' &&
			Object.keys(set).every(name => name === permission || name === 'metadata'),
	);

/** The names that are filled into the paths of probes. */
export type Subject = {
	/** The organization that is the resource owner. Unset when a user is. */
	readonly organization?: string | undefined;
	/** A repository that the token reaches, as `owner/name`. */
	readonly repository?: string | undefined;
	/** The account of the token. */
	readonly login?: string | undefined;
};

/**
 * Finds the request that shows whether a token has a permission: a GET that needs this permission alone, and whose
 * path can be filled in. Undefined when GitHub has none.
 */
export const findProbe = (
	permission: string,
	{organization, repository, login}: Subject,
): Probe | undefined => {
	const group = findPermission(permission)?.group;
	if (
		group === undefined ||
		permission === 'metadata' ||
		(group === 'repository' && repository === undefined) ||
		(group === 'organization' && organization === undefined)
	) {
		return undefined;
	}
	const operation = operationsOf(permission, 'read').find(
		each =>
			each.method === 'GET' &&
			!each.public &&
			paths[group].test(each.path) &&
			(login !== undefined || !each.path.includes('{username}')) &&
			!openPaths.has(each.path) &&
			isOpenedBy(each, permission),
	);
	return operation === undefined
		? undefined
		: {
				permission,
				operation: `GET ${operation.path}`,
				path: operation.path
					.replace('{owner}/{repo}', repository ?? '')
					.replace('{org}', organization ?? '')
					.replace('{username}', login ?? ''),
				provesOnPublic: group !== 'repository' || closedOnPublic.has(permission),
			};
};
