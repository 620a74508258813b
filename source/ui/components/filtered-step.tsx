import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import type {FoundRow} from '../../core/catalog/search-rows.ts';
import {countOf, firstFitting} from '../../core/text/words.ts';
import {fitNames} from '../../core/text/wrap-words.ts';
import type {Heard, ShortcutName} from '../keys.ts';
import {
	clearFilter,
	createList,
	focusOf,
	type ListState,
	pressList,
	takesSpace,
} from '../list-state.ts';
import {listCautions} from '../review-lines.ts';
import {useScreen} from '../screen.tsx';
import {
	bringsToken,
	goNext,
	refuseToken,
	type Step,
	type ViewProperties,
	type Wizard,
	withOwn,
} from '../state.ts';
import {wrapWords} from '../wrap-words.ts';
import {type Line, Lines} from './lines.tsx';
import {List} from './list.tsx';
import {TextLine} from './text-line.tsx';

/** What a key does to a row: lowers it, raises it, or turns it on or off. */
export type Change = 'left' | 'right' | 'toggle';

type FilteredOf<Row> = {
	/** The rows that the filter finds. */
	readonly rows: (list: ListState, wizard: Wizard) => readonly FoundRow<Row>[];
	readonly idOf: (row: Row) => string;
	/** The wizard after a change to a row. The same one where nothing changes. */
	readonly change: (wizard: Wizard, row: Row, change: Change) => Wizard;
	/** The chosen rows, their names, and notes on them. */
	readonly chosen: (wizard: Wizard) => {
		readonly ids: readonly string[];
		readonly names: readonly string[];
		readonly notes?: readonly string[];
	};
	/** The list after Tab. Unset for a list without groups. */
	readonly tab?: (list: ListState, wizard: Wizard) => ListState;
	/** The number of all rows. */
	readonly total: (list: ListState, wizard: Wizard) => number;
	/** The text to show when nothing is found. */
	readonly nothing: (list: ListState, wizard: Wizard) => string;
	/** The facts about a row, the most important first. */
	readonly details: (wizard: Wizard, row: Row, list: ListState) => readonly Line[];
	readonly shortcuts: readonly ShortcutName[];
	readonly draw: (found: FoundRow<Row>, isFocused: boolean, wizard: Wizard) => ReactNode;
};

const listRows = <Row,>(of: FilteredOf<Row>, list: ListState, wizard: Wizard) =>
	of.rows(list, wizard).map(found => ({...found, id: of.idOf(found.row)}));

/** The fewest rows of the list that stay in sight. */
const leastRows = 3;

/** The most lines for what is chosen. Only a few rows of the list are more important. */
const mostChosen = (height: number): number => Math.max(1, height - 1 - leastRows);

/**
 * Divides the rows that the filter and what is chosen leave. The first `warning` lines about the focused
 * row are warnings.
 */
const shareHeight = (height: number, chosen: number, warning: number) => {
	const room = Math.max(0, height - 1 - chosen - leastRows);
	const usual = height >= 20 ? 4 : height >= 10 ? 3 : height >= 6 ? 1 : 0;
	const details = Math.min(height >= 10 ? Math.max(usual, warning) : usual, room);
	const gap = height >= 11 && room >= details + 2 ? 1 : 0;
	const list = height - 1 - details - chosen - gap * (details > 0 ? 2 : 1);
	return {gap, details, list: Math.max(1, list)};
};

/** For a screen reader, which reads all about the focused row with every key. */
const spokenShare = {gap: 0, details: 10, list: 1};

const Gap = ({height}: {readonly height: number}) => <Box height={height} flexShrink={0} />;

const View = <Row,>({
	of,
	own: list,
	wizard,
	height,
}: {readonly of: FilteredOf<Row>} & Omit<ViewProperties<ListState>, 'hear'>) => {
	const {layout, symbols} = useScreen();
	const {width} = layout;
	const rows = listRows(of, list, wizard);
	const focus = focusOf(list, rows);
	const focused = rows[focus];
	const {names, notes = []} = of.chosen(wizard);
	const warnings = (names.length === 0 ? wizard.facts : listCautions(wizard)).length;
	const both = [`, ${countOf(warnings, 'warning')}`, ` ${symbols.caution}${warnings}`] as const;
	const [warned, sign] = warnings === 0 ? ['', ''] : both;
	const lead = `Chosen ${names.length}${width < 24 ? sign : warned}`;
	const spoken = [...names, ...notes].join(', ').replace('+ ', 'and ');
	const chosen = layout.isSpoken
		? [`${lead}${spoken === '' ? '' : ': '}${spoken}`]
		: height < 4
			? []
			: fitNames(`${lead}  `, names, notes.join('; '), width, mostChosen(height), stringWidth);
	const isFiltered = list.filter.value !== '';
	const place = isFiltered
		? `${rows.length} of ${of.total(list, wizard)} match`
		: `${focus + 1} of ${rows.length}`;
	// Where what is chosen has no line of its own, its number stands here.
	const count =
		height >= 4
			? place
			: firstFitting(
					width - stringWidth(list.filter.value) - 4,
					`${names.length} chosen${warned}`,
					`${names.length} chosen${sign}`,
					`${names.length}${sign}`,
				);
	const isCounted = height < 4 || layout.isWide;
	const reason: readonly Line[] =
		focused?.reason === undefined ? [] : [{text: `Found: ${focused.reason}`, tone: 'quiet'}];
	const known = focused === undefined ? [] : of.details(wizard, focused.row, list);
	// A wide row shows the reason itself. On a narrow screen, risks come first.
	const isRisky = ({tone}: Line) => tone === 'caution';
	const ordered =
		layout.isWide || height < 10
			? [...known, ...reason]
			: [...known.filter(isRisky), ...reason, ...known.filter(line => !isRisky(line))];
	const details = ordered.flatMap(line =>
		isRisky(line) ? wrapWords(line.text, width).map(text => ({...line, text})) : [line],
	);
	const warning = details.findLastIndex(isRisky) + 1;
	const share = layout.isSpoken ? spokenShare : shareHeight(height, chosen.length, warning);
	return (
		<>
			<Box height={1} flexShrink={0} justifyContent="space-between" paddingRight={layout.margin}>
				<Box flexShrink={1} aria-role="textbox">
					<Text dimColor aria-label="Filter:">
						{'/ '}
					</Text>
					<TextLine
						field={list.filter}
						width={Math.max(4, width - 3 - (isCounted ? count.length : 0))}
						placeholder=" type to filter by name or by what it does"
					/>
				</Box>
				{isCounted ? (
					<Box flexShrink={0} marginLeft={1}>
						<Text dimColor={height >= 4} aria-label={`(${count})`}>
							{count}
						</Text>
					</Box>
				) : null}
			</Box>
			<Gap height={share.gap} />
			<Box height={share.list} flexShrink={0} flexDirection="column" overflow="hidden">
				{rows.length === 0 ? (
					<Text dimColor wrap="wrap">{`  ${of.nothing(list, wizard)}`}</Text>
				) : (
					<List rows={rows} focus={focus} height={share.list}>
						{(found, isFocused) => of.draw(found, isFocused, wizard)}
					</List>
				)}
			</Box>
			<Gap height={share.details > 0 ? share.gap : 0} />
			<Box height={share.details} flexShrink={0} flexDirection="column" overflow="hidden">
				<Lines lines={details.slice(0, share.details)} />
			</Box>
			<Lines
				lines={chosen.map(line =>
					line.startsWith(lead)
						? {lead, text: line.slice(lead.length), tone: 'item'}
						: {text: line, tone: 'plain'},
				)}
			/>
		</>
	);
};

const readChange = (key: Heard, list: ListState): Change | undefined => {
	if (key.name === 'left' || key.name === 'right') {
		return key.name;
	}
	return key.name === 'text' && key.text === ' ' && !takesSpace(list) ? 'toggle' : undefined;
};

/** A step with a filter, a long list, the facts about the focused row, and what is chosen. */
export const filteredStep = <Row,>({
	of,
	...step
}: {readonly of: FilteredOf<Row>} & Pick<
	Step<ListState>,
	'id' | 'title' | 'crumb' | 'applies' | 'answers' | 'value' | 'help' | 'Aside'
>): Step<ListState> => ({
	...step,
	start: wizard =>
		(wizard.own[step.id] as ListState | undefined) ?? createList(of.chosen(wizard).ids[0]),
	press: (list, key, wizard) => {
		const rows = listRows(of, list, wizard);
		const focused = rows[focusOf(list, rows)];
		const cleared = clearFilter(list, rows);
		const change = readChange(key, list);
		if (change !== undefined) {
			const kept = withOwn(wizard, {...list, focused: focused?.id});
			return focused === undefined ? wizard : of.change(kept, focused.row, change);
		}
		switch (key.name) {
			case 'enter':
				return goNext(withOwn(wizard, cleared));
			case 'tab':
				return withOwn(wizard, of.tab?.(list, wizard) ?? list);
			case 'escape':
			case 'back-tab':
				return list.filter.value === '' ? undefined : withOwn(wizard, cleared);
		}
		const pressed = pressList(list, rows, key);
		if (bringsToken(key, pressed?.filter.value ?? '')) {
			return refuseToken(withOwn(wizard, cleared));
		}
		// Every letter is text of the filter.
		return pressed === undefined ? wizard : withOwn(wizard, pressed);
	},
	keys: list => [
		'next',
		list.filter.value === '' ? 'back' : 'clear',
		...of.shortcuts,
		...(takesSpace(list) ? [] : (['toggle'] as const)),
		...(of.tab === undefined ? [] : (['group'] as const)),
		'purposeAnywhere',
		'move',
		'quit',
	],
	View: properties => <View of={of} {...properties} />,
});
