import {closeSync, constants, fstatSync, openSync, readFileSync, realpathSync} from 'node:fs';
import path from 'node:path';
import {ToldError} from '../core/errors.ts';
import type {Profile} from '../core/profile.ts';
import {findRepositoryRoot} from './repository.ts';

/** The name of the file in which a repository carries profiles. */
export const folderProfilesName = 'pat-wizard.json';

/** The largest such file that is read, in bytes. */
export const largestFolderFile = 1_000_000;

/** A profile and the file it was found in. */
export type FoundFolderProfile = {
	readonly profile: Profile & {readonly profile: string};
	readonly file: string;
};

/** What a repository's own file holds. */
export type FoundFolderProfiles = {
	readonly profiles: readonly FoundFolderProfile[];
	/** What is wrong with the file, or with some of its profiles, each a sentence. */
	readonly problems: readonly string[];
};

/** What `findFolderProfiles` needs. */
export type FolderProfilesOptions = {
	/** The folder to start from. */
	readonly folder: string;
	readonly homeFolder: string;
	/** Makes profiles of the text of the file, or throws a ToldError that says what is wrong with it. */
	readonly read: (text: string) => {
		readonly profiles: readonly Profile[];
		/** What is wrong with those left out, as sentences without a full stop. */
		readonly problems: readonly string[];
	};
};

const none: FoundFolderProfiles = {profiles: [], problems: []};

const isInside = (file: string, folder: string): boolean => {
	const relative = path.relative(folder, file);
	return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
};

/**
 * The folders that are looked in, from the current one upwards: up to the top of the repository
 * around it, or to the home folder when there is no repository. Elsewhere only the current one is
 * looked in, because others may be able to write to those above it.
 */
const listFolders = (folder: string, homeFolder: string): readonly string[] => {
	const start = path.resolve(folder);
	const home = path.resolve(homeFolder);
	const top = findRepositoryRoot(start, homeFolder) ?? (isInside(start, home) ? home : start);
	const folders = [start];
	for (let current = start; current !== top; current = path.dirname(current)) {
		folders.push(path.dirname(current));
	}
	return folders;
};

const codeOf = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: undefined;

type FoundText = {readonly text: string} | {readonly problem: string} | undefined;

const readFolderFile = (file: string, top: string): FoundText => {
	let descriptor: number | undefined;
	try {
		// A link that leads out of the repository would show what else lies on the disk.
		if (!isInside(realpathSync(file), realpathSync(top))) {
			return {problem: 'it is a symbolic link that leads out of the repository'};
		}
		// O_NONBLOCK (not on Windows): a named pipe in its place must not hold us up.
		descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) {
			return {problem: stats.isDirectory() ? 'it is a folder' : 'it is not a plain file'};
		}
		if (stats.size > largestFolderFile) {
			return {problem: `it is larger than ${largestFolderFile / 1_000_000} MB`};
		}
		return {text: new TextDecoder('utf-8', {fatal: true}).decode(readFileSync(descriptor))};
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT' || code === 'ENOTDIR') {
			return undefined;
		}
		if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
			return {problem: 'it is not text in UTF-8'};
		}
		if (code === undefined) {
			throw error;
		}
		return {
			problem: code === 'EACCES' ? 'permission is denied' : `the system says ${code}`,
		};
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
};

/**
 * The profiles in the nearest `pat-wizard.json`, from a folder upwards. It is somebody else's file: a
 * file that cannot be used, and profiles in it that cannot, are named in `problems`, and it never
 * throws for them. Profiles without a name are left out.
 */
export const findFolderProfiles = ({
	folder,
	homeFolder,
	read,
}: FolderProfilesOptions): FoundFolderProfiles => {
	const folders = listFolders(folder, homeFolder);
	const top = folders.at(-1) ?? folder;
	for (const current of folders) {
		const file = path.join(current, folderProfilesName);
		const found = readFolderFile(file, top);
		if (found !== undefined) {
			const problem = (reason: string): string => `${file} is left out: ${reason}`;
			if ('problem' in found) {
				return {profiles: [], problems: [problem(found.problem)]};
			}
			try {
				const {profiles, problems} = read(found.text);
				return {
					profiles: profiles.flatMap(profile =>
						profile.profile === undefined
							? []
							: [{profile: {...profile, profile: profile.profile}, file}],
					),
					problems: problems.map(each => `In ${file}: ${each}`),
				};
			} catch (error) {
				if (error instanceof ToldError) {
					return {profiles: [], problems: [problem(error.message)]};
				}
				throw error;
			}
		}
	}
	return none;
};
