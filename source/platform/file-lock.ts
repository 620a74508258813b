import {
	linkSync,
	lstatSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import {outsideError} from '../core/errors.ts';
import {showText} from '../core/text/text.ts';

/** What a lock depends on, besides the file system. */
export type LockWorld = {
	/** Whether a process of this machine is running. Asks the system unless given. */
	readonly isAlive?: (pid: number) => boolean;
	/** How long one and the same holder is waited for, in milliseconds: 10,000 unless given. */
	readonly patience?: number;
};

type Holder = {
	/** Unique for every time a lock is taken. */
	readonly id: string;
	readonly pid: number;
	readonly host: string;
	/** Linux only: which start of the machine, and which process namespace (containers have their own). */
	readonly boot?: string | undefined;
	readonly space?: string | undefined;
};

type Lock = {
	readonly file: string;
	readonly self: Holder;
	readonly isAlive: (pid: number) => boolean;
};

const attempt = <Result>(work: () => Result): Result | undefined => {
	try {
		return work();
	} catch {
		return undefined;
	}
};

const codeOf = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: undefined;

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, as another user.
		return codeOf(error) !== 'ESRCH';
	}
};

// The locks this very process holds or waits with: a process number comes round
// again (in containers quickly), so our own number alone does not make it ours.
const ownIds = new Set<string>();

const describeSelf = (): Holder => ({
	// Linux makes one at once; Node has to load its cryptography first, which takes 2 ms.
	id:
		attempt(() => readFileSync('/proc/sys/kernel/random/uuid', 'utf8').trim()) ??
		globalThis.crypto.randomUUID(),
	pid: process.pid,
	host: hostname().replaceAll(/[^\w.-]/g, '_'),
	boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
	space: attempt(() => readlinkSync('/proc/self/ns/pid')),
});

const isText = (value: unknown): value is string => typeof value === 'string';

const readHolder = (file: string): Holder | 'gone' | 'unclear' => {
	let text: string;
	try {
		// A named pipe in its place must not hold us up.
		if (!lstatSync(file).isFile()) {
			return 'unclear';
		}
		text = readFileSync(file, 'utf8');
	} catch (error) {
		return codeOf(error) === 'ENOENT' ? 'gone' : 'unclear';
	}
	const value: unknown = attempt(() => JSON.parse(text));
	if (typeof value !== 'object' || value === null) {
		return 'unclear';
	}
	const {id, pid, host, boot, space} = value as Record<string, unknown>;
	// The id becomes part of a file name.
	if (!isText(id) || !/^[0-9a-f-]{36}$/.test(id)) {
		return 'unclear';
	}
	// The host becomes part of a message.
	if (!isText(host) || /[^\w.-]/.test(host)) {
		return 'unclear';
	}
	if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) {
		return 'unclear';
	}
	return {
		id,
		pid,
		host,
		boot: isText(boot) ? boot : undefined,
		space: isText(space) ? space : undefined,
	};
};

// Only what this machine can know: a process of another host or another container
// is never called dead, because its number means nothing here.
const isDead = (holder: Holder, {self, isAlive}: Lock): boolean => {
	if (holder.host !== self.host) {
		return false;
	}
	if (holder.boot !== self.boot) {
		return holder.boot !== undefined && self.boot !== undefined;
	}
	if (holder.space !== self.space) {
		return false;
	}
	return holder.pid === self.pid ? !ownIds.has(holder.id) : !isAlive(holder.pid);
};

const withoutHardLinks: ReadonlySet<string> = new Set([
	'EPERM',
	'ENOSYS',
	'ENOTSUP',
	'EOPNOTSUPP',
	'EINVAL',
	'EMLINK',
]);

const linkTo = (prepared: string, target: string): boolean => {
	try {
		linkSync(prepared, target);
		return true;
	} catch (error) {
		// ENOENT: a holder swept the prepared file away as litter. The next try makes another.
		if (['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) {
			return false;
		}
		throw error;
	}
};

// Says no when the path is taken. A hard link makes the file appear together with its
// contents, so nobody ever meets a lock that does not say whose it is; file systems
// without hard links get the next best thing.
const take = (target: string, lock: Lock): boolean => {
	const contents = JSON.stringify(lock.self);
	const prepared = `${lock.file}-new-${lock.self.id}`;
	try {
		writeFileSync(prepared, contents, {mode: 0o600});
		return linkTo(prepared, target);
	} catch (error) {
		if (!withoutHardLinks.has(codeOf(error) ?? '')) {
			throw error;
		}
	} finally {
		attempt(() => unlinkSync(prepared));
	}
	try {
		writeFileSync(target, contents, {mode: 0o600, flag: 'wx'});
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') {
			return false;
		}
		throw error;
	}
};

// Removing a dead holder's file takes a right of its own, named after the holder's id.
// Whoever has the right looks again whether the file is still that holder's: an id never
// comes back, so of all who saw the dead lock one removes it, and nobody removes a new
// one. A right whose own holder died is removed in the same manner.
const removeDead = (file: string, lock: Lock, depth = 0): void => {
	const holder = readHolder(file);
	if (typeof holder === 'string' || !isDead(holder, lock) || depth > 8) {
		return;
	}
	const right = `${lock.file}-end-${holder.id}`;
	if (!take(right, lock)) {
		removeDead(right, lock, depth + 1);
		return;
	}
	const still = readHolder(file);
	if (typeof still !== 'string' && still.id === holder.id) {
		rmSync(file, {force: true});
	}
	rmSync(right, {force: true});
};

// What processes killed on their way left beside the lock, cut-off files among it. Only
// called by the holder: then every right still there is about a lock that is gone for good,
// and who is just preparing a file tries again without it.
const sweep = (lock: Lock): void => {
	const folder = path.dirname(lock.file);
	const name = path.basename(lock.file);
	for (const entry of attempt(() => readdirSync(folder)) ?? []) {
		if (entry.startsWith(`${name}-new-`) || entry.startsWith(`${name}-end-`)) {
			const file = path.join(folder, entry);
			const holder = readHolder(file);
			if (holder === 'unclear' || (holder !== 'gone' && isDead(holder, lock))) {
				attempt(() => unlinkSync(file));
			}
		}
	}
};

const release = (lock: Lock): void => {
	const holder = attempt(() => readHolder(lock.file));
	if (typeof holder === 'object' && holder.id === lock.self.id) {
		attempt(() => unlinkSync(lock.file));
	}
};

const waitForTurn = async (lock: Lock, patience: number): Promise<void> => {
	let watched: string | undefined;
	let since = performance.now();
	while (!take(lock.file, lock)) {
		const holder = readHolder(lock.file);
		const seen = typeof holder === 'string' ? holder : holder.id;
		if (seen !== watched) {
			watched = seen;
			since = performance.now();
		} else if (seen !== 'gone' && performance.now() - since > patience) {
			const who = typeof holder === 'string' ? 'Another process' : `Process ${holder.pid}`;
			const where =
				typeof holder === 'string' || holder.host === lock.self.host ? '' : ` on ${holder.host}`;
			throw outsideError(
				`${who}${where} has held ${showText(lock.file)} for more than ${Math.round(patience / 1000)} seconds`,
				'Try again when it is done; if no pat-wizard is running there, delete that file',
			);
		}
		removeDead(lock.file, lock);
		// Loaded here: mostly nobody has to wait, and most commands only read.
		const {setTimeout: sleep} = await import('node:timers/promises');
		// Random, so that many who wait do not keep meeting each other.
		await sleep(1 + Math.random() * 15);
	}
};

/**
 * Does `work` while holding a lock file, and gives back what it gives. One holder at a
 * time, over all processes that share the folder. A lock left by a process that died is
 * taken over; the wall clock plays no part. `work` is not asynchronous so that no signal
 * handler or other task of ours ever runs while the lock is held.
 *
 * @param file The lock's path. Its folder has to exist; other files of the same name with
 * `-new-…` and `-end-…` behind come and go beside it.
 * @throws ToldError (`outside`) when the same holder keeps it for longer than the patience;
 * a system error when the lock cannot be created.
 */
export const withLock = async <Result>(
	file: string,
	work: () => Result,
	world: LockWorld = {},
): Promise<Result> => {
	const lock: Lock = {file, self: describeSelf(), isAlive: world.isAlive ?? isRunning};
	ownIds.add(lock.self.id);
	try {
		await waitForTurn(lock, world.patience ?? 10_000);
		try {
			sweep(lock);
			return work();
		} finally {
			release(lock);
		}
	} finally {
		ownIds.delete(lock.self.id);
	}
};
