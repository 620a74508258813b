import {describe, expect, test} from 'vitest';
import {parseInput} from '../../source/command-line/parse.ts';
import {commands, defaultCommand} from '../../source/commands/index.ts';
import {answerOptions, isOptionName, options} from '../../source/commands/options.ts';
import {runFake} from '../commands/fake-context.ts';

test("the program's help names every command, every answer and the version", async () => {
	const {code, stdout, stderr} = await runFake(['--help']);
	expect([code, stderr]).toEqual([0, '']);
	for (const {name, summary} of commands) {
		expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
		expect(stdout.replaceAll(/\s+/g, ' ')).toContain(summary);
	}
	for (const name of [...answerOptions, 'yes', 'save', 'json', 'help', 'version']) {
		expect(stdout).toContain(`--${name}`);
	}
	expect((await runFake(['-h'])).stdout).toBe(stdout);
	expect((await runFake(['help'])).stdout).toBe(stdout);
});

describe.each(commands.map(command => [command.name, command] as const))('%s', (name, command) => {
	test('its help names exactly its options and arguments', async () => {
		const {code, stdout} = await runFake([name, '--help']);
		expect(code).toBe(0);
		expect(stdout.startsWith(`${command.summary}.\n`)).toBe(true);
		const listed = [...stdout.matchAll(/^ {2}(?:-\w, | {4})--([\w-]+)/gm)].map(
			([, option]) => option,
		);
		expect(listed.toSorted()).toEqual([...command.options, 'help'].toSorted());
		for (const argument of command.arguments) {
			expect(stdout).toContain(argument.name);
		}
		expect((await runFake(['help', name])).stdout).toBe(stdout);
	});

	test('its help fits 80 columns, as far as examples do not need more', async () => {
		const {stdout} = await runFake([name, '--help']);
		const [text = ''] = stdout.split('\nExamples\n');
		expect(text.split('\n').filter(line => line.length > 80)).toEqual([]);
	});

	test('its examples are understood', () => {
		expect(command.examples.length).toBeGreaterThan(0);
		for (const {line} of command.examples) {
			const words = (line.replace(/ [<>]+ .*$/, '').match(/'[^']*'|"[^"]*"|\S+/g) ?? [])
				.map(word => word.replace(/^(['"])(.*)\1$/, '$2'))
				.filter(word => word !== '');
			const args = words[0] === name ? words.slice(1) : words;
			expect(command === defaultCommand || words[0] === name).toBe(true);
			expect(() => parseInput(args, command)).not.toThrow();
		}
	});

	test('wrong use is exit code 2, with a way out', async () => {
		const {code, stdout, stderr} = await runFake([name, '--no-such-option']);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toContain(`${name} has no option --no-such-option`);
	});

	test('the help is shown whatever else is wrong', async () => {
		expect((await runFake([name, '--help', 'a', 'b', 'c'])).code).toBe(0);
	});
});

test('every option belongs to a command, or to the program', () => {
	const used = new Set<string>(['help', 'version', ...commands.flatMap(each => each.options)]);
	expect(Object.keys(options).filter(name => !used.has(name))).toEqual([]);
	expect([...used].every(isOptionName)).toBe(true);
});

test.each([
	[['help', 'opne'], 'Did you mean pat-wizard open?'],
	[['lst'], 'Did you mean pat-wizard list?'],
	[['zzz'], 'pat-wizard --help lists the commands'],
	[['--jsn'], 'Did you mean --json?'],
	[['--needs=x', '--nme', 'x'], 'Did you mean --name?'],
	[['url', '--Permission', 'x'], 'Did you mean --permission?'],
	[['url', '-x'], 'pat-wizard url --help'],
])('%j suggests', async (args, hint) => {
	const {code, stdout, stderr} = await runFake(args);
	expect([code, stdout]).toEqual([2, '']);
	expect(stderr).toContain(hint);
});

test('options may stand before the command', async () => {
	const {code, stdout} = await runFake(['--json', 'list']);
	expect([code, stdout]).toEqual([0, '[]\n']);
	const named = await runFake(['--name', 'list', 'url']);
	expect(named.stdout).toContain('name=list');
});

test('what stands behind -- is never an option', async () => {
	const {code, stderr} = await runFake(['open', '--', '--json']);
	expect(code).toBe(2);
	expect(stderr).toContain('There is no profile named "--json"');
});
