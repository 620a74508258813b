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
