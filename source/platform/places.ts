import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Delivery, Run} from '../core/check/places.ts';
import {showBriefly} from '../core/text/mask.ts';
import {type Environment, findProgram} from './find-program.ts';
import type {Token} from './token.ts';

/** How handing over a token went: undefined when it is there, else why it is not, as a clause. */
export type NotStored = string | undefined;

/** How long a program may take, in milliseconds: some ask their user to unlock something. */
const patience = 120_000;

/** As much as is kept of what a program prints, in bytes. */
const mostOutput = 64 * 1024;

/**
 * The environment for a program: without any variable that holds the token, which would hand it on and, for
 * gh, be its own credential; and so that git asks nobody.
 */
const environmentFor = (environment: Environment, token: string): Record<string, string> => ({
	...Object.fromEntries(
		Object.entries(environment).filter(
			(entry): entry is [string, string] => entry[1] !== undefined && !entry[1].includes(token),
		),
	),
	GIT_TERMINAL_PROMPT: '0',
	GIT_ASKPASS: '',
	SSH_ASKPASS: '',
	GCM_INTERACTIVE: 'never',
});

type Ended = {readonly code: number | undefined; readonly output: string; readonly said: string};

const runProgram = (file: string, run: Run, token: string, environment: Environment) =>
	new Promise<Ended | string>(resolve => {
		const child = spawn(file, run.arguments, {
			stdio: 'pipe',
			windowsHide: true,
			env: environmentFor(environment, token),
		});
		let output = '';
		let said = '';
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			resolve(`${run.program} did not end in time`);
		}, patience);
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			output = `${output}${text}`.slice(0, mostOutput);
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			said = `${said}${text}`.slice(-mostOutput);
		});
		// A program that ends without reading is told by its exit code.
		child.stdin.on('error', () => {});
		child.on('error', error => {
			clearTimeout(timer);
			resolve(`${run.program} could not be started: ${error.message}`);
		});
		child.on('close', code => {
			clearTimeout(timer);
			resolve({code: code ?? undefined, output, said});
		});
		child.stdin.end(run.input(token));
	});

const describeFailure = (run: Run, {code, said}: Ended, token: string): string => {
	const [last = ''] = said.trim().split('\n').slice(-1);
	const words = showBriefly(last.replaceAll(token, '•••').trim());
	return `${run.program} ${code === undefined ? 'was ended by a signal' : `ended with status ${code}`}${words === '' ? '' : `: ${words}`}`;
};

/**
 * Hands a token to the program that owns a place, on its standard input, without a shell. `mayReplace`
 * allows to overwrite an entry that is there already. Never throws.
 */
export const deliverToken = async (
	token: Token,
	{runs, entry}: Delivery,
	{
		environment,
		platform,
		mayReplace,
	}: {
		readonly environment: Environment;
		readonly platform: NodeJS.Platform;
		readonly mayReplace: boolean;
	},
): Promise<NotStored> => {
	if (entry !== undefined && !mayReplace) {
		const folder = environment.PASSWORD_STORE_DIR || join(homedir(), '.password-store');
		if (existsSync(join(folder, entry))) {
			return 'there is an entry of this name already; --force replaces it';
		}
	}
	const secret = token.reveal();
	for (const run of runs) {
		const file = findProgram(run.program, environment, platform);
		if (file === undefined) {
			return `the program ${run.program} was not found`;
		}
		const ended = await runProgram(file, run, secret, environment);
		if (typeof ended === 'string') {
			return ended;
		}
		const keepsNothing = run.holds !== undefined && !run.holds(ended.output, secret);
		if (run.program === 'git' && keepsNothing) {
			return 'git kept nothing: it has no credential helper that stores (git config credential.helper)';
		}
		if (ended.code !== 0) {
			return describeFailure(run, ended, secret);
		}
		if (keepsNothing) {
			return `${run.program} does not give it back`;
		}
	}
	return undefined;
};
