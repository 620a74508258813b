import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {devNull, homedir} from 'node:os';
import {join} from 'node:path';
import {
	deliver,
	type Ended,
	isTaken,
	type NotStored,
	notStored,
	type Start,
} from '../core/check/deliver.ts';
import type {Delivery, Run} from '../core/check/places.ts';
import type {Token} from '../core/check/token.ts';
import type {Environment} from '../core/environment.ts';
import {showBriefly} from '../core/text/mask.ts';
import {findProgram} from './find-program.ts';
import {withoutGitVariables} from './repository.ts';

/** How long a program may take, in milliseconds. Some ask the user to unlock something. */
const patience = 120_000;

/** How long the output of a program that has ended may stay open, in milliseconds. */
const lastPatience = 2000;

/** The most of a program's output that is kept, in characters. */
const mostOutput = 64 * 1024;

/**
 * Returns the environment for a program. It has no variable with the token, which gh would use as its own credential,
 * and it keeps git from asking for a password.
 */
const environmentFor = (program: string, environment: Environment, token: string) => ({
	...Object.fromEntries(
		Object.entries(withoutGitVariables(environment)).filter(
			([, value = '']) => !value.includes(token),
		),
	),
	GIT_TERMINAL_PROMPT: '0',
	GIT_ASKPASS: '',
	SSH_ASKPASS: '',
	GCM_INTERACTIVE: 'never',
	// Without a repository, git runs the credential helpers of the user, but none that a clone configures.
	...(program === 'git' ? {GIT_DIR: devNull} : {}),
});

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
		let errors = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			output = `${output}${text}`.slice(0, mostOutput);
		});
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			// Masking comes before cutting, which could leave a part of the token.
			errors = `${errors}${text}`.replaceAll(token, '•••').slice(-mostOutput);
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
					? {code, output, errors}
					: {reason: `${run.program} ${why}`, isUnsure: true},
			);
		};
		// Ctrl+C also ends the started program, and `stop` aborts a moment later.
		child.on('close', code => setTimeout(finish, code === 0 ? 0 : 50, code));
		// A process that the program leaves running, such as git's credential cache, can keep the output open.
		child.on('exit', code => setTimeout(finish, lastPatience, code).unref());
		child.on('error', error => {
			if (error.name === 'AbortError') {
				finish(null);
			} else {
				resolve(notStored(`${run.program} could not be started: ${showBriefly(error.message)}`));
			}
		});
		// The exit code reports a program that ends without reading its input.
		child.stdin?.on('error', () => {});
		child.stdin?.end(run.input?.(token));
	});

const hasEntry = (entry: string, {PASSWORD_STORE_DIR, HOME}: Environment): boolean =>
	existsSync(join(PASSWORD_STORE_DIR || join(HOME || homedir(), '.password-store'), entry));

/**
 * Passes a token to the program of a place, on standard input, without a shell. `mayReplace` allows overwriting an
 * entry, and `signal` stops the program. Returns why the token is not stored, or undefined when it is. Never throws.
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
			? notStored(`the program ${run.program} was not found`)
			: runProgram(file, run, secret, environment, signal);
	};
	return deliver(delivery, start, mayReplace, secret);
};
