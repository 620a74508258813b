import type {Dispatch, ReactNode} from 'react';
import type {PermissionGroup} from '../core/catalog/permission.ts';
import {type Answers, profileFrom} from '../core/profile/answers.ts';
import {isReached} from '../core/profile/names.ts';
import {offeredGroups, splitGrants} from '../core/profile/offered-permissions.ts';
import {isSameName, type Profile, type SavedProfile} from '../core/profile/profile.ts';
import type {Remote} from '../core/profile/remotes.ts';
import {containsToken} from '../core/text/mask.ts';
import type {PurposeEngine} from './engine.ts';
import {type Heard, isBack, type ShortcutName} from './keys.ts';
import type {Screen} from './screen.tsx';
import {createTextField, editText, type TextField} from './text-field.ts';
import type {Scan, WizardAnswer, WizardOptions} from './wizard-options.ts';

/** The id of a question of the wizard. They stand in their order in `steps` of wizard.ts; no other one is found. */
export type StepId = string;

/** What the view of a step or a panel is given. `own` is what its `press` keeps. */
export type ViewProperties<Own> = {
	readonly own: Own;
	readonly wizard: Wizard;
	/** The rows there are for it. */
	readonly height: number;
	readonly hear: Dispatch<Heard>;
};

/** Something that stands before a step until it is answered or closed. */
export type Panel<Own = unknown> = {
	readonly title: string;
	/**
	 * The wizard after a key, or `undefined` when the key means nothing here: then it means what it means
	 * everywhere.
	 */
	press(own: Own, key: Heard, wizard: Wizard): Wizard | undefined;
	/** Whether it can do nothing until what knows the permissions of jobs is loaded. */
	readonly needsEngine?: true;
	/** Whether it waits for what the code of the current repository needs. */
	readsFolder?(own: Own): boolean;
	/** Whether ink-select-input is shown, which hears the arrows, digits and Enter itself. */
	isChoosing?(shown: Omit<ViewProperties<Own>, 'hear'>): boolean;
	/** The keys that work here, the most important first. */
	keys(own: Own, wizard: Wizard): readonly ShortcutName[];
	View(properties: ViewProperties<Own>): ReactNode;
	/** At the right of the title. */
	Aside?(properties: Omit<ViewProperties<Own>, 'hear'>): ReactNode;
};

/** One question of the wizard. */
export type Step<Own = unknown> = Panel<Own> & {
	readonly id: StepId;
	/** Its name in the line that shows where one is; steps with one name share it. Unset: not shown. */
	readonly crumb?: string;
	applies(wizard: Wizard): boolean;
	/** The answers that settle it. It is not asked when one of them was given by an option. */
	readonly answers: readonly (keyof Answers)[];
	/** The wizard with its default, for when it is passed over. Unset where it has none. */
	fill?(wizard: Wizard): Wizard;
	/** The wizard when one comes to it, before its `start`. */
	arrive?(wizard: Wizard): Wizard;
	/** What it keeps when one comes to it: the focus, a filter, a text. */
	start(wizard: Wizard): Own;
	/** Its answer at present, in one line. */
	value?(profile: Profile, now: Date): string | undefined;
	/** What the help panel says: a paragraph for each. */
	readonly help: readonly string[];
};

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
export type Setup = Pick<
	WizardOptions,
	'folderProfiles' | 'suggestions' | 'defaultHost' | 'login' | 'canSave'
> & {readonly steps: readonly Step[]; readonly now: Date};

/** Everything that the screens show. */
export type Wizard = {
	readonly setup: Setup;
	readonly screen: Screen;
	readonly saved: readonly SavedProfile[];
	readonly answers: Answers;
	/** Steps that options answered: passed over on the way forward. */
	readonly given: ReadonlySet<StepId>;
	/** Steps that were answered. */
	readonly done: ReadonlySet<StepId>;
	readonly step: StepId;
	/** What the steps keep, by their id. */
	readonly own: {readonly [Id in StepId]?: unknown};
	readonly panel: {readonly is: Panel; readonly own: unknown} | undefined;
	/** The step whose answer is being changed from Review: the next Enter leads back there. */
	readonly changing: StepId | undefined;
	/** The step whose answer was changed last. */
	readonly changed: StepId | undefined;
	/** The name of the saved profile that was opened for editing. */
	readonly edited: string | undefined;
	/** It was opened to be changed, not to be run: saving comes first. */
	readonly isEditing: boolean;
	/** A whole profile is at Review: Esc leads back to the list it was taken from. */
	readonly isRerun: boolean;
	/** Unset until it is loaded. */
	readonly engine: PurposeEngine | undefined;
	/** Unset until the code of the repository is read. */
	readonly scan: Scan | undefined;
	/** What is lastingly true of the token beside its answers, as sentences: a second one is needed. */
	readonly facts: readonly string[];
	/** Why "What is it for?" chose a permission, by its parameter. */
	readonly reasons: ReadonlyMap<string, string>;
	/** When the last key was pressed, in milliseconds since any moment. */
	readonly keyAt: number;
	/** When the last piece of a token that was refused came: what follows at once belongs to it. */
	readonly refusedAt: number | undefined;
	/** A sentence about the last key: what is missing, or what was done. */
	readonly message: string | undefined;
	readonly request: Request | undefined;
	readonly outcome: Outcome | undefined;
};

/** Whether the token is a classic one. */
export const isClassic = ({answers}: Pick<Wizard, 'answers'>): boolean =>
	answers.type === 'classic';

/** Whether the token is a fine-grained one, which it is until another type is chosen. */
export const isFineGrained = (wizard: Pick<Wizard, 'answers'>): boolean => !isClassic(wizard);

/** The steps that the answers so far lead through. */
export const applicableSteps = (wizard: Wizard): readonly Step[] =>
	wizard.setup.steps.filter(step => step.applies(wizard));

/** The steps that can be changed from Review. */
export const changeableSteps = (wizard: Wizard): readonly Step[] =>
	applicableSteps(wizard).filter(({answers}) => answers.length > 0);

/** The step of an id. */
export const findStep = ({setup}: Wizard, id: StepId): Step => {
	const step = setup.steps.find(row => row.id === id);
	if (step === undefined) {
		throw new Error(`There is no step ${id}`);
	}
	return step;
};

/** Where a step stands in the line of steps. */
export type Crumb = {readonly name: string; readonly standing: 'done' | 'current' | 'ahead'};

/** What is shown: the panel, or else the step. */
export const shownPanel = (wizard: Wizard): Panel =>
	wizard.panel?.is ?? findStep(wizard, wizard.step);

/** What the panel or step that is shown keeps. */
export const shownOwn = ({panel, own, step}: Wizard): unknown =>
	panel === undefined ? own[step] : panel.own;

/** The wizard with something else kept by the panel or step that is shown. */
export const withOwn = (wizard: Wizard, own: unknown): Wizard =>
	wizard.panel === undefined
		? {...wizard, own: {...wizard.own, [wizard.step]: own}}
		: {...wizard, panel: {...wizard.panel, own}};

/** The wizard with a panel before the step. */
export const openPanel = <Own>(wizard: Wizard, is: Panel<Own>, own: Own): Wizard => ({
	...wizard,
	panel: {is, own},
});

/** The wizard without a panel. */
export const closePanel = (wizard: Wizard): Wizard => ({...wizard, panel: undefined});

/** The same screen with a sentence about the last key. */
export const say = (wizard: Wizard, message: string): Wizard => ({...wizard, message});

/** The wizard with some answers replaced. */
export const withAnswers = (wizard: Wizard, answers: Answers): Wizard => ({
	...wizard,
	answers: {...wizard.answers, ...answers},
});

/** The wizard with a step to be asked again. */
export const without = (wizard: Wizard, id: StepId): Wizard => ({
	...wizard,
	done: new Set([...wizard.done].filter(other => other !== id)),
	given: new Set([...wizard.given].filter(other => other !== id)),
});

/** Goes to a step. */
export const enter = (wizard: Wizard, id: StepId): Wizard => {
	const step = findStep(wizard, id);
	const arrived = step.arrive?.(wizard) ?? wizard;
	const entered: Wizard = {...arrived, step: id, panel: undefined, message: undefined};
	return {...entered, own: {...entered.own, [id]: step.start(entered)}};
};

const neighbour = (wizard: Wizard, direction: 1 | -1): StepId | undefined => {
	const ids = applicableSteps(wizard).map(({id}) => id);
	let index = ids.indexOf(wizard.step) + direction;
	const isPassedOver = (id: StepId | undefined): boolean =>
		id !== undefined && direction === 1 && wizard.given.has(id);
	while (isPassedOver(ids[index])) {
		index += direction;
	}
	return ids[index];
};

/** Whether a step was answered, by the user or by an option. */
export const isSettled = ({done, given}: Wizard, id: StepId): boolean =>
	done.has(id) || given.has(id);

/** The first question that nothing has answered, or Review. */
export const firstOpenStep = (wizard: Wizard): StepId =>
	changeableSteps(wizard).find(({id}) => !isSettled(wizard, id))?.id ?? 'review';

/** The step is answered: to the next one, or back to Review when one answer was being changed. */
export const goNext = (wizard: Wizard): Wizard => {
	const answered = {...wizard, done: new Set([...wizard.done, wizard.step])};
	return wizard.changing === undefined
		? enter(answered, neighbour(answered, 1) ?? 'review')
		: // A new answer can bring a question that was never asked: it comes before Review.
			enter(answered, firstOpenStep(answered));
};

/** To the step before, with every answer kept. */
export const goBack = (wizard: Wizard): Wizard => {
	if (wizard.changing !== undefined) {
		return enter(wizard, 'review');
	}
	const previous = neighbour(wizard, -1);
	return previous === undefined
		? say(wizard, 'This is the first question; ctrl+c leaves')
		: enter(wizard, previous);
};

/** Nothing of what was answered or looked at before. */
export const fresh = {
	given: new Set<StepId>(),
	changing: undefined,
	edited: undefined,
	isEditing: false,
	isRerun: false,
	facts: [],
	reasons: new Map<string, string>(),
};

/** Takes a whole profile as the answers and shows it at Review. `edited` is its name when it is a saved one. */
export const takeProfile = (
	wizard: Wizard,
	profile: Profile,
	edited: string | undefined,
): Wizard => {
	const own = {saved: wizard.own.saved};
	const used: Wizard = {...wizard, ...fresh, answers: profile, own, edited, isRerun: true};
	const done = new Set(applicableSteps(used).map(({id}) => id));
	return enter({...used, done}, 'review');
};

const tokenRefusal = 'That looks like a token. It was not kept; if anyone saw it, revoke it';

/** The wizard after a text that looked like a token: what follows at once belongs to it. */
export const refuseToken = (wizard: Wizard): Wizard => ({
	...say(wizard, tokenRefusal),
	refusedAt: wizard.keyAt,
});

/** Whether a key would bring a token into a text, which `text` is after it. */
export const bringsToken = (key: Heard, text: string): boolean =>
	containsToken(text) || ('text' in key && containsToken(key.text));

/** The wizard after a key in a text field, or `undefined` when the key does nothing to a text. No token stays. */
export const typeInto = (
	wizard: Wizard,
	field: TextField,
	key: Heard,
	put: (field: TextField) => Wizard,
	longest?: number,
): Wizard | undefined => {
	const edited = editText(field, key, longest);
	if (edited === field) {
		// A key of a text field that changed nothing, such as backspace at the beginning.
		return isBack(key) ? undefined : wizard;
	}
	return bringsToken(key, edited.value) ? refuseToken(put(createTextField())) : put(edited);
};

/** The groups of permissions that can be chosen from, see `offeredGroups`. */
export const groupsOf = ({answers, setup}: Wizard): readonly PermissionGroup[] =>
	offeredGroups(answers, setup.login);

/** The chosen permissions that count and those that do not, see `splitGrants`. */
export const grantsOf = ({answers, setup}: Wizard): ReturnType<typeof splitGrants> =>
	splitGrants(answers, setup.login);

/** The profile that the answers make so far. Answers that do not count at present are left out. */
export const profileOf = (wizard: Wizard): Profile =>
	profileFrom({...wizard.answers, permissions: grantsOf(wizard).counted}, wizard.setup.defaultHost);

/** The saved profile of a name. */
export const findSaved = ({saved}: Wizard, name: string | undefined): SavedProfile | undefined =>
	name === undefined ? undefined : saved.find(({profile}) => isSameName(profile, name));

/** The names of the saved profiles. */
export const savedNames = ({saved}: Wizard): readonly string[] => saved.map(({profile}) => profile);

/** The saved profile that saving under a name would put this one in the place of, unless it is the one that is edited. */
export const findReplaced = (
	wizard: Wizard,
	name: string | undefined,
): SavedProfile | undefined => {
	const existing = findSaved(wizard, name);
	return existing !== undefined && isSameName(existing.profile, wizard.edited ?? '')
		? undefined
		: existing;
};

/** The host that the token is for. */
export const hostOf = ({answers, setup}: Wizard): string => answers.host ?? setup.defaultHost;

/** The repositories of the current folder on the host that the token is for, the most fitting first. */
export const folderRepositories = (wizard: Wizard): readonly Remote[] =>
	wizard.setup.suggestions.filter(({host}) => host === hostOf(wizard));

/** Whether an owner is known to be the user. */
export const isMine = ({setup}: Wizard, owner: string): boolean =>
	setup.login !== undefined && isSameName(owner, setup.login);

/** The repository of the current folder, where the owner and the host allow it. */
export const suggestedRepository = (wizard: Wizard): string | undefined => {
	const {answers, setup} = wizard;
	return folderRepositories(wizard)
		.map(({owner, repository}) => `${owner}/${repository}`)
		.find(repository => isReached(repository, answers.owner, setup.login));
};
