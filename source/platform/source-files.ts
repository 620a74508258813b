import {type Dirent, lstatSync, readdirSync, realpathSync} from 'node:fs';
import path from 'node:path';
import {setImmediate} from 'node:timers/promises';
import ignore, {type Ignore} from 'ignore';
import {readSafely, usageError} from '../core/errors.ts';
import {isSecretFile, isSkippedFile, isSkippedFolder} from '../core/scan/skipped-files.ts';
import {codeOf, explainPath} from '../core/system-errors.ts';
import {showBriefly} from '../core/text/mask.ts';
import {isInside} from './folders.ts';
import {type FoundText, readPlainFile} from './text-file.ts';

/** A file of a folder with its text, or the reason why it was not read. */
export type SourceFile = {
	/** Relative to the named folder, with `/`. */
	readonly path: string;
} & ({readonly text: string} | {readonly problem: string});

/** What `readSourceFiles` needs. */
export type SourceFilesOptions = {
	/** Files and folders, as given. */
	readonly paths: readonly string[];
	/** Unset when the current folder was deleted. */
	readonly cwd: string | undefined;
	/** Whether to read a file, by its path. Not called for files with secrets. */
	readonly wants: (path: string) => boolean;
	/** Called from time to time with the number of files that were read. */
	readonly onProgress?: (count: number) => void;
};

/** The largest file that is read, in bytes. */
const largestSource = 2_000_000;

/** The most files and the most bytes that are read. */
const mostSources = {files: 50_000, bytes: 300_000_000} as const;

/** The most folders that are read. */
const mostFolders = 100_000;

/** The largest .gitignore that is read, in bytes. */
const longestIgnore = 200_000;

const plainPattern = (line: string): boolean =>
	line.length < 300 && (line.match(/\*/g)?.length ?? 0) <= 8;

/** How to read files in a folder of another person. */
const ofAnybody = {isLinkRefused: true, isAnyText: true} as const;

/** The rules of a .gitignore, and its folder. */
type Rules = {readonly folder: string; readonly rules: Ignore};

const readIgnore = (folder: string): readonly Rules[] => {
	const file = path.join(folder, '.gitignore');
	const found = readPlainFile(file, {...ofAnybody, largest: longestIgnore});
	return found.kind === 'text'
		? [{folder, rules: ignore().add(found.text.split(/\r?\n/).filter(plainPattern))}]
		: [];
};

const withSlashes = (file: string, folder: string): string =>
	path.relative(folder, file).split(path.sep).join('/');

const isIgnored = (file: string, isFolder: boolean, stack: readonly Rules[]): boolean =>
	stack.reduce((verdict, {folder, rules}) => {
		const {ignored, unignored} = rules.test(withSlashes(file, folder) + (isFolder ? '/' : ''));
		return (verdict || ignored) && !unignored;
	}, false);

/** A file, its shown path, and why it is not read. */
type Found = {readonly file: string; readonly path: string; readonly problem?: string};

const listFolder = (folder: string): readonly Dirent[] => {
	try {
		return readdirSync(folder, {withFileTypes: true}).sort((one, other) =>
			one.name < other.name ? -1 : 1,
		);
	} catch (error) {
		if (codeOf(error) === undefined) {
			throw error;
		}
		return [];
	}
};

/** Follows a link to a file in the folder. Reports a link that leads out of the folder. */
const followLink = (file: string, name: string, top: string): readonly Found[] =>
	readSafely(() => {
		const target = realpathSync(file);
		if (!isInside(target, top)) {
			return [{file, path: name, problem: 'it is a link that leads out of the folder'}];
		}
		return lstatSync(target).isFile() ? [{file: target, path: name}] : [];
	}) ?? [];

const isSkipped = (entry: Dirent): boolean =>
	entry.isDirectory()
		? isSkippedFolder(entry.name)
		: isSkippedFile(entry.name) || !(entry.isFile() || entry.isSymbolicLink());

/** A file or folder, and the rules for it. */
type Place = {readonly file: string; readonly entry: Dirent; readonly stack: readonly Rules[]};

/** Lists the content of a folder that is not skipped, the last one first. */
const lookInto = (folder: string, above: readonly Rules[]): readonly Place[] => {
	const stack = [...above, ...readIgnore(folder)];
	return listFolder(folder)
		.toReversed()
		.map(entry => ({file: path.join(folder, entry.name), entry, stack}))
		.filter(
			({file, entry}) =>
				!isSkipped(entry) && !(entry.isDirectory() && isIgnored(file, true, stack)),
		);
};

/** Finds the wanted files below a folder that no rule leaves out, in the order of their paths. */
const walkFolder = function* (
	top: string,
	prefix: string,
	wants: SourceFilesOptions['wants'],
): Generator<Found> {
	// The next one is the last one of the list.
	const left = [...lookInto(top, [])];
	let folders = 1;
	for (let next = left.pop(); next !== undefined; next = left.pop()) {
		const {file, entry, stack} = next;
		const name = prefix + withSlashes(file, top);
		if (entry.isDirectory()) {
			folders += 1;
			if (folders > mostFolders) {
				yield {file, path: name, problem: 'there are too many folders'};
				return;
			}
			// A folder may have more files than a call can have arguments.
			for (const below of lookInto(file, stack)) {
				left.push(below);
			}
		} else if (wants(name) && !isIgnored(file, false, stack)) {
			yield* entry.isFile() ? [{file, path: name}] : followLink(file, name, top);
		}
	}
};

/** Returns the path to show for a file that was given itself. It keeps the parts that tell the kind of the file. */
const nameOfFile = (file: string, cwd: string | undefined): string => {
	const github = file.split(path.sep).lastIndexOf('.github');
	if (cwd !== undefined && isInside(file, cwd)) {
		const relative = withSlashes(file, cwd);
		if (github === -1 || relative.includes('.github/')) {
			return relative;
		}
	}
	return github === -1 ? path.basename(file) : file.split(path.sep).slice(github).join('/');
};

const resolvePath = (given: string, cwd: string | undefined): string => {
	if (cwd === undefined && !path.isAbsolute(given)) {
		throw usageError('The current folder was deleted', 'Give the whole path of a folder');
	}
	try {
		return realpathSync(path.resolve(cwd ?? '/', given));
	} catch (error) {
		throw explainPath(error, {
			shown: showBriefly(given),
			kind: 'file or folder',
			missing: 'Check the path',
			wanted: 'Check the path',
		});
	}
};

const listPath = function* (
	given: string,
	{cwd, paths, wants}: SourceFilesOptions,
): Generator<Found> {
	const real = resolvePath(given, cwd);
	const stats = lstatSync(real);
	if (stats.isDirectory()) {
		const prefix = paths.length > 1 ? `${given.replace(/(?<![\\/])[\\/]+$/, '')}/` : '';
		yield* walkFolder(real, prefix, wants);
		return;
	}
	const shown = showBriefly(given);
	if (isSecretFile(path.basename(real))) {
		throw usageError(
			`${shown} is a file with secrets, which is never read`,
			'Name the code that uses it',
		);
	}
	if (!stats.isFile()) {
		throw usageError(`${shown} is neither a file nor a folder`, 'Check the path');
	}
	const name = nameOfFile(real, cwd === undefined ? undefined : realpathSync(cwd));
	if (!wants(name)) {
		throw usageError(
			`${shown} is not in a language that scan can read`,
			'pat-wizard scan --help lists them',
		);
	}
	yield {file: real, path: name};
};

/** Finds the files at the given paths, each once. */
const listPaths = function* (options: SourceFilesOptions): Generator<Found> {
	const seen = new Set<string>();
	for (const given of options.paths) {
		for (const found of listPath(given, options)) {
			if (!seen.has(found.file)) {
				seen.add(found.file);
				yield found;
			}
		}
	}
};

/**
 * Reads the wanted files of folders, in the order of their paths. Leaves out folders with tests, with code of others and
 * with generated code, files in .gitignore, and files with secrets. Does not follow links out of a folder. Throws a usage
 * error for a path that does not exist.
 */
export const readSourceFiles = async function* (
	options: SourceFilesOptions,
): AsyncGenerator<SourceFile> {
	let count = 0;
	let bytes = 0;
	for (const {file, path: shown, problem} of listPaths(options)) {
		if (problem === undefined && (count >= mostSources.files || bytes >= mostSources.bytes)) {
			const reason = 'there is too much to read, so this and all later files were left out';
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

		// This lets signals and the progress line run.
		if (count % 100 === 0) {
			options.onProgress?.(count);
			await setImmediate();
		}
	}
};
