import {listWords} from '../text/words.ts';
import type {ActionCondition, ActionNeed} from './actions.ts';
import type {PermissionSet} from './permission.ts';

/** The inputs of a step, and the events of its workflow. */
export type StepFacts = {
	/** Returns the value of an input, with known variables filled in. Empty when unset. */
	readonly input: (name: string) => string;
	/** The same for an environment variable. */
	readonly env: (name: string) => string;
	/** The events of the workflow. Unset when they are unknown, as in an action. */
	readonly events?: readonly string[] | undefined;
};

/** Whether a condition is met, or when it may be met, in words: `the input draft is set`. */
export type Verdict = boolean | {readonly perhaps: string};

const isComputed = (value: string): boolean => value.includes('${{');

/** Matches a pattern of the table. Values come from files, so only their beginning is matched. */
const matches = (pattern: string, value: string): boolean =>
	new RegExp(pattern).test(value.slice(0, 2000));

type ValueCondition = Extract<ActionCondition, {readonly equals?: string}>;

const valueVerdict = (condition: ValueCondition, facts: StepFacts): Verdict => {
	const name = condition.input ?? condition.env ?? '';
	const value = condition.input === undefined ? facts.env(name) : facts.input(name);
	const {equals, notEquals, anyOf, matches: pattern, notMatches, unset} = condition;
	const isPlainTest =
		equals === undefined &&
		notEquals === undefined &&
		anyOf === undefined &&
		pattern === undefined &&
		notMatches === undefined;
	if (isPlainTest) return (value === '') === (unset === true);
	const holds =
		(equals === undefined || value === equals) &&
		(notEquals === undefined || value !== notEquals) &&
		(anyOf === undefined || anyOf.includes(value)) &&
		(pattern === undefined || matches(pattern, value)) &&
		(notMatches === undefined || !matches(notMatches, value)) &&
		(unset === undefined || (value === '') === unset);
	if (holds || !isComputed(value)) return holds;
	const wanted =
		equals ?? anyOf?.join(' or ') ?? (notEquals === undefined ? pattern : `not ${notEquals}`);
	return {perhaps: `the input ${name} is ${wanted ?? 'set'}`};
};

const join = (verdicts: readonly Verdict[], needsAll: boolean): Verdict => {
	if (verdicts.some(verdict => verdict === !needsAll)) return !needsAll;
	const words = verdicts.flatMap(verdict => (typeof verdict === 'object' ? [verdict.perhaps] : []));
	if (words.length === 0) return needsAll;
	return {perhaps: listWords(words, needsAll ? 'and' : 'or')};
};

/** Finds out whether a condition of the table of actions is met at a step. */
export const judge = (condition: ActionCondition | undefined, facts: StepFacts): Verdict => {
	if (condition === undefined) return true;
	if ('all' in condition)
		return join(
			condition.all.map(each => judge(each, facts)),
			true,
		);
	if ('any' in condition)
		return join(
			condition.any.map(each => judge(each, facts)),
			false,
		);
	if ('words' in condition) return {perhaps: condition.words};
	if ('private' in condition) return {perhaps: 'the repository is private'};
	if ('paths' in condition) {
		return {perhaps: `files under ${condition.paths.replace(/\/$/, '')} change`};
	}

	if ('event' in condition) {
		const {events} = facts;
		if (events === undefined) return {perhaps: `it runs on ${listWords(condition.event, 'or')}`};
		return condition.event.some(event => events.includes(event));
	}

	return valueVerdict(condition, facts);
};

const pullEvents =
	'pull_request pull_request_target pull_request_review pull_request_review_comment';

const pullWords = /pull|(?:^|[^a-z])prs?(?:[^a-z]|$)/i;

/**
 * Returns the permission sets for a need at a step: one set when the input or the events say that it is about issues,
 * pull requests or both, or else one set for issues and one for pull requests.
 */
export const setsOfNeed = (
	{permissions, ofPulls, number}: ActionNeed,
	{input, events = []}: StepFacts,
): readonly PermissionSet[] => {
	if (ofPulls === undefined) return [permissions];
	const named = number === undefined ? '' : input(number);
	if (pullWords.test(named)) return [ofPulls];
	const isOfEvent = named === '' || /github\.event\.(?:issue\.)?number/.test(named);
	const isOfIssues = isOfEvent && events.includes('issues');
	const isOfPulls =
		isOfEvent &&
		!named.includes('.issue.') &&
		events.some(event => pullEvents.split(' ').includes(event));
	if (events.includes('issue_comment') || !(isOfIssues || isOfPulls)) return [permissions, ofPulls];
	return [{...(isOfIssues ? permissions : {}), ...(isOfPulls ? ofPulls : {})}];
};
