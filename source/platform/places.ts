import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {devNull, homedir} from 'node:os';
import {join} from 'node:path';
import type {Delivery, Run} from '../core/check/places.ts';
import {showBriefly} from '../core/text/mask.ts';
import {type Environment, findProgram} from './find-program.ts';
import type {Token} from './token.ts';

/** Why a token is not in a place. */
export type NotStored = {
	/** A clause. */
	readonly reason: string;
	/** Whether it may be there all the same: the program was ended before it told. */
	readonly isUnsure: boolean;
};

/** How long a program may take, in milliseconds: some ask their user to unlock something. */
const patience = 120_000;

/** How long a program that is to end, or has ended, may still take, in milliseconds. */
const lastPatience = 2000;

/** As much as is kept of what a program prints, in bytes. */
const mostOutput = 64 * 1024;

/**
 * The environment for a program: without any variable that holds the token, which would hand it on and, for
 * gh, be its own credential; and so that git asks nobody.
 */
const environmentFor = (environment: Environment, token: string): Record<string, string> => ({
	...Object.fromEntries(
		Object.entries(environment).filter(
			(entry): entry is [string, string] =>
				entry[1] !== undefined &&
				!/^GIT_CONFIG(?:_COUNT|_PARAMETERS|_KEY_\d+|_VALUE_\d+)?$/.test(entry[0]) &&
				!entry[1].includes(token),
		),
	),
	GIT_TERMINAL_PROMPT: '0',
	GIT_ASKPASS: '',
	SSH_ASKPASS: '',
	GCM_INTERACTIVE: 'never',
});

type Ended = {readonly code: number; readonly output: string; readonly said: string};

const runProgram = (
	file: string,
	run: Run,
	token: string,
	environment: Environment,
	stop: AbortSignal,
) =>
	new Promise<Ended | NotStored>(resolve => {
		const child = spawn(file, run.arguments, {
			stdio: [run.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
			windowsHide: true,
			env: {
				...environmentFor(environment, token),
				// No repository: a helper that a clone's configuration names is not run. Those of the user are.
				...(run.program === 'git' ? {GIT_DIR: devNull} : {}),
			},
		});
		let output = '';
		let said = '';
		let isLate = false;
		const end = (): void => {
			child.kill();
			setTimeout(() => child.kill('SIGKILL'), lastPatience).unref();
		};
		const timer = setTimeout(() => {
			isLate = true;
			end();
		}, patience);
		stop.addEventListener('abort', end);
		const tell = (code: number | null): void => {
			const why = isLate
				? 'did not end in time'
				: stop.aborted
					? 'was stopped before it was done'
					: 'was ended by a signal';
			resolve(
				code === null || isLate || stop.aborted
					? {reason: `${run.program} ${why}`, isUnsure: true}
					: {code, output, said},
			);
		};
		const finish = (code: number | null): void => {
			clearTimeout(timer);
			stop.removeEventListener('abort', end);
			if (code === 0) {
				resolve({code, output, said});
			} else {
				// Ctrl+C ends this program, too, and is heard of here a moment later.
				setTimeout(tell, 50, code);
			}
		};
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			output = `${output}${text}`.slice(0, mostOutput);
		});
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			said = `${said}${text}`.slice(-mostOutput);
		});
		// A program that ends without reading is told by its exit code.
		child.stdin?.on('error', () => {});
		child.on('error', error => {
			resolve({reason: `${run.program} could not be started: ${error.message}`, isUnsure: false});
		});
		child.on('close', finish);
		// What a program leaves running, such as git's cache of credentials, may keep its output open.
		child.on('exit', code => setTimeout(finish, lastPatience, code).unref());
		child.stdin?.end(run.input?.(token));
	});

/** What a program said at last, on one line: its sentences may go over several. */
const describeFailure = (run: Run, {code, said}: Ended, token: string): string => {
	const lines = said
		.replaceAll(token, '•••')
		.trim()
		.split(/\s*[\r\n]\s*/);
	const words = showBriefly(lines.slice(-4).join(' '), 400);
	return `${run.program} ended with status ${code}${words === '' ? '' : `: ${words}`}`;
};

const isNot = (reason: string): NotStored => ({reason, isUnsure: false});

const isTaken = isNot('there is an entry of this name already; --force replaces it');

/** Looks whether a place is taken already, and gives back what to run. */
const chooseRuns = async (
	runs: readonly Run[],
	taken: NonNullable<Delivery['taken']>,
	start: (run: Run) => Promise<Ended | NotStored>,
	mayReplace: boolean,
	secret: string,
): Promise<readonly Run[] | NotStored> => {
	const found = await start(taken.look);
	if ('reason' in found) {
		return isNot(found.reason);
	}
	if (found.code !== 0) {
		return taken.isFree(found.said) ? runs : isNot(describeFailure(taken.look, found, secret));
	}
	if (!mayReplace) {
		return isTaken;
	}
	const chosen = taken.runs(found.output);
	return typeof chosen === 'string' ? isNot(chosen) : chosen;
};

/**
 * Hands a token to the program that owns a place, on its standard input, without a shell. `mayReplace`
 * allows to overwrite an entry that is there already. Never throws.
 */
export const deliverToken = async (
	token: Token,
	{runs, entry, taken}: Delivery,
	{
		environment,
		platform,
		mayReplace,
		signal,
	}: {
		readonly environment: Environment;
		readonly platform: NodeJS.Platform;
		readonly mayReplace: boolean;
		/** Stops the program that runs. */
		readonly signal: AbortSignal;
	},
): Promise<NotStored | undefined> => {
	if (entry !== undefined && !mayReplace) {
		const folder =
			environment.PASSWORD_STORE_DIR || join(environment.HOME || homedir(), '.password-store');
		if (existsSync(join(folder, entry))) {
			return isTaken;
		}
	}
	const secret = token.reveal();
	const start = async (run: Run): Promise<Ended | NotStored> => {
		const file = findProgram(run.program, environment, platform);
		return file === undefined
			? isNot(`the program ${run.program} was not found`)
			: runProgram(file, run, secret, environment, signal);
	};
	const chosen =
		taken === undefined ? runs : await chooseRuns(runs, taken, start, mayReplace, secret);
	if ('reason' in chosen) {
		return chosen;
	}
	for (const run of chosen) {
		const ended = await start(run);
		if ('reason' in ended) {
			return ended;
		}
		const keepsNothing = run.holds !== undefined && !run.holds(ended.output, secret);
		// First: git ends with a status of its own where nobody gives it the token.
		if (keepsNothing && run.whyNot !== undefined) {
			return {reason: run.whyNot, isUnsure: true};
		}
		if (ended.code !== 0) {
			return isNot(describeFailure(run, ended, secret));
		}
		if (keepsNothing) {
			return isNot(`${run.program} does not give it back`);
		}
	}
	return undefined;
};
