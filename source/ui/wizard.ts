import {type Answers, isAnswered} from '../core/profile/answers.ts';
import {readHost} from '../core/profile/host.ts';
import {isRepository, ownerOf} from '../core/profile/names.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import type {PurposeEngine} from './engine.ts';
import {type Heard, isBack} from './keys.ts';
import type {ListState} from './list-state.ts';
import {help} from './panels/help.tsx';
import {openPurpose} from './panels/purpose.tsx';
import {type Screen, usualScreen} from './screen.tsx';
import {
	applicableSteps,
	type Crumb,
	closePanel,
	enter,
	findSaved,
	findStep,
	firstOpenStep,
	fresh,
	goBack,
	isSettled,
	openPanel,
	profileOf,
	type Step,
	type StepId,
	shownOwn,
	shownPanel,
	type Wizard,
} from './state.ts';
import {access} from './steps/access.tsx';
import {expiration} from './steps/expiration.tsx';
import {name} from './steps/name.tsx';
import {owner} from './steps/owner.tsx';
import {permissions} from './steps/permissions.tsx';
import {repositories} from './steps/repositories.tsx';
import {review} from './steps/review.tsx';
import {focusSaved, saved} from './steps/saved.tsx';
import {scopes} from './steps/scopes.tsx';
import {type} from './steps/type.tsx';
import type {Scan, WizardOptions} from './wizard-options.ts';

/** The steps in their order. */
export const steps: readonly Step[] = [
	saved,
	type,
	owner,
	access,
	repositories,
	permissions,
	scopes,
	expiration,
	name,
	review,
];

/** Everything that can happen to the wizard. */
export type Happening =
	/** `at` is the time of the key in milliseconds from an arbitrary start, `screen` the screen at that time. */
	| {readonly type: 'key'; readonly key: Heard; readonly at?: number; readonly screen?: Screen}
	| {readonly type: 'engine-loaded'; readonly engine: PurposeEngine}
	| {readonly type: 'scanned'; readonly scan: Scan}
	/** A request was carried out. */
	| {readonly type: 'settled'; readonly message: string; readonly saved?: readonly SavedProfile[]};

/** The longest time between two pieces of one token, in milliseconds. */
const longestGap = 1000;

/**
 * Removes the rest of a refused token from a key. Without its beginning, nobody would recognize the rest
 * as part of a token. Returns `undefined` when nothing is left, and for the Enter behind a token, which was
 * not meant for an empty field.
 */
const withoutTokenRest = (key: Heard): Heard | undefined => {
	if (!('text' in key)) {
		return key.name === 'enter' ? undefined : key;
	}
	const text = key.text.replace(/^[A-Za-z0-9_.-]+/, '');
	return text === '' ? undefined : {...key, text};
};

/** Handles a key that no step or panel used. */
const pressAnywhere = (wizard: Wizard, key: Heard): Wizard => {
	if (wizard.panel !== undefined) {
		return isBack(key) ? closePanel(wizard) : wizard;
	}
	if (isBack(key)) {
		return goBack(wizard);
	}
	switch (key.name === 'text' ? key.text : key.name) {
		case '?':
			return openPanel(wizard, help, {top: 0});
		case 'w':
			return openPurpose(wizard);
		default:
			return wizard;
	}
};

const press = (before: Wizard, key: Heard, at: number): Wizard => {
	const isRefusing = before.refusedAt !== undefined && at - before.refusedAt <= longestGap;
	const rest = isRefusing ? withoutTokenRest(key) : key;
	const goesOn = isRefusing && rest === undefined && key.name !== 'enter';
	const timed = {...before, keyAt: at, refusedAt: goesOn ? at : undefined};
	if (rest === undefined) {
		return timed;
	}
	if (rest.name === 'leave') {
		return {...timed, outcome: {kind: 'left'}};
	}
	const wizard = {...timed, message: undefined};
	if (rest.name === 'purpose') {
		const {filter} = shownOwn(wizard) as Partial<ListState>;
		return wizard.panel?.is.needsEngine ? wizard : openPurpose(wizard, filter?.value);
	}
	return shownPanel(wizard).press(shownOwn(wizard), rest, wizard) ?? pressAnywhere(wizard, rest);
};

const settle = (wizard: Wizard, message: string, savedNow: readonly SavedProfile[]): Wizard => {
	const {request, step} = wizard;
	const settled = {...wizard, saved: savedNow, request: undefined};
	const isThere = applicableSteps(settled).some(({id}) => id === step);
	const shown = isThere ? settled : enter(settled, 'type');
	const renamed = request?.kind === 'rename' ? findSaved(settled, request.to) : undefined;
	const own = renamed === undefined ? {} : {[saved.id]: focusSaved(renamed.profile)};
	return {...shown, own: {...shown.own, ...own}, message};
};

/** The wizard after something happened. */
export const reduceWizard = (wizard: Wizard, happening: Happening): Wizard => {
	if (wizard.outcome !== undefined) {
		return wizard;
	}
	switch (happening.type) {
		case 'key': {
			const {key, at = wizard.keyAt, screen = wizard.screen} = happening;
			return press({...wizard, screen}, key, at);
		}
		case 'engine-loaded':
			return {...wizard, engine: happening.engine};
		case 'scanned':
			return {...wizard, scan: happening.scan};
		case 'settled':
			return settle(wizard, happening.message, happening.saved ?? wizard.saved);
	}
};

const givenSteps = (answers: Answers): ReadonlySet<StepId> =>
	new Set(
		steps.filter(step => step.answers.some(key => isAnswered(answers[key]))).map(({id}) => id),
	);

/** The wizard before its first frame. */
export const createWizard = (options: WizardOptions): Wizard => {
	const {folderProfiles, suggestions, defaultHost, login, canSave, now, start} = options;
	const [named] = options.answers.repositories ?? [];
	// GitHub's page lists only the owner's repositories.
	const answers =
		named === undefined || start === 'review' || !isRepository(named)
			? options.answers
			: {...options.answers, owner: options.answers.owner ?? ownerOf(named)};
	const host = answers.host === undefined ? undefined : readHost(answers.host);
	const given = givenSteps(answers);
	const wizard: Wizard = {
		...fresh,
		setup: {steps, folderProfiles, suggestions, defaultHost, login, canSave, now: now()},
		screen: usualScreen,
		saved: options.saved,
		answers: host === undefined ? answers : {...answers, host},
		given,
		done: given,
		step: 'type',
		own: {},
		panel: undefined,
		changed: undefined,
		edited: start === 'review' ? answers.profile : undefined,
		isEditing: start === 'review',
		engine: undefined,
		scan: undefined,
		keyAt: 0,
		refusedAt: undefined,
		message: undefined,
		request: undefined,
		outcome: undefined,
	};
	const first =
		start === 'questions' && given.size === 0 && saved.applies(wizard)
			? 'saved'
			: firstOpenStep(wizard);
	return {...enter(wizard, start === 'review' ? 'review' : first), message: options.notice};
};

/** The line of steps. Steps with the same name share a place. */
export const listCrumbs = (wizard: Wizard): readonly Crumb[] => {
	const byName = new Map<string, StepId[]>();
	const isShown = findStep(wizard, wizard.step).crumb !== undefined;
	for (const {id, crumb} of isShown ? applicableSteps(wizard) : []) {
		if (crumb !== undefined) {
			byName.set(crumb, [...(byName.get(crumb) ?? []), id]);
		}
	}
	const standingOf = (ids: readonly StepId[]): Crumb['standing'] => {
		if (ids.includes(wizard.step)) {
			return 'current';
		}
		return ids.every(id => isSettled(wizard, id)) ? 'done' : 'ahead';
	};
	return Array.from(byName, ([name, ids]) => ({name, standing: standingOf(ids)}));
};

/** The answers so far, in one line. */
export const summarize = (wizard: Wizard): string => {
	if (findStep(wizard, wizard.step).answers.length === 0) {
		return '';
	}
	const profile = profileOf(wizard);
	const host = profile.host === 'github.com' ? [] : [profile.host];
	const valuesOf = (...shown: readonly Step[]) =>
		applicableSteps(wizard)
			.filter(step => shown.includes(step) && isSettled(wizard, step.id))
			.map(step => step.value?.(profile, wizard.setup.now));
	return [...valuesOf(type), ...host, ...valuesOf(owner, access)].join(' · ');
};
