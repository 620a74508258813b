import type {PermissionGroup} from '../core/catalog/permission.ts';
import {findPermission, type Grants} from '../core/catalog/permissions.ts';
import {findProblems} from '../core/link/link.ts';
import {type Answers, profileFrom} from '../core/profile/answers.ts';
import {hostKind} from '../core/profile/host.ts';
import {isSameName, type Profile, type SavedProfile} from '../core/profile/profile.ts';
import type {PermissionListState} from './components/permission-list-state.ts';
import type {ScopeListState} from './components/scope-list-state.ts';
import type {Key} from './keys.ts';
import type {PurposeEngine, PurposeState} from './purpose-state.ts';
import type {TextField} from './text-field.ts';
import type {FolderProfile, SuggestedRepository, WizardAnswer} from './wizard-options.ts';

/** The questions of the wizard, in their order. */
export type StepId =
	| 'saved'
	| 'type'
	| 'owner'
	| 'access'
	| 'repositories'
	| 'permissions'
	| 'scopes'
	| 'expiration'
	| 'name'
	| 'review';

/** The fields of the Name step. */
export type NameFieldId = 'name' | 'description' | 'profile';

/** Something that stands before a step until it is answered or closed. */
export type Panel =
	/** Texts to read. `top` is the first line in sight, from 0. */
	| {readonly kind: 'help'; readonly top?: number}
	| {readonly kind: 'details'; readonly top?: number}
	| {readonly kind: 'purpose'}
	| {readonly kind: 'change'}
	| {readonly kind: 'rename'; readonly profile: string}
	| {readonly kind: 'remove'; readonly profile: string}
	| {readonly kind: 'host'; readonly found: FolderProfile};

/** What the world is asked to do while the wizard goes on. */
export type Request =
	| {readonly kind: 'copy'; readonly text: string}
	| {readonly kind: 'rename'; readonly from: string; readonly to: string}
	| {readonly kind: 'remove'; readonly profile: string};

/** How the wizard ended. */
export type Outcome =
	| {readonly kind: 'answered'; readonly answer: WizardAnswer}
	| {readonly kind: 'left'};

/** What does not change while the wizard runs. */
export type Setup = {
	readonly folderProfiles: readonly FolderProfile[];
	readonly suggestions: readonly SuggestedRepository[];
	readonly defaultHost: string;
	readonly canSave: boolean;
	readonly now: Date;
};

/** Everything that the screens show. */
export type WizardState = {
	readonly setup: Setup;
	readonly saved: readonly SavedProfile[];
	readonly answers: Answers;
	/** Steps that options answered: passed over on the way forward. */
	readonly given: ReadonlySet<StepId>;
	/** Steps that were answered. */
	readonly done: ReadonlySet<StepId>;
	readonly step: StepId;
	/** One answer is being changed from Review: the next Enter leads back there. */
	readonly isChanging: boolean;
	/** A saved profile is at Review: Esc leads back to the list of them. */
	readonly isRerun: boolean;
	/** A step that offers choices shows its text field instead. */
	readonly isTyping: boolean;
	/** A token was refused: what follows at once belongs to it. */
	readonly isRefusing: boolean;
	/** When the last key was pressed, in milliseconds since any moment. */
	readonly keyAt: number;
	/** That text field was left again without an answer: the choice that leads to it has the focus. */
	readonly wasTyping: boolean;
	/** The text of that field, and of the rename panel. */
	readonly field: TextField;
	readonly repositories: TextField;
	readonly permissionList: PermissionListState;
	readonly scopeList: ScopeListState;
	readonly nameFields: {readonly [Id in NameFieldId]: TextField};
	readonly nameFocus: NameFieldId;
	readonly purpose: PurposeState;
	/** Unset until it is loaded. */
	readonly engine: PurposeEngine | undefined;
	/** Why "What is it for?" chose a permission, by its parameter. */
	readonly reasons: ReadonlyMap<string, string>;
	/** The choice that has the focus in a step that offers some, once the focus was moved. */
	readonly choice: string | undefined;
	/** The saved profile that has the focus. */
	readonly savedFocus: string | undefined;
	/** The row of the saved profiles that has the focus, where it is not simply that of `savedFocus`. */
	readonly savedRow: string | undefined;
	readonly panel: Panel | undefined;
	/** A sentence about the last key: what is missing, or what was done. */
	readonly message: string | undefined;
	readonly request: Request | undefined;
	readonly outcome: Outcome | undefined;
};

/** What can be done at Review. */
export type ReviewAction = 'open-and-save' | 'open' | 'save' | 'copy' | 'change' | 'leave';

/** Everything that can happen to the wizard. */
export type WizardAction =
	/** `at` is when it was pressed, in milliseconds since any moment. */
	| {readonly type: 'key'; readonly key: Key; readonly at?: number}
	| {readonly type: 'focus'; readonly choice: string}
	/** A choice that answers the step. */
	| {readonly type: 'answer'; readonly answers: Answers}
	/** A choice that asks for a text instead. */
	| {readonly type: 'write'}
	| {readonly type: 'use'; readonly profile: Profile}
	| {readonly type: 'use-found'; readonly found: FolderProfile}
	| {readonly type: 'start-new'}
	| {readonly type: 'focus-saved'; readonly profile: string | undefined; readonly row: string}
	| {readonly type: 'change'; readonly step: StepId}
	| {readonly type: 'review'; readonly action: ReviewAction}
	| {readonly type: 'close-panel'}
	/** A key in a text to read of `count` lines, `height` of which are in sight. */
	| {
			readonly type: 'scroll';
			readonly key: Key;
			readonly count: number;
			readonly height: number;
	  }
	| {readonly type: 'engine-loaded'; readonly engine: PurposeEngine}
	| {readonly type: 'remove'; readonly profile: string}
	/** What a request came to. */
	| {readonly type: 'settled'; readonly message: string; readonly saved?: readonly SavedProfile[]};

type Step = {
	readonly id: StepId;
	readonly title: string;
	/** Its name in the line that shows where one is; steps with one name share it. Unset: not shown. */
	readonly crumb?: string;
	readonly applies: (state: WizardState) => boolean;
};

const isFineGrained = ({answers}: WizardState): boolean => answers.type !== 'classic';

/** Whether the token is a classic one. */
export const isClassic = ({answers}: WizardState): boolean => answers.type === 'classic';

/** The steps in their order. */
export const steps: readonly Step[] = [
	{
		id: 'saved',
		title: 'Saved profiles',
		applies: ({saved, setup}) => saved.length + setup.folderProfiles.length > 0,
	},
	{id: 'type', title: 'Token type', crumb: 'type', applies: () => true},
	{id: 'owner', title: 'Resource owner', crumb: 'owner', applies: isFineGrained},
	{id: 'access', title: 'Repository access', crumb: 'access', applies: isFineGrained},
	{
		id: 'repositories',
		title: 'Repositories',
		crumb: 'access',
		applies: state => isFineGrained(state) && state.answers.repositoryAccess === 'selected',
	},
	{id: 'permissions', title: 'Permissions', crumb: 'permissions', applies: isFineGrained},
	{id: 'scopes', title: 'Scopes', crumb: 'scopes', applies: isClassic},
	{id: 'expiration', title: 'Expiration', crumb: 'expiration', applies: () => true},
	{id: 'name', title: 'Name', crumb: 'name', applies: () => true},
	{id: 'review', title: 'Review', crumb: 'review', applies: () => true},
];

/** The row of a step. */
export const findStep = (id: StepId): Step => {
	const step = steps.find(row => row.id === id);
	if (step === undefined) {
		throw new Error(`There is no step ${id}`);
	}
	return step;
};

/** The steps that the answers so far lead through. */
export const applicableSteps = (state: WizardState): readonly Step[] =>
	steps.filter(step => step.applies(state));

/** The steps that can be changed from Review. */
export const changeableSteps = (state: WizardState): readonly Step[] =>
	applicableSteps(state).filter(({id}) => id !== 'saved' && id !== 'review');

/**
 * The groups of permissions that the owner and the repository access allow: organization permissions
 * only with an organization, account permissions only with your own account, and no repository
 * permissions where access is public and read-only anyway.
 */
export const offeredGroups = ({owner, repositoryAccess}: Answers): readonly PermissionGroup[] => [
	...(repositoryAccess === 'public' ? [] : (['repository'] as const)),
	owner === undefined ? 'account' : 'organization',
];

const isOffered = (parameter: string, groups: readonly PermissionGroup[]): boolean => {
	const group = findPermission(parameter)?.group;
	return group !== undefined && groups.includes(group);
};

/** The chosen permissions, told apart by whether the owner and the access allow them now. */
export const splitGrants = (
	answers: Answers,
): {readonly counted: Grants; readonly kept: readonly string[]} => {
	const groups = offeredGroups(answers);
	const entries = Object.entries(answers.permissions ?? {});
	return {
		counted: Object.fromEntries(
			entries.filter(([parameter]) => isOffered(parameter, groups)),
		) as Grants,
		kept: entries
			.map(([parameter]) => parameter)
			.filter(parameter => !isOffered(parameter, groups)),
	};
};

/** The profile that the answers make so far. Answers that do not count at present are left out. */
export const profileOf = ({answers, setup}: WizardState): Profile =>
	profileFrom({...answers, permissions: splitGrants(answers).counted}, setup.defaultHost);

/** The saved profile of a name. */
export const findSaved = (
	{saved}: WizardState,
	name: string | undefined,
): SavedProfile | undefined =>
	name === undefined ? undefined : saved.find(({profile}) => isSameName(profile, name));

/** The names of the saved profiles. */
export const savedNames = ({saved}: WizardState): readonly string[] =>
	saved.map(({profile}) => profile);

/** Whether saving would put this profile in the place of another one that is saved. */
export const replacesSaved = (state: WizardState): boolean => {
	const {answers, savedFocus} = state;
	const existing = findSaved(state, answers.profile);
	return existing !== undefined && !isSameName(existing.profile, savedFocus ?? '');
};

const suggestedRepositories = ({answers, setup}: WizardState): readonly string[] =>
	setup.suggestions
		.filter(
			({owner, host}) =>
				host === (answers.host ?? setup.defaultHost) &&
				(answers.owner === undefined || isSameName(owner, answers.owner)),
		)
		.map(({owner, repository}) => `${owner}/${repository}`);

/** The repository of the current folder, where the owner and the host allow it. */
export const suggestedRepository = (state: WizardState): string | undefined =>
	suggestedRepositories(state)[0];

/** The fields that the Name step shows. */
export const shownNameFields = (state: WizardState): readonly NameFieldId[] => [
	'name',
	...(isClassic(state) ? [] : (['description'] as const)),
	...(state.setup.canSave ? (['profile'] as const) : []),
];

/** Which GitHub the token is for. */
export const kindOfHost = ({answers, setup}: WizardState): ReturnType<typeof hostKind> =>
	hostKind(answers.host ?? setup.defaultHost);

const listSteps: readonly StepId[] = ['permissions', 'scopes'];

const textSteps: readonly StepId[] = ['repositories', 'name', ...listSteps];

/** Whether keys are text at this moment, so that letters are no shortcuts. */
export const takesText = ({step, isTyping, panel}: WizardState): boolean =>
	panel === undefined
		? isTyping || textSteps.includes(step)
		: panel.kind === 'rename' || panel.kind === 'purpose';

/** Whether a list to choose from is shown, which hears the arrows and Enter itself. */
export const isChoosing = (state: WizardState): boolean =>
	!takesText(state) && state.panel?.kind !== 'help' && state.panel?.kind !== 'details';

/** What can be done at Review now. A profile with problems can only be changed. */
export const listReviewActions = (state: WizardState): readonly ReviewAction[] => {
	if (findProblems(profileOf(state)).length > 0) {
		return ['change', 'leave'];
	}
	return state.setup.canSave
		? ['open-and-save', 'open', 'save', 'copy', 'change', 'leave']
		: ['open', 'copy', 'change', 'leave'];
};
