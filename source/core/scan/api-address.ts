import type {HttpMethod} from '../catalog/endpoints.ts';
import {type Need, needOfOperation} from '../needs/need.ts';
import {findRequested, readApiPath, readMethod} from '../needs/read-request.ts';

/** Names of variables that hold the address of GitHub's API. */
const apiNames = /github[_.]?(?:api|graphql)|api_?url|^api$|api_?(?:base|root|endpoint)|base_?url/i;

const filledIn = /\$\{([^}]{0,200})\}/g;

/**
 * Returns the path of a request to GitHub's API. The text is a string of code, in which the program fills in
 * `${…}`. Known constants are filled in first. Returns `undefined` for any other address.
 */
export const readCodeAddress = (
	text: string,
	constants: (name: string) => string | undefined,
): string | undefined => {
	const filled = text
		.slice(0, 2000)
		.replace(filledIn, (whole: string, name: string) => constants(name.trim()) ?? whole);
	const [, base = ''] = /^\$\{([^}]*)\}(?=\/)/.exec(filled) ?? [];
	const address =
		base !== '' && apiNames.test(base) && /github/i.test(base)
			? filled.replace(/^\$\{[^}]*\}/, 'https://api.github.com')
			: filled;
	if (!/^(?:https?:)?\/\//.test(address)) return undefined;
	const path = readApiPath(address.replace(filledIn, '{x}').replace(/%[sdvq]/g, '{x}'));
	return path === undefined || path === '/' ? undefined : path;
};

/** A request with its needs, or with the reason why they are unknown. */
export type CodeRequest = {
	readonly name: string;
	readonly needs: readonly Need[];
	readonly unknown?: string;
	/** The resource owner, and `owner/name`, where the path names them. */
	readonly owner?: string;
	readonly repository?: string;
};

const isName = (text: string | undefined): text is string => /^[\w.-]+$/.test(text ?? '');

/** Reads the resource owner and the repository from a path. */
const placesIn = (path: string): Pick<CodeRequest, 'owner' | 'repository'> => {
	const [, root, owner, name] = path.split('/');
	if (!isName(owner)) return {};
	if (root === 'orgs') return {owner};
	return root === 'repos' && isName(name) ? {owner, repository: `${owner}/${name}`} : {};
};

/** Returns the needs of a request. A placeholder in its path may stand for a whole `owner/name`. */
export const needsOfRequest = (method: HttpMethod, path: string): CodeRequest => {
	let found = findRequested({method, path});
	if (found.length === 0 && path.startsWith('/repos/{x}/'))
		found = findRequested({method, path: path.replace('{x}', '{x}/{x}')});
	if (found.length > 0) {
		const needs = found.map(needOfOperation);
		return {name: needs[0]?.name ?? `${method} ${path}`, needs, ...placesIn(path)};
	}

	return {
		name: `${method} ${path}`,
		needs: [],
		unknown: `GitHub's table of permissions has no ${method} ${path}`,
	};
};

/** Reads a route: `POST /repos/{owner}/{repo}/issues`. A path without a method is a GET. */
export const readRoute = (
	text: string,
): {readonly method: HttpMethod; readonly path: string} | undefined => {
	const [, name, address = ''] = /^(?:([A-Za-z]+)\s+)?(\S+)$/.exec(text.trim()) ?? [];
	const method = name === undefined ? 'GET' : readMethod(name);
	if (method === undefined) return undefined;
	const plain = address
		.replace(filledIn, '{x}')
		.replace(/:([a-z_]\w*)/gi, (whole, _name, index: number) =>
			address[index + 1] === '/' ? whole : '{x}',
		);
	const path = /^https?:/.test(plain)
		? readApiPath(plain)
		: readApiPath(plain.startsWith('/') ? plain : `/${plain}`);
	return path === undefined ? undefined : {method, path: path.split('{?')[0] ?? path};
};
