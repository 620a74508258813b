import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {bundle, program} from '../scripts/build/bundle.js';
import {makeTemporaryFolder} from './clean-environment.ts';
import {findBuiltProgram} from './program.ts';
import {runProgram} from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const recorder = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'record-loaded.cjs');

/** The built files that a run of the program loads. */
const listLoaded = async (args: readonly string[]): Promise<string[]> => {
	const record = join(await makeTemporaryFolder(), 'loaded.json');
	await runProgram(process.execPath, ['--require', recorder, findBuiltProgram(), ...args], {
		env: {RECORD_LOADED: record},
	});
	return JSON.parse(readFileSync(record, 'utf8'));
};

/** The built files that hold code of some modules. */
const listFiles = async (pattern: RegExp): Promise<string[]> => {
	const {modules} = await bundle(root, program);
	return [...modules].flatMap(([file, ids]) => (ids.some(id => pattern.test(id)) ? [file] : []));
};

const screen = /node_modules[\\/](ink|ink-select-input|react|react-reconciler|yoga-layout)[\\/]/;

test.each([
	['--help', ['--help']],
	['list', ['list']],
	['url', ['url', '--name', 'test']],
	['open', ['open', 'no-such-profile']],
	['permissions', ['permissions', 'contents']],
	['completion', ['completion', 'bash']],
])('%s loads nothing of the screen', async (_name, args) => {
	const screenFiles = await listFiles(screen);
	const loaded = await listLoaded(args);
	expect(screenFiles.length).toBeGreaterThan(0);
	expect(loaded).toContainEqual(expect.stringMatching(/^main\./));
	expect(loaded.filter(file => screenFiles.includes(file))).toEqual([]);
});

test('--version loads no package', async () => {
	const packages = await listFiles(/node_modules/);
	const loaded = await listLoaded(['--version']);
	expect(loaded).toContainEqual(expect.stringMatching(/^main\./));
	expect(loaded.filter(file => packages.includes(file))).toEqual([]);
});
