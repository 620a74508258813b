import {type Operation, operationsOf} from '../catalog/endpoints.ts';
import {findPermission} from '../catalog/permissions.ts';

/** A request that asks whether a token has a permission: a GET, which changes nothing. */
export type Probe = {
	/** The permission's parameter. */
	readonly permission: string;
	/** As GitHub names it: `GET /repos/{owner}/{repo}/actions/secrets`. */
	readonly operation: string;
	/** With owner and names filled in: `/repos/octo-org/app/actions/secrets`. */
	readonly path: string;
	/** Whether an answer proves the permission on a public repository, too. */
	readonly provesOnPublic: boolean;
};

/**
 * Permissions of a repository whose reading is open to nobody else, on public repositories either: what
 * they show is for people with rights on the repository (each GET's own page in GitHub's REST reference,
 * November 2026).
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

/** Operations that answer everybody, with or without the permission that GitHub's table names for them. */
const openPaths: ReadonlySet<string> = new Set([
	'/orgs/{org}/members',
	'/orgs/{org}/public_members',
	'/user/public_emails',
]);

/** What a path of each group may leave to be filled in. */
const paths = {
	// What an organization gives to a repository is empty where a user owns it.
	repository: /^\/repos\/\{owner\}\/\{repo\}\/(?!.*\/organization-)[^{]*$/,
	organization: /^\/(?:(?:orgs|organizations)\/\{org\}\/[^{]*|users\/\{username\}\/[^{]*\{org\})$/,
	account: /^\/(?:user|users\/\{username\})\/[^{]*$/,
} as const;

/** Whether only this permission opens an operation, at the level read. */
const isOpenedBy = (operation: Operation, permission: string): boolean =>
	operation.anyOf.length > 0 &&
	operation.anyOf.every(
		set =>
			set[permission] === 'read' &&
			Object.keys(set).every(name => name === permission || name === 'metadata'),
	);

/** Who and what the paths of probes are about. */
export type Subject = {
	/** The organization that owns the token's resources; unset for one's own account. */
	readonly organization?: string | undefined;
	/** A repository that the token reaches, as `owner/name`. */
	readonly repository?: string | undefined;
	/** Whose token it is. */
	readonly login?: string | undefined;
};

/**
 * The request that asks for a permission, or undefined when GitHub has none that tells: no GET that takes
 * this permission alone and that needs only what is known.
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
