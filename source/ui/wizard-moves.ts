import type {PermissionGroup} from '../core/catalog/permission.ts';
import {ToldError, withHint} from '../core/errors.ts';
import type {Answers} from '../core/profile/answers.ts';
import type {Profile} from '../core/profile/profile.ts';
import {suggestProfileName} from '../core/profile/suggest-profile-name.ts';
import {suggestTokenName} from '../core/profile/suggest-token-name.ts';
import {createPermissionList} from './components/permission-list-state.ts';
import {createScopeList} from './components/scope-list-state.ts';
import {createPurpose} from './purpose-state.ts';
import {createTextField} from './text-field.ts';
import {
	applicableSteps,
	findStep,
	offeredGroups,
	profileOf,
	type StepId,
	savedNames,
	suggestedRepository,
	type WizardState,
} from './wizard-state.ts';

/** The group of permissions that is shown first. */
export const defaultGroup = (answers: Answers): PermissionGroup =>
	offeredGroups(answers)[0] ?? 'repository';

/** What the Name step proposes for the token's name. */
export const fillNames = (state: WizardState): WizardState => {
	const {answers, nameFields} = state;
	const name = answers.name ?? (nameFields.name.value || suggestTokenName(profileOf(state)));
	const profile =
		answers.profile ??
		(nameFields.profile.value ||
			suggestProfileName({...profileOf(state), name}, savedNames(state)));
	return {
		...state,
		nameFocus: 'name',
		nameFields: {
			name: createTextField(name),
			description: createTextField(answers.description ?? nameFields.description.value),
			profile: createTextField(profile),
		},
	};
};

const fillRepositories = (state: WizardState): WizardState => {
	const given = state.answers.repositories?.join(', ');
	const suggested = state.answers.owner === undefined ? undefined : suggestedRepository(state);
	return state.repositories.value === ''
		? {...state, repositories: createTextField(given ?? suggested ?? '')}
		: state;
};

/** Goes to a step with its screen as it was left. */
export const enter = (state: WizardState, step: StepId): WizardState => {
	const entered: WizardState = {
		...state,
		step,
		isTyping: false,
		wasTyping: false,
		field: createTextField(),
		choice: undefined,
		panel: undefined,
		message: undefined,
	};
	switch (step) {
		case 'name':
			return fillNames(entered);
		case 'repositories':
			return fillRepositories(entered);
		case 'review':
			return {...entered, isChanging: false};
		case 'saved':
			return {
				...entered,
				savedFocus: state.savedFocus ?? state.saved[0]?.profile,
				savedRow: undefined,
			};
		default:
			return entered;
	}
};

const neighbour = (state: WizardState, direction: 1 | -1): StepId | undefined => {
	const ids = applicableSteps(state).map(({id}) => id);
	let index = ids.indexOf(state.step) + direction;
	const isPassedOver = (id: StepId | undefined): boolean =>
		id !== undefined && direction === 1 && state.given.has(id);
	while (isPassedOver(ids[index])) {
		index += direction;
	}
	return ids[index];
};

/** The step is answered: to the next one, or back to Review when one answer was being changed. */
export const goNext = (state: WizardState): WizardState => {
	const done = new Set([...state.done, state.step]);
	const answered = {...state, done};
	if (state.isChanging) {
		// A new answer can bring a question that was never asked: it comes before Review.
		const open = applicableSteps(answered).find(
			({id}) => id !== 'saved' && id !== 'review' && !done.has(id) && !state.given.has(id),
		);
		return enter(answered, open?.id ?? 'review');
	}
	return enter(answered, neighbour(answered, 1) ?? 'review');
};

/** To the step before, with every answer kept. The first screen is left that way. */
export const goBack = (state: WizardState): WizardState => {
	if (state.isChanging) {
		return enter(state, 'review');
	}
	if (state.step === 'review' && state.isRerun && findStep('saved').applies(state)) {
		return enter(state, 'saved');
	}
	const previous = neighbour(state, -1);
	if (previous !== undefined) {
		return enter(state, previous);
	}
	return state.step === 'saved'
		? {...state, outcome: {kind: 'left'}}
		: {...state, message: 'This is the first question; ctrl+c leaves'};
};

/** The same screen with a sentence about the last key. */
export const say = (state: WizardState, message: string): WizardState => ({...state, message});

/** A told error as one sentence. Throws anything else on: it is a bug. */
export const explain = (error: unknown): string => {
	if (!(error instanceof ToldError)) {
		throw error;
	}
	return withHint(error);
};

/** The wizard with some answers replaced. */
export const withAnswers = (state: WizardState, answers: Answers): WizardState => ({
	...state,
	answers: {...state.answers, ...answers},
});

/** What "Save as" is for the name that is typed: a name that no saved profile has. */
export const proposeProfileName = (state: WizardState): string =>
	suggestProfileName({...profileOf(state), name: state.nameFields.name.value}, savedNames(state));

/** The first question, without anything of what was looked at before. */
export const startNew = (state: WizardState): WizardState => {
	const {host} = state.answers;
	return enter(
		{
			...state,
			answers: {host},
			done: new Set(['saved' as const]),
			isChanging: false,
			isRerun: false,
			savedFocus: undefined,
			...freshScreens,
		},
		'type',
	);
};

/** Screens on which nothing was typed yet. */
export const freshScreens = {
	purpose: createPurpose(),
	reasons: new Map<string, string>(),
	repositories: createTextField(),
	permissionList: createPermissionList(),
	scopeList: createScopeList(),
	nameFields: {
		name: createTextField(),
		description: createTextField(),
		profile: createTextField(),
	},
};

/** Takes a whole profile as the answers and shows it at Review. */
export const takeProfile = (state: WizardState, profile: Profile): WizardState => {
	const answers: Answers = profile;
	const used = {...state, answers, ...freshScreens, isChanging: false, isRerun: true};
	const done = new Set(applicableSteps(used).map(({id}) => id));
	return enter({...used, done}, 'review');
};
