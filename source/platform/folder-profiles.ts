import path from 'node:path';
import {PatWizardError} from '../core/errors.ts';
import type {FolderProfile, NamedProfile} from '../core/profile/profile.ts';
import {findAbove, findRepositoryRoot, isInside} from './folders.ts';
import {readPlainFile} from './text-file.ts';

/** The name of the file with a repository's own profiles. */
const folderProfilesName = 'pat-wizard.json';

/** The largest such file that is read, in bytes. */
export const largestFolderFile = 1_000_000;

/** The profiles in a repository's own file. */
export type FoundFolderProfiles = {
	readonly profiles: readonly FolderProfile[];
	/** Problems with the file or with some of its profiles, each a sentence. */
	readonly problems: readonly string[];
};

/** Reads profiles from the text of a file. Rejects with a PatWizardError when it has none that can be read. */
export type ReadFolderProfiles = (text: string) => Promise<{
	readonly profiles: readonly NamedProfile[];
	/** Problems with other profiles, as sentences without a full stop. */
	readonly problems: readonly string[];
}>;

/** What `findFolderProfiles` needs. */
export type FolderProfilesOptions = {
	/** The folder to start from. Unset when it was deleted. */
	readonly folder: string | undefined;
	/** Unset when the user has none. */
	readonly homeFolder: string | undefined;
	readonly read: ReadFolderProfiles;
};

const none: FoundFolderProfiles = {profiles: [], problems: []};

/**
 * Finds the highest folder to search: the top of the current repository, or the home folder when there is no
 * repository. Outside of the home folder it is the current one, because others may write to the folders above it.
 */
const findTop = (folder: string, homeFolder: string | undefined): string =>
	findRepositoryRoot(folder, homeFolder) ??
	(homeFolder !== undefined && isInside(folder, path.resolve(homeFolder))
		? path.resolve(homeFolder)
		: folder);

/**
 * Finds the profiles in the nearest `pat-wizard.json`, from a folder upwards. Another person may have written the file,
 * so it does not throw: `problems` names a file or profiles that cannot be used.
 */
export const findFolderProfiles = async ({
	folder,
	homeFolder,
	read,
}: FolderProfilesOptions): Promise<FoundFolderProfiles> => {
	if (folder === undefined) {
		return none;
	}
	const start = path.resolve(folder);
	const holder = findAbove(start, folderProfilesName);
	if (holder === undefined) {
		return none;
	}
	const file = path.join(holder, folderProfilesName);
	const top = findTop(start, homeFolder);
	if (!isInside(file, top)) {
		return none;
	}
	const found = readPlainFile(file, {largest: largestFolderFile, repository: top});
	if (found.kind === 'missing') {
		return none;
	}
	const leaveOut = (reason: string): FoundFolderProfiles => ({
		profiles: [],
		problems: [`${file} is left out: ${reason}`],
	});
	if (found.kind === 'unusable') {
		return leaveOut(found.reason);
	}
	try {
		const {profiles, problems} = await read(found.text);
		return {
			profiles: profiles.map(profile => ({profile, file})),
			problems: problems.map(problem => `${file}: ${problem}`),
		};
	} catch (error) {
		if (error instanceof PatWizardError) {
			return leaveOut(error.message);
		}
		throw error;
	}
};
