import {
	closeSync,
	openSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeSync,
} from 'node:fs';
import {hostname} from 'node:os';
import {outsideError} from '../core/errors.ts';
import {showText} from '../core/text/show.ts';
import {codeOf} from './system-errors.ts';
import {readPlainFile} from './text-file.ts';

/** Who holds a lock. */
type Holder = {
	/** Unique for every time a lock is taken. */
	readonly id: string;
	readonly pid: number;
	readonly host: string;
	/** Linux only: which start of the machine, and which process namespace (containers have their own). */
	readonly boot?: string | undefined;
	readonly space?: string | undefined;
};

const attempt = <Result>(work: () => Result): Result | undefined => {
	try {
		return work();
	} catch {
		return undefined;
	}
};

// The locks that this very process holds or waits for: a process number comes round
// again (in containers quickly), so our own number alone does not make one ours.
const ownIds = new Set<string>();

/** An id that never comes again, and that nobody can foresee. Linux gives it without 3 ms of loading crypto. */
export const makeId = (): string =>
	attempt(() => readFileSync('/proc/sys/kernel/random/uuid', 'utf8').trim()) ??
	globalThis.crypto.randomUUID();

const describeSelf = (): Holder => ({
	id: makeId(),
	pid: process.pid,
	host: hostname().replaceAll(/[^\w.-]/g, '_'),
	boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
	space: attempt(() => readlinkSync('/proc/self/ns/pid')),
});

const readHolder = (place: string): Holder | 'gone' | 'unclear' => {
	let text = attempt(() => readlinkSync(place));
	if (text === undefined) {
		const found = readPlainFile(place, {largest: 10_000, isLinkRefused: true});
		if (found.kind !== 'text') {
			return found.kind === 'missing' ? 'gone' : 'unclear';
		}
		text = found.text;
	}
	const {id, pid, host, boot, space} = (attempt(() => JSON.parse(text)) ?? {}) as Partial<Holder>;
	// The id becomes part of a file name, and the host part of a message.
	return typeof id === 'string' &&
		/^[0-9a-f-]{36}$/.test(id) &&
		typeof host === 'string' &&
		/^[\w.-]*$/.test(host) &&
		typeof pid === 'number' &&
		Number.isSafeInteger(pid) &&
		pid > 0
		? {id, pid, host, boot, space}
		: 'unclear';
};

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, as another user.
		return codeOf(error) !== 'ESRCH';
	}
};

// Only what this machine can know: a process of another host or another container
// is never called dead, because its number means nothing here.
const isDead = (holder: Holder, self: Holder): boolean => {
	if (holder.host !== self.host) {
		return false;
	}
	if (holder.boot !== self.boot) {
		return holder.boot !== undefined && self.boot !== undefined;
	}
	if (holder.space !== self.space) {
		return false;
	}
	return holder.pid === self.pid ? !ownIds.has(holder.id) : !isRunning(holder.pid);
};

const makeFile = (place: string, text: string): void => {
	const descriptor = openSync(place, 'wx', 0o600);
	try {
		writeSync(descriptor, text);
	} catch (error) {
		rmSync(place, {force: true});
		throw error;
	} finally {
		closeSync(descriptor);
	}
};

const withoutLinks: ReadonlySet<string | undefined> = new Set([
	'EINVAL',
	'ENOSYS',
	'ENOTSUP',
	'EOPNOTSUPP',
	'EPERM',
]);

// A symbolic link whose target is the holder's description: it appears together with that text, so that
// nobody ever meets a lock that does not say whose it is. Where there are no such links (on Windows they
// take a privilege), a file: a process killed between making and filling it leaves one for the user to delete.
const make = (place: string, text: string): void => {
	if (process.platform === 'win32') {
		makeFile(place, text);
		return;
	}
	try {
		symlinkSync(text, place);
	} catch (error) {
		if (!withoutLinks.has(codeOf(error))) {
			throw error;
		}
		makeFile(place, text);
	}
};

const take = (place: string, self: Holder): boolean => {
	try {
		make(place, JSON.stringify(self));
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') {
			return false;
		}
		throw error;
	}
};

const removeOf = ({id}: Holder, place: string): void => {
	const holder = readHolder(place);
	if (typeof holder === 'object' && holder.id === id) {
		rmSync(place, {force: true});
	}
};

// Removing a dead holder's lock takes a right of its own, named after the holder's id. Whoever has the right
// looks again whether the lock is still that holder's: an id never comes back, so of all who saw the dead
// lock one removes it, and nobody removes a new one. A right whose own holder died is removed the same way.
const removeDead = (place: string, file: string, self: Holder, depth = 0): void => {
	const holder = readHolder(place);
	if (typeof holder === 'string' || !isDead(holder, self) || depth > 8) {
		return;
	}
	const right = `${file}-end-${holder.id}`;
	if (take(right, self)) {
		removeOf(holder, place);
		rmSync(right, {force: true});
	} else {
		removeDead(right, file, self, depth + 1);
	}
};

/** How a lock is waited for. */
export type LockOptions = {
	/** How long one and the same holder is waited for, in milliseconds: 10,000 unless given. */
	readonly patience?: number | undefined;
	/** Runs each attempt, from taking the lock to giving it back. */
	readonly inTurn?: <Result>(attempt: () => Result) => Result;
};

/**
 * Does `work` while holding a lock, and gives back what it gives. One holder at a time, over all processes
 * that share the folder. A lock left by a process that died is taken over; the clock plays no part. `work`
 * is not asynchronous, so that no signal handler or other task of ours ever runs while the lock is held.
 *
 * @param file The lock's path. Its folder has to exist.
 * @throws PatWizardError (`outside`) when the same holder keeps it for longer than the patience;
 * a system error when the lock cannot be created.
 */
export const withLock = async <Result>(
	file: string,
	work: () => Result,
	{patience = 10_000, inTurn = run => run()}: LockOptions = {},
): Promise<Result> => {
	const self = describeSelf();
	const tryOnce = (): {readonly result: Result} | Holder | 'gone' | 'unclear' => {
		if (!take(file, self)) {
			const holder = readHolder(file);
			removeDead(file, file, self);
			return holder;
		}
		try {
			return {result: work()};
		} finally {
			removeOf(self, file);
		}
	};
	ownIds.add(self.id);
	try {
		let watched = '';
		for (let since = performance.now(); ; ) {
			const met = inTurn(tryOnce);
			if (typeof met === 'object' && 'result' in met) {
				return met.result;
			}
			const [seen, who] =
				typeof met === 'string'
					? [met, 'Another process']
					: [met.id, `Process ${met.pid}${met.host === self.host ? '' : ` on ${met.host}`}`];
			if (seen !== watched) {
				watched = seen;
				since = performance.now();
			} else if (seen !== 'gone' && performance.now() - since > patience) {
				throw outsideError(
					`${who} has held ${showText(file)} for more than ${Math.round(patience / 1000)} seconds`,
					'Try again when it is done; if no pat-wizard is running there, delete that file',
				);
			}
			// Random, so that many who wait do not keep meeting each other.
			await new Promise(resolve => setTimeout(resolve, 1 + Math.random() * 15));
		}
	} finally {
		ownIds.delete(self.id);
	}
};
