import type {ChildProcess} from 'node:child_process';
import type {Environment} from '../core/environment.ts';
import {isLogin} from '../core/profile/names.ts';
import {type Remote, readRemotes} from '../core/profile/remotes.ts';
import {findProgram, safePath} from './find-program.ts';
import {findAbove} from './folders.ts';
import {watchEnd} from './terminal-signals.ts';

/** Facts about a git repository. */
export type RepositoryFacts = {
	/** The folder of the repository. Unset outside of one. */
	readonly folder?: string;
	/** The remotes on GitHub: `origin`, `upstream`, then the others in git's order. Each repository occurs once. */
	readonly remotes: readonly Remote[];
	/** The user's login on GitHub, from the setting `github.user`. Unset when it has no login. */
	readonly gitHubUser?: string;
};

/** What `findRemotes` needs. */
export type RemotesOptions = {
	/** Unset when the current folder was deleted. */
	readonly cwd: string | undefined;
	readonly environment: Environment;
	/** Hosts of GitHub Enterprise Server, with an optional port. Hosts that GitHub runs always count. */
	readonly hosts: readonly string[];
	readonly platform?: NodeJS.Platform;
	/** How long git may take, in milliseconds. 2,000 by default. */
	readonly patience?: number;
};

/**
 * The variables of git that it keeps, which choose settings and folders. The others could lead it to another repository,
 * write traces, or name programs to run.
 */
const keptVariables: ReadonlySet<string> = new Set([
	'GIT_CEILING_DIRECTORIES',
	'GIT_CONFIG_GLOBAL',
	'GIT_CONFIG_NOSYSTEM',
	'GIT_CONFIG_SYSTEM',
	'GIT_DISCOVERY_ACROSS_FILESYSTEM',
]);

/** Returns the environment without the variables that could lead git elsewhere. */
export const withoutGitVariables = (environment: Environment): Environment =>
	Object.fromEntries(
		Object.entries(environment).filter(
			([name]) => !name.toUpperCase().startsWith('GIT_') || keptVariables.has(name.toUpperCase()),
		),
	);

const gitEnvironment = (environment: Environment, platform: NodeJS.Platform): Environment => ({
	...withoutGitVariables(environment),
	...safePath(environment, platform),
	GIT_TERMINAL_PROMPT: '0',
	GIT_OPTIONAL_LOCKS: '0',
	GIT_NO_LAZY_FETCH: '1',
	GIT_PAGER: 'cat',
	LC_ALL: 'C',
});

/**
 * Settings that keep a hostile repository from making git run something, and git from reading a bare repository inside
 * of a clone. `git remote -v` and `git config --get` themselves only print settings.
 */
const guards: readonly string[] = [
	'core.fsmonitor=false',
	'core.sshCommand=false',
	'credential.helper=',
	'protocol.allow=never',
	'safe.bareRepository=explicit',
].flatMap(setting => ['-c', setting]);

/** The most characters of git's output that are read. */
const longestOutput = 1_000_000;

/** Returns the output of a git command. Empty when it fails, takes too long, or does not exist. */
const runGit = async (
	command: readonly string[],
	{cwd, environment, platform = process.platform, patience = 2000}: RemotesOptions,
): Promise<string> => {
	const git = findProgram('git', environment, platform);
	if (git === undefined) {
		return '';
	}
	const {spawn} = await import('node:child_process');
	// In a session of its own, git has no terminal, so that settings which include /dev/tty read no keys. On Windows, it
	// would open a window.
	const hasSession = platform !== 'win32';
	let child: ChildProcess | undefined;
	/** Kills git and, in a session, all programs that it started. */
	const giveUp = (): void => {
		try {
			process.kill(hasSession ? -Number(child?.pid) : Number(child?.pid), 'SIGKILL');
		} catch {
			// It has ended by itself or was never started.
		}
	};
	// This comes before the start, so that no signal is missed.
	const unwatch = watchEnd(giveUp);
	const timer = setTimeout(giveUp, patience);
	let output = '';
	const code = await new Promise(resolve => {
		child = spawn(git, ['--no-pager', ...guards, ...command], {
			cwd,
			env: {...gitEnvironment(environment, platform)},
			detached: hasSession,
			stdio: ['ignore', 'pipe', 'ignore'],
			windowsHide: true,
		});
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (output.length > longestOutput) {
				giveUp();
			}
		});
		child.on('error', resolve).on('close', resolve);
	}).catch(() => undefined);
	clearTimeout(timer);
	unwatch();
	return code === 0 ? output : '';
};

/**
 * Finds the remotes on GitHub of the git repository around a folder, and the user's login. Without git, without a
 * repository, and when git takes too long, the list is empty. Never throws, asks nothing, and runs no program that the
 * repository names.
 */
export const findRemotes = async (options: RemotesOptions): Promise<RepositoryFacts> => {
	const {cwd, hosts} = options;
	// This saves the start of git, which takes 10 ms.
	const folder = cwd === undefined ? undefined : findAbove(cwd, '.git');
	if (folder === undefined) {
		return {remotes: []};
	}
	const [remotes, setting] = await Promise.all([
		runGit(['remote', '-v'], options),
		runGit(['config', '--get', 'github.user'], options),
	]);
	const user = setting.trimEnd();
	return {
		folder,
		remotes: readRemotes(remotes, hosts),
		...(isLogin(user) ? {gitHubUser: user} : {}),
	};
};
