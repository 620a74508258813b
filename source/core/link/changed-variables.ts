/** A place where the program in a text changes a variable. */
type Change = {
	readonly index: number;
	/** Whether it adds to the value. Otherwise it assigns another value. */
	readonly isAdded: boolean;
};

const name = '(?<![\\w])(?<name>[A-Za-z_]\\w{0,60})';

/** Ways to add to a variable: `u += …`, `u << …`, `u.append(…)`, `u.searchParams.set(…)`, `u.RawQuery = …`. */
const additions = [
	'["\']?\\s{0,5}(?:[-+.*|&~^<>?]{1,3}=(?![=>])|<<(?!<))',
	'\\.(?:append|concat|push|add|insert|set|query|search|rawquery)\\w{0,20}(?:\\.\\w{1,10})?\\s{0,3}(?:\\(|=(?!=))',
	// An assignment of its value and more: `u = u + …`.
	'["\']?\\s{0,5}(?::?=|<-)(?![=>])[^\\n]{0,200}?(?<!\\w)\\k<name>\\b(?!["\']?\\s{0,5}[:=])',
	// The rest of an address after it: `${u}?scopes=…`, `u + "&name=…"`, `$URL,delete_repo`.
	'(?:(?<=\\$[({]?\\w{1,60})[)}]?|\\}{1,2}|\\s{1,5}["\'](?=[?&])|["\'`]?\\s{0,5}[+.,~&|<>^]{1,2}\\s{0,5}[fF$@]{0,2}["\'`])(?:[?&](?:[a-z_]{2,40}=|["\'`{$%])|,[a-z_:]{2,40})',
];

const assignment = '["\']?\\s{0,5}(?::?=|<-)(?![=>~])';

const changes = new RegExp(
	`${name}(?:(?=${additions.join('|')})|(?<assigned>${assignment}))`,
	'gi',
);

/** A format string with a placeholder for an address and the rest of the address, and its arguments. */
const formats = /["'`](?:%[svq@]|\{\d?\})[?&][^\n]{0,150}\n?[^\n]{0,150}/g;

/** The arguments of a function that joins addresses or adds parameters to them. */
const joinings =
	/(?:concat|paste|strcat|urljoin|joinurl|joinpath|path\.join|query|params?)\w{0,20}!?[ (]([^()\n]{1,100})|\bappend \$?\w{1,60}/gi;

/** Returns the indentation of the line at an index, in characters. */
const indentAt = (text: string, index: number): number => {
	const before = text.slice(Math.max(0, index - 500), index);
	return /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0].length ?? 0;
};

/** Finds the changes of each variable, the last one first. */
const findChanges = (text: string): ReadonlyMap<string, Change[]> => {
	const found = new Map<string, Change[]>();
	const add = (key: string, change: Change): void => {
		const before = found.get(key);
		if (before === undefined) {
			found.set(key, [change]);
		} else {
			before.push(change);
		}
	};
	for (const {index, groups} of text.matchAll(changes)) {
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
 * Returns a function that finds out whether the program in a text adds something to a variable after an index. An
 * assignment of another value ends the search, unless it is indented deeper, as under a condition. The first call
 * searches the whole text, in time in proportion to its length. Calls have to come in the order of their indexes.
 */
export const createChangeFinder = (
	text: string,
): ((key: string | undefined, from: number) => boolean) => {
	let found: ReadonlyMap<string, Change[]> | undefined;
	return (key, from) => {
		if (key === undefined) {
			return false;
		}
		found ??= findChanges(text);
		const list = found.get(key) ?? [];
		while ((list.at(-1)?.index ?? from + 1) <= from) {
			list.pop();
		}
		const indent = indentAt(text, from);
		const next = list.findLast(({index, isAdded}) => isAdded || indentAt(text, index) <= indent);
		return next?.isAdded === true;
	};
};
