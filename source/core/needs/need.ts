import {
	type Operation,
	type OperationMatch,
	operationName,
	type WorksWith,
} from '../catalog/endpoints.ts';
import type {AccessLevel, PermissionSet} from '../catalog/permission.ts';
import {findUndocumentedPermission} from '../catalog/permission-facts.ts';
import {findPermission} from '../catalog/permissions.ts';
import {isPlaceholderName} from '../catalog/placeholders.ts';
import {grantsOf, type Preset, scopesOf} from '../catalog/presets.ts';
import type {ScopeName} from '../catalog/scopes.ts';

/** The source of a need. */
export type NeedKind =
	| 'operation'
	| 'command'
	| 'header'
	| 'message'
	| 'preset'
	| 'permission'
	| 'scope';

/** Something that a token has to allow, and every grant that allows it. */
export type Need = {
	readonly kind: NeedKind;
	/** Its name: `POST /repos/{owner}/{repo}/issues`, a preset's title, `contents=write`. Safe to show. */
	readonly name: string;
	/** What it does, in GitHub's words or ours: `Create an issue`. */
	readonly title?: string;
	readonly works: WorksWith;
	/** Permission sets, each of which is enough, best first. With an empty set, no permission is needed. */
	readonly anyOf: readonly PermissionSet[];
	/** Lists of scopes, each of which is enough for a classic token. Empty when none is known. */
	readonly scopes: readonly (readonly ScopeName[])[];
	/** Why a fine-grained token, or any personal token, is not enough, as a sentence. */
	readonly reason?: string;
	/** What was inferred, as a sentence. Unset when GitHub says everything itself. */
	readonly inferred?: string;
	/** Other facts, as sentences. */
	readonly notes: readonly string[];
	/** The account that the text names as the owner, unless it is a placeholder. */
	readonly owner?: string;
	/** The repository that the text names, as `owner/name`. */
	readonly repository?: string;
};

/** One of several meanings of a text. */
export type Choice = {
	readonly kind: 'preset' | 'operation' | 'permission';
	/** A preset's id, an operation (`POST /gists`), or `permission=level`. `readNeed` reads it as this choice. */
	readonly id: string;
	readonly title: string;
	readonly need: Need;
};

/** A text with several possible meanings, best first. */
export type Choices = {
	/** The text, safe to show. */
	readonly text: string;
	readonly choices: readonly Choice[];
};

/** The needs in a text. */
export type NeedReading = {
	readonly needs: readonly Need[];
	readonly choices: readonly Choices[];
	/** The parts that were not understood, and why as a sentence. Safe to show. */
	readonly unknown: readonly {readonly text: string; readonly reason: string}[];
	/** Facts in the text that permissions do not change, as sentences. */
	readonly notes: readonly string[];
	/** The classic scopes that the token has, if the text says so. Empty when the text says that it has none. */
	readonly present?: readonly ScopeName[];
	/** Set when the text is about a workflow's own GITHUB_TOKEN or about an App. */
	readonly fromWorkflow?: true;
};

/** A reading without anything. */
export const emptyReading: NeedReading = {needs: [], choices: [], unknown: [], notes: []};

const changesWorkflows = (path: string): boolean =>
	/^\.github\/workflows\//i.test(path.replace(/^\/+/, ''));

/** Placeholders in lower case that documentation uses for names. */
const placeholders = new Set([
	'owner',
	'org',
	'organization',
	'username',
	'user',
	'login',
	'name',
	'repo',
	'repository',
]);

const isRealName = (value: string): boolean =>
	!placeholders.has(value.toLowerCase()) && !isPlaceholderName(value);

const ownerOf = ({owner, org}: {readonly [name: string]: string}): string | undefined => {
	const value = owner ?? org ?? '';
	const isLogin = /^[a-z\d](?:[a-z\d-]{0,38})$/i.test(value);
	return isLogin && isRealName(value) ? value : undefined;
};

const repositoryOf = (parameters: {readonly [name: string]: string}): string | undefined => {
	const owner = ownerOf(parameters);
	const repo = (parameters.repo ?? '').replace(/\.git$/, '');
	return owner !== undefined && /^[\w.-]{1,100}$/.test(repo) && isRealName(repo)
		? `${owner}/${repo}`
		: undefined;
};

const workflowNote =
	'Where it touches files under .github/workflows, it takes workflows=write as well.';

const inferredOf = (operation: Operation): string | undefined => {
	if (!operation.inferred) return undefined;
	return operation.note ?? operation.reason ?? 'GitHub does not say this in so many words.';
};

/** Returns the need for an operation. A path below .github/workflows needs more. */
export const needOfOperation = ({operation, parameters}: OperationMatch): Need => {
	const withWorkflows = operation.anyOf.filter(set => set.workflows !== undefined);
	const touchesWorkflows = changesWorkflows(parameters.path ?? '') && withWorkflows.length > 0;
	const inferred = inferredOf(operation);
	const owner = ownerOf(parameters);
	const repository = repositoryOf(parameters);
	return {
		kind: 'operation',
		name: operationName(operation),
		title: operation.title,
		works: operation.works,
		anyOf:
			operation.works === 'any-token' ? [{}] : touchesWorkflows ? withWorkflows : operation.anyOf,
		scopes:
			operation.works === 'any-token'
				? [[]]
				: touchesWorkflows
					? operation.scopes.map(list => [...list, 'workflow'])
					: operation.scopes,
		notes: [
			...(operation.note !== undefined && operation.note !== inferred ? [operation.note] : []),
			...(withWorkflows.length > 0 && !touchesWorkflows ? [workflowNote] : []),
			...(operation.public ? ['It needs no permission where only public data is asked for.'] : []),
			...(operation.gap === 'packages' && /package/.test(operation.path)
				? [
						'Packages of registries that follow a repository (npm in part, Maven, RubyGems) take the repo scope too.',
					]
				: []),
		],
		...(operation.reason === undefined ? {} : {reason: operation.reason}),
		...(inferred === undefined ? {} : {inferred}),
		...(owner === undefined ? {} : {owner}),
		...(repository === undefined ? {} : {repository}),
	};
};

const plainNeeds = new WeakMap<Operation, Need>();

/** Returns the need for an operation with unknown parameters. It is the same object at every call. */
export const needOf = (operation: Operation): Need => {
	const need = plainNeeds.get(operation) ?? needOfOperation({operation, parameters: {}});
	plainNeeds.set(operation, need);
	return need;
};

/** Returns the need of a task. */
export const needOfPreset = (preset: Preset): Need => ({
	kind: 'preset',
	name: preset.title,
	title: preset.summary,
	works: preset.type === 'classic' ? 'classic' : 'permissions',
	anyOf: preset.type === 'classic' ? [] : [grantsOf(preset) as PermissionSet],
	scopes: preset.type === 'classic' ? [scopesOf(preset)] : [],
	notes: preset.notes ?? [],
	...(preset.type === 'classic' ? {reason: preset.whyClassic} : {}),
});

/** Returns the need for one permission at a level. */
export const needOfPermission = (permission: string, level: AccessLevel): Need => {
	const known = findPermission(permission) ?? findUndocumentedPermission(permission);
	return {
		kind: 'permission',
		name: `${permission}=${level}`,
		...(known === undefined ? {} : {title: `${known.displayName}: ${level}`}),
		works: 'permissions',
		anyOf: [{[permission]: level}],
		scopes: [],
		notes: [],
	};
};

/** Returns the need for scopes of a classic token. Each of the lists is enough. */
export const needOfScopes = (
	name: string,
	scopes: readonly (readonly ScopeName[])[],
	reason: string,
): Need => ({kind: 'scope', name, works: 'classic', anyOf: [], scopes, reason, notes: []});
