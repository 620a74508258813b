import type {ChildProcess} from 'node:child_process';
import type {Environment} from '../core/environment.ts';
import {isLogin} from '../core/profile/names.ts';
import {type Remote, readRemotes} from '../core/profile/remotes.ts';
import {findProgram, safePath} from './find-program.ts';
import {findAbove} from './folders.ts';
import {watchEnd} from './terminal-signals.ts';

/** What git knows in a folder: where the remotes on GitHub are, and who the user is there. */
export type RepositoryFacts = {
	/** The folder with the repository; unset outside of one. */
	readonly folder?: string;
	/** `origin` first, then `upstream`, then the others in git's order; no repository twice. */
	readonly remotes: readonly Remote[];
	/** The user's login on GitHub, from the setting `github.user`. Unset when it is not set or is no login. */
	readonly gitHubUser?: string;
};

/** What `findRemotes` needs. */
export type RemotesOptions = {
	/** Unset when the current folder was deleted. */
	readonly cwd: string | undefined;
	readonly environment: Environment;
	/** GitHub Enterprise Server hosts, with an optional port, besides those GitHub runs. */
	readonly hosts: readonly string[];
	readonly platform?: NodeJS.Platform;
	/** How long git may take, in milliseconds: 2,000 unless given. */
	readonly patience?: number;
};

// Of git's own variables only those that say which settings and folders count; the others
// could send it to another repository, write traces, or name programs to run.
const keptVariables: ReadonlySet<string> = new Set([
	'GIT_CEILING_DIRECTORIES',
	'GIT_CONFIG_GLOBAL',
	'GIT_CONFIG_NOSYSTEM',
	'GIT_CONFIG_SYSTEM',
	'GIT_DISCOVERY_ACROSS_FILESYSTEM',
]);

const gitEnvironment = (environment: Environment, platform: NodeJS.Platform): Environment => ({
	...Object.fromEntries(
		Object.entries(environment).filter(
			([name]) => !name.toUpperCase().startsWith('GIT_') || keptVariables.has(name.toUpperCase()),
		),
	),
	...safePath(environment, platform),
	GIT_TERMINAL_PROMPT: '0',
	GIT_OPTIONAL_LOCKS: '0',
	GIT_NO_LAZY_FETCH: '1',
	GIT_PAGER: 'cat',
	LC_ALL: 'C',
});

// `git remote -v` and `git config --get` read settings and print: they fetch nothing and run no hook.
// The settings of a hostile repository that could make git run something are closed all the
// same, and a bare repository hidden inside a cloned one is not looked at.
const guards: readonly string[] = [
	'core.fsmonitor=false',
	'core.sshCommand=false',
	'credential.helper=',
	'protocol.allow=never',
	'safe.bareRepository=explicit',
].flatMap(setting => ['-c', setting]);

/** The most that is read of what git prints, in characters. */
const longestOutput = 1_000_000;

/** What git prints for a command. Empty when it fails, takes too long, or is not there. */
const runGit = async (
	command: readonly string[],
	{cwd, environment, platform = process.platform, patience = 2000}: RemotesOptions,
): Promise<string> => {
	const git = findProgram('git', environment, platform);
	if (git === undefined) {
		return '';
	}
	const {spawn} = await import('node:child_process');
	// A session of its own has no terminal, so that settings which include /dev/tty read no keys.
	// On Windows it would get a window.
	const hasSession = platform !== 'win32';
	let child: ChildProcess | undefined;
	/** Ends git and, in a session, all that it started. */
	const giveUp = (): void => {
		try {
			process.kill(hasSession ? -Number(child?.pid) : Number(child?.pid), 'SIGKILL');
		} catch {
			// It ended by itself, or was never started.
		}
	};
	// Before it is started: a signal that came in between would find nobody listening.
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
 * The remotes on GitHub of the git repository around a folder, and the user's login there. Empty without
 * git, without a repository, and when git takes too long; never throws, asks for nothing, and runs
 * nothing that the repository names.
 */
export const findRemotes = async (options: RemotesOptions): Promise<RepositoryFacts> => {
	const {cwd, hosts} = options;
	// Starting git for nothing takes 10 ms.
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
