import {Text} from 'ink';
import stringWidth from 'string-width';
import {showText} from '../../core/text.ts';
import {useScreen} from '../screen.tsx';
import {splitGraphemes, type TextField} from '../text-field.ts';

/** The graphemes from the end of a list that fit into `width` columns. */
const takeLast = (graphemes: readonly string[], width: number): readonly string[] => {
	let left = width;
	let start = graphemes.length;
	while (start > 0) {
		left -= stringWidth(graphemes[start - 1] ?? '');
		if (left < 0) {
			break;
		}
		start--;
	}
	return graphemes.slice(start);
};

/** A text field: its text with the cursor in it, or around the cursor where it is too long. */
export const TextLine = ({
	field,
	width,
	isFocused = true,
	placeholder = '',
}: {
	readonly field: TextField;
	/** In columns. */
	readonly width: number;
	readonly isFocused?: boolean;
	readonly placeholder?: string;
}) => {
	const {symbols} = useScreen();
	const graphemes = splitGraphemes(field.value).map(showText);
	if (!isFocused) {
		return <Text wrap="truncate-end">{graphemes.join('')}</Text>;
	}
	const before = takeLast(graphemes.slice(0, field.cursor), Math.max(1, width - 1));
	const after = graphemes.slice(field.cursor).join('');
	return (
		<Text wrap="truncate-end">
			{before.join('')}
			<Text color="cyan">{symbols.cursor}</Text>
			{after}
			{field.value === '' ? <Text dimColor>{placeholder}</Text> : null}
		</Text>
	);
};
