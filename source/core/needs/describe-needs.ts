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

/** What is said for each need that no personal token meets. */
const describeImpossible = ({impossible}: NeedsAnswer): readonly string[] =>
	impossible.map(({need, reason}) => `${need.name}: ${reason}`.replace(/\.$/, ''));

/** What some needs take, in one line: "Contents: write", "classic, write:packages". */
export const describeNeeds = (needs: readonly Need[]): string => {
	const answer = leastNeeds(needs);
	return [...answer.tokens.map(describeToken), ...describeImpossible(answer)].join('; and ');
};

/** The tokens beside the first one: "classic, write:packages". */
export const describeOthers = ({tokens}: NeedsAnswer): string =>
	tokens.slice(1).map(describeToken).join('; ');

/** What stays true of the first token of an answer beside its answers, as sentences without a full stop. */
export const listLastingFacts = (answer: NeedsAnswer): readonly string[] => {
	const [first, ...others] = answer.tokens;
	const byHand = first?.type === 'fine-grained' ? Object.keys(first.byHand) : [];
	return [
		...(first?.type === 'classic' ? first.reasons.map(reason => reason.replace(/\.$/, '')) : []),
		...(byHand.length > 0 ? [`Tick on the page by hand: ${byHand.join(', ')}`] : []),
		...(others.length > 0
			? [`One token cannot do all of it: ${others.length} more needed (${describeOthers(answer)})`]
			: []),
		...describeImpossible(answer),
	];
};

/** One meaning of a text: several needs where it names several. */
export type Meaning = {
	readonly id: string;
	readonly title: string;
	readonly needs: readonly Need[];
	/** What of the text was left out, as a sentence without a full stop. */
	readonly leftOut?: string;
};

/**
 * What a need is called where people read it: a task by its name, an operation by what it does. A command of
 * gh by its name too: its title says which requests it sends.
 */
export const titleOfNeed = ({kind, name, title}: Need): string =>
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
 * What a text may mean, best first. A text that is understood for sure has one meaning; without a text
 * there are the tasks of the catalog, and a text that nothing is known of means the tasks that it misses by
 * one slip of a finger. The last text is not read again: a screen asks with every key.
 */
export const findMeanings = (text: string): readonly Meaning[] => {
	if (last?.text !== text) {
		last = {text, meanings: readMeanings(text)};
	}
	return last.meanings;
};

/** Why a text means nothing, as a sentence without a full stop. */
export const explainUnknown = (text: string): string => {
	const {unknown, notes} = readNeed(text);
	return (unknown[0]?.reason ?? notes[0] ?? 'Nothing matches this').replace(/\.$/, '');
};

/** What a text means and what that takes: "Publish packages (classic, write:packages)"; `undefined` for what is not known. */
export const describeMeaning = (text: string): string | undefined => {
	const [meaning] = text.trim() === '' ? [] : findMeanings(text);
	return meaning && `${meaning.title} (${describeNeeds(meaning.needs)})`;
};

/**
 * That all that a text may mean takes a classic token: "Publish packages takes a classic token
 * (write:packages)". `undefined` where a fine-grained one may do it, or the text is not known.
 */
export const describeClassic = (text: string): string | undefined => {
	const meanings = text.trim() === '' ? [] : findMeanings(text);
	// Nearly every text ends here. The screen asks with every key, and the least token takes its time.
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
