import {setTimeout as wait} from 'node:timers/promises';

/**
 * Stops the program and all that was started with it, as Ctrl+Z at a shell does, until the shell
 * continues it. Returns at once where there is no shell that could: the system then ignores the
 * signal. Does nothing on Windows.
 */
export const suspend = async (): Promise<void> => {
	if (process.platform !== 'win32') {
		// The whole group: stopping this process alone would leave `npm start` waiting for it.
		process.kill(0, 'SIGTSTP');
		await wait(20);
		// Who is stopped is not told that the terminal changed its size.
		process.kill(process.pid, 'SIGWINCH');
		await wait(20);
	}
};

/**
 * Calls a listener whenever the program goes on after it was stopped (`SIGCONT`), or its terminal changed
 * its size (`SIGWINCH`). Gives back what ends that.
 */
export const watchSignal = (signal: 'SIGCONT' | 'SIGWINCH', listener: () => void): (() => void) => {
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
