/**
 * Nothing under 100 kB takes more than a second in a command, and twice that on a busy machine: what is not in
 * proportion to its length takes minutes. The patterns are read out of the source, so that a new one is tried as
 * well: long runs of what each of them is made of are thrown at it, and at every command.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import jsTokens from 'js-tokens';
import {describe, expect, test} from 'vitest';
import {commands} from '../../source/commands/index.ts';
import {options} from '../../source/commands/options.ts';
import {readFile} from '../../source/core/scan/index.ts';
import {runFake} from '../commands/fake-context.ts';
import {laptop} from '../example-profiles.ts';

const root = fileURLToPath(new URL('../../source', import.meta.url));

type Found = {readonly place: string; readonly source: string; readonly flags: string};

const findPatterns = (): readonly Found[] =>
	readdirSync(root, {recursive: true, encoding: 'utf8'})
		.filter(file => /\.tsx?$/.test(file))
		.flatMap(file =>
			[...jsTokens(readFileSync(`${root}/${file}`, 'utf8'), {jsx: file.endsWith('x')})].flatMap(
				({type, value}): readonly Found[] => {
					const end = value.lastIndexOf('/');
					return type === 'RegularExpressionLiteral'
						? [
								{
									place: file.replaceAll('\\', '/'),
									source: value.slice(1, end),
									flags: value.slice(end + 1),
								},
							]
						: [];
				},
			),
		);

const patterns = findPatterns();

/** A class, an escape or a character of a pattern. */
const atom =
	/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-f]{2}|\\.|\[(?:\\.|[^\]\\])*\]|[^\\[\](){}*+?|^$.]|\./g;

const characters = [
	...' \n\t\r',
	...'aZ0_-./:=',
	...'"\'\\()[]{}<>&?#%$@,;|*+~`^!',
	'\u00A0',
	'é',
	'\u200B',
];

/** Characters that an atom takes. */
const sample = (piece: string, flags: string): readonly string[] => {
	if (piece.length === 1 && piece !== '.') {
		return [piece];
	}
	try {
		const pattern = new RegExp(`^${piece}$`, flags.replaceAll(/[gy]/g, ''));
		return characters.filter(character => pattern.test(character)).slice(0, 4);
	} catch {
		return [];
	}
};

/** What long runs of a pattern are made of: each of its characters, with another, and behind its words. */
const unitsOf = ({source, flags}: Found): readonly string[] => {
	const own = [...new Set((source.match(atom) ?? []).flatMap(piece => sample(piece, flags)))].slice(
		0,
		10,
	);
	const words = (source.match(/[\w :/.-]{3,}/g) ?? []).slice(0, 3);
	return [
		...own,
		...own.slice(0, 5).flatMap(character => [` ${character}`, `${character}\n`, `a${character}`]),
		...words.flatMap(word => [word, ...own.slice(0, 3).map(character => word + character)]),
	];
};

const run = (unit: string, length: number): string =>
	unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** How long the processor works, in milliseconds: what waits for others does not count. */
const measure = (work: () => void): number => {
	const start = process.cpuUsage();
	work();
	const {user} = process.cpuUsage(start);
	return user / 1000;
};

describe('long runs of what a pattern is made of', () => {
	test('there are patterns to try', () => {
		expect(patterns.length).toBeGreaterThan(400);
	});

	const nameOf = ({place, source}: Found): string => `${place}: /${source}/`;

	const isSlow = ({source, flags, ...found}: Found): boolean => {
		// A sticky pattern is asked at one place.
		const pattern = new RegExp(source, flags.includes('y') ? flags : `${flags.replace('g', '')}g`);
		const timeOf = (unit: string, length: number): number =>
			measure(() => {
				pattern.lastIndex = 0;
				`${run(unit, length)}\u0001`.replace(pattern, '');
			});
		return unitsOf({source, flags, ...found}).some(
			unit =>
				// A pattern that is slow at 20,000 characters takes a sixteenth of the time at 5,000. From short to long,
				// so that the worst are found before they take minutes.
				timeOf(unit, 500) > slowest ||
				(timeOf(unit, 5000) > slowest / 40 &&
					timeOf(unit, 20_000) > slowest &&
					timeOf(unit, 20_000) > slowest),
		);
	};

	test('takes time in proportion to their length', {timeout: 600_000}, () => {
		const slow = new Set(patterns.filter(isSlow).map(nameOf));
		expect([...slow]).toEqual([]);
	});
});

/** In milliseconds for 20,000 characters: a hundred times what a pattern takes that is in proportion. */
const slowest = 100;

/** What is thrown at commands: what patterns are made of most, and what was slow once. */
const units: readonly string[] = [
	...' \n\ta0_-./:=,"\'\\()[]{}<>&?#%$@;|*+~`',
	...['a:', 'a b ', '?name=', '\u00A0', '\u200B', '. ', 'a.', '/a', '"a",', '{}', '&amp;', '%25'],
	...['https://', 'https://docs.github.com/', 'https://github.com/settings/tokens/new?', 'curl '],
	...['gh api ', 'Authorization\n', 'x-accepted-github-permissions\n', 'bug\n', 'create\u00A0'],
	...['"a" + ', 'a\n&b=', 'ghp_', 'ghp\\_', '=3D', 'aHR0c', '${', 'scopes=a,'],
];

describe('100 kB of anything', () => {
	const length = 100_000;
	const saved = [{...laptop, profile: 'x'}];

	/** The processor's time that a command takes, in milliseconds. */
	const timeOf = async (args: readonly string[], input = ''): Promise<number> => {
		const start = process.cpuUsage();
		const happened = await runFake(args, {saved, files: {'-': input}});
		expect([0, 1, 2]).toContain(happened.code);
		expect(happened.stderr).not.toContain('went wrong inside');
		return process.cpuUsage(start).user / 1000;
	};

	/** In milliseconds of the processor, for 100 kB. */
	const longest = 1000;

	/** Whether every try takes too long. The first ones count little: V8 compiles what runs often while it runs. */
	const takesTooLong = async (time: () => Promise<number>): Promise<boolean> => {
		for (let tries = 0; tries < 4; tries += 1) {
			if ((await time()) <= longest) {
				return false;
			}
		}
		return true;
	};

	const findSlow = async (
		lines: readonly (readonly [args: readonly string[], input?: string])[],
	): Promise<readonly string[]> => {
		const slow: string[] = [];
		for (const [args, input] of lines) {
			if (await takesTooLong(() => timeOf(args, input))) {
				slow.push([...args, input ?? ''].map(word => word.slice(0, 40)).join(' | '));
			}
		}
		return slow;
	};

	test('on standard input', {timeout: 600_000}, async () => {
		const prefixes = ['', 'https://github.com/settings/tokens/new?scopes='];
		const lines = units.flatMap(unit =>
			['import', 'needs'].flatMap(name =>
				(name === 'import' ? prefixes : ['']).map(
					prefix => [[name, '-'], prefix + run(unit, length)] as const,
				),
			),
		);
		expect(await findSlow(lines)).toEqual([]);
	});

	test('as a word and in every option', {timeout: 600_000}, async () => {
		const few = ['a', ' ', '-', '/', '.', 'a:', 'a,', '\n', 'a b '];
		const texts = ['name', 'description', 'owner', 'repository', 'permission', 'scope'];
		const more = ['expiration', 'host', 'preset', 'needs', 'save', 'type'];
		const lines = few.flatMap(unit => {
			const text = run(unit, length);
			return [
				...commands
					.filter(each => each.arguments.length > 0)
					.map(each => [[each.name, text]] as const),
				...[...texts, ...more]
					.filter(name => Object.hasOwn(options, name))
					.map(name => [['url', `--${name}=${text}`]] as const),
				[[text]] as const,
				[[`--${text}`]] as const,
			];
		});
		expect(await findSlow(lines)).toEqual([]);
	});

	const beginnings = {
		'a.js':
			'import {Octokit} from "octokit"; const octokit = new Octokit({auth: process.env.A});\n',
		'a.py': 'from github import Github\ng = Github(os.environ["A"])\n',
		'a.go':
			'package a\nimport "github.com/google/go-github/v66/github"\nc := github.NewClient(nil)\n',
		'a.rb': 'require "octokit"\nc = Octokit::Client.new(access_token: ENV["A"])\n',
		'a.tf': 'provider "github" {\n  token = var.a\n}\n',
		'a.sh': 'export GH_TOKEN=$A\n',
		'.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    steps:\n',
	};

	test.each(Object.entries(beginnings))(
		'as the rest of %s',
		{timeout: 600_000},
		async (path, beginning) => {
			const pieces = [
				'=',
				'.',
				'(',
				'{',
				'a(',
				'a = ',
				'const a = ',
				'c.a(',
				'"',
				'${',
				'[',
				'      - run: gh pr list\n',
			];
			const slow: string[] = [];
			for (const piece of [...units, ...pieces]) {
				const text = beginning + run(piece, length);
				const time = async (): Promise<number> => {
					const start = process.cpuUsage();
					await readFile(path, text);
					const {user, system} = process.cpuUsage(start);
					return (user + system) / 1000;
				};
				if (await takesTooLong(time)) slow.push(piece);
			}
			expect(slow).toEqual([]);
		},
	);

	const lines = (line: (index: number) => string): string => {
		const all = Array.from({length: length / 10}, (_, index) => line(index)).join('\n');
		return all.slice(0, length);
	};

	test('many words and lines', {timeout: 600_000}, async () => {
		const words = Array.from({length: 3000}, (_, index) => `word number ${index} here`);
		expect(
			await findSlow([
				[['needs', '-'], lines(index => `word${index}`).replaceAll('\n', ' ')],
				[['needs', '-'], lines(index => `create issue ${index}`)],
				[['needs', '-'], lines(index => `gh issue view ${index}`)],
				[['needs', '-'], lines(index => `curl https://api.github.com/repos/o/r/issues/${index}`)],
				[['needs', '-'], lines(index => `https://api.github.com/repos/o/r/pulls/${index}`)],
				[['import', '-'], lines(index => `https://github.com/settings/tokens/new?scopes=${index}`)],
				// Each word is compared with every phrase and operation: some milliseconds for one.
				[['needs', ...words.slice(0, 50)]],
				[['permissions', ...words]],
				[['import', ...words.map(word => `https://x.example/${word}`)]],
			]),
		).toEqual([]);
	});
});
