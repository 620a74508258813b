import {expect, test} from 'vitest';
import {readFolderText} from '../../source/commands/read-folder-text.ts';

const good = {profile: 'good', type: 'classic', host: 'github.com', scopes: ['gist']};

const nest = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const read = (value: unknown) => readFolderText(JSON.stringify(value));

test.each([
	['a file of profiles', {version: 1, profiles: [good]}],
	['a file without a version', {profiles: [good]}],
	['a list', [good]],
	['one profile', good],
	['what show --json prints', {url: 'https://github.com/', profile: good}],
])('%s is read', async (_, value) => {
	expect(await read(value)).toEqual({profiles: [good], problems: []});
});

test.each([7000, 300_000])(
	'%i brackets in one another are left out, and the rest stays',
	async depth => {
		expect(await readFolderText(nest(depth))).toEqual({
			profiles: [],
			problems: ['profile 1 is left out: it is nested too deeply'],
		});
		const {profiles, problems} = await readFolderText(
			`{"profiles": [{"profile": "deep", "type": "classic", "x": ${nest(depth)}}, ${JSON.stringify(good)}]}`,
		);
		expect(profiles).toEqual([good]);
		expect(problems).toEqual(['profile 1 ("deep") is left out: it is nested too deeply']);
	},
);

test('what is wrong with a profile is said once, with its place and its name', async () => {
	const {profiles, problems} = await read([
		good,
		{profile: 'second', type: 'classic', scopes: ['x']},
		{type: 'classic'},
		{profile: 'fourth', type: 'fine-grained', owner: 'a b'},
		7,
	]);
	expect(profiles).toEqual([good]);
	expect(problems).toEqual([
		'profile 2 ("second") is left out: There is no scope "x"',
		'profile 3 is left out: it has no name',
		expect.stringMatching(/^profile 4 \("fourth"\) is left out: .*"a b"/),
		'profile 5 is left out: 7 is not a profile',
	]);
});

test.each([
	['not JSON', 'it is not JSON'],
	['7', 'it does not hold profiles'],
	['{"name": "some file"}', 'it does not hold profiles'],
	['{"profiles": 7}', 'its "profiles" is not a list'],
	['{"version": 2, "profiles": []}', 'newer pat-wizard'],
	['{"version": "x", "profiles": []}', 'its version is not a whole number'],
])('%s is refused whole', async (text, reason) => {
	await expect(readFolderText(text)).rejects.toThrow(reason);
});
