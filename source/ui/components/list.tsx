import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {windowAround} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';

/** The mark of the row that has the focus. */
export const Indicator = ({isSelected = false}: {readonly isSelected?: boolean}) => {
	const {symbols, layout} = useScreen();
	return layout.isSpoken ? null : (
		<Box width={2} flexShrink={0}>
			<Text color={colours.accent}>{isSelected ? symbols.pointer : ' '}</Text>
		</Box>
	);
};

/** Longer lists are not read out whole with every key: of them only the focused row is said. */
const mostSaid = 7;

/**
 * The rows of a list that are in sight, the one that has the focus among them. For lists that are long or
 * filtered, and for those where nothing may be done by a digit. ink-select-input cannot draw these: its
 * focus is private, it starts over when its items change, it knows no page keys, and it would take the
 * digits and the j and k of a filter for itself.
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
