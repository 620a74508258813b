import type {Answers} from '../core/profile/answers.ts';
import type {FolderProfile, Profile, SavedProfile} from '../core/profile/profile.ts';
import type {Remote} from '../core/profile/remotes.ts';

/** A token that the code of the current repository needs. */
export type ScannedToken = {
	readonly id: string;
	readonly title: string;
	readonly profile: Profile;
	/** Other facts about it, as sentences without a full stop. */
	readonly facts: readonly string[];
};

/** What was read of that code. `tokens` is unset until all of it was read. */
export type Scan = {readonly said: string; readonly tokens?: readonly ScannedToken[]};

/** What the wizard starts from, and how it reaches the world while it runs. */
export type WizardOptions = {
	/** The answers that options gave. They are not asked, but can be changed. */
	readonly answers: Answers;
	/**
	 * Where to start: at the first question without an answer (with the saved profiles before it, when
	 * there are any and no answer was given), or at Review.
	 */
	readonly start: 'questions' | 'review';
	readonly saved: readonly SavedProfile[];
	/** The profiles that the current repository carries in its `pat-wizard.json`. */
	readonly folderProfiles: readonly FolderProfile[];
	/** What the user should know before the first question, such as an unreadable file. One sentence. */
	readonly notice?: string | undefined;
	/** The repositories on GitHub that the current folder's git remotes name. */
	readonly suggestions: readonly Remote[];
	readonly defaultHost: string;
	/** The login that git's settings name as the user's own on GitHub (`github.user`). */
	readonly login?: string | undefined;
	readonly now: () => Date;
	/** Whether profiles can be saved. They cannot when their file cannot be read. */
	readonly canSave: boolean;
	/** Reads the code of the current repository until `stop` aborts. Unset outside of one on GitHub. */
	readonly scanFolder?: ((report: (scan: Scan) => void, stop: AbortSignal) => void) | undefined;
	/** Puts a text on the clipboard and says how it went, as a sentence without a full stop. */
	readonly copy: (text: string) => Promise<string>;
	/** Renames a saved profile. Rejects with a PatWizardError. */
	readonly rename: (from: string, to: string) => Promise<void>;
	/** Removes a saved profile. Rejects with a PatWizardError. */
	readonly remove: (name: string) => Promise<void>;
};

/** What the user decided at Review. */
export type WizardAnswer = {
	/** It has a name (`profile.profile`) when it is to be saved. */
	readonly profile: Profile;
	readonly open: boolean;
	readonly save: boolean;
	/** Whether to ask for the token after the page was opened, check it, and store it. */
	readonly store?: boolean;
	/** The name of the saved profile that saving may replace: it was opened for editing, or the user agreed. */
	readonly replaces?: string | undefined;
	/** Facts about the token beside its answers, as sentences without a full stop. */
	readonly facts?: readonly string[];
};
