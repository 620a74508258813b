import path from 'node:path';
import type {Environment} from '../core/environment.ts';
import {outsideError} from '../core/errors.ts';
import {containsToken} from '../core/text/mask.ts';

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
 * The folder of the saved profiles: `PAT_WIZARD_CONFIG_DIR` when set, else the one that conf would choose
 * (https://github.com/sindresorhus/env-paths): `$XDG_CONFIG_HOME/pat-wizard` or `~/.config/pat-wizard`, on macOS
 * `~/Library/Preferences/pat-wizard`, on Windows `%APPDATA%\pat-wizard\Config`. conf itself would create the folder.
 * Ignores relative paths in `XDG_CONFIG_HOME` and `APPDATA`: they would lead into the current folder, which may
 * belong to anybody.
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
