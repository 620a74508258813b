import {
	findGhCommand,
	type GhCertainty,
	type GhCommand,
	ghCommands,
} from '../../catalog/gh-commands.ts';
import type {PermissionSet} from '../../catalog/permission.ts';
import {isScopeName, type ScopeName} from '../../catalog/scopes.ts';
import {permissionsIn, readTakes} from './takes.ts';

/** A flag or a condition that changes what a command needs. */
export type GhTableChange = {
	/** The flag `--web`, `no argument`, or a condition in words. */
	readonly when: string;
	/** Whether it replaces what the command needs, adds to it, or adds to it only under the condition in words. */
	readonly kind: 'instead' | 'also' | 'only if';
	/** Empty when no permission is needed, or when it needs a classic token. */
	readonly permissions: PermissionSet;
	/** The scopes of a classic token. Empty when the scopes for the permissions are enough. */
	readonly scopes: readonly ScopeName[];
	readonly why?: string;
};

/** A command of `gh` in the published table. */
export type GhTableRow = {
	/** As it is typed: `gh pr create`. */
	readonly command: string;
	/** The token: `fine-grained`, only `classic`, `any`, `none` when it sends no request, or null when unknown. */
	readonly type: 'fine-grained' | 'classic' | 'any' | 'none' | null;
	/** Sets of permissions, each of which is enough. */
	readonly permissions: readonly PermissionSet[];
	/** Lists of scopes, each of which is enough. Empty when the scopes for the permissions are enough. */
	readonly scopes: readonly (readonly ScopeName[])[];
	readonly asks: string;
	readonly changes: readonly GhTableChange[];
	readonly certainty: GhCertainty;
	readonly source: string;
	readonly notes: readonly string[];
};

const ghSource = 'cli/cli of 24 October 2024 (44ee177)';

const typeOf = (takes: string): GhTableRow['type'] => {
	if (takes === '') return null;
	if (takes === 'nothing') return 'none';
	if (takes === 'any') return 'any';
	return readTakes(takes).anyOf.length > 0 ? 'fine-grained' : 'classic';
};

const rowOf = ({
	command,
	takes,
	asks,
	sure,
	from,
	why,
	changes = [],
	notes = [],
}: GhCommand): GhTableRow => {
	const type = typeOf(takes);
	const {anyOf, scopes} =
		type === 'fine-grained' || type === 'classic' ? readTakes(takes) : {anyOf: [], scopes: []};
	return {
		command: `gh ${command}`,
		type,
		permissions: anyOf,
		scopes,
		asks,
		changes: changes
			.filter(([, effect]) => effect !== '')
			.map(([condition, effect, reason]) => {
				const isOnlyIf = effect.startsWith('?');
				const kind = isOnlyIf ? 'only if' : effect.startsWith('+') ? 'also' : 'instead';
				return {
					when: condition === '' ? (reason ?? '') : condition,
					kind,
					permissions: permissionsIn(effect.replace(/^[?+]/, '')),
					scopes: effect.replace(/^[?+]/, '').split(',').filter(isScopeName),
					...(reason === undefined || condition === '' ? {} : {why: reason}),
				};
			}),
		certainty: sure,
		source: from ?? ghSource,
		notes: [...(why === undefined ? [] : [why]), ...notes],
	};
};

/**
 * Finds rows of the published table: the command of `gh` with this name or alias, or else all commands with these words
 * in their names.
 */
export const ghTable = (words: readonly string[]): readonly GhTableRow[] => {
	const named = findGhCommand(words);
	if (named !== undefined && named.length === words.length) return [rowOf(named.row)];
	return ghCommands
		.filter(({command}) => {
			const names = command.split(' ');
			return words.every(word => names.some(name => name.startsWith(word.toLowerCase())));
		})
		.map(rowOf);
};
