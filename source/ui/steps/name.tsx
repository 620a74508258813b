import {Box, Text} from 'ink';
import {longestDescription, longestName} from '../../core/profile/names.ts';
import {longestProfileName} from '../../core/profile/profile.ts';
import {countCharacters} from '../../core/text/text.ts';
import {Caption} from '../components/caption.tsx';
import {TextLine} from '../components/text-line.tsx';
import type {Layout} from '../layout.ts';
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

/** In columns: less room for the text than this, and the counter says less, or nothing. */
const leastText = 12;

/** A field with its label above it, where both do not fit beside each other. */
const isStacked = ({columns}: Layout): boolean => columns < labelWidth + leastText + 5;

/** How long the text of a field is, in as many words as there is room for. */
const countIn = (length: number, limit: number, room: number): string =>
	[`${length > limit ? 'too long ' : ''}${length}/${limit}`, `${length}/${limit}`].find(
		count => count.length <= room,
	) ?? '';

const Counter = ({
	length,
	limit,
	room,
}: {
	readonly length: number;
	readonly limit: number;
	readonly room: number;
}) => {
	const isTooLong = length > limit;
	return (
		<Text
			dimColor={!isTooLong}
			aria-label={`(${isTooLong ? 'too long, ' : ''}${length} of ${limit} characters)`}
			{...(isTooLong ? {color: colours.bad} : {})}
		>
			{countIn(length, limit, room)}
		</Text>
	);
};

const Field = ({
	state,
	id,
	height,
}: {
	readonly state: WizardState;
	readonly id: NameFieldId;
	/** The rows there are for it. */
	readonly height: number;
}) => {
	const {layout, symbols} = useScreen();
	const field = state.nameFields[id];
	const isFocused = state.nameFocus === id;
	const label = labels(state)[id];
	const length = countCharacters(field.value);
	const limit = limits[id];
	const pointer = isFocused ? symbols.pointer : ' ';
	const width = layout.columns - 2 * layout.margin;
	if (isStacked(layout)) {
		return (
			<Box flexDirection="column" flexShrink={0} paddingRight={layout.margin}>
				{height < 2 ? null : (
					<Box height={1} justifyContent="space-between">
						<Text bold={isFocused} wrap="truncate-end">{`${pointer} ${label}`}</Text>
						<Box flexShrink={0} marginLeft={1}>
							<Counter length={length} limit={limit} room={width - label.length - 3} />
						</Box>
					</Box>
				)}
				<Box height={1}>
					<Text>{height < 2 ? `${pointer} ` : '  '}</Text>
					<TextLine field={field} width={Math.max(4, width - 2)} isFocused={isFocused} />
				</Box>
			</Box>
		);
	}
	const beside = width - labelWidth - 1;
	const count = countIn(length, limit, beside - leastText);
	return (
		<Box
			height={1}
			flexShrink={0}
			paddingRight={layout.margin}
			aria-role="textbox"
			aria-state={{selected: isFocused}}
		>
			<Box width={labelWidth} flexShrink={0}>
				<Text bold={isFocused} wrap="truncate-end" aria-label={`${label}:`}>
					{`${pointer} ${label}`}
				</Text>
			</Box>
			<Box flexGrow={1} flexShrink={1}>
				<TextLine field={field} width={beside - count.length} isFocused={isFocused} />
			</Box>
			<Box flexShrink={0} marginLeft={1}>
				<Counter length={length} limit={limit} room={beside - leastText} />
			</Box>
		</Box>
	);
};

const Body = ({state, height}: StepProperties) => {
	const shown = shownNameFields(state);
	const {layout} = useScreen();
	const rowsOfField = isStacked(layout) ? 2 : 1;
	const {start, end} = windowAround(
		shown.indexOf(state.nameFocus),
		shown.length,
		Math.floor(height / rowsOfField),
	);
	const typed = {...state, answers: {...state.answers, profile: state.nameFields.profile.value}};
	return (
		<>
			{shown.slice(start, end).map(id => (
				<Field key={id} state={state} id={id} height={height} />
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
