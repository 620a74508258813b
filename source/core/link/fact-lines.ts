import {type Fact, factOrder} from '../profile/describe.ts';
import {countOf, firstFitting} from '../text/words.ts';
import {breakLines} from '../text/wrap-words.ts';

/** A line about a profile: the label, empty after the first line of a fact, and the text. */
export type FactLine = {readonly label: string; readonly text: string};

/** The space that lines are written for. */
export type Page = {
	/** In cells. */
	readonly width: number;
	/** The width of the labels and the gap after them, in cells. 0 puts the labels into the texts. */
	readonly labelWidth: number;
	readonly rows: number;
	/** The sign before a warning. */
	readonly caution: string;
	/** Whether a screen reader reads the page. Every line of a warning then has the sign. */
	readonly isSpoken: boolean;
	readonly countCells: (text: string) => number;
};

/** A profile on a page. What does not fit is counted. Grants and warnings are left out last. */
export type FactPage = {
	/** The numbers of grants and warnings, when there is no room for two lines. */
	readonly counts: string | undefined;
	readonly facts: readonly FactLine[];
	readonly cautions: readonly string[];
	readonly hasLink: boolean;
	/** The number of rows for actions. */
	readonly actions: number;
	/** The number of empty rows. The first parts have one each. */
	readonly gaps: number;
};

/** A permission with its level, or a scope with an empty level. */
type Grant = {readonly level: string; readonly name: string};

/** Wraps a fact, with its label in a column of its own or in the text. */
const wrapFact = (
	label: string,
	text: string,
	{width, labelWidth, countCells}: Pick<Page, 'width' | 'labelWidth' | 'countCells'>,
): readonly FactLine[] =>
	breakLines(
		labelWidth === 0 ? `${label} ${text}` : text,
		Math.max(1, width - labelWidth),
		countCells,
	).map((line, index) => ({label: index === 0 && labelWidth > 0 ? label : '', text: line}));

/** The indentation of further lines when labels are in the texts, in cells. */
const indent = 4;

const countHidden = (shown: number, hidden: number, name: string, width: number): string => {
	const count = shown === 0 ? countOf(hidden, name) : `and ${hidden} more`;
	return firstFitting(width, `${count}: d shows them`, `${count}: d`, count);
};

/** Wraps the first grants, by level, and counts the hidden ones. */
const wrapGrants = (grants: readonly Grant[], shown: number, page: Page): readonly FactLine[] => {
	const width = Math.max(1, page.width - (page.labelWidth || indent));
	if (grants.length === 0) {
		return wrapFact('Can', 'read public data', page);
	}
	const kept = grants.slice(0, shown);
	const lines = [...new Set(kept.map(({level}) => level))].flatMap(level => {
		const names = kept.filter(grant => grant.level === level).map(({name}) => name);
		const lead = level === '' ? '' : level.padEnd(6);
		return breakLines(names.join(', '), Math.max(1, width - lead.length), page.countCells).map(
			(line, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + line,
		);
	});
	const hidden = grants.length - shown;
	const rest = hidden > 0 ? [countHidden(shown, hidden, 'grant', width)] : [];
	return [...lines, ...rest].map((text, index) => ({label: index === 0 ? 'Can' : '', text}));
};

/** Wraps the first warnings, and counts the hidden ones. */
const wrapCautions = (
	cautions: readonly string[],
	shown: number,
	{width, caution: sign, isSpoken, countCells}: Page,
): readonly string[] => {
	const room = Math.max(1, width - 2);
	const hidden = cautions.length - shown;
	return [
		...cautions
			.slice(0, shown)
			.flatMap(caution =>
				breakLines(caution, room, countCells).map((line, index) =>
					index === 0 || isSpoken ? `${sign} ${line}` : `  ${line}`,
				),
			),
		...(hidden > 0 ? [`${sign} ${countHidden(shown, hidden, 'warning', room)}`] : []),
	];
};

/** Returns the lines with as many items as fit into a number of rows. */
const fitMost = <Line>(
	count: number,
	rows: number,
	wrap: (shown: number) => readonly Line[],
): readonly Line[] => {
	for (let shown = count; shown >= 0; shown--) {
		const lines = wrap(shown);
		if (lines.length <= rows) {
			return lines;
		}
	}
	return [];
};

/** The facts to keep when there is no room for all, most important first. */
const importantFacts = ['Repositories', 'Owner', 'Expires', 'Goes to'];
const otherFacts = ['Token', 'Description'];

const countBoth = (grants: number, cautions: number, width: number): string => {
	const granted = countOf(grants, 'grant');
	const both = cautions === 0 ? granted : `${granted}, ${countOf(cautions, 'warning')}`;
	return firstFitting(width, `${both}: d shows them`, `${both}: d`, both, both.replace(',', ''));
};

/**
 * Distributes the rows of a page, in this order: one action, the numbers of grants and warnings, the grants, the
 * warnings, the other facts and actions, the link, and the gaps.
 */
export const layOutFacts = (
	all: readonly Fact[],
	cautions: readonly string[],
	actionCount: number,
	page: Page,
): FactPage => {
	const grants = all.flatMap(({level = '', items = []}) => items.map(name => ({level, name})));
	let left = page.rows - 1;
	const take = (count: number): number => {
		const taken = Math.max(0, Math.min(count, left));
		left -= taken;
		return taken;
	};
	const forCount = cautions.length > 0 ? 1 : 0;
	if (left < 1 + forCount) {
		const counts = left > 0 ? countBoth(grants.length, cautions.length, page.width) : undefined;
		return {counts, facts: [], cautions: [], hasLink: false, actions: 1, gaps: 0};
	}
	const can = fitMost(grants.length, left - forCount, shown => wrapGrants(grants, shown, page));
	take(can.length);
	const warnings = fitMost(cautions.length, left, shown => wrapCautions(cautions, shown, page));
	take(warnings.length);
	const takeFacts = (labels: readonly string[]) =>
		labels
			.flatMap(label => all.filter(fact => fact.label === label))
			.flatMap(({label, text}) => {
				const lines = wrapFact(label, text, page);
				return lines.length <= left && take(lines.length) > 0 ? [{label, lines}] : [];
			});
	const important = takeFacts(importantFacts);
	const someActions = 1 + take(Math.min(2, actionCount - 1));
	const kept = [...important, ...takeFacts(otherFacts), {label: 'Can', lines: can}];
	const actions = someActions + take(actionCount - someActions);
	const hasLink = actions === actionCount && take(1) === 1;
	const facts = factOrder.flatMap(label =>
		kept.filter(fact => fact.label === label).flatMap(({lines}) => lines),
	);
	return {counts: undefined, facts, cautions: warnings, hasLink, actions, gaps: take(3)};
};
