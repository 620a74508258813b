/**
 * Things at GitHub that people want to read or change, in everyday words. A verb and a thing make a permission. The
 * permissions are from GitHub's table of 22 August 2026. A longer name wins over a shorter one.
 */
import type {PermissionSet} from './permission.ts';
import {packagesAreClassic, type ScopeName} from './scopes.ts';

/** A thing, and the permissions to read and change it. */
export type Thing = {
	readonly names: readonly string[];
	/** Permission sets, each of which is enough. Unset when it is impossible or unknown. */
	readonly read?: readonly PermissionSet[];
	readonly write?: readonly PermissionSet[];
	/** The same for things of an organization. */
	readonly organization?: {readonly read: PermissionSet; readonly write: PermissionSet};
	/** Scopes, when it needs a classic token. */
	readonly classic?: {
		readonly read: readonly ScopeName[];
		readonly write: readonly ScopeName[];
		readonly remove?: readonly ScopeName[];
		readonly reason: string;
	};
	/** The scopes for things of an enterprise, which no fine-grained token reaches. */
	readonly enterprise?: {readonly read: ScopeName; readonly write: ScopeName};
	/** Why no personal token can change it. */
	readonly app?: string;
	readonly note?: string;
	/** The action when there is no verb. Unset when a verb is needed. */
	readonly usually?: 'read' | 'write';
	/** The verbs that it is used with, if another verb means something else. */
	readonly only?: readonly string[];
	/** The permissions for single verbs, by their roots. */
	readonly verbs?: {readonly [verb: string]: readonly PermissionSet[]};
};

const both = (permission: string): Pick<Thing, 'read' | 'write'> => ({
	read: [{[permission]: 'read'}],
	write: [{[permission]: 'write'}],
});

const settings: Pick<Thing, 'read' | 'write'> = both('administration');
const ofEither: Pick<Thing, 'read' | 'write'> = {
	read: [{issues: 'read'}, {pull_requests: 'read'}],
	write: [{issues: 'write'}, {pull_requests: 'write'}],
};
/** The verbs that switch something on and off, as roots. */
export const switching: readonly string[] = ['enable', 'disable', 'activate', 'deactivate'];

const switchedWith = (set: PermissionSet): Pick<Thing, 'verbs'> => ({
	verbs: Object.fromEntries(switching.map(verb => [verb, [set]] as const)),
});

/** For things that are switched on and off in the settings of a repository. */
const inSettings = switchedWith({administration: 'write'});
/** For things that branch rules require: `require reviews`, `protect release branches`. */
const byRules: Thing['verbs'] = Object.fromEntries(
	['protect', 'require', 'enforce'].map(verb => [verb, [{administration: 'write'}]] as const),
);
const ofEnterprise: Pick<Thing, 'enterprise'> = {
	enterprise: {read: 'read:enterprise', write: 'admin:enterprise'},
};
const alertsOfEnterprise: Pick<Thing, 'enterprise'> = {
	enterprise: {read: 'security_events', write: 'security_events'},
};
/** Why an enterprise needs a classic token, as a sentence. */
export const beyondFineGrained = 'Fine-grained tokens do not reach an enterprise.';

/** The things. */
export const things: readonly Thing[] = [
	{
		names: ['issue', 'ticket', 'bug report', 'sub issue', 'milestone'],
		...both('issues'),
		...inSettings,
	},
	{names: ['label'], read: [{issues: 'read'}, {pull_requests: 'read'}], write: [{issues: 'write'}]},
	{names: ['comment', 'assignee', 'reaction'], ...ofEither},
	{
		names: [
			'pull request',
			'pr',
			'merge request',
			'review',
			'reviewer',
			'review comment',
			'pull request comment',
			'comment pull request',
			'pr comment',
			'comment pr',
			'pull request label',
			'label pull request',
			'label pr',
			'dependabot pr',
			'dependabot pull request',
			'renovate pr',
			'renovate pull request',
			'approval',
			'review conversation',
			'review thread',
		],
		...both('pull_requests'),
		verbs: {
			...byRules,
			merge: [{contents: 'write', pull_requests: 'write'}],
			convert: [{contents: 'write', pull_requests: 'write'}],
			ready: [{contents: 'write', pull_requests: 'write'}],
		},
	},
	{
		names: ['runner group', 'self hosted runner group'],
		...both('organization_self_hosted_runners'),
	},
	{
		names: ['issue template', 'pull request template', 'pr template'],
		...both('contents'),
	},
	{
		names: ['issue comment', 'comment issue', 'issue label', 'label issue', 'issue assignee'],
		...both('issues'),
	},
	{
		names: ['discussion', 'discussion comment', 'comment discussion'],
		...both('discussions'),
		...inSettings,
	},
	{names: ['wiki', 'wiki page'], ...both('contents'), ...inSettings},
	{
		names: [
			'commit',
			'sign commit',
			'profile readme',
			'branch',
			'tag',
			'release',
			'file',
			'content',
			'code',
			'source code',
			'source',
			'readme',
			'changelog',
			'submodule',
			'release asset',
			'asset',
			'release note',
			'git history',
			'release branch',
			'file repository',
			'release repository',
			'commit repository',
			'version',
			'docs',
			'documentation',
			'gh page',
			'gh page branch',
		],
		...both('contents'),
		verbs: {...byRules, ...inSettings.verbs},
	},
	{
		names: [
			'workflow file',
			'github workflow',
			'action workflow file',
			'workflow yaml',
			'workflow yaml file',
			'workflow yml file',
			'workflow yml',
			'file github workflow',
			'action file',
		],
		read: [{contents: 'read'}],
		write: [{contents: 'write', workflows: 'write'}],
	},
	{
		names: ['commit status', 'build status', 'status', 'status check'],
		...both('statuses'),
		verbs: byRules,
	},
	{names: ['deployment', 'deployment status'], ...both('deployments')},
	{
		names: ['default branch'],
		read: [{contents: 'read'}],
		write: [{administration: 'write'}],
		verbs: {rename: [{administration: 'write', contents: 'write'}]},
	},
	{
		names: ['sbom'],
		...both('contents'),
		verbs: {generate: [{contents: 'read'}], create: [{contents: 'read'}]},
	},
	{
		names: ['auto merge', 'automerge'],
		write: [{contents: 'write', pull_requests: 'write'}],
		usually: 'write',
	},
	{
		names: ['page', 'github page', 'page site', 'page settings'],
		...both('pages'),
		...switchedWith({administration: 'write', pages: 'write'}),
	},
	{
		names: ['workflow', 'run', 'job', 'artifact', 'cache', 'action cache', 'action workflow'],
		...both('actions'),
	},
	{
		names: [
			'workflow run',
			'action log',
			'workflow log',
			'job log',
			'build log',
			'build artifact',
			'action run',
			'workflow artifact',
			'action artifact',
			'workflow job',
			'action workflow run',
		],
		...both('actions'),
		usually: 'read',
	},
	{
		names: ['hosted runner', 'github hosted runner', 'larger runner'],
		...both('organization_administration'),
	},
	{
		names: [
			'runner',
			'self hosted runner',
			'runner registration',
			'self hosted runner registration',
			'action runner',
		],
		...settings,
		organization: {
			read: {organization_self_hosted_runners: 'read'},
			write: {organization_self_hosted_runners: 'write'},
		},
		enterprise: {read: 'manage_runners:enterprise', write: 'manage_runners:enterprise'},
		usually: 'write',
	},
	{
		names: ['secret', 'action secret', 'repository secret'],
		...both('secrets'),
		organization: {read: {organization_secrets: 'read'}, write: {organization_secrets: 'write'}},
	},
	{
		names: ['variable', 'action variable', 'repository variable'],
		...both('actions_variables'),
		organization: {
			read: {organization_actions_variables: 'read'},
			write: {organization_actions_variables: 'write'},
		},
	},
	{
		names: [
			'environment secret',
			'environment variable',
			'deployment environment secret',
			'secret environment',
			'variable environment',
			'action secret environment',
			'action variable environment',
		],
		...both('environments'),
	},
	{
		names: [
			'environment',
			'deployment environment',
			'environment protection rule',
			'protection rule environment',
		],
		read: [{actions: 'read'}],
		write: [{administration: 'write'}],
	},
	{
		names: ['dependabot secret'],
		...both('dependabot_secrets'),
		organization: {
			read: {organization_dependabot_secrets: 'read'},
			write: {organization_dependabot_secrets: 'write'},
		},
	},
	{
		names: ['codespace secret'],
		...both('codespaces_secrets'),
		organization: {
			read: {organization_codespaces_secrets: 'read'},
			write: {organization_codespaces_secrets: 'write'},
		},
	},
	{
		names: ['user codespace secret', 'codespace secret account'],
		...both('codespaces_user_secrets'),
	},
	{names: ['codespace'], ...both('codespaces')},
	{
		names: ['webhook', 'hook', 'repository webhook'],
		...both('repository_hooks'),
		organization: {read: {organization_hooks: 'read'}, write: {organization_hooks: 'write'}},
	},
	{
		names: [
			'deploy key',
			'branch protection',
			'branch protection rule',
			'repository settings',
			'repository description',
			'description repository',
			'autolink',
			'traffic',
			'repository view',
			'clone traffic',
			'traffic data',
			'repository invitation',
		],
		...settings,
	},
	{
		names: [
			'ruleset',
			'topic',
			'repository topic',
			'collaborator',
			'repository collaborator',
			'collaborator role',
			'collaborator permission',
		],
		read: [{metadata: 'read'}],
		write: [{administration: 'write'}],
	},
	{
		names: ['organization ruleset', 'ruleset organization', 'organisation ruleset'],
		read: [{organization_administration: 'write'}],
		write: [{organization_administration: 'write'}],
	},
	{
		names: ['repository', 'repo', 'repository organization'],
		write: [{administration: 'write'}],
		only: 'create make edit update change set manage configure rename archive delete remove administer enable disable protect'.split(
			' ',
		),
	},
	{
		names: [
			'repository information',
			'repository metadata',
			'repository detail',
			'language',
			'contributor',
			'contributor statistic',
			'code frequency',
			'commit activity',
			'repository statistic',
			'statistic repository',
			'language repository',
		],
		read: [{metadata: 'read'}],
		usually: 'read',
	},
	{
		names: [
			'organization settings',
			'organisation settings',
			'org settings',
			'organization profile',
			'org profile',
			'organization description',
			'description organization',
			'organization name',
		],
		...both('organization_administration'),
	},
	{
		names: ['profile', 'bio', 'profile bio', 'user profile'],
		read: [{}],
		write: [{profile: 'write'}],
	},
	{
		names: [
			'member',
			'organization member',
			'team',
			'team member',
			'team membership',
			'organization team',
		],
		...both('members'),
		...ofEnterprise,
	},
	{
		names: [
			'enterprise',
			'enterprise user',
			'enterprise owner',
			'enterprise organization',
			'organization enterprise',
			'enterprise policy',
			'enterprise settings',
			'settings enterprise',
		],
		classic: {
			read: ['read:enterprise'],
			write: ['admin:enterprise'],
			reason: beyondFineGrained,
		},
	},
	{
		names: ['enterprise billing', 'billing enterprise'],
		classic: {
			read: ['manage_billing:enterprise'],
			write: ['manage_billing:enterprise'],
			reason: beyondFineGrained,
		},
	},
	{
		names: [
			'project',
			'project board',
			'project item',
			'organization project',
			'project v2',
			'projectv2',
			'github project',
			'project v2 item',
			'project field',
			'custom field',
			'custom field project',
			'field project',
			'project view',
			'card',
			'project card',
			'card project board',
			'board',
			'kanban board',
		],
		...both('organization_projects'),
		...inSettings,
		note: 'This is for a project of an organization. A project of a user takes the classic scope project.',
	},
	{
		names: [
			'issue project',
			'project issue',
			'issue project board',
			'issue organization project',
			'pull request project',
			'pr project',
			'issue pull request project',
			'item project',
		],
		read: [{organization_projects: 'read', issues: 'read'}],
		write: [{organization_projects: 'write', issues: 'read'}],
		note: 'This is for a project of an organization; issues=read where the issue’s repository is private. A project of a user takes the classic scope project.',
	},
	{names: ['gist', 'secret gist', 'gist comment'], read: [{}], write: [{gists: 'write'}]},
	{
		names: ['account status'],
		classic: {
			read: ['user'],
			write: ['user'],
			reason: 'The status of a user is set by GraphQL, for which no permission is published.',
		},
	},
	{
		names: ['user project', 'project user', 'personal project', 'personal project board'],
		classic: {
			read: ['read:project'],
			write: ['project'],
			reason: 'Fine-grained tokens do not reach the projects of a user.',
		},
	},
	{names: ['ssh key'], ...both('keys')},
	{names: ['gpg key'], ...both('gpg_keys')},
	{names: ['signing key', 'ssh signing key'], ...both('git_signing_ssh_public_keys')},
	{names: ['email', 'email address'], ...both('emails')},
	{names: ['follower'], ...both('followers')},
	{names: ['star', 'starred repository'], ...both('starring')},
	{
		names: ['private activity', 'own activity', 'account activity'],
		read: [{user_events: 'read'}],
		usually: 'read',
		note: 'Public activity takes no permission.',
	},
	{
		names: [
			'code scanning',
			'code scanning alert',
			'code scanning result',
			'sarif',
			'codeql alert',
			'codeql result',
		],
		...both('security_events'),
		...inSettings,
		...alertsOfEnterprise,
	},
	{
		names: ['secret scanning', 'secret scanning alert'],
		...both('secret_scanning_alerts'),
		...inSettings,
		...alertsOfEnterprise,
	},
	{
		names: [
			'push protection',
			'secret scanning push protection',
			'dependabot security update',
			'automated security fixes',
			'vulnerability reporting',
			'private vulnerability reporting',
			'code scanning default setup',
		],
		...settings,
	},
	{
		names: [
			'dependabot alert',
			'vulnerability alert',
			'vulnerability',
			'security alert',
			'vulnerable dependency',
			'vulnerable package',
		],
		...both('vulnerability_alerts'),
		...inSettings,
		...alertsOfEnterprise,
	},
	{
		names: ['security advisory', 'repository advisory', 'advisory'],
		...both('repository_advisories'),
	},
	{
		names: ['attestation', 'artifact attestation', 'provenance', 'build provenance'],
		...both('attestations'),
	},
	{
		names: ['custom property', 'repository custom property', 'property', 'property repository'],
		...both('repository_custom_properties'),
		organization: {
			read: {organization_custom_properties: 'read'},
			write: {organization_custom_properties: 'write'},
		},
	},
	{
		names: ['audit log', 'audit event'],
		read: [{organization_administration: 'read'}],
		enterprise: {read: 'read:audit_log', write: 'read:audit_log'},
		usually: 'read',
	},
	{
		names: ['copilot seat', 'copilot license', 'copilot billing', 'copilot subscription'],
		read: [{organization_copilot_seat_management: 'read'}],
		write: [{organization_copilot_seat_management: 'write'}],
	},
	{
		names: ['copilot metric', 'copilot usage', 'copilot usage metric'],
		read: [{organization_copilot_metrics: 'read'}],
		...ofEnterprise,
		usually: 'read',
	},
	{
		names: [
			'package',
			'npm package',
			'maven package',
			'nuget package',
			'gem',
			'ruby gem',
			'container',
			'container image',
			'docker image',
			'image',
			'package version',
			'github package',
			'container package',
			'helm chart',
			'gradle package',
			'ghcr',
			'container registry',
			'github container registry',
			'package registry',
			'npm registry',
			'docker registry',
			'image pull secret',
			'helm chart ghcr',
			'docker image ghcr',
			'image ghcr',
			'container image tag',
			'package tag',
			'chart',
		],
		usually: 'read',
		note: 'To download read:packages is enough; to publish it takes write:packages.',
		classic: {
			read: ['read:packages'],
			write: ['write:packages'],
			remove: ['read:packages', 'delete:packages'],
			reason: packagesAreClassic,
		},
	},
	{
		names: ['check run', 'check suite', 'check', 'check annotation', 'check result'],
		classic: {
			read: ['repo'],
			write: [],
			reason: 'Fine-grained tokens cannot use the Checks API.',
		},
		app: 'Only a GitHub App or the GITHUB_TOKEN of a workflow creates and changes checks.',
	},
	{
		names: ['notification', 'inbox'],
		classic: {
			read: ['notifications'],
			write: ['notifications'],
			reason: 'Notifications take a classic token only.',
		},
		usually: 'read',
	},
];

/** The verbs for each kind of action, as roots of words (`wordsOf`). */
export const verbs: {readonly [kind in 'read' | 'write' | 'remove']: readonly string[]} = {
	read: 'verify validate report call check audit find number amount compare summarize dashboard statistic stat overview visualize read get list see view show fetch download export query search watch monitor look inspect scrape count browse pull install clone track access retrieve poll collect analyse analyze backup checkout'.split(
		' ',
	),
	write:
		'copy distribute leave answer release create add write edit update change set manage open close reopen post publish push upload commit merge approve request submit trigger dispatch run rerun re start stop cancel enable disable rotate assign label comment reply lock pin transfer rename archive fork invite register deploy configure make modify react resolve dismiss bump tag move star follow protect administer automate put generate generating convert mark ready sync replace store draft block unblock hide mute reject decline reset revert rollback redeliver retry attach link unregister enforce activate deactivate pause resume limit provision share require attest restrict promote demote restart retrigger relaunch annotate'.split(
			' ',
		),
	remove: 'delete remove prune clean clear empty purge wipe flush drop unassign kick revoke'.split(
		' ',
	),
};

/** Patterns for other ways to write a known verb, such as verbs of two words. */
export const sameVerbs: ReadonlyArray<readonly [pattern: RegExp, verb: string]> = [
	[/\b(?:turn|switch)(?:s|ed|ing)? on\b/gi, 'enable'],
	[/\b(?:turn|switch)(?:s|ed|ing)? off\b/gi, 'disable'],
	[/\bkick(?:s|ed|ing)? off\b/gi, 'start'],
	[/\b(?:set|sets|setting|spin|spins|spinning) up\b(?=.)/gi, 'create'],
	[/\bcherry[- ]?pick(?:s|ed|ing)?\b/gi, 'commit'],
	[/\bget rid of\b/gi, 'delete'],
	[/\bwait(?:s|ing)? (?:for|until)\b/gi, 'watch'],
	[/\bcheck(?:s|ed|ing)? (?=whether|if|that|which|who|what|how|when)\b/gi, 'read '],
	[/\b(?:look|looks|looking) (?:at|up|into)\b/gi, 'read'],
];

/** Verbs that are adjectives after a verb that reads: `list open issues`. */
export const adjectives: readonly string[] =
	'change tag untag open close merge fail label assign archive star dismiss lock pin create update run publish release require protect'.split(
		' ',
	);

/** Words around a wish that do not change its meaning, as roots. */
export const contextWords: readonly string[] =
	"git login connect authenticate authentication setup integration plugin extension auto latest across private public internal own existing new old stale automatically automatic bot script cron job ci pipeline scheduled server local remote fine grained classic personal access account owner activity description title body item field event two several multiple many more main master trunk repo repository github action workflow please help someone user people people's team project app name application data info information everything again also just self hosted whole entire another other different external own all every nightly daily weekly release build org organization organisation company enterprise".split(
		' ',
	);
