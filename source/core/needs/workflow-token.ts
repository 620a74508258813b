import type {AccessLevel} from '../catalog/permission.ts';
import {includesLevel} from '../catalog/permissions.ts';
import {leastNeeds} from './least.ts';
import {describeSet, type Need} from './need.ts';

/** What the `permissions:` block of a workflow takes, by names with `_`. */
export type WorkflowAnswer = {
	readonly permissions: {readonly [permission: string]: AccessLevel};
	/** What no GITHUB_TOKEN can do, with the reason as a sentence. */
	readonly cannot: readonly {readonly need: Need; readonly reason: string}[];
};

/**
 * The permissions that a GITHUB_TOKEN can be given.
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

/** What stands in the block for a need that a fine-grained token cannot have. */
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

/** What the GITHUB_TOKEN of a workflow takes for the needs, of its own repository. */
export const workflowNeeds = (needs: readonly Need[]): WorkflowAnswer => {
	const permissions: Record<string, AccessLevel> = {};
	const cannot: {need: Need; reason: string}[] = [];
	for (const need of needs) {
		const granted = grantsFor(need);
		if (granted === undefined) cannot.push({need, reason: whyNot(need)});
		for (const [name, level] of Object.entries(granted ?? {})) {
			const own = permissions[name];
			if (own === undefined || !includesLevel(own, level)) permissions[name] = level;
		}
	}

	return {permissions, cannot};
};
