import {leastScopes} from '../catalog/included-scopes.ts';
import {mergeSets, type PermissionSet} from '../catalog/permission.ts';
import {includesLevel} from '../catalog/permissions.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {distinctBy} from '../distinct-by.ts';
import {leastNeeds} from '../needs/least.ts';
import type {Need} from '../needs/need.ts';
import {followTokens, type PlacedUse, type ReadFile, type ScannedUnknown} from './follow-tokens.ts';
import {setsForMadeToken} from './needs-of.ts';
import type {Conditional, TokenName, Use} from './use.ts';

/** One use of a token, as a report lists it. */
export type Because = {
	readonly file: string;
	/** Counted from 1. */
	readonly line: number;
	/** The operation, command or action. */
	readonly need: string;
	/** The least that this use needs by itself. */
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
};

/**
 * The kind of token that is needed:
 * - `fine-grained`, `classic`: a personal token
 * - `workflow`: the `GITHUB_TOKEN` of a workflow, with `permissions` in its `permissions:` block
 * - `app`: the token of a GitHub App
 * - `any`: every token, since no permission is needed
 */
export type ScannedType = 'fine-grained' | 'classic' | 'workflow' | 'app' | 'any';

/** A token that the code uses, and the least that it needs. */
export type ScannedToken = {
	readonly token: TokenName;
	/** The workflow of a `GITHUB_TOKEN`. */
	readonly file?: string;
	/** Unset if no single token can do all of it. */
	readonly type?: ScannedType | undefined;
	readonly owner?: string;
	/** The repositories that the code names, as `owner/name`. It may use others too. */
	readonly repositories: readonly string[];
	/** Whether some use names neither repository nor owner. It then means the repository of the code. */
	readonly usesOwn: boolean;
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
	readonly onlyIf: readonly Conditional[];
	readonly because: readonly Because[];
	/** Environments of GitHub Actions whose jobs use the secret. */
	readonly environments: readonly string[];
	/** The personal token for what `GITHUB_TOKEN` can never do. */
	readonly personal?: Pick<ScannedToken, 'type' | 'permissions' | 'scopes'> | undefined;
	/** The `permissions:` with which `GITHUB_TOKEN` could do the same. Unset if it cannot. */
	readonly insteadWorkflow?: PermissionSet | undefined;
	/** Sentences that say why it has to be classic. */
	readonly reasons: readonly string[];
	/** Other sentences about the token. */
	readonly notes: readonly string[];
};

/** The result of reading all files. */
export type ScanReport = {
	readonly tokens: readonly ScannedToken[];
	readonly unknown: readonly ScannedUnknown[];
	/** Places where a file contains the value of a token. */
	readonly leaks: readonly {readonly file: string; readonly line: number}[];
	/** Whether everything could be determined. */
	readonly complete: boolean;
};

const byPath = (
	left: {readonly file: string; readonly line: number},
	right: {readonly file: string; readonly line: number},
): number => (left.file < right.file ? -1 : left.file > right.file ? 1 : left.line - right.line);

const withoutMetadata = (set: PermissionSet): PermissionSet => {
	const {metadata: _, ...others} = set;
	return Object.keys(others).length === 0 ? set : others;
};

type Least = {
	readonly type?: ScannedType;
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
	readonly reasons: readonly string[];
	readonly notes: readonly string[];
	/** The needs that no token of this kind meets. */
	readonly impossible: readonly Need[];
};

/** Returns the least for a token that GitHub makes: that of a workflow, or of an App. */
const leastOfMade = (uses: readonly Use[], isApp: boolean): Least => {
	const needs: Need[] = [];
	const sets: PermissionSet[] = [];
	const impossible: Need[] = [];
	for (const use of uses) {
		if (use.workflow !== undefined && !isApp) {
			sets.push(use.workflow);
			continue;
		}

		for (const need of use.needs) {
			const options = setsForMadeToken(need, isApp);
			if (options.length === 0) impossible.push(need);
			else needs.push({...need, works: 'permissions', anyOf: options});
		}
	}

	const fixed = mergeSets(sets);
	const fixedNeed: Need = {
		kind: 'permission',
		name: '',
		works: 'permissions',
		anyOf: [fixed],
		scopes: [],
		notes: [],
	};
	const answer = leastNeeds(Object.keys(fixed).length === 0 ? needs : [fixedNeed, ...needs]);
	const permissions = mergeSets(
		answer.tokens.flatMap(token =>
			token.type === 'fine-grained' ? [token.permissions as PermissionSet, token.byHand] : [],
		),
	);
	return {
		type: isApp ? 'app' : 'workflow',
		permissions: withoutMetadata(permissions),
		scopes: [],
		reasons: [],
		notes: [],
		impossible,
	};
};

/** Returns the least personal token. If one need requires a classic token, it does everything. */
const leastOfPersonal = (needs: readonly Need[]): Least => {
	const answer = leastNeeds(distinctBy([...new Set(needs)], need => JSON.stringify(need)));
	const impossible = answer.impossible.map(({need}) => need);
	const classic = answer.tokens.find(token => token.type === 'classic');
	const fine = answer.tokens.filter(token => token.type === 'fine-grained');
	const permissions = mergeSets(
		fine.flatMap(token => [token.permissions as PermissionSet, token.byHand]),
	);
	const isEmpty = Object.keys(permissions).length === 0;
	const empty = {reasons: [], notes: answer.notes, impossible};
	if (classic?.type === 'classic') {
		const scopes = isEmpty ? classic.scopes : answer.oneClassic?.scopes;
		if (scopes !== undefined) {
			return {
				...empty,
				type: 'classic',
				permissions: {},
				scopes: leastScopes(scopes),
				reasons: classic.reasons,
			};
		}

		return {...empty, permissions, scopes: classic.scopes, reasons: classic.reasons};
	}

	if (fine.length > 1) return {...empty, permissions, scopes: []};
	const isAny = isEmpty && needs.every(({works}) => works === 'any-token');
	if (fine.length === 0 && impossible.length > 0)
		return {...empty, type: 'app', permissions: {}, scopes: []};
	return {
		...empty,
		type: isAny ? 'any' : 'fine-grained',
		permissions: withoutMetadata(permissions),
		scopes: [],
	};
};

const leastOf = (uses: readonly Use[]): Least => {
	const kind = uses[0]?.token.kind;
	if (kind === 'workflow') return leastOfMade(uses, false);
	if (kind === 'app') return leastOfMade(uses, true);
	return leastOfPersonal(uses.flatMap(({needs}) => needs));
};

/** Returns the conditions with a permission that the token does not have anyway. */
const openConditions = (uses: readonly Use[], granted: PermissionSet): readonly Conditional[] =>
	distinctBy(
		uses
			.flatMap(({onlyIf}) => onlyIf ?? [])
			.filter(
				({permissions, scopes}) =>
					scopes !== undefined ||
					Object.entries(permissions).some(([name, level]) => {
						const own = granted[name];
						return own === undefined || !includesLevel(own, level);
					}),
			),
		({permissions, scopes, when}) => JSON.stringify([permissions, scopes, when]),
	);

/** Returns what `GITHUB_TOKEN` needs to replace a secret. It cannot if a use names another repository. */
const insteadOf = (uses: readonly PlacedUse[]): PermissionSet | undefined => {
	const [first] = uses;
	if (
		first?.token.kind !== 'secret' ||
		first.token.isOfDependabot ||
		uses.some(({repository, owner}) => repository !== undefined || owner !== undefined)
	)
		return undefined;
	const made = leastOfMade(
		uses.map(({workflow: _, ...use}) => use),
		false,
	);
	return made.impossible.length > 0 || Object.keys(made.permissions).length === 0
		? undefined
		: made.permissions;
};

/** Returns the personal token for what the `GITHUB_TOKEN` of a workflow can never do. */
const personalOf = ({kind}: TokenName, {impossible}: Least): ScannedToken['personal'] => {
	if (kind !== 'workflow' || impossible.length === 0) return undefined;
	const {type, permissions, scopes} = leastOfPersonal(impossible);
	return type === 'fine-grained' || type === 'classic' ? {type, permissions, scopes} : undefined;
};

const impossibleNotes = ({kind}: TokenName, {impossible}: Least): readonly string[] => {
	const names = [...new Set(impossible.map(({name}) => name))].join(', ');
	if (names === '') return [];
	return kind === 'workflow'
		? [`GITHUB_TOKEN can never do this: ${names}. Use a personal token there.`]
		: [`No personal token can do this: ${names}.`];
};

const describeToken = (uses: readonly PlacedUse[]): ScannedToken | undefined => {
	const [first] = uses;
	if (first === undefined) return undefined;
	// Most uses repeat one of a few operations.
	const known = new Map<unknown, Least>();
	const leastOfUse = (use: Use): Least => {
		const [need, other] = use.needs;
		const isOne = other === undefined && use.workflow === undefined;
		const key = isOne ? need : JSON.stringify([use.needs, use.workflow]);
		const least = known.get(key) ?? leastOf([use]);
		known.set(key, least);
		return least;
	};

	const {token} = first;
	const least = leastOf(uses);
	const owners = distinctBy(
		uses
			.map(
				({owner, repository, needs}) =>
					owner ?? repository?.split('/')[0] ?? needs.find(need => need.owner !== undefined)?.owner,
			)
			.filter(owner => owner !== undefined),
		owner => owner.toLowerCase(),
	);
	const [owner] = owners;
	const repositories = distinctBy(
		uses.flatMap(({repository}) => repository ?? []),
		name => name.toLowerCase(),
	);
	const because = distinctBy(
		[...uses].sort(byPath).map(use => {
			const made = leastOfUse(use);
			const own = personalOf(token, made) ?? made;
			return {
				file: use.file,
				line: use.line,
				need: use.from,
				permissions: own.permissions,
				scopes: own.scopes,
			};
		}),
		({file, line, need}) => `${file}:${line} ${need}`,
	);
	const instead = insteadOf(uses);
	const personal = personalOf(token, least);
	return {
		token,
		...(token.kind === 'workflow' ? {file: first.home} : {}),
		type: least.type,
		...(owner === undefined || owners.length > 1 ? {} : {owner}),
		repositories,
		usesOwn: uses.some(({repository, owner}) => repository === undefined && owner === undefined),
		permissions: least.permissions,
		scopes: least.scopes,
		onlyIf: openConditions(uses, least.permissions),
		because,
		environments: [...new Set(uses.flatMap(({token: {environment}}) => environment ?? []))],
		personal,
		...(instead === undefined ? {} : {insteadWorkflow: instead}),
		reasons: least.reasons,
		notes: [
			...least.notes,
			...(owners.length > 1
				? [
						`It is used for several owners (${owners.slice(0, 5).join(', ')}): a fine-grained token has one resource owner, so make one for each.`,
					]
				: []),
			...new Set(uses.flatMap(({notes}) => notes ?? [])),
			...impossibleNotes(token, least),
		],
	};
};

/** The order in which tokens are reported: secrets first, `GITHUB_TOKEN` last. */
const rank: Readonly<Record<string, number>> = {
	secret: 0,
	variable: 1,
	client: 2,
	app: 3,
	workflow: 4,
};

/** Combines the readings of all files into one report, token by token. */
export const reportOf = (files: readonly ReadFile[]): ScanReport => {
	const {uses, unknown} = followTokens(files);
	const groups = new Map<string, PlacedUse[]>();
	for (const use of uses) {
		const {kind, name, isOfDependabot} = use.token;
		const isOwn = kind === 'workflow' || kind === 'app';
		const place = isOfDependabot ? 'dependabot' : isOwn ? use.home : '';
		const key = `${kind === 'client' || kind === 'variable' ? 'code' : kind} ${name} ${place}`;
		const group = groups.get(key) ?? [];
		groups.set(key, group);
		group.push(use);
	}

	const tokens = [...groups.values()]
		.map(describeToken)
		.filter(token => token !== undefined)
		.sort(
			(left, right) =>
				(rank[left.token.kind] ?? 0) - (rank[right.token.kind] ?? 0) ||
				(left.token.name < right.token.name ? -1 : 1),
		);
	const places = distinctBy(unknown, ({file, line, reason}) => `${file}:${line} ${reason}`);
	return {
		tokens,
		unknown: [...places].sort(byPath),
		leaks: files.flatMap(({path, reading}) => reading.leaks.map(line => ({file: path, line}))),
		complete: places.length === 0,
	};
};
