import type {PermissionSet} from '../catalog/permission.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {
	type Because,
	leastNeeds,
	type NeedsAnswer,
	type OneClassic,
	type TokenAnswer,
} from './least.ts';
import type {Choice, NeedReading} from './need.ts';
import {type WorkflowAnswer, workflowNeeds} from './workflow-token.ts';

/** A need and how the token covers it, as `--json` prints it. Empty keys are left out. */
export type BecauseJson = {
	/** The need: an operation, a preset's title, a header's value. */
	readonly need: string;
	readonly title?: string;
	/** The permissions that cover it. */
	readonly permissions: PermissionSet;
	/** The scopes that cover it, for a classic token. */
	readonly scopes?: readonly ScopeName[];
	/** What would be enough as well: `pull_requests=write`. */
	readonly alternatives: readonly string[];
	/** Why a fine-grained token is not enough. */
	readonly reason?: string;
	/** What was inferred. */
	readonly inferred?: string;
	readonly notes?: readonly string[];
};

/** One token, as `--json` prints it. */
export type TokenJson = {
	readonly type: 'fine-grained' | 'classic';
	/** All permissions, including `byHand`. */
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
	/** The permissions to tick by hand on GitHub's page, since no link is known to contain them. */
	readonly byHand?: PermissionSet;
	/** The kind of the resource owner. */
	readonly owner?: 'organization' | 'account';
	readonly because: readonly BecauseJson[];
};

/** One of the meanings of a text, as `--json` prints it, with the least token for it. */
export type ChoiceJson = {
	/** A text that `needs` reads as this choice. */
	readonly id: string;
	readonly title: string;
	/** The type of the token: null when no personal token is enough. */
	readonly type: 'fine-grained' | 'classic' | null;
	readonly permissions: PermissionSet;
	/** The scopes, if it needs a classic token. */
	readonly scopes: readonly ScopeName[];
	/** What would be enough as well: `pull_requests=read`. */
	readonly alternatives: readonly string[];
	/** Why a fine-grained token, or any personal token, is not enough. */
	readonly reason?: string;
};

/**
 * What `needs --json` prints. For one token, its type, permissions and scopes are at the top level. For several or
 * none, `type` is null and `tokens` lists each, so that no script mistakes one of them for all.
 */
export type NeedsJson = {
	readonly type: 'fine-grained' | 'classic' | 'workflow' | 'app' | 'none' | null;
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
	readonly byHand?: PermissionSet;
	readonly owner?: 'organization' | 'account';
	readonly because: readonly BecauseJson[];
	/** The scopes that the token has according to the text. null when the text does not say. */
	readonly present: {readonly scopes: readonly ScopeName[]} | null;
	/** The tokens, if there is not exactly one. */
	readonly tokens: readonly TokenJson[];
	/** The `permissions:` block, if the text is about a workflow's own GITHUB_TOKEN. */
	readonly workflow?: {readonly permissions: PermissionSet};
	/** The possible meanings of a text, best first. */
	readonly choices: readonly ChoiceJson[];
	/** One classic token instead of several tokens. `inferred` when GitHub does not name its scopes. */
	readonly oneClassic?: OneClassic;
	/** The needs that no personal token meets. */
	readonly impossible?: readonly {readonly need: string; readonly reason: string}[];
	/** The parts that were not understood, or that have several meanings. */
	readonly unknown: readonly {
		readonly need: string;
		readonly reason: string;
		readonly choices?: readonly ChoiceJson[];
	}[];
	readonly notes?: readonly string[];
};

const becauseJson = ({need, permissions, scopes, alternatives}: Because): BecauseJson => ({
	need: need.name,
	...(need.title === undefined ? {} : {title: need.title}),
	permissions,
	...(scopes.length === 0 ? {} : {scopes}),
	alternatives,
	...(need.works === 'classic' && need.reason !== undefined ? {reason: need.reason} : {}),
	...(need.inferred === undefined ? {} : {inferred: need.inferred}),
	...(need.notes.length === 0 ? {} : {notes: need.notes}),
});

const tokenJson = (token: TokenAnswer): TokenJson =>
	token.type === 'classic'
		? {
				type: 'classic',
				permissions: {},
				scopes: token.scopes,
				because: token.because.map(becauseJson),
			}
		: {
				type: 'fine-grained',
				permissions: {...token.permissions, ...token.byHand} as PermissionSet,
				scopes: [],
				...(Object.keys(token.byHand).length === 0 ? {} : {byHand: token.byHand}),
				...(token.owner === undefined ? {} : {owner: token.owner}),
				because: token.because.map(becauseJson),
			};

const choiceJson = ({id, title, need}: Choice): ChoiceJson => {
	const {tokens, impossible} = leastNeeds([need]);
	const [because] = tokens.flatMap(token => token.because.map(becauseJson));
	const reason = because?.reason ?? impossible[0]?.reason;
	return {
		id,
		title,
		type: tokens[0]?.type ?? null,
		permissions: because?.permissions ?? {},
		scopes: because?.scopes ?? [],
		alternatives: because?.alternatives ?? [],
		...(reason === undefined ? {} : {reason}),
	};
};

/** Returns the kind of token when no personal token is enough: a workflow's own token, an App, or none. */
const withoutTokens = (
	{impossible}: NeedsAnswer,
	workflow: WorkflowAnswer | undefined,
): Pick<NeedsJson, 'type' | 'permissions' | 'scopes' | 'because'> => {
	const nothing = {permissions: {}, scopes: [], because: []} as const;
	const works = new Set(impossible.map(({need}) => need.works));
	if (works.size !== 1) return {type: null, ...nothing};
	if (workflow !== undefined && workflow.cannot.length === 0) {
		return {type: 'workflow', ...nothing, permissions: workflow.permissions};
	}

	return {type: works.has('app') ? 'app' : works.has('no-token') ? 'none' : null, ...nothing};
};

/** Converts an answer and its reading to what `--json` prints. */
export const needsJson = (reading: NeedReading, answer: NeedsAnswer): NeedsJson => {
	const tokens = answer.tokens.map(tokenJson);
	const [only] = tokens;
	const notes = [...new Set([...reading.notes, ...answer.notes])];
	const workflow = reading.fromWorkflow ? workflowNeeds(reading.needs) : undefined;
	return {
		...(only !== undefined && tokens.length === 1
			? only
			: tokens.length === 0
				? withoutTokens(answer, workflow)
				: {
						type: null,
						permissions: {},
						scopes: [],
						because: tokens.flatMap(token => token.because),
					}),
		present: reading.present === undefined ? null : {scopes: reading.present},
		tokens: tokens.length === 1 ? [] : tokens,
		...(workflow === undefined || Object.keys(workflow.permissions).length === 0
			? {}
			: {workflow: {permissions: workflow.permissions}}),
		choices: reading.choices.flatMap(({choices}) => choices.map(choiceJson)),
		...(answer.oneClassic === undefined ? {} : {oneClassic: answer.oneClassic}),
		...(answer.impossible.length === 0
			? {}
			: {impossible: answer.impossible.map(({need, reason}) => ({need: need.name, reason}))}),
		unknown: [
			...reading.unknown.map(({text, reason}) => ({need: text, reason})),
			...reading.choices.map(({text, choices}) => ({
				need: text,
				reason: 'This may mean several things: name one of the choices.',
				choices: choices.map(choiceJson),
			})),
		],
		...(notes.length === 0 ? {} : {notes}),
	};
};
