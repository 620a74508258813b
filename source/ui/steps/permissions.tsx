import {Text} from 'ink';
import {
	addsMetadata,
	explainRefusal,
	stepLevel,
	toggleLevel,
} from '../../core/catalog/change-grants.ts';
import type {PermissionGroup} from '../../core/catalog/permission.ts';
import {
	type CatalogPermission,
	levelsOf,
	listGrants,
	pageName,
	permissionGroups,
	riskOf,
} from '../../core/catalog/permissions.ts';
import {
	countGroup,
	explainHidden,
	searchGroups,
	searchPermissions,
} from '../../core/catalog/search-permissions.ts';
import {describeGrants} from '../../core/profile/describe.ts';
import {filteredStep} from '../components/filtered-step.tsx';
import type {Line} from '../components/lines.tsx';
import {PermissionRow} from '../components/permission-row.tsx';
import {createList, type ListState} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {grantsOf, groupsOf, isFineGrained, say, type Wizard, withAnswers} from '../state.ts';

const shownGroup = ({group}: ListState, groups: readonly PermissionGroup[]): PermissionGroup =>
	group !== undefined && groups.includes(group) ? group : (groups[0] ?? 'repository');

/** The groups that can be chosen from, the shown one first. */
const groupsFrom = (list: ListState, wizard: Wizard): readonly PermissionGroup[] => {
	const groups = groupsOf(wizard);
	const shown = shownGroup(list, groups);
	return [shown, ...groups.filter(group => group !== shown)];
};

/** The rows found in the shown group, or else in the others, or else by the task that the text may mean. */
const findRows = (list: ListState, wizard: Wizard) => {
	const {engine} = wizard;
	const groups = groupsFrom(list, wizard);
	const found = searchPermissions(groups, list.filter.value, engine?.searchReasons);
	return found.length > 0 || engine === undefined
		? found
		: engine
				.suggestPermissions(list.filter.value)
				.filter(({row}) => row.offered !== false && groups.includes(row.group));
};

const explainNothing = ({filter}: ListState, wizard: Wizard): string =>
	explainHidden(groupsOf(wizard), filter.value, wizard.engine?.searchReasons) ??
	`${wizard.engine?.describeMeaning(filter.value) ?? 'Nothing is known of this'}: ctrl+o asks what the token is for, esc clears the filter`;

const describe = (
	wizard: Wizard,
	permission: CatalogPermission,
	{filter}: ListState,
): readonly Line[] => {
	const {reasons, engine, screen, answers} = wizard;
	const level = grantsOf(wizard).counted[permission.parameter] ?? levelsOf(permission).at(-1);
	const risk = level && riskOf(permission, level);
	const more = [
		reasons.get(permission.parameter),
		engine?.describeOpened(permission.parameter),
		permission.note,
	];
	const classic = engine?.describeClassic(filter.value);
	return [
		...(classic === undefined
			? []
			: [{text: `${classic}: ctrl+o makes one`, tone: 'caution'} as const]),
		{text: permission.summary, tone: 'plain'},
		...(permission.group === 'account' && answers.owner !== undefined
			? [{text: `Works only where ${answers.owner} is you`, tone: 'caution'} as const]
			: []),
		...(risk === undefined
			? []
			: [{text: `${screen.symbols.caution} ${level} ${risk}`, tone: 'caution'} as const]),
		...more.flatMap(text => (text === undefined ? [] : [{text, tone: 'quiet'} as const])),
	];
};

/** The tabs of the groups, with the number of matches in each while a filter is set. */
const Groups = ({own, wizard}: {readonly own: ListState; readonly wizard: Wizard}) => {
	const groups = groupsOf(wizard);
	const shown = shownGroup(own, groups);
	const {symbols} = useScreen();
	const filter = own.filter.value;
	const tabs = permissionGroups
		.filter(({group}) => groups.includes(group))
		.map(({group, displayName}) => ({
			displayName,
			isShown: group === shown,
			matches:
				filter === '' || group === shown
					? undefined
					: searchGroups([group], filter, wizard.engine?.searchReasons).length,
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
export const permissions = filteredStep<CatalogPermission>({
	id: 'permissions',
	title: 'Permissions',
	crumb: 'permissions',
	applies: isFineGrained,
	answers: ['permissions'],
	value: describeGrants,
	help: [],
	Aside: Groups,
	of: {
		rows: findRows,
		idOf: ({parameter}) => parameter,
		change: (wizard, row, change) => {
			const grants = wizard.answers.permissions ?? {};
			const changed =
				change === 'toggle'
					? toggleLevel(grants, row)
					: stepLevel(grants, row, change === 'right' ? 1 : -1);
			const refused = explainRefusal(grantsOf(wizard).counted, row);
			if (changed === grants) {
				return wizard;
			}
			return refused === undefined
				? withAnswers(wizard, {permissions: changed})
				: say(wizard, refused);
		},
		chosen: wizard => {
			const {counted, kept} = grantsOf(wizard);
			const grants = listGrants(counted);
			return {
				ids: grants.map(({permission}) => permission.parameter),
				names: grants.map(({permission, level}) => `${pageName(permission)}: ${level}`),
				notes: [
					...(addsMetadata(counted) ? ['+ Metadata: read by GitHub'] : []),
					...(kept.length > 0 ? [`${kept.length} more kept for another owner or access`] : []),
				],
			};
		},
		tab: (list, wizard) => {
			const [, next] = groupsFrom(list, wizard);
			const groups = groupsOf(wizard);
			const index = groups.indexOf(shownGroup(list, groups)) + 1;
			return {...createList(), filter: list.filter, group: groups[index % groups.length] ?? next};
		},
		total: (list, wizard) => countGroup(shownGroup(list, groupsOf(wizard))),
		nothing: explainNothing,
		details: describe,
		shortcuts: ['level'],
		draw: ({row, reason}, isFocused, wizard) => {
			const {counted} = grantsOf(wizard);
			return (
				<PermissionRow
					permission={row}
					level={counted[row.parameter]}
					isFocused={isFocused}
					isAdded={row.parameter === 'metadata' && addsMetadata(counted)}
					reason={reason}
				/>
			);
		},
	},
});
