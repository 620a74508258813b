import type {PermissionSet} from '../../catalog/endpoints.ts';
import type {AccessLevel} from '../../catalog/permission.ts';
import {includesLevel} from '../../catalog/permissions.ts';
import {isScopeName, type ScopeName} from '../../catalog/scopes.ts';
import {scopesForPermissions} from '../classic-scopes.ts';
import type {Need} from '../need.ts';

/**
 * What a command takes: any of the permission sets of a fine-grained token, or any list of scopes of a classic
 * one. An empty set: any token does. Nothing of both: no token is used.
 */
export type Takes = {
	readonly anyOf: readonly PermissionSet[];
	readonly scopes: readonly (readonly ScopeName[])[];
};

const setOf = (parts: readonly string[]): PermissionSet =>
	Object.fromEntries(parts.map(part => part.split('=') as [string, AccessLevel]));

const partsOf = (list: string): readonly string[] => list.split(',').filter(part => part !== '');

/** Permissions and scopes as the tables have them: `contents=read,pull_requests=write;repo`, `any`, `nothing`. */
export const readTakes = (text: string): Takes => {
	if (text === 'nothing') return {anyOf: [], scopes: []};
	if (text === 'any') return {anyOf: [{}], scopes: [[]]};
	const lists = text.split(';').map(partsOf);
	return {
		anyOf: lists.filter(list => list.some(part => part.includes('='))).map(setOf),
		scopes: lists.map(list => list.filter(isScopeName)).filter(list => list.length > 0),
	};
};

const merge = (left: PermissionSet, right: PermissionSet): PermissionSet => {
	const merged: Record<string, AccessLevel> = {...left};
	for (const [permission, level] of Object.entries(right)) {
		const own = merged[permission];
		if (own === undefined || !includesLevel(own, level)) merged[permission] = level;
	}

	return merged;
};

/** The permissions of `contents=read,repo`. */
export const permissionsIn = (text: string): PermissionSet =>
	setOf(partsOf(text).filter(part => part.includes('=')));

/** What is taken with more besides: permissions go to every set, scopes to every list of scopes. */
export const addTakes = (takes: Takes, text: string): Takes => {
	const permissions = permissionsIn(text);
	const scopes = partsOf(text).filter(isScopeName);
	const lists =
		takes.scopes.length > 0 || scopes.length === 0
			? takes.scopes
			: takes.anyOf.map(scopesForPermissions).filter(list => list !== undefined);
	return {
		anyOf: takes.anyOf.map(set => merge(set, permissions)),
		scopes: lists.map(list => [...new Set([...list, ...scopes])]),
	};
};

/** What tells a need of a command besides what it takes. */
export type NeedText = {
	readonly name: string;
	readonly title?: string;
	/** Why a fine-grained token does not do, where only a classic one does. */
	readonly reason?: string;
	readonly inferred?: string;
	readonly notes?: readonly string[];
	readonly owner?: string;
	/** As `owner/name`. */
	readonly repository?: string;
};

/** The need of a command that takes something. Only a classic token meets one that has scopes alone. */
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
