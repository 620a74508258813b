import {Box, Text} from 'ink';
import {scrollByKey, windowFrom} from '../list-state.ts';
import type {Screen} from '../screen.tsx';
import {type Panel, type Wizard, withOwn} from '../step.ts';
import {colours} from '../theme.ts';
import {wrapWords} from '../wrap-words.ts';

/** One line of a text that can be longer than the screen. */
export type ScrollLine = {
	/** What it begins with, set apart from the rest. */
	readonly lead: string;
	readonly text: string;
	readonly tone: 'plain' | 'item' | 'heading' | 'caution' | 'bad';
};

/** The columns that there are for a line. */
export const lineWidth = ({layout}: Screen): number =>
	Math.max(1, layout.columns - 2 * layout.margin);

/** A text over as many lines as it needs, with its first words set apart and the others indented. */
export const wrapLead = (
	lead: string,
	text: string,
	tone: ScrollLine['tone'],
	indent: number,
	width: number,
): readonly ScrollLine[] =>
	wrapWords(`${lead} ${text}`, Math.max(1, width - indent)).map((line, index) =>
		index === 0
			? {lead: line.slice(0, lead.length), text: line.slice(lead.length), tone}
			: {lead: ' '.repeat(indent), text: line, tone},
	);

/** A text over as many lines as it needs, beside its label in a column of its own. */
export const wrapBeside = (
	label: string,
	text: string,
	column: number,
	width: number,
): readonly ScrollLine[] =>
	wrapWords(text, Math.max(1, width - column)).map((line, index) => ({
		lead: (index === 0 ? label : '').padEnd(column),
		text: line,
		tone: 'plain',
	}));

/** Parts of a text, with empty lines between them where there is room for those. */
export const joinParts = (
	parts: readonly (readonly ScrollLine[])[],
	{layout}: Screen,
): readonly ScrollLine[] => {
	const gap: readonly ScrollLine[] =
		layout.hasGaps && !layout.isSpoken ? [{lead: '', text: ' ', tone: 'plain'}] : [];
	return parts
		.filter(lines => lines.length > 0)
		.flatMap((lines, index) => (index === 0 ? lines : [...gap, ...lines]));
};

const tones = {
	plain: {},
	item: {},
	heading: {bold: true},
	caution: {color: colours.caution},
	bad: {color: colours.bad},
} as const;

/** `top` is the first line that is wanted in sight, from 0. */
type ScrollOwn = {readonly top: number};

/** A panel with a text to read, which scrolls where it is longer than the screen. */
export const scrollPanel = ({
	title,
	lines: linesOf,
	isClosedBy,
}: {
	readonly title: string;
	readonly lines: (wizard: Wizard) => readonly ScrollLine[];
	/** Whether a key that does not scroll closes it. Esc always does. */
	readonly isClosedBy: (key: {readonly name: string; readonly text?: string}) => boolean;
}): Panel<ScrollOwn> => {
	const canScroll = (wizard: Wizard, height: number): boolean =>
		!wizard.screen.layout.isSpoken && linesOf(wizard).length > height;
	return {
		title,
		press: ({top}, key, wizard) => {
			if (key.name === 'focus' || key.name === 'choose') {
				return undefined;
			}
			const moved = scrollByKey(key, top, linesOf(wizard).length, wizard.screen.layout.body);
			if (moved !== undefined) {
				return withOwn(wizard, {top: moved});
			}
			return isClosedBy(key) ? {...wizard, panel: undefined} : undefined;
		},
		keys: (_, wizard) => [
			'back',
			...(canScroll(wizard, wizard.screen.layout.body)
				? (['scroll', 'page', 'ends'] as const)
				: []),
		],
		View: ({own, wizard, height}) => {
			const lines = linesOf(wizard);
			const {isSpoken} = wizard.screen.layout;
			const {start, end} = windowFrom(own.top, lines.length, isSpoken ? lines.length : height);
			return lines.slice(start, end).map(({lead, text, tone}, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: lines can be alike and never change their order
				<Box key={`${start + index} ${text}`} height={1} flexShrink={0}>
					<Text wrap="truncate-end" {...tones[tone]}>
						<Text bold={tone === 'item'} dimColor={tone === 'plain'}>
							{lead}
						</Text>
						{text}
					</Text>
				</Box>
			));
		},
		Aside: ({own, wizard, height}) => {
			const {length} = linesOf(wizard);
			const {start, end} = windowFrom(own.top, length, height);
			return canScroll(wizard, height) ? (
				<Text dimColor wrap="truncate-end">
					{wizard.screen.layout.columns >= 40
						? `lines ${start + 1} to ${end} of ${length}`
						: `${end}/${length}`}
				</Text>
			) : null;
		},
	};
};
