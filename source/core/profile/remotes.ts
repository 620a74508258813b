import {distinctBy} from '../distinct-by.ts';
import {isLogin, isRepositoryName} from './names.ts';

/** A repository on GitHub, read from an address. Never holds credentials. */
export type RemoteRepository = {
	/** In lower case: `github.com`, `octo.ghe.com`, or one of the given hosts. */
	readonly host: string;
	readonly owner: string;
	readonly repository: string;
};

/** A remote of git, with its name. */
export type Remote = RemoteRepository & {readonly remote: string};

type Address = {
	readonly hostname: string;
	readonly port: string;
	readonly path: string;
	readonly isSsh: boolean;
};

// No address of a repository has spaces, control characters, backslashes, a query or a fragment, and URL would
// silently drop or rewrite some of them.
const isPlainAddress = (text: string): boolean => /^[^\s\p{C}\\?#]+$/u.test(text);

const schemes: ReadonlySet<string> = new Set([
	'https:',
	'http:',
	'ssh:',
	'git:',
	'git+ssh:',
	'ssh+git:',
]);

/** The longest address, in characters. The limits of logins and names add up to 150. */
const longestAddress = 1000;

const readAddress = (text: string): Address | undefined => {
	if (text.length > longestAddress || !isPlainAddress(text)) {
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
		// The port of SSH is not the port of the web page.
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

// Host names from SSH settings for people with several accounts: `git@github-work:…`,
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
 * Reads the address of a git remote: https, http, ssh, git, and `git@host:owner/name`. Drops user names,
 * passwords and ports.
 *
 * @param hosts GitHub Enterprise Server hosts in addition to github.com and *.ghe.com.
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

const ranks = ['origin', 'upstream'];

const rank = (remote: string): number =>
	ranks.includes(remote) ? ranks.indexOf(remote) : ranks.length;

/**
 * Reads the remotes on GitHub from the output of `git remote -v`: `origin` first, then `upstream`, then the
 * others in git's order, each repository once. `hosts` is as for `readRemoteUrl`.
 */
export const readRemotes = (output: string, hosts: readonly string[]): readonly Remote[] => {
	const found = output.split('\n').flatMap(line => {
		const [, remote, url] = /^([^\t]+)\t(.*) \((?:fetch|push)\)/.exec(line) ?? [];
		const repository = url === undefined ? undefined : readRemoteUrl(url, hosts);
		// git allows more characters in names, but this name is printed.
		return remote === undefined || repository === undefined || /[^\w./-]/.test(remote)
			? []
			: [{remote, ...repository}];
	});
	return distinctBy(
		found.toSorted((one, other) => rank(one.remote) - rank(other.remote)),
		({host, owner, repository}) => [host, owner, repository].join('/').toLowerCase(),
	);
};
