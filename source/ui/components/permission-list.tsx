import {Box, Text} from 'ink';
import {memo} from 'react';
import type {AccessLevel, PermissionGroup} from '../../core/catalog/permission.ts';
import {
	type CatalogPermission,
	type Grants,
	levelsOf,
	listGrants,
	permissionGroups,
	riskOf,
} from '../../core/catalog/permissions.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';
import {type DetailLine, FilteredList} from './filtered-list.tsx';
import {
	countGroup,
	findRows,
	listRows,
	type PermissionListState,
	shownGroup,
} from './permission-list-state.ts';

/** The tabs of the groups, with the number of matches in each while a filter is set. */
export const PermissionGroups = ({
	list,
	groups,
}: {
	readonly list: PermissionListState;
	readonly groups: readonly PermissionGroup[];
}) => {
	const shown = shownGroup(list, groups);
	const {symbols} = useScreen();
	const isFiltered = list.filter.value !== '';
	const offered = permissionGroups.filter(({group}) => groups.includes(group));
	return (
		<Text
			wrap="truncate-end"
			aria-label={offered
				.toSorted((one, other) => Number(other.group === shown) - Number(one.group === shown))
				.map(({group, displayName}) =>
					group === shown
						? `group ${displayName}`
						: `tab: ${displayName}${isFiltered ? `, ${findRows(group, list.filter.value).length} match` : ''}`,
				)
				.join('; ')}
		>
			{offered.map(({group, displayName}) => (
				<Text key={group} bold={group === shown} dimColor={group !== shown}>
					{`  ${group === shown && groups.length > 1 ? `${symbols.pointer} ` : ''}${displayName}`}
					{isFiltered && group !== shown ? ` ${findRows(group, list.filter.value).length}` : ''}
				</Text>
			))}
		</Text>
	);
};

const Levels = ({
	permission,
	level,
}: {
	readonly permission: CatalogPermission;
	readonly level: AccessLevel | undefined;
}) => {
	const {symbols} = useScreen();
	const levels: readonly string[] = levelsOf(permission);
	const cell = (name: string, isChosen: boolean, width: number) =>
		`${isChosen ? symbols.chosen : ' '}${name}`.padEnd(width);
	return (
		<Box width={26} flexShrink={0} aria-hidden>
			<Text dimColor={level !== undefined}>{cell(symbols.none, level === undefined, 4)}</Text>
			{(['read', 'write', 'admin'] as const).map(name => (
				<Text
					key={name}
					bold={level === name}
					dimColor={level !== name}
					{...(level === name ? {color: colours.good} : {})}
				>
					{levels.includes(name) ? cell(name, level === name, 7) : ' '.repeat(7)}
				</Text>
			))}
		</Box>
	);
};

/** Drawn anew only when it changes: most keys change two rows of many. */
const Row = memo(function Row({
	permission,
	level,
	isFocused,
	isAdded,
}: {
	readonly permission: CatalogPermission;
	readonly level: AccessLevel | undefined;
	readonly isFocused: boolean;
	/** GitHub adds it by itself. */
	readonly isAdded: boolean;
}) {
	const {layout, symbols} = useScreen();
	if (layout.isSpoken) {
		const levels = ['none', ...levelsOf(permission)].join(', ');
		return (
			<Box
				aria-role="option"
				aria-state={{selected: isFocused, checked: level !== undefined}}
				aria-label={`${permission.displayName}, level ${level ?? 'none'}, can be ${levels}${isAdded ? ', read is added by GitHub' : ''}`}
			/>
		);
	}
	return (
		<Box height={1}>
			<Box width={2} flexShrink={0}>
				<Text color={colours.accent}>{isFocused ? symbols.pointer : ' '}</Text>
			</Box>
			<Box flexGrow={1} flexShrink={1} flexBasis={0} paddingRight={layout.isWide ? 1 : 0}>
				<Text
					wrap="truncate-end"
					bold={isFocused || level !== undefined}
					{...(isFocused ? {color: colours.accent} : {})}
				>
					{permission.displayName}
				</Text>
			</Box>
			{layout.isWide ? (
				<>
					<Levels permission={permission} level={level} />
					<Box flexShrink={1} flexBasis={0} flexGrow={1}>
						<Text dimColor wrap="truncate-end">
							{isAdded ? 'read, added by GitHub' : permission.parameter}
						</Text>
					</Box>
				</>
			) : (
				<Box width={7} flexShrink={0}>
					<Text bold={level !== undefined} dimColor={level === undefined}>
						{level === undefined ? symbols.none : `${symbols.chosen}${level}`}
					</Text>
				</Box>
			)}
		</Box>
	);
});

const describeFocused = (
	permission: CatalogPermission | undefined,
	level: AccessLevel | undefined,
	caution: string,
	more: readonly (string | undefined)[],
): readonly DetailLine[] => {
	if (permission === undefined) {
		return [];
	}
	const shownLevel = level ?? levelsOf(permission).at(-1) ?? 'read';
	const risk = riskOf(permission, shownLevel);
	return [
		{text: permission.summary, tone: 'plain'},
		...(risk === undefined
			? []
			: [{text: `${caution} ${shownLevel} ${risk}`, tone: 'caution'} as const]),
		...[...more, permission.note]
			.filter(text => text !== undefined)
			.map(text => ({text, tone: 'quiet'}) as const),
	];
};

const addsMetadata = (grants: Grants): boolean =>
	grants.metadata === undefined &&
	listGrants(grants).some(({permission}) => permission.group === 'repository');

/** What is chosen so far, in one line that is cut at the end. */
const Chosen = ({grants, kept}: {readonly grants: Grants; readonly kept: readonly string[]}) => {
	const chosen = listGrants(grants);
	const names = chosen.map(({permission, level}) => `${permission.parameter}: ${level}`);
	const notes = [
		...(addsMetadata(grants) ? ['+ metadata: read by GitHub'] : []),
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

/** The searchable list of permissions of one group, each with its levels. */
export const PermissionList = ({
	list,
	grants,
	kept,
	groups,
	height,
	opens,
	reasonOf,
}: {
	readonly list: PermissionListState;
	readonly grants: Grants;
	/** Chosen permissions that the owner or the access does not allow at present. */
	readonly kept: readonly string[];
	readonly groups: readonly PermissionGroup[];
	readonly height: number;
	/** What the focused permission opens, as a sentence. */
	readonly opens?: string | undefined;
	/** Why a permission was chosen, where something other than the user's keys chose it. */
	readonly reasonOf?: (parameter: string) => string | undefined;
}) => {
	const {symbols} = useScreen();
	const {rows, focus} = listRows(list, groups);
	const focused = rows[focus];
	const group = shownGroup(list, groups);
	const isFiltered = list.filter.value !== '';
	const total = group === undefined ? 0 : countGroup(group);
	return (
		<FilteredList
			filter={list.filter}
			rows={rows}
			focus={focus}
			height={height}
			count={isFiltered ? `${rows.length} of ${total} match` : `${focus + 1} of ${rows.length}`}
			nothing="Nothing matches here: esc clears the filter, tab looks in the next group"
			details={describeFocused(
				focused,
				focused === undefined ? undefined : grants[focused.parameter],
				symbols.caution,
				[focused === undefined ? undefined : reasonOf?.(focused.parameter), opens],
			)}
			chosen={<Chosen grants={grants} kept={kept} />}
		>
			{(permission, isFocused) => (
				<Row
					key={permission.parameter}
					permission={permission}
					level={grants[permission.parameter]}
					isFocused={isFocused}
					isAdded={permission.parameter === 'metadata' && addsMetadata(grants)}
				/>
			)}
		</FilteredList>
	);
};
