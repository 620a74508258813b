import {expect, test} from 'vitest';
import {findPreset} from '../../../source/core/catalog/presets.ts';
import {describeSet, type Need, needOfPreset} from '../../../source/core/needs/need.ts';
import {
	isRefusal,
	type MessageReading,
	needOfGhCommand,
	needOfGraphqlField,
	readMessages,
} from '../../../source/core/needs/read-message.ts';

const setsOf = (need: Need | undefined) => need?.anyOf.map(describeSet).join('; ');

const graphqlInference =
	'GitHub publishes no permissions for GraphQL: this is what the REST operation that does the same takes.';

test.each([
	[
		'addAssigneesToAssignable',
		'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees',
		'issues=write; pull_requests=write',
	],
	[
		'addComment',
		'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
		'issues=write; pull_requests=write',
	],
	[
		'addLabelsToLabelable',
		'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
		'issues=write; pull_requests=write',
	],
	[
		'addPullRequestReview',
		'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
		'pull_requests=write',
	],
	['addStar', 'PUT /user/starred/{owner}/{repo}', 'starring=write,metadata=read'],
	[
		'closeIssue',
		'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
		'issues=write; pull_requests=write',
	],
	['closePullRequest', 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', 'pull_requests=write'],
	[
		'convertPullRequestToDraft',
		'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
		'pull_requests=write',
	],
	[
		'createCommitOnBranch',
		'PUT /repos/{owner}/{repo}/contents/{path}',
		'contents=write; contents=write,workflows=write',
	],
	['createDeployment', 'POST /repos/{owner}/{repo}/deployments', 'deployments=write'],
	['createIssue', 'POST /repos/{owner}/{repo}/issues', 'issues=write'],
	['createLabel', 'POST /repos/{owner}/{repo}/labels', 'issues=write; pull_requests=write'],
	['createPullRequest', 'POST /repos/{owner}/{repo}/pulls', 'pull_requests=write'],
	[
		'createRef',
		'POST /repos/{owner}/{repo}/git/refs',
		'contents=write; contents=write,workflows=write',
	],
	['createRepository', 'POST /user/repos', 'administration=write'],
	['deleteRef', 'DELETE /repos/{owner}/{repo}/git/refs/{ref}', 'contents=write'],
	['forkRepository', 'POST /repos/{owner}/{repo}/forks', 'administration=write,contents=read'],
	[
		'lockLockable',
		'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock',
		'issues=write; pull_requests=write',
	],
	[
		'markPullRequestReadyForReview',
		'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
		'pull_requests=write',
	],
	['mergePullRequest', 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', 'contents=write'],
	[
		'removeLabelsFromLabelable',
		'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
		'issues=write; pull_requests=write',
	],
	[
		'reopenIssue',
		'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
		'issues=write; pull_requests=write',
	],
	[
		'requestReviews',
		'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
		'pull_requests=write',
	],
	[
		'submitPullRequestReview',
		'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
		'pull_requests=write',
	],
	[
		'updateIssue',
		'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
		'issues=write; pull_requests=write',
	],
	[
		'updateIssueComment',
		'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
		'issues=write; pull_requests=write',
	],
	['updatePullRequest', 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', 'pull_requests=write'],
	[
		'updateRef',
		'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
		'contents=write; contents=write,workflows=write',
	],
])('the field %s of GraphQL takes what %s takes: %s', (field, operation, sets) => {
	const need = needOfGraphqlField(field);
	expect(need).toMatchObject({
		kind: 'message',
		name: field,
		title: operation,
		works: 'permissions',
		inferred: graphqlInference,
	});
	expect(setsOf(need)).toBe(sets);
});

test.each([
	['addDiscussionComment', 'discussions=write'],
	['addProjectV2DraftIssue', 'organization_projects=write'],
	['addProjectV2ItemById', 'organization_projects=write'],
	['createDiscussion', 'discussions=write'],
	['createProjectV2', 'organization_projects=admin'],
	['defaultBranchRef', 'contents=read'],
	['disablePullRequestAutoMerge', 'contents=write,pull_requests=write'],
	['enablePullRequestAutoMerge', 'contents=write,pull_requests=write'],
	['projectV2', 'organization_projects=read'],
	['projectsV2', 'organization_projects=read'],
	['teams', 'members=read'],
	['updateProjectV2ItemFieldValue', 'organization_projects=write'],
])('the field %s of GraphQL, which no operation of REST stands for, takes %s', (field, sets) => {
	const need = needOfGraphqlField(field);
	expect(need).toEqual({
		kind: 'message',
		name: field,
		works: 'permissions',
		anyOf: expect.any(Array),
		scopes: [],
		inferred: graphqlInference,
		notes: field.toLowerCase().includes('project')
			? [
					'Projects that a user owns are out of reach of fine-grained tokens: they take the classic scope project.',
				]
			: [],
	});
	expect(setsOf(need)).toBe(sets);
});

test.each([['nodes'], ['CreateIssue'], ['constructor'], ['']])(
	'nothing is known of the field %j',
	field => {
		expect(needOfGraphqlField(field)).toBeUndefined();
	},
);

test.each([
	[
		'issue close',
		'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
		'issues=write; pull_requests=write',
	],
	[
		'issue comment',
		'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
		'issues=write; pull_requests=write',
	],
	['issue create', 'POST /repos/{owner}/{repo}/issues', 'issues=write'],
	[
		'issue edit',
		'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
		'issues=write; pull_requests=write',
	],
	['issue list', 'GET /repos/{owner}/{repo}/issues', 'issues=read'],
	['issue view', 'GET /repos/{owner}/{repo}/issues/{issue_number}', 'issues=read'],
	['label create', 'POST /repos/{owner}/{repo}/labels', 'issues=write; pull_requests=write'],
	['pr close', 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', 'pull_requests=write'],
	[
		'pr comment',
		'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
		'issues=write; pull_requests=write',
	],
	['pr create', 'POST /repos/{owner}/{repo}/pulls', 'pull_requests=write'],
	['pr edit', 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', 'pull_requests=write'],
	['pr list', 'GET /repos/{owner}/{repo}/pulls', 'pull_requests=read'],
	['pr merge', 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', 'contents=write'],
	['pr review', 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', 'pull_requests=write'],
	['pr view', 'GET /repos/{owner}/{repo}/pulls/{pull_number}', 'pull_requests=read; contents=read'],
	[
		'release create',
		'POST /repos/{owner}/{repo}/releases',
		'contents=write; contents=write,workflows=write',
	],
	['release delete', 'DELETE /repos/{owner}/{repo}/releases/{release_id}', 'contents=write'],
	['release download', 'GET /repos/{owner}/{repo}/releases/assets/{asset_id}', 'contents=read'],
	['release upload', 'POST /repos/{owner}/{repo}/releases/{release_id}/assets', 'contents=write'],
	['repo clone', 'GET /repos/{owner}/{repo}/contents/{path}', 'contents=read'],
	['repo create', 'POST /user/repos', 'administration=write'],
	['repo delete', 'DELETE /repos/{owner}/{repo}', 'administration=write'],
	['repo fork', 'POST /repos/{owner}/{repo}/forks', 'administration=write,contents=read'],
	['run cancel', 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', 'actions=write'],
	[
		'run download',
		'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
		'actions=read',
	],
	['run list', 'GET /repos/{owner}/{repo}/actions/runs', 'actions=read'],
	['run rerun', 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun', 'actions=write'],
	['run view', 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', 'actions=read'],
	['run watch', 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', 'actions=read'],
	['secret list', 'GET /repos/{owner}/{repo}/actions/secrets', 'secrets=read'],
	['secret set', 'PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}', 'secrets=write'],
	['variable list', 'GET /repos/{owner}/{repo}/actions/variables', 'actions_variables=read'],
	['variable set', 'POST /repos/{owner}/{repo}/actions/variables', 'actions_variables=write'],
	['workflow list', 'GET /repos/{owner}/{repo}/actions/workflows', 'actions=read'],
	[
		'workflow run',
		'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
		'actions=write',
	],
])('gh %s takes what %s takes: %s', (command, operation, sets) => {
	const need = needOfGhCommand(`gh ${command}`);
	expect(need).toMatchObject({name: `gh ${command}`, title: operation, works: 'permissions'});
	expect(need?.inferred).toMatch(
		/^(This is what the REST operation that does the same takes|GitHub’s list leaves it out)/,
	);
	expect(setsOf(need)).toBe(sets);
});

test.each([
	['gh pr create --fill'],
	['$ gh pr create'],
	['>gh pr create'],
	['cd app; gh pr create'],
	['cd app &&gh pr create'],
	['(gh pr create)'],
	['url=`gh pr create`'],
	['gh  pr\tcreate'],
	['sudo gh pr create'],
])('gh is read in %j', line => {
	expect(needOfGhCommand(line)?.name).toBe('gh pr create');
});

test.each([
	['gh pr creates'],
	['xgh pr create'],
	['gh prcreate'],
	['ghpr create'],
	['gh pr'],
	['gh api user'],
	['gh constructor prototype'],
	['gh pr -w create'],
	[''],
])('no known command of gh is in %j', line => {
	expect(needOfGhCommand(line)).toBeUndefined();
});

const repositoryNote =
	'The token also has to reach the repository: its owner as resource owner, the repository under repository access.';

const read = (text: string): MessageReading => {
	const reading = readMessages(text);
	if (reading === undefined) throw new Error(`No message is known in ${text}.`);
	return reading;
};

const pushNeed = {
	kind: 'message',
	name: 'git push',
	title: 'Push to the repository',
	works: 'permissions',
	anyOf: [{contents: 'write'}],
	scopes: [['repo']],
	notes: [repositoryNote],
};

test.each([
	['to create or update workflow `.github/workflows/ci.yml` without `workflow` scope'],
	['refusing to allow an OAuth App to create or update workflow `.github/workflows/a.yml`'],
	["To create or update workflow 'x.yml'"],
	['to create or update workflow .github/workflows/x.yml'],
])('a push of a workflow file takes contents and workflows: %s', text => {
	expect(read(text)).toEqual({
		needs: [
			{
				kind: 'message',
				name: 'git push',
				title: 'Push a change to a workflow file',
				works: 'permissions',
				anyOf: [{contents: 'write', workflows: 'write'}],
				scopes: [['repo', 'workflow']],
				notes: [],
			},
		],
		notes: [],
	});
});

test.each([
	['remote: Permission to octo/app.git denied to octocat.'],
	['remote: Write access to repository not granted.'],
	['! [remote rejected] main -> main (push declined due to repository permission)'],
])('a refused push takes contents: %s', text => {
	expect(read(text)).toEqual({needs: [pushNeed], notes: []});
});

const noAccess =
	"fatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 403";

test.each([
	['Permission to o/r.git denied to octocat.', {contents: 'write'}],
	['Write access to repository not granted.', {contents: 'write'}],
	['to create or update workflow `a.yml`', {contents: 'write', workflows: 'write'}],
])('%s, with the address that git may not access, is one need', (line, permissions) => {
	expect(read(`${line}\n${noAccess}`).needs).toMatchObject([{anyOf: [permissions]}]);
});

test('an address that git may not access takes contents, to write if it was a push', () => {
	expect(read(noAccess)).toEqual({
		needs: [{...pushNeed, notes: ['A fetch takes contents=read only.', repositoryNote]}],
		notes: [],
	});
	expect(readMessages(noAccess.replace('403', '404'))).toBeUndefined();
});

test.each([
	['remote: Repository not found.'],
	["fatal: repository 'https://github.com/o/r/' not found"],
	["fatal: repository '' not found"],
])('a repository that git does not find takes contents to read: %s', text => {
	expect(read(text)).toEqual({
		needs: [
			{
				...pushNeed,
				name: 'git fetch',
				title: 'Clone and fetch the repository',
				anyOf: [{contents: 'read'}],
				notes: [
					'GitHub says “not found” where a token may not look. To push, contents=write is needed.',
					repositoryNote,
				],
			},
		],
		notes: [],
	});
});

test('a repository that GraphQL does not resolve takes metadata', () => {
	expect(
		read("GraphQL: Could not resolve to a Repository with the name 'o/r'. (repository)"),
	).toEqual({
		needs: [
			{
				...pushNeed,
				name: 'repository',
				title: 'See the repository',
				anyOf: [{metadata: 'read'}],
				notes: [repositoryNote],
			},
		],
		notes: [],
	});
});

test('a workflow that may not open pull requests takes a token, or a setting', () => {
	expect(read('GitHub Actions is not permitted to create or approve pull requests.')).toEqual({
		needs: [
			{
				...pushNeed,
				name: 'GITHUB_TOKEN',
				title: 'Open a pull request instead of GITHUB_TOKEN',
				anyOf: [{contents: 'write', pull_requests: 'write'}],
				notes: [],
			},
		],
		notes: [
			'The setting “Allow GitHub Actions to create and approve pull requests” is the other way.',
		],
	});
});

test.each([
	['remote: Support for password authentication was removed on August 13, 2021.', 'git'],
	['remote: Password authentication is not supported for Git operations.', 'git'],
	['Support for password authentication', 'git'],
	['remote: Invalid username or token.', 'git'],
	['remote: Invalid username or password.', 'git'],
	["fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'git'],
	["fatal: could not read Password for 'https://octocat@github.com'", undefined],
	["fatal: could not read Password for 'https://github.com'", 'git'],
	['denied: permission_denied: read_package', 'container-pull'],
	['denied: permission_denied:read_package', 'container-pull'],
	['permission_denied: delete_package', 'container-delete'],
	['permission_denied:delete_package', 'container-delete'],
	['permission_denied: write_package', 'container-push'],
	['permission_denied:create_package', 'container-push'],
	['permission_denied: The token provided does not match expected scopes.', 'container-push'],
	['npm ERR! 401 Unauthorized - GET https://npm.pkg.github.com/@o%2fp', 'npm-install'],
	['npm ERR! 403 - PUT https://npm.pkg.github.com/@o%2fp', 'npm-publish'],
	['npm ERR! 403 INPUT https://npm.pkg.github.com/@o%2fp', 'npm-install'],
	['$ npm publish\nnpm ERR! 401 https://npm.pkg.github.com/@o%2fp', 'npm-publish'],
	['https://npm.pkg.github.com/@o%2fp permission_denied: write_package', 'npm-publish'],
	['https://npm.pkg.github.com/@o%2fp write_package', 'npm-publish'],
	['https://npm.pkg.github.com/@o%2fp create_package', 'npm-publish'],
	['Get "https://ghcr.io/v2/": denied', 'container-pull'],
	['Get "https://ghcr.io/v2/": unauthorized: authentication required', 'container-pull'],
	['https://ghcr.io/token 403 Forbidden', 'container-pull'],
	['denied: may not read ghcr.io/o/i', 'container-pull'],
	['unauthorized: ghcr.io', 'container-pull'],
	['403 Forbidden: ghcr.io', 'container-pull'],
	['docker push ghcr.io/o/i\ndenied: requested access to ghcr.io/o/i', 'container-push'],
	['the impush of ghcr.io is denied', 'container-pull'],
	['ghcr.io/o/i permission_denied: write_package', 'container-push'],
	['ghcr.io/o/i permission_denied: read_package', 'container-pull'],
	['The models permission is required', 'models'],
	['The `models` permission is required to access this endpoint', 'models'],
	['the token needs the "Copilot Requests" permission', 'copilot-requests'],
	['the “Copilot Requests” permission', 'copilot-requests'],
])('%s asks for what the preset %s grants', (text, id) => {
	const preset = id === undefined ? undefined : findPreset(id);
	expect(preset?.id).toBe(id);
	expect(readMessages(text)).toEqual(
		preset === undefined ? undefined : {needs: [needOfPreset(preset)], notes: []},
	);
});

test('what stands on different lines does not belong together', () => {
	expect(readMessages('ghcr.io\ndenied')).toBeUndefined();
	expect(readMessages("unable to access 'https://x/'\nerror: 403")).toBeUndefined();
	expect(readMessages('saml\nenforcement')).toBeUndefined();
});

const scopesOf = (text: string) =>
	read(text).needs.map(({name, works, scopes}) => ({name, works, scopes}));

test.each([
	[
		"The 'projectsV2' field requires one of the following scopes: ['read:project'], but",
		[['read:project']],
	],
	['requires one of the following scopes: repo, public_repo', [['repo'], ['public_repo']]],
	['requires one of the following scopes:[repo]', [['repo']]],
	[
		"requires one of the following scopes: ['read:org', 'read:discussion'], x",
		[['read:org'], ['read:discussion']],
	],
])('of scopes that one of is required, any is enough: %s', (text, scopes) => {
	const [list = []] = [scopes];
	expect(scopesOf(text)).toEqual([
		{name: list.map(([scope]) => scope).join(' or '), works: 'classic', scopes},
	]);
});

test('each of several refusals is a need, the same one once', () => {
	const refusal = (scope: string) => `requires one of the following scopes: ['${scope}'].`;
	expect(
		scopesOf([refusal('read:org'), refusal('gist'), refusal('read:org')].join('\n')),
	).toMatchObject([{scopes: [['read:org']]}, {scopes: [['gist']]}]);
	expect(scopesOf(refusal('nonsense'))).toEqual([]);
});

test.each([
	['missing required scope [read:project]', ['read:project']],
	['missing required scopes [read:project, repo]', ['read:project', 'repo']],
	['missing the required scopes: read:org', ['read:org']],
	["missing required scope 'read:org'", ['read:org']],
	['missing required scopes:repo', ['repo']],
	['missing required scopes {repo}', ['repo']],
	['This API operation needs the "admin:public_key" scope.', ['admin:public_key']],
	["needs the 'gist' scope", ['gist']],
	['needs the `read:org` scope', ['read:org']],
	['To request it, run: gh auth refresh -s read:project', ['read:project']],
	['gh auth refresh -h github.com -s read:project,repo', ['read:project', 'repo']],
	['gh auth refresh --scopes=gist', ['gist']],
	["gh auth refresh --scopes 'gist'", ['gist']],
	['missing required scope [repo]\nrun: gh auth refresh -s gist', ['repo']],
	['missing the required scope [repo]\nrun: gh auth refresh -s gist', ['repo']],
	['needs the "repo" scope, run: gh auth refresh -s gist', ['repo']],
])('of scopes that are missing, all are needed: %s', (text, scopes) => {
	expect(read(text)).toEqual({
		needs: [
			{
				kind: 'scope',
				name: scopes.join(', '),
				works: 'classic',
				anyOf: [],
				scopes: [scopes],
				reason: 'The message speaks of a classic token and names its scopes.',
				notes: [],
			},
		],
		notes: [],
	});
});

test('scopes that do not exist are no need', () => {
	expect(read('needs the "nonsense" scope')).toEqual({needs: [], notes: []});
});

const sso =
	'The organization enforces SAML single sign-on: authorize the token for it. More permissions do not help.';
const refusesClassic =
	'The organization does not accept classic tokens: make a fine-grained one with it as resource owner.';
const refusesFineGrained =
	'The organization refuses this fine-grained token: look at the lifetime it allows, and at its policy.';
const admin = 'Your account needs an admin role there too: a token never does more than you can.';
const branchRule = 'A rule of the branch refuses the push: a permission does not change it.';
const rateLimit = 'The rate limit is used up: a permission does not change it.';

test.each([
	['Resource protected by organization SAML enforcement.', sso],
	['The organization has enabled SAML SSO.', sso],
	['the org uses SAML single sign-on', sso],
	['You must grant your Personal Access token access to this organization.', sso],
	['You must grant your OAuth token access to this organization.', sso],
	["'o' forbids access via a personal access token (classic).", refusesClassic],
	['`o` forbids access via a fine-grained personal access tokens if', refusesFineGrained],
	['forbids access via a fine-grained personal access token', refusesFineGrained],
	['Must have admin rights to Repository.', admin],
	['You must be an organization owner', admin],
	['You must be an owner', admin],
	['you must be a admin', admin],
	['You must be an organization admin', admin],
	['remote: error: GH006: x', branchRule],
	['Protected branch update failed for refs/heads/main.', branchRule],
	['(protected branch hook declined)', branchRule],
	['Repository rule violations found', branchRule],
	['API rate limit exceeded for user ID 1.', rateLimit],
	['You have exceeded a secondary rate limit.', rateLimit],
])('%s is nothing that a permission changes', (text, note) => {
	expect(read(text)).toEqual({needs: [], notes: [note]});
	expect(read(`${text}\n${text}`).notes).toEqual([note]);
});

test.each([['Bad credentials'], ['{"message": "Requires authentication"}']])(
	'%s does not tell what is missing',
	text => {
		expect(read(text)).toEqual({
			needs: [],
			notes: [],
			unclear:
				'GitHub did not accept the token itself: it is missing, mistyped, expired or revoked. More permissions do not help.',
		});
	},
);

test('a refusal names the field that it was about, the first that is known', () => {
	const refusal = (fields: string) =>
		read(`GraphQL: Resource not accessible by personal access token (${fields})`).needs;
	expect(refusal('createIssue')).toEqual([needOfGraphqlField('createIssue')]);
	expect(refusal('organization.projectsV2.nodes.0.teams')).toEqual([
		needOfGraphqlField('projectsV2'),
	]);
	const checks = findPreset('checks-read');
	expect(checks).toBeDefined();
	for (const field of ['statusCheckRollup', 'checkSuites', 'checkRuns']) {
		expect(refusal(`repository.pullRequests.nodes.0.${field}.nodes`)).toEqual(
			checks === undefined ? [] : [needOfPreset(checks)],
		);
	}
	expect(read('Resource not accessible by integration: more (createLabel)').needs).toMatchObject([
		{name: 'createLabel'},
	]);
});

test.each([
	['Resource not accessible by integration'],
	['Resource not accessible by personal access token (repository.nodes)'],
	['Resource not accessible by personal access token (repository.xcheckRuns)'],
	['Resource not accessible by personal access token (repository.checkRunsX)'],
	['Resource not accessible by personal access token\n(createIssue)'],
	['Hello (createIssue)'],
	['something else'],
	[''],
])('no message is known in %j', text => {
	expect(readMessages(text)).toBeUndefined();
});

test('messages stand together, the field of a refusal first', () => {
	const {needs, notes} = read(
		'API rate limit exceeded\nremote: Repository not found.\nnot accessible by integration (createIssue)\nSAML SSO',
	);
	expect(needs.map(({name}) => name)).toEqual(['createIssue', 'git fetch']);
	expect(notes).toEqual([sso, rateLimit]);
	expect(read('Bad credentials\nSAML SSO')).toMatchObject({
		notes: [sso],
		unclear: expect.stringMatching(/token/),
	});
});

test.each([
	['Resource not accessible by personal access token', true],
	['resource NOT accessible by integration', true],
	['not accessible by integration', true],
	['not accessible by personal access token', true],
	['Resource not accessible', true],
	['not accessible', false],
	['Not Found', false],
])('whether %s is a refusal: %s', (text, expected) => {
	expect(isRefusal(text)).toBe(expected);
});
