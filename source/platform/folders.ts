import {existsSync, lstatSync, mkdirSync, statSync} from 'node:fs';
import {homedir, userInfo} from 'node:os';
import path from 'node:path';
import type {Environment} from '../core/environment.ts';
import {outsideError, readSafely} from '../core/errors.ts';
import {containsToken} from '../core/text/mask.ts';

const attempt = (ask: () => string): string | undefined => {
	const folder = readSafely(ask);
	// An empty or relative `HOME` would mean the current folder, which may belong to another user.
	return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
};

/** Finds the user's home folder. `undefined` when there is none, as for users that have only a number. */
export const findHomeFolder = (): string | undefined =>
	attempt(homedir) ?? attempt(() => userInfo().homedir);

/** Returns the current folder. `undefined` when it was deleted. */
export const findCurrentFolder = (): string | undefined => attempt(() => process.cwd());

/** Whether a path lies below a folder. */
export const isInside = (file: string, folder: string): boolean => {
	const relative = path.relative(folder, file);
	return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
};

/** Finds the nearest folder, from `folder` upwards, that has a file or folder called `name`. Stops before `end`. */
export const findAbove = (folder: string, name: string, end?: string): string | undefined => {
	for (let current = path.resolve(folder); current !== end; current = path.dirname(current)) {
		if (existsSync(path.join(current, name))) {
			return current;
		}
		if (current === path.dirname(current)) {
			return undefined;
		}
	}
	return undefined;
};

/** Whether a user id is that of the user who runs the program. Always true on Windows, which has no ids. */
export const isOwn = (uid: number): boolean => uid === (process.geteuid?.() ?? uid);

/**
 * Finds the top folder of the git repository around a folder: the nearest one with `.git`, which is a folder, or a
 * file in worktrees and submodules. Undefined when `.git` belongs to another user, who may have put it into a folder
 * such as /tmp. Does not search the parent of the home folder and the folders above it.
 */
export const findRepositoryRoot = (
	cwd: string,
	homeFolder: string | undefined,
): string | undefined => {
	const end = homeFolder === undefined ? undefined : path.dirname(path.resolve(homeFolder));
	const folder = findAbove(cwd, '.git', end);
	return folder !== undefined && isOwn(lstatSync(path.join(folder, '.git')).uid)
		? folder
		: undefined;
};

const isFolder = (place: string): boolean =>
	statSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;

/** Returns the folder of a path: the path itself, or the folder of a file. */
export const findFolderOf = (given: string): string =>
	isFolder(given) ? given : path.dirname(given);

/**
 * Makes a folder and its missing parents, readable by their owner only. Throws the system's error. It does not use
 * Node's recursive `mkdir`, which tries forever where no folder can be made, as below `/proc` (Node 20).
 */
export const makeFolder = (folder: string): void => {
	const missing: string[] = [];
	for (
		let current = path.resolve(folder);
		!isFolder(current) && current !== path.dirname(current);
		current = path.dirname(current)
	) {
		missing.unshift(current);
	}
	for (const place of missing) {
		try {
			mkdirSync(place, {mode: 0o700});
		} catch (error) {
			// Another program may have made it meanwhile.
			if (!isFolder(place)) {
				throw error;
			}
		}
	}
};

const resolveChosen = (chosen: string): string => {
	if (containsToken(chosen)) {
		throw outsideError(
			'PAT_WIZARD_CONFIG_DIR holds what looks like a token',
			'Set it to a folder. If anyone else has seen the token, revoke it',
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
 * Finds the folder of the saved profiles: `PAT_WIZARD_CONFIG_DIR` when set, else the one that conf would choose
 * (https://github.com/sindresorhus/env-paths): `$XDG_CONFIG_HOME/pat-wizard` or `~/.config/pat-wizard`, on macOS
 * `~/Library/Preferences/pat-wizard`, on Windows `%APPDATA%\pat-wizard\Config`. conf itself would create the folder.
 * Ignores relative paths in `XDG_CONFIG_HOME` and `APPDATA`: they would lead into the current folder, which may
 * belong to another user.
 *
 * @throws PatWizardError when there is no home folder, and when `PAT_WIZARD_CONFIG_DIR` cannot be used.
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
