import {
	type HttpMethod,
	type OperationMatch,
	operationName,
	searchOperations,
} from '../catalog/endpoints.ts';
import {cleanText, shorten} from './clean-text.ts';
import {matchWords, readNamedPermission} from './match-words.ts';
import {
	type Choice,
	type Choices,
	describeSet,
	emptyReading,
	type Need,
	type NeedReading,
	needOfOperation,
	needOfScopes,
} from './need.ts';
import {type DocumentationLink, readDocumentationLinks} from './read-docs-address.ts';
import {
	type AcceptedPermissions,
	readAcceptedPermissions,
	readScopeList,
	whyNotGrantable,
} from './read-header.ts';
import {isRefusal, needOfGhCommand, needOfGraphqlField, readMessages} from './read-message.ts';
import {
	findRequested,
	type Request,
	readBareRequests,
	readCommand,
	readMethod,
	readMethodRequests,
} from './read-request.ts';

/** The most lines of words that are taken as a list of needs: more are no list that a person wrote. */
const mostPlainLines = 100;

/** The most requests and links of one text that are looked at. */
const mostFindings = 1000;

/** The most choices that one text is answered with. */
const mostChoices = 8;

const join = (readings: readonly NeedReading[]): NeedReading => ({
	needs: readings.flatMap(reading => reading.needs),
	choices: readings.flatMap(reading => reading.choices),
	unknown: readings.flatMap(reading => reading.unknown),
	notes: [...new Set(readings.flatMap(reading => reading.notes))],
});

const ofNeeds = (...needs: readonly Need[]): NeedReading => ({...emptyReading, needs});

const unknownText = (text: string, reason: string): NeedReading => ({
	...emptyReading,
	unknown: [{text: shorten(text), reason}],
});

const choiceOfMatch = (match: OperationMatch): Choice => ({
	kind: 'operation',
	id: operationName(match.operation),
	title: match.operation.title,
	need: needOfOperation(match),
});

const ofChoices = (text: string, choices: readonly Choice[]): NeedReading => ({
	...emptyReading,
	choices: [{text: shorten(text), choices: choices.slice(0, mostChoices)}],
});

const needsOfGraphql = (body: string): NeedReading => {
	const fields = new Set(body.match(/\b[a-z][A-Za-z0-9]+(?=\s*[({])/g) ?? []);
	const needs = [...fields].map(needOfGraphqlField).filter(need => need !== undefined);
	return needs.length > 0
		? ofNeeds(...needs)
		: unknownText(
				'graphql',
				'GitHub publishes no permissions for GraphQL. Name the REST operation that does the same, or what you want in words.',
			);
};

const describeRequest = ({method, path}: Request): string =>
	method === undefined ? path : `${method} ${path}`;

const notOnTheList =
	'It is not in GitHub’s list of REST operations: check the method and the path with https://docs.github.com/rest.';

const readRequest = (request: Request): NeedReading => {
	if (request.path === '/graphql') return needsOfGraphql(request.body ?? '');
	const text = describeRequest(request);
	const found = findRequested(request);
	const [only] = found;
	if (only !== undefined && found.length === 1) return ofNeeds(needOfOperation(only));
	if (found.length > 1) return ofChoices(text, found.map(choiceOfMatch));
	const others =
		request.method === undefined ? [] : findRequested({path: request.path}).map(choiceOfMatch);
	if (others.length > 0) return ofChoices(text, others);
	if (request.method !== undefined) return unknownText(text, notOnTheList);
	const near = searchOperations(text.replace(/[{}:/]/g, ' '), 5).map(operation =>
		choiceOfMatch({operation, parameters: {}}),
	);
	return near.length > 0 ? ofChoices(text, near) : unknownText(text, notOnTheList);
};

const refusedNeed = (value: string, reason: string): Need => {
	const [, permission = '', level = ''] = /(checks|packages)=(read|write|admin)/.exec(value) ?? [];
	const shared = {kind: 'header', name: value, anyOf: [], reason, notes: []} as const;
	if (permission === 'packages') {
		return {
			...shared,
			works: 'classic',
			scopes: [[level === 'read' ? 'read:packages' : 'write:packages']],
		};
	}

	return permission === 'checks' && level === 'read'
		? {...shared, works: 'classic', scopes: [['repo']]}
		: {...shared, works: 'app', scopes: []};
};

const needOfAccepted = (value: string, {anyOf, refused}: AcceptedPermissions): NeedReading => {
	if (anyOf.length > 0) {
		const empty = anyOf.some(set => Object.keys(set).length === 0);
		return ofNeeds({
			kind: 'header',
			name: shorten(value),
			works: empty ? 'any-token' : 'permissions',
			anyOf: empty ? [{}] : anyOf,
			scopes: empty ? [[]] : [],
			notes: [...refused],
		});
	}

	const ofOthers = refused.find(reason => /^(?:checks|packages) /.test(reason));
	return ofOthers === undefined
		? unknownText(value, refused.join(' '))
		: ofNeeds(refusedNeed(shorten(value), ofOthers));
};

/** Something that was found in a text, with where it stood (characters from its beginning). */
type Finding =
	| {readonly at: number; readonly kind: 'need'; readonly need: Need}
	| {readonly at: number; readonly kind: 'request'; readonly request: Request}
	| {readonly at: number; readonly kind: 'bare-request'; readonly request: Request}
	| {readonly at: number; readonly kind: 'accepted-permissions'; readonly value: string}
	| {readonly at: number; readonly kind: 'accepted-scopes'; readonly value: string}
	| {readonly at: number; readonly kind: 'present-scopes'; readonly value: string}
	| {readonly at: number; readonly kind: 'link'; readonly link: DocumentationLink};

const headerPatterns = [
	[
		'accepted-permissions',
		/x-accepted-github-permissions['"]?(?:\s*[:=]?>?\s*['"[]*([a-z_]+=[a-z]+(?:\s*[,;]+\s*[a-z_]+=[a-z]+)*)| ?[:=]>? ?['"[\]]* ?,?$)/gim,
	],
	['accepted-scopes', /x-accepted-oauth-scopes['"]?\s*[:=]>?[ ]*['"[]*([a-z:_, ]*)/gi],
	['present-scopes', /x-oauth-scopes['"]?\s*[:=]>?[ ]*['"[]*([a-z:_, ]*)/gi],
] as const;

const findHeaders = (text: string): readonly Finding[] =>
	headerPatterns.flatMap(([kind, pattern]) =>
		[...text.matchAll(pattern)].map(
			(match): Finding => ({at: match.index, kind, value: match[1] ?? ''}),
		),
	);

const namedRequest =
	/method['"]?\s*[:=]\s*['"]([a-z]+)['"][^{}]{0,300}?\burl['"]?\s*[:=]\s*['"]([^'"\s]+)['"]/gi;

/** Requests as programs print them: `method: 'POST', url: 'https://api.github.com/…'`. */
const findNamedRequests = (text: string): readonly Finding[] =>
	[...text.matchAll(namedRequest)].flatMap(({index, 1: name = '', 2: url = ''}) => {
		const [request] = readBareRequests(url);
		const method = readMethod(name);
		return request === undefined || method === undefined
			? []
			: [{at: index, kind: 'request', request: {...request, method}} as const];
	});

const findInLine = (line: string, at: number): readonly Finding[] => {
	const command = readCommand(line);
	if (command !== undefined) return [{at, kind: 'request', request: command}];
	const ghNeed = needOfGhCommand(line);
	if (ghNeed !== undefined) return [{at, kind: 'need', need: ghNeed}];
	const requests = readMethodRequests(line);
	if (requests.length > 0) {
		return requests.map(request => ({at, kind: 'request', request}) as const);
	}

	const links = readDocumentationLinks(line).map(link => ({at, kind: 'link', link}) as const);
	const bare = readBareRequests(line).map(
		request => ({at, kind: 'bare-request', request}) as const,
	);
	return [...links, ...bare];
};

type Line = {readonly text: string; readonly at: number; readonly findings: readonly Finding[]};

const splitLines = (text: string): readonly Line[] => {
	const lines: Line[] = [];
	let at = 0;
	for (const line of text.split('\n')) {
		if (line.trim() !== '') lines.push({text: line, at, findings: findInLine(line, at)});
		at += line.length + 1;
	}

	return lines;
};

const looksLikeLog = (text: string, hasHeaders: boolean): boolean =>
	hasHeaders ||
	/documentation_url|^\s*[<>] \S|^\* (?:Request|Connected|Trying|Host)\b/m.test(text) ||
	/\bHTTP(?:\/[\d.]+)? ?(?:401|403|404)\b|\bstatus(?:code)?['"]?\s*[:=]\s*['"]?40[134]\b/i.test(
		text,
	) ||
	isRefusal(text);

const verbs: readonly (readonly [RegExp, readonly HttpMethod[]])[] = [
	[/\b(?:creat|post|add|open|publish|upload|submit|trigger|dispatch)/i, ['POST', 'PUT']],
	[/\b(?:delet|remov)/i, ['DELETE']],
	[/\b(?:updat|edit|set|chang|patch|merg|clos)/i, ['PATCH', 'PUT']],
	[/\b(?:get|list|fetch|read|load|view|find)/i, ['GET']],
];

/** A request without a method in an error message, which often says what was tried in words. */
const readFailedRequest = (request: Request, text: string): NeedReading => {
	const found = findRequested(request);
	const prose = text.replace(/https?:\/\/\S+/gi, ' ');
	const method = verbs
		.filter(([verb]) => verb.test(prose))
		.flatMap(([, methods]) => methods)
		.find(candidate => found.some(({operation}) => operation.method === candidate));
	return readRequest(method === undefined ? request : {...request, method});
};

const readLink = (link: DocumentationLink): NeedReading => {
	switch (link.kind) {
		case 'operation':
			return ofNeeds(needOfOperation({operation: link.operation, parameters: {}}));
		case 'category':
			return ofChoices(
				`https://docs.github.com/rest/${link.operations[0]?.category ?? ''}`,
				link.operations.map(operation => choiceOfMatch({operation, parameters: {}})),
			);
		case 'unknown-operation': {
			const near = searchOperations(link.slug.replaceAll('-', ' '), 5);
			return near.length > 0
				? ofChoices(
						link.link,
						near.map(operation => choiceOfMatch({operation, parameters: {}})),
					)
				: unknownText(
						link.link,
						'No operation has this documentation link: check its page, and its part after #.',
					);
		}
	}
};

const distinct = (needs: readonly Need[]): readonly Need[] => {
	const byKey = new Map<string, Need>();
	for (const need of needs) {
		const key = `${need.name}|${need.anyOf.map(describeSet).join(';')}|${need.scopes.join(';')}|${need.owner}`;
		if (!byKey.has(key)) byKey.set(key, need);
	}

	return [...byKey.values()];
};

type Placed = {readonly at: number; readonly need: Need};

/** GitHub sends the header to every token, so it does not tell whether a fine-grained one may at all. */
const withAccepted = (need: Need, value: string): Need => {
	const accepted = readAcceptedPermissions(value);
	const outOfReach = need.works === 'app' || need.works === 'classic' || need.works === 'no-token';
	if (outOfReach || accepted === undefined || accepted.anyOf.length === 0) return need;
	const empty = accepted.anyOf.some(set => Object.keys(set).length === 0);
	const {inferred: _, reason, ...known} = need;
	const works = empty ? 'any-token' : 'permissions';
	return {
		...known,
		works,
		anyOf: empty ? [{}] : accepted.anyOf,
		...(need.works === works && reason !== undefined ? {reason} : {}),
	};
};

/** The need that a header belongs to: the request before it, else the first after it. */
const placeFor = (placed: readonly Placed[], at: number): number => {
	const before = placed.findLastIndex(item => item.at <= at);
	return before === -1 ? placed.findIndex(item => item.at > at) : before;
};

const needOfEmptyHeader = (name: string, note: string): Need => ({
	kind: 'header',
	name,
	works: 'any-token',
	anyOf: [{}],
	scopes: [[]],
	notes: [note],
});

const readAcceptedScopes = (value: string): NeedReading => {
	const {scopes} = readScopeList(value);
	if (scopes.length > 0) {
		return ofNeeds(
			needOfScopes(
				scopes.join(' or '),
				scopes.map(scope => [scope]),
				'The header names scopes of classic tokens; any one of them is enough.',
			),
		);
	}

	return ofNeeds(needOfEmptyHeader('X-Accepted-OAuth-Scopes', 'The header names no scope.'));
};

const readAcceptedHeader = (value: string): NeedReading => {
	if (value === '') {
		return ofNeeds(
			needOfEmptyHeader(
				'X-Accepted-GitHub-Permissions',
				'The header names no permission, so none is needed.',
			),
		);
	}

	const accepted = readAcceptedPermissions(value);
	return accepted === undefined
		? unknownText(value, 'The header names no permission with its level, as in contents=read.')
		: needOfAccepted(value, accepted);
};

const readHeaders = (findings: readonly Finding[], placed: readonly Placed[]): NeedReading => {
	const needs = placed.map(({need}) => need);
	const more: NeedReading[] = [];
	const notes: string[] = [];
	for (const finding of findings) {
		const place = placeFor(placed, finding.at);
		const need = needs[place];
		if (finding.kind === 'accepted-permissions') {
			if (need === undefined) more.push(readAcceptedHeader(finding.value));
			else needs[place] = withAccepted(need, finding.value);
		} else if (finding.kind === 'accepted-scopes' && need === undefined) {
			more.push(readAcceptedScopes(finding.value));
		} else if (finding.kind === 'present-scopes') {
			const {scopes} = readScopeList(finding.value);
			notes.push(
				scopes.length === 0
					? 'The token that was used has no scopes, or is a fine-grained one.'
					: `The token that was used has ${scopes.join(', ')}.`,
			);
		}
	}

	const permissionsNamed = more.some(({needs}) => needs.some(need => need.works === 'permissions'));
	const kept = permissionsNamed
		? more.filter(({needs}) => needs.every(need => need.kind !== 'scope'))
		: more;
	return join([ofNeeds(...needs), ...kept, {...emptyReading, notes}]);
};

const readPresentScopes = (findings: readonly Finding[]): NeedReading => {
	const found = findings.filter(finding => finding.kind === 'present-scopes');
	const scopes = found.flatMap(finding => readScopeList(finding.value).scopes);
	return scopes.length === 0
		? unknownText('X-OAuth-Scopes', 'The header names no scope.')
		: ofNeeds(
				needOfScopes(
					scopes.join(', '),
					[scopes],
					'The header names the scopes that a classic token has: these are taken as wanted.',
				),
			);
};

const readLog = (
	text: string,
	lines: readonly Line[],
	headers: readonly Finding[],
): NeedReading => {
	const findings = [...lines.flatMap(line => line.findings), ...findNamedRequests(text)]
		.slice(0, mostFindings)
		.sort((left, right) => left.at - right.at);
	const requests = findings.filter(finding => finding.kind === 'request');
	const links = findings.filter(finding => finding.kind === 'link');
	const bare = findings.filter(finding => finding.kind === 'bare-request');
	const fromRequests = requests.map(({at, request}) => ({at, reading: readRequest(request)}));
	const fromLinks = links
		.filter(({link}) => link.kind !== 'category')
		.map(({at, link}) => ({at, reading: readLink(link)}));
	const own = findings.filter(finding => finding.kind === 'need');
	const chosen =
		fromRequests.length > 0
			? fromRequests
			: fromLinks.length > 0
				? fromLinks
				: bare
						.slice(0, 1)
						.map(({at, request}) => ({at, reading: readFailedRequest(request, text)}));
	const placed: Placed[] = chosen.flatMap(({at, reading}) =>
		reading.needs.map(need => ({at, need})),
	);
	const unique = placed.filter(
		(item, index) => placed.findIndex(other => other.need.name === item.need.name) === index,
	);
	return join([
		readHeaders(headers, unique),
		ofNeeds(...own.map(({need}) => need)),
		...chosen.map(({reading}) => ({...reading, needs: []})),
	]);
};

const readScopeLine = (text: string): NeedReading | undefined => {
	const value = text.replace(/^\s*scopes?\s*[:=]\s*/i, '');
	const {scopes, unknown} = readScopeList(value);
	const meansMore = /^(?:gist|user|project|notifications|workflow|copilot)$/.test(text);
	if (scopes.length === 0 || unknown.length > 0 || meansMore) return undefined;
	return ofNeeds(needOfScopes(scopes.join(', '), [scopes], 'These are scopes of a classic token.'));
};

const workflowPermission =
	/^[\s"'-]*([a-z]+(?:-[a-z]+)*)["']?\s*[:=]\s*["']?(read|write|admin)["']?\s*,?$/i;

const readRefusedPermission = (text: string): NeedReading | undefined => {
	const [, name = '', level = ''] = workflowPermission.exec(text) ?? [];
	const permission = name.toLowerCase().replaceAll('-', '_');
	if (permission === '') return undefined;
	const reason = whyNotGrantable(permission);
	if (reason === undefined) return undefined;
	return /^(checks|packages)$/.test(permission)
		? ofNeeds(refusedNeed(`${permission}=${level.toLowerCase()}`, reason))
		: unknownText(text, reason);
};

const readPhrase = (text: string): NeedReading => {
	const {choices, sure} = matchWords(text, mostChoices);
	const [first] = choices;
	if (first !== undefined && sure) return ofNeeds(first.need);
	const parts = text.split(/\s*(?:[,;+&]|\band\b|\bthen\b)\s*/i).filter(part => part !== '');
	if (parts.length <= 20) {
		const readings = parts.map(part => matchWords(part, mostChoices));
		const firsts = readings.map(reading => reading.choices[0]);
		if (readings.every(reading => reading.sure)) {
			return ofNeeds(...firsts.filter(choice => choice !== undefined).map(({need}) => need));
		}
	}

	return choices.length > 0
		? ofChoices(text, choices)
		: unknownText(
				text,
				text.startsWith('/')
					? notOnTheList
					: 'Nothing is known by these words. Name an operation, as in POST /repos/{owner}/{repo}/issues, or paste the response.',
			);
};

/** Paths that GitHub has were found as requests before. */
const methodWithPath = /^(?:get|head|post|put|patch|delete)\s+\/\S*$/i;

const readPlainLine = (line: string): NeedReading => {
	const text = line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim();
	if (/^["'{}[\],\s]*(?:permissions["']?\s*:)?["'{}[\],\s]*$/i.test(text)) return emptyReading;
	const accepted = readAcceptedPermissions(text);
	if (accepted !== undefined) return needOfAccepted(text, accepted);
	const named = readNamedPermission(text);
	if (named !== undefined) return ofNeeds(named.need);
	if (methodWithPath.test(text)) return unknownText(text, notOnTheList);
	return readRefusedPermission(text) ?? readScopeLine(text) ?? readPhrase(text);
};

const readFinding = (finding: Finding): NeedReading => {
	switch (finding.kind) {
		case 'need':
			return ofNeeds(finding.need);
		case 'request':
		case 'bare-request':
			return readRequest(finding.request);
		case 'link':
			return readLink(finding.link);
		default:
			return emptyReading;
	}
};

const readList = (lines: readonly Line[]): NeedReading => {
	const plain = lines.filter(line => line.findings.length === 0);
	const skipped = new Set(plain.slice(mostPlainLines));
	return join(
		lines
			.filter(line => !skipped.has(line))
			.slice(0, mostFindings)
			.map(({text, findings}) =>
				findings.length > 0 ? join(findings.map(readFinding)) : readPlainLine(text),
			),
	);
};

const isEmpty = ({needs, choices, unknown}: NeedReading): boolean =>
	needs.length === 0 && choices.length === 0 && unknown.length === 0;

const refusalReason =
	'GitHub does not say here which request it refused. Paste the request or its documentation link with it, or the response header X-Accepted-GitHub-Permissions.';

/**
 * What a text asks of a token: an operation in any of its forms, a `gh` or `curl` command line,
 * a header of a response, a response or log that holds one, a link to GitHub's documentation, a
 * known error message, a permission, scopes, or plain words; several of them on lines of their own.
 *
 * The text is hostile: tokens and Authorization headers in it are dropped before anything is read,
 * and everything that comes back is safe to show. Never throws.
 */
export const readNeed = (input: string): NeedReading => {
	const text = cleanText(input);
	if (text.trim() === '') return unknownText('', 'Nothing was given.');
	const headers = findHeaders(text);
	const messages = readMessages(text);
	const lines = splitLines(text);
	const log = messages !== undefined || looksLikeLog(text, headers.length > 0);
	const read = log ? readLog(text, lines, headers) : readList(lines);
	const all = join([
		read,
		{...emptyReading, needs: messages?.needs ?? [], notes: messages?.notes ?? []},
	]);
	const reading = {...all, needs: distinct(all.needs)};
	if (!isEmpty(reading)) return reading;
	if (headers.length > 0) return join([readPresentScopes(headers)]);
	if (messages?.unclear !== undefined) return unknownText(text, messages.unclear);
	return isRefusal(text) || reading.notes.length === 0
		? {...unknownText(text, refusalReason), notes: reading.notes}
		: reading;
};

/** What several texts ask for together: see `readNeed`. The same need twice counts once. */
export const readNeeds = (inputs: readonly string[]): NeedReading => {
	const all = join(inputs.map(readNeed));
	return {...all, needs: distinct(all.needs)};
};

/** The choices of a text with one taken: what `readNeed` would have said had it been sure. */
export const takeChoice = (reading: NeedReading, of: Choices, choice: Choice): NeedReading => ({
	...reading,
	needs: distinct([...reading.needs, choice.need]),
	choices: reading.choices.filter(choices => choices !== of),
});
