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
	readonly permissions: PermissionSet;
	/** The scopes that it takes, where only a classic token does. */
	readonly scopes?: readonly ScopeName[];
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
	readonly type: 'fine-grained' | 'classic' | null;
	readonly permissions: PermissionSet;
	readonly scopes: readonly ScopeName[];
	readonly byHand?: PermissionSet;
	readonly owner?: 'organization' | 'account';
	readonly because: readonly BecauseJson[];
	/** The tokens, when they are not exactly one. */
	readonly tokens?: readonly TokenJson[];
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
		permissions: because?.permissions ?? {},
		...(because?.scopes === undefined ? {} : {scopes: because.scopes}),
		alternatives: because?.alternatives ?? [],
		...(reason === undefined ? {} : {reason}),
	};
};

/** An answer, with what was read and not understood, as `--json` prints it. */
export const needsJson = (reading: NeedReading, answer: NeedsAnswer): NeedsJson => {
	const tokens = answer.tokens.map(tokenJson);
	const [only] = tokens;
	const notes = [...new Set([...reading.notes, ...answer.notes])];
	return {
		...(only !== undefined && tokens.length === 1
			? only
			: {
					type: null,
					permissions: {},
					scopes: [],
					because: tokens.flatMap(token => token.because),
					tokens,
				}),
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
