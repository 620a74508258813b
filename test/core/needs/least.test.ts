import {isMainThread} from 'node:worker_threads';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	listOperations,
	type Operation,
	operationName,
	type PermissionSet,
} from '../../../source/core/catalog/endpoints.ts';
import {accessLevels} from '../../../source/core/catalog/permission.ts';
import {
	findPermission,
	findUndocumentedPermission,
	includesLevel,
	levelsOf,
} from '../../../source/core/catalog/permissions.ts';
import {findPreset} from '../../../source/core/catalog/presets.ts';
import {
	covers,
	leastNeeds,
	type NeedsAnswer,
	needOfOperation,
	needOfPermission,
	needOfPreset,
	needsJson,
	readNeed,
	readNeeds,
} from '../../../source/core/needs.ts';

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
	const started = performance.now();
	leastNeeds(readNeeds(headers).needs);
	expect(performance.now() - started).toBeLessThan(10_000);
});
