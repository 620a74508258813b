import {lstatSync, readFileSync, readlinkSync, type Stats} from 'node:fs';
import path from 'node:path';
import {outsideError, type PatWizardError, readSafely} from '../core/errors.ts';
import {showText} from '../core/text/show.ts';

/** The most symbolic links that Linux follows in a path. */
const mostLinks = 40;

/** A folder or a symbolic link on a path. */
type Part = {
	readonly place: string;
	readonly stats: Stats;
	/** Whether it is the target of the path. */
	readonly isLast: boolean;
};

/** Lists the folders and symbolic links on a path, from the root to the last one that exists. */
const walk = (place: string): readonly Part[] => {
	const parts: Part[] = [];
	const left = path.resolve(place).split('/');
	let current = '/';
	let links = 0;
	for (let name = left.shift(); name !== undefined; name = left.shift()) {
		const next = path.resolve(current, name);
		const stats = lstatSync(next, {throwIfNoEntry: false});
		if (stats === undefined) {
			break;
		}
		parts.push({place: next, stats, isLast: left.length === 0 && !stats.isSymbolicLink()});
		if (!stats.isSymbolicLink()) {
			current = next;
		} else if (links < mostLinks) {
			links += 1;
			left.unshift(...path.resolve(current, readlinkSync(next)).split('/'));
			current = '/';
		}
	}
	return parts;
};

/**
 * Returns a function that finds out whether a user id exists in this container. Files of users outside of it, often
 * those of the system, all have one id that no user has.
 */
const findUsers = (): ((user: number) => boolean) => {
	const ranges = readSafely(() => readFileSync('/proc/self/uid_map', 'utf8'))
		?.trim()
		.split('\n')
		.map(line => line.trim().split(/\s+/).map(Number));
	return user =>
		ranges?.some(([start = 0, _, length = 0]) => user >= start && user < start + length) ?? true;
};

const refusal = (folder: string, reason: string, cause?: unknown): PatWizardError =>
	outsideError(
		`Cannot save to ${showText(folder)}: ${reason}`,
		'Save as the user who owns the folder, or set PAT_WIZARD_CONFIG_DIR to a folder that only you can change',
		cause,
	);

const become = ({uid, gid}: Stats, folder: string): void => {
	try {
		process.setegid?.(gid);
		process.setgroups?.([gid]);
		process.seteuid?.(uid);
	} catch (error) {
		throw refusal(
			folder,
			'it belongs to another user, and root cannot act as this user here',
			error,
		);
	}
};

/** Whether others can replace what is in a folder. */
const isOpenToOthers = ({mode, gid}: Stats, group: number): boolean =>
	(mode & 0o1000) === 0 && ((mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== group));

/**
 * Runs `work` in a folder, but only if no other user can change the target of its path. Every link and folder on the
 * path has to belong to the user or to root, and others may not write there. With the sticky bit they may, because they
 * can only add files. A folder that the user's own group may write to counts as the user's, as many systems make them
 * so.
 *
 * As root, it acts as the owner of the first thing on the path that does not belong to root, because that user can
 * replace everything below it at any time. New files then belong to that user. `work` is synchronous, so that nothing
 * else runs with these ids.
 *
 * @throws PatWizardError (`outside`) when another user can change the target, or when root cannot act as its owner.
 */
export const asOwner = <Result>(folder: string, work: () => Result): Result => {
	const user = process.geteuid?.();
	if (user === undefined) {
		return work();
	}
	const isUser = findUsers();
	const parts = walk(folder);
	const isStrange = ({uid}: Stats): boolean => uid !== 0 && uid !== user && isUser(uid);
	const owner = user === 0 ? parts.find(({stats}) => isStrange(stats))?.stats : undefined;
	const group = process.getegid?.() ?? 0;
	const groups = process.getgroups?.() ?? [];
	for (const {place, stats, isLast} of parts) {
		const isOthers = isStrange(stats) && stats.uid !== owner?.uid;
		if (stats.isSymbolicLink()) {
			if (isOthers) {
				throw refusal(folder, `the symbolic link ${showText(place)} belongs to another user`);
			}
		} else if (!isLast && (isOthers || isOpenToOthers(stats, owner?.gid ?? group))) {
			throw refusal(folder, `another user can change the content of ${showText(place)}`);
		}
	}
	try {
		if (owner !== undefined) {
			become(owner, folder);
		}
		return work();
	} finally {
		if (owner !== undefined) {
			process.seteuid?.(0);
			process.setegid?.(group);
			process.setgroups?.(groups);
		}
	}
};
