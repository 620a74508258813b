import fc from 'fast-check';
import {expect, test} from 'vitest';
import {accessLevels} from '../../../source/core/catalog/permission.ts';
import {undocumentedPermissions} from '../../../source/core/catalog/permission-facts.ts';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import {isScopeName} from '../../../source/core/catalog/scopes.ts';
import {scopesForPermissions} from '../../../source/core/needs/classic-scopes.ts';

test.each([
	['blocking', 'user', 'user'],
	['codespaces_user_secrets', 'codespace:secrets', 'codespace:secrets'],
	['emails', 'user:email', 'user'],
	['followers', 'read:user', 'user:follow'],
	['gists', 'gist', 'gist'],
	['git_signing_ssh_public_keys', 'read:ssh_signing_key', 'admin:ssh_signing_key'],
	['gpg_keys', 'read:gpg_key', 'admin:gpg_key'],
	['keys', 'read:public_key', 'admin:public_key'],
	['members', 'read:org', 'admin:org'],
	['organization_copilot_seat_management', 'manage_billing:copilot', 'manage_billing:copilot'],
	['organization_hooks', 'admin:org_hook', 'admin:org_hook'],
	[
		'organization_network_configurations',
		'read:network_configurations',
		'write:network_configurations',
	],
	['organization_projects', 'read:project', 'project'],
	['plan', 'user', 'user'],
	['private_repository_invitations', 'repo:invite', 'repo:invite'],
	['profile', 'user', 'user'],
	['starring', 'repo', 'repo'],
	['workflows', 'workflow', 'workflow'],
	// What has no scope of its own is reached by that of its group.
	['contents', 'repo', 'repo'],
	['agent_secrets', 'repo', 'repo'],
	['codespaces', 'codespace', 'codespace'],
	['codespaces_metadata', 'codespace', 'codespace'],
	['organization_codespaces', 'admin:org', 'admin:org'],
	['organization_secrets', 'admin:org', 'admin:org'],
	['organization_agent_secrets', 'admin:org', 'admin:org'],
])('%s is reached by %s, to write by %s', (permission, read, write) => {
	expect(scopesForPermissions({[permission]: 'read'})).toEqual([read]);
	expect(scopesForPermissions({[permission]: 'write'})).toEqual([write]);
	expect(scopesForPermissions({[permission]: 'admin'})).toEqual([write]);
});

test.each([['watching'], ['copilot_messages'], ['user_copilot_requests'], ['no_such_thing']])(
	'no scope is known for %s, nor for a set that holds it',
	permission => {
		expect(scopesForPermissions({[permission]: 'read'})).toBeUndefined();
		expect(scopesForPermissions({contents: 'read', [permission]: 'write'})).toBeUndefined();
	},
);

test('each scope of a set is named once, in the order of the permissions', () => {
	expect(scopesForPermissions({issues: 'write', members: 'read', contents: 'read'})).toEqual([
		'repo',
		'read:org',
	]);
	expect(scopesForPermissions({})).toEqual([]);
});

test('what is named are scopes, as many as the set has permissions or fewer', () => {
	const names = [...permissions, ...undocumentedPermissions].map(({parameter}) => parameter);
	fc.assert(
		fc.property(fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...accessLevels)), set => {
			const scopes = scopesForPermissions(set);
			expect(scopes?.every(isScopeName) ?? true).toBe(true);
			expect(new Set(scopes).size).toBe(scopes?.length ?? 0);
			expect(scopes?.length ?? 0).toBeLessThanOrEqual(Object.keys(set).length);
		}),
	);
});
