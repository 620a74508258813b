import {existsSync, mkdirSync, statSync} from 'node:fs';
import {homedir, userInfo} from 'node:os';
import path from 'node:path';

const attempt = (ask: () => string): string | undefined => {
	try {
		const folder = ask();
		// An empty or relative `HOME` would mean the current folder, which may belong to anybody.
		return path.isAbsolute(folder) ? folder : undefined;
	} catch {
		return undefined;
	}
};

/** The user's home folder. `undefined` where there is none, as for users that have only a number. */
export const findHomeFolder = (): string | undefined =>
	attempt(homedir) ?? attempt(() => userInfo().homedir);

/** The current folder. `undefined` when it was deleted. */
export const findCurrentFolder = (): string | undefined => attempt(() => process.cwd());

/** Whether a path lies below a folder. */
export const isInside = (file: string, folder: string): boolean => {
	const relative = path.relative(folder, file);
	return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
};

/** Finds the nearest folder, from `folder` upwards, that has a file or folder called `name`. Stops before `end`. */
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
 * Makes a folder and its missing parents, readable by their owner only. Throws the system's error. It does not use
 * Node's recursive `mkdir`, which tries forever where no folder can be made, as below `/proc` (Node 20).
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
			// Another program may have made it meanwhile.
			if (!isFolder(place)) {
				throw error;
			}
		}
	}
};
