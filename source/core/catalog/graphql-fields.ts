/**
 * The permissions for fields and mutations of GitHub's GraphQL API. GitHub publishes no table for GraphQL: a row names
 * the REST operation that does the same, or the permissions that people found to be enough (`source`). The longest
 * name counts: `repository.pullRequests` before `pullRequests`. GitHub Docs, "Mutations" and "Objects" of the GraphQL
 * reference, 22 August 2026.
 */
import type {PermissionSet} from './permission.ts';
import type {ScopeName} from './scopes.ts';

/** The needs of one field, of one of four kinds: `like`, `anyOf`, `classic` or `app`. */
export type GraphqlField = {
	/** The REST operation that does the same. */
	readonly like?: string;
	/** Permission sets, each of which is enough. */
	readonly anyOf?: readonly PermissionSet[];
	/** The scopes of a classic token where no fine-grained one works, and why. */
	readonly classic?: {readonly scopes: readonly ScopeName[]; readonly reason: string};
	/** Why no personal token works. */
	readonly app?: string;
	/** A note, as a sentence. */
	readonly note?: string;
	/** The address of the report. Without one, the row is inferred. */
	readonly source?: string;
};

const issueOrPull =
	'On an issue it takes issues=write, on a pull request pull_requests=write. GitHub does not say which it is.';

const userProjects = 'Fine-grained tokens do not reach Projects that a user owns.';

const projectOwner =
	'This is for a project of an organization. A project of a user takes the classic scope project.';

const noChecks =
	'Fine-grained tokens do not read check runs, which the status of a commit includes.';

const writesChecks =
	'Only a GitHub App or the GITHUB_TOKEN of a workflow creates and changes checks.';

const onIssueOrPull: GraphqlField = {
	anyOf: [{issues: 'write'}, {pull_requests: 'write'}],
	note: issueOrPull,
};
const writesIssues: GraphqlField = {anyOf: [{issues: 'write'}]};
const readsIssues: GraphqlField = {anyOf: [{issues: 'read'}]};
const writesPulls: GraphqlField = {anyOf: [{pull_requests: 'write'}]};
const readsPulls: GraphqlField = {anyOf: [{pull_requests: 'read'}]};
const writesCode: GraphqlField = {anyOf: [{contents: 'write'}]};
const readsCode: GraphqlField = {anyOf: [{contents: 'read'}]};
const writesDiscussions: GraphqlField = {anyOf: [{discussions: 'write'}]};
const readsDiscussions: GraphqlField = {anyOf: [{discussions: 'read'}]};
const administers: GraphqlField = {anyOf: [{administration: 'write'}]};
const readsSettings: GraphqlField = {anyOf: [{administration: 'read'}]};
const readsMembers: GraphqlField = {anyOf: [{members: 'read'}]};
const writesProjects: GraphqlField = {
	anyOf: [{organization_projects: 'write'}],
	note: projectOwner,
};
const administersProjects: GraphqlField = {
	anyOf: [{organization_projects: 'admin'}],
	note: projectOwner,
};
const readsProjects: GraphqlField = {anyOf: [{organization_projects: 'read'}], note: projectOwner};
const readsUserProjects: GraphqlField = {
	classic: {scopes: ['read:project'], reason: userProjects},
};
const readsChecks: GraphqlField = {
	classic: {scopes: ['repo'], reason: noChecks},
	source: 'https://github.com/cli/cli/issues/12597',
};
const changesChecks: GraphqlField = {app: writesChecks};
const readsAnything: GraphqlField = {anyOf: [{metadata: 'read'}]};

/** Fields and mutations, by name or by the end of their path. */
export const graphqlFields: {readonly [field: string]: GraphqlField} = {
	// Issues and pull requests
	addAssigneesToAssignable: onIssueOrPull,
	addComment: onIssueOrPull,
	addLabelsToLabelable: onIssueOrPull,
	addReaction: onIssueOrPull,
	addSubIssue: writesIssues,
	clearLabelsFromLabelable: onIssueOrPull,
	closeIssue: writesIssues,
	createIssue: writesIssues,
	createLabel: writesIssues,
	createLinkedBranch: {anyOf: [{contents: 'write', issues: 'write'}]},
	deleteIssue: {...writesIssues, note: 'Your account has to be an admin of the repository.'},
	deleteIssueComment: onIssueOrPull,
	deleteLabel: writesIssues,
	lockLockable: onIssueOrPull,
	minimizeComment: onIssueOrPull,
	pinIssue: writesIssues,
	removeAssigneesFromAssignable: onIssueOrPull,
	removeLabelsFromLabelable: onIssueOrPull,
	removeReaction: onIssueOrPull,
	removeSubIssue: writesIssues,
	reopenIssue: writesIssues,
	replaceActorsForAssignable: onIssueOrPull,
	transferIssue: {anyOf: [{issues: 'write', contents: 'read'}]},
	unlockLockable: onIssueOrPull,
	unminimizeComment: onIssueOrPull,
	unpinIssue: writesIssues,
	updateIssue: writesIssues,
	updateIssueComment: onIssueOrPull,
	updateIssueIssueType: writesIssues,
	updateLabel: writesIssues,
	issue: readsIssues,
	issues: readsIssues,
	issueOrPullRequest: {anyOf: [{issues: 'read'}, {pull_requests: 'read'}]},
	label: {anyOf: [{issues: 'read'}, {pull_requests: 'read'}]},
	labels: {anyOf: [{issues: 'read'}, {pull_requests: 'read'}]},
	milestone: {anyOf: [{issues: 'read'}, {pull_requests: 'read'}]},
	milestones: {anyOf: [{issues: 'read'}, {pull_requests: 'read'}]},
	pinnedIssues: readsIssues,
	assignableUsers: readsAnything,
	mentionableUsers: readsAnything,
	addPullRequestReview: writesPulls,
	addPullRequestReviewComment: writesPulls,
	addPullRequestReviewThread: writesPulls,
	addPullRequestReviewThreadReply: writesPulls,
	closePullRequest: writesPulls,
	convertPullRequestToDraft: {
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		source: 'https://github.com/cli/cli/discussions/6924',
	},
	createPullRequest: {
		...writesPulls,
		note: 'Pushing the branch before takes contents=write as well.',
	},
	deletePullRequestReview: writesPulls,
	deletePullRequestReviewComment: writesPulls,
	disablePullRequestAutoMerge: {anyOf: [{contents: 'write', pull_requests: 'write'}]},
	dismissPullRequestReview: writesPulls,
	enablePullRequestAutoMerge: {anyOf: [{contents: 'write', pull_requests: 'write'}]},
	enqueuePullRequest: {anyOf: [{contents: 'write', pull_requests: 'write'}]},
	dequeuePullRequest: {anyOf: [{contents: 'write', pull_requests: 'write'}]},
	markPullRequestReadyForReview: {
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		source: 'https://github.com/argoproj/argo-workflows/pull/16639',
	},
	mergePullRequest: writesCode,
	reopenPullRequest: writesPulls,
	requestReviews: writesPulls,
	requestReviewsByLogin: writesPulls,
	resolveReviewThread: {
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		note: 'pull_requests=write alone was reported to be refused.',
		source: 'https://github.com/orgs/community/discussions/44650',
	},
	revertPullRequest: {anyOf: [{contents: 'write', pull_requests: 'write'}]},
	submitPullRequestReview: writesPulls,
	unresolveReviewThread: {
		anyOf: [{contents: 'write', pull_requests: 'write'}],
		note: 'pull_requests=write alone was reported to be refused.',
	},
	updatePullRequest: writesPulls,
	updatePullRequestBranch: {anyOf: [{contents: 'write', pull_requests: 'write'}]},
	updatePullRequestReview: writesPulls,
	updatePullRequestReviewComment: writesPulls,
	pullRequest: readsPulls,
	pullRequests: readsPulls,
	associatedPullRequests: readsPulls,
	closingIssuesReferences: readsIssues,
	reviewThreads: readsPulls,
	reviews: readsPulls,
	reviewRequests: {
		...readsPulls,
		note: 'Where a team was asked for the review, members=read as well.',
	},

	// Code and releases
	createCommitOnBranch: writesCode,
	createRef: writesCode,
	deleteRef: writesCode,
	mergeBranch: writesCode,
	updateRef: writesCode,
	updateRefs: writesCode,
	commits: readsCode,
	commitComments: readsCode,
	defaultBranchRef: readsCode,
	latestRelease: readsCode,
	object: readsCode,
	ref: readsCode,
	refs: readsCode,
	release: readsCode,
	releases: readsCode,
	submodules: readsCode,
	issueTemplates: readsCode,
	pullRequestTemplates: readsCode,
	createDeployment: {like: 'POST /repos/{owner}/{repo}/deployments'},
	createDeploymentStatus: {
		like: 'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
	},
	deleteDeployment: {like: 'DELETE /repos/{owner}/{repo}/deployments/{deployment_id}'},
	deployments: {anyOf: [{deployments: 'read'}]},
	createEnvironment: administers,
	updateEnvironment: administers,
	deleteEnvironment: administers,
	environments: {anyOf: [{actions: 'read'}]},
	statusCheckRollup: readsChecks,
	checkSuites: readsChecks,
	checkRuns: readsChecks,
	createCheckRun: changesChecks,
	createCheckSuite: changesChecks,
	rerequestCheckSuite: changesChecks,
	updateCheckRun: changesChecks,
	'commit.status': {anyOf: [{statuses: 'read'}]},

	// Repositories and their settings
	archiveRepository: administers,
	cloneTemplateRepository: {like: 'POST /repos/{template_owner}/{template_repo}/generate'},
	createBranchProtectionRule: administers,
	createRepository: administers,
	createRepositoryRuleset: administers,
	deleteBranchProtectionRule: administers,
	deleteRepositoryRuleset: administers,
	forkRepository: {like: 'POST /repos/{owner}/{repo}/forks'},
	forkPullRequest: {like: 'POST /repos/{owner}/{repo}/forks'},
	unarchiveRepository: administers,
	updateBranchProtectionRule: administers,
	updateRepository: administers,
	updateRepositoryRuleset: administers,
	updateTopics: administers,
	branchProtectionRules: readsSettings,
	rulesets: readsAnything,
	deployKeys: readsSettings,
	collaborators: readsAnything,
	vulnerabilityAlert: {anyOf: [{vulnerability_alerts: 'read'}]},
	vulnerabilityAlerts: {
		anyOf: [{vulnerability_alerts: 'read'}],
		note: 'security_events does not open these alerts.',
	},
	dismissRepositoryVulnerabilityAlert: {anyOf: [{vulnerability_alerts: 'write'}]},
	stargazers: {
		anyOf: [{contents: 'write'}],
		note: 'Since July 2026 only collaborators see this list.',
	},

	// Discussions
	addDiscussionComment: writesDiscussions,
	addDiscussionPollVote: writesDiscussions,
	closeDiscussion: writesDiscussions,
	createDiscussion: writesDiscussions,
	deleteDiscussion: writesDiscussions,
	deleteDiscussionComment: writesDiscussions,
	markDiscussionCommentAsAnswer: writesDiscussions,
	reopenDiscussion: writesDiscussions,
	updateDiscussion: writesDiscussions,
	updateDiscussionComment: writesDiscussions,
	discussion: readsDiscussions,
	discussions: readsDiscussions,
	discussionCategories: readsDiscussions,
	'user.repositoryDiscussions': readsDiscussions,

	// Projects
	addProjectV2DraftIssue: writesProjects,
	addProjectV2ItemById: writesProjects,
	archiveProjectV2Item: writesProjects,
	clearProjectV2ItemFieldValue: writesProjects,
	convertProjectV2DraftIssueItemToIssue: {
		anyOf: [{organization_projects: 'write', issues: 'write'}],
		note: projectOwner,
	},
	copyProjectV2: administersProjects,
	createProjectV2: administersProjects,
	createProjectV2Field: writesProjects,
	createProjectV2StatusUpdate: writesProjects,
	deleteProjectV2: administersProjects,
	deleteProjectV2Field: writesProjects,
	deleteProjectV2Item: writesProjects,
	linkProjectV2ToRepository: writesProjects,
	linkProjectV2ToTeam: writesProjects,
	unarchiveProjectV2Item: writesProjects,
	unlinkProjectV2FromRepository: writesProjects,
	updateProjectV2: administersProjects,
	updateProjectV2DraftIssue: writesProjects,
	updateProjectV2Field: writesProjects,
	updateProjectV2ItemFieldValue: writesProjects,
	updateProjectV2ItemPosition: writesProjects,
	projectCards: {
		classic: {
			scopes: ['repo', 'read:project'],
			reason: 'Classic project boards are refused to every fine-grained token.',
		},
		source: 'https://github.com/cli/cli/issues/8784',
	},
	projectItems: readsProjects,
	projectV2: readsProjects,
	projectsV2: readsProjects,
	'user.projectV2': readsUserProjects,
	'user.projectsV2': readsUserProjects,
	'viewer.projectV2': readsUserProjects,
	'viewer.projectsV2': readsUserProjects,

	// Organizations and people
	auditLog: {
		anyOf: [{organization_administration: 'read'}],
		note: 'The audit log belongs to GitHub Enterprise Cloud, and your account has to be an owner.',
	},
	membersWithRole: readsMembers,
	team: readsMembers,
	teams: readsMembers,
	samlIdentityProvider: {
		classic: {
			scopes: ['admin:org'],
			reason: 'Fine-grained tokens do not read the SAML identities of an organization.',
		},
	},
	addStar: {like: 'PUT /user/starred/{owner}/{repo}'},
	removeStar: {like: 'DELETE /user/starred/{owner}/{repo}'},
	followUser: {like: 'PUT /user/following/{username}'},
	unfollowUser: {like: 'DELETE /user/following/{username}'},
	updateSubscription: {
		classic: {
			scopes: ['notifications'],
			reason: 'Subscriptions and notifications take a classic token only.',
		},
	},
	'viewer.email': {anyOf: [{emails: 'read'}]},
	'user.email': {anyOf: [{emails: 'read'}]},
	createSponsorship: {
		classic: {scopes: ['user'], reason: 'Sponsorships are not open to fine-grained tokens.'},
	},
};

/**
 * Finds the row for a field or mutation by the end of its path, without numbers:
 * `['repository', 'pullRequests', '0', 'title']` has the row of `pullRequests`.
 */
export const findGraphqlField = (
	path: readonly string[],
): {readonly name: string; readonly row: GraphqlField} | undefined => {
	const names = path.filter(name => !/^\d*$/.test(name)).slice(0, 20);
	for (let end = names.length; end > 0; end--) {
		for (const length of [2, 1]) {
			const name = names.slice(Math.max(0, end - length), end).join('.');
			if (Object.hasOwn(graphqlFields, name)) {
				const row = graphqlFields[name];
				if (row !== undefined) return {name, row};
			}
		}
	}

	return undefined;
};

/** Fields of queries. Their permissions are inferred from the REST operation for the same data. */
export const fieldsRead: Readonly<Record<string, string>> = {
	issue: 'issues',
	issues: 'issues',
	issueComments: 'issues',
	pullRequest: 'pull_requests',
	pullRequests: 'pull_requests',
	reviewThreads: 'pull_requests',
	reviews: 'pull_requests',
	latestReviews: 'pull_requests',
	associatedPullRequests: 'pull_requests',
	discussion: 'discussions',
	discussions: 'discussions',
	discussionCategories: 'discussions',
	defaultBranchRef: 'contents',
	ref: 'contents',
	refs: 'contents',
	object: 'contents',
	release: 'contents',
	releases: 'contents',
	latestRelease: 'contents',
	history: 'contents',
	vulnerabilityAlerts: 'vulnerability_alerts',
	deployments: 'deployments',
	membersWithRole: 'members',
	teams: 'members',
	team: 'members',
	projectV2: 'organization_projects',
	projectsV2: 'organization_projects',
	projectItems: 'organization_projects',
};

/** Fields that need no permission by themselves. */
export const freeFields =
	/^(?:query|mutation|subscription|fragment|on|repository|viewer|organization|user|owner|node|nodes|edges|pageInfo|rateLimit|search|repositoryOwner|repositories|languages|topics|stargazers|topic|repositoryTopics|licenseInfo|primaryLanguage|author|data|items|input|resource|__typename|__schema|__type|meta|commit|commits|target|labels|comments|assignees|reactions|fieldValues|fields|options|content|field|contributionsCollection|contributionCalendar|weeks|contributionDays|followers|following|starredRepositories|repositoriesContributedTo|sponsors|sponsorshipsAsMaintainer|parent|tree|entries|files|label|milestone|closingIssuesReferences|mergeCommit|requestedReviewer|reviewRequests|timelineItems|source|subject|actor|authors|mentionedUsers|participants|sponsor|tier|gist|gists|enterprise|userContentEdits|totalCommitContributions)$/;
