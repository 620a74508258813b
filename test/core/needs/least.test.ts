import {isMainThread} from 'node:worker_threads';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	listOperations,
	type Operation,
	operationName,
} from '../../../source/core/catalog/endpoints.ts';
import {
	type AccessLevel,
	accessLevels,
	type PermissionSet,
} from '../../../source/core/catalog/permission.ts';
import {
	findUndocumentedPermission,
	undocumentedPermissions,
} from '../../../source/core/catalog/permission-facts.ts';
import {
	findPermission,
	includesLevel,
	levelsOf,
	permissions,
	riskOf,
} from '../../../source/core/catalog/permissions.ts';
import {findPreset} from '../../../source/core/catalog/presets.ts';
import type {ScopeName} from '../../../source/core/catalog/scopes.ts';
import {
	covers,
	leastNeeds,
	type Need,
	type NeedsAnswer,
	needOfOperation,
	needOfPermission,
	needOfPreset,
	needsJson,
	readNeed,
	readNeeds,
} from '../../../source/core/needs/index.ts';
import {needOfScopes} from '../../../source/core/needs/need.ts';

const listed = listOperations().filter(operation => operation.listed);
const needOf = (operation: Operation) => needOfOperation({operation, parameters: {}});
const groupOf = (permission: string) =>
	(findPermission(permission) ?? findUndocumentedPermission(permission))?.group;

/** What GitHub's table says, on its own terms: `metadata` comes with any repository permission. */
const accepts = (operation: Operation, granted: PermissionSet): boolean =>
	operation.anyOf.some(set =>
		Object.entries(set).every(([permission, level]) => {
			const own = granted[permission];
			return (
				(own !== undefined && includesLevel(own, level)) ||
				(permission === 'metadata' &&
					Object.keys(granted).some(name => groupOf(name) === 'repository'))
			);
		}),
	);

/** Every way to drop a permission or to lower it to the next level that exists. */
const lessThan = (granted: PermissionSet): readonly PermissionSet[] =>
	Object.entries(granted).flatMap(([permission, level]) => {
		const {[permission]: _, ...without} = granted;
		const row = findPermission(permission);
		const below = (row ? levelsOf(row) : accessLevels).filter(
			other => other !== level && includesLevel(level, other),
		);
		return [without, ...below.map(other => ({...without, [permission]: other}))];
	});

const grantedBy = (answer: NeedsAnswer): PermissionSet => {
	const [token, ...others] = answer.tokens;
	expect(others).toEqual([]);
	expect(token?.type).toBe('fine-grained');
	return token?.type === 'fine-grained'
		? ({...token.permissions, ...token.byHand} as PermissionSet)
		: {};
};

test('every operation on the list gets a token that GitHub’s table accepts, and nothing less would do', () => {
	for (const operation of listed) {
		const mixed = operation.anyOf.every(set => {
			const groups = new Set(Object.keys(set).map(groupOf));
			return groups.has('account') && groups.has('organization');
		});
		expect(mixed, operationName(operation)).toBe(false);
		const granted = grantedBy(leastNeeds([needOf(operation)]));
		expect(accepts(operation, granted), operationName(operation)).toBe(true);
		for (const less of lessThan(granted)) {
			expect(accepts(operation, less), `${operationName(operation)} ${JSON.stringify(less)}`).toBe(
				false,
			);
		}
	}
});

const repositoryOperations = listed.filter(operation =>
	operation.anyOf.every(set => Object.keys(set).every(name => groupOf(name) === 'repository')),
);

test('several operations get a token that covers all, and nothing less would do', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(...repositoryOperations), {minLength: 1, maxLength: 12}),
			operations => {
				const granted = grantedBy(leastNeeds(operations.map(needOf)));
				expect(operations.every(operation => accepts(operation, granted))).toBe(true);
				for (const less of lessThan(granted)) {
					expect(operations.every(operation => accepts(operation, less))).toBe(false);
				}
			},
		),
	);
});

test('the answer does not depend on the order of the needs', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.constantFrom(...listed), {minLength: 2, maxLength: 6}),
			operations => {
				const one = leastNeeds(operations.map(needOf)).tokens;
				const other = leastNeeds([...operations].reverse().map(needOf)).tokens;
				const grants = (tokens: typeof one) =>
					tokens.map(token => (token.type === 'classic' ? token.scopes : token.permissions));
				expect(grants(other)).toEqual(grants(one));
			},
		),
	);
});

const answer = (...texts: readonly string[]) => leastNeeds(readNeeds(texts).needs);
const permissionsOf = (...texts: readonly string[]) =>
	answer(...texts).tokens.map(token =>
		token.type === 'classic' ? token.scopes : token.permissions,
	);

test('an alternative that is needed anyway covers both', () => {
	expect(permissionsOf('GET /repos/{owner}/{repo}/labels')).toEqual([{issues: 'read'}]);
	expect(
		permissionsOf('GET /repos/{owner}/{repo}/labels', 'GET /repos/{owner}/{repo}/pulls'),
	).toEqual([{pull_requests: 'read'}]);
});

test('what is needed together stays together', () => {
	expect(permissionsOf('POST /repos/{owner}/{repo}/pages')).toEqual([
		{administration: 'write', pages: 'write'},
	]);
	expect(permissionsOf('PUT /repos/o/r/contents/.github/workflows/ci.yml')).toEqual([
		{contents: 'write', workflows: 'write'},
	]);
	expect(permissionsOf('PUT /repos/o/r/contents/readme.md')).toEqual([{contents: 'write'}]);
});

test('the level that does it is the lowest that exists', () => {
	const [token] = leastNeeds([needOfPermission('codespaces_secrets', 'read')]).tokens;
	expect(token?.type === 'fine-grained' && token.permissions).toEqual({
		codespaces_secrets: 'write',
	});
});

test('metadata is named only where nothing brings it', () => {
	expect(permissionsOf('GET /repos/{owner}/{repo}')).toEqual([{metadata: 'read'}]);
	expect(permissionsOf('GET /repos/{owner}/{repo}', 'GET /repos/{owner}/{repo}/issues')).toEqual([
		{issues: 'read'},
	]);
	expect(permissionsOf('PUT /user/starred/{owner}/{repo}')).toEqual([
		{metadata: 'read', starring: 'write'},
	]);
});

test('each need says what covers it and what else would have', () => {
	const [token] = answer('POST /repos/{owner}/{repo}/issues/{issue_number}/labels').tokens;
	expect(token?.because).toMatchObject([
		{permissions: {issues: 'write'}, alternatives: ['pull_requests=write']},
	]);
});

test('what grants all of it and more is no alternative', () => {
	const [token] = answer('PUT /repos/o/r/contents/readme.md').tokens;
	expect(token?.because).toMatchObject([{permissions: {contents: 'write'}, alternatives: []}]);
	for (const operation of listed) {
		const [because] = leastNeeds([needOf(operation)]).tokens.flatMap(({because}) => because);
		for (const text of because?.alternatives ?? []) {
			const other = Object.fromEntries(text.split(',').map(pair => pair.split('=')));
			expect(covers(other, because?.permissions ?? {}), operationName(operation)).toBe(false);
		}
	}
});

test('--json names by its permissions alone what GitHub’s table accepts', () => {
	for (const operation of listed) {
		const needs = [needOf(operation)];
		const {permissions} = needsJson(
			{needs, choices: [], unknown: [], notes: []},
			leastNeeds(needs),
		);
		expect(accepts(operation, permissions), operationName(operation)).toBe(true);
	}
});

test('what the data only infers is said to be inferred', () => {
	const [read] = readNeed('GET /repos/{owner}/{repo}/issues/{issue_number}/suggestions').needs;
	expect(read?.inferred).toMatch(/\.$/);
	expect(readNeed('POST /repos/{owner}/{repo}/issues').needs[0]?.inferred).toBeUndefined();
});

test('permissions that no link is known to carry are kept apart', () => {
	const [token] = answer('GET /orgs/{org}/agents/secrets').tokens;
	expect(token).toMatchObject({
		type: 'fine-grained',
		permissions: {},
		byHand: {organization_agent_secrets: 'read'},
		owner: 'organization',
	});
});

test('account and organization permissions are split into two tokens', () => {
	const {tokens, oneClassic} = answer(
		'GET /user/emails',
		'GET /orgs/{org}/members',
		'POST /repos/{owner}/{repo}/issues',
	);
	expect(tokens).toMatchObject([
		{type: 'fine-grained', owner: 'organization', permissions: {issues: 'write', members: 'read'}},
		{type: 'fine-grained', owner: 'account', permissions: {emails: 'read'}},
	]);
	expect(oneClassic?.inferred).toBe(true);
	expect(new Set(oneClassic?.scopes)).toEqual(new Set(['repo', 'read:org', 'user:email']));
});

test('what a fine-grained token cannot do ends in a classic one with the least scopes and a reason', () => {
	const [token, ...others] = answer('GET /user/packages', 'GET /notifications').tokens;
	expect(others).toEqual([]);
	expect(token).toMatchObject({
		type: 'classic',
		scopes: ['read:packages', 'notifications'],
		reasons: [
			'Fine-grained tokens cannot use GitHub Packages.',
			'Notifications take a classic token only.',
		],
	});
});

test('a classic need does not widen the others, unless its scopes cover them anyway', () => {
	expect(permissionsOf('publish a container', 'POST /repos/{owner}/{repo}/issues')).toEqual([
		{issues: 'write'},
		['write:packages'],
	]);
	expect(
		permissionsOf('GET /repos/o/r/check-runs/1', 'GET /repos/o/r/actions/artifacts', 'GET /user'),
	).toEqual([['repo']]);
});

test('public_repo is taken only where no scope does for private repositories', () => {
	const [token] = answer('X-Accepted-OAuth-Scopes: public_repo, repo').tokens;
	expect(token).toMatchObject({
		scopes: ['repo'],
		because: [{alternatives: ['public_repo (public repositories only)']}],
	});
});

test('what no personal token can do is said plainly', () => {
	const {tokens, impossible} = answer('POST /repos/o/r/check-runs', 'GET /app');
	expect(tokens).toEqual([]);
	expect(impossible.map(({reason}) => reason)).toEqual([
		'Only a GitHub App can create, change or rerun checks.',
		'Only a GitHub App can call it, with a token that is made from its private key.',
	]);
});

test('an operation that needs nothing gets a token without permissions', () => {
	expect(answer('GET /user').tokens).toMatchObject([
		{type: 'fine-grained', permissions: {}, byHand: {}},
	]);
});

test('several owners are told, since a token has one', () => {
	const {notes} = answer('GET /repos/octo-org/app/issues', 'GET /repos/hub-org/web/issues');
	expect(notes.join()).toContain('octo-org, hub-org');
	expect(answer('GET /repos/octo-org/app/issues', 'GET /repos/Octo-Org/web/pulls').notes).toEqual(
		[],
	);
});

test('presets and operations mix', () => {
	const preset = findPreset('push-code');
	const needs = [
		...(preset ? [needOfPreset(preset)] : []),
		...readNeed('GET /repos/o/r/pulls').needs,
	];
	const [token] = leastNeeds(needs).tokens;
	expect(token).toMatchObject({permissions: {contents: 'write', pull_requests: 'read'}});
});

test('nothing asked, nothing answered', () => {
	expect(leastNeeds([])).toEqual({tokens: [], impossible: [], notes: []});
});

const made = (more: Partial<Need> = {}): Need => ({
	kind: 'permission',
	name: 'made up',
	works: 'permissions',
	anyOf: [{issues: 'read'}],
	scopes: [],
	notes: [],
	...more,
});

const takes = (...anyOf: readonly PermissionSet[]): Need => made({anyOf});

const takesScopes = (...lists: readonly (readonly ScopeName[])[]): Need =>
	needOfScopes('scopes', lists, 'Classic only.');

test.each<[string, readonly PermissionSet[], PermissionSet, readonly PermissionSet[]]>([
	[
		'one token before what a link carries',
		[{members: 'read'}, {agent_secrets: 'write'}],
		{agent_secrets: 'write'},
		[{gists: 'write'}],
	],
	[
		'what a link carries before what is not risky',
		[{agent_secrets: 'read'}, {administration: 'write'}],
		{administration: 'write'},
		[],
	],
	[
		'what is not risky before what stays within repositories',
		[{administration: 'write'}, {members: 'read'}],
		{members: 'read'},
		[],
	],
	[
		'what stays within repositories before what is no admin',
		[{organization_hooks: 'write', members: 'read'}, {organization_projects: 'admin'}],
		{organization_projects: 'admin'},
		[],
	],
	[
		'what stays within repositories before what only reads, an organization',
		[{members: 'read'}, {issues: 'write'}],
		{issues: 'write'},
		[],
	],
	[
		'what stays within repositories before what only reads, an account',
		[{starring: 'read'}, {issues: 'write'}],
		{issues: 'write'},
		[],
	],
	[
		'what is no admin before what writes less',
		[
			{organization_projects: 'admin'},
			{organization_hooks: 'write', issues: 'write', discussions: 'write'},
		],
		{organization_hooks: 'write', issues: 'write', discussions: 'write'},
		[],
	],
	[
		'what only reads before what is fewer',
		[{issues: 'write'}, {issues: 'read', pages: 'read', actions: 'read'}],
		{issues: 'read', pages: 'read', actions: 'read'},
		[],
	],
	['what is fewer', [{issues: 'read', pages: 'read'}, {actions: 'read'}], {actions: 'read'}, []],
	[
		'of what weighs the same, what is named first',
		[{pull_requests: 'read'}, {issues: 'read'}],
		{pull_requests: 'read'},
		[],
	],
])('least is %s', (_, options, expected, others) => {
	const needs = [...others.map(set => takes(set)), takes(...options)];
	expect(grantedBy(leastNeeds(needs))).toEqual(Object.assign({}, ...others, expected));
});

const rows = [...permissions, ...undocumentedPermissions].filter(({group}) => group !== 'account');

/** What is promised of the least, as numbers: the first that differs decides. */
const weightOf = (set: PermissionSet): readonly number[] => {
	const entries = Object.entries(set);
	const count = (isCounted: (permission: string, level: AccessLevel) => boolean) =>
		entries.filter(([permission, level]) => isCounted(permission, level)).length;
	return [
		count(permission => findPermission(permission) === undefined),
		count((permission, level) => {
			const row = findPermission(permission);
			return row !== undefined && riskOf(row, level) !== undefined;
		}),
		count(permission => groupOf(permission) !== 'repository'),
		count((_, level) => level === 'admin'),
		count((_, level) => level === 'write'),
		entries.length,
	];
};

const isLighter = (left: readonly number[], right: readonly number[]): boolean => {
	const place = left.findIndex((value, index) => value !== right[index]);
	return place !== -1 && (left[place] ?? 0) < (right[place] ?? 0);
};

const union = (sets: readonly PermissionSet[]): PermissionSet => {
	const all: {[permission: string]: AccessLevel} = {};
	for (const [permission, level] of sets.flatMap(set => Object.entries(set))) {
		const own = all[permission];
		if (own === undefined || includesLevel(level, own)) all[permission] = level;
	}
	return all;
};

test('no other choice among the options weighs less', () => {
	const option = fc
		.subarray(
			rows.filter(({parameter}) => parameter !== 'metadata'),
			{minLength: 1, maxLength: 3},
		)
		.chain(chosen =>
			fc.tuple(
				...chosen.map(({parameter}) => {
					const row = findPermission(parameter);
					return fc
						.constantFrom(...(row === undefined ? accessLevels : levelsOf(row)))
						.map(level => [parameter, level] as const);
				}),
			),
		)
		.map((pairs): PermissionSet => Object.fromEntries(pairs));
	const need = fc.array(option, {minLength: 1, maxLength: 4});
	fc.assert(
		fc.property(fc.array(need, {minLength: 1, maxLength: 4}), lists => {
			const combinations = lists.reduce<readonly (readonly PermissionSet[])[]>(
				(sofar, options) => sofar.flatMap(chosen => options.map(each => [...chosen, each])),
				[[]],
			);
			const granted = grantedBy(leastNeeds(lists.map(options => takes(...options))));
			for (const chosen of combinations) {
				expect(isLighter(weightOf(union(chosen)), weightOf(granted))).toBe(false);
			}
			expect(lists.every(options => options.some(set => covers(granted, set)))).toBe(true);
		}),
	);
});

test.each<[readonly (readonly ScopeName[])[], readonly ScopeName[]]>([
	// Risky scopes weigh most, those that come with others included.
	[
		[['workflow'], ['gist', 'notifications']],
		['gist', 'notifications'],
	],
	[
		[['repo'], ['workflow', 'delete:packages', 'admin:org_hook']],
		['workflow', 'delete:packages', 'admin:org_hook'],
	],
	// Then all that they bring, then how many they are.
	[[['project'], ['gist']], ['gist']],
	[[['gist', 'notifications'], ['project']], ['project']],
	[[['gist'], ['notifications']], ['gist']],
	// Public repositories are not all.
	[[['public_repo'], ['repo']], ['repo']],
	[[['public_repo']], ['public_repo']],
	[[['repo', 'repo:status']], ['repo']],
])('of the scopes %j, least are %j', (lists, expected) => {
	expect(leastNeeds([takesScopes(...lists)]).tokens).toMatchObject([{scopes: expected}]);
});

test('permissions stand in the order of the page', () => {
	fc.assert(
		fc.property(fc.shuffledSubarray(rows, {minLength: 1}), chosen => {
			const [token] = leastNeeds(chosen.map(({parameter}) => takes({[parameter]: 'read'}))).tokens;
			const order = rows.map(({parameter}) => parameter);
			const names = token?.type === 'fine-grained' ? Object.keys(token.permissions) : [];
			expect(names).toEqual(order.filter(name => names.includes(name)));
			const byHand = token?.type === 'fine-grained' ? Object.keys(token.byHand) : [];
			expect(byHand).toEqual(order.filter(name => byHand.includes(name)));
		}),
	);
});

test('a whole answer', () => {
	const need = takes({issues: 'write', agent_secrets: 'read'}, {contents: 'write'});
	expect(leastNeeds([need])).toStrictEqual({
		tokens: [
			{
				type: 'fine-grained',
				permissions: {contents: 'write'},
				byHand: {},
				because: [
					{
						need,
						permissions: {contents: 'write'},
						scopes: [],
						alternatives: ['issues=write,agent_secrets=read'],
					},
				],
			},
		],
		impossible: [],
		notes: [],
	});
	const [token] = leastNeeds([takes({issues: 'write', agent_secrets: 'read'})]).tokens;
	expect(token).toMatchObject({permissions: {issues: 'write'}, byHand: {agent_secrets: 'read'}});
	expect(token?.type === 'fine-grained' && token.byHand).toEqual({agent_secrets: 'read'});
});

test('a need is told the least of what is granted that covers it', () => {
	const both = takes({issues: 'write'}, {pull_requests: 'read'});
	const needs = [takes({issues: 'write'}), takes({pull_requests: 'read'}), both];
	const [token] = leastNeeds(needs).tokens;
	expect(token?.because.at(-1)).toEqual({
		need: both,
		permissions: {pull_requests: 'read'},
		scopes: [],
		alternatives: ['issues=write'],
	});
	const status = takesScopes(['repo'], ['repo:status'], ['gist', 'workflow']);
	const [classic] = leastNeeds([takesScopes(['repo']), status]).tokens;
	expect(classic?.because.at(-1)).toEqual({
		need: status,
		permissions: {},
		scopes: ['repo:status'],
		alternatives: ['gist,workflow'],
	});
});

test('a need is told what is granted, not what would have been less', () => {
	const either = takes({contents: 'write'}, {issues: 'read'});
	const [token] = leastNeeds([takes({contents: 'write'}), either]).tokens;
	expect(token?.because.at(-1)).toMatchObject({
		permissions: {contents: 'write'},
		alternatives: ['issues=read'],
	});
	const [classic] = leastNeeds([takesScopes(['repo']), takesScopes(['repo'], ['gist'])]).tokens;
	expect(classic?.because.at(-1)).toMatchObject({scopes: ['repo'], alternatives: ['gist']});
});

test('a need whose scopes nobody knows leaves the others theirs', () => {
	const unknown = made({works: 'classic', anyOf: [], scopes: [], reason: 'No page names them.'});
	expect(leastNeeds([unknown, takesScopes(['repo'])]).tokens).toMatchObject([
		{
			type: 'classic',
			scopes: ['repo'],
			because: [
				{need: unknown, scopes: [], alternatives: []},
				{scopes: ['repo'], alternatives: []},
			],
		},
	]);
});

test('metadata comes with another permission of repositories alone', () => {
	expect(covers({issues: 'read'}, {metadata: 'read'})).toBe(true);
	expect(covers({metadata: 'read'}, {metadata: 'read'})).toBe(true);
	expect(covers({members: 'read'}, {metadata: 'read'})).toBe(false);
	expect(covers({}, {metadata: 'read'})).toBe(false);
	expect(covers({issues: 'read'}, {pages: 'read'})).toBe(false);
	expect(covers({issues: 'read'}, {issues: 'write'})).toBe(false);
	expect(covers({issues: 'write'}, {issues: 'read'})).toBe(true);
	expect(covers({no_such_thing: 'read'}, {metadata: 'read'})).toBe(false);
	expect(covers({}, {})).toBe(true);
});

test('a set that no single token can have is not taken, if there is another', () => {
	const mixed: PermissionSet = {gists: 'write', members: 'read'};
	const together =
		'It takes account and organization permissions, which no fine-grained token has together.';
	expect(grantedBy(leastNeeds([takes(mixed, {administration: 'write'})]))).toEqual({
		administration: 'write',
	});
	const withScopes = made({anyOf: [mixed], scopes: [['admin:org', 'gist']]});
	expect(leastNeeds([withScopes])).toMatchObject({
		tokens: [{type: 'classic', scopes: ['admin:org', 'gist'], reasons: [together]}],
		impossible: [],
	});
	const without = made({anyOf: [mixed]});
	expect(leastNeeds([without])).toEqual({
		tokens: [],
		impossible: [
			{need: {...without, anyOf: [], works: 'unknown', reason: together}, reason: together},
		],
		notes: [],
	});
	const classic = made({anyOf: [mixed], works: 'classic', scopes: [['gist']], reason: 'So.'});
	expect(leastNeeds([classic]).tokens).toMatchObject([
		{type: 'classic', scopes: ['gist'], reasons: ['So.'], because: [{need: classic}]},
	]);
});

test.each([['app'], ['no-token'], ['unknown']] as const)(
	'what works for %s is impossible for a personal token',
	works => {
		const need = made({works, anyOf: []});
		expect(leastNeeds([need, made({works, anyOf: [], reason: 'So.'})])).toMatchObject({
			tokens: [],
			impossible: [{need, reason: 'No personal token is known to do it.'}, {reason: 'So.'}],
		});
	},
);

test('the reasons for a classic token are those of the needs that take one, each once', () => {
	const [token] = leastNeeds([
		takesScopes(['repo']),
		takesScopes(['repo']),
		made({works: 'classic', anyOf: [], scopes: [['gist']]}),
		made({anyOf: [{issues: 'read'}], scopes: [['repo']], reason: 'Not this one.'}),
	]).tokens;
	expect(token).toMatchObject({type: 'classic', reasons: ['Classic only.']});
	expect(token?.because).toHaveLength(4);
});

test('a need joins a classic token when its scopes are all there, private repositories included', () => {
	const types = (need: Need) =>
		leastNeeds([takesScopes(['repo']), need]).tokens.map(({type}) => type);
	expect(types(made({scopes: [['gist'], ['repo:status']]}))).toEqual(['classic']);
	expect(types(made({scopes: [['gist']]}))).toEqual(['fine-grained', 'classic']);
	expect(types(made({scopes: [['gist', 'repo']]}))).toEqual(['fine-grained', 'classic']);
	expect(types(made({scopes: [['public_repo']]}))).toEqual(['fine-grained', 'classic']);
	expect(types(made())).toEqual(['fine-grained', 'classic']);
	expect(leastNeeds([made({scopes: [[]]})]).tokens.map(({type}) => type)).toEqual(['fine-grained']);
});

test('one classic token is told where several tokens are needed and scopes are known', () => {
	const account = takes({emails: 'read'});
	const organization = made({anyOf: [{members: 'read'}], scopes: [['read:org']]});
	expect(leastNeeds([account, organization]).oneClassic).toEqual({
		scopes: ['read:org', 'user:email'],
		inferred: true,
	});
	expect(
		leastNeeds([made({anyOf: [{emails: 'read'}], scopes: [['user:email']]}), organization])
			.oneClassic,
	).toEqual({scopes: ['read:org', 'user:email'], inferred: false});
	// GitHub's own scopes count more than what is inferred from the permissions.
	expect(
		leastNeeds([made({anyOf: [{emails: 'read'}], scopes: [['read:user']]}), organization])
			.oneClassic?.scopes,
	).toEqual(['read:org', 'read:user']);
	const unknown = takes({watching: 'read'});
	expect(leastNeeds([unknown, organization])).not.toHaveProperty('oneClassic');
	expect(
		leastNeeds([takes({watching: 'read'}, {emails: 'read'}), organization]).oneClassic,
	).toEqual({scopes: ['read:org', 'user:email'], inferred: true});
	expect(leastNeeds([organization])).not.toHaveProperty('oneClassic');
});

test('of needs that are split by owner, each is on the token that covers it', () => {
	const account = made({name: 'account', anyOf: [{gists: 'write'}]});
	const organization = made({name: 'organization', anyOf: [{members: 'read'}]});
	const repository = made({name: 'repository', anyOf: [{issues: 'read'}]});
	const {tokens} = leastNeeds([account, organization, repository]);
	expect(
		tokens.map(token => ({
			owner: token.type === 'fine-grained' && token.owner,
			needs: token.because.map(({need}) => need.name),
		})),
	).toEqual([
		{owner: 'organization', needs: ['organization', 'repository']},
		{owner: 'account', needs: ['account']},
	]);
	expect(leastNeeds([account, repository]).tokens).toMatchObject([{owner: 'account'}]);
	expect(leastNeeds([repository]).tokens[0]).not.toHaveProperty('owner');
});

test('at most five owners are named', () => {
	const owned = (count: number) =>
		Array.from({length: count}, (_, index) => made({owner: `owner-${index + 1}`}));
	expect(leastNeeds(owned(1)).notes).toEqual([]);
	expect(leastNeeds(owned(6)).notes).toEqual([
		'The needs name 6 owners (owner-1, owner-2, owner-3, owner-4, owner-5): a fine-grained token has one resource owner, so make one for each. Only a classic token reaches several organizations.',
	]);
	expect(leastNeeds([made({owner: 'Octo'}), made({owner: 'octo'}), made()]).notes).toEqual([]);
});

// A thread is where mutation testing runs this, with code that counts every step.
test.skipIf(!isMainThread)('a header made to keep the search busy is answered in time', () => {
	const names = [...new Set(listed.flatMap(({anyOf}) => anyOf.flatMap(set => Object.keys(set))))];
	const headers = Array.from({length: 30}, (_, index) =>
		Array.from(
			{length: 20},
			(_, place) =>
				`${names[(index * 7 + place * 3) % names.length]}=read,${names[(index + place * 5) % names.length]}=write`,
		).join(';'),
	);
	// The processor's time: other programs may be busy.
	const started = process.cpuUsage();
	leastNeeds(readNeeds(headers).needs);
	expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
});
