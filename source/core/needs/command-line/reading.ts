import type {PermissionSet} from '../../catalog/endpoints.ts';
import type {Need} from '../need.ts';
import type {Request} from '../read-request.ts';

/** How sure a reading is: said by its program's or GitHub's documentation, or as `GhCertainty`. */
export type Certainty = 'documented' | 'proved' | 'source' | 'inferred';

/** What is needed only if something is so. */
export type Condition = {
	readonly permissions: PermissionSet;
	/** What has to be so, as the end of a sentence: `a workflow file changes`. */
	readonly when: string;
};

/** What a command names of GitHub. What is computed when it runs is not there: see `computed`. */
export type Named = {
	/** The resource owner, where the command names one. */
	readonly owner?: string;
	/** Repositories that exist, as `owner/name`. */
	readonly repositories: readonly string[];
	/** The host, where it is not github.com. */
	readonly host?: string;
	/** What is named by something that is computed: `repository $REPO`. */
	readonly computed: readonly string[];
};

/** What one command asks of a token. */
export type CommandReading = Named & {
	/** The program with its verb, as its manual has it: `gh pr create`, `git push`. Safe to show. */
	readonly command: string;
	/**
	 * - `known`: `needs` is what it takes
	 * - `local`: it asks GitHub for nothing, or not with a token
	 * - `elsewhere`: nothing in it says that it is about GitHub; `reason` says what would
	 * - `unknown`: it is about GitHub, and `reason` says why its needs cannot be told
	 */
	readonly outcome: 'known' | 'local' | 'elsewhere' | 'unknown';
	/** Each has to be met. Empty unless `outcome` is `known`. */
	readonly needs: readonly Need[];
	readonly onlyIf: readonly Condition[];
	/** What else to know, as sentences. */
	readonly notes: readonly string[];
	readonly certainty: Certainty;
	/** Why it is unknown or elsewhere, as sentences. */
	readonly reason?: string;
	/** What it takes should it be about GitHub, where it is elsewhere and that is likely. */
	readonly perhaps?: Need;
	/** The commands beside it of programs that are not known, as they are written. */
	readonly strangers: readonly string[];
	/** The request that it makes, where it is one of the API's. */
	readonly request?: Request;
};

/** What a command names that tells neither owner nor repository, and has no computed part. */
export const nothingNamed: Named = {repositories: [], computed: []};

const blank = {
	...nothingNamed,
	...({needs: [], onlyIf: [], notes: [], strangers: [], certainty: 'documented'} as const),
};

/** A command that asks GitHub for nothing, or for nothing that a token is used for. */
export const localCommand = (command: string, ...notes: readonly string[]): CommandReading => ({
	...blank,
	command,
	outcome: 'local',
	notes,
});

/** A command that is not known to be about GitHub, with what would make it so. */
export const elsewhereCommand = (command: string, reason: string): CommandReading => ({
	...blank,
	command,
	outcome: 'elsewhere',
	reason,
});

/** A command that is about GitHub and cannot be told, with the reason as sentences. */
export const unknownCommand = (
	command: string,
	reason: string,
	named: Named = nothingNamed,
): CommandReading => ({...blank, ...named, command, outcome: 'unknown', reason});

/** A command with what it takes. */
export const knownCommand = (
	command: string,
	needs: readonly Need[],
	more: Partial<Omit<CommandReading, 'command' | 'needs' | 'outcome'>> = {},
): CommandReading => ({...blank, ...more, command, outcome: 'known', needs});
