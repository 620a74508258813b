import {Box, Text} from 'ink';
import {findScope, leastScopes, type Scope, type ScopeName} from '../../core/catalog/scopes.ts';
import type {HostKind} from '../../core/profile/host.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';
import {type DetailLine, FilteredList} from './filtered-list.tsx';
import {listScopeRows, markScope, type ScopeListState, type ScopeMark} from './scope-list-state.ts';

const depthOf = ({parent}: Scope): number => {
	const above = parent === undefined ? undefined : findScope(parent);
	return above === undefined ? 0 : 1 + depthOf(above);
};

const Row = ({
	scope,
	mark,
	isFocused,
}: {
	readonly scope: Scope;
	readonly mark: ScopeMark;
	readonly isFocused: boolean;
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
		<Box height={1}>
			<Box width={2} flexShrink={0}>
				<Text color={colours.accent}>{isFocused ? symbols.pointer : ' '}</Text>
			</Box>
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
					{mark.kind === 'included' ? `included in ${mark.by}` : scope.summary}
				</Text>
			) : null}
		</Box>
	);
};

const packagesNote =
	'In a link, write:packages comes without repo: safer than ticking it on the page, which adds repo';

const describeFocused = (scope: Scope | undefined, caution: string): readonly DetailLine[] => {
	if (scope === undefined) {
		return [];
	}
	return [
		{text: scope.summary, tone: 'plain'},
		...(scope.risk === undefined
			? []
			: [{text: `${caution} ${scope.scope} ${scope.risk}`, tone: 'caution'} as const]),
		...(scope.scope === 'write:packages' ? [{text: packagesNote, tone: 'quiet'} as const] : []),
	];
};

/** The tree of scopes, searchable, each switched on or off. */
export const ScopeList = ({
	list,
	chosen,
	kind,
	height,
}: {
	readonly list: ScopeListState;
	readonly chosen: readonly ScopeName[];
	readonly kind: HostKind;
	readonly height: number;
}) => {
	const {symbols} = useScreen();
	const {rows, focus} = listScopeRows(list, kind);
	const least = leastScopes(chosen);
	return (
		<FilteredList
			filter={list.filter}
			rows={rows}
			focus={focus}
			height={height}
			count={list.filter.value === '' ? `${focus + 1} of ${rows.length}` : `${rows.length} match`}
			nothing="Nothing matches: esc clears the filter"
			details={describeFocused(rows[focus], symbols.caution)}
			chosen={
				<Text
					wrap="truncate-end"
					aria-label={`Chosen ${least.length}${least.length > 0 ? ': ' : ''}${least.join(', ')}`}
				>
					<Text bold>{`Chosen ${least.length}`}</Text>
					{`   ${least.join('   ')}`}
				</Text>
			}
		>
			{(scope, isFocused) => (
				<Row
					key={scope.scope}
					scope={scope}
					mark={markScope(scope.scope, chosen)}
					isFocused={isFocused}
				/>
			)}
		</FilteredList>
	);
};
