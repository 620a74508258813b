import type {PermissionGroup} from '../core/catalog/permission.ts';
import type {Heard} from './keys.ts';
import {createTextField, editText, type TextField} from './text-field.ts';

/** The part of a list that is drawn: `start` is the first row, `end` the one after the last. */
export type ListWindow = {readonly start: number; readonly end: number};

/** The lines of a text that fit into `height`, from `top` on or else the last ones. */
export const windowFrom = (top: number, count: number, height: number): ListWindow => {
	const size = Math.max(1, height);
	const start = Math.max(0, Math.min(top, count - size));
	return {start, end: Math.min(count, start + size)};
};

/** The rows of a list that fit into `height`, with the focused one in the middle where that is possible. */
export const windowAround = (focused: number, count: number, height: number): ListWindow =>
	windowFrom(focused - Math.floor(Math.max(1, Math.min(count, height)) / 2), count, height);

/** The rows of a page in a list. */
const rowsOfPage = 8;

/** The focus among `count` places after a key. `undefined` for a key that does not move it. */
export const moveByKey = (
	key: Heard,
	focused: number,
	count: number,
	page = rowsOfPage,
): number | undefined => {
	const distances: Readonly<Record<string, number>> = {
		up: -1,
		down: 1,
		'page-up': -page,
		'page-down': page,
		home: -focused,
		end: count,
	};
	const by = Object.hasOwn(distances, key.name) ? distances[key.name] : undefined;
	return by === undefined ? undefined : Math.max(0, Math.min(count - 1, focused + by));
};

/** The filter and the focus of a list. What is chosen is not part of it. */
export type ListState = {
	readonly filter: TextField;
	/** The id of the row that has the focus. Without such a row, the first one has it. */
	readonly focused: string | undefined;
	/** Whether the focus was moved since the filter was typed. A space is no text then. */
	readonly isMoved: boolean;
	/** The group of rows that was chosen last. Unset for a list without groups. */
	readonly group?: PermissionGroup | undefined;
};

/** A list without a filter, with the focus on a row or else on the first one. */
export const createList = (focused?: string): ListState => ({
	filter: createTextField(),
	focused,
	isMoved: false,
});

/** The rows of a list. */
type Rows = readonly {readonly id: string}[];

/** The place of the row that has the focus, from 0. */
export const focusOf = ({focused}: Pick<ListState, 'focused'>, rows: Rows): number => {
	const place = rows.findIndex(({id}) => id === focused);
	return Math.max(0, place);
};

/** The longest filter, in characters. */
const longestFilter = 200;

/**
 * The list after a key that moves the focus or edits the filter. `undefined` for any other key. A space in
 * a filter is text until the focus is moved.
 */
export const pressList = (
	list: ListState,
	rows: Rows,
	key: Heard,
	longest = longestFilter,
): ListState | undefined => {
	const moved = moveByKey(key, focusOf(list, rows), rows.length);
	if (moved !== undefined) {
		return {...list, focused: rows[moved]?.id ?? list.focused, isMoved: true};
	}
	const isSpace = key.name === 'text' && key.text === ' ';
	if (isSpace && !takesSpace(list)) {
		return undefined;
	}
	const filter = editText(list.filter, key, longest);
	if (filter === list.filter) {
		return undefined;
	}
	return filter.value === list.filter.value
		? {...list, filter}
		: {...list, filter, focused: undefined, isMoved: false};
};

/** Whether a space is text of the filter. */
export const takesSpace = ({filter, isMoved}: ListState): boolean =>
	filter.value !== '' && !isMoved;

/** Clears the filter and keeps the focus on its row. */
export const clearFilter = (list: ListState, rows: Rows): ListState => ({
	...list,
	filter: createTextField(),
	focused: rows[focusOf(list, rows)]?.id ?? list.focused,
	isMoved: false,
});

/**
 * The first line to show after a key in a text of `count` lines, of which `height` are shown from `top` on.
 * `undefined` for a key that does not scroll. A page repeats the last line of the page before it, unless
 * few lines fit.
 */
export const scrollByKey = (
	key: Heard,
	top: number,
	count: number,
	height: number,
): number | undefined => {
	const size = Math.max(1, height);
	const {start} = windowFrom(top, count, size);
	return moveByKey(key, start, count - size + 1, size > 3 ? size - 1 : size);
};
