import type {GitHubAccess} from '../core/check/check-token.ts';
import type {NotStored} from '../core/check/deliver.ts';
import type {Delivery} from '../core/check/places.ts';
import type {Token} from '../core/check/token.ts';
import type {Environment} from '../core/environment.ts';
import type {OpenResult} from '../platform/browser.ts';
import type {CopyResult} from '../platform/clipboard.ts';
import type {FoundFolderProfiles, ReadFolderProfiles} from '../platform/folder-profiles.ts';
import type {ProfileStore} from '../platform/profile-store.ts';
import type {TokenSource} from '../platform/read-token.ts';
import type {RepositoryFacts} from '../platform/repository.ts';
import type {SourceFile, SourceFilesOptions} from '../platform/source-files.ts';
import type {WizardAnswer, WizardOptions} from '../ui/wizard-options.ts';

/** Everything outside the program that commands use. Tests pass a context that records what happened. */
export type Context = {
	/** The program's own version. */
	readonly version: string;
	readonly environment: Environment;
	readonly now: () => Date;
	/** Which of the standard streams are terminals. */
	readonly terminal: {readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean};
	/** The width of standard output and standard error, in cells: 80 where that is no terminal. */
	readonly width: {readonly stdout: number; readonly stderr: number};
	/** The height of the terminal on standard error, in lines: 24 where there is none. */
	readonly height: {readonly stderr: number};
	/** Prints the result on standard output. Throws a PatWizardError when it cannot. */
	readonly printResult: (text: string) => void;
	/** Prints a message for the user on standard error. Never throws. */
	readonly printMessage: (text: string) => void;
	/** Opens the saved profiles: the same store at every call. */
	readonly openStore: () => Promise<ProfileStore>;
	/** Finds the profiles in the repository around the current folder. */
	readonly findFolderProfiles: (read: ReadFolderProfiles) => Promise<FoundFolderProfiles>;
	readonly openInBrowser: (link: string) => Promise<OpenResult>;
	readonly copyText: (text: string) => Promise<CopyResult>;
	/** Finds the remotes of the repository around a file or folder, by default the current folder. */
	readonly findRemotes: (hosts: readonly string[], path?: string) => Promise<RepositoryFacts>;
	/** Reads the files in folders, see `readSourceFiles`. */
	readonly readSources: (
		paths: readonly string[],
		options: Pick<SourceFilesOptions, 'wants' | 'onProgress'>,
	) => AsyncIterable<SourceFile>;
	/** Reads the text of a file, or of standard input for `-`. Rejects with a PatWizardError. */
	readonly readText: (file: string) => Promise<string>;
	/** Runs work that stops only where it can say what it did. Ctrl+C and signals abort `stop`. */
	readonly stoppable: <Result>(work: (stop: AbortController) => Promise<Result>) => Promise<Result>;
	/** Reads a token. Resolves with `undefined` when the user cancelled. Rejects with a PatWizardError without one. */
	readonly readToken: (source: TokenSource, stop: AbortController) => Promise<Token | undefined>;
	/** Runs work during which Ctrl+C at the terminal aborts `stop`, and Esc calls `leave`. */
	readonly stopByKeys: <Result>(
		stop: AbortController,
		work: () => Promise<Result>,
		leave: () => void,
	) => Promise<Result>;
	/** Asks for a line of text at the terminal. Resolves with `undefined` when the user cancelled. */
	readonly askLine: (question: string, stop: AbortController) => Promise<string | undefined>;
	/** Returns the functions that ask GitHub with a token, and the names of the hosts that they ask. */
	readonly askGitHub: (
		token: Token,
		host: string,
		stop: AbortController,
	) => Promise<Omit<GitHubAccess, 'now'> & {readonly hosts: readonly string[]}>;
	/** Passes a token to the programs of a place. `mayReplace` allows overwriting. Never rejects. */
	readonly deliverToken: (
		token: Token,
		delivery: Delivery,
		mayReplace: boolean,
		stop: AbortController,
	) => Promise<NotStored | undefined>;
	/** Runs the wizard. Resolves with `undefined` when the user cancelled. */
	readonly askWizard: (options: WizardOptions) => Promise<WizardAnswer | undefined>;
};
