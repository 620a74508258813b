import {PatWizardError, usageError} from '../core/errors.ts';
import {findProblems} from '../core/link/link.ts';
import {isTooDeep} from '../core/profile/depth.ts';
import {defaultHost} from '../core/profile/host.ts';
import type {NamedProfile} from '../core/profile/profile.ts';
import {isJsonObject, readProfilesJson, unwrapProfile} from '../core/profile/profiles-json.ts';
import {readProfile} from '../core/profile/read-profile.ts';
import {showBriefly} from '../core/text/mask.ts';
import {shorten} from '../core/text/words.ts';
import type {ReadFolderProfiles} from '../platform/folder-profiles.ts';

const entriesOf = (text: string): readonly unknown[] => {
	const found = readProfilesJson(text);
	switch (found.kind) {
		case 'ok':
			return found.entries;
		case 'newer':
			throw usageError(`it was written by a newer pat-wizard, as version ${found.version}`);
		case 'broken':
			throw usageError(found.reason);
	}
};

const readEntry = (entry: unknown): NamedProfile => {
	if (isTooDeep(entry)) {
		throw usageError('it is nested too deeply');
	}
	const profile = readProfile(unwrapProfile(entry), defaultHost);
	const {profile: name} = profile;
	if (name === undefined) {
		throw usageError('it has no name');
	}
	const [problem] = findProblems(profile);
	if (problem !== undefined) {
		throw usageError(problem.message);
	}
	return {...profile, profile: name};
};

/** Names an entry by its number, and by its name if it has one. */
const describeEntry = (entry: unknown, index: number): string => {
	const value = unwrapProfile(entry);
	const name = isJsonObject(value) && typeof value.profile === 'string' ? value.profile.trim() : '';
	return `profile ${index + 1}${name === '' ? '' : ` ("${showBriefly(name)}")`}`;
};

/** The longest reason in a message, in characters. */
const longestReason = 400;

/**
 * Reads the profiles in the text of a repository's `pat-wizard.json`. `problems` names those that cannot be
 * used. Throws a PatWizardError when the text has no profiles at all.
 */
export const readFolderText: ReadFolderProfiles = async text => {
	const profiles: NamedProfile[] = [];
	const problems: string[] = [];
	for (const [index, entry] of entriesOf(text).entries()) {
		try {
			profiles.push(readEntry(entry));
		} catch (error) {
			if (!(error instanceof PatWizardError)) {
				throw error;
			}
			const reason = shorten(error.message, longestReason);
			problems.push(`${describeEntry(entry, index)} is left out: ${reason}`);
		}
	}
	return {profiles, problems};
};
