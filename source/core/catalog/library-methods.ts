import {listOperations, type Operation} from './endpoints.ts';

/**
 * The file of a library in library-methods/, as `npm run refresh` writes it: for each namespace or class
 * its methods, each followed by the places of its operations in endpoints.json in base 36, with `|`
 * between those of which an argument chooses one and `&` where all are called; `-` for one that GitHub's
 * table does not have, `graphql` for a GraphQL request.
 */
export type LibraryTable = {
	readonly about: string;
	readonly methods: {readonly [group: string]: string};
};

/** What a method of a library calls. */
export type LibraryMethod = {
	/** Empty where the table of operations has none of them. */
	readonly operations: readonly Operation[];
	/** Whether an argument chooses one of them, rather than all being called. */
	readonly isChoice: boolean;
	/** Whether some of what it calls is not in GitHub's table: it is gone, or for enterprises. */
	readonly hasOthers: boolean;
	readonly isGraphql: boolean;
};

const decodeMethod = (codes: string): LibraryMethod => {
	const parts = codes.split(/[|&]/);
	const all = listOperations();
	return {
		operations: parts
			.filter(part => part !== '-' && part !== 'graphql')
			.map(part => all[Number.parseInt(part, 36)])
			.filter(operation => operation !== undefined),
		isChoice: !codes.includes('&') && parts.length > 1,
		hasOthers: parts.includes('-'),
		isGraphql: parts.includes('graphql'),
	};
};

const groups = new WeakMap<LibraryTable, Map<string, ReadonlyMap<string, string>>>();

/** The methods of a namespace or class with their codes. */
const methodsOf = (table: LibraryTable, group: string): ReadonlyMap<string, string> | undefined => {
	const text = Object.hasOwn(table.methods, group) ? table.methods[group] : undefined;
	if (text === undefined) return undefined;
	const known = groups.get(table) ?? new Map<string, ReadonlyMap<string, string>>();
	groups.set(table, known);
	const found = known.get(group);
	if (found !== undefined) return found;
	const words = text.split(' ');
	const made = new Map<string, string>();
	for (let index = 0; index < words.length; index += 2) {
		made.set(words[index] ?? '', words[index + 1] ?? '');
	}

	known.set(group, made);
	return made;
};

/** Whether a library has a namespace or class of this name. */
export const hasLibraryGroup = (table: LibraryTable, group: string): boolean =>
	Object.hasOwn(table.methods, group);

/** What a method of a namespace or class calls. `undefined` for one that the library does not have. */
export const findLibraryMethod = (
	table: LibraryTable,
	group: string,
	method: string,
): LibraryMethod | undefined => {
	const codes = methodsOf(table, group)?.get(method);
	return codes === undefined ? undefined : decodeMethod(codes);
};

/** The operation at a place, in base 36. */
export const operationAt = (code: string): Operation | undefined =>
	listOperations()[Number.parseInt(code, 36)];
