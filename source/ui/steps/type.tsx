import {ChoiceList} from '../components/choice-list.tsx';
import {applicableSteps} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

const choices = [
	{
		id: 'fine-grained',
		label: 'Fine-grained',
		value: 'fine-grained',
		caption: 'recommended: one owner, only what you tick, an end date',
	},
	{
		id: 'classic',
		label: 'Classic',
		value: 'classic',
		caption: 'reaches every repository and organization that you can reach',
	},
] as const;

const caption =
	'Only classic works for: packages (npm, containers and others); public repositories where you are not a member; repositories where you are an outside collaborator; several organizations with one token; the Checks API; projects owned by a user.';

const Body = ({state, dispatch, height}: StepProperties) => (
	<ChoiceList
		choices={choices}
		initial={state.choice ?? state.answers.type}
		height={height}
		caption={caption}
		onChoose={type => dispatch({type: 'answer', answers: {type}})}
		onFocus={(_, id) => dispatch({type: 'focus', choice: id})}
	/>
);

/** Token type: fine-grained or classic. */
export const type: StepView = {
	Body,
	keys: state =>
		applicableSteps(state)[0]?.id === 'type'
			? ['next', 'move', 'purposeLetter', 'help', 'quit']
			: ['next', 'back', 'move', 'purposeLetter', 'help', 'quit'],
	help: [
		'Fine-grained: belongs to one resource owner, reaches the repositories you choose, has a level for each permission. An organization can see, approve and revoke it.',
		'Classic: its scopes hold for every repository and organization that you can reach, now and later. Take it only for what fine-grained tokens cannot do.',
	],
};
