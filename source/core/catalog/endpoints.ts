/**
 * The operations of GitHub's REST API, with the permissions and scopes for each.
 *
 * The rows are facts from GitHub Docs (CC BY 4.0). endpoints.json names their date and pages; `npm run refresh`
 * rebuilds it. It is the largest table of the program, so load this module with `import()` only when it is needed.
 */

import {once} from '../once.ts';
import data from './endpoints.json' with {type: 'json'};
import type {AccessLevel, PermissionSet} from './permission.ts';
import {includesLevel} from './permissions.ts';
import {isScopeName, type ScopeName} from './scopes.ts';
import {otherWordsFor, tellingWordsOf, wordsOf} from './search-words.ts';

/** The methods that GitHub's REST API uses. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The methods in their order on the screen. */
export const httpMethods: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * What an operation needs:
 * - `permissions`: a fine-grained token with one of the permission sets
 * - `any-token`: any token, also a fine-grained one without permissions
 * - `classic`: a classic token only
 * - `app`: only a GitHub App or OAuth app, no personal token
 * - `no-token`: no token
 * - `unknown`: GitHub's documents do not say it
 */
export type WorksWith = 'permissions' | 'any-token' | 'classic' | 'app' | 'no-token' | 'unknown';

/** Something that fine-grained tokens cannot do, from GitHub's list. */
export type GapId =
	| 'packages'
	| 'checks'
	| 'user-projects'
	| 'notifications'
	| 'collaborators'
	| 'enterprise';

/** One operation of the REST API. */
export type Operation = {
	readonly method: HttpMethod;
	/** Its path with parameters in braces: `/repos/{owner}/{repo}/issues`. */
	readonly path: string;
	readonly title: string;
	/** The last part of its documentation link: `create-an-issue`. */
	readonly slug: string;
	/** Its part of GitHub's reference: `issues`. Unset for operations that are not listed. */
	readonly category?: string;
	/** Whether GitHub lists it for fine-grained tokens. */
	readonly listed: boolean;
	readonly works: WorksWith;
	/** Permission sets, each of which is enough, the best one first. Empty unless `works` is `permissions`. */
	readonly anyOf: readonly PermissionSet[];
	/** Lists of scopes from GitHub's text, each of which is enough for a classic token. Empty when it names none. */
	readonly scopes: readonly (readonly ScopeName[])[];
	/** `true` when it works on public data without a permission, according to GitHub's text. */
	readonly public: boolean;
	/** `true` when GitHub does not say it explicitly: see `note` or `reason`. */
	readonly inferred: boolean;
	/** A note, as a sentence. */
	readonly note?: string;
	/** Why it is not on GitHub's list for fine-grained tokens, as a sentence. */
	readonly reason?: string;
	readonly gap?: GapId;
};

type Entry = readonly unknown[];
type Unlisted = {
	readonly works: WorksWith;
	readonly reason: string;
	readonly anyOf?: string;
	readonly scopes?: string;
	readonly gap?: GapId;
	readonly inferred?: boolean;
};

/** Returns the method and path of an operation: `POST /repos/{owner}/{repo}/issues`. */
export const operationName = (operation: Operation): string =>
	`${operation.method} ${operation.path}`;

const readSets = (text: string): readonly PermissionSet[] =>
	text === ''
		? []
		: text
				.split(';')
				.map(set =>
					Object.fromEntries(set.split(',').map(part => part.split('=') as [string, AccessLevel])),
				);

const readScopes = (text: string): readonly (readonly ScopeName[])[] =>
	text === '' ? [] : text.split(';').map(list => list.split(',').filter(isScopeName));

/**
 * Whether `repo` is only a condition and not one of the least scopes: the pages of many operations of organizations
 * say "If the repository is private, repo is also required".
 */
const isConditional = (path: string, scopes: string): boolean =>
	scopes === 'admin:org,repo' && path.startsWith('/orgs/');

const privateRepositories = 'A classic token takes repo as well where the repository is private.';

const publicChecks = 'The checks of a public repository are read with any token.';

/** Notes from GitHub's prose (22 August 2026), by operation. */
const prose: {readonly [operation: string]: string} = {
	'POST /orgs/{org}/campaigns': 'Creating a campaign takes security_events=read as well.',
	'POST /repos/{owner}/{repo}/branches/{branch}/rename':
		'Renaming the default branch takes administration=write as well.',
	'GET /users/{username}/events': 'Private events take user_events=read.',
	'GET /users/{username}/events/orgs/{org}': 'Private events take user_events=read.',
};

const wordsInCapitals: {readonly [word: string]: string} = {
	api: 'API',
	codeql: 'CodeQL',
	copilot: 'Copilot',
	cve: 'CVE',
	dependabot: 'Dependabot',
	github: 'GitHub',
	gpg: 'GPG',
	id: 'ID',
	oidc: 'OIDC',
	sarif: 'SARIF',
	sbom: 'SBOM',
	ssh: 'SSH',
};

const titleOf = (slug: string): string => {
	const title = slug
		.split('-')
		.map(word => wordsInCapitals[word] ?? word)
		.join(' ');
	return title.charAt(0).toUpperCase() + title.slice(1);
};

const slugOf = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

/** Decodes an operation that is not listed for fine-grained tokens, with the row about its kind. */
const decodeUnlisted = (
	{
		scopes,
		...shared
	}: Pick<Operation, 'method' | 'path' | 'title' | 'slug'> & {
		readonly scopes: string;
	},
	row: Unlisted,
	fromProse: string | undefined,
): Operation => {
	const note =
		fromProse ?? (row.gap === 'checks' && row.works === 'classic' ? publicChecks : undefined);
	return {
		...shared,
		listed: false,
		works: row.works,
		anyOf: readSets(row.anyOf ?? ''),
		scopes: readScopes(row.scopes ?? scopes),
		public: false,
		inferred: row.inferred ?? false,
		reason: row.reason,
		...(row.gap === undefined ? {} : {gap: row.gap}),
		...(note === undefined ? {} : {note}),
	};
};

const decodeEntry = (method: HttpMethod, path: string, entry: Entry): Operation => {
	const [name, category, access = '', scopes = '', extras] = entry as [
		string,
		number,
		(string | number)?,
		string?,
		{readonly public?: number; readonly inferred?: number; readonly note?: number}?,
	];
	const title = /[A-Z ]/.test(name) ? name : titleOf(name);
	const shared = {method, path, title, slug: /[A-Z ]/.test(name) ? slugOf(name) : name};
	const fromProse = prose[`${method} ${path}`];
	if (typeof access === 'number') {
		return decodeUnlisted({...shared, scopes}, data.unlisted[access] as Unlisted, fromProse);
	}

	const categoryName = data.categories[category];
	const conditional = isConditional(path, scopes);
	const notes = [
		...(extras?.note === undefined ? [] : [data.notes[extras.note] ?? '']),
		...(conditional ? [privateRepositories] : []),
		...(fromProse === undefined ? [] : [fromProse]),
	];
	const note = notes.length === 0 ? undefined : notes.join(' ');
	return {
		...shared,
		...(categoryName === undefined ? {} : {category: categoryName}),
		listed: true,
		works: 'permissions',
		anyOf: readSets(access),
		scopes: readScopes(conditional ? 'admin:org' : scopes),
		public: extras?.public === 1,
		inferred: extras?.inferred === 1,
		...(note === undefined ? {} : {note}),
	};
};

const decodeAll = (): readonly Operation[] => {
	const found: Operation[] = [];
	const walk = (node: object, path: string): void => {
		for (const [key, value] of Object.entries(node)) {
			if (Array.isArray(value)) found.push(decodeEntry(key as HttpMethod, path, value));
			else walk(value, path + key);
		}
	};

	walk(data.paths, '');
	return found;
};

/** Every operation of the REST API, in the order of their paths. Decodes them at the first call. */
export const listOperations: () => readonly Operation[] = once(decodeAll);

type PathNode = {
	readonly literals: Map<string, PathNode>;
	readonly parameters: Map<string, PathNode>;
	readonly operations: Operation[];
};

const emptyNode = (): PathNode => ({literals: new Map(), parameters: new Map(), operations: []});

const childOf = (node: PathNode, segment: string): PathNode => {
	const name = /^\{(.+)\}$/.exec(segment)?.[1];
	const children = name === undefined ? node.literals : node.parameters;
	const key = name ?? segment.toLowerCase();
	const child = children.get(key) ?? emptyNode();
	children.set(key, child);
	return child;
};

const pathTree = once((): PathNode => {
	const root = emptyNode();
	for (const operation of listOperations()) {
		operation.path.split('/').slice(1).reduce(childOf, root).operations.push(operation);
	}

	return root;
});

/** Parameters whose values may have slashes: file paths and names of branches and tags. */
const parametersWithSlashes = new Set(['path', 'ref', 'basehead', 'branch', 'tag', 'name']);

/** Whether a parameter may have a value: `/orgs/{org}/{security_product}/{enablement}` must not match every path. */
const looksRight = (parameter: string, value: string): boolean =>
	parameter !== 'enablement' || /^(enable_all|disable_all)$|[^a-z_]/i.test(value);

/** The longest path to read, in segments. GitHub's own have at most 11, but file paths may be longer. */
const mostSegments = 40;

type Parameters = {readonly [parameter: string]: string};

/** An operation with the values of its path's parameters. */
export type OperationMatch = {
	readonly operation: Operation;
	readonly parameters: Parameters;
};

/** Finds the node that a path ends at, and the parameters on the way, the last one first. */
const matchSegments = (
	node: PathNode,
	segments: readonly string[],
	at: number,
	accept: (node: PathNode) => boolean,
): {readonly node: PathNode; readonly parameters: [name: string, value: string][]} | undefined => {
	const segment = segments[at];
	if (segment === undefined) {
		const last = [node, node.parameters.get('path')].find(each => each && accept(each));
		return last && {node: last, parameters: []};
	}

	const literal = node.literals.get(segment.toLowerCase());
	const direct = literal && matchSegments(literal, segments, at + 1, accept);
	if (direct) return direct;
	for (const [name, child] of node.parameters) {
		const longest = parametersWithSlashes.has(name) ? segments.length : at + 1;
		for (let end = at + 1; end <= longest; end++) {
			const value = end === at + 1 ? segment : segments.slice(at, end).join('/');
			if (!looksRight(name, value)) continue;
			const found = matchSegments(child, segments, end, accept);
			found?.parameters.push([name, value]);
			if (found) return found;
		}
	}

	return undefined;
};

/**
 * Finds the operations at a path without host and query: `/repos/octo-org/app/issues/7`. Parameters may be real
 * names or placeholders of any style. With a method, it finds at most one.
 */
export const findOperations = (path: string, method?: HttpMethod): readonly OperationMatch[] => {
	const segments = path.replace(/^\/+|\/+$/g, '').split('/');
	if (segments.length > mostSegments) return [];
	const wanted = (operation: Operation): boolean =>
		method === undefined || operation.method === method;
	const found = matchSegments(pathTree(), segments, 0, node => node.operations.some(wanted));
	if (found === undefined) return [];
	const parameters = Object.fromEntries(found.parameters.reverse());
	return found.node.operations.filter(wanted).map(operation => ({operation, parameters}));
};

const groupOperations = (
	keysOf: (operation: Operation) => Iterable<string>,
): ReadonlyMap<string, readonly Operation[]> => {
	const groups = new Map<string, Operation[]>();
	for (const operation of listOperations()) {
		for (const key of keysOf(operation)) {
			const group = groups.get(key);
			if (group === undefined) groups.set(key, [operation]);
			else group.push(operation);
		}
	}

	return groups;
};

const operationsBySlug = once(() => groupOperations(operation => [operation.slug]));

/**
 * Finds an operation by the last part of its documentation link, `create-an-issue`. The category, `issues`, decides
 * between several with the same part.
 */
export const findOperationBySlug = (slug: string, category?: string): Operation | undefined => {
	const found = operationsBySlug().get(slug) ?? [];
	return found.find(operation => operation.category === category) ?? found[0];
};

type SearchRow = {
	readonly operation: Operation;
	readonly title: readonly string[];
	readonly path: readonly string[];
	/** Method, path and title in small letters. */
	readonly text: string;
	/** The words of path and title in lower case, with a space before each. */
	readonly all: string;
};

const searchRows = once((): readonly SearchRow[] =>
	listOperations().map(operation => ({
		operation,
		title: wordsOf(operation.title),
		path: wordsOf(operation.path.replace(/\{[^{}]*\}/g, ' ')),
		text: `${operation.method} ${operation.path} ${operation.title}`.toLowerCase(),
		all: ` ${operation.path} ${operation.title}`.toLowerCase().replace(/[^a-z\d]+/g, ' '),
	})),
);

const scoreWord = (row: SearchRow, word: string): number => {
	if (row.title.includes(word)) return 10;
	if (row.path.includes(word)) return 7;
	const others = otherWordsFor(word);
	if (others.some(other => row.title.includes(other))) return 7;
	if (row.title.some(part => part.startsWith(word))) return 6;
	if (others.some(other => row.path.includes(other))) return 4;
	return row.all.includes(` ${word}`) ? 3 : 0;
};

const fillersOfTitles = new Set(['a', 'an', 'the', 'for', 'of', 'in', 'to', 'from', 'on', 'by']);

/**
 * Counts the words that an operation has, and scores how well it fits. Other words in its title lower the score, so
 * that `create issue` finds "Create an issue" first.
 */
const scoreRow = (
	row: SearchRow,
	words: readonly string[],
	asked: ReadonlySet<string>,
): {readonly row: SearchRow; readonly count: number; readonly score: number} => {
	const scores = words.map(word => scoreWord(row, word));
	const otherWords = row.title.filter(
		word => !asked.has(word) && !fillersOfTitles.has(word),
	).length;
	const legacy = row.operation.path.startsWith('/teams/') ? 3 : 0;
	return {
		row,
		count: scores.filter(score => score > 0).length,
		score:
			scores.reduce((sum, score) => sum + score, 0) - otherWords - legacy - row.path.length / 10,
	};
};

/**
 * Searches operations by words, a part of a path, or a method with a path, best first. When none has all words, it
 * returns those with the most. Empty for an empty text.
 */
export const searchOperations = (text: string, limit = 20): readonly Operation[] => {
	const asPath = text.trim().toLowerCase().replace(/\s+/g, ' ');
	if (asPath === '') return [];
	if (asPath.includes('/')) {
		const found = searchRows().filter(row => row.text.includes(asPath));
		if (found.length > 0) return found.slice(0, limit).map(row => row.operation);
	}

	const words = [...new Set(tellingWordsOf(text))].slice(0, 12);
	const asked = new Set(words.flatMap(word => [word, ...otherWordsFor(word)]));
	const rows = searchRows().map(row => scoreRow(row, words, asked));
	const most = Math.max(...rows.map(({count}) => count));
	return most > words.length / 2
		? rows
				.filter(({count}) => count === most)
				.sort((left, right) => right.score - left.score)
				.slice(0, limit)
				.map(({row}) => row.operation)
		: [];
};

const operationsByPermission = once(() =>
	groupOperations(operation => new Set(operation.anyOf.flatMap(set => Object.keys(set)))),
);

const lowestLevelFor = (operation: Operation, permission: string): AccessLevel | undefined =>
	operation.anyOf
		.map(set => set[permission])
		.filter(level => level !== undefined)
		.sort((left, right) => (includesLevel(left, right) ? 1 : -1))[0];

const standsAlone = (set: PermissionSet, permission: string): boolean =>
	Object.keys(set).every(name => name === permission || name === 'metadata');

/** Ranks an operation as an example for a permission at a level. The lowest rank is the best example. */
const rankExample = (
	operation: Operation,
	permission: string,
	words: readonly string[],
	level: AccessLevel | undefined,
): number => {
	const path = wordsOf(operation.path);
	const about = words.some(word => path.includes(word));
	const others = operation.anyOf.filter(set => set[permission] === undefined).length;
	return (
		(lowestLevelFor(operation, permission) === level ? 0 : 200) +
		(operation.anyOf.some(set => standsAlone(set, permission)) ? 0 : 100) +
		(others === 0 ? 0 : 50) +
		(about ? 0 : 25) +
		(operation.method === 'DELETE' ? 10 : 0) +
		operation.path.split('/').length
	);
};

/**
 * Returns the operations that a permission allows at a level (default: its highest), alone or together with others. The
 * best examples come first: those that need exactly this level and nothing else, with a similar name and a short path.
 */
export const operationsOf = (permission: string, level?: AccessLevel): readonly Operation[] => {
	const words = wordsOf(permission);
	return (operationsByPermission().get(permission) ?? [])
		.filter(operation => {
			const lowest = lowestLevelFor(operation, permission);
			return lowest !== undefined && (level === undefined || includesLevel(level, lowest));
		})
		.map(operation => ({operation, rank: rankExample(operation, permission, words, level)}))
		.sort((left, right) => left.rank - right.rank)
		.map(({operation}) => operation);
};
