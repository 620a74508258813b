/**
 * The fine-grained permissions that a link can carry, without descriptions. permissions.ts has those, and a program
 * that only builds links does not need them.
 *
 * Parameters, groups, names and levels are facts from GitHub Docs, "Managing your personal access
 * tokens" (https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens),
 * as of 22 August 2026. The content of GitHub Docs is licensed CC BY 4.0.
 */

import type {AccessLevel, PermissionGroup} from './permission.ts';

/** A permission in GitHub's table of link parameters. */
export type PermissionFact = {
	/** Its name in a link, for example `pull_requests`. */
	readonly parameter: string;
	readonly group: PermissionGroup;
	/** Its name on GitHub's page, for example `Pull requests`. */
	readonly displayName: string;
	/** The levels that exist, lowest first. */
	readonly levels: readonly AccessLevel[];
};

// biome-ignore-start format: one line a fact
/** The permissions in the order of a link. */
const table = [
	{
		parameter: 'blocking',
		group: 'account',
		displayName: 'Block another user',
		levels: ['read', 'write'],
	},
	{
		parameter: 'codespaces_user_secrets',
		group: 'account',
		displayName: 'Codespaces user secrets',
		levels: ['read', 'write'],
	},
	{parameter: 'copilot_messages', group: 'account', displayName: 'Copilot Chat', levels: ['read']},
	{
		parameter: 'copilot_editor_context',
		group: 'account',
		displayName: 'Copilot Editor Context',
		levels: ['read'],
	},
	{
		parameter: 'copilot_requests',
		group: 'account',
		displayName: 'Copilot requests',
		levels: ['write'],
	},
	{
		parameter: 'emails',
		group: 'account',
		displayName: 'Email addresses',
		levels: ['read', 'write'],
	},
	{parameter: 'user_events', group: 'account', displayName: 'Events', levels: ['read']},
	{parameter: 'followers', group: 'account', displayName: 'Followers', levels: ['read', 'write']},
	{parameter: 'gpg_keys', group: 'account', displayName: 'GPG keys', levels: ['read', 'write']},
	{parameter: 'gists', group: 'account', displayName: 'Gists', levels: ['write']},
	{parameter: 'keys', group: 'account', displayName: 'Git SSH keys', levels: ['read', 'write']},
	{
		parameter: 'interaction_limits',
		group: 'account',
		displayName: 'Interaction limits',
		levels: ['read', 'write'],
	},
	{
		parameter: 'knowledge_bases',
		group: 'account',
		displayName: 'Knowledge bases',
		levels: ['read', 'write'],
	},
	{parameter: 'user_models', group: 'account', displayName: 'Models', levels: ['read']},
	{parameter: 'plan', group: 'account', displayName: 'Plan', levels: ['read']},
	{
		parameter: 'private_repository_invitations',
		group: 'account',
		displayName: 'Private repository invitations',
		levels: ['read'],
	},
	{parameter: 'profile', group: 'account', displayName: 'Profile', levels: ['write']},
	{
		parameter: 'git_signing_ssh_public_keys',
		group: 'account',
		displayName: 'SSH signing keys',
		levels: ['read', 'write'],
	},
	{parameter: 'starring', group: 'account', displayName: 'Starring', levels: ['read', 'write']},
	{parameter: 'watching', group: 'account', displayName: 'Watching', levels: ['read', 'write']},
	{parameter: 'actions', group: 'repository', displayName: 'Actions', levels: ['read', 'write']},
	{
		parameter: 'administration',
		group: 'repository',
		displayName: 'Administration',
		levels: ['read', 'write'],
	},
	{
		parameter: 'artifact_metadata',
		group: 'repository',
		displayName: 'Artifact metadata',
		levels: ['read', 'write'],
	},
	{
		parameter: 'attestations',
		group: 'repository',
		displayName: 'Attestations',
		levels: ['read', 'write'],
	},
	{
		parameter: 'code_quality',
		group: 'repository',
		displayName: 'Code quality',
		levels: ['read', 'write'],
	},
	{
		parameter: 'security_events',
		group: 'repository',
		displayName: 'Code scanning alerts',
		levels: ['read', 'write'],
	},
	{
		parameter: 'codespaces',
		group: 'repository',
		displayName: 'Codespaces',
		levels: ['read', 'write'],
	},
	{
		parameter: 'codespaces_lifecycle_admin',
		group: 'repository',
		displayName: 'Codespaces lifecycle admin',
		levels: ['read', 'write'],
	},
	{
		parameter: 'codespaces_metadata',
		group: 'repository',
		displayName: 'Codespaces metadata',
		levels: ['read'],
	},
	{
		parameter: 'codespaces_secrets',
		group: 'repository',
		displayName: 'Codespaces secrets',
		levels: ['write'],
	},
	{
		parameter: 'statuses',
		group: 'repository',
		displayName: 'Commit statuses',
		levels: ['read', 'write'],
	},
	{parameter: 'contents', group: 'repository', displayName: 'Contents', levels: ['read', 'write']},
	{
		parameter: 'repository_custom_properties',
		group: 'repository',
		displayName: 'Custom properties',
		levels: ['read', 'write'],
	},
	{
		parameter: 'vulnerability_alerts',
		group: 'repository',
		displayName: 'Dependabot alerts',
		levels: ['read', 'write'],
	},
	{
		parameter: 'dependabot_secrets',
		group: 'repository',
		displayName: 'Dependabot secrets',
		levels: ['read', 'write'],
	},
	{
		parameter: 'deployments',
		group: 'repository',
		displayName: 'Deployments',
		levels: ['read', 'write'],
	},
	{
		parameter: 'discussions',
		group: 'repository',
		displayName: 'Discussions',
		levels: ['read', 'write'],
	},
	{
		parameter: 'environments',
		group: 'repository',
		displayName: 'Environments',
		levels: ['read', 'write'],
	},
	{parameter: 'issues', group: 'repository', displayName: 'Issues', levels: ['read', 'write']},
	{
		parameter: 'merge_queues',
		group: 'repository',
		displayName: 'Merge queues',
		levels: ['read', 'write'],
	},
	{parameter: 'metadata', group: 'repository', displayName: 'Metadata', levels: ['read']},
	{parameter: 'pages', group: 'repository', displayName: 'Pages', levels: ['read', 'write']},
	{
		parameter: 'pull_requests',
		group: 'repository',
		displayName: 'Pull requests',
		levels: ['read', 'write'],
	},
	{
		parameter: 'repository_advisories',
		group: 'repository',
		displayName: 'Repository security advisories',
		levels: ['read', 'write'],
	},
	{
		parameter: 'secret_scanning_alerts',
		group: 'repository',
		displayName: 'Secret scanning alerts',
		levels: ['read', 'write'],
	},
	{parameter: 'secrets', group: 'repository', displayName: 'Secrets', levels: ['read', 'write']},
	{
		parameter: 'actions_variables',
		group: 'repository',
		displayName: 'Variables',
		levels: ['read', 'write'],
	},
	{
		parameter: 'repository_hooks',
		group: 'repository',
		displayName: 'Webhooks',
		levels: ['read', 'write'],
	},
	{parameter: 'workflows', group: 'repository', displayName: 'Workflows', levels: ['write']},
	{
		parameter: 'organization_api_insights',
		group: 'organization',
		displayName: 'API Insights',
		levels: ['read'],
	},
	{
		parameter: 'organization_administration',
		group: 'organization',
		displayName: 'Administration',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_user_blocking',
		group: 'organization',
		displayName: 'Blocking users',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_campaigns',
		group: 'organization',
		displayName: 'Campaigns',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_custom_org_roles',
		group: 'organization',
		displayName: 'Custom organization roles',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_custom_properties',
		group: 'organization',
		displayName: 'Custom repository properties',
		levels: ['read', 'write', 'admin'],
	},
	{
		parameter: 'organization_custom_roles',
		group: 'organization',
		displayName: 'Custom repository roles',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_events',
		group: 'organization',
		displayName: 'Events',
		levels: ['read'],
	},
	{
		parameter: 'organization_copilot_seat_management',
		group: 'organization',
		displayName: 'GitHub Copilot Business',
		levels: ['read', 'write'],
	},
	{
		parameter: 'issue_types',
		group: 'organization',
		displayName: 'Issue Types',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_knowledge_bases',
		group: 'organization',
		displayName: 'Knowledge bases',
		levels: ['read', 'write'],
	},
	{parameter: 'members', group: 'organization', displayName: 'Members', levels: ['read', 'write']},
	{
		parameter: 'organization_models',
		group: 'organization',
		displayName: 'Models',
		levels: ['read'],
	},
	{
		parameter: 'organization_network_configurations',
		group: 'organization',
		displayName: 'Network configurations',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_announcement_banners',
		group: 'organization',
		displayName: 'Organization announcement banners',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_codespaces',
		group: 'organization',
		displayName: 'Organization Codespaces',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_codespaces_secrets',
		group: 'organization',
		displayName: 'Organization Codespaces secrets',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_codespaces_settings',
		group: 'organization',
		displayName: 'Organization Codespaces settings',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_dependabot_secrets',
		group: 'organization',
		displayName: 'Organization Dependabot secrets',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_code_scanning_dismissal_requests',
		group: 'organization',
		displayName: 'Organization dismissal requests for code scanning',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_private_registries',
		group: 'organization',
		displayName: 'Organization private registries',
		levels: ['read', 'write'],
	},
	{parameter: 'organization_plan', group: 'organization', displayName: 'Plan', levels: ['read']},
	{
		parameter: 'organization_projects',
		group: 'organization',
		displayName: 'Projects',
		levels: ['read', 'write', 'admin'],
	},
	{
		parameter: 'organization_secrets',
		group: 'organization',
		displayName: 'Secrets',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_self_hosted_runners',
		group: 'organization',
		displayName: 'Self-hosted runners',
		levels: ['read', 'write'],
	},
	{
		parameter: 'team_discussions',
		group: 'organization',
		displayName: 'Team discussions',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_actions_variables',
		group: 'organization',
		displayName: 'Variables',
		levels: ['read', 'write'],
	},
	{
		parameter: 'organization_hooks',
		group: 'organization',
		displayName: 'Webhooks',
		levels: ['read', 'write'],
	},
	{
		parameter: 'user_copilot_requests',
		group: 'account',
		displayName: 'Copilot requests',
		levels: ['read'],
	},
] as const satisfies readonly PermissionFact[];
// biome-ignore-end format: one line a fact

type Row = (typeof table)[number];

/** The name of a permission in a link: `contents`, `pull_requests`, … */
export type PermissionName = Row['parameter'];

/** The levels that the permission `P` exists at. `LevelOf<'workflows'>` is `'write'`. */
export type LevelOf<P extends PermissionName> = Extract<Row, {parameter: P}>['levels'][number];

/** The grants of a token: a level for each permission. Missing permissions are not granted. */
export type Grants = {readonly [P in PermissionName]?: LevelOf<P>};

/** A permission whose name is known to the compiler. */
export type KnownFact = PermissionFact & {readonly parameter: PermissionName};

/** Every permission that a link can carry, in the order of a link. */
export const permissionFacts: readonly KnownFact[] = table;

const factsByParameter: ReadonlyMap<string, KnownFact> = new Map(
	permissionFacts.map(fact => [fact.parameter, fact]),
);

/** Finds the permission with this name in a link. Letter case counts. */
export const findFact = (parameter: string): KnownFact | undefined =>
	factsByParameter.get(parameter);

/** Whether a link can carry a permission of this name. */
export const isPermissionName = (value: string): value is PermissionName =>
	factsByParameter.has(value);

/** A permission and the level it is granted at. */
export type GrantedFact = {readonly permission: KnownFact; readonly level: AccessLevel};

/** Lists the granted permissions in catalog order, with their levels. Leaves out unknown ones. */
export const listGrantedFacts = (grants: Grants = {}): readonly GrantedFact[] =>
	permissionFacts.flatMap(permission => {
		const level = Object.hasOwn(grants, permission.parameter)
			? grants[permission.parameter]
			: undefined;
		return level === undefined ? [] : [{permission, level}];
	});

/** A permission that GitHub names, but that its page on links does not list. */
export type UndocumentedPermission = Pick<PermissionFact, 'parameter' | 'group' | 'displayName'>;

/**
 * Permissions that GitHub's REST documentation or lists of its form's fields name, but not its table of link
 * parameters (22 August 2026). It is unknown whether the form takes them from a link, so the program recognizes
 * them in a link and never offers them.
 */
export const undocumentedPermissions: readonly UndocumentedPermission[] = [
	// GitHub's page of endpoints for fine-grained tokens lists agent tasks. The name comes from its forms for Apps,
	// and so do the next two (29 November 2026).
	{parameter: 'agent_tasks', group: 'repository', displayName: 'Agent tasks'},
	{
		parameter: 'license_compliance_alerts',
		group: 'repository',
		displayName: 'License compliance alerts',
	},
	{
		parameter: 'organization_innersource_vulnerabilities',
		group: 'organization',
		displayName: 'Innersource vulnerabilities',
	},
	{
		parameter: 'organization_agent_secrets',
		group: 'organization',
		displayName: 'Agent secrets',
	},
	{
		parameter: 'organization_agent_variables',
		group: 'organization',
		displayName: 'Agent variables',
	},
	{
		parameter: 'organization_copilot_spaces',
		group: 'organization',
		displayName: 'Copilot Spaces',
	},
	{
		parameter: 'organization_copilot_agent_settings',
		group: 'organization',
		displayName: 'Copilot agent settings',
	},
	{
		parameter: 'org_copilot_content_exclusion',
		group: 'organization',
		displayName: 'Copilot content exclusion',
	},
	{
		parameter: 'organization_runner_custom_images',
		group: 'organization',
		displayName: 'Hosted runner custom images',
	},
	{parameter: 'issue_fields', group: 'organization', displayName: 'Issue Fields'},
	{
		parameter: 'organization_copilot_metrics',
		group: 'organization',
		displayName: 'Organization Copilot metrics',
	},
	{parameter: 'agent_secrets', group: 'repository', displayName: 'Agent secrets'},
	{parameter: 'agent_variables', group: 'repository', displayName: 'Agent variables'},
	{
		parameter: 'copilot_agent_settings',
		group: 'repository',
		displayName: 'Copilot agent settings',
	},
	{
		parameter: 'secret_scanning_bypass_requests',
		group: 'repository',
		displayName: 'Secret scanning push protection bypass requests',
	},
	{
		parameter: 'repo_secret_scanning_dismissal_requests',
		group: 'repository',
		displayName: 'Secret scanning alert dismissal requests',
	},
	{
		parameter: 'custom_properties_for_organizations',
		group: 'organization',
		displayName: 'Custom properties for organizations',
	},
	{
		parameter: 'organization_secret_scanning_bypass_requests',
		group: 'organization',
		displayName: 'Organization bypass requests for secret scanning',
	},
	{
		parameter: 'organization_credentials',
		group: 'organization',
		displayName: 'Organization credentials',
	},
	{
		parameter: 'organization_dependabot_dismissal_requests',
		group: 'organization',
		displayName: 'Organization dismissal requests for Dependabot',
	},
	{
		parameter: 'secret_scanning_dismissal_requests',
		group: 'organization',
		displayName: 'Secret scanning alert dismissal requests',
	},
];

const undocumentedByParameter: ReadonlyMap<string, UndocumentedPermission> = new Map(
	undocumentedPermissions.map(permission => [permission.parameter, permission]),
);

/** Finds the undocumented permission of this name. Letter case counts. */
export const findUndocumentedPermission = (parameter: string): UndocumentedPermission | undefined =>
	undocumentedByParameter.get(parameter);
