import type {PermissionSet} from '../catalog/endpoints.ts';
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

/** Why a token has what it has, as `--json` prints it. Keys are left out when they say nothing. */
export type BecauseJson = {
	/** The need: an operation, a preset's title, a header's value. */
	readonly need: string;
	readonly title?: string;
	/** The permissions that cover it. */
	readonly permissions: PermissionSet;
	/** The scopes that cover it, for a classic token. */
	readonly scopes?: readonly ScopeName[];
	/** What would have been enough as well: `pull_requests=write`. */
	readonly alternatives: readonly string[];
	/** Why a fine-grained token does not do. */
	readonly reason?: string;
	/** What GitHub does not say in so many words. */
	readonly inferred?: string;
	readonly notes?: readonly string[];
};

/** One token, as `--json` prints it. */
export type TokenJson = {
	readonly type: 'fine-grained' | 'classic';
	/** All that it has, `byHand` included. */
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
	/** Those of `permissions` to tick by hand on GitHub's page, since no link is known to carry them. */
	readonly byHand?: PermissionSet;
	/** Whose the resource owner has to be. */
	readonly owner?: 'organization' | 'account';
	readonly because: readonly BecauseJson[];
};

/** One of the things that a text may mean, as `--json` prints it, with the least that it takes. */
export type ChoiceJson = {
	/** What `needs` reads as this choice alone. */
	readonly id: string;
	readonly title: string;
	/** The token that it takes: null where no personal token does it. */
	readonly type: 'fine-grained' | 'classic' | null;
	readonly permissions: PermissionSet;
	/** The scopes that it takes, where only a classic token does. */
	readonly scopes: readonly ScopeName[];
	/** What would be enough as well: `pull_requests=read`. */
	readonly alternatives: readonly string[];
	/** Why a fine-grained token, or any personal token, does not do. */
	readonly reason?: string;
};

/**
 * What `needs --json` prints. With one token, its type, permissions and scopes stand at the top.
 * With several, or none, `type` is null, and `tokens` lists each, so that no script takes a part
 * for the whole.
 */
export type NeedsJson = {
	readonly type: 'fine-grained' | 'classic' | 'workflow' | 'app' | 'none' | null;
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
	readonly byHand?: PermissionSet;
	readonly owner?: 'organization' | 'account';
	readonly because: readonly BecauseJson[];
	/** The scopes that the text says the token already has. null when it says nothing. */
	readonly present: {readonly scopes: readonly ScopeName[]} | null;
	/** The tokens, where one cannot do it. */
	readonly tokens: readonly TokenJson[];
	/** What the `permissions:` block takes, where the text speaks of a workflow's own GITHUB_TOKEN. */
	readonly workflow?: {readonly permissions: PermissionSet};
	/** What a text that was not sure may mean, best first. */
	readonly choices: readonly ChoiceJson[];
	/** One classic token that would do instead of several tokens; `inferred` where GitHub does not name its scopes. */
	readonly oneClassic?: OneClassic;
	/** What no personal token can do. */
	readonly impossible?: readonly {readonly need: string; readonly reason: string}[];
	/** What was not understood, or not surely: then with what it may mean, best first. */
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

/** What it takes where no personal token does it: a workflow's own token, an App, or no token at all. */
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

/** An answer, with what was read and not understood, as `--json` prints it. */
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
