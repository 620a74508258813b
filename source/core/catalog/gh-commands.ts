/**
 * The requests of the commands of GitHub's `gh`, and the permissions for them, one command a line.
 *
 * The source is cli/cli of 24 October 2024 (commit 44ee177) unless a row names a thread. The names of newer commands are
 * from gh's manual pages of January and March 2026. GitHub publishes no permissions for GraphQL, which most commands
 * use. A field has the permissions of the REST operation for the same data, unless a thread shows others.
 */

/**
 * How certain a row is:
 * - `proved`: a thread shows what was refused, or that it works
 * - `source`: the requests are from gh's source, and their permissions from GitHub's table of REST operations
 * - `inferred`: for a GraphQL field or a newer command, without a known report
 * - `not read`: the requests are unknown
 */
export type GhCertainty = 'proved' | 'source' | 'inferred' | 'not read';

/**
 * A change of what a command needs: `[condition, effect, why]`.
 *
 * The condition is a flag (`--web`), a flag with a value (`--json=statusCheckRollup`, where `*` is any value), several of
 * these, or `no argument`. The effect replaces what the command needs. With `+` before it, it is added. With `?`, it is
 * added only under the condition in `why`. An empty effect only adds `why` as a note. `$value` is the value of the flag.
 * Later changes win.
 */
export type GhChange = readonly [condition: string, effect: string, why?: string];

/** A command of `gh` with its requests, what it needs, and how certain this is. */
export type GhCommand = {
	/** Its words: `pr create`. */
	readonly command: string;
	/**
	 * Permissions in the syntax of GitHub's header, `contents=read,pull_requests=write`, with `;` between alternatives.
	 * Scopes, `repo,read:org`, when it needs a classic token. `any` when any token is enough. `nothing` when it sends no
	 * request. Empty when it is unknown.
	 */
	readonly takes: string;
	/** What it reads and writes: GraphQL fields and mutations, REST operations. */
	readonly asks: string;
	readonly sure: GhCertainty;
	/** The source of the row, such as a thread, if it is not gh's source. */
	readonly from?: string;
	/** Why a fine-grained token, or any personal token, is not enough, as a sentence. */
	readonly why?: string;
	readonly changes?: readonly GhChange[];
	/** Other facts, as sentences. */
	readonly notes?: readonly string[];
};

const checksGap =
	'gh asks for the state of the checks, which no fine-grained token may read on a private repository.';
const publicIsFree = 'Of a public repository any token does.';
const oauthOnly =
	'gh refuses every personal token here and takes only the OAuth token of gh auth login.';
const newer = 'gh’s manual pages of March 2026; the requests are not read';
const allRepositories =
	'A repository that does not exist yet cannot be selected: give the token all repositories of its owner.';
const userProject =
	'The projects of a user are out of reach of fine-grained tokens: they take a classic token with project.';
const userProjects =
	'Without --owner, or with @me or a user, gh means projects of a user, which no fine-grained token reaches.';
const annotations =
	'gh says that it does not support fine-grained tokens here: with one, the annotations of checks are left out. A classic token with repo shows all of it.';
const tunnel =
	'The connection takes a token for its tunnel, which is read as the classic scope codespace.';

const byBranch: GhChange = [
	'no argument',
	'+contents=read',
	'Without a number gh looks the pull request up by its branch and asks for the default branch.',
];
const workflowFiles: GhChange = [
	'',
	'?workflows=write',
	'commits change files under .github/workflows',
];
const addProject: GhChange = ['--project', '+organization_projects=write,project', userProject];
const teamReviewer: GhChange = [
	'--reviewer=*/*',
	'+members=read,read:org',
	'The reviewer is a team, which gh looks up first.',
];
const projectItems: GhChange = [
	'--json=projectItems',
	'+organization_projects=read,read:project',
	userProject,
];
const jsonOfPull: readonly GhChange[] = [
	['--json', 'pull_requests=read'],
	['--json=statusCheckRollup', 'repo', checksGap],
	[
		'--json=projectCards',
		'repo,read:project',
		'Classic project boards are refused to every fine-grained token.',
	],
	projectItems,
	['--json=reviewRequests', '?members=read', 'a team is asked for a review'],
];

const secretPlaces = (level: 'read' | 'write'): readonly GhChange[] => [
	['--app=dependabot', `dependabot_secrets=${level}`],
	['--app=codespaces', 'codespaces_secrets=write'],
	['--env', `environments=${level}`],
	['--user', `codespaces_user_secrets=${level}`, 'Secrets of a user are those of Codespaces.'],
	['--org', `organization_secrets=${level}`],
	['--org --app=dependabot', `organization_dependabot_secrets=${level}`],
	['--org --app=codespaces', `organization_codespaces_secrets=${level}`],
];
const repositoryIds: GhChange = [
	'--repos',
	'',
	'gh looks up the ids of the repositories that --repos names: the token has to reach them.',
];
const variablePlaces = (level: 'read' | 'write'): readonly GhChange[] => [
	['--env', `environments=${level}`],
	['--org', `organization_actions_variables=${level}`],
];
const projectOf = (
	level: 'read' | 'write' | 'admin',
	asks: string,
	more: Partial<GhCommand> = {},
): Omit<GhCommand, 'command'> => ({
	takes: level === 'read' ? 'read:project' : 'project',
	asks,
	sure: 'inferred',
	why: userProjects,
	changes: [
		['--owner', `organization_projects=${level}`, userProject],
		['--owner=@me', level === 'read' ? 'read:project' : 'project'],
		...(more.changes ?? []),
	],
	...(more.notes === undefined ? {} : {notes: more.notes}),
});

// biome-ignore format: one line of data a command
/** The commands of `gh` without its aliases, in the order of gh's manual. */
export const ghCommands: readonly GhCommand[] = [
	{command: 'auth login', takes: 'repo,read:org', asks: 'the scopes of the token; with --with-token it refuses one without repo and read:org', sure: 'source', why: 'gh auth login checks for scopes, which only classic tokens have.', changes: [['--scopes', '+$value']], notes: ['Its help names gist too, and its prompt adds workflow for git over HTTPS.', 'A fine-grained token goes into the variable GH_TOKEN instead, and gh auth login is not needed.']},
	{command: 'auth logout', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'auth refresh', takes: 'nothing', asks: 'a new OAuth token by the browser; it never takes a personal token', sure: 'source', changes: [['--scopes', '$value', 'gh auth refresh changes the OAuth token of gh alone: a personal token gets these scopes when it is made, or on its page.']]},
	{command: 'auth setup-git', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'auth status', takes: 'any', asks: 'the login and the scopes of the token', sure: 'source'},
	{command: 'auth switch', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'auth token', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'auth git-credential', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'browse', takes: 'any', asks: 'nothing; with a file the default branch', sure: 'source', notes: ['For a file without --branch or --commit gh asks for the default branch: contents=read.']},
	{command: 'codespace code', takes: 'codespaces=read', asks: 'GET /user/codespaces/{codespace_name}', sure: 'inferred'},
	{command: 'codespace cp', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace create', takes: 'codespaces=write,codespaces_metadata=read', asks: 'codespaces/new, devcontainers, machines, permissions_check, POST /user/codespaces', sure: 'source'},
	{command: 'codespace delete', takes: 'codespaces=write', asks: 'GET and DELETE /user/codespaces', sure: 'source', changes: [['--org', 'codespaces=write,organization_codespaces=write']]},
	{command: 'codespace edit', takes: 'codespaces=write', asks: 'PATCH /user/codespaces/{codespace_name}', sure: 'source'},
	{command: 'codespace jupyter', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace list', takes: 'codespaces=read', asks: 'GET /user/codespaces', sure: 'source', changes: [['--org', 'codespaces=read,organization_codespaces=read']]},
	{command: 'codespace logs', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace ports', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace ports forward', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace ports visibility', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace rebuild', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace select', takes: 'codespaces=read', asks: 'GET /user/codespaces', sure: 'inferred'},
	{command: 'codespace ssh', takes: 'codespace', asks: 'GET /user/codespaces/{codespace_name}, its start, its tunnel', sure: 'inferred', why: tunnel},
	{command: 'codespace stop', takes: 'codespaces_lifecycle_admin=write,codespaces=read', asks: 'GET /user/codespaces, POST /user/codespaces/{codespace_name}/stop', sure: 'inferred', changes: [['--org', 'codespaces_lifecycle_admin=write,codespaces=read,organization_codespaces=write']]},
	{command: 'codespace view', takes: 'codespaces=read', asks: 'GET /user/codespaces', sure: 'inferred'},
	{command: 'gist clone', takes: 'any', asks: 'git, which reads a secret gist with gists=write', sure: 'inferred', changes: [['', '?gists=write', 'the gist is secret']]},
	{command: 'gist create', takes: 'gists=write', asks: 'POST /gists', sure: 'source', changes: [['--web', 'gists=write']]},
	{command: 'gist delete', takes: 'gists=write', asks: 'DELETE /gists/{gist_id}', sure: 'source'},
	{command: 'gist edit', takes: 'gists=write', asks: 'GET and PATCH /gists/{gist_id}', sure: 'source'},
	{command: 'gist list', takes: 'any', asks: 'viewer.gists', sure: 'source', notes: ['GitHub asks for no permission to list gists; whether a token sees secret ones without gists is not known.']},
	{command: 'gist rename', takes: 'gists=write', asks: 'GET and PATCH /gists/{gist_id}', sure: 'source'},
	{command: 'gist view', takes: 'any', asks: 'GET /gists/{gist_id}', sure: 'source'},
	{command: 'issue close', takes: 'issues=write', asks: 'repository.issue, closeIssue', sure: 'source'},
	{command: 'issue comment', takes: 'issues=write', asks: 'repository.issue, addComment', sure: 'source', changes: [['--web', 'issues=read']], notes: ['On a pull request it takes pull_requests=write instead.']},
	{command: 'issue create', takes: 'issues=write', asks: 'the repository, createIssue', sure: 'proved', from: 'cli/cli#12798', changes: [addProject, ['--web', 'any']], notes: ['A gh from before the fix of cli/cli#12798 (27 February 2026) asks for the default branch too: contents=read.']},
	{command: 'issue delete', takes: 'issues=write', asks: 'repository.issue, deleteIssue', sure: 'inferred', notes: ['The account has to be an admin of the repository.']},
	{command: 'issue develop', takes: 'contents=write,issues=write', asks: 'repository.issue, refs, createLinkedBranch', sure: 'inferred', changes: [['--list', 'contents=read,issues=read']]},
	{command: 'issue edit', takes: 'issues=write', asks: 'repository.issue, labels, milestones, updateIssue', sure: 'source', changes: [['--add-project', '+organization_projects=write,project', userProject], ['--remove-project', '+organization_projects=write,project', userProject]]},
	{command: 'issue list', takes: 'issues=read', asks: 'repository.issues or search', sure: 'source', changes: [['--web', 'any'], projectItems]},
	{command: 'issue lock', takes: 'issues=write', asks: 'repository.issue, lockLockable', sure: 'source'},
	{command: 'issue pin', takes: 'issues=write', asks: 'repository.issue, pinIssue', sure: 'inferred'},
	{command: 'issue reopen', takes: 'issues=write', asks: 'repository.issue, reopenIssue', sure: 'source'},
	{command: 'issue status', takes: 'issues=read', asks: 'viewer.login, repository.issues', sure: 'source', changes: [projectItems]},
	{command: 'issue transfer', takes: 'contents=read,issues=write', asks: 'repository.issue, the other repository with its default branch, transferIssue', sure: 'inferred', notes: ['The token has to reach both repositories.']},
	{command: 'issue unlock', takes: 'issues=write', asks: 'repository.issue, unlockLockable', sure: 'source'},
	{command: 'issue unpin', takes: 'issues=write', asks: 'repository.issue, unpinIssue', sure: 'inferred'},
	{command: 'issue view', takes: 'issues=read', asks: 'repository.issueOrPullRequest', sure: 'source', changes: [projectItems], notes: ['A gh from before May 2025 asks for classic project boards too, which is refused to fine-grained tokens (cli/cli#10714): --json with the fields you want avoids it.']},
	{command: 'org list', takes: 'read:org', asks: 'user.organizations', sure: 'inferred', why: 'A fine-grained token belongs to one owner and does not see its organizations.'},
	{command: 'pr checkout', takes: 'contents=read,pull_requests=read', asks: 'repository.pullRequest, the default branch, git fetch', sure: 'source', notes: ['A pull request from a private fork takes contents=read there too.']},
	{command: 'pr checks', takes: 'repo', asks: 'repository.pullRequest, statusCheckRollup', sure: 'source', why: checksGap, changes: [['--web', 'pull_requests=read']], notes: [publicIsFree]},
	{command: 'pr close', takes: 'pull_requests=write', asks: 'repository.pullRequest, closePullRequest', sure: 'source', changes: [['--delete-branch', '+contents=write']]},
	{command: 'pr comment', takes: 'pull_requests=write', asks: 'repository.pullRequest, addComment or updateIssueComment', sure: 'proved', from: 'github/rest-api-description#6994, actions/github-script#323', changes: [['--web', 'pull_requests=read'], byBranch], notes: ['issues=write does not reach pull requests, although GitHub’s table names it for the REST operation.']},
	{command: 'pr create', takes: 'contents=read,pull_requests=write', asks: 'repository.defaultBranchRef, repository.pullRequests, createPullRequest', sure: 'proved', from: 'cli/cli#9403', changes: [['--dry-run', 'contents=read,pull_requests=read'], ['--web', 'contents=read'], teamReviewer, addProject, ['', '?contents=write', 'gh pushes the branch too: in a terminal, without --head']]},
	{command: 'pr diff', takes: 'pull_requests=read', asks: 'repository.pullRequest, GET /repos/{owner}/{repo}/pulls/{pull_number}', sure: 'source', changes: [byBranch]},
	{command: 'pr edit', takes: 'pull_requests=write', asks: 'repository.pullRequest with reviewers, labels, projects; updatePullRequest, requestReviews', sure: 'inferred', from: 'cli/cli#10714: gh of 2025 and later no longer asks for project boards', changes: [['--add-reviewer=*/*', '+members=read,read:org', 'The reviewer is a team, which gh looks up first.'], ['--add-project', '+organization_projects=write,project', userProject], ['--remove-project', '+organization_projects=write,project', userProject], ['--base', '+contents=read'], byBranch], notes: ['A gh from before May 2025 asks for classic project boards, which fine-grained tokens are refused (cli/cli#6274, cli/cli#9166): there it takes a classic token with repo, read:org, read:project.']},
	{command: 'pr list', takes: 'pull_requests=read', asks: 'repository.pullRequests or search', sure: 'proved', from: 'cli/cli#9403', changes: [...jsonOfPull, ['--web', 'any']]},
	{command: 'pr lock', takes: 'pull_requests=write', asks: 'repository.pullRequest, lockLockable', sure: 'inferred'},
	{command: 'pr merge', takes: 'contents=write,pull_requests=read', asks: 'repository.pullRequest with its commits, mergePullRequest', sure: 'proved', from: 'openemr/openemr#13619 for contents=write; pull_requests=read is read in the source', changes: [['--auto', 'contents=write,pull_requests=write', 'Auto-merge changes the pull request.'], ['--disable-auto', 'contents=write,pull_requests=write', 'Auto-merge changes the pull request.'], ['', '?pull_requests=write', 'the branch has a merge queue'], workflowFiles]},
	{command: 'pr ready', takes: 'contents=write,pull_requests=write', asks: 'repository.pullRequest, markPullRequestReadyForReview or convertPullRequestToDraft', sure: 'proved', from: 'argoproj/argo-workflows#16639', notes: ['pull_requests=write alone is refused.']},
	{command: 'pr reopen', takes: 'pull_requests=write', asks: 'repository.pullRequest, reopenPullRequest', sure: 'source'},
	{command: 'pr revert', takes: 'contents=write,pull_requests=write', asks: 'repository.pullRequest, revertPullRequest', sure: 'inferred', from: newer},
	{command: 'pr review', takes: 'pull_requests=write', asks: 'repository.pullRequest, addPullRequestReview', sure: 'source', changes: [byBranch]},
	{command: 'pr status', takes: 'repo', asks: 'search, repository.defaultBranchRef, statusCheckRollup', sure: 'source', why: checksGap, changes: [['--json', 'contents=read,pull_requests=read'], ['--json=statusCheckRollup', 'repo', checksGap]], notes: [publicIsFree]},
	{command: 'pr unlock', takes: 'pull_requests=write', asks: 'repository.pullRequest, unlockLockable', sure: 'inferred'},
	{command: 'pr update-branch', takes: 'contents=write,pull_requests=write', asks: 'a comparison of the branches, updatePullRequestBranch', sure: 'inferred', changes: [workflowFiles]},
	{command: 'pr view', takes: 'repo', asks: 'repository.pullRequest with statusCheckRollup, reviews, comments, review requests', sure: 'proved', from: 'cli/cli#12597', why: checksGap, changes: [['', '?read:org', 'a team is asked for a review'], ...jsonOfPull, ['--web', 'pull_requests=read'], byBranch], notes: [publicIsFree, 'Of a private one a fine-grained token does with --json and without statusCheckRollup: gh pr view --json number,title,state takes pull_requests=read.']},
	{command: 'project close', ...projectOf('write', 'projectV2, updateProjectV2')},
	{command: 'project copy', takes: 'project', asks: 'projectV2, copyProjectV2', sure: 'inferred', why: userProjects, changes: [['--target-owner', 'organization_projects=admin', userProject], ['--target-owner=@me', 'project']]},
	{command: 'project create', ...projectOf('admin', 'the owner, createProjectV2')},
	{command: 'project delete', ...projectOf('admin', 'projectV2, deleteProjectV2')},
	{command: 'project edit', ...projectOf('write', 'projectV2, updateProjectV2')},
	{command: 'project field-create', ...projectOf('write', 'projectV2, createProjectV2Field')},
	{command: 'project field-delete', takes: 'organization_projects=write', asks: 'deleteProjectV2Field', sure: 'inferred', notes: [userProject]},
	{command: 'project field-list', ...projectOf('read', 'projectV2.fields')},
	{command: 'project item-add', ...projectOf('write', 'projectV2, resource(url), addProjectV2ItemById', {changes: [['', '?issues=read', 'it is an issue of a private repository'], ['', '?pull_requests=read', 'it is a pull request of a private repository']]})},
	{command: 'project item-archive', ...projectOf('write', 'projectV2, archiveProjectV2Item')},
	{command: 'project item-create', ...projectOf('write', 'projectV2, addProjectV2DraftIssue')},
	{command: 'project item-delete', ...projectOf('write', 'projectV2, deleteProjectV2Item')},
	{command: 'project item-edit', takes: 'organization_projects=write', asks: 'updateProjectV2ItemFieldValue', sure: 'inferred', notes: [userProject]},
	{command: 'project item-list', ...projectOf('read', 'projectV2.items', {changes: [['', '?issues=read', 'the titles of issues of private repositories are wanted'], ['', '?pull_requests=read', 'the titles of pull requests of private repositories are wanted']]})},
	{command: 'project link', ...projectOf('write', 'projectV2, linkProjectV2ToRepository or linkProjectV2ToTeam', {changes: [['--team', '+members=read']]})},
	{command: 'project list', ...projectOf('read', 'projectsV2'), from: 'cli/cli#12585 for the scope'},
	{command: 'project mark-template', ...projectOf('admin', 'projectV2, markProjectV2AsTemplate')},
	{command: 'project unlink', ...projectOf('write', 'projectV2, unlinkProjectV2FromRepository or unlinkProjectV2FromTeam', {changes: [['--team', '+members=read']]})},
	{command: 'project view', ...projectOf('read', 'projectV2')},
	{command: 'release create', takes: 'contents=write', asks: 'refs and tags, POST /repos/{owner}/{repo}/releases, uploads', sure: 'source', changes: [['--discussion-category', '+discussions=write'], ['', '?workflows=write', '--target is a commit that changes files under .github/workflows']]},
	{command: 'release delete', takes: 'contents=write', asks: 'GET /repos/{owner}/{repo}/releases/tags/{tag}, DELETE of it; with --cleanup-tag of the ref too', sure: 'source'},
	{command: 'release delete-asset', takes: 'contents=write', asks: 'GET /repos/{owner}/{repo}/releases/tags/{tag}, DELETE of the asset', sure: 'source'},
	{command: 'release download', takes: 'contents=read', asks: 'GET /repos/{owner}/{repo}/releases/tags/{tag}, the assets', sure: 'source', notes: ['A draft takes contents=write.']},
	{command: 'release edit', takes: 'contents=write', asks: 'PATCH /repos/{owner}/{repo}/releases/{release_id}', sure: 'source', changes: [['--discussion-category', '+discussions=write']]},
	{command: 'release list', takes: 'contents=read', asks: 'repository.releases', sure: 'source', notes: ['Drafts show only with contents=write.']},
	{command: 'release upload', takes: 'contents=write', asks: 'GET /repos/{owner}/{repo}/releases/tags/{tag}, uploads', sure: 'source'},
	{command: 'release verify', takes: 'contents=read,attestations=read', asks: 'the release, its tag, its attestations', sure: 'inferred', from: newer},
	{command: 'release verify-asset', takes: 'contents=read,attestations=read', asks: 'the release, its tag, its attestations', sure: 'inferred', from: newer},
	{command: 'release view', takes: 'contents=read', asks: 'GET /repos/{owner}/{repo}/releases/tags/{tag}', sure: 'source', notes: ['A draft takes contents=write.']},
	{command: 'repo archive', takes: 'administration=write', asks: 'the repository, archiveRepository', sure: 'inferred'},
	{command: 'repo autolink create', takes: 'administration=write', asks: 'POST /repos/{owner}/{repo}/autolinks', sure: 'inferred', from: newer},
	{command: 'repo autolink delete', takes: 'administration=write', asks: 'DELETE /repos/{owner}/{repo}/autolinks/{autolink_id}', sure: 'inferred', from: newer},
	{command: 'repo autolink list', takes: 'administration=read', asks: 'GET /repos/{owner}/{repo}/autolinks', sure: 'inferred', from: newer},
	{command: 'repo autolink view', takes: 'administration=read', asks: 'GET /repos/{owner}/{repo}/autolinks/{autolink_id}', sure: 'inferred', from: newer},
	{command: 'repo clone', takes: 'contents=read', asks: 'repository.defaultBranchRef, git clone', sure: 'source'},
	{command: 'repo create', takes: 'administration=write', asks: 'POST /user/repos or /orgs/{org}/repos, or createRepository', sure: 'source', changes: [['--template', '+contents=read', 'The template is read.'], ['--team', '+members=read', 'The team is looked up first.'], ['--push', '+contents=write'], ['--push', '?workflows=write', 'there are files under .github/workflows']], notes: [allRepositories]},
	{command: 'repo credits', takes: 'metadata=read', asks: 'GET /repos/{owner}/{repo}/contributors', sure: 'source'},
	{command: 'repo delete', takes: 'administration=write;delete_repo', asks: 'DELETE /repos/{owner}/{repo}', sure: 'source'},
	{command: 'repo deploy-key add', takes: 'administration=write', asks: 'POST /repos/{owner}/{repo}/keys', sure: 'source'},
	{command: 'repo deploy-key delete', takes: 'administration=write', asks: 'DELETE /repos/{owner}/{repo}/keys/{key_id}', sure: 'source'},
	{command: 'repo deploy-key list', takes: 'administration=read', asks: 'GET /repos/{owner}/{repo}/keys', sure: 'source'},
	{command: 'repo edit', takes: 'administration=write', asks: 'PATCH /repos/{owner}/{repo}, PUT /repos/{owner}/{repo}/topics', sure: 'source'},
	{command: 'repo fork', takes: 'administration=write,contents=read', asks: 'POST /repos/{owner}/{repo}/forks', sure: 'source', notes: ['A fine-grained token cannot fork what its resource owner does not own: for the repository of somebody else take a classic token with repo, or public_repo for a public one.', allRepositories]},
	{command: 'repo garden', takes: 'contents=read', asks: 'GET /repos/{owner}/{repo}/commits', sure: 'source'},
	{command: 'repo gitignore list', takes: 'any', asks: 'GET /gitignore/templates', sure: 'source'},
	{command: 'repo gitignore view', takes: 'any', asks: 'GET /gitignore/templates/{name}', sure: 'source'},
	{command: 'repo license list', takes: 'any', asks: 'GET /licenses', sure: 'source'},
	{command: 'repo license view', takes: 'any', asks: 'GET /licenses/{license}', sure: 'source'},
	{command: 'repo list', takes: 'metadata=read', asks: 'repositoryOwner.repositories', sure: 'source'},
	{command: 'repo rename', takes: 'administration=write', asks: 'PATCH /repos/{owner}/{repo}', sure: 'source'},
	{command: 'repo set-default', takes: 'contents=read', asks: 'the repositories of the remotes with their default branches', sure: 'source', changes: [['--view', 'nothing'], ['--unset', 'nothing']]},
	{command: 'repo sync', takes: 'contents=write', asks: 'the default branch, POST /repos/{owner}/{repo}/merge-upstream', sure: 'source', changes: [['no argument', 'contents=read', 'Without a repository gh changes the clone on this machine alone.'], workflowFiles]},
	{command: 'repo unarchive', takes: 'administration=write', asks: 'the repository, unarchiveRepository', sure: 'inferred'},
	{command: 'repo view', takes: 'contents=read', asks: 'the repository, GET /repos/{owner}/{repo}/readme', sure: 'source', changes: [['--json', 'metadata=read'], ['--json=defaultBranchRef', 'contents=read'], ['--json=issues', '+issues=read'], ['--json=pullRequests', '+pull_requests=read'], ['--json=latestRelease', 'contents=read'], ['--web', 'metadata=read']], notes: ['The readme is read: with --json and name, url or nameWithOwner no permission beyond metadata is needed.']},
	{command: 'cache delete', takes: 'actions=write', asks: 'DELETE /repos/{owner}/{repo}/actions/caches', sure: 'source'},
	{command: 'cache list', takes: 'actions=read', asks: 'GET /repos/{owner}/{repo}/actions/caches', sure: 'source'},
	{command: 'run cancel', takes: 'actions=write', asks: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', sure: 'source'},
	{command: 'run delete', takes: 'actions=write', asks: 'DELETE /repos/{owner}/{repo}/actions/runs/{run_id}', sure: 'source'},
	{command: 'run download', takes: 'actions=read', asks: 'the run, its artifacts', sure: 'source'},
	{command: 'run list', takes: 'actions=read', asks: 'GET /repos/{owner}/{repo}/actions/runs', sure: 'source'},
	{command: 'run rerun', takes: 'actions=write', asks: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun', sure: 'source'},
	{command: 'run view', takes: 'actions=read', asks: 'the run, its jobs, artifacts, annotations of its checks', sure: 'source', notes: [annotations]},
	{command: 'run watch', takes: 'actions=read', asks: 'the run, its jobs, annotations of its checks', sure: 'source', notes: [annotations]},
	{command: 'workflow disable', takes: 'actions=write', asks: 'PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable', sure: 'source'},
	{command: 'workflow enable', takes: 'actions=write', asks: 'PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable', sure: 'source'},
	{command: 'workflow list', takes: 'actions=read', asks: 'GET /repos/{owner}/{repo}/actions/workflows', sure: 'source'},
	{command: 'workflow run', takes: 'actions=write,contents=read', asks: 'the workflow, the default branch, POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', sure: 'source', changes: [['--ref', 'actions=write']], notes: ['Without --ref gh asks for the default branch: contents=read.']},
	{command: 'workflow view', takes: 'actions=read', asks: 'the workflow, its runs', sure: 'source', changes: [['--yaml', '+contents=read'], ['--web', 'actions=read']]},
	{command: 'agent-task create', takes: '', asks: 'the agents’ own service', sure: 'proved', from: 'cli/cli#11845', why: oauthOnly},
	{command: 'agent-task list', takes: '', asks: 'the agents’ own service', sure: 'proved', from: 'cli/cli#11845', why: oauthOnly},
	{command: 'agent-task view', takes: '', asks: 'the agents’ own service', sure: 'proved', from: 'cli/cli#11845', why: oauthOnly},
	{command: 'accessibility', takes: 'nothing', asks: 'nothing', sure: 'inferred', from: newer},
	{command: 'actions', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'alias delete', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'alias import', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'alias list', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'alias set', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'api', takes: '', asks: 'the operation that its path names; POST where fields or --input are given without --method', sure: 'source'},
	{command: 'attestation download', takes: 'attestations=read', asks: 'GET /repos/{owner}/{repo}/attestations/{subject_digest} or of the owner', sure: 'source'},
	{command: 'attestation inspect', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'attestation trusted-root', takes: 'nothing', asks: 'nothing of GitHub’s API', sure: 'source'},
	{command: 'attestation verify', takes: 'attestations=read', asks: 'GET /repos/{owner}/{repo}/attestations/{subject_digest} or of the owner', sure: 'source', changes: [['--bundle', 'nothing'], ['--bundle-from-oci', 'read:packages', 'The bundle is read from the registry: a private package takes a classic token with read:packages.']]},
	{command: 'completion', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'config clear-cache', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'config get', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'config list', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'config set', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'copilot', takes: '', asks: 'not read', sure: 'not read', from: newer},
	{command: 'credits', takes: 'any', asks: 'the contributors of cli/cli', sure: 'source'},
	{command: 'extension browse', takes: 'any', asks: 'search for public repositories', sure: 'source'},
	{command: 'extension create', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'extension exec', takes: '', asks: 'what the extension asks for', sure: 'not read'},
	{command: 'extension install', takes: 'any', asks: 'the repository, its latest release or git clone', sure: 'source', changes: [['', '?contents=read', 'the repository is private']]},
	{command: 'extension list', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'extension remove', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'extension search', takes: 'any', asks: 'search for public repositories', sure: 'source'},
	{command: 'extension upgrade', takes: 'any', asks: 'the repository, its latest release or git pull', sure: 'source', changes: [['', '?contents=read', 'the repository is private']]},
	{command: 'gpg-key add', takes: 'gpg_keys=write', asks: 'POST /user/gpg_keys', sure: 'source'},
	{command: 'gpg-key delete', takes: 'gpg_keys=write', asks: 'GET and DELETE /user/gpg_keys', sure: 'source'},
	{command: 'gpg-key list', takes: 'gpg_keys=read', asks: 'GET /user/gpg_keys', sure: 'source'},
	{command: 'help', takes: 'nothing', asks: 'nothing', sure: 'source'},
	{command: 'label clone', takes: 'issues=write', asks: 'repository.labels of the source, POST /repos/{owner}/{repo}/labels', sure: 'inferred', notes: ['Of a private source issues=read or pull_requests=read has to be granted too.']},
	{command: 'label create', takes: 'issues=write', asks: 'POST /repos/{owner}/{repo}/labels, with --force PATCH', sure: 'proved', from: 'docker-library/official-images#19241, Songmu/tagpr#194', notes: ['pull_requests=write alone is refused for a new label since 2025, although GitHub’s table names it.']},
	{command: 'label delete', takes: 'issues=write', asks: 'DELETE /repos/{owner}/{repo}/labels/{name}', sure: 'source'},
	{command: 'label edit', takes: 'issues=write', asks: 'PATCH /repos/{owner}/{repo}/labels/{name}', sure: 'source'},
	{command: 'label list', takes: 'issues=read;pull_requests=read', asks: 'repository.labels', sure: 'inferred', changes: [['--web', 'any']]},
	{command: 'preview prompter', takes: 'nothing', asks: 'nothing', sure: 'inferred', from: newer},
	{command: 'ruleset check', takes: 'metadata=read', asks: 'GET /repos/{owner}/{repo}/rules/branches/{branch}', sure: 'source', changes: [['--default', '+contents=read']]},
	{command: 'ruleset list', takes: 'metadata=read', asks: 'repository.rulesets or organization.rulesets', sure: 'inferred', changes: [['--org', 'organization_administration=write']]},
	{command: 'ruleset view', takes: 'metadata=read', asks: 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}', sure: 'source', changes: [['--org', 'organization_administration=write']]},
	{command: 'search code', takes: 'any', asks: 'GET /search/code', sure: 'inferred', changes: [['--web', 'nothing'], ['', '?contents=read', 'private repositories are searched']]},
	{command: 'search commits', takes: 'any', asks: 'GET /search/commits', sure: 'inferred', changes: [['--web', 'nothing'], ['', '?contents=read', 'private repositories are searched']]},
	{command: 'search issues', takes: 'any', asks: 'GET /search/issues', sure: 'inferred', changes: [['--web', 'nothing'], ['', '?issues=read', 'private repositories are searched']]},
	{command: 'search prs', takes: 'any', asks: 'GET /search/issues', sure: 'inferred', changes: [['--web', 'nothing'], ['', '?pull_requests=read', 'private repositories are searched']]},
	{command: 'search repos', takes: 'any', asks: 'GET /search/repositories', sure: 'inferred', changes: [['--web', 'nothing']]},
	{command: 'secret delete', takes: 'secrets=write', asks: 'DELETE of the secret', sure: 'source', changes: secretPlaces('write')},
	{command: 'secret list', takes: 'secrets=read', asks: 'GET of the secrets', sure: 'source', changes: secretPlaces('read')},
	{command: 'secret set', takes: 'secrets=write', asks: 'GET of the public key, PUT of the secret', sure: 'source', changes: [...secretPlaces('write'), ['--no-store', 'secrets=read'], repositoryIds]},
	{command: 'skill install', takes: '', asks: 'not read', sure: 'not read', from: 'new in gh 2.90 of April 2026, named in cli/cli#13244'},
	{command: 'skill preview', takes: '', asks: 'not read', sure: 'not read', from: 'new in gh 2.90 of April 2026, named in cli/cli#13244'},
	{command: 'skill publish', takes: '', asks: 'not read', sure: 'not read', from: 'new in gh 2.90 of April 2026, named in cli/cli#13244'},
	{command: 'skill search', takes: '', asks: 'not read', sure: 'not read', from: 'new in gh 2.90 of April 2026, named in cli/cli#13244'},
	{command: 'skill update', takes: '', asks: 'not read', sure: 'not read', from: 'new in gh 2.90 of April 2026, named in cli/cli#13244'},
	{command: 'ssh-key add', takes: 'keys=write', asks: 'GET and POST /user/keys', sure: 'source', changes: [['--type=signing', 'git_signing_ssh_public_keys=write']]},
	{command: 'ssh-key delete', takes: 'keys=write', asks: 'GET and DELETE /user/keys/{key_id}', sure: 'source'},
	{command: 'ssh-key list', takes: 'keys=read,git_signing_ssh_public_keys=read', asks: 'GET /user/keys and /user/ssh_signing_keys', sure: 'source', notes: ['One of both alone lists its own kind, with a warning.']},
	{command: 'status', takes: 'repo,read:org', asks: 'notifications, search, received events', sure: 'inferred', why: 'Notifications take a classic token only.'},
	{command: 'variable delete', takes: 'actions_variables=write', asks: 'DELETE of the variable', sure: 'source', changes: variablePlaces('write')},
	{command: 'variable get', takes: 'actions_variables=read', asks: 'GET of the variable', sure: 'source', changes: variablePlaces('read')},
	{command: 'variable list', takes: 'actions_variables=read', asks: 'GET of the variables', sure: 'source', changes: variablePlaces('read')},
	{command: 'variable set', takes: 'actions_variables=write', asks: 'POST of the variable, PATCH where it exists', sure: 'source', changes: [...variablePlaces('write'), repositoryIds]},
	{command: 'version', takes: 'nothing', asks: 'nothing', sure: 'source'},
];

/** Other names for the first words of commands: `cs` is `codespace`. */
const groupAliases: {readonly [word: string]: string} = {
	'agent-tasks': 'agent-task',
	a11y: 'accessibility',
	agent: 'agent-task',
	agents: 'agent-task',
	at: 'attestation',
	cs: 'codespace',
	ext: 'extension',
	extensions: 'extension',
	rs: 'ruleset',
	skills: 'skill',
};

/** Other names for the last words of commands: `gh pr new` is `gh pr create`. */
const verbAliases: {readonly [word: string]: string} = {
	ls: 'list',
	new: 'create',
	remove: 'delete',
};

const rows: ReadonlyMap<string, GhCommand> = new Map(ghCommands.map(row => [row.command, row]));

const groups: ReadonlySet<string> = new Set(
	ghCommands.flatMap(({command}) => {
		const words = command.split(' ');
		return words.slice(1).map((_, index) => words.slice(0, index + 1).join(' '));
	}),
);

/** A command of `gh`, and the number of words of its name. */
export type FoundGhCommand = {readonly row: GhCommand; readonly length: number};

/** Finds the row of a command by its name or alias: `pr create`, `cs ls`, `co`. */
export const findGhCommand = (words: readonly string[]): FoundGhCommand | undefined => {
	const [first = '', ...others] = words;
	const checkout = first === 'co' ? rows.get('pr checkout') : undefined;
	if (checkout !== undefined) return {row: checkout, length: 1};
	const named = [groupAliases[first] ?? first, ...others];
	for (let length = Math.min(3, named.length); length > 0; length--) {
		const own = named.slice(0, length);
		const last = own.at(-1) ?? '';
		const row =
			rows.get(own.join(' ')) ??
			(length > 1
				? rows.get([...own.slice(0, -1), verbAliases[last] ?? last].join(' '))
				: undefined);
		if (row !== undefined) return {row, length};
	}

	return undefined;
};

/** Whether words are the name of a group of commands: `pr`, `repo deploy-key`. A group alone only prints its help. */
export const isGhGroup = (words: readonly string[]): boolean => {
	const [first = '', ...others] = words;
	return groups.has([groupAliases[first] ?? first, ...others].join(' '));
};
