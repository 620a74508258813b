import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createEnvironment} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {findBuiltProgram} from './program.ts';
import {type Result, runProgram} from './run-cli.ts';
import {openProgram} from './terminal.ts';
import {makeWatchedWorld} from './world.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.geteuid?.() === 0;
const nobody = 65_534;

const link = 'https://github.com/settings/personal-access-tokens/new?name=Bot&contents=read';
const answers = ['--permission', 'contents=read', '--name', 'Bot'];
const oldLink = 'https://github.com/settings/tokens/new?scopes=gist';

/** How a world's program is started. */
type Start = {
	/** Shell commands that come first, such as limits. */
	readonly shell?: string;
	/** Whether to start it as a user who is not root and owns nothing. */
	readonly asNobody?: boolean;
};

/** A world with a profile `old` in it. What the program starts is not watched: not every user could note it. */
const makeWorld = async (start: Start = {}) => {
	const world = await makeWatchedWorld();
	const env = {...world.env, NODE_OPTIONS: undefined};
	const run = async (
		args: readonly string[],
		{shell, asNobody = false}: Start = start,
	): Promise<Result> => {
		const command = [process.execPath, findBuiltProgram(), ...args];
		const become =
			asNobody && isRoot
				? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...command]
				: command;
		const [program = '', ...rest] =
			shell === undefined ? become : ['/bin/bash', '-c', `${shell}; exec "$@"`, '-', ...become];
		return runProgram(program, rest, {cwd: world.home, env, limit: 60_000});
	};
	const setUp = async (): Promise<void> => {
		const made = await run(['--yes', '--no-open', '--scope', 'gist', '--save', 'old'], {});
		expect(made).toMatchObject({code: 0, stdout: `${oldLink}\n`});
	};
	/** Lets the user without rights in: to the home, the browser and its log. */
	const openToNobody = (): void => {
		chmodSync(world.home, 0o755);
		chmodSync(world.tools, 0o777);
	};
	return {...world, env, run, setUp, openToNobody};
};

type World = Awaited<ReturnType<typeof makeWorld>>;

/** Neither a stack nor anything that a terminal would obey. */
const checkCalm = ({stdout, stderr}: Result): void => {
	expect(stdout + stderr).not.toMatch(/\n +at |went wrong inside/);
	expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
};

const bytesOf = (file: string): Buffer | undefined =>
	existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;

const checkBytes = (world: World, before: Buffer | undefined): void => {
	const after = bytesOf(world.file);
	// Comparing them one by one would take long.
	expect(after === undefined ? before === undefined : before?.equals(after)).toBe(true);
};

/** A text without the line breaks that the width of the screen asks for. */
const unwrap = (text: string): string => text.replaceAll(/\s+/g, ' ');

/**
 * Tries everything that writes, and finds each time: exit code 1, the reason in words, the old bytes in
 * place, and where a link is made, the link printed and opened.
 */
const checkRefused = async (world: World, reason: RegExp): Promise<void> => {
	const before = bytesOf(world.file);
	const made = await world.run(['--yes', ...answers, '--save', 'bot']);
	expect(made).toMatchObject({code: 1, stdout: `${link}\n`});
	expect(unwrap(made.stderr)).toMatch(reason);
	await expect.poll(() => world.browser.calls()).toEqual([[link]]);
	checkCalm(made);
	for (const args of [
		['import', 'https://github.com/settings/tokens/new?scopes=repo'],
		...(before === undefined
			? []
			: [
					['remove', 'old'],
					['rename', 'old', 'new name'],
				]),
	]) {
		const result = await world.run(args);
		expect(unwrap(result.stderr)).toMatch(reason);
		expect(result).toMatchObject({code: 1, stdout: ''});
		checkCalm(result);
	}
	checkBytes(world, before);
};

const onlyFile = (world: World): void => expect(readdirSync(world.folder)).toEqual(['config.json']);

describe.skipIf(isWindows)('writing fails on', () => {
	test.skipIf(process.platform !== 'linux' || !isRoot)('a full disk', async context => {
		const world = await makeWorld();
		mkdirSync(world.folder);
		const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', world.folder]);
		if (mounted.status !== 0) {
			return context.skip('this machine does not let tests mount a disk');
		}
		onTestFinished(() => void spawnSync('umount', [world.folder]));
		await world.setUp();
		const filler = join(world.folder, 'filler');
		spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1k', 'count=64']);
		await checkRefused(world, /the disk is full|could not be written completely/);
		rmSync(filler);
		onlyFile(world);
		expect(await world.run(['url', 'old'])).toMatchObject({code: 0, stdout: `${oldLink}\n`});
	});

	test('a file that may not grow', async () => {
		const world = await makeWorld({shell: "trap '' XFSZ; ulimit -f 1"});
		await world.setUp();
		for (const name of ['one', 'two', 'three', 'four', 'five', 'six', 'seven']) {
			const long = ['--save', name, '--name', 'x'.repeat(40), '--description', 'y'.repeat(80)];
			expect((await world.run(['--yes', '--no-open', ...long], {})).code).toBe(0);
		}
		await checkRefused(world, /does not let the file grow|could not be written completely/);
		onlyFile(world);
	});

	test('a folder that is read-only', async context => {
		if (isRoot) {
			needsProgram(context, 'setpriv');
		}
		const world = await makeWorld({asNobody: true});
		await world.setUp();
		world.openToNobody();
		if (isRoot) {
			execFileSync('chown', ['-R', `${nobody}:${nobody}`, world.folder]);
		}
		chmodSync(world.folder, 0o500);
		onTestFinished(() => chmodSync(world.folder, 0o700));
		await checkRefused(world, /Cannot save to .*: permission is denied/);
		onlyFile(world);
		expect((await world.run(['list'])).stdout).toContain('old');
		expect(await world.run(['open', 'old'])).toMatchObject({code: 0, stdout: `${oldLink}\n`});
	});

	test('a folder that cannot be made', async context => {
		if (isRoot) {
			needsProgram(context, 'setpriv');
		}
		const world = await makeWorld({asNobody: true});
		world.openToNobody();
		if (!isRoot) {
			chmodSync(world.home, 0o500);
			onTestFinished(() => chmodSync(world.home, 0o700));
		}
		await checkRefused(world, /Cannot save to .*: permission is denied/);
		expect(existsSync(world.folder)).toBe(false);
	});

	test.skipIf(!isRoot)('a folder that may not be entered', async context => {
		needsProgram(context, 'setpriv');
		const world = await makeWorld({asNobody: true});
		await world.setUp();
		world.openToNobody();
		const before = bytesOf(world.file);
		const made = await world.run(['--yes', ...answers, '--save', 'bot']);
		expect(made).toMatchObject({code: 1, stdout: `${link}\n`});
		expect(unwrap(made.stderr)).toContain('permission is denied');
		expect((await world.run(['list'])).stderr).toContain('permission is denied');
		checkBytes(world, before);
	});

	test.skipIf(!isRoot)("somebody else's file", async context => {
		needsProgram(context, 'setpriv');
		const world = await makeWorld({asNobody: true});
		await world.setUp();
		world.openToNobody();
		chmodSync(world.folder, 0o777);
		chmodSync(world.file, 0o644);
		await checkRefused(world, /Cannot save to .*: it belongs to another user/);
		onlyFile(world);
		expect(statSync(world.file).uid).toBe(0);
	});

	test('a full disk behind standard output', async context => {
		if (!existsSync('/dev/full')) {
			return context.skip('there is no /dev/full');
		}
		const world = await makeWorld({shell: 'exec > /dev/full'});
		const made = await world.run(['--yes', ...answers, '--save', 'bot']);
		expect(made.code).toBe(1);
		expect(made.stderr).toContain('The result could not be written: the disk is full');
		checkCalm(made);
	});
});

describe('in the place of the folder or the file', () => {
	test('there is nothing: the folder is made for its owner alone', async () => {
		const world = await makeWorld();
		expect(existsSync(world.folder)).toBe(false);
		expect((await world.run(['--yes', ...answers, '--save', 'bot'])).code).toBe(0);
		expect(world.saved()).toEqual(['bot']);
		if (!isWindows) {
			expect(statSync(world.folder).mode & 0o777).toBe(0o700);
			expect(statSync(world.file).mode & 0o777).toBe(0o600);
		}
	});

	test.skipIf(isWindows)('a file where the folder should be', async () => {
		const world = await makeWorld();
		writeFileSync(world.folder, 'a file');
		await checkRefused(world, /not a folder/);
		expect(readFileSync(world.folder, 'utf8')).toBe('a file');
	});

	test.skipIf(isWindows)('a folder where the file should be', async () => {
		const world = await makeWorld();
		mkdirSync(join(world.file, 'inside'), {recursive: true});
		await checkRefused(world, /it is a folder/);
		expect(readdirSync(world.file)).toEqual(['inside']);
	});

	test.skipIf(isWindows)('a named pipe', async () => {
		const world = await makeWorld();
		mkdirSync(world.folder);
		execFileSync('mkfifo', [world.file]);
		await checkRefused(world, /it is not a plain file/);
	});

	test.skipIf(isWindows)('a symbolic link is followed, and stays one', async () => {
		const world = await makeWorld();
		await world.setUp();
		const real = join(world.home, 'dotfiles.json');
		writeFileSync(real, readFileSync(world.file));
		rmSync(world.file);
		symlinkSync(real, world.file);
		expect((await world.run(['--yes', ...answers, '--save', 'bot'])).code).toBe(0);
		expect(lstatSync(world.file).isSymbolicLink()).toBe(true);
		expect(JSON.parse(readFileSync(real, 'utf8')).profiles).toHaveLength(2);
	});

	test.skipIf(isWindows)('a symbolic link to nowhere, and one to itself', async () => {
		const world = await makeWorld();
		mkdirSync(world.folder);
		symlinkSync(join(world.home, 'nowhere'), world.file);
		await checkRefused(world, /symbolic link to nowhere/);
		rmSync(world.file);
		symlinkSync('config.json', world.file);
		const made = await world.run(['--yes', '--no-open', '--save', 'bot']);
		expect(made.code).toBe(1);
		expect(unwrap(made.stderr)).toMatch(/symbolic link/);
		checkCalm(made);
	});

	test.skipIf(isWindows)('no current folder at all', async () => {
		const world = await makeWorld({shell: 'mkdir gone && cd gone && rmdir ../gone'});
		const made = await world.run(['--yes', ...answers, '--save', 'bot']);
		expect(made).toMatchObject({code: 0, stdout: `${link}\n`});
		for (const args of [
			['list'],
			['show', 'bot'],
			['url', 'bot'],
			['__complete', 'zsh', 'open', ''],
		]) {
			const result = await world.run(args);
			expect(result).toMatchObject({code: 0, stderr: ''});
		}
	});

	test.skipIf(process.platform !== 'linux' || !isRoot)(
		'without a home folder the link is opened, and a hint says what to do',
		async context => {
			needsProgram(context, 'setpriv');
			const world = await makeWorld();
			world.openToNobody();
			const shell = 'unset HOME PAT_WIZARD_CONFIG_DIR XDG_CONFIG_HOME';
			const become = ['setpriv', '--reuid=54321', '--regid=54321', '--clear-groups'];
			const command = [...become, process.execPath, findBuiltProgram()];
			const run = (...args: readonly string[]) =>
				runProgram('/bin/bash', ['-c', `${shell}; exec "$@"`, '-', ...command, ...args], {
					env: world.env,
					cwd: world.home,
				});
			const made = await run('--yes', ...answers, '--save', 'bot');
			expect(made).toMatchObject({code: 1, stdout: `${link}\n`});
			expect(unwrap(made.stderr)).toContain('There is no home folder to keep profiles in');
			await expect.poll(() => world.browser.calls()).toEqual([[link]]);
			expect((await run('list')).stderr).toContain('PAT_WIZARD_CONFIG_DIR chooses another folder');
		},
	);

	test.skipIf(isWindows)('a relative home folder is not used', async () => {
		const world = await makeWorld({
			shell: 'unset PAT_WIZARD_CONFIG_DIR; export HOME=here XDG_CONFIG_HOME=here',
		});
		mkdirSync(join(world.home, 'here', 'pat-wizard'), {recursive: true});
		writeFileSync(
			join(world.home, 'here', 'pat-wizard', 'config.json'),
			JSON.stringify({version: 1, profiles: [{profile: 'planted', type: 'classic'}]}),
		);
		expect((await world.run(['list', '--json'])).stdout).not.toContain('planted');
	});
});

const truncated = '{"version": 1, "profiles": [{"profile": "old", "type": "cla';

const unreadable: ReadonlyArray<readonly [string, string | Uint8Array, RegExp]> = [
	['broken', 'not JSON', /it is not JSON/],
	['truncated', truncated, /it is not JSON/],
	['empty', '', /it is empty/],
	['binary', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]), /not text in UTF-8/],
	['of ten megabytes', 'x'.repeat(10_000_000), /larger than 5 MB/],
	['of a newer version', '{"version": 2, "profiles": []}', /newer pat-wizard/],
];

describe('a file that is', () => {
	test.each(unreadable)('%s is named, and never overwritten', async (_name, text, reason) => {
		const world = await makeWorld();
		mkdirSync(world.folder);
		writeFileSync(world.file, text);
		const before = readFileSync(world.file);
		if (!isWindows) {
			await checkRefused(world, reason);
		}
		for (const args of [['list'], ['open', 'old'], ['show', 'old'], ['url', 'old'], ['export']]) {
			const result = await world.run(args);
			expect(result).toMatchObject({code: 1, stdout: ''});
			expect(result.stderr).toMatch(reason);
			expect(result.stderr).toContain('config.json');
			checkCalm(result);
		}
		const made = await world.run(['url', ...answers]);
		expect(made).toMatchObject({code: 0, stdout: `${link}\n`, stderr: ''});
		expect((await world.run(['--yes', '--no-open', ...answers])).code).toBe(0);
		checkBytes(world, before);
		onlyFile(world);
	});

	test.skipIf(isWindows).each(unreadable)(
		'%s does not stop the wizard, which says so',
		async (_name, text, reason) => {
			const world = await makeWorld();
			mkdirSync(world.folder);
			writeFileSync(world.file, text);
			const answered = ['--scope', 'gist', '--expiration', '30', '--name', 'N', '--no-open'];
			const size = {env: world.env, columns: 120, rows: 40};
			const first = await openProgram([], size);
			await first.until(screen => reason.test(unwrap(screen)) && screen.includes('Token type'));
			first.press('ctrl+c');
			expect(await first.exit).toMatchObject({code: 130});
			const terminal = await openProgram(answered, size);
			await terminal.until('Open without saving');
			terminal.press('enter');
			expect(await terminal.exit).toMatchObject({code: 0});
			expect(terminal.raw()).toContain('https://github.com/settings/tokens/new?scopes=gist');
			checkBytes(world, Buffer.from(text));
		},
	);

	test('broken is set aside by --force, but not one of a newer version', async () => {
		const world = await makeWorld();
		mkdirSync(world.folder);
		const force = ['--yes', '--no-open', '--save', 'bot', '--force'];
		writeFileSync(world.file, truncated);
		const made = await world.run(force);
		expect(made.code).toBe(0);
		expect(unwrap(made.stderr)).toContain('config.json.broken-');
		const aside = readdirSync(world.folder).find(name => name.startsWith('config.json.broken-'));
		expect(readFileSync(join(world.folder, aside ?? ''), 'utf8')).toBe(truncated);
		expect(world.saved()).toEqual(['bot']);
		const newer = '{"version": 2, "profiles": []}';
		writeFileSync(world.file, newer);
		expect((await world.run(force)).code).toBe(1);
		expect(readFileSync(world.file, 'utf8')).toBe(newer);
	});
});

/** Makes the file of a process that saves, and gives its path. */
const plantLock = (file: string, pid: number): string => {
	const isLinux = process.platform === 'linux';
	const lock = [
		`${file}.lock`,
		pid,
		1,
		isLinux ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : '',
		isLinux ? readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '') : '',
		hostname().replaceAll(/[^\w.-]/g, '_'),
	].join('~');
	writeFileSync(lock, '');
	return lock;
};

describe('a lock', () => {
	test('of a dead process is taken over, whatever its age', async () => {
		const world = await makeWorld();
		await world.setUp();
		const dead = spawnSync(process.execPath, ['--eval', '']).pid;
		plantLock(world.file, dead);
		const result = await world.run(['--yes', ...answers, '--save', 'bot', '--no-open']);
		expect(result.code).toBe(0);
		expect(world.saved()).toEqual(['old', 'bot']);
		onlyFile(world);
	});

	test('of a living process is waited for, then named', async () => {
		const world = await makeWorld();
		await world.setUp();
		plantLock(world.file, process.pid);
		const before = readFileSync(world.file);
		const result = await world.run(['--yes', ...answers, '--save', 'bot']);
		expect(result).toMatchObject({code: 1, stdout: `${link}\n`});
		expect(unwrap(result.stderr)).toMatch(
			new RegExp(`Process ${process.pid} has locked .* for more than 10 seconds`),
		);
		await expect.poll(() => world.browser.calls()).toEqual([[link]]);
		checkBytes(world, before);
	}, 60_000);
});

// `npm run test:faults` takes the full figures.
const isFull = process.env.MODE === 'full';
const processes = Number(process.env.SAVE_PROCESSES ?? (isFull ? 16 : 4));
const saves = Number(process.env.SAVE_COUNT ?? (isFull ? 50 : 3));
const kills = Number(process.env.SAVE_KILLS ?? (isFull ? 200 : 12));

test.each([
	[['list'], 1],
	[['show', 'old'], 1],
	[['open', 'old', '--no-open'], 1],
	[['--yes', '--no-open', '--save', 'bot'], 2],
	[['open', 'old'], 2],
	[['rename', 'old', 'new'], 2],
	[['remove', 'old'], 2],
	[['import', oldLink, '--save', 'again'], 2],
])(
	'%j opens config.json %i times: once to read, and once more under the lock',
	async (args, count) => {
		const world = await makeWorld();
		await world.setUp();
		const log = join(world.home, 'reads.log');
		const hook = fileURLToPath(new URL('fixtures/note-reads.cjs', import.meta.url));
		const env = {...world.env, NODE_OPTIONS: `--require=${hook}`, READS_LOG: log};
		const result = await runProgram(process.execPath, [findBuiltProgram(), ...args], {env});
		expect(result.code).toBe(0);
		const opened = readFileSync(log, 'utf8').split('\n');
		expect(opened.filter(file => file === world.file)).toHaveLength(count);
	},
);

const manyProfiles = (count: number): string =>
	JSON.stringify(
		Array.from({length: count}, (_, index) => ({
			profile: `profile ${index}`,
			type: 'classic',
			name: `Number ${index}`,
			scopes: ['repo'],
		})),
	);

describe('of many profiles at once', () => {
	/** The processor's time, in milliseconds: other programs may be busy. */
	const workOf = async (world: World, args: readonly string[]): Promise<number> => {
		const command = [
			'-c',
			'"$@"; code=$?; times; exit $code',
			'-',
			process.execPath,
			findBuiltProgram(),
		];
		const {code, stdout} = await runProgram('/bin/bash', [...command, ...args], {env: world.env});
		expect(code).toBe(0);
		const [, user = '', system = ''] = /(\S+) (\S+)\s*$/.exec(stdout) ?? [];
		const [inUser = 0, inSystem = 0] = [user, system].map(time => {
			const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(time) ?? [];
			return (Number(minutes) * 60 + Number(seconds)) * 1000;
		});
		return inUser + inSystem;
	};

	test.skipIf(isWindows)('3,000 are imported with less than a second of work', async () => {
		const world = await makeWorld();
		const file = join(world.home, 'many.json');
		const importing = async (count: number): Promise<number> => {
			writeFileSync(file, manyProfiles(count));
			return workOf(world, ['import', file, '--force']);
		};
		await importing(1);
		const one = await importing(1);
		expect(one).toBeGreaterThan(10);
		expect((await importing(3000)) - one).toBeLessThan(1000);
		expect(world.saved()).toHaveLength(3000);
	});

	test.skipIf(process.platform !== 'linux' || !isRoot)(
		'none is saved where the disk has room for some of them only',
		async context => {
			const world = await makeWorld();
			mkdirSync(world.folder);
			const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', world.folder]);
			if (mounted.status !== 0) {
				return context.skip('this machine does not let tests mount a disk');
			}
			onTestFinished(() => void spawnSync('umount', [world.folder]));
			await world.setUp();
			const file = join(world.home, 'many.json');
			writeFileSync(file, manyProfiles(400));
			const result = await world.run(['import', file]);
			expect(result).toMatchObject({code: 1, stdout: ''});
			expect(unwrap(result.stderr)).toMatch(/the disk is full|could not be written completely/);
			expect(world.saved()).toEqual(['old']);
		},
	);

	test.skipIf(isWindows).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
		'%s ends the import at once, whatever it is doing, and all are saved or none',
		async signal => {
			const world = await makeWorld();
			await world.setUp();
			const file = join(world.home, 'many.json');
			writeFileSync(file, manyProfiles(3000));
			const endedAfter = async (moment: number): Promise<void> => {
				const child = spawn(process.execPath, [findBuiltProgram(), 'import', file, '--force'], {
					env: createEnvironment(world.home, world.env),
					stdio: 'ignore',
				});
				const closed = once(child, 'close');
				await new Promise(resolve => setTimeout(resolve, moment));
				child.kill(signal);
				const from = performance.now();
				const [code, by] = await closed;
				expect(code === 0 || by === signal).toBe(true);
				expect(performance.now() - from).toBeLessThan(2000);
				expect([1, 3000, 3001]).toContain(world.saved().length);
			};
			for (const moment of [50, 150, 250, 350, 450]) {
				await endedAfter(moment);
			}
			// Somebody else saves, and it waits.
			const lock = plantLock(world.file, process.pid);
			await endedAfter(1500);
			rmSync(lock);
			expect((await world.run(['import', file, '--force'])).code).toBe(0);
			expect(readdirSync(world.folder)).toEqual(['config.json']);
		},
		60_000,
	);
});

const as = (user: number): readonly string[] => [
	'setpriv',
	`--reuid=${user}`,
	`--regid=${user}`,
	'--clear-groups',
];

/** How long another user is let loose on a folder, in milliseconds. */
const raced = isFull ? 15_000 : 2000;

/** Who saves, who owns the folder above and the folder, and with which modes; everybody else is refused. */
type Race = {
	readonly user: number;
	readonly above: readonly [owner: number, mode: number];
	readonly folder: readonly [owner: number, mode: number];
	readonly isRefused?: true;
};

const races: ReadonlyArray<readonly [name: string, race: Race]> = [
	['root, who saves for another user', {user: 0, above: [nobody, 0o755], folder: [nobody, 0o755]}],
	[
		'root, where everybody can change the folder above',
		{user: 0, above: [0, 0o777], folder: [0, 0o755], isRefused: true},
	],
	[
		'a user, who saves in a folder of all',
		{user: 1234, above: [0, 0o755], folder: [nobody, 0o777]},
	],
	[
		'a user, where another one owns the folder above',
		{user: 1234, above: [nobody, 0o755], folder: [1234, 0o755], isRefused: true},
	],
	[
		'a user, where everybody can change the folder above',
		{user: 1234, above: [0, 0o777], folder: [1234, 0o755], isRefused: true},
	],
	[
		'a user, where another group can change the folder above',
		{user: 1234, above: [0, 0o775], folder: [1234, 0o755], isRefused: true},
	],
];

const textsBelow = (folder: string, except: string): readonly string[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.map(name => join(folder, name))
		.filter(file => lstatSync(file).isFile() && realpathSync(file) !== except)
		.map(file => readFileSync(file, 'utf8'));

describe('in a folder that another user can change at any moment', () => {
	test.for(races)(
		'%s, never overwrites or hands over another file',
		{timeout: 120_000},
		async ([, {user, isRefused = false, ...places}], context) => {
			if (!isRoot) {
				context.skip('only root can be several users');
			}
			needsProgram(context, 'setpriv');
			const world = await makeWorld();
			world.openToNobody();
			const mine = join(world.home, 'mine');
			const secret = join(mine, 'config.json');
			mkdirSync(mine, {mode: 0o700});
			// Even if it could be taken for a file of profiles.
			const text = '{"version": 1, "profiles": [], "secret": "S3CR3T"}';
			writeFileSync(secret, text, {mode: 0o640});
			chownSync(secret, user, user);
			chownSync(mine, user, user);
			const above = join(world.home, 'above');
			const folder = join(above, 'config');
			mkdirSync(folder, {recursive: true});
			for (const [place, [owner, mode]] of [
				[above, places.above],
				[folder, places.folder],
			] as const) {
				chownSync(place, owner, owner === 0 ? nobody : owner);
				chmodSync(place, mode);
			}
			const swap = fileURLToPath(new URL('fixtures/swap-files.cjs', import.meta.url));
			const [program = '', ...rest] = [
				...as(nobody),
				...[process.execPath, swap, folder, secret, mine],
			];
			const attacker = spawn(program, rest, {stdio: 'ignore'});
			onTestFinished(() => void attacker.kill('SIGKILL'));
			const command = [
				...as(user),
				process.execPath,
				findBuiltProgram(),
				...['--yes', '--no-open', '--force', '--name', 'Bot', '--save'],
			];
			const results: Result[] = [];
			for (let end = performance.now() + raced; performance.now() < end; ) {
				const [own = '', ...words] = [...command, `bot ${results.length}`];
				const env = {...world.env, PAT_WIZARD_CONFIG_DIR: folder};
				results.push(await runProgram(own, words, {cwd: '/', env, limit: 60_000}));
				expect(readFileSync(secret, 'utf8')).toBe(text);
				expect(statSync(secret)).toMatchObject({uid: user, gid: user, mode: 0o100_640});
				expect(readdirSync(mine)).toEqual(['config.json']);
			}
			attacker.kill('SIGKILL');
			await once(attacker, 'close');
			expect(textsBelow(above, secret).join()).not.toContain('S3CR3T');
			results.map(checkCalm);
			const told = results.map(({code, stderr}) => `${code} ${unwrap(stderr)}`);
			expect(told.filter(each => !/^[01] /.test(each))).toEqual([]);
			if (isRefused) {
				expect(told.filter(each => !/^1 .*Cannot save to/.test(each))).toEqual([]);
				expect(told).toContainEqual(expect.stringContaining('another user'));
			}
		},
	);
});

const startSaving = (world: World, name: string): ChildProcess =>
	spawn(
		process.execPath,
		[findBuiltProgram(), '--yes', '--no-open', '--save', name, '--name', 'x'.repeat(40)],
		{env: createEnvironment(world.home, world.env), stdio: 'ignore'},
	);

test(`${processes} programs saving ${saves} profiles each at once lose none`, {
	timeout: 600_000,
}, async () => {
	const world = await makeWorld();
	const failed: string[] = [];
	const saveAll = async (prefix: number): Promise<void> => {
		for (let index = 0; index < saves; index += 1) {
			const name = `${prefix}-${index}`;
			const [code] = await once(startSaving(world, name), 'close');
			if (code !== 0) {
				failed.push(`${name}: ${code}`);
			}
		}
	};
	await Promise.all(Array.from({length: processes}, (_, index) => saveAll(index)));
	expect(failed).toEqual([]);
	expect(new Set(world.saved()).size).toBe(processes * saves);
	expect(world.saved()).toHaveLength(processes * saves);
	onlyFile(world);
});

test.skipIf(isWindows)(
	`killed in the middle of ${kills} saves, the file is whole, and only the save in flight is missing`,
	{timeout: 600_000},
	async () => {
		const world = await makeWorld();
		await world.setUp();
		const safe = new Set(['old']);
		// Where in its life a save is hit: from its start to a little after its end.
		const from = performance.now();
		await once(startSaving(world, 'measured'), 'close');
		const life = performance.now() - from;
		safe.add('measured');
		let killed = 0;
		for (let round = 0; round < kills; round += 1) {
			const name = `round ${round}`;
			const child = startSaving(world, name);
			const timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * life * 1.1);
			const [code] = await once(child, 'close');
			clearTimeout(timer);
			if (code === 0) {
				safe.add(name);
			} else {
				killed += 1;
			}
			const found = new Set(world.saved());
			expect([...safe].filter(each => !found.has(each))).toEqual([]);
			// What was written just before the kill is safe as well.
			for (const each of found) {
				expect(each === name || safe.has(each)).toBe(true);
				safe.add(each);
			}
		}
		expect(killed).toBeGreaterThan(0);
		expect((await world.run(['--yes', '--no-open', '--save', 'after'])).code).toBe(0);
		expect(world.saved()).toContain('after');
		onlyFile(world);
	},
);
