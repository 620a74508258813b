import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {completeLine, splitLine} from '../../source/command-line/complete-bash.ts';
import {commands} from '../../source/commands/index.ts';
import {outsideError} from '../../source/core/errors.ts';
import {runFake, type World} from '../commands/fake-context.ts';
import {bot, laptop} from '../example-profiles.ts';

const world: World = {
	saved: [bot, laptop],
	folderFile: JSON.stringify([{profile: 'team', type: 'classic'}]),
};

/** The candidates for the last word, or `files`. */
const complete = async (words: readonly string[], where: World = world) => {
	const {code, stdout, stderr} = await runFake(['__complete', 'zsh', ...words], where);
	expect([code, stderr]).toEqual([0, '']);
	const [kind, ...lines] = stdout.trimEnd().split('\n');
	return kind === 'files' ? kind : lines.map(line => line.split('\t')[0]);
};

describe('words', () => {
	test('commands', async () => {
		expect(await complete([''])).toEqual(commands.map(({name}) => name));
		expect(await complete(['re'])).toEqual(['rename', 'remove']);
		expect(await complete(['--yes', 'op'])).toEqual(['open']);
	});

	test('options of the command, of create without one, none twice', async () => {
		expect(await complete(['list', '--'])).toEqual([
			'--expiring',
			'--fail-if-expiring',
			'--json',
			'--help',
		]);
		expect(await complete(['--v'])).toEqual(['--version']);
		expect(await complete(['--sc'])).toEqual(['--scope']);
		expect(await complete(['--scope', 'repo', '--sc'])).toEqual(['--scope']);
		expect(await complete(['--yes', '--y'])).toEqual([]);
	});

	test('profiles, the saved ones and the repository’s', async () => {
		expect(await complete(['open', ''])).toEqual(['release-bot', 'my laptop', 'team']);
		expect(await complete(['open', 'my'])).toEqual(['my laptop']);
		expect(await complete(['open', 'team', ''])).toEqual([]);
		expect(await complete(['remove', 'release-bot', ''])).toEqual(['my laptop', 'team']);
		expect(await complete(['url', '--json', 'r'])).toEqual(['release-bot']);
		expect(await complete(['rename', 'release-bot', ''])).toEqual([]);
		expect(await complete(['--save', 're'])).toEqual(['release-bot']);
	});

	test('permissions and their levels, one after the other', async () => {
		expect(await complete(['--permission', 'cont'])).toEqual(['contents=']);
		expect(await complete(['--permission', 'contents='])).toEqual([
			'contents=read',
			'contents=write',
		]);
		expect(await complete(['--permission', 'contents=w'])).toEqual(['contents=write']);
		expect(await complete(['--permission', 'contents=write,cont'])).toEqual([]);
		expect(await complete(['--permission', 'contents=write,act'])).toEqual([
			'contents=write,actions=',
			'contents=write,actions_variables=',
		]);
		expect(await complete(['url', '--permission=contents=r'])).toEqual([
			'--permission=contents=read',
		]);
		expect(await complete(['--permission', 'nonsense='])).toEqual([]);
	});

	test('scopes, presets, choices, shells', async () => {
		expect(await complete(['--scope', 'repo:'])).toEqual(['repo:status', 'repo:invite']);
		expect(await complete(['--scope', 'repo,gi'])).toEqual(['repo,gist']);
		expect(await complete(['--preset', 'read-c'])).toEqual(['read-code']);
		expect(await complete(['--type', ''])).toEqual(['fine-grained', 'classic']);
		expect(await complete(['--type=cl'])).toEqual(['--type=classic']);
		expect(await complete(['export', '--format', ''])).toEqual(['json', 'link', 'markdown']);
		expect(await complete(['completion', ''])).toEqual(['bash', 'zsh', 'fish']);
		expect(await complete(['--owner', ''])).toEqual([]);
	});

	test('files for import', async () => {
		expect(await complete(['import', ''])).toBe('files');
	});

	test('profiles that cannot be read are none, without a word', async () => {
		const broken = outsideError('broken');
		expect(await complete(['open', ''], {broken})).toEqual([]);
	});

	test('names that hide characters are left out', async () => {
		const saved = [{...bot, profile: 'a\u202Eb'}, laptop];
		expect(await complete(['open', ''], {saved})).toEqual(['my laptop']);
	});

	test('whatever is typed, it answers', async () => {
		const word = fc.oneof(fc.string(), fc.constantFrom('--permission', 'open', '--', '-', '='));
		await fc.assert(
			fc.asyncProperty(fc.array(word), async words => {
				await complete(words);
			}),
		);
	});
});

describe('bash lines', () => {
	test.each<[string, string[], string, number]>([
		['pat-wizard ', ['pat-wizard', ''], '', 0],
		['pat-wizard op', ['pat-wizard', 'op'], '', 0],
		["pat-wizard open 'my l", ['pat-wizard', 'open', 'my l'], "'", 0],
		['pat-wizard open "my \\$', ['pat-wizard', 'open', 'my $'], '"', 0],
		['pat-wizard open my\\ l', ['pat-wizard', 'open', 'my l'], '', 0],
		['p --permission contents=r', ['p', '--permission', 'contents=r'], '', 9],
		['p --scope repo:s', ['p', '--scope', 'repo:s'], '', 5],
		["p 'a b' ", ['p', 'a b', ''], '', 0],
		['p "a"b', ['p', 'ab'], '', 1],
		['', [''], '', 0],
	])('%j', (line, words, quote, start) => {
		expect(splitLine(line)).toEqual({words, quote, start});
	});

	const completeTo = (line: string, value: string) =>
		completeLine(line, async () => [{value, summary: ''}]);

	test('what is inserted means nothing to the shell', async () => {
		const name = 'a $(x) `y` "z" \'q\' ; & | > *';
		expect(await completeTo('p open ', name)).toEqual([
			'a\\ \\$\\(x\\)\\ \\`y\\`\\ \\"z\\"\\ \\\'q\\\'\\ \\;\\ \\&\\ \\|\\ \\>\\ \\*',
		]);
		expect(await completeTo("p open 'a", name)).toEqual([name.replaceAll("'", "'\\''")]);
		expect(await completeTo('p open "a', name)).toEqual([name.replaceAll(/["$`]/g, '\\$&')]);
	});

	test('only what readline replaces is given', async () => {
		expect(await completeTo('p --permission contents=r', 'contents=read')).toEqual(['read']);
		expect(await completeTo('p --scope repo:', 'repo:status')).toEqual(['status']);
	});

	test('variables before the program are no words of its', async () => {
		const {stdout} = await runFake(['__complete', 'bash', 'A=1 pat-wizard ope'], world);
		expect(stdout).toBe('words\nopen\n');
	});

	test('a name that is quoted is read back as itself', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({unit: 'grapheme'}), async name => {
				fc.pre(!/[\n\r]/.test(name));
				const [quoted = ''] = (await completeTo('p open ', name)) as readonly string[];
				expect(splitLine(`p ${quoted}`).words.at(-1)).toBe(name);
			}),
		);
	});
});
