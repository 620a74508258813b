import {mkdirSync, statSync} from 'node:fs';
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

const isFolder = (place: string): boolean =>
	statSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;

/**
 * Makes a folder and those above it that are missing, readable by their owner only, and gives the paths of
 * those that it made, outermost first. Throws what the system says. Node's own recursive `mkdir` is not used: where a folder can never be made, as below
 * `/proc`, it tries forever (Node 20).
 */
export const makeFolder = (folder: string): readonly string[] => {
	const missing: string[] = [];
	for (
		let current = path.resolve(folder);
		!isFolder(current) && current !== path.dirname(current);
		current = path.dirname(current)
	) {
		missing.unshift(current);
	}
	return missing.filter(place => {
		try {
			mkdirSync(place, {mode: 0o700});
			return true;
		} catch (error) {
			// Another program may have made it in the meantime.
			if (!isFolder(place)) {
				throw error;
			}
			return false;
		}
	});
};
