import {describe, expect, test} from 'vitest';
import {outsideError} from '../../source/core/errors.ts';
import {bot, botLink, laptop} from '../example-profiles.ts';
import {runFake} from './fake-context.ts';

const saved = [bot, laptop];
const classicLink = 'https://github.com/settings/tokens/new?scopes=gist&description=Gists';

describe('a profile that no link can be made of', () => {
	const bad = {...bot, profile: 'bad one', name: 'x'.repeat(41)};
	const all = [bot, bad, laptop];

	test.each(['link', 'markdown'])('is left out of all as %s, and named', async format => {
		const happened = await runFake(['export', '--format', format], {saved: all});
		const others = await runFake(['export', '--format', format], {saved});
		expect(happened).toMatchObject({code: 0, stdout: others.stdout});
		expect(happened.stderr).toMatch(
			/^No link can be made of the profile "bad one": .*41 characters\n$/,
		);
		expect(others.stderr).toBe('');
	});

	test('is an error by its name, when it was asked for or nothing else is there', async () => {
		for (const [names, world] of [
			[['release-bot', 'bad one'], {saved: all}],
			[[], {saved: [bad]}],
		] as const) {
			const happened = await runFake(['export', ...names, '--format', 'link'], world);
			expect(happened).toMatchObject({code: 2, stdout: ''});
			expect(happened.stderr).toContain('of the profile "bad one": The name "xxx');
		}
	});

	test('is in the JSON, and entries that cannot be read are told', async () => {
		const entryProblems = ['Profile 4 is left out'];
		const happened = await runFake(['export'], {saved: all, entryProblems});
		expect(JSON.parse(happened.stdout).profiles).toHaveLength(3);
		expect(happened.stderr).toBe('Profile 4 is left out\n');
	});
});

test('the places of a token are exported, imported, shown and printed as JSON', async () => {
	const goesTo = [
		{place: 'actions:octo-org/app#RELEASE_TOKEN', storedAt: '2026-12-01T10:00:00Z'},
		{place: 'git:github.com', storedAt: null},
	];
	const placed = {...bot, goesTo};
	const exported = await runFake(['export', 'release-bot'], {saved: [placed]});
	expect(JSON.parse(exported.stdout).profiles[0].goesTo).toEqual(goesTo);
	const files = {'profiles.json': exported.stdout};
	const imported = await runFake(['import', 'profiles.json', '--json'], {files});
	const notStoredHere = goesTo.map(({place}) => ({place, storedAt: null}));
	expect(imported.saved[0]).toHaveProperty('goesTo', notStoredHere);
	expect(JSON.parse(imported.stdout)[0].profile.goesTo).toEqual(notStoredHere);
	// What decides where a token goes later is told in words, too, once.
	const told = await runFake(['import', 'profiles.json'], {files});
	expect(told.stdout.match(/^.* goes to .*$/gm)).toEqual([
		'"release-bot" goes to actions:octo-org/app#RELEASE_TOKEN and git:github.com',
	]);
	expect(told.saved).toHaveLength(1);
	const dry = await runFake(['import', 'profiles.json', '--dry-run'], {files});
	expect([dry.stdout.match(/ goes to /g)?.length, dry.saved]).toEqual([1, []]);
	const known = await runFake(['import', 'profiles.json'], {files, saved: [placed]});
	expect(known.stdout).not.toContain(' goes to ');
	for (const line of [['show'], ['url'], ['open', '--no-open']]) {
		const shown = await runFake([...line, 'release-bot', '--json'], {saved: [placed]});
		expect(JSON.parse(shown.stdout)).toMatchObject({url: botLink, profile: {goesTo}});
	}
	const listed = await runFake(['list', '--json'], {saved: [placed]});
	expect(JSON.parse(listed.stdout)[0].goesTo).toEqual(goesTo);
});

describe('import', () => {
	test('saves a link under a name made from it', async () => {
		const happened = await runFake(['import', classicLink], {saved});
		expect(happened.code).toBe(0);
		expect(happened.saved).toEqual([
			...saved,
			{profile: 'gists', type: 'classic', host: 'github.com', name: 'Gists', scopes: ['gist']},
		]);
		expect(happened.stdout).toMatch(/^gists\n {2}Token +classic on github\.com, named "Gists"\n/);
	});

	test('finds the links of a text, names what is left out, and prints JSON', async () => {
		const files = {
			'readme.md': `[a](${classicLink}) and <https://github.com/settings/personal-access-tokens/new?contents=read&variables=write>`,
		};
		const happened = await runFake(['import', 'readme.md', '--json'], {files});
		const shown: {profile: {profile: string}; ignored: {parameter: string}[]}[] = JSON.parse(
			happened.stdout,
		);
		expect(Object.keys(shown[0] ?? {})).toEqual([
			...['source', 'line', 'count', 'profile', 'ignored', 'notes', 'saved'],
		]);
		expect(shown).toMatchObject([
			{line: 1, count: 1, notes: [], saved: true},
			{line: 1, count: 1, notes: [], saved: true},
		]);
		expect(shown.map(({profile}) => profile.profile)).toEqual(['gists', 'contents']);
		expect(shown[1]?.ignored).toEqual([
			expect.objectContaining({parameter: 'variables', value: 'write'}),
		]);
		expect(happened.stderr).toBe('');
		expect(happened.saved).toHaveLength(2);
	});

	test('--dry-run saves nothing, whatever the host', async () => {
		const link = 'https://ghe.example.com/settings/tokens/new?scopes=gist';
		const happened = await runFake(['import', link, '--dry-run', '--json'], {saved});
		expect(happened).toMatchObject({code: 0, saved});
		expect(JSON.parse(happened.stdout)[0].profile.host).toBe('ghe.example.com');
	});

	test('another host has to be named', async () => {
		const link = 'https://ghe.example.com/settings/tokens/new?scopes=gist';
		const refused = await runFake(['import', `${classicLink} ${link}`]);
		expect(refused).toMatchObject({code: 2, stdout: '', saved: []});
		expect(refused.stderr).toContain('--host ghe.example.com');
		const wrong = await runFake(['import', link, '--host', 'other.example.com']);
		expect(wrong.code).toBe(2);
		const named = await runFake(['import', link, '--host', 'ghe.example.com']);
		expect(named).toMatchObject({code: 0, saved: [{host: 'ghe.example.com'}]});
		const usual = await runFake(['import', link], {environment: {GH_HOST: 'ghe.example.com'}});
		expect(usual.code).toBe(0);
	});

	test('all hosts that are missing are named at once, and can be allowed at once', async () => {
		const links = ['a.example.com', 'b.example.com', 'a.example.com', 'c.ghe.com'].map(
			(host, index) => `https://${host}/settings/tokens/new?scopes=gist&description=${index}`,
		);
		const text = links.join(' ');
		const refused = await runFake(['import', text, '--host', 'c.ghe.com']);
		expect(refused).toMatchObject({code: 2, saved: []});
		expect(refused.stderr).toContain('lead to a.example.com and b.example.com');
		expect(refused.stderr).toContain('add --host a.example.com --host b.example.com;');
		const flags = ['--host', 'a.example.com,b.example.com', '--host=c.ghe.com'];
		const allowed = await runFake(['import', text, ...flags]);
		expect(allowed.code).toBe(0);
		expect(allowed.saved).toHaveLength(4);
	});

	test('equal links are one entry with their number, and are saved once', async () => {
		const text = `${classicLink} https://github.com/settings/tokens/new?description=Gists\\&scopes=gist`;
		const dry = await runFake(['import', text, '--dry-run', '--json']);
		expect(JSON.parse(dry.stdout)).toMatchObject([
			{source: classicLink, line: 1, count: 2, profile: {profile: 'gists'}, saved: false},
		]);
		const first = await runFake(['import', text, '--json'], {saved});
		expect(JSON.parse(first.stdout)).toMatchObject([{count: 2, notes: [], saved: true}]);
		expect(first.saved).toHaveLength(3);
		for (const more of [[], ['--force'], ['--save', 'Gists']]) {
			const again = await runFake(['import', text, '--json', ...more], {saved: first.saved});
			expect(again.code).toBe(0);
			expect(JSON.parse(again.stdout)).toMatchObject([
				{notes: ['already saved as gists'], saved: true},
			]);
			expect(again.saved).toEqual(first.saved);
		}
		const files = {'a.md': classicLink, 'b.md': `\n${classicLink} ${classicLink}`};
		const two = await runFake(['import', 'a.md', 'b.md', '--json', '--dry-run'], {files});
		expect(JSON.parse(two.stdout)).toMatchObject([{line: 1, count: 3}]);
	});

	// biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs as they stand
	test('a file has a heading, a line for each link, notes below it, and one sentence at the end', async () => {
		const page = 'https://github.com/settings';
		const files = {
			'readme.md': [
				`[a](${page}/tokens/new?scopes=delete_repo,repo&default_expires_at=none&x=1)`,
				`<${page}/tokens/new>`,
				'see ${base}/settings/tokens/new?scopes=gist,${more}',
				`${page}/apps/new?name=x`,
			].join('\n'),
		};
		const {
			stdout,
			stderr,
			saved: after,
		} = await runFake(['import', 'readme.md', '--dry-run'], {
			files,
		});
		expect(after).toEqual([]);
		expect(stdout.split('\n').map(line => line.trimEnd())).toEqual([
			'Line  Type     Asks for, at worst      Expires           Profile',
			'1     classic  delete_repo and 1 more  never             delete_repo-repo',
			'      ! left out x=1: GitHub has no such parameter',
			'2     classic  nothing filled in                         -',
			'      ! A link to the plain page: there is nothing in it to save',
			"3     classic  gist                    GitHub's default  -",
			'      ! The host is computed: a program or the reader fills it in, so the link',
			'        can lead anywhere',
			'      ! The link could not be read whole: a program computes a part of it',
			'      ! cannot be saved without a host: add --host <host>',
			'      ! could not read scopes=${more}: the program adds more scopes here',
			'',
			'4 links: 1 asks for delete_repo, 1 never expires, 1 could not be read whole, 1 leads to the plain page, 1 was refused.',
			'',
		]);
		expect(stderr).toMatch(
			/^Not imported \(line 4\): .*makes a GitHub App.*\nNothing was saved\.\n$/,
		);
	});

	test('on a narrow terminal every line fits, and the last one names a host that only looks like GitHub', async () => {
		const path = '/settings/tokens/new?scopes=repo&default_expires_at=none';
		const {stdout} = await runFake(['import', 'readme.md', '--dry-run'], {
			width: 50,
			terminal: {stdin: false, stdout: true, stderr: true},
			files: {'readme.md': `https://github.com${path}\nhttps://github.com.example.org${path}\n`},
		});
		expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(50);
		expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
			'2 links: 2 ask for repo, 2 never expire, 1 leads to a host that only looks like GitHub.',
		);
	});

	test('what a program adds is not listed as left out', async () => {
		const link = 'https://github.com/settings/tokens/new?scopes=repo,${extra}';
		const {stdout} = await runFake(['import', link, '--dry-run']);
		expect(stdout).toContain('\nWhat could not be read\n  ! scopes=${extra}: ');
		expect(stdout).not.toContain('Left out');
	});

	test('what a program computes is never shown as nothing', async () => {
		const link = 'https://github.com/settings/tokens/new?scopes=${scopes}&description=x';
		const one = await runFake(['import', link, '--dry-run']);
		expect(one.stdout).toContain('Can           unknown: a program computes it');
		expect(one.stdout).not.toMatch(/nothing|No scope is chosen/);
		const two = await runFake(['import', `${link} and ${link}y`, '--dry-run']);
		expect(two.stdout).toContain('classic  unknown: a program computes it');
		const more = await runFake(['import', link.replace('=$', '=gist,$'), '--dry-run']);
		expect(more.stdout).toContain('gist, and more that a program computes');
	});

	test('a computed host is replaced by the one given, and nothing is saved without', async () => {
		const link = 'https://${host}/settings/tokens/new?scopes=gist';
		const without = await runFake(['import', link, '--json']);
		expect(without).toMatchObject({code: 0, saved: []});
		expect(JSON.parse(without.stdout)[0]).toMatchObject({
			profile: {type: 'classic', scopes: ['gist']},
			saved: false,
		});
		expect(JSON.parse(without.stdout)[0].profile).not.toHaveProperty('host');
		const named = await runFake(['import', link, '--host', 'octo.ghe.com']);
		expect(named.saved).toMatchObject([{host: 'octo.ghe.com', scopes: ['gist']}]);
	});

	// biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs as they stand

	test('a profile that waits for its owner is saved whole', async () => {
		const link = 'https://github.com/settings/personal-access-tokens/new?members=read';
		const happened = await runFake(['import', link, '--json']);
		expect(happened.saved).toMatchObject([{permissions: {members: 'read'}}]);
		expect(JSON.parse(happened.stdout)[0].notes.join()).toContain('--owner');
	});

	test('the name of an equal profile that is not saved is told', async () => {
		const [one, two] = ['one', 'two'].map(profile => ({...bot, profile}));
		const text = JSON.stringify({version: 1, profiles: [one, two]});
		const {saved, stdout} = await runFake(['import', '-'], {files: {'-': text}});
		expect(saved.map(({profile}) => profile)).toEqual(['one']);
		expect(stdout).toContain('already saved as one: the name "two" is not saved');
	});

	test('a name that is asked for exists afterwards, whatever equal profiles are called', async () => {
		const text = `${classicLink} ${classicLink}&description=Gists`;
		const first = await runFake(['import', classicLink, '--save', 'ci'], {saved});
		for (const more of [[], ['--force']]) {
			const args = ['import', classicLink, classicLink, '--save', 'ci2', ...more];
			const again = await runFake(args, {saved: first.saved});
			expect(again.code).toBe(0);
			expect(again.saved.map(({profile}) => profile)).toEqual([
				'release-bot',
				'my laptop',
				'ci',
				'ci2',
			]);
		}
		const dry = await runFake(['import', text, '--save', 'ci2', '--dry-run'], {saved: first.saved});
		expect(dry).toMatchObject({code: 0, saved: first.saved});
		expect(dry.stdout).toMatch(/^ci2\n/);
	});

	test('a name that nobody could type is refused, and none is made up', async () => {
		const hidden = {...laptop, name: 'new', profile: 'ev\u202eil'};
		const files = {'-': JSON.stringify([hidden])};
		const refused = await runFake(['import', '-'], {saved, files});
		expect(refused).toMatchObject({code: 2, saved});
		expect(refused.stderr).toContain('"ev\\u{202e}il" cannot be the name of a profile');
		const named = await runFake(['import', '-', '--save', 'good'], {saved, files});
		expect(named.saved.at(-1)?.profile).toBe('good');
		expect((await runFake(['import', '-'], {saved: [hidden], files})).code).toBe(0);
		const link = 'https://github.com/settings/tokens/new?scopes=gist&description=a%E3%85%A4b';
		expect((await runFake(['import', link])).saved[0]?.profile).toBe('a-b');
	});

	test('what export wrote is imported again without --force and doubles nothing', async () => {
		const copy = {...laptop, profile: 'copy of my laptop'};
		const all = [copy, ...saved];
		const {stdout} = await runFake(['export'], {saved});
		const again = await runFake(['import', '-'], {saved: all, files: {'-': stdout}});
		expect(again).toMatchObject({code: 0, saved: all});
		expect(again.stdout).toContain('already saved as my laptop');
	});

	test('an empty word is nothing, and an address without https is said once', async () => {
		const empty = await runFake(['import', '']);
		expect(empty).toMatchObject({code: 2, stdout: ''});
		expect(empty.stderr).toMatch(/^pat-wizard: There is nothing to import: the word is empty\.\n/);
		const plain = await runFake(['import', classicLink.replace('https:', 'http:')]);
		expect(plain.stdout).toMatch(/ ! http: GitHub is only opened with https/);
	});

	test('a user and a password are not repeated', async () => {
		for (const word of [
			'https://octocat:hunter2@github.com/settings/tokens/new?scopes=repo',
			'https://octocat:hunter2@github.com/settings/tokens',
			'octocat:hunter2@github.com/settings/tokens',
		]) {
			const happened = await runFake(['import', word]);
			expect(happened.code).toBe(2);
			expect(happened.stderr).not.toMatch(/octocat|hunter2/);
		}
	});

	test('--save names it, --owner moves it', async () => {
		const happened = await runFake(['import', botLink, '--save', 'mine', '--owner', 'hubot']);
		expect(happened.saved).toEqual([expect.objectContaining({profile: 'mine', owner: 'hubot'})]);
	});

	test('a name that is taken is refused, and replaced with --force', async () => {
		const args = ['import', classicLink, '--save', 'MY laptop'];
		expect(await runFake(args, {saved})).toMatchObject({code: 2, saved});
		const forced = await runFake([...args, '--force'], {saved});
		expect(forced.saved).toEqual([bot, expect.objectContaining({profile: 'MY laptop'})]);
	});

	test.each([
		['https://example.com/', ''],
		['https://github.com/settings/tokens', 'settings/tokens/new'],
		['nothing.txt', 'There is no file nothing.txt'],
	])('%s is refused in words', async (word, message) => {
		const happened = await runFake(['import', word]);
		expect(happened).toMatchObject({code: 2, stdout: '', saved: []});
		expect(happened.stderr).toContain(message);
	});

	test('one name for two profiles is refused', async () => {
		const other = 'https://github.com/settings/tokens/new?scopes=repo';
		const refused = await runFake(['import', `${classicLink} ${other}`, '--save', 'x']);
		expect(refused.stderr).toContain('--save names one profile, but there are 2');
		const twice = JSON.stringify([laptop, {...laptop, profile: 'MY LAPTOP'}]);
		expect((await runFake(['import', '-'], {files: {'-': twice}})).code).toBe(2);
	});

	test('a store that cannot be read is an outside error, except for a dry run', async () => {
		const broken = outsideError('The saved profiles cannot be read');
		expect((await runFake(['import', classicLink], {broken})).code).toBe(1);
		expect((await runFake(['import', classicLink, '--dry-run'], {broken})).code).toBe(0);
	});

	test('a file of many links is read in time', {timeout: 120_000}, async () => {
		const lines = Array.from({length: 30_000}, (_, index) => {
			const page = 'https://github.com/settings/personal-access-tokens/new';
			return index % 3 === 0
				? `- [same](${page}?contents=read)\n`
				: `- [link](${page}?${index % 3 === 1 ? 'name=Bot' : 'contents=read'}&description=${index})\n`;
		});
		// The processor's time: other programs may be busy.
		const started = process.cpuUsage();
		const happened = await runFake(['import', 'big.md', '--dry-run'], {
			files: {'big.md': lines.join('')},
		});
		expect(happened.code).toBe(0);
		expect(happened.stdout).toContain('\n20001 links.\n');
		expect(happened.stdout).toContain('! found 10000 times\n');
		expect(process.cpuUsage(started).user).toBeLessThan(15_000_000);
	});
});

describe('export', () => {
	test('what it prints can be imported', async () => {
		const {stdout, stderr} = await runFake(['export'], {saved});
		expect(stderr).toBe('');
		const imported = await runFake(['import', '-'], {files: {'-': stdout}});
		const {lastOpened: _, ...withoutDate} = laptop;
		expect(imported.saved).toEqual([bot, withoutDate]);
	});

	test('the named ones, in that order', async () => {
		const {stdout} = await runFake(['export', 'my laptop', 'release-bot'], {saved});
		const {profiles}: {profiles: {profile: string}[]} = JSON.parse(stdout);
		expect(profiles.map(({profile}) => profile)).toEqual(['my laptop', 'release-bot']);
	});

	test('as links and as markdown', async () => {
		const links = await runFake(['export', 'release-bot', '--format', 'link'], {saved});
		expect(links.stdout).toBe(`${botLink}\n`);
		const markdown = await runFake(['export', 'release-bot', '--format', 'markdown'], {saved});
		expect(markdown.stdout).toContain(`](${botLink})`);
	});

	test.each([
		[['export', 'relese-bot'], 'Did you mean "release-bot"?'],
		[['export', '--format', 'marcdown'], 'Did you mean markdown?'],
		[['export', '--format', 'link', '--json'], 'Leave one of them out'],
	])('%j is refused', async (args, hint) => {
		const happened = await runFake(args, {saved});
		expect(happened).toMatchObject({code: 2, stdout: ''});
		expect(happened.stderr).toContain(hint);
	});

	test('nothing saved is refused', async () => {
		expect((await runFake(['export'])).code).toBe(2);
	});
});
