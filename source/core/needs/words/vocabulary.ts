import {listOperations, operationName} from '../../catalog/endpoints.ts';
import {everydayWords} from '../../catalog/everyday-words.ts';
import {type CatalogPermission, levelsOf, permissions} from '../../catalog/permissions.ts';
import {presets} from '../../catalog/presets.ts';
import {tellingWordsOf, wordsOf} from '../../catalog/search-words.ts';
import {adjectives, contextWords, type Thing, things, verbs} from '../../catalog/things.ts';
import {once} from '../../once.ts';
import {type Need, needOfOperation, needOfPreset} from '../need.ts';

/** The words of a name as they are compared. */
export const rootsOf = (text: string): readonly string[] => wordsOf(text);

/** Whether all roots are among the words. */
export const holds = (words: ReadonlySet<string>, roots: readonly string[]): boolean =>
	roots.length > 0 && roots.every(root => words.has(root));

type Phrases = {
	readonly key: string;
	readonly need: () => Need;
	readonly phrases: ReadonlyArray<readonly string[]>;
};

/** The phrases of presets and operations, each with the need that it means. */
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

/** A permission as a thing, by the name that GitHub's form has for it. */
const thingOf = (permission: CatalogPermission): Thing => {
	const {parameter, displayName} = permission;
	const levels = levelsOf(permission);
	return {
		names: [displayName],
		...(levels.includes('read') ? {read: [{[parameter]: 'read'}]} : {}),
		...(levels.includes('write') ? {write: [{[parameter]: 'write'}]} : {}),
	};
};

/** The things at GitHub with their names as they are compared: the rows, and permissions that they do not name. */
export const namedThings = once((): readonly NamedThing[] => {
	const rows = things.map(thing => ({thing, names: thing.names.map(rootsOf)}));
	const known = new Set(rows.flatMap(({names}) => names.map(roots => roots.join(' '))));
	const others = permissions
		.filter(({offered, displayName}) => offered !== false && displayName.includes(' '))
		.map(thingOf)
		.map(thing => ({thing, names: thing.names.map(rootsOf)}))
		.filter(({names}) => names.every(roots => !known.has(roots.join(' '))));
	return [...rows, ...others];
});

/** Words that mean something at GitHub: one that is left over makes an answer unsure. */
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

/** Words that name a thing at GitHub or what is done to it: one of these that nothing explains is in doubt. */
const meaningful = once(
	(): ReadonlySet<string> =>
		new Set([
			...things.flatMap(({names}) => names.flatMap(rootsOf)),
			...phraseRows().flatMap(({phrases}) => phrases.filter(phrase => phrase.length < 3).flat()),
		]),
);

/** Words around a wish that change nothing of it. */
export const context: ReadonlySet<string> = new Set(contextWords.flatMap(wordsOf));
/** Words that say that something is an organization’s. */
export const organizations: ReadonlySet<string> = new Set(['organization', 'org', 'organisation']);

/** Whether a word is a part of what was found, or says nothing at GitHub. */
export const isExplained = (word: string, covered: ReadonlySet<string>): boolean =>
	covered.has(word) || context.has(word) || !meaningful().has(word);

/** Words that tell which things are meant, where a verb of reading stands before. */
export const adjective: ReadonlySet<string> = new Set(adjectives.flatMap(wordsOf));

/** What is done to a thing. */
export type VerbKind = keyof typeof verbs;
/** What each verb does, by its root. */
export const verbKinds: ReadonlyMap<string, VerbKind> = new Map(
	(Object.keys(verbs) as VerbKind[]).flatMap(kind =>
		verbs[kind].flatMap(verb =>
			[verb, ...wordsOf(verb), ...(kind === 'write' ? [`un${verb}`] : [])].map(
				root => [root, kind] as const,
			),
		),
	),
);
