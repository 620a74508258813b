import {setTimeout as wait} from 'node:timers/promises';

/**
 * Suspends the program and its process group, as Ctrl+Z at a shell does, until the shell continues them. Returns at
 * once where no shell could continue them: the system then ignores the signal. Does nothing on Windows.
 */
export const suspend = async (): Promise<void> => {
	if (process.platform !== 'win32') {
		// A listener would keep the signal from suspending the program.
		const listeners = process.listeners('SIGTSTP');
		process.removeAllListeners('SIGTSTP');
		// The whole group: `npm start` would wait for this process if it alone were suspended.
		process.kill(0, 'SIGTSTP');
		await wait(20);
		for (const listener of listeners) {
			process.on('SIGTSTP', listener);
		}
		// A suspended program gets no signal when the terminal changes its size.
		process.kill(process.pid, 'SIGWINCH');
		await wait(20);
	}
};

/**
 * Calls a listener whenever the program continues, another program suspends it, or its terminal changes its size.
 * Returns a function that stops this. It does not watch SIGTTIN and SIGTTOU, by which the system suspends background
 * programs: after a listener, the read or write that caused the signal would start over, forever.
 */
export const watchSignal = (
	signal: 'SIGCONT' | 'SIGTSTP' | 'SIGWINCH',
	listener: () => void,
): (() => void) => {
	process.on(signal, listener);
	return () => process.off(signal, listener);
};

/**
 * Ends the program as the closing of its terminal does by default. At a normal exit, Node would reset the modes of
 * the terminal and abort, because there is none.
 */
export const hangUp = (): void => {
	process.removeAllListeners('SIGHUP');
	process.kill(process.pid, 'SIGHUP');
};

const endingSignals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** Calls a listener at every signal that ends a program. Returns a function that stops this. */
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
 * Calls a listener when the program ends, also by a signal: programs in other sessions do not get that signal.
 * Returns a function that stops this. Not for use during the wizard, which listens to the signals itself.
 */
export const watchEnd = (listener: () => void): (() => void) => {
	process.on('exit', listener);
	const unwatchSignals = watchEndingSignals(signal => {
		listener();
		unwatch();
		try {
			// Node resets the mode only when the signal never had a listener.
			process.stdin.setRawMode?.(false);
		} catch {
			// The terminal is closed.
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
 * Runs work that stops only where it can report what it did. Ctrl+C and the signals that end the program abort `stop`.
 * After the work, the signal ends the program. After Ctrl+C, the caller does.
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
			// Ink leaves listeners behind, which would keep the signal from ending the program.
			process.removeAllListeners(received);
			process.kill(process.pid, received);
		}
	}
};
