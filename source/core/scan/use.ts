import type {PermissionSet} from '../catalog/permission.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import type {Need} from '../needs/need.ts';

/**
 * The kind of a token, as far as its place shows:
 * - `secret`: a secret of GitHub Actions
 * - `workflow`: the `GITHUB_TOKEN` of a workflow
 * - `app`: made by a step with the key of a GitHub App
 * - `variable`: an environment variable, or an expression of the code
 * - `client`: a client or program whose token is unknown
 */
export type TokenKind = 'secret' | 'workflow' | 'app' | 'variable' | 'client';

/** A token, by the name that the code gives it, never by its value. */
export type TokenName = {
	readonly kind: TokenKind;
	/** `secrets.NAME`, `GITHUB_TOKEN`, `steps.ID.outputs.token`, `GH_TOKEN`, `octokit`. */
	readonly name: string;
	/** The environment of GitHub Actions whose job uses the secret. */
	readonly environment?: string | undefined;
	/** Whether it is one of Dependabot's own secrets. */
	readonly isOfDependabot?: boolean;
};

/** What is needed only under a condition. The file does not decide it. */
export type Conditional = {
	readonly permissions: PermissionSet;
	readonly scopes?: readonly ScopeName[];
	/** The condition: `the pushed commits change files under .github/workflows`. */
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
	/** What `GITHUB_TOKEN` needs instead, if that differs from `needs`. */
	readonly workflow?: PermissionSet;
	readonly onlyIf?: readonly Conditional[];
	/** The resource owner that the place names. */
	readonly owner?: string | undefined;
	/** `owner/name`, where the place names it. */
	readonly repository?: string | undefined;
	/** Other sentences about the use. */
	readonly notes?: readonly string[];
	/**
	 * Set if the token comes from another file that uses this one. The use counts only where such a file passes
	 * a token. For example, `npm publish` takes its registry from package.json.
	 */
	readonly isOfCaller?: boolean;
	/** The part of the file that it belongs to, if its parts run separately: a script of package.json. */
	readonly part?: string;
};

/** A place that gets a token or calls GitHub, and that could not be determined. */
export type Unknown = {
	readonly line: number;
	/** The text of the place. It is not yet safe to show. */
	readonly text: string;
	/** The reason, as a sentence without a full stop. */
	readonly reason: string;
};

/** A token that is passed to code in another place. It is unknown if that file was not read. */
export type HandedOn = Unknown & {
	/** The path of the file, from the scanned folder. It lacks the ending if the code omits it. */
	readonly path: string;
	/** The tokens, by the variable or parameter that each arrives as. */
	readonly tokens: ReadonlyMap<string, TokenName>;
	/** Whether the file may be missing. */
	readonly isOptional?: boolean;
	/** The part of the file that gets it, as in `Use`. Unset for the whole file. */
	readonly part?: string | undefined;
	/**
	 * Set if a part of the file passes on whatever the file itself receives: `node a.js` in a script. Without
	 * a path, the program is unknown.
	 */
	readonly passesOn?: {readonly part?: string | undefined};
};

/** A program in another language inside of a file. It is read after the file. */
export type InlineProgram = {
	readonly language: 'python' | 'javascript' | 'ruby' | 'shell';
	readonly text: string;
	readonly firstLine: number;
	/** Returns the token that an environment variable holds. */
	readonly variable: (name: string) => TokenName;
};

/** What was found in one file. */
export type FileReading = {
	readonly uses: readonly Use[];
	readonly unknown: readonly Unknown[];
	readonly handedOn: readonly HandedOn[];
	/** Programs that are not yet read. */
	readonly inline: readonly InlineProgram[];
	/** Lines that contain the value of a token. */
	readonly leaks: readonly number[];
	/** Lines that build a link to GitHub's form. */
	readonly links: readonly number[];
	/** The tokens of the clients that other files may import, by name. */
	readonly clients?: ReadonlyMap<string, TokenName>;
	/** A client or an address of the API without a known use. It is unknown unless another file imports it. */
	readonly unseen?: Unknown | undefined;
	/** The file that each imported name comes from. It lacks the ending if the code omits it. */
	readonly imports?: ReadonlyMap<string, string>;
};

/** The reading of a file that does not use GitHub. */
export const emptyFileReading: FileReading = {
	uses: [],
	unknown: [],
	handedOn: [],
	inline: [],
	leaks: [],
	links: [],
};

/** Joins the readings of several parts of one file. */
export const joinFileReadings = (readings: readonly FileReading[]): FileReading => ({
	...readings[0],
	uses: readings.flatMap(reading => reading.uses),
	unknown: readings.flatMap(reading => reading.unknown),
	handedOn: readings.flatMap(reading => reading.handedOn),
	inline: readings.flatMap(reading => reading.inline),
	leaks: readings.flatMap(reading => reading.leaks),
	links: readings.flatMap(reading => reading.links),
});

/** Creates a collector for the findings of a reader. */
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

/** The collector that `createFindings` returns. */
export type Findings = ReturnType<typeof createFindings>;
