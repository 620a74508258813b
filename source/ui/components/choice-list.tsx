import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import type {Layout} from '../layout.ts';
import {focusOf} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';
import {Caption, captionHeight} from './caption.tsx';
import {List} from './list.tsx';

type ItemProperties = {
	readonly label: string;
	readonly isSelected?: boolean;
	readonly caption?: string | undefined;
	readonly labelWidth?: number | undefined;
	/** Its place in words, such as `2 of 5`. */
	readonly place?: string;
};

/** A row to choose, with its caption beside it. */
export const ChoiceItem = ({label, caption, isSelected, labelWidth, place}: ItemProperties) => {
	const {layout} = useScreen();
	if (layout.isSpoken) {
		return (
			<Box
				aria-role="option"
				aria-state={{selected: isSelected ?? false}}
				aria-label={[label, caption, place].filter(Boolean).join(', ')}
			/>
		);
	}
	return (
		<Box height={1} flexGrow={1}>
			<Box
				width={caption === undefined ? undefined : labelWidth}
				flexShrink={caption === undefined ? 1 : 0}
				paddingRight={caption === undefined ? 0 : 2}
			>
				<Text
					bold={isSelected ?? false}
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

/** The width of labels beside captions. `undefined` where there is no room for captions. */
export const widthOfLabels = (
	rows: readonly {readonly label: string}[],
	columns: number,
): number | undefined =>
	columns < 60
		? undefined
		: Math.min(Math.max(...rows.map(({label}) => stringWidth(label))) + 3, Math.floor(columns / 2));

/** The fewest rows that an explanation leaves to a list, if the list has as many. */
const leastRows = 5;

/** The rows for some choices, and whether there is room for the explanation under them. */
export const shareWithCaption = (
	count: number,
	height: number,
	caption: string | undefined,
	layout: Layout,
): {readonly room: number; readonly isExplained: boolean} => {
	const beside = height - (caption === undefined ? 0 : captionHeight(caption, layout));
	const isExplained = layout.isSpoken || beside >= Math.min(count, leastRows);
	return {room: Math.max(1, isExplained ? beside : height), isExplained};
};

/** A caption may be a function, which is called only for rows in sight: there can be a thousand others. */
type Captioned = {readonly caption?: string | (() => string) | undefined};

const captionOf = ({caption}: Captioned): string | undefined =>
	typeof caption === 'function' ? caption() : caption;

/** Choices that our own list draws, with an explanation under them. */
export const ChoiceList = ({
	rows,
	focused,
	height,
	explanation,
	isCounted = false,
}: {
	readonly rows: readonly ({readonly id: string; readonly label: string} & Captioned)[];
	/** The id of the row that has the focus. Without such a row, the first one has it. */
	readonly focused: string | undefined;
	readonly height: number;
	readonly explanation?: string | undefined;
	/** Whether the focused row shows its place when not all rows are in sight. */
	readonly isCounted?: boolean;
}) => {
	const {layout} = useScreen();
	const labelWidth = widthOfLabels(rows, layout.columns);
	const {room, isExplained} = shareWithCaption(rows.length, height, explanation, layout);
	return (
		<>
			<List rows={rows} focus={focusOf({focused}, rows)} height={room}>
				{(row, isFocused, index) => (
					<ChoiceItem
						label={
							isCounted && isFocused && room < rows.length
								? `${row.label} (${index + 1}/${rows.length})`
								: row.label
						}
						caption={labelWidth === undefined ? undefined : captionOf(row)}
						isSelected={isFocused}
						labelWidth={labelWidth}
						place={`${index + 1} of ${rows.length}`}
					/>
				)}
			</List>
			{explanation !== undefined && isExplained ? <Caption>{explanation}</Caption> : null}
		</>
	);
};
