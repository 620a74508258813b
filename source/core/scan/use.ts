import type {PermissionSet} from '../catalog/endpoints.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import type {Need} from '../needs/need.ts';

/**
 * What a token is, as far as its place shows:
 * - `secret`: a secret of GitHub Actions
 * - `workflow`: the `GITHUB_TOKEN` of a workflow
 * - `app`: made by a step with the key of a GitHub App
 * - `variable`: an environment variable, or an expression of the code
 * - `client`: a client or program whose token is unknown
 */
export type TokenKind = 'secret' | 'workflow' | 'app' | 'variable' | 'client';

/** A token by the name that the code gives it: never its value. */
export type TokenName = {
	readonly kind: TokenKind;
	/** `secrets.NAME`, `GITHUB_TOKEN`, `steps.ID.outputs.token`, `GH_TOKEN`, `octokit`. */
	readonly name: string;
	/** The environment of GitHub Actions whose job uses the secret. */
	readonly environment?: string | undefined;
	/** Whether it is a secret of Dependabot, which has its own. */
	readonly isOfDependabot?: boolean;
};

/** What is needed only under a condition that the file does not decide. */
export type Conditional = {
	readonly permissions: PermissionSet;
	readonly scopes?: readonly ScopeName[];
	/** `the pushed commits change files under .github/workflows`. */
	readonly when: string;
};

/** One place where a token is used. */
export type Use = {
	readonly token: TokenName;
	/** Counted from 1. */
	readonly line: number;
	/** The operation, command or action: `POST /repos/{owner}/{repo}/issues`, `git push`. */
	readonly from: string;
	readonly needs: readonly Need[];
	/** What `GITHUB_TOKEN` needs instead, where it differs from what `needs` says. */
	readonly workflow?: PermissionSet;
	readonly onlyIf?: readonly Conditional[];
	/** The resource owner that the place names. */
	readonly owner?: string | undefined;
	/** `owner/name`, where the place names it. */
	readonly repository?: string | undefined;
	/** What to know besides, as sentences. */
	readonly notes?: readonly string[];
	/**
	 * Set where the token is the one of another file that comes here for it: it counts where that file says
	 * so, and nowhere else. `npm publish` takes its registry from package.json.
	 */
	readonly isOfCaller?: boolean;
	/** The part of the file that it stands in, where its parts are run one by one: a script of package.json. */
	readonly part?: string;
};

/** A place that gets a token, or calls GitHub, and could not be determined. */
export type Unknown = {
	readonly line: number;
	/** What stands there. Not yet safe to show. */
	readonly text: string;
	/** Why it could not be determined, as a sentence without a full stop. */
	readonly reason: string;
};

/** A token handed to code elsewhere: answered when that file was read, unknown otherwise. */
export type HandedOn = Unknown & {
	/** Path of the file from the folder that is scanned, without its ending where the code leaves it out. */
	readonly path: string;
	/** The token by the variable or parameter that it arrives as. */
	readonly tokens: ReadonlyMap<string, TokenName>;
	/** Whether it is no loss where the file is not there. */
	readonly isOptional?: boolean;
	/** The part of the file that gets it, as in `Use`. Unset: all of it. */
	readonly part?: string | undefined;
	/**
	 * Set where the file hands on whatever it is given itself, from a part of it: `node a.js` in a script.
	 * Without a path it is a program of which nothing is known.
	 */
	readonly passesOn?: {readonly part?: string | undefined};
};

/** A program in another language inside of a file: its reader is loaded when it is met. */
export type InlineProgram = {
	readonly language: 'python' | 'javascript' | 'ruby' | 'shell';
	readonly text: string;
	readonly firstLine: number;
	/** The token that an environment variable holds. */
	readonly variable: (name: string) => TokenName;
};

/** What was read of one file. */
export type FileReading = {
	readonly uses: readonly Use[];
	readonly unknown: readonly Unknown[];
	readonly handedOn: readonly HandedOn[];
	/** Programs that are still to be read. */
	readonly inline: readonly InlineProgram[];
	/** Lines that hold a token itself. */
	readonly leaks: readonly number[];
	/** Lines that build a link to GitHub's form. */
	readonly links: readonly number[];
	/** The tokens of the clients that other files may import, by name. */
	readonly clients?: ReadonlyMap<string, TokenName>;
	/** What it has to ask GitHub with and seems not to use: unknown where no other file is seen to import it. */
	readonly unseen?: Unknown | undefined;
	/** Files that names are imported from, without their endings where the code leaves them out. */
	readonly imports?: ReadonlyMap<string, string>;
};

/** What is read of a file that does not use GitHub. */
export const emptyReading: FileReading = {
	uses: [],
	unknown: [],
	handedOn: [],
	inline: [],
	leaks: [],
	links: [],
};

/** Several readings of parts of one file as one. */
export const joinReadings = (readings: readonly FileReading[]): FileReading => ({
	...readings[0],
	uses: readings.flatMap(reading => reading.uses),
	unknown: readings.flatMap(reading => reading.unknown),
	handedOn: readings.flatMap(reading => reading.handedOn),
	inline: readings.flatMap(reading => reading.inline),
	leaks: readings.flatMap(reading => reading.leaks),
	links: readings.flatMap(reading => reading.links),
});

/** Collects what a reader finds, in the order in which it is found. */
export const createFindings = () => {
	const uses: Use[] = [];
	const unknown: Unknown[] = [];
	const handedOn: HandedOn[] = [];
	const inline: InlineProgram[] = [];
	const links: number[] = [];
	let names: Pick<FileReading, 'clients' | 'imports'> = {};
	return {
		names: (found: Pick<FileReading, 'clients' | 'imports'>): void => {
			names = found;
		},
		use: (use: Use): void => void uses.push(use),
		unknown: (line: number, text: string, reason: string): void =>
			void unknown.push({line, text, reason}),
		handOn: (handed: HandedOn): void => void handedOn.push(handed),
		inline: (program: InlineProgram): void => void inline.push(program),
		link: (line: number): void => void links.push(line),
		add: (reading: FileReading): void => {
			uses.push(...reading.uses);
			unknown.push(...reading.unknown);
			handedOn.push(...reading.handedOn);
			inline.push(...reading.inline);
			links.push(...reading.links);
		},
		reading: (): FileReading => ({uses, unknown, handedOn, inline, leaks: [], links, ...names}),
	};
};

/** What `createFindings` gives a reader. */
export type Findings = ReturnType<typeof createFindings>;
