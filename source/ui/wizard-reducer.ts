import {buildLink} from '../core/link/link.ts';
import {type Answers, isAnswered} from '../core/profile/answers.ts';
import {readHost} from '../core/profile/host.ts';
import type {Profile, SavedProfile} from '../core/profile/profile.ts';
import {suggestProfileName} from '../core/profile/suggest-profile-name.ts';
import type {Key} from './keys.ts';
import {scrollByKey} from './list-window.ts';
import {createTextField} from './text-field.ts';
import {loadEngine, press} from './wizard-keys.ts';
import {
	defaultGroup,
	enter,
	freshScreens,
	goNext,
	startNew,
	takeProfile,
	withAnswers,
} from './wizard-moves.ts';
import type {FolderProfile, WizardOptions} from './wizard-options.ts';
import {
	applicableSteps,
	findSaved,
	profileOf,
	type ReviewAction,
	type StepId,
	savedNames,
	steps,
	type WizardAction,
	type WizardState,
} from './wizard-state.ts';

/** The name of a profile when it is one of the saved ones, and not one from a file that shares its name. */
const savedNameOf = ({saved}: WizardState, profile: Profile): string | undefined =>
	saved.find(row => row === profile)?.profile;

const takeFound = (state: WizardState, found: FolderProfile): WizardState => {
	const {host} = found.profile;
	const isExpected = host === 'github.com' || host === state.setup.defaultHost;
	return isExpected ? takeProfile(state, found.profile) : {...state, panel: {kind: 'host', found}};
};

const finish = (state: WizardState, open: boolean, save: boolean): WizardState => {
	const profile = profileOf(state);
	const name = profile.profile ?? suggestProfileName(profile, savedNames(state));
	return {
		...state,
		outcome: {
			kind: 'answered',
			answer: {profile: save ? {...profile, profile: name} : profile, open, save},
		},
	};
};

const act = (state: WizardState, action: ReviewAction): WizardState => {
	switch (action) {
		case 'open-and-save':
			return finish(state, true, true);
		case 'open':
			return finish(state, true, false);
		case 'save':
			return finish(state, false, true);
		case 'copy':
			return {...state, request: {kind: 'copy', text: buildLink(profileOf(state))}};
		case 'change':
			return {...state, panel: {kind: 'change'}};
		default:
			return {...state, outcome: {kind: 'left'}};
	}
};

const scroll = (state: WizardState, key: Key, count: number, height: number): WizardState => {
	const {panel} = state;
	if (panel?.kind !== 'help' && panel?.kind !== 'details') {
		return state;
	}
	const top = scrollByKey(key, panel.top ?? 0, count, height);
	return top === undefined ? state : {...state, panel: {...panel, top}};
};

/** The wizard after something happened. */
export const reduceWizard = (state: WizardState, action: WizardAction): WizardState => {
	if (state.outcome !== undefined) {
		return state;
	}
	switch (action.type) {
		case 'key':
			return press(state, action.key, action.at);
		case 'focus':
			return {...state, choice: action.choice};
		case 'answer':
			return goNext(withAnswers(state, action.answers));
		case 'write':
			return {...state, isTyping: true, choice: undefined, message: undefined};
		case 'use':
			return takeProfile(
				{...state, savedFocus: savedNameOf(state, action.profile)},
				action.profile,
			);
		case 'use-found':
			return takeFound({...state, savedFocus: undefined}, action.found);
		case 'start-new':
			return startNew(state);
		case 'focus-saved':
			return {...state, savedFocus: action.profile, savedRow: action.row};
		case 'change':
			return {...enter(state, action.step), isChanging: true};
		case 'review':
			return act(state, action.action);
		case 'close-panel':
			return {...state, panel: undefined};
		case 'scroll':
			return scroll(state, action.key, action.count, action.height);
		case 'engine-loaded':
			return loadEngine(state, action.engine);
		case 'remove':
			return {...state, panel: undefined, request: {kind: 'remove', profile: action.profile}};
		case 'settled':
			return settle(state, action.message, action.saved ?? state.saved);
	}
};

const settle = (
	state: WizardState,
	message: string,
	saved: readonly SavedProfile[],
): WizardState => {
	const settled = {...state, saved, message, request: undefined};
	if (!applicableSteps(settled).some(({id}) => id === state.step)) {
		return {...enter({...settled, savedFocus: undefined}, 'type'), message};
	}
	if (state.step !== 'saved') {
		return settled;
	}
	const {request, savedFocus} = state;
	const wanted = request?.kind === 'rename' ? request.to : savedFocus;
	return {
		...settled,
		savedFocus: findSaved(settled, wanted)?.profile ?? saved[0]?.profile,
		savedRow: undefined,
	};
};

/** Which answers settle a step. A step is given when an option set one of them. */
const answersOfStep: {readonly [Id in StepId]: readonly (keyof Answers)[]} = {
	saved: [],
	type: ['type'],
	owner: ['owner'],
	access: ['repositoryAccess'],
	repositories: ['repositories'],
	permissions: ['permissions'],
	scopes: ['scopes'],
	expiration: ['expiration'],
	name: ['name'],
	review: [],
};

const givenSteps = (answers: Answers): ReadonlySet<StepId> =>
	new Set(
		steps.map(({id}) => id).filter(id => answersOfStep[id].some(key => isAnswered(answers[key]))),
	);

/** The wizard before its first frame. */
export const createWizard = (options: WizardOptions): WizardState => {
	const {answers, saved, folderProfiles, suggestions, defaultHost, canSave} = options;
	const host = answers.host === undefined ? undefined : readHost(answers.host);
	const given = givenSteps(answers);
	const state: WizardState = {
		setup: {folderProfiles, suggestions, defaultHost, canSave, now: options.now()},
		saved,
		answers: host === undefined ? answers : {...answers, host},
		given,
		done: given,
		step: 'type',
		isChanging: false,
		isRerun: false,
		isTyping: false,
		wasTyping: false,
		isRefusing: false,
		keyAt: 0,
		field: createTextField(),
		...freshScreens,
		permissionList: {...freshScreens.permissionList, group: defaultGroup(answers)},
		nameFocus: 'name',
		choice: undefined,
		savedFocus: options.start === 'review' ? answers.profile : saved[0]?.profile,
		savedRow: undefined,
		engine: undefined,
		panel: undefined,
		message: options.notice,
		request: undefined,
		outcome: undefined,
	};
	return {...enter(state, firstStep(state, options.start)), message: options.notice};
};

const firstStep = (state: WizardState, start: WizardOptions['start']): StepId => {
	if (start === 'review') {
		return 'review';
	}
	const rows = applicableSteps(state);
	const hasAnswers = state.given.size > 0;
	return rows.find(({id}) => (id === 'saved' ? !hasAnswers : !state.given.has(id)))?.id ?? 'review';
};
