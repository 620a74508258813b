import {Box, Text} from 'ink';
import {memo, type ReactNode} from 'react';
import {windowAround} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';

/** The mark of the row that has the focus. */
export const Indicator = memo(function Indicator({
	isSelected = false,
}: {
	readonly isSelected?: boolean;
}) {
	const {symbols, layout} = useScreen();
	return layout.isSpoken ? null : (
		<Box width={2} flexShrink={0}>
			<Text color={colours.accent}>{isSelected ? symbols.pointer : ' '}</Text>
		</Box>
	);
});

/** The most rows that a screen reader reads with every key. Of a longer list it reads the focused row. */
const mostSaid = 7;

/**
 * The rows of a list that are in sight, the one that has the focus among them. It is for lists that are long
 * or filtered, and for those where no digit may do anything. ink-select-input cannot draw these: its focus
 * is private, it starts over when its items change, and it takes digits, j and k for itself.
 */
export const List = <Row,>({
	rows,
	focus,
	height,
	children,
}: {
	readonly rows: readonly Row[];
	/** Which row has the focus, from 0. */
	readonly focus: number;
	readonly height: number;
	readonly children: (row: Row, isFocused: boolean, index: number) => ReactNode;
}) => {
	const {layout} = useScreen();
	const said = rows.length > mostSaid ? 1 : rows.length;
	const {start, end} = windowAround(focus, rows.length, layout.isSpoken ? said : height);
	return rows.slice(start, end).map((row, index) => {
		const place = start + index;
		return (
			<Box key={place} height={layout.isSpoken ? undefined : 1} flexShrink={0}>
				<Indicator isSelected={place === focus} />
				{children(row, place === focus, place)}
			</Box>
		);
	});
};
