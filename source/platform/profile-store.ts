import {renameSync} from 'node:fs';
import path from 'node:path';
import type {Environment} from '../core/environment.ts';
import {outsideError, PatWizardError} from '../core/errors.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {fileVersion} from '../core/profile/profiles-json.ts';
import {
	addProfiles,
	type Entries,
	type Notes,
	noteProfile,
	readEntries,
	removeProfiles,
	renameProfile,
} from '../core/profile/saved-entries.ts';
import {showText} from '../core/text/show.ts';
import {asOwner} from './as-owner.ts';
import {withLock} from './file-lock.ts';
import {configFolder, findHomeFolder, makeFolder} from './folders.ts';
import {
	canSetAside,
	checkOwner,
	explainSaving,
	type FoundFile,
	readProfileFile,
	replaceProfileFile,
	resolveSelf,
	resolveTarget,
	setAside,
} from './profile-file.ts';

/** What the store needs. */
export type StoreOptions = {
	/**
	 * The folder that holds `config.json`: the first save makes it, mode 0700. Throws a PatWizardError when there
	 * is none: the store is then empty, and every use of it throws that.
	 */
	readonly folder: () => string;
	/** The time, for the name of a broken file that is set aside. */
	readonly now: () => Date;
	/** How long another program that saves is waited for, in milliseconds: 10,000 unless given. */
	readonly patience?: number;
};

/** Whether the saved profiles can be used, and why not. */
export type StoreState = {readonly kind: 'ok'} | Exclude<FoundFile, {kind: 'ok'}>;

/** What a save did besides saving: the path a broken file was moved to, if there was one. */
export type SaveResult = {readonly setAside: string | undefined};

/**
 * The saved profiles. The file is read when something is first asked for, and after that only under the
 * lock of a change: every change reads, changes and replaces the file under a lock, once for all that it
 * changes, so that of two programs changing it at once neither loses anything.
 *
 * All but `state` and `problems` throw a PatWizardError (`outside`) when the file cannot be
 * read, is a newer version's, or cannot be written; then it is as it was before.
 */
export type ProfileStore = {
	/** The path of the file. */
	readonly file: string;
	/** Never throws. */
	readonly state: () => StoreState;
	/** The profiles in the order of the file. Entries that cannot be read are left out. */
	readonly list: () => readonly SavedProfile[];
	/** One sentence for each entry that `list` leaves out. Empty when the file cannot be read at all. */
	readonly problems: () => readonly string[];
	/**
	 * Adds profiles, all or none, or with `force` puts each in the place of the one with its name. With
	 * `force` a broken file is first set aside; a newer version's never is. Of a symbolic link to
	 * something broken it is the link that is set aside.
	 *
	 * @throws PatWizardError (`usage`) when a name is taken, or a profile could not be read again.
	 */
	readonly save: (
		profiles: readonly SavedProfile[],
		options?: {readonly force?: boolean},
	) => Promise<SaveResult>;
	/** @throws PatWizardError (`usage`) when there is no `from`, or `to` is taken and not forced. */
	readonly rename: (
		from: string,
		to: string,
		options?: {readonly force?: boolean},
	) => Promise<void>;
	/** All of them or none. @throws PatWizardError (`usage`) naming those that do not exist. */
	readonly remove: (names: readonly string[]) => Promise<void>;
	/**
	 * Changes what is noted of a profile, by what is noted by now. Gives back whether it is still there.
	 *
	 * @throws PatWizardError (`usage`) when it cannot be read any more.
	 */
	readonly note: (name: string, change: (profile: SavedProfile) => Notes) => Promise<boolean>;
};

const refusal = (file: string, found: FoundFile): PatWizardError | undefined => {
	if (found.kind === 'newer') {
		return outsideError(
			`${showText(file)} was written by a newer pat-wizard (version ${found.version} of the file; this one knows ${fileVersion})`,
			'Update pat-wizard, or choose another folder with PAT_WIZARD_CONFIG_DIR',
		);
	}
	return found.kind === 'broken'
		? outsideError(
				`The saved profiles in ${showText(file)} cannot be read: ${found.reason}`,
				canSetAside(file)
					? 'Repair or move that file, or save with --force, which sets it aside under a new name'
					: 'Repair that, or choose another folder with PAT_WIZARD_CONFIG_DIR',
			)
		: undefined;
};

/** Opens the user's own saved profiles, see `configFolder`. Touches nothing yet and never throws. */
export const openUserStore = (
	environment: Environment,
	platform: NodeJS.Platform,
	now: () => Date,
): ProfileStore =>
	openProfileStore({folder: () => configFolder(environment, platform, findHomeFolder()), now});

// Node has the system report a file that may not grow as an error of the write alone. With conf comes a
// handler (of when-exit) that ends the program over the signal which the system sends as well.
const surviveFileLimit = (): void => {
	if (process.platform !== 'win32') {
		process.removeAllListeners('SIGXFSZ');
		process.on('SIGXFSZ', () => {});
	}
};

/** Opens the saved profiles of a folder. Touches nothing yet. */
export const openProfileStore = ({folder, now, patience}: StoreOptions): ProfileStore => {
	const findFile = (): string => path.join(folder(), 'config.json');
	let seen: FoundFile | undefined;
	let read: ReturnType<typeof readEntries> | undefined;

	/** What was last seen of the file. */
	const look = (): FoundFile => {
		seen ??= readProfileFile(findFile());
		return seen;
	};

	const refuse = (found: FoundFile, force = false): void => {
		const refused = refusal(findFile(), found);
		if (refused !== undefined && !(force && found.kind === 'broken')) {
			throw refused;
		}
	};

	const entriesOf = (found: FoundFile): Entries => (found.kind === 'ok' ? found.entries : []);

	const readKnown = () => {
		read ??= readEntries(entriesOf(look()));
		return read;
	};

	/** What was there before: what is otherwise by now is another program's doing. */
	const seenBefore = (): Entries => entriesOf(look());

	const apply = (
		target: string,
		edit: (entries: Entries) => Entries,
		force: boolean,
		Conf: Parameters<typeof replaceProfileFile>[2],
	): SaveResult => {
		const found = readProfileFile(target);
		// What a link leads to is not ours to move.
		refuse(found, force && target === resolveSelf(findFile()));
		const before = entriesOf(found);
		const entries = edit(before);
		if (entries === before) {
			return {setAside: undefined};
		}
		checkOwner(target);
		const rest = found.kind === 'ok' ? found.rest : {};
		const aside = found.kind === 'broken' ? setAside(target, now()) : undefined;
		try {
			replaceProfileFile(target, {entries, rest}, Conf);
		} catch (error) {
			if (aside !== undefined) {
				renameSync(aside, target);
			}
			throw error;
		}
		seen = {kind: 'ok', entries, rest};
		read = undefined;
		return {setAside: aside};
	};

	const change = async (
		edit: (entries: Entries) => Entries,
		force = false,
	): Promise<SaveResult> => {
		const own = folder();
		const file = findFile();
		// Loaded before the lock is taken: nothing slow happens while it is held.
		const {default: Conf} = await import('conf');
		surviveFileLimit();
		try {
			const target = asOwner(own, () => {
				makeFolder(own);
				return resolveTarget(file);
			});
			// Where the file is a link, both its folder and the one that it leads to have to be the user's.
			const inTurn = <Result>(attempt: () => Result): Result =>
				asOwner(own, () => asOwner(path.dirname(target), attempt));
			const work = () => apply(target, edit, force, Conf);
			return await withLock(`${target}.lock`, work, {patience, inTurn});
		} catch (error) {
			throw explainSaving(error, file);
		}
	};

	const state = (): StoreState => {
		try {
			const found = look();
			return found.kind === 'ok' ? {kind: 'ok'} : found;
		} catch (error) {
			if (error instanceof PatWizardError) {
				return {kind: 'broken', reason: error.message};
			}
			throw error;
		}
	};

	return {
		get file() {
			return findFile();
		},

		state,

		list: () => {
			refuse(look());
			return readKnown().profiles;
		},

		problems: () => {
			const {problems} = state().kind === 'ok' ? readKnown() : {problems: []};
			return problems.map(
				({index, reason}) =>
					`Profile ${index + 1} in ${showText(findFile())} is left out: ${reason}`,
			);
		},

		save: (profiles, {force = false} = {}) =>
			change(entries => addProfiles(entries, profiles, {seen: seenBefore, isForced: force}), force),

		rename: async (from, to, {force = false} = {}) => {
			await change(entries =>
				renameProfile(entries, from, to, {seen: seenBefore, isForced: force}),
			);
		},

		remove: async names => {
			await change(entries => removeProfiles(entries, names, {seen: seenBefore}));
		},

		note: async (name, changesOf) => {
			let isThere = false;
			await change(entries => {
				const noted = noteProfile(entries, name, changesOf);
				isThere = noted !== entries;
				return noted;
			});
			return isThere;
		},
	};
};
