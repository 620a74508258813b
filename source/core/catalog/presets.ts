/**
 * Tasks for tokens, with the least permissions or scopes for each. A new task takes one row.
 */
import type {Grants, LevelOf, PermissionName} from './permission-facts.ts';
import {packagesAreClassic, type ScopeName} from './scopes.ts';

type PresetText = {
	/** The value of `--preset`, in kebab-case. */
	readonly id: string;
	readonly title: string;
	/** One line: what a token for it can do. */
	readonly summary: string;
	/** The phrases that people ask for it with. Each phrase means only this task. */
	readonly words: readonly string[];
	/** Notes, as sentences. */
	readonly notes?: readonly string[];
};

/** The level of each permission, and why the task needs it, as a sentence without a subject. */
type ReasonedGrants = {
	readonly [P in PermissionName]?: {readonly level: LevelOf<P>; readonly reason: string};
};

/** A task for a fine-grained token. */
export type FineGrainedPreset = PresetText & {
	readonly type: 'fine-grained';
	readonly grants: ReasonedGrants;
	/** `true` when the resource owner has to be an organization. */
	readonly organization?: true;
};

/** A task that a fine-grained token cannot do. */
export type ClassicPreset = PresetText & {
	readonly type: 'classic';
	readonly scopes: readonly {readonly scope: ScopeName; readonly reason: string}[];
	/** Why not a fine-grained token, as a sentence. */
	readonly whyClassic: string;
};

/** A task with the least permissions or scopes for it. */
export type Preset = FineGrainedPreset | ClassicPreset;

/** The tasks, in the order on offer. */
export const presets: readonly Preset[] = [
	{
		id: 'read-code',
		title: 'Read code',
		summary: 'Clone and fetch repositories, read files and commits',
		type: 'fine-grained',
		grants: {contents: {level: 'read', reason: 'clones, fetches and reads files'}},
		words: [
			'read code',
			'clone',
			'git clone',
			'clone a private repository',
			'read private repositories',
			'private repositories',
			'access private repositories',
			'clone repo',
			'read repositories',
			'back up repositories',
			'backup repos',
			'backup repositories',
			'backup all my repositories',
			'back up all repositories',
			'mirror repositories',
			'git fetch',
			'git pull',
			'pull code',
			'fetch code',
			'download code',
			'pull repositories',
			'fetch repositories',
			'download repositories',
			'read files',
			'read repository contents',
			'checkout',
			'private dependency',
			'private dependencies',
			'go private modules',
			'go mod download',
			'go get',
			'GOPRIVATE',
			'private submodules',
			'pip install from a private repository',
			'npm install from a private git repository',
			'cargo private git dependency',
			'swift package manager private repository',
			'cocoapods private specs',
			'private gem from git',
			'read another repository',
			'pull a private repository',
			'read access to a repository',
			'read only access to a repository',
			'deploy a private repository',
			'private npm dependency from github',
			'npm package from a git url',
			'install an npm package from a git url',
			'submodules',
		],
	},
	{
		id: 'push-code',
		title: 'Push code',
		summary: 'Clone, fetch and push commits, branches and tags',
		type: 'fine-grained',
		grants: {contents: {level: 'write', reason: 'pushes commits, branches and tags'}},
		words: [
			'push code',
			'push',
			'git push',
			'push commits',
			'commit',
			'commit and push',
			'push to a repository',
			'push to main',
			'push branches',
			'push changes',
			'bump version and tag',
			'write to a repository',
			'push tags',
			'create branches',
			'write code',
			'write files',
			'gh-pages',
			'deploy to gh-pages',
			'deploy to github pages',
			'publish to github pages',
			'publish a site',
			'push to gh-pages',
			'publish to gh-pages',
			'publish a site to gh-pages',
			'deploy a site to gh-pages',
			'gh-pages branch',
			'git push from ci',
			'push to a protected branch',
		],
	},
	{
		id: 'git',
		title: 'Git at the command line',
		summary: 'Clone, fetch and push over HTTPS, with the token as the password',
		type: 'fine-grained',
		grants: {contents: {level: 'write', reason: 'clones, fetches and pushes'}},
		words: [
			'git',
			'git command line',
			'git at the command line',
			'git https',
			'git password',
			'git over https',
			'git push over https',
			'git clone and push',
			'use git',
		],
	},
	{
		id: 'pull-requests',
		title: 'Update code and open a pull request',
		summary: 'Push a branch and open, update and merge pull requests',
		type: 'fine-grained',
		grants: {
			contents: {level: 'write', reason: 'pushes the branch and merges it'},
			pull_requests: {level: 'write', reason: 'opens and updates the pull request'},
		},
		words: [
			'open a pull request',
			'push and open a pull request',
			'update code and open a pull request',
			'create a pull request from a branch',
			'raise a pull request',
			'make a pr',
			'open prs',
			'automated pull requests',
		],
	},
	{
		id: 'pull-requests-with-workflows',
		title: 'Update code and workflow files, and open a pull request',
		summary: 'The same where the change touches files under .github/workflows',
		type: 'fine-grained',
		grants: {
			contents: {level: 'write', reason: 'pushes the branch and merges it'},
			pull_requests: {level: 'write', reason: 'opens and updates the pull request'},
			workflows: {level: 'write', reason: 'lets a commit change files under .github/workflows'},
		},
		words: [
			'open a pull request with workflow files',
			'update code and workflow files and open a pull request',
			'update workflow files by pull request',
			'open pull requests that change workflow files',
		],
	},
	{
		id: 'releases',
		title: 'Publish releases',
		summary: 'Create tags and releases, and upload their files',
		type: 'fine-grained',
		grants: {contents: {level: 'write', reason: 'creates tags and releases, uploads their files'}},
		words: [
			'release',
			'publish a release',
			'create a release',
			'create releases',
			'upload release assets',
			'upload a release asset',
			'gh release',
			'goreleaser',
			'tag a release',
		],
	},
	{
		id: 'release-automation',
		title: 'Release automation',
		summary: 'Run semantic-release, release-please and the like: versions, releases, comments',
		type: 'fine-grained',
		grants: {
			contents: {level: 'write', reason: 'pushes version commits and tags, publishes releases'},
			issues: {level: 'write', reason: 'comments on issues that a release closes, keeps labels'},
			pull_requests: {
				level: 'write',
				reason: 'opens the release pull request, comments on merged ones',
			},
		},
		words: [
			'release automation',
			'automate releases',
			'automated releases',
			'semantic-release',
			'semantic release',
			'release-please',
			'release please',
			'release bot',
		],
	},
	{
		id: 'issues-and-projects',
		title: 'Issues and projects',
		summary: 'Create and edit issues, and place them on the projects of an organization',
		type: 'fine-grained',
		organization: true,
		grants: {
			issues: {level: 'write', reason: 'creates and edits issues, labels and milestones'},
			organization_projects: {
				level: 'write',
				reason: 'adds items to projects and sets their fields',
			},
		},
		words: ['issues and projects', 'manage issues and projects'],
	},
	{
		id: 'user-projects',
		title: 'Projects of a user',
		summary: 'Read and change Projects that your account owns',
		type: 'classic',
		whyClassic: 'Fine-grained tokens cannot use Projects that a user owns.',
		scopes: [{scope: 'project', reason: 'reads and changes Projects of your account'}],
		words: [
			'user projects',
			'my projects',
			'personal projects',
			'gh project',
			'user owned projects',
		],
	},
	{
		id: 'actions',
		title: 'Trigger and watch Actions',
		summary: 'Start, cancel and rerun workflows, read their runs, logs and artifacts',
		type: 'fine-grained',
		grants: {
			actions: {level: 'write', reason: 'starts, cancels and reruns workflows, reads their runs'},
		},
		words: [
			'trigger a workflow',
			'trigger workflows',
			'trigger and watch actions',
			'run a workflow',
			'start a workflow',
			'dispatch a workflow',
			'workflow dispatch',
			'workflow_dispatch',
			'rerun a workflow',
			'rerun failed jobs',
			'cancel a workflow run',
			'trigger github actions',
			'trigger actions',
			'gh workflow run',
			'gh run',
		],
	},
	{
		id: 'repository-dispatch',
		title: 'Send a repository dispatch',
		summary: 'Trigger workflows that listen for repository_dispatch',
		type: 'fine-grained',
		grants: {contents: {level: 'write', reason: 'is what the repository_dispatch event takes'}},
		words: ['repository dispatch', 'repository_dispatch', 'trigger repository dispatch'],
	},
	{
		id: 'secrets-and-variables',
		title: 'Manage secrets and variables',
		summary: 'Set the Actions secrets and variables of a repository',
		type: 'fine-grained',
		grants: {
			secrets: {level: 'write', reason: 'sets Actions secrets'},
			actions_variables: {level: 'write', reason: 'sets Actions variables'},
		},
		words: [
			'secrets and variables',
			'manage secrets and variables',
			'set secrets and variables',
			'actions secrets and variables',
			'repository secrets and variables',
		],
	},
	{
		id: 'organization-secrets-and-variables',
		title: 'Manage secrets and variables of an organization',
		summary: 'Set the Actions secrets and variables that repositories of an organization share',
		type: 'fine-grained',
		organization: true,
		grants: {
			organization_secrets: {level: 'write', reason: 'sets Actions secrets of the organization'},
			organization_actions_variables: {
				level: 'write',
				reason: 'sets Actions variables of the organization',
			},
		},
		words: ['organization secrets and variables'],
	},
	{
		id: 'dependency-bot',
		title: 'Dependabot or Renovate style bot',
		summary:
			'Update dependencies by pull request, workflow files included, and keep a dashboard issue',
		type: 'fine-grained',
		grants: {
			contents: {level: 'write', reason: 'pushes update branches'},
			issues: {level: 'write', reason: 'keeps the dependency dashboard and its labels'},
			pull_requests: {level: 'write', reason: 'opens and updates pull requests'},
			statuses: {level: 'write', reason: 'sets and reads commit statuses before merging'},
			vulnerability_alerts: {level: 'read', reason: 'sees which updates fix an alert'},
			workflows: {level: 'write', reason: 'updates the actions that workflow files use'},
		},
		notes: [
			'members=read as well where an organization owns the repositories.',
			'workflows=write because it updates the actions that workflow files use.',
		],
		words: [
			'renovate',
			'renovate bot',
			'renovatebot',
			'self-hosted renovate',
			'dependabot or renovate style bot',
			'dependency bot',
			'dependency updates',
			'update dependencies',
			'renovate token',
		],
	},
	{
		id: 'copilot-requests',
		title: 'Copilot requests',
		summary: 'Let Copilot CLI and other programs ask Copilot in your name',
		type: 'fine-grained',
		grants: {
			user_copilot_requests: {
				level: 'read',
				reason: 'sends requests, which count against your allowance',
			},
		},
		words: [
			'copilot requests',
			'copilot cli',
			'copilot',
			'use copilot',
			'github copilot',
			'copilot token',
		],
	},
	{
		id: 'models',
		title: 'GitHub Models',
		summary: 'Ask the models of GitHub Models in your name',
		type: 'fine-grained',
		grants: {user_models: {level: 'read', reason: 'sends prompts to models'}},
		words: [
			'github models',
			'models',
			'use models',
			'ai models',
			'llm',
			'inference',
			'models inference',
		],
	},
	{
		id: 'organization-copilot-seats',
		title: 'Copilot seats of an organization',
		summary: 'See, give and take Copilot seats',
		type: 'fine-grained',
		organization: true,
		grants: {
			organization_copilot_seat_management: {
				level: 'write',
				reason: 'reads, gives and takes seats',
			},
		},
		words: [
			'copilot seats',
			'manage copilot seats',
			'organization copilot seats',
			'assign copilot seats',
			'copilot seats of an organization',
			'copilot billing',
			'copilot licenses',
		],
	},
	{
		id: 'container-pull',
		title: 'Download packages and images',
		summary: 'Pull private images from ghcr.io, install Maven, NuGet and RubyGems packages',
		type: 'classic',
		whyClassic: packagesAreClassic,
		scopes: [{scope: 'read:packages', reason: 'downloads packages'}],
		words: [
			'pull a container',
			'pull container images',
			'container registry pull',
			'docker pull',
			'pull an image',
			'pull docker image',
			'ghcr pull',
			'pull from ghcr',
			'download packages',
			'install a package',
			'image pull secret',
			'read packages',
			'helm pull',
			'maven install',
			'download maven packages',
			'install private packages',
			'nuget install',
		],
	},
	{
		id: 'container-push',
		title: 'Publish packages and images',
		summary: 'Push images to ghcr.io, publish Maven, NuGet and RubyGems packages',
		type: 'classic',
		whyClassic: packagesAreClassic,
		scopes: [{scope: 'write:packages', reason: 'uploads packages; it includes downloading them'}],
		words: [
			'publish a container',
			'push a container',
			'push container images',
			'publish a container image',
			'container registry push',
			'docker push',
			'push docker image',
			'push an image',
			'publish docker image',
			'publish an image',
			'ghcr push',
			'ghcr',
			'push to ghcr',
			'docker login',
			'docker login ghcr.io',
			'upload packages',
			'publish a package',
			'publish packages',
			'write packages',
			'maven publish',
			'publish maven packages',
			'publish nuget packages',
			'publish docker packages',
			'gradle publish',
			'nuget push',
			'helm push',
		],
	},
	{
		id: 'container-delete',
		title: 'Delete packages and images',
		summary: 'Delete images of ghcr.io, other packages, and single versions',
		type: 'classic',
		whyClassic: packagesAreClassic,
		scopes: [
			{scope: 'read:packages', reason: 'finds the versions to delete'},
			{scope: 'delete:packages', reason: 'deletes packages and versions'},
		],
		words: [
			'delete a container',
			'delete container images',
			'container registry delete',
			'delete docker images',
			'delete packages',
			'delete a package',
			'delete an image',
			'clean up ghcr',
			'prune container images',
			'delete package versions',
			'remove packages',
		],
	},
	{
		id: 'npm-install',
		title: 'Install from the npm registry',
		summary: 'Install private packages from npm.pkg.github.com',
		type: 'classic',
		whyClassic: packagesAreClassic,
		scopes: [{scope: 'read:packages', reason: 'downloads packages'}],
		words: [
			'npm install',
			'npm registry install',
			'install packages from npm.pkg.github.com',
			'install npm packages',
			'install an npm package',
			'npmrc',
			'npm ci',
			'yarn install',
			'pnpm install',
		],
	},
	{
		id: 'npm-publish',
		title: 'Publish to the npm registry',
		summary: 'Publish packages to npm.pkg.github.com, and install them',
		type: 'classic',
		whyClassic: packagesAreClassic,
		scopes: [{scope: 'write:packages', reason: 'uploads packages; it includes downloading them'}],
		words: [
			'npm publish',
			'npm registry publish',
			'publish an npm package',
			'publish npm packages',
			'publish to npm',
		],
	},
	{
		id: 'notifications',
		title: 'Notifications',
		summary: 'Read your notifications and mark them as read',
		type: 'classic',
		whyClassic: 'Notifications take a classic token only.',
		scopes: [{scope: 'notifications', reason: 'reads notifications and marks them'}],
		words: [
			'notifications',
			'read notifications',
			'notification',
			'inbox',
			'mark notifications as read',
		],
	},
	{
		id: 'gists',
		title: 'Gists',
		summary: 'Create, edit and delete your gists',
		type: 'fine-grained',
		grants: {gists: {level: 'write', reason: 'creates, edits and deletes gists'}},
		words: ['gists', 'create gists', 'write gists', 'edit gists', 'gh gist', 'update a gist'],
	},
	{
		id: 'gh',
		title: 'GitHub CLI',
		summary: 'Log gh in with a token: gh auth login --with-token',
		type: 'classic',
		whyClassic:
			'gh asks a pasted token for these scopes; a fine-grained one works through GH_TOKEN instead, with the permissions that your commands take.',
		scopes: [
			{scope: 'repo', reason: 'is what most gh commands work on'},
			{scope: 'read:org', reason: 'lets gh find organizations and teams'},
			{scope: 'gist', reason: 'is part of what gh asks for'},
		],
		words: ['gh', 'gh auth login', 'github cli', 'gh cli', 'use gh', 'gh itself', 'gh auth'],
	},
	{
		id: 'collaborators-outside',
		title: 'Work as an outside collaborator',
		summary: 'Reach repositories of others that you were invited to',
		type: 'classic',
		whyClassic:
			'Fine-grained tokens do not reach repositories where you are an outside or repository collaborator.',
		scopes: [{scope: 'repo', reason: 'reaches every repository that you can reach'}],
		words: [
			'outside collaborator',
			'work as an outside collaborator',
			'repository collaborator',
			'collaborator on someone else repository',
			'repository owned by someone else',
		],
	},
	{
		id: 'several-organizations',
		title: 'Several organizations with one token',
		summary: 'Reach repositories of more than one organization',
		type: 'classic',
		whyClassic:
			'A fine-grained token has one resource owner; one token for each organization is the other way.',
		scopes: [{scope: 'repo', reason: 'reaches every repository that you can reach'}],
		words: [
			'several organizations',
			'several orgs',
			'multiple organizations',
			'multiple orgs',
			'more than one organization',
			'two organizations',
			'across organizations',
			'several organizations with one token',
		],
	},
	{
		id: 'public-contributions',
		title: 'Contribute to public repositories of others',
		summary: 'Push to forks and open pull requests where you are no member',
		type: 'classic',
		whyClassic:
			'Fine-grained tokens cannot contribute to public repositories where you are no member.',
		scopes: [{scope: 'public_repo', reason: 'writes to public repositories only'}],
		words: [
			'contribute to open source',
			'contribute to public repositories',
			'contribute to public repositories of others',
			'contribute to a public repository',
			'contribute to a public repository where I am no member',
			'open source contributions',
			'fork and open a pull request',
			'fork a repository and open a pull request',
			'pull request to an upstream repository',
			'open a pull request in a repository of somebody else',
		],
	},
	{
		id: 'checks-read',
		title: 'Read checks',
		summary: 'Read check runs and check suites of private repositories',
		type: 'classic',
		whyClassic:
			'Fine-grained tokens cannot use the Checks API, and no personal token can create or change checks.',
		scopes: [{scope: 'repo', reason: 'is what reading checks takes'}],
		words: ['checks', 'read checks', 'check runs', 'check suites', 'checks api', 'gh pr checks'],
	},
];

const presetsById: ReadonlyMap<string, Preset> = new Map(
	presets.map(preset => [preset.id, preset]),
);

/** Finds the task of this id. Letter case counts. */
export const findPreset = (id: string): Preset | undefined => presetsById.get(id);

/** Returns the grants of a task for a fine-grained token. Empty for one that needs a classic token. */
export const grantsOf = (preset: Preset): Grants =>
	preset.type === 'classic'
		? {}
		: Object.fromEntries(
				Object.entries(preset.grants).map(([permission, {level}]) => [permission, level]),
			);

/** Returns the scopes of a task for a classic token. Empty for one that needs a fine-grained token. */
export const scopesOf = (preset: Preset): readonly ScopeName[] =>
	preset.type === 'classic' ? preset.scopes.map(({scope}) => scope) : [];
