import {expect, test} from 'vitest';
import {runFake} from './fake-context.ts';

const workflow = `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v6
        with: {token: "\${{ secrets.RELEASE_TOKEN }}"}
      - run: git push origin HEAD
      - uses: octo-org/unknown@v1
        with: {token: "\${{ secrets.RELEASE_TOKEN }}"}
`;
const sources = {'.github/workflows/release.yml': workflow};
const remotes = [{remote: 'origin', host: 'github.com', owner: 'octo-org', repository: 'app'}];

test('tells each token with its owner, reasons and command', async () => {
	const {code, stdout, stderr} = await runFake(['scan'], {sources, remotes});
	expect([code, stderr]).toEqual([0, '']);
	const text = stdout.replaceAll(/\s+/g, ' ');
	expect(text).toContain('secrets.RELEASE_TOKEN fine-grained · octo-org · octo-org/app');
	expect(text).toContain('.github/workflows/release.yml:9 git push');
	expect(text).toContain('only if Workflows write, when');
	expect(text).toContain('kept in actions:octo-org/app#RELEASE_TOKEN@production');
	expect(text).toContain('an action that is not known gets secrets.RELEASE_TOKEN');
	expect(text).toContain(
		'pat-wizard --owner octo-org --repository octo-org/app --permission contents=write --save release-token',
	);
});

test('prints JSON in which what could not be read is null', async () => {
	const {code, stdout} = await runFake(['scan', '--json'], {sources});
	const {tokens, unknown, complete} = JSON.parse(stdout);
	expect(code).toBe(0);
	expect(tokens[0]).toMatchObject({
		token: 'secrets.RELEASE_TOKEN',
		file: null,
		type: 'fine-grained',
		owner: null,
		repositories: null,
		permissions: {contents: 'write'},
		scopes: [],
		goesTo: [],
	});
	expect(unknown).toMatchObject([{file: '.github/workflows/release.yml', line: 10}]);
	expect(complete).toBe(false);
});

test('saves a profile for each secret, with its place', async () => {
	const {code, saved, stderr} = await runFake(['scan', '--save-all'], {sources, remotes});
	expect([code, stderr]).toEqual([0, 'Saved release-token.\n']);
	expect(saved).toEqual([
		{
			profile: 'release-token',
			type: 'fine-grained',
			host: 'github.com',
			name: 'release-token',
			owner: 'octo-org',
			repositoryAccess: 'selected',
			repositories: ['octo-org/app'],
			permissions: {contents: 'write'},
			goesTo: [{place: 'actions:octo-org/app#RELEASE_TOKEN@production', storedAt: null}],
		},
	]);
});

test('saves nothing where a name is taken, unless forced', async () => {
	const first = await runFake(['scan', '--save-all'], {sources, remotes});
	const again = await runFake(['scan', '--save-all'], {sources, saved: first.saved});
	expect([again.code, again.stdout, again.saved]).toEqual([2, '', first.saved]);
	expect(again.stderr).toContain('--force');
	const forced = await runFake(['scan', '--save-all', '--force'], {sources, saved: first.saved});
	expect([forced.code, forced.saved.length]).toEqual([0, 1]);
});

const profile = (permissions: object): string =>
	JSON.stringify({
		profiles: [
			{
				profile: 'bot',
				type: 'fine-grained',
				permissions,
				goesTo: [{place: 'actions:octo-org/app#RELEASE_TOKEN', storedAt: null}],
			},
		],
	});

test.each([
	['enough', {contents: 'write'}, 0, 'could not be determined'],
	['too little', {contents: 'read'}, 1, 'needs contents=write, which profile bot does not grant'],
	['too much', {contents: 'write', issues: 'write'}, 0, 'grants issues=write'],
	[
		'what is needed only sometimes',
		{contents: 'write', workflows: 'write'},
		0,
		'could not be determined',
	],
] as const)('compares with a profile that grants %s', async (_what, permissions, code, words) => {
	const files = {'pat-wizard.json': profile(permissions)};
	const ended = await runFake(['scan', '--against', 'pat-wizard.json'], {sources, files});
	expect(ended.stdout.replaceAll(/\s+/g, ' ')).toContain(words);
	expect(ended.code).toBe(code);
});

test('shows in CI where the code needs more', async () => {
	const files = {'pat-wizard.json': profile({contents: 'read'})};
	const {stdout, code} = await runFake(['scan', '--against', 'pat-wizard.json'], {
		sources,
		files,
		environment: {GITHUB_ACTIONS: 'true'},
	});
	expect(code).toBe(1);
	expect(stdout).toMatch(/^::error file=\.github\/workflows\/release\.yml,line=9::/m);
	expect(stdout).toMatch(/^::warning file=\.github\/workflows\/release\.yml,line=10::/m);
});

test('a token without a profile counts as missing', async () => {
	const files = {'pat-wizard.json': '{"profiles": []}'};
	const {stdout, code} = await runFake(['scan', '--against', 'pat-wizard.json'], {sources, files});
	expect([code, stdout.includes('secrets.RELEASE_TOKEN has no profile')]).toEqual([1, true]);
});

test('names the tokens that are there when the asked one is not', async () => {
	const {code, stderr} = await runFake(['scan', '--token', 'OTHER'], {sources});
	expect([code, stderr]).toEqual([2, expect.stringContaining('secrets.RELEASE_TOKEN')]);
	expect((await runFake(['scan', '--token', 'release_token'], {sources})).code).toBe(0);
});

test('a token in the code is told as a leak and never printed', async () => {
	const token = `ghp_${'a1B2'.repeat(9)}`;
	const {stdout} = await runFake(['scan'], {
		sources: {'run.sh': `curl -H "Authorization: token ${token}" https://api.github.com/user\n`},
	});
	expect(stdout).toContain('run.sh:1');
	expect(stdout).toContain('revoke it');
	expect(stdout).not.toContain(token);
});

test('names of files are shown without what a terminal would obey', async () => {
	const {stdout} = await runFake(['scan'], {
		sources: {
			'a\u001B[31m\u0007\u202E.sh': 'gh issue create --title x\n',
			'b\u001B]0;x\u0007.js': 'octokit.request(route);\n',
		},
	});
	expect(stdout).toContain('gh issue create');
	expect(stdout).toContain('Could not be determined');
	expect(stdout).not.toMatch(/[\u0007\u001B\u202E]/);
});

test('hostile YAML, nesting and long lines end in words, in time', {timeout: 20_000}, async () => {
	const anchors = [...'bcdefghijkl'].map(
		(name, index) => `${name}: &${name} [${`*${'abcdefghijk'[index]},`.repeat(9)}]\n`,
	);
	const start = process.cpuUsage();
	const {stdout, code} = await runFake(['scan'], {
		sources: {
			'.github/workflows/bomb.yml': `a: &a [x,x]\n${anchors.join('')}jobs: *l\n`,
			'.github/workflows/deep.yml': `on: push\njobs: ${'['.repeat(50_000)}`,
			'deep.js': 'octokit('.repeat(50_000),
			'deep.py': `from github import Github\n${'('.repeat(100_000)}`,
			'line.js': `const x = "${'a'.repeat(1_000_000)}"; octokit.rest.issues.create({});`,
			'array.sh': `X=(${'('.repeat(100_000)} gh issue create`,
			Makefile: `\tgh ${'\\\n'.repeat(100_000)}`,
			'package.json': `{"scripts":${'{"a":'.repeat(20_000)}`,
		},
	});
	expect(code).toBe(0);
	expect(stdout).toContain('line.js:1');
	expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
});
