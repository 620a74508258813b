import {
	findOperations,
	type HttpMethod,
	httpMethods,
	type OperationMatch,
} from '../catalog/endpoints.ts';
import {withoutSigns} from '../text/words.ts';

/** A request in a text. */
export type Request = {
	/** Without host and query. */
	readonly path: string;
	/** Unset when the text does not name it. */
	readonly method?: HttpMethod;
	/** The body, if it matters: the query of a GraphQL request. */
	readonly body?: string;
};

/** Reads a method in any letter case. HEAD counts as GET, which needs the same permissions. */
export const readMethod = (name: string): HttpMethod | undefined => {
	const wanted = name.toUpperCase();
	return wanted === 'HEAD' ? 'GET' : httpMethods.find(method => method === wanted);
};

const roots =
	'advisories|agents|app|app-manifests|applications|apps|assignments|classrooms|codes_of_conduct|credentials|emojis|enterprises|events|feeds|gists|gitignore|graphql|installation|issues|licenses|markdown|marketplace_listing|meta|networks|notifications|octocat|organizations|orgs|rate_limit|repos|repositories|scim|search|teams|user|users|versions|zen';

const startsLikeAnApiPath = new RegExp(`^/(?:${roots})(?:/|$)`, 'i');

const hostPrefix =
	/^(?:(?:https?(?:\(s\))?:)?\/\/|https?:\/)(?:(?:api|uploads)\.(?:github\.com|[a-z\d-]+\.ghe\.com)(?::\d+)?(?=[/?#]|$)|[^/\s?#]+\/api\/(?:v3|uploads)(?=[/?#]|$)|[^/\s?#]+\/api\/(?=graphql))/i;

const bareHostPrefix =
	/^(?:(?:api|uploads)\.(?:github\.com|[a-z\d-]+\.ghe\.com)|[^/\s?#]+\/api\/v3)(?=\/)/i;

const variablePrefix =
	/^(?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\(?[A-Za-z_]\w*\)?|%[A-Z_]+%|\{\{[^}]*\}\})(?=\/)/;

const decodeSegment = (segment: string): string => {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
};

/**
 * Reads the path of an address of GitHub's API, without host, query and fragment. The address is at `api.github.com`,
 * `api.SUBDOMAIN.ghe.com` or `HOST/api/v3`, or a path alone. Undefined for any other text.
 */
export const readApiPath = (text: string): string | undefined => {
	const address = withoutSigns(text, '\'"`<(', '\'"`>),;:.]');
	const withoutHost = address
		.replace(hostPrefix, '')
		.replace(bareHostPrefix, '')
		.replace(variablePrefix, '');
	const hadHost = withoutHost !== address;
	const path = withoutHost.replace(/\{?[?#].*/, '');
	if (path === '' || path === '/') return hadHost || address === '/' ? '/' : undefined;
	const normal = `/${path.split('/').filter(Boolean).map(decodeSegment).join('/')}`;
	if (hadHost) return normal;
	return startsLikeAnApiPath.test(normal) && path.includes('/') ? normal : undefined;
};

/**
 * Finds the operation of a request, or all operations of its path when the method is unknown. `/repositories/1/…` is
 * another address of `/repos/{owner}/{repo}/…`.
 */
export const findRequested = ({path, method}: Request): readonly OperationMatch[] => {
	const found = findOperations(path, method);
	if (found.length > 0) return found;
	return findOperations(path.replace(/^\/repositories\/[^/]+/, '/repos/{owner}/{repo}'), method);
};

const methodAndPath =
	/\b(GET|POST|PUT|PATCH|DELETE|HEAD)((?:\s*[/|,]\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD))*)[\s:"'`,(]+((?:https?(?:\(s\))?:\/\/|\/|\$|%|\{\{)?[^\s"'`]+)/gi;

/**
 * Finds the requests with a method in a line: `POST /repos/{owner}/{repo}/issues`, `get https://api.github.com/user`,
 * `GET|PUT /user/starred`.
 */
export const readMethodRequests = (line: string): readonly Request[] =>
	[...line.matchAll(methodAndPath)].flatMap(([, first = '', others = '', address = '']) => {
		const path = readApiPath(address);
		if (path === undefined) return [];
		return [first, ...others.split(/[\s/|,]+/)]
			.map(readMethod)
			.filter(method => method !== undefined)
			.map(method => ({path, method}));
	});

/** An address in a string literal, with the function before it and the method after it. */
const inCode =
	/(?:\b(\w{1,40})\()?\s{0,4}[bf]?['"`](https?:\/\/[^\s'"`]{1,500})['"`](?:[^\n]{0,200}?\bmethod['"]?\s{0,4}[:=]\s{0,4}['"]([a-z]{3,6})['"])?/gi;

/** Finds the requests in a line of code: `requests.post('https://api.github.com/user')`, `axios.get('…')`. */
const requestsInCode = (line: string): readonly Request[] =>
	[...line.matchAll(inCode)].flatMap(([, called = '', address = '', named = '']) => {
		const path = readApiPath(address);
		const method = readMethod(named) ?? readMethod(called);
		return path === undefined ? [] : [{path, ...(method === undefined ? {} : {method})}];
	});

/** Finds the addresses of GitHub's API in a line without a method, or in code. */
export const readBareRequests = (line: string): readonly Request[] => {
	const code = /['"`]https?:/i.test(line) ? requestsInCode(line) : [];
	if (code.length > 0) return code;
	return (line.match(/\S+/g) ?? []).flatMap(word => {
		const path = readApiPath(word.replace(/^[^=]*=(?=['"]?(?:https?:)?\/)/, ''));
		// A slash between words is not an address.
		return path === undefined || word === '/' ? [] : [{path}];
	});
};
