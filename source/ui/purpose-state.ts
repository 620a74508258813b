import type {Operation} from '../core/catalog/endpoints.ts';
import type {AccessLevel} from '../core/catalog/permission.ts';
import type {NeedsAnswer} from '../core/needs/least.ts';
import type {Need, NeedReading} from '../core/needs/need.ts';
import type {Key} from './keys.ts';
import {moveByKey} from './list-window.ts';
import {createTextField, editText, longestTyped, type TextField} from './text-field.ts';

/** What knows which permissions a job needs. It is large, so it is loaded behind the first screen. */
export type PurposeEngine = {
	readonly readNeed: (text: string) => NeedReading;
	readonly leastNeeds: (needs: readonly Need[]) => NeedsAnswer;
	readonly operationsOf: (permission: string, level?: AccessLevel) => readonly Operation[];
};

/** Loads what knows which permissions a job needs. */
export const loadPurposeEngine = async (): Promise<PurposeEngine> => {
	const [{leastNeeds, readNeed}, {operationsOf}] = await Promise.all([
		import('../core/needs/index.ts'),
		import('../core/catalog/endpoints.ts'),
	]);
	return {leastNeeds, operationsOf, readNeed};
};

/** The state of "What is it for?": what is typed, and what was taken so far. */
export type PurposeState = {
	readonly field: TextField;
	/** Which of the matches has the focus. */
	readonly focus: number;
	readonly taken: readonly Need[];
	/** Keys that came before the engine was there: they are pressed when it is. */
	readonly held: readonly Key[];
};

/** Nothing typed and nothing taken. */
export const createPurpose = (): PurposeState => ({
	field: createTextField(),
	focus: 0,
	taken: [],
	held: [],
});

/** One line that Enter takes: several needs where a pasted text named several. */
export type PurposeMatch = {
	readonly id: string;
	readonly title: string;
	/** At the right: the operation behind a title, or what kind of thing it is. */
	readonly aside: string;
	readonly needs: readonly Need[];
};

const nameOf = ({kind, name, title}: Need): string => (kind === 'preset' ? name : (title ?? name));

const asideOf = ({kind, name}: Need): string => (kind === 'preset' ? 'a common task' : name);

/** What a text may mean, best first. A text that is understood for sure has one match. */
export const findMatches = (reading: NeedReading): readonly PurposeMatch[] => {
	const {needs} = reading;
	const [first] = needs;
	if (first !== undefined) {
		return [
			{
				id: 'understood',
				title: needs.length === 1 ? nameOf(first) : `All ${needs.length} of these`,
				aside: needs.length === 1 ? asideOf(first) : needs.map(({name}) => name).join(', '),
				needs,
			},
		];
	}
	return reading.choices.flatMap(({choices}) =>
		choices.map(({kind, id, title, need}) => ({
			id: `${kind} ${id}`,
			title,
			aside: kind === 'operation' ? id : asideOf(need),
			needs: [need],
		})),
	);
};

const takeNeeds = (state: PurposeState, needs: readonly Need[]): PurposeState => {
	const names = new Set(state.taken.map(({name}) => name));
	return {
		...state,
		field: createTextField(),
		focus: 0,
		taken: [...state.taken, ...needs.filter(({name}) => !names.has(name))],
	};
};

/** What a key came to: a new state, and whether the user is done. */
export type PurposeStep = {
	readonly purpose: PurposeState;
	readonly isDone?: true;
	/** What is wrong, as a sentence. */
	readonly message?: string;
};

const pressEnter = (state: PurposeState, engine: PurposeEngine): PurposeStep => {
	const text = state.field.value.trim();
	if (text === '') {
		return {purpose: state, isDone: true};
	}
	const reading = engine.readNeed(text);
	const match = findMatches(reading)[state.focus];
	return match === undefined
		? {
				purpose: state,
				message: reading.unknown[0]?.reason ?? reading.notes[0] ?? 'Nothing matches this',
			}
		: {purpose: takeNeeds(state, match.needs)};
};

/** "What is it for?" after a key. Without the engine, keys are held. */
export const pressPurposeKey = (
	state: PurposeState,
	engine: PurposeEngine | undefined,
	key: Key,
): PurposeStep => {
	if (engine === undefined) {
		return {purpose: {...state, held: [...state.held, key]}};
	}
	if (key.name === 'enter') {
		return pressEnter(state, engine);
	}
	if (key.name === 'up' || key.name === 'down') {
		const {length} = findMatches(engine.readNeed(state.field.value));
		return {purpose: {...state, focus: moveByKey(key, state.focus, length) ?? 0}};
	}
	if (key.name === 'backspace' && state.field.value === '') {
		return {purpose: {...state, taken: state.taken.slice(0, -1)}};
	}
	// A pasted command or log keeps its lines: each can be a need of its own.
	const field =
		key.name === 'paste' && state.field.value === ''
			? createTextField(key.text.slice(0, longestTyped))
			: editText(state.field, key);
	return {purpose: {...state, field, focus: 0}};
};
