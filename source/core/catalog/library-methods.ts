import {listOperations, type Operation} from './endpoints.ts';

/**
 * The file of a library in library-methods/, as `npm run refresh` writes it. Each namespace or class has its methods,
 * in the order of their operations in endpoints.json. The number after the colon is the distance to the operation of
 * the method before, in base 36. A distance of 1 is left out. `|` separates operations of which an argument chooses
 * one, and `&` those that are all called. `-` is an operation outside GitHub's table, `graphql` a GraphQL request.
 */
export type LibraryTable = {
	readonly about: string;
	readonly methods: {readonly [group: string]: string};
};

/** The operations that a method of a library calls. */
export type LibraryMethod = {
	/** Empty when none of them is in GitHub's table. */
	readonly operations: readonly Operation[];
	/** Whether an argument chooses one of them. Otherwise all are called. */
	readonly isChoice: boolean;
	/** Whether it calls operations that are not in GitHub's table, because they are retired or for enterprises. */
	readonly hasOthers: boolean;
	readonly isGraphql: boolean;
};

const isNumber = (code: string): boolean => code !== '-' && code !== 'graphql';

const decodeMethod = (codes: string, start: number): LibraryMethod => {
	const parts = codes.split(/[|&]/);
	const all = listOperations();
	return {
		operations: parts
			.filter(isNumber)
			.map(part => all[start + Number.parseInt(part, 36)])
			.filter(operation => operation !== undefined),
		isChoice: !codes.includes('&') && parts.length > 1,
		hasOthers: parts.includes('-'),
		isGraphql: parts.includes('graphql'),
	};
};

type Methods = ReadonlyMap<string, LibraryMethod>;

const groups = new WeakMap<LibraryTable, Map<string, Methods>>();

/** Returns the methods of a namespace or class. */
const methodsOf = (table: LibraryTable, group: string): Methods | undefined => {
	const known = groups.get(table) ?? new Map<string, Methods>();
	groups.set(table, known);
	const found = known.get(group);
	const text =
		found === undefined && hasLibraryGroup(table, group) ? table.methods[group] : undefined;
	if (text === undefined) return found;
	const made = new Map<string, LibraryMethod>();
	let start = 0;
	for (const word of text.split(' ')) {
		const [method = '', codes = '1'] = word.split(':');
		made.set(method, decodeMethod(codes, start));
		const first = codes.split(/[|&]/, 1)[0] ?? '-';
		if (isNumber(first)) start += Number.parseInt(first, 36);
	}

	known.set(group, made);
	return made;
};

/** Whether a library has a namespace or class of this name. */
export const hasLibraryGroup = (table: LibraryTable, group: string): boolean =>
	Object.hasOwn(table.methods, group);

/** Finds what a method of a namespace or class calls. Undefined when the library does not have it. */
export const findLibraryMethod = (
	table: LibraryTable,
	group: string,
	method: string,
): LibraryMethod | undefined => methodsOf(table, group)?.get(method);

/** Returns the operation with an index, which is in base 36. */
export const operationAt = (code: string): Operation | undefined =>
	listOperations()[Number.parseInt(code, 36)];
