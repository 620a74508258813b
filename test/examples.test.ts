import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {commands} from '../source/commands/index.ts';
import {runCli} from './run-cli.ts';
import {makeShellWorld, refusal, type ShellWorld, saveProfiles} from './world.ts';

/** The examples as the help prints them, without what they do. */
const readExamples = (help: string): readonly string[] => {
	const [, examples = ''] = help.split('\nExamples\n');
	return [...examples.matchAll(/^ {2}(pat-wizard.*)$/gm)].map(([, line = '']) => line);
};

/** What a line that opens the wizard shows; other lines run by themselves. */
const screenOf = (line: string): string | undefined => {
	if (line.startsWith('pat-wizard edit ')) {
		return 'Review';
	}
	if (/^pat-wizard --owner /.test(line)) {
		return 'Repository access';
	}
	return /^pat-wizard( --(?!yes\b)|$)/.test(line) ? 'Token type' : undefined;
};

/** Makes what the examples take for granted: saved profiles, and files. */
const prepare = async (world: ShellWorld): Promise<void> => {
	await saveProfiles(world);
	const {folder} = world;
	await writeFile(
		join(folder, 'profiles.json'),
		JSON.stringify({version: 1, profiles: [{profile: 'new', type: 'classic', scopes: ['gist']}]}),
	);
	await writeFile(join(folder, 'pat-wizard.json'), '{"version": 1, "profiles": []}');
	await writeFile(join(folder, 'error.log'), refusal);
	await writeFile(
		join(folder, 'readme.md'),
		'[A token](https://github.com/settings/tokens/new?scopes=repo)\n',
	);
	// fish makes this folder at its first start.
	await mkdir(join(folder, '..', '.config', 'fish', 'completions'), {recursive: true});
};

const takesToken = new Set(['check', 'store', 'rotate']);

describe.skipIf(process.platform === 'win32')('every example of the help works', () => {
	test.for(['', ...commands.map(({name}) => name)])('%s --help', async (name, context) => {
		const help = await runCli([name, '--help'].filter(word => word !== ''));
		const examples = readExamples(help.stdout);
		expect(examples.length).toBeGreaterThan(0);
		for (const line of examples) {
			const world = await makeShellWorld(context);
			const screen = screenOf(line);
			if (screen !== undefined && screen !== 'Review') {
				const terminal = await world.open(line);
				await terminal.until(screen);
				terminal.press('ctrl+c');
				expect(await terminal.exit, line).toMatchObject({code: 130});
			} else {
				await prepare(world);
				if (takesToken.has(name)) {
					// There is none here, and nobody to ask for it.
					expect(await world.run(line), line).toMatchObject({
						code: 2,
						stderr: expect.stringMatching(/no terminal in which to ask for the token|is not set/),
					});
				} else if (screen === undefined) {
					expect(await world.run(line), line).toMatchObject({code: 0});
				} else {
					const terminal = await world.open(line);
					await terminal.until(screen);
				}
			}
		}
	});
});
