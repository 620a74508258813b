import {setTimeout as wait} from 'node:timers/promises';

/**
 * Stops the program and all that was started with it, as Ctrl+Z at a shell does, until the shell
 * continues it. Returns at once where there is no shell that could: the system then ignores the
 * signal. Does nothing on Windows.
 */
export const suspend = async (): Promise<void> => {
	if (process.platform !== 'win32') {
		// Whoever listens to the signal would keep it from stopping the program.
		const listeners = process.listeners('SIGTSTP');
		process.removeAllListeners('SIGTSTP');
		// The whole group: stopping this process alone would leave `npm start` waiting for it.
		process.kill(0, 'SIGTSTP');
		await wait(20);
		for (const listener of listeners) {
			process.on('SIGTSTP', listener);
		}
		// Who is stopped is not told that the terminal changed its size.
		process.kill(process.pid, 'SIGWINCH');
		await wait(20);
	}
};

/**
 * The signals that the wizard listens to: the program goes on after it was stopped, is asked to stop as by
 * `suspend` but from outside, and its terminal changed its size. The two by which the system stops who is in
 * the background, SIGTTIN and SIGTTOU, are none: what they stop would be done again at once, and for ever.
 */
export type WatchedSignal = 'SIGCONT' | 'SIGTSTP' | 'SIGWINCH';

/** Calls a listener whenever the program gets a signal. Gives back what ends that. */
export const watchSignal = (signal: WatchedSignal, listener: () => void): (() => void) => {
	process.on(signal, listener);
	return () => process.off(signal, listener);
};

/**
 * Ends the program as the closing of its terminal does by itself. Not by an exit: Node would set the
 * modes of the terminal back, and abort because there is none.
 */
export const hangUp = (): void => {
	process.removeAllListeners('SIGHUP');
	process.kill(process.pid, 'SIGHUP');
};

const endingSignals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** Calls a listener at every signal that ends a program. Gives back what ends that. */
const watchEndingSignals = (listener: (signal: NodeJS.Signals) => void): (() => void) => {
	for (const signal of endingSignals) {
		process.on(signal, listener);
	}
	return () => {
		for (const signal of endingSignals) {
			process.off(signal, listener);
		}
	};
};

/**
 * Calls a listener when the program ends, also by a signal, of which no program in another session hears.
 * Gives back what ends that. Only for as long as there is no wizard, which listens to the signals itself.
 */
export const watchEnd = (listener: () => void): (() => void) => {
	process.on('exit', listener);
	const unwatchSignals = watchEndingSignals(signal => {
		listener();
		unwatch();
		try {
			// Node does it only where nobody ever listened to the signal.
			process.stdin.setRawMode?.(false);
		} catch {
			// A closed terminal has no modes left.
		}
		process.kill(process.pid, signal);
	});
	const unwatch = (): void => {
		process.off('exit', listener);
		unwatchSignals();
	};
	return unwatch;
};

/**
 * Does work that may stop only where it can say what it did. Ctrl+C and the signals that end the program abort
 * `stop`, as a prompt does for the Ctrl+C that is typed at it. After the work the program ends by the signal;
 * after Ctrl+C its caller ends it.
 */
export const stoppable = async <Result>(
	work: (stop: AbortController) => Promise<Result>,
): Promise<Result> => {
	const stop = new AbortController();
	let received: NodeJS.Signals | undefined;
	const unwatch = watchEndingSignals(signal => {
		received ??= signal;
		stop.abort();
	});
	try {
		return await work(stop);
	} finally {
		unwatch();
		if (received !== undefined && received !== 'SIGINT') {
			// Ink leaves listeners behind, which would put it off.
			process.removeAllListeners(received);
			process.kill(process.pid, received);
		}
	}
};
