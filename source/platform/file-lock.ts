import {closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import {outsideError, readSafely} from '../core/errors.ts';
import {codeOf} from '../core/system-errors.ts';
import {showText} from '../core/text/show.ts';

/** A process that holds a lock or waits for it. */
type Holder = {
	readonly pid: number;
	/** The time of its request, in nanoseconds. Together with `pid`, it is unique until a restart. */
	readonly id: string;
	/** The ids of the machine's start and of the process namespace, which containers have. Empty outside of Linux. */
	readonly boot: string;
	readonly space: string;
	readonly host: string;
};

/** The ids of this process. A `pid` alone is not enough, since it can be reused, and soon is in containers. */
const ownIds = new Set<string>();

const attempt = (read: () => string): string => readSafely(read)?.trim() ?? '';

const describeSelf = (): Holder => ({
	pid: process.pid,
	id: String(process.hrtime.bigint()),
	boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
	space: attempt(() => readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '')),
	host: hostname()
		.replaceAll(/[^\w.-]/g, '_')
		.slice(0, 64),
});

/** Writes a holder as the end of a file's name, so that it exists as soon as the file does. */
const writeHolder = ({pid, id, boot, space, host}: Holder): string =>
	['', pid, id, boot, space, host].join('~');

const readHolder = (text: string): Holder | undefined => {
	const [, pid, id = '', boot = '', space = '', host = ''] =
		/^~(\d{1,10})~(\d{1,25})~([\da-f-]*)~(\d*)~([\w.-]*)$/.exec(text) ?? [];
	return pid === undefined ? undefined : {pid: Number(pid), id, boot, space, host};
};

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM means that it runs as another user.
		return codeOf(error) !== 'ESRCH';
	}
};

/** Whether a holder has surely ended. Processes on another host or in another container are unknown here. */
const isDead = (holder: Holder, self: Holder): boolean => {
	if (holder.host !== self.host) {
		return false;
	}
	if (holder.boot !== self.boot) {
		return holder.boot !== '' && self.boot !== '';
	}
	return (
		holder.space === self.space &&
		(holder.pid === self.pid ? !ownIds.has(holder.id) : !isRunning(holder.pid))
	);
};

/** Finds another process that holds the lock or waits for it. Removes the files of processes that have ended. */
const findOther = (file: string, self: Holder): Holder | undefined => {
	const name = path.basename(file);
	const ends = readdirSync(path.dirname(file))
		.filter(entry => entry.startsWith(name))
		.map(entry => entry.slice(name.length));
	for (const end of ends) {
		const holder = end === writeHolder(self) ? undefined : readHolder(end);
		if (holder !== undefined && !isDead(holder, self)) {
			return holder;
		}
		if (holder !== undefined) {
			rmSync(file + end, {force: true});
		}
	}
	return undefined;
};

/** Options for waiting for a lock. */
export type LockOptions = {
	/** How long to wait for the same holder, in milliseconds. 10,000 by default. */
	readonly patience?: number | undefined;
	/** Runs each attempt, from taking the lock to releasing it. */
	readonly inTurn?: <Result>(attempt: () => Result) => Result;
};

/**
 * Runs `work` while it holds a lock, and returns the result. Only one process at a time holds the lock of a folder. Each
 * creates a file of its own, and holds the lock if it then sees no other file. Of two processes at the same time, at
 * least one sees the other, and whoever sees another file removes its own and tries again. Files of processes that have
 * ended do not count. The clock does not matter. `work` is synchronous, so that no signal handler or other task runs
 * while the lock is held.
 *
 * @param file The beginning of the names of the lock's files. Their folder has to exist.
 * @throws PatWizardError (`outside`) when the same process holds the lock for longer than `patience`; a system error when
 * the file cannot be created.
 */
export const withLock = async <Result>(
	file: string,
	work: () => Result,
	{patience = 10_000, inTurn = run => run()}: LockOptions = {},
): Promise<Result> => {
	const self = describeSelf();
	const own = file + writeHolder(self);
	const tryOnce = (): {readonly result: Result} | Holder => {
		const before = findOther(file, self);
		if (before !== undefined) {
			return before;
		}
		closeSync(openSync(own, 'wx', 0o600));
		try {
			return findOther(file, self) ?? {result: work()};
		} finally {
			rmSync(own, {force: true});
		}
	};
	ownIds.add(self.id);
	try {
		let watched = '';
		// In seconds, by a clock that nobody sets: performance.now() is Date.now() in the built program.
		for (let since = process.uptime(); ; ) {
			const met = inTurn(tryOnce);
			if ('result' in met) {
				return met.result;
			}
			if (met.id !== watched) {
				watched = met.id;
				since = process.uptime();
			} else if ((process.uptime() - since) * 1000 > patience) {
				const where = met.host === self.host ? '' : ` on ${met.host}`;
				throw outsideError(
					`Process ${met.pid}${where} has locked ${showText(file + writeHolder(met))} for more than ${Math.round(patience / 1000)} seconds`,
					'Try again later. If no pat-wizard is running there, delete that file',
				);
			}
			// A random time keeps several waiting processes from trying at the same moment again.
			await new Promise(resolve => setTimeout(resolve, 1 + Math.random() * 15));
		}
	} finally {
		ownIds.delete(self.id);
	}
};
