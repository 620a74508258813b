import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	findScope,
	includedScopes,
	leastScopes,
	type ScopeName,
	scopes,
} from '../../source/core/catalog/scopes.ts';
import {
	createScopeList,
	findScopeRows,
	listScopeRows,
	markScope,
	pressScopeKey,
	type ScopeListState,
	toggleScope,
} from '../../source/ui/components/scope-list-state.ts';
import type {Key, KeyName} from '../../source/ui/keys.ts';

type Chosen = {readonly list: ScopeListState; readonly chosen: readonly ScopeName[]};

const press = (chosen: readonly ScopeName[], ...keys: readonly string[]): Chosen => {
	const parsed = keys.flatMap((key): readonly Key[] => {
		const name = /^<(.+)>$/.exec(key)?.[1];
		return name === undefined
			? [...key].map(text => ({name: 'text', text}))
			: [{name: name as KeyName}];
	});
	return parsed.reduce<Chosen>(
		(state, key) => pressScopeKey(state.list, state.chosen, 'github.com', key),
		{list: createScopeList(), chosen},
	);
};

const names = scopes.map(({scope}) => scope);
const scopeNames = fc.constantFrom(...names);

test('a child stands under its parent', () => {
	for (const {scope, parent} of findScopeRows('', 'github.com')) {
		if (parent !== undefined) {
			expect(names.indexOf(scope)).toBeGreaterThan(names.indexOf(parent));
		}
	}
});

test('each kind of host shows its own scopes', () => {
	const of = (kind: 'github.com' | 'server') => findScopeRows('', kind).map(({scope}) => scope);
	for (const {scope, hosts} of scopes) {
		expect(of('github.com').includes(scope)).toBe(hosts !== 'server');
		expect(of('server').includes(scope)).toBe(hosts !== 'cloud');
	}
});

test('choosing a parent marks what it includes', () => {
	const {chosen} = press([], ' ');
	expect(chosen).toEqual(['repo']);
	expect(markScope('repo', chosen)).toEqual({kind: 'chosen'});
	expect(markScope('public_repo', chosen)).toEqual({kind: 'included', by: 'repo'});
	expect(markScope('gist', chosen)).toEqual({kind: 'none'});
});

test('a scope two levels below is included too', () => {
	expect(markScope('read:org', ['admin:org']).kind).toBe('included');
	expect(markScope('read:org', ['write:org'])).toEqual({kind: 'included', by: 'write:org'});
});

test('write:packages brings no repo', () => {
	expect(markScope('repo', ['write:packages'])).toEqual({kind: 'none'});
	expect(markScope('read:packages', ['write:packages']).kind).toBe('included');
});

test('an included scope cannot be switched off by itself', () => {
	const chosen: readonly ScopeName[] = ['repo'];
	expect(toggleScope('public_repo', chosen)).toBe(chosen);
});

test('choosing a parent takes in the children that were chosen, and letting go lets all go', () => {
	const both = toggleScope('repo', ['public_repo', 'gist']);
	expect(both).toEqual(['repo', 'gist']);
	expect(toggleScope('repo', both)).toEqual(['gist']);
});

test('keys move, switch and filter', () => {
	expect(listScopeRows(press([], '<down>').list, 'github.com').focus).toBe(1);
	expect(press([], 'gist', ' ').chosen).toEqual(['gist']);
	expect(press(['gist'], 'gist', ' ').chosen).toEqual([]);
	const {list, chosen} = press([], 'zzz', ' ', '<down>');
	expect(chosen).toEqual([]);
	expect(listScopeRows(list, 'github.com')).toEqual({rows: [], focus: 0});
});

test('the filter finds by name and by what a scope does', () => {
	const find = (filter: string) => findScopeRows(filter, 'github.com').map(({scope}) => scope);
	expect(find('write:packages')).toEqual(['write:packages']);
	expect(find('WORKFLOW FILES')).toEqual(['workflow']);
	expect(find('publish')).toContain('write:packages');
	expect(find('.*')).toEqual([]);
});

test('what is chosen grants the same as its link, whatever is switched', () => {
	fc.assert(
		fc.property(fc.array(scopeNames, {maxLength: 20}), list => {
			const chosen = list.reduce<readonly ScopeName[]>(
				(before, scope) => toggleScope(scope, before),
				[],
			);
			expect(chosen).toEqual(leastScopes(chosen));
			for (const scope of names) {
				const {kind} = markScope(scope, chosen);
				const isGranted = chosen.some(
					other => other === scope || includedScopes(other).includes(scope),
				);
				expect(kind !== 'none').toBe(isGranted);
			}
		}),
	);
});

test('every scope can be found by its name and switched on', () => {
	for (const {scope, hosts} of scopes) {
		const kind = hosts === 'server' ? 'server' : 'github.com';
		expect(findScopeRows(scope, kind)).toContain(findScope(scope));
		expect(toggleScope(scope, [])).toEqual([scope]);
	}
});
