import type {Key} from './keys.ts';

/** The part of a list that is drawn: `start` is the first row, `end` the one after the last. */
export type ListWindow = {readonly start: number; readonly end: number};

/** The rows of a list that fit into `height`, with the focused one in the middle where that is possible. */
export const windowAround = (focused: number, count: number, height: number): ListWindow => {
	const size = Math.max(1, Math.min(count, height));
	const start = Math.max(0, Math.min(focused - Math.floor(size / 2), count - size));
	return {start, end: Math.min(count, start + size)};
};

const moveFocus = (focused: number, by: number, count: number): number =>
	Math.max(0, Math.min(count - 1, focused + by));

/** How far page up and page down go, in rows. */
const page = 8;

const moves: Readonly<Record<string, (focused: number, count: number) => number>> = {
	up: (focused, count) => moveFocus(focused, -1, count),
	down: (focused, count) => moveFocus(focused, 1, count),
	'page-up': (focused, count) => moveFocus(focused, -page, count),
	'page-down': (focused, count) => moveFocus(focused, page, count),
	home: () => 0,
	end: (_, count) => count - 1,
};

/** Where a key moves the focus of a list, or `undefined` when it is not a key that moves it. */
export const moveByKey = (key: Key, focused: number, count: number): number | undefined =>
	moves[key.name]?.(focused, count);

/** The lines of a text that fit into `height` from `top` on, or its last ones where it ends before that. */
export const windowFrom = (top: number, count: number, height: number): ListWindow => {
	const size = Math.max(1, height);
	const start = Math.max(0, Math.min(top, count - size));
	return {start, end: Math.min(count, start + size)};
};

/**
 * Where a key moves a text of `count` lines, of which `height` are shown from `top` on, or `undefined`
 * when it is not a key that moves it. A page leaves one line of the page before in sight, unless it has
 * few lines itself.
 */
export const scrollByKey = (
	key: Key,
	top: number,
	count: number,
	height: number,
): number | undefined => {
	const page = height > 3 ? height - 1 : Math.max(1, height);
	const scrolls: Readonly<Record<string, number>> = {
		up: -1,
		down: 1,
		'page-up': -page,
		'page-down': page,
		home: -count,
		end: count,
	};
	const by = Object.hasOwn(scrolls, key.name) ? scrolls[key.name] : undefined;
	const {start} = windowFrom(top, count, height);
	return by === undefined ? undefined : windowFrom(start + by, count, height).start;
};
