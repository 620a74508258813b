import {expect, test} from 'vitest';
import {findOperations} from '../../../source/core/catalog/endpoints.ts';
import {graphqlFields} from '../../../source/core/catalog/graphql-fields.ts';
import {knownMessages, preliminaryRequests} from '../../../source/core/catalog/known-messages.ts';
import {describeSet} from '../../../source/core/catalog/permission.ts';
import {findPermission, levelsOf} from '../../../source/core/catalog/permissions.ts';
import {readNeed} from '../../../source/core/needs/index.ts';
import type {Need} from '../../../source/core/needs/need.ts';
import {
	isRefusal,
	needOfGraphqlField,
	readMessages,
	readPresentScopes,
} from '../../../source/core/needs/read-message.ts';
import {readMethod} from '../../../source/core/needs/read-request.ts';

const describe = ({works, anyOf, scopes}: Need): string =>
	works === 'permissions'
		? anyOf.map(describeSet).join('; ')
		: `${works} ${scopes.map(list => list.join(',')).join('; ')}`.trim();

const messagesOf = (text: string): readonly string[] =>
	(readMessages(text)?.needs ?? []).map(describe);

const isOperation = (name: string): boolean => {
	const [method = '', path = ''] = name.split(' ');
	return findOperations(path, readMethod(method)).length === 1;
};

test.each(Object.entries(graphqlFields))('the field %s names what exists', (_, row) => {
	const kinds = [row.like, row.anyOf, row.classic, row.app].filter(kind => kind !== undefined);
	expect(kinds).toHaveLength(1);
	if (row.like !== undefined) expect(isOperation(row.like)).toBe(true);
	for (const set of row.anyOf ?? []) {
		for (const [permission, level] of Object.entries(set)) {
			const known = findPermission(permission);
			expect(known && levelsOf(known)).toContain(level);
		}
	}
});

test.each(preliminaryRequests)('$first and $next are operations', ({first, next}) => {
	expect(isOperation(first)).toBe(true);
	expect(isOperation(next)).toBe(true);
});

test('a known message says something', () => {
	for (const {need, preset, scopes, permission, note, unclear, fromWorkflow} of knownMessages) {
		expect([need, preset, scopes, permission, note, unclear, fromWorkflow]).not.toEqual(
			Array(7).fill(undefined),
		);
	}
});

test.each<[string, string | undefined]>([
	['createIssue', 'issues=write'],
	['addComment', 'issues=write; pull_requests=write'],
	['repository.pullRequests', 'pull_requests=read'],
	['repository.pullRequests.nodes.0.title', 'pull_requests=read'],
	['organization.projectV2', 'organization_projects=read'],
	['user.projectV2', 'classic read:project'],
	['viewer.projectsV2.nodes', 'classic read:project'],
	['repository.pullRequest.commits.nodes.0.commit.statusCheckRollup.state', 'classic repo'],
	['createCheckRun', 'app'],
	['repository.vulnerabilityAlerts', 'vulnerability_alerts=read'],
	['constructor', undefined],
	['repository.nodes', undefined],
	['', undefined],
])('the GraphQL path %s takes %s', (path, expected) => {
	const need = needOfGraphqlField(path);
	expect(need && describe(need)).toBe(expected);
});

const refusal = (fields: string): string =>
	`GraphQL: Resource not accessible by personal access token (${fields})`;

test.each<[string, readonly string[]]>([
	[refusal('createIssue'), ['issues=write']],
	[`${refusal('createIssue')}\n${refusal('createRef')}`, ['issues=write', 'contents=write']],
	['{"errors":[{"type":"FORBIDDEN","path":["repository","discussions"]}]}', ['discussions=read']],
	['[{"type":"FORBIDDEN","path":[\n "organization",\n "teams"\n]}]', ['members=read']],
	[
		'GraphQL: Could not resolve to a ProjectV2 with the number 3. (user.projectV2)',
		['classic read:project'],
	],
	['Resource not accessible by personal access token (repository.nodes)', []],
	['Hello (createIssue)', []],
	['{"path": ["repository", "issues"]}', []],
])('every refused field of GraphQL counts: %s', (text, expected) => {
	expect(messagesOf(text)).toEqual(expected);
});

const noAccess =
	"fatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 403";

test.each<[string, readonly string[]]>([
	['to create or update workflow `.github/workflows/ci.yml`', ['contents=write,workflows=write']],
	['remote: Permission to octo/app.git denied to octocat.', ['contents=write']],
	['remote: Write access to repository not granted.', ['contents=write']],
	[`Permission to o/r.git denied to octocat.\n${noAccess}`, ['contents=write']],
	[
		`! [remote rejected] (refusing to allow an OAuth App to create or update workflow \`a.yml\`)\n${noAccess}`,
		['contents=write,workflows=write'],
	],
	[noAccess, ['contents=write']],
	[`Cloning into 'r'...\n${noAccess}`, ['contents=read']],
	['remote: Repository not found.', ['contents=read']],
	['$ git push\nremote: Repository not found.', ['contents=write']],
	[
		"fatal: could not read Username for 'https://github.com': terminal prompts disabled",
		['contents=write'],
	],
	[
		"go: github.com/o/r@v1: fatal: could not read Username for 'https://github.com'",
		['contents=read'],
	],
	[
		"GraphQL: Could not resolve to a Repository with the name 'o/r'. (repository)",
		['metadata=read'],
	],
	[
		'GitHub Actions is not permitted to create or approve pull requests.',
		['contents=write,pull_requests=write'],
	],
	["The job is requesting 'issues: write', but is only allowed 'issues: none'.", ['issues=write']],
	["Error: it needs the permission 'pull-requests: write'", ['pull_requests=write']],
	['EGITNOPERMISSION Cannot push to the Git repository.', ['contents=write']],
	[
		'WARN: Cannot access vulnerability alerts. Please ensure permissions have been granted.',
		['vulnerability_alerts=read'],
	],
	['✗ failed to list deploy keys', ['administration=write']],
	['The `models` permission is required to access this endpoint', ['user_models=read']],
	['the token needs the "Copilot Requests" permission', ['user_copilot_requests=read']],
])('%s', (text, expected) => {
	expect(messagesOf(text)).toEqual(expected);
});

test.each<[string, string]>([
	['denied: permission_denied: read_package', 'read:packages'],
	['permission_denied: delete_package', 'read:packages,delete:packages'],
	['permission_denied: write_package', 'write:packages'],
	['permission_denied: The token provided does not match expected scopes.', 'write:packages'],
	['npm ERR! 401 Unauthorized - GET https://npm.pkg.github.com/@o%2fp', 'read:packages'],
	['npm ERR! 403 - PUT https://npm.pkg.github.com/@o%2fp', 'write:packages'],
	['Get "https://ghcr.io/v2/": denied', 'read:packages'],
	['docker push ghcr.io/o/i\ndenied: requested access to ghcr.io/o/i', 'write:packages'],
	[
		"Could not GET 'https://maven.pkg.github.com/o/r/x.pom'. Received status code 401",
		'read:packages',
	],
	[
		"Could not PUT 'https://maven.pkg.github.com/o/r/x.pom'. Received status code 403",
		'write:packages',
	],
	['Failed to deploy artifacts: https://maven.pkg.github.com/o/r 403 Forbidden', 'write:packages'],
	['https://nuget.pkg.github.com/o/index.json 401 (Unauthorized)', 'read:packages'],
	['Authentication is required for rubygems.pkg.github.com: 401', 'read:packages'],
])('a refusal of a registry: %s', (text, scopes) => {
	expect(messagesOf(text)).toEqual([`classic ${scopes}`]);
});

test.each([['https://ghcr.io/o/i'], ['see https://npm.pkg.github.com'], ['ghcr.io is fine']])(
	'a registry that refused nothing is no need: %s',
	text => {
		expect(readMessages(text)).toBeUndefined();
	},
);

test.each<[string, readonly string[]]>([
	["requires one of the following scopes: ['read:project'], but", ['classic read:project']],
	['requires one of the following scopes: repo, public_repo', ['classic repo; public_repo']],
	['missing required scopes [read:project, repo]', ['classic repo,read:project']],
	["missing required scope 'repo';missing required scope 'read:org'", ['classic repo,read:org']],
	['Scopes required: repo\nScopes present: gist', ['classic repo']],
	['requires one of the following scopes: nonsense', []],
])('scopes that a message names: %s', (text, expected) => {
	expect(messagesOf(text)).toEqual(expected);
});

test('what gh hints at counts only where nothing else says what was refused', () => {
	const hint = 'This API operation needs the "repo" scope.';
	expect(readNeed(hint).needs.map(describe)).toEqual(['classic repo']);
	const both = readNeed(`gh api orgs/o/teams\n${hint}`);
	expect(both.needs.map(describe)).toEqual(['members=read']);
	expect(both.notes.join()).toMatch(/first scope that would be enough, repo/);
});

test.each<[string, readonly string[] | undefined]>([
	["only been granted the: ['gist', 'read:org'] scopes", ['gist', 'read:org']],
	['x-oauth-scopes: repo, workflow', ['repo', 'workflow']],
	["'x-oauth-scopes': 'read:user', 'x-accepted-oauth-scopes': ''", ['read:user']],
	['x-oauth-scopes: ', []],
	['Scopes present:  none', []],
	["- Token scopes: 'gist', 'repo'", ['gist', 'repo']],
	['access-control-expose-headers: X-OAuth-Scopes, X-Poll-Interval', undefined],
	['nothing', undefined],
])('what the token already has: %s', (text, expected) => {
	expect(readPresentScopes(text)).toEqual(expected);
});

test.each([
	['Resource protected by organization SAML enforcement.'],
	["'o' forbids access via a personal access token (classic)."],
	['`o` forbids access via a fine-grained personal access tokens if'],
	['Must have admin rights to Repository.'],
	['remote: error: GH006: x'],
	['Repository rule violations found'],
	['API rate limit exceeded for user ID 1.'],
	['the `o` organization has an IP allow list enabled'],
])('%s is nothing that a permission changes', text => {
	const reading = readMessages(text);
	expect(reading?.needs).toEqual([]);
	expect(reading?.notes).toHaveLength(1);
});

test.each([['Bad credentials'], ['{"message": "Requires authentication"}']])(
	'%s does not tell what is missing',
	text => {
		expect(readMessages(text)).toMatchObject({needs: [], unclear: expect.any(String)});
	},
);

test.each([
	['Resource not accessible by integration (createIssue)', true],
	['Permission to o/r.git denied to github-actions[bot].', true],
	['refusing to allow a GitHub App to create or update workflow `a.yml`', true],
	['Resource not accessible by personal access token (createIssue)', undefined],
])('whose token: %s', (text, expected) => {
	expect(readNeed(text).fromWorkflow).toBe(expected);
});

test('what is read before a change is named as such', () => {
	const [need] = readNeed(
		'failed to fetch public key: HTTP 404: Not Found (https://api.github.com/repos/o/r/actions/secrets/public-key)',
	).needs;
	expect(need).toMatchObject({anyOf: [{secrets: 'write'}], repository: 'o/r'});
	expect(need?.inferred).toMatch(/public key is read before/);
});

test.each([
	['Resource not accessible by personal access token', true],
	['resource NOT accessible by integration', true],
	['not accessible', false],
	['Not Found', false],
])('whether %s is a refusal: %s', (text, expected) => {
	expect(isRefusal(text)).toBe(expected);
});
