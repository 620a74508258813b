import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {commands} from '../source/commands/index.ts';
import {options} from '../source/commands/options.ts';
import {runFake} from './commands/fake-context.ts';
import {laptop} from './example-profiles.ts';
import {needsProgram} from './needs-program.ts';
import {type Result, runProgram} from './run-cli.ts';
import {type Key, openProgram} from './terminal.ts';
import {inTurns, makeWatchedWorld, type WatchedWorld} from './world.ts';

const secret = 'A1b2C3d4E5f6G7h8J9k0L1m2N3p4Q5r6S7t8';

/** One of each kind that GitHub makes. */
const tokens = [
	`ghp_${secret}`,
	`gho_${secret}`,
	`ghu_${secret}`,
	`ghs_${secret}`,
	`ghr_${secret}`,
	`github_pat_11ABCDEFG0${secret.slice(0, 12)}_${secret}${secret.slice(0, 23)}`,
];

const token = `ghp_${secret}`;

/** What must be found nowhere: no token has this in it by accident. */
const trace = secret.slice(6, 26);

/** Nothing of a token in what was written, in any file below the home, and in any program's words. */
const checkNowhere = (world: WatchedWorld, results: readonly Result[] = []): void => {
	for (const {stdout, stderr} of results) {
		expect(stdout + stderr).not.toContain(trace);
		expect(
			decodeURIComponent((stdout + stderr).replaceAll(/%(?![0-9a-f]{2})/gi, '')),
		).not.toContain(trace);
		expect(stdout + stderr).not.toMatch(/\n +at |went wrong inside/);
	}
	expect(world.readHome().filter(([, text]) => text.includes(trace))).toEqual([]);
	expect(JSON.stringify(world.children())).not.toContain(trace);
};

const base = ['--yes', '--no-open'];

describe('on the command line', () => {
	const linesWith = (value: string) =>
		commands.flatMap(command => {
			const words = command.arguments.filter(each => !each.isOptional).map(() => 'x');
			const more = command.name === 'create' ? base : [];
			return command.options.flatMap(name => [
				{name, args: [command.name, ...words, ...more, `--${name}=${value}`]},
				...(options[name].value === undefined
					? []
					: [{name, args: [command.name, ...words, ...more, `--${name}`, value]}]),
			]);
		});

	test.each([
		...tokens,
		`my ${token}!`,
		`%67hp_${secret}`,
		`%2567hp_${secret}`,
		`ghp_\n${secret}`,
		`ghp\\137${secret}`,
		`ghp**_**${secret}`,
		`ghp_${secret.slice(0, 15)}\u200B${secret.slice(15)}`,
	])('in every option of every command: %s', async value => {
		for (const {args} of linesWith(value)) {
			const happened = await runFake(args, {saved: [{...laptop, profile: 'x'}]});
			if (args[0] === 'needs') {
				expect(happened.stderr).toMatch(/takes no value|--type is/);
			} else {
				expect({args, ...happened}).toMatchObject({code: 2, stdout: '', order: ['message']});
				expect(happened.stderr).toContain('looks like a token');
			}
			expect(JSON.stringify(happened)).not.toContain(trace);
		}
	});

	test('in every option, as built', async () => {
		const world = await makeWatchedWorld();
		const lines = Object.keys(options).flatMap(option =>
			linesWith(token)
				.filter(({name}) => name === option)
				.slice(0, 1)
				.map(({args}) => args),
		);
		// Its compiled code is kept in the home, too.
		const env = {XDG_CACHE_HOME: join(world.home, 'cache')};
		const results: Result[] = [];
		await inTurns(lines, async args => {
			const result = await world.run([...args], {env});
			expect({args, code: result.code}).toEqual({args, code: 2});
			expect(result.stderr).toContain('looks like a token');
			expect(result.stdout).toBe('');
			results.push(result);
		});
		expect(results.length).toBeGreaterThan(20);
		expect(world.children()).toEqual([]);
		checkNowhere(world, results);
	}, 120_000);

	test('as every word of every command, of every kind', async () => {
		const world = await makeWatchedWorld();
		await world.plant([{profile: 'x', type: 'classic', scopes: ['gist']}]);
		const lines = [
			...tokens.flatMap(each => [
				[each],
				['open', each],
				['needs', each],
				['import', each],
				[`--${each}`],
				['list', each],
			]),
			['help', token],
			['permissions', 'read', token],
			['__complete', 'zsh', 'open', token],
			['__complete', 'bash', `pat-wizard url --name ${token}`],
			['url', '--json', token],
			['--version', token],
			...commands.map(({name}) => [name, 'x', token]),
		];
		const results: Result[] = [];
		await inTurns(lines, async args => {
			const result = await world.run(args);
			expect([0, 2]).toContain(result.code);
			results.push(result);
		});
		checkNowhere(world, results);
		const more = commands.flatMap(({name}) => [
			[name, token],
			[name, `${token}x`],
			[name, '--', token],
			[name, `https://${token}@github.com/settings/tokens/new?scopes=repo`],
			[name, `https://github.com/settings/tokens/new?description=${token}`],
			[name, `https://github.com/settings/tokens/new?description=%67hp_${secret}`],
		]);
		for (const args of more) {
			const happened = await runFake(args, {saved: [{...laptop, profile: 'x'}]});
			expect([0, 2]).toContain(happened.code);
			expect(JSON.stringify(happened)).not.toContain(trace);
		}
	}, 120_000);

	test('in texts for needs: read without it, with a warning', async () => {
		const world = await makeWatchedWorld();
		const line = `curl -H "Authorization: Bearer ${token}" https://api.github.com/repos/o/r/issues`;
		for (const result of [
			await world.run(['needs', line]),
			await world.run(['needs', line, '--json']),
			await world.run(['needs', '-'], {input: `${line}\n`}),
		]) {
			expect(result.code).toBe(0);
			expect(result.stdout).toContain('issues');
			expect(result.stderr).toContain('looks like a token was left out');
			checkNowhere(world, [result]);
		}
	});
});

describe('in a text that is imported', () => {
	const page = 'https://github.com/settings/personal-access-tokens/new';
	const classicPage = 'https://github.com/settings/tokens/new';
	const fine = {type: 'fine-grained', profile: 'a'};

	test.each([
		['a token alone', token],
		['a link with it as name', `${page}?name=${token}&contents=read`],
		['a link with it as description', `${page}?name=a&description=see+${token}&contents=read`],
		['a link with it as owner', `${page}?target_name=${token.slice(0, 35)}&contents=read`],
		['a link with it as a parameter', `${page}?${token}=1&contents=read`],
		['a link with it as a level', `${page}?contents=${token}&issues=read`],
		['a link with it as a scope', `${classicPage}?scopes=repo,${token}`],
		[
			'a link with it written otherwise',
			`${classicPage}?description=%67%68p_${secret}&scopes=repo`,
		],
		['a link with it encoded twice', `${classicPage}?description=%2567hp_${secret}&scopes=repo`],
		['a link with it hidden', `${classicPage}?description=gh%E2%80%8Bp_${secret}&scopes=repo`],
		[
			'a link with it in what is too long',
			`${classicPage}?description=${'x'.repeat(2000)}%2567hp_${secret}&scopes=repo`,
		],
		['a link with it as user', `https://${token}:x@github.com/settings/tokens/new?scopes=repo`],
		['a link with it as host', `https://${token}/settings/tokens/new?scopes=repo`],
		['a link with it behind #', `${classicPage}?scopes=repo#a=${token}`],
		['a text with it beside a link', `GH_TOKEN=${token} ${classicPage}?scopes=repo`],
		['a profile with it as profile', JSON.stringify({...fine, profile: token})],
		['a profile with it as name', JSON.stringify({...fine, name: `my ${token}`})],
		['a profile with it encoded', JSON.stringify({...fine, name: `%67hp_${secret}`})],
		['a profile with it hidden', JSON.stringify({...fine, description: `gh\u200Bp_${secret}`})],
		['a profile with it as description', JSON.stringify({...fine, description: token})],
		['a profile with it as owner', JSON.stringify({...fine, owner: token.slice(0, 35)})],
		['a profile with it as host', JSON.stringify({...fine, host: token})],
		['a profile with it as type', JSON.stringify({...fine, type: token})],
		['a profile with it as expiration', JSON.stringify({...fine, expiration: token})],
		['a profile with it as access', JSON.stringify({...fine, repositoryAccess: token})],
		[
			'a profile with it as repository',
			JSON.stringify({...fine, repositoryAccess: 'selected', repositories: [`o/${token}`]}),
		],
		['a profile with it as permission', JSON.stringify({...fine, permissions: {[token]: 'read'}})],
		['a profile with it as level', JSON.stringify({...fine, permissions: {contents: token}})],
		['a profile with it as scope', JSON.stringify({type: 'classic', scopes: [token]})],
		['a profile with it as a key', JSON.stringify({...fine, [token]: 1})],
		['a profile with it under a key', JSON.stringify({...fine, token})],
		['a profile with it as a date', JSON.stringify({...fine, lastOpened: token})],
		['a version', JSON.stringify({version: token, profiles: []})],
	])('%s', async (_name, text) => {
		const world = await makeWatchedWorld();
		const results = [
			await world.run(['import', '-', '--dry-run', '--json'], {input: text}),
			await world.run(['import', '-', '--host', 'github.com'], {input: text}),
		];
		for (const result of results) {
			expect([0, 2]).toContain(result.code);
			expect(result.stderr).not.toBe('');
		}
		checkNowhere(world, results);
	});
});

describe('in existing files', () => {
	const planted = [
		{profile: `my ${token}`, type: 'classic', scopes: ['gist']},
		{profile: 'name', type: 'classic', name: token},
		{profile: 'description', type: 'fine-grained', description: token},
		{profile: 'owner', type: 'fine-grained', owner: token.slice(0, 35)},
		{
			profile: 'repository',
			type: 'fine-grained',
			repositoryAccess: 'selected',
			repositories: [`o/${token}`],
		},
		{profile: 'key', type: 'classic', scopes: ['gist'], [token]: token},
		{profile: 'date', type: 'classic', lastOpened: `2026-11-20T01:02:03Z (${token})`},
	];
	const names = planted.map(({profile}) => profile).slice(1);
	const lines = [
		['list'],
		['list', '--json'],
		['export'],
		['export', '--format', 'markdown'],
		['export', '--format', 'link'],
		['__complete', 'fish', 'open', ''],
		...names.flatMap(name => [
			['show', name],
			['show', name, '--json'],
			['open', name],
			['url', name],
			['export', name, '--format', 'markdown'],
			['remove', name],
		]),
	];

	test('among the saved profiles', {timeout: 120_000}, async () => {
		const world = await makeWatchedWorld();
		const results: Result[] = [];
		for (const args of lines) {
			await world.plant(planted);
			const result = await world.run(args);
			expect([0, 1, 2]).toContain(result.code);
			results.push(result);
		}
		expect(JSON.stringify(results)).not.toContain(trace);
		expect(JSON.stringify(world.children())).not.toContain(trace);
		expect(world.browser.calls().join('\n')).not.toContain(trace);
	});

	test("in a repository's pat-wizard.json", async () => {
		const world = await makeWatchedWorld();
		const results: Result[] = [];
		await writeFile(join(world.home, 'pat-wizard.json'), JSON.stringify({profiles: planted}));
		await inTurns(lines, async args => {
			results.push(await world.run(args));
		});
		expect(JSON.stringify(results)).not.toContain(trace);
		expect(JSON.stringify(world.children())).not.toContain(trace);
		expect(world.readHome().filter(([, text]) => text.includes(trace))).toHaveLength(1);
	});
});

test('in the environment', async () => {
	const world = await makeWatchedWorld();
	await world.plant([{profile: 'x', type: 'classic', scopes: ['gist']}]);
	const variables = [
		'GH_TOKEN',
		'GITHUB_TOKEN',
		'GH_HOST',
		'PAT_WIZARD_CONFIG_DIR',
		'TERM',
		'COLUMNS',
		'LANG',
		'NO_COLOR',
		'FORCE_COLOR',
		'CI',
		'DISPLAY',
		'XDG_CONFIG_HOME',
		token,
	];
	const lines = [['list'], ['open', 'x'], ['--yes', '--save', 'y', '--force']];
	const cases = [
		...variables.map(name => ({[name]: token})),
		{GH_HOST: `${token}.ghe.com`},
		{PAT_WIZARD_CONFIG_DIR: join(world.home, token)},
		{BROWSER: `${world.browser.path} --token ${token} %s`},
		{BROWSER: `/${token}`},
		{TERM: `tmux-${token}`, TMUX: token},
	];
	const results: Result[] = [];
	await inTurns(
		cases.flatMap(env => lines.map(args => ({env, args}))),
		async ({env, args}) => {
			const result = await world.run(args, {env});
			expect([0, 1, 2]).toContain(result.code);
			results.push(result);
		},
	);
	checkNowhere(world, results);
	expect(world.browser.calls().join('\n')).not.toContain(trace);
}, 120_000);

describe.skipIf(process.platform === 'win32')('in the wizard', () => {
	const open = (world: WatchedWorld, args: readonly string[] = [], cwd = world.home) =>
		openProgram(args, {env: world.env, cwd, columns: 100, rows: 40});

	type Place = readonly [
		name: string,
		args: readonly string[],
		wanted: string,
		keys: readonly Key[],
	];

	const places: readonly Place[] = [
		['the resource owner', ['--type', 'fine-grained'], 'Resource owner', []],
		[
			'the repositories',
			['--type', 'fine-grained', '--owner', 'o', '--repository-access', 'selected'],
			'Repositories',
			[],
		],
		[
			'the filter of permissions',
			['--owner', 'o', '--repository-access', 'all', '--type', 'fine-grained'],
			'Permissions',
			[],
		],
		['the filter of scopes', ['--type', 'classic'], 'Scopes', []],
		['the expiration', ['--scope', 'gist'], 'Expiration', []],
		['the name', ['--scope', 'gist', '--expiration', '30'], 'Name', []],
		['what it is for', [], 'Token type', []],
	];

	test.each(places)('pasted into %s', async (_name, args, wanted, keys) => {
		const world = await makeWatchedWorld();
		const terminal = await open(world, args);
		await terminal.until(wanted);
		if (wanted === 'Token type') {
			terminal.press('ctrl+o');
			await terminal.until('What is it for?');
		}
		terminal.press(...keys);
		terminal.paste(token);
		await terminal.until(screen => /token/i.test(screen) && !screen.includes(trace));
		terminal.press('enter');
		terminal.press('ctrl+c');
		await terminal.exit;
		expect(terminal.raw()).not.toContain(trace);
		checkNowhere(world);
	});

	test('in the remotes of the repository', async context => {
		const git = needsProgram(context, 'git');
		const world = await makeWatchedWorld();
		const repository = join(world.home, 'repository');
		await mkdir(repository);
		const inside = (...words: readonly string[]) => runProgram(git, words, {cwd: repository});
		await inside('init', '--quiet');
		await inside('remote', 'add', 'origin', `https://x:${token}@github.com/octo-org/app.git`);
		await inside('remote', 'add', token, 'https://github.com/octo-org/other.git');
		await inside('remote', 'add', 'third', `https://github.com/octo-org/${token}.git`);
		const terminal = await open(world, ['--type', 'fine-grained'], repository);
		await terminal.until('octo-org');
		terminal.press('ctrl+c');
		await terminal.exit;
		expect(terminal.raw()).not.toContain(trace);
		expect(JSON.stringify(world.children())).not.toContain(trace);
	});
});
