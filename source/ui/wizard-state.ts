import {type Answers, isAnswered, profileFrom} from '../core/answers.ts';
import {accessLevels, type PermissionGroup} from '../core/catalog/permission.ts';
import {findPermission, type Grants} from '../core/catalog/permissions.ts';
import {leastScopes} from '../core/catalog/scopes.ts';
import {ToldError} from '../core/errors.ts';
import {readExpiration} from '../core/expiration.ts';
import {hostKind, readHost} from '../core/host.ts';
import {buildLink, findProblems} from '../core/link.ts';
import {isLogin, loginRule, readRepositories} from '../core/names.ts';
import type {NeedsAnswer, TokenAnswer} from '../core/needs/least.ts';
import {isSameName, type Profile, readProfileName, type SavedProfile} from '../core/profile.ts';
import {suggestProfileName} from '../core/suggest-profile-name.ts';
import {suggestTokenName} from '../core/suggest-token-name.ts';
import {containsToken, maskTokens} from '../core/text.ts';
import {longestDescription, longestName, textProblems} from '../core/token-types/common.ts';
import {
	clearFilter,
	createPermissionList,
	type PermissionListState,
	pressPermissionKey,
} from './components/permission-list-state.ts';
import {
	createScopeList,
	pressScopeKey,
	type ScopeListState,
} from './components/scope-list-state.ts';
import type {Key} from './keys.ts';
import {
	createPurpose,
	type PurposeEngine,
	type PurposeState,
	pressPurposeKey,
} from './purpose-state.ts';
import {createTextField, editText, type TextField} from './text-field.ts';
import type {
	FolderProfile,
	SuggestedRepository,
	WizardAnswer,
	WizardOptions,
} from './wizard-options.ts';

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
	| {readonly kind: 'help'}
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
	/** A step that offers choices shows its text field instead. */
	readonly isTyping: boolean;
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
	| {readonly type: 'key'; readonly key: Key}
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
const isClassic = ({answers}: WizardState): boolean => answers.type === 'classic';

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

const findSaved = ({saved}: WizardState, name: string | undefined): SavedProfile | undefined =>
	name === undefined ? undefined : saved.find(({profile}) => isSameName(profile, name));

const savedNames = ({saved}: WizardState): readonly string[] => saved.map(({profile}) => profile);

/** Whether saving would put this profile in the place of another one that is saved. */
export const replacesSaved = (state: WizardState): boolean => {
	const {answers, savedFocus} = state;
	const existing = findSaved(state, answers.profile);
	return existing !== undefined && !isSameName(existing.profile, savedFocus ?? '');
};

const defaultGroup = (answers: Answers): PermissionGroup =>
	offeredGroups(answers)[0] ?? 'repository';

/** What the Name step proposes for the token's name. */
const fillNames = (state: WizardState): WizardState => {
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

const fillRepositories = (state: WizardState): WizardState => {
	const given = state.answers.repositories?.join(', ');
	const suggested = state.answers.owner === undefined ? undefined : suggestedRepository(state);
	return state.repositories.value === ''
		? {...state, repositories: createTextField(given ?? suggested ?? '')}
		: state;
};

/** Goes to a step with its screen as it was left. */
const enter = (state: WizardState, step: StepId): WizardState => {
	const entered: WizardState = {
		...state,
		step,
		isTyping: false,
		field: createTextField(),
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

const goNext = (state: WizardState): WizardState => {
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

const goBack = (state: WizardState): WizardState => {
	if (state.isChanging) {
		return enter(state, 'review');
	}
	const previous = neighbour(state, -1);
	if (previous !== undefined) {
		return enter(state, previous);
	}
	return state.step === 'saved'
		? {...state, outcome: {kind: 'left'}}
		: {...state, message: 'This is the first question; ctrl+c leaves'};
};

const say = (state: WizardState, message: string): WizardState => ({...state, message});

const explain = (error: unknown): string => {
	if (!(error instanceof ToldError)) {
		throw error;
	}
	return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
};

const tokenRefusal = 'That looks like a token. It was not kept; if anyone saw it, revoke it';

const withAnswers = (state: WizardState, answers: Answers): WizardState => ({
	...state,
	answers: {...state.answers, ...answers},
});

const submitOwner = (state: WizardState): WizardState => {
	const owner = state.field.value.trim();
	return isLogin(owner)
		? goNext(withAnswers(state, {owner}))
		: say(
				state,
				owner === '' ? 'Type the name of the organization' : `Check the spelling: ${loginRule}`,
			);
};

const submitExpiration = (state: WizardState): WizardState => {
	try {
		return goNext(
			withAnswers(state, {expiration: readExpiration(state.field.value, state.setup.now)}),
		);
	} catch (error) {
		return say(state, explain(error));
	}
};

const submitRepositories = (state: WizardState): WizardState => {
	const {owner} = state.answers;
	try {
		const repositories = readRepositories(state.repositories.value, owner);
		if (repositories.length === 0) {
			return say(state, 'Name at least one repository, or go back and choose all of them');
		}
		const [problem] = findProblems(
			profileFrom(
				{type: 'fine-grained', owner, repositoryAccess: 'selected', repositories},
				state.setup.defaultHost,
			),
		);
		return problem === undefined
			? goNext(withAnswers(state, {repositories}))
			: say(state, `${problem.message}. ${problem.hint}`);
	} catch (error) {
		return say(state, explain(error));
	}
};

const readSafely = (name: string): string | undefined => {
	try {
		return readProfileName(name);
	} catch {
		return undefined;
	}
};

const submitNames = (state: WizardState): WizardState => {
	const {name, description, profile} = state.nameFields;
	const [problem] = [
		...textProblems('name', name.value, longestName, 'one line'),
		...(isClassic(state)
			? []
			: textProblems('description', description.value, longestDescription, 'several lines')),
	];
	if (problem !== undefined) {
		return say(state, `${problem.message}. ${problem.hint}`);
	}
	try {
		const answers = {
			name: name.value.trim() || undefined,
			description: description.value.trim() || undefined,
			profile: profile.value.trim() === '' ? undefined : readProfileName(profile.value),
		};
		return goNext(withAnswers(state, answers));
	} catch (error) {
		return say(state, explain(error));
	}
};

/** The fields that the Name step shows. */
export const shownNameFields = (state: WizardState): readonly NameFieldId[] => [
	'name',
	...(isClassic(state) ? [] : (['description'] as const)),
	...(state.setup.canSave ? (['profile'] as const) : []),
];

const moveNameFocus = (state: WizardState, by: 1 | -1): WizardState => {
	const shown = shownNameFields(state);
	const index = (shown.indexOf(state.nameFocus) + by + shown.length) % shown.length;
	return {...state, nameFocus: shown[index] ?? 'name'};
};

/** The field after a key, unless the key would bring a token into it. */
const edit = (
	state: WizardState,
	field: TextField,
	key: Key,
	put: (field: TextField) => WizardState,
): WizardState => {
	const edited = editText(field, key);
	if (edited === field) {
		return state;
	}
	return containsToken(edited.value) ? say(put(createTextField()), tokenRefusal) : put(edited);
};

type KeyHandler = (state: WizardState, key: Key) => WizardState;

const pressInTypedStep =
	(submit: (state: WizardState) => WizardState): KeyHandler =>
	(state, key) => {
		if (!state.isTyping) {
			return state;
		}
		return key.name === 'enter'
			? submit(state)
			: edit(state, state.field, key, field => ({...state, field}));
	};

const pressInRepositories: KeyHandler = (state, key) => {
	if (key.name === 'enter') {
		return submitRepositories(state);
	}
	const suggested = suggestedRepository(state);
	if (key.name === 'tab' && suggested !== undefined) {
		const others = state.repositories.value.trim().replace(/,$/, '');
		const value = others === '' ? suggested : `${others}, ${suggested}`;
		return {...state, repositories: createTextField(value)};
	}
	// Pasted lines become a list: the field has one line.
	const typed =
		key.name === 'paste' ? {...key, text: key.text.replaceAll(/\s*[\r\n]+\s*/g, ', ')} : key;
	return edit(state, state.repositories, typed, repositories => ({...state, repositories}));
};

const clearPermissionFilter = (state: WizardState): WizardState => ({
	...state,
	permissionList: clearFilter(state.permissionList, offeredGroups(state.answers)),
});

const clearScopeFilter = (state: WizardState): WizardState => ({
	...state,
	scopeList: {...state.scopeList, filter: createTextField()},
});

const pressInPermissions: KeyHandler = (state, key) => {
	if (key.name === 'enter') {
		return goNext(clearPermissionFilter(state));
	}
	const grants = state.answers.permissions ?? {};
	const pressed = pressPermissionKey(
		state.permissionList,
		grants,
		offeredGroups(state.answers),
		key,
	);
	if (containsToken(pressed.list.filter.value)) {
		return say(clearPermissionFilter(state), tokenRefusal);
	}
	return {
		...(pressed.grants === grants ? state : withAnswers(state, {permissions: pressed.grants})),
		permissionList: pressed.list,
	};
};

const pressInScopes: KeyHandler = (state, key) => {
	if (key.name === 'enter') {
		return goNext(clearScopeFilter(state));
	}
	const chosen = state.answers.scopes ?? [];
	const pressed = pressScopeKey(state.scopeList, chosen, kindOfHost(state), key);
	if (containsToken(pressed.list.filter.value)) {
		return say(clearScopeFilter(state), tokenRefusal);
	}
	return {
		...(pressed.chosen === chosen ? state : withAnswers(state, {scopes: pressed.chosen})),
		scopeList: pressed.list,
	};
};

/** Which GitHub the token is for. */
export const kindOfHost = ({answers, setup}: WizardState): ReturnType<typeof hostKind> =>
	hostKind(answers.host ?? setup.defaultHost);

const pressInName: KeyHandler = (state, key) => {
	switch (key.name) {
		case 'enter':
			return submitNames(state);
		case 'tab':
		case 'down':
			return moveNameFocus(state, 1);
		case 'up':
			return moveNameFocus(state, -1);
		default: {
			const {nameFocus, nameFields} = state;
			return edit(state, nameFields[nameFocus], key, field => ({
				...state,
				nameFields: {...nameFields, [nameFocus]: field},
			}));
		}
	}
};

const pressInSaved: KeyHandler = (state, key) => {
	if (key.name !== 'text') {
		return state;
	}
	const focused = findSaved(state, state.savedFocus);
	switch (key.text) {
		case 'n':
			return startNew(state);
		case 'e':
			return focused === undefined
				? state
				: {...takeProfile(state, focused), panel: {kind: 'change'}};
		case 'r':
			return focused === undefined
				? state
				: {
						...state,
						panel: {kind: 'rename', profile: focused.profile},
						field: createTextField(focused.profile),
					};
		case 'd':
			return focused === undefined
				? state
				: {...state, panel: {kind: 'remove', profile: focused.profile}};
		default:
			return state;
	}
};

const ignoreKeys: KeyHandler = state => state;

/** What each step does with a key, beside those that every step has. */
const pressInStep: {readonly [Id in StepId]: KeyHandler} = {
	saved: pressInSaved,
	type: ignoreKeys,
	owner: pressInTypedStep(submitOwner),
	access: ignoreKeys,
	repositories: pressInRepositories,
	permissions: pressInPermissions,
	scopes: pressInScopes,
	expiration: pressInTypedStep(submitExpiration),
	name: pressInName,
	review: ignoreKeys,
};

const listSteps: readonly StepId[] = ['permissions', 'scopes'];
const textSteps: readonly StepId[] = ['repositories', 'name', ...listSteps];

/** Whether keys are text at this moment, so that letters are no shortcuts. */
export const takesText = ({step, isTyping, panel}: WizardState): boolean =>
	panel === undefined
		? isTyping || textSteps.includes(step)
		: panel.kind === 'rename' || panel.kind === 'purpose';

/** Whether a list to choose from is shown, which hears the arrows and Enter itself. */
export const isChoosing = (state: WizardState): boolean =>
	!takesText(state) && state.panel?.kind !== 'help';

const pressInRename = (state: WizardState, from: string, key: Key): WizardState => {
	if (key.name !== 'enter') {
		return edit(state, state.field, key, field => ({...state, field}));
	}
	try {
		const to = readProfileName(state.field.value);
		if (to === from) {
			return {...state, panel: undefined};
		}
		const existing = findSaved(state, to);
		return existing === undefined || isSameName(existing.profile, from)
			? {...state, panel: undefined, request: {kind: 'rename', from, to}}
			: say(state, `There is a profile "${existing.profile}" already. Choose another name`);
	} catch (error) {
		return say(state, explain(error));
	}
};

const raise = (grants: Grants, added: Grants): Grants =>
	Object.fromEntries(
		[...Object.entries(grants), ...Object.entries(added)].map(([parameter]) => {
			const levels = [grants, added].flatMap(
				set => new Map(Object.entries(set)).get(parameter) ?? [],
			);
			return [parameter, accessLevels.findLast(level => levels.includes(level))];
		}),
	) as Grants;

const listReasons = (token: TokenAnswer): ReadonlyMap<string, string> => {
	const names = new Map<string, string[]>();
	for (const {need, permissions} of token.because) {
		for (const parameter of Object.keys(permissions)) {
			names.set(parameter, [...(names.get(parameter) ?? []), need.title ?? need.name]);
		}
	}
	return new Map(Array.from(names, ([parameter, of]) => [parameter, `For: ${of.join('; ')}`]));
};

/** What the user still has to know when a token was put together from what it is for. */
const describeRest = (
	state: WizardState,
	{tokens, impossible}: NeedsAnswer,
): string | undefined => {
	const [first, ...others] = tokens;
	const sentences = [
		...(first?.type === 'classic' ? first.reasons : []),
		...(first?.type === 'fine-grained' &&
		first.owner === 'organization' &&
		state.answers.owner === undefined
			? ['These need an organization as resource owner: go back and choose it']
			: []),
		...(first?.type === 'fine-grained' &&
		first.owner === 'account' &&
		state.answers.owner !== undefined
			? ['These need your own account as resource owner: go back and choose it']
			: []),
		...(first?.type === 'fine-grained' && Object.keys(first.byHand).length > 0
			? [`Tick on the page by hand: ${Object.keys(first.byHand).join(', ')}`]
			: []),
		...(others.length > 0 ? [`One token cannot do all of it: ${others.length} more needed`] : []),
		...impossible.map(({need, reason}) => `${need.name}: ${reason}`),
	];
	return sentences.length === 0 ? undefined : sentences.join('. ').replaceAll('..', '.');
};

/** Puts the least token for what was taken into the answers. */
const takePurpose = (state: WizardState, engine: PurposeEngine): WizardState => {
	const closed = {...state, panel: undefined, purpose: createPurpose()};
	if (state.purpose.taken.length === 0) {
		return closed;
	}
	const answer = engine.leastNeeds(state.purpose.taken);
	const [token] = answer.tokens;
	const message = describeRest(state, answer);
	if (token === undefined) {
		return {...closed, message};
	}
	if (token.type === 'classic') {
		const scopes = leastScopes([...(state.answers.scopes ?? []), ...token.scopes]);
		const chosen = withAnswers(closed, {type: 'classic', scopes});
		return {...enter({...chosen, done: new Set([...chosen.done, 'type'])}, 'scopes'), message};
	}
	const chosen = {
		...withAnswers(closed, {
			type: 'fine-grained',
			permissions: raise(state.answers.permissions ?? {}, token.permissions),
		}),
		reasons: new Map([...state.reasons, ...listReasons(token)]),
	};
	return {...(state.step === 'type' ? goNext(chosen) : chosen), message};
};

const pressInPurpose: KeyHandler = (state, key) => {
	const {engine, purpose} = state;
	const isBack = key.name === 'escape' || key.name === 'back-tab';
	if (isBack && purpose.held.length === 0) {
		return purpose.field.value === ''
			? {...state, panel: undefined}
			: {...state, purpose: {...purpose, field: createTextField(), focus: 0}};
	}
	// A pasted command can carry a token: everything else in it still says what it needs.
	const masked = 'text' in key ? {...key, text: maskTokens(key.text)} : key;
	const pressed = pressPurposeKey(purpose, engine, masked);
	if (containsToken(pressed.purpose.field.value)) {
		return say({...state, purpose: {...purpose, field: createTextField()}}, tokenRefusal);
	}
	const isMasked = 'text' in key && containsToken(key.text);
	const message = isMasked ? tokenRefusal : pressed.message;
	const next = {...state, purpose: pressed.purpose, message};
	return pressed.isDone && engine !== undefined ? takePurpose(next, engine) : next;
};

const loadEngine = (state: WizardState, engine: PurposeEngine): WizardState => {
	const {held} = state.purpose;
	const loaded = {...state, engine, purpose: {...state.purpose, held: []}};
	return held.reduce(press, loaded);
};

const pressInPanel = (state: WizardState, panel: Panel, key: Key): WizardState => {
	if (panel.kind === 'purpose') {
		return pressInPurpose(state, key);
	}
	const closed = {...state, panel: undefined};
	if (key.name === 'escape' || key.name === 'back-tab') {
		return closed;
	}
	if (panel.kind === 'rename') {
		return pressInRename(state, panel.profile, key);
	}
	return panel.kind === 'help' ? closed : state;
};

const goBackFromStep = (state: WizardState): WizardState => {
	if (state.isTyping) {
		return {...state, isTyping: false};
	}
	if (state.step === 'permissions' && state.permissionList.filter.value !== '') {
		return clearPermissionFilter(state);
	}
	if (state.step === 'scopes' && state.scopeList.filter.value !== '') {
		return clearScopeFilter(state);
	}
	return goBack(keepTyped(state));
};

/**
 * What was typed so far, kept when one goes back. A suggestion that was left alone is made anew the
 * next time, and a name that no profile can have does not count.
 */
const keepTyped = (state: WizardState): WizardState => {
	if (state.step !== 'name') {
		return state;
	}
	const {description} = state.nameFields;
	const {nameFields: suggested} = fillNames({...state, nameFields: freshScreens.nameFields});
	const isSuggested = (id: NameFieldId): boolean =>
		state.answers[id] === undefined && state.nameFields[id].value === suggested[id].value;
	const nameFields = {
		...state.nameFields,
		...(isSuggested('name') ? {name: createTextField()} : {}),
		...(isSuggested('profile') ? {profile: createTextField()} : {}),
	};
	return withAnswers(
		{...state, nameFields},
		{
			name: nameFields.name.value.trim() || undefined,
			description: description.value.trim() || undefined,
			profile: readSafely(nameFields.profile.value) ?? state.answers.profile,
		},
	);
};

/** In the list of permissions every letter filters, so "what is it for?" has a sign there. */
const asksForPurpose = ({step}: WizardState, text: string): boolean =>
	(step === 'permissions' && text === '?') || (step === 'type' && text === 'w');

const press = (before: WizardState, key: Key): WizardState => {
	if (key.name === 'leave') {
		return {...before, outcome: {kind: 'left'}};
	}
	const state = before.message === undefined ? before : {...before, message: undefined};
	if (state.panel !== undefined) {
		return pressInPanel(state, state.panel, key);
	}
	if (key.name === 'escape' || key.name === 'back-tab') {
		return goBackFromStep(state);
	}
	if (key.name === 'text' && asksForPurpose(state, key.text)) {
		return {...state, panel: {kind: 'purpose'}};
	}
	if (key.name === 'text' && key.text === '?' && !takesText(state)) {
		return {...state, panel: {kind: 'help'}};
	}
	return pressInStep[state.step](state, key);
};

const startNew = (state: WizardState): WizardState => {
	const {host} = state.answers;
	return enter(
		{
			...state,
			answers: {host},
			done: new Set(['saved' as const]),
			isChanging: false,
			savedFocus: undefined,
			...freshScreens,
		},
		'type',
	);
};

const freshScreens = {
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
const takeProfile = (state: WizardState, profile: Profile): WizardState => {
	const answers: Answers = profile;
	const used = {...state, answers, ...freshScreens, isChanging: false};
	const done = new Set(applicableSteps(used).map(({id}) => id));
	return enter({...used, done}, 'review');
};

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

/** What can be done at Review now. A profile with problems can only be changed. */
export const listReviewActions = (state: WizardState): readonly ReviewAction[] => {
	if (findProblems(profileOf(state)).length > 0) {
		return ['change', 'leave'];
	}
	return state.setup.canSave
		? ['open-and-save', 'open', 'save', 'copy', 'change', 'leave']
		: ['open', 'copy', 'change', 'leave'];
};

/** The wizard after something happened. */
export const reduceWizard = (state: WizardState, action: WizardAction): WizardState => {
	if (state.outcome !== undefined) {
		return state;
	}
	switch (action.type) {
		case 'key':
			return press(state, action.key);
		case 'answer':
			return goNext(withAnswers(state, action.answers));
		case 'write':
			return {...state, isTyping: true, message: undefined};
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
		isTyping: false,
		field: createTextField(),
		...freshScreens,
		permissionList: {...freshScreens.permissionList, group: defaultGroup(answers)},
		nameFocus: 'name',
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
