import {usageError} from '../errors.ts';
import {containsToken, showBriefly} from '../text/mask.ts';

/** The longest token name (GitHub Docs, "Managing your personal access tokens", 22 August 2026). */
export const longestName = 40;

/** The longest description (same page). */
export const longestDescription = 1024;

const login = /^[a-z\d]+(?:[-_][a-z\d]+)*$/i;

/**
 * Whether a text can be a GitHub login: 1–39 letters and digits with single hyphens between them.
 * Underscores are taken too: the logins of enterprise managed users carry one. What looks like a token is none.
 */
export const isLogin = (text: string): boolean =>
	text.length <= 39 && login.test(text) && !containsToken(text);

/** What a login has to look like, as the end of a sentence. */
export const loginRule = 'a login has 1 to 39 letters and digits, with single hyphens between them';

const repositoryName = /^[\w.-]{1,100}$/;

/** Whether a text can be the name of a repository, without its owner. */
export const isRepositoryName = (text: string): boolean =>
	repositoryName.test(text) && text !== '.' && text !== '..' && !containsToken(text);

/** At most this many repositories can be chosen for a fine-grained token (GitHub's form, August 2026). */
export const mostRepositories = 50;

/** The longest address of a repository that is read, in characters: names have at most 100. */
const longestAddress = 1000;

/**
 * A repository as `owner/name`, from `owner/name`, the address of one of its pages, or a git
 * remote. A bare name is taken to be of `owner`. Throws a usage error for anything else.
 */
export const readRepository = (text: string, owner?: string): string => {
	const typed = text.slice(0, longestAddress).trim();
	const path = typed
		.replace(/^[a-z][a-z+]*:\/\/(?:[^/@]*@)?[^/]+\//i, '')
		.replace(/^[\w.-]+@[\w.-]+:/, '')
		.replace(/^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/(?=[^/]+\/[^/])/, '')
		.replace(/[?#].*$/, '');
	const [first = '', second, ...rest] = path.split('/');
	const isAddress = path !== typed;
	const parts =
		second === undefined && owner !== undefined && !isAddress
			? [owner, first]
			: [first, second ?? ''];
	const name = (parts[1] ?? '').replace(/(?:\.git)+$/, '');
	const extra = rest.filter(part => part !== '');
	if (!isLogin(parts[0] ?? '') || !isRepositoryName(name) || (extra.length > 0 && !isAddress)) {
		throw usageError(
			`"${showBriefly(typed.replace(/\/\/[^/]*@/, '//'))}" is not a repository`,
			owner === undefined
				? 'Write it as owner/name, or paste its address'
				: `Write it as ${showBriefly(owner)}/name, or paste its address`,
		);
	}
	return `${parts[0]}/${name}`;
};

/** Whether a text is a repository written as profiles keep it: `owner/name`. */
export const isRepository = (text: string): boolean => {
	const [owner = '', name = '', ...rest] = text.split('/');
	return rest.length === 0 && isLogin(owner) && isRepositoryName(name) && !name.endsWith('.git');
};

/** The login before the slash of `owner/name`. */
export const ownerOf = (repository: string): string => repository.split('/')[0] ?? '';

/** Says of a repository that a token cannot reach it. `whose` is the owner that the token has. */
export const explainForeign = (repository: string, whose: string): string =>
	`${repository} belongs to ${ownerOf(repository)}: a token of ${whose} does not reach it`;

/**
 * An owner as a login, from a login, `@login`, the address of a page of its, or a repository of its.
 * Throws a usage error for anything else.
 */
export const readOwner = (text: string): string => {
	const typed = text.slice(0, longestAddress).trim();
	const path = typed
		.replace(/^(?:[a-z][a-z+]*:\/\/)?(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?\/)?/i, '')
		.replace(/^(?:orgs|users|enterprises|sponsors)\//, '')
		.replace(/^@/, '')
		.replace(/[?#].*$/, '');
	const [login = ''] = path.split('/');
	if (!isLogin(login)) {
		throw typed === ''
			? usageError('Type the name of the organization')
			: usageError(`"${showBriefly(typed)}" is not a login`, `Check the spelling: ${loginRule}`);
	}
	return login;
};

/** The repositories named in a text, separated by commas, spaces or line breaks, each once. */
export const readRepositories = (text: string, owner?: string): readonly string[] => {
	const found = new Map<string, string>();
	for (const part of text.split(/[\s,;]+/)) {
		if (part !== '') {
			const repository = readRepository(part, owner);
			found.set(repository.toLowerCase(), found.get(repository.toLowerCase()) ?? repository);
		}
	}
	return [...found.values()];
};
