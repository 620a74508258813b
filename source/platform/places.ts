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

const isNot = (reason: string): NotStored => ({reason, isUnsure: false});

/** How long a program may take, in milliseconds: some ask their user to unlock something. */
const patience = 120_000;

/** How long the output of a program that has ended may stay open, in milliseconds. */
const lastPatience = 2000;

/** As much as is kept of what a program prints, in bytes. */
const mostOutput = 64 * 1024;

/**
 * The environment for a program: without any variable that holds the token, which would hand it on and, for
 * gh, be its own credential; and so that git asks nobody.
 */
const environmentFor = (program: string, environment: Environment, token: string) => ({
	...Object.fromEntries(
		Object.entries(environment).filter(
			([name, value = '']) =>
				!/^GIT_CONFIG(?:_COUNT|_PARAMETERS|_KEY_\d+|_VALUE_\d+)?$/.test(name) &&
				!value.includes(token),
		),
	),
	GIT_TERMINAL_PROMPT: '0',
	GIT_ASKPASS: '',
	SSH_ASKPASS: '',
	GCM_INTERACTIVE: 'never',
	// No repository: a helper that a clone's configuration names is not run. Those of the user are.
	...(program === 'git' ? {GIT_DIR: devNull} : {}),
});

type Ended = {readonly code: number | null; readonly output: string; readonly said: string};

const runProgram = (
	file: string,
	run: Run,
	token: string,
	environment: Environment,
	stop: AbortSignal,
) =>
	new Promise<Ended | NotStored>(resolve => {
		const late = AbortSignal.timeout(patience);
		const child = spawn(file, run.arguments, {
			stdio: [run.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
			windowsHide: true,
			env: environmentFor(run.program, environment, token),
			signal: AbortSignal.any([stop, late]),
		});
		let output = '';
		let said = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			output = `${output}${text}`.slice(0, mostOutput);
		});
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			said = `${said}${text}`.slice(-mostOutput);
		});
		const finish = (code: number | null): void => {
			const why = late.aborted
				? 'did not end in time'
				: stop.aborted
					? 'was stopped before it was done'
					: code === null
						? 'was ended by a signal'
						: undefined;
			resolve(
				code === 0 || why === undefined
					? {code, output, said}
					: {reason: `${run.program} ${why}`, isUnsure: true},
			);
		};
		// Ctrl+C ends this program, too, and is heard of here a moment later.
		child.on('close', code => setTimeout(finish, code === 0 ? 0 : 50, code));
		// What a program leaves running, such as git's cache of credentials, may keep its output open.
		child.on('exit', code => setTimeout(finish, lastPatience, code).unref());
		child.on('error', error => {
			if (error.name === 'AbortError') {
				finish(null);
			} else {
				resolve(isNot(`${run.program} could not be started: ${showBriefly(error.message)}`));
			}
		});
		// A program that ends without reading is told by its exit code.
		child.stdin?.on('error', () => {});
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

const isTaken = isNot('there is an entry of this name already; --force replaces it');

const hasEntry = (entry: string, {PASSWORD_STORE_DIR, HOME}: Environment): boolean =>
	existsSync(join(PASSWORD_STORE_DIR || join(HOME || homedir(), '.password-store'), entry));

type Start = (run: Run) => Promise<Ended | NotStored>;

/** Looks whether a place is taken already, and gives back what to run. */
const chooseRuns = async (
	{runs, taken}: Delivery,
	start: Start,
	mayReplace: boolean,
	secret: string,
): Promise<readonly Run[] | NotStored> => {
	if (taken === undefined) {
		return runs;
	}
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

/** Does one run, and tells why the token is not where it should be after it. */
const tryRun = async (run: Run, start: Start, secret: string): Promise<NotStored | undefined> => {
	const ended = await start(run);
	// What reads the token back follows what may have kept it.
	const isUnsure = run.holds !== undefined;
	if ('reason' in ended) {
		return {...ended, isUnsure: ended.isUnsure || isUnsure};
	}
	if (run.holds === undefined ? ended.code === 0 : run.holds(ended.output, secret)) {
		return undefined;
	}
	const failure =
		ended.code === 0 ? `${run.program} does not give it back` : describeFailure(run, ended, secret);
	return {reason: run.whyNot ?? failure, isUnsure};
};

/**
 * Hands a token to the program that owns a place, on its standard input, without a shell. `mayReplace`
 * allows to overwrite an entry that is there already, and `signal` stops the program. Never throws.
 */
export const deliverToken = async (
	token: Token,
	delivery: Delivery,
	world: {
		readonly environment: Environment;
		readonly platform: NodeJS.Platform;
		readonly mayReplace: boolean;
		readonly signal: AbortSignal;
	},
): Promise<NotStored | undefined> => {
	const {environment, platform, mayReplace, signal} = world;
	if (delivery.entry !== undefined && !mayReplace && hasEntry(delivery.entry, environment)) {
		return isTaken;
	}
	const secret = token.reveal();
	const start: Start = async run => {
		const file = findProgram(run.program, environment, platform);
		return file === undefined
			? isNot(`the program ${run.program} was not found`)
			: runProgram(file, run, secret, environment, signal);
	};
	const chosen = await chooseRuns(delivery, start, mayReplace, secret);
	if ('reason' in chosen) {
		return chosen;
	}
	for (const run of chosen) {
		const problem = await tryRun(run, start, secret);
		if (problem !== undefined) {
			return problem;
		}
	}
	return undefined;
};
