import {once} from '../once.ts';
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

/** The texts that find a row, in lower case. All but `names` have the roots of their words behind them. */
type Texts = {
	readonly names: readonly string[];
	/** All names, with a space before and behind each word. */
	readonly name: string;
	/** The names, and what the row is about. */
	readonly whole: string;
};

/** A row of a list, and the texts that find it. They are made for the first search. */
export type Searchable<Row> = {readonly row: Row; readonly texts: () => Texts};

/** A row that was found. `reason` is set where its names do not hold the words and one is known. */
export type FoundRow<Row> = {readonly row: Row; readonly reason?: string};

/** A word as it was typed, without its ending, and how the words begin that mean the same. */
type Wanted = {
	readonly word: string;
	readonly root: string;
	readonly beginnings: readonly string[];
	readonly others: readonly string[];
};

/** More words than anybody types into a filter. */
const mostWords = 20;

const readWanted = (text: string): readonly Wanted[] => {
	const telling = new Set(tellingWordsOf(text));
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return words
		.map(word => {
			const root = wordsOf(word)[0] ?? word;
			const others = [...otherWordsFor(word), ...otherWordsFor(root)];
			return {
				word,
				root,
				beginnings: [` ${word}`, ` ${root}`],
				others: others.map(each => ` ${each}`),
			};
		})
		.filter(({root}) => telling.has(root))
		.slice(0, mostWords);
};

/** Lower case, with the roots of its words behind it, each behind a space. */
const simplify = (text: string): string =>
	` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} ${wordsOf(text).join(' ')}`;

/** Texts are simplified once: a list is searched with every key. */
const simplified = new Map<string, string>();

const simplifyOnce = (text: string): string => {
	const known = simplified.get(text);
	if (known !== undefined) {
		return known;
	}
	const simple = simplify(text);
	simplified.set(text, simple);
	return simple;
};

/**
 * Makes a row that can be searched for.
 *
 * @param names What it is called: a part of a name is enough to find it.
 * @param about What it is about: found by the beginnings of its words.
 */
export const makeSearchable = <Row>(
	row: Row,
	names: readonly string[],
	about: string,
): Searchable<Row> => ({
	row,
	texts: once(() => {
		const name = `${names.map(simplify).join('')} `;
		return {names: names.map(each => each.toLowerCase()), name, whole: name + simplify(about)};
	}),
});

const begins = (text: string, {beginnings}: Wanted): boolean =>
	beginnings.some(beginning => text.includes(beginning));

/** "hook" is in "Webhooks", but "pr" says nothing of "properties". */
const holds = (text: string, wanted: Wanted): boolean =>
	begins(text, wanted) ||
	(wanted.root.length > 2 && (text.includes(wanted.word) || text.includes(wanted.root)));

const meansSame = (text: string, {others}: Wanted): boolean =>
	others.some(other => text.includes(other));

/** Shorter words differ by one slip from too many others. */
const shortestMistyped = 4;

const isMistyped = (name: string, {word}: Wanted): boolean =>
	word.length >= shortestMistyped && name.split(' ').some(other => isOneSlip(word, other));

/** How well a row fits that holds the words only in what it is about. */
const rankOfAbout = 4;

/** How well a row fits, 0 the best, or `undefined` where it does not. */
const rankRow = (
	{names, name, whole}: Texts,
	typed: string,
	wanted: readonly Wanted[],
): number | undefined => {
	if (names.includes(typed)) {
		return 0;
	}
	if (names.some(each => each.startsWith(typed))) {
		return 1;
	}
	const isWord = ({beginnings}: Wanted) => beginnings.some(each => name.includes(`${each} `));
	const ways = [
		(word: Wanted) => isWord(word) || meansSame(name, word),
		(word: Wanted) => holds(name, word) || meansSame(name, word),
		(word: Wanted) => holds(name, word) || begins(whole, word),
	];
	const way = ways.findIndex(fits => wanted.every(fits));
	return way === -1 ? undefined : way + 2;
};

const findReason = (
	{name}: Texts,
	wanted: readonly Wanted[],
	reasons: readonly Reason[],
): string | undefined => {
	const left = wanted.filter(word => !holds(name, word));
	const fits = (text: string, word: Wanted) => begins(text, word) || meansSame(text, word);
	// All that the name does not say, and at least one word.
	const says = (text: string) =>
		left.length > 0 ? left.every(word => fits(text, word)) : wanted.some(word => fits(text, word));
	for (const {says: said, level, words = []} of reasons) {
		const lead = level === undefined ? '' : `${level}: `;
		if (says(simplifyOnce(said))) {
			return lead + said;
		}
		const found = words.find(text => says(simplifyOnce(text)));
		if (found !== undefined) {
			return `${lead}${said} (${found})`;
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
	const asked = simplify(typed);
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
			const rank = rankRow(searchable.texts(), typed, wanted);
			if (rank !== undefined && rank < rankOfAbout) {
				return [{rank, found: {row}}];
			}
			const reasons = reasonsFor(row);
			const reason = findReason(searchable.texts(), wanted, reasons);
			if (reason === undefined) {
				return rank === undefined ? [] : [{rank, found: {row}}];
			}
			// "wiki" is a thing of its own, before what can be done to one among much else.
			const isSaid = ({says, words = []}: Reason) =>
				[says, ...words].some(text => simplifyOnce(text) === asked);
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
		.filter(({texts}) => {
			const {name} = texts();
			return wanted.length > 0 && wanted.every(word => holds(name, word) || isMistyped(name, word));
		})
		.map(({row}) => ({row}));
};
