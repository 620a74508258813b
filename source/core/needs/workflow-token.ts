import {type AccessLevel, describeSet, mergeSets} from '../catalog/permission.ts';
import {leastNeeds} from './least.ts';
import type {Need} from './need.ts';

/** The `permissions:` block of a workflow. Names have `_` instead of `-`. */
export type WorkflowAnswer = {
	readonly permissions: {readonly [permission: string]: AccessLevel};
	/** The needs that no GITHUB_TOKEN meets, with the reason as a sentence. */
	readonly cannot: readonly {readonly need: Need; readonly reason: string}[];
};

/**
 * The permissions that a GITHUB_TOKEN can have.
 *
 * Source: GitHub Docs, "Workflow syntax for GitHub Actions", `permissions` (29 November 2026).
 */
const ofWorkflows: ReadonlySet<string> = new Set(
	'actions artifact_metadata attestations checks code_quality contents deployments discussions issues models packages pages pull_requests security_events statuses vulnerability_alerts metadata'.split(
		' ',
	),
);

const packageLevels: {readonly [scope: string]: AccessLevel} = {
	'read:packages': 'read',
	'write:packages': 'write',
	'delete:packages': 'write',
};

type Granted = {readonly [permission: string]: AccessLevel};

const renamed: {readonly [permission: string]: string} = {user_models: 'models'};

/** Returns the permissions in the block for a need that no fine-grained token meets. */
const grantsOfOthers = (need: Need): Granted | undefined => {
	const levels = (need.scopes[0] ?? []).flatMap(scope => packageLevels[scope] ?? []);
	if (levels.length > 0) return {packages: levels.includes('write') ? 'write' : 'read'};
	const text = `${need.name} ${need.title ?? ''} ${need.reason ?? ''}`;
	if (!/check/i.test(text)) return undefined;
	return {checks: need.works === 'app' ? 'write' : 'read'};
};

const grantsFor = (need: Need): Granted | undefined => {
	if (need.works === 'any-token') return {};
	if (need.works !== 'permissions') return grantsOfOthers(need);
	const [token] = leastNeeds([need]).tokens;
	if (token?.type !== 'fine-grained') return undefined;
	const entries = Object.entries({...token.permissions, ...token.byHand}).map(
		([name, level]) => [renamed[name] ?? name, level] as const,
	);
	return entries.every(([name, level]) => ofWorkflows.has(name) && level !== 'admin')
		? Object.fromEntries(entries.filter(([name]) => name !== 'metadata'))
		: undefined;
};

const whyNot = (need: Need): string =>
	need.anyOf.some(set => set.workflows !== undefined)
		? 'GITHUB_TOKEN can never change files under .github/workflows.'
		: `GITHUB_TOKEN cannot be given ${need.anyOf[0] === undefined ? 'this' : describeSet(need.anyOf[0])}.`;

/** Finds the permissions that the GITHUB_TOKEN of a workflow needs in its own repository. */
export const workflowNeeds = (needs: readonly Need[]): WorkflowAnswer => {
	const granted = needs.map(need => ({need, grants: grantsFor(need)}));
	return {
		permissions: mergeSets(granted.map(({grants = {}}) => grants)),
		cannot: granted
			.filter(({grants}) => grants === undefined)
			.map(({need}) => ({need, reason: whyNot(need)})),
	};
};
