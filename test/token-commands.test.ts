import {readFileSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {makeTemporaryFolder} from './clean-environment.ts';
import {startHub} from './github-stand-in.ts';
import {findBuiltProgram} from './program.ts';
import {runCli} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {expectRestored, openShell, programCommand} from './terminals/shell.ts';

const secret = `github_pat_${'a1B2'.repeat(20)}`;

const profile = {
	profile: 'bot',
	type: 'fine-grained',
	host: 'github.com',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app'],
	permissions: {contents: 'write', secrets: 'read', issues: 'write'},
};

const startWorld = async (permissions: Readonly<Record<string, string>>) => {
	const hub = await startHub({
		tokens: {
			[secret]: {permissions, reaches: ['octo-org/app'], expiration: '2030-01-31 00:00:00 +0100'},
		},
		accounts: {'octo-org': 'Organization'},
		publicRepositories: ['octo-org/site'],
	});
	const home = await makeTemporaryFolder();
	const config = join(home, 'config');
	await mkdir(config);
	await writeFile(join(config, 'config.json'), JSON.stringify({version: 1, profiles: [profile]}));
	const gh = await makeStandIn(home, 'gh', {readsInput: true});
	const env = {
		...hub.env,
		PATH: `${home}:${process.env.PATH}`,
		PAT_WIZARD_CONFIG_DIR: config,
		MY_TOKEN: secret,
	};
	return {hub, home, gh, env};
};

const granted = {contents: 'write', secrets: 'read', issues: 'write'};

describe('check', () => {
	test('finds out what a token can do, without a request that could change anything', async () => {
		const {hub, env} = await startWorld(granted);
		const {code, stdout, stderr} = await runCli(['check', 'bot', '-', '--json'], {
			env,
			input: `${secret}\n`,
		});
		expect([code, JSON.parse(stdout)]).toEqual([
			0,
			{
				recognised: true,
				type: 'fine-grained',
				login: 'octocat',
				expires: '2030-01-30T23:00:00.000Z',
				scopes: [],
				does: ['contents=write', 'secrets=read'],
				lacks: [],
				beyond: [],
				untold: ['issues=write'],
			},
		]);
		expect(hub.requests.every(request => request.startsWith('GET '))).toBe(true);
		expect(stderr).toMatch(
			new RegExp(
				`^Sending ${hub.requests.length} requests to 127\\.0\\.0\\.1:\\d+\\. They change nothing\\.$`,
				'm',
			),
		);
	});

	test('names the permissions that the token lacks', async () => {
		const {env} = await startWorld({});
		const {code, stdout} = await runCli(['check', 'bot', '--from-env', 'MY_TOKEN', '--json'], {
			env,
		});
		expect(code).toBe(1);
		expect(JSON.parse(stdout).lacks).toEqual(['contents=write', 'secrets=read', 'issues=write']);
	});

	test('names a public repository without push access, and one that the token does not reach', async () => {
		const {hub, env} = await startWorld(granted);
		await writeFile(
			join(env.PAT_WIZARD_CONFIG_DIR, 'config.json'),
			JSON.stringify({
				version: 1,
				profiles: [
					{
						...profile,
						repositories: ['octo-org/app', 'octo-org/site', 'octo-org/gone'],
						permissions: {contents: 'write', secrets: 'read'},
					},
				],
			}),
		);
		const {code, stdout} = await runCli(['check', 'bot', '--from-env', 'MY_TOKEN'], {env});
		expect(code).toBe(1);
		const words = stdout.replaceAll(/\s+/g, ' ');
		expect(words).toContain(
			'contents: write (octo-org/app: it works; octo-org/site: the token may not push; octo-org/gone: not reached)',
		);
		expect(words).toContain('the token does not reach octo-org/gone');
		expect(words).not.toContain(' Has ');
		expect(hub.requests.filter(request => request.includes('.git/info/refs'))).toEqual([
			'GET /octo-org/app.git/info/refs?service=git-receive-pack',
			'GET /octo-org/site.git/info/refs?service=git-receive-pack',
		]);
	});

	test('a failing network is a message', async () => {
		const {code, stdout, stderr} = await runCli(['check', '--from-env', 'MY_TOKEN'], {
			env: {MY_TOKEN: secret, PAT_WIZARD_API_URL: 'http://127.0.0.1:9'},
		});
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toContain('Cannot reach');
		expect(stderr).not.toContain(secret);
	});

	test('an unsafe address gets no token', async () => {
		const {code, stderr} = await runCli(['check', '--from-env', 'MY_TOKEN'], {
			env: {MY_TOKEN: secret, PAT_WIZARD_API_URL: 'http://example.com'},
		});
		expect(code).toBe(2);
		expect(stderr).toContain('only to an https address');
	});

	test('without a terminal and without - it ends at once', async () => {
		const {code, stderr} = await runCli(['check'], {stdin: 'open'});
		expect(code).toBe(2);
		expect(stderr).toContain('There is no terminal in which to ask for the token');
	});
});

describe.skipIf(process.platform === 'win32')('store', () => {
	test('passes the token on standard input alone', async () => {
		const {env, gh, home} = await startWorld(granted);
		const place = 'actions:octo-org/app#RELEASE_TOKEN';
		const {code, stdout, stderr} = await runCli(['store', 'bot', place, '--from-env', 'MY_TOKEN'], {
			env,
		});
		expect([code, gh.input()]).toEqual([0, secret]);
		expect(gh.calls().join(' ')).not.toContain(secret);
		expect(stdout + stderr).not.toContain(secret.slice(11));
		const shown = await runCli(['export', 'bot'], {env});
		expect(shown.stdout).toContain(place);
		expect(shown.stdout).not.toContain(secret.slice(11));
		const again = await runCli(['rotate', 'bot', '-'], {env, input: secret});
		expect([again.code, gh.calls().length]).toEqual([0, 2]);
		expect((await runCli(['list', '--json'], {env, cwd: home})).stdout).toContain(
			'"expires": "2030-01-30T23:00:00.000Z"',
		);
	});
});

describe.skipIf(process.platform === 'win32')('the wizard, asked to check and store', () => {
	const place = 'actions:octo-org/app#RELEASE_TOKEN';
	const answers = [
		...[
			'--owner',
			'octo-org',
			'--repository',
			'octo-org/app',
			'--name',
			'Bot',
			'--save',
			'new bot',
		],
		...['--permission', 'contents=write,secrets=read,issues=write', '--expiration', '30'],
	];

	/** Opens the page from Review, with a browser that only remembers, and waits for the prompt. */
	const openPage = async () => {
		const world = await startWorld(granted);
		const browser = await makeStandIn(world.home, 'firefox');
		const shell = await openShell(programCommand(answers), {
			env: {...world.env, BROWSER: browser.path},
			rows: 40,
		});
		await shell.until('❯ Open in the browser and save');
		shell.press('down', 'enter');
		await shell.until('Token (not shown');
		await expect.poll(() => browser.calls().length, {timeout: 15_000}).toBe(1);
		expect(shell.screen()).toContain('On the page');
		return {...world, shell};
	};

	const readConfig = ({env}: Awaited<ReturnType<typeof openPage>>): string =>
		readFileSync(join(env.PAT_WIZARD_CONFIG_DIR, 'config.json'), 'utf8');

	test('takes the token, checks it, and puts it where it belongs', async () => {
		const world = await openPage();
		const {shell, gh} = world;
		shell.paste(`${secret}\n`);
		shell.press('enter');
		await shell.until('Places:');
		expect(shell.screen()).toMatch(/Has +contents: write/);
		expect(shell.screen()).toContain('On the page');
		shell.send('nowhere\r');
		await shell.until('is not a place for a token');
		shell.send(`${place}\r`);
		expect(await shell.finish()).toBe(0);
		expectRestored(shell);
		expect(shell.screen()).toContain(`stored      ${place}`);
		expect([gh.input(), gh.calls().length]).toEqual([secret, 1]);
		expect(readConfig(world)).toContain(place);
		expect(readConfig(world) + shell.raw()).not.toContain(secret.slice(11, 40));
	});

	test('asks before it uses places from a clone', async () => {
		const world = await startWorld(granted);
		const browser = await makeStandIn(world.home, 'firefox');
		const goesTo = [{place: 'git:evil.example', storedAt: '2026-10-01T00:00:00Z'}];
		await writeFile(
			join(world.home, 'pat-wizard.json'),
			JSON.stringify({version: 1, profiles: [{...profile, profile: 'carried', goesTo}]}),
		);
		const shell = await openShell(programCommand([]), {
			env: {...world.env, BROWSER: browser.path},
			cwd: world.home,
			rows: 40,
		});
		await shell.until('carried');
		shell.press('down', 'enter');
		await shell.until('❯ Open in the browser and save');
		shell.press('down', 'enter');
		await shell.until('Token (not shown');
		shell.send(`${secret}\r`);
		await shell.until('Places:');
		expect(shell.screen()).toContain('Store the token in git:evil.example? Press Enter');
		shell.press('escape');
		expect(await shell.finish()).toBe(0);
		expect(shell.screen()).toContain('Nothing was stored.');
	});

	test.each([
		['Esc', '\u001B', 0],
		['Ctrl+C', '\u0003', 130],
	])('%s leaves its prompts, with what was opened and saved', async (_, key, code) => {
		const atToken = await openPage();
		atToken.shell.send(`${secret.slice(0, 30)}`);
		atToken.shell.send(key);
		expect(await atToken.shell.finish()).toBe(code);
		expectRestored(atToken.shell);
		expect([atToken.hub.requests, atToken.gh.calls()]).toEqual([[], []]);

		const atPlaces = await openPage();
		atPlaces.shell.send(`${secret}\r`);
		await atPlaces.shell.until('Places:');
		atPlaces.shell.send(place);
		await atPlaces.shell.until(`Places: ${place}`);
		atPlaces.shell.send(key);
		expect(await atPlaces.shell.finish()).toBe(code);
		expectRestored(atPlaces.shell);
		expect(atPlaces.shell.screen()).toMatch(/^Nothing was stored\./m);
		expect(atPlaces.gh.calls()).toEqual([]);
		expect(readConfig(atPlaces)).toContain('new bot');
	});

	test.each(['SIGTERM', 'SIGHUP'] as const)('%s at its prompts ends it', async signal => {
		for (const isLater of [false, true]) {
			const {shell, gh} = await openPage();
			if (isLater) {
				shell.send(`${secret}\r`);
				await shell.until('Places:');
			}
			process.kill(shell.programPid(), signal);
			expect(await shell.finish()).toBe(signal === 'SIGTERM' ? 143 : 129);
			expectRestored(shell);
			expect(gh.calls()).toEqual([]);
		}
	});
});

describe.skipIf(process.platform === 'win32')('the prompt', () => {
	const open = async (args: readonly string[], env: Record<string, string | undefined>) => {
		const shell = await openShell([process.execPath, findBuiltProgram(), ...args], {env});
		await shell.until('Token (not shown');
		return shell;
	};

	test('never shows the token, and accepts a paste with a line break', async () => {
		const {env} = await startWorld(granted);
		const shell = await open(['check', 'bot'], env);
		shell.send(`\u001B[200~${secret}\n\u001B[201~`);
		shell.send('\r');
		expect(await shell.finish()).toBe(0);
		expectRestored(shell);
		expect(shell.raw()).not.toContain(secret.slice(11, 30));
		expect(shell.screen()).toContain('Removed white space');
		expect(shell.screen()).toMatch(/Has +contents: write/);
	});

	test.each([
		['Esc', '\u001B'],
		['Ctrl+C', '\u0003'],
	])('%s leaves it, and nothing is asked', async (_, key) => {
		const {hub, env} = await startWorld(granted);
		const shell = await open(['check', 'bot'], env);
		shell.send(secret);
		shell.send(key);
		expect(await shell.finish()).toBe(130);
		expectRestored(shell);
		expect(hub.requests).toEqual([]);
	});

	test.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const)(
		'%s from outside leaves the terminal as it was',
		async signal => {
			const {env} = await startWorld(granted);
			const shell = await open(['check', 'bot'], env);
			process.kill(shell.programPid(), signal);
			expect(await shell.finish()).toBeGreaterThan(128);
			expectRestored(shell);
		},
	);
});
