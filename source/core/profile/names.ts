import {containsToken} from '../text/mask.ts';

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

/** Whether a text is a repository written as profiles keep it: `owner/name`. */
export const isRepository = (text: string): boolean => {
	const [owner = '', name = '', ...rest] = text.split('/');
	return rest.length === 0 && isLogin(owner) && isRepositoryName(name) && !name.endsWith('.git');
};

/** The login before the slash of `owner/name`. */
export const ownerOf = (repository: string): string => repository.split('/')[0] ?? '';

/** Whether a repository is one of an owner's. Without an owner it has to be the login's, where that is known. */
export const isReached = (
	repository: string,
	owner: string | undefined,
	login: string | undefined,
): boolean => {
	const whose = owner ?? login;
	return whose !== undefined && ownerOf(repository).toLowerCase() === whose.toLowerCase();
};

/** Says of a repository that a token cannot reach it. `whose` is the owner that the token has. */
export const explainForeign = (repository: string, whose: string): string =>
	`${repository} belongs to ${ownerOf(repository)}: a token of ${whose} does not reach it`;
