import {type Dirent, lstatSync, readdirSync, realpathSync} from 'node:fs';
import path from 'node:path';
import {setImmediate} from 'node:timers/promises';
import ignore, {type Ignore} from 'ignore';
import {outsideError, usageError} from '../core/errors.ts';
import {showBriefly} from '../core/text/mask.ts';
import {codeOf, reasonOf} from './system-errors.ts';
import {type FoundText, readPlainFile} from './text-file.ts';

/** A file of a folder with its text, or why it was not read. */
export type SourceFile = {
	/** From the folder that was named, with `/`. */
	readonly path: string;
} & ({readonly text: string} | {readonly problem: string});

/** What `readSourceFiles` needs. */
export type SourceFilesOptions = {
	/** Files and folders, as they were named. */
	readonly paths: readonly string[];
	/** Unset when the current folder was deleted. */
	readonly cwd: string | undefined;
	/** Whether a file is of use, by its path. It is not asked for files of secrets. */
	readonly wants: (path: string) => boolean;
	/** Called now and then with how many files were read. */
	readonly onProgress?: (count: number) => void;
};

/** The largest file that is read, in bytes. */
export const largestSource = 2_000_000;

/** The most files, and the most bytes, that are read in one go. */
export const mostSources = {files: 50_000, bytes: 300_000_000} as const;

/** How deep folders are followed, and how many are looked into. */
const deepestFolder = 60;

const mostFolders = 100_000;

/** Folders of code that others wrote, that was made by a program, or that tests something. */
const leftOut = new Set(
	'.git .hg .svn node_modules bower_components jspm_packages vendor vendored third_party third-party thirdparty site-packages dist __pycache__ .venv venv .tox .nox .eggs .terraform .next .nuxt .yarn .pnpm-store .cache .gradle .bundle coverage Pods Carthage DerivedData test tests __tests__ spec specs testing testdata test-data test_data fixtures __fixtures__ __mocks__ __snapshots__ mocks'.split(
		' ',
	),
);

/** Files of tests, and files that a program made. */
const leftOutFile =
	/[._-](?:test|tests|spec|e2e|stories)\.[\w.]+$|_test\.(?:go|py|rb)$|_spec\.rb$|^test_[\w-]+\.py$|^conftest\.py$|\.min\.[cm]?js$|\.d\.[cm]?ts$|\.bundle\.js$|^\.pnp\.[cm]?js$/i;

/** `.env`, `.env.production`, `.envrc`: they are never opened. */
const secretFile = /^\.env(?:rc|\..*)?$|\.env$/i;

/** The longest .gitignore that is followed, in bytes, and the longest pattern in it. */
const longestIgnore = 200_000;

const plainPattern = (line: string): boolean =>
	line.length < 300 && (line.match(/\*/g)?.length ?? 0) <= 8;

/** How files of somebody else's folder are read. */
const ofAnybody = {isLinkRefused: true, isAnyText: true} as const;

type Rules = {readonly folder: string; readonly rules: Ignore};

const readIgnore = (folder: string): Rules | undefined => {
	const file = path.join(folder, '.gitignore');
	const found = readPlainFile(file, {...ofAnybody, largest: longestIgnore});
	if (found.kind !== 'text') return undefined;
	const rules = ignore().add(found.text.split(/\r?\n/).filter(plainPattern));
	return {folder, rules};
};

const isIgnored = (file: string, isFolder: boolean, stack: readonly Rules[]): boolean => {
	let verdict = false;
	for (const {folder, rules} of stack) {
		const relative = path.relative(folder, file).split(path.sep).join('/');
		const {ignored, unignored} = rules.test(isFolder ? `${relative}/` : relative);
		if (ignored) verdict = true;
		if (unignored) verdict = false;
	}

	return verdict;
};

const isInside = (file: string, folder: string): boolean => {
	const relative = path.relative(folder, file);
	return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
};

type Found = {readonly file: string; readonly path: string; readonly problem?: string};

type Walk = {
	readonly base: string;
	readonly prefix: string;
	readonly wants: (path: string) => boolean;
	folders: number;
	/** Whether something was too much: it is told once. */
	isCut: boolean;
};

const listFolder = (folder: string): readonly Dirent[] => {
	try {
		return readdirSync(folder, {withFileTypes: true}).sort((one, other) =>
			one.name < other.name ? -1 : 1,
		);
	} catch (error) {
		if (codeOf(error) === undefined) throw error;
		return [];
	}
};

const shownPath = ({base, prefix}: Walk, file: string): string =>
	prefix + path.relative(base, file).split(path.sep).join('/');

/** A link counts where it leads to a file of the folder, and is told where it leads out. */
const followLink = (walk: Walk, file: string, shown: string): Found | undefined => {
	try {
		const target = realpathSync(file);
		if (!isInside(target, walk.base))
			return {file, path: shown, problem: 'it is a link that leads out of the folder'};
		return lstatSync(target).isFile() ? {file: target, path: shown} : undefined;
	} catch {
		return undefined;
	}
};

/** A file of a folder, where it is one that is wanted and that no rule leaves out. */
const findFile = (
	walk: Walk,
	file: string,
	entry: Dirent,
	rules: readonly Rules[],
): Found | undefined => {
	const shown = shownPath(walk, file);
	const isOut = secretFile.test(entry.name) || leftOutFile.test(entry.name);
	if (isOut || !(entry.isFile() || entry.isSymbolicLink()) || !walk.wants(shown)) return undefined;
	if (isIgnored(file, false, rules)) return undefined;
	return entry.isSymbolicLink() ? followLink(walk, file, shown) : {file, path: shown};
};

const walkFolder = function* (
	walk: Walk,
	folder: string,
	stack: readonly Rules[],
	depth: number,
): Generator<Found> {
	walk.folders++;
	if (walk.folders > mostFolders || depth > deepestFolder) {
		walk.isCut = true;
		return;
	}

	const own = readIgnore(folder);
	const rules = own === undefined ? stack : [...stack, own];
	for (const entry of listFolder(folder)) {
		const file = path.join(folder, entry.name);
		if (!entry.isDirectory()) {
			const found = findFile(walk, file, entry, rules);
			if (found !== undefined) yield found;
		} else if (!leftOut.has(entry.name) && !isIgnored(file, true, rules)) {
			yield* walkFolder(walk, file, rules, depth + 1);
		}
	}
};

/** How a file that was named by itself is called: where it stands says what it is. */
const nameOfFile = (file: string, cwd: string | undefined): string => {
	const parts = file.split(path.sep);
	const github = parts.lastIndexOf('.github');
	if (cwd !== undefined && isInside(file, cwd)) {
		const relative = path.relative(cwd, file).split(path.sep).join('/');
		if (github === -1 || relative.includes('.github/')) return relative;
	}

	return github === -1 ? path.basename(file) : parts.slice(github).join('/');
};

const resolvePath = (given: string, cwd: string | undefined): string => {
	const shown = showBriefly(given);
	try {
		if (cwd === undefined && !path.isAbsolute(given))
			throw usageError('The current folder is gone', 'Name a folder by its whole path');
		return realpathSync(path.resolve(cwd ?? '/', given));
	} catch (error) {
		const reason = reasonOf(error);
		if (reason === undefined) throw error;
		switch (codeOf(error)) {
			case 'ENOENT':
			case 'ENOTDIR':
				throw usageError(`There is no file or folder ${shown}`, 'Check the path');
			case 'ELOOP':
			case 'ENAMETOOLONG':
			case 'ERR_INVALID_ARG_VALUE':
				throw usageError(`${shown} cannot be used: ${reason}`, 'Check the path');
			default:
				throw outsideError(`${shown} cannot be read: ${reason}`, undefined, error);
		}
	}
};

const listPath = function* (
	given: string,
	options: SourceFilesOptions,
	walkOf: (base: string, prefix: string) => Walk,
): Generator<Found> {
	const {cwd, paths} = options;
	const real = resolvePath(given, cwd);
	const stats = lstatSync(real);
	if (stats.isDirectory()) {
		const prefix = paths.length > 1 ? `${given.replace(/(?<![\\/])[\\/]+$/, '')}/` : '';
		yield* walkFolder(walkOf(real, prefix), real, [], 0);
	} else if (secretFile.test(path.basename(real))) {
		throw usageError(
			`${showBriefly(given)} is a file of secrets, which is never read`,
			'Name the code that uses it',
		);
	} else if (stats.isFile()) {
		const name = nameOfFile(real, cwd === undefined ? undefined : realpathSync(cwd));
		if (!options.wants(name))
			throw usageError(
				`${showBriefly(given)} is in no language that can be read`,
				'pat-wizard scan --help lists them',
			);
		yield {file: real, path: name};
	} else {
		throw usageError(`${showBriefly(given)} is neither a file nor a folder`, 'Check the path');
	}
};

/** The files that the paths name, each once. */
const listPaths = function* (options: SourceFilesOptions): Generator<Found> {
	const walks: Walk[] = [];
	const walkOf = (base: string, prefix: string): Walk => {
		const walk: Walk = {base, prefix, wants: options.wants, folders: 0, isCut: false};
		walks.push(walk);
		return walk;
	};

	const seen = new Set<string>();
	for (const given of options.paths) {
		for (const found of listPath(given, options, walkOf)) {
			if (seen.has(found.file)) continue;
			seen.add(found.file);
			yield found;
		}
	}

	if (walks.some(({isCut}) => isCut))
		yield {file: '.', path: '.', problem: 'folders are nested too deep, or are too many'};
};

/**
 * The files of folders that are of use, with their texts, in the order of their paths. Left out are
 * folders of tests, of others' code and of what a program made, what .gitignore names, and files of
 * secrets. No link is followed out of a folder. Throws a usage error for a path that does not exist.
 */
export const readSourceFiles = async function* (
	options: SourceFilesOptions,
): AsyncGenerator<SourceFile> {
	let count = 0;
	let bytes = 0;
	for (const {file, path: shown, problem} of listPaths(options)) {
		if (problem === undefined && (count >= mostSources.files || bytes >= mostSources.bytes)) {
			const reason = 'there is too much to read: this and what comes after it was left out';
			yield {path: shown, problem: reason};
			return;
		}

		const found: FoundText =
			problem === undefined
				? readPlainFile(file, {...ofAnybody, largest: largestSource})
				: {kind: 'unusable', reason: problem};
		count++;
		if (found.kind !== 'text') {
			yield {path: shown, problem: found.kind === 'missing' ? 'it is gone' : found.reason};
		} else if (!found.text.includes('\0')) {
			bytes += found.text.length;
			yield {path: shown, text: found.text};
		}

		// Signals and the progress line have their turn.
		if (count % 100 === 0) {
			options.onProgress?.(count);
			await setImmediate();
		}
	}
};
