import type {Answers} from '../profile/answers.ts';
import type {Ignored} from '../profile/profile.ts';
import {showBriefly} from '../text/mask.ts';
import {nearestName} from '../text/nearest.ts';
import {countCharacters} from '../text/words.ts';
import {textProblems} from './common.ts';
import type {LinkParameter} from './token-type.ts';

/** The answers from a parameter, or the reason why it gives none. */
export type Judgement = Answers | string;

/** The longest value that is not shortened, in characters. */
const longestShown = 1024;

/** Describes a parameter that was left out, safe to show: with hidden characters visible and tokens masked. */
export const leaveOut = (parameter: string, value: string, reason: string): Ignored => ({
	parameter: showBriefly(parameter, 100),
	value: showBriefly(value, longestShown),
	reason,
});

/** Quotes a word from outside for a sentence. */
export const quote = (text: string): string => `"${showBriefly(text, 60)}"`;

/** The reason for leaving out a placeholder. */
export const placeholderReason = 'it is a placeholder that was never filled in';

/** The reasons for leaving out parts that a program computes. GitHub gets them, but they cannot be read. */
export const programReasons = {
	fillsIn: 'it is a placeholder that the program fills in',
	computesParameters: 'the link goes on in the program, which computes the parameters',
	computesName: 'the program computes which parameter this is',
	addsScopes: 'the program adds more scopes here',
	namesScopes: 'the link goes on in the program, which names the scopes',
	mayAdd: 'the program may add more here: the link goes on in it',
} as const;

const computedReasons: ReadonlySet<string> = new Set(Object.values(programReasons));

/** Whether something was left out only because a program computes it. GitHub gets it then. */
export const isComputed = ({reason}: Ignored): boolean => computedReasons.has(reason);

/** Placeholders for readers of instructions: `<owner>`, `{owner}`, `[owner]`. */
const forReaders = /^(?:<[^<>%?]+>|\{[A-Za-z][\w -]*\}|\[[^[\]]*\])$/;

/** Whether a gap is a placeholder for a reader, and not for a program. */
export const isForReaders = (gap: string): boolean => forReaders.test(gap.slice(0, 300));

/**
 * Explains a gap in a value, which a program or a reader fills in. `undefined` for a complete value. Encoded links
 * have no bare braces and brackets, so a name that only looks like a placeholder is no gap.
 */
export const explainGap = ({value, gaps}: LinkParameter): string | undefined => {
	if (/^(?:\.{3,}|…)$/.test(value)) {
		return placeholderReason;
	}
	if (gaps === undefined) {
		return undefined;
	}
	return gaps.every(isForReaders) ? placeholderReason : programReasons.fillsIn;
};

/**
 * Names an expression that computes parameters: `params` for `${params}`, for `urlencode(params)` and for
 * `params.toString()`. Returns any other expression as it is.
 */
export const nameOfGap = (expression: string): string => {
	const inner = expression
		.slice(0, 200)
		.replace(/^[$#\\]?[{(<]+[%?=]*\s*/, '')
		.replace(/\s{0,20}[%?]?[})>]{1,4}$/, '')
		.replace(/\.(?:toString|ToString|to_s|to_query|build|encode)(?:\(\)?)?$/, '');
	const [, argument] = /^[\w.:$]+\(\s*([$\w.]+)\)?$/.exec(inner) ?? [];
	const name = argument ?? inner;
	return /^[$\w.]+$/.test(name) ? name : expression;
};

/** Describes a parameter whose name a program computes. */
export const leaveOutComputed = ({name, written}: LinkParameter): Ignored =>
	leaveOut(
		nameOfGap(name),
		written === '' ? name : `${name}=${written}`,
		written === '' ? programReasons.computesParameters : programReasons.computesName,
	);

/** Whether a value has percent escapes that are not UTF-8. */
const isGarbled = ({value, written}: LinkParameter): boolean =>
	value.includes('\uFFFD') && !written.includes('\uFFFD') && !/%EF%BF%BD/i.test(written);

/** Reads a name or description, or returns the reason why the page would not take it. */
export const judgeText = (
	key: 'name' | 'description',
	parameter: LinkParameter,
	longest: number,
	lines: 'one line' | 'several lines',
): Judgement => {
	const gap = explainGap(parameter);
	if (gap !== undefined) {
		return gap;
	}
	if (isGarbled(parameter)) {
		return 'its percent escapes are not UTF-8';
	}
	const {value} = parameter;
	const [problem] = textProblems(key, value, longest, lines);
	if (problem === undefined) {
		return {[key]: value};
	}
	const length = countCharacters(value);
	return length > longest
		? `it has ${length} characters, and GitHub takes at most ${longest}`
		: problem.hint;
};

/** Names of parameters for tracking. */
const tracking = /^(?:ref|source|from|via|utm)(?:_|$)|^(?:fbclid|gclid)$/;

/** Reasons why parameters do nothing, for those that neither page reads. */
const neverRead: Readonly<Record<string, string>> = {
	type: "the address alone says which type of token it is, GitHub's page reads no type",
	token_type: "the address alone says which type of token it is, GitHub's page reads no type",
	tokentype: "the address alone says which type of token it is, GitHub's page reads no type",
	justification: 'no link can carry the justification: write it on the page',
	return_to: "it belongs to GitHub's login page",
};

/** Explains a parameter that neither of the two pages reads. `undefined` for any other name. */
export const explainNeverRead = (name: string): string | undefined => {
	if (tracking.test(name)) {
		return 'it only says where the link came from and fills in nothing';
	}
	return Object.hasOwn(neverRead, name) ? neverRead[name] : undefined;
};

/** Returns a parameter's name in the spelling of tables: `Scopes[]` becomes `scopes`. */
export const plainName = (name: string): string =>
	name
		.slice(0, 100)
		.toLowerCase()
		.replace(/\[\w*\]$/, '')
		.trim()
		.replaceAll(/[\s-]+/g, '_');

/** Returns the reason for a misspelled parameter, with the right spelling. */
export const spelled = (right: string): string =>
	`GitHub has no such parameter; the right spelling is ${right}`;

/** Returns the reason for an unknown parameter, with the nearest name if there is one. */
export const explainUnknownParameter = (name: string, known: readonly string[]): string => {
	const nearest = nearestName(name, known);
	return nearest === undefined
		? 'GitHub has no such parameter'
		: `GitHub has no such parameter; the nearest is ${nearest}`;
};
