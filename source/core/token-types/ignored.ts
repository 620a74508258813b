import type {Answers} from '../profile/answers.ts';
import type {Ignored} from '../profile/profile.ts';
import {showBriefly} from '../text/mask.ts';
import {nearestName} from '../text/nearest.ts';
import {countCharacters} from '../text/words.ts';
import {textProblems} from './common.ts';
import type {LinkParameter} from './token-type.ts';

/** What a parameter says: answers to keep, or the reason why nothing of it can be kept. */
export type Judgement = Answers | string;

/** The longest value that is shown whole, in characters. */
const longestShown = 1024;

/** What was left out, as it may be shown: hidden characters visible, tokens masked. */
export const leaveOut = (parameter: string, value: string, reason: string): Ignored => ({
	parameter: showBriefly(parameter, 100),
	value: showBriefly(value, longestShown),
	reason,
});

/** A word from outside inside a sentence. */
export const quote = (text: string): string => `"${showBriefly(text, 60)}"`;

/** The reason for leaving out what was never filled in. */
export const placeholderReason = 'it is a placeholder that was never filled in';

/** The reasons for leaving out what a program computes. GitHub gets it, but it cannot be read. */
export const programReasons = {
	fillsIn: 'it is a placeholder that the program fills in',
	computesParameters: 'the link goes on in the program, which computes the parameters',
	computesName: 'the program computes which parameter this is',
	addsScopes: 'the program adds more scopes here',
	namesScopes: 'the link goes on in the program, which names the scopes',
	mayAdd: 'the program may add more here: the link goes on in it',
} as const;

const computedReasons: ReadonlySet<string> = new Set(Object.values(programReasons));

/** Whether something was left out only because a program computes it, so that GitHub would get it. */
export const isComputed = ({reason}: Ignored): boolean => computedReasons.has(reason);

/** What instructions write for a reader: `<owner>`, `{owner}`, `[owner]`, `...`. */
const forReaders = /^(?:<[^<>%?]+>|\{[A-Za-z][\w -]*\}|\[[^[\]]*\])$/;

/** Whether a piece that is to be filled in was written for a reader, and not for a program. */
export const isForReaders = (gap: string): boolean => forReaders.test(gap.slice(0, 300));

/**
 * Why a value, or a part of it, is none: a program or a reader is to fill it in. Undefined for a value
 * that is one. Encoded links have no bare braces and brackets, so that a name which only looks like a
 * placeholder is not taken for one.
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
 * What to call an expression that stands for parameters: `params` for `${params}`, for `urlencode(params)`
 * and for `params.toString()`; any other as it is written.
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

/** A parameter whose name a program computes, as it is named. */
export const leaveOutComputed = ({name, written}: LinkParameter): Ignored =>
	leaveOut(
		nameOfGap(name),
		written === '' ? name : `${name}=${written}`,
		written === '' ? programReasons.computesParameters : programReasons.computesName,
	);

/** Whether decoding a value met bytes that are not UTF-8. */
const isGarbled = ({value, written}: LinkParameter): boolean =>
	value.includes('\uFFFD') && !written.includes('\uFFFD') && !/%EF%BF%BD/i.test(written);

/** A name or description, or the reason why the page would not take it. */
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

/** Names that say where a link came from. */
const tracking = /^(?:ref|source|from|via|utm)(?:_|$)|^(?:fbclid|gclid)$/;

/** Why parameters that no creation page reads do nothing, for both types of token. */
const neverRead: Readonly<Record<string, string>> = {
	type: "the address alone says which type of token it is, GitHub's page reads no type",
	token_type: "the address alone says which type of token it is, GitHub's page reads no type",
	tokentype: "the address alone says which type of token it is, GitHub's page reads no type",
	justification: 'no link can carry the justification: write it on the page',
	return_to: "it belongs to GitHub's login page",
};

/** Why a parameter that is no mistyped one does nothing, if that is known for both types of token. */
export const explainNeverRead = (name: string): string | undefined => {
	if (tracking.test(name)) {
		return 'it only says where the link came from and fills in nothing';
	}
	return Object.hasOwn(neverRead, name) ? neverRead[name] : undefined;
};

/** A parameter's name as tables have it: `Scopes[]` is `scopes`. */
export const plainName = (name: string): string =>
	name
		.slice(0, 100)
		.toLowerCase()
		.replace(/\[\w*\]$/, '')
		.trim()
		.replaceAll(/[\s-]+/g, '_');

/** The reason that names the right spelling. */
export const spelled = (right: string): string =>
	`GitHub has no such parameter; the right spelling is ${right}`;

/** The reason for a parameter that nobody knows, with the nearest name where there is one. */
export const explainUnknown = (name: string, known: readonly string[]): string => {
	const nearest = nearestName(name, known);
	return nearest === undefined
		? 'GitHub has no such parameter'
		: `GitHub has no such parameter; the nearest is ${nearest}`;
};
