import {chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {runFake} from './commands/fake-context.ts';
import {needsProgram} from './needs-program.ts';
import {type Result, runProgram} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {openProgram} from './terminal.ts';
import {inTurns, makeWatchedWorld, type WatchedWorld} from './world.ts';

const isWindows = process.platform === 'win32';

/** What a terminal would obey, and what nobody would see. */
const tricks = [
	'\u001b[2J\u001b[31m',
	'\u001b]0;owned\u0007',
	'\u001b]8;;http://evil.example\u001b\\here\u001b]8;;\u001b\\',
	'\u001bP+q\u001b\\',
	'\u009b31m',
	'\u0085',
	'a\rb\bc\u007f',
	'\u202Eevil\u202C',
	'\u2066evil\u2069',
	'\u061C',
	'a\u200bb\u200cc\u200dd\u2060e\ufefff',
	'\u00ad',
	'\u2028\u2029',
	'\u3164\u115f\uffa0',
	'\u{e0041}\u{e007f}',
	'\ue000',
	'\u{1d173}',
];

const evil = tricks.join(' x ');

/** Everything that `showText` promises to escape, told apart from how it does that. */
const harmful =
	/[^\P{Cc}\n\t]|[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\p{Variation_Selector}|\u034f/u;

const checkHarmless = ({stdout, stderr}: Pick<Result, 'stdout' | 'stderr'>): void => {
	expect(harmful.exec(stdout)).toBeNull();
	expect(harmful.exec(stderr)).toBeNull();
	expect(stdout + stderr).not.toMatch(/\n +at |went wrong inside/);
};

const checkAll = async (
	world: WatchedWorld,
	lines: readonly (readonly string[])[],
	options: Parameters<WatchedWorld['run']>[1] = {},
): Promise<void> =>
	inTurns(lines, async args => {
		const result = await world.run(args, options);
		expect([0, 1, 2]).toContain(result.code);
		checkHarmless(result);
	});

/** What shows or writes the profiles of these names, in every way. */
const waysToShow = (names: readonly string[]): readonly (readonly string[])[] => [
	['list'],
	['list', '--json'],
	['export'],
	['export', '--format', 'markdown'],
	['export', '--format', 'link'],
	['__complete', 'bash', 'pat-wizard open '],
	['__complete', 'zsh', 'open', ''],
	['open', 'nobody'],
	...names.flatMap(name => [
		['show', name],
		['show', name, '--json'],
		['open', name],
		['open', name, '--json'],
		['url', name],
		['url', name, '--json'],
		['export', name],
		['export', name, '--format', 'markdown'],
	]),
];

test('the check finds each of the tricks, and allows letters and signs', () => {
	for (const trick of tricks) {
		expect(harmful.test(trick)).toBe(true);
	}
	expect(harmful.test('é 日本 עברית 👍 ⏎ •\n\t')).toBe(false);
});

describe('nothing from outside reaches the terminal raw', () => {
	test('from words and options', async () => {
		const world = await makeWatchedWorld();
		const options = ['name', 'owner', 'repository', 'permission', 'scope', 'expiration', 'host'];
		const more = ['description', 'preset', 'needs', 'type', 'repository-access', 'save'];
		await checkAll(world, [
			[evil],
			[`--${evil}`],
			['help', evil],
			...[
				'open',
				'show',
				'url',
				'remove',
				'export',
				'import',
				'needs',
				'permissions',
				'completion',
			].map(name => [name, evil]),
			['rename', evil, evil],
			['list', '--expiring', evil],
			['export', '--format', evil],
			['__complete', 'bash', `pat-wizard open ${evil}`],
			['__complete', 'zsh', 'url', '--permission', evil],
			...[...options, ...more].flatMap(name => [
				['url', `--${name}=${evil}`],
				['--yes', '--no-open', '--json', `--${name}=${evil}`],
			]),
		]);
	}, 60_000);

	const profiles = [
		{type: 'classic', scopes: ['gist'], name: evil},
		{type: 'fine-grained', name: 'n', description: `line\n${evil}`},
		{type: 'fine-grained', description: tricks.filter(trick => !/\p{Cc}/u.test(trick)).join('')},
		{type: 'fine-grained', owner: evil},
		{
			type: 'fine-grained',
			repositoryAccess: 'selected',
			repositories: [`octo-org/${evil}`, evil],
		},
		{type: 'classic', scopes: [evil]},
		{type: 'fine-grained', permissions: {[evil]: 'read'}},
		{type: 'fine-grained', permissions: {contents: evil}},
		{type: 'classic', host: evil},
		{type: 'classic', expiration: evil},
		{type: evil},
		{type: 'classic', [evil]: evil},
		{type: 'classic', lastOpened: `2026-11-20T01:02:03Z (${evil})`},
	].map((profile, index) => ({profile: `p${index}`, ...profile}));
	const named = tricks.map(trick => ({profile: `n ${trick}`, type: 'classic', name: trick}));
	// One of each kind that can be read, and two that cannot; lists and exports show the others too.
	const names = [
		...['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p8', 'p11', 'p12'],
		...named.slice(7, 9).map(({profile}) => profile),
	];
	test('from the saved profiles', async () => {
		const world = await makeWatchedWorld();
		await world.plant([...profiles, ...named, evil, {profile: evil}]);
		await checkAll(world, waysToShow(names));
		await checkAll(world, [
			['rename', 'p1', 'q'],
			['remove', 'p2'],
		]);
	}, 120_000);

	test("from a repository's pat-wizard.json", async () => {
		const world = await makeWatchedWorld();
		const text = JSON.stringify({version: 1, profiles: [...profiles, ...named, evil]});
		writeFileSync(join(world.home, 'pat-wizard.json'), text);
		await checkAll(world, waysToShow(names.slice(0, 5)));
		writeFileSync(join(world.home, 'pat-wizard.json'), `{"profiles": "${evil}`);
		await checkAll(world, [['list'], ['open', 'x']]);
	}, 60_000);

	test('from imported texts', async () => {
		const world = await makeWatchedWorld();
		const page = 'https://github.com/settings/personal-access-tokens/new';
		const encoded = encodeURIComponent(evil);
		const texts = [
			evil,
			`${page}?name=${encoded}&${encoded}=${encoded}&contents=${encoded}#a=${encoded}`,
			`${page}?name=${evil}`,
			`${evil}${page}?contents=read${evil}`,
			`https://github.com/settings/tokens/new?scopes=repo,${encoded}&description=${encoded}`,
			`https://${evil}/settings/tokens/new?scopes=repo`,
			`https://github.com${evil}/settings/tokens/new`,
			...profiles.map(profile => JSON.stringify(profile)),
			...named.map(profile => JSON.stringify(profile)),
			JSON.stringify({version: evil, profiles: []}),
			JSON.stringify({profiles: [evil]}),
		];
		await inTurns(texts, async input => {
			for (const result of [
				await runFake(['import', '-', '--dry-run'], {files: {'-': input}}),
				await runFake(['import', '-', '--dry-run', '--json'], {files: {'-': input}}),
				await world.run(['import', '-', '--force'], {input}),
			]) {
				expect([0, 2]).toContain(result.code);
				checkHarmless(result);
			}
		});
		if (!isWindows) {
			const file = join(world.home, `${tricks.filter(trick => !trick.includes('/')).join('')}.md`);
			await checkAll(world, [['import', file]]);
			writeFileSync(file, evil);
			await checkAll(world, [['import', file]]);
		}
	}, 120_000);

	test('from texts for needs', async () => {
		const world = await makeWatchedWorld();
		const texts = [
			evil,
			`GET /repos/${evil}/issues`,
			`HTTP/2 403\nx-accepted-github-permissions: contents=${evil}\n{"message": "${evil}"}`,
			`curl https://api.github.com/repos/o/r/issues -H "${evil}"`,
			`https://docs.github.com/rest/${evil}`,
		];
		await inTurns(texts, async input => {
			for (const args of [[], ['--json']]) {
				const result = await world.run(['needs', '-', ...args], {input});
				expect([0, 2]).toContain(result.code);
				checkHarmless(result);
			}
		});
	});

	test('from the environment', async () => {
		const world = await makeWatchedWorld();
		await world.plant([{profile: 'x', type: 'classic', scopes: ['gist']}]);
		const variables = ['GH_HOST', 'BROWSER', 'TERM', 'COLUMNS', 'LINES', 'NO_COLOR'];
		const more = ['CI', 'DISPLAY', 'XDG_CONFIG_HOME', 'PAT_WIZARD_CONFIG_DIR', 'TZ', 'TMUX'];
		const lines = [['list'], ['open', 'x', '--copy'], ['url'], ['--yes', '--save', 'y', '--force']];
		for (const name of [...variables, ...more]) {
			await checkAll(world, lines, {env: {[name]: evil}});
		}
		// Longer ones of this kind end Node itself before it runs anything.
		await checkAll(world, lines, {env: {LANG: '\u202Eevil', LC_ALL: '\u202Eevil'}});
	}, 120_000);

	test.skipIf(isWindows)('from the names of folders', async () => {
		const world = await makeWatchedWorld();
		const folder = join(world.home, `f ${tricks.filter(trick => !trick.includes('/')).join('')}`);
		mkdirSync(folder);
		writeFileSync(join(folder, 'config.json'), 'broken');
		writeFileSync(
			join(folder, 'pat-wizard.json'),
			'{"profiles": [{"profile": "p", "type": "classic"}, 7]}',
		);
		await checkAll(
			world,
			[
				['list'],
				['open', 'p'],
				['show', 'p'],
				['--yes', '--save', 'y'],
				['import', '.'],
				['remove', 'p'],
			],
			{cwd: folder, env: {PAT_WIZARD_CONFIG_DIR: folder}},
		);
	});

	test.skipIf(isWindows)(
		'in the wizard, from profiles, remotes, branches and the environment',
		async context => {
			const git = needsProgram(context, 'git');
			const world = await makeWatchedWorld();
			await world.plant([...named.slice(4), ...profiles]);
			const repository = join(world.home, 'repository');
			mkdirSync(repository);
			const inside = (...words: readonly string[]) => runProgram(git, words, {cwd: repository});
			await inside('init', '--quiet');
			await inside('config', `remote.${evil}.url`, 'https://github.com/octo-org/app');
			await inside('config', 'remote.origin.url', `https://github.com/octo-org/${evil}`);
			await inside('config', 'remote.second.url', 'https://github.com/octo-org/second');
			writeFileSync(join(repository, '.git', 'HEAD'), `ref: refs/heads/${evil}\n`);
			writeFileSync(
				join(repository, 'pat-wizard.json'),
				JSON.stringify({profiles: [...profiles, ...named]}),
			);
			const terminal = await openProgram([], {
				env: {...world.env, LANG: `C.UTF-8${evil}`},
				cwd: repository,
				columns: 120,
				rows: 60,
			});
			await terminal.until('Saved profiles');
			for (let step = 0; step < 12; step += 1) {
				terminal.press('down');
			}
			terminal.press('enter');
			await terminal.until(screen => !screen.includes('Saved profiles'));
			terminal.press('ctrl+c');
			await terminal.exit;
			const raw = terminal.raw();
			expect(raw).not.toMatch(
				/[\u0080-\u009f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad\ue000]/,
			);
			expect(raw).not.toMatch(/\u001b[\]P_^X]/);
			expect(raw).not.toMatch(/[\u{e0000}-\u{e007f}]/u);
		},
	);
});

describe('hosts', () => {
	const refused = [
		'github.com@evil.example',
		'user:pass@github.com',
		'https://github.com',
		'javascript:alert(1)',
		'file:///etc/passwd',
		'github.com/evil',
		'github.com\\evil',
		'github.com?x',
		'github.com#x',
		'github.com:99999',
		'github.com:',
		'github.com%2eevil.example',
		'github.com\u0000.evil.example',
		'git\u200bhub.com',
		'github\u202e.com',
		'github.com evil.example',
		'[::1]',
		'..',
		'-oProxyCommand=x',
		'',
	].filter(host => !host.includes('\0'));

	test.each(refused)('%j is refused everywhere', async host => {
		const world = await makeWatchedWorld();
		const results = [
			await world.run(['url', `--host=${host}`]),
			await world.run(['import', '-', '--dry-run'], {
				input: JSON.stringify({type: 'classic', host}),
			}),
			...(host === '' ? [] : [await world.run(['url'], {env: {GH_HOST: host}})]),
		];
		for (const result of results) {
			expect(result).toMatchObject({code: 2, stdout: ''});
			checkHarmless(result);
		}
	});

	test.each([
		['gіthub.com', 'xn--gthub-q3a.com'],
		['ｇithub.com.evil.example', 'github.com.evil.example'],
		['github。com.evil.example', 'github.com.evil.example'],
		['GITHUB.COM.evil.example', 'github.com.evil.example'],
		['bücher.example', 'xn--bcher-kva.example'],
	])('%s is shown in ASCII, with a warning', async (host, ascii) => {
		const world = await makeWatchedWorld();
		const {stdout} = await world.run(['url', '--json', '--host', host]);
		const {url, profile, warnings}: {url: string; profile: {host: string}; warnings: string[]} =
			JSON.parse(stdout);
		expect(new URL(url).host).toMatch(/^[\x21-\x7e]+$/);
		expect(profile.host).toBe(new URL(`https://${host}`).host);
		expect(warnings.join('\n')).toContain(`${profile.host} `);
		if (ascii.startsWith('xn--')) {
			expect(warnings.join('\n')).toContain('can look like another host');
		} else {
			expect(profile.host).toBe(ascii);
		}
	});

	test('a link to another host is refused, with the name of the host', async () => {
		const world = await makeWatchedWorld();
		const link = 'https://github.com.evil.example/settings/tokens/new?scopes=repo';
		const result = await world.run(['import', link]);
		expect(result).toMatchObject({code: 2, stdout: ''});
		expect(result.stderr).toContain('leads to github.com.evil.example');
		expect(existsSync(world.folder)).toBe(false);
	});

	test.each(['octo-оrg', 'octo\u200borg', 'ＯＣＴＯ', 'octo\u202eorg', '../x', '-x'])(
		'the owner %j is refused',
		async owner => {
			const world = await makeWatchedWorld();
			const result = await world.run(['url', `--owner=${owner}`]);
			expect(result).toMatchObject({code: 2, stdout: ''});
			checkHarmless(result);
		},
	);
});

test('keys of prototypes are treated as plain names', async () => {
	const world = await makeWatchedWorld();
	const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
	for (const name of names) {
		const plain = await world.run(['url', '--permission', `${name}=write`]);
		expect(plain).toMatchObject({code: 2, stdout: ''});
		for (const option of ['scope', 'preset', 'type', 'repository-access']) {
			expect((await world.run(['url', `--${option}=${name}`])).code).toBe(2);
		}
		for (const args of [
			[name],
			[`--${name}`],
			[`--${name}=1`],
			['help', name],
			['completion', name],
		]) {
			const result = await world.run(args);
			expect(result.code).toBe(2);
			checkHarmless(result);
		}
		expect((await world.run(['--yes', '--no-open', '--save', name])).code).toBe(0);
		expect((await world.run(['open', name])).code).toBe(0);
	}
	const text = `{"type": "fine-grained", "__proto__": {"owner": "evil"}, "constructor": {"prototype": {}},
		"permissions": {"__proto__": "write"}}`;
	const read = await world.run(['import', '-', '--dry-run', '--json'], {input: text});
	expect(read.code).toBe(2);
	const quiet = text.replace(/,\s+"permissions".*\}\}/s, '}');
	const {stdout} = await world.run(['import', '-', '--dry-run', '--json'], {input: quiet});
	expect(JSON.parse(stdout)[0].profile).toEqual({
		profile: expect.any(String),
		type: 'fine-grained',
		host: 'github.com',
	});
	expect(JSON.parse((await world.run(['list', '--json'])).stdout)).toHaveLength(names.length);
	const link =
		'https://github.com/settings/personal-access-tokens/new?__proto__=write&constructor=read';
	expect((await world.run(['import', link, '--dry-run'])).stdout).toContain('__proto__');
}, 60_000);

/** Every command, each in a way that does its work. */
const everyCommand: ReadonlyArray<readonly string[]> = [
	['--version'],
	['--help'],
	['--yes', '--copy', '--save', 'made', '--preset', 'push-code'],
	['create', '--yes', '--needs', 'POST /repos/{owner}/{repo}/issues', '--host', 'octo.ghe.com'],
	['open', 'saved', '--copy'],
	['open', 'carried'],
	['url', 'saved'],
	['url', '--json', '--repository', 'https://github.com/octo-org/app', '--owner', 'octo-org'],
	['list'],
	['show', 'saved'],
	['import', 'https://github.com/settings/tokens/new?scopes=repo'],
	['import', 'pat-wizard.json', '--force'],
	['export', '--format', 'markdown'],
	['permissions', 'contents'],
	['needs', 'gh api repos/octo-org/app/pulls', 'https://docs.github.com/rest/issues/issues'],
	['completion', 'zsh'],
	['__complete', 'bash', 'pat-wizard open '],
	['rename', 'saved', '$(touch owned); `touch owned` && touch owned'],
	['open', '$(touch owned); `touch owned` && touch owned'],
	['remove', 'carried'],
];

const shells = /(?:^|[\\/])(?:sh|bash|dash|zsh|ksh|fish|cmd(?:\.exe)?|powershell(?:\.exe)?)$/i;

describe.skipIf(isWindows)('started programs', () => {
	/** A home in a repository with a file of profiles of its own, and launchers that only remember. */
	const makeRepository = async () => {
		const world = await makeWatchedWorld();
		await world.plant([
			{profile: 'saved', type: 'classic', scopes: ['gist'], name: '$(touch owned) `touch owned`'},
		]);
		const carried = {profile: 'carried', type: 'classic', scopes: ['notifications']};
		writeFileSync(join(world.home, 'pat-wizard.json'), JSON.stringify({profiles: [carried]}));
		return world;
	};

	test('no command reaches a network, a shell or a program that is not named by its full path', async () => {
		const world = await makeRepository();
		const tools = join(world.home, 'tools');
		const copier = await makeStandIn(tools, 'wl-copy', {readsInput: true});
		const recorders = await Promise.all(
			['sh', 'bash', 'cmd', 'powershell', 'env'].map(name => makeStandIn(tools, name)),
		);
		const env = {PATH: `${tools}:/usr/bin:/bin`, BROWSER: 'firefox', WAYLAND_DISPLAY: 'wayland-0'};
		for (const args of everyCommand) {
			const result = await world.run(args, {env});
			expect({args, code: result.code, stderr: result.code === 0 ? '' : result.stderr}).toEqual({
				args,
				code: 0,
				stderr: '',
			});
			expect({args, network: world.network()}).toEqual({args, network: []});
		}
		const children = world.children();
		expect(children.length).toBeGreaterThan(4);
		for (const {file, args, shell} of children) {
			expect(file).toMatch(/^\//);
			expect(file).not.toMatch(shells);
			expect(shell).toBe(false);
			expect(args.slice(1).every(word => word.startsWith('https://'))).toBe(true);
		}
		expect(copier.input()).toMatch(/^https:/);
		expect(recorders.flatMap(recorder => recorder.calls())).toEqual([]);
		expect(existsSync(join(world.home, 'owned'))).toBe(false);
		const [first] = world.browser.calls();
		expect(first).toHaveLength(1);
	}, 60_000);

	test('the wizard reaches no network, and starts only git', async context => {
		const git = needsProgram(context, 'git');
		const world = await makeRepository();
		await runProgram(git, ['init', '--quiet'], {cwd: world.home});
		const terminal = await openProgram(['--type', 'classic', '--scope', 'gist'], {
			env: world.env,
			cwd: world.home,
		});
		await terminal.until('Expiration');
		terminal.press('ctrl+c');
		expect(await terminal.exit).toMatchObject({code: 130});
		expect(world.network()).toEqual([]);
		expect([...new Set(world.children().map(({file}) => file))]).toEqual([git]);
	});

	test('no program in the current folder, or in a relative folder of PATH, is ever run', async context => {
		const git = needsProgram(context, 'git');
		const world = await makeRepository();
		await runProgram(git, ['init', '--quiet'], {cwd: world.home});
		mkdirSync(join(world.home, 'bin'));
		const planted = await Promise.all(
			['git', 'xdg-open', 'wl-copy', 'xclip', 'tmux', 'open', 'evil', 'powershell.exe'].flatMap(
				name => ['', 'bin'].map(folder => makeStandIn(join(world.home, folder), name)),
			),
		);
		const env = {
			PATH: `:.:bin:./bin::${join('..', 'bin')}:/nonexistent`,
			BROWSER: './evil:evil:bin/evil:xdg-open',
			WAYLAND_DISPLAY: 'wayland-0',
			DISPLAY: ':0',
			TMUX: 'x',
		};
		for (const args of everyCommand) {
			await world.run(args, {env});
		}
		const node = process.execPath;
		const terminal = await openProgram([], {env: {...world.env, ...env}, cwd: world.home});
		await terminal.until('Saved profiles');
		terminal.press('ctrl+c');
		await terminal.exit;
		expect(node).toMatch(/^\//);
		expect(planted.flatMap(each => each.calls())).toEqual([]);
		expect(world.children()).toEqual([]);
	}, 60_000);

	test("a hostile repository's settings make git run nothing", async context => {
		const git = needsProgram(context, 'git');
		const world = await makeRepository();
		const repository = join(world.home, 'repository');
		mkdirSync(repository);
		const inside = (...words: readonly string[]) => runProgram(git, words, {cwd: repository});
		await inside('init', '--quiet');
		const trap = await makeStandIn(world.home, 'trap');
		const settings: Readonly<Record<string, string>> = {
			'core.fsmonitor': trap.path,
			'core.sshCommand': trap.path,
			'core.pager': trap.path,
			'pager.remote': trap.path,
			'core.editor': trap.path,
			'core.askPass': trap.path,
			'core.gitProxy': trap.path,
			'core.alternateRefsCommand': trap.path,
			'core.hooksPath': world.home,
			'alias.remote': `!${trap.path}`,
			'credential.helper': `!${trap.path}`,
			'diff.external': trap.path,
			'gpg.program': trap.path,
			'filter.x.clean': trap.path,
			'filter.x.smudge': trap.path,
			'remote.origin.url': `ext::${trap.path}`,
			'remote.origin.vcs': 'trap',
			'remote.origin.promisor': 'true',
			'remote.origin.uploadpack': trap.path,
			'remote.second.url': 'mine:app',
			'url.https://github.com/octo-org/.insteadOf': 'mine:',
			'protocol.ext.allow': 'always',
			'extensions.partialClone': 'origin',
			'include.path': '/dev/stdin',
			'trace2.normalTarget': join(world.home, 'traced'),
			'color.remote': 'always',
		};
		for (const [name, value] of Object.entries(settings)) {
			await inside('config', name, value);
		}
		for (const hook of ['post-index-change', 'reference-transaction', 'pre-commit']) {
			const file = join(repository, '.git', 'hooks', hook);
			writeFileSync(file, `#!/bin/sh\nexec ${trap.path} ${hook}\n`);
			chmodSync(file, 0o755);
		}
		const terminal = await openProgram(['--type', 'fine-grained'], {
			env: {
				...world.env,
				GIT_SSH_COMMAND: trap.path,
				GIT_PAGER: trap.path,
				GIT_EXTERNAL_DIFF: trap.path,
				GIT_EXEC_PATH: world.home,
				GIT_TRACE: join(world.home, 'traced'),
				GIT_CONFIG_COUNT: '1',
				GIT_CONFIG_KEY_0: 'core.fsmonitor',
				GIT_CONFIG_VALUE_0: trap.path,
			},
			cwd: repository,
		});
		await terminal.until('Resource owner');
		terminal.press('ctrl+c');
		await terminal.exit;
		expect(trap.calls()).toEqual([]);
		expect(existsSync(join(world.home, 'traced'))).toBe(false);
		expect([...new Set(world.children().map(({file}) => file))]).toEqual([git]);
	});

	test('a git that never ends does not hold up the wizard', async () => {
		const world = await makeRepository();
		mkdirSync(join(world.home, '.git'));
		await makeStandIn(join(world.home, 'tools'), 'git', {script: 'exec sleep 600'});
		const terminal = await openProgram([], {
			env: {...world.env, PATH: `${join(world.home, 'tools')}:/usr/bin:/bin`},
			cwd: world.home,
		});
		await terminal.until('Saved profiles');
		terminal.press('ctrl+c');
		expect(await terminal.exit).toMatchObject({code: 130});
	});
});

describe('pat-wizard.json by itself', () => {
	test('opens and saves nothing, and says where it leads', async () => {
		const world = await makeWatchedWorld();
		const profiles = [
			{profile: 'team', type: 'classic', scopes: ['repo'], host: 'github.com.evil.example'},
			{profile: 'open', type: 'classic', scopes: ['repo']},
			{profile: 'default', type: 'classic', scopes: ['repo']},
		];
		const settings = {
			open: 'team',
			save: true,
			default: 'team',
			host: 'evil.example',
			command: 'x',
		};
		writeFileSync(join(world.home, 'pat-wizard.json'), JSON.stringify({...settings, profiles}));
		for (const args of [
			['list'],
			['list', '--json'],
			['show', 'team'],
			['url', 'team'],
			['export', 'team'],
			['__complete', 'zsh', 'open', ''],
			['permissions'],
		]) {
			expect((await world.run(args)).code).toBe(0);
		}
		expect((await world.run(['list'])).stdout).toContain('on github.com.evil.example');
		expect((await world.run(['url', 'team'])).stderr).toContain('is for github.com.evil.example');
		expect(world.browser.calls()).toEqual([]);
		expect(existsSync(world.folder)).toBe(false);
		// Neither is anything in it the default of what is not asked for by name.
		const plain = await world.run(['--yes', '--no-open']);
		expect(plain.stdout).toBe('https://github.com/settings/personal-access-tokens/new\n');
		const opened = await world.run(['open', 'team']);
		expect(opened.stdout).toBe('https://github.com.evil.example/settings/tokens/new?scopes=repo\n');
		expect(opened.stderr).toContain('comes from');
		expect(opened.stderr.replaceAll(/\s+/g, ' ')).toContain('is for github.com.evil.example');
		expect(existsSync(world.folder)).toBe(false);
	});

	test.skipIf(isWindows)('is not followed out of the repository', async () => {
		const world = await makeWatchedWorld();
		const inside = join(world.home, 'repository');
		mkdirSync(join(inside, '.git'), {recursive: true});
		writeFileSync(
			join(world.home, 'secret.json'),
			'{"profiles": [{"profile": "x", "type": "classic"}]}',
		);
		symlinkSync('../secret.json', join(inside, 'pat-wizard.json'));
		const result = await world.run(['list'], {cwd: inside});
		expect(result.stdout).not.toContain('x');
		expect(result.stderr).toContain('leads out of the repository');
	});
});
