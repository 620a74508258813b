import type {PermissionSet} from '../../catalog/permission.ts';
import type {Need} from '../need.ts';
import type {Request} from '../read-request.ts';

/** How certain a reading is: documented by the program or by GitHub, or as in `GhCertainty`. */
export type Certainty = 'documented' | 'proved' | 'source' | 'inferred';

/** Permissions that are needed only under a condition. */
export type Condition = {
	readonly permissions: PermissionSet;
	/** The condition, as the end of a sentence: `a workflow file changes`. */
	readonly when: string;
};

/** The names in a command. */
export type Named = {
	/** The resource owner, if the command names one. */
	readonly owner?: string;
	/** Repositories as `owner/name`. */
	readonly repositories: readonly string[];
	/** The host, if it is not github.com. */
	readonly host?: string;
	/** The names that are not known before the command runs: `repository $REPO`. */
	readonly computed: readonly string[];
};

/** What a command needs. */
export type CommandReading = Named & {
	/** The program with its verb: `gh pr create`, `git push`. Safe to show. */
	readonly command: string;
	/**
	 * - `known`: `needs` is what it needs
	 * - `local`: it sends GitHub no request with a token
	 * - `elsewhere`: it may not be about GitHub; `reason` says why
	 * - `unknown`: it is about GitHub, and `reason` says why its needs are unknown
	 */
	readonly outcome: 'known' | 'local' | 'elsewhere' | 'unknown';
	/** Each has to be met. Empty unless `outcome` is `known`. */
	readonly needs: readonly Need[];
	readonly onlyIf: readonly Condition[];
	/** Other facts, as sentences. */
	readonly notes: readonly string[];
	readonly certainty: Certainty;
	/** Why it is unknown or elsewhere, as sentences. */
	readonly reason?: string;
	/** What an `elsewhere` command probably needs if it is about GitHub. */
	readonly perhaps?: Need;
	/** Other commands in the same line, of unknown programs, as written. */
	readonly unreadCommands: readonly string[];
	/** Its request to the API. Unset when it sends another one or none. */
	readonly request?: Request;
};

/** The names of a command that names nothing. */
const nothingNamed: Named = {repositories: [], computed: []};

const blank = {
	...nothingNamed,
	...({needs: [], onlyIf: [], notes: [], unreadCommands: [], certainty: 'documented'} as const),
};

/** Makes the reading of a command that sends GitHub no request with a token. */
export const localCommand = (command: string, ...notes: readonly string[]): CommandReading => ({
	...blank,
	command,
	outcome: 'local',
	notes,
});

/** Makes the reading of a command that may not be about GitHub. */
export const elsewhereCommand = (command: string, reason: string): CommandReading => ({
	...blank,
	command,
	outcome: 'elsewhere',
	reason,
});

/** Makes the reading of a command that is about GitHub and whose needs are unknown. `reason` is one or more sentences. */
export const unknownCommand = (
	command: string,
	reason: string,
	named: Named = nothingNamed,
): CommandReading => ({...blank, ...named, command, outcome: 'unknown', reason});

/** Makes the reading of a command with its needs. */
export const knownCommand = (
	command: string,
	needs: readonly Need[],
	more: Partial<Omit<CommandReading, 'command' | 'needs' | 'outcome'>> = {},
): CommandReading => ({...blank, ...more, command, outcome: 'known', needs});
