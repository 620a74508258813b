import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {showCommand, showOption} from '../source/command-line/help.ts';
import {environmentVariables, exitStatuses, places} from '../source/command-line/reference.ts';
import {commands} from '../source/commands/index.ts';
import {answerOptions, isOptionName, type OptionName, options} from '../source/commands/options.ts';
import {configFolder} from '../source/platform/folders.ts';
import {reportAddress} from '../source/print/errors.ts';
import {cacheFolder} from '../source/start/code-cache.ts';
import {botLink} from './example-profiles.ts';
import {runCli} from './run-cli.ts';
import {openProgram} from './terminal.ts';
import {makeShellWorld, refusal, type ShellWorld, saveProfiles} from './world.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'readme.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${escapeCell(text)}\``;
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The rows of the table with these headings. */
const readTable = (...headings: readonly string[]): readonly string[] => {
	const [, after = ''] = readme.split(`${row(...headings)}\n`);
	const [, ...rows] = (/^(?:\|.*\n)*/.exec(after)?.[0] ?? '').trimEnd().split('\n');
	return rows;
};

const listOptions = (isWanted: (name: OptionName) => boolean): readonly string[] =>
	(Object.keys(options) as OptionName[])
		.filter(isWanted)
		.map(name => row(code(showOption(name).trim()), escapeCell(options[name].summary)));

const isAnswer = (name: OptionName): boolean => answerOptions.some(answer => answer === name);

describe('the tables are those of the program', () => {
	test('commands', () => {
		expect(readTable('Command', 'What it does')).toEqual(
			commands.map(command => row(code(showCommand(command)), escapeCell(command.summary))),
		);
	});

	test('answers and other options', () => {
		expect(readTable('Option', 'What it is')).toEqual(listOptions(isAnswer));
		expect(readTable('Option', 'What it does')).toEqual(listOptions(name => !isAnswer(name)));
	});

	test('exit statuses', () => {
		expect(readTable('Exit status', 'Meaning')).toEqual(
			exitStatuses.map(status => row(String(status.code), escapeCell(status.meaning))),
		);
	});

	test('environment variables', () => {
		expect(readTable('Variable', 'What it does')).toEqual(
			environmentVariables.map(({name, does}) =>
				row(name.split(', ').map(code).join(', '), escapeCell(does)),
			),
		);
	});

	test('places', () => {
		expect(readTable('What', 'Linux', 'macOS', 'Windows')).toEqual(
			places.map(({what, linux, macos, windows}) =>
				row(what, code(linux), code(macos), code(windows)),
			),
		);
	});
});

test('the program keeps its profiles and its code in the documented places', () => {
	const [profiles, compiled] = places;
	const home = '/home/user';
	const windows = {
		APPDATA: 'C:\\Users\\user\\AppData\\Roaming',
		LOCALAPPDATA: 'C:\\Users\\user\\AppData\\Local',
	};
	const config = (environment: Record<string, string>, platform: NodeJS.Platform): string =>
		configFolder(environment, platform, home);
	const expand = (place = ''): string =>
		place
			.replace(/^~/, home)
			.replaceAll(/%(\w+)%/g, (_, name: keyof typeof windows) => windows[name]);

	expect(`${config({}, 'linux')}/config.json`).toBe(expand(profiles?.linux));
	expect(`${config({}, 'darwin')}/config.json`).toBe(expand(profiles?.macos));
	expect(`${config(windows, 'win32')}\\config.json`).toBe(expand(profiles?.windows));
	expect(cacheFolder({HOME: home}, 'linux')).toBe(expand(compiled?.linux));
	expect(cacheFolder({HOME: home}, 'darwin')).toBe(expand(compiled?.macos));
	expect(cacheFolder(windows, 'win32')).toBe(expand(compiled?.windows));
	expect(config({XDG_CONFIG_HOME: '/x'}, 'linux')).toBe('/x/pat-wizard');
	expect(cacheFolder({HOME: home, XDG_CACHE_HOME: '/x'}, 'linux')).toBe('/x/pat-wizard');
});

/** What only tells where the program runs, or where the platform keeps such things. */
const surroundings = [
	'APPDATA',
	'CI',
	'GITHUB_ACTIONS',
	'DISPLAY',
	'HOME',
	'KUBERNETES_SERVICE_HOST',
	'LOCALAPPDATA',
	'PATH',
	'PAT_WIZARD_VERSION',
	'SSH_CLIENT',
	'SSH_CONNECTION',
	'SSH_TTY',
	'STY',
	'TERMUX_VERSION',
	'TERM_PROGRAM',
	'TMUX',
	'PASSWORD_STORE_DIR',
	'WAYLAND_DISPLAY',
	'WT_SESSION',
	'XDG_CACHE_HOME',
	'XDG_CONFIG_HOME',
];

const readSources = (): readonly string[] =>
	readdirSync(join(root, 'source'), {recursive: true, encoding: 'utf8'})
		.filter(file => /\.tsx?$/.test(file))
		.map(file => readFileSync(join(root, 'source', file), 'utf8'));

test('every environment variable that the program reads is documented, or only shows where it runs', () => {
	const used = readSources().flatMap(text => [
		...[...text.matchAll(/\benv(?:ironment)?\.([A-Z][A-Z_]+)\b/g)].map(([, name = '']) => name),
		...[...text.matchAll(/const \{([^}]*)\} = (?:environment|process\.env)\b/g)].flatMap(
			([, names = '']) => names.match(/\b[A-Z][A-Z_]+\b/g) ?? [],
		),
	]);
	const told = environmentVariables.flatMap(({name}) => name.split(', '));
	expect(used).toContain('PAT_WIZARD_CONFIG_DIR');
	expect(used.filter(name => ![...told, ...surroundings].includes(name))).toEqual([]);
	// A package reads these.
	const ofPackages = ['HTTPS_PROXY', 'NO_PROXY'];
	expect(told.filter(name => ![...used, ...ofPackages].includes(name))).toEqual([]);
});

test('only the file that asks GitHub about a token uses the network', () => {
	const network =
		/(?:from|import\(|require\()\s*'(?:node:)?(?:https?|http2|net|tls|dgram|dns)\b|\bfetch\(/;
	const found = readSources().filter(text => network.test(text));
	expect(found).toEqual([readFileSync(join(root, 'source/platform/api.ts'), 'utf8')]);
});

describe('the exit statuses are as documented', () => {
	const run = async (args: readonly string[], env = {}) =>
		(await runCli(args, {env: {DISPLAY: '', ...env}})).code;

	test('0, 1 and 2', async () => {
		const [done, outside, usage] = exitStatuses;
		expect(await run(['--yes'])).toBe(done?.code);
		// A file stands where the folder of profiles belongs.
		expect(await run(['list'], {PAT_WIZARD_CONFIG_DIR: join(root, 'readme.md')})).toBe(
			outside?.code,
		);
		expect(await run(['open'])).toBe(usage?.code);
	});

	test.skipIf(process.platform === 'win32')('130', async () => {
		const terminal = await openProgram();
		await terminal.until('Token type');
		terminal.press('ctrl+c');
		expect((await terminal.exit).code).toBe(exitStatuses.at(-1)?.code);
	});
});

describe('options, numbers and files in the text', () => {
	test('every option in it exists', () => {
		// Workflows run other programs, too.
		const own = readme.replaceAll(/```yaml\n.*?```/gs, '');
		const named = [...own.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = '']) => name);
		expect(named.length).toBeGreaterThan(30);
		expect(named.filter(name => !isOptionName(name) && name !== 'global')).toEqual([]);
	});

	test('it says which Node is needed', () => {
		expect(readme).toContain('Node 20 or newer');
		expect(manifest.engines.node).toBe('>=20');
	});

	test('every file that it links or shows is there', () => {
		const links = [...readme.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, file = '']) => file);
		const pictures = [...readme.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, file = '']) => file);
		expect([...links, ...pictures].filter(file => !existsSync(join(root, file)))).toEqual([]);
		const drawn = readdirSync(join(root, 'media')).map(file => `media/${file}`);
		expect(drawn.filter(file => !pictures.includes(file))).toEqual([]);
	});

	test('every picture is described', () => {
		const images = [...readme.matchAll(/<img ([^>]+)>/g)].map(([, attributes = '']) => attributes);
		expect(images.length).toBeGreaterThan(3);
		for (const attributes of images) {
			expect(/\balt="([^"]*)"/.exec(attributes)?.[1]?.length ?? 0).toBeGreaterThan(40);
		}
	});

	test('bugs are reported in one place', () => {
		expect(reportAddress).toBe(manifest.bugs.url);
		expect(manifest.repository.url).toBe(`git+${reportAddress.replace(/\/issues$/, '.git')}`);
		expect(manifest.homepage).toBe(`${reportAddress.replace(/\/issues$/, '')}#readme`);
	});
});

/** The command lines of the readme, without comments. */
const commandLines = [...readme.matchAll(/```sh\n(.*?)```/gs)]
	.flatMap(([, block = '']) => block.trim().split('\n'))
	.map(line => line.replace(/\s+# .*$/, ''));

type Check = (world: ShellWorld, line: string) => Promise<void>;

/** Runs a line with saved profiles and tells what it printed. */
const print = async (world: ShellWorld, line: string): Promise<string> => {
	await saveProfiles(world);
	const {code, stdout, stderr} = await world.run(line);
	expect(code, stderr).toBe(0);
	expect(world.opened()).toEqual([]);
	return stdout;
};

const writeWorkflow = async (world: ShellWorld): Promise<void> => {
	const folder = join(world.folder, '.github', 'workflows');
	await mkdir(folder, {recursive: true});
	await writeFile(
		join(folder, 'release.yml'),
		`on: push
jobs:
  release:
    steps:
      - uses: actions/checkout@v6
        with: {token: "\${{ secrets.RELEASE_TOKEN }}"}
      - run: git push origin HEAD
`,
	);
};

/** Without a terminal there is nobody to ask. */
const asksForToken: Check = async (world, line) => {
	const {code, stderr} = await world.run(line);
	expect([code, stderr]).toEqual([
		2,
		expect.stringContaining('no terminal in which to ask for the token'),
	]);
};

/** What each command line does, as the text beside it says. */
const checks: Readonly<Record<string, Check>> = {
	'npx pat-wizard': async (world, line) => {
		const terminal = await world.open(line);
		await terminal.until('Token type');
		terminal.press('enter');
		await terminal.until('❯ octo-org');
		terminal.press('enter');
		await terminal.until('❯ Only octo-org/app');
		terminal.press('enter');
		await terminal.until('Permissions');
	},
	'npm ci && npm start': async () => {
		expect(existsSync(join(root, 'package-lock.json'))).toBe(true);
		expect(manifest.scripts.start).toBe('node scripts/build.js && node dist/cli.js');
	},
	'npm cit': async () => {
		expect(manifest.scripts.test).toContain('vitest run');
	},
	'pat-wizard --yes --owner octo-org --repository octo-org/app --permission contents=write,issues=read --expiration 30 --name "Release bot" --save release-bot':
		async (world, line) => {
			expect(await world.run(line)).toMatchObject({code: 0, stdout: `${botLink}\n`});
			await expect.poll(() => world.opened()).toEqual([botLink]);
			expect((await world.run('pat-wizard list')).stdout).toContain('release-bot');
		},
	'pat-wizard open release-bot': async (world, line) => {
		await saveProfiles(world);
		expect(await world.run(line)).toMatchObject({code: 0, stdout: `${botLink}\n`});
		await expect.poll(() => world.opened()).toEqual([botLink]);
	},
	'pat-wizard list --expiring 7': async (world, line) => {
		expect(await print(world, line)).not.toContain('release-bot');
		await world.run('pat-wizard --yes --no-open --expiration 7 --save week');
		await world.run('pat-wizard open week');
		expect((await world.run(line)).stdout).toMatch(/^week .*about 7 days left\n$/);
	},
	'pat-wizard needs "create issues" "trigger a workflow"': async (world, line) => {
		expect(await print(world, line)).toContain('--permission actions=write,issues=write');
	},
	"pat-wizard needs 'gh pr create'": async (world, line) => {
		expect(await print(world, line)).toContain('--permission contents=read,pull_requests=write');
	},
	'pat-wizard needs renovate': async (world, line) => {
		expect(await print(world, line)).toContain('pull_requests=write');
	},
	'pat-wizard needs - < error.log': async (world, line) => {
		await writeFile(join(world.folder, 'error.log'), refusal);
		expect(await print(world, line)).toContain('--permission issues=write');
	},
	'pat-wizard check release-bot': asksForToken,
	'pat-wizard store release-bot actions:octo-org/app#RELEASE_TOKEN git:github.com': asksForToken,
	'pat-wizard rotate release-bot': asksForToken,
	'pat-wizard scan': async (world, line) => {
		await writeWorkflow(world);
		expect(await print(world, line)).toContain('--permission contents=write --save release-token');
	},
	'pat-wizard scan --token RELEASE_TOKEN': async (world, line) => {
		await writeWorkflow(world);
		expect(await print(world, line)).toContain('secrets.RELEASE_TOKEN');
	},
	'pat-wizard scan --save-all': async (world, line) => {
		await writeWorkflow(world);
		await world.run(line);
		expect((await world.run('pat-wizard list')).stdout).toContain('release-token');
	},
	"pat-wizard import 'https://github.com/settings/tokens/new?scopes=repo,workflow' --dry-run":
		async (world, line) => {
			expect(await print(world, line)).toMatch(/classic on github\.com[\s\S]*repo, workflow/);
			expect((await world.run('pat-wizard list')).stdout).not.toContain('workflow');
		},
	'pat-wizard import readme.md --dry-run': async (world, line) => {
		const link =
			'https://github.com/settings/personal-access-tokens/new?contents=read&variables=write';
		await writeFile(join(world.folder, 'readme.md'), `Make [one](${link}) first.\n`);
		await saveProfiles(world);
		const {code, stdout} = await world.run(line);
		expect(code).toBe(0);
		expect(stdout).toContain('Contents: read');
		expect(stdout).toContain('actions_variables');
	},
	'pat-wizard export release-bot > pat-wizard.json': async (world, line) => {
		await print(world, line);
		await world.run('pat-wizard remove release-bot "my laptop" old');
		expect((await world.run('pat-wizard url release-bot')).stdout).toBe(`${botLink}\n`);
		const terminal = await world.open('pat-wizard');
		expect(await terminal.until('release-bot')).toContain("this folder's file");
	},
	'pat-wizard export release-bot --format markdown': async (world, line) => {
		const markdown = await print(world, line);
		expect(markdown).toContain(`](${botLink})`);
		expect(markdown).toContain('| Contents (`contents`) | write |');
	},
	'link=$(pat-wizard url release-bot)': async (world, line) => {
		expect(await print(world, `${line} && printf %s "$link"`)).toBe(botLink);
	},
	'pat-wizard list --expiring 7 --fail-if-expiring': async (world, line) => {
		await print(world, line);
		await world.run('pat-wizard --yes --no-open --expiration 7 --save week');
		await world.run('pat-wizard open week');
		expect((await world.run(line)).code).toBe(1);
	},
};

test('every command line in a block is checked', () => {
	expect(commandLines.toSorted()).toEqual(Object.keys(checks).toSorted());
});

describe.skipIf(process.platform === 'win32')('every command line does what the text says', () => {
	test.for(Object.entries(checks))('%s', async ([line, check], context) => {
		await check(await makeShellWorld(context), line);
	});
});
