import {listOperations, operationName} from '../../catalog/endpoints.ts';
import {everydayWords} from '../../catalog/everyday-words.ts';
import {type CatalogPermission, levelsOf, permissions} from '../../catalog/permissions.ts';
import {presets} from '../../catalog/presets.ts';
import {tellingWordsOf, wordsOf} from '../../catalog/search-words.ts';
import {adjectives, contextWords, type Thing, things, verbs} from '../../catalog/things.ts';
import {once} from '../../once.ts';
import {type Need, needOfOperation, needOfPreset} from '../need.ts';

/** Whether all roots are among the words. */
export const holds = (words: ReadonlySet<string>, roots: readonly string[]): boolean =>
	roots.length > 0 && roots.every(root => words.has(root));

type Phrases = {
	readonly key: string;
	readonly need: () => Need;
	readonly phrases: ReadonlyArray<readonly string[]>;
};

/** Returns the phrases of presets and operations, each with its need. */
export const phraseRows = once((): readonly Phrases[] => [
	...presets.map(preset => ({
		key: preset.id,
		need: () => needOfPreset(preset),
		phrases: [preset.title, ...preset.words].map(phrase => [...new Set(tellingWordsOf(phrase))]),
	})),
	...listOperations().flatMap(operation => {
		const name = operationName(operation);
		const phrases = everydayWords[name];
		return phrases === undefined
			? []
			: [
					{
						key: name,
						need: () => needOfOperation({operation, parameters: {}}),
						phrases: phrases.map(phrase => [...new Set(tellingWordsOf(phrase))]),
					},
				];
	}),
]);

type NamedThing = {readonly thing: Thing; readonly names: ReadonlyArray<readonly string[]>};

/** Makes a thing of a permission, by its name in GitHub's form. */
const thingOf = (permission: CatalogPermission): Thing => {
	const {parameter, displayName} = permission;
	const levels = levelsOf(permission);
	return {
		names: [displayName],
		...(levels.includes('read') ? {read: [{[parameter]: 'read'}]} : {}),
		...(levels.includes('write') ? {write: [{[parameter]: 'write'}]} : {}),
	};
};

/** Returns the things at GitHub, with their names as roots of words: those of the table, and other permissions. */
export const namedThings = once((): readonly NamedThing[] => {
	const rows = things.map(thing => ({thing, names: thing.names.map(wordsOf)}));
	const known = new Set(rows.flatMap(({names}) => names.map(roots => roots.join(' '))));
	const others = permissions
		.filter(({offered, displayName}) => offered !== false && displayName.includes(' '))
		.map(thingOf)
		.map(thing => ({thing, names: thing.names.map(wordsOf)}))
		.filter(({names}) => names.every(roots => !known.has(roots.join(' '))));
	return [...rows, ...others];
});

/** All words with a meaning at GitHub. When one is left over, the answer is not sure. */
export const vocabulary = once(
	(): ReadonlySet<string> =>
		new Set([
			...phraseRows().flatMap(({phrases}) => phrases.flat()),
			...namedThings().flatMap(({names}) => names.flat()),
			...Object.values(verbs).flat(),
			...listOperations().flatMap(({title, path}) =>
				[...wordsOf(title), ...wordsOf(path.replace(/\{[^{}]*\}/g, ' '))].filter(
					word => word.length > 2,
				),
			),
		]),
);

/** Words that name a thing at GitHub or an action on it. When nothing explains one, the answer is not sure. */
const meaningful = once(
	(): ReadonlySet<string> =>
		new Set([
			...things.flatMap(({names}) => names.flatMap(wordsOf)),
			...phraseRows().flatMap(({phrases}) => phrases.filter(phrase => phrase.length < 3).flat()),
		]),
);

/** Words around a wish that do not change its meaning. */
export const context: ReadonlySet<string> = new Set(contextWords.flatMap(wordsOf));
/** Words that say that something belongs to an organization. */
export const organizations: ReadonlySet<string> = new Set(['organization', 'org', 'organisation']);

/** Whether a word is part of the findings, or has no meaning at GitHub. */
export const isExplained = (word: string, covered: ReadonlySet<string>): boolean =>
	covered.has(word) || context.has(word) || !meaningful().has(word);

/** Adjectives that can also be verbs. After a verb that reads, they are adjectives. */
export const adjective: ReadonlySet<string> = new Set(adjectives.flatMap(wordsOf));

/** The kind of action on a thing. */
export type VerbKind = keyof typeof verbs;
/** The kind of each verb, by its root. */
export const verbKinds: ReadonlyMap<string, VerbKind> = new Map(
	(Object.keys(verbs) as VerbKind[]).flatMap(kind =>
		verbs[kind].flatMap(verb =>
			[verb, ...wordsOf(verb), ...(kind === 'write' ? [`un${verb}`] : [])].map(
				root => [root, kind] as const,
			),
		),
	),
);
