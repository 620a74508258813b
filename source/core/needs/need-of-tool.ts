import {judge, type StepFacts, setsOfNeed} from '../catalog/action-conditions.ts';
import {type Action, type ActionNeed, findAction} from '../catalog/actions.ts';
import {
	type AccessLevel,
	describeSet,
	mergeSets,
	type PermissionSet,
} from '../catalog/permission.ts';
import {findPermission} from '../catalog/permissions.ts';
import type {Tool} from '../catalog/tools.ts';
import type {Need, NeedReading} from './need.ts';
import {joinReadings, ofNeeds, unknownText} from './readings.ts';

const isEmpty = (set: PermissionSet): boolean => Object.keys(set).length === 0;

const fromWhatItDoes =
	'Its documentation does not name permissions of fine-grained tokens: these are read from what it does.';

/** Returns the need of a program, by its own documentation. */
export const needOfTool = (tool: Tool): Need => {
	const shared = {
		kind: 'preset',
		name: tool.title,
		title: `What ${tool.title} takes, by its documentation`,
		notes: [...(tool.notes ?? []), `Source: ${tool.source}`],
		...(tool.inferred ? {inferred: fromWhatItDoes} : {}),
	} as const;
	if (tool.classic !== undefined) {
		const {scopes, reason} = tool.classic;
		return {...shared, works: 'classic', anyOf: [], scopes: [scopes], reason};
	}

	const anyOf = tool.anyOf ?? [];
	return anyOf.some(isEmpty)
		? {...shared, works: 'any-token', anyOf: [{}], scopes: [[]]}
		: {...shared, works: 'permissions', anyOf, scopes: []};
};

const inputsDecide =
	'What it takes depends on its inputs: pat-wizard scan reads the workflow file.';

/** A step that uses an action, and its inputs in `with:` by lower-case names. Empty when they are unknown. */
type Step = {readonly action: Action; readonly inputs: ReadonlyMap<string, string>};

const factsOf = ({inputs}: Step): StepFacts => ({
	input: name => inputs.get(name.toLowerCase()) ?? '',
	env: name => inputs.get(name.toLowerCase()) ?? '',
});

const ofFirstToken = (action: Action, token: string | undefined): boolean =>
	token === undefined || token === action.tokenInputs[0];

/** Whether an unknown input of the step decides between a fine-grained and a classic token. */
const isChosenByInput = ({action, inputs}: Step, {when}: ActionNeed): boolean => {
	const input = when !== undefined && 'input' in when ? when.input : undefined;
	return (
		input !== undefined &&
		!inputs.has(input) &&
		(action.classicWhen ?? []).some(each => 'input' in each.when && each.when.input === input)
	);
};

/** Returns the permissions in the `permissions:` block of the action's documentation. */
const fromBlock = ({workflowPermissions = {}}: Action): PermissionSet =>
	Object.fromEntries(
		Object.entries(workflowPermissions)
			.map(([name, level]) => [name.replaceAll('-', '_'), level as AccessLevel] as const)
			.filter(([name]) => findPermission(name) !== undefined),
	);

/** Returns the other repository that an input of the step names, as `owner/name`. */
const repositoryOf = ({action, inputs}: Step): string | undefined => {
	const value = inputs.get(action.otherRepository?.toLowerCase() ?? 'repository') ?? '';
	return /^[\w-]{1,39}\/[\w.-]{1,100}$/.test(value) ? value : undefined;
};

type Shared = Pick<Need, 'kind' | 'name' | 'title' | 'notes' | 'inferred' | 'owner' | 'repository'>;

/** Returns the need for a classic token, if only that is enough: always, or with these inputs. */
const classicNeed = (step: Step, shared: Shared, isAlone: boolean): Need | undefined => {
	const {action, inputs} = step;
	if (action.classicOnly !== undefined) {
		const scopes = [action.classicScopes ?? []];
		return {...shared, works: 'classic', anyOf: [], scopes, reason: action.classicOnly};
	}

	const rows = (action.classicWhen ?? []).filter(({token}) => ofFirstToken(action, token));
	const row =
		rows.find(({when}) => judge(when, factsOf(step)) === true) ??
		(isAlone && inputs.size === 0 ? rows[0] : undefined);
	return row && {...shared, works: 'classic', anyOf: [], scopes: [row.scopes], reason: row.why};
};

const needOfStep = (step: Step): Need => {
	const {action} = step;
	const facts = factsOf(step);
	const isAlways = (need: ActionNeed): boolean =>
		ofFirstToken(action, need.token) &&
		(judge(need.when, facts) === true || isChosenByInput(step, need));
	const own = mergeSets(action.needs.filter(isAlways).flatMap(need => setsOfNeed(need, facts)));
	const onlyIf = action.needs.filter(need => need.when !== undefined && !isAlways(need));
	const hasNone = isEmpty(own) && onlyIf.length === 0;
	const set = hasNone && action.pushesWith !== undefined ? fromBlock(action) : own;
	const repository = repositoryOf(step);
	const shared: Shared = {
		kind: 'preset',
		name: action.action,
		title: `The action ${action.action}`,
		...(action.certainty === 'inferred' ? {inferred: fromWhatItDoes} : {}),
		notes: [
			...onlyIf
				.slice(0, 6)
				.map(({permissions, why}) => `${describeSet(permissions)} as well in some uses: ${why}.`),
			...(action.note === undefined ? [] : [action.note]),
			...(action.otherRepository === undefined || action.otherRepository === ''
				? []
				: [
						`GITHUB_TOKEN reaches its own repository alone: for another one (input ${action.otherRepository}) select that repository.`,
					]),
			`Source: ${action.source}`,
		],
		...(repository === undefined ? {} : {repository, owner: repository.split('/')[0] ?? ''}),
	};
	const classic = classicNeed(step, shared, isEmpty(set));
	if (classic !== undefined) return classic;
	if (!isEmpty(set)) return {...shared, works: 'permissions', anyOf: [set], scopes: []};
	return onlyIf.length > 0
		? {...shared, works: 'unknown', anyOf: [], scopes: [], reason: inputsDecide}
		: {...shared, works: 'any-token', anyOf: [{}], scopes: [[]]};
};

const actionName =
	/(?:^|[\s'"`:])([\w.-]{1,40}\/[\w./-]{1,100})(?:@[\w./-]{1,100})?(?=$|[\s'"`,;])/g;

/** Returns the needs of the actions that a line names, as `uses:` does: `owner/name@v1`. */
export const needsOfActions = (text: string): readonly Need[] =>
	[
		...new Set(
			[...text.slice(0, 2000).matchAll(actionName)].flatMap(([, uses = '']) => {
				const action = findAction(uses);
				return action === undefined ? [] : [action];
			}),
		),
	].map(action => needOfStep({action, inputs: new Map()}));

const runLine = /^.{0,60}\bRun ([\w.-]{1,40}\/[\w./-]{1,100}@[\w./-]{1,100})\s*$/gm;

const fromTheLog =
	'The log names this action as the last one that ran: GitHub does not say which request it refused.';

/** Returns the needs of the last action that the log of a workflow names: `Run owner/name@v1`. */
export const readRunningAction = (log: string): readonly Need[] => {
	const [, uses = ''] = [...log.matchAll(runLine)].at(-1) ?? [];
	return needsOfActions(uses).map(need => ({...need, inferred: fromTheLog}));
};

const usesLine = /^\s{0,40}(?:- )?uses: ?['"]?([^\s'"#]{1,200})/;
const inputLine = /^\s{1,40}([\w-]{1,60}): ?['"]?([^'"#\n]{0,300}?)['"]? ?(?:#.*)?$/;
const keyOfWorkflow =
	/^\s{0,40}(?:- )?(?:name|id|if|env|with|steps|jobs|runs-on|on|permissions|strategy|needs|timeout-minutes|shell|continue-on-error|working-directory) ?:/;

const isGivenToken = (inputs: ReadonlyMap<string, string>): boolean =>
	[...inputs].some(each => /token|\bpat\b|secrets\./i.test(each.join(' ')));

const nothingKnownOf =
	'This action is unknown here: its own documentation says what its token needs.';

/** Reads a line that uses an unknown action. Undefined for other lines. */
export const readUnknownAction = (line: string): NeedReading | undefined => {
	const [, uses] = usesLine.exec(line) ?? [];
	return uses === undefined || findAction(uses) !== undefined
		? undefined
		: unknownText(uses, nothingKnownOf);
};

/** The most lines of steps that are read. */
const mostStepLines = 500;

/**
 * Reads the steps of a workflow in a text: `uses:` with the inputs below it. Returns the needs of their actions, and the
 * other lines. An unknown action counts when it gets a token or when there is no other one. Undefined when the text uses
 * no action.
 */
export const readSteps = (
	text: string,
): {readonly reading: NeedReading; readonly rest: string} | undefined => {
	const steps: {action: Action; inputs: Map<string, string>}[] = [];
	const others: {line: string; inputs: Map<string, string>}[] = [];
	const rest: string[] = [];
	let inputs: Map<string, string> | undefined;
	for (const line of text.split('\n').slice(0, mostStepLines)) {
		const [, uses] = usesLine.exec(line) ?? [];
		const action = uses === undefined ? undefined : findAction(uses);
		const [, name, value = ''] = inputLine.exec(line) ?? [];
		if (uses !== undefined) {
			inputs = new Map();
			if (action === undefined) others.push({line, inputs});
			else steps.push({action, inputs});
		} else if (keyOfWorkflow.test(line)) {
			if (/^\s{0,40}- /.test(line)) inputs = undefined;
		} else if (inputs !== undefined && name !== undefined && name !== 'run') {
			inputs.set(name.toLowerCase(), value);
		} else rest.push(line.replace(/^(\s{0,40})(?:- )?run: ?\|?/, '$1'));
	}

	if (steps.length + others.length === 0) return undefined;
	const unknown = others
		.filter(each => steps.length === 0 || isGivenToken(each.inputs))
		.flatMap(each => readUnknownAction(each.line) ?? []);
	return {
		reading: joinReadings([ofNeeds(...steps.map(needOfStep)), ...unknown]),
		rest: rest.filter(line => line.trim() !== '').join('\n'),
	};
};
