import {existsSync} from 'node:fs';
import {
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
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from 'vitest';
import {type CacheWorld, cacheFolders, openCodeCache} from '../../source/start/code-cache.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const isWindows = process.platform === 'win32';
const user = process.geteuid?.();
const code = Uint8Array.from({length: 1001}, (_, place) => place * 7);

let home: string;
let folder: string;

beforeEach(async () => {
	home = await makeTemporaryFolder();
	folder = join(home, '.cache', 'pat-wizard');
});

const open = (changes: Partial<CacheWorld> = {}, key = 'one') =>
	openCodeCache(key, {environment: {HOME: home}, platform: 'linux', user, ...changes});

const readBack = (changes?: Partial<CacheWorld>) => open(changes)?.read('part.js');

const kept = async () => {
	open()?.write('part.js', code);
	expect(readBack()).toEqual(code);
	return join(folder, 'one', 'part.js');
};

test.each([
	['linux', {HOME: '/home/a'}, ['/home/a/.cache', '/home/a/.cache/pat-wizard']],
	['linux', {HOME: '/home/a', XDG_CACHE_HOME: '/c'}, ['/c', '/c/pat-wizard']],
	['linux', {XDG_CACHE_HOME: '/c'}, ['/c', '/c/pat-wizard']],
	// The specification: a path that is not absolute is to be ignored.
	['linux', {HOME: '/a', XDG_CACHE_HOME: 'c'}, ['/a/.cache', '/a/.cache/pat-wizard']],
	[
		'freebsd',
		{HOME: '/home/a', XDG_CACHE_HOME: ''},
		['/home/a/.cache', '/home/a/.cache/pat-wizard'],
	],
	[
		'darwin',
		{HOME: '/Users/a', XDG_CACHE_HOME: '/c'},
		['/Users/a/Library/Caches', '/Users/a/Library/Caches/pat-wizard'],
	],
	[
		'win32',
		{LOCALAPPDATA: 'C:\\L', HOME: '/home/a'},
		['C:\\L', 'C:\\L\\pat-wizard', 'C:\\L\\pat-wizard\\Cache'],
	],
	['linux', {}, undefined],
	['linux', {HOME: ''}, undefined],
	['linux', {HOME: 'a'}, undefined],
	['darwin', {}, undefined],
	['win32', {HOME: '/home/a'}, undefined],
	['win32', {LOCALAPPDATA: 'L'}, undefined],
] as const)('on %s with %j it lies in %j', (platform, environment, folders) => {
	expect(cacheFolders({environment, platform})).toEqual(folders);
});

test('what was written is read back, by the next start too, and nothing before', async () => {
	const cache = open();
	expect(cache?.read('part.js')).toBeUndefined();
	expect(await readdir(home)).toEqual([]);
	cache?.write('part.js', code);
	cache?.write('other.js', code.subarray(1));
	expect(open()?.read('part.js')).toEqual(code);
	expect(open()?.read('other.js')).toEqual(code.subarray(1));
	expect(open()?.read('third.js')).toBeUndefined();
	expect(open({}, 'two')?.read('part.js')).toBeUndefined();
	expect((await readdir(join(folder, 'one'))).sort()).toEqual(['other.js', 'part.js']);
});

test('what is written again replaces the first', () => {
	open()?.write('part.js', code);
	open()?.write('part.js', code.subarray(3));
	expect(readBack()).toEqual(code.subarray(3));
});

test('it can be switched off', async () => {
	const environment = {HOME: home, NODE_DISABLE_COMPILE_CACHE: '1'};
	expect(open({environment})).toBeUndefined();
	await kept();
	expect(open({environment})).toBeUndefined();
	expect(open({environment: {HOME: home, NODE_DISABLE_COMPILE_CACHE: ''}})).toBeDefined();
});

test('without a home there is none', () => {
	expect(open({environment: {}})).toBeUndefined();
});

test('a home that does not exist is not made', () => {
	const missing = join(home, 'missing');
	const world = {environment: {HOME: missing}};
	open(world)?.write('part.js', code);
	expect(existsSync(missing)).toBe(false);
	expect(readBack(world)).toBeUndefined();
});

describe('damage is found', () => {
	test.each([
		['cut short', async (file: string) => truncate(file, 500)],
		['cut to a few bytes', async (file: string) => truncate(file, 3)],
		['cut by one byte', async (file: string) => truncate(file, code.length + 3)],
		['empty', async (file: string) => truncate(file, 0)],
		['zeros', async (file: string) => writeFile(file, Buffer.alloc(code.length + 4))],
		['something else', async (file: string) => writeFile(file, 'x'.repeat(code.length + 4))],
		[
			'longer',
			async (file: string) =>
				writeFile(file, Buffer.concat([await readFile(file), Buffer.alloc(8)])),
		],
		[
			'a bit flipped',
			async (file: string) => {
				const bytes = await readFile(file);
				bytes[700] = (bytes[700] ?? 0) ^ 16;
				await writeFile(file, bytes);
			},
		],
	])('%s', async (_, damage) => {
		const file = await kept();
		await damage(file);
		expect(readBack()).toBeUndefined();
		open()?.write('part.js', code);
		expect(readBack()).toEqual(code);
	});
});

describe.skipIf(isWindows)('only what nobody else can write is used', () => {
	test('it is the user’s own, and closed to others', async () => {
		const file = await kept();
		for (const each of [join(home, '.cache'), folder, join(folder, 'one')]) {
			expect((await stat(each)).mode & 0o777).toBe(0o700);
		}
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	});

	test.each([0o702, 0o720, 0o777, 0o1777])('not a folder of mode %o', async mode => {
		const file = await kept();
		await chmod(folder, mode);
		expect(open()).toBeUndefined();
		await chmod(folder, 0o755);
		expect(readBack()).toEqual(code);
		await chmod(file, 0o606);
		expect(readBack()).toBeUndefined();
		await chmod(file, 0o620);
		expect(readBack()).toBeUndefined();
		await chmod(file, 0o644);
		expect(readBack()).toEqual(code);
	});

	test('not in a folder where others could put another one in its place', async () => {
		await kept();
		await chmod(join(home, '.cache'), 0o777);
		expect(open()).toBeUndefined();
		await chmod(join(home, '.cache'), 0o1777);
		expect(readBack()).toEqual(code);
	});

	test('not of another user', async () => {
		await kept();
		expect(open({user: (user ?? 0) + 1})).toBeUndefined();
	});

	test('and nothing is made in the folder of another user, as with sudo', async () => {
		const world = {user: (user ?? 0) + 1};
		open(world)?.write('part.js', code);
		expect(await readdir(home)).toEqual([]);
		await mkdir(join(home, '.cache'));
		open(world)?.write('part.js', code);
		expect(await readdir(join(home, '.cache'))).toEqual([]);
	});

	test.skipIf(user !== 0)('not a file of another user in an own folder', async () => {
		const file = await kept();
		await chown(file, 12_345, 12_345);
		expect(readBack()).toBeUndefined();
	});

	test('not through a symbolic link', async () => {
		const file = await kept();
		await rename(folder, join(home, 'elsewhere'));
		await symlink(join(home, 'elsewhere'), folder);
		expect(open()).toBeUndefined();
		await rename(folder, join(home, 'link'));
		await rename(join(home, 'elsewhere'), folder);
		await rename(file, join(home, 'file'));
		await symlink(join(home, 'file'), file);
		expect(readBack()).toBeUndefined();
	});

	test('not a folder, a pipe or a file of any size in its place', async () => {
		await kept();
		await mkdir(join(folder, 'one', 'folder.js'));
		expect(open()?.read('folder.js')).toBeUndefined();
		await writeFile(join(folder, 'one', 'large.js'), '', {mode: 0o600});
		await truncate(join(folder, 'one', 'large.js'), 2 ** 34);
		expect(open()?.read('large.js')).toBeUndefined();
	});
});

describe('that it cannot be written is no misfortune', () => {
	const write = () => expect(() => open()?.write('part.js', code)).not.toThrow();

	test('a file where a folder should be', async () => {
		await writeFile(join(home, '.cache'), '');
		write();
		expect(readBack()).toBeUndefined();
	});

	test('a file in place of ours', async () => {
		await mkdir(join(home, '.cache'));
		await writeFile(folder, '');
		write();
		expect(open()).toBeUndefined();
	});

	test('a folder in place of the file', async () => {
		await mkdir(join(folder, 'one', 'part.js', 'x'), {recursive: true});
		write();
		expect(await readdir(join(folder, 'one'))).toEqual(['part.js']);
	});
});

test('what other versions left is removed after a month, and not before', async () => {
	await mkdir(join(folder, 'old', 'deep'), {recursive: true});
	await mkdir(join(folder, 'young'));
	await mkdir(join(folder, 'one'));
	const days = (count: number) => Date.now() / 1000 - count * 24 * 60 * 60;
	await utimes(join(folder, 'old'), days(31), days(31));
	await utimes(join(folder, 'young'), days(29), days(29));
	await utimes(join(folder, 'one'), days(90), days(90));
	await chmod(join(home, '.cache'), 0o700);
	await chmod(folder, 0o700);
	open()?.write('part.js', code);
	expect((await readdir(folder)).sort()).toEqual(['one', 'young']);
});
