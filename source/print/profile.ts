import {type Fact, listAbilities} from '../core/profile/describe.ts';
import type {Profile} from '../core/profile/profile.ts';
import {writeWarnings} from './ending.ts';
import type {Paint} from './paint.ts';
import {wrapBehind} from './wrap-words.ts';

/** The facts of a profile as rows of two columns. A label that repeats is written once. */
export const rowsOfFacts = (
	facts: readonly Fact[],
	textOf: (fact: Fact) => string,
): readonly (readonly string[])[] =>
	facts.map((fact, index) => [
		facts[index - 1]?.label === fact.label ? '' : `  ${fact.label}`,
		textOf(fact),
	]);

/** Writes what a token can do as lines, worst first. */
export const writeAbilities = (profile: Profile, paint: Paint, width: number): readonly string[] =>
	listAbilities(profile).flatMap(({grant, sentence, risk}) => [
		`  ${paint('bold', grant)}`,
		...wrapBehind('    ', sentence, width),
		...(risk === undefined
			? []
			: writeWarnings([`It ${risk}`], paint, width - 2).map(line => `  ${line}`)),
	]);

/** The warnings about a profile that `writeAbilities` does not print. */
export const otherWarnings = (profile: Profile, warnings: readonly string[]): readonly string[] => {
	const risks = listAbilities(profile).map(({grant, risk}) => `${grant} ${risk}`);
	return warnings.filter(warning => !risks.includes(warning));
};
