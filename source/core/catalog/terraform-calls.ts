import type {PermissionSet} from './endpoints.ts';

/** Operations that a resource calls only where it has the attribute, and those that it does not call as a rule. */
export const optionalCalls: ReadonlyArray<
	readonly [operation: RegExp, attribute: string | undefined]
> = [
	[/\/generate$/, 'template'],
	[/\/pages$/, 'pages'],
	[/\/forks$/, 'fork'],
	[/\/vulnerability-alerts$/, 'vulnerability_alerts'],
	[/\/topics$/, 'topics'],
	[/\/admin\/ldap/, undefined],
	// Only for a membership of one's own.
	[/ \/user\/memberships/, undefined],
];

/** What the mutations take of which no REST operation says it. */
export const mutations: Readonly<Record<string, PermissionSet>> = {
	createBranchProtectionRule: {administration: 'write'},
	deleteBranchProtectionRule: {administration: 'write'},
	updateBranchProtectionRule: {administration: 'write'},
	createIpAllowListEntry: {organization_administration: 'write'},
	deleteIpAllowListEntry: {organization_administration: 'write'},
	updateIpAllowListEntry: {organization_administration: 'write'},
	updateTeamReviewAssignment: {members: 'write'},
};

/** Fields that take nothing by themselves. */
export const plainFields = /^(?:node|organization|user|repository|viewer|rateLimit|enterprise)$/;
