import {Box, Text} from 'ink';
import {
	findScope,
	includedScopes,
	leastScopes,
	type Scope,
	type ScopeName,
	scopes as scopeCatalog,
} from '../../core/catalog/scopes.ts';
import {type DetailLine, FilteredList} from '../components/filtered-list.tsx';
import {clearFilter, createList, focusOf, type ListState, pressList} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {
	bringsToken,
	goNext,
	type Heard,
	isClassic,
	kindOfHost,
	refuseToken,
	type Step,
	type Wizard,
	withAnswers,
	withOwn,
} from '../step.ts';
import {colours} from '../theme.ts';

/** The scopes that the host has and the filter finds, and which of them has the focus. */
const listRows = (list: ListState, wizard: Wizard) => {
	const words = list.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
	const elsewhere = kindOfHost(wizard) === 'server' ? 'cloud' : 'server';
	const rows = scopeCatalog.filter(({scope, summary, hosts}) => {
		const haystack = `${scope} ${summary}`.toLowerCase();
		return hosts !== elsewhere && words.every(word => haystack.includes(word));
	});
	const ids = rows.map(({scope}) => scope);
	const focus = focusOf(list, ids);
	return {rows, ids, focus, focused: rows[focus]};
};

/** How a scope stands: chosen itself, brought by a chosen one (named), or not granted. */
export type ScopeMark =
	| {readonly kind: 'chosen'}
	| {readonly kind: 'included'; readonly by: ScopeName}
	| {readonly kind: 'none'};

/** How a scope stands among those that are chosen. */
export const markScope = (scope: ScopeName, chosen: readonly ScopeName[]): ScopeMark => {
	if (chosen.includes(scope)) {
		return {kind: 'chosen'};
	}
	const by = chosen.find(other => includedScopes(other).includes(scope));
	return by === undefined ? {kind: 'none'} : {kind: 'included', by};
};

/** What is chosen after a scope was ticked or unticked. Children of a chosen scope are not kept beside it. */
export const setScope = (
	scope: ScopeName,
	chosen: readonly ScopeName[],
	isTicked: boolean,
): readonly ScopeName[] => {
	const {kind} = markScope(scope, chosen);
	if (isTicked) {
		return kind === 'none' ? leastScopes([...chosen, scope]) : chosen;
	}
	return kind === 'chosen' ? chosen.filter(other => other !== scope) : chosen;
};

/** Whether a key ticks or unticks the scope that has the focus. `undefined` for another key. */
const readTick = (
	key: Heard,
	list: ListState,
	scope: ScopeName,
	chosen: readonly ScopeName[],
): boolean | undefined => {
	if (key.name === 'left' || key.name === 'right') {
		return key.name === 'right';
	}
	const isText = list.filter.value !== '' && !list.isMoved;
	return key.name === 'text' && key.text === ' ' && !isText ? !chosen.includes(scope) : undefined;
};

const press: Step<ListState>['press'] = (list, key, wizard) => {
	const {ids, focused} = listRows(list, wizard);
	const cleared = clearFilter(list, ids);
	switch (key.name) {
		case 'enter':
			return goNext(withOwn(wizard, cleared));
		case 'escape':
		case 'back-tab':
			return list.filter.value === '' ? undefined : withOwn(wizard, cleared);
	}
	const chosen = wizard.answers.scopes ?? [];
	const tick = focused && readTick(key, list, focused.scope, chosen);
	if (focused !== undefined && tick !== undefined) {
		const scopes = setScope(focused.scope, chosen, tick);
		const kept = withOwn(wizard, {...list, focused: focused.scope});
		return scopes === chosen ? kept : withAnswers(kept, {scopes});
	}
	const pressed = pressList(list, ids, key);
	if (bringsToken(key, pressed?.filter.value ?? '')) {
		return refuseToken(withOwn(wizard, cleared));
	}
	return pressed === undefined ? wizard : withOwn(wizard, pressed);
};

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
					{mark.kind === 'included' ? `included in ${mark.by}` : scope.summary}
				</Text>
			) : null}
		</>
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

/** Scopes: what a classic token may do. */
export const scopes: Step<ListState> = {
	id: 'scopes',
	title: 'Scopes',
	crumb: 'scopes',
	applies: isClassic,
	answers: ['scopes'],
	start: ({own}) => (own.scopes as ListState | undefined) ?? createList(),
	press,
	keys: ({filter, isMoved}) => [
		'next',
		filter.value === '' ? 'back' : 'clear',
		'tick',
		...(filter.value === '' || isMoved ? (['toggle'] as const) : []),
		'move',
		'purposeAnywhere',
		'quit',
	],
	help: [],
	View: ({own: list, wizard, height}) => {
		const {symbols} = useScreen();
		const chosen = wizard.answers.scopes ?? [];
		const {rows, focus, focused} = listRows(list, wizard);
		const least = leastScopes(chosen);
		return (
			<FilteredList
				filter={list.filter}
				rows={rows}
				focus={focus}
				height={height}
				count={list.filter.value === '' ? `${focus + 1} of ${rows.length}` : `${rows.length} match`}
				nothing="Nothing matches: esc clears the filter"
				details={describeFocused(focused, symbols.caution)}
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
					<Row scope={scope} mark={markScope(scope.scope, chosen)} isFocused={isFocused} />
				)}
			</FilteredList>
		);
	},
};
