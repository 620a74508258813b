import {existsSync, lstatSync, realpathSync} from 'node:fs';
import path from 'node:path';
import {outsideError} from '../core/errors.ts';
import {showText} from '../core/text/text.ts';
import {codeOf} from './system-errors.ts';

type Owner = {readonly uid: number; readonly gid: number};

/**
 * The user, other than root, who can change what a path leads to: the owner of the outermost folder on it
 * that is not root's. What lies further in is theirs to swap at any moment, whoever owns it now.
 */
const findOwner = (folder: string): Owner | undefined => {
	let place = path.resolve(folder);
	while (!existsSync(place) && place !== path.dirname(place)) {
		place = path.dirname(place);
	}
	const outermostFirst: string[] = [];
	for (let current = realpathSync(place); ; current = path.dirname(current)) {
		outermostFirst.unshift(current);
		if (current === path.dirname(current)) {
			break;
		}
	}
	return outermostFirst.map(each => lstatSync(each)).find(({uid}) => uid !== 0);
};

/**
 * Does something in a folder. Root does it with the rights of the user who can change the path of the
 * folder, and with no others, so that no link of theirs leads root anywhere; what is made is then theirs as
 * well. Anybody else does it as themselves. `work` is not asynchronous: nothing else may run with these ids.
 *
 * @throws ToldError (`outside`) when root may not take the rights of another user.
 */
export const asOwner = <Result>(folder: string, work: () => Result): Result => {
	const owner = process.geteuid?.() === 0 ? findOwner(folder) : undefined;
	if (owner === undefined) {
		return work();
	}
	const group = process.getegid?.() ?? 0;
	const groups = process.getgroups?.() ?? [];
	try {
		try {
			process.setegid?.(owner.gid);
			process.setgroups?.([owner.gid]);
			process.seteuid?.(owner.uid);
		} catch (error) {
			// A user who does not exist in this container, so that nobody in it can be them.
			if (codeOf(error) !== 'EINVAL') {
				throw outsideError(
					`Cannot save to ${showText(folder)}: it belongs to another user, in whose name root may not write here`,
					'Save as that user, or choose another folder with PAT_WIZARD_CONFIG_DIR',
					error,
				);
			}
		}
		return work();
	} finally {
		process.seteuid?.(0);
		process.setegid?.(group);
		process.setgroups?.(groups);
	}
};
