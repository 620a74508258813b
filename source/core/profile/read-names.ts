import {usageError} from '../errors.ts';
import {showBriefly} from '../text/mask.ts';
import {isLogin, isRepositoryName, loginRule} from './names.ts';

/** The longest address of a repository to read, in characters. Names have at most 100. */
const longestAddress = 1000;

/**
 * Reads a repository from `owner/name`, the address of one of its pages, or a git remote, and returns
 * `owner/name`. A bare name belongs to `owner`. Throws a usage error for anything else.
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

/**
 * Reads the login of an owner from the login, `@login`, the address of its page, or one of its repositories.
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

/** Reads the repositories in a text, separated by commas, spaces or line breaks. Returns each once. */
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
