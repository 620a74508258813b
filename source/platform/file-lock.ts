import {closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import {outsideError, readSafely} from '../core/errors.ts';
import {codeOf} from '../core/system-errors.ts';
import {showText} from '../core/text/show.ts';

/** Who wants a lock or holds it. */
type Holder = {
	readonly pid: number;
	/** The nanosecond at which it asked: with the process number it never comes again until a restart. */
	readonly id: string;
	/** Linux only, else empty: which start of the machine, and which process namespace (containers have their own). */
	readonly boot: string;
	readonly space: string;
	readonly host: string;
};

// A process number comes round again, in containers quickly: it alone does not make a holder ours.
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

/** A holder as the end of a file's name: so it is there as soon as the file is, on every system. */
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
		// EPERM: it runs, as another user.
		return codeOf(error) !== 'ESRCH';
	}
};

// Only what this machine can know: the number of a process on another host or in another container means
// nothing here.
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

/** Another one who holds or wants the lock. What those left who died is removed: no name comes again. */
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

/** How a lock is waited for. */
export type LockOptions = {
	/** How long one and the same holder is waited for, in milliseconds: 10,000 unless given. */
	readonly patience?: number | undefined;
	/** Runs each attempt, from taking the lock to giving it back. */
	readonly inTurn?: <Result>(attempt: () => Result) => Result;
};

/**
 * Does `work` while holding a lock, and gives back what it gives. One holder at a time, over all processes
 * that share the folder: each puts a file of its own there, and the lock is held by who then sees no other.
 * Of two who come at once each sees the other or one does, and who sees another takes its own away again. What
 * a process left that died does not count; the clock plays no part. `work` is not asynchronous, so that no
 * signal handler or other task of ours ever runs while the lock is held.
 *
 * @param file How the names of the lock's files begin. Their folder has to exist.
 * @throws PatWizardError (`outside`) when the same holder keeps it for longer than the patience;
 * a system error when the files cannot be made.
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
		// In seconds. The first use of performance.now() would load a dozen modules.
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
					`Process ${met.pid}${where} has held ${showText(file + writeHolder(met))} for more than ${Math.round(patience / 1000)} seconds`,
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
