import {existsSync, mkdirSync, statSync} from 'node:fs';
import {homedir, userInfo} from 'node:os';
import path from 'node:path';

const attempt = (ask: () => string): string | undefined => {
	try {
		const folder = ask();
		// `HOME=` or a relative one would mean the current folder, which may be anybody's.
		return path.isAbsolute(folder) ? folder : undefined;
	} catch {
		return undefined;
	}
};

/** The user's home folder, or `undefined` where there is none, as for users that only a number names. */
export const findHomeFolder = (): string | undefined =>
	attempt(homedir) ?? attempt(() => userInfo().homedir);

/** The current folder, or `undefined` when it was deleted meanwhile. */
export const findCurrentFolder = (): string | undefined => attempt(() => process.cwd());

/** Whether a path lies below a folder. */
export const isInside = (file: string, folder: string): boolean => {
	const relative = path.relative(folder, file);
	return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
};

/** The nearest folder, from one upwards, that holds something of a name. `end` is looked at no more. */
export const findAbove = (folder: string, name: string, end?: string): string | undefined => {
	for (let current = path.resolve(folder); current !== end; current = path.dirname(current)) {
		if (existsSync(path.join(current, name))) {
			return current;
		}
		if (current === path.dirname(current)) {
			return undefined;
		}
	}
	return undefined;
};

const isFolder = (place: string): boolean =>
	statSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;

/**
 * Makes a folder and those above it that are missing, readable by their owner only. Throws what the system
 * says. Node's own recursive `mkdir` is not used: where a folder can never be made, as below `/proc`, it tries
 * forever (Node 20).
 */
export const makeFolder = (folder: string): void => {
	const missing: string[] = [];
	for (
		let current = path.resolve(folder);
		!isFolder(current) && current !== path.dirname(current);
		current = path.dirname(current)
	) {
		missing.unshift(current);
	}
	for (const place of missing) {
		try {
			mkdirSync(place, {mode: 0o700});
		} catch (error) {
			// Another program may have made it in the meantime.
			if (!isFolder(place)) {
				throw error;
			}
		}
	}
};
