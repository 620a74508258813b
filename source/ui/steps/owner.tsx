import {Box, Text} from 'ink';
import type {Answers} from '../../core/profile/answers.ts';
import {isLogin, loginRule} from '../../core/profile/names.ts';
import {Caption} from '../components/caption.tsx';
import {type Choice, ChoiceList} from '../components/choice-list.tsx';
import {Paragraph} from '../components/paragraph.tsx';
import {TextLine} from '../components/text-line.tsx';
import {useScreen} from '../screen.tsx';
import type {WizardState} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

type Value =
	| {readonly kind: 'mine'; readonly host: string | undefined}
	| {readonly kind: 'organization'; readonly owner: string; readonly host: string}
	| {readonly kind: 'write'};

const hostOf = ({answers, setup}: WizardState): string => answers.host ?? setup.defaultHost;

const findOwners = (state: WizardState): readonly Choice<Value>[] => {
	const seen = new Map<string, Choice<Value>>();
	for (const {owner, host} of state.setup.suggestions) {
		const id = `${host}/${owner}`.toLowerCase();
		const place = host === hostOf(state) ? '' : ` on ${host}`;
		seen.set(
			id,
			seen.get(id) ?? {
				id,
				label: `${owner}${place}`,
				value: {kind: 'organization', owner, host},
				caption: "in this folder's git remotes",
			},
		);
	}
	return [...seen.values()];
};

const otherHosts = (state: WizardState): readonly string[] => [
	...new Set(state.setup.suggestions.map(({host}) => host).filter(host => host !== hostOf(state))),
];

const listChoices = (state: WizardState, ellipsis: string): readonly Choice<Value>[] => [
	{
		id: 'mine',
		label: 'My own account',
		value: {kind: 'mine', host: undefined},
		caption: `your repositories on ${hostOf(state)}`,
	},
	...findOwners(state),
	...otherHosts(state).map(host => ({
		id: `mine on ${host}`,
		label: `My own account on ${host}`,
		value: {kind: 'mine', host} as const,
	})),
	{
		id: 'write',
		label: `An organization${ellipsis}`,
		value: {kind: 'write'},
		caption: 'type its name',
	},
];

const initialChoice = (state: WizardState): string | undefined => {
	const {owner} = state.answers;
	if (state.wasTyping) {
		return 'write';
	}
	if (!state.done.has('owner')) {
		return undefined;
	}
	if (owner === undefined) {
		return 'mine';
	}
	const id = `${hostOf(state)}/${owner}`.toLowerCase();
	return findOwners(state).some(choice => choice.id === id) ? id : 'write';
};

const Typing = ({state}: {readonly state: WizardState}) => {
	const {layout} = useScreen();
	const {value} = state.field;
	const isWrong = value !== '' && !isLogin(value.trim());
	return (
		<>
			<Box height={1} flexShrink={0} aria-role="textbox">
				<Text>Organization </Text>
				<TextLine field={state.field} width={layout.columns - 2 * layout.margin - 13} />
			</Box>
			<Paragraph text={isWrong ? `Not a login yet: ${loginRule}` : ' '} dimColor />
		</>
	);
};

const answersOf = (value: Exclude<Value, {kind: 'write'}>): Answers =>
	value.kind === 'organization'
		? {owner: value.owner, host: value.host}
		: {owner: undefined, ...(value.host === undefined ? {} : {host: value.host})};

const caption =
	'The token reaches repositories of this owner only. An organization may have to approve the token, and usually caps its lifetime at 366 days or less.';

const Body = ({state, dispatch, height}: StepProperties) => {
	const {symbols} = useScreen();
	return state.isTyping ? (
		<>
			<Typing state={state} />
			<Caption>{caption}</Caption>
		</>
	) : (
		<ChoiceList
			choices={listChoices(state, symbols.ellipsis)}
			initial={state.choice ?? initialChoice(state)}
			height={height}
			caption={caption}
			onChoose={value =>
				dispatch(
					value.kind === 'write' ? {type: 'write'} : {type: 'answer', answers: answersOf(value)},
				)
			}
			onFocus={(_, id) => dispatch({type: 'focus', choice: id})}
		/>
	);
};

/** Resource owner: whose repositories the token reaches. */
export const owner: StepView = {
	Body,
	keys: ({isTyping}) =>
		isTyping ? ['next', 'back', 'quit'] : ['next', 'back', 'move', 'help', 'quit'],
	help: [
		'A fine-grained token belongs to one resource owner: your account or one organization. For several owners, make several tokens.',
		'An organization can require approval: until then the token reads public data only. It can also forbid personal access tokens.',
		'If a name from the git remotes is your own login, choose "My own account": account permissions need it.',
	],
};
