import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {devNull, homedir} from 'node:os';
import {join} from 'node:path';
import {
	deliver,
	type Ended,
	isNot,
	isTaken,
	type NotStored,
	type Start,
} from '../core/check/deliver.ts';
import type {Delivery, Run} from '../core/check/places.ts';
import type {Token} from '../core/check/token.ts';
import type {Environment} from '../core/environment.ts';
import {showBriefly} from '../core/text/mask.ts';
import {findProgram} from './find-program.ts';

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
			// Masked before it is cut: a part of the token would be shown.
			said = `${said}${text}`.replaceAll(token, '•••').slice(-mostOutput);
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

const hasEntry = (entry: string, {PASSWORD_STORE_DIR, HOME}: Environment): boolean =>
	existsSync(join(PASSWORD_STORE_DIR || join(HOME || homedir(), '.password-store'), entry));

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
	return deliver(delivery, start, mayReplace, secret);
};
