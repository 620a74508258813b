import {judge, type StepFacts, setsOfNeed} from '../catalog/action-conditions.ts';
import type {Action} from '../catalog/actions.ts';
import {type AccessLevel, mergeSets, type PermissionSet} from '../catalog/permission.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import type {Need} from '../needs/need.ts';
import {needOfAnyToken, needOfApp, needOfClassic, needOfSet} from './needs-of.ts';
import type {Conditional, TokenName, Use} from './use.ts';

/** The tokens that a step gives to one input of an action. */
export type ActionTokens = {
	readonly input: string;
	readonly tokens: readonly TokenName[];
	/** Whether the workflow names the token. Otherwise the default of the action applies. */
	readonly isGiven: boolean;
};

/** What is known about a step before its action is read. */
export type ActionStep = StepFacts & {
	readonly action: Action;
	readonly line: number;
	/** The tokens by input or variable, the usual one first. */
	readonly tokens: readonly ActionTokens[];
	/** The other repository that the step names: `owner/name`. */
	readonly repository?: string | undefined;
	readonly owner?: string | undefined;
};

const fromBlock = (block: {readonly [name: string]: string}): PermissionSet =>
	Object.fromEntries(
		Object.entries(block).map(([name, level]) => [name.replaceAll('-', '_'), level as AccessLevel]),
	);

/** Whether the reader of workflows decides a condition itself, such as the push of a later step. */
const isSettledElsewhere = ({action}: Action, words: string): boolean =>
	(action === 'actions/checkout' && words.includes('a later step')) ||
	(/^docker\//.test(action) && words.includes('push: true'));

type Split = {
	readonly sets: readonly PermissionSet[];
	/** Alternative sets, since an issue or a pull request can be meant. */
	readonly either: readonly (readonly PermissionSet[])[];
	readonly onlyIf: readonly Conditional[];
};

const splitNeeds = (step: ActionStep, input: string, isFirst: boolean): Split => {
	const sets: PermissionSet[] = [];
	const either: (readonly PermissionSet[])[] = [];
	const onlyIf: Conditional[] = [];
	for (const need of step.action.needs) {
		if (need.token === undefined ? !isFirst : need.token !== input) continue;
		const verdict = judge(need.when, step);
		const [first = {}, ...others] = setsOfNeed(need, step);
		if (verdict === true && others.length === 0) sets.push(first);
		else if (verdict === true) {
			either.push([first, ...others]);
			for (const [permissions, when] of [
				[first, 'it is about an issue'],
				[others[0] ?? {}, 'it is about a pull request'],
			] as const)
				onlyIf.push({permissions, when});
		} else if (typeof verdict === 'object' && !isSettledElsewhere(step.action, verdict.perhaps)) {
			onlyIf.push({permissions: need.permissions, when: verdict.perhaps});
		}
	}

	return {sets, either, onlyIf};
};

/** Returns the permissions for `GITHUB_TOKEN`, without those whose condition is not met. */
const workflowSet = (step: ActionStep, held: PermissionSet): Omit<Split, 'either'> => {
	const {action} = step;
	const conditional = new Set(
		action.needs.flatMap(need => Object.keys({...need.permissions, ...need.ofPulls})),
	);
	const always = Object.entries(fromBlock(action.workflowPermissions ?? {})).filter(
		([name]) => held[name] !== undefined || !conditional.has(name),
	);
	const sets: PermissionSet[] = [Object.fromEntries(always)];
	const onlyIf: Conditional[] = [];
	for (const {when, permissions} of action.workflowPermissionsWhen ?? []) {
		const verdict = judge(when, step);
		if (verdict === true) sets.push(fromBlock(permissions));
		else if (typeof verdict === 'object' && !isSettledElsewhere(action, verdict.perhaps)) {
			onlyIf.push({permissions: fromBlock(permissions), when: verdict.perhaps});
		}
	}

	return {sets, onlyIf};
};

type Classic = {
	readonly needs: readonly Need[];
	readonly onlyIf: readonly Conditional[];
};

const classicNeeds = (step: ActionStep, input: string, isFirst: boolean): Classic => {
	const {action} = step;
	const needs: Need[] = [];
	const onlyIf: Conditional[] = [];
	if (action.classicOnly !== undefined && isFirst) {
		needs.push(needOfClassic(action.action, action.classicScopes ?? [], action.classicOnly));
	}

	for (const {when, scopes, why, token} of action.classicWhen ?? []) {
		if (token === undefined ? !isFirst : token !== input) continue;
		const verdict = judge(when, step);
		if (verdict === true) needs.push(needOfClassic(action.action, scopes, why));
		else if (typeof verdict === 'object' && !isSettledElsewhere(action, verdict.perhaps)) {
			onlyIf.push({permissions: {}, scopes: scopes as readonly ScopeName[], when: verdict.perhaps});
		}
	}

	return {needs, onlyIf};
};

const appNeed = (step: ActionStep): readonly Need[] => {
	const {action} = step;
	if (action.app === undefined || judge(action.appWhen, step) !== true) return [];
	return [needOfApp(action.action, action.app)];
};

/** Returns the uses of one token. `GITHUB_TOKEN` has permissions of its own, and no scopes. */
const usesOfToken = (
	step: ActionStep,
	{input, isGiven}: ActionTokens,
	token: TokenName,
	isFirst: boolean,
): readonly Use[] => {
	const {action, line, repository, owner} = step;
	const {sets, either, onlyIf} = splitNeeds(step, input, isFirst);
	const held = mergeSets(sets);
	const shared = {token, line, from: action.action, repository, owner};
	const choices = either.map(anyOf => ({...needOfSet(action.action, {}), anyOf}));
	if (token.kind === 'workflow') {
		if (!isFirst) return [];
		const block = workflowSet(step, held);
		const set = mergeSets(block.sets);
		const missing = Object.keys(set).length === 0 && sets.length > 0;
		if (!isGiven && Object.keys(set).length === 0 && choices.length === 0) return [];
		return [
			{
				...shared,
				needs:
					sets.length === 0 ? [needOfAnyToken(action.action)] : [needOfSet(action.action, held)],
				...(missing ? {} : {workflow: set}),
				onlyIf: [
					...block.onlyIf,
					...onlyIf.filter(({permissions}) => permissions.workflows === undefined),
				],
			},
			...(choices.length === 0 ? [] : [{...shared, needs: choices}]),
		];
	}

	const classic = classicNeeds(step, input, isFirst);
	const needs: readonly Need[] = [
		...(Object.keys(held).length > 0 ? [needOfSet(action.action, held)] : []),
		...choices,
		...classic.needs,
		...(isFirst ? appNeed(step) : []),
	];
	const conditional = [...onlyIf, ...classic.onlyIf];
	if (needs.length === 0 && conditional.length === 0 && isFirst && hasClassicWhen(action, input)) {
		return [];
	}

	return [
		{
			...shared,
			needs: needs.length > 0 ? needs : [needOfAnyToken(action.action)],
			onlyIf: conditional,
		},
	];
};

/** Whether the value is a token of GitHub only under a condition. */
const hasClassicWhen = (action: Action, input: string): boolean =>
	action.needs.length === 0 &&
	(action.classicWhen ?? []).some(({token}) => token === undefined || token === input);

/** Returns what a step needs from each token that its action receives. */
export const usesOfAction = (step: ActionStep): readonly Use[] => {
	const [first] = step.tokens;
	return step.tokens.flatMap(given => {
		const isFirst =
			given === first ||
			// Several inputs for the same token: any of them may be set.
			(step.action.needs.every(({token}) => token === undefined) && first === undefined);
		const needsOwn = step.action.needs.some(({token}) => token === given.input);
		const classicOwn = (step.action.classicWhen ?? []).some(({token}) => token === given.input);
		if (!isFirst && !needsOwn && !classicOwn && !given.isGiven) return [];
		return given.tokens.flatMap(token => usesOfToken(step, given, token, isFirst));
	});
};
