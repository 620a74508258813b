import {
	accessSync,
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fstatSync,
	fsyncSync,
	lchownSync,
	lstatSync,
	openSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import path from 'node:path';
import type Conf from 'conf';
import {outsideError, ToldError} from '../core/errors.ts';
import {isTooDeep} from '../core/profile/profile.ts';
import {showText} from '../core/text/text.ts';
import {makeFolder} from './folders.ts';

/** The version this program writes. A file with a higher one comes from a newer pat-wizard. */
export const fileVersion = 1;

/** The largest file that is read or written, in bytes. */
export const largestFile = 5_000_000;

/** What the file holds: its entries as they stand, and top-level keys that mean nothing here. */
export type Contents = {
	readonly entries: readonly unknown[];
	readonly rest: Readonly<Record<string, unknown>>;
};

/**
 * What was found where the profiles are kept. `version` of a readable file is the one it
 * was written with; its contents are already those of today's version.
 */
export type FoundFile =
	| {readonly kind: 'missing'}
	| {readonly kind: 'ok'; readonly version: number; readonly contents: Contents}
	| {readonly kind: 'broken'; readonly reason: string}
	| {readonly kind: 'newer'; readonly version: number};

type Parsed = Readonly<Record<string, unknown>>;

/** How a file of version n becomes one of version n + 1. A new version adds a line. */
const migrations: Readonly<Record<number, (file: Parsed) => Parsed>> = {
	// Before versions were written down, the file was the bare list, or an object without a version.
	0: file => ({...file, version: 1}),
};

const reasons: Readonly<Record<string, string>> = {
	EACCES: 'permission is denied',
	EDQUOT: 'the disk quota is used up',
	EFBIG: 'the system does not let the file grow that large',
	EIO: 'the disk reports a fault',
	EISDIR: 'it is a folder',
	ELOOP: 'its symbolic links lead in a circle',
	EMFILE: 'too many files are open',
	ENAMETOOLONG: 'its path is too long',
	ENFILE: 'too many files are open',
	ENOSPC: 'the disk is full',
	ENOTDIR: 'a part of its path is a file, not a folder',
	EEXIST: 'a part of its path is a file, not a folder',
	EPERM: 'permission is denied',
	EROFS: 'the disk is read-only',
};

const codeOf = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: undefined;

const reasonOf = (error: unknown): string | undefined => {
	const code = codeOf(error);
	return code === undefined ? undefined : (reasons[code] ?? `the system says ${code}`);
};

/** Turns what the system threw while saving into a sentence; any other error stays what it is. */
export const explainSaving = (error: unknown, file: string): unknown => {
	const reason = reasonOf(error);
	return error instanceof ToldError || reason === undefined
		? error
		: outsideError(
				`Cannot save to ${showText(file)}: ${reason}`,
				'What was saved before is unchanged; PAT_WIZARD_CONFIG_DIR chooses another folder',
				error,
			);
};

const broken = (reason: string): FoundFile => ({kind: 'broken', reason});

const isObject = (value: unknown): value is Parsed =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const migrate = (file: Parsed, from: number): Parsed => {
	let current = file;
	for (let version = from; version < fileVersion; version += 1) {
		current = migrations[version]?.(current) ?? current;
	}
	return current;
};

const understand = (value: unknown): FoundFile => {
	const file = Array.isArray(value) ? {profiles: value} : value;
	if (!isObject(file)) {
		return broken('it does not hold an object');
	}
	const version = file.version ?? 0;
	if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) {
		return broken('its version is not a whole number');
	}
	if (version > fileVersion) {
		return {kind: 'newer', version};
	}
	const {version: _, profiles, ...rest} = migrate(file, version);
	return Array.isArray(profiles)
		? {kind: 'ok', version, contents: {entries: profiles, rest}}
		: broken('its "profiles" is not a list');
};

const parse = (bytes: Uint8Array): FoundFile => {
	if (bytes.length === 0) {
		return broken('it is empty');
	}
	let text: string;
	try {
		text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
	} catch {
		return broken('it is not text in UTF-8');
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return broken('it is not JSON');
	}
	if (isTooDeep(value)) {
		return broken('it is nested too deeply');
	}
	return understand(value);
};

let last: {readonly bytes: Buffer; readonly found: FoundFile} | undefined;

/** As `parse`, with the same answer for the same contents: a start looks at the file several times. */
const parseOnce = (bytes: Buffer): FoundFile => {
	if (last === undefined || !last.bytes.equals(bytes)) {
		last = {bytes, found: parse(bytes)};
	}
	return last.found;
};

/**
 * Reads the file, creating nothing. Plain reading rather than conf's, which creates the
 * folder, takes a list for an object and cannot be told what was wrong with a file; and
 * commands that only look at profiles start without loading conf.
 */
export const readProfileFile = (file: string): FoundFile => {
	let descriptor: number | undefined;
	try {
		// O_NONBLOCK (not on Windows): a named pipe in its place must not hold us up.
		descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) {
			return broken(stats.isDirectory() ? 'it is a folder' : 'it is not a plain file');
		}
		if (stats.size > largestFile) {
			return broken(`it is larger than ${largestFile / 1_000_000} MB`);
		}
		return parseOnce(readFileSync(descriptor));
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT') {
			return isDanglingLink(file) ? broken('it is a symbolic link to nowhere') : {kind: 'missing'};
		}
		const reason = reasonOf(error);
		if (reason === undefined) {
			throw error;
		}
		return broken(reason);
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
};

const isDanglingLink = (file: string): boolean => {
	try {
		return lstatSync(file).isSymbolicLink() && !existsSync(file);
	} catch {
		return false;
	}
};

/** The path of the file itself: where it is a symbolic link, that of the link. */
export const resolveSelf = (file: string): string =>
	path.join(realpathSync(path.dirname(file)), path.basename(file));

/**
 * The path that is really written. A symbolic link to profiles that can be read is followed, because
 * people keep their settings in a folder of dotfiles and link to it: replacing the link would cut them
 * off. Any other link is one by mistake: what it leads to may be anything, and is left alone.
 */
export const resolveTarget = (file: string): string =>
	readProfileFile(file).kind === 'ok' ? realpathSync(file) : resolveSelf(file);

/** Whether the file, which cannot be read, could be set aside and another take its place. */
export const canSetAside = (file: string): boolean => {
	try {
		const {uid} = lstatSync(file);
		const user = process.geteuid?.() ?? uid;
		accessSync(path.dirname(file), constants.W_OK);
		return user === 0 || user === uid;
	} catch {
		return false;
	}
};

/** A point in time for a file name: `20261120T025000Z`. */
const stamp = (date: Date): string => date.toISOString().replaceAll(/[-:]|\.\d+/g, '');

const freeName = (wanted: string): string => {
	for (let count = 1; ; count += 1) {
		const name = count === 1 ? wanted : `${wanted}-${count}`;
		if (!existsSync(name) && !isDanglingLink(name)) {
			return name;
		}
	}
};

/** Renames an unreadable file to `….broken-<time>`, never over another, and gives that path. */
export const setAside = (target: string, now: Date): string => {
	const name = freeName(`${target}.broken-${stamp(now)}`);
	renameSync(target, name);
	return name;
};

/** Keeps a copy of a file of an older version as `….v<version>`, never over another. */
export const keepCopy = (target: string, version: number, owner: Owner | undefined): void => {
	const name = freeName(`${target}.v${version}`);
	copyFileSync(target, name, constants.COPYFILE_EXCL);
	give(name, owner);
};

const pause = (milliseconds: number): void => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

// On Windows a virus scanner or a reader keeps a file from being replaced for a moment.
const replace = (from: string, to: string): void => {
	for (let tries = 0; ; tries += 1) {
		try {
			renameSync(from, to);
			return;
		} catch (error) {
			const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
			if (process.platform !== 'win32' || !passing || tries === 40) {
				throw error;
			}
			pause(25);
		}
	}
};

const flush = (path: string, flags: string): void => {
	const descriptor = openSync(path, flags);
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
};

/** Who is to own a file, by number. */
export type Owner = {readonly uid: number; readonly gid: number};

// Not through a link: whoever owns the folder could put one there, and be given what it leads to.
const give = (place: string, owner: Owner | undefined): void => {
	if (owner !== undefined) {
		lchownSync(place, owner.uid, owner.gid);
	}
};

/** For whom root writes where somebody else's things are. Unset for anybody but root, and for root's own. */
const ownerForRoot = ({uid, gid}: Owner): Owner | undefined =>
	process.geteuid?.() === 0 && uid !== 0 ? {uid, gid} : undefined;

/**
 * Who is to own what is written to a path: whose file it is stays so. Root saving for a user keeps it the
 * user's, as is a new file in a user's folder, and a user who may write in the folder does not take over
 * another's file. Unset when it is whoever writes.
 *
 * @throws ToldError (`outside`) when the file belongs to another user and we are not root.
 */
export const findOwner = (target: string): Owner | undefined => {
	const user = process.geteuid?.();
	const file = lstatSync(target, {throwIfNoEntry: false});
	if (user === undefined || file?.uid === user) {
		return undefined;
	}
	if (user === 0) {
		return ownerForRoot(file ?? statSync(path.dirname(target)));
	}
	if (file === undefined) {
		return undefined;
	}
	throw outsideError(
		`Cannot save to ${showText(target)}: it belongs to another user`,
		'Give the file to yourself, or choose another folder with PAT_WIZARD_CONFIG_DIR',
	);
};

/**
 * Makes the folder of the file and those above it that are missing, readable by their owner only: the
 * one who owns the folder that they are made in. Throws what the system says.
 */
export const makeOwnFolder = (folder: string): void => {
	for (const place of makeFolder(folder)) {
		give(place, ownerForRoot(statSync(path.dirname(place))));
	}
};

/**
 * Replaces the file, whole or not at all, mode 0600, and gives it to its owner. The caller holds the
 * lock.
 *
 * conf writes beside the target, and what it wrote is compared before it takes the
 * target's place: on a full disk conf's writer can leave a cut-off file without an error,
 * and under snap, or where renaming fails with EXDEV, conf writes straight into the file,
 * which a kill would leave torn.
 *
 * @throws ToldError (`outside`), or a system error for `explainSaving`. The old file is intact then.
 */
export const replaceProfileFile = (
	target: string,
	contents: Contents,
	owner: Owner | undefined,
	Store: typeof Conf,
): void => {
	const value = {...contents.rest, version: fileVersion, profiles: contents.entries};
	const serialize = (data: object): string => `${JSON.stringify(data, undefined, '\t')}\n`;
	const text = serialize(value);
	if (Buffer.byteLength(text) > largestFile) {
		throw outsideError(
			`Cannot save to ${showText(target)}: it would be larger than ${largestFile / 1_000_000} MB`,
			'Remove saved profiles that are not needed any more',
		);
	}
	const folder = path.dirname(target);
	const next = `${target}.next`;
	// What a kill left behind: ours, and what conf's writer makes beside it.
	for (const leftover of readdirSync(folder)) {
		if (`${leftover}.tmp-`.startsWith(`${path.basename(next)}.tmp-`)) {
			rmSync(path.join(folder, leftover), {force: true, recursive: true});
		}
	}
	try {
		const store = new Store<Record<string, unknown>>({
			cwd: folder,
			configName: path.basename(next),
			fileExtension: '',
			projectSuffix: '',
			accessPropertiesByDotNotation: false,
			configFileMode: 0o600,
			clearInvalidConfig: false,
			serialize,
		});
		store.store = value;
		if (readFileSync(next, 'utf8') !== text) {
			throw outsideError(
				`Cannot save to ${showText(target)}: it could not be written whole`,
				'What was saved before is unchanged; look whether the disk is full',
			);
		}
		flush(next, 'r+');
		give(next, owner);
		replace(next, target);
	} catch (error) {
		rmSync(next, {force: true});
		throw error;
	}
	try {
		flush(folder, 'r');
	} catch {
		// Not every system lets a folder be flushed; the file itself is.
	}
};
