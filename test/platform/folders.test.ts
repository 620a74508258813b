import {statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {findCurrentFolder, findHomeFolder, makeFolder} from '../../source/platform/folders.ts';
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
