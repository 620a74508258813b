import {once} from '../once.ts';
import {remember} from '../remember.ts';
import {countSlips} from '../text/nearest.ts';
import type {AccessLevel} from './permission.ts';
import {otherWordsFor, tellingWordsOf, wordsOf} from './search-words.ts';

/** Why words find a row that does not contain them. */
export type Reason = {
	/** The text next to the row: the title of an operation or a task. Safe to show. */
	readonly says: string;
	/** The level that is needed for it. */
	readonly level?: AccessLevel | undefined;
	/** More words that mean the same. Searched, never shown. */
	readonly words?: readonly string[];
};

/** The texts that find a row, in lower case. All but `names` also contain the roots of their words. */
type Texts = {
	readonly names: readonly string[];
	/** All names, with a space before and after each word. */
	readonly name: string;
	/** The names and the description. */
	readonly whole: string;
};

/** A row of a list, and the texts that find it, which the first search makes. */
export type Searchable<Row> = {readonly row: Row; readonly texts: () => Texts};

/** A row that was found. `reason` says why, if its names do not contain the words and a reason is known. */
export type FoundRow<Row> = {readonly row: Row; readonly reason?: string};

/** A typed word with its root, and the beginnings of words with the same meaning. */
type Wanted = {
	readonly word: string;
	readonly root: string;
	readonly beginnings: readonly string[];
	readonly others: readonly string[];
};

/** The most words of a filter that are read. */
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

/** Converts a text to lower case and adds the roots of its words. Each word has a space before it. */
const simplify = (text: string): string =>
	` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} ${wordsOf(text).join(' ')}`;

/** `simplify` for the texts of reasons, which are searched after every key. */
const simplifyOnce = remember(simplify);

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

/** Whether a text contains a word: "hook" is in "Webhooks". A short word has to begin one: "pr" is not in "improve". */
const holds = (text: string, wanted: Wanted): boolean =>
	begins(text, wanted) ||
	(wanted.root.length > 2 && (text.includes(wanted.word) || text.includes(wanted.root)));

const meansSame = (text: string, {others}: Wanted): boolean =>
	others.some(other => text.includes(other));

/** Whether a word differs by at most one slip from another one or from its beginning: the user may still be typing. */
const isOneSlip = (word: string, other: string): boolean =>
	[-1, 0, 1].some(more => {
		const beginning = other.slice(0, word.length + more);
		return Math.abs(beginning.length - word.length) <= 1 && countSlips(word, beginning) <= 1;
	});

/** The fewest and the most letters of a mistyped word. Shorter ones are similar to too many others. */
const [shortestMistyped, longestMistyped] = [4, 100];

const isMistyped = (name: string, {word}: Wanted): boolean =>
	word.length >= shortestMistyped &&
	word.length <= longestMistyped &&
	name.split(' ').some(other => isOneSlip(word, other));

/** The rank of a row that contains the words only in its description. */
const rankOfAbout = 4;

/** Ranks how well a row matches. 0 is the best. Undefined when it does not match. */
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
	// It says all that the name does not say, and at least one word.
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
 * Finds rows for a typed text, best first: by their names, then by their descriptions, then by a reason. All words have
 * to match, in any order. Plurals and filler words make no difference. An empty text finds all rows.
 *
 * @param reasonsFor Returns further reasons to find a row.
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
			// A reason with exactly these words, such as "wiki", ranks higher.
			const isExact = ({says, words = []}: Reason) =>
				[says, ...words].some(text => simplifyOnce(text) === asked);
			return [{rank: rank ?? (reasons.some(isExact) ? 5 : 6), found: {row, reason}}];
		})
		.toSorted((one, other) => one.rank - other.rank)
		.map(({found}) => found);
};

/** Finds rows whose names contain every word of a text. Each word may have one typing error. */
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
