import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {cp, mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {commands} from '../source/commands/index.ts';
import {permissions} from '../source/core/catalog/permissions.ts';
import {scopes} from '../source/core/catalog/scopes.ts';
import {createEnvironment, makeTemporaryFolder} from './clean-environment.ts';
import {runFake} from './commands/fake-context.ts';
import {laptop} from './example-profiles.ts';
import {needsProgram} from './needs-program.ts';
import {findBuiltProgram} from './program.ts';
import {type Result, runCli, runProgram} from './run-cli.ts';
import {openProgram, openTerminal} from './terminal.ts';
import {makeWatchedWorld} from './world.ts';

const link = 'https://github.com/settings/personal-access-tokens/new?name=Bot&contents=read';
const answers = ['--permission', 'contents=read', '--name', 'Bot'];

/** Neither a stack nor a control character, whatever was asked. */
const checkCalm = ({stdout, stderr}: Pick<Result, 'stdout' | 'stderr'>): void => {
	expect(stdout + stderr).not.toMatch(/\n +at /);
	expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
};

test('the version, and nothing else', async () => {
	const {version}: {version: string} = JSON.parse(await readFile('package.json', 'utf8'));
	for (const args of [['--version'], ['-v'], ['--json', '--version']]) {
		expect(await runCli(args)).toMatchObject({code: 0, stdout: `${version}\n`, stderr: ''});
	}
});

test('a profile from saving to removing', async () => {
	const {run} = await makeWatchedWorld();
	const made = await run(['--yes', ...answers, '--save', 'bot']);
	expect(made).toMatchObject({code: 0, stdout: `${link}\n`});
	expect(made.stderr).toContain('Opened github.com in the browser');
	expect(await run(['url', 'bot'])).toMatchObject({code: 0, stdout: `${link}\n`, stderr: ''});
	expect((await run(['list'])).stdout).toContain('about 30 days left');
	const listed = JSON.parse((await run(['list', '--json'])).stdout);
	expect(listed).toEqual([
		{
			profile: 'bot',
			type: 'fine-grained',
			host: 'github.com',
			name: 'Bot',
			permissions: {contents: 'read'},
			lastOpened: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
		},
	]);
	expect((await run(['rename', 'bot', 'robot'])).code).toBe(0);
	const exported = (await run(['export'])).stdout;
	expect((await run(['remove', 'robot'])).code).toBe(0);
	expect((await run(['list', '--json'])).stdout).toBe('[]\n');
	expect((await run(['import', '-'], {input: exported})).code).toBe(0);
	const shown = await run(['show', 'robot']);
	expect(shown).toMatchObject({code: 0, stderr: ''});
	expect(shown.stdout).toContain('Contents: read');
});

describe('opening', () => {
	test('the browser gets the link, once', async () => {
		const {run, browser} = await makeWatchedWorld();
		await run(['--yes', ...answers]);
		await expect.poll(() => browser.calls()).toEqual([[link]]);
	});

	test.each([
		['a browser that fails', {BROWSER: 'false'}],
		['a browser that is not there', {BROWSER: '/no/such/browser'}],
		['an SSH session', {SSH_CONNECTION: '1 2 3 4'}],
		['a CI run', {CI: 'true'}],
	])('%s: the exit code is 0, and a message says so', async (_name, env) => {
		const {run} = await makeWatchedWorld();
		const result = await run(['--yes', ...answers], {
			env: {BROWSER: undefined, DISPLAY: '', ...env},
		});
		expect(result).toMatchObject({code: 0, stdout: `${link}\n`});
		expect(result.stderr).toContain('Not opened:');
	});
});

describe('exit codes and streams', () => {
	test.each<[string[], number]>([
		[['--help'], 0],
		[['list'], 0],
		[['permissions', 'contents'], 0],
		[['needs', 'push code'], 0],
		[['completion', 'bash'], 0],
		[['url', ...answers], 0],
		[['lst'], 2],
		[['list', '--nope'], 2],
		[['open', 'nobody'], 2],
		[['open'], 2],
		[['show', 'nobody'], 2],
		[['edit', 'nobody'], 2],
		[['rename', 'a'], 2],
		[['remove', 'nobody'], 2],
		[['import', 'no-such-file'], 2],
		[['import', '.'], 2],
		[['import', 'https://example.com'], 2],
		[['export'], 2],
		[['completion', 'tcsh'], 2],
		[['url', '--permission', 'x=y'], 2],
		[['--yes', '--host', 'https://x/'], 2],
	])('%j ends with %i', async (args, code) => {
		const result = await runCli(args);
		expect(result.code).toBe(code);
		expect(code === 2 ? result.stdout : result.stderr.replace(/^No profile.*\n/, '')).toBe('');
		checkCalm(result);
		if (code === 2) {
			const asJson = await runCli([...args, '--json']);
			const {error} = JSON.parse(asJson.stderr);
			expect(Object.keys(error)).toEqual(['kind', 'message', 'hint']);
			expect(error.kind).toBe('usage');
			expect(asJson).toMatchObject({code: 2, stdout: ''});
		}
	});

	test.each(['null', 'open', 'closed'] as const)(
		'without a terminal (standard input %s) the wizard names the options',
		async stdin => {
			const result = await runCli([], {stdin, limit: 10_000});
			expect(result).toMatchObject({code: 2, stdout: ''});
			expect(result.stderr).toContain('--yes');
			checkCalm(result);
		},
	);

	test.skipIf(process.platform === 'win32')('a closed pipe is no error', async () => {
		const sh = (line: string) =>
			runProgram('/bin/sh', ['-c', line, 'sh', process.execPath, findBuiltProgram()]);
		const head = await sh('"$1" "$2" permissions | head -n 1');
		expect(head).toMatchObject({code: 0, stdout: 'Repository permissions\n', stderr: ''});
		const code = await sh('{ "$1" "$2" permissions; echo "$?" >&2; } | true');
		expect(code.stderr).toBe('0\n');
		const both = await sh('{ "$1" "$2" --yes --no-open 2>&1; } | true');
		expect(both).toMatchObject({code: 0, stderr: ''});
	});

	test
		.skipIf(process.platform !== 'linux')
		.each(['url', '--version', '--help', 'permissions', 'completion bash'])(
		'%s reports a full disk',
		async words => {
			const line = `"$1" "$2" ${words} > /dev/full`;
			const result = await runProgram('/bin/sh', [
				'-c',
				line,
				'sh',
				process.execPath,
				findBuiltProgram(),
			]);
			expect(result.code).toBe(1);
			expect(result.stderr).toBe(
				'pat-wizard: The result could not be written: the disk is full.\n',
			);
		},
	);

	test('a slow reader gets everything', async () => {
		const home = await makeTemporaryFolder();
		const child = spawn(process.execPath, [findBuiltProgram(), 'permissions', '--json'], {
			env: createEnvironment(home),
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		let text = '';
		for await (const chunk of child.stdout.setEncoding('utf8')) {
			text += chunk;
			await new Promise(resolve => setImmediate(resolve));
		}
		expect(JSON.parse(text)).toHaveLength(permissions.length + scopes.length);
	});

	test('no colour into a pipe, and colour when it is forced', async () => {
		expect((await runCli(['--help'])).stdout).not.toContain('\u001b');
		expect((await runCli(['--help'], {env: {FORCE_COLOR: '1'}})).stdout).toContain('\u001b[1m');
		const both = {FORCE_COLOR: '0', NO_COLOR: '1'};
		expect((await runCli(['lst'], {env: both})).stderr).not.toContain('\u001b');
	});
});

describe.skipIf(process.platform === 'win32')('in a terminal', () => {
	const runInShell = (line: string) =>
		openTerminal('/bin/sh', ['-c', line, 'sh', process.execPath, findBuiltProgram()]);

	test('Ctrl+C is 130, nothing is saved, and the terminal is as before', async () => {
		const terminal = await openProgram(['--save', 'bot']);
		await terminal.until('Token type');
		terminal.press('ctrl+c');
		expect(await terminal.exit).toMatchObject({code: 130});
		expect(terminal.screen()).toBe('Cancelled: nothing was opened or saved.');
		expect(terminal.isAlternateScreen()).toBe(false);
		expect(terminal.isCursorVisible()).toBe(true);
	});

	test('the link can be taken while the wizard is on the screen', async () => {
		const terminal = await runInShell(
			'x=$("$1" "$2" --type classic --scope gist --expiration 30 --name N --no-open 2>/dev/tty); echo "GOT $? <$x>"',
		);
		await terminal.until('Review');
		terminal.press('down', 'down', 'enter');
		await terminal.exit;
		expect(terminal.screen().replaceAll('\n', '')).toContain(
			'GOT 0 <https://github.com/settings/tokens/new?scopes=gist&description=N&default_expires_at=30>',
		);
	});

	test('a terminal that can only print cannot show the wizard', async () => {
		const terminal = await runInShell('TERM=dumb exec "$1" "$2"');
		expect(await terminal.exit).toMatchObject({code: 2});
		expect(terminal.raw()).toContain('--yes');
	});

	test('messages have colours, except with NO_COLOR', async () => {
		const coloured = await openProgram(['lst']);
		await coloured.exit;
		expect(coloured.raw()).toContain('\u001b[31m');
		const plain = await openProgram(['lst'], {env: {NO_COLOR: '1'}});
		await plain.exit;
		expect(plain.raw()).not.toContain('\u001b[31m');
	});
});

describe('saving that fails', () => {
	test('a broken file: the link is printed and opened, the file left alone, exit code 1', async () => {
		const {run, folder, file} = await makeWatchedWorld();
		await mkdir(folder);
		await writeFile(file, 'not JSON');
		const result = await run(['--yes', ...answers, '--save', 'bot', '--no-open']);
		expect(result).toMatchObject({code: 1, stdout: `${link}\n`});
		expect(result.stderr).toContain(file);
		expect(await readFile(file, 'utf8')).toBe('not JSON');
		expect((await run(['list'])).code).toBe(1);
		expect((await run(['open', 'bot', '--no-open'])).code).toBe(1);
		const asJson = await run(['list', '--json']);
		expect(JSON.parse(asJson.stderr).error.kind).toBe('outside');
		const forced = await run(['--yes', ...answers, '--save', 'bot', '--no-open', '--force']);
		expect(forced.code).toBe(0);
		expect((await run(['url', 'bot'])).stdout).toBe(`${link}\n`);
	});
});

describe('hostile words', () => {
	const hostile = [
		'\u001b]0;title\u0007',
		'\u001b[2J\u001b[31m',
		'a\nb\rc',
		'\u202Eabc',
		'__proto__',
		'constructor',
		'$(touch pwned)',
		'../../etc/passwd',
		'',
		' ',
		'-',
		'--',
		'%s%n',
		'x'.repeat(10_000),
	];

	test.each(hostile)('%j as a word of any command, and as the value of any option', async word => {
		const names = ['name', 'owner', 'repository', 'permission', 'scope', 'expiration', 'host'];
		const more = ['preset', 'needs', 'type', 'repository-access', 'save'];
		const lines = [
			[word],
			['open', word],
			['url', word],
			['show', word],
			['remove', word],
			['rename', word, word],
			['needs', word],
			['permissions', word],
			['completion', word],
			['__complete', 'bash', `pat-wizard ${word}`],
			['__complete', 'zsh', word],
			...[...names, ...more].map(name => ['--yes', '--no-open', `--${name}=${word}`]),
		];
		for (const args of lines) {
			const result = await runFake(args);
			expect([0, 2]).toContain(result.code);
			checkCalm(result);
		}
		// test/hostile.test.ts gives the built program the rest.
		checkCalm(await runCli(['open', word]));
	});

	test('as the name of a profile', async () => {
		const {run} = await makeWatchedWorld();
		for (const name of ['__proto__', 'constructor', 'a.b.c', '日本 👩‍💻', '$(id)', "it's"]) {
			expect((await run(['--yes', '--no-open', '--save', name])).code).toBe(0);
			expect((await run(['url', name])).code).toBe(0);
		}
		const listed: {profile: string}[] = JSON.parse((await run(['list', '--json'])).stdout);
		expect(listed).toHaveLength(6);
	});

	test('in the input of import', async () => {
		const noise = Array.from({length: 100_000}, (_, index) =>
			String.fromCharCode(33 + (index % 90)),
		);
		for (const input of ['', '{', '[]', '{"profiles": 7}', 'null', noise.join(''), '\u001b[2J']) {
			const result = await runCli(['import', '-'], {input});
			expect(result).toMatchObject({code: 2, stdout: ''});
			checkCalm(result);
		}
	});
});

test('a missing file of the installation is named, whichever it is', async () => {
	const copy = join(await makeTemporaryFolder(), 'dist');
	const program = join(copy, basename(findBuiltProgram()));
	await cp(dirname(findBuiltProgram()), copy, {recursive: true});
	const args = [program, 'needs', 'push'];
	const record = join(copy, 'loaded.json');
	const recorder = fileURLToPath(new URL('fixtures/record-loaded.cjs', import.meta.url));
	const env = {RECORD_LOADED: record, NODE_DISABLE_COMPILE_CACHE: '1'};
	await runProgram(process.execPath, ['--require', recorder, ...args], {env});
	const loaded: string[] = JSON.parse(await readFile(record, 'utf8'));
	const shared = loaded
		.map(name => join('parts', name))
		.filter(name => existsSync(join(copy, name)));
	const files = ['program.br', ...shared];
	expect(files.length).toBeGreaterThan(5);
	for (const file of files) {
		await rename(join(copy, file), join(copy, 'away'));
		const {code, stderr} = await runProgram(process.execPath, args, {env});
		expect(code).toBe(1);
		expect(stderr).toContain(`A file of pat-wizard itself cannot be read: ${join(copy, file)}`);
		expect(stderr).not.toMatch(/\n +at |went wrong inside/);
		await rename(join(copy, 'away'), join(copy, file));
	}
});

test('every command shortens a word of 100 kB to a line, within a second', async () => {
	const word = 'x'.repeat(100_000);
	const lines = [
		[word],
		['-', word],
		['__complete', 'bash', word],
		...commands.flatMap(({name, options: own}) => [
			...[
				[word],
				[`--${word}`],
				[`-${word}`],
				['x', word],
				['x', 'x', word],
				['--', `-${word}`],
			].map(words => [name, ...words]),
			...own.flatMap(option =>
				[word, `-${word}`, `contents=${word}`, `${word}=read`, `octo-org/${word}`].map(value => [
					...(name === 'create' ? ['--yes', '--no-open'] : [name, 'x']),
					`--${option}=${value}`,
				]),
			),
		]),
	];
	for (const args of lines) {
		const started = process.cpuUsage();
		const {stdout, stderr} = await runFake(args, {saved: [{...laptop, profile: 'x'}]});
		const shown = args.map(each => each.slice(0, 30)).join(' ');
		expect(process.cpuUsage(started).user, shown).toBeLessThan(1_000_000);
		// Some sentences around it name all that could be meant.
		expect(stderr.replaceAll(/[^x]/g, '').length, shown).toBeLessThan(500);
		// A link holds the answers that it is made of.
		expect(/^https:/.test(stdout) || stdout.length < 20_000, shown).toBe(true);
	}
}, 60_000);

test("a repository's own profiles", async context => {
	const git = needsProgram(context, 'git');
	const {run, home} = await makeWatchedWorld();
	const repository = join(home, 'repository');
	await mkdir(join(repository, 'folder'), {recursive: true});
	await runProgram(git, ['init', '--quiet', repository]);
	const exported = {version: 1, profiles: [{profile: 'team', type: 'classic', scopes: ['gist']}]};
	await writeFile(join(repository, 'pat-wizard.json'), JSON.stringify(exported));
	const inside = (args: readonly string[]) => run(args, {cwd: join(repository, 'folder')});
	expect((await inside(['url', 'team'])).stdout).toBe(
		'https://github.com/settings/tokens/new?scopes=gist\n',
	);
	expect((await inside(['list'])).stdout).toContain(`From ${join(repository, 'pat-wizard.json')}`);
	expect((await run(['url', 'team'])).code).toBe(2);
});
