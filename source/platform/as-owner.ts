import {lstatSync, readFileSync, readlinkSync, type Stats} from 'node:fs';
import path from 'node:path';
import {outsideError, type PatWizardError, readSafely} from '../core/errors.ts';
import {showText} from '../core/text/show.ts';

/** As many symbolic links as Linux follows in a path. */
const mostLinks = 40;

/** A folder or a symbolic link that a path leads through. */
type Part = {
	readonly place: string;
	readonly stats: Stats;
	/** Whether it is what the path leads to. */
	readonly isLast: boolean;
};

/** Everything that a path leads through, from the top down to the last one that is there. */
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
 * Tells whether a user's number means somebody in this container. Whatever belongs to users outside it
 * shows one number that nobody has, often the system's own files among them.
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
		'Save as the user whose folder it is, or choose one that only you can change with PAT_WIZARD_CONFIG_DIR',
		cause,
	);

const become = ({uid, gid}: Stats, folder: string): void => {
	try {
		process.setegid?.(gid);
		process.setgroups?.([gid]);
		process.seteuid?.(uid);
	} catch (error) {
		throw refusal(folder, 'it is of another user, whose rights root cannot take here', error);
	}
};

/** Whether others can put something else in the place of what lies in a folder. */
const isOpenToOthers = ({mode, gid}: Stats, group: number): boolean =>
	(mode & 0o1000) === 0 && ((mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== group));

/**
 * Does something in a folder, and only where no other user can change where its path leads: every link and
 * every folder above it has to belong to the user or to root, and no others may write there (where the sticky
 * bit is set, they can but add). A folder that the user's own group may write counts as the user's, since many
 * systems make them so.
 *
 * Root takes the rights of the owner of the outermost thing on the path that is not root's, because everything
 * further in is theirs to swap at any moment, whoever owns it now. What is made is then theirs as well.
 * `work` is not asynchronous: nothing else may run with these ids.
 *
 * @throws PatWizardError (`outside`) where that is not so, and when root may not take those rights.
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
			throw refusal(folder, `another user can change what lies in ${showText(place)}`);
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
