import {containsToken} from '../text/mask.ts';

/** The longest token name (GitHub Docs, "Managing your personal access tokens", 22 August 2026). */
export const longestName = 40;

/** The longest description (same page). */
export const longestDescription = 1024;

const login = /^[a-z\d]+(?:[-_][a-z\d]+)*$/i;

/**
 * Whether a text can be a GitHub login: 1–39 letters and digits with single hyphens between them.
 * Allows underscores too: the logins of enterprise managed users have one. A text that looks like a token is no
 * login.
 */
export const isLogin = (text: string): boolean =>
	text.length <= 39 && login.test(text) && !containsToken(text);

/** The rule for logins, as the end of a sentence. */
export const loginRule = 'a login has 1 to 39 letters and digits, with single hyphens between them';

const repositoryName = /^[\w.-]{1,100}$/;

/** Whether a text can be the name of a repository without its owner. */
export const isRepositoryName = (text: string): boolean =>
	repositoryName.test(text) && text !== '.' && text !== '..' && !containsToken(text);

/** The most repositories of a fine-grained token (GitHub's form, August 2026). */
export const mostRepositories = 50;

/** Whether a text is a repository in the form of profiles: `owner/name`. */
export const isRepository = (text: string): boolean => {
	const [owner = '', name = '', ...rest] = text.split('/');
	return rest.length === 0 && isLogin(owner) && isRepositoryName(name) && !name.endsWith('.git');
};

/** Returns the login before the slash of `owner/name`. */
export const ownerOf = (repository: string): string => repository.split('/')[0] ?? '';

/** Whether a repository belongs to the owner, or without an owner to the login. `false` where neither is known. */
export const isReached = (
	repository: string,
	owner: string | undefined,
	login: string | undefined,
): boolean => {
	const whose = owner ?? login;
	return whose !== undefined && ownerOf(repository).toLowerCase() === whose.toLowerCase();
};

/** Says that a token cannot reach a repository of another owner. `whose` is the owner of the token. */
export const explainForeign = (repository: string, whose: string): string =>
	`${repository} belongs to ${ownerOf(repository)}: a token of ${whose} does not reach it`;
