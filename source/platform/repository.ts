import type {ChildProcess} from 'node:child_process';
import {existsSync, lstatSync} from 'node:fs';
import path from 'node:path';
import {isLogin, isRepositoryName} from '../core/profile/names.ts';
import {type Environment, findProgram, listProgramFolders} from './find-program.ts';
import {watchEnd} from './terminal-signals.ts';

/** A repository on GitHub, as an address names it. Never holds credentials. */
export type RemoteRepository = {
	/** In lower case: `github.com`, `octo.ghe.com`, or as it stands in the hosts given. */
	readonly host: string;
	readonly owner: string;
	readonly repository: string;
};

/** What git knows in a folder: where the remotes on GitHub are, and who the user is there. */
export type RepositoryFacts = {
	/** The folder with the repository; unset outside of one. */
	readonly folder?: string;
	/** `origin` first, then `upstream`, then the others in git's order; no repository twice. */
	readonly remotes: ReadonlyArray<RemoteRepository & {readonly remote: string}>;
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

type Address = {
	readonly hostname: string;
	readonly port: string;
	readonly path: string;
	readonly isSsh: boolean;
};

// Spaces, control characters, backslashes, queries and fragments have no place in the
// address of a repository, and URL would quietly drop or rewrite some of them.
const plainAddress = /^[^\s\p{C}\\?#]+$/u;

const schemes: ReadonlySet<string> = new Set([
	'https:',
	'http:',
	'ssh:',
	'git:',
	'git+ssh:',
	'ssh+git:',
]);

/** Far longer than the address of any repository: the limits of logins and names add up to 150. */
const longestAddress = 1000;

const readAddress = (text: string): Address | undefined => {
	if (text.length > longestAddress || !plainAddress.test(text)) {
		return undefined;
	}
	if (!text.includes('://')) {
		const [, hostname, place] = /^(?:[^/@:]+@)?([^/@:]+):(.+)$/.exec(text) ?? [];
		return hostname === undefined || place === undefined
			? undefined
			: {hostname: hostname.toLowerCase(), port: '', path: place, isSsh: true};
	}
	try {
		const {protocol, hostname, port, pathname} = new URL(text);
		// The port of SSH says nothing about the web's.
		const webPort = protocol.startsWith('http') ? port : '';
		return schemes.has(protocol)
			? {
					hostname: hostname.toLowerCase(),
					port: webPort,
					path: pathname,
					isSsh: protocol.includes('ssh'),
				}
			: undefined;
	} catch {
		return undefined;
	}
};

// Other names of the same place (GitHub Docs, "Using SSH over the HTTPS port", November 2026).
const gitHubNames: ReadonlySet<string> = new Set([
	'github.com',
	'www.github.com',
	'ssh.github.com',
]);

// Names from the settings of SSH by which people tell their accounts apart: `git@github-work:…`,
// `git@github.com-me:…`. No host on the internet has such a name.
const gitHubAlias = /^(?:[a-z0-9_-]+[-_])?github(?:\.com(?=[-_]))?(?:[-_][a-z0-9_-]+)?$/;

const readHost = (
	{hostname, port, isSsh}: Address,
	hosts: readonly string[],
): string | undefined => {
	if (gitHubNames.has(hostname)) {
		return 'github.com';
	}
	// GitHub Enterprise Cloud with data residency: one label before ghe.com.
	if (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.ghe\.com$/.test(hostname)) {
		return hostname;
	}
	const own = hosts.map(host => host.toLowerCase());
	const withPort = port === '' ? hostname : `${hostname}:${port}`;
	return (
		own.find(host => host === withPort) ??
		own.find(host => host.replace(/:\d+$/, '') === hostname) ??
		(isSsh && gitHubAlias.test(hostname) ? 'github.com' : undefined)
	);
};

/**
 * Understands the address of a git remote: https, http, ssh, git, and `git@host:owner/name`.
 * User names, passwords and ports are dropped.
 *
 * @param hosts GitHub Enterprise Server hosts besides github.com and *.ghe.com.
 * @returns `undefined` for any other host, and for a path that is not `owner/name`.
 */
export const readRemoteUrl = (
	url: string,
	hosts: readonly string[],
): RemoteRepository | undefined => {
	const address = readAddress(url);
	const host = address && readHost(address, hosts);
	if (address === undefined || host === undefined) {
		return undefined;
	}
	const [owner = '', name = '', ...others] = address.path.split('/').filter(part => part !== '');
	const repository = name.replace(/\.git$/, '');
	const isPlain = others.length === 0 && isLogin(owner) && isRepositoryName(repository);
	return isPlain ? {host, owner, repository} : undefined;
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
	PATH: listProgramFolders(environment, platform).join(platform === 'win32' ? ';' : ':'),
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
	'--no-pager',
	...['core.fsmonitor=false', 'core.sshCommand=false', 'credential.helper='].flatMap(setting => [
		'-c',
		setting,
	]),
	...['protocol.allow=never', 'safe.bareRepository=explicit'].flatMap(setting => ['-c', setting]),
];

/** The most that is read of what git prints, in characters. */
const longestOutput = 1_000_000;

/**
 * Ends a program that leads a session of its own, and all that it started. On Windows, where there are no
 * sessions, the program alone.
 */
const endSession = (child: ChildProcess, platform: NodeJS.Platform): void => {
	try {
		if (platform === 'win32' || child.pid === undefined) {
			child.kill('SIGKILL');
		} else {
			process.kill(-child.pid, 'SIGKILL');
		}
	} catch {
		// It ended by itself.
	}
};

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
	const start = (): ChildProcess | undefined => {
		try {
			return spawn(git, [...guards, ...command], {
				cwd,
				env: {...gitEnvironment(environment, platform)},
				// A session of its own has no terminal, so that settings which include /dev/tty read no keys.
				// On Windows it would get a window.
				detached: platform !== 'win32',
				stdio: ['ignore', 'pipe', 'ignore'],
				windowsHide: true,
			});
		} catch {
			return undefined;
		}
	};
	let running: ChildProcess | undefined;
	const giveUp = (): void => {
		if (running !== undefined) {
			endSession(running, platform);
		}
	};
	// Before it is started: a signal that came in between would find nobody listening.
	const unwatch = watchEnd(giveUp);
	const child = start();
	if (child === undefined) {
		unwatch();
		return '';
	}
	running = child;
	return new Promise(resolve => {
		const finish = (output: string): void => {
			clearTimeout(timer);
			unwatch();
			resolve(output);
		};
		const timer = setTimeout(() => {
			giveUp();
			finish('');
		}, patience);
		let output = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (output.length > longestOutput) {
				giveUp();
			}
		});
		child.on('error', () => finish(''));
		child.on('close', code => finish(code === 0 ? output : ''));
	});
};

const ranks = ['origin', 'upstream'];

const rank = (remote: string): number =>
	ranks.includes(remote) ? ranks.indexOf(remote) : ranks.length;

/** Where git has anything to look at from here: starting it for nothing takes 10 ms. */
const findGitFolder = (cwd: string): string | undefined => {
	for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
		if (existsSync(path.join(folder, '.git'))) {
			return folder;
		}
		if (folder === path.dirname(folder)) {
			return undefined;
		}
	}
};

const readRemotes = (output: string, hosts: readonly string[]): RepositoryFacts['remotes'] => {
	const found = output.split('\n').flatMap(line => {
		const [, remote, url] = /^([^\t]+)\t(.*) \((?:fetch|push)\)/.exec(line) ?? [];
		const repository = url === undefined ? undefined : readRemoteUrl(url, hosts);
		// git's rules for names allow more, and this one is shown.
		return remote === undefined || repository === undefined || /[^\w./-]/.test(remote)
			? []
			: [{remote, ...repository}];
	});
	const unique = new Map<string, (typeof found)[number]>();
	for (const entry of found.toSorted((one, other) => rank(one.remote) - rank(other.remote))) {
		const key = [entry.host, entry.owner, entry.repository].join('/').toLowerCase();
		if (!unique.has(key)) {
			unique.set(key, entry);
		}
	}
	return [...unique.values()];
};

/**
 * The remotes on GitHub of the git repository around a folder, and the user's login there. Empty without
 * git, without a repository, and when git takes too long; never throws, asks for nothing, and runs
 * nothing that the repository names.
 */
export const findRemotes = async (options: RemotesOptions): Promise<RepositoryFacts> => {
	const {cwd, hosts} = options;
	const folder = cwd === undefined ? undefined : findGitFolder(cwd);
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

const isOwn = (file: string): boolean =>
	process.geteuid === undefined || lstatSync(file).uid === process.geteuid();

/**
 * The top folder of the git repository around a folder: the nearest one that holds `.git`,
 * a folder or (in worktrees and submodules) a file. None when that belongs to another user, who may have
 * put it into a folder such as /tmp; the folder that holds the home folders and those above it are not
 * looked at at all.
 */
export const findRepositoryRoot = (
	cwd: string,
	homeFolder: string | undefined,
): string | undefined => {
	const end = homeFolder === undefined ? undefined : path.dirname(path.resolve(homeFolder));
	for (let folder = path.resolve(cwd); folder !== end; folder = path.dirname(folder)) {
		const mark = path.join(folder, '.git');
		if (existsSync(mark)) {
			return isOwn(mark) ? folder : undefined;
		}
		if (folder === path.dirname(folder)) {
			return undefined;
		}
	}
	return undefined;
};
