import {accessSync, constants, statSync} from 'node:fs';
import path from 'node:path';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const isExecutable = (file: string, platform: NodeJS.Platform): boolean => {
	try {
		if (!statSync(file).isFile()) {
			return false;
		}
		// Windows tells programs by their extension, not by a bit.
		if (platform !== 'win32') {
			accessSync(file, constants.X_OK);
		}
		return true;
	} catch {
		return false;
	}
};

// `\tools` is absolute to node:path, but on Windows it depends on the current drive.
const isFullPath = (text: string, platform: NodeJS.Platform): boolean =>
	platform === 'win32' ? /^(?:[a-z]:[\\/]|\\\\[^\\])/i.test(text) : text.startsWith('/');

// Windows spells it `Path` and does not care; a copied environment does.
const readVariable = (
	name: string,
	environment: Environment,
	platform: NodeJS.Platform,
): string | undefined => {
	if (platform !== 'win32') {
		return environment[name];
	}
	const key = Object.keys(environment).find(candidate => candidate.toUpperCase() === name);
	return key === undefined ? undefined : environment[key];
};

/**
 * The folders of PATH in their order, without the empty and relative ones: those
 * mean the current folder, and a program lying in a cloned repository must never run.
 */
export const listProgramFolders = (
	environment: Environment,
	platform: NodeJS.Platform,
): string[] => {
	const separator = platform === 'win32' ? ';' : ':';
	return (readVariable('PATH', environment, platform) ?? '')
		.split(separator)
		.map(folder => (platform === 'win32' ? folder.replaceAll('"', '') : folder))
		.filter(folder => isFullPath(folder, platform));
};

/**
 * The absolute path of a program on PATH, or `undefined` when there is none.
 * An absolute `name` is checked itself; a relative one with a separator is never found.
 * On Windows the endings of PATHEXT are tried in their order.
 *
 * @param isProgram Tells whether a path is a program; asks the file system unless given.
 */
export const findProgram = (
	name: string,
	environment: Environment,
	platform: NodeJS.Platform,
	isProgram: (file: string) => boolean = file => isExecutable(file, platform),
): string | undefined => {
	if (name === '' || name.includes('\0')) {
		return undefined;
	}
	const {join} = platform === 'win32' ? path.win32 : path.posix;
	const separators = platform === 'win32' ? /[\\/:]/ : /\//;
	const starts = isFullPath(name, platform)
		? [name]
		: separators.test(name)
			? []
			: listProgramFolders(environment, platform).map(folder => join(folder, name));
	const endings =
		platform === 'win32'
			? (readVariable('PATHEXT', environment, platform) || '.COM;.EXE;.BAT;.CMD')
					.split(';')
					.filter(ending => ending !== '')
			: [''];
	const hasEnding = endings.some(
		ending => ending !== '' && name.toUpperCase().endsWith(ending.toUpperCase()),
	);
	return starts
		.flatMap(start => (hasEnding ? [start] : endings.map(ending => start + ending)))
		.find(isProgram);
};
