import {Box, Text} from 'ink';
import {findWarnings} from '../../core/advice.ts';
import {accessLevels} from '../../core/catalog/permission.ts';
import {describeAccess} from '../../core/describe.ts';
import {describeExpiration} from '../../core/expiration.ts';
import {buildLink, findProblems} from '../../core/link.ts';
import type {Profile} from '../../core/profile.ts';
import {listWords, showText} from '../../core/text.ts';
import {listGrants} from '../../core/token-types/fine-grained.ts';
import type {Problem} from '../../core/token-types/token-type.ts';
import {type Choice, ChoiceList} from '../components/choice-list.tsx';
import {type Screen, useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';
import {
	listReviewActions,
	profileOf,
	type ReviewAction,
	replacesSaved,
	type WizardState,
} from '../wizard-state.ts';
import {wrapWords} from '../wrap-words.ts';
import type {StepProperties, StepView} from './step-view.ts';

type Fact = {readonly label: string; readonly text: string};

const describeCan = (profile: Profile): readonly string[] => {
	if (profile.type === 'classic') {
		return [profile.scopes?.join(', ') || 'read public data'];
	}
	const grants = listGrants(profile.permissions);
	const lines = accessLevels
		.toReversed()
		.map(level => ({
			level,
			names: grants
				.filter(grant => grant.level === level)
				.map(({permission}) => permission.parameter),
		}))
		.filter(({names}) => names.length > 0)
		.map(({level, names}) => `${level.padEnd(6)}${names.join(', ')}`);
	return lines.length === 0 ? ['read public data'] : lines;
};

const describeToken = ({type, host, name}: Profile): string =>
	`${type} on ${host}${name === undefined ? '' : `, named "${showText(name)}"`}`;

const describeRepositories = (profile: Profile): string => {
	const access = describeAccess(profile);
	return access.includes('chosen on the page') ? access : `${access}, chosen by hand on the page`;
};

const listFacts = (profile: Profile, now: Date): readonly Fact[] => [
	{label: 'Token', text: describeToken(profile)},
	...(profile.type === 'classic'
		? []
		: [
				{
					label: 'Owner',
					text:
						profile.owner === undefined
							? 'your own account'
							: `${showText(profile.owner)} (may have to approve it)`,
				},
				{label: 'Repositories', text: describeRepositories(profile)},
			]),
	...(profile.type === 'fine-grained' && profile.description !== undefined
		? [{label: 'Description', text: showText(profile.description)}]
		: []),
	...describeCan(profile).map((text, index) => ({label: index === 0 ? 'Can' : '', text})),
	{label: 'Expires', text: describeExpiration(profile.expiration, now)},
];

const FactLine = ({label, text}: Fact) => (
	<Box height={1} aria-label={label === '' ? text : `${label}: ${text}`}>
		<Box width={14} flexShrink={0}>
			<Text dimColor>{label}</Text>
		</Box>
		<Text wrap="truncate-end">{text}</Text>
	</Box>
);

const labelsOf = (state: WizardState): {readonly [Action in ReviewAction]: string} => {
	const replaces = replacesSaved(state)
		? ` (replaces "${showText(state.answers.profile ?? '')}")`
		: '';
	return {
		'open-and-save': `Open in the browser and save${replaces}`,
		open: 'Open without saving',
		save: `Save without opening${replaces}`,
		copy: 'Copy the link',
		change: 'Change an answer',
		leave: 'Leave',
	};
};

const listChoices = (state: WizardState): readonly Choice<ReviewAction>[] =>
	listReviewActions(state).map(action => ({
		id: action,
		label: labelsOf(state)[action],
		value: action,
	}));

/** The warnings that fit, with the number of the others in the last line. */
const fitLines = (lines: readonly string[], height: number): readonly string[] =>
	lines.length <= height
		? lines
		: height < 1
			? []
			: [...lines.slice(0, height - 1), `and ${lines.length - height + 1} more, listed at the end`];

/** Shares the rows: the actions first, then the facts, the warnings and the link. */
const shareHeight = (height: number, actions: number, facts: number, warnings: number) => {
	// On a small screen some actions scroll, so that a fact or two and a warning stay in sight.
	const forActions = Math.min(actions, Math.max(1, height < actions + 3 ? height - 4 : height));
	const forFacts = Math.min(facts, height - forActions - Math.min(1, warnings));
	const forLink = forActions === actions && height - forActions - forFacts >= 1 ? 1 : 0;
	let left = height - forActions - forFacts - forLink;
	const forWarnings = Math.min(warnings, Math.max(0, left));
	left -= forWarnings;
	const gaps = Math.max(0, Math.min(left, 1 + Number(forWarnings > 0) + forLink));
	return {forActions, forFacts, forWarnings, forLink, gaps};
};

/** What keeps the link from being made, over as many lines as it needs: nothing else matters then. */
const wrapProblems = (
	problems: readonly Problem[],
	{layout, symbols}: Screen,
	most: number,
): readonly string[] =>
	problems
		.flatMap(({message, hint}) =>
			wrapWords(
				`${symbols.caution} ${message}. ${hint}`,
				layout.columns - 2 * layout.margin,
				Math.max(1, most),
				symbols.ellipsis,
			),
		)
		.slice(0, Math.max(1, most));

const Body = ({state, dispatch, height}: StepProperties) => {
	const screen = useScreen();
	const {symbols, layout} = screen;
	const profile = profileOf(state);
	const facts = listFacts(profile, state.setup.now);
	const choices = listChoices(state);
	const problems = wrapProblems(findProblems(profile), screen, height - choices.length);
	const warnings = problems.length > 0 ? [] : findWarnings(profile);
	const left = height - problems.length;
	const share = shareHeight(left, choices.length, facts.length, warnings.length);
	const gap = (number: number) => <Box height={share.gaps >= number ? 1 : 0} flexShrink={0} />;
	return (
		<>
			{problems.map(line => (
				<Text key={line} color={colours.bad} wrap="truncate-end">
					{line}
				</Text>
			))}
			{problems.length > 0 ? gap(2) : null}
			{facts.slice(0, share.forFacts).map(({label, text}) => (
				<FactLine key={label + text} label={label} text={text} />
			))}
			{share.forWarnings > 0 ? gap(1) : null}
			{fitLines(warnings, share.forWarnings).map(line => (
				<Text key={line} color={colours.caution} wrap="truncate-end">
					{`${symbols.caution} ${line}`}
				</Text>
			))}
			{problems.length === 0 ? gap(2) : null}
			{share.forLink > 0 && problems.length === 0 ? (
				<Box height={1} paddingRight={layout.margin}>
					<Text dimColor wrap="truncate-end">
						{buildLink(profile)}
					</Text>
				</Box>
			) : null}
			{gap(problems.length > 0 ? 1 : 3)}
			<ChoiceList
				key={listWords(choices.map(({id}) => id))}
				choices={choices}
				initial={state.choice}
				height={share.forActions}
				onChoose={action => dispatch({type: 'review', action})}
				onFocus={action => dispatch({type: 'focus', choice: action})}
			/>
		</>
	);
};

const Aside = ({state}: {readonly state: WizardState}) =>
	state.answers.profile === undefined ? null : (
		<Text dimColor wrap="truncate-end">
			{showText(state.answers.profile)}
		</Text>
	);

/** Review: the whole profile, its warnings and its link, and what to do with it. */
export const review: StepView = {
	Body,
	Aside,
	keys: () => ['confirm', 'back', 'move', 'help', 'quit'],
	help: [
		'The link carries what the list shows, except the repositories: those are chosen on the page.',
		'Saving keeps the answers, never a token. Run pat-wizard again to use them.',
	],
};
