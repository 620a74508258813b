import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {placeKinds, readPlace} from '../../source/core/check/places.ts';
import {deliverToken} from '../../source/platform/places.ts';
import {takeToken} from '../../source/platform/token.ts';
import {createEnvironment, makeTemporaryFolder} from '../clean-environment.ts';
import {runProgram} from '../run-cli.ts';
import {makeStandIn} from '../stand-in.ts';

const secret = `ghp_${'a1B2'.repeat(9)}`;

const tokenOf = () => {
	const token = takeToken(Buffer.from(secret));
	if (token === undefined) {
		throw new Error('no token');
	}
	return token;
};

const deliver = async (
	place: string,
	environment: Record<string, string | undefined>,
	mayReplace = false,
) => {
	const {deliver: how} = readPlace(place);
	if (typeof how === 'string') {
		return how;
	}
	const notStored = await deliverToken(tokenOf(), how({host: 'github.com', login: 'octocat'}), {
		environment,
		platform: process.platform,
		mayReplace,
		signal: new AbortController().signal,
	});
	return notStored?.reason;
};

describe('the name of a place', () => {
	test.each([
		'actions:octo-org/app#RELEASE_TOKEN',
		'actions:octo-org/app#RELEASE_TOKEN@production',
		'codespaces:octo-org/app#TOKEN',
		'dependabot:octo-org/app#TOKEN',
		'git:github.com',
		'git:github.example.com:8443',
		'docker:ghcr.io',
		'secret-tool:release-bot',
		'pass:github/release-bot',
		'op:Release bot',
	])('%s is read', place => {
		expect(readPlace(place).place).toBe(place);
	});

	test.each([
		'',
		'actions',
		'actions:octo-org#TOKEN',
		'actions:octo-org/app',
		'actions:octo-org/app#1TOKEN',
		'actions:octo-org/app#TOKEN@--body',
		'codespaces:octo-org/app#TOKEN@production',
		'git:https://github.com',
		'git:github.com\nusername=x',
		'docker:docker.io',
		'pass:--force',
		'pass:../../x',
		'pass:/etc/x',
		'secret-tool:-x',
		'file:/tmp/token',
		'constructor:x',
	])('%j is refused, with how it is written', place => {
		expect(() => readPlace(place)).toThrow(
			expect.objectContaining({
				kind: 'usage',
				hint: expect.stringMatching(/^(A place is|Write it)/),
			}),
		);
	});

	test('every kind has an example of its grammar above', () => {
		expect(placeKinds.map(({grammar}) => grammar.split(':')[0])).toEqual([
			'actions',
			'codespaces',
			'dependabot',
			'git',
			'docker',
			'secret-tool',
			'pass',
			'op',
		]);
	});
});

describe.skipIf(process.platform === 'win32')('a program', () => {
	test.each([
		[
			'actions:octo-org/app#TOKEN@production',
			'gh',
			'secret set TOKEN --app actions --repo github.com/octo-org/app --env production',
			secret,
		],
		[
			'dependabot:octo-org/app#TOKEN',
			'gh',
			'secret set TOKEN --app dependabot --repo github.com/octo-org/app',
			secret,
		],
		['docker:ghcr.io', 'docker', 'login ghcr.io --username octocat --password-stdin', secret],
		['pass:github/bot', 'pass', 'insert --multiline --force github/bot', `${secret}\n`],
	])('%s reads the token on its standard input alone', async (place, name, args, input) => {
		const folder = await makeTemporaryFolder();
		const program = await makeStandIn(folder, name, {
			readsInput: true,
			script: `env > ${join(folder, 'seen')}`,
		});
		const environment = createEnvironment(folder, {
			PATH: `${folder}:${process.env.PATH}`,
			MY_TOKEN: secret,
			GH_TOKEN: secret,
			BASIC: `x:${secret}`,
			PASSWORD_STORE_DIR: join(folder, 'store'),
		});
		expect(await deliver(place, environment)).toBeUndefined();
		expect(program.calls()).toEqual([args.split(' ')]);
		expect(program.input()).toBe(input);
		const {stdout: seen} = await runProgram('cat', [join(folder, 'seen')]);
		expect(seen).toContain('PATH=');
		expect(seen).not.toContain(secret);
	});

	test('that fails is told with its last words, without the token', async () => {
		const folder = await makeTemporaryFolder();
		await makeStandIn(folder, 'gh', {exit: 4, errorOutput: `To log in\nHTTP 403: ${secret} no`});
		const environment = createEnvironment(folder, {PATH: `${folder}:${process.env.PATH}`});
		const problem = await deliver('actions:o/r#T', environment);
		expect(problem).toBe('gh ended with status 4: HTTP 403: ••• no');
	});

	test('that is not there is named', async () => {
		const folder = await makeTemporaryFolder();
		const problem = await deliver('docker:ghcr.io', createEnvironment(folder, {PATH: folder}));
		expect(problem).toBe('the program docker was not found');
	});

	test('that keeps nothing, in spite of its exit code, is told', async () => {
		const folder = await makeTemporaryFolder();
		await makeStandIn(folder, 'secret-tool', {readsInput: true});
		const environment = createEnvironment(folder, {PATH: `${folder}:${process.env.PATH}`});
		expect(await deliver('secret-tool:bot', environment)).toBe('secret-tool does not give it back');
	});

	test('pass replaces what is there only when it may', async () => {
		const folder = await makeTemporaryFolder();
		const program = await makeStandIn(folder, 'pass', {readsInput: true});
		await writeFile(join(folder, 'bot.gpg'), 'x');
		const environment = createEnvironment(folder, {
			PATH: `${folder}:${process.env.PATH}`,
			PASSWORD_STORE_DIR: folder,
		});
		expect(await deliver('pass:bot', environment)).toContain('--force replaces it');
		expect(program.calls()).toEqual([]);
		expect(await deliver('pass:bot', environment, true)).toBeUndefined();
	});

	test('1Password is told, not done', async () => {
		expect(await deliver('op:bot', {})).toContain('arguments');
	});
});

describe.skipIf(process.platform === 'win32')('real git', () => {
	const gitWorld = async (config: string) => {
		const home = await makeTemporaryFolder();
		await writeFile(join(home, '.gitconfig'), config);
		return {home, environment: createEnvironment(home, {GIT_CONFIG_NOSYSTEM: '1'})};
	};

	test('with a helper that stores keeps the token and gives it back', async () => {
		const {home, environment} = await gitWorld('[credential]\n\thelper = store\n');
		expect(await deliver('git:github.com', environment)).toBeUndefined();
		const {stdout} = await runProgram('cat', [join(home, '.git-credentials')]);
		expect(stdout).toBe(`https://octocat:${secret}@github.com\n`);
	});

	test('without a helper keeps nothing, which is said', async () => {
		const {environment} = await gitWorld('');
		expect(await deliver('git:github.com', environment)).toContain('git kept nothing');
	});

	test('with a helper that forgets is not believed', async () => {
		const {environment} = await gitWorld('[credential]\n\thelper = "!true"\n');
		expect(await deliver('git:github.com', environment)).toContain('git kept nothing');
	});
});

describe('a token', () => {
	test.each([
		[` ${secret}\n`, true],
		[secret, false],
		[`${secret.slice(0, 20)}\r\n${secret.slice(20)}`, true],
	])('is taken without white space, which is noted', (text, wasTrimmed) => {
		const token = takeToken(Buffer.from(text));
		expect([token?.reveal(), token?.wasTrimmed]).toEqual([secret, wasTrimmed]);
	});

	test.each(['', ' \n', 'gh‐token', 'x'.repeat(2000)])('is not %j', text => {
		expect(takeToken(Buffer.from(text))).toBeUndefined();
	});

	test('is gone from its buffer and from the given one, and prints nothing of itself', async () => {
		const given = Buffer.from(secret);
		const token = takeToken(given);
		expect(given.every(byte => byte === 0)).toBe(true);
		const {inspect} = await import('node:util');
		expect(`${inspect(token)}${JSON.stringify(token)}${String(token)}`).not.toContain(secret);
		token?.wipe();
		expect(token?.reveal()).toBe('');
	});
});
