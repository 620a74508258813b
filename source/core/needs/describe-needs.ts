import {listGrants} from '../catalog/permissions.ts';
import {presets} from '../catalog/presets.ts';
import {makeSearchable, searchMistyped} from '../catalog/search-rows.ts';
import {once} from '../once.ts';
import {listWords} from '../text/words.ts';
import {leastNeeds, type NeedsAnswer, type TokenAnswer} from './least.ts';
import {type Need, needOfPreset} from './need.ts';
import {readNeed} from './read-need.ts';

const describeToken = (token: TokenAnswer): string =>
	token.type === 'classic'
		? `classic, ${token.scopes.join(', ') || 'no scope'}`
		: [
				...listGrants(token.permissions).map(
					({permission, level}) => `${permission.displayName}: ${level}`,
				),
				...Object.entries(token.byHand).map(([name, level]) => `${name}: ${level} (by hand)`),
			].join(', ') || 'no permission';

/** Explains why no personal token meets some of the needs. */
const describeImpossible = ({impossible}: NeedsAnswer): readonly string[] =>
	impossible.map(({need, reason}) => `${need.name}: ${reason}`.replace(/\.$/, ''));

/** Describes the tokens for some needs in one line: "Contents: write", "classic, write:packages". */
export const describeNeeds = (needs: readonly Need[]): string => {
	const answer = leastNeeds(needs);
	return [...answer.tokens.map(describeToken), ...describeImpossible(answer)].join('; and ');
};

/** Describes the tokens after the first one: "classic, write:packages". */
export const describeOthers = ({tokens}: NeedsAnswer): string =>
	tokens.slice(1).map(describeToken).join('; ');

/** Facts about the first token of an answer that no answer of the wizard contains, as sentences without a full stop. */
export const listLastingFacts = (answer: NeedsAnswer): readonly string[] => {
	const [first, ...others] = answer.tokens;
	const byHand = first?.type === 'fine-grained' ? Object.keys(first.byHand) : [];
	return [
		...(first?.type === 'classic' ? first.reasons.map(reason => reason.replace(/\.$/, '')) : []),
		...(byHand.length > 0 ? [`Tick by hand on the page: ${byHand.join(', ')}`] : []),
		...(others.length > 0
			? [`One token cannot do all of it: ${others.length} more needed (${describeOthers(answer)})`]
			: []),
		...describeImpossible(answer),
	];
};

/** A meaning of a text. */
export type Meaning = {
	readonly id: string;
	readonly title: string;
	readonly needs: readonly Need[];
	/** The part of the text that was left out, as a sentence without a full stop. */
	readonly leftOut?: string;
};

/** Returns the title of a need for people: the name of a task or a command of gh, or what an operation does. */
const titleOfNeed = ({kind, name, title}: Need): string =>
	kind === 'preset' || (kind === 'command' && name.startsWith('gh ')) ? name : (title ?? name);

const listTasks = once(() =>
	presets.map(preset =>
		makeSearchable<Meaning>(
			{id: preset.id, title: preset.title, needs: [needOfPreset(preset)]},
			[preset.title, ...preset.words],
			preset.summary,
		),
	),
);

const readMeanings = (text: string): readonly Meaning[] => {
	if (text.trim() === '') {
		return listTasks().map(({row}) => row);
	}
	const {needs, choices, unknown} = readNeed(text);
	if (needs.length > 0) {
		const title = [...new Set(needs.map(titleOfNeed))].join('; ');
		const left = [...unknown, ...choices].map(({text: part}) => `"${part}"`);
		const leftOut = left.length === 0 ? {} : {leftOut: `Left out: ${listWords(left, 'and')}`};
		return [{id: 'understood', title, needs, ...leftOut}];
	}
	const found = choices.flatMap(each =>
		each.choices.map(({kind, id, title, need}) => ({id: `${kind} ${id}`, title, needs: [need]})),
	);
	return found.length > 0 ? found : searchMistyped(listTasks(), text).map(({row}) => row);
};

let last: {readonly text: string; readonly meanings: readonly Meaning[]} | undefined;

/**
 * Finds the meanings of a text, best first. A text that is surely understood has one meaning. An empty text means every
 * task of the catalog, and an unknown text the tasks that differ by one typing error. Remembers the last text, since a
 * screen asks after every key.
 */
export const findMeanings = (text: string): readonly Meaning[] => {
	if (last?.text !== text) {
		last = {text, meanings: readMeanings(text)};
	}
	return last.meanings;
};

/** Explains why a text means nothing, as a sentence without a full stop. */
export const explainUnknown = (text: string): string => {
	const {unknown, notes} = readNeed(text);
	return (unknown[0]?.reason ?? notes[0] ?? 'Nothing matches this').replace(/\.$/, '');
};

/** Describes the first meaning and its token: "Publish packages (classic, write:packages)". Undefined when unknown. */
export const describeMeaning = (text: string): string | undefined => {
	const [meaning] = text.trim() === '' ? [] : findMeanings(text);
	return meaning && `${meaning.title} (${describeNeeds(meaning.needs)})`;
};

/** The fewest letters that name something for which only a classic token works: npm. */
const shortestClassic = 3;

/**
 * Says that every meaning of a text needs a classic token: "Publish packages" takes a classic token (write:packages).
 * Undefined when a fine-grained one may be enough, or the text is unknown.
 */
export const describeClassic = (text: string): string | undefined => {
	const meanings = text.trim().length < shortestClassic ? [] : findMeanings(text);
	// This is enough for nearly every text. Finding the least token takes longer, and a screen asks after every key.
	if (!meanings.every(({needs}) => needs.some(({works}) => works === 'classic'))) {
		return undefined;
	}
	const scopes = meanings.map(({needs}) => {
		const [token] = leastNeeds(needs).tokens;
		return token?.type === 'classic' ? token.scopes.join(', ') : undefined;
	});
	return meanings.length === 0 || scopes.includes(undefined)
		? undefined
		: `"${meanings[0]?.title}" takes a classic token (${scopes[0]})`;
};
