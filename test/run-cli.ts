import {spawn} from 'node:child_process';
import {createEnvironment, type Environment, makeTemporaryFolder} from './clean-environment.ts';
import {findProgram} from './program.ts';

/** How a program ended, and everything that it wrote. */
export type Result = Readonly<{
	/** The exit code, or undefined when a signal ended it. */
	code: number | undefined;
	signal: NodeJS.Signals | undefined;
	stdout: string;
	stderr: string;
}>;

/** How to run a program without a terminal. */
export type RunOptions = Readonly<{
	/** What it reads: this text and then the end. */
	input?: string;
	/**
	 * What standard input is when there is no `input`: the null device (the default), a pipe that
	 * stays open and silent, or nothing at all (not on Windows).
	 */
	stdin?: 'null' | 'open' | 'closed';
	/** Changes to the clean environment; undefined leaves a variable out. */
	env?: Environment;
	/** The working folder. Default: the home made for this run. */
	cwd?: string;
	/** Milliseconds until the program is killed and the promise rejected. Default 20,000. */
	limit?: number;
}>;

const runFromShell = 'exec "$@" <&-';

/**
 * Runs a program in a clean environment with a home of its own and without a terminal.
 *
 * @throws when it cannot be started or is not done within the limit; the message holds what it
 * wrote so far.
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
		// A program that ends without reading makes the write fail, which is its right.
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
	runProgram(process.execPath, [findProgram(), ...args], options);
