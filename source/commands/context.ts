import type {OpenResult} from '../platform/browser.ts';
import type {CopyResult} from '../platform/clipboard.ts';
import type {ProfileStore} from '../platform/profile-store.ts';
import type {RepositoryFacts} from '../platform/repository.ts';
import type {WizardAnswer, WizardOptions} from '../ui/wizard-options.ts';

/** The world as commands see it. cli.tsx hands in the real one, tests hand in one that remembers. */
export type Context = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The current folder, absolute. */
	readonly folder: string;
	readonly now: () => Date;
	/** Which of the standard streams are terminals. */
	readonly terminal: {readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean};
	/** Writes the result, and nothing else: standard output. */
	readonly printResult: (text: string) => void;
	/** Writes what the user is told beside the result: standard error. */
	readonly tell: (text: string) => void;
	readonly openStore: () => Promise<ProfileStore>;
	readonly openInBrowser: (link: string) => Promise<OpenResult>;
	readonly copyText: (text: string) => Promise<CopyResult>;
	readonly findRemotes: (hosts: readonly string[]) => Promise<RepositoryFacts>;
	/** The text of a file, or of standard input for `-`. Rejects with a told error. */
	readonly readText: (file: string) => Promise<string>;
	/** Resolves with `undefined` when the user left without finishing. */
	readonly askWizard: (options: WizardOptions) => Promise<WizardAnswer | undefined>;
};
