import {Box, Text} from 'ink';
import {longestProfileName} from '../../core/profile.ts';
import {countCharacters} from '../../core/text.ts';
import {longestDescription, longestName} from '../../core/token-types/common.ts';
import {Caption} from '../components/caption.tsx';
import {TextLine} from '../components/text-line.tsx';
import {windowAround} from '../list-window.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';
import {
	type NameFieldId,
	replacesSaved,
	shownNameFields,
	type WizardState,
} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

const limits: {readonly [Id in NameFieldId]: number} = {
	name: longestName,
	description: longestDescription,
	profile: longestProfileName,
};

const labels = ({answers}: WizardState): {readonly [Id in NameFieldId]: string} => ({
	name: answers.type === 'classic' ? 'Note' : 'Token name',
	description: 'Description',
	profile: 'Save as',
});

/** In columns: the pointer, the longest label and a gap. */
const labelWidth = 15;

const Field = ({state, id}: {readonly state: WizardState; readonly id: NameFieldId}) => {
	const {layout, symbols} = useScreen();
	const field = state.nameFields[id];
	const isFocused = state.nameFocus === id;
	const length = countCharacters(field.value);
	const isTooLong = length > limits[id];
	const count = `${isTooLong ? 'too long ' : ''}${length}/${limits[id]}`;
	const width = layout.columns - 2 * layout.margin - labelWidth - count.length - 1;
	return (
		<Box
			height={1}
			flexShrink={0}
			paddingRight={layout.margin}
			aria-role="textbox"
			aria-state={{selected: isFocused}}
		>
			<Box width={labelWidth} flexShrink={0}>
				<Text bold={isFocused} wrap="truncate-end" aria-label={`${labels(state)[id]}:`}>
					{`${isFocused ? symbols.pointer : ' '} ${labels(state)[id]}`}
				</Text>
			</Box>
			<Box flexGrow={1} flexShrink={1}>
				<TextLine field={field} width={Math.max(4, width)} isFocused={isFocused} />
			</Box>
			<Box flexShrink={0} marginLeft={1}>
				<Text
					dimColor={!isTooLong}
					aria-label={`(${isTooLong ? 'too long, ' : ''}${length} of ${limits[id]} characters)`}
					{...(isTooLong ? {color: colours.bad} : {})}
				>
					{count}
				</Text>
			</Box>
		</Box>
	);
};

const Body = ({state, height}: StepProperties) => {
	const shown = shownNameFields(state);
	const {start, end} = windowAround(shown.indexOf(state.nameFocus), shown.length, height);
	const typed = {...state, answers: {...state.answers, profile: state.nameFields.profile.value}};
	return (
		<>
			{shown.slice(start, end).map(id => (
				<Field key={id} state={state} id={id} />
			))}
			<Caption>
				{replacesSaved(typed)
					? `A profile is saved as "${typed.answers.profile}" already: saving replaces it.`
					: 'The name tells you later, in a list of tokens, what this one is for. "Save as" is the name of the profile here.'}
			</Caption>
		</>
	);
};

/** Name: what the token is called on GitHub, and the profile here. */
export const name: StepView = {
	Body,
	keys: () => ['next', 'back', 'field', 'quit'],
	help: [],
};
