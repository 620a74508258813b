import {existsSync} from 'node:fs';
import {
	appendFile,
	chmod,
	chown,
	mkdir,
	readdir,
	readFile,
	rename,
	stat,
	symlink,
	truncate,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {Script} from 'node:vm';
import {beforeEach, describe, expect, test} from 'vitest';
import {cacheFolder, describeKept} from '../../source/start/code-cache.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';
import {findBuiltProgram} from '../program.ts';
import {runProgram} from '../run-cli.ts';
import {openProgram} from '../terminal.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.geteuid?.() === 0;
const link = 'https://github.com/settings/personal-access-tokens/new?name=test\n';

let home: string;
let base: string;
let world: Record<string, string>;

beforeEach(async () => {
	home = await makeTemporaryFolder();
	base = process.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
	world = {XDG_CACHE_HOME: base, LOCALAPPDATA: base, HOME: home};
});

const run = (changes: Readonly<Record<string, string | undefined>> = {}) =>
	runProgram(process.execPath, [findBuiltProgram(), 'url', '--name', 'test'], {
		env: {...world, ...changes},
	});

const works = {code: 0, stdout: link, stderr: ''};

/** Every file of the cache. */
const listFiles = async (): Promise<string[]> => {
	const names = existsSync(base) ? await readdir(base, {recursive: true}) : [];
	return names.filter(name => !isFolderName(name)).map(name => join(base, name));
};

/** A file of the cache whose name begins so. Never the empty path: tests rename what they find. */
const findFile = async (start = ''): Promise<string> => {
	const found = (await listFiles()).find(file => basename(file).startsWith(start));
	if (found === undefined) {
		throw new Error(`The cache has no file of ${start}`);
	}
	return found;
};

const isFolderName = (name: string): boolean => !basename(name).includes('.mjs');

/** A file of the cache: a source, 0xFF, and compiled code. */
const describeFile = (file: string, source: string, code: Buffer): Buffer =>
	describeKept(basename(file), Buffer.concat([Buffer.from(`${source}\xFF`, 'latin1'), code]));

const readKeptSource = async (file: string): Promise<string> =>
	/\0([^\xFF]*)/.exec(await readFile(file, 'latin1'))?.[1] ?? '';

/** Fills the cache with a program that does something else, and tells the folder and one of the files. */
const plant = async (): Promise<{file: string; folder: string}> => {
	expect(await run()).toMatchObject(works);
	const files = await listFiles();
	for (const file of files) {
		const other = 'process.stdout.write("not ours"),process.exit(3)';
		await writeFile(file, describeFile(file, other, new Script(other).createCachedData()));
	}
	const file = files.find(each => basename(each).startsWith('main.')) ?? '';
	return {file, folder: dirname(dirname(file))};
};

const planted = {code: 3, stdout: 'not ours'};

test('what is kept is used by the next start, so nobody else may put it there', async () => {
	await plant();
	expect(await run()).toMatchObject(planted);
});

test('NODE_DISABLE_COMPILE_CACHE switches it off', async () => {
	expect(await run({NODE_DISABLE_COMPILE_CACHE: '1'})).toMatchObject(works);
	expect(await listFiles()).toEqual([]);
	await plant();
	expect(await run({NODE_DISABLE_COMPILE_CACHE: '1'})).toMatchObject(works);
	expect(await run({NODE_DISABLE_COMPILE_CACHE: ''})).toMatchObject(planted);
});

test('each version of the program and of Node has a folder of its own', async () => {
	await run();
	const file = await findFile();
	const node = process.version.replaceAll('.', String.raw`\.`);
	const expected = new RegExp(`^\\d+\\.\\d+\\.\\d+-[0-9a-f]{12}-${node}-${process.arch}$`);
	expect(basename(dirname(file))).toMatch(expected);
});

describe('damage is found, and the file replaced', () => {
	test.each<[string, (file: string) => Promise<void>]>([
		['cut to half', async file => truncate(file, Math.floor((await stat(file)).size / 2))],
		['cut by one byte', async file => truncate(file, (await stat(file)).size - 1)],
		['empty', async file => truncate(file, 0)],
		['zeros', async file => writeFile(file, Buffer.alloc((await stat(file)).size))],
		['zeros at the end', async file => appendFile(file, Buffer.alloc(4096))],
		['text', async file => writeFile(file, 'x'.repeat((await stat(file)).size))],
		[
			'for another source',
			async file => {
				const code = new Script('1 + 1').createCachedData();
				await writeFile(file, describeFile(file, await readKeptSource(file), code));
			},
		],
		[
			'a page of zeros',
			async file => {
				const bytes = await readFile(file);
				await writeFile(file, bytes.fill(0, 64, Math.min(bytes.length, 4160)));
			},
		],
	])('%s', async (_, damage) => {
		expect(await run()).toMatchObject(works);
		const files = await listFiles();
		const before = await Promise.all(files.map(file => readFile(file)));
		for (const file of files) {
			await damage(file);
		}
		const damaged = await Promise.all(files.map(file => readFile(file)));
		expect(await run()).toMatchObject(works);
		for (const [index, file] of files.entries()) {
			const after = await readFile(file);
			expect(after.equals(damaged[index] ?? after), file).toBe(false);
			expect(after.length).toBeGreaterThan((before[index]?.length ?? 0) / 2);
		}
	});

	test('a bit flipped anywhere', async () => {
		await run();
		const file = await findFile('main.');
		const whole = await readFile(file);
		for (const place of [0, 5, 16, 64, 1000, whole.length / 2 - 1, whole.length - 1]) {
			const bytes = Buffer.from(whole);
			bytes[place] = (bytes[place] ?? 0) ^ 16;
			await writeFile(file, bytes);
			expect(await run()).toMatchObject(works);
			expect((await readFile(file)).equals(bytes)).toBe(false);
		}
	});

	test('two files in each other’s place', async () => {
		await run();
		const [main, link] = [await findFile('main.'), await findFile('link.')];
		const [one, other] = [await readFile(main), await readFile(link)];
		await writeFile(main, other);
		await writeFile(link, one);
		expect(await run()).toMatchObject(works);
		expect(await readFile(main)).not.toEqual(other);
	});
});

describe.skipIf(isWindows)('only what nobody else can write is used', () => {
	test('it is the user’s own, and closed to others', async () => {
		await run();
		const files = await listFiles();
		const file = await findFile();
		for (const folder of [base, dirname(dirname(file)), dirname(file)]) {
			expect((await stat(folder)).mode & 0o777).toBe(0o700);
		}
		for (const each of files) {
			expect((await stat(each)).mode & 0o777).toBe(0o600);
		}
	});

	test.each([0o702, 0o720, 0o777, 0o1777])('no folder of mode %o', async mode => {
		const {folder} = await plant();
		await chmod(folder, mode);
		expect(await run()).toMatchObject(works);
		await chmod(folder, 0o755);
		expect(await run()).toMatchObject(planted);
	});

	test.each([0o606, 0o620, 0o666])('no file of mode %o', async mode => {
		await plant();
		for (const each of await listFiles()) {
			await chmod(each, mode);
		}
		expect(await run()).toMatchObject(works);
	});

	test('no folder that others could replace by another one', async () => {
		await plant();
		await chmod(base, 0o777);
		expect(await run()).toMatchObject(works);
		await chmod(base, 0o1777);
		expect(await run()).toMatchObject(planted);
	});

	test.skipIf(!isRoot)(
		'nothing that belongs to another user, and nothing is put there',
		async () => {
			const {folder} = await plant();
			for (const file of await listFiles()) {
				await chown(file, 12_345, 12_345);
			}
			expect(await run()).toMatchObject(works);
			await plant();
			await chown(folder, 12_345, 12_345);
			expect(await run()).toMatchObject(works);
			const other = join(home, 'other');
			await mkdir(other);
			await chown(other, 12_345, 12_345);
			expect(await run({XDG_CACHE_HOME: join(other, 'cache')})).toMatchObject(works);
			expect(await readdir(other)).toEqual([]);
		},
	);

	test('nothing through a symbolic link', async () => {
		const {folder} = await plant();
		await rename(folder, join(home, 'elsewhere'));
		await symlink(join(home, 'elsewhere'), folder);
		expect(await run()).toMatchObject(works);
		await rename(folder, join(home, 'link'));
		await rename(join(home, 'elsewhere'), folder);
		for (const file of await listFiles()) {
			await rename(file, join(home, basename(file)));
			await symlink(join(home, basename(file)), file);
		}
		expect(await run()).toMatchObject(works);
	});
});

describe('without a place for it all works', () => {
	test('without a home', async () => {
		const none = {HOME: undefined, XDG_CACHE_HOME: undefined, LOCALAPPDATA: undefined};
		expect(await run(none)).toMatchObject(works);
	});

	test('in a home that does not exist, which is not made', async () => {
		const missing = join(home, 'missing');
		const changes = {HOME: missing, XDG_CACHE_HOME: undefined, LOCALAPPDATA: join(missing, 'a')};
		expect(await run(changes)).toMatchObject(works);
		expect(existsSync(missing)).toBe(false);
	});

	test('with a file in place of the folder', async () => {
		await mkdir(base, {recursive: true});
		await writeFile(join(base, 'pat-wizard'), '');
		expect(await run()).toMatchObject(works);
	});

	test('with folders in place of the files', async () => {
		await plant();
		for (const file of await listFiles()) {
			await rename(file, join(home, basename(file)));
			await mkdir(join(file, 'x'), {recursive: true});
		}
		expect(await run()).toMatchObject(works);
	});

	test.skipIf(isWindows || isRoot)('in a home that cannot be written', async () => {
		await chmod(home, 0o500);
		expect(await run()).toMatchObject(works);
		await chmod(home, 0o700);
		expect(await listFiles()).toEqual([]);
	});
});

test('starts at the same time do not disturb each other, and leave nothing half done', async () => {
	const results = await Promise.all(Array.from({length: 8}, () => run()));
	for (const result of results) {
		expect(result).toMatchObject(works);
	}
	const files = await listFiles();
	expect(files.length).toBeGreaterThan(1);
	expect(files.filter(file => !/\.mjs\.u$/.test(file))).toEqual([]);
	expect(await run()).toMatchObject(works);
});

test('what other versions left is removed after a month, and not before', async () => {
	const folder = join(base, ...(isWindows ? ['pat-wizard', 'Cache'] : ['pat-wizard']));
	await mkdir(join(folder, 'old', 'deep'), {recursive: true, mode: 0o700});
	await mkdir(join(folder, 'young'));
	const days = (count: number) => Date.now() / 1000 - count * 24 * 60 * 60;
	await utimes(join(folder, 'old'), days(31), days(31));
	await utimes(join(folder, 'young'), days(29), days(29));
	await run();
	const file = await findFile();
	expect((await readdir(folder)).sort()).toEqual(['young', basename(dirname(file))].sort());
});

test('the wizard keeps it while it waits for the user', async () => {
	const terminal = await openProgram([], {env: world});
	await terminal.until('Token type');
	await expect
		.poll(async () => (await listFiles()).map(file => basename(file)), {timeout: 15_000})
		.toContainEqual(expect.stringMatching(/^run-wizard\./));
	terminal.press('ctrl+c');
	expect(await terminal.exit).toEqual({code: 130, signal: undefined});
});

test.each([
	['linux', {HOME: '/home/a'}, '/home/a/.cache/pat-wizard'],
	['linux', {HOME: '/home/a', XDG_CACHE_HOME: '/c'}, '/c/pat-wizard'],
	['linux', {XDG_CACHE_HOME: '/c'}, '/c/pat-wizard'],
	// The specification: a path that is not absolute is to be ignored.
	['linux', {HOME: '/a', XDG_CACHE_HOME: 'c'}, '/a/.cache/pat-wizard'],
	['darwin', {HOME: '/Users/a', XDG_CACHE_HOME: '/c'}, '/Users/a/Library/Caches/pat-wizard'],
	['win32', {LOCALAPPDATA: 'C:\\L', HOME: '/home/a'}, 'C:\\L\\pat-wizard\\Cache'],
	// Not absolute: there is no cache.
	['linux', {}, '.cache/pat-wizard'],
	['linux', {HOME: 'a'}, 'a/.cache/pat-wizard'],
	['darwin', {}, 'Library/Caches/pat-wizard'],
	['win32', {HOME: '/home/a'}, 'pat-wizard\\Cache'],
] as const)('on %s with %j it lies in %j', (platform, environment, folder) => {
	expect(cacheFolder(environment, platform)).toBe(folder);
});

test('without a folder of the user’s there is none', async () => {
	const none = {XDG_CACHE_HOME: undefined, LOCALAPPDATA: undefined, HOME: undefined};
	expect(await run(none)).toMatchObject(works);
	expect(await listFiles()).toEqual([]);
});
