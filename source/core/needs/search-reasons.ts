import {operationName, operationsOf} from '../catalog/endpoints.ts';
import {everydayWords} from '../catalog/everyday-words.ts';
import {type AccessLevel, accessLevels, type PermissionSet} from '../catalog/permission.ts';
import {type CatalogPermission, findPermission, permissions} from '../catalog/permissions.ts';
import {grantsOf, presets, scopesOf} from '../catalog/presets.ts';
import type {SearchReasons} from '../catalog/search-permissions.ts';
import type {FoundRow, Reason} from '../catalog/search-rows.ts';
import {things} from '../catalog/things.ts';
import {remember} from '../remember.ts';
import {countOf} from '../text/words.ts';
import {scopesForPermissions} from './classic-scopes.ts';
import {readNeed} from './read-need.ts';

const lowestIn = (sets: readonly PermissionSet[], parameter: string): AccessLevel | undefined =>
	accessLevels.find(level => sets.some(set => set[parameter] === level));

const reasonsOfPermission = (parameter: string): readonly Reason[] => [
	...presets
		.filter(preset => Object.keys(grantsOf(preset)).includes(parameter))
		.map(preset => ({
			says: preset.title,
			level: lowestIn([grantsOf(preset)], parameter),
			words: preset.words,
		})),
	...operationsOf(parameter).map(operation => ({
		says: operation.title,
		level: lowestIn(operation.anyOf, parameter),
		words: everydayWords[operationName(operation)] ?? [],
	})),
	...things.flatMap(({names, read = [], write = []}) =>
		[...read, ...write].some(set => Object.keys(set).includes(parameter))
			? names.map(name => ({says: 'Reads or changes', words: [name]}))
			: [],
	),
];

const collect = (): ReadonlyMap<string, readonly Reason[]> => {
	const found = new Map<string, readonly Reason[]>();
	const add = (name: string, reasons: readonly Reason[]) =>
		found.set(name, [...(found.get(name) ?? []), ...reasons]);
	for (const preset of presets) {
		for (const scope of scopesOf(preset)) {
			add(scope, [{says: preset.title, words: preset.words}]);
		}
	}
	for (const {parameter, displayName} of permissions) {
		const reasons = reasonsOfPermission(parameter);
		add(parameter, reasons);
		for (const scope of scopesForPermissions({[parameter]: 'write'}) ?? []) {
			add(scope, [{says: displayName}, ...reasons.map(reason => ({...reason, level: undefined}))]);
		}
	}
	return found;
};

let known: ReadonlyMap<string, readonly Reason[]> | undefined;

/**
 * Finds the purposes of a permission (by its parameter) or of a scope: tasks, operations and things, in everyday words.
 * The first call collects them.
 */
export const searchReasons: SearchReasons = name => {
	known ??= collect();
	return known.get(name) ?? [];
};

/** The most meanings of a text that are used. */
const mostMeanings = 5;

/**
 * Finds permissions for a text that is a task, a command or an error, with the meaning of the text as the reason. For
 * texts that do not match the name of a permission.
 */
export const suggestPermissions = (text: string): readonly FoundRow<CatalogPermission>[] => {
	const {needs, choices} = readNeed(text);
	const meant = [...needs, ...choices.flatMap(each => each.choices.map(({need}) => need))];
	const found = new Map<CatalogPermission, string>();
	for (const {anyOf, title, name} of meant.slice(0, mostMeanings)) {
		for (const parameter of Object.keys(anyOf[0] ?? {})) {
			const permission = findPermission(parameter);
			if (permission !== undefined && !found.has(permission)) {
				found.set(permission, title ?? name);
			}
		}
	}
	return Array.from(found, ([row, reason]) => ({row, reason}));
};

/** Describes a permission: "Opens 57 operations, such as POST /gists". Undefined when it has no operations. */
export const describeOpened = remember((parameter: string): string | undefined => {
	const operations = operationsOf(parameter);
	const [example] = operations;
	return (
		example && `Opens ${countOf(operations.length, 'operation')}, such as ${operationName(example)}`
	);
});
