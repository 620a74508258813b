import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {useScreen} from '../screen.tsx';
import type {TextField} from '../text-field.ts';
import {colours} from '../theme.ts';
import {List} from './list.tsx';
import {TextLine} from './text-line.tsx';

/** A line about the focused row. */
export type DetailLine = {
	readonly text: string;
	readonly tone: 'plain' | 'quiet' | 'caution' | 'good';
};

const tones = {
	plain: {},
	quiet: {dimColor: true},
	caution: {color: colours.caution},
	good: {color: colours.good},
} as const;

/** How the rows of a filtered list are shared out. */
const shareHeight = (height: number) => {
	const gap = height >= 11 ? 1 : 0;
	const details = height >= 20 ? 4 : height >= 10 ? 3 : height >= 6 ? 1 : 0;
	const chosen = height >= 4 ? 1 : 0;
	const list = height - 1 - details - chosen - gap * (details > 0 ? 2 : 1);
	return {gap, details, chosen, list: Math.max(1, list)};
};

/** Read out with every key: the focused row alone, with all there is to say about it. */
const spokenShare = {gap: 0, details: 10, chosen: 1, list: 1};

const Gap = ({height}: {readonly height: number}) => <Box height={height} flexShrink={0} />;

/** A long list with a filter above it, and below it what the focused row means and what is chosen. */
export const FilteredList = <Row,>({
	filter,
	rows,
	focus,
	height,
	count,
	nothing,
	details,
	chosen,
	children,
}: {
	readonly filter: TextField;
	readonly rows: readonly Row[];
	readonly focus: number;
	readonly height: number;
	/** How many rows there are or match, in words. */
	readonly count: string;
	/** What is said in place of the rows when there are none. */
	readonly nothing: string;
	/** The most important first: as many are shown as there is room for. */
	readonly details: readonly DetailLine[];
	readonly chosen: ReactNode;
	readonly children: (row: Row, isFocused: boolean) => ReactNode;
}) => {
	const {layout} = useScreen();
	const share = layout.isSpoken ? spokenShare : shareHeight(height);
	return (
		<>
			<Box height={1} flexShrink={0} justifyContent="space-between" paddingRight={layout.margin}>
				<Box flexShrink={1} aria-role="textbox">
					<Text dimColor aria-label="Filter:">
						{'/ '}
					</Text>
					<TextLine
						field={filter}
						width={Math.max(8, layout.columns - 24)}
						placeholder=" type to filter by name or by what it does"
					/>
				</Box>
				{layout.isWide ? (
					<Text dimColor aria-label={`(${count})`}>
						{count}
					</Text>
				) : null}
			</Box>
			<Gap height={share.gap} />
			<Box height={share.list} flexShrink={0} flexDirection="column" overflow="hidden">
				{rows.length === 0 ? (
					<Text dimColor>{`  ${nothing}`}</Text>
				) : (
					<List rows={rows} focus={focus} height={share.list}>
						{children}
					</List>
				)}
			</Box>
			<Gap height={share.details > 0 ? share.gap : 0} />
			<Box height={share.details} flexShrink={0} flexDirection="column" overflow="hidden">
				{details.slice(0, share.details).map(({text, tone}) => (
					<Text key={text} wrap="truncate-end" {...tones[tone]}>
						{text}
					</Text>
				))}
			</Box>
			{share.chosen > 0 ? (
				<Box height={1} flexShrink={0} paddingRight={layout.margin}>
					{chosen}
				</Box>
			) : null}
		</>
	);
};
