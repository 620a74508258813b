import {isPlaceholderName} from '../../catalog/placeholders.ts';
import {showBriefly} from '../../text/mask.ts';
import type {Named} from './reading.ts';
import type {ShellWord} from './shell.ts';

const isLogin = (text: string): boolean =>
	/^[a-z\d][a-z\d-]{0,38}$/i.test(text) && !isPlaceholderName(text);

/** Whether both words are placeholders, such as `owner/repo`. One of them alone may be a name. */
const isPlaceholderPair = (owner: string, name: string): boolean =>
	/^(?:my-?|your-?)?(?:owner|org|organization|user|username|login|account)$/i.test(owner) &&
	/^(?:my-?|your-?)?repo(?:sitory)?(?:-?name)?$/i.test(name);

const isRepositoryName = (text: string): boolean =>
	/^[\w.-]{1,100}$/.test(text) && !isPlaceholderName(text);

/** Returns the names of a command that names nothing, or only a host. */
export const nothingYet = (host?: string): Named => ({
	repositories: [],
	computed: [],
	...(host === undefined || host === '' || host === 'github.com' ? {} : {host}),
});

/** Adds an account as the owner. A computed name is added as such, and a word that is not a login is ignored. */
export const nameOwner = (named: Named, {text, isComputed}: ShellWord): Named => {
	if (isComputed && !isLogin(text)) {
		return {...named, computed: [...named.computed, `owner ${showBriefly(text)}`]};
	}

	return isLogin(text) ? {...named, owner: text} : named;
};

/** The address of a repository. Its parts may be computed. */
export type RepositoryAddress = {
	readonly host: string;
	readonly owner: string;
	readonly name: string;
	/** Whether git uses SSH, which needs a key and no token. */
	readonly isSsh: boolean;
};

const addressPattern =
	/^(?:git\+)?(?:(https?|ssh|git):\/\/)?(?:[^@/\s]*@)?([a-z\d.-]+\.[a-z]{2,}|localhost)(?::\d+)?[/:]([^/\s:?#]+)\/([^/\s?#@]+)/i;

/** Reads `https://github.com/octo-org/app.git`, `git@github.com:octo-org/app`, `github.com/octo-org/app/pull/1`. */
export const readRepositoryAddress = (text: string): RepositoryAddress | undefined => {
	const [, protocol, host, owner, name] = addressPattern.exec(text) ?? [];
	if (host === undefined || owner === undefined || name === undefined) return undefined;
	const isScp = protocol === undefined && /^[^@/\s]+@[^:/\s]+:(?!\d+\/)/.test(text);
	return {
		host: host.toLowerCase().replace(/^(?:www|ssh)\./, ''),
		owner,
		name: name.replace(/\.git$/, ''),
		isSsh: isScp || protocol === 'ssh' || protocol === 'git',
	};
};

/** Whether a host is github.com or ends with ghe.com. Enterprise Servers have other names. */
export const isGithubHost = (host: string): boolean =>
	/^(?:[a-z\d-]+\.)*(?:github\.com|githubusercontent\.com|ghe\.com)$/i.test(host);

/** Adds a repository: `octo-org/app`, `HOST/octo-org/app` or its address. A computed one is added as such. */
export const nameRepository = (named: Named, word: ShellWord): Named => {
	const {text} = word;
	const address = readRepositoryAddress(text);
	const parts = text.split('/');
	const [owner = '', name = ''] =
		address === undefined ? parts.slice(-2) : [address.owner, address.name];
	const host = address?.host ?? (parts.length === 3 ? parts[0] : undefined);
	if (!isLogin(owner) || !isRepositoryName(name) || isPlaceholderPair(owner, name)) {
		const known =
			word.isComputed && isLogin(owner)
				? nameOwner(named, {text: owner, isComputed: false})
				: named;
		return word.isComputed || text.includes('{')
			? {...known, computed: [...named.computed, `repository ${showBriefly(text)}`]}
			: known;
	}

	return {
		...named,
		owner: named.owner ?? owner,
		repositories: [...new Set([...named.repositories, `${owner}/${name}`])],
		...(host === undefined || host === 'github.com' ? {} : {host}),
	};
};

/** Returns the owner for a need, and the repository if exactly one is named. */
export const placeOf = ({owner, repositories}: Named): {owner?: string; repository?: string} => ({
	...(owner === undefined ? {} : {owner}),
	...(repositories.length === 1 ? {repository: repositories[0]} : {}),
});
