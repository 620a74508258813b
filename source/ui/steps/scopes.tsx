import {Box, Text} from 'ink';
import {markScope, type ScopeMark, setScope} from '../../core/catalog/change-grants.ts';
import {leastScopes} from '../../core/catalog/included-scopes.ts';
import {findScope, type Scope, scopes as scopeCatalog} from '../../core/catalog/scopes.ts';
import {searchScopes} from '../../core/catalog/search-permissions.ts';
import {describeGrants} from '../../core/profile/describe.ts';
import {hostKind} from '../../core/profile/host.ts';
import {filteredStep} from '../components/filtered-step.tsx';
import type {Line} from '../components/lines.tsx';
import {useScreen} from '../screen.tsx';
import {hostOf, isClassic, type Wizard, withAnswers} from '../state.ts';
import {colours} from '../theme.ts';

/** Whether the host has a scope. */
const isThere =
	(wizard: Wizard) =>
	({hosts}: Scope): boolean =>
		hosts !== (hostKind(hostOf(wizard)) === 'server' ? 'cloud' : 'server');

const depthOf = ({parent}: Scope): number => {
	const above = parent === undefined ? undefined : findScope(parent);
	return above === undefined ? 0 : 1 + depthOf(above);
};

const Row = ({
	scope,
	mark,
	isFocused,
	reason,
}: {
	readonly scope: Scope;
	readonly mark: ScopeMark;
	readonly isFocused: boolean;
	readonly reason: string | undefined;
}) => {
	const {layout, symbols} = useScreen();
	const signs = {chosen: symbols.chosen, included: symbols.included, none: ' '};
	const isGranted = mark.kind !== 'none';
	if (layout.isSpoken) {
		const included = mark.kind === 'included' ? `, included in ${mark.by}` : '';
		const parent = scope.parent === undefined ? '' : `, part of ${scope.parent}`;
		return (
			<Box
				aria-role="checkbox"
				aria-state={{selected: isFocused, checked: isGranted}}
				aria-label={`${scope.scope}${included || parent}`}
			/>
		);
	}
	return (
		<>
			<Box width={layout.columns >= 60 ? 34 : undefined} flexShrink={0}>
				<Text
					wrap="truncate-end"
					bold={isFocused || isGranted}
					{...(isFocused ? {color: colours.accent} : {})}
				>
					{`[${signs[mark.kind]}] ${'  '.repeat(depthOf(scope))}${scope.scope}`}
				</Text>
			</Box>
			{layout.columns >= 60 ? (
				<Text dimColor wrap="truncate-end">
					{mark.kind === 'included' ? `included in ${mark.by}` : (reason ?? scope.summary)}
				</Text>
			) : null}
		</>
	);
};

const packagesNote =
	'In a link, write:packages comes without repo: safer than ticking it on the page, which adds repo';

const describe = ({screen}: Wizard, scope: Scope): readonly Line[] => [
	{text: scope.summary, tone: 'plain'},
	...(scope.risk === undefined
		? []
		: [
				{
					text: `${screen.symbols.caution} ${scope.scope} ${scope.risk}`,
					tone: 'caution',
				} as const,
			]),
	...(scope.scope === 'write:packages' ? [{text: packagesNote, tone: 'quiet'} as const] : []),
];

/** Scopes: what a classic token may do. */
export const scopes = filteredStep<Scope>({
	id: 'scopes',
	title: 'Scopes',
	crumb: 'scopes',
	applies: isClassic,
	answers: ['scopes'],
	value: describeGrants,
	help: [],
	of: {
		rows: ({filter}, wizard) =>
			searchScopes(isThere(wizard), filter.value, wizard.engine?.searchReasons),
		idOf: ({scope}) => scope,
		change: (wizard, {scope}, change) => {
			const chosen = wizard.answers.scopes ?? [];
			const isTicked = change === 'toggle' ? !chosen.includes(scope) : change === 'right';
			const changed = setScope(scope, chosen, isTicked);
			return changed === chosen ? wizard : withAnswers(wizard, {scopes: changed});
		},
		chosen: ({answers}) => {
			const least = leastScopes(answers.scopes ?? []);
			return {ids: least, names: least};
		},
		total: (_, wizard) => scopeCatalog.filter(isThere(wizard)).length,
		nothing: () =>
			'Nothing is known of this: ctrl+o asks what the token is for, esc clears the filter',
		details: describe,
		shortcuts: ['tick'],
		draw: ({row, reason}, isFocused, {answers}) => (
			<Row
				scope={row}
				mark={markScope(row.scope, answers.scopes ?? [])}
				isFocused={isFocused}
				reason={reason}
			/>
		),
	},
});
