/**
 * The meanings of messages from GitHub, git, gh and other programs that name no operation, one row each. The text to
 * match has no tokens. Every repetition in a pattern is bounded, so that matching takes time in proportion to the text.
 */
import type {PermissionSet} from './permission.ts';
import type {ScopeName} from './scopes.ts';

/** The permissions that are missing. */
export type MessageNeed = {
	/** Its name: `git push`. */
	readonly name: string;
	readonly title: string;
	/** Permission sets, each of which is enough. */
	readonly anyOf: readonly PermissionSet[];
	/** Lists of scopes, each of which is enough for a classic token. */
	readonly scopes: readonly (readonly ScopeName[])[];
	readonly notes?: readonly string[];
};

/** A message and its meaning. */
export type KnownMessage = {
	readonly pattern: RegExp;
	/** A pattern that the whole text has to match, too. */
	readonly when?: RegExp;
	/** A pattern that the whole text must not match, since another row is better for it. */
	readonly unless?: RegExp;
	readonly need?: MessageNeed;
	/** The id of the preset that is needed. */
	readonly preset?: string;
	/** Set when the first group of the pattern lists scopes: whether all are needed, or any of them is enough. */
	readonly scopes?: 'all' | 'any';
	/** Set when the second and third group are a permission and its level, as in a workflow file. */
	readonly permission?: true;
	/** A fact that permissions do not change, as a sentence. */
	readonly note?: string;
	/** Why the message alone does not say what is missing, as a sentence. */
	readonly unclear?: string;
	/** Set when it is about a workflow's GITHUB_TOKEN or about an App. */
	readonly fromWorkflow?: true;
	/** Set when it counts only if nothing else says what was refused. */
	readonly hint?: true;
	/** Set when GitHub accepted the token, so that no permission is missing. */
	readonly accepted?: true;
	/** Set when operations and commands in the same text do not count. */
	readonly decides?: true;
};

/** The note that a permission alone is not enough, as a sentence. */
export const repositoryNote =
	'The token also has to reach the repository: its owner as resource owner, the repository under repository access.';

const notFoundNote =
	'GitHub says “not found” where a token has no access. To push, contents=write is needed.';

const reads =
	/\b(?:cloning into|could not download|failed to download|git clone|git fetch|fetching|git(?: -c \S+){0,5} fetch|ls-remote|submodule|go(?: mod| get|: )|pip install|npm (?:i|ci|install)|composer|bundle install|cargo)\b/i;

const pushes =
	/\bgit push\b|failed to push|\[remote rejected\]|pushing (?:to|commit|branch|pull)|push -{1,2}\w/i;

const clones = /cloning into '|git (?:-c \S{1,100} )?(?:clone|fetch)\b|ls-remote/i;

const push: MessageNeed = {
	name: 'git push',
	title: 'Push to the repository',
	anyOf: [{contents: 'write'}],
	scopes: [['repo']],
	notes: [repositoryNote],
};

const fetch: MessageNeed = {
	name: 'git fetch',
	title: 'Clone and fetch the repository',
	anyOf: [{contents: 'read'}],
	scopes: [['repo']],
	notes: [repositoryNote],
};

/** The messages, grouped by program. When several match, all of them count. */
export const knownMessages: readonly KnownMessage[] = [
	// git
	{
		pattern: /to create or update workflow [`'"]?[^`'"\s]/i,
		need: {
			name: 'git push',
			title: 'Push a change to a workflow file',
			anyOf: [{contents: 'write', workflows: 'write'}],
			scopes: [['repo', 'workflow']],
		},
	},
	{
		pattern: /refusing to allow a github app to create or update workflow/i,
		fromWorkflow: true,
	},
	{
		pattern:
			/permission to \S{1,200} denied to (?!deploy key)|push declined due to repository permission|must have push access to verify locks/i,
		need: push,
	},
	{
		pattern: /rpc failed; http 40[13]\b[\s\S]{0,300}send-pack/i,
		need: push,
	},
	{
		pattern: /rpc failed; http 40[13]\b[\s\S]{0,300}fetch-pack/i,
		need: fetch,
	},
	{
		pattern: /write access to repository not granted/i,
		unless: clones,
		need: push,
	},
	{
		pattern: /write access to repository not granted/i,
		when: pushes,
		need: push,
	},
	{
		// GitHub also answers a clone with it.
		pattern: /write access to repository not granted/i,
		when: clones,
		unless: pushes,
		need: fetch,
	},
	{
		pattern:
			/raw\.githubusercontent\.com\/[^\n]{0,300}\b(?:40[134]|not found)\b|\b(?:40[134]|not found)\b[^\n]{0,100}raw\.githubusercontent\.com\//i,
		need: {...fetch, name: 'git contents', title: 'Read files of the repository'},
	},
	{pattern: /denied to github-actions/i, fromWorkflow: true},
	{
		pattern: /denied to deploy key|key you are authenticating with has been marked as read only/i,
		note: 'This is SSH with a deploy key, which takes no token: add a deploy key with write access, or push over HTTPS with contents=write.',
		decides: true,
	},
	{
		pattern:
			/remote: repository not found|repository '(?!https?:\/\/[^'/\n]{0,80}(?:gitlab|bitbucket|azure|codeberg|gitea|visualstudio))[^'\n]{0,400}' not found/i,
		unless: pushes,
		need: {...fetch, notes: [notFoundNote, repositoryNote]},
	},
	{
		pattern:
			/repository '(?!https?:\/\/[^'/\n]{0,80}(?:gitlab|bitbucket|azure|codeberg|gitea|visualstudio))[^'\n]{0,400}' not found|remote: repository not found/i,
		when: /\/home\/runner\/|##\[|github_token|actions\/checkout|syncing repository/i,
		note: 'In a workflow: GITHUB_TOKEN reaches its own repository alone. Another one takes a personal token or an App.',
	},
	{
		pattern:
			/remote: repository not found|repository '(?!https?:\/\/[^'/\n]{0,80}(?:gitlab|bitbucket|azure|codeberg|gitea|visualstudio))[^'\n]{0,400}' not found/i,
		when: pushes,
		need: push,
	},
	{
		pattern:
			/could not read (?:username|password) for 'https:\/\/github|authentication failed for 'https:\/\/github/i,
		when: reads,
		unless: pushes,
		need: fetch,
	},
	{
		pattern:
			/could not read (?:username|password) for 'https:\/\/github|authentication failed for 'https:\/\/github/i,
		when: pushes,
		need: push,
	},
	{
		pattern:
			/password authentication (?:was removed|is not supported)|support for password authentication|invalid username or (?:token|password)|could not read (?:username|password) for 'https:\/\/github|authentication failed for 'https:\/\/github/i,
		unless: new RegExp(`${reads.source}|${pushes.source}`, 'i'),
		preset: 'git',
	},
	{
		pattern:
			/unable to access '(?!https?:\/\/[^'/\n]{0,80}(?:gitlab|bitbucket|azure|codeberg|gitea|visualstudio))https:\/\/[^'\n]{0,400}'[^\n]{0,400}error: 403/i,
		unless:
			/denied to|not granted|to create or update workflow|cloning into|git (?:-c \S+ )?fetch|ls-remote/i,
		need: {...push, notes: ['A fetch takes contents=read only.', repositoryNote]},
	},
	{
		pattern:
			/unable to access '(?!https?:\/\/[^'/\n]{0,80}(?:gitlab|bitbucket|azure|codeberg|gitea|visualstudio))https:\/\/[^'\n]{0,400}'[^\n]{0,400}error: 403/i,
		when: /cloning into|git (?:-c \S+ )?fetch|ls-remote/i,
		unless: /denied to|not granted|to create or update workflow/i,
		need: fetch,
	},
	{
		pattern:
			/go: [^\n]{0,300}(?:reading|unrecognized import path|invalid version)[^\n]{0,300}github\.com/i,
		need: fetch,
	},

	{
		// Cargo, Flux, Argo CD and others that bring a git of their own
		pattern:
			/failed to authenticate when downloading repository|(?:unable|failed) to (?:clone|fetch|checkout|list refs)[^\n]{0,300}(?:authentication required|authorization failed|repository not found)/i,
		unless: pushes,
		need: fetch,
	},

	{
		// Composer: src/Composer/Util/AuthHelper.php
		pattern: /could not fetch https:\/\/[^\n]{0,300}github oauth token/i,
		need: fetch,
		decides: true,
	},

	// gh and classic scopes
	{
		pattern: /requires one of the following scopes: ?\[?([^\]\n]{1,400})\]?/gi,
		scopes: 'any',
		decides: true,
	},
	{
		pattern: /missing (?:the )?required scopes? ?:? ?([[{'"`a-z][a-z_:,'"`[\]{} ]{0,200})/gi,
		scopes: 'all',
		decides: true,
	},
	{
		pattern:
			/(?:scopes? required|required scopes?|scopes? needed|needs? (?:the )?scopes?): {0,4}([[{'"`a-z][a-z_:,'"`[\]{} ]{0,200})/gi,
		unless: /missing (?:the )?required scope/i,
		scopes: 'all',
		decides: true,
	},
	{
		pattern:
			/(?:needs?|requires?|missing|lacks?|without|have|add|grant|with)(?: at least)?(?: the| a)? ["'`]([a-z]{3,}(?:[:_][a-z_:]{1,30})?)["'`] (?:oauth )?scope/gi,
		unless: /scopes? (?:required|needed): |to create or update workflow/i,
		scopes: 'all',
		hint: true,
	},
	{
		// gh names it only for changes of a workflow file.
		pattern: /needs the ["'`]workflow["'`] scope/i,
		need: {
			name: 'workflow file',
			title: 'Change a workflow file',
			anyOf: [{contents: 'write', workflows: 'write'}],
			scopes: [['repo', 'workflow']],
		},
		decides: true,
	},
	{
		pattern: /gh auth refresh\b[^\n]{0,400}?(?:-s|--scopes)[ =]{1,3}["']?([a-z_:,]{3,200})/gi,
		unless:
			/needs the ["'`][a-z_:]+["'`] scope|missing (?:the )?required scope|requires one of the following/i,
		scopes: 'all',
		hint: true,
	},
	{
		pattern: /could not resolve to a repository with the name/i,
		need: {
			name: 'repository',
			title: 'See the repository',
			anyOf: [{metadata: 'read'}],
			scopes: [['repo']],
			notes: [repositoryNote],
		},
	},

	// GITHUB_TOKEN and Actions
	{
		pattern: /not permitted to create or approve pull requests/i,
		need: {
			name: 'GITHUB_TOKEN',
			title: 'Open a pull request instead of GITHUB_TOKEN',
			anyOf: [{contents: 'write', pull_requests: 'write'}],
			scopes: [['repo']],
		},
		note: 'The setting “Allow GitHub Actions to create and approve pull requests” is the other way.',
		fromWorkflow: true,
	},
	{
		pattern:
			/is requesting '[^'\n]{0,400}\b(([a-z-]{3,30}): ?(read|write))'[^\n]{0,60}(?:only allowed|but)/gi,
		permission: true,
		fromWorkflow: true,
	},
	{pattern: /not accessible by integration|installation not allowed to/i, fromWorkflow: true},
	{
		// @actions/core: src/oidc-utils.ts
		pattern: /unable to get ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)/i,
		note: 'This is the workflow’s own identity for another service, which takes no personal token: set id-token: write under permissions: of the workflow.',
		decides: true,
	},
	{
		pattern: /to use github cli in a github actions workflow, set the gh_token/i,
		note: 'gh has no token here: set the variable GH_TOKEN to github.token under env: of the step, and under permissions: what its commands take. A personal token is needed only for another repository.',
		decides: true,
	},
	{
		pattern:
			/(?:needs?|requires?|missing|lacks?|must have|grant|ensure|check)[^\n]{0,80}?["'`]((?:permissions\.)?([a-z][a-z_-]{2,40})["'`]? ?[:=] ?["'`]?(read|write))\b["'`]?[^\n]{0,40}permission/gi,
		permission: true,
	},
	{
		pattern:
			/(?:needs?|requires?|missing|lacks?|must have|ensure|check)[^\n]{0,80}?permissions?:? {0,3}["'`]?(([a-z][a-z_-]{2,40})["'`]? ?[:=] ?["'`]?(read|write))\b/gi,
		permission: true,
	},
	{pattern: /the `?models`? permission is required/i, preset: 'models'},
	{pattern: /["“]copilot requests["”] permission/i, preset: 'copilot-requests'},
	{
		pattern:
			/(?:no|not find|missing)[^\n]{0,60}copilot_github_token|copilot_github_token[^\n]{0,60}(?:not|invalid|missing)/i,
		preset: 'copilot-requests',
	},

	// Tools
	{
		// actions/labeler: src/labeler.ts
		pattern: /requires? write permission[^\n]{0,60}\bpull requests?/i,
		need: {
			name: 'pull requests',
			title: 'Label and change pull requests',
			anyOf: [{pull_requests: 'write'}],
			scopes: [['repo']],
		},
	},
	{
		// @semantic-release/github: lib/success.js and lib/fail.js
		pattern: /failed step "(?:success|fail)" of plugin "@semantic-release\/github"/i,
		unless: /EGHNOPERMISSION|EGITNOPERMISSION/,
		need: {
			name: '@semantic-release/github',
			title: 'Comment on the issues and pull requests of a release',
			anyOf: [{issues: 'write', pull_requests: 'write'}],
			scopes: [['repo']],
		},
		decides: true,
	},
	{
		// semantic-release: lib/get-error.js and @semantic-release/github lib/definitions/errors.js
		pattern: /EGHNOPERMISSION|EGITNOPERMISSION|doesn['’]t allow to push on the repository/,
		need: push,
	},
	{
		// semantic-release: lib/definitions/errors.js
		pattern: /ENOGHTOKEN|EINVALIDGHTOKEN|No GitHub token specified/,
		preset: 'release-automation',
	},
	{
		// Homebrew: Library/Homebrew/utils/github/api.rb
		pattern: /HOMEBREW_GITHUB_API_TOKEN credentials do not have sufficient scope/,
		note: 'Homebrew forks the tap on your account and opens a pull request in somebody else’s repository: no fine-grained token reaches both.',
		decides: true,
	},
	{
		// Renovate: lib/modules/platform/github/index.ts
		pattern: /cannot access vulnerability alerts\. please ensure permissions have been granted/i,
		need: {
			name: 'Renovate',
			title: 'Read the Dependabot alerts of the repository',
			anyOf: [{vulnerability_alerts: 'read'}],
			scopes: [['security_events'], ['repo']],
		},
	},
	{
		// Renovate: lib/modules/platform/github/index.ts
		pattern: /(?:caught )?error setting branch status/i,
		need: {
			name: 'Renovate',
			title: 'Set the status of a commit',
			anyOf: [{statuses: 'write'}],
			scopes: [['repo:status'], ['repo']],
		},
	},
	{
		// Renovate: lib/workers/repository/error.ts
		pattern: /integration-unauthorized|repository-forbidden|cannot-fork/i,
		when: /renovate/i,
		preset: 'dependency-bot',
	},
	{
		// Flux: pkg/bootstrap, github.com/fluxcd/go-git-providers
		pattern: /failed to (?:list|get|create|reconcile|configure|set up) (?:the )?deploy keys?/i,
		// gh names the address in brackets.
		unless: /\(https:\/\/api\.github\.com/i,
		need: {
			name: 'deploy key',
			title: 'List the deploy keys and add one',
			anyOf: [{administration: 'write'}],
			scopes: [['repo']],
			notes: ['Flux lists the deploy keys before it adds its own: reading them is not enough.'],
		},
		decides: true,
	},
	{
		pattern:
			/failed to (?:create|reconcile|get) (?:the |new )?git(?:hub)? repository|failed to create new repository/i,
		when: /flux|bootstrap/i,
		need: {
			name: 'flux bootstrap',
			title: 'Create the repository, add a deploy key, push the manifests',
			anyOf: [{administration: 'write', contents: 'write'}],
			scopes: [['repo']],
		},
	},
	{
		// release-please: src/github.ts
		pattern: /release-please failed: |error adding to tree|error when creating branch/i,
		when: /release-please/i,
		unless: /https:\/\/(?:docs|api)\.github\.com\/|not permitted to create/i,
		preset: 'release-automation',
	},
	{
		// Argo CD: util/git, repository connection state
		pattern:
			/(?:failed to (?:list refs|fetch)|rpc error)[^\n]{0,200}(?:authentication required|repository not found|authorization failed)/i,
		need: fetch,
	},
	{
		// softprops/action-gh-release#236
		pattern: /github release failed with status: 40[34]/i,
		unless: /documentation_url|https:\/\/docs\.github\.com/i,
		need: {
			name: 'GitHub release',
			title: 'Create a release',
			anyOf: [{contents: 'write'}],
			scopes: [['repo']],
		},
	},
	{
		// winget-create and komac
		pattern:
			/(?:failed to |could not |cannot )(?:fork|create (?:a )?(?:fork|pull request))[^\n]{0,120}winget-pkgs/i,
		preset: 'winget',
	},
	{
		// actions/runner: config.sh
		pattern:
			/runners\/registration-token[^\n]{0,200}(?:403|404)|failed to (?:get|create|fetch) (?:a )?(?:runner )?registration token/i,
		unless: /api\.github\.com/i,
		need: {
			name: 'registration token',
			title: 'Register a self-hosted runner',
			anyOf: [{administration: 'write'}],
			scopes: [['repo']],
			notes: ['For a runner of an organization it is organization_self_hosted_runners=write.'],
		},
	},

	// Faults that no permission fixes
	{
		pattern:
			/\bsaml\b[^\n]{0,400}(?:enforcement|sso|single sign)|grant your (?:personal access|oauth) token access to this organization/i,
		note: 'The organization enforces SAML single sign-on: authorize the token for it. More permissions do not help.',
	},
	{
		pattern: /forbids access via a personal access token \(classic\)/i,
		note: 'The organization does not accept classic tokens: make a fine-grained one with it as resource owner.',
	},
	{
		pattern: /forbids access via a fine-grained personal access tokens?/i,
		note: 'The organization refuses this fine-grained token: look at the lifetime it allows, and at its policy.',
	},
	{
		pattern: /oauth app access restrictions/i,
		note: 'The organization restricts OAuth apps: a personal token of your own is not affected, or an owner approves the app.',
	},
	{
		// actions/add-to-project#289
		pattern:
			/fine[- ]grained (?:access|personal access tokens?) (?:do|does) not support the graphql api/i,
		unclear:
			'GitHub said this until 2023; fine-grained tokens can use GraphQL now. Where it is an Enterprise Server that says it, update it or use a classic token.',
	},
	{
		pattern: /has an ip allow list enabled/i,
		note: 'The organization accepts requests from certain addresses only. More permissions do not help.',
	},
	{
		pattern:
			/validation failed|\bHTTP(?:\/[\d.]{1,3})? (?:409|410|422)\b|status(?:code)?['"]?\s{0,3}[:=]\s{0,3}['"]?(?:409|410|422)\b|are disabled for this repo/i,
		unless: /\b40[134]\b|not accessible by/i,
		note: 'GitHub accepted the token and refused what was asked for: more permissions do not help.',
		accepted: true,
	},
	{
		pattern: /bad credentials|requires authentication/i,
		unclear:
			'GitHub did not accept the token itself: it is missing, mistyped, expired or revoked. More permissions do not help.',
	},
	{
		pattern: /must have admin rights to repository|must be an? (?:organization )?(?:owner|admin)/i,
		note: 'Your account needs an admin role there too: a token never does more than you can.',
	},
	{
		pattern: /must have push access to/i,
		note: 'Your account needs push access there too: a token never does more than you can.',
	},
	{
		pattern: /GH006|protected branch (?:update failed|hook declined)|repository rule violations/i,
		note: 'A rule of the branch refuses the push: a permission does not change it.',
	},
	{
		pattern: /rate limit exceeded|secondary rate limit/i,
		note: 'The rate limit is used up: a permission does not change it.',
	},
];

/** The hosts of GitHub Packages. */
export const packageHosts: readonly {readonly host: RegExp; readonly name: string}[] = [
	{host: /npm\.pkg\.github\.com/i, name: 'npm.pkg.github.com'},
	{host: /maven\.pkg\.github\.com/i, name: 'maven.pkg.github.com'},
	{host: /nuget\.pkg\.github\.com/i, name: 'nuget.pkg.github.com'},
	{host: /rubygems\.pkg\.github\.com/i, name: 'rubygems.pkg.github.com'},
	{host: /(?:ghcr\.io|docker\.pkg\.github\.com)/i, name: 'ghcr.io'},
];

/**
 * Requests that programs send before the one that matters. The message names the first one, but the next one needs
 * more. With `when`, the text has to match it, too.
 */
export const preliminaryRequests: readonly {
	readonly first: string;
	readonly next: string;
	readonly why: string;
	readonly when?: RegExp;
}[] = [
	...(
		[
			['/repos/{owner}/{repo}/actions/secrets', '/{secret_name}'],
			['/repos/{owner}/{repo}/codespaces/secrets', '/{secret_name}'],
			['/repos/{owner}/{repo}/dependabot/secrets', '/{secret_name}'],
			['/repos/{owner}/{repo}/environments/{environment_name}/secrets', '/{secret_name}'],
			['/orgs/{org}/actions/secrets', '/{secret_name}'],
			['/orgs/{org}/codespaces/secrets', '/{secret_name}'],
			['/orgs/{org}/dependabot/secrets', '/{secret_name}'],
			['/user/codespaces/secrets', '/{secret_name}'],
		] as const
	).map(([path, name]) => ({
		first: `GET ${path}/public-key`,
		next: `PUT ${path}${name}`,
		why: 'The public key is read before a secret is set: reading it alone is not enough.',
	})),
	{
		first: 'GET /repos/{owner}/{repo}/keys',
		next: 'POST /repos/{owner}/{repo}/keys',
		why: 'The deploy keys are listed before one is added: reading them is not enough.',
		when: /configur|creat|add|set up|bootstrap|upload/i,
	},
	{
		first: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
		next: 'POST /repos/{owner}/{repo}/git/refs',
		why: 'The branch or tag is looked up before one is created: reading it is not enough.',
		when: /\b(?:creat|add|push)\w*\b[^\n]{0,60}\b(?:branch|tag|ref)/i,
	},
	{
		first: 'GET /repos/{owner}/{repo}/hooks',
		next: 'POST /repos/{owner}/{repo}/hooks',
		why: 'The webhooks are listed before one is added: reading them is not enough.',
		when: /\b(?:creat|add|configur|install|set(?:ting)? up)\w*\b[^\n]{0,60}\bweb ?hook/i,
	},
	{
		first: 'GET /repos/{owner}/{repo}/releases/tags/{tag}',
		next: 'POST /repos/{owner}/{repo}/releases',
		why: 'The release is looked up before it is created: reading it is not enough.',
		when: /\b(?:creat|publish|upload|draft)\w*\b[^\n]{0,60}\brelease/i,
	},
	{
		first: 'GET /repos/{owner}/{repo}/contents/{path}',
		next: 'PUT /repos/{owner}/{repo}/contents/{path}',
		why: 'The file is read before it is changed: reading it is not enough.',
		when: /\b(?:could not|failed to|cannot) (?:update|create|write|commit|upload)\b/i,
	},
];
