import type {TokenName} from './use.ts';

/** What git pushes with: tokens, or an SSH key, or nothing that is known. */
export type GitLogin = {
	readonly tokens: readonly TokenName[];
	readonly isSsh?: boolean;
	/** `owner/name`, where it is not the repository of the workflow. */
	readonly repository?: string | undefined;
};

/** What the steps of a job leave behind for those after them. */
export type JobState = {
	/** What git uses in each folder that was checked out, the last one last. */
	readonly git: Map<string, GitLogin>;
	/** Who is logged in at a registry: `ghcr.io`. */
	readonly registries: Map<string, readonly TokenName[]>;
	/** The registry that npm publishes to, from actions/setup-node or .npmrc. */
	npmRegistry?: string;
	/** What gh is logged in with, when that is not a variable. */
	gh?: readonly TokenName[];
	/** Addresses of remotes by name, where a script sets them. */
	readonly remotes: Map<string, string>;
	/** Tokens that steps made: `steps.app.outputs.token`. */
	readonly stepTokens: Map<string, TokenName>;
	/** Variables that steps set for those after them, through GITHUB_ENV. */
	readonly env: Map<string, string>;
	/** The images that a step works out: `steps.meta` → its images. */
	readonly images: Map<string, string>;
};

/** A job before its first step. */
export const newJobState = (): JobState => ({
	git: new Map(),
	registries: new Map(),
	remotes: new Map(),
	stepTokens: new Map(),
	env: new Map(),
	images: new Map(),
});

/** What git uses in a folder: of the checkout there, else of the last one. */
export const gitLoginIn = ({git}: JobState, folder: string): GitLogin | undefined => {
	const wanted = folder.replace(/^\.\/|(?<!\/)\/+$/g, '');
	return git.get(wanted) ?? [...git.values()].at(-1);
};
