/**
 * The scopes of classic tokens.
 *
 * Names, their tree and what each scope includes are facts from GitHub Docs, "Scopes for OAuth apps"
 * (https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps), as of
 * 22 August 2026, and from the creation form as of March 2026. The content of GitHub Docs is
 * licensed CC BY 4.0. Summaries and risks are our own words.
 */

/**
 * Where a scope exists:
 * - `everywhere`: github.com, GitHub Enterprise Cloud and GitHub Enterprise Server
 * - `cloud`: not on GitHub Enterprise Server
 * - `server`: only on GitHub Enterprise Server
 */
export type ScopeHosts = 'everywhere' | 'cloud' | 'server';

/** Keeps only the names of the rows as literal types. Otherwise the types of the library would repeat every text. */
const rows = <const Name extends string>(
	table: readonly {
		readonly scope: Name;
		readonly parent?: NoInfer<Name>;
		readonly alsoImpliedBy?: readonly NoInfer<Name>[];
		readonly summary: string;
		readonly risk?: string;
		readonly hosts: ScopeHosts;
	}[],
) => table;

/** The scopes in the order of GitHub's form. */
const table = rows([
	{
		scope: 'repo',
		summary: 'Read and write everything in repositories you can reach, private ones included',
		risk: 'can read and change every repository you can, settings and webhooks included',
		hosts: 'everywhere',
	},
	{
		scope: 'repo:status',
		parent: 'repo',
		summary: 'Read and set commit statuses, without access to code',
		risk: 'can mark a failing commit as passed, required statuses included',
		hosts: 'everywhere',
	},
	{
		scope: 'repo_deployment',
		parent: 'repo',
		summary: 'Read and set deployment statuses, without access to code',
		hosts: 'everywhere',
	},
	{
		scope: 'public_repo',
		parent: 'repo',
		summary: 'Do what repo does in public repositories only; star them too',
		risk: 'can push to every public repository you can push to',
		hosts: 'everywhere',
	},
	{
		scope: 'repo:invite',
		parent: 'repo',
		summary: 'Accept and decline invitations to repositories',
		hosts: 'everywhere',
	},
	{
		scope: 'security_events',
		parent: 'repo',
		summary: 'Read and change security alerts of code scanning',
		risk: 'can see unfixed vulnerabilities and dismiss the alerts about them',
		hosts: 'everywhere',
	},
	{
		scope: 'workflow',
		summary: 'Add and change workflow files under .github/workflows',
		risk: "can add workflows that run with a repository's secrets",
		hosts: 'everywhere',
	},
	{
		scope: 'write:packages',
		summary: 'Publish packages to GitHub Packages, and download them',
		risk: 'can publish versions that others install',
		hosts: 'everywhere',
	},
	{
		scope: 'read:packages',
		parent: 'write:packages',
		summary: 'Download packages from GitHub Packages',
		hosts: 'everywhere',
	},
	{
		scope: 'delete:packages',
		summary: 'Delete packages from GitHub Packages',
		risk: 'can delete packages that others depend on',
		hosts: 'everywhere',
	},
	{
		scope: 'admin:org',
		summary: "Manage your organizations' members, teams, settings and projects",
		risk: 'can add owners, remove members and change organization settings',
		hosts: 'everywhere',
	},
	{
		scope: 'write:org',
		parent: 'admin:org',
		summary: 'Read and change organization membership and organization projects',
		risk: 'can change who belongs to your organizations',
		hosts: 'everywhere',
	},
	{
		scope: 'read:org',
		parent: 'admin:org',
		alsoImpliedBy: ['write:org'],
		summary: 'Read organization membership, teams and organization projects',
		hosts: 'everywhere',
	},
	{
		scope: 'manage_runners:org',
		parent: 'admin:org',
		summary: "Manage an organization's runners and runner groups",
		risk: 'can add a machine that runs jobs and sees their code and secrets',
		hosts: 'everywhere',
	},
	{
		scope: 'admin:public_key',
		summary: 'See, add and delete the SSH keys that let you push and pull',
		risk: 'can add an SSH key that pushes as you, and delete yours',
		hosts: 'everywhere',
	},
	{
		scope: 'write:public_key',
		parent: 'admin:public_key',
		summary: 'See and add the SSH keys that let you push and pull',
		risk: 'can add an SSH key that pushes as you and outlives the token',
		hosts: 'everywhere',
	},
	{
		scope: 'read:public_key',
		parent: 'admin:public_key',
		alsoImpliedBy: ['write:public_key'],
		summary: 'See the SSH keys that let you push and pull',
		hosts: 'everywhere',
	},
	{
		scope: 'admin:repo_hook',
		summary: 'See, create, change, ping and delete repository webhooks',
		risk: "can send your repositories' events to any server, and delete webhooks",
		hosts: 'everywhere',
	},
	{
		scope: 'write:repo_hook',
		parent: 'admin:repo_hook',
		summary: 'See, change and ping repository webhooks',
		risk: "can send your repositories' events to any server",
		hosts: 'everywhere',
	},
	{
		scope: 'read:repo_hook',
		parent: 'admin:repo_hook',
		alsoImpliedBy: ['write:repo_hook'],
		summary: 'See and ping repository webhooks',
		hosts: 'everywhere',
	},
	{
		scope: 'admin:org_hook',
		summary: 'See, create, change and delete organization webhooks',
		risk: 'can send events of a whole organization to any server',
		hosts: 'everywhere',
	},
	{
		scope: 'gist',
		summary: 'Create and edit gists',
		hosts: 'everywhere',
	},
	{
		scope: 'notifications',
		summary: 'Read notifications, mark them as read, watch repositories and threads',
		hosts: 'everywhere',
	},
	{
		scope: 'user',
		summary: 'Read and change your profile, email addresses and whom you follow',
		risk: 'can change your profile and the addresses your account is recovered with',
		hosts: 'everywhere',
	},
	{
		scope: 'read:user',
		parent: 'user',
		summary: 'Read all of your profile',
		hosts: 'everywhere',
	},
	{
		scope: 'user:email',
		parent: 'user',
		summary: 'Read your email addresses, private ones included',
		hosts: 'everywhere',
	},
	{
		scope: 'user:follow',
		parent: 'user',
		summary: 'Follow and unfollow people',
		hosts: 'everywhere',
	},
	{
		scope: 'delete_repo',
		summary: 'Delete repositories that you administer',
		risk: 'can delete every repository that you administer',
		hosts: 'everywhere',
	},
	{
		scope: 'write:discussion',
		summary: 'Read, write and delete team discussions, a feature that GitHub is retiring',
		hosts: 'everywhere',
	},
	{
		scope: 'read:discussion',
		parent: 'write:discussion',
		summary: 'Read team discussions, a feature that GitHub is retiring',
		hosts: 'everywhere',
	},
	{
		scope: 'admin:enterprise',
		summary: 'Manage everything in an enterprise account',
		risk: 'can change the members, policies and billing of a whole enterprise',
		hosts: 'everywhere',
	},
	{
		scope: 'manage_runners:enterprise',
		parent: 'admin:enterprise',
		summary: "Manage an enterprise's runners and runner groups",
		risk: 'can add a machine that runs jobs of every organization in the enterprise',
		hosts: 'everywhere',
	},
	{
		scope: 'manage_billing:enterprise',
		parent: 'admin:enterprise',
		summary: "Read and change an enterprise's billing data",
		risk: 'can change what the enterprise pays for',
		hosts: 'everywhere',
	},
	{
		scope: 'read:enterprise',
		parent: 'admin:enterprise',
		summary: "Read an enterprise's profile",
		hosts: 'everywhere',
	},
	{
		scope: 'scim:enterprise',
		parent: 'admin:enterprise',
		summary: "Provision an enterprise's users and groups over SCIM, as its setup user",
		risk: 'can create and suspend the accounts of a whole enterprise',
		hosts: 'everywhere',
	},
	{
		scope: 'audit_log',
		summary: 'Read and manage the audit logs of organizations and enterprises',
		risk: 'can see what everyone did and from where, and manage the record of it',
		hosts: 'everywhere',
	},
	{
		scope: 'read:audit_log',
		parent: 'audit_log',
		summary: 'Read the audit logs of organizations and enterprises',
		risk: 'can see what everyone did and from where',
		hosts: 'everywhere',
	},
	{
		scope: 'codespace',
		summary: 'Create, open and manage your codespaces',
		risk: 'can start billed machines and get at the code and secrets in them',
		hosts: 'cloud',
	},
	{
		scope: 'codespace:secrets',
		parent: 'codespace',
		summary: 'Manage the secrets that your codespaces are given',
		risk: 'can replace the secrets that your codespaces are given',
		hosts: 'cloud',
	},
	{
		scope: 'copilot',
		summary: 'Manage Copilot settings and who has a seat',
		risk: 'can change Copilot settings and buy seats for an organization',
		hosts: 'cloud',
	},
	{
		scope: 'manage_billing:copilot',
		parent: 'copilot',
		summary: 'Read and change Copilot Business seats, and read usage metrics',
		risk: 'can buy Copilot seats that an organization pays for',
		hosts: 'cloud',
	},
	{
		scope: 'write:network_configurations',
		summary: "Read and change the private networks of an organization's hosted runners",
		risk: 'can change which private network hosted runners reach',
		hosts: 'cloud',
	},
	{
		scope: 'read:network_configurations',
		parent: 'write:network_configurations',
		summary: "Read the private networks of an organization's hosted runners",
		hosts: 'cloud',
	},
	{
		scope: 'project',
		summary: 'Read and change Projects of users and organizations',
		hosts: 'everywhere',
	},
	{
		scope: 'read:project',
		parent: 'project',
		summary: 'Read Projects of users and organizations',
		hosts: 'everywhere',
	},
	{
		scope: 'admin:gpg_key',
		summary: 'See, add and delete your GPG keys',
		risk: "can make others' commits count as verified yours, and delete your keys",
		hosts: 'everywhere',
	},
	{
		scope: 'write:gpg_key',
		parent: 'admin:gpg_key',
		summary: 'See and add your GPG keys',
		risk: "can make another person's signed commits count as verified yours",
		hosts: 'everywhere',
	},
	{
		scope: 'read:gpg_key',
		parent: 'admin:gpg_key',
		alsoImpliedBy: ['write:gpg_key'],
		summary: 'See your GPG keys',
		hosts: 'everywhere',
	},
	{
		scope: 'admin:ssh_signing_key',
		summary: 'See, add and delete your SSH signing keys',
		risk: "can make others' commits count as verified yours, and delete your keys",
		hosts: 'everywhere',
	},
	{
		scope: 'write:ssh_signing_key',
		parent: 'admin:ssh_signing_key',
		summary: 'See and add your SSH signing keys',
		risk: 'can add a signing key whose commits count as verified yours',
		hosts: 'everywhere',
	},
	{
		scope: 'read:ssh_signing_key',
		parent: 'admin:ssh_signing_key',
		alsoImpliedBy: ['write:ssh_signing_key'],
		summary: 'See your SSH signing keys',
		hosts: 'everywhere',
	},
	{
		scope: 'site_admin',
		summary: 'Administer a GitHub Enterprise Server: its users, organizations and settings',
		risk: 'can manage every account on the server, and act in their name',
		hosts: 'server',
	},
]);

/** The name of a scope: `repo`, `read:org`, … */
export type ScopeName = (typeof table)[number]['scope'];

/** One classic scope. */
export type Scope = {
	readonly scope: ScopeName;
	/** The scope above it on GitHub's form, which includes it. Unset at the top. */
	readonly parent?: ScopeName;
	/** Other scopes that include it. */
	readonly alsoImpliedBy?: readonly ScopeName[];
	/** One line: what a token with it can do. */
	readonly summary: string;
	/** Why it is dangerous, as a sentence without a subject: "can delete …". */
	readonly risk?: string;
	readonly hosts: ScopeHosts;
};

/** Every scope in the order of GitHub's form: each after its parent. */
export const scopes: readonly Scope[] = table;

const scopesByName: ReadonlyMap<string, Scope> = new Map(scopes.map(row => [row.scope, row]));

/** Finds the scope of this name. Letter case counts. */
export const findScope = (name: string): Scope | undefined => scopesByName.get(name);

/** Why packages need a classic token, as a sentence. */
export const packagesAreClassic = 'Fine-grained tokens cannot use GitHub Packages.';

/** Whether a scope of this name exists. */
export const isScopeName = (value: string): value is ScopeName => scopesByName.has(value);
