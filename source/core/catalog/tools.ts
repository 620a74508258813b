/**
 * Programs that people make a token for, and the least permissions of each by its own documentation. One row a program.
 * `source` names the page. A task for several programs of a kind is a preset.
 */
import type {PermissionSet} from './permission.ts';
import type {ScopeName} from './scopes.ts';

/** A program and its permissions, or its scopes if it needs a classic token. */
export type Tool = {
	readonly title: string;
	/** Its names. Each of them is enough to mean it. */
	readonly names: readonly string[];
	/** Permission sets, each of which is enough. With an empty set, any token is enough. */
	readonly anyOf?: readonly PermissionSet[];
	readonly classic?: {readonly scopes: readonly ScopeName[]; readonly reason: string};
	/** Why its permissions are unknown, and what would help, as sentences. */
	readonly unknown?: string;
	/** Other facts, as sentences. */
	readonly notes?: readonly string[];
	readonly source: string;
	/** Set when its documentation names only classic scopes, and the permissions are inferred from what it does. */
	readonly inferred?: true;
};

const readsCode = [{contents: 'read'}] as const;
const writesCode = [{contents: 'write'}] as const;
const asksClassic = 'Its documentation asks for a classic token with these scopes.';
const notYours =
	'A fine-grained token reaches one owner only, and the repository is somebody else’s.';
const resourcesDecide =
	'It takes what its resources take. pat-wizard scan reads .tf files; or name the operations.';

/** The programs. */
export const tools: readonly Tool[] = [
	{
		title: 'Flux',
		names: ['flux', 'fluxcd', 'flux bootstrap', 'flux bootstrap github', 'flux cd'],
		anyOf: [{administration: 'write', contents: 'write'}],
		notes: [
			'administration=write because flux bootstrap adds a deploy key; administration=read is enough with --token-auth on a repository that exists already.',
		],
		source: 'https://fluxcd.io/flux/installation/bootstrap/github/',
	},
	{
		title: 'Argo CD',
		names: ['argo cd', 'argocd', 'argo-cd'],
		anyOf: readsCode,
		notes: [
			'Generators of ApplicationSets that list pull requests take pull_requests=read as well; Image Updater’s write-back takes contents=write.',
		],
		source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/',
	},
	{
		title: 'Argo CD Image Updater',
		names: ['argocd image updater', 'argo cd image updater'],
		anyOf: writesCode,
		source: 'https://argocd-image-updater.readthedocs.io/en/stable/basics/update-methods/',
	},
	{
		title: 'Terraform',
		names: [
			'terraform github provider',
			'terraform provider github',
			'terraform',
			'opentofu',
			'pulumi',
			'pulumi github',
		],
		unknown: resourcesDecide,
		source: 'https://registry.terraform.io/providers/integrations/github/latest/docs',
	},
	{
		title: 'Terraform modules',
		names: [
			'terraform module',
			'terraform modules',
			'terraform private module',
			'private terraform module',
			'terraform cloud private module',
			'terraform cloud module',
		],
		anyOf: readsCode,
		source: 'https://developer.hashicorp.com/terraform/language/modules/sources#github',
	},
	{
		title: 'Atlantis',
		names: ['atlantis'],
		anyOf: [{contents: 'read', pull_requests: 'write', statuses: 'write'}],
		source: 'https://www.runatlantis.io/docs/access-credentials',
	},
	{
		title: 'Backstage',
		names: ['backstage'],
		anyOf: readsCode,
		notes: [
			'Organization data takes members=read as well; publishing templates administration=write, contents=write and workflows=write. Its documentation names the classic scopes repo, and read:org, read:user, user:email, workflow for those.',
		],
		source: 'https://backstage.io/docs/integrations/github/locations/',
		inferred: true,
	},
	{
		title: 'Jenkins',
		names: ['jenkins', 'jenkins github branch source', 'jenkins multibranch pipeline'],
		anyOf: [{contents: 'read', pull_requests: 'read', statuses: 'write'}],
		notes: [
			'repository_hooks=write as well where Jenkins manages the webhooks; contents=read alone for a checkout.',
		],
		source:
			'https://docs.cloudbees.com/docs/cloudbees-ci-kb/latest/client-and-managed-controllers/github-user-scopes-and-organization-permissions-overview',
		inferred: true,
	},
	{
		title: 'Decap CMS',
		names: ['decap cms', 'decap', 'netlify cms', 'git gateway', 'decapcms'],
		anyOf: writesCode,
		notes: ['With the editorial workflow pull_requests=write as well.'],
		source: 'https://decapcms.org/docs/github-backend/',
		inferred: true,
	},
	{
		title: 'GitHub MCP server',
		names: ['github mcp server', 'github mcp', 'mcp server', 'mcp', 'github-mcp-server'],
		anyOf: [{contents: 'write', issues: 'write', pull_requests: 'write'}],
		notes: [
			'It takes what the toolsets take that you switch on: these are for the default ones. With --read-only read is enough everywhere. A classic token is asked for repo, read:org and read:packages.',
		],
		source: 'https://github.com/github/github-mcp-server#prerequisites',
		inferred: true,
	},
	{
		title: 'VS Code',
		names: [
			'vs code',
			'vscode',
			'visual studio code',
			'vscode pull request extension',
			'vscodium',
			'github pull requests extension',
		],
		classic: {
			scopes: ['repo', 'workflow', 'read:user', 'user:email'],
			reason: 'VS Code compares the scopes of a pasted token with those it asks for.',
		},
		source: 'https://github.com/microsoft/vscode-pull-request-github/issues/3705',
	},
	{
		title: 'JetBrains IDEs',
		names: [
			'jetbrains',
			'intellij',
			'intellij idea',
			'pycharm',
			'webstorm',
			'goland',
			'rider',
			'phpstorm',
			'android studio',
			'clion',
			'rubymine',
		],
		classic: {scopes: ['repo', 'gist', 'read:org', 'workflow'], reason: asksClassic},
		source: 'https://www.jetbrains.com/help/idea/github.html',
	},
	{
		title: 'Homebrew',
		names: ['homebrew', 'brew', 'homebrew github api token', 'HOMEBREW_GITHUB_API_TOKEN'],
		anyOf: [{}],
		notes: [
			'Searching and installing needs no permission, only a token. Reading private taps takes contents=read; brew bump-formula-pr forks somebody else’s repository and takes a classic token with repo, gist and workflow.',
		],
		source: 'https://docs.brew.sh/Manpage',
	},
	{
		title: 'A Homebrew tap',
		names: ['homebrew tap', 'brew tap', 'homebrew formula', 'tap repository'],
		anyOf: writesCode,
		notes: ['Of the tap repository: GITHUB_TOKEN reaches its own repository alone.'],
		source: 'https://goreleaser.com/customization/homebrew_casks/',
	},
	{
		title: 'Homebrew bump pull requests',
		names: [
			'brew bump formula pr',
			'bump-formula-pr',
			'bump-cask-pr',
			'bump homebrew formula',
			'homebrew core',
		],
		classic: {scopes: ['repo', 'gist', 'workflow'], reason: notYours},
		source: 'https://docs.brew.sh/Manpage',
	},
	{
		title: 'winget',
		names: ['winget', 'winget-create', 'wingetcreate', 'winget pkgs', 'komac', 'winget releaser'],
		classic: {scopes: ['public_repo'], reason: notYours},
		notes: ['workflow as well where the tool also brings the fork up to date.'],
		source:
			'https://github.com/microsoft/winget-create#github-personal-access-token-classic-permissions',
	},
	{
		title: 'Scoop bucket',
		names: ['scoop bucket', 'scoop'],
		anyOf: writesCode,
		notes: ['Of the bucket’s repository.'],
		source: 'https://goreleaser.com/customization/scoop/',
	},
	{
		title: 'GoReleaser',
		names: ['goreleaser', 'go releaser'],
		anyOf: writesCode,
		notes: [
			'issues=write as well where it closes milestones; a tap or bucket is a repository of its own.',
		],
		source: 'https://goreleaser.com/scm/github/',
	},
	{
		title: 'Upptime',
		names: ['upptime'],
		anyOf: [{actions: 'write', contents: 'write', issues: 'write', workflows: 'write'}],
		source: 'https://upptime.js.org/docs/get-started',
	},
	{
		title: 'OpenSSF Scorecard',
		names: ['scorecard', 'ossf scorecard', 'openssf scorecard', 'scorecard action'],
		anyOf: [{administration: 'read', repository_hooks: 'read'}],
		notes: [
			'A token is optional: only the checks Branch-Protection and Webhooks take it. Scorecard’s command line needs any token for its rate limit.',
		],
		source: 'https://github.com/ossf/scorecard-action/pull/1175',
	},
	{
		title: 'Composer',
		names: [
			'composer',
			'composer private repository',
			'composer github-oauth',
			'composer package',
			'private composer package',
			'composer dependency',
			'packagist',
			'satis',
		],
		anyOf: readsCode,
		notes: ['For public packages any token does: it only raises the rate limit.'],
		source:
			'https://getcomposer.org/doc/articles/authentication-for-private-packages.md#github-oauth',
	},
	{
		title: 'HACS',
		names: ['hacs', 'home assistant community store'],
		anyOf: [{}],
		notes: ['It reads public repositories and needs no permission.'],
		source: 'https://hacs.xyz/docs/use/configuration/basic/',
	},
	{
		title: 'Claude Code',
		names: ['claude code', 'claude code action', 'claude', 'claude github'],
		anyOf: [{contents: 'write', issues: 'write', pull_requests: 'write'}],
		notes: [
			'workflows=write as well where it changes workflow files, actions=read to see the results of CI.',
		],
		source: 'https://github.com/anthropics/claude-code-action/blob/main/docs/setup.md',
	},
	{
		title: 'changesets',
		names: ['changesets', 'changeset', 'changesets action', 'changesets release'],
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		source: 'https://github.com/changesets/action#readme',
	},
	{
		title: 'release-plz',
		names: ['release-plz', 'release plz'],
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		source: 'https://release-plz.dev/docs/github/token',
	},
	{
		title: 'release-it',
		names: ['release-it'],
		anyOf: writesCode,
		source: 'https://github.com/release-it/release-it/blob/main/docs/github-releases.md',
	},
	{
		title: 'create-pull-request',
		names: ['create-pull-request', 'create-pull-request action', 'peter evans create pull request'],
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		notes: ['workflows=write as well where the change touches workflow files.'],
		source: 'https://github.com/peter-evans/create-pull-request#token',
	},
	{
		title: 'Dependabot',
		names: ['dependabot'],
		unknown:
			'Dependabot runs at GitHub and takes no token of yours. For its alerts name "dependabot alerts"; for secrets that it uses "dependabot secrets"; a private registry of GitHub Packages takes read:packages.',
		source: 'https://docs.github.com/en/code-security/dependabot',
	},
	{
		title: 'Snyk',
		names: ['snyk'],
		classic: {scopes: ['repo', 'read:org', 'admin:repo_hook'], reason: asksClassic},
		source:
			'https://docs.snyk.io/scm-integrations/organization-level-integrations/github-enterprise',
	},
	{
		title: 'Portainer, Coolify and the like',
		names: ['portainer', 'coolify', 'dokploy', 'caprover'],
		anyOf: readsCode,
		notes: ['They clone the repository that they deploy.'],
		source: 'https://docs.portainer.io/user/docker/stacks/add#option-3-git-repository',
		inferred: true,
	},
	{
		title: 'Deploy a documentation site',
		names: [
			'mkdocs gh-deploy',
			'mkdocs',
			'docusaurus deploy',
			'docusaurus',
			'gh-pages package',
			'angular cli ghpages',
			'hexo deploy',
			'hugo',
		],
		anyOf: writesCode,
		notes: ['They push to the branch that GitHub Pages shows.'],
		source: 'https://docusaurus.io/docs/deployment#deploying-to-github-pages',
		inferred: true,
	},
	{
		title: 'Obsidian Git and other clients of git',
		names: [
			'git credential manager',
			'obsidian git',
			'obsidian',
			'working copy',
			'sourcetree',
			'gitkraken',
			'lazygit',
			'tower',
			'fork client',
			'magit',
			'sublime merge',
			'joplin',
			'logseq',
			'overleaf',
		],
		anyOf: writesCode,
		source: 'https://publish.obsidian.md/git-doc/Authentication',
		inferred: true,
	},
	{
		title: 'fastlane match',
		names: ['fastlane match', 'fastlane'],
		anyOf: readsCode,
		notes: ['contents=write where match creates or renews certificates.'],
		source: 'https://docs.fastlane.tools/actions/match/',
		inferred: true,
	},
	{
		title: 'Actions Runner Controller',
		names: [
			'actions runner controller',
			'arc runners',
			'actions-runner-controller',
			'runner scale set',
			'myoung34',
			'docker github runner',
			'github runner docker',
			'github runner in docker',
		],
		anyOf: [{administration: 'write'}],
		notes: [
			'For the runners of an organization it is organization_self_hosted_runners=write and administration=read.',
		],
		source:
			'https://docs.github.com/en/actions/how-tos/manage-runners/use-actions-runner-controller/authenticate-to-the-api',
	},
	{
		title: 'Gitify',
		names: ['gitify', 'octobox'],
		classic: {
			scopes: ['notifications', 'read:user', 'repo'],
			reason: 'Notifications take a classic token only.',
		},
		source: 'https://gitify.io/faq/',
	},
	{
		title: 'pre-commit autoupdate',
		names: ['pre-commit autoupdate', 'pre commit autoupdate', 'pre-commit ci', 'autoupdate hooks'],
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		notes: ['This is for a workflow that opens a pull request with the update.'],
		source: 'https://pre-commit.com/#automatically-updating-pre-commit-hooks',
		inferred: true,
	},
	{
		title: 'reviewdog, Danger',
		names: ['reviewdog', 'danger js', 'danger'],
		anyOf: [{pull_requests: 'write'}],
		source: 'https://github.com/reviewdog/reviewdog#reporters',
		inferred: true,
	},
	{
		title: 'TruffleHog',
		names: ['trufflehog', 'gitleaks', 'sourcegraph', 'sourcebot', 'opengrok', 'gource'],
		anyOf: readsCode,
		notes: ['They read the code of the repositories that they search.'],
		source: 'https://github.com/trufflesecurity/trufflehog#readme',
		inferred: true,
	},
	{
		title: 'All Contributors',
		names: ['all-contributors', 'all contributors cli'],
		anyOf: writesCode,
		source: 'https://allcontributors.org/docs/en/cli/configuration',
		inferred: true,
	},
	{
		title: 'GitLab import or mirror',
		names: [
			'gitlab import',
			'import to gitlab',
			'gitlab mirror',
			'gitea migration',
			'gitea mirror',
			'forgejo mirror',
		],
		classic: {scopes: ['repo'], reason: asksClassic},
		notes: [
			'read:org as well where collaborators are imported. A mirror that only pulls works with contents=read.',
		],
		source: 'https://docs.gitlab.com/user/project/import/github/',
	},
	{
		title: 'AI coding agents',
		names: [
			'openhands',
			'open hands',
			'aider',
			'cline',
			'codex',
			'codex cli',
			'gemini cli',
			'windsurf',
			'cursor ai',
			'cursor agent',
			'cursor background agent',
			'devin',
			'jules',
			'roo code',
			'ai agent',
			'coding agent',
			'ai coding agent',
			'swe agent',
		],
		anyOf: [{contents: 'write', issues: 'write', pull_requests: 'write'}],
		notes: ['workflows=write as well where the agent changes workflow files.'],
		source: 'https://docs.all-hands.dev/usage/how-to/github-action',
		inferred: true,
	},
	{
		title: 'usethis and RStudio',
		names: ['usethis', 'rstudio', 'r studio', 'gitcreds', 'positron', 'create_github_token'],
		classic: {scopes: ['repo', 'user', 'gist', 'workflow'], reason: asksClassic},
		source: 'https://usethis.r-lib.org/articles/git-credentials.html',
	},
	{
		title: 'R packages from GitHub',
		names: [
			'install_github',
			'devtools install_github',
			'remotes install_github',
			'renv',
			'pak',
			'github_pat',
		],
		anyOf: readsCode,
		notes: ['For public packages any token does: it only raises the rate limit.'],
		source: 'https://remotes.r-lib.org/reference/install_github.html',
		inferred: true,
	},
	{
		title: 'Xcode',
		names: ['xcode', 'xcode cloud'],
		classic: {
			scopes: ['admin:public_key', 'write:discussion', 'repo', 'user'],
			reason: 'Xcode refuses a token without these scopes, which only classic tokens have.',
		},
		source: 'https://developer.apple.com/documentation/xcode/source-control-management',
		inferred: true,
	},
	{
		title: 'Forge for Emacs',
		names: ['magit forge', 'forge emacs', 'emacs forge', 'ghub'],
		classic: {scopes: ['repo', 'user', 'read:org'], reason: asksClassic},
		source: 'https://docs.magit.vc/ghub/Creating-a-Token.html',
	},
	{
		title: 'Steampipe',
		names: ['steampipe', 'steampipe github', 'powerpipe'],
		classic: {scopes: ['repo', 'read:org', 'gist', 'read:user', 'user:email'], reason: asksClassic},
		source: 'https://hub.steampipe.io/plugins/turbot/github',
	},
	{
		title: 'Grafana data source',
		names: ['grafana github data source', 'grafana github datasource', 'grafana github plugin'],
		anyOf: [{contents: 'read', issues: 'read', pull_requests: 'read'}],
		notes: ['actions=read as well for workflow runs, members=read for an organization.'],
		source: 'https://grafana.com/docs/plugins/grafana-github-datasource/latest/setup/token/',
		inferred: true,
	},
	{
		title: 'Airbyte',
		names: ['airbyte', 'airbyte github', 'fivetran github', 'fivetran'],
		classic: {scopes: ['repo'], reason: asksClassic},
		notes: ['read:org, read:user and read:project as well for the streams about them.'],
		source: 'https://docs.airbyte.com/integrations/sources/github',
	},
	{
		title: 'Editors that commit to a repository',
		names: [
			'tinacms',
			'tina cms',
			'sveltia cms',
			'sveltia',
			'keystatic',
			'outstatic',
			'pages cms',
			'publii',
			'staticman',
			'cloudcannon',
			'stackedit',
			'hackmd',
			'gitbook',
		],
		anyOf: writesCode,
		notes: ['pull_requests=write as well where they open pull requests.'],
		source: 'https://github.com/sveltia/sveltia-cms#readme',
		inferred: true,
	},
	{
		title: 'Managers of tool versions',
		names: ['mise', 'asdf', 'aqua', 'ubi', 'eget', 'arkade', 'nektos act', 'lychee'],
		anyOf: [{}],
		notes: ['They take a token for its rate limit alone; of private repositories contents=read.'],
		source: 'https://mise.jdx.dev/troubleshooting.html',
	},
	{
		title: 'Nix',
		names: ['nix', 'nix access tokens', 'nix flakes', 'nix flake'],
		anyOf: readsCode,
		notes: ['For public flakes any token does: it only raises the rate limit.'],
		source: 'https://nix.dev/manual/nix/stable/command-ref/conf-file#conf-access-tokens',
	},
	{
		title: 'Version and changelog tools',
		names: [
			'standard-version',
			'commit-and-tag-version',
			'cocogitto',
			'git-cliff',
			'nx release',
			'lerna version',
			'knope',
			'bump2version',
			'bump-my-version',
			'commitizen',
		],
		anyOf: writesCode,
		notes: ['They push a commit and a tag, and some publish a release.'],
		source: 'https://github.com/absolute-version/commit-and-tag-version#readme',
		inferred: true,
	},
	{
		title: 'Argo Events',
		names: ['argo events', 'argo-events'],
		anyOf: [{repository_hooks: 'write'}],
		source: 'https://argoproj.github.io/argo-events/eventsources/setup/github/',
	},
	{
		title: 'Flux image automation',
		names: ['flux image automation', 'image update automation', 'imageupdateautomation'],
		anyOf: writesCode,
		source: 'https://fluxcd.io/flux/guides/image-update/',
	},
	{
		title: 'Git Updater for WordPress',
		names: ['git updater', 'github updater', 'wordpress github updater'],
		anyOf: readsCode,
		source: 'https://git-updater.com/knowledge-base/api-settings/',
		inferred: true,
	},
	{
		title: 'GitHub Desktop',
		names: ['github desktop'],
		unknown:
			'GitHub Desktop signs in with the browser and takes no token. For git by itself contents=write is enough.',
		source: 'https://docs.github.com/en/desktop/installing-and-authenticating-to-github-desktop',
	},
	{
		title: 'Public data',
		names: [
			'read public repositories',
			'read public repos',
			'public repositories read only',
			'clone public repositories',
			'read public data',
			'public data',
		],
		anyOf: [{}],
		notes: [
			'Public repositories are read without any permission; private ones take contents=read.',
		],
		source:
			'https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens',
	},
	{
		title: 'Rate limit',
		names: [
			'rate limit',
			'api rate limit',
			'higher rate limit',
			'raise rate limit',
			'rate limiting',
		],
		anyOf: [{}],
		notes: ['Any token raises the limit: it needs no permission.'],
		source: 'https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api',
	},
	{
		title: 'GitHub profile statistics',
		names: [
			...['github readme stats', 'readme stats', 'github-readme-stats'],
			...['readme card', 'readme stats card', 'stats card'],
		],
		classic: {scopes: ['repo', 'read:user'], reason: asksClassic},
		notes: ['For public repositories alone read:user is enough.'],
		source: 'https://github.com/anuraghazra/github-readme-stats#deploy-on-your-own',
	},
];
