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

/** The id of a step. `steps` in wizard.ts lists them in their order. */
export type StepId = string;

/** What the view of a step or panel receives. `own` is its own state. */
export type ViewProperties<Own> = {
	readonly own: Own;
	readonly wizard: Wizard;
	/** The rows that it may take. */
	readonly height: number;
	readonly hear: Dispatch<Heard>;
};

/** A screen in front of a step, until it is answered or closed. */
export type Panel<Own = unknown> = {
	readonly title: string;
	/** The wizard after a key. `undefined` leaves the key to what every screen does with it. */
	press(own: Own, key: Heard, wizard: Wizard): Wizard | undefined;
	/** Whether its keys wait until the engine is loaded. */
	readonly needsEngine?: true;
	/** Whether the code of the current repository is read while it is shown. */
	readsFolder?(own: Own): boolean;
	/** Whether ink-select-input is shown, which hears the arrows, digits and Enter itself. */
	isChoosing?(shown: Omit<ViewProperties<Own>, 'hear'>): boolean;
	/** The keys that work here, the most important first. */
	keys(own: Own, wizard: Wizard): readonly ShortcutName[];
	View(properties: ViewProperties<Own>): ReactNode;
	/** Stands at the right of the title. */
	Aside?(properties: Omit<ViewProperties<Own>, 'hear'>): ReactNode;
};

/** One question of the wizard. */
export type Step<Own = unknown> = Panel<Own> & {
	readonly id: StepId;
	/** Its name in the line of steps. Steps with the same name share a place. Unset outside of the line. */
	readonly crumb?: string;
	applies(wizard: Wizard): boolean;
	/** Its own answers. The step is not asked when an option gave one of them. */
	readonly answers: readonly (keyof Answers)[];
	/** Fills in its default when it was passed over. Unset for a step without one. */
	fill?(wizard: Wizard): Wizard;
	/** Changes the wizard before the step is shown. */
	arrive?(wizard: Wizard): Wizard;
	/** Its own state when the user comes to it: the focus, a filter, a text. */
	start(wizard: Wizard): Own;
	/** Its present answer in one line. */
	value?(profile: Profile, now: Date): string | undefined;
	/** The paragraphs of its help. */
	readonly help: readonly string[];
};

/** Something to do outside of the wizard while it goes on. */
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

/** The state of the wizard: everything that the screens show. */
export type Wizard = {
	readonly setup: Setup;
	readonly screen: Screen;
	readonly saved: readonly SavedProfile[];
	readonly answers: Answers;
	/** The steps that options answered. The way forward passes over them. */
	readonly given: ReadonlySet<StepId>;
	/** The steps that the user answered. */
	readonly done: ReadonlySet<StepId>;
	readonly step: StepId;
	/** The state of each step, by its id. */
	readonly own: {readonly [Id in StepId]?: unknown};
	readonly panel: {readonly is: Panel; readonly own: unknown} | undefined;
	/** The step that was opened from Review. Its answer leads back there. */
	readonly changing: StepId | undefined;
	/** The step whose answer was changed last. */
	readonly changed: StepId | undefined;
	/** The name of the saved profile that was opened for editing. */
	readonly edited: string | undefined;
	/** Whether a saved profile was opened for editing. Saving comes first then. */
	readonly isEditing: boolean;
	/** Whether a whole profile was taken. Esc at Review leads back to the list then. */
	readonly isRerun: boolean;
	/** Unset until it is loaded. */
	readonly engine: PurposeEngine | undefined;
	/** Unset until the code of the repository is read. */
	readonly scan: Scan | undefined;
	/** Sentences about the token that stay true, such as that a second one is needed. */
	readonly facts: readonly string[];
	/** Why "What is it for?" chose a permission, by parameter. */
	readonly reasons: ReadonlyMap<string, string>;
	/** The time of the last key, in milliseconds from an arbitrary start. */
	readonly keyAt: number;
	/** The time of the last piece of a refused token. What follows at once belongs to it. */
	readonly refusedAt: number | undefined;
	/** A sentence about the last key: what is missing, or what was done. */
	readonly message: string | undefined;
	readonly request: Request | undefined;
	readonly outcome: Outcome | undefined;
};

/** Whether the token is a classic one. */
export const isClassic = ({answers}: Pick<Wizard, 'answers'>): boolean =>
	answers.type === 'classic';

/** Whether the token is a fine-grained one, which is the default. */
export const isFineGrained = (wizard: Pick<Wizard, 'answers'>): boolean => !isClassic(wizard);

/** The steps that apply with the answers so far. */
export const applicableSteps = (wizard: Wizard): readonly Step[] =>
	wizard.setup.steps.filter(step => step.applies(wizard));

/** The steps whose answers can be changed from Review. */
export const changeableSteps = (wizard: Wizard): readonly Step[] =>
	applicableSteps(wizard).filter(({answers}) => answers.length > 0);

/** Finds a step by its id. */
export const findStep = ({setup}: Wizard, id: StepId): Step => {
	const step = setup.steps.find(row => row.id === id);
	if (step === undefined) {
		throw new Error(`There is no step ${id}`);
	}
	return step;
};

/** A name in the line of steps, and its place before or after the current step. */
export type Crumb = {readonly name: string; readonly standing: 'done' | 'current' | 'ahead'};

/** The panel that is shown, or else the step. */
export const shownPanel = (wizard: Wizard): Panel =>
	wizard.panel?.is ?? findStep(wizard, wizard.step);

/** The state of the panel or step that is shown. */
export const shownOwn = ({panel, own, step}: Wizard): unknown =>
	panel === undefined ? own[step] : panel.own;

/** Replaces the state of the panel or step that is shown. */
export const withOwn = (wizard: Wizard, own: unknown): Wizard =>
	wizard.panel === undefined
		? {...wizard, own: {...wizard.own, [wizard.step]: own}}
		: {...wizard, panel: {...wizard.panel, own}};

/** Opens a panel in front of the step. */
export const openPanel = <Own>(wizard: Wizard, is: Panel<Own>, own: Own): Wizard => ({
	...wizard,
	panel: {is, own},
});

/** Closes the panel. */
export const closePanel = (wizard: Wizard): Wizard => ({...wizard, panel: undefined});

/** Shows a sentence about the last key. */
export const say = (wizard: Wizard, message: string): Wizard => ({...wizard, message});

/** Replaces some answers. */
export const withAnswers = (wizard: Wizard, answers: Answers): Wizard => ({
	...wizard,
	answers: {...wizard.answers, ...answers},
});

/** Marks a step as unanswered, so that it is asked again. */
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

/** Goes on from an answered step: to the next one, or back to Review after a change. */
export const goNext = (wizard: Wizard): Wizard => {
	const answered = {...wizard, done: new Set([...wizard.done, wizard.step])};
	return wizard.changing === undefined
		? enter(answered, neighbour(answered, 1) ?? 'review')
		: // A new answer can open another question, which comes before Review.
			enter(answered, firstOpenStep(answered));
};

/** Goes to the previous step and keeps every answer. */
export const goBack = (wizard: Wizard): Wizard => {
	if (wizard.changing !== undefined) {
		return enter(wizard, 'review');
	}
	const previous = neighbour(wizard, -1);
	return previous === undefined
		? say(wizard, 'This is the first question; ctrl+c leaves')
		: enter(wizard, previous);
};

/** The state of a wizard in which nothing was answered or opened. */
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

/** Refuses a text that looked like a token. What follows at once is refused too. */
export const refuseToken = (wizard: Wizard): Wizard => ({
	...say(wizard, tokenRefusal),
	refusedAt: wizard.keyAt,
});

/** Whether a key brings a token into a text. `text` is the text after the key. */
export const bringsToken = (key: Heard, text: string): boolean =>
	containsToken(text) || ('text' in key && containsToken(key.text));

/** Edits a text field by a key. Returns `undefined` for a key that leads back. Keeps no token. */
export const typeInto = (
	wizard: Wizard,
	field: TextField,
	key: Heard,
	put: (field: TextField) => Wizard,
	longest?: number,
): Wizard | undefined => {
	const edited = editText(field, key, longest);
	if (edited === field) {
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

/** The profile of the answers so far, without permissions that do not count at present. */
export const profileOf = (wizard: Wizard): Profile =>
	profileFrom({...wizard.answers, permissions: grantsOf(wizard).counted}, wizard.setup.defaultHost);

/** Finds a saved profile by its name. */
export const findSaved = ({saved}: Wizard, name: string | undefined): SavedProfile | undefined =>
	name === undefined ? undefined : saved.find(({profile}) => isSameName(profile, name));

/** The names of the saved profiles. */
export const savedNames = ({saved}: Wizard): readonly string[] => saved.map(({profile}) => profile);

/** The saved profile that saving under a name would replace, unless it is the edited one. */
export const findReplaced = (
	wizard: Wizard,
	name: string | undefined,
): SavedProfile | undefined => {
	const existing = findSaved(wizard, name);
	return existing !== undefined && isSameName(existing.profile, wizard.edited ?? '')
		? undefined
		: existing;
};

/** The token's host. */
export const hostOf = ({answers, setup}: Wizard): string => answers.host ?? setup.defaultHost;

/** The current folder's repositories on the token's host, the most fitting first. */
export const folderRepositories = (wizard: Wizard): readonly Remote[] =>
	wizard.setup.suggestions.filter(({host}) => host === hostOf(wizard));

/** Whether an owner is known to be the user. */
export const isMine = ({setup}: Wizard, owner: string): boolean =>
	setup.login !== undefined && isSameName(owner, setup.login);

/** The current folder's first repository that the owner and the host allow. */
export const suggestedRepository = (wizard: Wizard): string | undefined => {
	const {answers, setup} = wizard;
	return folderRepositories(wizard)
		.map(({owner, repository}) => `${owner}/${repository}`)
		.find(repository => isReached(repository, answers.owner, setup.login));
};
