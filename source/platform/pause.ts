/** Waits for some milliseconds, and blocks the whole program. */
export const pause = (milliseconds: number): void => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
