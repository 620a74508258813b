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
	 * Returns the folder of `config.json`, which the first save creates with mode 0700. Throws a PatWizardError when there
	 * is none. Every use of the store then throws it.
	 */
	readonly folder: () => string;
	/** The time, for the new name of a broken file. */
	readonly now: () => Date;
	/** How long to wait for another program that saves, in milliseconds. 10,000 by default. */
	readonly patience?: number;
};

/** Whether the saved profiles can be used, and why not. */
export type StoreState = {readonly kind: 'ok'} | Exclude<FoundFile, {kind: 'ok'}>;

/** The result of a save: the new path of a broken file, if there was one. */
export type SaveResult = {readonly setAside: string | undefined};

/**
 * The saved profiles. The first use reads the file. Every change reads it again and replaces it under a lock, so that two
 * programs can change it at the same time without a loss.
 *
 * All functions except `state` and `problems` throw a PatWizardError (`outside`) when the file cannot be read, has a
 * newer version, or cannot be written. The file is then unchanged.
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
	 * Adds all profiles or none. With `force`, each replaces the profile of the same name, and a broken file is renamed
	 * first, but never one of a newer version. For a symbolic link to a broken file, the link is renamed.
	 *
	 * @throws PatWizardError (`usage`) when a name is taken, or a profile could not be read again.
	 */
	readonly save: (
		profiles: readonly SavedProfile[],
		options?: {readonly force?: boolean},
	) => Promise<SaveResult>;
	/** @throws PatWizardError (`usage`) when `from` does not exist, or `to` is taken and not forced. */
	readonly rename: (
		from: string,
		to: string,
		options?: {readonly force?: boolean},
	) => Promise<void>;
	/** Removes all of them or none. @throws PatWizardError (`usage`) with the names that do not exist. */
	readonly remove: (names: readonly string[]) => Promise<void>;
	/**
	 * Changes the notes of a profile. `change` gets the profile as it is saved now. Returns whether it still exists.
	 *
	 * @throws PatWizardError (`usage`) when the profile can no longer be read.
	 */
	readonly note: (name: string, change: (profile: SavedProfile) => Notes) => Promise<boolean>;
};

const refusal = (file: string, found: FoundFile): PatWizardError | undefined => {
	if (found.kind === 'newer') {
		return outsideError(
			`A newer pat-wizard wrote ${showText(file)} (file version ${found.version}; this pat-wizard reads version ${fileVersion})`,
			'Update pat-wizard, or choose another folder with PAT_WIZARD_CONFIG_DIR',
		);
	}
	return found.kind === 'broken'
		? outsideError(
				`The saved profiles in ${showText(file)} cannot be read: ${found.reason}`,
				canSetAside(file)
					? 'Repair or move that file, or save with --force, which renames it first'
					: 'Repair that, or choose another folder with PAT_WIZARD_CONFIG_DIR',
			)
		: undefined;
};

/** Opens the user's saved profiles, see `configFolder`. Reads no file yet and never throws. */
export const openUserStore = (
	environment: Environment,
	platform: NodeJS.Platform,
	now: () => Date,
): ProfileStore =>
	openProfileStore({folder: () => configFolder(environment, platform, findHomeFolder()), now});

/** Makes a file size limit an error of the write. conf brings when-exit, which would end the program at the signal. */
const surviveFileLimit = (): void => {
	if (process.platform !== 'win32') {
		process.removeAllListeners('SIGXFSZ');
		process.on('SIGXFSZ', () => {});
	}
};

/** Opens the saved profiles of a folder. Reads no file yet. */
export const openProfileStore = ({folder, now, patience}: StoreOptions): ProfileStore => {
	const findFile = (): string => path.join(folder(), 'config.json');
	let seen: FoundFile | undefined;
	let read: ReturnType<typeof readEntries> | undefined;

	/** Returns the file as it was read last. */
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

	/** Returns the entries as they were read last. Differences from the file now come from another program. */
	const seenBefore = (): Entries => entriesOf(look());

	const apply = (
		target: string,
		edit: (entries: Entries) => Entries,
		force: boolean,
		Conf: Parameters<typeof replaceProfileFile>[2],
	): SaveResult => {
		const found = readProfileFile(target);
		// The target of a link is never renamed.
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
		// This is slow, so it comes before the lock.
		const {default: Conf} = await import('conf');
		surviveFileLimit();
		try {
			const target = asOwner(own, () => {
				makeFolder(own);
				return resolveTarget(file);
			});
			// For a link, both its folder and the folder of its target have to belong to the user.
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
