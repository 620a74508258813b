import {PatWizardError, usageError} from '../errors.ts';
import {quoteBriefly} from '../text/mask.ts';
import {listWords} from '../text/words.ts';
import {foldName, type SavedProfile} from './profile.ts';
import {isJsonObject} from './profiles-json.ts';
import {readSavedProfile} from './read-saved-profile.ts';

/** The entries in the file of saved profiles. Unreadable entries are kept as they are. */
export type Entries = readonly unknown[];

/** The keys of a saved profile to update. */
export type Notes = Pick<SavedProfile, 'lastOpened' | 'goesTo'> & {
	/** `undefined` removes the key. */
	readonly expiresAt?: string | undefined;
};

const fold = (name: string): string => foldName(name.trim());

// Takes the name from the file, so that an unreadable entry keeps its name. Somebody may have typed spaces around it.
const nameOf = (entry: unknown): string | undefined =>
	isJsonObject(entry) && typeof entry.profile === 'string' ? fold(entry.profile) : undefined;

const has = (entries: Entries, name: string): boolean =>
	entries.some(entry => nameOf(entry) === fold(name));

/** Reads the entries: the profiles in their order, and the index of each unreadable entry with the reason. */
export const readEntries = (
	entries: Entries,
): {
	readonly profiles: readonly SavedProfile[];
	readonly problems: readonly {readonly index: number; readonly reason: string}[];
} => {
	const profiles = new Map<string, SavedProfile>();
	const problems: {index: number; reason: string}[] = [];
	for (const [index, entry] of entries.entries()) {
		try {
			const profile = readSavedProfile(entry);
			const name = fold(profile.profile);
			if (profiles.has(name)) {
				throw usageError('Another profile before it has the same name');
			}
			profiles.set(name, profile);
		} catch (error) {
			if (!(error instanceof PatWizardError)) {
				throw error;
			}
			problems.push({index, reason: error.message});
		}
	}
	return {profiles: [...profiles.values()], problems};
};

/** Makes the error for missing names. Another program has changed the names that were there before. */
const missingNames = (names: readonly string[], seen: () => Entries): PatWizardError => {
	const before = seen();
	const gone = names.filter(name => has(before, name));
	if (gone.length > 0) {
		return usageError(
			`Another program has just renamed or removed ${listWords(gone.map(name => quoteBriefly(name)))}`,
			'Nothing was changed; `pat-wizard list` shows the saved profiles',
		);
	}
	const quoted = listWords(names.map(name => quoteBriefly(name)));
	return usageError(
		names.length === 1
			? `There is no saved profile named ${quoted}`
			: `There are no saved profiles named ${quoted}`,
		'`pat-wizard list` shows the saved profiles',
	);
};

const takenName = (name: string, seen: () => Entries): PatWizardError =>
	has(seen(), name)
		? usageError(
				`There is already a saved profile named ${quoteBriefly(name)}`,
				'Pass --force to replace it, or choose another name',
			)
		: usageError(
				`Another program has just saved a profile named ${quoteBriefly(name)}`,
				'Nothing was changed; pass --force to replace it, or choose another name',
			);

/** The options for changing entries. */
export type EditOptions = {
	/** Returns the entries from when the program last looked. */
	readonly seen: () => Entries;
	/** Whether to replace a profile of the same name. */
	readonly isForced: boolean;
};

/**
 * Adds profiles to the entries. With `isForced`, each replaces the one of its name. Throws a usage error when a name
 * is taken, and when a profile could not be read again.
 */
export const addProfiles = (
	entries: Entries,
	profiles: readonly SavedProfile[],
	{seen, isForced}: EditOptions,
): Entries => {
	const fresh = new Map(profiles.map(each => [fold(each.profile), readSavedProfile(each)]));
	const there = new Set(entries.map(nameOf));
	const taken = profiles.find(each => there.has(fold(each.profile)));
	if (taken !== undefined && !isForced) {
		throw takenName(taken.profile, seen);
	}
	const waiting = new Map(fresh);
	const kept = entries.flatMap(entry => {
		const name = nameOf(entry) ?? '';
		const profile = waiting.get(name);
		waiting.delete(name);
		return profile ?? (fresh.has(name) ? [] : [entry]);
	});
	return [...kept, ...waiting.values()];
};

/** Renames an entry. Throws a usage error when there is none, and when the new name is taken. */
export const renameProfile = (
	entries: Entries,
	from: string,
	to: string,
	{seen, isForced}: EditOptions,
): Entries => {
	const place = entries.findIndex(entry => nameOf(entry) === fold(from));
	const entry = entries[place];
	if (!isJsonObject(entry)) {
		throw missingNames([from], seen);
	}
	const isOther = (other: unknown, index: number): boolean =>
		index !== place && nameOf(other) === fold(to);
	if (!isForced && entries.some(isOther)) {
		throw takenName(to, seen);
	}
	const renamed = {...entry, profile: to};
	readSavedProfile(renamed);
	return entries.with(place, renamed).filter((other, index) => !isOther(other, index));
};

/** Removes the entries of some names. Throws a usage error when one of them is missing. */
export const removeProfiles = (
	entries: Entries,
	names: readonly string[],
	{seen}: Pick<EditOptions, 'seen'>,
): Entries => {
	const unknown = names.filter(name => !has(entries, name));
	if (unknown.length > 0) {
		throw missingNames(unknown, seen);
	}
	const removed = new Set(names.map(fold));
	return entries.filter(entry => !removed.has(nameOf(entry) ?? ''));
};

/** Returns the entries with notes on a profile. They are the same entries when it is not there. */
export const noteProfile = (
	entries: Entries,
	name: string,
	change: (profile: SavedProfile) => Notes,
): Entries => {
	const place = entries.findIndex(entry => nameOf(entry) === fold(name));
	const entry = entries[place];
	return isJsonObject(entry)
		? entries.with(place, {...entry, ...change(readSavedProfile(entry))})
		: entries;
};
