import {Box, Text} from 'ink';
import {distinctBy} from '../../core/distinct-by.ts';
import type {Meaning} from '../../core/needs/index.ts';
import type {Need} from '../../core/needs/need.ts';
import {describeGrants} from '../../core/profile/describe.ts';
import {maskTokens} from '../../core/text/mask.ts';
import {ChoiceList} from '../components/choice-list.tsx';
import {Paragraph} from '../components/paragraph.tsx';
import {LabelledLine} from '../components/text-line.tsx';
import type {PurposeEngine} from '../engine.ts';
import type {Heard} from '../keys.ts';
import {createList, focusOf, type ListState, pressList} from '../list-state.ts';
import {
	bringsToken,
	closePanel,
	enter,
	firstOpenStep,
	folderRepositories,
	openPanel,
	type Panel,
	refuseToken,
	type Step,
	say,
	shownOwn,
	takeProfile,
	type Wizard,
	withAnswers,
	withOwn,
} from '../state.ts';
import {createTextField, longestTyped} from '../text-field.ts';
import {drawSigns} from '../theme.ts';
import type {ScannedToken} from '../wizard-options.ts';

/** The text is the filter of the list. */
type PurposeOwn = {readonly list: ListState; readonly taken: readonly Meaning[]};

const isEmpty = ({list, taken}: PurposeOwn): boolean =>
	list.filter.value === '' && taken.length === 0;

/** What can be chosen: the tokens that the repository's code needs, and the meanings of the text. */
const rowsOf = (wizard: Wizard, own: PurposeOwn): readonly (ScannedToken | Meaning)[] => [
	...(isEmpty(own) ? (wizard.scan?.tokens ?? []) : []),
	...(wizard.engine?.findMeanings(own.list.filter.value) ?? []),
];

/** The needs of some meanings, each once. */
const needsOf = (meanings: readonly Meaning[]): readonly Need[] =>
	distinctBy(
		meanings.flatMap(({needs}) => needs),
		({name, repository, owner}) => `${name} ${repository ?? owner}`,
	);

const focusedRow = (wizard: Wizard, own: PurposeOwn): ScannedToken | Meaning | undefined => {
	const rows = rowsOf(wizard, own);
	return rows[focusOf(own.list, rows)];
};

const explainUnknown = ({engine}: Wizard, {list}: PurposeOwn): string =>
	engine?.explainUnknown(list.filter.value) ?? '';

/**
 * Fills in the least token for some meanings. The way forward passes over what is filled in, as over what
 * options answered. Goes to the first open question, or else to Review.
 */
const takeNeeds = (wizard: Wizard, engine: PurposeEngine, meanings: readonly Meaning[]): Wizard => {
	const {answers, setup, given, done} = wizard;
	const filled = engine.fillAnswers(needsOf(meanings), {
		answers,
		hasOwner: done.has('owner') || given.has('owner'),
		folder: folderRepositories(wizard).map(({owner, repository}) => `${owner}/${repository}`),
		login: setup.login,
	});
	const facts = [...filled.facts, ...meanings.flatMap(({leftOut}) => leftOut ?? [])];
	const said = facts.join('. ');
	if (filled.answers === undefined) {
		return say(wizard, said || 'No token is needed for this');
	}
	const answered = new Set(Object.keys(filled.answers));
	const isFilled = ({fill, answers: own}: Step) =>
		fill !== undefined || own.some(key => answered.has(key));
	const chosen: Wizard = {
		...withAnswers(closePanel(wizard), filled.answers),
		given: new Set([...given, ...setup.steps.filter(isFilled).map(({id}) => id)]),
		facts,
		reasons: new Map([...wizard.reasons, ...filled.reasons]),
	};
	const moved = enter(chosen, firstOpenStep(chosen));
	// Review shows the facts itself.
	return said === '' || moved.step === 'review' ? moved : say(moved, said);
};

const submit = (wizard: Wizard, own: PurposeOwn): Wizard => {
	const {engine} = wizard;
	const {list, taken} = own;
	const isDone = list.filter.value === '' && !list.isMoved && taken.length > 0;
	const row = isDone ? undefined : focusedRow(wizard, own);
	if (row !== undefined && 'profile' in row) {
		return {...takeProfile(wizard, row.profile, undefined), facts: row.facts};
	}
	return engine === undefined || (row === undefined && !isDone)
		? say(wizard, explainUnknown(wizard, own))
		: takeNeeds(wizard, engine, row === undefined ? taken : [...taken, row]);
};

const add = (wizard: Wizard, own: PurposeOwn): Wizard => {
	const match = focusedRow(wizard, own);
	if (match === undefined) {
		return say(wizard, explainUnknown(wizard, own));
	}
	return 'profile' in match
		? say(wizard, "A secret's token cannot be combined: press enter to see it")
		: withOwn(wizard, {list: createList(), taken: [...own.taken, match]});
};

const edit = (wizard: Wizard, own: PurposeOwn, key: Heard): Wizard => {
	const {list} = own;
	// Pasted lines stay separate: each can be a need of its own.
	const isWhole = key.name === 'paste' && list.filter.value === '';
	const pasted = isWhole ? key.text.slice(0, longestTyped) : '';
	const pressed = isWhole
		? {...createList(), filter: createTextField(pasted)}
		: pressList({...list, isMoved: false}, rowsOf(wizard, own), key, longestTyped);
	if (pressed === undefined) {
		return wizard;
	}
	const isMoved = pressed.filter === list.filter && (list.isMoved || pressed.isMoved);
	return withOwn(wizard, {...own, list: {...pressed, isMoved}});
};

const press: Panel<PurposeOwn>['press'] = (own, key, wizard) => {
	const {list, taken} = own;
	const hasNoText = list.filter.value === '';
	switch (key.name) {
		case 'escape':
		case 'back-tab':
			return hasNoText ? closePanel(wizard) : withOwn(wizard, {...own, list: createList()});
		case 'enter':
			return submit(wizard, own);
		case 'tab':
			return add(wizard, own);
		case 'backspace':
			return hasNoText
				? withOwn(wizard, {...own, taken: taken.slice(0, -1)})
				: edit(wizard, own, key);
	}
	// A pasted command can carry a token. The rest of it still says what it needs.
	const masked = 'text' in key ? {...key, text: maskTokens(key.text)} : key;
	const edited = edit(wizard, own, masked);
	const {list: after} = shownOwn(edited) as PurposeOwn;
	if (!bringsToken(key, after.filter.value)) {
		return edited;
	}
	const isPart = bringsToken(key, '');
	// A paste comes in parts: a token can begin in one and end in the next.
	return isPart
		? {
				...refuseToken(edited),
				refusedAt: 'text' in masked && /•$/.test(masked.text) ? wizard.keyAt : undefined,
			}
		: refuseToken(withOwn(wizard, {...own, list: createList()}));
};

const placeholder = ' a task, a tool, a gh or curl line, an error: type or paste';

/** "What is it for?": a task, a tool, a command or an error becomes the permissions that it needs. */
const purpose: Panel<PurposeOwn> = {
	title: 'What is it for?',
	needsEngine: true,
	readsFolder: isEmpty,
	press,
	keys: ({list, taken}) => [
		'fill',
		list.filter.value === '' ? 'back' : 'clear',
		...(list.filter.value === '' && taken.length > 0 ? [] : (['another'] as const)),
		'move',
	],
	View: ({own, wizard, height}) => {
		const {list, taken} = own;
		const rows = rowsOf(wizard, own).map(row => ({
			id: row.id,
			label: row.title,
			// Only the rows that are drawn are described.
			get caption() {
				return 'profile' in row
					? describeGrants(row.profile)
					: wizard.engine?.describeNeeds(row.needs);
			},
		}));
		const isShown = taken.length > 0 && height > 3;
		const listHeight = Math.max(1, height - 1 - (height > 4 ? 1 : 0) - (isShown ? 3 : 0));
		return (
			<>
				<LabelledLine field={list.filter} spoken="What it is for" placeholder={placeholder} />
				<Box height={height > 4 ? 1 : 0} flexShrink={0} overflow="hidden">
					<Text dimColor wrap="truncate-end">
						{isEmpty(own) ? drawSigns(wizard.scan?.said ?? '', wizard.screen.symbols) : ''}
					</Text>
				</Box>
				<ChoiceList rows={rows} focused={list.focused} height={listHeight} />
				{rows.length === 0 ? <Paragraph text={explainUnknown(wizard, own)} dimColor /> : null}
				{isShown ? (
					<Box flexDirection="column" height={3} paddingTop={1} flexShrink={0}>
						<Text wrap="truncate-end" dimColor>
							{`For: ${taken.map(({title}) => title).join('; ')}`}
						</Text>
						<Text wrap="truncate-end">{wizard.engine?.describeNeeds(needsOf(taken))}</Text>
					</Box>
				) : null}
			</>
		);
	},
};

/** Asks what the token is for, and types or pastes a text there. */
export const typeIntoPurpose = (key: Heard, wizard: Wizard): Wizard => {
	const opened = openPurpose(wizard);
	return press(shownOwn(opened) as PurposeOwn, key, opened) ?? opened;
};

/** Asks what the token is for. `text` is there already, such as that of a filter. */
export const openPurpose = (wizard: Wizard, text = ''): Wizard =>
	openPanel(wizard, purpose, {list: {...createList(), filter: createTextField(text)}, taken: []});
