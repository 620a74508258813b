import {findOperations, type PermissionSet} from '../catalog/endpoints.ts';
import {findPreset} from '../catalog/presets.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {type Need, needOfOperation, needOfPreset, needOfScopes} from './need.ts';
import {readScopeList} from './read-header.ts';
import {readMethod} from './read-request.ts';

/** What a known message says. */
export type MessageReading = {
	readonly needs: readonly Need[];
	/** What a permission does not change, as sentences. */
	readonly notes: readonly string[];
	/** Why the message alone does not tell what is missing, as a sentence. */
	readonly unclear?: string;
};

/**
 * What GraphQL mutations and fields take. GitHub publishes no table for GraphQL: these are read from
 * the REST operations that do the same.
 */
const graphqlFields: {readonly [field: string]: string} = {
	addAssigneesToAssignable: 'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees',
	addComment: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
	addLabelsToLabelable: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
	addPullRequestReview: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
	addStar: 'PUT /user/starred/{owner}/{repo}',
	closeIssue: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	closePullRequest: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	convertPullRequestToDraft: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	createCommitOnBranch: 'PUT /repos/{owner}/{repo}/contents/{path}',
	createDeployment: 'POST /repos/{owner}/{repo}/deployments',
	createIssue: 'POST /repos/{owner}/{repo}/issues',
	createLabel: 'POST /repos/{owner}/{repo}/labels',
	createPullRequest: 'POST /repos/{owner}/{repo}/pulls',
	createRef: 'POST /repos/{owner}/{repo}/git/refs',
	createRepository: 'POST /user/repos',
	deleteRef: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
	forkRepository: 'POST /repos/{owner}/{repo}/forks',
	lockLockable: 'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock',
	markPullRequestReadyForReview: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	mergePullRequest: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
	removeLabelsFromLabelable: 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
	reopenIssue: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	requestReviews: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
	submitPullRequestReview: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
	updateIssue: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	updateIssueComment: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
	updatePullRequest: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	updateRef: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
};

/** GraphQL mutations that no REST operation stands for. */
const graphqlPermissions: {readonly [field: string]: PermissionSet} = {
	addDiscussionComment: {discussions: 'write'},
	addProjectV2DraftIssue: {organization_projects: 'write'},
	addProjectV2ItemById: {organization_projects: 'write'},
	createDiscussion: {discussions: 'write'},
	createProjectV2: {organization_projects: 'admin'},
	defaultBranchRef: {contents: 'read'},
	disablePullRequestAutoMerge: {contents: 'write', pull_requests: 'write'},
	enablePullRequestAutoMerge: {contents: 'write', pull_requests: 'write'},
	projectV2: {organization_projects: 'read'},
	projectsV2: {organization_projects: 'read'},
	teams: {members: 'read'},
	updateProjectV2ItemFieldValue: {organization_projects: 'write'},
};

const graphqlInference =
	'GitHub publishes no permissions for GraphQL: this is what the REST operation that does the same takes.';

const userProjectsNote =
	'Projects that a user owns are out of reach of fine-grained tokens: they take the classic scope project.';

const operationNeed = (name: string): Need | undefined => {
	const [method = '', path = ''] = name.split(' ');
	const [match] = findOperations(path, readMethod(method));
	return match && needOfOperation(match);
};

/** What a GraphQL mutation or field takes, as far as it can be told from REST. */
export const needOfGraphqlField = (field: string): Need | undefined => {
	if (Object.hasOwn(graphqlFields, field)) {
		const need = operationNeed(graphqlFields[field] ?? '');
		return (
			need && {
				...need,
				kind: 'message',
				name: field,
				title: need.name,
				inferred: need.inferred ?? graphqlInference,
			}
		);
	}

	const set = Object.hasOwn(graphqlPermissions, field) ? graphqlPermissions[field] : undefined;
	return (
		set && {
			kind: 'message',
			name: field,
			works: 'permissions',
			anyOf: [set],
			scopes: [],
			inferred: graphqlInference,
			notes: /project/i.test(field) ? [userProjectsNote] : [],
		}
	);
};

/** What `gh` commands take, read from the REST operations that do the same. */
const ghCommands: {readonly [command: string]: string} = {
	'issue close': 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	'issue comment': 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
	'issue create': 'POST /repos/{owner}/{repo}/issues',
	'issue edit': 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	'issue list': 'GET /repos/{owner}/{repo}/issues',
	'issue view': 'GET /repos/{owner}/{repo}/issues/{issue_number}',
	'label create': 'POST /repos/{owner}/{repo}/labels',
	'pr close': 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	'pr comment': 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
	'pr create': 'POST /repos/{owner}/{repo}/pulls',
	'pr edit': 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	'pr list': 'GET /repos/{owner}/{repo}/pulls',
	'pr merge': 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
	'pr review': 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
	'pr view': 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
	'release create': 'POST /repos/{owner}/{repo}/releases',
	'release delete': 'DELETE /repos/{owner}/{repo}/releases/{release_id}',
	'release download': 'GET /repos/{owner}/{repo}/releases/assets/{asset_id}',
	'release upload': 'POST /repos/{owner}/{repo}/releases/{release_id}/assets',
	'repo clone': 'GET /repos/{owner}/{repo}/contents/{path}',
	'repo create': 'POST /user/repos',
	'repo delete': 'DELETE /repos/{owner}/{repo}',
	'repo fork': 'POST /repos/{owner}/{repo}/forks',
	'run cancel': 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
	'run download': 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
	'run list': 'GET /repos/{owner}/{repo}/actions/runs',
	'run rerun': 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
	'run view': 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
	'run watch': 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
	'secret list': 'GET /repos/{owner}/{repo}/actions/secrets',
	'secret set': 'PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}',
	'variable list': 'GET /repos/{owner}/{repo}/actions/variables',
	'variable set': 'POST /repos/{owner}/{repo}/actions/variables',
	'workflow list': 'GET /repos/{owner}/{repo}/actions/workflows',
	'workflow run': 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
};

/** What a `gh` command line takes, other than `gh api`. `undefined` for one that is not known. */
export const needOfGhCommand = (line: string): Need | undefined => {
	const match = /(?:^|[\s$>;&(`])gh\s+([a-z]+)\s+([a-z]+)\b/.exec(line);
	const command = match === null ? '' : `${match[1]} ${match[2]}`;
	if (!Object.hasOwn(ghCommands, command)) return undefined;
	const need = operationNeed(ghCommands[command] ?? '');
	return (
		need && {
			...need,
			name: `gh ${command}`,
			title: need.name,
			inferred: need.inferred ?? 'This is what the REST operation that does the same takes.',
		}
	);
};

const permissionNeed = (
	name: string,
	title: string,
	set: PermissionSet,
	scopes: readonly (readonly ScopeName[])[],
	notes: readonly string[] = [],
): Need => ({kind: 'message', name, title, works: 'permissions', anyOf: [set], scopes, notes});

const presetReading = (id: string): MessageReading => {
	const preset = findPreset(id);
	return {needs: preset === undefined ? [] : [needOfPreset(preset)], notes: []};
};

const noteOnly = (note: string): MessageReading => ({needs: [], notes: [note]});

const saysOfClassic = 'The message speaks of a classic token and names its scopes.';

const allScopes = (value: string): MessageReading => {
	const {scopes} = readScopeList(value);
	if (scopes.length === 0) return {needs: [], notes: []};
	return {needs: [needOfScopes(scopes.join(', '), [scopes], saysOfClassic)], notes: []};
};

/** What each of several refusals asks for: within one, any scope is enough. */
const anyScopes = (values: readonly string[]): MessageReading => ({
	needs: [...new Set(values.map(value => readScopeList(value).scopes.join(' or ')))]
		.filter(name => name !== '')
		.map(name =>
			needOfScopes(
				name,
				readScopeList(name).scopes.map(scope => [scope]),
				saysOfClassic,
			),
		),
	notes: [],
});

const repositoryNote =
	'The token also has to reach the repository: its owner as resource owner, the repository under repository access.';

type Message = {
	readonly pattern: RegExp;
	readonly read: (match: RegExpExecArray, text: string) => MessageReading;
};

/** Messages of git, gh, docker, npm and GitHub that say what was missing without a header. */
const messages: readonly Message[] = [
	{
		pattern: /to create or update workflow [`'"]?([^`'"\s]+)/i,
		read: () => ({
			needs: [
				permissionNeed(
					'git push',
					'Push a change to a workflow file',
					{contents: 'write', workflows: 'write'},
					[['repo', 'workflow']],
				),
			],
			notes: [],
		}),
	},
	{
		pattern:
			/permission to \S+ denied to|write access to repository not granted|push declined due to repository permission/i,
		read: () => ({
			needs: [
				permissionNeed(
					'git push',
					'Push to the repository',
					{contents: 'write'},
					[['repo']],
					[repositoryNote],
				),
			],
			notes: [],
		}),
	},
	{
		pattern: /remote: repository not found|repository '[^'\n]{0,400}' not found/i,
		read: () => ({
			needs: [
				permissionNeed(
					'git fetch',
					'Clone and fetch the repository',
					{contents: 'read'},
					[['repo']],
					[
						'GitHub says “not found” where a token may not look. To push, contents=write is needed.',
						repositoryNote,
					],
				),
			],
			notes: [],
		}),
	},
	{
		pattern:
			/password authentication (?:was removed|is not supported)|support for password authentication|invalid username or (?:token|password)|could not read (?:username|password) for 'https:\/\/github/i,
		read: () => presetReading('git'),
	},
	{
		pattern: /unable to access 'https:\/\/[^'\n]{0,400}'[^\n]{0,400}error: 403/i,
		read: (_, text) =>
			/denied to|not granted|to create or update workflow/i.test(text)
				? {needs: [], notes: []}
				: {
						needs: [
							permissionNeed(
								'git push',
								'Push to the repository',
								{contents: 'write'},
								[['repo']],
								['A fetch takes contents=read only.', repositoryNote],
							),
						],
						notes: [],
					},
	},
	{
		pattern: /permission_denied: ?(?:read_package)/i,
		read: () => presetReading('container-pull'),
	},
	{
		pattern: /permission_denied: ?(?:delete_package)/i,
		read: () => presetReading('container-delete'),
	},
	{
		pattern: /npm\.pkg\.github\.com/i,
		read: (_, text) =>
			presetReading(
				/npm publish|\bPUT\b|permission_denied|create_package|write_package/i.test(text)
					? 'npm-publish'
					: 'npm-install',
			),
	},
	{
		pattern:
			/permission_denied: ?(?:write_package|create_package|the token provided does not match expected scopes)/i,
		read: (_, text) =>
			/npm\.pkg\.github\.com/i.test(text)
				? {needs: [], notes: []}
				: presetReading('container-push'),
	},
	{
		pattern:
			/ghcr\.io[^\n]{0,400}(?:denied|unauthorized|forbidden)|(?:denied|unauthorized|forbidden)[^\n]{0,400}ghcr\.io/i,
		read: (_, text) =>
			/permission_denied: ?\w/i.test(text)
				? {needs: [], notes: []}
				: presetReading(/\bpush/i.test(text) ? 'container-push' : 'container-pull'),
	},
	{
		pattern: /requires one of the following scopes/i,
		read: (_, text) =>
			anyScopes(
				[...text.matchAll(/requires one of the following scopes: ?\[?([^\]\n]+)\]?/gi)].map(
					match => match[1] ?? '',
				),
			),
	},
	{
		pattern: /missing (?:the )?required scopes? ?:? ?[[{'"`]*([a-z_:,'" ]+)/i,
		read: match => allScopes(match[1] ?? ''),
	},
	{
		pattern: /needs the ["'`]([a-z_:]+)["'`] scope/i,
		read: match => allScopes(match[1] ?? ''),
	},
	{
		pattern: /gh auth refresh\b[^\n]{0,400}?(?:-s|--scopes)[ =]+["']?([a-z_:,]+)/i,
		read: (match, text) =>
			/needs the ["'`][a-z_:]+["'`] scope|missing (?:the )?required scope/i.test(text)
				? {needs: [], notes: []}
				: allScopes(match[1] ?? ''),
	},
	{
		pattern: /the `?models`? permission is required/i,
		read: () => presetReading('models'),
	},
	{
		pattern: /["“]copilot requests["”] permission/i,
		read: () => presetReading('copilot-requests'),
	},
	{
		pattern: /could not resolve to a repository with the name/i,
		read: () => ({
			needs: [
				permissionNeed(
					'repository',
					'See the repository',
					{metadata: 'read'},
					[['repo']],
					[repositoryNote],
				),
			],
			notes: [],
		}),
	},
	{
		pattern: /not permitted to create or approve pull requests/i,
		read: () => ({
			needs: [
				permissionNeed(
					'GITHUB_TOKEN',
					'Open a pull request instead of GITHUB_TOKEN',
					{contents: 'write', pull_requests: 'write'},
					[['repo']],
				),
			],
			notes: [
				'The setting “Allow GitHub Actions to create and approve pull requests” is the other way.',
			],
		}),
	},
	{
		pattern:
			/\bsaml\b[^\n]{0,400}(?:enforcement|sso|single sign)|grant your (?:personal access|oauth) token access to this organization/i,
		read: () =>
			noteOnly(
				'The organization enforces SAML single sign-on: authorize the token for it. More permissions do not help.',
			),
	},
	{
		pattern:
			/forbids access via a (?:fine-grained personal access tokens?|personal access token \(classic\))/i,
		read: match =>
			noteOnly(
				/classic/i.test(match[0])
					? 'The organization does not accept classic tokens: make a fine-grained one with it as resource owner.'
					: 'The organization refuses this fine-grained token: look at the lifetime it allows, and at its policy.',
			),
	},
	{
		pattern: /bad credentials|requires authentication/i,
		read: () => ({
			needs: [],
			notes: [],
			unclear:
				'GitHub did not accept the token itself: it is missing, mistyped, expired or revoked. More permissions do not help.',
		}),
	},
	{
		pattern: /must have admin rights to repository|must be an? (?:organization )?(?:owner|admin)/i,
		read: () =>
			noteOnly('Your account needs an admin role there too: a token never does more than you can.'),
	},
	{
		pattern: /GH006|protected branch (?:update failed|hook declined)|repository rule violations/i,
		read: () => noteOnly('A rule of the branch refuses the push: a permission does not change it.'),
	},
	{
		pattern: /rate limit exceeded|secondary rate limit/i,
		read: () => noteOnly('The rate limit is used up: a permission does not change it.'),
	},
];

const graphqlFieldIn = (text: string): Need | undefined => {
	const [, fields = ''] =
		/not accessible by (?:personal access token|integration)[^\n(]{0,400}\(([\w.]+)\)/i.exec(
			text,
		) ?? [];
	for (const field of fields.split('.')) {
		const need = needOfGraphqlField(field);
		if (need) return need;
		if (/^(statusCheckRollup|checkSuites|checkRuns)$/.test(field)) {
			const preset = findPreset('checks-read');
			return preset && needOfPreset(preset);
		}
	}

	return undefined;
};

/** Whether a text is GitHub's refusal itself, which does not say what was missing. */
export const isRefusal = (text: string): boolean =>
	/not accessible by (?:personal access token|integration)|resource not accessible/i.test(text);

/** What the known messages in a text say. `undefined` when it holds none. */
export const readMessages = (text: string): MessageReading | undefined => {
	const readings = messages.flatMap(({pattern, read}) => {
		const match = pattern.exec(text);
		return match === null ? [] : [read(match, text)];
	});
	const field = graphqlFieldIn(text);
	const all = field === undefined ? readings : [{needs: [field], notes: []}, ...readings];
	if (all.length === 0) return undefined;
	const unclear = all.map(reading => reading.unclear).find(reason => reason !== undefined);
	return {
		needs: all.flatMap(reading => reading.needs),
		notes: [...new Set(all.flatMap(reading => reading.notes))],
		...(unclear === undefined ? {} : {unclear}),
	};
};
