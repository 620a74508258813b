import {renameSync} from 'node:fs';
import path from 'node:path';
import {outsideError, ToldError, usageError} from '../core/errors.ts';
import {foldName, isSameName, type Profile, type SavedProfile} from '../core/profile/profile.ts';
import {containsToken, listWords, maskTokens, showText} from '../core/text/text.ts';
import {type LockWorld, withLock} from './file-lock.ts';
import type {Environment} from './find-program.ts';
import {findHomeFolder} from './folders.ts';
import {
	type Contents,
	canSetAside,
	explainSaving,
	type FoundFile,
	fileVersion,
	findOwner,
	keepCopy,
	makeOwnFolder,
	readProfileFile,
	replaceProfileFile,
	resolveSelf,
	resolveTarget,
	setAside,
} from './profile-file.ts';

/** What the store needs. */
export type StoreOptions = LockWorld & {
	/** The folder that holds `config.json`. It is created (mode 0700) by the first save. */
	readonly folder: string;
	/** Makes a profile of unknown input, and of nothing else in it. Throws a ToldError that says what is wrong. */
	readonly read: (value: unknown) => Profile;
	/** The time, for the name of a broken file that is set aside. */
	readonly now: () => Date;
};

/** Whether the saved profiles can be used, and why not. */
export type StoreState =
	| {readonly kind: 'ok'}
	| {readonly kind: 'missing'}
	| {readonly kind: 'broken'; readonly reason: string}
	| {readonly kind: 'newer'; readonly version: number};

/** What a save did besides saving: the path a broken file was moved to, if there was one. */
export type SaveResult = {readonly setAside: string | undefined};

/**
 * The saved profiles. Reading looks at the file anew every time and creates nothing.
 * Every change reads, changes and replaces the file under a lock, so that of two programs
 * changing it at once neither loses anything.
 *
 * All but `state` and `problems` throw a ToldError (`outside`) when the file cannot be
 * read, is a newer version's, or cannot be written; then it is as it was before.
 */
export type ProfileStore = {
	/** The path of the file. */
	readonly file: string;
	/** Never throws. */
	readonly state: () => StoreState;
	/** The profiles in the order of the file. Entries that cannot be read are left out. */
	readonly list: () => SavedProfile[];
	/** One sentence for each entry that `list` leaves out. Empty when the file cannot be read at all. */
	readonly problems: () => string[];
	/** The profile of that name, without regard to case. */
	readonly find: (name: string) => SavedProfile | undefined;
	/**
	 * Adds a profile, or with `force` puts it in the place of the one with that name. With
	 * `force` a broken file is first set aside; a newer version's never is. Of a symbolic link to
	 * something broken it is the link that is set aside.
	 *
	 * @throws ToldError (`usage`) when the name is taken, or when `read` refuses the profile.
	 */
	readonly save: (profile: SavedProfile, options?: {force?: boolean}) => Promise<SaveResult>;
	/** @throws ToldError (`usage`) when there is no `from`, or `to` is taken and not forced. */
	readonly rename: (from: string, to: string, options?: {force?: boolean}) => Promise<void>;
	/** All of them or none. @throws ToldError (`usage`) naming those that do not exist. */
	readonly remove: (names: readonly string[]) => Promise<void>;
	/** Notes when a link was opened. Does nothing when the profile was removed meanwhile. */
	readonly markOpened: (name: string, date: Date) => Promise<void>;
};

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

// By what stands in the file, so that an entry that cannot be read keeps its name. Spaces around it, which
// somebody typed there, are none of the profile's name.
const hasName = (entry: unknown, name: string): boolean =>
	isEntry(entry) &&
	typeof entry.profile === 'string' &&
	isSameName(entry.profile.trim(), name.trim());

const isDate = (value: unknown): value is string =>
	typeof value === 'string' &&
	/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/.test(value) &&
	!Number.isNaN(Date.parse(value));

const quote = (name: string): string => `"${showText(maskTokens(name))}"`;

const missingNames = (names: readonly string[]): ToldError =>
	usageError(
		names.length === 1
			? `There is no saved profile named ${quote(names[0] ?? '')}`
			: `There are no saved profiles named ${listWords(names.map(quote))}`,
		'`pat-wizard list` shows those there are',
	);

const takenName = (name: string): ToldError =>
	usageError(
		`There is already a saved profile named ${quote(name)}`,
		'Pass --force to replace it, or choose another name',
	);

const refusal = (file: string, found: FoundFile): ToldError | undefined => {
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
					? 'Mend or move that file, or save with --force, which sets it aside under a new name'
					: 'Mend that, or choose another folder with PAT_WIZARD_CONFIG_DIR',
			)
		: undefined;
};

const resolveChosen = (chosen: string): string => {
	if (containsToken(chosen)) {
		throw outsideError(
			'PAT_WIZARD_CONFIG_DIR holds what looks like a token',
			'Set it to a folder, and revoke the token if it was shown to anyone',
		);
	}
	try {
		return path.resolve(chosen);
	} catch (error) {
		throw outsideError(
			'PAT_WIZARD_CONFIG_DIR is relative to the current folder, which is gone',
			'Change to a folder that exists',
			error,
		);
	}
};

/**
 * The folder that holds the saved profiles: `PAT_WIZARD_CONFIG_DIR` when set, else the one
 * conf would choose (https://github.com/sindresorhus/env-paths): `$XDG_CONFIG_HOME/pat-wizard`
 * or `~/.config/pat-wizard`, on macOS `~/Library/Preferences/pat-wizard`, on Windows
 * `%APPDATA%\pat-wizard\Config`. Told here because asking conf creates the folder. Of
 * `XDG_CONFIG_HOME` and `APPDATA` only a full path counts: another one would lead into the current
 * folder, whoever's that is.
 *
 * @throws ToldError when there is no such folder.
 */
export const configFolder = (
	environment: Environment,
	platform: NodeJS.Platform,
	homeFolder: string | undefined,
): string => {
	if (environment.PAT_WIZARD_CONFIG_DIR) {
		return resolveChosen(environment.PAT_WIZARD_CONFIG_DIR);
	}
	const {isAbsolute, join} = platform === 'win32' ? path.win32 : path.posix;
	const inHome = (...names: readonly string[]): string => {
		if (homeFolder === undefined) {
			throw outsideError(
				'There is no home folder to keep profiles in',
				'PAT_WIZARD_CONFIG_DIR chooses another folder',
			);
		}
		return join(homeFolder, ...names);
	};
	const given = (folder: string | undefined): string | undefined =>
		folder !== undefined && isAbsolute(folder) ? folder : undefined;
	if (platform === 'win32') {
		const roaming = given(environment.APPDATA) ?? inHome('AppData', 'Roaming');
		return join(roaming, 'pat-wizard', 'Config');
	}
	return platform === 'darwin'
		? inHome('Library', 'Preferences', 'pat-wizard')
		: join(given(environment.XDG_CONFIG_HOME) ?? inHome('.config'), 'pat-wizard');
};

/** A store where there is no folder for one: empty, and every use of it throws the error that says why. */
const openNoStore = (error: ToldError): ProfileStore => {
	const refuse = (): never => {
		throw error;
	};
	const reject = async (): Promise<never> => refuse();
	return {
		file: '',
		state: () => ({kind: 'broken', reason: error.message}),
		problems: () => [],
		list: refuse,
		find: refuse,
		save: reject,
		rename: reject,
		remove: reject,
		markOpened: reject,
	};
};

/** Opens the user's own saved profiles, see `configFolder`. Touches nothing yet and never throws. */
export const openUserStore = (
	environment: Environment,
	platform: NodeJS.Platform,
	options: Omit<StoreOptions, 'folder'>,
): ProfileStore => {
	let folder: string;
	try {
		folder = configFolder(environment, platform, findHomeFolder());
	} catch (error) {
		if (error instanceof ToldError) {
			return openNoStore(error);
		}
		throw error;
	}
	return openProfileStore({...options, folder});
};

// Node has the system report a file that may not grow as an error of the write alone. With conf comes a
// handler (of when-exit) that ends the program over the signal which the system sends as well.
const surviveFileLimit = (): void => {
	if (process.platform !== 'win32') {
		process.removeAllListeners('SIGXFSZ');
		process.on('SIGXFSZ', () => {});
	}
};

type Sorted = {
	readonly file: string;
	readonly read: StoreOptions['read'];
	readonly profiles: readonly SavedProfile[];
	readonly problems: readonly string[];
};

/** What was made of contents already: a start asks for it several times. */
const sortings = new WeakMap<Contents, Sorted>();

/** Opens the saved profiles of a folder. Touches nothing yet. */
export const openProfileStore = (options: StoreOptions): ProfileStore => {
	const file = path.join(options.folder, 'config.json');

	const refuse = (found: FoundFile, force = false): void => {
		const refused = refusal(file, found);
		if (refused !== undefined && !(force && found.kind === 'broken')) {
			throw refused;
		}
	};

	const readEntry = (entry: unknown): SavedProfile => {
		if (!isEntry(entry) || typeof entry.profile !== 'string') {
			throw usageError('It is not a profile with a name');
		}
		const answered = options.read(entry);
		const {profile = entry.profile} = answered;
		return isDate(entry.lastOpened)
			? {...answered, profile, lastOpened: entry.lastOpened}
			: {...answered, profile};
	};

	const sort = (contents: Contents): Sorted => {
		const known = sortings.get(contents);
		if (known !== undefined && known.file === file && known.read === options.read) {
			return known;
		}
		const profiles: SavedProfile[] = [];
		const problems: string[] = [];
		// Comparing each with each would take long in a large file.
		const names = new Set<string>();
		contents.entries.forEach((entry, index) => {
			try {
				const profile = readEntry(entry);
				const key = foldName(profile.profile);
				if (names.has(key)) {
					throw usageError('Another profile before it has the same name');
				}
				names.add(key);
				profiles.push(profile);
			} catch (error) {
				if (!(error instanceof ToldError)) {
					throw error;
				}
				problems.push(`Profile ${index + 1} in ${showText(file)} is left out: ${error.message}`);
			}
		});
		const sorted = {file, read: options.read, profiles, problems};
		sortings.set(contents, sorted);
		return sorted;
	};

	const list = (): SavedProfile[] => {
		const found = readProfileFile(file);
		refuse(found);
		return found.kind === 'ok' ? [...sort(found.contents).profiles] : [];
	};

	const change = async (
		edit: (entries: readonly unknown[]) => readonly unknown[],
		force = false,
	): Promise<SaveResult> => {
		refuse(readProfileFile(file), force);
		// Loaded before the lock is taken: nothing slow happens while it is held.
		const {default: Conf} = await import('conf');
		surviveFileLimit();
		try {
			makeOwnFolder(options.folder);
			const target = resolveTarget(file);
			return await withLock(`${target}.lock`, () => apply(target, edit, force, Conf), options);
		} catch (error) {
			throw explainSaving(error, file);
		}
	};

	const apply = (
		target: string,
		edit: (entries: readonly unknown[]) => readonly unknown[],
		force: boolean,
		Conf: Parameters<typeof replaceProfileFile>[3],
	): SaveResult => {
		const found = readProfileFile(target);
		// What a link leads to is not ours to move.
		refuse(found, force && target === resolveSelf(file));
		const before = found.kind === 'ok' ? found.contents : {entries: [], rest: {}};
		const entries = edit(before.entries);
		if (entries === before.entries) {
			return {setAside: undefined};
		}
		const owner = findOwner(target);
		if (found.kind === 'ok' && found.version < fileVersion) {
			keepCopy(target, found.version, owner);
		}
		const aside = found.kind === 'broken' ? setAside(target, options.now()) : undefined;
		try {
			replaceProfileFile(target, {entries, rest: before.rest}, owner, Conf);
		} catch (error) {
			if (aside !== undefined) {
				renameSync(aside, target);
			}
			throw error;
		}
		return {setAside: aside};
	};

	const find = (name: string): SavedProfile | undefined => {
		const found = readProfileFile(file);
		refuse(found);
		// The others are not read: whatever is wrong with them, this one can be used.
		return found.kind === 'ok'
			? sort({
					...found.contents,
					entries: found.contents.entries.filter(each => hasName(each, name)),
				}).profiles[0]
			: undefined;
	};

	return {
		file,
		find,
		list,

		state: () => {
			const found = readProfileFile(file);
			return found.kind === 'ok' ? {kind: 'ok'} : found;
		},

		problems: () => {
			const found = readProfileFile(file);
			return found.kind === 'ok' ? [...sort(found.contents).problems] : [];
		},

		save: async (profile, {force = false} = {}) => {
			// Nothing is written that could not be read again.
			const entry = readEntry(profile);
			return change(entries => {
				const place = entries.findIndex(candidate => hasName(candidate, entry.profile));
				if (place === -1) {
					return [...entries, entry];
				}
				if (!force) {
					throw takenName(entry.profile);
				}
				return entries
					.with(place, entry)
					.filter((other, index) => index === place || !hasName(other, entry.profile));
			}, force);
		},

		rename: async (from, to, {force = false} = {}) => {
			await change(entries => {
				const place = entries.findIndex(entry => hasName(entry, from));
				const entry = entries[place];
				if (!isEntry(entry)) {
					throw missingNames([from]);
				}
				const isOther = (other: unknown, index: number) => index !== place && hasName(other, to);
				if (!force && entries.some(isOther)) {
					throw takenName(to);
				}
				const renamed = {...entry, profile: to};
				readEntry(renamed);
				return entries.with(place, renamed).filter((other, index) => !isOther(other, index));
			});
		},

		remove: async names => {
			await change(entries => {
				const unknown = names.filter(name => !entries.some(entry => hasName(entry, name)));
				if (unknown.length > 0) {
					throw missingNames(unknown);
				}
				return entries.filter(entry => !names.some(name => hasName(entry, name)));
			});
		},

		markOpened: async (name, date) => {
			await change(entries => {
				const place = entries.findIndex(entry => hasName(entry, name));
				const entry = entries[place];
				return isEntry(entry)
					? entries.with(place, {...entry, lastOpened: date.toISOString()})
					: entries;
			});
		},
	};
};
