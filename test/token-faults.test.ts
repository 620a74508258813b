import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type AddressInfo, createServer as createTcpServer} from 'node:net';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createEnvironment, makeTemporaryFolder} from './clean-environment.ts';
import {startHub} from './github-stand-in.ts';
import {findBuiltProgram} from './program.ts';
import {runCli} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {openProgram} from './terminal.ts';
import {expectRestored, openShell, programCommand} from './terminals/shell.ts';

const isWindows = process.platform === 'win32';
const secret = `github_pat_${'a1B2'.repeat(20)}`;
const first = 'actions:octo-org/app#RELEASE_TOKEN';
const second = 'docker:ghcr.io';

/** When the places had a token before. */
const earlier = '1999-12-31T00:00:00Z';

const profile = {
	profile: 'bot',
	type: 'fine-grained',
	host: 'github.com',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app'],
	permissions: {contents: 'write', secrets: 'read'},
	goesTo: [
		{place: first, storedAt: earlier},
		{place: second, storedAt: earlier},
	],
};

/** How many requests a check of the profile makes, as the program says before. */
const requests = 6;

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * A home with the profile, GitHub, and programs for the places that remember how they were called, what they
 * read, and their environment. `scripts` are shell lines that they run then.
 */
const startWorld = async (
	answer: Answer = () => false,
	scripts: Readonly<Record<string, string>> = {},
) => {
	const hub = await startHub({
		tokens: {[secret]: {permissions: profile.permissions, reaches: ['octo-org/app']}},
		accounts: {'octo-org': 'Organization'},
		answer,
	});
	const home = await makeTemporaryFolder();
	const config = join(home, 'config');
	await mkdir(config);
	await writeFile(join(config, 'config.json'), JSON.stringify({version: 1, profiles: [profile]}));
	const [gh, docker, browser] = await Promise.all(
		['gh', 'docker', 'firefox'].map(name =>
			makeStandIn(home, name, {
				readsInput: true,
				script: `env > '${join(home, name)}.env'\n${scripts[name] ?? ''}`,
			}),
		),
	);
	if (gh === undefined || docker === undefined || browser === undefined) {
		throw new Error('no stand-ins');
	}
	const env = {
		...hub.env,
		HOME: home,
		XDG_CACHE_HOME: join(home, 'cache'),
		PATH: `${home}:${process.env.PATH}`,
		BROWSER: browser.path,
		PAT_WIZARD_CONFIG_DIR: config,
	};
	const readConfig = (): string => readFileSync(join(config, 'config.json'), 'utf8');
	return {hub, home, gh, docker, env, readConfig, before: readConfig()};
};

type World = Awaited<ReturnType<typeof startWorld>>;

/** Starts the program with the token on its standard input, and tells how it ends. */
const start = ({env, home}: World, args: readonly string[]) => {
	const child = spawn(process.execPath, [findBuiltProgram(), ...args], {
		env: createEnvironment(home, env),
		stdio: 'pipe',
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			said += text;
		});
	}
	child.stdin.end(secret);
	const ended = new Promise<{end: number | NodeJS.Signals | null; said: string}>(resolve => {
		child.on('close', (code, signal) => resolve({end: code ?? signal, said}));
	});
	return {ended, kill: (signal: NodeJS.Signals) => child.kill(signal)};
};

/** Does something at the request of a number, counted from 1. */
const atRequest = (number: number, answer: Answer): Answer => {
	let count = 0;
	return (request, response) => ++count === number && answer(request, response);
};

/** Waits for a state, longer than a slow machine takes to start the program. */
const waitFor = async (isThere: () => boolean): Promise<void> => {
	await expect.poll(isThere, {timeout: 15_000}).toBe(true);
};

const expectNothingStored = ({gh, docker, readConfig, before}: World): void => {
	expect([gh.calls(), docker.calls()]).toEqual([[], []]);
	expect(readConfig()).toBe(before);
};

const numbers = Array.from({length: requests}, (_, index) => index + 1);

describe.skipIf(isWindows)('at every request', () => {
	const failures: readonly (readonly [string, Answer, RegExp])[] = [
		[
			'the connection breaks',
			request => {
				request.socket.destroy();
				return true;
			},
			/Cannot reach .*: it ended the connection/,
		],
		[
			'the connection breaks in the middle of an answer',
			(request, response) => {
				response.writeHead(200, {'content-type': 'application/json'});
				response.write('{"login": "octo', () => request.socket.destroy());
				return true;
			},
			/Cannot reach .*: it ended the connection/,
		],
		[
			'GitHub has a problem',
			(_, response) => {
				response.writeHead(502).end('<html>');
				return true;
			},
			/it answered with status 502/,
		],
		[
			'a rate limit',
			(_, response) => {
				response.writeHead(403, {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1900000000'});
				response.end('{"message": "API rate limit exceeded"}');
				return true;
			},
			/refuses requests with this token until 2030-03-17T17:46:40\.000Z/,
		],
	];

	test.each(failures)(
		'%s: exit 1 with a message, and nothing is stored',
		async (_, answer, words) => {
			for (const number of numbers) {
				const world = await startWorld(atRequest(number, answer));
				const {code, stdout, stderr} = await runCli(['store', 'bot', '-'], {
					env: world.env,
					input: secret,
				});
				expect([number, code, stdout]).toEqual([number, 1, '']);
				expect(stderr).toMatch(words);
				expect(stderr).toContain('Nothing was stored');
				expect(world.hub.requests).toHaveLength(number);
				expectNothingStored(world);
			}
		},
	);

	test.each([
		['SIGINT', 130],
		['SIGTERM', 'SIGTERM'],
		['SIGHUP', 'SIGHUP'],
		['SIGKILL', 'SIGKILL'],
	] as const)('%s while GitHub does not answer: nothing is stored', async (signal, end) => {
		for (const number of numbers) {
			const world = await startWorld(atRequest(number, () => true));
			const program = start(world, ['rotate', 'bot', '-']);
			await waitFor(() => world.hub.requests.length === number);
			program.kill(signal);
			expect(await program.ended).toMatchObject({end});
			expectNothingStored(world);
		}
	});
});

describe.skipIf(isWindows)('while GitHub does not answer', () => {
	test.each([
		['Esc', '\u001B', 130],
		['Ctrl+C', '\u0003', 130],
	])('%s cancels the typed command, and nothing is stored', async (_, key, code) => {
		const world = await startWorld(atRequest(3, () => true));
		const shell = await openShell(programCommand(['store', 'bot']), {env: world.env});
		await shell.until('Token (not shown');
		shell.send(`${secret}\r`);
		await waitFor(() => world.hub.requests.length === 3);
		shell.send(key);
		expect(await shell.finish()).toBe(code);
		expectRestored(shell);
		expect(shell.screen()).toContain('Nothing was stored.');
		expectNothingStored(world);
	});

	test('Esc leaves what the wizard began, with what was opened', async () => {
		const world = await startWorld(atRequest(3, () => true));
		const shell = await openShell(programCommand(['edit', 'bot']), {env: world.env, rows: 40});
		await shell.until('❯ Save without opening');
		shell.press('down', 'down', 'enter');
		await shell.until('Token (not shown');
		shell.send(`${secret}\r`);
		await waitFor(() => world.hub.requests.length === 3);
		shell.press('escape');
		expect(await shell.finish()).toBe(0);
		expectRestored(shell);
		expect(shell.screen()).toContain('Nothing was stored.');
	});
});

describe.skipIf(isWindows)('at a place', () => {
	test.each([
		['SIGINT', 130],
		['SIGTERM', 'SIGTERM'],
		['SIGHUP', 'SIGHUP'],
	] as const)('%s: each place is told, and what is stored is noted', async (signal, end) => {
		const world = await startWorld(undefined, {docker: 'exec sleep 60'});
		const program = start(world, ['store', 'bot', '-']);
		await waitFor(() => existsSync(join(world.home, 'docker.env')));
		program.kill(signal);
		const {end: ended, said} = await program.ended;
		expect(ended).toBe(end);
		expect(said).toContain(`stored      ${first}`);
		expect(said).toContain(`unknown     ${second}: docker was stopped before it was done`);
		expect(JSON.parse(world.readConfig()).profiles[0].goesTo).toEqual([
			{place: first, storedAt: expect.stringMatching(/^20/)},
			{place: second, storedAt: earlier},
		]);
	});

	test('Ctrl+C in a terminal, of which the program of the place hears, too', async () => {
		const world = await startWorld(undefined, {docker: 'exec sleep 60'});
		const terminal = await openProgram(['store', 'bot', '--from-env', 'MY_TOKEN'], {
			env: {...world.env, MY_TOKEN: secret},
		});
		await waitFor(() => existsSync(join(world.home, 'docker.env')));
		terminal.press('ctrl+c');
		expect(await terminal.exit).toMatchObject({code: 130});
		expect(terminal.screen()).toContain(`stored      ${first}`);
		expect(terminal.screen()).toContain(`unknown     ${second}`);
		expect(terminal.screen()).toContain('1 of 2 places has the token, and 1 may have it.');
		expect(terminal.screen()).toContain('Stopped. The lines above say what was done.');
	});

	test('the places behind it are not touched', async () => {
		const world = await startWorld(undefined, {gh: 'exec sleep 60'});
		const program = start(world, ['store', 'bot', '-']);
		await waitFor(() => existsSync(join(world.home, 'gh.env')));
		program.kill('SIGTERM');
		const {said} = await program.ended;
		expect(said).toContain(`unknown     ${first}`);
		expect(said).toContain(`not stored  ${second}: the command was stopped before`);
		expect(world.docker.calls()).toEqual([]);
		expect(world.readConfig()).not.toContain('"storedAt": "20');
	});

	test('SIGKILL: a place without a success message is not saved as stored', async () => {
		const world = await startWorld(undefined, {docker: 'exec sleep 60'});
		const program = start(world, ['store', 'bot', '-']);
		await waitFor(() => existsSync(join(world.home, 'docker.env')));
		program.kill('SIGKILL');
		const {said} = await program.ended;
		expect(said).toContain(`Storing the token in ${first} and ${second}.`);
		expect(said).not.toContain(`stored      ${second}`);
		expect(JSON.parse(world.readConfig()).profiles[0].goesTo).toEqual([
			{place: first, storedAt: expect.stringMatching(/^20/)},
			{place: second, storedAt: earlier},
		]);
	});

	test('no place gets the token of a profile that cannot be saved, and a message names the file', async () => {
		const world = await startWorld();
		await chmod(world.env.PAT_WIZARD_CONFIG_DIR, 0o500);
		await writeFile(join(world.env.PAT_WIZARD_CONFIG_DIR, 'config.json'), '{"version": 1, "prof');
		const {code, stderr} = await runCli(['store', 'bot', first, '-'], {
			env: world.env,
			input: secret,
		});
		expect([code, world.gh.calls()]).toEqual([1, []]);
		expect(stderr).toContain('config.json');
	});
});

describe.skipIf(isWindows)('Esc at a place', () => {
	/** A program that ends when it may. */
	const waits = 'while [ ! -e "$HOME/go" ]; do sleep 0.02; done';

	/** Types the token, and presses Esc while the program of a place runs. */
	const leave = async (name: 'gh' | 'docker', args: readonly string[] = ['store', 'bot']) => {
		const world = await startWorld(undefined, {[name]: waits});
		const shell = await openShell(programCommand(args), {env: world.env, rows: 40});
		if (args[0] === 'edit') {
			await shell.until('❯ Save without opening');
			shell.press('down', 'down', 'enter');
		}
		await shell.until('Token (not shown');
		shell.send(`${secret}\r`);
		await waitFor(() => existsSync(join(world.home, `${name}.env`)));
		shell.press('escape');
		await shell.until('Leaving after this place.');
		return {...world, shell};
	};

	test.each([
		['store', 130],
		['rotate', 130],
		['edit', 0],
	])('in %s lets its program end, and touches no other place', async (command, code) => {
		const {shell, home, docker, readConfig} = await leave('gh', [command, 'bot']);
		await writeFile(join(home, 'go'), '');
		expect(await shell.finish()).toBe(code);
		expectRestored(shell);
		expect(shell.screen()).toContain(`stored      ${first}`);
		expect(shell.screen()).toContain(`not stored  ${second}: you left before that`);
		expect(shell.screen()).toContain('1 of 2 places has the token.');
		expect(docker.calls()).toEqual([]);
		expect(JSON.parse(readConfig()).profiles[0].goesTo).toEqual([
			{place: first, storedAt: expect.stringMatching(/^20/)},
			{place: second, storedAt: earlier},
		]);
	});

	test('that is the last one leaves nothing undone', async () => {
		const {shell, home, readConfig} = await leave('docker');
		await writeFile(join(home, 'go'), '');
		expect(await shell.finish()).toBe(0);
		expect(shell.screen()).toContain(`stored      ${second}`);
		expect(readConfig()).not.toContain(earlier);
	});

	test('and then Ctrl+C end the program with a message', async () => {
		const {shell, docker} = await leave('gh');
		shell.press('ctrl+c');
		expect(await shell.finish()).toBe(130);
		expectRestored(shell);
		expect(shell.screen()).toContain(`unknown     ${first}: gh was stopped`);
		expect(shell.screen()).toContain(`not stored  ${second}`);
		expect(shell.screen()).toContain('0 of 2 places have the token, and 1 may have it.');
		expect(docker.calls()).toEqual([]);
	});
});

describe.skipIf(isWindows)('a proxy that stays silent', () => {
	/** The program asks through the proxy, and has done so. */
	const askThroughProxy = async (env: Readonly<Record<string, string>> = {}) => {
		const asked: string[] = [];
		const proxy = createTcpServer(socket => {
			socket.on('error', () => {}).on('data', data => asked.push(data.toString()));
		}).listen(0, '127.0.0.1');
		await once(proxy, 'listening');
		onTestFinished(() => {
			proxy.close();
		});
		const world = await startWorld();
		const more = {
			PAT_WIZARD_API_URL: '',
			PAT_WIZARD_GIT_URL: '',
			HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
			...env,
		};
		const program = start({...world, env: {...world.env, ...more}}, ['store', 'bot', '-']);
		await waitFor(() => asked.length > 0);
		expect(asked.join()).toMatch(/^CONNECT api\.github\.com:443 /);
		expect(asked.join()).not.toContain(secret);
		return {world, program};
	};

	test.each([
		['SIGINT', 130],
		['SIGTERM', 'SIGTERM'],
	] as const)('is left by %s', async (signal, end) => {
		const {world, program} = await askThroughProxy();
		program.kill(signal);
		expect(await program.ended).toMatchObject({end});
		expectNothingStored(world);
	});

	test('is left in time', async () => {
		// A hundred times sooner.
		const sooner =
			'const {timeout} = AbortSignal; AbortSignal.timeout = time => timeout.call(AbortSignal, time / 100);';
		const {world, program} = await askThroughProxy({
			NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(sooner)}`,
		});
		const {end, said} = await program.ended;
		expect(end).toBe(1);
		expect(said).toMatch(/Cannot reach the proxy 127\.0\.0\.1:\d+: it does not answer/);
		expectNothingStored(world);
	});
});

const readAll = (folder: string): string =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.map(name => join(folder, name))
		// What a program reads on its standard input is where the token belongs.
		.filter(file => !file.endsWith('.input') && statSync(file).isFile())
		.map(file => readFileSync(file, 'latin1'))
		.join('\n');

describe.skipIf(isWindows)('a planted token is nowhere but on standard input', () => {
	/** Programs and a GitHub that repeat everything they are given. */
	const echo: Answer = (request, response) => {
		if (!request.url?.includes('secrets')) {
			return false;
		}
		response.writeHead(403, {'content-type': 'application/json'});
		response.end(JSON.stringify({message: `No ${request.headers.authorization}`}));
		return true;
	};
	const repeats = {docker: 'cat "$HOME/docker.input" >&2; exit 3'};

	const expectClean = (world: World, said: string): void => {
		for (const part of [secret, secret.slice(11), Buffer.from(secret).toString('base64')]) {
			expect(said).not.toContain(part);
			expect(readAll(world.home)).not.toContain(part);
			expect(world.hub.requests.join()).not.toContain(part);
		}
		expect([world.gh.input(), world.docker.input()]).toEqual([secret, secret]);
	};

	test.each([
		['from standard input', ['-'], {input: `${secret}\n`}],
		['from a variable', ['--from-env', 'MY_TOKEN'], {env: {MY_TOKEN: secret, GH_TOKEN: secret}}],
		[
			'from a variable with white space around it',
			['--from-env', 'MY_TOKEN'],
			{env: {MY_TOKEN: `\uFEFF ${secret}\u00A0\n`}},
		],
	])('%s', async (_, args, options) => {
		const world = await startWorld(echo, repeats);
		const env = {...world.env, ...('env' in options ? options.env : {})};
		const {stdout, stderr, code} = await runCli(['store', 'bot', ...args, '--force'], {
			...('input' in options ? {input: options.input} : {}),
			env,
		});
		expect(code).toBe(1);
		expect(stdout).toContain('docker ended with status 3: •••');
		expectClean(world, stdout + stderr);
	});

	test('from the prompt', async () => {
		const world = await startWorld(echo, repeats);
		const shell = await openShell(programCommand(['rotate', 'bot', '--force']), {env: world.env});
		await shell.until('Token (not shown');
		shell.paste(secret);
		shell.press('enter');
		expect(await shell.finish()).toBe(1);
		expectClean(world, shell.raw());
	});

	test('from the wizard', async () => {
		const world = await startWorld(undefined, repeats);
		const shell = await openShell(programCommand(['edit', 'bot']), {env: world.env, rows: 40});
		await shell.until('❯ Save without opening');
		shell.press('down', 'down', 'enter');
		await shell.until('Token (not shown');
		shell.paste(secret);
		shell.press('enter');
		expect(await shell.finish()).toBe(1);
		expect(shell.screen()).toContain('1 of 2 places has the token.');
		expectClean(world, shell.raw());
	});

	test.each(['usage', 'bug'])('when a %s error repeats it', async kind => {
		const world = await startWorld();
		const planted = join(world.home, 'planted.mjs');
		// The first answer that is parsed throws what a program with a fault could.
		await writeFile(
			planted,
			[
				'const {parse} = JSON;',
				'JSON.parse = (...args) => {',
				'	if (/"rate"/.test(args[0])) {',
				"		throw Object.assign(new TypeError(process.env.PLANTED), {code: 'EPLANTED'});",
				'	}',
				'	return parse(...args);',
				'};',
			].join('\n'),
		);
		const {code, stdout, stderr} = await runCli(
			kind === 'bug' ? ['check', 'bot', '-'] : ['check', secret, '-'],
			{
				input: secret,
				env: {...world.env, PLANTED: secret, NODE_OPTIONS: `--import=${planted}`},
			},
		);
		expect(code).toBe(kind === 'bug' ? 1 : 2);
		expect(stdout + stderr).not.toContain(secret.slice(11));
	});
});
