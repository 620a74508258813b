import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {placeKinds, readPlace} from '../../source/core/check/places.ts';
import {takeToken} from '../../source/core/check/token.ts';
import {deliverToken} from '../../source/platform/places.ts';
import {createEnvironment, makeTemporaryFolder} from '../clean-environment.ts';
import {needsProgram} from '../needs-program.ts';
import {runProgram} from '../run-cli.ts';
import {makeStandIn} from '../stand-in.ts';

const secret = `ghp_${'a1B2'.repeat(9)}`;

const take = (text: string) => takeToken(Buffer.from(text), 'It');

const tryToDeliver = (
	place: string,
	environment: Record<string, string | undefined>,
	mayReplace = false,
) => {
	const {deliver: how} = readPlace(place);
	return deliverToken(take(secret), how({host: 'github.com', login: 'octocat'}), {
		environment,
		platform: process.platform,
		mayReplace,
		signal: new AbortController().signal,
	});
};

const deliver = async (...args: Parameters<typeof tryToDeliver>) =>
	(await tryToDeliver(...args))?.reason;

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
		'op:Private/Release bot',
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

	test.each([
		['alone', `HTTP 403: ${secret} no`, 'HTTP 403: ••• no'],
		[
			'whole, over several lines',
			'Error: You must run:\n    pass init your-gpg-id\nbefore you may use the password store.\n',
			'Error: You must run: pass init your-gpg-id before you may use the password store.',
		],
		['at last', `${'Uploading\r'.repeat(900)}a\nb\nc\nd\u001b[0m`, 'a b c d\\u{001b}[0m'],
		['so long that it is cut', secret + 'x'.repeat(65_506), `•••${'x'.repeat(396)}…`],
		['without an end', 'x'.repeat(100_000), `${'x'.repeat(399)}…`],
	])('that fails is told with what it said %s', async (_, errorOutput, told) => {
		const folder = await makeTemporaryFolder();
		await writeFile(join(folder, 'said'), errorOutput);
		await makeStandIn(folder, 'pass', {exit: 4, script: `cat '${join(folder, 'said')}' >&2`});
		const environment = createEnvironment(folder, {PATH: `${folder}:${process.env.PATH}`});
		const problem = await deliver('pass:bot', environment);
		expect(problem).toBe(`pass ended with status 4: ${told}`);
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
		expect(await tryToDeliver('secret-tool:bot', environment)).toEqual({
			reason: 'secret-tool does not return the token',
			isUnsure: true,
		});
	});

	test('that fails when it is to give back what it took may have kept it', async () => {
		const folder = await makeTemporaryFolder();
		await makeStandIn(folder, 'secret-tool', {
			readsInput: true,
			script: '[ "$1" = store ] || { echo "is locked" >&2; exit 3; }',
		});
		const environment = createEnvironment(folder, {PATH: `${folder}:${process.env.PATH}`});
		expect(await tryToDeliver('secret-tool:bot', environment)).toEqual({
			reason: 'secret-tool ended with status 3: is locked',
			isUnsure: true,
		});
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
});

describe.skipIf(process.platform === 'win32')('1Password', () => {
	const item = {
		id: 'abc',
		title: 'Bot',
		category: 'API_CREDENTIAL',
		fields: [
			{id: 'username', type: 'STRING', label: 'username', value: 'octocat'},
			{id: 'credential', type: 'CONCEALED', label: 'credential', value: 'old'},
		],
	};

	/** A stand-in that has an item, or none, and gives back what it was given. */
	const opWorld = async (existing: object | undefined) => {
		const folder = await makeTemporaryFolder();
		const written = join(folder, 'written');
		const found = join(folder, 'found.json');
		if (existing !== undefined) {
			await writeFile(found, JSON.stringify(existing));
		}
		const program = await makeStandIn(folder, 'op', {
			script: [
				'case "$1 $2" in',
				`"item get") cat '${found}' 2>/dev/null || { echo "[ERROR] \\"Bot\\" isn't an item in the \\"Private\\" vault." >&2; exit 1; };;`,
				`"item create"|"item edit") cat > '${written}';;`,
				`read*) grep -o 'ghp_[A-Za-z0-9]*' '${written}';;`,
				'esac',
			].join('\n'),
		});
		const environment = createEnvironment(folder, {PATH: `${folder}:${process.env.PATH}`});
		const read = async () => JSON.parse((await runProgram('cat', [written])).stdout);
		return {program, environment, read};
	};

	test('gets a new item as a template on standard input, and is asked for it', async () => {
		const {program, environment, read} = await opWorld(undefined);
		expect(await deliver('op:Private/Bot', environment)).toBeUndefined();
		expect(program.calls().map(call => call.join(' '))).toEqual([
			'item get Bot --format json --vault Private',
			'item create - --vault Private',
			'read --no-newline op://Private/Bot/credential',
		]);
		expect(await read()).toMatchObject({title: 'Bot', fields: [{value: secret}]});
	});

	test('keeps everything else of an item, which is changed only when it may be', async () => {
		const {program, environment, read} = await opWorld(item);
		expect(await deliver('op:Private/Bot', environment)).toContain('--force replaces it');
		expect(await deliver('op:Private/Bot', environment, true)).toBeUndefined();
		expect(program.calls().at(-2)).toEqual(['item', 'edit', 'Bot', '--vault', 'Private']);
		expect(await read()).toEqual({
			...item,
			fields: [item.fields[0], {...item.fields[1], value: secret}],
		});
	});

	test.each([
		[{...item, category: 'LOGIN'}, 'neither an API Credential nor a Password'],
		[{...item, fields: []}, 'no field for a token'],
	])('does not change an item that it could harm', async (existing, reason) => {
		const {program, environment} = await opWorld(existing);
		expect(await deliver('op:Private/Bot', environment, true)).toContain(reason);
		expect(program.calls()).toHaveLength(1);
	});
});

describe.skipIf(process.platform === 'win32')('a real program', () => {
	test('pass keeps the token, encrypted, and shows it', async context => {
		needsProgram(context, 'pass');
		const gpg = needsProgram(context, 'gpg');
		const home = await makeTemporaryFolder();
		const environment = createEnvironment(home, {GNUPGHOME: home});
		const run = (program: string, ...args: readonly string[]) =>
			runProgram(program, args, {env: environment});
		onTestFinished(async () => {
			await run('gpgconf', '--kill', 'gpg-agent');
		});
		await run(gpg, '--batch', '--passphrase', '', '--quick-gen-key', 'bot@example.com');
		await run('pass', 'init', 'bot@example.com');
		expect(await deliver('pass:github/bot', environment)).toBeUndefined();
		expect((await run('pass', 'show', 'github/bot')).stdout).toBe(`${secret}\n`);
		expect(await deliver('pass:github/bot', environment)).toContain('--force replaces it');
		expect(await deliver('pass:github/bot', environment, true)).toBeUndefined();
	});

	test('secret-tool keeps the token in the keyring, and looks it up', async context => {
		needsProgram(context, 'secret-tool');
		const keyring = needsProgram(context, 'gnome-keyring-daemon');
		const bus = needsProgram(context, 'dbus-daemon');
		const send = needsProgram(context, 'dbus-send');
		const home = await makeTemporaryFolder();
		const address = `unix:path=${join(home, 'bus')}`;
		const environment = createEnvironment(home, {
			DBUS_SESSION_BUS_ADDRESS: address,
			XDG_RUNTIME_DIR: home,
		});
		const start = (program: string, ...args: readonly string[]) => {
			const child = spawn(program, args, {env: environment, stdio: ['pipe', 'pipe', 'ignore']});
			onTestFinished(() => {
				child.kill('SIGKILL');
			});
			return child;
		};
		const started = start(bus, '--session', '--nofork', '--print-address', '--address', address);
		await once(started.stdout, 'data');
		const unlocked = start(keyring, '--foreground', '--unlock', '--components=secrets');
		unlocked.stdin.end('password');
		const name = 'org.freedesktop.DBus';
		const question = [
			`--dest=${name}`,
			'/',
			`${name}.NameHasOwner`,
			'string:org.freedesktop.secrets',
		];
		await expect
			.poll(
				async () =>
					(await runProgram(send, ['--print-reply', ...question], {env: environment})).stdout,
				{timeout: 15_000},
			)
			.toContain('true');
		expect(await deliver('secret-tool:bot', environment)).toBeUndefined();
		const {stdout} = await runProgram(
			'secret-tool',
			['lookup', 'service', 'pat-wizard', 'name', 'bot'],
			{env: environment},
		);
		expect(stdout).toBe(secret);
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

	test('runs no helper that a clone or a variable names', async () => {
		const {home, environment} = await gitWorld('');
		const leak = join(home, 'leak');
		const helper = `!cat > ${leak}; true`;
		await runProgram('git', ['init', '--quiet', home], {env: environment});
		await runProgram('git', ['-C', home, 'config', 'credential.helper', helper], {
			env: environment,
		});
		await deliver('git:github.com', {
			...environment,
			GIT_DIR: join(home, '.git'),
			GIT_CONFIG_COUNT: '1',
			GIT_CONFIG_KEY_0: 'credential.helper',
			GIT_CONFIG_VALUE_0: helper,
		});
		expect(existsSync(leak)).toBe(false);
	});

	test('without a helper keeps nothing, which is said', async () => {
		const {environment} = await gitWorld('');
		expect(await deliver('git:github.com', environment)).toContain('git does not return the token');
	});

	test('with a helper that forgets is not believed', async () => {
		const {environment} = await gitWorld('[credential]\n\thelper = "!true"\n');
		expect(await deliver('git:github.com', environment)).toContain('the helper did not keep it');
	});
});
