import {Box, Text} from 'ink';
import {listGrants} from '../../core/catalog/permissions.ts';
import type {NeedsAnswer, TokenAnswer} from '../../core/needs/least.ts';
import type {Need} from '../../core/needs/need.ts';
import {maskTokens} from '../../core/text/mask.ts';
import {ChoiceItem, widthOfLabels} from '../components/choices.tsx';
import {List} from '../components/list.tsx';
import {TextLine} from '../components/text-line.tsx';
import type {PurposeEngine} from '../engine.ts';
import {createList, focusOf, type ListState, pressList} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {
	bringsToken,
	closePanel,
	type Heard,
	openPanel,
	type Panel,
	refuseToken,
	say,
	shownOwn,
	type Wizard,
	withOwn,
} from '../step.ts';
import {takePurpose} from '../take-purpose.ts';
import {createTextField, longestTyped} from '../text-field.ts';
import {colours} from '../theme.ts';

/** The text is the filter of the list. */
type PurposeOwn = {readonly list: ListState; readonly taken: readonly Need[]};

/** One row that can be taken: several needs where a pasted text named several. */
type Match = {
	readonly id: string;
	readonly title: string;
	/** What stands beside it: what it grants, or the operation. */
	readonly aside: string;
	readonly needs: readonly Need[];
};

const describeToken = (token: TokenAnswer): string =>
	token.type === 'classic'
		? `classic, ${token.scopes.join(', ') || 'no scope'}`
		: [
				...listGrants(token.permissions).map(
					({permission, level}) => `${permission.displayName}: ${level}`,
				),
				...Object.entries(token.byHand).map(([name, level]) => `${name}: ${level} (by hand)`),
			].join(', ') || 'no permission';

const nameOf = ({kind, name, title}: Need): string => (kind === 'preset' ? name : (title ?? name));

const describeAnswer = ({tokens, impossible}: NeedsAnswer): string =>
	[
		...tokens.map(describeToken),
		...impossible.map(({need, reason}) => `${need.name}: ${reason}`),
	].join('; and ');

/** What a text may mean, best first. A text that is understood for sure has one row; without a text there are the tasks of the catalog. */
const findMatches = (engine: PurposeEngine, text: string): readonly Match[] => {
	const rowOf = (id: string, title: string, needs: readonly Need[]): Match => ({
		id,
		title,
		needs,
		get aside() {
			return describeAnswer(engine.leastNeeds(needs));
		},
	});
	if (text.trim() === '') {
		return engine.tasks.map(need => rowOf(need.name, need.name, [need]));
	}
	const {needs, choices} = engine.readNeed(text);
	const [first] = needs;
	if (first !== undefined) {
		const title = needs.length === 1 ? nameOf(first) : `All ${needs.length} of these`;
		return [rowOf('understood', title, needs)];
	}
	return choices.flatMap(({choices}) =>
		choices.map(({kind, id, title, need}) => rowOf(`${kind} ${id}`, title, [need])),
	);
};

let known: {readonly engine: PurposeEngine; readonly text: string; readonly rows: readonly Match[]};

/** As `findMatches`, for the text of the last time without reading it again: it is drawn with every key. */
const matchesOf = (wizard: Wizard, {list}: PurposeOwn): readonly Match[] => {
	const {engine} = wizard;
	const text = list.filter.value;
	if (engine === undefined) {
		return [];
	}
	if (known?.engine !== engine || known.text !== text) {
		known = {engine, text, rows: findMatches(engine, text)};
	}
	return known.rows;
};

const withTaken = (taken: readonly Need[], needs: readonly Need[]): readonly Need[] => {
	const names = new Set(taken.map(({name}) => name));
	return [...taken, ...needs.filter(({name}) => !names.has(name))];
};

const focusedMatch = (wizard: Wizard, own: PurposeOwn): Match | undefined => {
	const rows = matchesOf(wizard, own);
	const ids = rows.map(({id}) => id);
	return rows[focusOf(own.list, ids)];
};

const sayUnknown = (wizard: Wizard, {list}: PurposeOwn): Wizard => {
	const reading = wizard.engine?.readNeed(list.filter.value);
	return say(wizard, reading?.unknown[0]?.reason ?? reading?.notes[0] ?? 'Nothing matches this');
};

const submit = (wizard: Wizard, own: PurposeOwn): Wizard => {
	const {engine} = wizard;
	const {list, taken} = own;
	const isDone = list.filter.value === '' && !list.isMoved && taken.length > 0;
	const match = isDone ? undefined : focusedMatch(wizard, own);
	if (engine === undefined || (match === undefined && !isDone)) {
		return sayUnknown(wizard, own);
	}
	const needs = withTaken(taken, match?.needs ?? []);
	return takePurpose(wizard, needs, engine.leastNeeds(needs));
};

const add = (wizard: Wizard, own: PurposeOwn): Wizard => {
	const match = focusedMatch(wizard, own);
	return match === undefined
		? sayUnknown(wizard, own)
		: withOwn(wizard, {list: createList(), taken: withTaken(own.taken, match.needs)});
};

const edit = (wizard: Wizard, own: PurposeOwn, key: Heard): Wizard => {
	const {list} = own;
	// A pasted command or log keeps its lines: each can be a need of its own.
	const isWhole = key.name === 'paste' && list.filter.value === '';
	const pasted = isWhole ? key.text.slice(0, longestTyped) : '';
	const ids = matchesOf(wizard, own).map(({id}) => id);
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
	const isEmpty = list.filter.value === '';
	switch (key.name) {
		case 'escape':
		case 'back-tab':
			return isEmpty ? closePanel(wizard) : withOwn(wizard, {...own, list: createList()});
		case 'enter':
			return submit(wizard, own);
		case 'tab':
			return add(wizard, own);
		case 'backspace':
			return isEmpty
				? withOwn(wizard, {...own, taken: taken.slice(0, -1)})
				: edit(wizard, own, key);
	}
	// A pasted command can carry a token: everything else in it still says what it needs.
	const masked = 'text' in key ? {...key, text: maskTokens(key.text)} : key;
	const edited = edit(wizard, own, masked);
	const {list: after} = shownOwn(edited) as PurposeOwn;
	if (!bringsToken(key, after.filter.value)) {
		return edited;
	}
	const isPart = bringsToken(key, '');
	// At the end of a part of a paste, the token may go on in the next one.
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
	press,
	keys: ({list, taken}) => [
		'fill',
		list.filter.value === '' ? 'back' : 'clear',
		...(list.filter.value === '' && taken.length > 0 ? [] : (['another'] as const)),
		'move',
	],
	View: ({own, wizard, height}) => {
		const {layout, symbols} = useScreen();
		const rows = matchesOf(wizard, own);
		const {list, taken} = own;
		const isShown = taken.length > 0 && height > 3;
		const answer = isShown ? wizard.engine?.leastNeeds(taken) : undefined;
		const listHeight = Math.max(1, height - 1 - (height > 4 ? 1 : 0) - (isShown ? 3 : 0));
		const labelWidth = widthOfLabels(
			rows.map(({title}) => title),
			layout.columns,
		);
		const ids = rows.map(({id}) => id);
		return (
			<>
				<Box height={1} flexShrink={0} aria-role="textbox">
					<Text color={colours.accent} aria-label="What it is for:">{`${symbols.pointer} `}</Text>
					<TextLine
						field={list.filter}
						width={layout.columns - 2 * layout.margin - 3}
						placeholder={placeholder}
					/>
				</Box>
				<Box height={height > 4 ? 1 : 0} flexShrink={0} />
				<List rows={rows} focus={focusOf(list, ids)} height={listHeight}>
					{({title, aside}, isFocused, index) => (
						<ChoiceItem
							label={title}
							caption={labelWidth === undefined && !layout.isSpoken ? undefined : aside}
							isSelected={isFocused}
							labelWidth={labelWidth}
							place={`${index + 1} of ${rows.length}`}
						/>
					)}
				</List>
				{rows.length === 0 ? <Text dimColor>{'  Nothing matches yet'}</Text> : null}
				{isShown ? (
					<Box flexDirection="column" height={3} paddingTop={1} flexShrink={0}>
						<Text wrap="truncate-end" dimColor>
							{`For: ${taken.map(nameOf).join('; ')}`}
						</Text>
						<Text wrap="truncate-end">{answer && describeAnswer(answer)}</Text>
					</Box>
				) : null}
			</>
		);
	},
};

/** Asks what the token is for. */
export const openPurpose = (wizard: Wizard): Wizard =>
	openPanel(wizard, purpose, {list: createList(), taken: []});
