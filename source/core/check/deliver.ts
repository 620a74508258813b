import {showBriefly} from '../text/mask.ts';
import type {Delivery, Run} from './places.ts';

/** Why a token is not in a place. */
export type NotStored = {
	/** A clause. */
	readonly reason: string;
	/** Whether it may be there all the same: the program was ended before it told. */
	readonly isUnsure: boolean;
};

/** The reason why a token is surely not in a place, as a clause. */
export const isNot = (reason: string): NotStored => ({reason, isUnsure: false});

/** What is said of a place where an entry may not be replaced. */
export const isTaken = isNot('there is an entry of this name already; --force replaces it');

/** How a program ended: its exit code, and the text on its standard output and standard error. */
export type Ended = {
	readonly code: number | null;
	readonly output: string;
	readonly said: string;
};

/** Starts a program and waits for its end. Never throws. */
export type Start = (run: Run) => Promise<Ended | NotStored>;

/** What a program said at last, on one line: its sentences may go over several. */
const describeFailure = (run: Run, {code, said}: Ended, token: string): string => {
	const lines = said
		.replaceAll(token, '•••')
		.split(/[\r\n]+/)
		.map(line => line.trim())
		.filter(line => line !== '');
	const words = showBriefly(lines.slice(-4).join(' '), 400);
	return `${run.program} ended with status ${code}${words === '' ? '' : `: ${words}`}`;
};

/** Looks whether a place is taken already, and gives back what to run. */
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
		return isNot(found.reason);
	}
	if (found.code !== 0) {
		return taken.isFree(found.said) ? runs : isNot(describeFailure(taken.look, found, token));
	}
	if (!mayReplace) {
		return isTaken;
	}
	const chosen = taken.runs(found.output);
	return typeof chosen === 'string' ? isNot(chosen) : chosen;
};

/** Does one run, and tells why the token is not where it should be after it. */
const tryRun = async (run: Run, start: Start, token: string): Promise<NotStored | undefined> => {
	const ended = await start(run);
	// What reads the token back follows what may have kept it.
	const isUnsure = run.holds !== undefined;
	if ('reason' in ended) {
		return {...ended, isUnsure: ended.isUnsure || isUnsure};
	}
	if (run.holds === undefined ? ended.code === 0 : run.holds(ended.output, token)) {
		return undefined;
	}
	const failure =
		ended.code === 0 ? `${run.program} does not give it back` : describeFailure(run, ended, token);
	return {reason: run.whyNot ?? failure, isUnsure};
};

/**
 * Does what a delivery takes, run by run, up to the first that fails. Tells why the token is not in its place then.
 * `mayReplace` allows to overwrite an entry that is there already. Never throws.
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
