import {isOneSlip} from '../text/nearest.ts';
import type {AccessLevel} from './permission.ts';
import {otherWordsFor, tellingWordsOf, wordsOf} from './search-words.ts';

/** Why words find a row that does not hold them itself. */
export type Reason = {
	/** What is said beside the row: the title of an operation or a task. Safe to show. */
	readonly says: string;
	/** The level that it takes. */
	readonly level?: AccessLevel | undefined;
	/** More words that mean the same. Searched, never shown. */
	readonly words?: readonly string[];
};

/** A row of a list, and the texts that find it. */
export type Searchable<Row> = {
	readonly row: Row;
	/** What it is called: a part of a name is enough to find it. */
	readonly names: readonly string[];
	/** What it is about: found by the beginnings of its words. */
	readonly about: string;
};

/** A row that was found. `reason` is set where its names do not hold the words and one is known. */
export type FoundRow<Row> = {readonly row: Row; readonly reason?: string};

/** A word as it was typed, and without its ending. */
type Wanted = {readonly word: string; readonly root: string};

/** More words than anybody types into a filter. */
const mostWords = 20;

const readWanted = (text: string): readonly Wanted[] => {
	const telling = new Set(tellingWordsOf(text));
	const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(word => ({
		word,
		root: wordsOf(word)[0] ?? word,
	}));
	return words.filter(({root}) => telling.has(root)).slice(0, mostWords);
};

/** Lower case, with the roots of its words behind it, each behind a space. */
const simplify = (text: string): string =>
	` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} ${wordsOf(text).join(' ')}`;

/** Texts are simplified once: a list is searched with every key. */
const simplified = new Map<string, string>();

const simplifyOnce = (text: string): string => {
	const known = simplified.get(text) ?? simplify(text);
	simplified.set(text, known);
	return known;
};

const begins = (text: string, {word, root}: Wanted): boolean =>
	text.includes(` ${word}`) || text.includes(` ${root}`);

/** "hook" is in "Webhooks", but "pr" says nothing of "properties". */
const holds = (text: string, wanted: Wanted): boolean =>
	begins(text, wanted) ||
	(wanted.root.length > 2 && (text.includes(wanted.word) || text.includes(wanted.root)));

const meansSame = (text: string, {word, root}: Wanted): boolean =>
	[...otherWordsFor(word), ...otherWordsFor(root)].some(other => text.includes(` ${other}`));

/** Shorter words differ by one slip from too many others. */
const shortestMistyped = 4;

const isMistyped = (name: string, {word}: Wanted): boolean =>
	word.length >= shortestMistyped && name.split(' ').some(other => isOneSlip(word, other));

/** How well a row fits that holds the words only in what it is about. */
const rankOfAbout = 4;

/** How well a row fits, 0 the best, or `undefined` where it does not. */
const rankRow = <Row>(
	{names, about}: Searchable<Row>,
	typed: string,
	wanted: readonly Wanted[],
): number | undefined => {
	const plain = names.map(name => name.toLowerCase());
	if (plain.includes(typed)) {
		return 0;
	}
	if (plain.some(name => name.startsWith(typed))) {
		return 1;
	}
	const name = names.map(simplifyOnce).join('');
	const whole = name + simplifyOnce(about);
	const isWord = ({word, root}: Wanted) =>
		` ${name} `.includes(` ${word} `) || name.includes(` ${root} `);
	const ways = [
		(word: Wanted) => isWord(word) || meansSame(name, word),
		(word: Wanted) => holds(name, word) || meansSame(name, word),
		(word: Wanted) => holds(name, word) || begins(whole, word),
	];
	const way = ways.findIndex(fits => wanted.every(fits));
	return way === -1 ? undefined : way + 2;
};

const findReason = <Row>(
	{names}: Searchable<Row>,
	wanted: readonly Wanted[],
	reasons: readonly Reason[],
): string | undefined => {
	const name = names.map(simplifyOnce).join('');
	const fits = (text: string, word: Wanted) => begins(text, word) || meansSame(text, word);
	const inReason = (text: string) =>
		wanted.every(word => fits(text, word) || holds(name, word)) &&
		wanted.some(word => fits(text, word));
	for (const {says, level, words = []} of reasons) {
		const lead = level === undefined ? '' : `${level}: `;
		if (inReason(simplifyOnce(says))) {
			return lead + says;
		}
		const found = words.find(text => inReason(simplifyOnce(text)));
		if (found !== undefined) {
			return `${lead}${says} (${found})`;
		}
	}
	return undefined;
};

/**
 * The rows that a typed text finds, best first: by name, then by what they are about, then for a reason.
 * All words have to be found, in any order; plurals and words that say nothing make no difference.
 * An empty text finds all rows.
 *
 * @param reasonsFor What else can be done with a row.
 */
export const searchRows = <Row>(
	rows: readonly Searchable<Row>[],
	text: string,
	reasonsFor: (row: Row) => readonly Reason[] = () => [],
): readonly FoundRow<Row>[] => {
	const typed = text.trim().toLowerCase();
	const wanted = readWanted(typed);
	if (typed === '') {
		return rows.map(({row}) => ({row}));
	}
	if (wanted.length === 0) {
		return [];
	}
	return rows
		.flatMap((searchable): readonly {readonly rank: number; readonly found: FoundRow<Row>}[] => {
			const {row} = searchable;
			const rank = rankRow(searchable, typed, wanted);
			if (rank !== undefined && rank < rankOfAbout) {
				return [{rank, found: {row}}];
			}
			const reasons = reasonsFor(row);
			const reason = findReason(searchable, wanted, reasons);
			if (reason === undefined) {
				return rank === undefined ? [] : [{rank, found: {row}}];
			}
			// "wiki" is a thing of its own, before what can be done to one among much else.
			const isSaid = ({says, words = []}: Reason) =>
				[says, ...words].some(text => simplifyOnce(text) === simplifyOnce(typed));
			return [{rank: rank ?? (reasons.some(isSaid) ? 5 : 6), found: {row, reason}}];
		})
		.toSorted((one, other) => one.rank - other.rank)
		.map(({found}) => found);
};

/** The rows whose names hold every word of a text, where each may be mistyped by one slip of a finger. */
export const searchMistyped = <Row>(
	rows: readonly Searchable<Row>[],
	text: string,
): readonly FoundRow<Row>[] => {
	const wanted = readWanted(text);
	return rows
		.filter(({names}) => {
			const name = names.map(simplifyOnce).join('');
			return wanted.length > 0 && wanted.every(word => holds(name, word) || isMistyped(name, word));
		})
		.map(({row}) => ({row}));
};
