import {
	closeSync,
	constants,
	existsSync,
	fstatSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	type Stats,
	statSync,
	writeFileSync,
} from 'node:fs';
import {dirname, isAbsolute, join, posix, win32} from 'node:path';

/** The age at which code of other versions is removed, in milliseconds (30 days). */
const longestLife = 30 * 24 * 60 * 60 * 1000;

/**
 * The folder of the cache, in the platform's own cache folder
 * (https://specifications.freedesktop.org/basedir-spec, `~/Library/Caches`, `%LOCALAPPDATA%`). A relative path
 * when the environment names none.
 */
export const cacheFolder = (
	{HOME = '', LOCALAPPDATA = '', XDG_CACHE_HOME = ''}: NodeJS.ProcessEnv,
	platform: NodeJS.Platform,
): string => {
	if (platform === 'win32') {
		return win32.join(LOCALAPPDATA, 'pat-wizard', 'Cache');
	}
	if (platform === 'darwin') {
		return posix.join(HOME, 'Library', 'Caches', 'pat-wizard');
	}
	const base = posix.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : posix.join(HOME, '.cache');
	return posix.join(base, 'pat-wizard');
};

/** The id of the user. Unset on Windows. */
const user = process.geteuid?.();

/** Whether only the user can write the file or folder. */
const isOwn = ({uid, mode}: Stats): boolean =>
	user === undefined || (uid === user && (mode & 0o022) === 0);

/** Whether it is the user's own folder, in a folder in which others cannot rename and replace it. */
const canTrust = (folder: string): boolean => {
	const stats = lstatSync(folder);
	const isOpen = user !== undefined && (statSync(dirname(folder)).mode & 0o1002) === 0o002;
	return stats.isDirectory() && isOwn(stats) && !isOpen;
};

/** Makes a folder, except in another user's folder (as with `sudo`) or in a missing one. */
const makeFolder = (folder: string): void => {
	if (!existsSync(folder) && [undefined, statSync(dirname(folder)).uid].includes(user)) {
		mkdirSync(folder, {mode: 0o700});
	}
};

const attempt = <Result>(run: () => Result): Result | undefined => {
	try {
		return run();
	} catch {
		return undefined;
	}
};

/** Returns the contents of a file of the cache: the name of the part and what is kept of it, all of it twice. */
export const describeKept = (part: string, kept: Buffer): Buffer => {
	const once = Buffer.concat([Buffer.from(`${part}\0`), kept]);
	return Buffer.concat([once, once]);
};

const readTrusted = (file: string, part: string): Buffer | undefined => {
	const {O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0} = constants;
	const descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile() || !isOwn(stats)) {
			return undefined;
		}
		const bytes = readFileSync(descriptor);
		const once = bytes.subarray(0, bytes.length / 2);
		const isWhole = once.equals(bytes.subarray(once.length)) && once.indexOf(`${part}\0`) === 0;
		return isWhole ? once.subarray(part.length + 1) : undefined;
	} finally {
		closeSync(descriptor);
	}
};

/** Writes a new file and renames it, so that others read either the whole old one or the whole new one. */
const replaceFile = (file: string, contents: Buffer): void => {
	const draft = `${file}.${process.pid}`;
	try {
		writeFileSync(draft, contents, {flag: 'wx', mode: 0o600, flush: true});
		renameSync(draft, file);
	} catch (error) {
		rmSync(draft, {force: true});
		throw error;
	}
};

const removeOld = (folder: string, current: string): void => {
	for (const name of readdirSync(folder)) {
		const found = join(folder, name);
		if (name !== current && Date.now() - lstatSync(found).mtimeMs > longestLife) {
			rmSync(found, {recursive: true, force: true});
		}
	}
};

/**
 * Opens the cache for one build of the program on one build of Node, named by `key`: its parts with their compiled code,
 * kept for the next start. They are run, so the cache reads only folders and files that belong to the user and that
 * no other user can write. Returns `undefined` when the folder is not safe, and when `NODE_DISABLE_COMPILE_CACHE` is
 * set, as for Node's own (https://nodejs.org/api/module.html#module-compile-cache). Creates nothing before it writes.
 *
 * V8 checks little more than the length of the code, and damaged code ends the process. So each file holds all twice:
 * reading and comparing it takes 0.6 ms more than a sum over every 4 kB, which would miss a flipped bit.
 */
export const openCodeCache = (key: string) => {
	const own = cacheFolder(process.env, process.platform);
	const stands = existsSync(own);
	if (
		process.env.NODE_DISABLE_COMPILE_CACHE ||
		!isAbsolute(own) ||
		(stands && attempt(() => canTrust(own)) !== true)
	) {
		return undefined;
	}

	const folder = join(own, key);
	return {
		/** What is kept of a part, or `undefined` when there is nothing to use. Never throws. */
		read: (part: string): Buffer | undefined =>
			stands ? attempt(() => readTrusted(join(folder, part), part)) : undefined,
		/** Keeps parts. Never throws, also when the folder cannot be written. */
		write: (parts: readonly (readonly [part: string, kept: Buffer])[]): void => {
			attempt(() => {
				[dirname(own), own, folder].forEach(makeFolder);
				attempt(() => removeOld(own, key));
				if (canTrust(own)) {
					for (const [part, kept] of parts) {
						replaceFile(join(folder, part), describeKept(part, kept));
					}
				}
			});
		},
	};
};
