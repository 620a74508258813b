import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeEach, expect, test} from 'vitest';
import {PatWizardError} from '../../source/core/errors.ts';
import {isSameName, type SavedProfile} from '../../source/core/profile/profile.ts';
import {configFolder} from '../../source/platform/folders.ts';
import {
	openProfileStore,
	openUserStore,
	type ProfileStore,
	type StoreOptions,
} from '../../source/platform/profile-store.ts';
import {buildScript} from '../build-script.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.geteuid?.() === 0;

const root = await makeTemporaryFolder(afterAll);
const saveMany = await buildScript('test/platform/save-many.ts');

let folder = '';
let count = 0;
beforeEach(() => {
	count += 1;
	folder = path.join(root, String(count));
});

const open = (at = folder, options: Partial<StoreOptions> = {}): ProfileStore =>
	openProfileStore({folder: () => at, now: () => new Date('2026-11-20T02:50:00.123Z'), ...options});

const find = (store: ProfileStore, name: string): SavedProfile | undefined =>
	store.list().find(({profile}) => isSameName(profile, name));

const named = (profile: string): SavedProfile => ({
	profile,
	type: 'fine-grained',
	host: 'github.com',
	name: `For ${profile}`,
	permissions: {contents: 'read'},
});

const names = (store: ProfileStore): string[] => store.list().map(({profile}) => profile);

const plant = (text: string | Uint8Array): string => {
	mkdirSync(folder, {recursive: true});
	const file = path.join(folder, 'config.json');
	writeFileSync(file, text);
	return file;
};

const failure = async (promise: Promise<unknown>): Promise<PatWizardError> => {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(PatWizardError);
	return error as PatWizardError;
};

const run = (args: readonly string[], options: {uid?: number; shell?: string} = {}) => {
	const node = [process.execPath, saveMany, ...args];
	const [command = '', ...rest] =
		options.shell === undefined
			? node
			: ['bash', '-c', `${options.shell}; exec "$@"`, '-', ...node];
	return spawnSync(command, rest, {
		encoding: 'utf8',
		...(options.uid === undefined ? {} : {uid: options.uid, gid: options.uid}),
	});
};

test('a store that was never written is missing, empty, and creates nothing by being looked at', () => {
	const store = open();
	expect(store.state()).toEqual({kind: 'missing'});
	expect(store.list()).toEqual([]);
	expect(store.problems()).toEqual([]);
	expect(find(store, 'a')).toBeUndefined();
	expect(existsSync(folder)).toBe(false);
});

test('profiles are kept in the order they were saved, under a version number', async () => {
	const store = open();
	await store.save([named('b')]);
	await store.save([named('a')]);
	expect(names(open())).toEqual(['b', 'a']);
	expect(store.state()).toEqual({kind: 'ok'});
	expect(JSON.parse(readFileSync(store.file, 'utf8'))).toEqual({
		version: 1,
		profiles: [named('b'), named('a')],
	});
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test.skipIf(isWindows)('file and folder are for their owner alone', async () => {
	const store = open();
	await store.save([named('a')]);
	expect(statSync(store.file).mode & 0o777).toBe(0o600);
	expect(statSync(folder).mode & 0o777).toBe(0o700);
	chmodSync(store.file, 0o644);
	await store.save([named('b')]);
	expect(statSync(store.file).mode & 0o777).toBe(0o600);
});

test.each([
	'constructor',
	'__proto__',
	'prototype',
	'toString',
	'a.b',
	'a[0]',
	'a[b',
	'__internal__',
	'ünïcödé 👩‍👩‍👧',
])('%s is a plain name', async name => {
	const store = open();
	await store.save([named(name)]);
	expect(find(store, name)).toEqual(named(name));
	expect(names(store)).toEqual([name]);
	await store.remove([name]);
	expect(store.list()).toEqual([]);
});

test('any text in a profile comes back as it was', {timeout: 120_000}, async () => {
	const store = open();
	const text = fc.string({unit: 'binary', minLength: 1, maxLength: 40});
	await fc.assert(
		fc.asyncProperty(text, async name => {
			await store.save([{...named('same'), name}], {force: true});
			// A lone surrogate is not text; JSON writes it escaped and it survives all the same.
			expect(find(store, 'same')?.name).toBe(name);
		}),
		{numRuns: 50},
	);
});

test('names are equal without regard to case', async () => {
	const store = open();
	await store.save([named('Größe')]);
	expect(find(store, 'GRO\u0308ßE')?.profile).toBe('Größe');
	const error = await failure(store.save([named('größe')]));
	expect(error).toMatchObject({kind: 'usage'});
	expect(error.message).toContain('"größe"');
	expect(error.hint).toContain('--force');
	expect(names(store)).toEqual(['Größe']);
});

test('force puts a profile in the place of the one with its name', async () => {
	const store = open();
	await store.save([named('a')]);
	await store.save([named('b')]);
	expect(await store.save([{...named('A'), name: 'new'}], {force: true})).toEqual({
		setAside: undefined,
	});
	expect(names(store)).toEqual(['A', 'b']);
	expect(find(store, 'a')?.name).toBe('new');
});

test('a profile that could not be read again is not saved', async () => {
	const store = open();
	const error = await failure(store.save([{...named('a'), type: 'other' as 'classic'}]));
	expect(error.kind).toBe('usage');
	expect(store.state()).toEqual({kind: 'missing'});
});

test('rename keeps the place and refuses a name that is taken', async () => {
	const store = open();
	for (const name of ['a', 'b', 'c']) {
		await store.save([named(name)]);
	}
	await store.rename('B', 'B2');
	expect(names(store)).toEqual(['a', 'B2', 'c']);
	await store.rename('b2', 'b2');
	expect(names(store)).toEqual(['a', 'b2', 'c']);
	expect((await failure(store.rename('b2', 'C'))).kind).toBe('usage');
	expect((await failure(store.rename('nobody', 'd'))).message).toContain('"nobody"');
	await store.rename('b2', 'C', {force: true});
	expect(names(store)).toEqual(['a', 'C']);
});

test('remove takes all or none', async () => {
	const store = open();
	for (const name of ['a', 'b', 'c']) {
		await store.save([named(name)]);
	}
	const error = await failure(store.remove(['a', 'x', 'y']));
	expect(error).toMatchObject({kind: 'usage'});
	expect(error.message).toContain('"x" and "y"');
	expect(names(store)).toEqual(['a', 'b', 'c']);
	await store.remove(['A', 'c']);
	expect(names(store)).toEqual(['b']);
});

test('several are saved all or none, in the order given', async () => {
	const store = open();
	await store.save([named('a')]);
	await store.save([named('c'), named('b')]);
	expect(names(open())).toEqual(['a', 'c', 'b']);
	const error = await failure(store.save([named('d'), named('B')]));
	expect(error).toMatchObject({kind: 'usage', message: expect.stringContaining('"B"')});
	expect(names(open())).toEqual(['a', 'c', 'b']);
	await store.save([named('d'), {...named('B'), name: 'new'}], {force: true});
	expect(names(open())).toEqual(['a', 'c', 'B', 'd']);
});

test('what another program did meanwhile is told as that, and nothing is changed', async () => {
	await open().save([named('a'), named('b')]);
	const store = open();
	expect(names(store)).toEqual(['a', 'b']);
	await open().save([named('taken')]);
	await open().rename('b', 'other');
	for (const [work, message] of [
		[store.save([named('c'), named('taken')]), /Another program has just saved .* "taken"/],
		[store.rename('a', 'Taken'), /Another program has just saved .* "Taken"/],
		[store.rename('b', 'c'), /Another program has just renamed or removed "b"/],
		[store.remove(['a', 'b']), /Another program has just renamed or removed "b"/],
	] as const) {
		const error = await failure(work);
		expect(error).toMatchObject({kind: 'usage', message: expect.stringMatching(message)});
		expect(error.hint).toContain('Nothing was changed');
	}
	expect(names(open())).toEqual(['a', 'other', 'taken']);
	expect((await failure(store.rename('a', 'other'))).message).toContain('Another program');
});

test.skipIf(!isRoot)('a symbolic link of another user’s is not saved through', async () => {
	const real = path.join(folder, 'real');
	await open(real).save([named('a')]);
	const link = path.join(folder, 'link');
	symlinkSync(real, link);
	execFileSync('chown', ['--no-dereference', '65534:65534', link]);
	chmodSync(root, 0o755);
	chmodSync(folder, 0o755);
	// As root the saving is done with their rights, and the folder is root's.
	expect((await failure(open(link).save([named('b')]))).message).toContain('permission is denied');
	execFileSync('chown', ['-R', '1234:1234', real]);
	expect(run([link, 'b', '1'], {uid: 1234}).stderr).toContain('link belongs to another user');
	const file = path.join(folder, 'config.json');
	symlinkSync(path.join(real, 'config.json'), file);
	execFileSync('chown', ['--no-dereference', '65534:65534', file]);
	execFileSync('chown', ['1234:1234', folder]);
	expect(run([folder, 'b', '1'], {uid: 1234}).stderr).toContain('it belongs to another user');
	expect(names(open(real))).toEqual(['a']);
});

test('what is noted of a profile is kept, and nothing for a profile that is gone', async () => {
	const store = open();
	await store.save([named('a')]);
	await store.note('A', () => ({lastOpened: '2026-11-20T01:02:03.000Z'}));
	expect(find(store, 'a')).toEqual({...named('a'), lastOpened: '2026-11-20T01:02:03.000Z'});
	const before = readFileSync(store.file);
	await store.note('gone', () => ({lastOpened: '2026-11-20T01:02:03.000Z'}));
	expect(readFileSync(store.file)).toEqual(before);
});

test('an entry that cannot be read is left out, reported and kept as it is', async () => {
	const odd = {profile: 'odd', type: 'quantum', secretSauce: [1, {a: null}]};
	plant(
		JSON.stringify({version: 1, extra: {kept: true}, profiles: [odd, 7, named('a'), named('A')]}),
	);
	const store = open();
	expect(names(store)).toEqual(['a']);
	expect(store.problems()).toHaveLength(3);
	expect(store.problems()[0]).toMatch(/^Profile 1 in .* is left out: "quantum" cannot be the type/);
	expect(store.problems()[2]).toContain('same name');
	await store.save([named('b')]);
	expect(JSON.parse(readFileSync(store.file, 'utf8'))).toEqual({
		version: 1,
		extra: {kept: true},
		profiles: [odd, 7, named('a'), named('A'), named('b')],
	});
	expect((await failure(store.save([named('ODD')]))).kind).toBe('usage');
	await store.remove(['odd']);
	expect(store.problems()).toHaveLength(2);
});

test('spaces around a name in the file make no difference', async () => {
	plant(JSON.stringify({version: 1, profiles: [{...named('a'), profile: ' a '}]}));
	const store = open();
	expect(find(store, 'a')).toEqual(named('a'));
	expect((await failure(store.save([named('A')]))).kind).toBe('usage');
	await store.rename('a', 'b');
	expect(readFileSync(store.file, 'utf8')).toContain('"b"');
});

test('a date that is none is not believed', () => {
	plant(
		JSON.stringify({version: 1, profiles: [{...named('a'), lastOpened: 'yesterday\u001b[2J'}]}),
	);
	expect(open().list()).toEqual([named('a')]);
});

const broken: ReadonlyArray<readonly [string, string | Uint8Array, RegExp]> = [
	['an empty file', '', /empty/],
	['cut-off JSON', '{"version": 1, "profiles": [', /not JSON/],
	['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]), /UTF-8/],
	['UTF-16', new Uint8Array(Buffer.from('\ufeff{"version":1}', 'utf16le')), /UTF-8/],
	['null', 'null', /does not hold profiles/],
	['a number', '1', /does not hold profiles/],
	['an object of another kind', '{"auths": {}}', /does not hold profiles/],
	['profiles that are no list', '{"version": 1, "profiles": {}}', /not a list/],
	['a version in words', '{"version": "1", "profiles": []}', /version/],
	['a version below zero', '{"version": -1, "profiles": []}', /version/],
	['ten megabytes', ' '.repeat(10_000_000), /larger than 5 MB/],
	['nesting without end', '['.repeat(200_000) + ']'.repeat(200_000), /deep|JSON/],
];

test.each(broken)('%s is broken: named, and never overwritten', async (_, text, reason) => {
	const file = plant(text);
	const store = open();
	expect(store.state()).toMatchObject({kind: 'broken', reason: expect.stringMatching(reason)});
	expect(store.problems()).toEqual([]);
	expect(() => store.list()).toThrow(file);
	for (const work of [
		() => store.save([named('a')]),
		() => store.remove(['a']),
		() => store.rename('a', 'b'),
		() => store.rename('a', 'b', {force: true}),
		() => store.note('a', () => ({lastOpened: '2026-11-20T01:02:03.000Z'})),
	]) {
		const error = await failure(work());
		expect(error.kind).toBe('outside');
		expect(error.message).toContain(file);
	}
	expect(readFileSync(file).equals(Buffer.from(text))).toBe(true);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test('force sets a broken file aside, never over another', async () => {
	const store = open();
	const aside = path.join(folder, 'config.json.broken-20261120T025000Z');
	for (const [text, target] of [
		['first', aside],
		['second', `${aside}-2`],
		['third', `${aside}-3`],
	] as const) {
		plant(text);
		expect(await store.save([named('a')], {force: true})).toEqual({setAside: target});
		expect(readFileSync(target, 'utf8')).toBe(text);
		expect(names(store)).toEqual(['a']);
	}
});

test('a file of a newer version is refused, force or not', async () => {
	const text = '{"version": 2, "profiles": "elsewhere"}';
	const file = plant(text);
	const store = open();
	expect(store.state()).toEqual({kind: 'newer', version: 2});
	expect(() => store.list()).toThrow(/newer/);
	for (const force of [false, true]) {
		const error = await failure(store.save([named('a')], {force}));
		expect(error.kind).toBe('outside');
		expect(error.message).toMatch(/newer pat-wizard wrote .*version 2/);
	}
	expect(readFileSync(file, 'utf8')).toBe(text);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test.each([
	['a bare list', [named('a')], {}],
	['an object without a version', {profiles: [named('a')], theme: 'dark'}, {theme: 'dark'}],
])(
	'%s, as somebody may write it, is read, and has a version after a save',
	async (_, text, rest) => {
		plant(JSON.stringify(text));
		const store = open();
		expect(names(store)).toEqual(['a']);
		await store.save([named('b')]);
		expect(JSON.parse(readFileSync(store.file, 'utf8'))).toEqual({
			...rest,
			version: 1,
			profiles: [named('a'), named('b')],
		});
		expect(readdirSync(folder)).toEqual(['config.json']);
	},
);

test('a byte order mark before good JSON does no harm', () => {
	plant(`\ufeff${JSON.stringify({version: 1, profiles: [named('a')]})}`);
	expect(names(open())).toEqual(['a']);
});

test('what would be too large to read again is not written', async () => {
	const store = open();
	await store.save([named('a')]);
	const error = await failure(store.save([{...named('b'), name: 'x'.repeat(5_000_000)}]));
	expect(error.message).toContain('larger than 5 MB');
	expect(names(store)).toEqual(['a']);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test('a folder that is a file is a sentence, with force too', async () => {
	writeFileSync(folder, 'a file');
	for (const at of [folder, path.join(folder, 'deeper')]) {
		const store = open(at);
		expect(store.state()).toMatchObject({
			kind: 'broken',
			reason: expect.stringContaining('not a folder'),
		});
		for (const force of [false, true]) {
			const error = await failure(store.save([named('a')], {force}));
			expect(error.kind).toBe('outside');
			expect(error.message).toContain('not a folder');
			expect(error.hint).toContain('PAT_WIZARD_CONFIG_DIR');
			expect(error.hint).not.toContain('--force');
		}
	}
	expect(readFileSync(folder, 'utf8')).toBe('a file');
});

test('a folder in the place of the file is broken and can be set aside', async () => {
	mkdirSync(path.join(folder, 'config.json', 'inside'), {recursive: true});
	const store = open();
	expect(store.state()).toMatchObject({kind: 'broken'});
	expect((await failure(store.save([named('a')]))).kind).toBe('outside');
	const {setAside} = await store.save([named('a')], {force: true});
	expect(readdirSync(setAside ?? '')).toEqual(['inside']);
});

test.skipIf(isWindows)('a named pipe in the place of the file does not hold us up', async () => {
	mkdirSync(folder);
	execFileSync('mkfifo', [path.join(folder, 'config.json')]);
	expect(open().state()).toMatchObject({kind: 'broken', reason: 'it is not a plain file'});
	expect((await failure(open().save([named('a')]))).kind).toBe('outside');
});

test.skipIf(isWindows)(
	'a symbolic link to profiles is followed, one to nowhere refused',
	async () => {
		const real = path.join(root, `${count}-dotfiles`);
		mkdirSync(real);
		mkdirSync(folder);
		const store = open();
		symlinkSync(path.join(real, 'profiles.json'), store.file);
		expect(store.state()).toMatchObject({kind: 'broken'});
		expect((await failure(store.save([named('a')]))).message).toMatch(/nowhere/);
		expect(readdirSync(real)).toEqual([]);

		writeFileSync(path.join(real, 'profiles.json'), '{"version": 1, "profiles": []}');
		await store.save([named('a')]);
		expect(lstatSync(store.file).isSymbolicLink()).toBe(true);
		expect(readFileSync(path.join(real, 'profiles.json'), 'utf8')).toContain('"a"');
		expect(readdirSync(real)).toEqual(['profiles.json']);
		expect(readdirSync(folder)).toEqual(['config.json']);
	},
);

test.skipIf(isWindows).each([
	['a file that holds no profiles', 'letter', 'it is not JSON'],
	['a folder', 'photos', 'it is a folder'],
	['nowhere', 'nowhere', 'it is a symbolic link to nowhere'],
	['itself', path.join('config', 'config.json'), 'its symbolic links lead in a circle'],
])(
	'of a symbolic link to %s force sets the link aside, and nothing else',
	async (_, to, reason) => {
		const at = path.join(folder, 'config');
		mkdirSync(at, {recursive: true});
		mkdirSync(path.join(folder, 'photos'));
		writeFileSync(path.join(folder, 'letter'), 'Dear all');
		const store = open(at);
		symlinkSync(path.join(folder, to), store.file);
		expect(store.state()).toEqual({kind: 'broken', reason});
		const refused = await failure(store.save([named('a')]));
		expect(refused.message).toContain(reason);
		expect(refused.hint).toContain('--force');
		const {setAside} = await store.save([named('a')], {force: true});
		expect(path.dirname(setAside ?? '')).toBe(at);
		expect(lstatSync(setAside ?? '').isSymbolicLink()).toBe(true);
		expect(lstatSync(store.file).isFile()).toBe(true);
		expect(names(store)).toEqual(['a']);
		expect(readdirSync(folder).toSorted()).toEqual(['config', 'letter', 'photos']);
		expect(readFileSync(path.join(folder, 'letter'), 'utf8')).toBe('Dear all');
	},
);

test.skipIf(isWindows)('a read-only folder is a sentence, and the old data stays', async () => {
	chmodSync(root, 0o755);
	await open().save([named('a')]);
	const before = readFileSync(open().file);
	if (isRoot) {
		execFileSync('chown', ['-R', '65534:65534', folder]);
	}
	chmodSync(folder, 0o500);
	const result = run([folder, 'b', '1'], isRoot ? {uid: 65_534} : {});
	chmodSync(folder, 0o700);
	expect(result.stderr).toMatch(/^PatWizardError: Cannot save to .*: permission is denied\n$/);
	expect(result.status).toBe(1);
	expect(readFileSync(open().file)).toEqual(before);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test.skipIf(!isRoot)('a file of somebody else is not taken over', async () => {
	chmodSync(root, 0o755);
	await open().save([named('a')]);
	chmodSync(folder, 0o777);
	chmodSync(open().file, 0o644);
	const result = run([folder, 'b', '1'], {uid: 65_534});
	expect(result.stderr).toMatch(
		/^PatWizardError: Cannot save to .*: it belongs to another user\n$/,
	);
	expect(names(open())).toEqual(['a']);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test.skipIf(!isRoot)('nor with force, when it cannot even be read', async () => {
	chmodSync(root, 0o755);
	const file = plant('not JSON');
	chmodSync(folder, 0o777);
	chmodSync(file, 0o600);
	const result = run([folder, 'b', '1', 'force'], {uid: 65_534});
	expect(result.stderr).toMatch(
		/^PatWizardError: Cannot save to .*: it belongs to another user\n$/,
	);
	expect(readFileSync(file, 'utf8')).toBe('not JSON');
	expect(readdirSync(folder)).toEqual(['config.json']);
});

const ownersBelow = (top: string): number[] =>
	readdirSync(top, {recursive: true, encoding: 'utf8'}).map(
		name => lstatSync(path.join(top, name)).uid,
	);

test.skipIf(!isRoot)('what root saves for a user is the user’s', async () => {
	chmodSync(root, 0o755);
	const home = path.join(folder, 'home');
	mkdirSync(home, {recursive: true});
	execFileSync('chown', ['65534:65534', home]);
	const store = open(path.join(home, 'deep', 'er'));
	await store.save([named('a')]);
	expect(ownersBelow(home)).toEqual([65_534, 65_534, 65_534]);
	writeFileSync(store.file, 'not JSON');
	await open(path.join(home, 'deep', 'er')).save([named('b')], {force: true});
	expect(ownersBelow(home)).toEqual(Array(4).fill(65_534));
	expect([process.geteuid?.(), process.getegid?.()]).toEqual([0, 0]);
});

// The limit on a file's size makes write() take a part and then fail, as a full disk does.
test.skipIf(isWindows)('a file that can only be written in part leaves the old one', () => {
	const result = run([folder, 'a', '40'], {shell: "trap '' XFSZ; ulimit -f 4"});
	expect(result.status).toBe(1);
	expect(result.stderr).toMatch(/^PatWizardError: Cannot save to /);
	const saved = result.stdout.trim().split('\n');
	expect(saved.length).toBeGreaterThan(5);
	expect(names(open())).toEqual(saved);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

const mountSmallDisk = (): boolean => {
	mkdirSync(folder, {recursive: true});
	const {status} = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', folder]);
	return status === 0;
};

test.skipIf(process.platform !== 'linux' || !isRoot)(
	'a full disk is a sentence, and the old data stays',
	context => {
		if (!mountSmallDisk()) {
			return context.skip('this machine does not let tests mount a disk');
		}
		try {
			const result = run([folder, 'a', '400']);
			expect(result.stderr).toMatch(
				/^PatWizardError: Cannot save to .*(?:the disk is full|written completely)\n$/,
			);
			expect(names(open())).toEqual(result.stdout.trim().split('\n'));
			expect(readdirSync(folder)).toEqual(['config.json']);
		} finally {
			spawnSync('umount', [folder]);
		}
	},
);

test.skipIf(isWindows)(
	'under snap, where conf writes in place, the file is replaced all the same',
	async () => {
		const store = open();
		await store.save([named('a')]);
		const before = statSync(store.file).ino;
		process.env.SNAP = '/snap/code/1';
		try {
			await store.save([named('b')]);
		} finally {
			delete process.env.SNAP;
		}
		expect(statSync(store.file).ino).not.toBe(before);
		expect(names(store)).toEqual(['a', 'b']);
	},
);

const start = (
	prefix: string,
	saves: number,
): {child: ChildProcess; done: () => string[]; errors: () => string} => {
	const child = spawn(process.execPath, [saveMany, folder, prefix, String(saves)]);
	let output = '';
	let errors = '';
	child.stdout.on('data', chunk => {
		output += String(chunk);
	});
	child.stderr.on('data', chunk => {
		errors += String(chunk);
	});
	return {child, done: () => output.split('\n').slice(0, -1), errors: () => errors};
};

// `npm run test:faults` takes the full figures.
const isFull = process.env.MODE === 'full';
const processes = Number(process.env.SAVE_PROCESSES ?? (isFull ? 16 : 8));
const saves = Number(process.env.SAVE_COUNT ?? (isFull ? 50 : 25));

test(`${processes} processes saving ${saves} profiles each at once lose none`, {
	timeout: 120_000,
}, async () => {
	// Left by a process that died: all of them meet it first.
	mkdirSync(folder);
	const dead = spawnSync(process.execPath, ['--eval', '']).pid;
	plantLock({pid: dead});
	const runs = Array.from({length: processes}, (_, index) => start(String(index), saves));
	await Promise.all(runs.map(({child}) => once(child, 'close')));
	expect(runs.map(({errors}) => errors()).join('')).toBe('');
	expect(names(open())).toHaveLength(processes * saves);
	expect(new Set(names(open())).size).toBe(processes * saves);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test('killed at any moment, the file is whole and at most the save in flight is missing', {
	timeout: 600_000,
}, async () => {
	const kills = Number(process.env.SAVE_KILLS ?? (isFull ? 200 : 10));
	const safe = new Set<string>();
	let tried = 0;
	for (let round = 0; round < kills; round += 1) {
		const one = start(`${round}a`, 200);
		const two = start(`${round}b`, 200);
		await Promise.race([once(one.child.stdout ?? one.child, 'data'), once(one.child, 'close')]);
		await new Promise(resolve => setTimeout(resolve, Math.random() * 60));
		one.child.kill('SIGKILL');
		two.child.kill('SIGKILL');
		await Promise.all([once(one.child, 'close'), once(two.child, 'close')]);
		for (const name of [...one.done(), ...two.done()]) {
			safe.add(name);
		}
		tried += 2;
		const found = new Set(names(open()));
		expect([...safe].filter(name => !found.has(name))).toEqual([]);
		expect(found.size).toBeLessThanOrEqual(safe.size + tried);
	}
	await open().save([named('after')]);
	expect(names(open())).toContain('after');
	expect(readdirSync(folder)).toEqual(['config.json']);
});

const isLinux = process.platform === 'linux';

const self = {
	pid: process.pid,
	id: '1',
	boot: isLinux ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : '',
	space: isLinux ? readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '') : '',
	host: hostname().replaceAll(/[^\w.-]/g, '_'),
};

const plantLock = (changes: Partial<typeof self>): string => {
	const {pid, id, boot, space, host} = {...self, ...changes};
	const lock = path.join(folder, ['config.json.lock', pid, id, boot, space, host].join('~'));
	writeFileSync(lock, '');
	return lock;
};

const impatient = (): ProfileStore => open(folder, {patience: 100});

const endedProcess = (): number => spawnSync(process.execPath, ['--eval', '']).pid;

test('a lock of a dead process is taken over', async () => {
	mkdirSync(folder);
	plantLock({pid: endedProcess()});
	await impatient().save([named('a')]);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test('a lock with our own number that we never took is a dead one', async () => {
	mkdirSync(folder);
	plantLock({});
	await impatient().save([named('a')]);
	expect(readdirSync(folder)).toEqual(['config.json']);
});

test.skipIf(process.platform !== 'linux')(
	'a lock from before the machine was restarted is a dead one',
	async () => {
		mkdirSync(folder);
		plantLock({pid: 1, boot: 'a-0'});
		await impatient().save([named('a')]);
		expect(names(open())).toEqual(['a']);
	},
);

test.each([
	['a live process', {pid: process.ppid}, /Process \d+ has locked/],
	['a process on another machine', {host: 'elsewhere'}, /on elsewhere has locked/],
	['a process of another container', {space: '1'}, /Process \d+ has locked/],
])('a lock held too long by %s is a sentence that names it', async (_, changes, message) => {
	mkdirSync(folder);
	const lock = plantLock({pid: endedProcess(), ...changes});
	const error = await failure(impatient().save([named('a')]));
	expect(error).toMatchObject({kind: 'outside', message: expect.stringMatching(message)});
	expect(error.message).toContain(lock);
	expect(readdirSync(folder)).toEqual([path.basename(lock)]);
});

test('what only looks like a lock is left alone', async () => {
	mkdirSync(folder);
	const others = ['config.json.lock', 'config.json.lock~1', 'config.json.lock~x~1~~~h', 'letter'];
	others.map(name => writeFileSync(path.join(folder, name), 'Dear all'));
	await impatient().save([named('a')]);
	expect(readdirSync(folder).toSorted()).toEqual(['config.json', ...others].toSorted());
});

test('saves of one process wait for each other', async () => {
	const store = open();
	await Promise.all(Array.from({length: 10}, (_, index) => store.save([named(String(index))])));
	expect(names(store)).toHaveLength(10);
});

test('the folder is the one conf would choose', () => {
	const script = `
		import Conf from 'conf';
		console.log(new Conf({projectName: 'pat-wizard', projectSuffix: ''}).path);`;
	for (const configHome of [undefined, path.join(root, 'xdg')]) {
		const environment = {...process.env, HOME: root, USERPROFILE: root, APPDATA: root};
		if (configHome === undefined) {
			delete (environment as NodeJS.ProcessEnv).XDG_CONFIG_HOME;
		} else {
			(environment as NodeJS.ProcessEnv).XDG_CONFIG_HOME = configHome;
		}
		delete (environment as NodeJS.ProcessEnv).PAT_WIZARD_CONFIG_DIR;
		const file = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
			encoding: 'utf8',
			env: environment,
		}).trim();
		expect(path.dirname(file)).toBe(configFolder(environment, process.platform, root));
	}
});

test('without a folder there is a store all the same, which says why it is none', async () => {
	const store = openUserStore(
		{PAT_WIZARD_CONFIG_DIR: `/tmp/ghp_${'a1'.repeat(18)}`},
		'linux',
		() => new Date(),
	);
	expect(store.state()).toMatchObject({kind: 'broken', reason: expect.stringContaining('a token')});
	expect(store.problems()).toEqual([]);
	expect(() => store.list()).toThrow('a token');
	for (const work of [
		() => store.save([named('a')], {force: true}),
		() => store.rename('a', 'b'),
		() => store.remove(['a']),
		() => store.note('a', () => ({lastOpened: '2026-11-20T01:02:03.000Z'})),
	]) {
		expect((await failure(work())).kind).toBe('outside');
	}
});

test.each([
	'2026-11-20T01:02:03Z (\u001b[2J)',
	'2026-11-20T',
	'2026-13-40T01:02:03Z',
	'2026-11-20T01:02:03',
])('the date %j is not believed', date => {
	plant(JSON.stringify({version: 1, profiles: [{...named('a'), lastOpened: date}]}));
	expect(open().list()).toEqual([named('a')]);
});

test('whatever the clock says, nothing is lost', async () => {
	const at = (time: string) => open(folder, {now: () => new Date(time)});
	await at('2026-11-20T00:00:00Z').save([named('a')]);
	await at('1970-01-01T00:00:00Z').save([named('b')]);
	await at('+012026-01-01T00:00:00Z').save([named('c')]);
	await open().note('a', () => ({lastOpened: '1969-01-01T00:00:00.000Z'}));
	await open().note('b', () => ({lastOpened: '9999-12-31T23:59:59.000Z'}));
	expect(names(open())).toEqual(['a', 'b', 'c']);
	expect(find(open(), 'a')).toMatchObject({lastOpened: '1969-01-01T00:00:00.000Z'});
	plant('broken');
	const {setAside} = await at('+012026-01-01T00:00:00Z').save([named('d')], {force: true});
	expect(readFileSync(setAside ?? '', 'utf8')).toBe('broken');
});
