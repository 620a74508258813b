import {ToldError, usageError} from '../core/errors.ts';
import type {Profile} from '../core/profile.ts';
import type {ReadFolderProfiles} from '../platform/folder-profiles.ts';

type Named = Profile & {readonly profile: string};

const isNamed = (profile: Profile): profile is Named => profile.profile !== undefined;

/** A file of profiles as one file for each of them. */
const splitFile = (text: string): readonly string[] => {
	let file: unknown;
	try {
		file = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		throw usageError('it is not JSON');
	}
	if (typeof file !== 'object' || file === null) {
		throw usageError('it does not hold profiles');
	}
	const {profiles = file, ...rest} = file as {readonly profiles?: unknown};
	return Array.isArray(profiles)
		? profiles.map(profile => JSON.stringify({...rest, profiles: [profile]}))
		: [text];
};

/**
 * The profiles in the text of a repository's `pat-wizard.json`. One that cannot be used is named and
 * the others stay. Throws a told error when the text holds no profiles at all.
 */
export const readFolderText: ReadFolderProfiles = async text => {
	const {importText} = await import('../core/import.ts');
	const profiles: Named[] = [];
	const problems: string[] = [];
	for (const [index, part] of splitFile(text).entries()) {
		try {
			const [read] = importText(part).profiles;
			if (read === undefined || !isNamed(read.profile)) {
				throw usageError('it has no name');
			}
			profiles.push(read.profile);
		} catch (error) {
			if (!(error instanceof ToldError)) {
				throw error;
			}
			problems.push(`profile ${index + 1} is left out: ${error.message}`);
		}
	}
	return {profiles, problems};
};
