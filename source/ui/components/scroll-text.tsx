import {Text} from 'ink';
import type {DetailLine} from '../../core/link/detail-lines.ts';
import type {Heard} from '../keys.ts';
import {scrollByKey, windowFrom} from '../list-state.ts';
import type {Screen} from '../screen.tsx';
import {closePanel, type Panel, type Wizard, withOwn} from '../state.ts';
import {Lines} from './lines.tsx';

/** Joins the parts of a text, with empty lines between them where there is room. */
export const joinParts = (
	parts: readonly (readonly DetailLine[])[],
	{layout}: Screen,
): readonly DetailLine[] => {
	const gap: readonly DetailLine[] =
		layout.hasGaps && !layout.isSpoken ? [{lead: '', text: ' ', tone: 'plain'}] : [];
	return parts
		.filter(lines => lines.length > 0)
		.flatMap((lines, index) => (index === 0 ? lines : [...gap, ...lines]));
};

/** `top` is the first line to show, from 0. */
type ScrollOwn = {readonly top: number};

/** A panel with a text, which scrolls where it is longer than the screen. */
export const scrollPanel = ({
	title,
	lines: linesOf,
	isClosedBy,
}: {
	readonly title: string;
	readonly lines: (wizard: Wizard) => readonly DetailLine[];
	/** Whether a key that does not scroll closes it. Esc always does. */
	readonly isClosedBy: (key: Heard) => boolean;
}): Panel<ScrollOwn> => {
	const canScroll = (wizard: Wizard, height: number): boolean =>
		!wizard.screen.layout.isSpoken && linesOf(wizard).length > height;
	return {
		title,
		press: ({top}, key, wizard) => {
			const moved = scrollByKey(key, top, linesOf(wizard).length, wizard.screen.layout.body);
			if (moved !== undefined) {
				return withOwn(wizard, {top: moved});
			}
			return isClosedBy(key) ? closePanel(wizard) : undefined;
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
			return <Lines lines={lines.slice(start, end)} />;
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
