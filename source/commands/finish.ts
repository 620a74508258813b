import {PatWizardError, usageError, withHint} from '../core/errors.ts';
import {describeInJson} from '../core/link/describe-profile.ts';
import {buildLink, findProblems} from '../core/link/link.ts';
import {lacksClipboard} from '../core/machine/clipboard-sequence.ts';
import {isSameName, type Profile, type SavedProfile} from '../core/profile/profile.ts';
import {showText, writeJson} from '../core/text/show.ts';
import type {CopyResult} from '../platform/clipboard.ts';
import {countRows, writeEnding} from '../print/ending.ts';
import {paintTalk} from '../print/paint.ts';
import {writeCommandLine} from '../print/shell-quote.ts';
import type {Context} from './context.ts';
import {findProfile, quoteName, readSaved} from './find-profile.ts';

/** What to do with a profile. */
export type Ending = {
	/** Has a name when it is to be saved. */
	readonly profile: Profile | SavedProfile;
	/** Whether to save it, and whether it may replace the saved profile of its name. */
	readonly save: 'no' | 'new' | 'replace';
	/** Whether to set aside a file of saved profiles that cannot be read. */
	readonly force: boolean;
	readonly open: boolean;
	readonly copy: boolean;
	/** Whether to print JSON. */
	readonly json: boolean;
	/** What to print first, as a sentence without a full stop. */
	readonly notice?: string | undefined;
};

/** Describes the result of copying, as a sentence without a full stop. */
export const describeCopy = (result: CopyResult): string => {
	switch (result.kind) {
		case 'program':
			return `Copied the link with ${result.name}`;
		case 'terminal':
			return 'Asked the terminal to copy the link; some terminals cannot';
		case 'none':
			return `Not copied: ${result.reason}`;
	}
};

/** Returns a profile without the dates that only the store keeps. */
export const withoutDates = (profile: Profile | SavedProfile): Profile => {
	const {lastOpened: _, expiresAt: _expiresAt, ...rest} = profile as SavedProfile;
	return rest;
};

/** Writes the JSON that `--json` prints for a single profile. */
export const describeAsJson = (profile: Profile | SavedProfile, now: Date): string =>
	`${writeJson(describeInJson(withoutDates(profile), now), 2)}\n`;

const isNamed = (profile: Profile | SavedProfile): profile is SavedProfile =>
	profile.profile !== undefined;

const checkNameIsFree = async (context: Context, profile: Profile): Promise<void> => {
	const {profiles} = await readSaved(context);
	const taken = profiles.find(other => isSameName(other.profile, profile.profile ?? ''));
	if (taken !== undefined) {
		throw usageError(
			`There is already a profile named ${quoteName(taken.profile)}`,
			'Pass --force to replace it, or choose another name',
		);
	}
};

const tryTo = async <Result>(work: () => Promise<Result>): Promise<Result | PatWizardError> => {
	try {
		return await work();
	} catch (error) {
		if (error instanceof PatWizardError) {
			return error;
		}
		throw error;
	}
};

type Report = {readonly done: string[]; readonly undone: string[]};

const save = async (
	context: Context,
	{profile, save: how, force, open}: Ending,
	report: Report,
): Promise<PatWizardError | undefined> => {
	if (how === 'no' || !isNamed(profile)) {
		return undefined;
	}
	const store = await context.openStore();
	const saved = await tryTo(() =>
		store.save([open ? {...profile, lastOpened: context.now().toISOString()} : profile], {
			force: force || how === 'replace',
		}),
	);
	if (saved instanceof PatWizardError) {
		report.undone.push(`Not saved: ${withHint(saved)}`);
		return saved;
	}
	report.done.push(
		`Saved as ${showText(profile.profile)} (again: ${writeCommandLine('open', profile.profile)})`,
	);
	if (saved.setAside !== undefined) {
		report.undone.push(`The file that could not be read is now ${saved.setAside}`);
	}
	return undefined;
};

/** Whether a profile makes exactly this link. */
const makesLink = (profile: Profile, link: string): boolean =>
	findProblems(profile).length === 0 && buildLink(profile) === link;

/** Saves the time of opening, if the saved profile of this name still has the opened link. */
const markOpened = async (
	context: Context,
	profile: Profile | SavedProfile,
	link: string,
): Promise<PatWizardError | undefined> => {
	const {profiles} = await readSaved(context);
	const own = profiles.find(other => isSameName(other.profile, profile.profile ?? ''));
	if (own === undefined || !makesLink(own, link)) {
		return undefined;
	}
	const store = await context.openStore();
	const marked = await tryTo(() =>
		store.note(own.profile, () => ({
			lastOpened: context.now().toISOString(),
			expiresAt: undefined,
		})),
	);
	return marked instanceof PatWizardError ? marked : undefined;
};

/** Explains how to use the link when no browser opened, as a sentence without a full stop. */
const describeWayOut = (
	{terminal, environment}: Context,
	{profile, copy}: Ending,
	isSaved: boolean,
): string => {
	const self = 'Open the printed link yourself';
	// A terminal that cannot copy seldom has a program that can.
	if (copy || (terminal.stderr && lacksClipboard(environment.TERM))) {
		return self;
	}
	if (isSaved && profile.profile !== undefined) {
		return `${self}; ${writeCommandLine('open', profile.profile, ['--copy'])} copies it`;
	}
	const where = terminal.stderr ? '' : 'in a terminal, ';
	return `${self}; ${where}the same command with --copy copies it`;
};

const open = async (
	context: Context,
	link: string,
	ending: Ending,
	isSaved: boolean,
	report: Report,
): Promise<void> => {
	const {profile, save: how} = ending;
	const isMarked = how === 'no' && profile.profile !== undefined;
	// The store notes the time while the browser starts.
	const [result, marked] = await Promise.all([
		context.openInBrowser(link),
		isMarked ? markOpened(context, profile, link) : undefined,
	]);
	if (result.opened) {
		report.done.unshift(
			result.isRunning === true
				? `Asked the browser for ${profile.host}: if no page comes up, open the link yourself`
				: `Opened ${profile.host} in the browser`,
		);
	} else {
		report.undone.push(`Not opened: ${result.reason}. ${describeWayOut(context, ending, isSaved)}`);
	}
	if (marked instanceof PatWizardError) {
		report.undone.push(`The time of opening is not saved: ${withHint(marked)}`);
	}
};

/**
 * Checks and prints the link, saves the profile, copies and opens the link, and prints the ending. In this
 * order a failure loses least. Throws a usage error before it does anything, and a PatWizardError at the end
 * when saving failed.
 */
export const finish = async (context: Context, ending: Ending): Promise<void> => {
	const {profile, json} = ending;
	const link = buildLink(profile);
	if (ending.save === 'new' && !ending.force) {
		await checkNameIsFree(context, profile);
	}
	const report: Report = {done: [], undone: []};
	if (ending.notice !== undefined) {
		report.undone.push(ending.notice);
	}
	context.printResult(json ? describeAsJson(profile, context.now()) : `${link}\n`);
	const failure = await save(context, ending, report);
	if (ending.copy) {
		const copied = await context.copyText(link);
		report[copied.kind === 'none' ? 'undone' : 'done'].push(describeCopy(copied));
	}
	if (ending.open) {
		await open(context, link, ending, ending.save !== 'no' && failure === undefined, report);
	}
	await printEnding(context, ending, link, report, failure);
	if (failure !== undefined) {
		throw failure;
	}
};

/** Finds the name by which other commands find exactly this profile. `undefined` when there is none. */
const findKnownName = async (
	context: Context,
	profile: Profile,
	link: string,
): Promise<string | undefined> => {
	const {profile: name} = profile;
	if (name === undefined) {
		return undefined;
	}
	const found = await tryTo(() => findProfile(context, name));
	return !(found instanceof PatWizardError) && makesLink(found.profile, link)
		? found.profile.profile
		: undefined;
};

const printEnding = async (
	context: Context,
	{profile, json}: Ending,
	link: string,
	{done, undone}: Report,
	failure: PatWizardError | undefined,
): Promise<void> => {
	if (json) {
		// With JSON, only problems are printed. After an error there are none, since the error is printed itself.
		if (failure === undefined) {
			context.printMessage(undone.map(sentence => `${showText(sentence)}\n`).join(''));
		}
		return;
	}
	const {terminal, environment} = context;
	const width = context.width.stderr;
	context.printMessage(
		writeEnding(
			{
				profile,
				now: context.now(),
				done,
				undone,
				saved: await findKnownName(context, profile, link),
				// The link on standard output may have scrolled out of sight by now.
				link: terminal.stderr ? link : undefined,
				linesAbove: terminal.stdout && terminal.stderr ? countRows(link, width) : 0,
				canErase: environment.TERM !== 'dumb' && environment.INK_SCREEN_READER !== 'true',
				width,
				rows: context.height.stderr,
			},
			paintTalk(context),
		),
	);
};
