import {describe, expect, test} from 'vitest';
import {outsideError} from '../../source/core/errors.ts';
import {bot, botLink, laptop} from '../example-profiles.ts';
import {noon, runFake} from './fake-context.ts';

const saved = [bot, laptop];
const terminal = {stdin: true, stdout: true, stderr: true};

const folderFile = JSON.stringify({
	version: 1,
	profiles: [
		{profile: 'team', type: 'fine-grained', host: 'octo.ghe.com', permissions: {issues: 'read'}},
		{profile: 'Release-Bot', type: 'classic', scopes: ['gist']},
		{profile: 'broken', type: 'classic', scopes: ['no-such-scope']},
		{type: 'classic', scopes: ['gist']},
	],
});

describe('open', () => {
	test('prints and opens the link, notes when, and tells the steps', async () => {
		const happened = await runFake(['open', 'RELEASE-bot'], {saved});
		expect(happened).toMatchObject({code: 0, stdout: `${botLink}\n`, opened: [botLink]});
		expect(happened.order).toEqual(['print', 'open', 'message']);
		expect(happened.saved[0]).toEqual({...bot, lastOpened: noon.toISOString()});
		expect(happened.saved[1]).toEqual(laptop);
		expect(happened.stderr).toContain('octo-org/app');
	});

	test('--no-open, --copy and --json', async () => {
		const happened = await runFake(['open', 'release-bot', '--no-open', '--copy', '--json'], {
			saved,
		});
		expect(happened).toMatchObject({code: 0, opened: [], copied: [botLink], saved, stderr: ''});
		expect(JSON.parse(happened.stdout)).toMatchObject({
			url: botLink,
			profile: {profile: 'release-bot'},
		});
		expect(JSON.parse(happened.stdout).profile).not.toHaveProperty('lastOpened');
	});

	test('a date that cannot be noted does not fail what was opened', async () => {
		const unwritable = outsideError('the lock is held', 'Delete that file');
		const happened = await runFake(['open', 'release-bot'], {saved, unwritable});
		expect(happened.code).toBe(0);
		expect(happened.stderr).toContain(
			'The time of opening is not saved: the lock is held. Delete that file\n',
		);
	});

	test.each([
		[['open', 'relese-bot'], 'no profile named "relese-bot"', 'Did you mean "release-bot"?'],
		[['open', 'xyz'], 'no profile named "xyz"', 'pat-wizard list'],
		[['open', 'b'], 'no profile named "b"', 'pat-wizard list'],
		[['open', 'my', 'laptop'], '"my" and "laptop"', "open 'my laptop'"],
		[['open'], 'open needs <profile>', 'pat-wizard open <profile>'],
		[['release-bot'], 'no command "release-bot"', 'pat-wizard open release-bot opens it'],
		[['my laptop'], 'no command "my laptop"', "pat-wizard open 'my laptop' opens it"],
		[['open', 'b$(touch', 'pwn)'], '"b$(touch" and "pwn)"', "pat-wizard open 'b$(touch pwn)'"],
		[['open', 'b`x`', "o'y"], 'not 2', "pat-wizard open 'b`x` o'\\''y'"],
		[['open', '--', '-x', 'y'], 'not 2', "pat-wizard open -- '-x y'"],
		[['opne', 'release-bot'], 'no command "opne"', 'pat-wizard open'],
		[['open', 'a\u001b[31m'], 'a\\u{001b}[31m', ''],
		[['open', 'release-bot', '--yes'], 'open has no option --yes', '--help'],
	])('%j', async (args, message, hint) => {
		const happened = await runFake(args, {saved: [...saved, {...laptop, profile: 'f*'}]});
		expect(happened).toMatchObject({code: 2, stdout: '', opened: []});
		expect(happened.stderr).toContain(message);
		expect(happened.stderr).toContain(hint);
	});

	test('a file that cannot be read is an outside error', async () => {
		const broken = outsideError('The saved profiles cannot be read');
		expect((await runFake(['open', 'x'], {broken})).code).toBe(1);
	});
});

describe("a repository's own profiles", () => {
	test('are opened by name, and it is said where they come from', async () => {
		const happened = await runFake(['open', 'team'], {saved, folderFile});
		expect(happened.stdout).toContain('https://octo.ghe.com/');
		expect(happened.stderr).toContain('comes from /work/pat-wizard.json and is for octo.ghe.com');
		expect(happened.saved).toEqual(saved);
	});

	test('give way to a saved one of the same name, and it is said', async () => {
		const happened = await runFake(['url', 'release-bot'], {saved, folderFile});
		expect(happened.stdout).toBe(`${botLink}\n`);
		expect(happened.stderr).toContain('is the saved profile');
	});

	test('opening one never dates a saved one of the same name', async () => {
		const wizard = () =>
			({
				profile: {profile: 'release-bot', type: 'classic', host: 'github.com'},
				open: true,
				save: false,
			}) as const;
		const happened = await runFake([], {saved, folderFile, terminal, wizard});
		expect(happened.saved).toEqual(saved);
	});

	test('are listed under their own heading, with the host, and broken ones named', async () => {
		const {code, stdout, stderr} = await runFake(['list'], {saved, folderFile});
		expect(code).toBe(0);
		const lines = stdout.split('\n');
		const heading = lines.indexOf('From /work/pat-wizard.json');
		expect(heading).toBeGreaterThan(2);
		expect(lines[heading + 1]).toMatch(/^team .* on octo\.ghe\.com/);
		expect(lines[heading + 2]).toMatch(/^Release-Bot .*the saved one of this name is used/);
		expect(stderr).toContain('profile 3 ("broken") is left out: There is no scope "no-such-scope"');
		expect(stderr).toContain('profile 4 is left out: it has no name');
	});

	test.each([
		['not JSON', 'it is not JSON'],
		['7', 'it does not hold profiles'],
		['{"version": 99, "profiles": [{"profile": "a", "type": "classic"}]}', 'newer'],
	])('a file that holds %s is named, and the rest goes on', async (text, reason) => {
		const {code, stdout, stderr} = await runFake(['list'], {saved, folderFile: text});
		expect(code).toBe(0);
		expect(stdout).toContain('release-bot');
		expect(stderr).toContain('/work/pat-wizard.json');
		expect(stderr).toContain(reason);
		expect((await runFake(['open', 'release-bot'], {saved, folderFile: text})).code).toBe(0);
	});
});

describe('url', () => {
	test.each<[string[], string]>([
		[[], botLink],
		[['--expiration', '7'], botLink.replace('expires_in=30', 'expires_in=7')],
		[['--permission', 'issues=write'], botLink.replace('issues=read', 'issues=write')],
		[['--permission', 'actions=read'], botLink.replace('contents=', 'actions=read&contents=')],
		[['--host', 'octo.ghe.com'], botLink.replace('github.com', 'octo.ghe.com')],
		[['--preset', 'read-code'], botLink.replace('contents=write', 'contents=read')],
	])('a profile with %j', async (args, link) => {
		const happened = await runFake(['url', 'release-bot', ...args], {saved});
		expect(happened).toMatchObject({code: 0, stdout: `${link}\n`, stderr: '', opened: [], saved});
	});

	test('GH_HOST does not move a profile', async () => {
		const environment = {GH_HOST: 'octo.ghe.com'};
		const {stdout} = await runFake(['url', 'release-bot'], {saved, environment});
		expect(stdout).toBe(`${botLink}\n`);
	});

	test('options of the other type of token are refused', async () => {
		const scope = await runFake(['url', 'release-bot', '--scope', 'repo'], {saved});
		expect(scope.stderr).toContain('The profile is for a fine-grained token, which has no scopes.');
		const owner = await runFake(['url', 'my laptop', '--owner', 'a'], {saved});
		expect(owner.stderr).toContain(
			'The profile is for a classic token, which has no resource owner.',
		);
		const permission = await runFake(['url', 'my laptop', '--permission', 'contents=read'], {
			saved,
		});
		expect(permission.stderr).toContain('for a classic token, which has no permissions.');
		const preset = await runFake(['url', 'my laptop', '--preset', 'read-code'], {saved});
		expect([scope.code, owner.code, preset.code]).toEqual([2, 2, 2]);
	});

	test('without anything it is the empty page', async () => {
		const {stdout} = await runFake(['url']);
		expect(stdout).toBe('https://github.com/settings/personal-access-tokens/new\n');
	});
});

describe('list', () => {
	test('shows a line for each, in columns', async () => {
		const {stdout, stderr} = await runFake(['list'], {saved});
		expect(stdout.split('\n')).toEqual([
			expect.stringMatching(
				/^release-bot {2}fine-grained {2}octo-org .* contents: write; issues: read .*not opened yet$/,
			),
			expect.stringMatching(
				/^my laptop {4}classic .*opened 1 November 2026 {2}about 11 days left$/,
			),
			'',
		]);
		expect(stderr).toBe('');
	});

	test('--json adds two dates', async () => {
		const {stdout} = await runFake(['list', '--json'], {saved});
		expect(JSON.parse(stdout)).toEqual([
			{...bot, lastOpened: null, expires: null},
			{...laptop, expires: new Date(2026, 11, 1, 12).toISOString()},
		]);
	});

	test.each<[string[], number, string[]]>([
		[['--expiring', '11'], 0, ['my laptop']],
		[['--expiring', '10'], 0, []],
		[['--expiring', '11', '--fail-if-expiring'], 1, ['my laptop']],
		[['--expiring', '10', '--fail-if-expiring'], 0, []],
	])('%j', async (args, code, names) => {
		const happened = await runFake(['list', '--json', ...args], {saved});
		expect(happened.code).toBe(code);
		const listed: {profile: string}[] = JSON.parse(happened.stdout);
		expect(listed.map(({profile}) => profile)).toEqual(names);
	});

	test.each([['--fail-if-expiring'], ['--expiring', 'soon'], ['--expiring', '-1'], ['word']])(
		'%j is wrong use',
		async (...args) => {
			expect((await runFake(['list', ...args], {saved})).code).toBe(2);
		},
	);

	test('names the host of those that are not on github.com, as it is stored', async () => {
		const there = {...bot, profile: 'there', host: 'ghe.example.com'};
		const abroad = {...laptop, profile: 'abroad', host: 'xn--bcher-kva.example:8443'};
		const {stdout} = await runFake(['list'], {saved: [bot, there, abroad]});
		const [here, ...others] = stdout.split('\n');
		expect(here).not.toContain(' on ');
		expect(others[0]).toContain('  octo-org on ghe.example.com  ');
		expect(others[1]).toContain('  everything you can reach on xn--bcher-kva.example:8443  ');
	});

	test('no text widens the table without end, and --json keeps it whole', async () => {
		const owner = 'x'.repeat(100_000);
		const host = `${'y'.repeat(60)}.example.com`;
		const all = [bot, {...bot, profile: 'wide', owner, host}];
		const folderFile = JSON.stringify(all.slice(1));
		const {stdout} = await runFake(['list'], {saved: all, folderFile});
		for (const line of stdout.split('\n')) {
			expect(line.length).toBeLessThan(250);
		}
		const asJson = await runFake(['list', '--json'], {saved: all});
		expect(JSON.parse(asJson.stdout)[1]).toMatchObject({owner, host});
	});

	test('on a terminal what is granted is shortened to 80 columns where that is enough', async () => {
		const environment = {NO_COLOR: '1'};
		const permissions = {actions: 'read', contents: 'write', issues: 'read', workflows: 'write'};
		const wide = {...bot, permissions} as typeof bot;
		const onTerminal = await runFake(['list'], {saved: [wide], terminal, environment});
		expect(onTerminal.stdout).toMatch(/contents, workflows: wri.*… {2}not opened yet\n$/);
		expect(onTerminal.stdout).toHaveLength(81);
		const elsewhere = await runFake(['list'], {saved: [wide]});
		expect(elsewhere.stdout).toContain('contents, workflows: write; actions, issues: read');
		const opened = await runFake(['list'], {
			saved: [{...wide, lastOpened: noon.toISOString()}],
			terminal,
		});
		expect(opened.stdout).toContain('contents, workflows: write; actions, issues: read  opened');
	});

	test('a date that cannot be is unknown, and due rather than missed', async () => {
		const lastOpened = '2999-01-01T00:00:00.000Z';
		const jumped = {...bot, lastOpened};
		const endless = {...laptop, profile: 'endless', expiration: 'none', lastOpened} as const;
		const world = {saved: [jumped, endless]};
		const {stdout} = await runFake(['list'], world);
		expect(stdout).not.toContain('2999');
		expect(stdout).toMatch(
			/^release-bot .* {2}opened, date unknown\nendless .* {2}does not expire\n$/,
		);
		const due = await runFake(['list', '--expiring', '7', '--fail-if-expiring', '--json'], world);
		expect(due.code).toBe(1);
		expect(JSON.parse(due.stdout)).toEqual([{...jumped, expires: null}]);
		const shown = await runFake(['show', 'release-bot'], world);
		expect(shown.stdout).toMatch(/Last opened {3}date unknown/);
	});

	test('nothing saved is said on the side', async () => {
		const {code, stdout, stderr} = await runFake(['list']);
		expect([code, stdout]).toEqual([0, '']);
		expect(stderr).toContain('No profile is saved yet');
		expect((await runFake(['list', '--json'])).stdout).toBe('[]\n');
	});

	test('entries that are left out are named', async () => {
		const {stderr} = await runFake(['list'], {saved, entryProblems: ['Profile 3 is left out']});
		expect(stderr).toBe('Profile 3 is left out\n');
	});
});

describe('show', () => {
	test('explains a profile, worst first', async () => {
		const {code, stdout, opened} = await runFake(['show', 'release-bot'], {saved});
		expect([code, opened]).toEqual([0, []]);
		expect(stdout).toContain('only octo-org/app');
		expect(stdout).toMatch(/^ {2}Can +write {2}Contents\n +read {3}Issues$/m);
		expect(stdout.indexOf('Contents: write')).toBeGreaterThan(0);
		expect(stdout.indexOf('Contents: write')).toBeLessThan(stdout.indexOf('Issues: read'));
		expect(stdout).toContain('    1. Repository access');
		expect(stdout.endsWith(`\n${botLink}\n`)).toBe(true);
	});

	test('wraps what it says to the width of the terminal', async () => {
		const {stdout} = await runFake(['show', 'release-bot'], {saved, width: 40});
		const [said = ''] = stdout.split('Ways to use the token');
		expect(said.split('\n').filter(line => line.length > 40)).toEqual([]);
		const wide = await runFake(['show', 'release-bot'], {saved, width: 200});
		expect(wide.stdout.split('\n').length).toBeLessThan(stdout.split('\n').length);
	});

	test('--json', async () => {
		const {stdout} = await runFake(['show', 'my laptop', '--json'], {saved});
		expect(JSON.parse(stdout)).toMatchObject({
			url: 'https://github.com/settings/tokens/new?scopes=repo&description=Laptop&default_expires_at=30',
			profile: {profile: 'my laptop', scopes: ['repo']},
			warnings: [expect.stringContaining('repo')],
		});
	});
});

describe('a saved profile with organization permissions and no owner', () => {
	const world = {
		saved: [
			{
				profile: 'release-bot',
				type: 'fine-grained' as const,
				host: 'github.com',
				permissions: {members: 'read' as const},
			},
		],
	};

	test('show says what blocks it', async () => {
		const {code, stdout} = await runFake(['show', 'release-bot'], world);
		expect(code).toBe(0);
		expect(stdout).toContain('not chosen: an organization is needed');
		expect(stdout).toContain('--owner <login>');
		expect(stdout).not.toContain('https://');
		const {url, warnings} = JSON.parse(
			(await runFake(['show', 'release-bot', '--json'], world)).stdout,
		);
		expect(url).toBeNull();
		expect(warnings[0]).toContain('--owner <login>');
	});

	test.each(['url', 'open'])('%s names the way out, and it is one', async command => {
		const {code, stderr, stdout} = await runFake([command, 'release-bot'], world);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toContain('--owner <login>');
		const owned = await runFake(['url', 'release-bot', '--owner', 'octo-org'], world);
		expect(owned.stdout).toContain('target_name=octo-org');
	});
});

test('repositories bring their owner along', async () => {
	const line = ['url', '--repository', 'octo-org/app', '--permission', 'contents=read'];
	const {stdout} = await runFake([...line, '--json']);
	const {url, profile} = JSON.parse(stdout);
	expect(url).toContain('target_name=octo-org');
	expect(profile.owner).toBe('octo-org');
	const own = await runFake([...line, '--owner', 'octocat', '--repository', 'octocat/x']);
	expect(own.stderr).toContain('does not belong to octocat');
});

describe('edit', () => {
	test('is the wizard at Review, and replaces the profile', async () => {
		const happened = await runFake(['edit', 'my laptop'], {
			saved,
			terminal,
			wizard: () => ({
				profile: {...laptop, name: 'Other'},
				open: false,
				save: true,
				replaces: 'my laptop',
			}),
		});
		expect(happened.asked[0]).toMatchObject({
			start: 'review',
			answers: {profile: 'my laptop', type: 'classic'},
		});
		expect(happened.asked[0]?.answers).not.toHaveProperty('lastOpened');
		expect(happened).toMatchObject({code: 0, opened: []});
		expect(happened.saved).toEqual([bot, {...laptop, name: 'Other'}]);
	});

	test('needs a terminal and a profile', async () => {
		expect((await runFake(['edit', 'release-bot'], {saved})).code).toBe(2);
		expect((await runFake(['edit', 'nope'], {saved, terminal})).code).toBe(2);
		expect((await runFake(['edit', 'release-bot'], {saved, terminal})).code).toBe(130);
	});
});

describe('rename and remove', () => {
	test('rename', async () => {
		const happened = await runFake(['rename', 'release-bot', 'robot'], {saved});
		expect(happened).toMatchObject({code: 0, stdout: ''});
		expect(happened.saved).toEqual([{...bot, profile: 'robot'}, laptop]);
		expect(happened.stderr).toBe('Renamed "release-bot" to "robot".\n');
	});

	test.each([
		[['rename', 'relese-bot', 'x'], 'Did you mean "release-bot"?'],
		[['rename', 'release-bot', 'MY laptop'], '--force'],
		[['rename', 'release-bot'], '<new name>'],
		[['rename', 'release-bot', ''], '1 to 64'],
		[['remove', 'release-bot', 'my labtop'], 'Did you mean "my laptop"?'],
		[['remove'], '<profile...>'],
	])('%j changes nothing', async (args, hint) => {
		const happened = await runFake(args, {saved});
		expect(happened).toMatchObject({code: 2, stdout: '', saved});
		expect(happened.stderr).toContain(hint);
	});

	test('rename --force takes the place of another', async () => {
		const happened = await runFake(['rename', 'release-bot', 'my laptop', '--force'], {saved});
		expect(happened.saved).toEqual([{...bot, profile: 'my laptop'}]);
	});

	test('remove several', async () => {
		const happened = await runFake(['remove', 'My Laptop', 'release-bot'], {saved});
		expect(happened).toMatchObject({code: 0, stdout: '', saved: []});
		expect(happened.stderr).toBe('Removed "my laptop" and "release-bot".\n');
	});
});

describe('a name with characters that nobody sees, as earlier versions took them', () => {
	const hidden = {...bot, profile: 'ev\u202eil'};
	const shown = 'ev\\u{202E}il';

	test.each([['ev\u202eil'], [shown]])('is found as %j', async name => {
		const opened = await runFake(['open', name], {saved: [laptop, hidden]});
		expect(opened).toMatchObject({code: 0, stdout: `${botLink}\n`});
		expect(opened.saved[1]).toEqual({...hidden, lastOpened: noon.toISOString()});
		const renamed = await runFake(['rename', name, 'good'], {saved: [laptop, hidden]});
		expect(renamed.saved).toEqual([laptop, {...hidden, profile: 'good'}]);
		const removed = await runFake(['remove', name], {saved: [laptop, hidden]});
		expect(removed).toMatchObject({code: 0, saved: [laptop]});
		expect(removed.stderr).toBe('Removed "ev\\u{202e}il".\n');
	});

	test('gives way to the one that is really called as it is shown', async () => {
		const plain = {...laptop, profile: shown};
		const removed = await runFake(['remove', shown], {saved: [hidden, plain]});
		expect(removed.saved).toEqual([hidden]);
	});

	test.each(['a\u202eb', 'a\u200bb', 'a\u3164', '\u115f', 'a\ue000'])(
		'%j is given to none',
		async name => {
			const happened = await runFake(['rename', 'release-bot', name], {saved});
			expect(happened).toMatchObject({code: 2, saved});
			expect(happened.stderr).toContain('1 to 64 visible characters');
		},
	);
});
