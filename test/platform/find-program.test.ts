import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {findProgram, listProgramFolders} from '../../source/platform/find-program.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const isWindows = process.platform === 'win32';
const root = await makeTemporaryFolder(afterAll);
const first = path.join(root, 'first');
const second = path.join(root, 'second');

beforeAll(() => {
	for (const [file, mode] of [
		[path.join(first, 'plain'), 0o644],
		[path.join(second, 'plain'), 0o755],
		[path.join(second, 'tool'), 0o755],
	] as const) {
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, '');
		chmodSync(file, mode);
	}
	mkdirSync(path.join(first, 'tool'));
});

test.skipIf(isWindows)('finds the first file on PATH that can be run', () => {
	const environment = {PATH: `${first}:${second}`};
	expect(findProgram('plain', environment, 'linux')).toBe(path.join(second, 'plain'));
	expect(findProgram('tool', environment, 'linux')).toBe(path.join(second, 'tool'));
	expect(findProgram('nothing', environment, 'linux')).toBeUndefined();
	expect(findProgram('', environment, 'linux')).toBeUndefined();
	expect(findProgram('to\0ol', environment, 'linux')).toBeUndefined();
	expect(findProgram('tool', {}, 'linux')).toBeUndefined();
});

test.skipIf(isWindows)('never looks in the current folder', () => {
	const relative = path.relative(process.cwd(), second);
	for (const PATH of ['', ':', '.', '::.:', relative, `./${relative}`]) {
		expect(findProgram('tool', {PATH}, 'linux')).toBeUndefined();
	}
	expect(findProgram(`./${relative}/tool`, {PATH: second}, 'linux')).toBeUndefined();
	expect(findProgram('../second/tool', {PATH: first}, 'linux')).toBeUndefined();
});

test.skipIf(isWindows)('an absolute name is checked itself', () => {
	expect(findProgram(path.join(second, 'tool'), {}, 'linux')).toBe(path.join(second, 'tool'));
	expect(findProgram(path.join(first, 'plain'), {}, 'linux')).toBeUndefined();
	expect(findProgram(first, {}, 'linux')).toBeUndefined();
});

test('on Windows the endings of PATHEXT are tried in each folder', () => {
	const there = new Set(['C:\\b\\git.EXE', 'C:\\b\\git.CMD', 'D:\\x y\\edge.exe']);
	const isProgram = (file: string): boolean => there.has(file);
	const environment = {
		Path: '.;;\\tools;C:b;"C:\\a";C:\\b',
		PathExt: '.COM;.EXE;.CMD',
	};
	expect(listProgramFolders(environment, 'win32')).toEqual(['C:\\a', 'C:\\b']);
	expect(findProgram('git', environment, 'win32', isProgram)).toBe('C:\\b\\git.EXE');
	expect(findProgram('git.CMD', environment, 'win32', isProgram)).toBe('C:\\b\\git.CMD');
	expect(findProgram('D:\\x y\\edge.exe', {}, 'win32', isProgram)).toBe('D:\\x y\\edge.exe');
	expect(findProgram('b\\git', environment, 'win32', isProgram)).toBeUndefined();
	expect(findProgram('C:git', environment, 'win32', isProgram)).toBeUndefined();
});
