import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {splitGraphemes} from '../../core/text/graphemes.ts';
import {showText} from '../../core/text/show.ts';
import {shorten} from '../../core/text/words.ts';
import {useScreen} from '../screen.tsx';
import type {TextField} from '../text-field.ts';
import {colours} from '../theme.ts';

/** The longest text that a screen reader reads, in characters. */
const longestSaid = 1000;

/** The first graphemes, as they are shown, that fit into `width` columns. */
const fitGraphemes = (graphemes: Iterable<string>, width: number): readonly string[] => {
	const fitting: string[] = [];
	let left = width;
	for (const grapheme of graphemes) {
		const shown = showText(grapheme);
		left -= stringWidth(shown);
		if (left < 0) {
			break;
		}
		fitting.push(shown);
	}
	return fitting;
};

function* readBackwards(graphemes: readonly string[], from: number): Generator<string> {
	for (let index = from - 1; index >= 0; index--) {
		yield graphemes[index] ?? '';
	}
}

/** A text field in words, with the place of the cursor when it is not at the end. */
const sayField = (
	{value, cursor}: TextField,
	graphemes: readonly string[],
	placeholder: string,
): string => {
	if (value === '') {
		return `empty${placeholder === '' ? '' : `, ${placeholder.trim()}`}`;
	}
	const next = graphemes[cursor];
	const place =
		next === undefined ? '' : `, cursor before ${next === ' ' ? 'a space' : showText(next)}`;
	return `${shorten(showText(value), longestSaid)}${place}`;
};

/** A text field with its cursor. Of a long text it shows the part around the cursor. */
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
	const {symbols, layout} = useScreen();
	const graphemes = splitGraphemes(field.value);
	const cursor = isFocused ? field.cursor : 0;
	const before = fitGraphemes(readBackwards(graphemes, cursor), Math.max(1, width - 1));
	return (
		<Text wrap="truncate-end" aria-label={sayField(field, graphemes, placeholder)}>
			{before.toReversed().join('')}
			{isFocused ? <Text color={colours.accent}>{symbols.cursor}</Text> : null}
			{/* Ink would take seconds to cut a long text. It cuts the last two columns and adds an ellipsis. */}
			{fitGraphemes(graphemes.slice(cursor), layout.columns + 2).join('')}
			{isFocused && field.value === '' ? <Text dimColor>{placeholder}</Text> : null}
		</Text>
	);
};

/** A text field of the whole width after its label, or after the pointer where it has none. */
export const LabelledLine = ({
	label,
	field,
	spoken = label,
	placeholder = '',
}: {
	readonly label?: string;
	readonly field: TextField;
	/** Its name for a screen reader. */
	readonly spoken?: string | undefined;
	readonly placeholder?: string;
}) => {
	const {layout, symbols} = useScreen();
	const lead = label ?? symbols.pointer;
	const width = layout.width - stringWidth(lead) - 2;
	return (
		<Box height={1} flexShrink={0} aria-role="textbox">
			<Text aria-label={`${spoken}:`} {...(label === undefined ? {color: colours.accent} : {})}>
				{`${lead} `}
			</Text>
			<TextLine field={field} width={Math.max(4, width)} placeholder={placeholder} />
		</Box>
	);
};
