import type {Key as InkKey} from 'ink';

/** The names of the keys that the wizard knows. */
export type KeyName =
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'page-up'
	| 'page-down'
	| 'home'
	| 'end'
	| 'enter'
	| 'escape'
	| 'tab'
	| 'back-tab'
	| 'backspace'
	| 'delete'
	| 'delete-word'
	| 'delete-before'
	| 'delete-after'
	| 'word-left'
	| 'word-right'
	| 'purpose'
	| 'leave'
	| 'suspend';

/** One key, or a text that was typed or pasted. */
export type Key =
	| {readonly name: KeyName}
	| {readonly name: 'text'; readonly text: string}
	| {readonly name: 'paste'; readonly text: string};

/** What a step hears: a key, or what ink-select-input made of one. */
export type Heard = Key | {readonly name: 'focus' | 'choose'; readonly id: string};

const controlKeys: Readonly<Record<string, KeyName>> = {
	a: 'home',
	b: 'left',
	c: 'leave',
	e: 'end',
	f: 'right',
	k: 'delete-after',
	n: 'down',
	o: 'purpose',
	p: 'up',
	u: 'delete-before',
	w: 'delete-word',
	z: 'suspend',
};

const altKeys: Readonly<Record<string, KeyName>> = {
	b: 'word-left',
	d: 'delete-after',
	f: 'word-right',
};

/** Keys with a name of their own, and their names with Ctrl, Alt or, for Tab, Shift. */
const namedKeys: readonly (readonly [flag: keyof InkKey, name: KeyName, modified?: KeyName])[] = [
	['leftArrow', 'left', 'word-left'],
	['rightArrow', 'right', 'word-right'],
	['backspace', 'backspace', 'delete-word'],
	['tab', 'tab', 'back-tab'],
	['upArrow', 'up'],
	['downArrow', 'down'],
	['pageUp', 'page-up'],
	['pageDown', 'page-down'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['delete', 'delete'],
];

const plainName = (key: InkKey): KeyName | undefined => {
	const [, name, modified = name] = namedKeys.find(([flag]) => key[flag]) ?? [];
	return (key.tab ? key.shift : key.ctrl || key.meta) ? modified : name;
};

/** Reads a key of Ink. Returns `undefined` for a key that means nothing here. */
export const readKey = (input: string, key: InkKey): Key | undefined => {
	if (key.eventType === 'release') {
		return undefined;
	}
	const plain = plainName(key);
	if (plain !== undefined) {
		return {name: plain};
	}
	if (key.ctrl || key.meta) {
		const name = (key.ctrl ? controlKeys : altKeys)[input.toLowerCase()];
		return name === undefined ? undefined : {name};
	}
	return input === '' ? undefined : {name: 'text', text: input};
};

/** Whether a key leads back. */
export const isBack = ({name}: {readonly name: string}): boolean =>
	name === 'escape' || name === 'back-tab';

/** A shortcut as the help line shows it: the keys, then what they do. */
export type Shortcut = {
	readonly keys: string;
	readonly does: string;
	/** A shorter `does` for narrow screens. */
	readonly brief?: string;
};

/**
 * Every shortcut that a screen can offer, once. The help line is written from these rows. What the keys
 * do is in each step's `press`.
 */
export const shortcuts = {
	move: {keys: '↑↓', does: 'move'},
	level: {keys: '←→', does: 'level'},
	toggle: {keys: 'space', does: 'on/off'},
	tick: {keys: '←→', does: 'untick, tick'},
	group: {keys: 'tab', does: 'group'},
	field: {keys: 'tab', does: 'next field'},
	suggestion: {keys: 'tab', does: "this folder's"},
	filter: {keys: 'type', does: 'filter'},
	next: {keys: 'enter', does: 'next'},
	review: {keys: 'enter', does: 'review'},
	save: {keys: 'enter', does: 'save'},
	confirm: {keys: 'enter', does: 'choose'},
	back: {keys: 'esc', does: 'back'},
	clear: {keys: 'esc', does: 'clear'},
	leave: {keys: 'esc', does: 'leave'},
	quit: {keys: 'ctrl+c', does: 'leave'},
	help: {keys: '?', does: 'help'},
	details: {keys: 'd', does: 'details', brief: 'all'},
	scroll: {keys: '↑↓', does: 'scroll'},
	page: {keys: 'pgup/pgdn', does: 'page'},
	ends: {keys: 'home/end', does: 'first or last'},
	digits: {keys: '1-9', does: 'choose'},
	number: {keys: '0-9', does: 'days or date'},
	owner: {keys: 'type', does: 'its name'},
	purpose: {keys: 'w', does: 'what is it for'},
	say: {keys: 'type', does: 'what it is for'},
	purposeAnywhere: {keys: 'ctrl+o', does: 'what is it for'},
	fill: {keys: 'enter', does: 'fill it in'},
	another: {keys: 'tab', does: 'add another'},
	fresh: {keys: 'n', does: 'new'},
	edit: {keys: 'e', does: 'edit'},
	rename: {keys: 'r', does: 'rename'},
	remove: {keys: 'd', does: 'remove'},
} as const satisfies Readonly<Record<string, Shortcut>>;

/** The name of a shortcut. */
export type ShortcutName = keyof typeof shortcuts;

/** Whether ink-select-input hears a key itself. */
export const isChoiceKey = (key: Key): boolean =>
	['up', 'down', 'enter'].includes(key.name) || (key.name === 'text' && /^[jk1-9]$/.test(key.text));
