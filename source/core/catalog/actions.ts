/**
 * GitHub Actions that get a token, and what each needs. actions.json has one action a line, with the file and commit
 * that is its source.
 */

import data from './actions.json' with {type: 'json'};
import type {PermissionSet} from './permission.ts';
import type {ScopeName} from './scopes.ts';

/**
 * A condition on a step. An input that is not set is the empty string, since the table already includes the defaults
 * of the action. With an expression in the value, the condition may be met.
 */
export type ActionCondition =
	/** The input (or the variable `env`) is set, or its value is as the other keys say. */
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
	/** A condition in words that no workflow file can answer. */
	| {readonly words: string};

/** One thing that an action does with its token. */
export type ActionNeed = {
	readonly permissions: PermissionSet;
	/** The permissions instead, if it is about a pull request. */
	readonly ofPulls?: PermissionSet;
	/** The input with the number of the issue or pull request. By default, the event decides. */
	readonly number?: string;
	/** What it does, without its subject: `opens the pull request`. */
	readonly why: string;
	/** By default, always. */
	readonly when?: ActionCondition;
	/** Which of `tokenInputs` it is for. By default, the first. */
	readonly token?: string;
};

/** A condition under which an action needs a classic token. */
export type ClassicWhen = {
	readonly when: ActionCondition;
	readonly scopes: readonly ScopeName[];
	/** What fine-grained tokens cannot do: as in `Operation`, or `not-owner`. */
	readonly gap?: string;
	readonly why: string;
	readonly token?: string;
};

/** An action that gets a token. */
export type Action = {
	/** `owner/name` or `owner/name/folder`. Letter case does not count. */
	readonly action: string;
	/** Folders of the same action to which the row applies, too. */
	readonly paths?: readonly string[];
	/** Inputs and environment variables with a token, the usual one first. */
	readonly tokenInputs: readonly string[];
	/** The token when none is set: `github.token`. */
	readonly default?: string;
	/** Inputs that look like GitHub tokens, but are not. */
	readonly notGitHub?: readonly string[];
	readonly needs: readonly ActionNeed[];
	/** Why no fine-grained token is enough. `classicScopes` are the scopes then. */
	readonly classicOnly?: string;
	readonly classicScopes?: readonly ScopeName[];
	readonly gap?: string;
	readonly classicWhen?: readonly ClassicWhen[];
	/** What no personal token can do (creating check runs), as a sentence. `appWhen` is the condition, by default always. */
	readonly app?: string;
	readonly appWhen?: ActionCondition;
	/** The `permissions:` block for GITHUB_TOKEN, with hyphens. */
	readonly workflowPermissions?: {readonly [name: string]: string};
	readonly workflowPermissionsWhen?: ReadonlyArray<{
		readonly when: ActionCondition;
		readonly permissions: {readonly [name: string]: string};
	}>;
	/** The input that names another repository. */
	readonly otherRepository?: string;
	readonly otherRepositories?: {readonly owner?: string; readonly repositories?: string};
	/** Whether it makes the token of an App from `secretInputs`, as `tokenOutputs`, with the permissions in `asks`. */
	readonly makesToken?: boolean;
	readonly secretInputs?: readonly string[];
	readonly tokenOutputs?: readonly string[];
	readonly asks?: string;
	/** The action whose token it pushes with. */
	readonly pushesWith?: string;
	/** The input whose script decides what is needed. */
	readonly readsScript?: string;
	/** Whether the token needs no permission and only raises the rate limit. */
	readonly rateLimitOnly?: boolean;
	/** A note, as a sentence. */
	readonly note?: string;
	/** The file and commit that are its source. */
	readonly source: string;
	/** How certain its main need is. Needs for workflow files and team reviewers are inferred unless documented. */
	readonly certainty: 'documented' | 'read in source' | 'inferred';
};

/** Every action of the table, in the order of their names. */
export const actions = data.actions as unknown as readonly Action[];

let byName: ReadonlyMap<string, Action> | undefined;

/**
 * Finds the row of an action in `uses:`, such as `peter-evans/create-pull-request@v7`, with or without its version.
 * Undefined for an unknown action, a local path or a container.
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
