import {showBriefly} from '../text/mask.ts';
import type {Delivery, Run} from './places.ts';

/** Why a token is not in a place. */
export type NotStored = {
	/** A clause. */
	readonly reason: string;
	/** Whether the token may be there after all, because the program was stopped. */
	readonly isUnsure: boolean;
};

/** Makes the result for a place that surely does not have the token. `reason` is a clause. */
export const notStored = (reason: string): NotStored => ({reason, isUnsure: false});

/** The result for a place with an entry that may not be replaced. */
export const isTaken = notStored('an entry of this name exists already; --force replaces it');

/** How a program ended: its exit code, and what it wrote to standard output and standard error. */
export type Ended = {
	readonly code: number | null;
	readonly output: string;
	readonly errors: string;
};

/** Starts a program and waits for its end. Never throws. */
export type Start = (run: Run) => Promise<Ended | NotStored>;

/** Returns the end of what a program wrote to standard error, on one line. */
const describeFailure = (run: Run, {code, errors}: Ended, token: string): string => {
	const lines = errors
		.replaceAll(token, '•••')
		.split(/[\r\n]+/)
		.map(line => line.trim())
		.filter(line => line !== '');
	const words = showBriefly(lines.slice(-4).join(' '), 400);
	return `${run.program} ended with status ${code}${words === '' ? '' : `: ${words}`}`;
};

/** Checks whether a place is taken already. Returns what to run. */
const chooseRuns = async (
	{runs, taken}: Delivery,
	start: Start,
	mayReplace: boolean,
	token: string,
): Promise<readonly Run[] | NotStored> => {
	if (taken === undefined) {
		return runs;
	}
	const found = await start(taken.look);
	if ('reason' in found) {
		return notStored(found.reason);
	}
	if (found.code !== 0) {
		return taken.isFree(found.errors) ? runs : notStored(describeFailure(taken.look, found, token));
	}
	if (!mayReplace) {
		return isTaken;
	}
	const chosen = taken.runs(found.output);
	return typeof chosen === 'string' ? notStored(chosen) : chosen;
};

/** Runs a program. Returns why the token is not stored, or undefined when nothing failed. */
const tryRun = async (run: Run, start: Start, token: string): Promise<NotStored | undefined> => {
	const ended = await start(run);
	// A run that reads the token back follows one that may have stored it.
	const isUnsure = run.holds !== undefined;
	if ('reason' in ended) {
		return {...ended, isUnsure: ended.isUnsure || isUnsure};
	}
	if (run.holds === undefined ? ended.code === 0 : run.holds(ended.output, token)) {
		return undefined;
	}
	const failure =
		ended.code === 0
			? `${run.program} does not return the token`
			: describeFailure(run, ended, token);
	return {reason: run.whyNot ?? failure, isUnsure};
};

/**
 * Runs the programs of a delivery, up to the first that fails. Returns why the token is not stored, or undefined when
 * it is. `mayReplace` allows overwriting an entry. Never throws.
 */
export const deliver = async (
	delivery: Delivery,
	start: Start,
	mayReplace: boolean,
	token: string,
): Promise<NotStored | undefined> => {
	const chosen = await chooseRuns(delivery, start, mayReplace, token);
	if ('reason' in chosen) {
		return chosen;
	}
	for (const run of chosen) {
		const problem = await tryRun(run, start, token);
		if (problem !== undefined) {
			return problem;
		}
	}
	return undefined;
};
