import {Box, Text} from 'ink';
import type {Meaning} from '../../core/needs/index.ts';
import type {Need} from '../../core/needs/need.ts';
import {describeGrants} from '../../core/profile/describe.ts';
import {maskTokens} from '../../core/text/mask.ts';
import {ChoiceList} from '../components/choice-list.tsx';
import {LabelledLine} from '../components/text-line.tsx';
import type {PurposeEngine} from '../engine.ts';
import {createList, focusOf, type ListState, pressList} from '../list-state.ts';
import {
	bringsToken,
	closePanel,
	enter,
	firstOpenStep,
	folderRepositories,
	type Heard,
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
} from '../step.ts';
import {createTextField, longestTyped} from '../text-field.ts';
import type {ScannedToken} from '../wizard-options.ts';

/** The text is the filter of the list. */
type PurposeOwn = {readonly list: ListState; readonly taken: readonly Need[]};

let known: {
	readonly engine: PurposeEngine;
	readonly text: string;
	readonly rows: readonly Meaning[];
};

/** What the text may mean, without reading it again when it is the same: it is drawn with every key. */
const meaningsOf = (wizard: Wizard, {list}: PurposeOwn): readonly Meaning[] => {
	const {engine} = wizard;
	const text = list.filter.value;
	if (engine === undefined) {
		return [];
	}
	if (known?.engine !== engine || known.text !== text) {
		known = {engine, text, rows: engine.findMeanings(text)};
	}
	return known.rows;
};

const isEmpty = ({list, taken}: PurposeOwn): boolean =>
	list.filter.value === '' && taken.length === 0;

/** What can be taken: the tokens that the repository's code needs, and what the text may mean. */
const rowsOf = (wizard: Wizard, own: PurposeOwn): readonly (ScannedToken | Meaning)[] => [
	...(isEmpty(own) ? (wizard.scan?.tokens ?? []) : []),
	...meaningsOf(wizard, own),
];

const withTaken = (taken: readonly Need[], needs: readonly Need[]): readonly Need[] => {
	const names = new Set(taken.map(({name}) => name));
	return [...taken, ...needs.filter(({name}) => !names.has(name))];
};

const focusedRow = (wizard: Wizard, own: PurposeOwn): ScannedToken | Meaning | undefined => {
	const rows = rowsOf(wizard, own);
	const ids = rows.map(({id}) => id);
	return rows[focusOf(own.list, ids)];
};

const sayUnknown = (wizard: Wizard, {list}: PurposeOwn): Wizard => {
	const reading = wizard.engine?.readNeed(list.filter.value);
	return say(wizard, reading?.unknown[0]?.reason ?? reading?.notes[0] ?? 'Nothing matches this');
};

/**
 * The wizard with the least token for some needs. What is filled in is passed over on the way forward, as
 * what options answered: it is at the first question that stays open, or else at Review.
 */
const takeNeeds = (wizard: Wizard, engine: PurposeEngine, needs: readonly Need[]): Wizard => {
	const {answers, setup, given, done} = wizard;
	const filled = engine.fillAnswers(needs, {
		answers,
		hasOwner: done.has('owner') || given.has('owner'),
		folder: folderRepositories(wizard).map(({owner, repository}) => `${owner}/${repository}`),
		login: setup.login,
	});
	const said = filled.facts.join('. ');
	if (filled.answers === undefined) {
		return say(wizard, said || 'No token is needed for this');
	}
	const answered = new Set(Object.keys(filled.answers));
	const isFilled = ({id, answers: own}: Step) =>
		id === 'name' || own.some(key => answered.has(key));
	const chosen: Wizard = {
		...withAnswers(closePanel(wizard), filled.answers),
		given: new Set([...given, ...setup.steps.filter(isFilled).map(({id}) => id)]),
		facts: filled.facts,
		reasons: new Map([...wizard.reasons, ...filled.reasons]),
	};
	const moved = enter(chosen, firstOpenStep(chosen));
	return said === '' ? moved : say(moved, said);
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
		? sayUnknown(wizard, own)
		: takeNeeds(wizard, engine, withTaken(taken, row?.needs ?? []));
};

const add = (wizard: Wizard, own: PurposeOwn): Wizard => {
	const match = focusedRow(wizard, own);
	if (match === undefined) {
		return sayUnknown(wizard, own);
	}
	return 'profile' in match
		? say(wizard, 'Nothing is added to what a secret needs: enter shows it')
		: withOwn(wizard, {list: createList(), taken: withTaken(own.taken, match.needs)});
};

const edit = (wizard: Wizard, own: PurposeOwn, key: Heard): Wizard => {
	const {list} = own;
	// Pasted lines stay separate: each can be a need of its own.
	const isWhole = key.name === 'paste' && list.filter.value === '';
	const pasted = isWhole ? key.text.slice(0, longestTyped) : '';
	const ids = rowsOf(wizard, own).map(({id}) => id);
	const pressed = isWhole
		? {...createList(), filter: createTextField(pasted)}
		: pressList({...list, isMoved: false}, ids, key, longestTyped);
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
		const ids = rows.map(({id}) => id);
		return (
			<>
				<LabelledLine field={list.filter} spoken="What it is for" placeholder={placeholder} />
				<Box height={height > 4 ? 1 : 0} flexShrink={0} overflow="hidden">
					<Text dimColor wrap="truncate-end">
						{isEmpty(own) ? wizard.scan?.said.replace('…', wizard.screen.symbols.ellipsis) : ''}
					</Text>
				</Box>
				<ChoiceList rows={rows} focus={focusOf(list, ids)} height={listHeight} />
				{rows.length === 0 ? <Text dimColor>{'  Nothing matches yet'}</Text> : null}
				{isShown ? (
					<Box flexDirection="column" height={3} paddingTop={1} flexShrink={0}>
						<Text wrap="truncate-end" dimColor>
							{`For: ${taken.map(need => wizard.engine?.titleOfNeed(need)).join('; ')}`}
						</Text>
						<Text wrap="truncate-end">{wizard.engine?.describeNeeds(taken)}</Text>
					</Box>
				) : null}
			</>
		);
	},
};

/** Asks what the token is for, with a text that was typed or pasted elsewhere. */
export const typeIntoPurpose = (key: Heard, wizard: Wizard): Wizard => {
	const opened = openPurpose(wizard);
	return press(shownOwn(opened) as PurposeOwn, key, opened) ?? opened;
};

/** Asks what the token is for. What was typed into a filter, or is typed at Token type, begins the text. */
export const openPurpose = (wizard: Wizard, text = ''): Wizard =>
	openPanel(wizard, purpose, {list: {...createList(), filter: createTextField(text)}, taken: []});
