import {
	findOperations,
	type HttpMethod,
	httpMethods,
	type OperationMatch,
} from '../catalog/endpoints.ts';

/** A request as it stands in a text: a path without host and query, and its method when that is known. */
export type Request = {
	readonly path: string;
	readonly method?: HttpMethod;
	/** What was sent with it, where that tells something: the query of a GraphQL request. */
	readonly body?: string;
};

/** The method of a name in any letter case. HEAD takes what GET takes. */
export const readMethod = (name: string): HttpMethod | undefined => {
	const wanted = name.toUpperCase();
	return wanted === 'HEAD' ? 'GET' : httpMethods.find(method => method === wanted);
};

const roots =
	'advisories|agents|app|app-manifests|applications|apps|assignments|classrooms|codes_of_conduct|credentials|emojis|enterprises|events|feeds|gists|gitignore|graphql|installation|issues|licenses|markdown|marketplace_listing|meta|networks|notifications|octocat|organizations|orgs|rate_limit|repos|repositories|search|teams|user|users|versions|zen';

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
 * The path of an address of GitHub's API, without host, query and fragment: of `api.github.com`,
 * `api.SUBDOMAIN.ghe.com`, `HOST/api/v3`, or a path alone. `undefined` for any other text.
 */
export const readApiPath = (text: string): string | undefined => {
	const address = text.replace(/^['"`<(]+|['"`>),;:.\]]+$/g, '');
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
 * The operations of a request: one with a method, all of the path's without. `/repositories/1/…` is
 * read as `/repos/{owner}/{repo}/…`, which GitHub redirects it from.
 */
export const findRequested = ({path, method}: Request): readonly OperationMatch[] => {
	const found = findOperations(path, method);
	if (found.length > 0) return found;
	return findOperations(path.replace(/^\/repositories\/[^/]+/, '/repos/{owner}/{repo}'), method);
};

/** Words of a command line, quotes and backslashes taken off. */
export const splitCommand = (text: string): readonly string[] => {
	const line = text.trim();
	const words: string[] = [];
	const pattern =
		/(?:\$?'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+|['"\\]))(\s*)/gsy;
	let word = '';
	for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
		const [, single, double, escaped, plain, space] = match;
		word += single ?? double ?? escaped ?? plain ?? '';
		if (space !== '' || pattern.lastIndex === line.length) {
			words.push(word);
			word = '';
		}
	}

	return words;
};

type OptionTable = {
	/** Options that are followed by a value. */
	readonly valued: ReadonlySet<string>;
	/** Options that name the method. */
	readonly method: ReadonlySet<string>;
	/** Options that send something, and the method that they imply. */
	readonly sends: {readonly [option: string]: HttpMethod};
	/** Options that name the address. */
	readonly address: ReadonlySet<string>;
};

const ghOptions: OptionTable = {
	valued: new Set(
		'-H --header -q --jq -t --template -p --preview --cache --hostname -X --method -f --raw-field -F --field --input'.split(
			' ',
		),
	),
	method: new Set(['-X', '--method']),
	sends: {
		'-f': 'POST',
		'--raw-field': 'POST',
		'-F': 'POST',
		'--field': 'POST',
		'--input': 'POST',
	},
	address: new Set(),
};

const curlOptions: OptionTable = {
	valued: new Set(
		'-H --header -o --output -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -w --write-out -m --max-time --connect-timeout --retry -x --proxy --cacert -K --config -X --request -d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form -T --upload-file --url'.split(
			' ',
		),
	),
	method: new Set(['-X', '--request']),
	sends: {
		'-d': 'POST',
		'--data': 'POST',
		'--data-raw': 'POST',
		'--data-binary': 'POST',
		'--data-ascii': 'POST',
		'--data-urlencode': 'POST',
		'--json': 'POST',
		'-F': 'POST',
		'--form': 'POST',
		'-T': 'PUT',
		'--upload-file': 'PUT',
	},
	address: new Set(['--url']),
};

type Argument = {readonly option?: string; readonly value?: string};

/** Splits `--name=value` and `-XPOST`, and takes the word after an option that has a value. */
const readArguments = (words: readonly string[], table: OptionTable): readonly Argument[] => {
	const found: Argument[] = [];
	for (let index = 0; index < words.length; index++) {
		const word = words[index] ?? '';
		const [, option, joined] =
			/^(--[\w-]+)=(.*)/s.exec(word) ?? /^(-[A-Za-z])(.+)/s.exec(word) ?? [];
		if (option !== undefined && joined !== undefined && table.valued.has(option)) {
			found.push({option, value: joined});
		} else if (table.valued.has(word)) {
			index++;
			found.push({option: word, value: words[index] ?? ''});
		} else if (word.startsWith('-')) {
			found.push({option: word});
		} else {
			found.push({value: word});
		}
	}

	return found;
};

const readRequestWords = (
	words: readonly string[],
	table: OptionTable,
	readAddress: (value: string) => string | undefined,
): Request | undefined => {
	const found = readArguments(words, table);
	const address = found.find(
		({option, value}) =>
			value !== undefined &&
			(option === undefined || table.address.has(option)) &&
			readAddress(value),
	);
	const path = address?.value === undefined ? undefined : readAddress(address.value);
	if (path === undefined) return undefined;
	const named = found.find(({option}) => option !== undefined && table.method.has(option))?.value;
	const asksAsQuery = found.some(({option}) => option === '-G' || option === '--get');
	const sent = found
		.map(({option}) => (option === undefined ? undefined : table.sends[option]))
		.find(method => method !== undefined);
	const method = readMethod(named ?? '') ?? (asksAsQuery ? 'GET' : (sent ?? 'GET'));
	const body = found
		.filter(({option}) => option !== undefined && table.sends[option] !== undefined)
		.map(({value}) => value ?? '')
		.join('\n');
	return {path, method, ...(body === '' ? {} : {body})};
};

const readGhPath = (value: string): string | undefined =>
	readApiPath(value) ?? readApiPath(`/${value.replace(/^\/+/, '')}`);

/**
 * The request of a `gh api …` or `curl …` command line, as pasted, with a prompt before it or not.
 * `undefined` for any other text, and for a curl of something that is not GitHub's API.
 */
export const readCommand = (line: string): Request | undefined => {
	const match = /(?:^|[\s$>|;&(`])(gh\s+api|curl)\s+(.*)/s.exec(line);
	if (match === null) return undefined;
	const words = splitCommand(match[2] ?? '');
	return match[1] === 'curl'
		? readRequestWords(words, curlOptions, readApiPath)
		: readRequestWords(words, ghOptions, readGhPath);
};

const methodAndPath =
	/\b(GET|POST|PUT|PATCH|DELETE|HEAD)((?:\s*[/|,]\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD))*)[\s:"'`,(]+((?:https?(?:\(s\))?:\/\/|\/|\$|%|\{\{)?[^\s"'`]+)/gi;

/**
 * The requests that a line names with their method: `POST /repos/{owner}/{repo}/issues`,
 * `get https://api.github.com/user`, `GET|PUT /user/starred`. Other words around them do not matter.
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

/** The addresses of GitHub's API that a line names without a method. */
export const readBareRequests = (line: string): readonly Request[] =>
	(line.match(/\S+/g) ?? []).flatMap(word => {
		const path = readApiPath(word.replace(/^[^=]*=(?=['"]?(?:https?:)?\/)/, ''));
		return path === undefined ? [] : [{path}];
	});
