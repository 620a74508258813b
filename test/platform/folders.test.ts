import {mkdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {
	configFolder,
	findCurrentFolder,
	findHomeFolder,
	findRepositoryRoot,
	makeFolder,
} from '../../source/platform/folders.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

test('the folders of whoever runs this', () => {
	expect(findCurrentFolder()).toBe(process.cwd());
	expect(findHomeFolder()).toBeTypeOf('string');
});

test.skipIf(process.platform === 'win32')('a home that is no full path is not taken', () => {
	vi.stubEnv('HOME', '/home/me');
	expect(findHomeFolder()).toBe('/home/me');
	for (const home of ['', 'here', './here', '..']) {
		vi.stubEnv('HOME', home);
		expect(findHomeFolder()).not.toBe(home);
		expect(findHomeFolder() ?? '/').toMatch(/^\//);
	}
});

test('a current folder that was deleted', () => {
	vi.spyOn(process, 'cwd').mockImplementation(() => {
		throw new Error('ENOENT: no such file or directory, uv_cwd');
	});
	expect(findCurrentFolder()).toBeUndefined();
});

describe.skipIf(process.platform === 'win32')('making a folder', () => {
	test('makes those above it, for the owner alone', async () => {
		const place = path.join(await makeTemporaryFolder(), 'one', 'two');
		makeFolder(place);
		makeFolder(place);
		for (const each of [place, path.dirname(place)]) {
			expect(statSync(each).mode & 0o777).toBe(0o700);
		}
	});

	test('says so when something else is in the way', async () => {
		const file = path.join(await makeTemporaryFolder(), 'file');
		writeFileSync(file, '');
		expect(() => makeFolder(file)).toThrow(/EEXIST/);
		expect(() => makeFolder(path.join(file, 'below'))).toThrow(/EEXIST|ENOTDIR/);
	});

	test.skipIf(process.platform !== 'linux')('ends where no folder can be made', () => {
		expect(() => makeFolder('/proc/nothing/below')).toThrow(/ENOENT/);
	});
});

test('the top of a repository is the nearest folder with .git, a folder or a file', async () => {
	const folder = await makeTemporaryFolder();
	const home = path.join(folder, 'home', 'me');
	const deep = path.join(home, 'project', 'source', 'deep');
	mkdirSync(deep, {recursive: true});
	expect(findRepositoryRoot(deep, home)).toBeUndefined();
	mkdirSync(path.join(home, '.git'));
	expect(findRepositoryRoot(deep, home)).toBe(home);
	mkdirSync(path.join(home, 'project', '.git'));
	expect(findRepositoryRoot(deep, home)).toBe(path.join(home, 'project'));
	writeFileSync(path.join(deep, '.git'), 'gitdir: ../elsewhere\n');
	expect(findRepositoryRoot(deep, home)).toBe(deep);
});

test('no repository is looked for in the folder of all home folders and above', async () => {
	const folder = await makeTemporaryFolder();
	const home = path.join(folder, 'home', 'me');
	mkdirSync(home, {recursive: true});
	mkdirSync(path.join(folder, 'home', '.git'));
	mkdirSync(path.join(folder, '.git'));
	expect(findRepositoryRoot(home, home)).toBeUndefined();
	expect(findRepositoryRoot(path.join(folder, 'home'), home)).toBeUndefined();
	mkdirSync(path.join(folder, 'srv'));
	expect(findRepositoryRoot(path.join(folder, 'srv'), home)).toBe(folder);
});

test('the folder of the profiles on every platform', () => {
	expect(configFolder({}, 'linux', '/home/me')).toBe('/home/me/.config/pat-wizard');
	expect(configFolder({XDG_CONFIG_HOME: '/x'}, 'linux', '/home/me')).toBe('/x/pat-wizard');
	expect(configFolder({}, 'darwin', '/Users/me')).toBe('/Users/me/Library/Preferences/pat-wizard');
	expect(configFolder({}, 'win32', 'C:\\Users\\me')).toBe(
		'C:\\Users\\me\\AppData\\Roaming\\pat-wizard\\Config',
	);
	expect(configFolder({APPDATA: 'D:\\r'}, 'win32', 'C:\\Users\\me')).toBe(
		'D:\\r\\pat-wizard\\Config',
	);
	const chosen = path.resolve('chosen');
	for (const platform of ['linux', 'darwin', 'win32'] as const) {
		expect(configFolder({PAT_WIZARD_CONFIG_DIR: chosen}, platform, '/home/me')).toBe(chosen);
	}
	expect(configFolder({PAT_WIZARD_CONFIG_DIR: ''}, 'linux', '/home/me')).toBe(
		'/home/me/.config/pat-wizard',
	);
});

test('a folder of profiles that is no full path is not taken, since it would be below the current one', () => {
	expect(configFolder({XDG_CONFIG_HOME: 'x'}, 'linux', '/home/me')).toBe(
		'/home/me/.config/pat-wizard',
	);
	expect(configFolder({APPDATA: 'r'}, 'win32', 'C:\\Users\\me')).toBe(
		'C:\\Users\\me\\AppData\\Roaming\\pat-wizard\\Config',
	);
	expect(() => configFolder({}, 'linux', undefined)).toThrow('There is no home folder');
	expect(() =>
		configFolder({PAT_WIZARD_CONFIG_DIR: `/tmp/ghp_${'a1'.repeat(18)}`}, 'linux', '/'),
	).toThrow('PAT_WIZARD_CONFIG_DIR holds what looks like a token');
});
