import {hasScope, includedScopes, leastScopes} from '../catalog/included-scopes.ts';
import {
	type AccessLevel,
	describeSet,
	mergeSets,
	type PermissionGroup,
	type PermissionSet,
} from '../catalog/permission.ts';
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
import {distinctBy} from '../distinct-by.ts';
import {scopesForPermissions} from './classic-scopes.ts';
import type {Need} from './need.ts';

/** A need, and how the token covers it. */
export type Because = {
	readonly need: Need;
	/** The permissions that cover it. Empty for a classic token, and when none is needed. */
	readonly permissions: PermissionSet;
	/** The scopes that cover it. Empty for a fine-grained token, and when none is needed. */
	readonly scopes: readonly ScopeName[];
	/**
	 * What would be enough as well, in the syntax of GitHub's header: `pull_requests=write`. Sets that include the
	 * chosen one are left out.
	 */
	readonly alternatives: readonly string[];
};

/** The fine-grained token with the least permissions for the needs. */
export type FineGrainedAnswer = {
	readonly type: 'fine-grained';
	/** The permissions that a link can contain. */
	readonly permissions: Grants;
	/** The permissions to tick by hand on GitHub's page, since no link is known to contain them. */
	readonly byHand: PermissionSet;
	/** The kind of the resource owner. Unset when it may be either. */
	readonly owner?: 'organization' | 'account';
	readonly because: readonly Because[];
};

/** The classic token with the least scopes, for needs that no fine-grained token meets. */
export type ClassicAnswer = {
	readonly type: 'classic';
	readonly scopes: readonly ScopeName[];
	/** Why a fine-grained token is not enough, as sentences. */
	readonly reasons: readonly string[];
	readonly because: readonly Because[];
};

/** One of the tokens to make. */
export type TokenAnswer = FineGrainedAnswer | ClassicAnswer;

/** A classic token instead of several tokens. */
export type OneClassic = {
	readonly scopes: readonly ScopeName[];
	/** Whether GitHub's text does not name the scopes for all needs. */
	readonly inferred: boolean;
};

/** The tokens for several needs. */
export type NeedsAnswer = {
	/** The tokens: usually one, none when no token meets any of the needs. */
	readonly tokens: readonly TokenAnswer[];
	/** A classic token that meets all needs, when there are several tokens. It allows more than they do. */
	readonly oneClassic?: OneClassic;
	/** The needs that no personal token is known to meet, with the reason as a sentence. */
	readonly impossible: readonly {readonly need: Need; readonly reason: string}[];
	/** Other facts, as sentences. */
	readonly notes: readonly string[];
};

const groupOf = (permission: string): PermissionGroup | undefined =>
	(findPermission(permission) ?? findUndocumentedPermission(permission))?.group;

const isRepositoryPermission = (permission: string): boolean =>
	groupOf(permission) === 'repository' && permission !== 'metadata';

/** Removes `metadata=read` when another repository permission is chosen, since GitHub then adds it. */
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

/** Converts a set to levels that exist, without `metadata=read` when GitHub adds it. */
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
 * Whether the granted permissions are enough for a set: every level is at least as high. `metadata=read` is included
 * in any other repository permission.
 */
export const covers = (granted: PermissionSet, set: PermissionSet): boolean =>
	Object.entries(set).every(([permission, level]) => {
		const own = granted[permission];
		if (own !== undefined && includesLevel(own, level)) return true;
		return permission === 'metadata' && Object.keys(granted).some(isRepositoryPermission);
	});

const merge = (left: PermissionSet, right: PermissionSet): PermissionSet =>
	withoutImpliedMetadata(mergeSets([left, right]));

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

/** The weight of a set of permissions. The first number that differs decides. */
type Weight = readonly number[];

/**
 * Defines what "least" means. Counts, in this order:
 * 1. tokens, since no token has both account and organization permissions
 * 2. permissions that no link is known to contain
 * 3. levels that the catalog calls risky
 * 4. permissions of an organization or of the account
 * 5. levels `admin`, then levels `write`
 * 6. all permissions
 *
 * When all are equal, the set that GitHub's data names first wins. Adding a permission or raising a level never lowers
 * the weight. The search relies on that.
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
		for (const [index, value] of own.entries()) sum[index] = (sum[index] ?? 0) + value;
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

/** The most steps of the search. Real needs take a few hundred. Hostile texts could take many more. */
const mostSteps = 20_000;

/**
 * Finds the lightest union of one option from each list. Tries every combination, but stops where the chosen options
 * weigh more than the best union, since weights only grow. A list that is covered already adds nothing.
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

		for (const [position, option] of options.entries()) {
			search(index + 1, add(chosen, option), preference + position);
		}
	};

	search(0, empty, 0);
	return best?.chosen ?? empty;
};

/** The different lists that have an item. */
const distinctLists = <Item>(
	lists: readonly (readonly Item[])[],
	keyOf: (item: Item) => string,
): readonly (readonly Item[])[] =>
	distinctBy(
		lists.filter(list => list.length > 0),
		list => list.map(keyOf).join(';'),
	);

/** Returns the options of a need, without those that include another one. */
const optionsOf = (need: Need): readonly PermissionSet[] => {
	const options = need.anyOf.map(asGranted);
	return options.filter(
		(option, index) =>
			!options.some(
				(other, position) =>
					position !== index &&
					covers(option, other) &&
					(!covers(other, option) || position < index),
			),
	);
};

const leastPermissions = (needs: readonly Need[]): PermissionSet =>
	inCatalogOrder(
		lightest<PermissionSet>(
			distinctLists(needs.map(optionsOf), describeSet),
			{},
			{
				add: merge,
				isCovered: covers,
				weight: weigh,
			},
		),
	);

/** Returns the scopes of a need. `public_repo` works only in public repositories, so it counts only alone. */
const everywhereScopesOf = (need: Need): readonly (readonly ScopeName[])[] => {
	const everywhere = need.scopes.filter(list => !list.includes('public_repo'));
	return everywhere.length > 0 ? everywhere : need.scopes;
};

const scopeOptionsOf = (need: Need): readonly (readonly ScopeName[])[] =>
	everywhereScopesOf(need).map(list => leastScopes(list));

const coversScopes = (granted: readonly ScopeName[], wanted: readonly ScopeName[]): boolean =>
	wanted.every(scope => hasScope(granted, scope));

/** Weighs scopes: by the number of risky ones, then of all included ones, then of the scopes themselves. */
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
		distinctLists(needs.map(scopeOptionsOf), list => list.join()),
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

/** Separates needs for account permissions from needs for organization permissions. No token has both. */
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

/** Removes the options of a need that no single token can have. */
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
	const owners = distinctBy(
		needs.flatMap(need => need.owner ?? []),
		owner => owner.toLowerCase(),
	);
	return owners.length < 2
		? []
		: [
				`The needs name ${owners.length} owners (${owners.slice(0, 5).join(', ')}): a fine-grained token has one resource owner, so make one for each. Only a classic token reaches several organizations.`,
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
	'GitHub names no scope for it: this one allows what the permission allows, and usually more.';

/** Converts a need to one for a classic token. */
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
 * Finds the tokens with the least rights that meet all needs.
 *
 * Fine-grained tokens get the permissions with the least weight, by an exact search. Needs that only a classic token
 * meets get one with the least scopes. This token also gets the needs that its scopes cover anyway. All other needs stay
 * on a fine-grained token, so that one classic need does not widen the rest. Account and organization permissions are
 * split, since no fine-grained token has both.
 *
 * For operations on GitHub's list, GitHub's table accepts the answer, and no part of it can be removed or lowered.
 *
 * With the type classic, finds the least scopes of one classic token for all needs.
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
