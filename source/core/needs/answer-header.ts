import {shortenLine} from './clean-text.ts';
import {type Need, type NeedReading, needOfScopes} from './need.ts';
import {type AcceptedPermissions, readAcceptedPermissions, readScopeList} from './read-header.ts';
import {joinReadings, ofNeeds, unknownText} from './readings.ts';

/** Returns the need for a permission that no fine-grained token has: `packages=read`, `checks=read`. */
export const refusedNeed = (value: string, reason: string): Need => {
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

/** Returns the need for a value of the header X-Accepted-GitHub-Permissions. */
export const needOfAccepted = (
	value: string,
	{anyOf, refused}: AcceptedPermissions,
): NeedReading => {
	if (anyOf.length > 0) {
		const empty = anyOf.some(set => Object.keys(set).length === 0);
		return ofNeeds({
			kind: 'header',
			name: shortenLine(value),
			works: empty ? 'any-token' : 'permissions',
			anyOf: empty ? [{}] : anyOf,
			scopes: empty ? [[]] : [],
			notes: [...refused],
		});
	}

	const ofOthers = refused.find(reason => /^(?:checks|packages) /.test(reason));
	return ofOthers === undefined
		? unknownText(value, refused.join(' '))
		: ofNeeds(refusedNeed(shortenLine(value), ofOthers));
};

/** A header in a text: its index and its value. */
export type HeaderFinding = {
	readonly at: number;
	readonly kind: 'accepted-permissions' | 'accepted-scopes';
	readonly value: string;
};

const headerPatterns = [
	[
		'accepted-permissions',
		/x-accepted-github-permissions['"]?(?:\s{0,4}[:=]?>?\s{0,4}['"[]{0,3}([a-z_]{1,60}=[a-z]{1,20}(?:\s?[,;]{1,2}\s{0,3}[a-z_]{1,60}=[a-z]{1,20}){0,60})| ?[:=]>? ?['"[\]]{0,4} ?,?$)/gim,
	],
	[
		'accepted-scopes',
		/x-accepted-oauth-scopes['"]?\s{0,4}[:=]>?[ ]{0,4}['"[]{0,3}([a-z:_, ]{0,400})/gi,
	],
] as const;

/** The most headers of one text that are read. */
const mostHeaders = 500;

/** Finds the headers in a text that name what an operation accepts. */
export const findHeaders = (text: string): readonly HeaderFinding[] =>
	headerPatterns.flatMap(([kind, pattern]) =>
		[...text.matchAll(pattern)]
			.slice(0, mostHeaders)
			.map((match): HeaderFinding => ({at: match.index, kind, value: match[1] ?? ''})),
	);

/** A need, and its index in the text. */
export type PlacedNeed = {readonly at: number; readonly need: Need};

/** Adds the permissions of a header to a need. They say nothing about a need that no fine-grained token meets. */
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

/** Finds the need that a header belongs to: the request before it, or else the first one after it. */
const findOwner = (placed: readonly PlacedNeed[], at: number): number => {
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

/**
 * Adds to the needs of requests what the headers of their responses say, and adds the needs of headers that belong to
 * no request.
 */
export const readHeaders = (
	findings: readonly HeaderFinding[],
	placed: readonly PlacedNeed[],
): NeedReading => {
	const needs = placed.map(({need}) => need);
	const more: NeedReading[] = [];
	for (const {at, kind, value} of findings) {
		const index = findOwner(placed, at);
		const need = needs[index];
		if (kind === 'accepted-permissions') {
			if (need === undefined) more.push(readAcceptedHeader(value));
			else needs[index] = withAccepted(need, value);
		} else if (need === undefined) {
			more.push(readAcceptedScopes(value));
		}
	}

	const permissionsNamed = more.some(({needs}) => needs.some(need => need.works === 'permissions'));
	const kept = permissionsNamed
		? more.filter(({needs}) => needs.every(need => need.kind !== 'scope'))
		: more;
	return joinReadings([ofNeeds(...needs), ...kept]);
};
