import {afterEach, expect, test, vi} from 'vitest';
import {findCurrentFolder, findHomeFolder} from '../../source/platform/folders.ts';

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
