import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import manifest from '../package.json' with {type: 'json'};
import {makeTemporaryFolder} from './clean-environment.ts';
import {type KnownToken, startHub} from './github-stand-in.ts';
import {findBuiltProgram} from './program.ts';
import {runProgram} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';

const readme = readFileSync(resolve('readme.md'), 'utf8');

const [, text = ''] = /```yaml\n(name: token-alarm\n.*?)```/s.exec(readme) ?? [];

const workflow = parse(text);

const secret = `github_pat_${'a1B2'.repeat(20)}`;

const inDays = (days: number): string =>
	new Date(Date.now() + days * 86_400_000).toISOString().replace('T', ' ').replace(/\..*/, ' UTC');

/** Runs the shell part of the workflow, as GitHub does, with an issue that is open or none. */
const runAlarm = async (
	tokens: Readonly<Record<string, KnownToken>>,
	issue: string,
	api?: string,
) => {
	const hub = await startHub({tokens});
	const folder = await makeTemporaryFolder();
	const words = `"${process.execPath}" "${findBuiltProgram()}"`;
	const npx = await makeStandIn(folder, 'npx', {script: `shift 2; ${words} "$@"; exit $?`});
	const gh = await makeStandIn(folder, 'gh', {
		script: `[ "$2" != list ] || printf '%s' '${issue}'; for file; do :; done; [ ! -f "$file" ] || cat "$file" > body`,
	});
	const {env, steps} = workflow.jobs.alarm;
	const result = await runProgram('bash', ['-e', '-c', steps[0].run], {
		cwd: folder,
		env: {
			...env,
			...hub.env,
			...(api === undefined ? {} : {PAT_WIZARD_API_URL: api}),
			PATH: `${folder}:${process.env.PATH}`,
			RELEASE_TOKEN: secret,
		},
	});
	const body = await runProgram('cat', [join(folder, 'body')]);
	const [, acted] = gh.calls();
	return {result, acted, body: body.stdout, npx: npx.calls()[0]};
};

test('the workflow is short, has the least permissions and pins the program', () => {
	expect(text.trim().split('\n').length).toBeLessThanOrEqual(25);
	expect(workflow.permissions).toEqual({issues: 'write'});
	expect(text).toContain(`pat-wizard@${manifest.version} check --from-env`);
});

const title = 'RELEASE_TOKEN expires soon';

test.skipIf(process.platform === 'win32').each([
	[
		'soon, without an issue',
		20,
		'',
		['issue', 'create', '--title', title, '--body-file', 'report.txt'],
	],
	['soon, with an issue', 20, '7', ['issue', 'edit', '7', '--body-file', 'report.txt']],
	[
		'expired, without an issue',
		-3,
		'',
		['issue', 'create', '--title', title, '--body-file', 'report.txt'],
	],
	['late, with an issue', 60, '7', ['issue', 'close', '7', '--comment', 'The token is new.']],
	['late, without an issue', 60, '', undefined],
])('a token that expires %s', async (_, days, issue, action) => {
	const {result, acted, body} = await runAlarm({[secret]: {expiration: inDays(days)}}, issue);
	expect([result.code, acted]).toEqual([0, action]);
	if (action?.includes('--body-file')) {
		expect(body).toMatch(/expires .*(left|ago)/);
		expect(body).not.toContain(secret.slice(11));
	}
});

test.skipIf(process.platform === 'win32')(
	'a token that GitHub refuses raises the alarm',
	async () => {
		const {result, acted} = await runAlarm({}, '');
		expect([result.code, acted?.[1]]).toEqual([0, 'create']);
	},
);

test.skipIf(process.platform === 'win32')(
	'no answer of GitHub fails the job, and opens no issue',
	async () => {
		const {result, acted} = await runAlarm({}, '', 'http://127.0.0.1:9');
		expect(result.code).not.toBe(0);
		expect(acted).toBeUndefined();
	},
);
