// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so do workflows name their tokens.
import {expect, test} from 'vitest';
import {scanTexts} from './scan-cases.ts';

const workflow = (steps: string): string => `on: push\njobs:\n  a:\n    steps:\n${steps}`;

const told = async (texts: Readonly<Record<string, string>>): Promise<readonly string[]> => {
	const {tokens, unknown} = await scanTexts(texts);
	return [
		...tokens.map(({token, type, permissions, scopes}) =>
			[
				token.name,
				type,
				...Object.entries(permissions).map(each => each.join('=')),
				...scopes,
			].join(' '),
		),
		...unknown.map(({file, line, reason}) => `? ${file}:${line} ${reason}`),
	];
};

test('a script of the repository runs with the token of the step that calls it', async () => {
	const steps =
		'      - run: ./tools/close.sh\n        env: {GH_TOKEN: "${{ secrets.BOT_TOKEN }}"}\n';
	const script = 'gh issue close "$1"\n';
	expect(
		await told({'.github/workflows/a.yml': workflow(steps), 'tools/close.sh': script}),
	).toEqual(['secrets.BOT_TOKEN fine-grained issues=write']);
	expect(await told({'.github/workflows/a.yml': workflow(steps)})).toEqual([
		expect.stringContaining('? .github/workflows/a.yml:5 a program that gets secrets.BOT_TOKEN'),
	]);
});

test('goreleaser reads the tokens of its configuration from the step', async () => {
	const steps =
		'      - uses: goreleaser/goreleaser-action@v6\n        env: {GITHUB_TOKEN: "${{ github.token }}", TAP: "${{ secrets.TAP_TOKEN }}"}\n';
	const config = 'brews:\n  - repository: {owner: octo-org, name: tap, token: "{{ .Env.TAP }}"}\n';
	expect(
		await told({'.github/workflows/a.yml': workflow(steps), '.goreleaser.yaml': config}),
	).toEqual([
		'secrets.TAP_TOKEN fine-grained contents=write',
		'GITHUB_TOKEN workflow contents=write',
	]);
});

test('a secret of any name is followed into an action of the repository, and told at another', async () => {
	const local =
		'      - uses: ./.github/actions/x\n        with: {token: "${{ secrets.ROBOT }}"}\n';
	const action =
		'runs:\n  using: composite\n  steps:\n    - run: gh release create v1\n      env: {GH_TOKEN: "${{ inputs.token }}"}\n';
	const texts = {
		'.github/workflows/a.yml': workflow(local),
		'.github/actions/x/action.yml': action,
	};
	expect(await told(texts)).toEqual(['secrets.ROBOT fine-grained contents=write']);
	const other = workflow(local.replace('./.github/actions/x', 'octo-org/x@v1'));
	expect(await told({'.github/workflows/a.yml': other})).toEqual([
		'? .github/workflows/a.yml:5 an action that is not known gets secrets.ROBOT',
	]);
});

test.each([
	['run: echo "gh repo delete octo-org/app"', []],
	['run: "# gh repo delete octo-org/app"', []],
	['run: cat <<EOF\n          gh repo delete octo-org/app\n          EOF', []],
	['run: git push https://gitlab.com/a/b.git', []],
	['uses: CodSpeedHQ/action@v3\n        with: {token: "${{ secrets.CODSPEED_TOKEN }}"}', []],
	['uses: codecov/codecov-action@v5\n        with: {token: "${{ secrets.CODECOV_TOKEN }}"}', []],
	[
		'uses: docker/login-action@v3\n        with: {username: a, password: "${{ secrets.DOCKER }}"}',
		[],
	],
	['run: go build ./...\n        env: {GITHUB_TOKEN: "${{ github.token }}"}', []],
])('%s uses no token', async (step, expected) => {
	expect(await told({'.github/workflows/a.yml': workflow(`      - ${step}\n`)})).toEqual(expected);
});

test.each([
	[
		'a pull request of JavaScript',
		{
			'a.js':
				"import {Octokit} from 'octokit';\nnew Octokit({auth: process.env.T}).rest.pulls.create({});\n",
		},
		['T fine-grained pull_requests=write'],
	],
	[
		'a destructured namespace',
		{'a.ts': 'const {issues} = octokit.rest;\nissues.create({});\n'},
		['octokit fine-grained issues=write'],
	],
	[
		'GraphQL',
		{
			'a.ts':
				'octokit.graphql(`query { repository(owner: "o", name: "r") { issues(first: 1) { totalCount } } }`);\n',
		},
		['octokit fine-grained issues=read'],
	],
	[
		'fetch with a header',
		{
			'a.ts':
				"fetch('https://api.github.com/repos/o/r/issues', {method: 'POST', headers: {authorization: `token ${process.env.T}`}});\n",
		},
		['T fine-grained issues=write'],
	],
	[
		'fetch without a token',
		{'a.ts': "fetch('https://api.github.com/repos/o/r/releases/latest');\n"},
		[],
	],
	[
		'requests of another host',
		{'a.py': "import requests\nrequests.post('https://gitlab.com/repos/a/b/issues', headers=h)\n"},
		[],
	],
	[
		'a Python parameter with its class',
		{
			'a.py':
				'from github.Repository import Repository\ndef f(repo: Repository):\n    repo.create_issue("x")\n',
		},
		['repo fine-grained issues=write'],
	],
	[
		'Go through a variable',
		{
			'a.go':
				'package a\nimport "github.com/google/go-github/v60/github"\nfunc f() {\n\tclient := github.NewClient(nil).WithAuthToken(os.Getenv("T"))\n\tclient.Issues.Create(ctx, "o", "r", nil)\n}\n',
		},
		['T fine-grained issues=write'],
	],
	['Ruby of another library', {'a.rb': 'client.create_issue("o/r", "t")\n'}, []],
] as const)('reads %s', async (_what, texts, expected) => {
	expect(await told(texts)).toEqual(expected);
});

test.each([
	['one line of a million characters', 'octokit.'.repeat(125_000)],
	['brackets without end', `octokit${'('.repeat(200_000)}`],
	['templates in templates', `octokit${'`${'.repeat(5000)}`],
	['a long chain', `octokit${'.a()'.repeat(50_000)}`],
])(
	'%s is read in the time that its length takes',
	async (_what, text) => {
		for (const file of ['a.ts', 'a.py', 'a.go', 'a.rb', 'a.tf', 'a.sh']) {
			const started = performance.now();
			await told({
				[file]: `import octokit github\n"github.com/google/go-github/v60/github" github_\n${text}`,
			});
			expect(performance.now() - started, file).toBeLessThan(5000);
		}
	},
	60_000,
);
