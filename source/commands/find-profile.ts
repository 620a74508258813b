import {PatWizardError, usageError} from '../core/errors.ts';
import {isSameName, type SavedProfile} from '../core/profile/profile.ts';
import {showBriefly} from '../core/text/mask.ts';
import {nearestName} from '../core/text/nearest.ts';
import {showText} from '../core/text/show.ts';
import type {FoundFolderProfiles} from '../platform/folder-profiles.ts';
import type {Context} from './context.ts';
import {readFolderText} from './read-folder-text.ts';

/** A profile that was found by its name. */
export type FoundProfile = {
	readonly profile: SavedProfile;
	/** The file that it came from. Unset for a saved profile. */
	readonly file?: string;
	/** A note on its origin, as a sentence without a full stop. */
	readonly notice?: string;
};

/** The saved profiles, or the error from reading them. */
export type SavedProfiles = {
	readonly profiles: readonly SavedProfile[];
	/** Unset when they could be read. */
	readonly error?: PatWizardError;
};

/** Finds the profiles of the current repository. */
export const findFolderProfiles = (context: Context): Promise<FoundFolderProfiles> =>
	context.findFolderProfiles(readFolderText);

/** Reads the saved profiles. Does not throw when their file cannot be read. */
export const readSaved = async (context: Context): Promise<SavedProfiles> => {
	const store = await context.openStore();
	try {
		return {profiles: store.list()};
	} catch (error) {
		if (error instanceof PatWizardError) {
			return {profiles: [], error};
		}
		throw error;
	}
};

/** Writes a name in quotes, for messages. */
export const quoteName = (name: string): string => `"${showBriefly(name)}"`;

/**
 * Finds the item of this name, or else the item whose name is shown like this: names of earlier versions can
 * have characters that are invisible or hard to type.
 */
const findNamed = <Item>(
	items: readonly Item[],
	nameOf: (item: Item) => string,
	name: string,
): Item | undefined =>
	items.find(item => isSameName(nameOf(item), name)) ??
	items.find(item => isSameName(showText(nameOf(item)), name));

const explainMissing = (
	name: string,
	known: readonly string[],
	problems: readonly string[] = [],
): PatWizardError => {
	const nearest = nearestName(name, known);
	const other =
		known.length === 0
			? 'No profile is saved yet: pat-wizard makes and saves one'
			: 'pat-wizard list shows the saved profiles';
	return usageError(
		[`There is no profile named ${quoteName(name)}`, ...problems].join('. '),
		nearest === undefined ? other : `Did you mean ${quoteName(nearest)}?`,
	);
};

/**
 * Finds the profile of this name: a saved one, or else one of the current repository. Throws a usage error
 * that suggests the nearest name when there is none, and a PatWizardError when the saved profiles cannot be
 * read.
 */
export const findProfile = async (context: Context, name: string): Promise<FoundProfile> => {
	const [saved, folder] = await Promise.all([readSaved(context), findFolderProfiles(context)]);
	const own = findNamed(saved.profiles, ({profile}) => profile, name);
	const carried = findNamed(folder.profiles, ({profile}) => profile.profile, name);
	if (own !== undefined) {
		return {
			profile: own,
			...(carried === undefined
				? {}
				: {
						notice: `${quoteName(own.profile)} is the saved profile; ${showText(carried.file)} has one of the same name`,
					}),
		};
	}
	if (carried !== undefined) {
		return {
			profile: carried.profile,
			file: carried.file,
			notice: `${quoteName(carried.profile.profile)} comes from ${showText(carried.file)} and is for ${carried.profile.host}`,
		};
	}
	if (saved.error !== undefined) {
		throw saved.error;
	}
	const known = [
		...saved.profiles.map(({profile}) => profile),
		...folder.profiles.map(({profile}) => profile.profile),
	];
	throw explainMissing(name, known, folder.problems);
};

/**
 * Returns the saved spelling of typed profile names. Throws a usage error with the nearest name for the first
 * one that is not saved.
 */
export const findSavedNames = (
	names: readonly string[],
	saved: readonly SavedProfile[],
): readonly string[] =>
	names.map(name => {
		const found = findNamed(saved, ({profile}) => profile, name);
		if (found === undefined) {
			throw explainMissing(
				name,
				saved.map(({profile}) => profile),
			);
		}
		return found.profile;
	});

/** Whether there is a profile of this name. Never throws. */
export const isProfileName = async (context: Context, name: string): Promise<boolean> => {
	try {
		await findProfile(context, name);
		return true;
	} catch {
		return false;
	}
};
