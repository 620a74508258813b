import {Box, Text} from 'ink';
import {useScreen} from '../screen.tsx';
import {wrapWords} from '../wrap-words.ts';

/** A text over as many lines as it needs, or as there are. */
export const Paragraph = ({
	text,
	most,
	dimColor = false,
	color,
}: {
	readonly text: string;
	/** The most lines there are for it: the rest is cut. */
	readonly most?: number;
	readonly dimColor?: boolean;
	/** A colour of the terminal. */
	readonly color?: string;
}) => {
	const {layout, symbols} = useScreen();
	const lines = wrapWords(text, layout.width, most, symbols.ellipsis);
	return (
		<Box height={lines.length} flexShrink={0}>
			<Text
				dimColor={dimColor}
				wrap="truncate-end"
				aria-label={text.trim()}
				{...(color === undefined ? {} : {color})}
			>
				{lines.join('\n')}
			</Text>
		</Box>
	);
};
