import {describe, expect, test} from 'vitest';
import {joinWords} from '../../source/commands/needs.ts';
import {permissions} from '../../source/core/catalog/permissions.ts';
import {scopes} from '../../source/core/catalog/scopes.ts';
import {runFake} from './fake-context.ts';

type Row = {parameter?: string; scope?: string; levels?: string[]; parent?: string | null};

describe('permissions', () => {
	test('--json lists all permissions and scopes', async () => {
		const {stdout} = await runFake(['permissions', '--json']);
		const rows: Row[] = JSON.parse(stdout);
		expect(rows.filter(row => row.parameter !== undefined)).toHaveLength(permissions.length);
		expect(rows.filter(row => row.scope !== undefined)).toHaveLength(scopes.length);
		expect(rows.find(row => row.parameter === 'contents')).toEqual({
			parameter: 'contents',
			group: 'repository',
			displayName: 'Contents',
			levels: ['read', 'write'],
			summary: expect.any(String),
		});
		expect(rows.find(row => row.scope === 'repo')?.parent).toBeNull();
		expect(rows.find(row => row.scope === 'public_repo')?.parent).toBe('repo');
	});

	test.each([
		['pull requests', 'pull_requests'],
		['PULL_requests', 'pull_requests'],
		['dependabot secrets', 'dependabot_secrets'],
	])('%j finds %s', async (words, parameter) => {
		for (const args of [words.split(' '), [words]]) {
			const {stdout} = await runFake(['permissions', '--json', ...args]);
			const rows: Row[] = JSON.parse(stdout);
			expect(rows.map(row => row.parameter)).toContain(parameter);
			expect(rows.length).toBeLessThan(20);
		}
	});

	test('people see groups, scopes and presets', async () => {
		const {stdout, stderr} = await runFake(['permissions']);
		for (const text of [
			'Repository permissions',
			'Scopes of classic tokens',
			'Presets',
			'read-code',
		]) {
			expect(stdout).toContain(text);
		}
		expect(stderr).toBe('');
	});

	test('nothing found suggests the nearest', async () => {
		const {code, stdout, stderr} = await runFake(['permissions', 'contens']);
		expect([code, stdout]).toEqual([0, '']);
		expect(stderr).toContain('Did you mean contents?');
	});

	test('gh has a table of its commands, and one of them tells all that is known', async () => {
		const all = await runFake(['permissions', 'gh']);
		expect(all.stdout).toMatch(/^gh pr create +contents=read,pull_requests=write +proved$/m);
		expect(all.stdout).toMatch(/^gh copilot +not known +not read$/m);
		const one = await runFake(['permissions', 'gh', 'pr', 'new']);
		expect(one.stdout).toMatch(/^gh pr create\n {2}contents=read,pull_requests=write\n/);
		for (const text of ['also members=read (classic read:org)', 'only if', 'cli/cli#9403']) {
			expect(one.stdout).toContain(text);
		}
	});

	test('--json has the rows of gh with permissions and certainty', async () => {
		const {stdout} = await runFake(['permissions', 'gh', 'secret', 'set', '--json']);
		const [row, ...others] = JSON.parse(stdout);
		expect(others).toEqual([]);
		expect(row).toMatchObject({
			command: 'gh secret set',
			type: 'fine-grained',
			permissions: [{secrets: 'write'}],
			certainty: 'source',
		});
		expect(row.changes).toContainEqual({
			when: '--env',
			kind: 'instead',
			permissions: {environments: 'write'},
			scopes: [],
		});
	});

	test('a command that gh does not have is said not to be known', async () => {
		const {code, stdout, stderr} = await runFake(['permissions', 'gh', 'frobnicate']);
		expect([code, stdout]).toEqual([0, '']);
		expect(stderr).toContain('No known command of gh has "frobnicate"');
	});
});

describe('needs', () => {
	test('tells what a pasted block of Terraform takes, with the owner of its provider', async () => {
		const text = [
			'provider "github" {',
			'  owner = "octo-org"',
			'}',
			'resource "github_branch_protection" "main" {',
			'  pattern = "main"',
			'}',
			'resource "github_nothing" "x" {}',
		].join('\n');
		const {code, stdout, stderr} = await runFake(['needs', '-'], {files: {'-': text}});
		expect(stdout).toContain('pat-wizard --owner octo-org --permission administration=write');
		expect(stderr).toContain('Left out "resource github_nothing". Not known:');
		expect(code).toBe(0);
	});

	test('fills the width of the terminal', async () => {
		const [wide, narrow] = await Promise.all(
			[140, 50].map(width => runFake(['needs', 'gh pr view 12'], {width})),
		);
		const longest = (text = '') => Math.max(...text.split('\n').map(line => line.length));
		expect(longest(wide?.stdout)).toBeGreaterThan(100);
		expect(longest(wide?.stdout)).toBeLessThanOrEqual(140);
		expect(longest(narrow?.stdout)).toBeLessThanOrEqual(50);
	});

	test('carries what the token has, for a classic one as well', async () => {
		const text =
			'x-oauth-scopes: read:user\nGET https://api.github.com/repos/octocat/app/traffic/views 403';
		const {stdout} = await runFake(['needs', text]);
		expect(stdout).toContain('--permission administration=read');
		expect(stdout).toContain(
			'Or add to the classic token you have: repo\n  pat-wizard --scope repo,read:user',
		);
	});

	test('says whose token it was, where it does not know what was refused', async () => {
		const {code, stdout} = await runFake(['needs', 'Resource not accessible by integration']);
		expect(code).toBe(2);
		expect(stdout).toContain('GITHUB_TOKEN');
		expect(stdout).toContain('permissions:');
	});

	test('says to quote a command whose options it takes for its own', async () => {
		const {code, stderr} = await runFake(['needs', 'gh', 'pr', 'create', '--title', 'x']);
		expect(code).toBe(2);
		expect(stderr).toContain('quotes around');
	});

	test.each([
		['gh pr list', 'pull_requests', 'read'],
		['git ls-remote https://github.com/octo-org/app', 'contents', 'read'],
		['gh api repos/octo-org/app/pulls', 'pull_requests', 'read'],
		['-- gh secret set NAME --env production', 'environments', 'write'],
	])('%s may be given without quotes', async (line, permission, level) => {
		const {stdout} = await runFake(['needs', '--json', ...line.split(' ')]);
		expect(JSON.parse(stdout).permissions).toEqual({[permission]: level});
	});

	test.each([
		[['POST', '/repos/a/b/issues'], ['POST /repos/a/b/issues']],
		[
			['get', '/user', 'POST', '/gists'],
			['get /user', 'POST /gists'],
		],
		[
			['/user', '/gists'],
			['/user', '/gists'],
		],
		[['push', 'code'], ['push code']],
		[
			['push code', 'create issues'],
			['push code', 'create issues'],
		],
		[
			['issues=write', 'contents=read'],
			['issues=write', 'contents=read'],
		],
		[
			['known', 'push', 'code'],
			['known', 'push code'],
		],
		[
			['push', 'code', 'GET', '/user'],
			['push code', 'GET /user'],
		],
		[['gh api /user'], ['gh api /user']],
		[[], []],
	])('%j is %j', (words, needs) => {
		expect(joinWords(words, word => word === 'known')).toEqual(needs);
	});

	test('tells the least, why, and how to make it', async () => {
		const {code, stdout} = await runFake(['needs', 'POST', '/repos/octo-org/app/issues']);
		expect(code).toBe(0);
		expect(stdout).toContain('A fine-grained token\n  issues  write');
		expect(stdout).toContain('covered by issues=write');
		expect(stdout).toContain(
			'pat-wizard --owner octo-org --repository octo-org/app --permission issues=write',
		);
	});

	test('at most three left-out lines are told one by one', async () => {
		const many = Array.from({length: 9}, (_, index) => `xyzzy${index}`).join('\n');
		const {stderr} = await runFake(['needs', `POST /gists\n${many}`]);
		expect(stderr.match(/Left out/g)).toHaveLength(4);
		expect(stderr).toContain('Left out 6 more lines');
	});

	test('a workflow’s own token comes first, with what mends it', async () => {
		const refusal = 'GraphQL: Resource not accessible by integration (createIssue)';
		const {stdout} = await runFake(['needs', refusal]);
		expect(stdout).toMatch(/^This was a workflow.*\n.*\n {2}permissions:\n {4}issues: write\n/);
		expect(stdout).toContain('Inferred: GitHub publishes no permissions for GraphQL');
	});

	test('a token that has scopes is told what to add', async () => {
		const {stdout} = await runFake([
			'needs',
			"requires one of the following scopes: ['read:project'], but your token has only been granted the: ['gist', 'repo'] scopes.",
		]);
		expect(stdout).toContain('Add to the token you have: read:project');
		expect(stdout).toContain('pat-wizard --scope repo,gist,read:project');
	});

	test('--type classic asks for the least scopes', async () => {
		const {code, stdout} = await runFake(['needs', '--type', 'classic', 'set commit status']);
		expect(code).toBe(0);
		expect(stdout).toContain('pat-wizard --scope repo:status');
		const url = await runFake(['url', '--type', 'classic', '--needs', 'POST /gists']);
		expect(url.stdout).toBe('https://github.com/settings/tokens/new?scopes=gist\n');
		expect((await runFake(['needs', '--type', 'other', 'push code'])).code).toBe(2);
	});

	test('code is left to scan', async () => {
		const workflow = 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n';
		const {code, stdout} = await runFake(['needs', '-'], {files: {'-': workflow}});
		expect(code).toBe(2);
		expect(stdout).toContain('pat-wizard scan reads it');
	});

	test('tells when only classic does', async () => {
		const {stdout} = await runFake(['needs', 'container-push']);
		expect(stdout).toContain('A classic token');
		expect(stdout).toContain('pat-wizard --scope write:packages');
	});

	test('--json has the promised keys', async () => {
		const {stdout} = await runFake(['needs', 'POST /repos/octo-org/app/issues', '--json']);
		expect(JSON.parse(stdout)).toMatchObject({
			type: 'fine-grained',
			permissions: {issues: 'write'},
			scopes: [],
			because: [{need: 'POST /repos/{owner}/{repo}/issues', permissions: {issues: 'write'}}],
			unknown: [],
		});
	});

	test('what is not sure is shown as choices', async () => {
		const {code, stdout} = await runFake(['needs', 'DELETE /repos/a/b/issues']);
		expect(code).toBe(2);
		expect(stdout).toContain('may mean');
		expect(stdout).toContain('POST /repos/{owner}/{repo}/issues');
	});

	test('choices are shown with what each takes', async () => {
		const {stdout} = await runFake(['needs', 'PUT /repos/:owner/:repo/issues/:issue_number']);
		expect(stdout).toMatch(/ {2}GET \/repos\/\S+\n {4}Get an issue: issues=read\n/);
		expect(stdout).toMatch(
			/ {2}PATCH .*\n {4}Update an issue: issues=write or pull_requests=write\n/,
		);
		const classic = await runFake(['needs', 'PUT /user/packages/npm/x']);
		expect(classic.stdout).toContain(': a classic token with read:packages');
		const secrets = await runFake(['needs', 'secrets']);
		expect(secrets.stdout).toMatch(
			/ {2}secrets=write\n {4}Set and delete a repository's Actions secrets\n/,
		);
		expect(secrets.stdout).not.toMatch(/.{81}/);
	});

	test('permissions to tick by hand stay apart from the others', async () => {
		const {stdout} = await runFake(['needs', 'GET /orgs/{org}/agents/secrets']);
		expect(stdout).toContain('without any permission or scope\n\nChoose these by hand on the page');
	});

	test('what is not understood at all is exit 2 with what would help, beside others it is named', async () => {
		const refused = await runFake(['needs', 'xyzzyfoo']);
		expect(refused).toMatchObject({code: 2, stderr: ''});
		expect(refused.stdout).toContain('"xyzzyfoo"\n  These words are unknown here.');
		expect(refused.stdout).toContain('What helps: the operation');
		const json = await runFake(['needs', '--json', 'xyzzyfoo']);
		expect(json.code).toBe(2);
		expect(JSON.parse(json.stdout)).toMatchObject({type: null, unknown: [{need: 'xyzzyfoo'}]});
		const mixed = await runFake(['needs', 'xyzzyfoo', 'POST /gists']);
		expect(mixed.code).toBe(0);
		expect(mixed.stdout).toContain('gists');
		expect(mixed.stderr).toContain('Left out "xyzzyfoo"');
	});

	test('- reads standard input, and a token in it is never shown', async () => {
		const token = `ghp_${'a1'.repeat(18)}`;
		const files = {
			'-': `> Authorization: token ${token}\n< X-Accepted-GitHub-Permissions: issues=write; pull_requests=write\n`,
		};
		const {code, stdout, stderr} = await runFake(['needs', '-'], {files});
		expect(code).toBe(0);
		expect(stdout).toContain('issues');
		expect(stdout + stderr).not.toContain(token);
	});
});

test.each([
	['--owner', 'ORGANIZATION'],
	['--owner', 'YOUR-ORG'],
	['--owner', '<owner>'],
	['--repository', 'OWNER/REPO'],
	['--repository', 'octo-org/YOUR_REPO'],
])('%s %s was never filled in', async (option, value) => {
	const {code, stderr} = await runFake(['url', option, value, '--permission', 'contents=read']);
	expect(code).toBe(2);
	expect(stderr).toMatch(/is a placeholder/);
	const small = await runFake(['url', '--owner', 'organization', '--permission', 'contents=read']);
	expect(small.code).toBe(0);
});
