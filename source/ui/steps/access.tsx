import {ChoiceList} from '../components/choice-list.tsx';
import type {StepProperties, StepView} from './step-view.ts';

const choices = [
	{
		id: 'selected',
		label: 'Only select repositories',
		value: 'selected',
		caption: 'the safest: up to 50 that you name',
	},
	{
		id: 'all',
		label: 'All repositories',
		value: 'all',
		caption: 'of the owner, those made later included',
	},
	{
		id: 'public',
		label: 'Public repositories',
		value: 'public',
		caption: 'read-only, no private repository',
	},
] as const;

const caption =
	"A link cannot carry this choice: you make it by hand on GitHub's page, and the checklist at the end reminds you.";

const Body = ({state, dispatch, height}: StepProperties) => (
	<ChoiceList
		choices={choices}
		initial={state.choice ?? state.answers.repositoryAccess}
		height={height}
		caption={caption}
		onChoose={repositoryAccess => dispatch({type: 'answer', answers: {repositoryAccess}})}
		onFocus={(_, id) => dispatch({type: 'focus', choice: id})}
	/>
);

/** Repository access: which of the owner's repositories. */
export const access: StepView = {
	Body,
	keys: () => ['next', 'back', 'move', 'help', 'quit'],
	help: [
		'Only select repositories: you choose them on the page, at most 50.',
		'All repositories: everything the owner has now and will have later.',
		'Public repositories: read-only access to what everyone can read; repository permissions have no effect then.',
	],
};
