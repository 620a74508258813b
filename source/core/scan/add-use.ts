import type {Operation} from '../catalog/endpoints.ts';
import type {LibraryMethod} from '../catalog/library-methods.ts';
import type {PermissionSet} from '../catalog/permission.ts';
import {type Need, needOf} from '../needs/need.ts';
import type {Conditional, Findings, Use} from './use.ts';

/** The kind of thing that a call acts on. Each kind needs different permissions. */
export type Subject = 'issue' | 'pull';

const workflowFiles: Conditional = {
	permissions: {workflows: 'write'},
	when: 'it changes files under .github/workflows, or is made for a commit that does',
};

/** Keeps the permission sets that fit. Returns the need unchanged if none fits. */
const keepSets = (need: Need, fits: (set: PermissionSet) => boolean): Need => {
	const anyOf = need.anyOf.filter(fits);
	return anyOf.length === 0 || anyOf.length === need.anyOf.length ? need : {...need, anyOf};
};

/** Removes the sets that are needed only to change workflow files. */
export const withoutWorkflows = (need: Need): Need =>
	keepSets(need, ({workflows}) => workflows === undefined);

const keepSubject = (need: Need, subject: Subject | undefined): Need => {
	if (subject === undefined || need.works !== 'permissions') return need;
	const wanted = subject === 'pull' ? 'pull_requests' : 'issues';
	return keepSets(need, set => set[wanted] !== undefined);
};

const takesWorkflows = ({anyOf}: Need): boolean => anyOf.some(set => set.workflows !== undefined);

/** Adds a use of a token. Permissions to change workflow files become a condition of it. */
export const addUse = (
	findings: Findings,
	use: Omit<Use, 'onlyIf'> & {readonly onlyIf?: readonly Conditional[]},
	subject?: Subject,
): void => {
	const conditional =
		use.token.kind !== 'workflow' && use.needs.some(takesWorkflows) ? [workflowFiles] : [];
	const needs = use.needs.map(need => keepSubject(withoutWorkflows(need), subject));
	findings.use({...use, needs, onlyIf: [...(use.onlyIf ?? []), ...conditional]});
};

/** The reason for an unknown method: the table of its library does not have it. */
export const unknownMethod = 'the method is not known here: it is new, gone, or for enterprises';

/** Merges the needs of several operations into one. The sets of any operation are enough. */
const eitherOf = (operations: readonly Operation[]): Need | undefined => {
	const needs = operations.map(needOf);
	const [first, ...others] = needs;
	if (first === undefined || others.length === 0) return first;
	if (needs.every(({works}) => works === 'permissions')) {
		return {
			...first,
			name: needs.map(({name}) => name).join(' or '),
			anyOf: needs.flatMap(({anyOf}) => anyOf),
		};
	}

	return needs.find(({works}) => works === 'permissions') ?? first;
};

/**
 * Adds the use of a library method. Where an argument chooses one of several operations, the needs of any
 * of them are enough, unless `chosen` selects one.
 */
export const addMethodUse = (
	findings: Findings,
	method: LibraryMethod,
	{
		text,
		subject,
		chosen,
		...place
	}: Pick<Use, 'token' | 'line' | 'repository' | 'owner'> & {
		readonly text: string;
		readonly subject?: Subject | undefined;
		readonly chosen?: ((operation: Operation) => boolean) | undefined;
	},
): void => {
	if (method.operations.length === 0) {
		findings.unknown(
			place.line,
			text,
			"GitHub's table of permissions does not have what it calls: it is gone, or for enterprises",
		);
		return;
	}

	const fitting = chosen === undefined ? method.operations : method.operations.filter(chosen);
	const operations = fitting.length === 0 ? method.operations : fitting;
	const either = method.isChoice ? eitherOf(operations) : undefined;
	const needs = either === undefined ? operations.map(needOf) : [either];
	addUse(findings, {...place, from: needs.map(({name}) => name).join(', '), needs}, subject);
};
