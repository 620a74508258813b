import {spawn} from 'node:child_process';
import {createEnvironment, type Environment, makeTemporaryFolder} from './clean-environment.ts';
import {findBuiltProgram} from './program.ts';

/** The exit code and the output of a program. */
export type Result = Readonly<{
	/** `undefined` when a signal ended it. */
	code: number | undefined;
	signal: NodeJS.Signals | undefined;
	stdout: string;
	stderr: string;
}>;

/** The options for running a program without a terminal. */
export type RunOptions = Readonly<{
	/** Its standard input: this text and then the end. */
	input?: string;
	/**
	 * Its standard input when there is no `input`: the null device (the default), a pipe that stays open and silent, or
	 * nothing at all (not on Windows).
	 */
	stdin?: 'null' | 'open' | 'closed';
	/** Changes to the clean environment. `undefined` removes a variable. */
	env?: Environment;
	/** The working folder. Default: the home for this run. */
	cwd?: string;
	/** The milliseconds after which the program is killed and the promise rejects. Default 20,000. */
	limit?: number;
}>;

const runFromShell = 'exec "$@" <&-';

/**
 * Runs a program without a terminal, in a clean environment with a home of its own.
 *
 * @throws when it cannot be started or does not end within the limit; the message has its output so far.
 */
export const runProgram = async (
	command: string,
	args: readonly string[],
	{input, stdin = 'null', env, cwd, limit = 20_000}: RunOptions = {},
): Promise<Result> => {
	const home = await makeTemporaryFolder();
	const isPiped = input !== undefined || stdin === 'open';
	const isClosed = input === undefined && stdin === 'closed';
	const [file, argv] = isClosed
		? ['/bin/sh', ['-c', runFromShell, 'sh', command, ...args]]
		: [command, args];

	return new Promise((resolve, reject) => {
		const child = spawn(file, argv, {
			cwd: cwd ?? home,
			env: createEnvironment(home, env),
			stdio: [isPiped ? 'pipe' : 'ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
		});
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		// A program may end without reading, which makes the write fail.
		child.stdin?.on('error', () => {});
		if (input !== undefined) {
			child.stdin?.end(input);
		}

		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			const said = `stdout:\n${stdout}\nstderr:\n${stderr}`;
			reject(new Error(`${command} ${args.join(' ')} was not done after ${limit} ms\n${said}`));
		}, limit);
		child.on('error', error => {
			clearTimeout(timer);
			reject(error);
		});
		child.on('close', (code, signal) => {
			clearTimeout(timer);
			child.stdin?.destroy();
			resolve({code: code ?? undefined, signal: signal ?? undefined, stdout, stderr});
		});
	});
};

/** Runs the built program with these arguments, as a script would. See `runProgram`. */
export const runCli = (args: readonly string[], options?: RunOptions): Promise<Result> =>
	runProgram(process.execPath, [findBuiltProgram(), ...args], options);
