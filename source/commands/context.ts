import type {Asks} from '../core/check/check-token.ts';
import type {Delivery} from '../core/check/places.ts';
import type {OpenResult} from '../platform/browser.ts';
import type {CopyResult} from '../platform/clipboard.ts';
import type {FoundFolderProfiles, ReadFolderProfiles} from '../platform/folder-profiles.ts';
import type {NotStored} from '../platform/places.ts';
import type {ProfileStore} from '../platform/profile-store.ts';
import type {TokenSource} from '../platform/read-token.ts';
import type {RepositoryFacts} from '../platform/repository.ts';
import type {SourceFile, SourceFilesOptions} from '../platform/source-files.ts';
import type {Token} from '../platform/token.ts';
import type {WizardAnswer, WizardOptions} from '../ui/wizard-options.ts';

/** The world as commands see it. cli.tsx hands in the real one, tests hand in one that remembers. */
export type Context = {
	/** The program's own version. */
	readonly version: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly now: () => Date;
	/** Which of the standard streams are terminals. */
	readonly terminal: {readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean};
	/** How many cells fit on a line of standard output and standard error: 80 where that is no terminal. */
	readonly width: {readonly stdout: number; readonly stderr: number};
	/** How many lines the terminal shows: 24 where there is none. */
	readonly rows: number;
	/** Writes the result, and nothing else: standard output. Throws a PatWizardError when it cannot. */
	readonly printResult: (text: string) => void;
	/** Writes what is for the user beside the result: standard error. Never throws. */
	readonly tell: (text: string) => void;
	/** The saved profiles: the same store at every call. */
	readonly openStore: () => Promise<ProfileStore>;
	/** The profiles that the repository around the current folder carries. */
	readonly findFolderProfiles: (read: ReadFolderProfiles) => Promise<FoundFolderProfiles>;
	readonly openInBrowser: (link: string) => Promise<OpenResult>;
	readonly copyText: (text: string) => Promise<CopyResult>;
	/** The remotes of the repository around a file or folder, by default around the current one. */
	readonly findRemotes: (hosts: readonly string[], path?: string) => Promise<RepositoryFacts>;
	/** The files of folders that are of use, see `readSourceFiles`. */
	readonly readSources: (
		paths: readonly string[],
		options: Pick<SourceFilesOptions, 'wants' | 'onProgress'>,
	) => AsyncIterable<SourceFile>;
	/** The text of a file, or of standard input for `-`. Rejects with a PatWizardError. */
	readonly readText: (file: string) => Promise<string>;
	/** Does work that may stop only where it can say what it did: Ctrl+C and signals abort `stop`. */
	readonly stoppable: <Result>(work: (stop: AbortController) => Promise<Result>) => Promise<Result>;
	/** Takes a token. Resolves with `undefined` when the user left the prompt; rejects with a PatWizardError when there is none. */
	readonly readToken: (source: TokenSource, stop: AbortController) => Promise<Token | undefined>;
	/** Does work during which Ctrl+C at the terminal aborts `stop`, and Esc does what `leave` does. */
	readonly stopByKeys: <Result>(
		stop: AbortController,
		work: () => Promise<Result>,
		leave: () => void,
	) => Promise<Result>;
	/** Asks for a line of text at the terminal. Resolves with `undefined` when the user left it. */
	readonly askLine: (question: string, stop: AbortController) => Promise<string | undefined>;
	/** How GitHub is asked with a token, and the names of the hosts that are asked. */
	readonly askGitHub: (
		token: Token,
		host: string,
		stop: AbortController,
	) => Promise<Pick<Asks, 'api' | 'git'> & {readonly hosts: readonly string[]}>;
	/** Hands a token to the programs of a place; `mayReplace` allows to overwrite what is there. Never rejects. */
	readonly deliverToken: (
		token: Token,
		delivery: Delivery,
		mayReplace: boolean,
		stop: AbortController,
	) => Promise<NotStored | undefined>;
	/** Resolves with `undefined` when the user left without finishing. */
	readonly askWizard: (options: WizardOptions) => Promise<WizardAnswer | undefined>;
};
