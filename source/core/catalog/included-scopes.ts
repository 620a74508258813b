import {type Scope, type ScopeName, scopes} from './scopes.ts';

const directlyIncludes = (scope: ScopeName, row: Scope): boolean =>
	row.parent === scope || (row.alsoImpliedBy?.includes(scope) ?? false);

/** The earlier results of `includedScopes`. */
const inclusions = new Map<ScopeName, readonly ScopeName[]>();

/**
 * Returns all scopes that a scope includes, at any depth, without itself, in catalog order. `write:packages` includes
 * only `read:packages`: GitHub's form also ticks `repo`, but only for convenience.
 */
export const includedScopes = (scope: ScopeName): readonly ScopeName[] => {
	const known = inclusions.get(scope);
	if (known !== undefined) {
		return known;
	}
	const included = new Set<ScopeName>();
	const pending: ScopeName[] = [scope];
	for (const current of pending) {
		for (const row of scopes) {
			if (directlyIncludes(current, row) && !included.has(row.scope)) {
				included.add(row.scope);
				pending.push(row.scope);
			}
		}
	}

	const found = scopes.map(row => row.scope).filter(name => included.has(name));
	inclusions.set(scope, found);
	return found;
};

/** Whether scopes have a scope, or one that includes it. */
export const hasScope = (granted: readonly ScopeName[], wanted: ScopeName): boolean =>
	granted.some(scope => scope === wanted || includedScopes(scope).includes(wanted));

const places: ReadonlyMap<ScopeName, number> = new Map(
	scopes.map(({scope}, place) => [scope, place]),
);

const byCatalog = (one: ScopeName, other: ScopeName): number =>
	(places.get(one) ?? 0) - (places.get(other) ?? 0);

/** Returns the fewest scopes with the same rights, in catalog order: none twice, none that another includes. */
export const leastScopes = (list: readonly ScopeName[]): readonly ScopeName[] => {
	const brought = new Set(list.flatMap(scope => includedScopes(scope)));
	return [...new Set(list)].filter(name => !brought.has(name)).sort(byCatalog);
};
