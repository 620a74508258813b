import {describe, expect, test} from 'vitest';
import {outsideError} from '../../source/core/errors.ts';
import {bot, botLink} from '../example-profiles.ts';
import {noon, runFake} from './fake-context.ts';

const base = 'https://github.com/settings/personal-access-tokens/new';
const classic = 'https://github.com/settings/tokens/new';

test.each<[string[], string]>([
	[['--permission', 'contents=read'], `${base}?contents=read`],
	[['--permission', 'issues=read,contents=write'], `${base}?contents=write&issues=read`],
	[['--permission', 'issues:write'], `${base}?issues=write`],
	[['--permission', 'issues=read', '--permission', 'issues=write'], `${base}?issues=write`],
	[['--name', 'A b', '--description', 'c&d'], `${base}?name=A+b&description=c%26d`],
	[['--owner', 'octo-org'], `${base}?target_name=octo-org`],
	[['--expiration', '90'], `${base}?expires_in=90`],
	[['--expiration', 'none'], `${base}?expires_in=none`],
	[['--expiration', '2026-11-30'], `${base}?expires_in=10`],
	[['--scope', 'repo,workflow'], `${classic}?scopes=repo,workflow`],
	[['--scope', 'repo', '--scope', 'gist repo'], `${classic}?scopes=repo,gist`],
	[['--type', 'classic', '--name', 'x'], `${classic}?description=x`],
	[
		['--host', 'GHE.example.com:8443'],
		'https://ghe.example.com:8443/settings/personal-access-tokens/new',
	],
	[['--preset', 'read-code'], `${base}?contents=read`],
	[['--preset', 'read-code', '--permission', 'contents=write'], `${base}?contents=write`],
	[['--owner', 'https://github.com/octo-org'], `${base}?target_name=octo-org`],
	[
		['--repository', 'https://github.com/octo-org/app', '--permission', 'contents=read'],
		`${base}?target_name=octo-org&contents=read`,
	],
	[['--needs', 'POST /repos/octo-org/app/issues'], `${base}?target_name=octo-org&issues=write`],
	[['--needs', 'gh issue create --repo octo-org/app'], `${base}?target_name=octo-org&issues=write`],
	[
		['--needs', 'remote: Permission to octo-org/app.git denied to octocat.'],
		`${base}?target_name=octo-org&contents=write`,
	],
	[
		['--needs', 'https://github.com/octo-org/app/pull/3', '--needs', 'push code'],
		`${base}?target_name=octo-org&contents=write`,
	],
	[['--needs', 'gh api orgs/octo-org/members'], `${base}?target_name=octo-org&members=read`],
	[['--needs', 'GET /user/emails'], `${base}?emails=read`],
	[['--needs', 'gh issue list -R octo-org/app', '--type', 'classic'], `${classic}?scopes=repo`],
	[
		['--needs', 'POST /repos/octo-org/app/issues', '--permission', 'contents=read'],
		`${base}?target_name=octo-org&contents=read&issues=write`,
	],
	[['--name=--yes'], `${base}?name=--yes`],
])('create --yes %j', async (args, link) => {
	const happened = await runFake(['create', '--yes', ...args]);
	expect(happened).toMatchObject({code: 0, stdout: `${link}\n`, opened: [link], saved: []});
});

test('a repository that the needs name is chosen, and told where the owner does not have it', async () => {
	const needs = ['--needs', 'gh issue create --repo octo-org/app'];
	const own = await runFake(['url', '--json', ...needs]);
	expect(JSON.parse(own.stdout).profile).toMatchObject({
		owner: 'octo-org',
		repositoryAccess: 'selected',
		repositories: ['octo-org/app'],
	});
	for (const given of [
		['--owner', 'tools'],
		['--repository', 'tools/scripts'],
	]) {
		const other = await runFake(['url', ...needs, ...given]);
		expect(other.stdout).toContain('target_name=tools');
		expect(other.stderr).toContain('octo-org/app belongs to octo-org: a token of tools');
	}
	const all = await runFake(['url', '--json', ...needs, '--repository-access', 'all']);
	expect(JSON.parse(all.stdout).profile).toMatchObject({repositoryAccess: 'all'});
});

test('create is the default command', async () => {
	const {stdout} = await runFake(['-y', '--permission', 'contents=read']);
	expect(stdout).toBe(`${base}?contents=read\n`);
});

test('GH_HOST is the default host, and an option counts more', async () => {
	const environment = {GH_HOST: 'octo.ghe.com'};
	expect((await runFake(['--yes'], {environment})).stdout).toContain('https://octo.ghe.com/');
	const named = await runFake(['--yes', '--host', 'github.com'], {environment});
	expect(named.stdout).toContain('https://github.com/');
});

test.each<[string[], string, string]>([
	[['--permission', 'contens=read'], 'There is no permission "contens"', 'contents'],
	[['--permission', 'contents'], 'needs an access level', 'contents=read or contents=write'],
	[['--permission', 'contents=admin'], 'has no level "admin"', 'contents can be read or write'],
	[['--permission', 'repo=write'], 'repo is a scope', '--scope repo'],
	[['--scope', 'contents'], 'contents is a permission', '--permission contents=read'],
	[['--scope', 'workflows'], 'workflows is a permission', '--permission workflows=write'],
	[['--scope', 'repos'], 'There is no scope "repos"', 'repo'],
	[['--type', 'clasic'], '--type cannot be "clasic"', 'classic'],
	[['--repository-access', 'some'], '--repository-access cannot be "some"', 'selected'],
	[['--expiration', '367'], '"367" is not an expiration', '1 to 366'],
	[['--expiration', '2026-11-20'], 'not in the future', '2027'],
	[['--host', 'https://github.com'], 'is not a host name', 'bare name'],
	[['--owner', 'octo--org'], 'octo--org', 'login'],
	[['--repository', 'a b'], 'is not a repository', 'owner/name'],
	[['--preset', 'red-code'], 'There is no preset "red-code"', 'read-code'],
	[['--needs', 'xyzzyfoo'], 'xyzzyfoo', ''],
	[['--needs', 'DELETE /repos/a/b/issues'], 'several things', 'POST /repos/{owner}/{repo}/issues'],
	[['--type', 'fine-grained', '--scope', 'repo'], '--type says fine-grained', 'Leave one'],
	[
		['--scope', 'repo', '--permission', 'contents=read'],
		'--permission for fine-grained ones',
		'Leave --scope',
	],
	[
		['--scope', 'repo', '--owner', 'octo-org'],
		'--owner for fine-grained ones',
		'Leave --scope or --owner',
	],
	[
		['--type', 'classic', '--description', 'x'],
		'--description is for fine-grained tokens',
		'Leave --description',
	],
	[['--repository', 'a/b', '--repository-access', 'all'], 'says all', 'Leave one'],
	[['--preset', 'read-code', '--scope', 'repo'], '--scope is for the other type', 'Leave --preset'],
	[['--preset', 'container-push', '--permission', 'contents=read'], 'classic', 'Leave --preset'],
	[['--save', ''], 'cannot be the name of a profile', '1 to 64'],
	[['--force'], '--force needs --save', '--save <profile>'],
	[['--name', 'x'.repeat(41)], 'has 41 characters', 'at most 40'],
	[['--permission', 'members=read'], 'need an organization', 'owner'],
	[['--nam', 'x'], 'create has no option --nam', 'Did you mean --name?'],
	[['--name'], '--name needs a value', '--name <text>'],
	[['--name', '--yes'], 'looks like an option', '--name=--yes'],
	[['--name', '-$(touch pwn)'], 'looks like an option', "--name='-$(touch pwn)'"],
	[['--yes=no'], '--yes takes no value', ''],
	[['extra'], 'There is no command "extra"', '--help'],
	[['create', 'extra'], 'takes only options', '--help'],
])('%j is refused before anything happens', async (args, message, hint) => {
	const happened = await runFake(['--yes', ...args]);
	expect(happened).toMatchObject({code: 2, stdout: '', opened: [], order: ['message']});
	const [first = '', second = ''] = happened.stderr.split('\n');
	expect(first).toContain(message);
	expect(first).toMatch(/^pat-wizard: .*\.$/);
	expect(second).toContain(hint);
});

test('a bad GH_HOST is named, and does not matter beside --host', async () => {
	const environment = {GH_HOST: 'https://x'};
	const refused = await runFake(['--yes'], {environment});
	expect(refused.code).toBe(2);
	expect(refused.stderr).toContain('GH_HOST');
	expect((await runFake(['--yes', '--host', 'github.com'], {environment})).code).toBe(0);
});

const terminal = {stdin: true, stdout: true, stderr: true};

describe('what happens then', () => {
	const args = ['--yes', '--permission', 'contents=read', '--name', 'Bot'];

	test('the link is printed, then saved, copied, opened, and the rest told', async () => {
		const happened = await runFake([...args, '--save', 'bot', '--copy']);
		expect(happened.order).toEqual(['print', 'save', 'copy', 'open', 'message']);
		expect(happened.copied).toEqual(happened.opened);
		expect(happened.saved).toEqual([
			expect.objectContaining({profile: 'bot', lastOpened: noon.toISOString()}),
		]);
		expect(happened.stderr.replaceAll(/\s+/g, ' ')).toContain(
			'✓ Opened github.com in the browser; saved as bot (again: pat-wizard open bot); copied the link with pbcopy',
		);
		expect(happened.stderr).toMatch(/On the page\n {4}1\. Repository access/);
		expect(happened.stderr).toContain('git clone https://github.com/OWNER/REPOSITORY');
	});

	test('--no-open opens nothing, and says nothing of having opened', async () => {
		const happened = await runFake([...args, '--no-open', '--save', 'bot']);
		expect(happened.opened).toEqual([]);
		expect(happened.saved[0]).not.toHaveProperty('lastOpened');
		expect(happened.stderr).not.toContain('Opened');
	});

	test('a link that could not be opened is done all the same, and says so', async () => {
		const opening = {opened: false, reason: 'this is a container'} as const;
		const happened = await runFake(args, {opening});
		expect(happened.code).toBe(0);
		expect(happened.stderr).toContain('Not opened: this is a container');
	});

	test.each<[string[], string]>([
		[[], 'Open the printed link yourself; the same command with --copy copies it\n'],
		[['--copy'], 'Open the printed link yourself\n'],
		[['--save=-$x'], "yourself; pat-wizard open --copy -- '-$x' copies it\n"],
	])('%j says how to go on with a link that was not opened', async (more, sentence) => {
		const opening = {opened: false, reason: 'x'} as const;
		const environment = {TERM: 'xterm'};
		const happened = await runFake([...args, ...more], {opening, terminal, environment});
		expect(happened.stderr.replaceAll(/\n {4}/g, ' ')).toContain(sentence);
	});

	test('what was not done is told first, and the link last where there is a terminal', async () => {
		const opening = {opened: false, reason: 'this is a container'} as const;
		const words = ['--yes', '--permission', 'contents=write', '--save', 'x'];
		const environment = {NO_COLOR: '1'};
		const shown = await runFake(words, {terminal, opening, environment});
		const link = shown.stdout.trim();
		expect(shown.stderr).toMatch(/^ {2}✓ Saved as x .*\n {2}! Not opened: /);
		expect(shown.stderr.endsWith(`\n${link}\n`)).toBe(true);
		expect((await runFake(words, {opening})).stderr).not.toContain(link);
		const opened = await runFake(words, {terminal, environment});
		expect(opened.stderr.endsWith(`\n${link}\n`)).toBe(true);
		expect(opened.stderr).not.toContain('Not opened');
	});

	test('copying is not advised where nothing could copy', async () => {
		const opening = {opened: false, reason: 'x'} as const;
		for (const TERM of ['dumb', 'linux']) {
			for (const more of [[], ['--save', 'bot']]) {
				const world = {opening, terminal, environment: {TERM}};
				const {stderr} = await runFake([...args, ...more], world);
				expect(stderr).toContain('Open the printed link yourself\n');
				expect(stderr).not.toContain('--copy');
			}
		}
		const {stderr} = await runFake(args, {opening});
		expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
			'yourself; in a terminal, the same command with --copy copies it',
		);
	});

	test('what cannot be saved is opened all the same, and the exit code is 1', async () => {
		const unwritable = outsideError('Cannot save: the disk is full', 'Make room');
		const happened = await runFake([...args, '--save', 'bot'], {unwritable});
		expect(happened).toMatchObject({code: 1, order: ['print', 'save', 'open', 'message']});
		expect(happened.stderr).toContain('Not saved: Cannot save: the disk is full. Make room\n');
		expect(happened.stderr).toMatch(/pat-wizard: Cannot save: the disk is full\.\nMake room\.\n$/);
	});

	test('a broken file is set aside with --force alone', async () => {
		const broken = outsideError('it is not JSON', 'Save with --force');
		const refused = await runFake([...args, '--save', 'bot'], {broken});
		expect(refused).toMatchObject({code: 1, opened: [expect.any(String)]});
		const forced = await runFake([...args, '--save', 'bot', '--force'], {broken});
		expect(forced.code).toBe(0);
		expect(forced.stderr).toContain('config.json.broken');
	});

	test('a name that is taken is refused before anything is opened', async () => {
		const refused = await runFake([...args, '--save', 'Release-BOT'], {saved: [bot]});
		expect(refused).toMatchObject({code: 2, stdout: '', opened: [], saved: [bot]});
		expect(refused.stderr).toContain('"release-bot"');
		expect(refused.stderr).toContain('--force');
		const forced = await runFake([...args, '--save', 'Release-BOT', '--force'], {saved: [bot]});
		expect(forced.saved).toEqual([expect.objectContaining({profile: 'Release-BOT'})]);
	});

	test('--json prints an object, and tells only what went wrong', async () => {
		const happened = await runFake([...args, '--json']);
		expect(Object.keys(JSON.parse(happened.stdout))).toEqual([
			'url',
			'profile',
			'warnings',
			'byHand',
		]);
		expect(happened.stderr).toBe('');
		const unwritable = outsideError('full');
		const failed = await runFake([...args, '--json', '--save', 'bot'], {unwritable});
		expect(JSON.parse(failed.stderr)).toEqual({
			error: {kind: 'outside', message: 'full.', hint: null},
		});
	});

	test('names in what is told are shown, not obeyed', async () => {
		const hidden = {...bot, profile: 'a\u202Eb'};
		const happened = await runFake(['--yes', '--save', 'a\u202Eb', '--no-open']);
		expect(happened).toMatchObject({code: 2, stdout: '', saved: []});
		expect(happened.stderr).toContain('"a\\u{202e}b" cannot be the name of a profile');
		const opened = await runFake(['open', 'a\u202Eb'], {
			saved: [hidden],
			opening: {opened: false, reason: 'x'},
		});
		expect(happened.stderr + opened.stderr).not.toContain('\u202E');
	});
});

describe('with the wizard', () => {
	test.each([
		[{stdin: false, stdout: true, stderr: true}, {}],
		[{stdin: true, stdout: false, stderr: false}, {}],
		[terminal, {TERM: 'dumb'}],
	])('%j %j cannot show it: the options are named', async (streams, environment) => {
		const happened = await runFake([], {terminal: streams, environment});
		expect(happened).toMatchObject({code: 2, stdout: '', asked: []});
		for (const option of ['--yes', '--owner', '--repository', '--permission', '--expiration']) {
			expect(happened.stderr).toContain(option);
		}
	});

	test('it is drawn on standard error when the output is taken', async () => {
		const happened = await runFake([], {terminal: {stdin: true, stdout: false, stderr: true}});
		expect(happened.asked).toHaveLength(1);
	});

	test('it starts from the options and from what is around', async () => {
		const remotes = [{remote: 'origin', host: 'github.com', owner: 'a', repository: 'b'}];
		const {asked} = await runFake(['--owner', 'octo-org', '--permission', 'issues=read'], {
			terminal,
			saved: [bot],
			remotes,
			folderFile: JSON.stringify({profiles: [{profile: 'team', type: 'classic'}]}),
		});
		expect(asked[0]).toMatchObject({
			answers: {owner: 'octo-org', permissions: {issues: 'read'}},
			start: 'questions',
			saved: [bot],
			folderProfiles: [{profile: {profile: 'team'}, file: '/work/pat-wizard.json'}],
			suggestions: remotes,
			defaultHost: 'github.com',
			canSave: true,
			notice: undefined,
		});
	});

	test('a file that cannot be read is noticed, and nothing can be saved', async () => {
		const broken = outsideError('The saved profiles cannot be read');
		const {asked} = await runFake([], {terminal, broken});
		expect(asked[0]).toMatchObject({
			canSave: false,
			saved: [],
			notice: 'The saved profiles cannot be read',
		});
	});

	test('leaving it is cancelled', async () => {
		const happened = await runFake([], {terminal});
		expect(happened).toMatchObject({code: 130, stdout: '', opened: [], saved: []});
		expect(happened.stderr).toContain('Cancelled');
		const asJson = await runFake(['--json'], {terminal});
		expect(JSON.parse(asJson.stderr).error.kind).toBe('cancelled');
	});

	test.each([
		[['--permission', 'contents=read'], 'fine-grained'],
		[['--owner', 'octo-org'], 'fine-grained'],
		[['--scope', 'gist'], 'classic'],
		[['--name', 'x', '--expiration', '30'], undefined],
		[['--host', 'octo.ghe.com'], undefined],
	])('%j tells it the token type %s', async (words, type) => {
		expect((await runFake(words, {terminal})).asked[0]?.answers.type).toBe(type);
	});

	test('leaving it does not deny what was done to saved profiles before', async () => {
		const happened = await runFake([], {
			terminal,
			saved: [bot],
			wizard: async ({rename}) => {
				await rename('release-bot', 'bot');
				return undefined;
			},
		});
		expect(happened).toMatchObject({code: 130, stdout: '', opened: []});
		expect(happened.saved.map(({profile}) => profile)).toEqual(['bot']);
		expect(happened.stderr).toBe(
			'Cancelled: nothing was opened. Profiles that you renamed or removed stay changed.\n',
		);
		const failed = await runFake([], {
			terminal,
			saved: [bot, {...bot, profile: 'taken'}],
			wizard: async ({rename}) => {
				await rename('release-bot', 'taken').catch(() => {});
				return undefined;
			},
		});
		expect(failed.stderr).toBe('Cancelled: nothing was opened or saved.\n');
	});

	test('what stays true of the token is told when the wizard is gone', async () => {
		const facts = ['One token cannot do all of it: 1 more needed'];
		const {stdout, stderr} = await runFake([], {
			terminal: {...terminal, stdout: false},
			wizard: () => ({profile: bot, open: true, save: true, facts}),
		});
		expect(stdout).toBe(`${botLink}\n`);
		expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
			'One token cannot do all of it: 1 more needed',
		);
	});

	test('its answer is saved and opened', async () => {
		const happened = await runFake([], {
			terminal,
			wizard: () => ({profile: bot, open: true, save: true}),
		});
		expect(happened.order).toEqual(['print', 'save', 'open', 'message']);
		expect(happened.saved).toEqual([{...bot, lastOpened: noon.toISOString()}]);
	});

	test('a saved profile that is opened as it is gets its date', async () => {
		const wizard = () => ({profile: bot, open: true, save: false});
		const happened = await runFake([], {terminal, saved: [bot], wizard});
		expect(happened.saved).toEqual([{...bot, lastOpened: noon.toISOString()}]);
	});

	test('a changed profile that is not saved leaves the date of the saved one alone', async () => {
		const wizard = () => ({profile: {...bot, name: 'Other'}, open: true, save: false});
		const happened = await runFake([], {terminal, saved: [bot], wizard});
		expect(happened.saved).toEqual([bot]);
	});

	test('it can rename, remove and copy', async () => {
		const happened = await runFake([], {
			terminal,
			saved: [bot],
			wizard: async ({rename, remove, copy}) => {
				await rename('release-bot', 'robot');
				await remove('robot');
				expect(await copy('a link')).toBe('Copied the link with pbcopy');
				return undefined;
			},
		});
		expect(happened).toMatchObject({saved: [], copied: ['a link']});
	});
});
