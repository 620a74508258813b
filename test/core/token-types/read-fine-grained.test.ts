import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {levelsOf, permissions} from '../../../source/core/catalog/permissions.ts';
import {isLogin} from '../../../source/core/profile/names.ts';
import {readFineGrained} from '../../../source/core/token-types/read-fine-grained.ts';
import {findParameters} from '../../parameters.ts';

type Written = readonly [name: string, written: string];

const read = (parameters: readonly Written[], owner?: string) => {
	const {answers, ignored} = readFineGrained(findParameters(parameters), owner);
	// What is not set says nothing, here as in a profile.
	return {answers: JSON.parse(JSON.stringify(answers)), ignored};
};

const reasonOf = (name: string, written: string, owner?: string): string => {
	const {answers, ignored} = read([[name, written]], owner);
	expect(answers).toEqual({...(owner === undefined ? {} : {owner}), permissions: {}});
	expect(ignored.map(({parameter}) => parameter)).toEqual([name]);
	return ignored[0]?.reason ?? '';
};

describe('answers', () => {
	test('are the parameters of the page', () => {
		expect(
			read([
				['name', 'CI+bot'],
				['description', 'a%0Ab'],
				['target_name', 'octo-org'],
				['expires_in', '30'],
				['issues', 'read'],
				['contents', 'write'],
				['members', 'read'],
			]),
		).toEqual({
			answers: {
				name: 'CI bot',
				description: 'a\nb',
				owner: 'octo-org',
				expiration: 30,
				permissions: {contents: 'write', issues: 'read', members: 'read'},
			},
			ignored: [],
		});
		expect(read([])).toEqual({answers: {permissions: {}}, ignored: []});
	});

	test('say nothing where they are empty', () => {
		expect(
			read([
				['name', ''],
				['description', ''],
				['target_name', ''],
				['expires_in', ''],
				['contents', ''],
			]),
		).toEqual({answers: {permissions: {}}, ignored: []});
		expect(read([['nonsense', '']]).ignored).toHaveLength(1);
	});

	test('have their permissions in the order of the page', () => {
		const rows = permissions.filter(({group}) => group !== 'account');
		fc.assert(
			fc.property(fc.shuffledSubarray(rows), chosen => {
				const {answers, ignored} = read(
					chosen.map((row): Written => [row.parameter, levelsOf(row)[0] ?? '']),
					'octo-org',
				);
				expect(ignored).toEqual([]);
				expect(Object.keys(answers.permissions)).toEqual(
					rows.filter(row => chosen.includes(row)).map(({parameter}) => parameter),
				);
			}),
		);
	});
});

describe('the resource owner', () => {
	const instead = 'the resource owner "octo-org" was given instead';

	test('that is given replaces the one of the link', () => {
		expect(read([['target_name', 'other']], 'octo-org')).toEqual({
			answers: {owner: 'octo-org', permissions: {}},
			ignored: [{parameter: 'target_name', value: 'other', reason: instead}],
		});
		expect(read([['target_name', '-']], 'octo-org').ignored).toMatchObject([{reason: instead}]);
		for (const same of ['octo-org', 'Octo-Org']) {
			expect(read([['target_name', same]], 'octo-org')).toEqual({
				answers: {owner: 'octo-org', permissions: {}},
				ignored: [],
			});
		}
		expect(read([['target_name', '']], 'octo-org').ignored).toEqual([]);
		expect(read([['contents', 'read']], 'octo-org').ignored).toEqual([]);
	});

	test.each([
		['-octo', 'it is not a GitHub login: '],
		['octo+org', 'it is not a GitHub login: '],
		[`ghp_${'a1B2'.repeat(9)}`, 'it is not a GitHub login: '],
		['{owner}', 'it is a placeholder that was never filled in'],
		['<your-org>', 'it is a placeholder that was never filled in'],
		['OWNER', 'it is a placeholder that was never filled in'],
		['$OWNER', 'it is a placeholder that the program fills in'],
	])('%s is none', (written, reason) => {
		expect(reasonOf('target_name', written).startsWith(reason)).toBe(true);
		expect(
			read([
				['target_name', written],
				['members', 'read'],
			]).answers,
		).toEqual({
			permissions: {members: 'read'},
		});
	});

	test('that looks like a token is none, although it has the form of a login', () => {
		const {answers, ignored} = read([['target_name', 'ghp_0123456789abcdefghij']]);
		expect(isLogin('ghp_0123456789abcdefghij')).toBe(false);
		expect(answers).toEqual({permissions: {}});
		expect(ignored).toHaveLength(1);
		expect(JSON.stringify(ignored)).not.toContain('0123456789');
	});

	test('decides nothing about permissions', () => {
		const account: Written = ['gists', 'write'];
		const organization: Written = ['members', 'read'];
		const owner: Written = ['target_name', 'octo-org'];
		const permissions = {gists: 'write', members: 'read'};
		expect(read([account, organization])).toEqual({answers: {permissions}, ignored: []});
		for (const order of [
			[owner, account, organization],
			[account, organization, owner],
		]) {
			expect(read(order)).toEqual({answers: {owner: 'octo-org', permissions}, ignored: []});
		}
	});
});

describe('the expiration', () => {
	test.each([
		['1', 1],
		['366', 366],
		['030', 30],
		['none', 'none'],
	])('%s', (written, expiration) => {
		expect(read([['expires_in', written]]).answers.expiration).toBe(expiration);
	});

	test.each([
		['0'],
		['367'],
		['1.5'],
		['-1'],
		['30d'],
		['x30'],
		['1e2'],
		['0000030'],
		['never'],
		['+30'],
	])('%s is none', written => {
		expect(reasonOf('expires_in', written)).toBe('GitHub takes 1 to 366 days, or none');
	});

	test('that was never filled in', () => {
		const {ignored} = read([['expires_in', '{days}']]);
		expect(ignored).toEqual([
			{
				parameter: 'expires_in',
				value: '{days}',
				reason: 'it is a placeholder that was never filled in',
			},
		]);
	});
});

describe('texts', () => {
	test.each([
		['name', 40],
		['description', 1024],
	])('%s has at most %i characters', (name, longest) => {
		expect(read([[name, 'x'.repeat(longest)]]).answers[name]).toBe('x'.repeat(longest));
		expect(reasonOf(name, 'x'.repeat(longest + 1))).toBe(
			`it has ${longest + 1} characters, and GitHub takes at most ${longest}`,
		);
	});

	test('name is one line', () => {
		expect(reasonOf('name', 'a%0Ab')).toBe('Write the name with visible characters only');
	});
});

describe('levels', () => {
	test.each([
		['contents', 'admin', 'contents has no level "admin": it can be read or write'],
		['contents', 'Write', 'contents has no level "Write": it can be read or write'],
		['workflows', 'read', 'workflows has no level "read": it can be write'],
		[
			'organization_projects',
			'all',
			'organization_projects has no level "all": it can be read, write or admin',
		],
		['contents', '{level}', 'it is a placeholder that was never filled in'],
		['contents', '$LEVEL', 'it is a placeholder that the program fills in'],
	])('%s=%s is left out', (name, written, reason) => {
		expect(reasonOf(name, written)).toBe(reason);
	});

	test('may have blanks around them', () => {
		expect(read([['contents', '+write%20']]).answers.permissions).toEqual({contents: 'write'});
	});
});

const spelled = (right: string) => `GitHub has no such parameter; the right spelling is ${right}`;

test.each([
	['title', 'name'],
	['note', 'name'],
	['notes', 'description'],
	['label', 'name'],
	['token_name', 'name'],
	['desc', 'description'],
	['owner', 'target_name'],
	['target', 'target_name'],
	['target_owner', 'target_name'],
	['resource_owner', 'target_name'],
	['org', 'target_name'],
	['organization', 'target_name'],
	['login', 'target_name'],
	['expiration', 'expires_in'],
	['expires', 'expires_in'],
	['expire', 'expires_in'],
	['expiry', 'expires_in'],
	['expires_at', 'expires_in'],
	['expire_in', 'expires_in'],
	['expiration_days', 'expires_in'],
	['default_expires_at', 'expires_in'],
	['expiration_date', 'expires_in'],
	['days', 'expires_in'],
	['variables', 'actions_variables'],
	['variable', 'actions_variables'],
	['organization_variables', 'organization_actions_variables'],
	['hooks', 'repository_hooks'],
	['webhooks', 'repository_hooks'],
	['organization_webhooks', 'organization_hooks'],
	['code', 'contents'],
	['content', 'contents'],
	['repository_contents', 'contents'],
	['prs', 'pull_requests'],
	['pulls', 'pull_requests'],
	['repository_projects', 'organization_projects'],
	['projects', 'organization_projects'],
	['code_scanning', 'security_events'],
	['code_scanning_alerts', 'security_events'],
	['dependabot_alerts', 'vulnerability_alerts'],
	['secret_scanning', 'secret_scanning_alerts'],
	['commit_statuses', 'statuses'],
	['organization_members', 'members'],
	['organization_issue_types', 'issue_types'],
	['self_hosted_runners', 'organization_self_hosted_runners'],
	['ssh_keys', 'keys'],
	['git_ssh_keys', 'keys'],
	['ssh_signing_keys', 'git_signing_ssh_public_keys'],
	['custom_properties', 'repository_custom_properties'],
	['models', 'user_models'],
	['copilot', 'user_copilot_requests'],
	['email', 'emails'],
	['email_addresses', 'emails'],
	['block_another_user', 'blocking'],
	['Token-Name', 'name'],
	['pull-requests', 'pull_requests'],
	// The names that the page shows.
	['Pull requests', 'pull_requests'],
	['commit statuses', 'statuses'],
	['Custom properties', 'repository_custom_properties'],
	['Variables', 'actions_variables'],
	['Email addresses', 'emails'],
	['Git SSH keys', 'keys'],
	['Knowledge bases', 'knowledge_bases'],
	['Secret scanning alerts', 'secret_scanning_alerts'],
	['Members', 'members'],
	['Copilot requests', 'user_copilot_requests'],
	['Git SSH-Keys', 'keys'],
	// Those of organizations have the same names.
	['Secrets', 'secrets'],
	['Administration', 'administration'],
	['Events', 'user_events'],
])('%s is spelled %s', (name, right) => {
	expect(reasonOf(name, '30')).toBe(spelled(right));
});

test.each([
	['expires_inn', 'expires_in'],
	['contentss', 'contents'],
	['descripton', 'description'],
	['target_nam', 'target_name'],
	['nme', 'name'],
])('the nearest of %s is %s', (name, near) => {
	expect(reasonOf(name, 'x')).toBe(`GitHub has no such parameter; the nearest is ${near}`);
});

const noRepositories = 'no link can carry the repositories: choose them on the page';
const noAccess = 'no link can carry the repository access: choose it on the page';

test.each([
	['repo_access', noAccess],
	['repository_access', noAccess],
	['repository_selection', noAccess],
	['repo', noRepositories],
	['repos', noRepositories],
	['repository', noRepositories],
	['repositories', noRepositories],
	['repository_ids', noRepositories],
	['repository_names', noRepositories],
	['selected_repositories', noRepositories],
	['target_repo', noRepositories],
	['target_repos', noRepositories],
	['target_repositories', noRepositories],
	[
		'packages',
		'fine-grained tokens do not reach GitHub Packages: make a classic token with read:packages or write:packages',
	],
	[
		'checks',
		'it is not a permission here: fine-grained tokens do not reach the Checks API, a classic token does; statuses reads and sets commit statuses',
	],
	[
		'issue_fields',
		'it is the organization permission Issue Fields, which GitHub does not list for links: choose it on the page',
	],
	['type', "the address alone says which type of token it is, GitHub's page reads no type"],
	['xyzzyxyzzy', 'GitHub has no such parameter'],
	['constructor', 'GitHub has no such parameter'],
])('%s does nothing: %s', (name, reason) => {
	expect(reasonOf(name, 'write')).toBe(reason);
});

const eachItsOwn = 'GitHub has no such parameter; each permission is one of its own, ';

test.each([
	['permissions', 'contents:write', `${eachItsOwn}here contents=write`],
	['permission', 'contents=write', `${eachItsOwn}here contents=write`],
	['Permissions[]', 'contents:write,+issues:read', `${eachItsOwn}here contents=write&issues=read`],
	['permissions', 'contents:write;issues:read', `${eachItsOwn}here contents=write&issues=read`],
	['permissions', 'contents:write,nonsense:read', `${eachItsOwn}here contents=write`],
	[
		'permissions',
		'contents:read,issues:read,pages:read,actions:read,statuses:read',
		`${eachItsOwn}here contents=read&issues=read&pages=read&actions=read&statuses=read`,
	],
	[
		'permissions',
		'contents:read,issues:read,pages:read,actions:read,statuses:read,secrets:read',
		`${eachItsOwn}here contents=read&issues=read&pages=read&actions=read&statuses=read and so on`,
	],
	['permissions', 'none', `${eachItsOwn}such as contents=read`],
	['permissions', 'contents:admin', `${eachItsOwn}such as contents=read`],
	['permissions', 'contents', `${eachItsOwn}such as contents=read`],
	['permissions', 'xcontents:read', `${eachItsOwn}such as contents=read`],
	[
		'scopes',
		'contents:read',
		'scopes belong to classic tokens: here each permission is a parameter of its own, contents=read',
	],
	['scopes', 'repo', 'scopes belong to classic tokens: their page is /settings/tokens/new'],
	['scope', 'x,+repo', 'scopes belong to classic tokens: their page is /settings/tokens/new'],
	[
		'scopes',
		'nonsense',
		'scopes belong to classic tokens: a fine-grained token has permissions, such as contents=read',
	],
])('%s=%s is left out with what it should have been', (name, written, reason) => {
	expect(reasonOf(name, written)).toBe(reason);
});

test('what is left out stands in the order of the link, as it is written where it is a placeholder', () => {
	const {answers, ignored} = read([
		['note', 'a+b'],
		['name', '{{+name+}}'],
		['contents', 'all'],
		['issues', 'read'],
	]);
	expect(answers).toEqual({permissions: {issues: 'read'}});
	expect(ignored.map(({parameter, value}) => `${parameter}=${value}`)).toEqual([
		'note=a b',
		'name={{+name+}}',
		'contents=all',
	]);
});
