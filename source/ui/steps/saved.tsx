import {Text} from 'ink';
import {describeGrants, describeOwner} from '../../core/profile/describe.ts';
import {describeDaysLeft, formatDate, isMisdated} from '../../core/profile/expiration.ts';
import type {Profile, SavedProfile} from '../../core/profile/profile.ts';
import {showText} from '../../core/text/text.ts';
import {type Choice, ChoiceList} from '../components/choice-list.tsx';
import type {FolderProfile} from '../wizard-options.ts';
import type {WizardAction, WizardState} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

type Value =
	| {readonly kind: 'saved'; readonly profile: SavedProfile}
	| {readonly kind: 'found'; readonly found: FolderProfile}
	| {readonly kind: 'new'};

/** What tells the rows apart: a profile of the folder can have the name of a saved one. */
const rowOf = (value: Value): string => {
	switch (value.kind) {
		case 'saved':
			return `saved:${value.profile.profile}`;
		case 'found':
			return `found:${value.found.profile.profile}`;
		default:
			return 'new';
	}
};

const describe = (profile: Profile, standing: string): string =>
	`${standing.padEnd(21)}${profile.type === 'classic' ? 'classic' : describeOwner(profile)}   ${describeGrants(profile)}`;

/** A host that is not the usual one is part of the name: the file is somebody else's. */
const placeOf = ({host}: Profile, {defaultHost}: WizardState['setup']): string =>
	host === 'github.com' || host === defaultHost ? '' : ` on ${host}`;

const listChoices = ({saved, setup}: WizardState): readonly Choice<Value>[] => [
	...saved.map(profile => ({
		id: rowOf({kind: 'saved', profile}),
		label: showText(profile.profile),
		value: {kind: 'saved', profile} as const,
		// Made for the rows that are drawn: with every key there can be a thousand that are not.
		get caption() {
			return describe(profile, describeDaysLeft(profile, setup.now));
		},
	})),
	...setup.folderProfiles.map(found => ({
		id: rowOf({kind: 'found', found}),
		label: `${showText(found.profile.profile)}${placeOf(found.profile, setup)}`,
		value: {kind: 'found', found} as const,
		caption: describe(found.profile, "this folder's file"),
	})),
	{id: rowOf({kind: 'new'}), label: '+ New token', value: {kind: 'new'}},
];

const describeOpened = (profile: SavedProfile, now: Date): string => {
	if (profile.lastOpened === undefined) {
		return 'not opened yet';
	}
	return isMisdated(profile, now)
		? 'opened, date unknown'
		: `last opened ${formatDate(new Date(profile.lastOpened))}`;
};

const describeFocused = ({saved, savedFocus, setup}: WizardState): string | undefined => {
	const profile = saved.find(({profile}) => profile === savedFocus);
	return profile === undefined
		? undefined
		: `${showText(profile.profile)}: ${profile.type} on ${profile.host}, ${describeOpened(profile, setup.now)}`;
};

const actionOf = (value: Value): WizardAction => {
	switch (value.kind) {
		case 'saved':
			return {type: 'use', profile: value.profile};
		case 'found':
			return {type: 'use-found', found: value.found};
		default:
			return {type: 'start-new'};
	}
};

const Body = ({state, dispatch, height}: StepProperties) => {
	const choices = listChoices(state);
	return (
		<ChoiceList
			// Its own focus starts over when the profiles change.
			key={choices.map(({id}) => id).join(' ')}
			choices={choices}
			initial={state.savedRow ?? `saved:${state.savedFocus}`}
			height={height}
			caption={describeFocused(state)}
			onChoose={value => dispatch(actionOf(value))}
			onFocus={value =>
				dispatch({
					type: 'focus-saved',
					profile: value.kind === 'saved' ? value.profile.profile : undefined,
					row: rowOf(value),
				})
			}
		/>
	);
};

const Aside = ({state}: {readonly state: WizardState}) => (
	<Text dimColor>{`${state.saved.length + state.setup.folderProfiles.length} in all`}</Text>
);

/** Saved profiles: run one again, or start a new one. */
export const saved: StepView = {
	Body,
	Aside,
	keys: ({savedFocus}) =>
		savedFocus === undefined
			? ['confirm', 'leave', 'move', 'fresh']
			: ['review', 'leave', 'move', 'fresh', 'edit', 'rename', 'remove'],
	help: [
		'A saved profile is a set of answers. Enter shows it at Review; Enter again opens its page.',
		'The days left are counted from when its page was last opened. GitHub knows the exact day.',
	],
};
