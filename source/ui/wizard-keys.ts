import type {Grants} from '../core/catalog/permissions.ts';
import {withHint} from '../core/errors.ts';
import {findProblems} from '../core/link/link.ts';
import {profileFrom} from '../core/profile/answers.ts';
import {readExpiration} from '../core/profile/expiration.ts';
import {
	isLogin,
	loginRule,
	longestDescription,
	longestName,
	readRepositories,
} from '../core/profile/names.ts';
import {isSameName, readProfileName} from '../core/profile/profile.ts';
import {containsToken, maskTokens} from '../core/text/text.ts';
import {textProblems} from '../core/token-types/common.ts';
import {
	clearFilter,
	type PermissionListState,
	pressPermissionKey,
} from './components/permission-list-state.ts';
import {pressScopeKey} from './components/scope-list-state.ts';
import type {Key} from './keys.ts';
import {type PurposeEngine, pressPurposeKey} from './purpose-state.ts';
import {createTextField, editText, type TextField} from './text-field.ts';
import {
	explain,
	fillNames,
	freshScreens,
	goBack,
	goNext,
	proposeProfileName,
	say,
	startNew,
	takeProfile,
	withAnswers,
} from './wizard-moves.ts';
import {takePurpose} from './wizard-purpose.ts';
import {
	findSaved,
	isClassic,
	kindOfHost,
	type NameFieldId,
	offeredGroups,
	type Panel,
	type StepId,
	shownNameFields,
	suggestedRepository,
	takesText,
	type WizardState,
} from './wizard-state.ts';

const tokenRefusal = 'That looks like a token. It was not kept; if anyone saw it, revoke it';

const refuseToken = (state: WizardState): WizardState => ({
	...say(state, tokenRefusal),
	isRefusing: true,
});

/** The pieces of one token, typed or pasted, follow each other within so many milliseconds. */
const longestGap = 1000;

/**
 * A key without what goes on with a token that was refused: all of the token's first characters are gone
 * by then, and the others would stand there as a text. `undefined` when nothing is left; the Enter behind
 * a token was not meant for an empty field.
 */
const withoutTokenRest = (key: Key): Key | undefined => {
	if (!('text' in key)) {
		return key.name === 'enter' ? undefined : key;
	}
	const text = key.text.replace(/^[A-Za-z0-9_.-]+/, '');
	return text === '' ? undefined : {...key, text};
};

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
			: say(state, withHint(problem));
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
		return say(state, withHint(problem));
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
	return containsToken(edited.value) ? refuseToken(put(createTextField())) : put(edited);
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

/** Space in the middle of a filter could have been meant as text: what it switched is said. */
const describeSwitch = (
	{filter, focused}: PermissionListState,
	grants: Grants,
	key: Key,
): string | undefined =>
	key.name !== 'text' || filter.value === '' || focused === undefined
		? undefined
		: `Space switched ${focused} ${grants[focused] === undefined ? 'off' : `to ${grants[focused]}`}`;

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
		return refuseToken(clearPermissionFilter(state));
	}
	if (pressed.grants === grants) {
		return {...state, permissionList: pressed.list};
	}
	return {
		...withAnswers(state, {permissions: pressed.grants}),
		permissionList: pressed.list,
		message: describeSwitch(pressed.list, pressed.grants, key),
	};
};

const pressInScopes: KeyHandler = (state, key) => {
	if (key.name === 'enter') {
		return goNext(clearScopeFilter(state));
	}
	const chosen = state.answers.scopes ?? [];
	const pressed = pressScopeKey(state.scopeList, chosen, kindOfHost(state), key);
	if (containsToken(pressed.list.filter.value)) {
		return refuseToken(clearScopeFilter(state));
	}
	return {
		...(pressed.chosen === chosen ? state : withAnswers(state, {scopes: pressed.chosen})),
		scopeList: pressed.list,
	};
};

/** A proposed "Save as" goes with the name until it is edited. */
const followName = (before: WizardState, after: WizardState): WizardState =>
	before.answers.profile === undefined &&
	before.nameFields.profile.value === proposeProfileName(before)
		? {
				...after,
				nameFields: {
					...after.nameFields,
					profile: createTextField(proposeProfileName(after)),
				},
			}
		: after;

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
			const edited = edit(state, nameFields[nameFocus], key, field => ({
				...state,
				nameFields: {...nameFields, [nameFocus]: field},
			}));
			return nameFocus === 'name' ? followName(state, edited) : edited;
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

const pressInReview: KeyHandler = (state, key) =>
	key.name === 'text' && key.text === 'd' ? {...state, panel: {kind: 'details'}} : state;

/** Keys that move a text to read, which is closed by the others. */
const scrollKeys: ReadonlySet<string> = new Set([
	'up',
	'down',
	'page-up',
	'page-down',
	'home',
	'end',
]);

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
	review: pressInReview,
};

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
		return refuseToken({...state, purpose: {...purpose, field: createTextField()}});
	}
	const taken = {...state, purpose: pressed.purpose, message: pressed.message};
	const isMasked = 'text' in key && containsToken(key.text);
	// At the end of a part of a paste, the token may go on in the next one.
	const next = isMasked
		? {...refuseToken(taken), isRefusing: /•$/.test('text' in masked ? masked.text : '')}
		: taken;
	return pressed.isDone && engine !== undefined ? takePurpose(next, engine) : next;
};

/** The wizard with what knows which permissions a job needs, and with the keys that waited for it pressed. */
export const loadEngine = (state: WizardState, engine: PurposeEngine): WizardState => {
	const {held} = state.purpose;
	const loaded = {...state, engine, purpose: {...state.purpose, held: []}};
	return held.reduce<WizardState>((state, key) => press(state, key), loaded);
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
	if (panel.kind === 'details') {
		return key.name === 'enter' || (key.name === 'text' && key.text === 'd') ? closed : state;
	}
	return panel.kind === 'help' && !scrollKeys.has(key.name) ? closed : state;
};

const goBackFromStep = (state: WizardState): WizardState => {
	if (state.isTyping) {
		return {...state, isTyping: false, wasTyping: true};
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

/** The wizard after a key that was pressed at a time in milliseconds. */
export const press = (before: WizardState, key: Key, at = before.keyAt): WizardState => {
	const isRefusing = before.isRefusing && at - before.keyAt <= longestGap;
	const rest = isRefusing ? withoutTokenRest(key) : key;
	const goesOn = isRefusing && rest === undefined && key.name !== 'enter';
	const state = {...before, isRefusing: goesOn, keyAt: at};
	return rest === undefined ? state : pressKey(state, rest);
};

const pressKey = (before: WizardState, key: Key): WizardState => {
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
