import {findWarnings} from '../core/link/advice.ts';
import {type Fact, listFacts} from '../core/profile/describe.ts';
import {showText} from '../core/text/show.ts';
import {countOf} from '../core/text/words.ts';
import type {Screen} from './screen.tsx';
import {findReplaced, profileOf, type Wizard} from './step.ts';
import {wrapWords} from './wrap-words.ts';

/** The columns of the labels and the gap behind them. */
export const factColumn = 14;

/** What the token may do, with the level in front where there are levels. */
type Grant = {readonly level: string; readonly name: string};

/** What holds besides the answers, and what is dangerous about them. */
export const listCautions = (wizard: Wizard): readonly string[] => {
	const replaced = findReplaced(wizard, wizard.answers.profile);
	return [
		...wizard.facts,
		...(replaced === undefined || !wizard.setup.canSave
			? []
			: [`Saving would replace the profile "${showText(replaced.profile)}"`]),
		...findWarnings(profileOf(wizard)),
	];
};

/** A line of Review: what stands in the column of the labels, and the text. */
export type FactLine = {readonly label: string; readonly text: string};

/** Everything that Review has to show. */
type Facts = {
	readonly grants: readonly Grant[];
	readonly cautions: readonly string[];
	/** The most important first. */
	readonly others: readonly FactLine[];
};

/** Which facts are kept where there is no room for all: the first before the others. */
const importance: readonly Fact['label'][] = [
	'Repositories',
	'Owner',
	'Expires',
	'Goes to',
	'Token',
	'Description',
];

const sortFacts = (wizard: Wizard): Facts => {
	const facts = listFacts(profileOf(wizard), wizard.setup.now);
	return {
		grants: facts.flatMap(({level = '', items = []}) => items.map(name => ({level, name}))),
		cautions: listCautions(wizard),
		others: facts
			.filter(({label}) => label !== 'Can')
			.toSorted((one, other) => importance.indexOf(one.label) - importance.indexOf(other.label)),
	};
};

/** In what order facts stand, whatever is left out. */
const order = ['Token', 'Owner', 'Repositories', 'Description', 'Can', 'Expires', 'Goes to'];

/** What says nothing of what the token reaches. */
const isByTheWay = (label: string): boolean => label === 'Token' || label === 'Description';

const textWidth = ({layout}: Screen): number => Math.max(1, layout.columns - 2 * layout.margin);

/** The first of some wordings that fits, or else the last. */
export const firstFitting = (width: number, ...wordings: readonly string[]): string =>
	wordings.find(wording => wording.length <= width) ?? wordings.at(-1) ?? '';

const columnOf = (screen: Screen): number => (screen.layout.columns < 32 ? 4 : factColumn);

const wrapFact = ({label, text}: FactLine, screen: Screen): readonly FactLine[] => {
	const isNarrow = screen.layout.columns < 32;
	const width = textWidth(screen) - (isNarrow ? 0 : factColumn);
	return wrapWords(isNarrow ? `${label} ${text}` : text, Math.max(1, width)).map((line, index) =>
		isNarrow ? {label: '', text: line} : {label: index === 0 ? label : '', text: line},
	);
};

/** Grants over as many lines as they need, by level, with how many are not shown. */
const wrapGrants = (
	grants: readonly Grant[],
	shown: number,
	screen: Screen,
): readonly FactLine[] => {
	const column = columnOf(screen);
	const width = Math.max(1, textWidth(screen) - column);
	const hidden = grants.length - shown;
	if (grants.length === 0) {
		return wrapFact({label: 'Can', text: 'read public data'}, screen);
	}
	const levels = [...new Set(grants.slice(0, shown).map(({level}) => level))];
	const lines = levels.flatMap(level => {
		const names = grants
			.slice(0, shown)
			.filter(grant => grant.level === level)
			.map(({name}) => name);
		const lead = level === '' ? '' : level.padEnd(6);
		return wrapWords(names.join(', '), Math.max(1, width - lead.length)).map(
			(line, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + line,
		);
	});
	const count = shown === 0 ? countOf(hidden, 'grant') : `and ${hidden} more`;
	const rest =
		hidden > 0 ? [firstFitting(width, `${count}: d shows them`, `${count}: d`, count)] : [];
	return [...lines, ...rest].map((text, index) => ({label: index === 0 ? 'Can' : '', text}));
};

/** Cautions whole, over as many lines as they need, with how many are not shown. */
const wrapCautions = (
	cautions: readonly string[],
	shown: number,
	{layout, symbols}: Screen,
): readonly string[] => {
	const width = Math.max(1, textWidth({layout, symbols}) - 2);
	const hidden = cautions.length - shown;
	const count = shown === 0 ? countOf(hidden, 'warning') : `and ${hidden} more`;
	return [
		...cautions
			.slice(0, shown)
			.flatMap(caution =>
				wrapWords(caution.replaceAll('…', symbols.ellipsis), width).map((line, index) =>
					index === 0 || layout.isSpoken ? `${symbols.caution} ${line}` : `  ${line}`,
				),
			),
		...(hidden > 0
			? [
					`${symbols.caution} ${firstFitting(width, `${count}: d shows them`, `${count}: d`, count)}`,
				]
			: []),
	];
};

/** As many as fit into some rows: the lines with the largest number shown whole. */
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

/** What Review shows, in the rows there are. */
export type ReviewLines = {
	/** Grants and warnings in one line, where there is no room for two. */
	readonly counts: string | undefined;
	readonly facts: readonly FactLine[];
	readonly cautions: readonly string[];
	readonly hasLink: boolean;
	/** The rows for the actions. */
	readonly actions: number;
	/** Empty rows: one behind each part as long as there are any. */
	readonly gaps: number;
};

/**
 * Shares out the rows: one action first, then how much is granted and how many warnings there are, the
 * grants, the warnings, the other facts and actions, the link, and gaps last.
 */
export const layOutReview = (
	wizard: Wizard,
	screen: Screen,
	height: number,
	actionCount: number,
): ReviewLines => {
	const {grants, cautions, others} = sortFacts(wizard);
	const rows = screen.layout.isSpoken ? 10_000 : height;
	let left = rows - 1;
	const take = (count: number): number => {
		const taken = Math.max(0, Math.min(count, left));
		left -= taken;
		return taken;
	};
	if (left < (cautions.length > 0 ? 2 : 1)) {
		const granted = countOf(grants.length, 'grant');
		const warned = countOf(cautions.length, 'warning');
		const both = cautions.length === 0 ? granted : `${granted}, ${warned}`;
		const counts = firstFitting(
			textWidth(screen),
			`${both}: d shows them`,
			`${both}: d`,
			both,
			both.replace(',', ''),
		);
		return {
			counts: take(1) === 1 ? counts : undefined,
			facts: [],
			cautions: [],
			hasLink: false,
			actions: 1,
			gaps: 0,
		};
	}
	const forCount = cautions.length > 0 ? 1 : 0;
	const can = fitMost(grants.length, left - forCount, shown => wrapGrants(grants, shown, screen));
	take(can.length);
	const warnings = fitMost(cautions.length, left, shown => wrapCautions(cautions, shown, screen));
	take(warnings.length);
	const takeFacts = (facts: readonly FactLine[]) =>
		facts.flatMap(fact => {
			const lines = wrapFact(fact, screen);
			return lines.length <= left && take(lines.length) > 0 ? [{label: fact.label, lines}] : [];
		});
	const reach = takeFacts(others.filter(({label}) => !isByTheWay(label)));
	const someActions = 1 + take(Math.min(2, actionCount - 1));
	const kept = [...reach, ...takeFacts(others.filter(({label}) => isByTheWay(label)))];
	const actions = someActions + take(actionCount - someActions);
	const hasLink = actions === actionCount && take(1) === 1;
	const facts = [...kept, {label: 'Can', lines: can}]
		.toSorted((one, other) => order.indexOf(one.label) - order.indexOf(other.label))
		.flatMap(({lines}) => lines);
	return {counts: undefined, facts, cautions: warnings, hasLink, actions, gaps: take(3)};
};
