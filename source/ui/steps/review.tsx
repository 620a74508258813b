import {Box, Text} from 'ink';
import {withHint} from '../../core/errors.ts';
import {findWarnings} from '../../core/link/advice.ts';
import {buildLink, findProblems} from '../../core/link/link.ts';
import {countOf, listWords, showText} from '../../core/text/text.ts';
import type {Problem} from '../../core/token-types/token-type.ts';
import {type Choice, ChoiceList} from '../components/choice-list.tsx';
import {chooseFacts, type Fact, factColumn, listFacts} from '../components/review-facts.ts';
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

const FactLine = ({label, text}: Omit<Fact, 'rank'>) => {
	const {layout} = useScreen();
	return (
		<Box height={1} aria-label={label === '' ? text : `${label}: ${text}`}>
			<Box width={layout.columns < 32 ? label.length + 1 : factColumn} flexShrink={0}>
				<Text dimColor>{label}</Text>
			</Box>
			<Text wrap="truncate-end">{text}</Text>
		</Box>
	);
};

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

/** So many warnings that are not shown, in as many words as there is room for. */
const countHidden = (hidden: number, isAll: boolean, width: number): string => {
	const count = isAll ? countOf(hidden, 'warning') : `and ${hidden} more`;
	const whole = `${count}: d shows them`;
	return whole.length <= width ? whole : `${count}: d`;
};

/** Warnings whole, over as many lines as they need. */
const wrapWarnings = (warnings: readonly string[], {layout, symbols}: Screen): readonly string[] =>
	warnings.flatMap(warning =>
		wrapWords(warning, layout.columns - 2 * layout.margin - 2).map((line, index) =>
			index === 0 || layout.isSpoken ? `${symbols.caution} ${line}` : `  ${line}`,
		),
	);

/** The warnings in the rows there are: whole, or a line of each, or a line of some and how many others. */
const fitWarnings = (
	warnings: readonly string[],
	height: number,
	screen: Screen,
): readonly string[] => {
	const whole = wrapWarnings(warnings, screen);
	if (whole.length <= height || height < 1) {
		return height < 1 ? [] : whole;
	}
	const shown = warnings.length <= height ? warnings : warnings.slice(0, height - 1);
	const hidden = warnings.length - shown.length;
	const {layout, symbols} = screen;
	const width = layout.columns - 2 * layout.margin - 2;
	return [...shown, ...(hidden > 0 ? [countHidden(hidden, shown.length === 0, width)] : [])].map(
		line => `${symbols.caution} ${line}`,
	);
};

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
		.flatMap(problem =>
			wrapWords(
				`${symbols.caution} ${withHint(problem)}`,
				layout.columns - 2 * layout.margin,
				Math.max(1, most),
				symbols.ellipsis,
			),
		)
		.slice(0, Math.max(1, most));

/** More rows than anything needs: what is read out is not cut. */
const spokenHeight = 1000;

/** Two warnings can end with the same line. */
const withKeys = (lines: readonly string[]) =>
	lines.map((line, index) => ({key: `${index} ${line}`, line}));

const Body = ({state, dispatch, height: rows}: StepProperties) => {
	const screen = useScreen();
	const {layout} = screen;
	const height = layout.isSpoken ? spokenHeight : rows;
	const profile = profileOf(state);
	const facts = listFacts(profile, state.setup.now);
	const choices = listChoices(state);
	const problems = wrapProblems(findProblems(profile), screen, height - choices.length);
	const warnings = problems.length > 0 ? [] : findWarnings(profile);
	const left = height - problems.length;
	const lines = wrapWarnings(warnings, screen).length;
	const share = shareHeight(left, choices.length, facts.length, lines);
	const gap = (number: number) => <Box height={share.gaps >= number ? 1 : 0} flexShrink={0} />;
	return (
		<>
			{problems.map(line => (
				<Text key={line} color={colours.bad} wrap="truncate-end">
					{line}
				</Text>
			))}
			{problems.length > 0 ? gap(2) : null}
			{chooseFacts(facts, share.forFacts).map(({label, text}) => (
				<FactLine key={label + text} label={label} text={text} />
			))}
			{share.forWarnings > 0 ? gap(1) : null}
			{withKeys(fitWarnings(warnings, share.forWarnings, screen)).map(({key, line}) => (
				<Text key={key} color={colours.caution} wrap="truncate-end">
					{line}
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
	keys: () => ['confirm', 'details', 'back', 'move', 'help', 'quit'],
	help: [
		'd shows all of it: every answer, what each permission can do, every warning whole, what is left to do by hand on the page, and the link.',
		'The link carries what the list shows, except the repositories: those are chosen on the page.',
		'Saving keeps the answers, never a token. Run pat-wizard again to use them.',
	],
};
