import {
	accessSync,
	constants,
	lstatSync,
	mkdtempSync,
	readdirSync,
	realpathSync,
	renameSync,
	rmdirSync,
	rmSync,
} from 'node:fs';
import path from 'node:path';
import type Conf from 'conf';
import {outsideError, PatWizardError, readSafely} from '../core/errors.ts';
import {isTooDeep} from '../core/profile/depth.ts';
import {fileVersion, type ProfilesJson, readProfilesJson} from '../core/profile/profiles-json.ts';
import {codeOf, reasonOf} from '../core/system-errors.ts';
import {showText} from '../core/text/show.ts';
import {isOwn} from './folders.ts';
import {pause} from './pause.ts';
import {largestText, readPlainFile} from './text-file.ts';

/** The file of the saved profiles as it was read, or `missing`. */
export type FoundFile = ProfilesJson | {readonly kind: 'missing'};

/** The content of the file: its entries unchanged, and unknown top-level keys. */
export type Contents = Pick<Extract<ProfilesJson, {kind: 'ok'}>, 'entries' | 'rest'>;

/** Explains a system error from saving. Returns any other error unchanged. */
export const explainSaving = (error: unknown, file: string): unknown => {
	const reason = reasonOf(error);
	return error instanceof PatWizardError || reason === undefined
		? error
		: outsideError(
				`Cannot save to ${showText(file)}: ${reason}`,
				'The saved profiles are unchanged. PAT_WIZARD_CONFIG_DIR chooses another folder',
				error,
			);
};

const statLink = (file: string) => readSafely(() => lstatSync(file, {throwIfNoEntry: false}));

/**
 * Reads the file without creating anything. conf is not used for this: it creates the folder, accepts a list as an
 * object, does not say what is wrong with a file, and takes time to load.
 */
export const readProfileFile = (file: string): FoundFile => {
	const found = readPlainFile(file);
	if (found.kind === 'text') {
		const read = readProfilesJson(found.text);
		// A very deep value cannot be written again.
		return read.kind === 'ok' && isTooDeep([read.entries, read.rest])
			? {kind: 'broken', reason: 'it is nested too deeply'}
			: read;
	}
	if (found.kind === 'unusable') {
		return {kind: 'broken', reason: found.reason};
	}
	return statLink(file)?.isSymbolicLink()
		? {kind: 'broken', reason: 'it is a symbolic link to nowhere'}
		: found;
};

/** Returns the real path of the file. For a symbolic link, returns the path of the link. */
export const resolveSelf = (file: string): string =>
	path.join(realpathSync(path.dirname(file)), path.basename(file));

/**
 * Returns the path to write to. Follows a symbolic link if it belongs to the user and leads to readable profiles, as
 * with settings in a folder of dotfiles. Any other link is a mistake, and its target stays untouched.
 */
export const resolveTarget = (file: string): string => {
	const link = statLink(file);
	return link?.isSymbolicLink() && isOwn(link.uid) && readProfileFile(file).kind === 'ok'
		? realpathSync(file)
		: resolveSelf(file);
};

/** Throws a PatWizardError (`outside`) when the file exists and belongs to another user. */
export const checkOwner = (target: string): void => {
	const owner = lstatSync(target, {throwIfNoEntry: false})?.uid;
	if (owner !== undefined && !isOwn(owner)) {
		throw outsideError(
			`Cannot save to ${showText(target)}: it belongs to another user`,
			'Make yourself the owner of the file, or choose another folder with PAT_WIZARD_CONFIG_DIR',
		);
	}
};

/** Whether an unreadable file can be renamed and replaced. */
export const canSetAside = (file: string): boolean =>
	readSafely(() => {
		accessSync(path.dirname(file), constants.W_OK);
		return isOwn(lstatSync(file).uid);
	}) ?? false;

/** Renames an unreadable file to `….broken-<time>`, without overwriting another file. Returns the new path. */
export const setAside = (target: string, now: Date): string => {
	const wanted = `${target}.broken-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
	let name = wanted;
	for (let count = 2; statLink(name) !== undefined; count += 1) {
		name = `${wanted}-${count}`;
	}
	renameSync(target, name);
	return name;
};

// On Windows, a virus scanner or another reader can block the file for a moment.
const replace = (from: string, to: string): void => {
	for (let tries = 0; ; tries += 1) {
		try {
			renameSync(from, to);
			return;
		} catch (error) {
			const isPassing = ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
			if (process.platform !== 'win32' || !isPassing || tries === 40) {
				throw error;
			}
			pause(25);
		}
	}
};

/** Removes the unfinished files of programs that were killed. */
const removeLeftovers = (target: string): void => {
	const folder = path.dirname(target);
	for (const name of readdirSync(folder)) {
		if (name.startsWith(`${path.basename(target)}.next-`)) {
			rmSync(path.join(folder, name), {force: true, recursive: true});
		}
	}
};

const serialize = (value: object): string => `${JSON.stringify(value, undefined, '\t')}\n`;

/**
 * Replaces the file completely or not at all, with mode 0600. The caller holds the lock.
 *
 * conf writes a new file into a new folder next to the target, where no other user can have put a link. The new file is
 * compared before it replaces the target, because conf can leave an incomplete file: on a full disk, and when it is
 * killed under snap or after EXDEV, where it writes directly into the file.
 *
 * @throws PatWizardError (`outside`), or a system error for `explainSaving`. The old file is then unchanged.
 */
export const replaceProfileFile = (
	target: string,
	contents: Contents,
	Store: typeof Conf,
): void => {
	const value = {...contents.rest, version: fileVersion, profiles: contents.entries};
	const text = serialize(value);
	if (Buffer.byteLength(text) > largestText) {
		throw outsideError(
			`Cannot save to ${showText(target)}: it would be larger than ${largestText / 1_000_000} MB`,
			'Remove saved profiles that you no longer need',
		);
	}
	const folder = mkdtempSync(`${target}.next-`);
	const next = path.join(folder, path.basename(target));
	// conf's option for the mode would change any file that is at the path by then.
	const mask = process.umask(0o077);
	try {
		const store = new Store<Record<string, unknown>>({
			cwd: folder,
			configName: path.basename(next),
			fileExtension: '',
			projectSuffix: '',
			accessPropertiesByDotNotation: false,
			clearInvalidConfig: false,
			serialize,
		});
		store.store = value;
		const written = readPlainFile(next, {isLinkRefused: true});
		if (written.kind !== 'text' || written.text !== text) {
			throw outsideError(
				`Cannot save to ${showText(target)}: it could not be written completely`,
				'The saved profiles are unchanged. Check whether the disk is full',
			);
		}
		replace(next, target);
	} finally {
		process.umask(mask);
		try {
			rmdirSync(folder);
		} catch {
			// Something failed and left a file. For an empty folder rmSync takes 1 ms, most of it to load rimraf.
			rmSync(folder, {force: true, recursive: true});
		}
	}
	removeLeftovers(target);
};
