import {Box, Text} from 'ink';
import {
	describeExpiration,
	expirationDate,
	formatDate,
	longestExpiration,
	readExpiration,
} from '../../core/profile/expiration.ts';
import type {Expiration} from '../../core/profile/profile.ts';
import {classicExpirations} from '../../core/token-types/classic.ts';
import {Caption} from '../components/caption.tsx';
import {type Choice, ChoiceList} from '../components/choice-list.tsx';
import {Paragraph} from '../components/paragraph.tsx';
import {TextLine} from '../components/text-line.tsx';
import {useScreen} from '../screen.tsx';
import type {WizardState} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

type Value = Expiration | 'write';

const lengths = [7, 30, 60, 90] as const;

const listChoices = ({setup}: WizardState, ellipsis: string): readonly Choice<Value>[] => [
	...lengths.map(days => {
		const date = expirationDate(days, setup.now);
		return {
			id: String(days),
			label: `${days} days`,
			value: days,
			caption: date === undefined ? undefined : `until ${formatDate(date)}`,
		};
	}),
	{
		id: 'write',
		label: `Another length or a date${ellipsis}`,
		value: 'write',
		caption: `1 to ${longestExpiration} days`,
	},
	{
		id: 'none',
		label: 'No expiration',
		value: 'none',
		caption: 'works until it is revoked, or unused for a year',
	},
];

const initialChoice = ({answers: {expiration}, wasTyping}: WizardState): string => {
	if (wasTyping) {
		return 'write';
	}
	if (expiration === undefined) {
		return '30';
	}
	return expiration === 'none' || lengths.some(days => days === expiration)
		? String(expiration)
		: 'write';
};

const readSafely = (state: WizardState): Expiration | undefined => {
	try {
		return readExpiration(state.field.value, state.setup.now);
	} catch {
		return undefined;
	}
};

const Typing = ({state}: {readonly state: WizardState}) => {
	const {layout} = useScreen();
	const read = readSafely(state);
	const meaning =
		read === undefined
			? `1 to ${longestExpiration} days, or a date as year-month-day`
			: `expires ${describeExpiration(read, state.setup.now)}`;
	return (
		<>
			<Box height={1} flexShrink={0} aria-role="textbox">
				<Text>Days or date </Text>
				<TextLine field={state.field} width={layout.columns - 2 * layout.margin - 13} />
			</Box>
			<Paragraph text={meaning} dimColor />
		</>
	);
};

const remark = ({answers, isTyping}: WizardState): string => {
	if (answers.type === 'classic') {
		return `A link for a classic token can carry ${classicExpirations.join(', ')}; other lengths are chosen by hand on the page.`;
	}
	return answers.owner !== undefined || isTyping
		? `Organizations usually cap the lifetime at ${longestExpiration} days, some at less: GitHub's page shows a shorter one then.`
		: 'A short life limits what a leaked token can do. Saved profiles make the next one in two keys.';
};

const Body = ({state, dispatch, height}: StepProperties) => {
	const {symbols} = useScreen();
	return state.isTyping ? (
		<>
			<Typing state={state} />
			<Caption>{remark(state)}</Caption>
		</>
	) : (
		<ChoiceList
			choices={listChoices(state, symbols.ellipsis)}
			initial={state.choice ?? initialChoice(state)}
			height={height}
			caption={remark(state)}
			onChoose={value =>
				dispatch(
					value === 'write' ? {type: 'write'} : {type: 'answer', answers: {expiration: value}},
				)
			}
			onFocus={(_, id) => dispatch({type: 'focus', choice: id})}
		/>
	);
};

/** Expiration: how long the token works. */
export const expiration: StepView = {
	Body,
	keys: ({isTyping}) =>
		isTyping ? ['next', 'back', 'quit'] : ['next', 'back', 'move', 'help', 'quit'],
	help: [
		'The date is counted from today; GitHub counts from the moment you press Generate.',
		'pat-wizard list --expiring 7 shows the tokens that run out within a week.',
	],
};
