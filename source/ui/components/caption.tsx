import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {useScreen} from '../screen.tsx';

/** Explaining lines under a list: shown where there is room for them. */
export const Caption = ({children}: {readonly children: ReactNode}) => {
	const {layout} = useScreen();
	return layout.hasCaptions ? (
		<Box marginTop={1} flexDirection="column" paddingRight={layout.margin}>
			<Text dimColor>{children}</Text>
		</Box>
	) : null;
};
