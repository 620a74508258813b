import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import stringWidth from 'string-width';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';

/** One thing to choose. `value` is what choosing it means; `id` tells it from the others. */
export type Choice<Value> = {
	readonly id: string;
	readonly label: string;
	readonly value: Value;
	/** Said beside the label, where there is room. */
	readonly caption?: string | undefined;
};

type Properties<Value> = {
	readonly choices: readonly Choice<Value>[];
	/** The id of the choice that has the focus at first. */
	readonly initial?: string | undefined;
	/** How many rows there are. */
	readonly height: number;
	readonly onChoose: (value: Value) => void;
	readonly onFocus?: (value: Value) => void;
};

type ItemProperties = {
	readonly label: string;
	readonly isSelected?: boolean;
	readonly caption?: string;
	readonly labelWidth?: number;
	/** Which of how many it is, in words. */
	readonly place?: string;
};

const Indicator = ({isSelected = false}: {readonly isSelected?: boolean}) => {
	const {symbols} = useScreen();
	return (
		<Box width={2} flexShrink={0} aria-hidden>
			<Text color={colours.accent}>{isSelected ? symbols.pointer : ' '}</Text>
		</Box>
	);
};

const SpokenItem = ({label, isSelected = false, caption, place}: ItemProperties) => (
	<Box
		aria-role="option"
		aria-state={{selected: isSelected}}
		aria-label={[label, caption, place].filter(Boolean).join(', ')}
	/>
);

const Item = ({label, isSelected = false, caption, labelWidth}: ItemProperties) => (
	<>
		<Box width={labelWidth} flexShrink={caption === undefined ? 1 : 0}>
			<Text bold={isSelected} wrap="truncate-end" {...(isSelected ? {color: colours.accent} : {})}>
				{label}
			</Text>
		</Box>
		{caption === undefined ? null : (
			<Text dimColor={!isSelected} wrap="truncate-end">
				{caption}
			</Text>
		)}
	</>
);

/** Longer lists are not read out whole with every key: of them only the focused row is said. */
const mostSaid = 7;

/** A list to choose one thing from, with the arrows and Enter. */
export const ChoiceList = <Value,>({
	choices,
	initial,
	height,
	onChoose,
	onFocus,
}: Properties<Value>) => {
	const {layout} = useScreen();
	const hasCaptions = layout.columns >= 60;
	const longest = Math.max(...choices.map(({label}) => stringWidth(label)));
	const labelWidth = hasCaptions
		? Math.min(longest + 3, Math.floor(layout.columns / 2))
		: undefined;
	const items = choices.map(({id, label, value, caption}, index) => ({
		key: id,
		label,
		value,
		...(hasCaptions && caption !== undefined ? {caption, labelWidth} : {}),
		...(layout.isSpoken ? {place: `${index + 1} of ${choices.length}`} : {}),
	}));
	const spokenHeight = choices.length > mostSaid ? 1 : choices.length;
	return (
		<SelectInput
			items={items}
			initialIndex={Math.max(
				0,
				choices.findIndex(({id}) => id === initial),
			)}
			limit={Math.max(1, layout.isSpoken ? spokenHeight : height)}
			indicatorComponent={Indicator}
			itemComponent={layout.isSpoken ? SpokenItem : Item}
			onSelect={item => {
				// Enter on an empty list selects nothing.
				if (item !== undefined) {
					onChoose(item.value);
				}
			}}
			onHighlight={item => {
				if (item !== undefined) {
					onFocus?.(item.value);
				}
			}}
		/>
	);
};
