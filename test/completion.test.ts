import {chmod, mkdir, readdir, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {describe, expect, type TestContext, test} from 'vitest';
import {makeTemporaryFolder} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {findBuiltProgram} from './program.ts';
import {runCli, runProgram} from './run-cli.ts';
import {openTerminal, type Terminal} from './terminal.ts';

/** A name that would run something if a shell took it for more than a name. */
const hostileName = 'zz $(touch pwned) `touch pwned` ; touch pwned';

/** How each shell is started without anyone's settings, and how it loads a script. */
const shells = {
	bash: {args: ['--norc', '--noprofile', '-i'], start: 'source ./script; PS1="ready> "'},
	zsh: {
		args: ['-f', '-i'],
		start: 'autoload -U compinit; compinit -u -d ./dump; source ./script; PS1="ready> "',
	},
	fish: {
		args: ['--no-config', '-i'],
		start: 'source ./script; function fish_prompt; echo -n "ready> "; end',
	},
} as const;

type Shell = keyof typeof shells;

const names = Object.keys(shells) as readonly Shell[];

type Prompt = {readonly terminal: Terminal; readonly home: string};

/** A shell at its prompt, with the script loaded and two saved profiles. */
const openShell = async (context: TestContext, shell: Shell): Promise<Prompt> => {
	const program = needsProgram(context, shell);
	const home = await makeTemporaryFolder();
	const env = {
		HOME: home,
		PAT_WIZARD_CONFIG_DIR: join(home, 'config'),
		PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH}`,
		TERM: 'xterm-256color',
		HISTFILE: undefined,
	};
	await mkdir(join(home, 'bin'));
	const wrapper = join(home, 'bin', 'pat-wizard');
	await writeFile(wrapper, `#!/bin/sh\nexec "${process.execPath}" "${findBuiltProgram()}" "$@"\n`);
	await chmod(wrapper, 0o755);
	await writeFile(join(home, 'script'), (await runCli(['completion', shell])).stdout);
	for (const name of ['release-bot', hostileName]) {
		await runCli(['--yes', '--no-open', '--save', name], {env, cwd: home});
	}
	const {args, start} = shells[shell];
	const terminal = await openTerminal(program, args, {env, cwd: home, columns: 120});
	terminal.send(`${start}\r`);
	await terminal.until(screen => /^ready> *$/m.test(screen), 30_000);
	return {terminal, home};
};

/** The line at the prompt once it holds a text. */
const untilLine = ({terminal}: Prompt, text: string): Promise<string> =>
	terminal.until(
		screen => screen.split('\n').some(line => line.startsWith('ready> ') && line.includes(text)),
		30_000,
	);

describe.each(names)('in %s', shell => {
	test('the script has no mistakes of grammar', async context => {
		const program = needsProgram(context, shell);
		const script = join(await makeTemporaryFolder(), 'script');
		await writeFile(script, (await runCli(['completion', shell])).stdout);
		const result = await runProgram(program, ['-n', script]);
		expect(result).toMatchObject({code: 0, stderr: ''});
	});

	test.skipIf(process.platform === 'win32').for([
		['pat-wizard complet', 'pat-wizard completion'],
		['pat-wizard open rel', 'pat-wizard open release-bot'],
		['pat-wizard url --permission conte', 'pat-wizard url --permission contents='],
		['pat-wizard url --permission contents=w', 'pat-wizard url --permission contents=write'],
		[
			'pat-wizard url --permission contents=write,pull_',
			'pat-wizard url --permission contents=write,pull_requests=',
		],
		['pat-wizard --scope workf', 'pat-wizard --scope workflow'],
		['pat-wizard --scope repo:st', 'pat-wizard --scope repo:status'],
		['pat-wizard --type=cl', 'pat-wizard --type=classic'],
		['pat-wizard list --fail', 'pat-wizard list --fail-if-expiring'],
		['pat-wizard import scri', 'pat-wizard import script'],
	] as const)('Tab after %j gives %j', async ([typed, wanted], context) => {
		const prompt = await openShell(context, shell);
		prompt.terminal.send(`${typed}\t`);
		await untilLine(prompt, wanted);
	});

	test.skipIf(process.platform === 'win32')('a hostile name is only a name', async context => {
		const prompt = await openShell(context, shell);
		prompt.terminal.send('pat-wizard url zz\t');
		await untilLine(prompt, 'touch');
		prompt.terminal.send('\r');
		await prompt.terminal.until('https://github.com/settings/personal-access-tokens/new', 30_000);
		expect(await readdir(prompt.home)).not.toContain('pwned');
	});
});
