import {describe, expect, test} from 'vitest';
import {outsideError} from '../../source/core/errors.ts';
import {bot, botLink, laptop, runFake} from './fake-context.ts';

const saved = [bot, laptop];
const classicLink = 'https://github.com/settings/tokens/new?scopes=gist&description=Gists';

describe('import', () => {
	test('saves a link under a name made from it', async () => {
		const happened = await runFake(['import', classicLink], {saved});
		expect(happened.code).toBe(0);
		expect(happened.saved).toEqual([
			...saved,
			{profile: 'gists', type: 'classic', host: 'github.com', name: 'Gists', scopes: ['gist']},
		]);
		expect(happened.stdout).toMatch(/^gists {2}classic {2}github\.com {2}.*gist\n$/);
	});

	test('finds the links of a text, names what is left out, and prints JSON', async () => {
		const files = {
			'readme.md': `[a](${classicLink}) and <https://github.com/settings/personal-access-tokens/new?contents=read&variables=write>`,
		};
		const happened = await runFake(['import', 'readme.md', '--json'], {files});
		const shown: {profile: {profile: string}; ignored: {parameter: string}[]}[] = JSON.parse(
			happened.stdout,
		);
		expect(Object.keys(shown[0] ?? {})).toEqual(['source', 'profile', 'ignored']);
		expect(shown.map(({profile}) => profile.profile)).toEqual(['gists', 'contents']);
		expect(shown[1]?.ignored).toEqual([
			expect.objectContaining({parameter: 'variables', value: 'write'}),
		]);
		expect(happened.stderr).toContain('Left out variables=write');
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
		expect(refused.stderr).toContain('--save names one profile, and there are 2');
		const twice = JSON.stringify([laptop, {...laptop, profile: 'MY LAPTOP'}]);
		expect((await runFake(['import', '-'], {files: {'-': twice}})).code).toBe(2);
	});

	test('a store that cannot be read is an outside error, except for a dry run', async () => {
		const broken = outsideError('The saved profiles cannot be read');
		expect((await runFake(['import', classicLink], {broken})).code).toBe(1);
		expect((await runFake(['import', classicLink, '--dry-run'], {broken})).code).toBe(0);
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
