import {type AccessLevel, mergeSets, type PermissionSet} from '../../catalog/permission.ts';
import {isScopeName, type ScopeName} from '../../catalog/scopes.ts';
import {scopesForPermissions} from '../classic-scopes.ts';
import type {Need} from '../need.ts';

/** The note on reading a repository. */
export const publicNote = 'Of a public repository no token is needed.';

/**
 * What a command needs: any of the permission sets of a fine-grained token, or any of the lists of scopes of a classic
 * one. With an empty set, any token is enough. Without sets and lists, no token is used.
 */
export type Takes = {
	readonly anyOf: readonly PermissionSet[];
	readonly scopes: readonly (readonly ScopeName[])[];
};

const setOf = (parts: readonly string[]): PermissionSet =>
	Object.fromEntries(parts.map(part => part.split('=') as [string, AccessLevel]));

const partsOf = (list: string): readonly string[] => list.split(',').filter(part => part !== '');

/** Parses permissions and scopes in a table: `contents=read,pull_requests=write;repo`, `any`, `nothing`. */
export const readTakes = (text: string): Takes => {
	if (text === 'nothing') return {anyOf: [], scopes: []};
	if (text === 'any') return {anyOf: [{}], scopes: [[]]};
	const lists = text.split(';').map(partsOf);
	return {
		anyOf: lists.filter(list => list.some(part => part.includes('='))).map(setOf),
		scopes: lists.map(list => list.filter(isScopeName)).filter(list => list.length > 0),
	};
};

/** Returns the permissions of `contents=read,repo`. */
export const permissionsIn = (text: string): PermissionSet =>
	setOf(partsOf(text).filter(part => part.includes('=')));

/** Adds permissions to every set, and scopes to every list of scopes. */
export const addTakes = (takes: Takes, text: string): Takes => {
	const permissions = permissionsIn(text);
	const scopes = partsOf(text).filter(isScopeName);
	const lists =
		takes.scopes.length > 0 || scopes.length === 0
			? takes.scopes
			: takes.anyOf.map(scopesForPermissions).filter(list => list !== undefined);
	return {
		anyOf: takes.anyOf.map(set => mergeSets([set, permissions])),
		scopes: lists.map(list => [...new Set([...list, ...scopes])]),
	};
};

/** The texts and names of a need of a command. */
export type NeedText = {
	readonly name: string;
	readonly title?: string;
	/** Why a fine-grained token is not enough. */
	readonly reason?: string;
	readonly inferred?: string;
	readonly notes?: readonly string[];
	readonly owner?: string;
	/** As `owner/name`. */
	readonly repository?: string;
};

/** Makes the need of a command. When it has only scopes, it needs a classic token. */
export const needOfTakes = (
	{anyOf, scopes}: Takes,
	{reason, notes = [], ...text}: NeedText,
): Need => {
	const isFree = anyOf.some(set => Object.keys(set).length === 0);
	const works = isFree ? 'any-token' : anyOf.length > 0 ? 'permissions' : 'classic';
	return {
		kind: 'command',
		...text,
		works,
		anyOf: isFree ? [{}] : anyOf,
		scopes: isFree ? [[]] : scopes,
		...(works === 'classic' && reason !== undefined ? {reason} : {}),
		notes,
	};
};
