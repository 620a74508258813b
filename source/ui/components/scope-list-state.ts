import {
	includedScopes,
	leastScopes,
	type Scope,
	type ScopeName,
	scopes,
} from '../../core/catalog/scopes.ts';
import type {HostKind} from '../../core/profile/host.ts';
import type {Key} from '../keys.ts';
import {moveByKey} from '../list-window.ts';
import {createTextField, editText, type TextField} from '../text-field.ts';

/** Where one is in the tree of scopes. What is chosen is not part of it. */
export type ScopeListState = {
	readonly filter: TextField;
	readonly focused: ScopeName | undefined;
};

/** A tree at its beginning. */
export const createScopeList = (): ScopeListState => ({
	filter: createTextField(),
	focused: undefined,
});

/** The scopes that a kind of host has and the filter finds. */
export const findScopeRows = (filter: string, kind: HostKind): readonly Scope[] => {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const elsewhere = kind === 'server' ? 'cloud' : 'server';
	return scopes.filter(({scope, summary, hosts}) => {
		const haystack = `${scope} ${summary}`.toLowerCase();
		return hosts !== elsewhere && words.every(word => haystack.includes(word));
	});
};

/** The rows that are listed, and which of them has the focus (0 when there are none). */
export const listScopeRows = (
	state: ScopeListState,
	kind: HostKind,
): {readonly rows: readonly Scope[]; readonly focus: number} => {
	const rows = findScopeRows(state.filter.value, kind);
	return {
		rows,
		focus: Math.max(
			0,
			rows.findIndex(row => row.scope === state.focused),
		),
	};
};

/** How a scope stands: chosen itself, brought by a chosen one (named), or not granted. */
export type ScopeMark =
	| {readonly kind: 'chosen'}
	| {readonly kind: 'included'; readonly by: ScopeName}
	| {readonly kind: 'none'};

/** How a scope stands among those that are chosen. */
export const markScope = (scope: ScopeName, chosen: readonly ScopeName[]): ScopeMark => {
	if (chosen.includes(scope)) {
		return {kind: 'chosen'};
	}
	const by = chosen.find(other => includedScopes(other).includes(scope));
	return by === undefined ? {kind: 'none'} : {kind: 'included', by};
};

/** What is chosen after a scope is switched on or off. Children of a chosen scope are not kept beside it. */
export const toggleScope = (
	scope: ScopeName,
	chosen: readonly ScopeName[],
): readonly ScopeName[] => {
	switch (markScope(scope, chosen).kind) {
		case 'chosen':
			return chosen.filter(other => other !== scope);
		case 'included':
			return chosen;
		default:
			return leastScopes([...chosen, scope]);
	}
};

/** The tree and what is chosen after a key. Both are the same objects when the key does nothing. */
export const pressScopeKey = (
	state: ScopeListState,
	chosen: readonly ScopeName[],
	kind: HostKind,
	key: Key,
): {readonly list: ScopeListState; readonly chosen: readonly ScopeName[]} => {
	const {rows, focus} = listScopeRows(state, kind);
	const row = rows[focus];
	const moved = moveByKey(key, focus, rows.length);
	if (moved !== undefined) {
		return {list: {...state, focused: rows[moved]?.scope}, chosen};
	}
	if (key.name === 'text' && key.text === ' ') {
		return row === undefined
			? {list: state, chosen}
			: {list: {...state, focused: row.scope}, chosen: toggleScope(row.scope, chosen)};
	}
	const filter = editText(state.filter, key);
	return filter.value === state.filter.value
		? {list: state, chosen}
		: {list: {...state, filter, focused: undefined}, chosen};
};
