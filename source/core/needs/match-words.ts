import {
	listOperations,
	type Operation,
	operationName,
	searchOperations,
} from '../catalog/endpoints.ts';
import {everydayWords} from '../catalog/everyday-words.ts';
import {isAccessLevel} from '../catalog/permission.ts';
import {undocumentedPermissions} from '../catalog/permission-facts.ts';
import {levelsOf, permissions} from '../catalog/permissions.ts';
import {findPreset, type Preset, presets} from '../catalog/presets.ts';
import {otherWordsFor, tellingWordsOf, wordsOf} from '../catalog/search-words.ts';
import {contextWords, verbs} from '../catalog/things.ts';
import {distinctBy} from '../distinct-by.ts';
import {once} from '../once.ts';
import {type Choice, needOfOperation, needOfPermission, needOfPreset} from './need.ts';
import {isGrantableLevel} from './read-header.ts';

/** The possible meanings of words. */
export type WordMatch = {
	/** Best first. */
	readonly choices: readonly Choice[];
	/** Whether the first choice is surely what the words mean. */
	readonly sure: boolean;
};

const keyOf = (words: readonly string[]): string => [...new Set(words)].sort().join(' ');

const presetsByPhrase = once((): ReadonlyMap<string, readonly Preset[]> => {
	const found = new Map<string, Preset[]>();
	for (const preset of presets) {
		for (const key of new Set(
			[preset.id, preset.title, ...preset.words].map(phrase => keyOf(tellingWordsOf(phrase))),
		)) {
			found.set(key, [...(found.get(key) ?? []), preset]);
		}
	}

	return found;
});

const choiceOfPreset = (preset: Preset): Choice => ({
	kind: 'preset',
	id: preset.id,
	title: preset.title,
	need: needOfPreset(preset),
});

const choiceOfOperation = (operation: Operation): Choice => ({
	kind: 'operation',
	id: operationName(operation),
	title: operation.title,
	need: needOfOperation({operation, parameters: {}}),
});

/** The most different words that are compared. No phrase, title or summary has more. */
const mostWords = 20;

const scoreText = (words: readonly string[], text: readonly string[]): number => {
	if (words.length > mostWords) return 0;
	const asked = words.filter(
		word =>
			text.includes(word) ||
			otherWordsFor(word).some(other => text.includes(other)) ||
			text.some(part => word.length > 2 && part.startsWith(word)),
	).length;
	return asked < words.length ? 0 : asked / (text.length + 1);
};

const matchingPresets = (words: readonly string[]): readonly Preset[] =>
	presets
		.map(preset => ({
			preset,
			score: Math.max(
				...[preset.title, preset.summary, ...preset.words].map(phrase =>
					scoreText(words, tellingWordsOf(phrase)),
				),
			),
		}))
		.filter(({score}) => score > 0)
		.sort((left, right) => right.score - left.score)
		.map(({preset}) => preset);

/** An operation with everyday phrases for it. */
type PhrasedOperation = {
	readonly operation: Operation;
	/** The telling words of each phrase. */
	readonly phrases: ReadonlyArray<readonly string[]>;
};

const listPhrasedOperations = once((): readonly PhrasedOperation[] =>
	listOperations().flatMap(operation => {
		const phrases = everydayWords[operationName(operation)];
		return phrases === undefined ? [] : [{operation, phrases: phrases.map(tellingWordsOf)}];
	}),
);

/** Operations by the keys of their everyday phrases. */
const operationsByPhrase = once(
	(): ReadonlyMap<string, Operation> =>
		new Map(
			listPhrasedOperations().flatMap(({operation, phrases}) =>
				phrases.map(phrase => [keyOf(phrase), operation] as const),
			),
		),
);

const matchingPhrased = (words: readonly string[]): readonly Operation[] =>
	listPhrasedOperations()
		.map(({operation, phrases}) => ({
			operation,
			score: Math.max(...phrases.map(phrase => scoreText(words, phrase))),
		}))
		.filter(({score}) => score > 0)
		.sort((left, right) => right.score - left.score)
		.map(({operation}) => operation);

const matchingPermissions = (words: readonly string[]): readonly Choice[] => {
	const level = words.find(isAccessLevel);
	const others = words.filter(word => !isAccessLevel(word));
	return permissions
		.filter(permission => permission.offered !== false)
		.map(permission => ({
			permission,
			score: Math.max(
				scoreText(others, tellingWordsOf(permission.displayName)),
				scoreText(others, tellingWordsOf(permission.parameter)),
			),
		}))
		.filter(({score}) => score > 0)
		.sort((left, right) => right.score - left.score)
		.flatMap(({permission}) => {
			const levels = levelsOf(permission);
			const wanted = levels.filter(each => each === level);
			return (wanted.length > 0 ? wanted : levels).map(
				(each): Choice => ({
					kind: 'permission',
					id: `${permission.parameter}=${each}`,
					title: `${permission.displayName}: ${each}`,
					need: needOfPermission(permission.parameter, each),
				}),
			);
		});
};

/** The most characters that are read. No name of a permission with its level has more. */
const mostNameCharacters = 120;

/** A permission and its level. GitHub's page calls `write` "Read and write". */
const namedPermission =
	/^[\s"'-]*([\p{L}][\p{L}\d _-]*?)["'\s]*[:=(\s]\s*["']?(read\s*(?:and|&|\/|-)\s*write|rw|r\/w|read|write|admin)(?:[- ](?:only|access))?["')\s,]*$/iu;

/**
 * Reads a permission with its level, as people write it: `contents: write`, `Pull requests (read)`, `issues write`, or
 * a line of `permissions:` in a workflow file. Undefined for other texts, and for a level that is too high for the
 * permission.
 */
export const readNamedPermission = (text: string): Choice | undefined => {
	const match = namedPermission.exec(text.slice(0, mostNameCharacters));
	if (match === null) return undefined;
	const name = (match[1] ?? '')
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
	const level = /^(?:read|write|admin)$/i.exec(match[2] ?? '')?.[0].toLowerCase() ?? 'write';
	const known = [...permissions, ...undocumentedPermissions].find(
		permission =>
			permission.parameter === name ||
			permission.displayName.toLowerCase().replace(/[\s-]+/g, '_') === name,
	);
	if (known === undefined || !isAccessLevel(level)) return undefined;
	if (!isGrantableLevel(known.parameter, level)) return undefined;
	return {
		kind: 'permission',
		id: `${known.parameter}=${level}`,
		title: `${known.displayName}: ${level}`,
		need: needOfPermission(known.parameter, level),
	};
};

const distinctChoices = (choices: readonly Choice[]): readonly Choice[] =>
	distinctBy(choices, ({id}) => id);

/** Returns the meanings of words as a phrase. */
const meaningsOf = (key: string): readonly Choice[] => {
	const operation = operationsByPhrase().get(key);
	return [
		...(presetsByPhrase().get(key) ?? []).map(choiceOfPreset),
		...(operation === undefined ? [] : [choiceOfOperation(operation)]),
	];
};

/** The most telling words among which one may be left out. */
const mostPhraseWords = 20;

/** Returns the meanings of words as a phrase when one is left out: "push to main" without "main". */
const meaningsWithoutOne = (words: readonly string[]): readonly Choice[] =>
	words.length < 2 || words.length > mostPhraseWords
		? []
		: words.flatMap((_, index) => {
				const others = words.toSpliced(index, 1);
				// A word such as "repository" alone does not say enough.
				const left = words[index] ?? '';
				if (others.every(word => context.has(word)) || isVerb(left)) return [];
				return meaningsOf(keyOf(others)).map(choice => ({
					...choice,
					need: {...choice.need, inferred: `Read without “${left}”.`},
				}));
			});

const context: ReadonlySet<string> = new Set(contextWords.flatMap(wordsOf));

const allVerbs: ReadonlySet<string> = new Set(Object.values(verbs).flat().flatMap(wordsOf));

/** Whether a word is a verb, without which a text means something else. */
const isVerb = (word: string): boolean => allVerbs.has(word) && !context.has(word);

/** Earlier results. The same words are looked up several times while the user types. */
const remembered = new Map<string, WordMatch>();
const mostRemembered = 200;

/**
 * Finds the presets, operations and permissions that plain words may mean. The match is sure for a phrase of a preset,
 * and for the title or an everyday phrase of an operation.
 */
export const matchWords = (text: string, limit = 8): WordMatch => {
	const key = `${limit} ${text}`;
	const known = remembered.get(key);
	if (known !== undefined) return known;
	if (remembered.size >= mostRemembered) remembered.clear();
	const match = findMeanings(text, limit);
	remembered.set(key, match);
	return match;
};

const findMeanings = (text: string, limit: number): WordMatch => {
	const byId = findPreset(text.trim().toLowerCase());
	if (byId !== undefined) return {choices: [choiceOfPreset(byId)], sure: true};
	const words = [...new Set(tellingWordsOf(text))];
	const key = keyOf(words);
	const named = presetsByPhrase().get(key) ?? [];
	const operations = searchOperations(text, limit);
	const [first, second] = operations;
	const hasSameTitle = (operation: Operation | undefined): operation is Operation =>
		operation !== undefined && keyOf(tellingWordsOf(operation.title)) === key;
	const titled = hasSameTitle(first) && !hasSameTitle(second) ? first : undefined;
	const meant = named.length > 0 ? undefined : (operationsByPhrase().get(key) ?? titled);
	const found = distinctChoices([
		...named.map(choiceOfPreset),
		...(meant === undefined ? [] : [choiceOfOperation(meant)]),
		...matchingPresets(words)
			.filter(preset => !named.includes(preset))
			.slice(0, 3)
			.map(choiceOfPreset),
		...matchingPhrased(words).slice(0, 3).map(choiceOfOperation),
		...matchingPermissions(words).slice(0, 4),
		...operations.map(choiceOfOperation),
	]);
	const choices = found.length > 0 ? found : distinctChoices(meaningsWithoutOne(words));
	return {
		choices: choices.slice(0, Math.max(limit, named.length)),
		sure: named.length === 1 || meant !== undefined,
	};
};
