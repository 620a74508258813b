import {usageError, withHint} from '../core/errors.ts';
import type {Answers} from '../core/profile/answers.ts';
import {isSameName} from '../core/profile/profile.ts';
import type {WizardAnswer, WizardOptions} from '../ui/wizard-options.ts';
import type {Input, Outcome} from './command.ts';
import type {Context} from './context.ts';
import {findFolderProfiles, readSaved} from './find-profile.ts';
import {describeCopy, type Ending, finish} from './finish.ts';
import {findDefaultHost} from './read-answers.ts';
import {scanForWizard} from './scan.ts';

/**
 * Throws a usage error where the wizard cannot run: without a terminal to read keys from, without one to
 * draw on, and on a terminal that can only print. `instead` is the hint.
 */
export const checkTerminal = ({terminal, environment}: Context, instead: string): void => {
	if (!terminal.stdin || !(terminal.stdout || terminal.stderr)) {
		throw usageError('The wizard needs a terminal, but there is none', instead);
	}
	if (environment.TERM === 'dumb') {
		throw usageError('This terminal (TERM=dumb) cannot show the wizard', instead);
	}
};

/** The result of the wizard. */
type Asked = {
	/** Unset when the user cancelled. */
	readonly answer: WizardAnswer | undefined;
	/** Whether the user renamed or removed saved profiles. */
	readonly hasChanged: boolean;
};

/** Runs the wizard with everything that it starts from. */
const ask = async (
	context: Context,
	answers: Answers,
	start: WizardOptions['start'],
): Promise<Asked> => {
	const defaultHost = findDefaultHost(context);
	const hosts = [...new Set([defaultHost, answers.host ?? defaultHost])];
	const [saved, folder, facts, store] = await Promise.all([
		readSaved(context),
		findFolderProfiles(context),
		context.findRemotes(hosts),
		context.openStore(),
	]);
	const notices = [
		...(saved.error === undefined ? store.problems() : [withHint(saved.error)]),
		...folder.problems,
	];
	const {folder: path, remotes} = facts;
	const [remote] = remotes;
	let hasChanged = false;
	const change = async (work: Promise<void>): Promise<void> => {
		await work;
		hasChanged = true;
	};
	const answer = await context.askWizard({
		answers,
		start,
		saved: saved.profiles,
		folderProfiles: folder.profiles,
		notice: notices.length === 0 ? undefined : notices.join('. '),
		suggestions: remotes,
		login: facts.gitHubUser,
		defaultHost,
		now: context.now,
		canSave: saved.error === undefined,
		copy: async text => describeCopy(await context.copyText(text)),
		scanFolder:
			path === undefined || remote === undefined ? undefined : scanForWizard(context, path, remote),
		rename: (from, to) => change(store.rename(from, to)),
		remove: name => change(store.remove([name])),
	});
	return {answer, hasChanged};
};

/**
 * Decides from the wizard's answer what to save and open. Replaces a saved profile only when the user edits
 * it or agreed to replace it.
 */
const endingOf = async (
	context: Context,
	answer: WizardAnswer,
): Promise<Pick<Ending, 'profile' | 'save' | 'open'>> => {
	const {profile, open} = answer;
	if (!answer.save || profile.profile === undefined) {
		return {profile, save: 'no', open};
	}
	const name = profile.profile;
	const {profiles} = await readSaved(context);
	const before = profiles.find(other => isSameName(other.profile, name));
	if (before === undefined || !isSameName(before.profile, answer.replaces ?? '')) {
		return {profile, save: 'new', open};
	}
	const {lastOpened, expiresAt} = before;
	return {
		profile: {
			...profile,
			profile: name,
			...(lastOpened === undefined ? {} : {lastOpened}),
			...(expiresAt === undefined || open ? {} : {expiresAt}),
		},
		save: 'replace',
		open,
	};
};

/** Runs the wizard and carries out its answer. */
export const askAndFinish = async (
	context: Context,
	input: Input,
	answers: Answers,
	start: WizardOptions['start'],
): Promise<Outcome> => {
	const {answer, hasChanged} = await ask(context, answers, start);
	if (answer === undefined) {
		return hasChanged ? 'cancelledLate' : 'cancelled';
	}
	const ending = await endingOf(context, answer);
	await finish(context, {
		...ending,
		open: ending.open && !input.has('no-open'),
		force: false,
		copy: input.has('copy'),
		json: input.has('json'),
		// Facts that stay true after the wizard, such as that a second token is needed.
		notice: answer.facts?.length ? answer.facts.join('. ') : undefined,
	});
	const {profile} = ending.profile;
	if (answer.store !== true || profile === undefined) {
		return 'done';
	}
	const {storeAfterOpening} = await import('./store.ts');
	return storeAfterOpening(context, {...ending.profile, profile});
};
