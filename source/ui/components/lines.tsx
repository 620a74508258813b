import {Box, Text} from 'ink';
import {colours} from '../theme.ts';

const tones = {
	plain: {},
	quiet: {dimColor: true},
	item: {},
	heading: {bold: true},
	caution: {color: colours.caution},
	bad: {color: colours.bad},
} as const;

/** A line of text after its lead, which is bold in an item and dim in a plain line. */
export type Line = {
	readonly lead?: string;
	readonly text: string;
	readonly tone: keyof typeof tones;
};

/** Lines of text, each cut at the edge of the screen. */
export const Lines = ({lines}: {readonly lines: readonly Line[]}) =>
	lines.map(({lead, text, tone}, index) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: lines can be alike, and stay where they are
		<Box key={index} height={1} flexShrink={0}>
			<Text wrap="truncate-end" {...tones[tone]}>
				{lead === undefined ? null : (
					<Text bold={tone === 'item'} dimColor={tone === 'plain'}>
						{lead}
					</Text>
				)}
				{text}
			</Text>
		</Box>
	));
