import {findOperations} from '../catalog/endpoints.ts';
import {findGraphqlField, type GraphqlField} from '../catalog/graphql-fields.ts';
import {leastScopes} from '../catalog/included-scopes.ts';
import {
	type KnownMessage,
	knownMessages,
	type MessageNeed,
	packageHosts,
} from '../catalog/known-messages.ts';
import type {AccessLevel, PermissionSet} from '../catalog/permission.ts';
import {findUndocumentedPermission} from '../catalog/permission-facts.ts';
import {findPermission} from '../catalog/permissions.ts';
import {findPreset} from '../catalog/presets.ts';
import {packagesAreClassic, type ScopeName} from '../catalog/scopes.ts';
import {distinctBy} from '../distinct-by.ts';
import {type Need, needOfOperation, needOfPermission, needOfPreset, needOfScopes} from './need.ts';
import {isGrantableLevel, readScopeList} from './read-header.ts';
import {readMethod} from './read-request.ts';

/** The information in the known messages of a text. */
export type MessageReading = {
	readonly needs: readonly Need[];
	/** Needs that count only when nothing else says what was refused. gh names the first scope that would be enough. */
	readonly hints: readonly Need[];
	/** Facts that permissions do not change, as sentences. */
	readonly notes: readonly string[];
	/** Why the messages do not say what is missing, as a sentence. */
	readonly unclear?: string;
	/** Whether they say exactly what was refused, so that commands in the text add nothing. */
	readonly decides: boolean;
	/** Whether they are about a workflow's GITHUB_TOKEN or about an App. */
	readonly fromWorkflow: boolean;
	/** Whether GitHub accepted the token, so that nothing is missing. */
	readonly accepted: boolean;
};

/** The most refusals of one text that are read. */
const mostRefusals = 200;

const graphqlInference =
	'GitHub publishes no permissions for GraphQL: this is what REST takes for the same data.';

const operationNeed = (name: string): Need | undefined => {
	const [method = '', path = ''] = name.split(' ');
	const [match] = findOperations(path, readMethod(method));
	return match && needOfOperation(match);
};

const needOfRow = (name: string, row: GraphqlField): Need | undefined => {
	const shared = {kind: 'message', name} as const;
	const notes = row.note === undefined ? [] : [row.note];
	const inferred =
		row.source === undefined
			? graphqlInference
			: `GitHub does not document it; reported in ${row.source}.`;
	if (row.like !== undefined) {
		const need = operationNeed(row.like);
		return need && {...need, ...shared, title: need.name, inferred: need.inferred ?? inferred};
	}

	if (row.classic !== undefined) {
		const {scopes, reason} = row.classic;
		return {...shared, works: 'classic', anyOf: [], scopes: [scopes], reason, notes, inferred};
	}

	return row.app === undefined
		? {...shared, works: 'permissions', anyOf: row.anyOf ?? [], scopes: [], notes, inferred}
		: {...shared, works: 'app', anyOf: [], scopes: [], reason: row.app, notes};
};

/** Returns the need of a GraphQL mutation, or of a field by its path (`repository.pullRequests`), if known. */
export const needOfGraphqlField = (path: string): Need | undefined => {
	const found = findGraphqlField(path.split('.'));
	return found && needOfRow(found.name, found.row);
};

/** The most fields of one GraphQL query that are read. */
const mostFields = 200;

/**
 * Returns the names of the fields in a query, each after the name of its parent field. Leaves out the fields that a
 * mutation returns.
 */
const fieldsOf = (query: string): readonly string[] => {
	const isMutation = /\bmutation\b[^{]{0,2000}\{/.test(query);
	const open: string[] = [];
	const found: string[] = [];
	let last = '';
	for (const [token] of query.slice(0, 20_000).matchAll(/[A-Za-z_]\w*|[{}]|\([^()]*\)?/g)) {
		if (token === '{') open.push(last);
		else if (token === '}') last = open.pop() ?? '';
		else if (!token.startsWith('(')) {
			last = token;
			if (open.length > 0 && !(isMutation && open.length > 1))
				found.push([...open.slice(-1), token].filter(Boolean).join('.'));
		}

		if (found.length >= mostFields) break;
	}

	return found;
};

/** The repository in a query, if it is not in variables. */
const queriedRepository =
	/\brepository ?\( ?owner ?: ?"([\w-]{1,39})" ?,? ?name ?: ?"([\w.-]{1,100})"/;

/** Returns the needs of the known fields in a GraphQL query or mutation. */
export const needsOfQuery = (query: string): readonly Need[] => {
	const text = query.replace(/\\n/g, ' ').replace(/\\"/g, '"');
	const [, owner, name] = queriedRepository.exec(text) ?? [];
	const place = owner === undefined ? {} : {owner, repository: `${owner}/${name}`};
	const needs = fieldsOf(text).flatMap(path => {
		const need = needOfGraphqlField(path);
		return need === undefined ? [] : [{...need, ...place}];
	});
	return distinctBy(needs, ({name}) => name);
};

const refusedInBrackets =
	/not accessible by (?:personal access token|integration)[^\n(]{0,200}\(([\w.]{1,200}(?:, ?[\w.]{1,200}){0,20})\)/gi;

const refusedAtPath =
	/not accessible by (?:personal access token|integration)[^\n(]{0,60}\b(?:path|field|mutation):? ?['"`]?([a-z][\w.]{2,199})/gi;

const notResolved = /could not resolve to an? \w{3,40}[^\n(]{0,200}\(([\w.]{3,200})\)/gi;

/** The path of a field: `"path": ["repository", "issues"]` in JSON, or `path: [ 'repository' ]` in the output of programs. */
const jsonPath = /(?:\\?"path\\?"|(?<=[\s{,])path) ?: ?\[([^\]\n]{1,300})\]/gi;

const forbidden = /not accessible by|\\?"forbidden\\?"|insufficient_scopes/i;

/** Finds the paths of the refused fields in a text. */
const refusedFields = (text: string): readonly string[] => [
	...[...text.matchAll(refusedInBrackets)].flatMap(([, list = '']) => list.split(/, ?/)),
	...[refusedAtPath, notResolved].flatMap(pattern =>
		[...text.matchAll(pattern)].map(([, path = '']) => path),
	),
	...(forbidden.test(text)
		? [...text.replace(/\n\s*/g, ' ').matchAll(jsonPath)].map(([, list = '']) =>
				list
					.split(',')
					.map(part => part.replace(/[\s"'\\]/g, ''))
					.join('.'),
			)
		: []),
];

const saysOfClassic = 'The message is about a classic token and names its scopes.';

const needsOfScopes = (row: KnownMessage, lists: readonly string[]): readonly Need[] => {
	const groups = lists
		.map(list => readScopeList(list.replace(/[{}[\]]/g, ' ')).scopes)
		.filter(scopes => scopes.length > 0);
	if (row.scopes === 'any') {
		return groups.map(scopes =>
			needOfScopes(
				scopes.join(' or '),
				scopes.map(scope => [scope]),
				saysOfClassic,
			),
		);
	}

	const all = leastScopes([...new Set(groups.flat())]);
	return all.length === 0 ? [] : [needOfScopes(all.join(', '), [all], saysOfClassic)];
};

const isPermission = (name: string, level: string): level is AccessLevel =>
	(findPermission(name) ?? findUndocumentedPermission(name)) !== undefined &&
	isGrantableLevel(name, level as AccessLevel);

const needsOfPermissions = (
	matches: readonly (readonly (string | undefined)[])[],
): readonly Need[] =>
	matches.flatMap(([, , name = '', level = '']) => {
		const permission = name.toLowerCase().replaceAll('-', '_');
		const wanted = level.toLowerCase();
		return isPermission(permission, wanted)
			? [{...needOfPermission(permission, wanted), kind: 'message'} as const]
			: [];
	});

/** The refused repository in messages of git and of programs that run git. */
const refusedRepository =
	/(?:permission to |repository '|access '|failed for '|refs to '|clone(?: of)? '|ls-remote (?:-\S{1,20} ){0,4}|clone (?:-\S{1,40} ){0,6}'?|"git::|unable to update |fetching |^to |go: |revision [^\s:]{1,60}: )(?:(?:https:\/\/)?(?:[^@/\s']{0,200}@)?github\.com\/)?([\w-]{1,39})\/([\w.-]{1,100}?)(?:\.git)?\/?(?=['"\s@?]|$)/gim;

/** Finds the refused repository in a text, if there is only one. */
const repositoryIn = (text: string): {readonly owner?: string; readonly repository?: string} => {
	const found = [...text.matchAll(refusedRepository)]
		.slice(0, mostRefusals)
		.map(([, owner = '', name = '']) => ({owner, repository: `${owner}/${name}`}));
	const [only, second] = distinctBy(found, ({repository}) => repository.toLowerCase());
	return only === undefined || second !== undefined ? {} : only;
};

const needOfMessage = (
	{name, title, anyOf, scopes, notes = []}: MessageNeed,
	text: string,
): Need => ({
	kind: 'message',
	name,
	title,
	works: 'permissions',
	anyOf,
	scopes,
	notes,
	...(/^git /.test(name) ? repositoryIn(text) : {}),
});

const presetNeed = (id: string): readonly Need[] => {
	const preset = findPreset(id);
	return preset === undefined ? [] : [needOfPreset(preset)];
};

const readRow = (row: KnownMessage, text: string): MessageReading | undefined => {
	const {pattern, when, unless} = row;
	const matches = pattern.global
		? [...text.matchAll(pattern)].slice(0, mostRefusals)
		: [pattern.exec(text) ?? []].filter(match => match.length > 0);
	if (matches.length === 0) return undefined;
	if ((when !== undefined && !when.test(text)) || unless?.test(text)) return undefined;
	const needs = [
		...(row.need === undefined ? [] : [needOfMessage(row.need, text)]),
		...(row.preset === undefined ? [] : presetNeed(row.preset)),
		...(row.scopes === undefined
			? []
			: needsOfScopes(
					row,
					matches.map(([, list = '']) => list),
				)),
		...(row.permission === undefined ? [] : needsOfPermissions(matches)),
	];
	const says = needs.length > 0 || row.scopes === undefined;
	return {
		needs: row.hint ? [] : needs,
		hints: row.hint ? needs : [],
		notes: row.note === undefined ? [] : [row.note],
		...(row.unclear === undefined ? {} : {unclear: row.unclear}),
		decides: row.decides === true && says,
		fromWorkflow: row.fromWorkflow === true,
		accepted: row.accepted === true,
	};
};

const packageVerbs = {
	delete: ['Delete packages', ['read:packages', 'delete:packages']],
	write: ['Publish packages', ['write:packages']],
	read: ['Download packages', ['read:packages']],
} as const satisfies {readonly [verb: string]: readonly [string, readonly ScopeName[]]};

const packageVerb = (text: string): keyof typeof packageVerbs => {
	const [, denied = ''] =
		/permission_denied: ?(read|write|create|delete)_package/i.exec(text) ?? [];
	if (denied !== '')
		return /write|create/i.test(denied)
			? 'write'
			: denied.toLowerCase() === 'read'
				? 'read'
				: 'delete';
	if (/delete[ds]? (?:a |the )?(?:package|version|image)|\bDELETE https?:/i.test(text))
		return 'delete';
	// The scope for a registry: "pull" or "pull,push".
	const [, scope] = /scope=repository%3A[^\s&]{1,300}%3A([a-z%,\d]{4,30})/i.exec(text) ?? [];
	if (scope !== undefined) return /push/i.test(scope) ? 'write' : 'read';
	if (/\bGET ['"]?\s{0,4}['"]?https?:|could not get\b|:pull\b|\bpull(?:ing)?\b/i.test(text)) {
		return /\b(?:PUT|POST) ['"]?https?:|could not (?:put|post)\b|denied[^\n]{0,100}push/i.test(text)
			? 'write'
			: 'read';
	}

	return /\b(?:PUT|POST)\b|\bpush(?:ing|ed)?\b|\bpublish|\bdeploy(?:ing)?\b|\bupload|create organization package|does not match expected scopes/i.test(
		text,
	)
		? 'write'
		: 'read';
};

const packageRefusal =
	/\b(?:401|403|404)\b|\bE40[134]\b|denied|unauthori[sz]ed|forbidden|not authori[sz]ed|not found|authentication (?:is )?required|could not be authenticated/i;

const refusedBySelf =
	/permission_denied: ?(?:(?:read|write|create|delete)_package|the token provided does not match expected scopes)|installation not allowed to create organization package|unauthenticated: user cannot be authenticated with the token provided/i;

/** Returns the need behind a refusal of a registry of GitHub Packages. */
const readPackages = (text: string): Need | undefined => {
	const host = packageHosts.find(row => row.host.test(text));
	const isRefused = refusedBySelf.test(text) || (host !== undefined && packageRefusal.test(text));
	if (!isRefused) return undefined;
	const verb = packageVerb(text);
	const [title, scopes] = packageVerbs[verb];
	return {
		kind: 'message',
		name: host?.name ?? 'GitHub Packages',
		title,
		works: 'classic',
		anyOf: [],
		scopes: [scopes],
		reason: packagesAreClassic,
		notes: [
			...(verb === 'read' ? ['Publishing takes write:packages.'] : []),
			'Your account needs access to the package too.',
		],
	};
};

const isPartOf = (set: PermissionSet, other: PermissionSet): boolean =>
	Object.keys(set).every(name => other[name] === set[name] || other[name] === 'write');

/** Removes needs that another one of the same name includes. */
const withoutIncluded = (needs: readonly Need[]): readonly Need[] =>
	needs.filter(
		(need, index) =>
			!needs.some(
				(other, position) =>
					position !== index &&
					other.name === need.name &&
					other.anyOf.length === 1 &&
					need.anyOf.length === 1 &&
					isPartOf(need.anyOf[0] ?? {}, other.anyOf[0] ?? {}) &&
					(position < index || !isPartOf(other.anyOf[0] ?? {}, need.anyOf[0] ?? {})),
			),
	);

/** Whether a text has GitHub's refusal, which does not say what is missing. */
export const isRefusal = (text: string): boolean =>
	/not accessible by (?:personal access token|integration)|resource not accessible/i.test(text);

/** Reads the known messages in a text. Undefined when there are none. */
export const readMessages = (text: string): MessageReading | undefined => {
	const rows = knownMessages.flatMap(row => readRow(row, text) ?? []);
	const fields = [...new Set(refusedFields(text))].slice(0, mostRefusals);
	const graphql = fields.flatMap(path => needOfGraphqlField(path) ?? []);
	const packages = readPackages(text);
	if (rows.length === 0 && graphql.length === 0 && packages === undefined) return undefined;
	const unclear = rows.map(row => row.unclear).find(reason => reason !== undefined);
	const scopeNeeds = rows.filter(row => row.decides).flatMap(row => row.needs);
	return {
		needs: withoutIncluded([
			...graphql,
			...(packages === undefined ? [] : [packages]),
			...(scopeNeeds.length > 0 ? scopeNeeds : rows.flatMap(row => row.needs)),
		]),
		hints: rows.flatMap(row => row.hints),
		notes: [...new Set(rows.flatMap(row => row.notes))],
		...(unclear === undefined ? {} : {unclear}),
		decides: graphql.length > 0 || rows.some(row => row.decides),
		fromWorkflow: rows.some(row => row.fromWorkflow),
		accepted: rows.some(row => row.accepted) && rows.every(row => row.needs.length === 0),
	};
};

const presentPatterns: readonly RegExp[] = [
	/only been granted the: ?\[?([^\]\n]{0,400})\]?/gi,
	/x-oauth-scopes['"]?\s?[:=]>?[ ]?['"[]{0,2}([a-z:_, ]{0,400})/gi,
	/scopes? present: {0,4}([a-z:_, ]{0,400})/gi,
	/token scopes: {0,2}([a-z:_,'" ]{2,400})/gi,
	/(?:current|existing|granted) scopes(?: are)?: {0,2}([a-z:_,'"[\] ]{2,400})/gi,
];

/**
 * Reads the classic scopes that the token has according to a text. Undefined when the text does not say. Empty when it
 * has none, like a fine-grained token.
 */
export const readPresentScopes = (text: string): readonly ScopeName[] | undefined => {
	const lists = presentPatterns.flatMap(pattern =>
		[...text.matchAll(pattern)].slice(0, mostRefusals).map(([, list = '']) => list),
	);
	return lists.length === 0
		? undefined
		: [...new Set(lists.flatMap(list => readScopeList(list).scopes))];
};
