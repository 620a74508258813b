/**
 * The fine-grained permissions that a link can carry, with summaries, texts for the levels, risks and notes. These
 * are our own words; permission-facts.ts has the facts from GitHub.
 */

import {
	type AccessLevel,
	accessLevels,
	type Permission,
	type PermissionGroup,
} from './permission.ts';
import {
	type Grants,
	type LevelOf,
	listGrantedFacts,
	type PermissionName,
	permissionFacts,
} from './permission-facts.ts';

type Words<P extends PermissionName> = Omit<
	Permission,
	'parameter' | 'group' | 'displayName' | 'levels'
> & {
	readonly levels: {readonly [L in LevelOf<P>]: string};
};

/** The texts about each permission. */
const words: {readonly [P in PermissionName]: Words<P>} = {
	blocking: {
		summary: 'See and change the list of people you block',
		levels: {read: 'See whom you block', write: 'Block and unblock people'},
	},
	codespaces_user_secrets: {
		summary: 'Manage the secrets that your own codespaces are given',
		levels: {
			read: 'List your codespace secrets by name, never their values',
			write: 'Set and delete your codespace secrets and choose the repositories that get them',
		},
		risks: {write: 'can replace the secrets that your codespaces are given'},
	},
	copilot_messages: {
		summary: 'Receive the messages you send to Copilot Chat',
		levels: {read: 'Read your messages in a Copilot Chat session'},
	},
	copilot_editor_context: {
		summary: 'Receive what your editor sends along with a Copilot Chat message',
		levels: {read: 'Read editor context, such as the file that is open'},
		risks: {read: 'can read code from the file that is open in your editor'},
	},
	copilot_requests: {
		summary: 'Send requests to Copilot, under the older name of this permission',
		levels: {write: 'Send requests to Copilot on your account'},
		risks: {write: 'can use up your premium requests'},
		note: "GitHub's table names it copilot_requests, its sample link user_copilot_requests; the latter is the one its form is reported to take.",
		offered: false,
	},
	emails: {
		summary: "Manage your account's email addresses, private ones included",
		levels: {
			read: 'List all your email addresses',
			write: 'Add and delete addresses and show or hide the primary one',
		},
		risks: {write: 'can add or remove the addresses that your account is recovered with'},
	},
	user_events: {
		summary: 'Read the activity on your account, private events included',
		levels: {read: 'Read your events'},
	},
	followers: {
		summary: 'See your followers and change whom you follow',
		levels: {
			read: 'List your followers and the people you follow',
			write: 'Follow and unfollow people',
		},
	},
	gpg_keys: {
		summary: 'Manage the GPG keys that verify your signed commits',
		levels: {read: 'See your GPG keys', write: 'Add and delete your GPG keys'},
		risks: {write: "can make another person's signed commits count as verified yours"},
	},
	gists: {
		summary: 'Create and change gists, comment on them, star and fork them',
		levels: {write: 'Create, edit, delete, fork and star gists, and comment on them'},
	},
	keys: {
		summary: 'Manage the SSH keys that let you push and pull',
		levels: {read: 'See your SSH keys', write: 'Add and delete your SSH keys'},
		risks: {write: 'can add an SSH key that pushes as you and outlives the token'},
	},
	interaction_limits: {
		summary: 'Limit who may comment and contribute in your public repositories',
		levels: {
			read: 'See the limits that hold for your public repositories',
			write: 'Set and lift these limits',
		},
	},
	knowledge_bases: {
		summary: 'See and manage your own Copilot knowledge bases',
		levels: {
			read: 'See your knowledge bases',
			write: 'Create, change and delete your knowledge bases',
		},
		note: "GitHub's table lists it, but its form is reported not to have it any more.",
		perhapsRetired: true,
	},
	user_models: {
		summary: 'Run prompts on GitHub Models from your account',
		levels: {read: 'Use GitHub Models within your own limits'},
	},
	plan: {
		summary: "Read your account's plan and what you used and were billed for",
		levels: {read: 'Read your plan and your billing usage reports'},
	},
	private_repository_invitations: {
		summary: 'See the open invitations to private repositories',
		levels: {read: 'List invitations to private repositories that wait for an answer'},
	},
	profile: {
		summary: 'Change what your public profile says',
		levels: {write: 'Change your name, bio, company and location, and your social accounts'},
	},
	git_signing_ssh_public_keys: {
		summary: 'Manage the SSH keys that verify your signed commits',
		levels: {read: 'See your SSH signing keys', write: 'Add and delete your SSH signing keys'},
		risks: {write: 'can add a signing key whose commits count as verified yours'},
	},
	starring: {
		summary: 'See and change which repositories you star',
		levels: {read: 'List the repositories you star', write: 'Star and unstar repositories'},
	},
	watching: {
		summary: 'See and change which repositories you watch',
		levels: {read: 'List the repositories you watch', write: 'Watch and unwatch repositories'},
	},
	actions: {
		summary: 'Read workflow runs, logs and artifacts; start, cancel and delete runs',
		levels: {
			read: 'Read workflows and runs, download logs and artifacts',
			write: 'Start, re-run, approve, cancel and delete runs; delete artifacts and caches',
		},
		risks: {write: "can start workflows that use the repository's secrets"},
	},
	administration: {
		summary: 'Manage repository settings, collaborators, branch protection and rulesets',
		levels: {
			read: 'Read settings, branch protection, deploy keys, runners and traffic',
			write: 'Create, change and delete repositories, and set protection, access and runners',
		},
		risks: {write: 'can delete the repository, lift branch protection and add collaborators'},
	},
	artifact_metadata: {
		summary: 'Record where build artifacts are stored and deployed',
		levels: {
			read: 'Read storage and deployment records of artifacts',
			write: 'Create storage and deployment records, also for a whole cluster',
		},
	},
	attestations: {
		summary: 'Read and publish attestations of how artifacts were built',
		levels: {read: 'List and fetch attestations', write: 'Publish and delete attestations'},
		risks: {write: 'can delete the proof of how artifacts were built'},
	},
	code_quality: {
		summary: 'Read and manage the findings of code quality analysis',
		levels: {
			read: 'Read code quality findings',
			write: 'Manage code quality findings; no REST operation asks for this level yet',
		},
		note: 'GitHub added it in 2026, so an older form may not have it.',
	},
	security_events: {
		summary: 'Read code scanning alerts, upload results and dismiss alerts',
		levels: {
			read: 'Read code scanning alerts and analyses',
			write: 'Upload SARIF results, dismiss and reopen alerts, delete analyses',
		},
		risks: {
			read: 'can see vulnerabilities in your code that are not fixed yet',
			write: 'can see unfixed vulnerabilities and dismiss the alerts about them',
		},
	},
	codespaces: {
		summary: 'Create, change and delete your codespaces for a repository',
		levels: {
			read: 'List codespaces and read their details',
			write: 'Create, change, publish and delete codespaces',
		},
		risks: {write: 'can create billed machines and delete codespaces with unpushed work'},
	},
	codespaces_lifecycle_admin: {
		summary: 'Start, stop and export codespaces',
		levels: {
			read: 'Read the state of an export',
			write: 'Start and stop codespaces, export their changes to a branch',
		},
		risks: {write: 'can start codespaces, which are billed while they run'},
	},
	codespaces_metadata: {
		summary: 'Read which machine types and dev containers a repository can use',
		levels: {read: 'List machine types and dev container configurations'},
	},
	codespaces_secrets: {
		summary: "Manage the secrets that a repository's codespaces are given",
		levels: {write: "List a repository's codespace secrets by name, set and delete them"},
		risks: {write: "can replace the secrets that the repository's codespaces are given"},
		note: 'It exists as write alone: listing the secrets needs write too.',
	},
	statuses: {
		summary: 'Read and set the statuses that CI reports on commits',
		levels: {
			read: 'Read the statuses of a commit',
			write: 'Report a commit as passed, failed or pending',
		},
		risks: {write: 'can mark a failing commit as passed, required statuses included'},
	},
	contents: {
		summary: 'Read and write repository files, branches, commits and releases',
		levels: {
			read: 'Clone, and read files, branches, commits and releases',
			write: 'Push commits, change branches and files, merge, publish releases',
		},
		risks: {write: 'can push to every branch that is not protected'},
	},
	repository_custom_properties: {
		summary: "Read and set a repository's custom property values",
		levels: {
			read: "Read the repository's custom property values",
			write: "Set the repository's custom property values",
		},
		risks: {write: 'can change values that decide which rulesets apply'},
	},
	vulnerability_alerts: {
		summary: 'Read and dismiss Dependabot alerts about vulnerable dependencies',
		levels: {read: 'Read Dependabot alerts', write: 'Dismiss, reopen and assign Dependabot alerts'},
		risks: {write: 'can dismiss alerts about dependencies that are still vulnerable'},
	},
	dependabot_secrets: {
		summary: 'Manage the secrets that Dependabot uses in a repository',
		levels: {
			read: "List a repository's Dependabot secrets by name, never their values",
			write: "Set and delete a repository's Dependabot secrets",
		},
		risks: {write: 'can replace the credentials that Dependabot fetches dependencies with'},
	},
	deployments: {
		summary: 'Read deployments, create them, report their state and approve waiting ones',
		levels: {
			read: 'Read deployments and their statuses',
			write: 'Create and delete deployments, set their statuses, approve waiting ones',
		},
		risks: {write: 'can start deployments and approve those that wait for your review'},
	},
	discussions: {
		summary: "Read and take part in a repository's discussions",
		levels: {
			read: 'Read discussions and their comments',
			write: 'Start, answer, edit and delete discussions',
		},
	},
	environments: {
		summary: 'Manage the secrets and variables of deployment environments',
		levels: {
			read: 'Read environment variables, list environment secrets by name',
			write: 'Set and delete environment secrets and variables',
		},
		risks: {write: 'can replace the secrets that deployments use'},
	},
	issues: {
		summary: 'Read, open, change and close issues, with their comments, labels and milestones',
		levels: {
			read: 'Read issues, comments, labels and milestones',
			write: 'Open, edit, close and lock issues; comment, label and assign',
		},
	},
	merge_queues: {
		summary: "See and manage a repository's merge queues",
		levels: {
			read: 'See which pull requests wait in a merge queue',
			write: 'Manage merge queues and what waits in them',
		},
	},
	metadata: {
		summary: 'Find repositories and read their description, topics, tags and collaborators',
		levels: {read: 'List repositories and read what describes them, but not their files'},
		note: 'GitHub adds it by itself as soon as a repository permission is chosen.',
	},
	pages: {
		summary: 'Read, set up, build and deploy a GitHub Pages site',
		levels: {
			read: 'Read the settings, builds and deployments of a Pages site',
			write: 'Create, deploy, change and delete a Pages site',
		},
		risks: {write: 'can replace the published site, move its domain or take it down'},
	},
	pull_requests: {
		summary: 'Read, open, review and change pull requests, with their comments and labels',
		levels: {
			read: 'Read pull requests, reviews and comments',
			write: 'Open, edit, review, approve, label and close pull requests',
		},
		risks: {write: 'can approve pull requests in your name'},
	},
	repository_advisories: {
		summary: 'Read, draft and publish advisories about vulnerabilities in a repository',
		levels: {
			read: 'Read security advisories, unpublished ones included',
			write: 'Create, change and publish advisories and request CVE numbers',
		},
		risks: {
			read: 'can read about vulnerabilities before they are made public',
			write: 'can make a vulnerability public before it is fixed',
		},
	},
	secret_scanning_alerts: {
		summary: 'Read and resolve alerts about secrets that were committed',
		levels: {
			read: 'Read secret scanning alerts, the secrets found included',
			write: 'Resolve and reopen alerts, manage custom patterns',
		},
		risks: {
			read: 'can read leaked secrets in plain text',
			write: 'can read leaked secrets and close the alerts about them',
		},
	},
	secrets: {
		summary: 'Manage the secrets that a repository gives to Actions workflows',
		levels: {
			read: "List a repository's Actions secrets by name, never their values",
			write: "Set and delete a repository's Actions secrets",
		},
		risks: {write: "can replace the secrets that the repository's workflows use"},
	},
	actions_variables: {
		summary: 'Manage the variables that a repository gives to Actions workflows',
		levels: {
			read: "Read a repository's Actions variables",
			write: "Create, change and delete a repository's Actions variables",
		},
		risks: {write: "can change the values that the repository's workflows run with"},
	},
	repository_hooks: {
		summary: 'Manage the webhooks that send repository events to other servers',
		levels: {
			read: 'Read webhooks and their deliveries, ping and test them',
			write: 'Create, change and delete webhooks, send a delivery again',
		},
		risks: {write: "can send the repository's events to any server"},
	},
	workflows: {
		summary: 'Add and change workflow files under .github/workflows',
		levels: {write: 'Push commits that add, change or delete workflow files'},
		risks: {write: "can add workflows that run with the repository's secrets"},
		note: 'It needs contents at write as well, since a workflow file is pushed like any other.',
	},
	organization_api_insights: {
		summary: "Read statistics on the organization's REST API requests",
		levels: {read: 'Read request counts by user, app, route and time'},
	},
	organization_administration: {
		summary: "Manage the organization's settings, rulesets, policies, budgets and billing reports",
		levels: {
			read: 'Read settings, rulesets, Actions policies, budgets and billing reports',
			write: 'Change settings, rulesets, Actions policies and budgets; delete the organization',
		},
		risks: {write: 'can delete the organization and change its security policies'},
	},
	organization_user_blocking: {
		summary: 'See and change the list of people the organization blocks',
		levels: {
			read: 'See whom the organization blocks',
			write: 'Block and unblock people for the organization',
		},
	},
	organization_campaigns: {
		summary: "Manage the organization's campaigns to fix security alerts",
		levels: {
			read: 'Read security campaigns',
			write: 'Create, change and delete security campaigns',
		},
	},
	organization_custom_org_roles: {
		summary: 'Manage the roles that grant rights over the organization',
		levels: {
			read: 'Read organization roles and what they grant',
			write: 'Create, change and delete custom organization roles',
		},
		risks: {write: 'can add rights to a role that many members hold'},
	},
	organization_custom_properties: {
		summary: "Manage custom properties and their values on the organization's repositories",
		levels: {
			read: 'Read property definitions and the values on repositories',
			write: 'Set property values on repositories',
			admin: 'Define, change and remove the properties themselves',
		},
		risks: {
			write: 'can change which rulesets apply to any repository of the organization',
			admin: 'can remove properties that rulesets rely on',
		},
	},
	organization_custom_roles: {
		summary: "Manage the custom roles that grant rights over the organization's repositories",
		levels: {
			read: 'Read custom repository roles',
			write: 'Create, change and delete custom repository roles',
		},
		risks: {write: 'can widen what everyone with a custom role may do in repositories'},
	},
	organization_events: {
		summary: "Read the organization's activity, private events included",
		levels: {read: 'List the events you see on your dashboard of the organization'},
	},
	organization_copilot_seat_management: {
		summary: 'See and change who in the organization has a paid Copilot seat',
		levels: {
			read: 'Read Copilot seats and settings',
			write: 'Add and remove Copilot seats for members and teams',
		},
		risks: {write: 'can buy seats that the organization pays for'},
	},
	issue_types: {
		summary: 'Manage the issue types that the organization offers',
		levels: {read: 'List issue types', write: 'Create, change and delete issue types'},
	},
	organization_knowledge_bases: {
		summary: "See and manage the organization's Copilot knowledge bases",
		levels: {
			read: "See the organization's knowledge bases",
			write: "Create, change and delete the organization's knowledge bases",
		},
		note: "GitHub's table lists it, but its form is reported not to have it any more.",
		perhapsRetired: true,
	},
	members: {
		summary: "Manage the organization's members, invitations and teams",
		levels: {
			read: 'List members, teams, invitations and outside collaborators',
			write: 'Invite and remove members, change their roles, manage teams',
		},
		risks: {write: 'can invite people, make them owners and remove members'},
	},
	organization_models: {
		summary: "Run prompts on GitHub Models on the organization's account",
		levels: {read: "Use GitHub Models within the organization's limits"},
		risks: {read: 'can spend what the organization pays for GitHub Models'},
	},
	organization_network_configurations: {
		summary: "Manage the private networks that the organization's hosted runners use",
		levels: {
			read: 'Read network configurations and settings',
			write: 'Create, change and delete network configurations',
		},
		risks: {write: 'can change which private network hosted runners reach'},
	},
	organization_announcement_banners: {
		summary: "Read and set the banner shown on the organization's pages",
		levels: {read: 'Read the announcement banner', write: 'Set and remove the announcement banner'},
	},
	organization_codespaces: {
		summary: 'See, stop and delete the codespaces of members',
		levels: {read: "List members' codespaces", write: "Stop and delete members' codespaces"},
		risks: {write: "can delete members' codespaces with unpushed work"},
	},
	organization_codespaces_secrets: {
		summary: "Manage the secrets that codespaces in the organization's repositories are given",
		levels: {
			read: "List the organization's codespace secrets by name, never their values",
			write: 'Set and delete organization codespace secrets, choose who gets them',
		},
		risks: {write: "can replace secrets given to members' codespaces, or share them wider"},
	},
	organization_codespaces_settings: {
		summary: "Decide whose codespaces run at the organization's cost",
		levels: {
			read: "Read the organization's Codespaces settings",
			write: "Change who may use Codespaces in the organization's repositories",
		},
		risks: {write: 'can let more people run codespaces that the organization pays for'},
	},
	organization_dependabot_secrets: {
		summary: "Manage the secrets that Dependabot uses across the organization's repositories",
		levels: {
			read: "List the organization's Dependabot secrets by name, never their values",
			write: 'Set and delete organization Dependabot secrets, choose who gets them',
		},
		risks: {write: 'can replace Dependabot credentials, or share them with more repositories'},
	},
	organization_code_scanning_dismissal_requests: {
		summary: 'Read and review requests to dismiss code scanning alerts',
		levels: {
			read: 'Read dismissal requests in the organization',
			write: 'Approve and deny dismissal requests',
		},
		risks: {write: 'can approve dismissing alerts about real vulnerabilities'},
	},
	organization_private_registries: {
		summary: "Manage the private package registries the organization's repositories draw on",
		levels: {
			read: 'Read private registries, without their credentials',
			write: 'Add, change and remove private registries and their credentials',
		},
		risks: {write: 'can point dependency updates at another registry'},
	},
	organization_plan: {
		summary: "Read the organization's plan",
		levels: {read: 'Read the plan of the organization and its limits'},
	},
	organization_projects: {
		summary: "Read, fill and manage the organization's Projects",
		levels: {
			read: 'Read projects, their fields and items',
			write: 'Add and change items, fields and views',
			admin: 'Manage projects themselves, who sees them and who may change them',
		},
		risks: {admin: 'can delete projects and change who may see them'},
	},
	organization_secrets: {
		summary: 'Manage the secrets that the organization gives to Actions workflows',
		levels: {
			read: "List the organization's Actions secrets by name, never their values",
			write: 'Set and delete organization secrets, choose the repositories that get them',
		},
		risks: {write: 'can replace secrets of many repositories, or share them with more'},
	},
	organization_self_hosted_runners: {
		summary: "Manage the organization's self-hosted runners and runner groups",
		levels: {
			read: 'List runners, their labels and runner groups',
			write: 'Register and remove runners, change runner groups and who may use them',
		},
		risks: {write: 'can add a machine that runs jobs and sees their code and secrets'},
	},
	team_discussions: {
		summary: "Read and take part in the discussions of the organization's teams",
		levels: {
			read: 'Read team discussions and their comments',
			write: 'Write, edit and delete team discussions and comments',
		},
		note: "GitHub's table lists it, but its form is reported not to have it any more.",
		perhapsRetired: true,
	},
	organization_actions_variables: {
		summary: 'Manage the variables that the organization gives to Actions workflows',
		levels: {
			read: "Read the organization's Actions variables",
			write: 'Create, change and delete organization variables, choose who gets them',
		},
		risks: {write: 'can change the values that workflows of many repositories run with'},
	},
	organization_hooks: {
		summary: 'Manage the webhooks that send organization events to other servers',
		levels: {
			read: "Read the organization's webhooks and their deliveries",
			write: 'Create, change, ping and delete webhooks, send a delivery again',
		},
		risks: {write: 'can send events of every repository in the organization to any server'},
	},
	user_copilot_requests: {
		summary: 'Send requests to Copilot, paid from your premium requests',
		levels: {read: 'Send requests to Copilot on your account'},
		risks: {read: 'can use up your premium requests'},
		note: "GitHub's sample link spells it so, though its table says copilot_requests.",
	},
};

/** A row of the catalog: a permission whose name is known to the compiler. */
export type CatalogPermission = Permission & {readonly parameter: PermissionName};

/** Every permission that a link can carry, in the order of a link. */
export const permissions: readonly CatalogPermission[] = permissionFacts.map(
	({parameter, group, displayName}) => ({parameter, group, displayName, ...words[parameter]}),
);

/** The groups and the names of their tabs, in the order of GitHub's page. */
export const permissionGroups: readonly {
	readonly group: PermissionGroup;
	readonly displayName: string;
}[] = [
	{group: 'repository', displayName: 'Repository'},
	{group: 'organization', displayName: 'Organization'},
	{group: 'account', displayName: 'Account'},
];

const permissionsByParameter: ReadonlyMap<string, CatalogPermission> = new Map(
	permissions.map(permission => [permission.parameter, permission]),
);

/** Finds the permission with this name in a link. Letter case counts. */
export const findPermission = (parameter: string): CatalogPermission | undefined =>
	permissionsByParameter.get(parameter);

/** Names that several permissions have on GitHub's page, such as "Secrets" on two of its tabs. */
const repeatedNames: ReadonlySet<string> = new Set(
	permissions
		.map(({displayName}) => displayName)
		.filter((name, index, names) => names.indexOf(name) !== index),
);

/**
 * Returns a permission's name on GitHub's page, for lists of all groups: "Pull requests". Adds the organization to a
 * repeated name, or the parameter of one that the form does not offer: "Secrets (organization)", "Copilot requests
 * (copilot_requests)".
 */
export const pageName = ({parameter, displayName, group, offered}: Permission): string => {
	if (!repeatedNames.has(displayName)) {
		return displayName;
	}
	if (group === 'organization') {
		return `${displayName} (organization)`;
	}
	return offered === false ? `${displayName} (${parameter})` : displayName;
};

/** Returns the levels that exist for a permission, lowest first. */
export const levelsOf = (permission: Permission): readonly AccessLevel[] =>
	accessLevels.filter(level => permission.levels[level] !== undefined);

/** Whether a granted level includes the wanted one. */
export const includesLevel = (granted: AccessLevel, wanted: AccessLevel): boolean =>
	accessLevels.indexOf(granted) >= accessLevels.indexOf(wanted);

/**
 * Explains why a permission is dangerous at a level: the risk of the highest level at or below it.
 * `undefined` when none is known.
 */
export const riskOf = (permission: Permission, level: AccessLevel): string | undefined =>
	accessLevels
		.filter(candidate => includesLevel(level, candidate))
		.map(candidate => permission.risks?.[candidate])
		.findLast(risk => risk !== undefined);

/** A permission and the level it is granted at. */
export type Grant = {readonly permission: CatalogPermission; readonly level: AccessLevel};

/** Lists the granted permissions in catalog order. Leaves out unknown ones. */
export const listGrants = (grants: Grants = {}): readonly Grant[] =>
	listGrantedFacts(grants).flatMap(({permission: {parameter}, level}) => {
		const permission = findPermission(parameter);
		return permission === undefined ? [] : [{permission, level}];
	});

/** The first granted permission of a group, in catalog order. */
export const findGranted = (
	grants: Grants | undefined,
	group: PermissionGroup | undefined,
): CatalogPermission | undefined =>
	listGrants(grants).find(({permission}) => permission.group === group)?.permission;
