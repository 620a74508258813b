import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import {useState} from 'react';
import stringWidth from 'string-width';
import {windowAround} from '../list-window.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';
import {Caption, captionHeight} from './caption.tsx';

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
	/** An explanation under the list, left out where the list needs its rows. */
	readonly caption?: string | undefined;
	readonly onChoose: (value: Value) => void;
	/** Another choice has the focus. `id` is the one of the choice. */
	readonly onFocus?: (value: Value, id: string) => void;
};

type ItemProperties = {
	readonly label: string;
	readonly caption: string | undefined;
	readonly isSelected: boolean;
	readonly labelWidth: number | undefined;
	/** Which of how many it is, in words. */
	readonly place: string;
};

const SpokenItem = ({label, caption, isSelected, place}: ItemProperties) => (
	<Box
		aria-role="option"
		aria-state={{selected: isSelected}}
		aria-label={[label, caption, place].filter(Boolean).join(', ')}
	/>
);

const ShownItem = ({label, caption, isSelected, labelWidth}: ItemProperties) => {
	const {symbols} = useScreen();
	return (
		<Box height={1} flexGrow={1}>
			<Box width={2} flexShrink={0}>
				<Text color={colours.accent}>{isSelected ? symbols.pointer : ' '}</Text>
			</Box>
			<Box
				width={caption === undefined ? undefined : labelWidth}
				flexShrink={caption === undefined ? 1 : 0}
			>
				<Text
					bold={isSelected}
					wrap="truncate-end"
					{...(isSelected ? {color: colours.accent} : {})}
				>
					{label}
				</Text>
			</Box>
			{caption === undefined ? null : (
				<Text dimColor={!isSelected} wrap="truncate-end">
					{caption}
				</Text>
			)}
		</Box>
	);
};

const Nothing = () => null;

/** Longer lists are not read out whole with every key: of them only the focused row is said. */
const mostSaid = 7;

/** A list never has fewer rows than these, or than choices, because of what is explained under it. */
const leastRows = 5;

/**
 * A list to choose one thing from, with the arrows and Enter. The row that has the focus is in sight at
 * any height.
 */
export const ChoiceList = <Value,>({
	choices,
	initial,
	height,
	caption,
	onChoose,
	onFocus,
}: Properties<Value>) => {
	const {layout} = useScreen();
	const [focused, setFocused] = useState(initial);
	const hasCaptions = layout.columns >= 60;
	const longest = Math.max(...choices.map(({label}) => stringWidth(label)));
	const labelWidth = hasCaptions
		? Math.min(longest + 3, Math.floor(layout.columns / 2))
		: undefined;
	const besideCaption = height - (caption === undefined ? 0 : captionHeight(caption, layout));
	const isExplained = layout.isSpoken || besideCaption >= Math.min(choices.length, leastRows);
	const spokenHeight = choices.length > mostSaid ? 1 : choices.length;
	const room = layout.isSpoken ? spokenHeight : isExplained ? besideCaption : height;
	const focus = Math.max(
		0,
		choices.findIndex(({id}) => id === focused),
	);
	const {start, end} = windowAround(focus, choices.length, room);
	const Item = layout.isSpoken ? SpokenItem : ShownItem;
	return (
		<>
			<Box flexDirection="column" flexShrink={0}>
				<SelectInput
					// It hears the keys, and the rows are drawn here: with a limit that changes with the height it
					// would forget which row has the focus, and without one it would draw the longest list whole.
					limit={1}
					indicatorComponent={Nothing}
					itemComponent={Nothing}
					items={choices.map(({id, label, value}) => ({key: id, label, value}))}
					initialIndex={focus}
					onSelect={item => {
						// Enter on an empty list selects nothing.
						if (item?.key !== undefined) {
							onChoose(item.value);
						}
					}}
					onHighlight={item => {
						if (item?.key !== undefined) {
							setFocused(item.key);
							onFocus?.(item.value, item.key);
						}
					}}
				/>
				{choices.slice(start, end).map(({id, label, caption}, index) => (
					<Item
						key={id}
						label={label}
						caption={hasCaptions ? caption : undefined}
						isSelected={start + index === focus}
						labelWidth={labelWidth}
						place={`${start + index + 1} of ${choices.length}`}
					/>
				))}
			</Box>
			{caption !== undefined && isExplained ? <Caption>{caption}</Caption> : null}
		</>
	);
};
