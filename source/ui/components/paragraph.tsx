import {Box, Text} from 'ink';
import {useScreen} from '../screen.tsx';
import {wrapWords} from '../wrap-words.ts';

/** A text over as many lines as it needs. */
export const Paragraph = ({
	text,
	most,
	dimColor = false,
}: {
	readonly text: string;
	/** The most lines. The rest is cut. */
	readonly most?: number;
	readonly dimColor?: boolean;
}) => {
	const {layout, symbols} = useScreen();
	const lines = wrapWords(text, layout.width, most, symbols.ellipsis);
	return (
		<Box height={lines.length} flexShrink={0}>
			<Text dimColor={dimColor} wrap="truncate-end" aria-label={text.trim()}>
				{lines.join('\n')}
			</Text>
		</Box>
	);
};
