import {execFile} from 'node:child_process';
import {cp, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {beforeEach, expect, test} from 'vitest';
import {formatData, listOperations} from '../scripts/refresh/build-data.js';
import {readPermissionRows} from '../scripts/refresh/read-sources.js';
import {makeTemporaryFolder} from './clean-environment.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const fixtures = path.join(root, 'test/fixtures/refresh');
const shipped = path.join(root, 'source/core/catalog/endpoints.json');
let folder = '';

beforeEach(async () => {
	folder = await makeTemporaryFolder();
});

const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8'));

const refresh = async (source: string, ...options: readonly string[]) => {
	const output = path.join(folder, 'endpoints.json');
	const {stdout} = await promisify(execFile)(process.execPath, [
		path.join(root, 'scripts/refresh.js'),
		source,
		'--output',
		output,
		'--date',
		'2026-09-01',
		...options,
	]);
	return {lines: stdout.trimEnd().split('\n'), output};
};

test('the shipped data is written as the script writes it', async () => {
	const text = await readFile(shipped, 'utf8');
	expect(formatData(JSON.parse(text))).toBe(text);
});

test('rows and GitHub’s own file say the same', async () => {
	const rows = readPermissionRows(await readJson(path.join(fixtures, 'rows/rows.json')));
	const published = readPermissionRows(
		await readJson(path.join(fixtures, 'published/fine-grained-pat-permissions.json')),
	);
	const sorted = (list: typeof rows) => list?.map(row => JSON.stringify(row)).sort();
	expect(rows).toHaveLength(7);
	expect(sorted(published)).toEqual(sorted(rows));
	expect(readPermissionRows({about: 'something else'})).toBeUndefined();
});

test('a build prints what it added, and a second one that nothing changed', async () => {
	const first = await refresh(path.join(fixtures, 'rows'));
	expect(first.lines).toContain('+ POST /gists: gists=write');
	expect(first.lines.at(-1)).toMatch(
		/^291 operations, 4 of them .*: 291 added, 0 removed, 0 changed\.$/,
	);
	const second = await refresh(path.join(fixtures, 'rows'));
	expect(second.lines).toEqual([
		'291 operations, 4 of them for fine-grained tokens: 0 added, 0 removed, 0 changed.',
	]);
	expect((await readJson(first.output)).about).toMatchObject({date: '2026-09-01', rows: 7});
});

test('changed and removed operations are printed line by line', async () => {
	await refresh(path.join(fixtures, 'rows'));
	const source = path.join(folder, 'changed');
	await cp(path.join(fixtures, 'rows'), source, {recursive: true});
	const file = path.join(source, 'rows.json');
	const {columns, rows} = await readJson(file);
	const [gists, ...others] = rows;
	gists[2] = 'contents';
	await writeFile(file, JSON.stringify({columns, rows: [gists, ...others.slice(0, -1)]}));
	const {lines} = await refresh(source);
	expect(lines).toEqual([
		'- POST /repos/{owner}/{repo}/releases/generate-notes: contents=write',
		'~ POST /gists: gists=write -> contents=write',
		'290 operations, 3 of them for fine-grained tokens: 0 added, 1 removed, 1 changed.',
	]);
});

test('GitHub’s reference replaces the data that is kept by hand', async () => {
	const {output} = await refresh(path.join(fixtures, 'published'));
	const operations = listOperations(await readJson(output));
	expect(operations.get('POST /repos/{owner}/{repo}/releases')).toContain(
		'contents=write;contents=write,workflows=write',
	);
	expect(operations.get('GET /releases/made-up')).toBe(
		'not listed: any-token | repo;security_events',
	);
});

test('other pages of GitHub are compared with its table', async () => {
	const source = path.join(folder, 'checked');
	await cp(path.join(fixtures, 'published'), source, {recursive: true});
	const {lines: agreed} = await refresh(source, '--dry-run');
	expect(agreed.filter(line => line.startsWith('! '))).toEqual([]);
	await cp(path.join(fixtures, 'disagreeing'), source, {recursive: true});
	const {lines} = await refresh(source, '--dry-run');
	expect(lines.filter(line => line.startsWith('! '))).toEqual([
		'! GET /listed/only: on the list of endpoints, not in the table',
		'! POST /repos/{owner}/{repo}/releases/generate-notes: in the table, not on the list of endpoints',
		'! POST /gists: the table names gists=write, but its page gists=read',
		'! GET /repos/{owner}/{repo}/labels: in the table, but its page says that no fine-grained token works',
		'! GET /paged/only: not in the table, but its page names contents=read',
	]);
});

test('a dry run writes nothing', async () => {
	const {output} = await refresh(path.join(fixtures, 'rows'), '--dry-run');
	await expect(readFile(output)).rejects.toThrow('ENOENT');
});

test('an unexplained operation stops the build, and nothing is written', async () => {
	const source = path.join(folder, 'unexplained');
	await cp(path.join(fixtures, 'rows'), source, {recursive: true});
	const file = path.join(source, 'rows.json');
	const {columns, rows} = await readJson(file);
	const row = ['GET', '/made/up', 'contents', 'read', true, 'repos', 'get-something-made-up'];
	await writeFile(file, JSON.stringify({columns, rows: [...rows, row]}));
	await expect(refresh(source)).rejects.toThrow('GET /made/up takes additional permissions');
	await expect(readFile(path.join(folder, 'endpoints.json'))).rejects.toThrow('ENOENT');
});

test('a folder without a table is refused with a message', async () => {
	await writeFile(path.join(folder, 'other.json'), '{"about": {}}');
	await expect(refresh(folder)).rejects.toThrow('one is needed');
});
