import {existsSync} from 'node:fs';
import {chmod, mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {Script} from 'node:vm';
import {beforeEach, describe, expect, test} from 'vitest';
import {openCodeCache} from '../../source/start/code-cache.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';
import {findProgram} from '../program.ts';
import {runProgram} from '../run-cli.ts';
import {openProgram} from '../terminal.ts';

const isWindows = process.platform === 'win32';
const recorder = join(import.meta.dirname, '..', 'fixtures', 'record-compiled.cjs');
const link = 'https://github.com/settings/personal-access-tokens/new?name=test\n';

let home: string;
let world: Record<string, string>;

beforeEach(async () => {
	home = await makeTemporaryFolder();
	const base = join(home, '.cache');
	world = {XDG_CACHE_HOME: base, LOCALAPPDATA: base, HOME: home};
});

const run = async (changes: Readonly<Record<string, string | undefined>> = {}) => {
	const record = join(await makeTemporaryFolder(), 'compiled.json');
	const args = ['--require', recorder, findProgram(), 'url', '--name', 'test'];
	const result = await runProgram(process.execPath, args, {
		env: {...world, RECORD_COMPILED: record, ...changes},
	});
	expect(result).toMatchObject({code: 0, stdout: link, stderr: ''});
	const compiled: Record<string, string> = JSON.parse(await readFile(record, 'utf8'));
	return compiled;
};

/** Every folder and file of the cache, with its full path. */
const listCache = async (): Promise<string[]> => {
	const base = process.platform === 'darwin' ? join(home, 'Library') : join(home, '.cache');
	const names = existsSync(base) ? await readdir(base, {recursive: true}) : [];
	return names.map(name => join(base, name));
};

const listParts = async () => (await listCache()).filter(file => file.endsWith('.js'));

test('the first run keeps what was compiled, and the second uses it', async () => {
	expect(await run()).toEqual({main: 'anew', run: 'anew'});
	const [part = ''] = await listParts();
	const first = await stat(part);
	expect(await run()).toEqual({main: 'anew', run: 'cached'});
	expect((await stat(part)).mtimeMs).toBe(first.mtimeMs);
});

test('a name for the version, the contents and the Node that made it', async () => {
	await run();
	const [part = ''] = await listParts();
	const node = process.version.replaceAll('.', String.raw`\.`);
	const expected = new RegExp(`^\\d+\\.\\d+\\.\\d+-[0-9a-f]{12}-${node}-${process.arch}$`);
	expect(dirname(part).split(/[\\/]/).at(-1)).toMatch(expected);
});

test('--version looks for no cache', async () => {
	await runProgram(process.execPath, [findProgram(), '--version'], {env: world});
	expect(await listCache()).toEqual([]);
});

test('NODE_DISABLE_COMPILE_CACHE switches it off', async () => {
	await run({NODE_DISABLE_COMPILE_CACHE: '1'});
	expect(await listCache()).toEqual([]);
	await run();
	const compiled = await run({NODE_DISABLE_COMPILE_CACHE: '1'});
	expect(compiled).toEqual({main: 'anew', run: 'anew'});
});

test('without a home, and where a file stands in its place, all works without', async () => {
	const none = {HOME: undefined, XDG_CACHE_HOME: undefined, LOCALAPPDATA: undefined};
	expect(await run(none)).toEqual({main: 'anew', run: 'anew'});
	const file = join(home, 'file');
	await writeFile(file, '');
	await run({HOME: file, XDG_CACHE_HOME: file, LOCALAPPDATA: file});
	expect(await listCache()).toEqual([]);
});

test('a damaged file is not used, and replaced', async () => {
	await run();
	for (const part of await listParts()) {
		const bytes = await readFile(part);
		bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4;
		await writeFile(part, bytes);
	}
	expect((await run()).run).toBe('anew');
	expect((await run()).run).toBe('cached');
});

describe('what V8 did not make for this', () => {
	/** Puts something else into the cache, as the program itself would. */
	const replace = async (code: (source: string) => Uint8Array) => {
		await run();
		const [part = ''] = await listParts();
		const [file = '', key = ''] = part.split(/[\\/]/).reverse();
		const source = await readFile(join(dirname(findProgram()), file), 'latin1');
		openCodeCache(key, {
			environment: world,
			platform: process.platform,
			user: process.geteuid?.(),
		})?.write(file, code(source));
		return dirname(dirname(part));
	};

	const compile = (source: string) => new Script(source).createCachedData();

	test('is refused, and replaced', async () => {
		await replace(() => new Uint8Array(5000).fill(7));
		expect((await run()).run).toBe('refused');
		expect((await run()).run).toBe('cached');
		await replace(() => compile('1 + 1'));
		expect((await run()).run).toBe('refused');
		expect((await run()).run).toBe('cached');
	});

	test.skipIf(isWindows)('is run when it fits, so nobody else may put it there', async () => {
		const other = (source: string) =>
			compile('(process.stdout.write("not ours"), process.exit(3))'.padEnd(source.length));
		const folder = await replace(other);
		const args = [findProgram(), 'url', '--name', 'test'];
		const start = () => runProgram(process.execPath, args, {env: world});
		// This is what the checks are for: V8 compares little more than the length of the source.
		expect(await start()).toMatchObject({code: 3, stdout: 'not ours'});
		await chmod(folder, 0o777);
		expect(await start()).toMatchObject({code: 0, stdout: link});
		await chmod(folder, 0o700);
		await chmod(dirname(folder), 0o777);
		expect(await start()).toMatchObject({code: 0, stdout: link});
	});
});

test('the wizard keeps it while it waits for the user', async () => {
	await mkdir(join(home, '.cache'));
	const terminal = await openProgram([], {env: world});
	await terminal.until('Token type');
	const names = async () => (await listParts()).map(file => file.split(/[\\/]/).at(-1));
	await expect
		.poll(names, {timeout: 15_000})
		.toContainEqual(expect.stringMatching(/^run-wizard-\w+\.js$/));
	terminal.press('ctrl+c');
	expect(await terminal.exit).toEqual({code: 130, signal: undefined});
});
