import {Text} from 'ink';
import {describeDaysLeft, describeOpened} from '../../core/profile/days-left.ts';
import {describeGrants, describeOwner} from '../../core/profile/describe.ts';
import type {FolderProfile, Profile, SavedProfile} from '../../core/profile/profile.ts';
import {showText} from '../../core/text/show.ts';
import {pressActions} from '../components/actions.tsx';
import {ChoiceList} from '../components/choice-list.tsx';
import {isBack} from '../keys.ts';
import {createList, focusOf, type ListState} from '../list-state.ts';
import {change} from '../panels/change.ts';
import {confirm} from '../panels/confirm.tsx';
import {rename} from '../panels/rename.tsx';
import {
	enter,
	fresh,
	openPanel,
	type Setup,
	type Step,
	takeProfile,
	type Wizard,
} from '../state.ts';
import {createTextField} from '../text-field.ts';

type Row = {
	readonly id: string;
	readonly label: string;
	readonly caption?: string | (() => string);
	readonly take: (wizard: Wizard) => Wizard;
	/** Unset for a row that is no saved profile. */
	readonly profile?: SavedProfile;
};

const describe = (profile: Profile, standing: string): string =>
	`${standing.padEnd(21)}${profile.type === 'classic' ? 'classic' : describeOwner(profile)}   ${describeGrants(profile)}`;

const isExpected = ({host}: Profile, {defaultHost}: Setup): boolean =>
	host === 'github.com' || host === defaultHost;

/** Asks whether the user knows the host that the profile of a file leads to. */
const askAboutHost = (wizard: Wizard, {file, profile}: FolderProfile): Wizard =>
	confirm(wizard, {
		title: 'Another host',
		text: `${showText(file)} leads to ${profile.host}, not to github.com. Go on only if you know this host.`,
		no: 'Go back',
		yes: `I know ${profile.host}: show it`,
		take: before => takeProfile(before, profile, undefined),
	});

const rowOfFound = (found: FolderProfile, setup: Setup): Row => {
	const {profile} = found;
	const isUsual = isExpected(profile, setup);
	return {
		id: `found:${profile.profile}`,
		// Another host is shown with the name, because somebody else wrote the file.
		label: `${showText(profile.profile)}${isUsual ? '' : ` on ${profile.host}`}`,
		caption: describe(profile, "this folder's file"),
		take: wizard =>
			isUsual ? takeProfile(wizard, profile, undefined) : askAboutHost(wizard, found),
	};
};

/** Goes to the first question and forgets what was opened before. */
const startNew = (wizard: Wizard): Wizard =>
	enter(
		{
			...wizard,
			...fresh,
			answers: {host: wizard.answers.host},
			done: new Set([saved.id]),
			own: {},
		},
		'type',
	);

/** The list with the focus at a saved profile. */
export const focusSaved = (profile: string): ListState => createList(`saved:${profile}`);

const listRows = ({saved, setup}: Wizard): readonly Row[] => [
	...saved.map(profile => ({
		id: `saved:${profile.profile}`,
		label: showText(profile.profile),
		profile,
		caption: () => describe(profile, describeDaysLeft(profile, setup.now)),
		take: (wizard: Wizard) => takeProfile(wizard, profile, profile.profile),
	})),
	...setup.folderProfiles.map(found => rowOfFound(found, setup)),
	{id: 'new', label: '+ New token', take: startNew},
];

const focusedRow = (own: ListState, wizard: Wizard): Row | undefined => {
	const rows = listRows(wizard);
	return rows[focusOf(own, rows)];
};

const pressLetter = (letter: string, row: Row | undefined, wizard: Wizard): Wizard | undefined => {
	if (letter === 'n') {
		return startNew(wizard);
	}
	if (row?.profile === undefined) {
		return undefined;
	}
	const {profile} = row.profile;
	switch (letter) {
		case 'e':
			return openPanel({...takeProfile(wizard, row.profile, profile), isEditing: true}, change, {
				focused: undefined,
			});
		case 'r':
			return openPanel(wizard, rename, {profile, field: createTextField(profile)});
		case 'd':
			return confirm(wizard, {
				title: 'Remove the profile?',
				no: 'Keep it',
				yes: `Remove "${showText(profile)}"`,
				take: before => ({...before, request: {kind: 'remove', profile}}),
			});
		default:
			return undefined;
	}
};

/** Saved profiles: run one again, or start a new one. */
export const saved: Step<ListState> = {
	id: 'saved',
	title: 'Saved profiles',
	applies: ({saved, setup}) => saved.length + setup.folderProfiles.length > 0,
	answers: [],
	start: ({own}) => (own.saved as ListState | undefined) ?? createList(),
	press: (own, key, wizard) => {
		if (isBack(key)) {
			return {...wizard, outcome: {kind: 'left'}};
		}
		return key.name === 'text'
			? pressLetter(key.text, focusedRow(own, wizard), wizard)
			: pressActions(own, listRows(wizard), key, wizard);
	},
	keys: (own, wizard) =>
		focusedRow(own, wizard)?.profile === undefined
			? ['confirm', 'leave', 'move', 'fresh']
			: ['review', 'leave', 'move', 'fresh', 'edit', 'rename', 'remove'],
	help: [
		'A saved profile is a set of answers. Enter shows it at Review; Enter again opens its page.',
		'The days left come from check, or else are counted from when its page was last opened.',
	],
	View: ({own, wizard, height}) => {
		const rows = listRows(wizard);
		const {profile} = rows[focusOf(own, rows)] ?? {};
		return (
			<ChoiceList
				rows={rows}
				focused={own.focused}
				height={height}
				explanation={
					profile &&
					`${showText(profile.profile)}: ${profile.type} on ${profile.host}, ${describeOpened(profile, wizard.setup.now)}`
				}
			/>
		);
	},
	Aside: ({wizard}) => (
		<Text dimColor>{`${wizard.saved.length + wizard.setup.folderProfiles.length} in all`}</Text>
	),
};
