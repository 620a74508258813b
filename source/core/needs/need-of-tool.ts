import {type Action, type ActionNeed, findAction} from '../catalog/actions.ts';
import type {PermissionSet} from '../catalog/endpoints.ts';
import type {AccessLevel} from '../catalog/permission.ts';
import {includesLevel} from '../catalog/permissions.ts';
import type {Tool} from '../catalog/tools.ts';
import {describeSet, type Need} from './need.ts';

const isEmpty = (set: PermissionSet): boolean => Object.keys(set).length === 0;

const fromWhatItDoes =
	'Its documentation does not name permissions of fine-grained tokens: these are read from what it does.';

/** The need for what a program takes by its own documentation. */
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

const merge = (needs: readonly ActionNeed[]): PermissionSet => {
	const set: Record<string, AccessLevel> = {};
	for (const {permissions} of needs) {
		for (const [name, level] of Object.entries(permissions)) {
			const own = set[name];
			if (own === undefined || !includesLevel(own, level)) set[name] = level;
		}
	}

	return set;
};

const inputsDecide =
	'What it takes depends on its inputs: pat-wizard scan reads the workflow file.';

const needOfAction = (action: Action): Need => {
	const isAlways = ({when, token}: ActionNeed): boolean =>
		when === undefined && (token === undefined || token === action.tokenInputs[0]);
	const set = merge(action.needs.filter(isAlways));
	const onlyIf = action.needs.filter(need => !isAlways(need));
	const shared = {
		kind: 'preset',
		name: action.action,
		title: `The action ${action.action}`,
		...(action.certainty === 'inferred' ? {inferred: fromWhatItDoes} : {}),
		notes: [
			...onlyIf
				.slice(0, 6)
				.map(({permissions, why}) => `Only in some uses, ${describeSet(permissions)}: it ${why}.`),
			...(action.note === undefined ? [] : [action.note]),
			...(action.otherRepository === undefined
				? []
				: [
						`GITHUB_TOKEN reaches its own repository alone: for another one (input ${action.otherRepository}) select that repository.`,
					]),
			`Source: ${action.source}`,
		],
	} as const;
	if (action.classicOnly !== undefined) {
		const scopes = [action.classicScopes ?? []];
		return {...shared, works: 'classic', anyOf: [], scopes, reason: action.classicOnly};
	}

	if (!isEmpty(set)) return {...shared, works: 'permissions', anyOf: [set], scopes: []};
	return onlyIf.length > 0
		? {...shared, works: 'unknown', anyOf: [], scopes: [], reason: inputsDecide}
		: {...shared, works: 'any-token', anyOf: [{}], scopes: [[]]};
};

const actionName =
	/(?:^|[\s'"`:])([\w.-]{1,40}\/[\w./-]{1,100})(?:@[\w./-]{1,100})?(?=$|[\s'"`,;])/g;

/** What the actions take that a line names, as `uses:` does: `owner/name@v1`. */
export const needsOfActions = (text: string): readonly Need[] =>
	[
		...new Set(
			[...text.slice(0, 2000).matchAll(actionName)].flatMap(([, uses = '']) => {
				const action = findAction(uses);
				return action === undefined ? [] : [action];
			}),
		),
	].map(needOfAction);
