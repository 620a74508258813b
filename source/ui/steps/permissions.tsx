import {Text} from 'ink';
import type {AccessLevel, PermissionGroup} from '../../core/catalog/permission.ts';
import {
	type CatalogPermission,
	type Grants,
	levelsOf,
	listGrants,
	permissionGroups,
	riskOf,
} from '../../core/catalog/permissions.ts';
import {countOf} from '../../core/text/words.ts';
import {type DetailLine, FilteredList} from '../components/filtered-list.tsx';
import {PermissionRow} from '../components/permission-row.tsx';
import {clearFilter, createList, focusOf, type ListState, pressList} from '../list-state.ts';
import {countGroup, findRows, stepLevel, toggleLevel} from '../permission-rows.ts';
import {useScreen} from '../screen.tsx';
import {
	bringsToken,
	goNext,
	type Heard,
	isFineGrained,
	offeredGroups,
	refuseToken,
	type Step,
	splitGrants,
	type Wizard,
	withAnswers,
	withOwn,
} from '../step.ts';

type PermissionsOwn = {
	readonly list: ListState;
	/** The group chosen last. */
	readonly group: PermissionGroup | undefined;
};

const shownGroup = ({group}: PermissionsOwn, groups: readonly PermissionGroup[]) =>
	group !== undefined && groups.includes(group) ? group : (groups[0] ?? 'repository');

/** The rows that are listed, and which of them has the focus. */
const listRows = (own: PermissionsOwn, {answers}: Wizard) => {
	const rows = findRows(shownGroup(own, offeredGroups(answers)), own.list.filter.value);
	const ids = rows.map(({parameter}) => parameter);
	const focus = focusOf(own.list, ids);
	return {rows, ids, focus, focused: rows[focus]};
};

const nextGroup = (own: PermissionsOwn, {answers}: Wizard): PermissionsOwn => {
	const groups = offeredGroups(answers);
	const index = groups.indexOf(shownGroup(own, groups)) + 1;
	const {filter} = own.list;
	return {list: {...createList(), filter}, group: groups[index % groups.length]};
};

/** The grants after a key that changes the level of the row that has the focus. */
const pressLevel = (
	key: Heard,
	list: ListState,
	grants: Grants,
	row: CatalogPermission | undefined,
): Grants | undefined => {
	const isLevelKey =
		key.name === 'left' || key.name === 'right' || (key.name === 'text' && key.text === ' ');
	const isText = key.name === 'text' && list.filter.value !== '' && !list.isMoved;
	if (!isLevelKey || isText) {
		return undefined;
	}
	if (row === undefined) {
		return grants;
	}
	return key.name === 'text'
		? toggleLevel(grants, row)
		: stepLevel(grants, row, key.name === 'right' ? 1 : -1);
};

const press: Step<PermissionsOwn>['press'] = (own, key, wizard) => {
	const {list} = own;
	const {ids, focused} = listRows(own, wizard);
	const cleared = {...own, list: clearFilter(list, ids)};
	switch (key.name) {
		case 'enter':
			return goNext(withOwn(wizard, cleared));
		case 'tab':
			return withOwn(wizard, nextGroup(own, wizard));
		case 'escape':
		case 'back-tab':
			return list.filter.value === '' ? undefined : withOwn(wizard, cleared);
	}
	const grants = wizard.answers.permissions ?? {};
	const changed = pressLevel(key, list, grants, focused);
	if (changed !== undefined) {
		const kept = withOwn(wizard, {...own, list: {...list, focused: focused?.parameter}});
		return changed === grants ? kept : withAnswers(kept, {permissions: changed});
	}
	const pressed = pressList(list, ids, key);
	if (bringsToken(key, pressed?.filter.value ?? '')) {
		return refuseToken(withOwn(wizard, cleared));
	}
	// Every letter belongs to the filter.
	return pressed === undefined ? wizard : withOwn(wizard, {...own, list: pressed});
};

const addsMetadata = (grants: Grants): boolean =>
	grants.metadata === undefined &&
	listGrants(grants).some(({permission}) => permission.group === 'repository');

/** "Opens 57 operations, such as POST /repos/{owner}/{repo}/pulls". */
const describeOpened = ({engine}: Wizard, {parameter}: CatalogPermission): string | undefined => {
	const operations = engine?.operationsOf(parameter) ?? [];
	const [example] = operations;
	return (
		example &&
		`Opens ${countOf(operations.length, 'operation')}, such as ${example.method} ${example.path}`
	);
};

const describeFocused = (
	wizard: Wizard,
	permission: CatalogPermission | undefined,
	level: AccessLevel | undefined,
): readonly DetailLine[] => {
	if (permission === undefined) {
		return [];
	}
	const shownLevel = level ?? levelsOf(permission).at(-1) ?? 'read';
	const risk = riskOf(permission, shownLevel);
	const {caution} = wizard.screen.symbols;
	const more = [
		wizard.reasons.get(permission.parameter),
		describeOpened(wizard, permission),
		permission.note,
	];
	return [
		{text: permission.summary, tone: 'plain'},
		...(risk === undefined
			? []
			: [{text: `${caution} ${shownLevel} ${risk}`, tone: 'caution'} as const]),
		...more.flatMap(text => (text === undefined ? [] : [{text, tone: 'quiet'} as const])),
	];
};

/** What is chosen so far, in one line that is cut at the end. */
const Chosen = ({grants, kept}: {readonly grants: Grants; readonly kept: readonly string[]}) => {
	const chosen = listGrants(grants);
	const names = chosen.map(({permission, level}) => `${permission.displayName}: ${level}`);
	const notes = [
		...(addsMetadata(grants) ? ['+ Metadata: read by GitHub'] : []),
		...(kept.length > 0 ? [`${kept.length} more kept for another owner or access`] : []),
	];
	return (
		<Text
			wrap="truncate-end"
			aria-label={`Chosen ${chosen.length}${names.length > 0 ? ': ' : ''}${[...names, ...notes].join(', ').replace('+ ', 'and ')}`}
		>
			<Text bold>{`Chosen ${chosen.length}`}</Text>
			{`   ${names.join('   ')}${notes.length > 0 ? `   (${notes.join('; ')})` : ''}`}
		</Text>
	);
};

/** The tabs of the groups, with the number of matches in each while a filter is set. */
const Groups = ({own, wizard}: {readonly own: PermissionsOwn; readonly wizard: Wizard}) => {
	const groups = offeredGroups(wizard.answers);
	const shown = shownGroup(own, groups);
	const {symbols} = useScreen();
	const filter = own.list.filter.value;
	const tabs = permissionGroups
		.filter(({group}) => groups.includes(group))
		.map(({group, displayName}) => ({
			displayName,
			isShown: group === shown,
			matches: filter === '' || group === shown ? undefined : findRows(group, filter).length,
		}));
	return (
		<Text
			wrap="truncate-end"
			aria-label={tabs
				.toSorted((one, other) => Number(other.isShown) - Number(one.isShown))
				.map(({displayName, isShown, matches}) =>
					isShown
						? `group ${displayName}`
						: `tab: ${displayName}${matches === undefined ? '' : `, ${matches} match`}`,
				)
				.join('; ')}
		>
			{tabs.map(({displayName, isShown, matches}) => (
				<Text key={displayName} bold={isShown} dimColor={!isShown}>
					{`  ${isShown && tabs.length > 1 ? `${symbols.pointer} ` : ''}${displayName}`}
					{matches === undefined ? '' : ` ${matches}`}
				</Text>
			))}
		</Text>
	);
};

/** Permissions: a level for each thing that the token may do. */
export const permissions: Step<PermissionsOwn> = {
	id: 'permissions',
	title: 'Permissions',
	crumb: 'permissions',
	applies: isFineGrained,
	answers: ['permissions'],
	start: ({own}) =>
		(own.permissions as PermissionsOwn | undefined) ?? {list: createList(), group: undefined},
	press,
	keys: ({list}) => [
		'next',
		list.filter.value === '' ? 'back' : 'clear',
		'level',
		...(list.filter.value === '' || list.isMoved ? (['toggle'] as const) : []),
		'group',
		'purposeAnywhere',
		'move',
		'quit',
	],
	help: [],
	Aside: ({own, wizard}) => <Groups own={own} wizard={wizard} />,
	View: ({own, wizard, height}) => {
		const {counted, kept} = splitGrants(wizard.answers);
		const {rows, focus, focused} = listRows(own, wizard);
		const total = countGroup(shownGroup(own, offeredGroups(wizard.answers)));
		const isFiltered = own.list.filter.value !== '';
		return (
			<FilteredList
				filter={own.list.filter}
				rows={rows}
				focus={focus}
				height={height}
				count={isFiltered ? `${rows.length} of ${total} match` : `${focus + 1} of ${rows.length}`}
				nothing="Nothing matches here: esc clears the filter, tab looks in the next group"
				details={describeFocused(wizard, focused, focused && counted[focused.parameter])}
				chosen={<Chosen grants={counted} kept={kept} />}
			>
				{(permission, isFocused) => (
					<PermissionRow
						permission={permission}
						level={counted[permission.parameter]}
						isFocused={isFocused}
						isAdded={permission.parameter === 'metadata' && addsMetadata(counted)}
					/>
				)}
			</FilteredList>
		);
	},
};
