/**
 * GitHub Actions that are given a token, and what each needs. The rows stand in actions.json, one
 * action a line, each with the file and commit that it was read from.
 */
import data from './actions.json' with {type: 'json'};
import type {PermissionSet} from './endpoints.ts';
import type {ScopeName} from './scopes.ts';

/**
 * When something holds. An input that a workflow leaves out counts as the empty string, and the
 * defaults of the action are already allowed for. A value with an expression in it makes it possible.
 */
export type ActionCondition =
	/** The input (or variable: `env`) is set, or its value is as the other keys say. */
	| ({readonly input?: string; readonly env?: string} & {
			readonly equals?: string;
			readonly notEquals?: string;
			readonly anyOf?: readonly string[];
			/** Regular expressions. */
			readonly matches?: string;
			readonly notMatches?: string;
			readonly unset?: boolean;
	  })
	/** The workflow runs on one of the events. */
	| {readonly event: readonly string[]}
	/** The repository is private. */
	| {readonly private: boolean}
	/** The change touches files below this folder. */
	| {readonly paths: string}
	| {readonly all: readonly ActionCondition[]}
	| {readonly any: readonly ActionCondition[]}
	/** What no workflow file tells, in words. */
	| {readonly words: string};

/** One thing that an action does with its token. */
export type ActionNeed = {
	readonly permissions: PermissionSet;
	/** What it takes instead where it is about a pull request. */
	readonly ofPulls?: PermissionSet;
	/** The input with the number that tells what it is about. Unset, or left out: the event tells it. */
	readonly number?: string;
	/** What it does, without its subject: `opens the pull request`. */
	readonly why: string;
	/** Unset: always. */
	readonly when?: ActionCondition;
	/** Which of `tokenInputs` it is for. Unset: the first. */
	readonly token?: string;
};

/** Where an action takes a classic token only under a condition. */
export type ClassicWhen = {
	readonly when: ActionCondition;
	readonly scopes: readonly ScopeName[];
	/** What fine-grained tokens cannot do: as in `Operation`, or `not-owner`. */
	readonly gap?: string;
	readonly why: string;
	readonly token?: string;
};

/** An action that is given a token. */
export type Action = {
	/** `owner/name` or `owner/name/folder`, to be compared without letter case. */
	readonly action: string;
	/** Folders of the same action to which the row applies too. */
	readonly paths?: readonly string[];
	/** Inputs and environment variables that hold a token, the usual one first. */
	readonly tokenInputs: readonly string[];
	/** What is used when none is set: `github.token`. */
	readonly default?: string;
	/** Inputs that look like GitHub tokens and are none. */
	readonly notGitHub?: readonly string[];
	readonly needs: readonly ActionNeed[];
	/** Why no fine-grained token does, with the scopes that it takes. */
	readonly classicOnly?: string;
	readonly classicScopes?: readonly ScopeName[];
	readonly gap?: string;
	readonly classicWhen?: readonly ClassicWhen[];
	/** What no personal token can do (creating check runs), as a sentence, and when. Without `appWhen`: always. */
	readonly app?: string;
	readonly appWhen?: ActionCondition;
	/** The `permissions:` block that does for GITHUB_TOKEN, with hyphens. */
	readonly workflowPermissions?: {readonly [name: string]: string};
	readonly workflowPermissionsWhen?: ReadonlyArray<{
		readonly when: ActionCondition;
		readonly permissions: {readonly [name: string]: string};
	}>;
	/** The input that names another repository. */
	readonly otherRepository?: string;
	readonly otherRepositories?: {readonly owner?: string; readonly repositories?: string};
	/** It makes a token of an App: from `secretInputs`, given out as `tokenOutputs`, with what `asks` says. */
	readonly makesToken?: boolean;
	readonly secretInputs?: readonly string[];
	readonly tokenOutputs?: readonly string[];
	readonly asks?: string;
	/** The action whose token it pushes with. */
	readonly pushesWith?: string;
	/** The input whose script decides what is needed. */
	readonly readsScript?: string;
	/** The token needs no permission: it only raises the rate limit. */
	readonly rateLimitOnly?: boolean;
	/** A trap, as a sentence. */
	readonly note?: string;
	/** The file and commit that the row was read from. */
	readonly source: string;
	/** How sure its main need is. Rows on workflow files and team reviewers are inferred unless documented. */
	readonly certainty: 'documented' | 'read in source' | 'inferred';
};

/** Every action of the table, by name. */
export const actions = data.actions as unknown as readonly Action[];

let byName: ReadonlyMap<string, Action> | undefined;

/**
 * The row of what `uses:` names: `peter-evans/create-pull-request@v7`, with or without its version.
 * `undefined` for one that is not in the table, a local path or a container.
 */
export const findAction = (uses: string): Action | undefined => {
	byName ??= new Map(
		actions.flatMap(action =>
			['', ...(action.paths ?? []).map(path => `/${path}`)].map(
				path => [`${action.action}${path}`.toLowerCase(), action] as const,
			),
		),
	);
	return byName.get(uses.replace(/@.*$/s, '').toLowerCase());
};
