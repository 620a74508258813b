import {
	accessSync,
	constants,
	lstatSync,
	mkdtempSync,
	readdirSync,
	realpathSync,
	renameSync,
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

/** What was found where the profiles are kept: see `ProfilesJson`, or nothing. */
export type FoundFile = ProfilesJson | {readonly kind: 'missing'};

/** What the file holds: its entries as they stand, and top-level keys that mean nothing here. */
export type Contents = Pick<Extract<ProfilesJson, {kind: 'ok'}>, 'entries' | 'rest'>;

/** Turns what the system threw while saving into a sentence; any other error stays what it is. */
export const explainSaving = (error: unknown, file: string): unknown => {
	const reason = reasonOf(error);
	return error instanceof PatWizardError || reason === undefined
		? error
		: outsideError(
				`Cannot save to ${showText(file)}: ${reason}`,
				'What was saved before is unchanged; PAT_WIZARD_CONFIG_DIR chooses another folder',
				error,
			);
};

const statLink = (file: string) => readSafely(() => lstatSync(file, {throwIfNoEntry: false}));

/**
 * Reads the file, creating nothing. Plain reading rather than conf's, which creates the folder, takes a list
 * for an object and cannot be asked what is wrong with a file; and commands that only look at profiles start
 * without loading conf.
 */
export const readProfileFile = (file: string): FoundFile => {
	const found = readPlainFile(file);
	if (found.kind === 'text') {
		const read = readProfilesJson(found.text);
		// What is nested without an end could not be written again.
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

/** The path of the file itself: where it is a symbolic link, that of the link. */
export const resolveSelf = (file: string): string =>
	path.join(realpathSync(path.dirname(file)), path.basename(file));

/**
 * The path that is really written. The user's own symbolic link to profiles that can be read is followed,
 * because people keep their settings in a folder of dotfiles and link to it: replacing the link would cut
 * them off. Any other link is one by mistake: what it leads to may be anything, and is left alone.
 */
export const resolveTarget = (file: string): string => {
	const link = statLink(file);
	return link?.isSymbolicLink() && isOwn(link.uid) && readProfileFile(file).kind === 'ok'
		? realpathSync(file)
		: resolveSelf(file);
};

/** Throws a PatWizardError (`outside`) when the file is there and belongs to another user. */
export const checkOwner = (target: string): void => {
	const owner = lstatSync(target, {throwIfNoEntry: false})?.uid;
	if (owner !== undefined && !isOwn(owner)) {
		throw outsideError(
			`Cannot save to ${showText(target)}: it belongs to another user`,
			'Give the file to yourself, or choose another folder with PAT_WIZARD_CONFIG_DIR',
		);
	}
};

/** Whether the file, which cannot be read, could be set aside and another take its place. */
export const canSetAside = (file: string): boolean =>
	readSafely(() => {
		accessSync(path.dirname(file), constants.W_OK);
		return isOwn(lstatSync(file).uid);
	}) ?? false;

/** Renames an unreadable file to `….broken-<time>`, never over another, and gives that path. */
export const setAside = (target: string, now: Date): string => {
	const wanted = `${target}.broken-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
	let name = wanted;
	for (let count = 2; statLink(name) !== undefined; count += 1) {
		name = `${wanted}-${count}`;
	}
	renameSync(target, name);
	return name;
};

// On Windows a virus scanner or a reader keeps a file from being replaced for a moment.
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

/** Removes what programs that were killed would have put into the place of a file next. */
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
 * Replaces the file, whole or not at all, mode 0600. The caller holds the lock.
 *
 * conf writes it into a new folder beside the target, where nobody else can have put a link. What it wrote is
 * compared before it takes the target's place: on a full disk conf can leave a cut-off file without an error, and
 * under snap, or where renaming fails with EXDEV, conf writes straight into its file, which a kill would leave torn.
 *
 * @throws PatWizardError (`outside`), or a system error for `explainSaving`. The old file is intact then.
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
			'Remove saved profiles that are not needed any more',
		);
	}
	const folder = mkdtempSync(`${target}.next-`);
	const next = path.join(folder, path.basename(target));
	// Not conf's own option for the mode: it sets the mode by path, of whatever is there by then.
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
				`Cannot save to ${showText(target)}: it could not be written whole`,
				'What was saved before is unchanged; look whether the disk is full',
			);
		}
		replace(next, target);
	} finally {
		process.umask(mask);
		rmSync(folder, {force: true, recursive: true});
	}
	removeLeftovers(target);
};
