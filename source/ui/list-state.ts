import type {PermissionGroup} from '../core/catalog/permission.ts';
import type {Heard} from './keys.ts';
import {createTextField, editText, type TextField} from './text-field.ts';

/** The part of a list that is drawn: `start` is the first row, `end` the one after the last. */
export type ListWindow = {readonly start: number; readonly end: number};

/** The lines of a text that fit into `height` from `top` on, or its last ones where it ends before that. */
export const windowFrom = (top: number, count: number, height: number): ListWindow => {
	const size = Math.max(1, height);
	const start = Math.max(0, Math.min(top, count - size));
	return {start, end: Math.min(count, start + size)};
};

/** The rows of a list that fit into `height`, with the focused one in the middle where that is possible. */
export const windowAround = (focused: number, count: number, height: number): ListWindow =>
	windowFrom(focused - Math.floor(Math.max(1, Math.min(count, height)) / 2), count, height);

/** How far page up and page down go in a list, in rows. */
const rowsOfPage = 8;

/** Where a key moves the focus among `count` places, or `undefined` when it is not a key that moves it. */
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

/** Where one is in a list that can be filtered. What is chosen is not part of it. */
export type ListState = {
	readonly filter: TextField;
	/** The id of the row that has the focus: the first one where there is no such row. */
	readonly focused: string | undefined;
	/** Whether the focus was moved since the filter was typed: from then on a space is no text. */
	readonly isMoved: boolean;
	/** The group of rows that was chosen last, where there are several. */
	readonly group?: PermissionGroup | undefined;
};

/** A list at its beginning. */
export const createList = (focused?: string): ListState => ({
	filter: createTextField(),
	focused,
	isMoved: false,
});

/** The rows of a list. */
type Rows = readonly {readonly id: string}[];

/** Which row has the focus, from 0. */
export const focusOf = ({focused}: Pick<ListState, 'focused'>, rows: Rows): number => {
	const place = rows.findIndex(({id}) => id === focused);
	return Math.max(0, place);
};

/** No filter is longer, in characters. */
const longestFilter = 200;

/**
 * A list of some rows after a key that moves the focus or edits the filter; the same list where the
 * key has nothing to do, `undefined` where it is another key. A space typed into a filter is text, until the focus was moved.
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

/** Whether a space is a part of what is typed into the filter. */
export const takesSpace = ({filter, isMoved}: ListState): boolean =>
	filter.value !== '' && !isMoved;

/** Without the filter, and with the focus on the row where it was. */
export const clearFilter = (list: ListState, rows: Rows): ListState => ({
	...list,
	filter: createTextField(),
	focused: rows[focusOf(list, rows)]?.id ?? list.focused,
	isMoved: false,
});

/**
 * Where a key moves a text of `count` lines, of which `height` are shown from `top` on, or `undefined`
 * when it is not a key that moves it. A page leaves one line of the page before in sight, unless it has
 * few lines itself.
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
