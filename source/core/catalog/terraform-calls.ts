import type {PermissionSet} from './permission.ts';

/** Operations that a resource calls only if it has the attribute. Without an attribute, it usually does not call them. */
export const optionalCalls: ReadonlyArray<
	readonly [operation: RegExp, attribute: string | undefined]
> = [
	[/\/generate$/, 'template'],
	[/\/pages$/, 'pages'],
	[/\/forks$/, 'fork'],
	[/\/vulnerability-alerts$/, 'vulnerability_alerts'],
	[/\/topics$/, 'topics'],
	[/\/admin\/ldap/, undefined],
	// The resource calls it only for the user's own membership.
	[/ \/user\/memberships/, undefined],
];

/** The permissions of mutations without a matching REST operation. */
export const mutations: Readonly<Record<string, PermissionSet>> = {
	createBranchProtectionRule: {administration: 'write'},
	deleteBranchProtectionRule: {administration: 'write'},
	updateBranchProtectionRule: {administration: 'write'},
	createIpAllowListEntry: {organization_administration: 'write'},
	deleteIpAllowListEntry: {organization_administration: 'write'},
	updateIpAllowListEntry: {organization_administration: 'write'},
	updateTeamReviewAssignment: {members: 'write'},
};

/** Fields that need no permission by themselves. */
export const plainFields = /^(?:node|organization|user|repository|viewer|rateLimit|enterprise)$/;
