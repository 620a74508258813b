import {Box} from 'ink';
import type {Layout} from '../layout.ts';
import {useScreen} from '../screen.tsx';
import {wrapWords} from '../wrap-words.ts';
import {Paragraph} from './paragraph.tsx';

/** The rows that a caption and the gap above it take. */
export const captionHeight = (text: string, {hasCaptions, width}: Layout): number =>
	hasCaptions ? 1 + wrapWords(text, width).length : 0;

/** An explanation under a list, where there is room for it. */
export const Caption = ({children}: {readonly children: string}) => {
	const {layout} = useScreen();
	return layout.hasCaptions ? (
		<Box marginTop={1} flexDirection="column">
			<Paragraph text={children} dimColor />
		</Box>
	) : null;
};
