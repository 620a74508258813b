import {chown, mkdir, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {expect, test} from 'vitest';
import {usageError} from '../../source/core/errors.ts';
import {
	findFolderProfiles,
	largestFolderFile,
	type ReadFolderProfiles,
} from '../../source/platform/folder-profiles.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

/** One profile, named by the text of the file. */
const read: ReadFolderProfiles = async text => ({
	profiles: [{profile: text, type: 'classic', host: 'github.com'}],
	problems: [],
});

const makeFolders = async (...folders: readonly string[]): Promise<string> => {
	const top = await makeTemporaryFolder();
	for (const folder of folders) {
		await mkdir(path.join(top, folder), {recursive: true});
	}
	return top;
};

const find = (folder: string, homeFolder: string, how = read) =>
	findFolderProfiles({folder, homeFolder, read: how});

const nothing = {profiles: [], problems: []};

test('the nearest file from the current folder up to the top of the repository', async () => {
	const top = await makeFolders('home/repo/.git', 'home/repo/a/b');
	const home = path.join(top, 'home');
	const file = path.join(home, 'repo', 'pat-wizard.json');
	await writeFile(file, 'outer');
	expect(await find(path.join(home, 'repo/a/b'), home)).toEqual({
		profiles: [{profile: {profile: 'outer', type: 'classic', host: 'github.com'}, file}],
		problems: [],
	});
	await writeFile(path.join(home, 'repo/a/pat-wizard.json'), 'inner');
	const [nearest] = (await find(path.join(home, 'repo/a/b'), home)).profiles;
	expect(nearest?.profile.profile).toBe('inner');
});

test('never above the repository, and never above home', async () => {
	const top = await makeFolders('home/repo/.git', 'home/repo/a', 'home/plain/a');
	const home = path.join(top, 'home');
	await writeFile(path.join(top, 'pat-wizard.json'), 'above home');
	expect(await find(path.join(home, 'plain/a'), home)).toEqual(nothing);
	await writeFile(path.join(home, 'pat-wizard.json'), 'home');
	expect(await find(path.join(home, 'repo/a'), home)).toEqual(nothing);
	const [own] = (await find(path.join(home, 'plain/a'), home)).profiles;
	expect(own?.profile.profile).toBe('home');
});

test('without a home, or in a folder that is gone', async () => {
	const top = await makeFolders('repo/.git', 'repo/a', 'plain/a');
	await writeFile(path.join(top, 'repo/pat-wizard.json'), 'x');
	await writeFile(path.join(top, 'plain/pat-wizard.json'), 'x');
	const findFrom = (folder: string | undefined) =>
		findFolderProfiles({folder, homeFolder: undefined, read});
	expect((await findFrom(path.join(top, 'repo/a'))).profiles).toHaveLength(1);
	expect(await findFrom(path.join(top, 'plain/a'))).toEqual(nothing);
	expect(await findFrom(undefined)).toEqual(nothing);
});

test.skipIf(process.geteuid?.() !== 0)(
	"above the current folder nothing is taken from another user's repository",
	async () => {
		const top = await makeFolders('home', 'shared/.git', 'shared/work');
		await writeFile(path.join(top, 'shared/pat-wizard.json'), 'x');
		const findFrom = (folder: string) => find(path.join(top, folder), path.join(top, 'home'));
		expect((await findFrom('shared/work')).profiles).toHaveLength(1);
		await chown(path.join(top, 'shared/.git'), 65_534, 65_534);
		expect(await findFrom('shared/work')).toEqual(nothing);
	},
);

test('outside home and repositories only the current folder', async () => {
	const top = await makeFolders('home', 'other/a');
	await writeFile(path.join(top, 'other/pat-wizard.json'), 'x');
	expect(await find(path.join(top, 'other/a'), path.join(top, 'home'))).toEqual(nothing);
	expect((await find(path.join(top, 'other'), path.join(top, 'home'))).profiles).toHaveLength(1);
});

test('nothing at all is nothing', async () => {
	const top = await makeFolders('home');
	expect(await find(path.join(top, 'home'), path.join(top, 'home'))).toEqual(nothing);
});

test('a file that cannot be used is named, with the reason', async () => {
	const top = await makeFolders('repo/.git');
	const repo = path.join(top, 'repo');
	const file = path.join(repo, 'pat-wizard.json');
	await writeFile(file, 'x');
	const refuse: ReadFolderProfiles = async () => {
		throw usageError('it is not JSON');
	};
	expect(await find(repo, top, refuse)).toEqual({
		profiles: [],
		problems: [`${file} is left out: it is not JSON`],
	});
	await writeFile(file, Buffer.from([0xff, 0xfe, 0x00]));
	expect((await find(repo, top)).problems).toEqual([
		`${file} is left out: it is not text in UTF-8`,
	]);
	await writeFile(file, 'x'.repeat(largestFolderFile + 1));
	expect((await find(repo, top)).problems).toEqual([`${file} is left out: it is larger than 1 MB`]);
});

test('a folder of that name is named', async () => {
	const top = await makeFolders('repo/.git', 'repo/pat-wizard.json');
	expect((await find(path.join(top, 'repo'), top)).problems).toEqual([
		expect.stringContaining('it is a folder'),
	]);
});

test.skipIf(process.platform === 'win32')(
	'a link out of the repository is not followed',
	async () => {
		const top = await makeFolders('repo/.git', 'repo/inside');
		const repo = path.join(top, 'repo');
		await writeFile(path.join(top, 'secret'), 'secret');
		await symlink('../secret', path.join(repo, 'pat-wizard.json'));
		const {profiles, problems} = await find(repo, top);
		expect(profiles).toEqual([]);
		expect(problems).toEqual([expect.stringContaining('leads out of the repository')]);
		await writeFile(path.join(repo, 'real.json'), 'fine');
		await symlink('../real.json', path.join(repo, 'inside', 'pat-wizard.json'));
		expect((await find(path.join(repo, 'inside'), top)).profiles).toHaveLength(1);
	},
);

test('problems of single profiles name the file', async () => {
	const top = await makeFolders('repo/.git');
	const file = path.join(top, 'repo', 'pat-wizard.json');
	await writeFile(file, 'x');
	const how: ReadFolderProfiles = async () => ({profiles: [], problems: ['profile 1 is left out']});
	expect((await find(path.join(top, 'repo'), top, how)).problems).toEqual([
		`${file}: profile 1 is left out`,
	]);
});
