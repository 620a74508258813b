/**
 * Stands in for the global `performance`, whose first use loads all of node:perf_hooks (2 ms). Only `now`
 * is offered: milliseconds since some point in the past.
 */
export const performance = {
	now() {
		const [seconds, nanoseconds] = process.hrtime();
		return seconds * 1000 + nanoseconds / 1_000_000;
	},
};
