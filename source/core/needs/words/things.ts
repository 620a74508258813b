import {describeSet, type PermissionSet} from '../../catalog/permission.ts';
import type {ScopeName} from '../../catalog/scopes.ts';
import {tellingWordsOf, wordsOf} from '../../catalog/search-words.ts';
import {beyondFineGrained, switching, type Thing, things} from '../../catalog/things.ts';
import {distinctBy} from '../../distinct-by.ts';
import {listWords} from '../../text/words.ts';
import type {Choice, Need} from '../need.ts';
import {asks, goesAway, ofEnterprise, questionWords} from './directions.ts';
import {
	adjective,
	context,
	isExplained,
	namedThings,
	organizations,
	type VerbKind,
	verbKinds,
} from './vocabulary.ts';

/** A thing, and its name in the words. */
export type Found = {readonly thing: Thing; readonly roots: readonly string[]};

/** Names of things that do not count when there is another thing. */
const weak: ReadonlySet<string> = new Set(
	'repository repo workflow team file code content page status version source docs documentation job run image'.split(
		' ',
	),
);

/** Words for a repository and its content. */
export const ofRepository: ReadonlySet<string> = new Set(
	'repository repo code source file'.split(' '),
);

/** Finds the things whose names are in the words. */
export const findThings = (words: readonly string[]): readonly Found[] => {
	const line = ` ${words.join(' ')} `;
	const all = namedThings().flatMap(({thing, names}) =>
		names.filter(name => line.includes(` ${name.join(' ')} `)).map(roots => ({thing, roots})),
	);
	return all.filter(
		({roots, thing}) =>
			!all.some(
				other =>
					other.roots.length > roots.length &&
					roots.every(root => other.roots.includes(root)) &&
					(other.thing !== thing || other.roots.length > roots.length),
			),
	);
};

const meaningOf = (found: Found, isOfOrganization: boolean): string =>
	JSON.stringify([
		found.thing.read,
		found.thing.write,
		found.thing.classic,
		isOfOrganization && found.thing.organization,
	]);

/** Pairs of things that mean a third one: an issue of a project is an item of the project. */
const pairs: ReadonlyArray<readonly [one: RegExp, other: string, name: string]> = [
	[/\b(?:issue|pr|pull)\b/, 'project', 'issue project'],
	[/^auto ?merge$/, 'pull', 'auto merge'],
	[/secret$/, 'environment', 'environment secret'],
	[/variable$/, 'environment', 'environment variable'],
];

/** Replaces a pair of things with the third one. */
const joinPairs = (found: readonly Found[]): readonly Found[] => {
	for (const [pattern, other, name] of pairs) {
		const isOne = ({roots}: Found): boolean => pattern.test(roots.join(' '));
		const isOther = ({roots}: Found): boolean => roots.includes(other);
		const thing = things.find(({names}) => names.includes(name));
		if (thing === undefined || !found.some(isOne) || !found.some(isOther)) continue;
		const parts = found.filter(each => isOne(each) || isOther(each));
		const others = found.filter(each => !parts.includes(each) && !/board/.test(each.roots.join()));
		return [...others, {thing, roots: wordsOf(name)}];
	}

	return found;
};

/** Words for a part of a thing: "gist content" is about the gist. */
const parts: ReadonlySet<string> = new Set(
	'repository repo file code content page status version source docs documentation image'.split(
		' ',
	),
);

/** Removes a name that only describes the next one: "release" in "release workflow". */
const withoutAdjuncts = (found: readonly Found[], text: string): readonly Found[] => {
	const words = wordsOf(text);
	const line = ` ${words.join(' ')} `;
	return found.filter(
		({roots}) =>
			!found.some(
				other =>
					other.roots !== roots &&
					!parts.has(other.roots.join(' ')) &&
					line.includes(` ${roots.join(' ')} ${other.roots.join(' ')} `),
			),
	);
};

const distinctThings = (all: readonly Found[], isOfOrganization: boolean): readonly Found[] => {
	const found = joinPairs(all);
	const strong = found.filter(({roots}) => roots.length > 1 || !weak.has(roots[0] ?? ''));
	// "Code of a repository" is about its code.
	const ofCode = found.filter(({roots}) => /^(?:code|source|file|content)$/.test(roots.join()));
	const isCode = ofCode.length > 0 && found.every(({roots}) => ofRepository.has(roots.join()));
	const named = isCode ? ofCode : [];
	const kept = [strong, named, found].find(each => each.length > 0) ?? [];
	return distinctBy(kept, each => meaningOf(each, isOfOrganization));
};

const verbOf = (words: readonly string[], covered: ReadonlySet<string>): ReadonlySet<VerbKind> => {
	const verbsOf = words.filter(
		word => !covered.has(word) && !context.has(word) && verbKinds.has(word),
	);
	const [verb, ...others] = verbsOf;
	const reads = verb !== undefined && verbKinds.get(verb) !== 'write';
	// "List open issues" only reads: "open" is an adjective.
	const isOfReading = (word: string) => adjective.has(word) || verbKinds.get(word) === 'read';
	const counted = reads && others.every(isOfReading) ? [verb] : verbsOf;
	if (counted.length > 0) return new Set(counted.flatMap(word => verbKinds.get(word) ?? []));
	const [first = ''] = words;
	const kind = words.length > 1 ? verbKinds.get(first) : undefined;
	return new Set(kind === undefined || weak.has(first) ? [] : [kind]);
};

type Wish = {
	readonly isOfOrganization: boolean;
	readonly isOfEnterprise: boolean;
	/** The roots of its verbs. */
	readonly verbRoots: readonly string[];
};

/** Returns the scopes of a thing that needs a classic token, with the reason. Undefined for other things. */
const classicOf = (
	{classic, enterprise}: Thing,
	kind: VerbKind,
	isOfEnterprise: boolean,
): {readonly scopes: readonly ScopeName[]; readonly reason: string} | undefined => {
	if (isOfEnterprise && enterprise !== undefined) {
		return {scopes: [enterprise[kind === 'read' ? 'read' : 'write']], reason: beyondFineGrained};
	}

	return (
		classic && {
			scopes: kind === 'remove' ? (classic.remove ?? classic.write) : classic[kind],
			reason: classic.reason,
		}
	);
};

const setsOf = (
	{organization, verbs, ...thing}: Thing,
	kind: VerbKind,
	{isOfOrganization, verbRoots}: Wish,
): readonly PermissionSet[] | undefined => {
	const ofVerb = verbRoots.map(verb => verbs?.[verb]).find(sets => sets !== undefined);
	const level = kind === 'read' ? 'read' : 'write';
	if (ofVerb !== undefined && kind !== 'read') return ofVerb;
	// "Is it enabled" reads what "enable" changes.
	if (ofVerb !== undefined && verbRoots.some(verb => switching.includes(verb))) {
		return ofVerb.map(set => Object.fromEntries(Object.keys(set).map(name => [name, level])));
	}

	return isOfOrganization && organization !== undefined ? [organization[level]] : thing[level];
};

const nameOf = ({thing, roots}: Found, kind: VerbKind, verbRoots: readonly string[]): string => {
	const isSwitched = thing.verbs !== undefined && verbRoots.some(verb => switching.includes(verb));
	const doing = {
		read: 'Read',
		remove: 'Delete',
		write: isSwitched ? 'Switch on or off' : 'Change',
	}[kind];
	// "Comment issue" is an issue comment: of two names with the same words, the first one says it better.
	const inOrder = (words: readonly string[]) => words.toSorted().join();
	const name = thing.names.find(each => inOrder(wordsOf(each)) === inOrder(roots));
	return `${doing} ${name ?? roots.join(' ')}`;
};

const needOfThing = (found: Found, kind: VerbKind, wish: Wish): Need | undefined => {
	const {thing} = found;
	const shared = {
		kind: 'permission',
		name: nameOf(found, kind, wish.verbRoots),
		scopes: [],
		notes: thing.note === undefined ? [] : [thing.note],
	} as const;
	if (kind !== 'read' && thing.app !== undefined) {
		return {...shared, works: 'app', anyOf: [], reason: thing.app};
	}

	const classic = classicOf(thing, kind, wish.isOfEnterprise);
	if (classic !== undefined) {
		const {scopes, reason} = classic;
		return {...shared, works: 'classic', anyOf: [], scopes: [scopes], reason};
	}

	const anyOf = setsOf(thing, kind, wish);
	return anyOf && {...shared, works: 'permissions', anyOf};
};

const strongest = (kinds: ReadonlySet<VerbKind>): VerbKind | undefined =>
	(['write', 'remove', 'read'] as const).find(kind => kinds.has(kind));

/** Lists the possible meanings of a thing without a verb: `wiki` can be read, changed, or switched on and off. */
export const choicesOfThing = (text: string): readonly Choice[] => {
	const words = tellingWordsOf(text);
	const isOfOrganization = words.some(word => organizations.has(word));
	const [found, other] = distinctThings(findThings(words), isOfOrganization);
	const isAlone =
		found !== undefined && other === undefined && words.every(word => found.roots.includes(word));
	if (!isAlone) return [];
	const wish = {isOfOrganization, isOfEnterprise: false};
	const needs = [
		needOfThing(found, 'read', {...wish, verbRoots: []}),
		needOfThing(found, 'write', {...wish, verbRoots: []}),
		needOfThing(found, 'write', {...wish, verbRoots: switching}),
	];
	const choices = needs.flatMap((need): readonly Choice[] => {
		const [set] = need?.anyOf ?? [];
		return need === undefined || set === undefined
			? []
			: [{kind: 'permission', id: describeSet(set), title: need.name, need}];
	});
	return distinctBy(choices, ({id}) => id);
};

/** Removes a thing whose name is the verb of the wish: `check team members`, `commit a file`. */
const withoutOpeningVerb = (
	found: readonly Found[],
	words: readonly string[],
): readonly Found[] => {
	const [first = ''] = words;
	const others = found.filter(({roots}) => roots.length > 1 || roots[0] !== first);
	return verbKinds.has(first) && others.length > 0 ? others : found;
};

/** Removes the enterprise when there is a thing that belongs to it. */
const withoutEnterprise = (found: readonly Found[]): readonly Found[] =>
	found.some(({thing}) => thing.enterprise !== undefined)
		? found.filter(({roots}) => roots.join() !== 'enterprise')
		: found;

const withoutThings = (dropped: readonly Found[]): string =>
	`Read without ${listWords([...new Set(dropped.map(({roots}) => `“${roots.join(' ')}”`))])}.`;

const takesSame = (one: Need, other: Need): boolean =>
	JSON.stringify([one.works, one.anyOf, one.scopes]) ===
	JSON.stringify([other.works, other.anyOf, other.scopes]);

/** Reads a verb and things. Undefined when a word with a meaning is left. */
export const byThings = (
	asked: string,
	isQuestion = asks.test(asked),
):
	| {
			readonly needs: readonly Need[];
			/** The words that this explains, including verbs. */
			readonly covered: ReadonlySet<string>;
			/** The words in other names of the things. */
			readonly own: ReadonlySet<string>;
			/** The number of words that name things with a usual meaning without a verb. */
			readonly named: number;
	  }
	| undefined => {
	const text = isQuestion ? asked.replace(questionWords, '') : asked;
	const words = tellingWordsOf(text);
	const isOfOrganization = words.some(word => organizations.has(word));
	const isOfEnterprise = ofEnterprise(text);
	const named = withoutEnterprise(withoutOpeningVerb(findThings(words), words));
	const all = withoutAdjuncts(named, text);
	const found = distinctThings(all, isOfOrganization);
	const covered = new Set(named.flatMap(({roots}) => roots));
	const own = new Set(found.flatMap(({thing}) => thing.names.flatMap(wordsOf)));
	const kinds = verbOf(words, covered);
	const isSure =
		found.length > 0 &&
		words.every(word => isExplained(word, covered) || verbKinds.has(word) || own.has(word));
	if (!isSure) return undefined;
	const verbRoots = words.filter(word => !covered.has(word) && verbKinds.has(word));
	const isMeant = found.every(
		({thing: {only}}) =>
			only === undefined ||
			verbRoots.every(word => only.some(verb => wordsOf(verb).includes(word.replace(/^un/, '')))),
	);
	if (!isMeant) return undefined;
	// "Star all repositories of a list": the first word is the verb.
	const [, first = ''] = /^\s*(\S+) (?:all|every|each)\b/i.exec(text) ?? [];
	const opening = verbKinds.get(wordsOf(first)[0] ?? '');
	const needs = found.map(each => {
		const isRead = kinds.has('write') && goesAway.test(text);
		const kind =
			isRead || isQuestion ? 'read' : (opening ?? strongest(kinds) ?? each.thing.usually);
		return kind && needOfThing(each, kind, {isOfOrganization, isOfEnterprise, verbRoots});
	});
	const explained = words.filter(
		word => covered.has(word) || (verbKinds.has(word) && !context.has(word)),
	);
	// "A deploy hook that pulls code" is not only about a hook.
	const kept = new Set(found.flatMap(({roots}) => roots));
	const dropped = all.filter(
		({roots}) => !roots.some(root => kept.has(root)) && roots.join() !== 'repository',
	);
	const [need] = needs;
	const isOne =
		need !== undefined && needs.every(each => each !== undefined && takesSame(each, need));
	return isOne
		? {
				needs: [dropped.length === 0 ? need : {...need, inferred: withoutThings(dropped)}],
				covered: new Set(explained),
				own,
				named: found.some(({thing, roots}) => thing.usually !== undefined && roots.length > 1)
					? covered.size
					: 0,
			}
		: undefined;
};
