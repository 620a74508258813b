import type {AccessLevel, PermissionSet} from '../catalog/permission.ts';
import {findUndocumentedPermission} from '../catalog/permission-facts.ts';
import {findPermission} from '../catalog/permissions.ts';
import type {ScopeName} from '../catalog/scopes.ts';

type ScopesByLevel = {readonly read: ScopeName; readonly write: ScopeName};

const both = (scope: ScopeName): ScopesByLevel => ({read: scope, write: scope});

/**
 * The classic scopes that allow what a permission allows, where the group of the permission does not decide it.
 * Source: the descriptions in GitHub Docs, "Scopes for OAuth apps" (22 August 2026).
 */
const scopesByPermission: {readonly [permission: string]: ScopesByLevel} = {
	blocking: both('user'),
	deployments: both('repo_deployment'),
	repository_hooks: {read: 'read:repo_hook', write: 'write:repo_hook'},
	secret_scanning_alerts: both('security_events'),
	security_events: both('security_events'),
	statuses: both('repo:status'),
	vulnerability_alerts: both('security_events'),
	codespaces_user_secrets: both('codespace:secrets'),
	emails: {read: 'user:email', write: 'user'},
	followers: {read: 'read:user', write: 'user:follow'},
	gists: both('gist'),
	git_signing_ssh_public_keys: {read: 'read:ssh_signing_key', write: 'admin:ssh_signing_key'},
	gpg_keys: {read: 'read:gpg_key', write: 'admin:gpg_key'},
	keys: {read: 'read:public_key', write: 'admin:public_key'},
	members: {read: 'read:org', write: 'admin:org'},
	organization_copilot_seat_management: both('manage_billing:copilot'),
	organization_hooks: both('admin:org_hook'),
	organization_network_configurations: {
		read: 'read:network_configurations',
		write: 'write:network_configurations',
	},
	organization_projects: {read: 'read:project', write: 'project'},
	plan: both('user'),
	private_repository_invitations: both('repo:invite'),
	profile: both('user'),
	starring: both('repo'),
	workflows: both('workflow'),
};

const scopeOf = (permission: string, level: AccessLevel): ScopeName | undefined => {
	if (Object.hasOwn(scopesByPermission, permission)) {
		return scopesByPermission[permission]?.[level === 'read' ? 'read' : 'write'];
	}

	const row = findPermission(permission) ?? findUndocumentedPermission(permission);
	if (row?.group === 'repository')
		return permission.startsWith('codespaces') ? 'codespace' : 'repo';
	return row?.group === 'organization' ? 'admin:org' : undefined;
};

/**
 * Scopes of a classic token that allow what the permissions allow, and usually much more. GitHub publishes no such
 * table, so they are inferred. Undefined when none is known.
 */
export const scopesForPermissions = (set: PermissionSet): readonly ScopeName[] | undefined => {
	const scopes = Object.entries(set).map(([permission, level]) => scopeOf(permission, level));
	const known = scopes.filter(scope => scope !== undefined);
	return known.length === scopes.length ? [...new Set(known)] : undefined;
};
