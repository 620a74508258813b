import type {PermissionSet} from '../catalog/endpoints.ts';
import {includedScopes, leastScopes} from '../catalog/included-scopes.ts';
import type {AccessLevel, PermissionGroup} from '../catalog/permission.ts';
import {
	findUndocumentedPermission,
	type Grants,
	isPermissionName,
	undocumentedPermissions,
} from '../catalog/permission-facts.ts';
import {
	findPermission,
	includesLevel,
	levelsOf,
	permissions as permissionCatalog,
	riskOf,
} from '../catalog/permissions.ts';
import {findScope, type ScopeName} from '../catalog/scopes.ts';
import {scopesForPermissions} from './classic-scopes.ts';
import {describeSet, type Need} from './need.ts';

/** Why a token has what it has: one need, and how the token covers it. */
export type Because = {
	readonly need: Need;
	/** The permissions that cover it. Empty for a classic token, and where none is needed. */
	readonly permissions: PermissionSet;
	/** The scopes that cover it. Empty for a fine-grained token, and where none is needed. */
	readonly scopes: readonly ScopeName[];
	/**
	 * What would have been enough as well, in the grammar of GitHub's header: `pull_requests=write`.
	 * Without what grants all of this and more.
	 */
	readonly alternatives: readonly string[];
};

/** The fine-grained token that grants least and still does what was asked for. */
export type FineGrainedAnswer = {
	readonly type: 'fine-grained';
	/** What the link can carry. */
	readonly permissions: Grants;
	/** What has to be ticked by hand on GitHub's page, since no link is known to carry it. */
	readonly byHand: PermissionSet;
	/** Whose the resource owner has to be. Unset when it may be either. */
	readonly owner?: 'organization' | 'account';
	readonly because: readonly Because[];
};

/** The classic token with the least scopes, for what fine-grained ones cannot do. */
export type ClassicAnswer = {
	readonly type: 'classic';
	readonly scopes: readonly ScopeName[];
	/** Why a fine-grained token does not do, as sentences. */
	readonly reasons: readonly string[];
	readonly because: readonly Because[];
};

/** One of the tokens to make, told apart by `type`. */
export type TokenAnswer = FineGrainedAnswer | ClassicAnswer;

/** A classic token instead of several tokens. */
export type OneClassic = {
	readonly scopes: readonly ScopeName[];
	/** `true` when GitHub's text does not name the scopes for all of the needs. */
	readonly inferred: boolean;
};

/** What several needs take. */
export type NeedsAnswer = {
	/** The tokens that are needed: mostly one, none when nothing that was asked for works with a token. */
	readonly tokens: readonly TokenAnswer[];
	/** One classic token that would do for all of it, where several tokens are needed. It reaches more than they do. */
	readonly oneClassic?: OneClassic;
	/** What no personal token can do, or nobody knows, with the reason as a sentence. */
	readonly impossible: readonly {readonly need: Need; readonly reason: string}[];
	/** What else to know, as sentences. */
	readonly notes: readonly string[];
};

const groupOf = (permission: string): PermissionGroup | undefined =>
	(findPermission(permission) ?? findUndocumentedPermission(permission))?.group;

const isRepositoryPermission = (permission: string): boolean =>
	groupOf(permission) === 'repository' && permission !== 'metadata';

/** GitHub adds `metadata=read` by itself as soon as any other repository permission is chosen. */
const withoutImpliedMetadata = (set: PermissionSet): PermissionSet => {
	if (!Object.keys(set).some(isRepositoryPermission)) return set;
	const {metadata: _, ...others} = set;
	return others;
};

const lowestLevel = (permission: string, wanted: AccessLevel): AccessLevel => {
	const row = findPermission(permission);
	if (row === undefined) return wanted;
	return levelsOf(row).find(level => includesLevel(level, wanted)) ?? wanted;
};

/** The set as it can be granted: levels that exist, without what GitHub adds by itself. */
const asGranted = (set: PermissionSet): PermissionSet =>
	withoutImpliedMetadata(
		Object.fromEntries(
			Object.entries(set).map(([permission, level]) => [
				permission,
				lowestLevel(permission, level),
			]),
		),
	);

/**
 * Whether what is granted is enough for a set: every level at least as high, where `metadata=read`
 * comes with any other repository permission.
 */
export const covers = (granted: PermissionSet, set: PermissionSet): boolean =>
	Object.entries(set).every(([permission, level]) => {
		const own = granted[permission];
		if (own !== undefined && includesLevel(own, level)) return true;
		return permission === 'metadata' && Object.keys(granted).some(isRepositoryPermission);
	});

const merge = (left: PermissionSet, right: PermissionSet): PermissionSet => {
	const merged: Record<string, AccessLevel> = {...left};
	for (const [permission, level] of Object.entries(right)) {
		const own = merged[permission];
		if (own === undefined || !includesLevel(own, level)) merged[permission] = level;
	}

	return withoutImpliedMetadata(merged);
};

const catalogOrder: ReadonlyMap<string, number> = new Map(
	[...permissionCatalog, ...undocumentedPermissions].map(({parameter}, index) => [
		parameter,
		index,
	]),
);

const inCatalogOrder = (set: PermissionSet): PermissionSet =>
	Object.fromEntries(
		Object.entries(set).sort(
			([left], [right]) => (catalogOrder.get(left) ?? 0) - (catalogOrder.get(right) ?? 0),
		),
	);

/** What a set of permissions weighs: compared number by number, the first that differs decides. */
type Weight = readonly number[];

/**
 * What "least" weighs, in this order:
 * 1. tokens: account and organization permissions cannot stand on the same token
 * 2. permissions that no link is known to carry
 * 3. levels that the catalog calls risky
 * 4. permissions that reach beyond repositories: of an organization or of the account
 * 5. levels of `admin`, then of `write`
 * 6. permissions in all
 *
 * Where all are equal, what GitHub's data names first for the operations wins. Adding a permission
 * or raising a level never lowers the weight, which the search relies on.
 */
const weigh = (set: PermissionSet): Weight => {
	const sum = [1, 0, 0, 0, 0, 0, 0];
	const groups = new Set<PermissionGroup | undefined>();
	for (const [permission, level] of Object.entries(set)) {
		const row = findPermission(permission);
		const group = groupOf(permission);
		const own = [
			0,
			row === undefined ? 1 : 0,
			row !== undefined && riskOf(row, level) !== undefined ? 1 : 0,
			group === 'repository' ? 0 : 1,
			level === 'admin' ? 1 : 0,
			level === 'write' ? 1 : 0,
			1,
		];
		groups.add(group);
		for (const [place, value] of own.entries()) sum[place] = (sum[place] ?? 0) + value;
	}

	if (groups.has('account') && groups.has('organization')) sum[0] = 2;
	return sum;
};

const compareWeights = (left: Weight, right: Weight): number => {
	for (const [index, value] of left.entries()) {
		const difference = value - (right[index] ?? 0);
		if (difference !== 0) return difference;
	}

	return 0;
};

/** Bounds the search for texts that were made to keep it busy; real needs take a few hundred steps. */
const mostSteps = 20_000;

/**
 * The lightest union of one option for each list of options. Every combination is looked at, except
 * where what is chosen so far already weighs more than the best: weights only grow. A list that is
 * covered by what is chosen already adds nothing.
 */
const lightest = <Chosen>(
	lists: readonly (readonly Chosen[])[],
	empty: Chosen,
	{
		add,
		isCovered,
		weight,
	}: {
		readonly add: (chosen: Chosen, option: Chosen) => Chosen;
		readonly isCovered: (chosen: Chosen, option: Chosen) => boolean;
		readonly weight: (chosen: Chosen) => Weight;
	},
): Chosen => {
	const ordered = [...lists].sort((left, right) => left.length - right.length);
	let best: {readonly chosen: Chosen; readonly weight: Weight} | undefined;
	let steps = 0;
	const search = (index: number, chosen: Chosen, preference: number): void => {
		steps++;
		if (best !== undefined && steps > mostSteps) return;
		const weights = [...weight(chosen), preference];
		if (best !== undefined && compareWeights(weights, best.weight) >= 0) return;

		const options = ordered[index];
		if (options === undefined) {
			best = {chosen, weight: weights};
			return;
		}

		if (options.some(option => isCovered(chosen, option))) {
			search(index + 1, chosen, preference);
			return;
		}

		for (const [place, option] of options.entries()) {
			search(index + 1, add(chosen, option), preference + place);
		}
	};

	search(0, empty, 0);
	return best?.chosen ?? empty;
};

const withoutRepeats = <Item>(
	lists: readonly (readonly Item[])[],
	keyOf: (item: Item) => string,
): readonly (readonly Item[])[] => [
	...new Map(
		lists.filter(list => list.length > 0).map(list => [list.map(keyOf).join(';'), list]),
	).values(),
];

/** The options of a need, without those that another one is part of. */
const optionsOf = (need: Need): readonly PermissionSet[] => {
	const options = need.anyOf.map(asGranted);
	return options.filter(
		(option, index) =>
			!options.some(
				(other, place) =>
					place !== index && covers(option, other) && (!covers(other, option) || place < index),
			),
	);
};

const leastPermissions = (needs: readonly Need[]): PermissionSet =>
	inCatalogOrder(
		lightest<PermissionSet>(
			withoutRepeats(needs.map(optionsOf), describeSet),
			{},
			{
				add: merge,
				isCovered: covers,
				weight: weigh,
			},
		),
	);

/** `public_repo` does for public repositories only, so it is taken only where nothing else is named. */
const everywhereScopesOf = (need: Need): readonly (readonly ScopeName[])[] => {
	const everywhere = need.scopes.filter(list => !list.includes('public_repo'));
	return everywhere.length > 0 ? everywhere : need.scopes;
};

const scopeOptionsOf = (need: Need): readonly (readonly ScopeName[])[] =>
	everywhereScopesOf(need).map(list => leastScopes(list));

const hasScope = (granted: readonly ScopeName[], wanted: ScopeName): boolean =>
	granted.some(scope => scope === wanted || includedScopes(scope).includes(wanted));

const coversScopes = (granted: readonly ScopeName[], wanted: readonly ScopeName[]): boolean =>
	wanted.every(scope => hasScope(granted, scope));

/** What scopes weigh: risky ones, then all that they bring, then how many they are. */
const weighScopes = (list: readonly ScopeName[]): Weight => {
	const brought = new Set(list.flatMap(scope => [scope, ...includedScopes(scope)]));
	return [
		[...brought].filter(scope => findScope(scope)?.risk !== undefined).length,
		brought.size,
		list.length,
	];
};

const leastScopesFor = (needs: readonly Need[]): readonly ScopeName[] =>
	lightest<readonly ScopeName[]>(
		withoutRepeats(needs.map(scopeOptionsOf), list => list.join()),
		[],
		{
			add: (chosen, option) => leastScopes([...chosen, ...option]),
			isCovered: coversScopes,
			weight: weighScopes,
		},
	);

const becauseOf = (need: Need, granted: PermissionSet): Because => {
	const sets = need.anyOf.map(asGranted);
	const used = sets
		.filter(set => covers(granted, set))
		.sort((left, right) => compareWeights(weigh(left), weigh(right)))[0];
	return {
		need,
		permissions: inCatalogOrder(used ?? {}),
		scopes: [],
		alternatives: [
			...new Set(sets.filter(set => used === undefined || !covers(set, used)).map(describeSet)),
		],
	};
};

const becauseOfScopes = (need: Need, granted: readonly ScopeName[]): Because => {
	const used = everywhereScopesOf(need)
		.filter(list => coversScopes(granted, list))
		.sort((left, right) => compareWeights(weighScopes(left), weighScopes(right)))[0];
	return {
		need,
		permissions: {},
		scopes: leastScopes(used ?? []),
		alternatives: need.scopes
			.filter(list => used === undefined || !coversScopes(list, used))
			.map(
				list =>
					`${list.join(',')}${list.includes('public_repo') ? ' (public repositories only)' : ''}`,
			),
	};
};

const groupsOf = (sets: readonly PermissionSet[]): ReadonlySet<PermissionGroup | undefined> =>
	new Set(sets.flatMap(set => Object.keys(set).map(groupOf)));

const fineGrainedAnswer = (needs: readonly Need[], granted: PermissionSet): FineGrainedAnswer => {
	const groups = groupsOf([granted]);
	const owner = groups.has('organization')
		? 'organization'
		: groups.has('account')
			? 'account'
			: undefined;
	const entries = Object.entries(granted);
	return {
		type: 'fine-grained',
		permissions: Object.fromEntries(
			entries.filter(([permission]) => isPermissionName(permission)),
		) as Grants,
		byHand: Object.fromEntries(entries.filter(([permission]) => !isPermissionName(permission))),
		...(owner === undefined ? {} : {owner}),
		because: needs.map(need => becauseOf(need, granted)),
	};
};

/** Needs that need account permissions cannot share a token with those that need organization permissions. */
const splitByOwner = (needs: readonly Need[]): readonly (readonly Need[])[] => {
	const granted = leastPermissions(needs);
	const groups = groupsOf([granted]);
	if (!groups.has('account') || !groups.has('organization')) return [needs];
	const takesAccount = (need: Need): boolean =>
		groupsOf([becauseOf(need, granted).permissions]).has('account');
	return [needs.filter(need => !takesAccount(need)), needs.filter(takesAccount)];
};

const mixesOwners = (set: PermissionSet): boolean => {
	const groups = groupsOf([set]);
	return groups.has('account') && groups.has('organization');
};

/** A need without the options that no single token can have. */
const withoutMixedSets = (need: Need): Need => {
	const anyOf = need.anyOf.filter(set => !mixesOwners(set));
	if (anyOf.length === need.anyOf.length || need.works !== 'permissions') return need;
	if (anyOf.length > 0) return {...need, anyOf};
	const reason =
		'It takes account and organization permissions, which no fine-grained token has together.';
	return need.scopes.length > 0
		? {...need, anyOf, works: 'classic', reason}
		: {...need, anyOf, works: 'unknown', reason};
};

const impossibleReason = (need: Need): string | undefined => {
	if (need.works === 'app' || need.works === 'no-token' || need.works === 'unknown') {
		return need.reason ?? 'No personal token is known to do it.';
	}

	return undefined;
};

const ownersNote = (needs: readonly Need[]): readonly string[] => {
	const owners = new Map(
		needs
			.map(need => need.owner)
			.filter(owner => owner !== undefined)
			.map(owner => [owner.toLowerCase(), owner]),
	);
	return owners.size < 2
		? []
		: [
				`The needs name ${owners.size} owners (${[...owners.values()].slice(0, 5).join(', ')}): a fine-grained token has one resource owner, so make one for each. Only a classic token reaches several organizations.`,
			];
};

const classicAnswer = (needs: readonly Need[], scopes: readonly ScopeName[]): ClassicAnswer => ({
	type: 'classic',
	scopes,
	reasons: [
		...new Set(
			needs
				.filter(need => need.works === 'classic')
				.map(need => need.reason)
				.filter(reason => reason !== undefined),
		),
	],
	because: needs.map(need => becauseOfScopes(need, scopes)),
});

const withScopes = (need: Need): Need => {
	if (need.scopes.length > 0) return need;
	const scopes = need.anyOf.map(scopesForPermissions).filter(list => list !== undefined);
	return {...need, scopes};
};

const noScope = 'GitHub names no scope of classic tokens for it.';

const scopeInference =
	'GitHub names no scope for it: this one reaches what the permission reaches, and mostly more.';

/** The need for a classic token, whatever else would do. */
const asClassic = (need: Need): Need => {
	if (impossibleReason(need) !== undefined || need.works === 'classic') return need;
	const known = withScopes(need);
	if (known.scopes.length === 0) return {...need, works: 'unknown', reason: noScope};
	const {reason: _, ...others} = known;
	return {
		...others,
		works: 'classic',
		...(need.scopes.length === 0 && need.inferred === undefined ? {inferred: scopeInference} : {}),
	};
};

const oneClassicFor = (needs: readonly Need[]): OneClassic | undefined => {
	const known = needs.map(withScopes);
	return known.every(need => need.scopes.length > 0)
		? {
				scopes: leastScopesFor(known),
				inferred: needs.some(need => need.scopes.length === 0),
			}
		: undefined;
};

/**
 * The least that covers all needs, as the tokens to make.
 *
 * A fine-grained token where one can do it, by an exact search of the permissions that weigh least.
 * Needs that only a classic token meets get one with the least scopes; it takes over what its scopes
 * cover anyway, and everything else stays on a fine-grained token, so that a single classic need
 * does not widen the rest. Account and organization permissions are split, since no fine-grained
 * token has both.
 *
 * For operations on GitHub's list, the answer is one that GitHub's table accepts, and dropping or
 * lowering any part of it breaks a need.
 *
 * With `type` classic: the least scopes of a classic token for all of it.
 */
export const leastNeeds = (needs: readonly Need[], type?: 'classic'): NeedsAnswer => {
	const usable = needs.map(type === 'classic' ? asClassic : withoutMixedSets);
	const impossible = usable.flatMap(need => {
		const reason = impossibleReason(need);
		return reason === undefined ? [] : [{need, reason}];
	});
	const possible = usable.filter(need => impossibleReason(need) === undefined);
	const classicOnly = possible.filter(need => need.works === 'classic');
	const scopes = leastScopesFor(classicOnly);
	const joinsClassic = (need: Need): boolean =>
		need.works === 'classic' ||
		(classicOnly.length > 0 &&
			scopeOptionsOf(need).some(
				list => !list.includes('public_repo') && coversScopes(scopes, list),
			));
	const classic = possible.filter(joinsClassic);
	const fineGrained = possible.filter(need => !joinsClassic(need));
	const tokens: readonly TokenAnswer[] = [
		...(fineGrained.length === 0 ? [] : splitByOwner(fineGrained)).map(part =>
			fineGrainedAnswer(part, leastPermissions(part)),
		),
		...(classic.length === 0 ? [] : [classicAnswer(classic, scopes)]),
	];
	const oneClassic = tokens.length > 1 ? oneClassicFor(possible) : undefined;
	return {
		tokens,
		...(oneClassic === undefined ? {} : {oneClassic}),
		impossible,
		notes: ownersNote(possible),
	};
};
