import {accessSync, constants, statSync} from 'node:fs';
import path from 'node:path';
import type {Environment} from '../core/environment.ts';
import {readSafely} from '../core/errors.ts';

const isExecutable = (file: string, platform: NodeJS.Platform): boolean =>
	readSafely(() => {
		// Windows recognizes programs by their extension, not by a bit.
		accessSync(file, platform === 'win32' ? constants.F_OK : constants.X_OK);
		return statSync(file).isFile();
	}) ?? false;

// `\tools` is absolute to node:path, but on Windows it depends on the current drive.
const isFullPath = (text: string, platform: NodeJS.Platform): boolean =>
	platform === 'win32' ? /^(?:[a-z]:[\\/]|\\\\[^\\])/i.test(text) : text.startsWith('/');

/** Reads a list from a variable on Windows, where names such as `Path` have any letter case. */
const readWindowsList = (name: string, environment: Environment): readonly string[] => {
	const key = Object.keys(environment).find(candidate => candidate.toUpperCase() === name) ?? name;
	return (environment[key] ?? '').replaceAll('"', '').split(';').filter(Boolean);
};

/**
 * Lists the folders of PATH in their order, without empty and relative ones. Those mean the current folder, and a
 * program in a cloned repository must never run.
 */
export const listProgramFolders = (
	environment: Environment,
	platform: NodeJS.Platform,
): readonly string[] =>
	(platform === 'win32'
		? readWindowsList('PATH', environment)
		: (environment.PATH ?? '').split(':')
	).filter(folder => isFullPath(folder, platform));

/** Returns PATH without the current folder, for programs that start others themselves. */
export const safePath = (environment: Environment, platform: NodeJS.Platform) => ({
	PATH: listProgramFolders(environment, platform).join(platform === 'win32' ? ';' : ':'),
});

/**
 * Finds the absolute path of a program on PATH. `undefined` when there is none. Checks an absolute `name` itself,
 * and never finds a relative one with a separator. On Windows it tries the extensions of PATHEXT in their order.
 * The package `which` is not safe here: on Windows it looks in the current folder first.
 *
 * @param isProgram Whether a path is a program; by default it asks the file system.
 */
export const findProgram = (
	name: string,
	environment: Environment,
	platform: NodeJS.Platform,
	isProgram: (file: string) => boolean = file => isExecutable(file, platform),
): string | undefined => {
	const isWindows = platform === 'win32';
	const isWhole = isFullPath(name, platform);
	if (name === '' || (!isWhole && (isWindows ? /[\\/:]/ : /\//).test(name))) {
		return undefined;
	}
	const known = isWindows ? readWindowsList('PATHEXT', environment) : [];
	const endings = known.length > 0 ? known : ['.COM', '.EXE', '.BAT', '.CMD'];
	const hasEnding = endings.some(ending => name.toUpperCase().endsWith(ending.toUpperCase()));
	const names = isWindows && !hasEnding ? endings.map(ending => name + ending) : [name];
	const {join} = isWindows ? path.win32 : path.posix;
	const folders = isWhole ? [''] : listProgramFolders(environment, platform);
	return folders.flatMap(folder => names.map(each => join(folder, each))).find(isProgram);
};
