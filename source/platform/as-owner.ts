import {lstatSync, readlinkSync, type Stats} from 'node:fs';
import path from 'node:path';
import {outsideError, type ToldError} from '../core/errors.ts';
import {showText} from '../core/text/show.ts';
import {codeOf} from './system-errors.ts';

/** As many symbolic links as Linux follows in a path. */
const mostLinks = 40;

/**
 * Everything that a path leads through, folders and symbolic links, from the top down to the last one that
 * is there.
 */
const walk = (place: string): readonly Stats[] => {
	const passed: Stats[] = [];
	const left = path.resolve(place).split('/');
	let current = '/';
	let links = 0;
	for (let name = left.shift(); name !== undefined; name = left.shift()) {
		const next = path.resolve(current, name);
		const stats = lstatSync(next, {throwIfNoEntry: false});
		if (stats === undefined) {
			break;
		}
		passed.push(stats);
		if (!stats.isSymbolicLink()) {
			current = next;
		} else if (links < mostLinks) {
			links += 1;
			left.unshift(...path.resolve(current, readlinkSync(next)).split('/'));
			current = '/';
		}
	}
	return passed;
};

const refusal = (folder: string, reason: string, cause?: unknown): ToldError =>
	outsideError(
		`Cannot save to ${showText(folder)}: ${reason}`,
		'Save as the user whose folder it is, or choose another one with PAT_WIZARD_CONFIG_DIR',
		cause,
	);

const becomeUser = ({uid, gid}: Stats, folder: string): void => {
	try {
		process.setegid?.(gid);
		process.setgroups?.([gid]);
		process.seteuid?.(uid);
	} catch (error) {
		// Of a user who does not exist in this container, nobody in it can take the rights.
		if (codeOf(error) !== 'EINVAL') {
			throw refusal(folder, 'it is of another user, whose rights root cannot take here', error);
		}
	}
};

/**
 * Does something in a folder. Root does it with the rights of the user who can change where the path leads,
 * and with no others: the owner of the outermost thing on the path that is not root's, because everything
 * further in is theirs to swap at any moment, whoever owns it now. What is made is then theirs as well.
 * Anybody else does it as themselves. `work` is not asynchronous: nothing else may run with these ids.
 *
 * @throws ToldError (`outside`) when root may not take the rights of that user, and for anybody else when a
 * symbolic link on the path belongs to another user.
 */
export const asOwner = <Result>(folder: string, work: () => Result): Result => {
	const user = process.geteuid?.();
	if (user === undefined) {
		return work();
	}
	const others = walk(folder).filter(({uid}) => uid !== 0 && uid !== user);
	const [owner] = others;
	if (user !== 0 || owner === undefined) {
		if (others.some(stats => stats.isSymbolicLink())) {
			throw refusal(folder, 'its path leads through a symbolic link of another user');
		}
		return work();
	}
	const group = process.getegid?.() ?? 0;
	const groups = process.getgroups?.() ?? [];
	try {
		becomeUser(owner, folder);
		return work();
	} finally {
		process.seteuid?.(0);
		process.setegid?.(group);
		process.setgroups?.(groups);
	}
};
