import {Box} from 'ink';
import {useScreen} from '../screen.tsx';
import {Paragraph} from './paragraph.tsx';

/** Explaining lines under a list: shown where there is room for them. */
export const Caption = ({children}: {readonly children: string}) => {
	const {layout} = useScreen();
	return layout.hasCaptions ? (
		<Box marginTop={1} flexDirection="column">
			<Paragraph text={children} dimColor />
		</Box>
	) : null;
};
