/** What a program does in a text with what it keeps under a name. */
type Event = {
	readonly index: number;
	/** Whether something is added to it. Otherwise it is something else from here on. */
	readonly isAdded: boolean;
};

const name = '(?<![\\w])(?<name>[A-Za-z_]\\w{0,60})';

/** What adds to a name: `u += …`, `u << …`, `u.append(…)`, `u.searchParams.set(…)`, `u.RawQuery = …`. */
const additions = [
	'["\']?\\s{0,5}(?:[-+.*|&~^<>?]{1,3}=(?![=>])|<<(?!<))',
	'\\.(?:append|concat|push|add|insert|set|query|search|rawquery)\\w{0,20}(?:\\.\\w{1,10})?\\s{0,3}(?:\\(|=(?!=))',
	// What it is, and more: `u = u + …`.
	'["\']?\\s{0,5}(?::?=|<-)(?![=>])[^\\n]{0,200}?(?<!\\w)\\k<name>\\b(?!["\']?\\s{0,5}[:=])',
	// The rest of an address behind it: `${u}?scopes=…`, `u + "&name=…"`, `$URL,delete_repo`.
	'(?:(?<=\\$[({]?\\w{1,60})[)}]?|\\}{1,2}|\\s{1,5}["\'](?=[?&])|["\'`]?\\s{0,5}[+.,~&|<>^]{1,2}\\s{0,5}[fF$@]{0,2}["\'`])(?:[?&](?:[a-z_]{2,40}=|["\'`{$%])|,[a-z_:]{2,40})',
];

const assignment = '["\']?\\s{0,5}(?::?=|<-)(?![=>~])';

const events = new RegExp(`${name}(?:(?=${additions.join('|')})|(?<assigned>${assignment}))`, 'gi');

/** A format with the place of an address and the rest of it, and what is filled in. */
const formats = /["'`](?:%[svq@]|\{\d?\})[?&][^\n]{0,150}\n?[^\n]{0,150}/g;

/** The arguments of a function that joins addresses or gives them parameters. */
const joinings =
	/(?:concat|paste|strcat|urljoin|joinurl|joinpath|path\.join|query|params?)\w{0,20}!?[ (]([^()\n]{1,100})|\bappend \$?\w{1,60}/gi;

/** How far the line of a place is indented. */
const indentAt = (text: string, index: number): number => {
	const before = text.slice(Math.max(0, index - 500), index);
	return /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0].length ?? 0;
};

/** What is done with each name, the last of it first. */
const findEvents = (text: string): ReadonlyMap<string, Event[]> => {
	const found = new Map<string, Event[]>();
	const add = (key: string, event: Event): void => {
		const before = found.get(key);
		if (before === undefined) {
			found.set(key, [event]);
		} else {
			before.push(event);
		}
	};
	for (const {index, groups} of text.matchAll(events)) {
		add(groups?.name ?? '', {index, isAdded: groups?.assigned === undefined});
	}
	for (const {index, 0: words} of [...text.matchAll(formats), ...text.matchAll(joinings)]) {
		for (const word of new Set(words.match(/[A-Za-z_]\w{0,60}/g))) {
			add(word, {index, isAdded: true});
		}
	}
	for (const list of found.values()) {
		list.sort((one, other) => other.index - one.index);
	}
	return found;
};

/**
 * Tells whether the program in a text adds, behind a place, to what it keeps there under a name. Another value for the
 * name ends this, unless it is given further inside: on a condition. All of the text is looked through once, when the
 * first name is asked for, in time in proportion to it. Places are asked for in their order.
 */
export const createChangedNames = (
	text: string,
): ((key: string | undefined, from: number) => boolean) => {
	let found: ReadonlyMap<string, Event[]> | undefined;
	return (key, from) => {
		if (key === undefined) {
			return false;
		}
		found ??= findEvents(text);
		const list = found.get(key) ?? [];
		while ((list.at(-1)?.index ?? from + 1) <= from) {
			list.pop();
		}
		const indent = indentAt(text, from);
		const next = list.findLast(({index, isAdded}) => isAdded || indentAt(text, index) <= indent);
		return next?.isAdded === true;
	};
};
