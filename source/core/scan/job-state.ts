import type {TokenName} from './use.ts';

/** The login of git: tokens, an SSH key, or unknown. */
export type GitLogin = {
	readonly tokens: readonly TokenName[];
	readonly isSsh?: boolean;
	/** `owner/name`, if it is not the repository of the workflow. */
	readonly repository?: string | undefined;
};

/** What the steps of a job leave behind for later steps. */
export type JobState = {
	/** The login of git in each checked-out folder, the latest last. */
	readonly git: Map<string, GitLogin>;
	/** Tokens for logging in, by registry: `ghcr.io`. */
	readonly registries: Map<string, readonly TokenName[]>;
	/** The registry that npm publishes to, from actions/setup-node or .npmrc. */
	npmRegistry?: string;
	/** The login of gh, if it does not come from a variable. */
	gh?: readonly TokenName[];
	/** Addresses of the remotes that a script sets, by name. */
	readonly remotes: Map<string, string>;
	/** Tokens that steps create: `steps.app.outputs.token`. */
	readonly stepTokens: Map<string, TokenName>;
	/** Variables that steps set for later steps, through GITHUB_ENV. */
	readonly env: Map<string, string>;
	/** Images that a step computes: `steps.meta` → its images. */
	readonly images: Map<string, string>;
};

/** Returns the state of a job before its first step. */
export const newJobState = (): JobState => ({
	git: new Map(),
	registries: new Map(),
	remotes: new Map(),
	stepTokens: new Map(),
	env: new Map(),
	images: new Map(),
});

/** Returns the login of git in a folder: that of its checkout, otherwise that of the latest one. */
export const gitLoginIn = ({git}: JobState, folder: string): GitLogin | undefined => {
	const wanted = folder.replace(/^\.\/|(?<!\/)\/+$/g, '');
	return git.get(wanted) ?? [...git.values()].at(-1);
};
