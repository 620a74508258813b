import fc from 'fast-check';
import {expect, test} from 'vitest';
import {repositoryNote} from '../../../source/core/catalog/known-messages.ts';
import {describeSet} from '../../../source/core/catalog/permission.ts';
import {
	leastNeeds,
	type NeedReading,
	needsJson,
	readNeed,
	readNeeds,
	takeChoice,
} from '../../../source/core/needs/index.ts';

const names = ({needs}: NeedReading) => needs.map(({name}) => name);
const choiceIds = ({choices}: NeedReading) =>
	choices.flatMap(({choices}) => choices.map(({id}) => id));

test.each([
	['POST /repos/{owner}/{repo}/issues'],
	['post /repos/{owner}/{repo}/issues'],
	['POST repos/octo-org/app/issues'],
	['POST /repos/octo-org/app/issues'],
	['POST /repos/:owner/:repo/issues/'],
	['POST /repos/<owner>/<repo>/issues'],
	['POST https://api.github.com/repos/octo-org/app/issues?state=open&per_page=1'],
	['POST https://api.octo.ghe.com/repos/octo-org/app/issues'],
	['POST https://github.example.com/api/v3/repos/octo-org/app/issues'],
	['POST https://github.example.com:8443/api/v3/repos/octo-org/app/issues#x'],
	['POST http(s)://HOSTNAME/api/v3/repos/OWNER/REPO/issues'],
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a workflow writes it so
	['POST ${{ github.api_url }}/repos/${{ github.repository }}/issues'],
	['POST $GITHUB_API_URL/repos/o/r/issues'],
	['POST https://api.github.com/repositories/1296269/issues'],
	['`POST /repos/{owner}/{repo}/issues`'],
	["octokit.request('POST /repos/{owner}/{repo}/issues', {"],
	['gh api repos/{owner}/{repo}/issues -f title=hi'],
	['gh api --method POST /repos/{owner}/{repo}/issues'],
	['gh api -XPOST /repos/o/r/issues'],
	['$ gh api "repos/o/r/issues" --field title="a b" --jq .number'],
	["gh api repos/:owner/:repo/issues --input - <<< '{}'"],
	['gh api --hostname github.example.com --method=POST repos/o/r/issues'],
	['curl -X POST https://api.github.com/repos/o/r/issues'],
	[
		'curl -L \\\n  -X POST \\\n  -H "Accept: application/json" \\\n  https://api.github.com/repos/o/r/issues \\\n  -d \'{"title":"x"}\'',
	],
	['curl -sS -d @body.json https://api.github.com/repos/o/r/issues'],
	['curl --request POST --url "https://api.github.com/repos/o/r/issues"'],
	['curl --json \'{"title":"it\'"\'"\'s"}\' https://api.github.com/repos/o/r/issues'],
	['https://docs.github.com/en/rest/issues/issues#create-an-issue'],
	['https://docs.github.com/en/rest/issues/issues?apiVersion=2022-11-28#create-an-issue'],
	[
		'https://docs.github.com/ja/enterprise-server@3.14/rest/issues/issues?apiVersion=2022-11-28#create-an-issue--parameters',
	],
	['https://docs.github.com/rest/reference/issues#create-an-issue'],
	['https://developer.github.com/v3/issues/#create-an-issue'],
	['create issues'],
	['Create an issue'],
	['How do I create an issue?'],
])('%s asks for creating an issue', text => {
	const reading = readNeed(text);
	expect(reading.unknown).toEqual([]);
	expect(reading.choices).toEqual([]);
	expect(names(reading)).toEqual(['POST /repos/{owner}/{repo}/issues']);
});

test.each([
	['gh api user', 'GET /user'],
	['gh api -X DELETE repos/o/r', 'DELETE /repos/{owner}/{repo}'],
	['curl https://api.github.com/repos/o/r/issues', 'GET /repos/{owner}/{repo}/issues'],
	['curl -I https://api.github.com/user', 'GET /user'],
	['curl -G -d q=x https://api.github.com/search/code', 'GET /search/code'],
	['curl -T file https://uploads.github.com/repos/o/r/releases/1/assets?name=x', undefined],
	['HEAD /repos/o/r', 'GET /repos/{owner}/{repo}'],
	['gh pr merge 12 --squash', 'gh pr merge'],
])('%s is read as %s', (text, name) => {
	expect(names(readNeed(text))[0]).toBe(name);
});

test('an address without a method is a GET, and the other methods are named', () => {
	const reading = readNeed('https://api.github.com/repos/octo-org/app/issues?state=open');
	expect(names(reading)).toEqual(['GET /repos/{owner}/{repo}/issues']);
	expect(reading.needs[0]).toMatchObject({owner: 'octo-org', repository: 'octo-org/app'});
	expect(reading.needs[0]?.notes).toContain(
		'No method was named, so this is GET; POST takes issues=write.',
	);
	expect(names(readNeed('/repos/o/r/actions/runs/1/cancel'))).toEqual([
		'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
	]);
});

test('a method that the path does not have offers those that it has', () => {
	expect(choiceIds(readNeed('DELETE /repos/o/r/issues'))).toEqual([
		'GET /repos/{owner}/{repo}/issues',
		'POST /repos/{owner}/{repo}/issues',
	]);
});

test.each([
	['POST /foo/bar/baz', 'POST /foo/bar/baz'],
	['GET /nonexistent/path', 'GET /nonexistent/path'],
	['delete /issues-of/labels', 'delete /issues-of/labels'],
	['GET /repos/octo-org/app/issue', 'GET /repos/octo-org/app/issue'],
	['gh api repos/octo-org/app/issue', 'gh api repos/octo-org/app/issue'],
])('%s, which GitHub does not have, is named, and no other is offered', (text, name) => {
	const {needs, choices, unknown} = readNeed(text);
	expect({needs, choices}).toEqual({needs: [], choices: []});
	expect(unknown).toMatchObject([{text: name}]);
	expect(unknown[0]?.reason).toContain('not in GitHub’s list');
});

test.each([
	['https://docs.github.com/rest/issues/issues#create-an-isue'],
	['https://docs.github.com/en/rest/issues/issues?apiVersion=2022-11-28#xyzzy'],
])('%s, a link to no operation, is named as a whole', link => {
	const {choices, unknown} = readNeed(`See ${link}.`);
	expect([...choices, ...unknown].map(({text}) => text)).toEqual([link]);
});

const verboseLog = `* Request to https://api.github.com/repos/o/r/pulls
> POST /repos/o/r/pulls HTTP/1.1
> Host: api.github.com
> Authorization: token ████████████████████

{"title":"x"}
< HTTP/2.0 403 Forbidden
< X-Accepted-Github-Permissions: pull_requests=write; contents=write
< X-Oauth-Scopes: gist, repo

{"message":"Resource not accessible by personal access token","documentation_url":"https://docs.github.com/rest/pulls/pulls#create-a-pull-request","status":"403"}`;

test('a log is one need: the request, with what the header says it takes', () => {
	const reading = readNeed(verboseLog);
	expect(names(reading)).toEqual(['POST /repos/{owner}/{repo}/pulls']);
	expect(reading.needs[0]?.anyOf).toEqual([{pull_requests: 'write'}, {contents: 'write'}]);
	expect(reading.notes).toEqual(['The token that was used has gist, repo.', repositoryNote]);
	expect(reading.unknown).toEqual([]);
});

test('a dumped error is one need, wherever its request stands', () => {
	const reading =
		readNeed(`RequestError [HttpError]: Resource not accessible by personal access token
  status: 403,
  response: {
    url: 'https://api.github.com/repos/o/r/issues/1/comments',
    headers: {
      'x-accepted-github-permissions': 'issues=write; pull_requests=write',
      'x-github-media-type': 'github.v3; format=json'
    },
    data: { message: 'Resource not accessible by personal access token' }
  },
  request: {
    method: 'POST',
    url: 'https://api.github.com/repos/o/r/issues/1/comments',
    headers: { authorization: 'token [REDACTED]' }
  }`);
	expect(names(reading)).toEqual(['POST /repos/{owner}/{repo}/issues/{issue_number}/comments']);
});

test('a header alone, with or without its name, is a need', () => {
	expect(
		readNeed('X-Accepted-GitHub-Permissions: contents=write,workflows=write').needs,
	).toMatchObject([{anyOf: [{contents: 'write', workflows: 'write'}]}]);
	expect(readNeed('contents=write,pull_requests=read; issues=read').needs).toMatchObject([
		{anyOf: [{contents: 'write', pull_requests: 'read'}, {issues: 'read'}]},
	]);
	expect(readNeed('X-Accepted-OAuth-Scopes: admin:org, read:org, repo').needs).toMatchObject([
		{works: 'classic', scopes: [['admin:org'], ['read:org'], ['repo']]},
	]);
	expect(readNeed('X-OAuth-Scopes: repo, gist').needs).toMatchObject([
		{works: 'classic', scopes: [['repo', 'gist']]},
	]);
	expect(readNeed('x-accepted-oauth-scopes:').needs).toMatchObject([{works: 'any-token'}]);
});

test.each([
	['X-Accepted-GitHub-Permissions:'],
	['< x-accepted-github-permissions: \n< x-github-media-type: github.v3'],
	['"x-accepted-github-permissions": "",'],
])('%j names no permission, so none is needed', text => {
	const {needs, unknown} = readNeed(text);
	expect(needs).toMatchObject([{works: 'any-token', anyOf: [{}]}]);
	expect(needs[0]?.notes.join()).toContain('names no permission, so none is needed');
	expect(unknown).toEqual([]);
});

test('the name of a header among others is no empty header', () => {
	const {needs} = readNeed(
		'Access-Control-Expose-Headers: ETag, X-Accepted-GitHub-Permissions, X-OAuth-Scopes',
	);
	expect(needs).toEqual([]);
});

test.each([['contents=bogus'], ['X-Accepted-GitHub-Permissions: contents=bogus']])(
	'%s names a level that does not exist, and those that do',
	text => {
		const {needs, choices, unknown} = readNeed(text);
		expect({needs, choices}).toEqual({needs: [], choices: []});
		expect(unknown).toEqual([
			{
				text: 'contents=bogus',
				reason:
					'The level of contents=bogus does not exist: contents takes read or write, as in contents=read.',
			},
		]);
	},
);

test.each([['contents=admin'], ['contents: admin'], ['metadata: write']])(
	'%s is a level that nobody can grant, and is not answered with',
	text => {
		expect(readNeed(text).needs).toEqual([]);
	},
);

test.each([[''], ['X-Accepted-GitHub-Permissions: ']])(
	'behind “%s”, what is right stays beside a level that does not exist',
	name => {
		const {needs, unknown} = readNeed(`${name}contents=bogus; issues=read`);
		expect(unknown).toEqual([]);
		expect(needs).toMatchObject([{works: 'permissions', anyOf: [{issues: 'read'}]}]);
		expect(needs[0]?.notes.join()).toContain('The level of contents=bogus does not exist');
	},
);

test('a header of nothing that is a permission is named', () => {
	expect(readNeed('X-Accepted-GitHub-Permissions: foo=bar').unknown).toMatchObject([
		{text: 'foo=bar', reason: expect.stringContaining('names no permission')},
	]);
});

test('scopes that are written like a permission stay scopes', () => {
	expect(readNeed('scope=repo').needs).toMatchObject([{works: 'classic', scopes: [['repo']]}]);
});

test('a header of scopes beside a request does not make it classic', () => {
	const reading = readNeed('> GET /repos/o/r/issues HTTP/2\n< X-Accepted-OAuth-Scopes: repo');
	expect(reading.needs).toMatchObject([{works: 'permissions', anyOf: [{issues: 'read'}]}]);
});

test('a header does not open to fine-grained tokens what is closed to them', () => {
	const reading = readNeed(
		'> GET /user/packages HTTP/2\n< X-Accepted-GitHub-Permissions: metadata=read',
	);
	expect(reading.needs).toMatchObject([{works: 'classic'}]);
});

test('several needs, mixed, in one text', () => {
	const reading = readNeed(`- push code
- gh api repos/o/r/issues -f title=x
* GET /user/starred
1. trigger a workflow
https://docs.github.com/rest/pulls/pulls#create-a-pull-request`);
	expect(names(reading)).toEqual([
		'Push code',
		'POST /repos/{owner}/{repo}/issues',
		'GET /user/starred',
		'Trigger and watch Actions',
		'POST /repos/{owner}/{repo}/pulls',
	]);
	expect(names(readNeed('push code and create issues, then publish a release'))).toEqual([
		'Push code',
		'POST /repos/{owner}/{repo}/issues',
		'Publish releases',
	]);
});

test('the same need twice counts once', () => {
	expect(names(readNeeds(['create issues', 'POST /repos/{owner}/{repo}/issues']))).toHaveLength(1);
});

test('permissions of a workflow file are read, and what no token has is named', () => {
	const reading = readNeed(
		'permissions:\n  contents: write\n  pull-requests: read\n  id-token: write\n  packages: write',
	);
	expect(names(reading)).toEqual(['contents=write', 'pull_requests=read', 'packages=write']);
	expect(reading.unknown).toMatchObject([{text: 'id-token: write'}]);
	expect(leastNeeds(reading.needs).tokens.map(({type}) => type)).toEqual([
		'fine-grained',
		'classic',
	]);
});

test('words that may mean several things are offered, and one can be taken', () => {
	const reading = readNeed('secrets');
	const [choices] = reading.choices;
	expect(reading.needs).toEqual([]);
	expect(choices?.choices.length).toBeGreaterThan(2);
	const [choice] = choices?.choices ?? [];
	if (!choices || !choice) throw new Error('There are choices.');
	const taken = takeChoice(reading, choices, choice);
	expect(taken.needs).toEqual([choice.need]);
	expect(taken.choices).toEqual([]);
});

test('a choice is read back by its id', () => {
	for (const text of ['secrets', 'invite collaborators', 'webhooks']) {
		for (const {id, need} of readNeed(text).choices.flatMap(({choices}) => choices)) {
			expect(readNeed(id).needs, id).toMatchObject([{anyOf: need.anyOf, scopes: need.scopes}]);
		}
	}
});

test.each([
	['Bad credentials', 'did not accept the token itself'],
	['Resource not accessible by personal access token', 'which request'],
	['xyzzy plugh', 'These words are unknown here'],
	['', 'Nothing was given'],
	[' \n\t ', 'Nothing was given'],
])('“%s” is unknown: %s', (text, reason) => {
	const reading = readNeed(text);
	expect(reading.needs).toEqual([]);
	expect(reading.unknown.map(unknown => unknown.reason).join()).toContain(reason);
});

test.each([
	[
		'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
		'authorize the token',
	],
	[
		"'octo-org' forbids access via a personal access token (classic).",
		'does not accept classic tokens',
	],
	['API rate limit exceeded for user ID 1.', 'rate limit'],
	[
		'remote: error: GH006: Protected branch update failed for refs/heads/main.',
		'rule of the branch',
	],
])('%s says what a permission does not change', (text, note) => {
	const reading = readNeed(text);
	expect(reading.needs).toEqual([]);
	expect(reading.notes.join()).toContain(note);
});

const secret = fc
	.tuple(
		fc.constantFrom('ghp_', 'github_pat_', 'gho_', 'ghs_'),
		fc.stringMatching(/^[A-Za-z0-9]{16,60}$/),
	)
	.map(parts => parts.join(''));
const places = [
	(token: string) => `curl -H "Authorization: Bearer ${token}" https://api.github.com/nothing/here`,
	(token: string) => `curl -u octocat:${token} https://api.github.com/no/such`,
	(token: string) => `git clone https://${token}@github.com/o/r.git`,
	(token: string) => `git clone https://x-access-token:${token}@github.com/o/r.git`,
	(token: string) => `> authorization: token ${token}\n> GET /nope HTTP/2`,
	(token: string) => `//npm.pkg.github.com/:_authToken=${token}`,
	(token: string) => `what is ${token} for`,
	(token: string) => `GET https://api.github.com/user?access_token=${token}`,
	(token: string) => `POST /repos/${token}/r/issues`,
];

test('a token in the text never comes back', () => {
	fc.assert(
		fc.property(secret, fc.constantFrom(...places), (token, place) => {
			const reading = readNeed(place(token));
			const answer = leastNeeds(reading.needs);
			expect(JSON.stringify([reading, answer, needsJson(reading, answer)])).not.toContain(token);
		}),
	);
});

test('an Authorization header of any kind never comes back', () => {
	for (const value of [
		'Bearer opaque-value-123',
		'token opaque-value-123',
		'Basic b3BhcXVlLXZhbHVl',
	]) {
		const text = JSON.stringify(
			readNeed(`curl -H 'Authorization: ${value}' https://example.com/x`),
		);
		expect(text).not.toMatch(/opaque-value|b3BhcXVl/);
	}
});

test('control characters never come back', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 200}), text => {
			const reading = readNeed(`${text}\u001B[31m\u202E\u0007`);
			const shown = [
				...reading.unknown.flatMap(unknown => [unknown.text, unknown.reason]),
				...reading.choices.map(choices => choices.text),
				...reading.needs.map(need => need.name),
				...reading.notes,
			].join('');
			expect(shown).not.toMatch(/\p{C}/u);
		}),
	);
});

test.each([
	['spaces', ' '.repeat(200_000)],
	['denied ghcr.io', 'denied '.repeat(40_000)],
	['slashes', '/'.repeat(200_000)],
	['a long path', `POST /repos/${'a/'.repeat(90_000)}`],
	['quotes', `curl ${'"'.repeat(100_000)}`],
	['commas', 'GET,'.repeat(50_000)],
	['lines', 'x\n'.repeat(100_000)],
	['headers', 'x-accepted-github-permissions: contents=write\n'.repeat(4000)],
	['a huge header', `x-accepted-github-permissions: ${'contents=read,issues=read;'.repeat(7000)}`],
	['braces', `{"method":"POST"${'{'.repeat(100_000)}`],
])('%s without end are read before a test is over', (_, text) => {
	expect(leastNeeds(readNeed(text).needs).tokens.length).toBeLessThan(5);
});

test('the answer for --json has the promised shape', () => {
	const reading = readNeeds(['POST /repos/{owner}/{repo}/issues', 'secrets', 'xyzzy']);
	const json = needsJson(reading, leastNeeds(reading.needs));
	expect(json).toMatchObject({
		type: 'fine-grained',
		permissions: {issues: 'write'},
		scopes: [],
		because: [
			{need: 'POST /repos/{owner}/{repo}/issues', permissions: {issues: 'write'}, alternatives: []},
		],
	});
	expect(json.unknown.map(({need}) => need)).toEqual(['xyzzy', 'secrets']);
	const several = readNeeds(['GET /user/emails', 'GET /orgs/{org}/members']);
	expect(needsJson(several, leastNeeds(several.needs))).toMatchObject({
		type: null,
		permissions: {},
		scopes: [],
		tokens: [{permissions: {members: 'read'}}, {permissions: {emails: 'read'}}],
	});
});

test('each choice says in --json what it takes', () => {
	const reading = readNeed('POST /repos/:owner/:repo/issues/:issue_number');
	const [unknown] = needsJson(reading, leastNeeds(reading.needs)).unknown;
	expect(unknown?.choices).toEqual([
		{
			id: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
			title: 'Get an issue',
			type: 'fine-grained',
			scopes: [],
			permissions: {issues: 'read'},
			alternatives: [],
		},
		{
			id: 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
			title: 'Update an issue',
			type: 'fine-grained',
			scopes: [],
			permissions: {issues: 'write'},
			alternatives: ['pull_requests=write'],
		},
	]);
	const packages = readNeed('POST /user/packages/npm/x');
	const [classic] = needsJson(packages, leastNeeds([])).unknown;
	expect(classic?.choices).toMatchObject([
		{permissions: {}, scopes: ['read:packages'], reason: expect.any(String)},
		{permissions: {}, reason: expect.any(String)},
	]);
});

test('the permissions of --json hold those to tick by hand too', () => {
	const reading = readNeed('GET /orgs/{org}/agents/secrets');
	expect(needsJson(reading, leastNeeds(reading.needs))).toMatchObject({
		permissions: {organization_agent_secrets: 'read'},
		byHand: {organization_agent_secrets: 'read'},
	});
});

test('half a character is never left where a text is cut', () => {
	const [unknown] = readNeed('𠀀'.repeat(100)).unknown;
	expect(unknown?.text).toBe(`${'𠀀'.repeat(59)}…`);
	const [longer] = readNeed(`a${'𠀀'.repeat(100)}`).unknown;
	expect(longer?.text).toBe(`a${'𠀀'.repeat(59)}…`);
});

test('a token inside of a word is not kept', () => {
	const reading = readNeed(`https://github.com/newghp_${'A1b2'.repeat(9)}`);
	expect(JSON.stringify(reading)).not.toContain('A1b2');
});

test('what nobody can see is not kept', () => {
	const [unknown] = readNeed('x\u{e0100}\u3164\u2028\ufe0fy').unknown;
	expect(unknown?.text).toBe('xy');
});

/** What was read, one line each, as short as it can be told. */
const describeReading = ({needs, choices, unknown, notes}: NeedReading): readonly string[] => [
	...needs.map(need =>
		[need.name, need.works, need.anyOf.map(describeSet).join('; '), need.scopes.join('; ')]
			.join(' | ')
			.trimEnd(),
	),
	...choices.map(({text, choices: offered}) => `${text} ? ${offered[0]?.id}`),
	...unknown.map(({text, reason}) => `${text} ! ${reason}`),
	...notes.map(note => `(${note})`),
];

const read = (text: string): readonly string[] => describeReading(readNeed(text));

const noGraphql =
	'GitHub publishes no permissions for GraphQL. Name the REST operation that does the same, or describe the task in words.';
const notOnTheList =
	'It is not in GitHub’s list of REST operations: check the method and the path with https://docs.github.com/rest.';
const notKnown =
	'These words are unknown here. Name an operation, as in POST /repos/{owner}/{repo}/issues, or paste the response.';
const noRequest =
	'GitHub does not say here which request it refused. Paste the request or its documentation link with it, or the response header X-Accepted-GitHub-Permissions.';
const createIssue = 'POST /repos/{owner}/{repo}/issues | permissions | issues=write |';

test.each<[string, readonly string[]]>([
	[
		"gh api graphql -f query='mutation { createIssue(input: {}) { issue { id } } }'",
		['createIssue | permissions | issues=write |'],
	],
	[
		"gh api graphql -f query='mutation { createIssue (x: 1) { id } createIssue(x: 2) { id } teams { id } }'",
		['createIssue | permissions | issues=write |', 'teams | permissions | members=read |'],
	],
	["gh api graphql -f query='{ viewer { login } }'", ['gh api | any-token |  |']],
	[
		"gh api graphql -f query='query { organization(login: 1) { teams { totalCount } } }'",
		['teams | permissions | members=read |'],
	],
	['POST /graphql', [`graphql ! ${noGraphql}`]],
])('of a request of GraphQL, its fields are needs: %s', (text, expected) => {
	expect(read(text)).toEqual(expected);
});

test.each([
	['packages=read', 'packages=read | classic |  | read:packages'],
	['packages=write', 'packages=write | classic |  | write:packages'],
	['packages=admin', 'packages=admin | classic |  | write:packages'],
	['packages: read', 'packages=read | classic |  | read:packages'],
	['Packages : "WRITE" ,', 'packages=write | classic |  | write:packages'],
	["- 'packages': 'write'", 'packages=write | classic |  | write:packages'],
	['checks=read', 'checks=read | classic |  | repo'],
	['checks=write', 'checks=write | app |  |'],
	['checks=admin', 'checks=admin | app |  |'],
	['checks: read', 'checks=read | classic |  | repo'],
	['checks: write', 'checks=write | app |  |'],
	['single_file=read; checks=read', 'single_file=read; checks=read | classic |  | repo'],
])('%s, which no fine-grained token has, is a need of another', (text, expected) => {
	expect(read(text)).toEqual([expected]);
	expect(readNeed(text).needs[0]?.reason).toMatch(/cannot be granted to a fine-grained token/);
	expect(readNeed(text).needs[0]).toMatchObject({kind: 'header', notes: []});
});

test.each([
	['single_file=read', 'single_file is a permission of GitHub Apps, not of personal tokens.'],
	['single-file: read', 'single_file is a permission of GitHub Apps, not of personal tokens.'],
	[
		'id-token: write',
		'id-token is a permission of GITHUB_TOKEN in Actions, not of a personal token.',
	],
	['xyzzy: write', 'xyzzy is not a known permission of fine-grained tokens.'],
	['xchecks: write', 'xchecks is not a known permission of fine-grained tokens.'],
	['checksx: write', 'checksx is not a known permission of fine-grained tokens.'],
	[
		'single_file=read; contents=bogus',
		'single_file is a permission of GitHub Apps, not of personal tokens. The level of contents=bogus does not exist: contents takes read or write, as in contents=read.',
	],
])('%s is no need: %s', (text, reason) => {
	expect(read(text)).toEqual([`${text} ! ${reason}`]);
});

const noneNeeded = (name: string) => `${name} | any-token |  |`;

test('a header that takes no permission is satisfied by any token', () => {
	for (const text of [
		'allows_permissionless_access=true',
		'contents=read; allows_permissionless_access=true',
	]) {
		expect(read(text)).toEqual([noneNeeded(text)]);
		expect(readNeed(text).needs).toMatchObject([{anyOf: [{}], scopes: [[]], kind: 'header'}]);
	}
});

test.each<[string, readonly string[]]>([
	["{'x-accepted-github-permissions' => 'contents=read'}", ['contents=read']],
	['x-accepted-github-permissions=contents=read', ['contents=read']],
	['X-Accepted-GitHub-Permissions contents=read', ['contents=read']],
	['"x-accepted-github-permissions": ["contents=read"]', ['contents=read']],
	['x-accepted-github-permissions: contents=read , issues=write', ['contents=read , issues=write']],
	['x-accepted-github-permissions: contents=read;issues=read!', ['contents=read;issues=read']],
	['x-accepted-github-permissions: contents=read;', ['contents=read']],
	[
		'x-accepted-github-permissions: contents=read\nx-accepted-github-permissions: issues=read',
		['contents=read', 'issues=read'],
	],
])('in %j the header says %j', (text, values) => {
	const {needs, choices, unknown, notes} = readNeed(text);
	expect({choices, unknown, notes}).toEqual({choices: [], unknown: [], notes: []});
	expect(needs.map(({name, kind}) => ({name, kind}))).toEqual(
		values.map(name => ({name, kind: 'header'})),
	);
});

const headerNamesScopes = 'The header names scopes of classic tokens; any one of them is enough.';
const headerOfToken =
	'The header names the scopes that a classic token has. The answer is a token with the same scopes.';

test.each<[string, readonly string[], string | undefined]>([
	['x-accepted-oauth-scopes: repo', ['repo | classic |  | repo'], headerNamesScopes],
	[
		"'x-accepted-oauth-scopes' => 'repo, read:org'",
		['repo or read:org | classic |  | repo; read:org'],
		headerNamesScopes,
	],
	['x-accepted-oauth-scopes=gist', ['gist | classic |  | gist'], headerNamesScopes],
	['"x-accepted-oauth-scopes": ""', [noneNeeded('X-Accepted-OAuth-Scopes')], undefined],
	['x-oauth-scopes: repo, gist', ['repo, gist | classic |  | repo,gist'], headerOfToken],
	[
		'x-oauth-scopes: repo\nx-oauth-scopes: gist',
		['repo, gist | classic |  | repo,gist'],
		headerOfToken,
	],
	['x-oauth-scopes:', ['X-OAuth-Scopes ! The header names no scope.'], undefined],
	['x-oauth-scopes: nonsense', ['X-OAuth-Scopes ! The header names no scope.'], undefined],
	[
		'x-accepted-oauth-scopes: repo\nx-accepted-github-permissions: contents=read',
		['contents=read | permissions | contents=read |'],
		undefined,
	],
	[
		'x-accepted-oauth-scopes: repo\nx-accepted-github-permissions: foo=bar',
		[
			'repo | classic |  | repo',
			'foo=bar ! The header names no permission with its level, as in contents=read.',
		],
		headerNamesScopes,
	],
])('the header of scopes in %j', (text, expected, reason) => {
	expect(read(text)).toEqual(expected);
	expect(readNeed(text).needs[0]?.reason).toBe(reason);
});

test('an empty header of scopes says so', () => {
	expect(readNeed('x-accepted-oauth-scopes: ').needs).toEqual([
		{
			kind: 'header',
			name: 'X-Accepted-OAuth-Scopes',
			works: 'any-token',
			anyOf: [{}],
			scopes: [[]],
			notes: ['The header names no scope.'],
		},
	]);
});

test.each<[string, readonly string[]]>([
	[
		'> GET /user\n< x-accepted-github-permissions: contents=read\n> GET /user/emails\n< x-accepted-github-permissions: issues=read',
		[
			'GET /user | permissions | contents=read |',
			'GET /user/emails | permissions | issues=read | user:email',
		],
	],
	[
		'< x-accepted-github-permissions: issues=read\n> GET /user/emails',
		['GET /user/emails | permissions | issues=read | user:email'],
	],
	[
		'> GET /user/emails\n< x-accepted-github-permissions: allows_permissionless_access=true; issues=read',
		['GET /user/emails | any-token |  | user:email'],
	],
	[
		'> GET /user/emails\n< x-accepted-github-permissions: checks=write',
		['GET /user/emails | permissions | emails=read | user:email'],
	],
	[
		'> GET /user/emails\n< x-accepted-github-permissions: foo=bar',
		['GET /user/emails | permissions | emails=read | user:email'],
	],
	['> GET /app\n< x-accepted-github-permissions: metadata=read', ['GET /app | app |  |']],
	[
		'> POST /credentials/revoke\n< x-accepted-github-permissions: metadata=read',
		['POST /credentials/revoke | no-token |  |'],
	],
	[
		'> GET /user/emails\n< x-oauth-scopes: ',
		[
			'GET /user/emails | permissions | emails=read | user:email',
			'(The token that was used has no scopes, or is a fine-grained one.)',
		],
	],
	[
		'> GET /repos/o/r\n> GET /repos/a/b\n< HTTP/2 404',
		['GET /repos/{owner}/{repo} | permissions | metadata=read |'],
	],
])('a header belongs to the request before it, else to the next: %j', (text, expected) => {
	expect(read(text)).toEqual(expected);
});

test('what a header says replaces what was inferred, and the reason with it', () => {
	const request = '> GET /repos/o/r/issues/1/suggestions';
	expect(readNeed(request).needs[0]).toHaveProperty('inferred');
	const [need] = readNeed(`${request}\n< x-accepted-github-permissions: issues=write`).needs;
	expect(need).not.toHaveProperty('inferred');
	expect(need).toMatchObject({works: 'permissions', anyOf: [{issues: 'write'}]});
	const [open] = readNeed('> GET /user\n< x-accepted-github-permissions: contents=read').needs;
	expect(open).not.toHaveProperty('reason');
	const [still] = readNeed(
		'> GET /user\n< x-accepted-github-permissions: allows_permissionless_access=true',
	).needs;
	expect(still?.reason).toBe('It needs no permission: any token will do.');
	expect(still?.anyOf).toEqual([{}]);
});

const labels = 'https://api.github.com/repos/o/r/labels';

test.each<[string, readonly string[]]>([
	[`failed to create label: HTTP 404 (${labels})`, ['POST']],
	[`cannot add: HTTP 404 (${labels})`, ['POST']],
	[`while opening: HTTP 403 (${labels})`, ['POST']],
	[`publishing failed: HTTP 403 (${labels})`, ['POST']],
	[`upload failed: HTTP 403 (${labels})`, ['POST']],
	[`submitted: HTTP 403 (${labels})`, ['POST']],
	[`could not post: HTTP 403 (${labels})`, ['POST']],
	[`could not list: HTTP 403 (${labels})`, ['GET']],
	[`failed to fetch labels: HTTP 403 (${labels}/x)`, ['GET']],
	[`failed getting it: HTTP 403 (${labels}/x)`, ['GET']],
	[`failed to read: HTTP 403 (${labels}/x)`, ['GET']],
	[`failed to load: HTTP 403 (${labels}/x)`, ['GET']],
	[`cannot view: HTTP 403 (${labels}/x)`, ['GET']],
	[`cannot find: HTTP 403 (${labels}/x)`, ['GET']],
	[`could not delete: HTTP 403 (${labels}/x)`, ['DELETE']],
	[`removing failed: HTTP 403 (${labels}/x)`, ['DELETE']],
	[`could not edit: HTTP 403 (${labels}/x)`, ['PATCH']],
	[`could not update: HTTP 403 (${labels}/x)`, ['PATCH']],
	[`changing failed: HTTP 403 (${labels}/x)`, ['PATCH']],
	[`could not set: HTTP 403 (${labels}/x)`, ['PATCH']],
	[`could not close: HTTP 403 (${labels}/x)`, ['PATCH']],
	[`patching failed: HTTP 403 (${labels}/x)`, ['PATCH']],
	['could not merge: HTTP 403 (https://api.github.com/repos/o/r/pulls/1/merge)', ['PUT']],
	[
		'could not trigger: HTTP 403 (https://api.github.com/repos/o/r/actions/workflows/1/dispatches)',
		['POST'],
	],
	[`something: HTTP 403 (${labels}/x)`, ['GET']],
	['something: HTTP 403 (https://api.github.com/repos/create/list/labels/x)', ['GET']],
	['something: HTTP 403 (http://api.github.com/repos/create/list/labels/x)', ['GET']],
	['could not create: HTTP 403 (https://api.github.com/repos/o/r/contents/x)', ['PUT']],
	[`while getting: HTTP 403 (${labels}/x)`, ['GET']],
	[`Resource not accessible: create (${labels}/x)`, ['GET']],
	[`HTTP 403: resource not accessible by integration (${labels})`, ['GET']],
])('an error says in words what was tried: %s', (text, methods) => {
	const {needs, choices} = readNeed(text);
	expect(needs.map(({name}) => name.split(' ')[0])).toEqual(methods);
	expect(choices).toEqual([]);
});

test.each([
	["method: 'POST', url: 'https://api.github.com/repos/o/r/issues', status: 403"],
	['"method":"post","headers":0,"url":"https://api.github.com/repos/o/r/issues" status: 403'],
	["method = 'POST'\nbaseUrl: 'x'\nurl = '/repos/o/r/issues'\nHTTP 404"],
])('a request is read as programs print it: %s', text => {
	expect(read(text)).toEqual([createIssue]);
});

test.each([
	["method: 'POST', url: 'https://example.com/x', status: 403"],
	["method: 'NONSENSE', url: 'https://example.com/repos/o/r/issues', status: 403"],
	["method: 'POST' } { url: '/xyzzy', status: 403"],
])('no request is read in %s', text => {
	expect(readNeed(text).needs).toEqual([]);
});

test.each([
	['documentation_url: https://docs.github.com/rest'],
	['< x\nsecrets'],
	['> x\nsecrets'],
	['* Connected to api.github.com\nsecrets'],
	['* Request to https://example.com\nsecrets'],
	['* Trying 1.2.3.4\nsecrets'],
	['* Host x was resolved\nsecrets'],
	['HTTP 401\nsecrets'],
	['HTTP/2 403\nsecrets'],
	['HTTP/1.1 404\nsecrets'],
	['HTTP403\nsecrets'],
	['status: 401\nsecrets'],
	['status=403\nsecrets'],
	['"status": "404"\nsecrets'],
	['statusCode: 404\nsecrets'],
	['status : 403\nsecrets'],
	['"status" : "403"\nsecrets'],
	['  > x\nsecrets'],
	['Resource not accessible by integration\nsecrets'],
])('of a log, words are no needs: %j', text => {
	const {needs, choices, unknown} = readNeed(text);
	expect({needs, choices}).toEqual({needs: [], choices: []});
	expect(unknown.map(({reason}) => reason)).toEqual([noRequest]);
});

test.each([
	['HTTP 500\nsecrets'],
	['HTTP 200\nsecrets'],
	['status: 200\nsecrets'],
	['xstatus: 403\nsecrets'],
	['>x\nsecrets'],
	['* Hosts\nsecrets'],
	['a > b\nsecrets'],
	['x> b\nsecrets'],
	['see * Host x\nsecrets'],
])('of what is no log, they are: %j', text => {
	expect(readNeed(text).choices.map(choices => choices.text)).toContain('secrets');
});

test.each<[string, readonly string[]]>([
	['scopes: repo, gist', ['repo, gist | classic |  | repo,gist']],
	['Scope = workflow', ['workflow | classic |  | workflow']],
	['scope: gist', ['gist | classic |  | gist']],
	['repo', ['repo | classic |  | repo']],
	['repo gist', ['repo, gist | classic |  | repo,gist']],
	['read:org', ['read:org | classic |  | read:org']],
	['read:user', ['read:user | classic |  | read:user']],
	['user:email', ['user:email | classic |  | user:email']],
	['gist repo', ['gist, repo | classic |  | gist,repo']],
	['repo nonsense', [`repo nonsense ! ${notKnown}`]],
	// These are words for other things too.
	['gist', ['Gists | permissions | gists=write |']],
	['notifications', ['Notifications | classic |  | notifications']],
	['copilot', ['Copilot requests | permissions | user_copilot_requests=read |']],
	['project', ['Projects of a user | classic |  | project']],
	['user', ['user ? user-projects']],
	['workflow', ['workflow ? actions']],
])('scopes are read where they can be nothing else: %s', (text, expected) => {
	expect(read(text)).toEqual(expected);
	const [need] = readNeed(text).needs;
	if (need?.kind === 'scope') expect(need.reason).toBe('These are scopes of a classic token.');
});

const pushCode = 'Push code | permissions | contents=write |';

test.each<[string, readonly string[]]>([
	['- push code', [pushCode]],
	['* push code', [pushCode]],
	['• push code', [pushCode]],
	['1. push code', [pushCode]],
	['12) push code', [pushCode]],
	['  - push code  ', [pushCode]],
	['push code, create issues', [pushCode, createIssue]],
	['push code; create issues', [pushCode, createIssue]],
	['push code + create issues', [pushCode, createIssue]],
	['push code & create issues', [pushCode, createIssue]],
	['push code then create issues', [pushCode, createIssue]],
	['push code AND create issues,', [pushCode, createIssue]],
	['push code and xyzzy', [pushCode]],
	['push xyzzy code', [pushCode]],
	['push code, frobnicate workflows', [`push code, frobnicate workflows ! ${notKnown}`]],
	['xyzzy\n\n  \npush code', [pushCode, `xyzzy ! ${notKnown}`]],
	['/xyzzy', [`/xyzzy ! ${notOnTheList}`]],
	['head /xyzzy', [`head /xyzzy ! ${notOnTheList}`]],
	['https://api.github.com/xyzzy', [`/xyzzy ! ${notOnTheList}`]],
	[
		'"permissions": {\n  "contents": "write"\n}',
		['contents=write | permissions | contents=write |'],
	],
	['permissions: {\n  contents: write,\n}', ['contents=write | permissions | contents=write |']],
	['Permissions :\n[]\ncontents: write', ['contents=write | permissions | contents=write |']],
])('words in %j', (text, expected) => {
	const lines = read(text);
	expect(lines).toHaveLength(expected.length);
	for (const [index, line] of lines.entries()) {
		expect(line.startsWith(expected[index] ?? '')).toBe(true);
	}
});

test('at most twenty parts of a line are looked at', () => {
	const line = (count: number) =>
		Array.from({length: count}, (_, index) => (index % 2 === 0 ? 'push code' : 'create issues'));
	expect(read(line(20).join(', '))).toEqual([pushCode, createIssue]);
	expect(readNeed(line(21).join(', ')).needs).toEqual([]);
});

test('what is offered are operations, at most eight', () => {
	const [offered] = readNeed('https://docs.github.com/rest/issues').choices;
	expect(offered?.choices.map(({kind}) => kind)).toEqual(
		Array.from({length: 8}, () => 'operation'),
	);
});

test('of an address that GitHub does not have, the nearest are offered, unless a method was named', () => {
	const address = 'https://api.github.com/starred/list';
	const [offered, ...others] = readNeed(address).choices;
	expect(others).toEqual([]);
	expect(offered?.text).toBe('/starred/list');
	expect(offered?.choices.map(({id}) => id)).toContain('GET /user/starred');
	expect(offered?.choices.length).toBeLessThanOrEqual(5);
	expect(read(`GET ${address}`)).toEqual([`GET /starred/list ! ${notOnTheList}`]);
});

test.each([
	["method: 'PUT', url: 'LOCK', status: 403"],
	['"method":"put","headers":0,"url":"LOCK" status: 403'],
	["'method' : 'PUT', 'url' : 'LOCK', 'status' : 403"],
	["method = 'PUT'\nbaseUrl = 'x'\nurl = 'LOCK'\nHTTP 403"],
	["method='PUT' url='LOCK' HTTP 403"],
])('the method is read as programs print it: %s', text => {
	const lock = 'https://api.github.com/repos/o/r/issues/1/lock';
	expect(names(readNeed(text.replace('LOCK', lock)))).toEqual([
		'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock',
	]);
});

test('requests come in the order of the text, however they are written', () => {
	expect(
		names(
			readNeed(
				"method: 'PUT', url: 'https://api.github.com/repos/o/r/issues/1/lock'\nGET /user/emails\nHTTP 404",
			),
		),
	).toEqual(['PUT /repos/{owner}/{repo}/issues/{issue_number}/lock', 'GET /user/emails']);
});

test('a header belongs to the request before it after many lines too', () => {
	const noise = '\n< x: y'.repeat(20);
	expect(
		read(`> GET /user${noise}\n< x-accepted-github-permissions: contents=read\n> GET /user/emails`),
	).toEqual([
		'GET /user | permissions | contents=read |',
		'GET /user/emails | permissions | emails=read | user:email',
	]);
});

test('of a choice that is taken, the others stay', () => {
	const reading = readNeed('secrets\nissue');
	const [first, second] = reading.choices;
	const [choice] = first?.choices ?? [];
	if (!first || !second || !choice) throw new Error('There are choices.');
	expect(takeChoice(reading, first, choice)).toMatchObject({
		needs: [choice.need],
		choices: [second],
	});
});

test('what is told alone stands alone', () => {
	expect(read('API rate limit exceeded')).toEqual([
		'(The rate limit is used up: a permission does not change it.)',
	]);
	expect(read('')).toEqual([' ! Nothing was given.']);
	expect(read('X-Accepted-GitHub-Permissions:')).toEqual([
		noneNeeded('X-Accepted-GitHub-Permissions'),
	]);
	expect(read('> GET /user/emails\n< X-Accepted-OAuth-Scopes: repo')).toEqual([
		'GET /user/emails | permissions | emails=read | user:email',
	]);
	expect(readNeed('contents: admin').choices).toHaveLength(1);
	expect(readNeed('our xyzzy: write').choices).toEqual([]);
	expect(read('xyzzy: write more')).toEqual([`xyzzy: write more ! ${notKnown}`]);
});

test('of a list without end, forty lines of words are read, and all that is surely a need', () => {
	const words = Array.from({length: 120}, (_, index) => `xyzzy ${index}`);
	const {needs, unknown} = readNeed([...words, 'GET /user/emails'].join('\n'));
	expect(unknown).toHaveLength(41);
	expect(unknown.at(-1)?.text).toBe('80 more lines');
	expect(needs.map(({name}) => name)).toEqual(['GET /user/emails']);
});

test('links and addresses of one line are all read', () => {
	expect(read('https://docs.github.com/rest/issues/issues#create-an-issue /user/emails')).toEqual([
		createIssue,
		'GET /user/emails | permissions | emails=read | user:email',
	]);
	expect(read('https://docs.github.com/rest/issues')).toEqual([
		'https://docs.github.com/rest/issues ? GET /repos/{owner}/{repo}/assignees',
	]);
	expect(read('https://docs.github.com/rest/issues/issues#create-issue')).toEqual([
		'https://docs.github.com/rest/issues/issues#create-issue ? POST /repos/{owner}/{repo}/issues',
	]);
	expect(read('https://docs.github.com/rest/issues/issues#xyzzy')).toEqual([
		'https://docs.github.com/rest/issues/issues#xyzzy ! No operation has this documentation link: check its page, and its part after #.',
	]);
});

test('in a log, what was refused counts, and a link says so more surely than a request', () => {
	const link = 'https://docs.github.com/rest/issues/issues#create-an-issue';
	const address = 'https://api.github.com/user/emails';
	expect(read(`HTTP 404\nGET /user\n${link}\n${address}`)).toEqual([createIssue]);
	expect(read(`GET /user - 200 in 9ms\nGET /user/emails - 403 in 9ms\n${link}`)).toEqual([
		'GET /user/emails | permissions | emails=read | user:email',
		createIssue,
	]);
	expect(read(`HTTP 404\n${address}\n${link}`)).toEqual([createIssue]);
	expect(read(`HTTP 404\n${address}\n${labels}`)).toMatchObject([
		'GET /user/emails | permissions | emails=read | user:email',
		'GET /repos/{owner}/{repo}/labels | permissions | issues=read; pull_requests=read |',
	]);
	expect(read(`HTTP 404\nhttps://docs.github.com/rest/issues\n${labels}`)).toMatchObject([
		'GET /repos/{owner}/{repo}/labels | permissions | issues=read; pull_requests=read |',
	]);
	expect(read('HTTP 403\ngh issue list')).toEqual(['gh issue list | permissions | issues=read |']);
	expect(read('HTTP 403\nGET /user\ngh issue list')).toEqual(['GET /user | any-token |  |']);
	expect(read('HTTP 404\nGET /xyzzy')).toEqual([`HTTP 404 GET /xyzzy ! ${noRequest}`]);
});

test('a token that was not accepted is told where nothing else is known', () => {
	expect(read('Bad credentials')).toEqual([
		'Bad credentials ! GitHub did not accept the token itself: it is missing, mistyped, expired or revoked. More permissions do not help.',
	]);
	expect(read('GET /user/emails\nBad credentials')).toEqual([
		'GET /user/emails | permissions | emails=read | user:email',
		'(GitHub did not accept the token itself: it is missing, mistyped, expired or revoked. More permissions do not help.)',
	]);
});

test('notes stay beside a refusal that says nothing', () => {
	expect(read('rate limit exceeded\nResource not accessible by integration')).toEqual([
		`rate limit exceeded Resource not accessible by integration ! ${noRequest}`,
		'(The rate limit is used up: a permission does not change it.)',
	]);
});

test.each(['.github/workflows/ci.yml', 'action.yaml', 'main.tf', 'src/bot.ts', './scripts/a.sh'])(
	'%s is a file of code, which scan reads',
	name => {
		expect(readNeed(name).unknown.map(({reason}) => reason)).toEqual([
			'This is code: pat-wizard scan reads it, from a file or a folder.',
		]);
	},
);

test.each(['octokit.js', 'GET /repos/o/r/contents/src/a.py', 'repos/o/r/contents/.github/a.yml'])(
	'%s is no file of code',
	name => {
		expect(
			readNeed(name)
				.unknown.map(({reason}) => reason)
				.join(''),
		).not.toContain('This is code');
	},
);

const placesIn = (text: string) =>
	readNeed(text).needs.map(({name, owner, repository}) => [name, repository ?? owner]);

test.each([
	['push https://github.com/octo-org/app', [['Push code', 'octo-org/app']]],
	[
		'create issues in https://github.com/octo-org/app/issues',
		[['POST /repos/{owner}/{repo}/issues', 'octo-org/app']],
	],
	['https://octo.ghe.com/octo-org/app\ngh issue create', [['gh issue create', 'octo-org/app']]],
	['git@github.com:octo-org/app.git\nclone', [['Read code', 'octo-org/app']]],
	[
		'git remote add origin https://github.com/octo-org/app && git push',
		[['git push', 'octo-org/app']],
	],
	[
		'push https://github.com/a/b https://github.com/c/d',
		[
			['Push code', 'a/b'],
			['Push code', 'c/d'],
		],
	],
	['push code to octo-org/app', [['Push code', 'octo-org/app']]],
	['clone from "octo-org/app".', [['Read code', 'octo-org/app']]],
	[
		'push to octo-org/app, octo-org/site and octo-org/docs',
		[
			['Push code', 'octo-org/app'],
			['Push code', 'octo-org/site'],
			['Push code', 'octo-org/docs'],
		],
	],
	['clone octo-org/app', [['Read code', 'octo-org/app']]],
	['pull acme/site', [['Read code', 'acme/site']]],
	['delete octo-org/app', [['DELETE /repos/{owner}/{repo}', 'octo-org/app']]],
	[
		'clone octo-org/app and acme/site',
		[
			['Read code', 'octo-org/app'],
			['Read code', 'acme/site'],
		],
	],
	['push feature/login', [['Push code', undefined]]],
	['push to feature/login', [['Push code', undefined]]],
	['push to origin/main', [['Push code', undefined]]],
	['push to OWNER/REPO', [['Push code', undefined]]],
	['push from actions/checkout', [['actions/checkout', undefined]]],
	['to octo-org/app\npush code', [['Push code', 'octo-org/app']]],
	['list my emails https://github.com/octo-org/app', [['Read email', undefined]]],
	[
		`gh api graphql -f query='{repository(owner:"octo-org",name:"app"){issues{totalCount}}}'`,
		[['issues', 'octo-org/app']],
	],
])('%j is wanted where an address says', (text, wanted) => {
	expect(placesIn(text)).toEqual(wanted);
});

test.each<[string, string | undefined]>([
	['all repos of octo-org', 'octo-org'],
	['read contents for the acme organization', 'acme'],
	['create teams in org octo-org', 'octo-org'],
	['create octo-org/new', 'octo-org'],
	['list members of the octo-org organisation.', 'octo-org'],
	['read issues https://github.com/octo-org', 'octo-org'],
	['list members of my organization', undefined],
	['list members of the whole organization', undefined],
	['webhooks of an organization', undefined],
	['stream org audit logs', undefined],
	['read issues of the octo-org organization and of the acme organization', undefined],
	['list pull requests of self-hosted', undefined],
	['list members of the OWNER organization', undefined],
	['read my email for the acme organization', undefined],
])('%j is wanted of the owner %s', (text, owner) => {
	const {needs} = readNeed(text);
	expect(needs.length).toBeGreaterThan(0);
	for (const need of needs) expect(need.owner).toBe(owner);
});

test.each([
	['https://github.com/octo-org/app', 'the repository octo-org/app. Add what'],
	['github.com/octo-org/app/pull/3', 'the repository octo-org/app. Add what'],
	['git@github.com:octo-org/app.git', 'the repository octo-org/app. Add what'],
	['https://github.com/octo-org', 'a page of octo-org. Add what'],
	['https://github.com/orgs/octo-org/people', 'a page of octo-org. Add what'],
])('%s alone says where and not what', (text, words) => {
	expect(readNeed(text)).toMatchObject({needs: [], choices: []});
	expect(readNeed(text).unknown.map(({reason}) => reason)).toEqual([
		expect.stringContaining(words),
	]);
	expect(readNeeds([text, 'push code']).unknown).toEqual([]);
});

test.each([
	[
		'gh api repos/octo-org/app/issues -f title=x and npm publish',
		['POST /repos/{owner}/{repo}/issues', 'npm publish'],
	],
	['gh pr create and push', ['gh pr create', 'Push code']],
	['gh pr create and push to the branch', ['gh pr create', 'Push code']],
	['git commit, then push', ['Push code']],
	["gh pr create --title 'this and that' --body \"push and pull", ['gh pr create']],
	[
		'gh issue list, git push and then docker push ghcr.io/o/x',
		['gh issue list', 'git push', 'docker push'],
	],
	['gh issue list; npm publish', ['gh issue list', 'npm publish']],
	['git push && npm publish', ['git push', 'npm publish']],
	['npm publish\ngh issue list', ['npm publish', 'gh issue list']],
	['gh issue create --title "lint and git push"', ['gh issue create']],
	["gh issue create --title 'x, gh pr create y'", ['gh issue create']],
])('%j counts every command', (text, wanted) => {
	expect(names(readNeed(text))).toEqual(wanted);
});

test.each(['that', 'gh issue create --title fix this and that'])(
	'of %j no permission is taken for a word that says nothing',
	text => {
		const taken = readNeed(text).needs.flatMap(({anyOf}) => anyOf.flatMap(Object.keys));
		expect(taken.filter(name => name !== 'issues')).toEqual([]);
	},
);

test('what stands behind a command and means nothing is told as unknown', () => {
	const reading = readNeed('gh pr create and dance the tango');
	expect(names(reading)).toEqual(['gh pr create']);
	expect(reading.unknown.map(({text}) => text)).toEqual(['dance the tango']);
});
