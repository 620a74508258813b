import {Box, Text} from 'ink';
import {mostRepositories, readRepositories} from '../../core/profile/names.ts';
import {Caption} from '../components/caption.tsx';
import {Paragraph} from '../components/paragraph.tsx';
import {TextLine} from '../components/text-line.tsx';
import {useScreen} from '../screen.tsx';
import {suggestedRepository, type WizardState} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

const readSafely = (state: WizardState): readonly string[] | undefined => {
	try {
		return readRepositories(state.repositories.value, state.answers.owner);
	} catch {
		return undefined;
	}
};

const Body = ({state, height}: StepProperties) => {
	const {layout, symbols} = useScreen();
	const found = readSafely(state);
	const suggested = suggestedRepository(state);
	const shown = found?.slice(0, Math.max(0, height - 6)) ?? [];
	return (
		<>
			<Box height={1} flexShrink={0} aria-role="textbox">
				<Text color="cyan" aria-label="Repositories:">{`${symbols.pointer} `}</Text>
				<TextLine field={state.repositories} width={layout.columns - 2 * layout.margin - 2} />
			</Box>
			<Paragraph
				text={
					found === undefined
						? 'Not all of it is a repository yet: write each as owner/name, or paste its address'
						: `${found.length} of at most ${mostRepositories}`
				}
				dimColor
			/>
			{shown.map(repository => (
				<Text key={repository} wrap="truncate-end">{`  ${repository}`}</Text>
			))}
			<Caption>
				{`Names or addresses, separated by commas or line breaks. ${
					suggested === undefined || found?.includes(suggested)
						? ''
						: `Tab adds this folder's ${suggested}. `
				}You choose them once more on GitHub's page: a link cannot carry them.`}
			</Caption>
		</>
	);
};

/** Repositories: which ones, when access is to selected ones. */
export const repositories: StepView = {
	Body,
	keys: state =>
		suggestedRepository(state) === undefined
			? ['next', 'back', 'quit']
			: ['next', 'back', 'suggestion', 'quit'],
	help: [],
};
