import {expect, test} from 'vitest';
import data from '../../../source/core/catalog/endpoints.json' with {type: 'json'};
import {
	findOperationBySlug,
	findOperations,
	listOperations,
	type Operation,
	operationName,
	operationsOf,
	searchOperations,
} from '../../../source/core/catalog/endpoints.ts';
import {findUndocumentedPermission} from '../../../source/core/catalog/permission-facts.ts';
import {findPermission, levelsOf} from '../../../source/core/catalog/permissions.ts';

const listed = listOperations().filter(operation => operation.listed);
const find = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string) =>
	findOperations(path, method)[0]?.operation;
const names = (operations: readonly Operation[]) => operations.map(operationName);

test('the data names its pages, day and license', () => {
	expect(data.about.source.join()).toContain(
		'https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens',
	);
	expect(data.about.date).toBe('2026-08-22');
	expect(data.about.license).toContain('CC BY 4.0');
});

test('the data is whole', () => {
	expect(data.about.rows).toBe(1027);
	expect(listed).toHaveLength(952);
	expect(listOperations().filter(operation => !operation.listed)).toHaveLength(287);
	expect(new Set(listOperations().map(operationName)).size).toBe(1239);
	const named = new Set(listed.flatMap(({anyOf}) => anyOf.flatMap(set => Object.keys(set))));
	expect(named.size).toBe(73);
});

test('every permission is known, and has its level or a higher one', () => {
	for (const operation of listOperations()) {
		for (const [permission, level] of operation.anyOf.flatMap(set => Object.entries(set))) {
			const row = findPermission(permission);
			expect(row ?? findUndocumentedPermission(permission), permission).toBeDefined();
			expect(level).toMatch(/^(read|write|admin)$/);
			if (row) expect(levelsOf(row).length).toBeGreaterThan(0);
		}
	}
});

test('every operation that a token can call says how', () => {
	for (const operation of listOperations()) {
		const ways = operation.works === 'permissions' ? operation.anyOf.length : 1;
		expect(ways, operationName(operation)).toBeGreaterThan(0);
		if (!operation.listed) expect(operation.reason, operationName(operation)).toBeTruthy();
	}
});

test.each([
	['POST', '/repos/{owner}/{repo}/issues', [{issues: 'write'}]],
	['GET', '/repos/{owner}/{repo}', [{metadata: 'read'}]],
	['POST', '/gists', [{gists: 'write'}]],
	[
		'GET',
		'/repos/{owner}/{repo}/pulls/{pull_number}',
		[{pull_requests: 'read'}, {contents: 'read'}],
	],
	[
		'PUT',
		'/repos/{owner}/{repo}/contents/{path}',
		[{contents: 'write'}, {contents: 'write', workflows: 'write'}],
	],
	['POST', '/repos/{owner}/{repo}/pages', [{pages: 'write', administration: 'write'}]],
	['GET', '/orgs/{org}/codespaces', [{codespaces: 'read', organization_codespaces: 'read'}]],
	['PUT', '/user/starred/{owner}/{repo}', [{starring: 'write', metadata: 'read'}]],
	['GET', '/orgs/{org}/agents/secrets', [{organization_agent_secrets: 'read'}]],
] as const)('%s %s takes what GitHub’s table says', (method, path, anyOf) => {
	expect(find(method, path)?.anyOf).toEqual(anyOf);
});

test.each([
	['GET', '/user', 'any-token'],
	['GET', '/search/issues', 'any-token'],
	['GET', '/user/packages', 'classic'],
	['GET', '/notifications', 'classic'],
	['GET', '/users/{username}/projectsV2', 'classic'],
	['GET', '/repos/{owner}/{repo}/check-runs/{check_run_id}', 'classic'],
	['POST', '/repos/{owner}/{repo}/check-runs', 'app'],
	['GET', '/app', 'app'],
	['POST', '/applications/{client_id}/token', 'app'],
	['POST', '/credentials/revoke', 'no-token'],
	['POST', '/repos/{owner}/{repo}/releases/{release_id}/assets', 'permissions'],
] as const)('%s %s, which is not on the list, works with: %s', (method, path, works) => {
	const operation = find(method, path);
	expect(operation?.listed).toBe(false);
	expect(operation?.works).toBe(works);
});

test('scopes tell alternatives and additions apart', () => {
	expect(find('GET', '/notifications')?.scopes).toEqual([['notifications'], ['repo']]);
	expect(find('DELETE', '/user/packages/{package_type}/{package_name}')?.scopes).toEqual([
		['read:packages', 'delete:packages'],
	]);
});

const fill = (path: string): string => path.replace(/\{(\w|-)+\}/g, 'enable_all');
const withColons = (path: string): string => path.replace(/\{(.+?)\}/g, ':$1');

test('every operation is found by its own path, filled in or with placeholders of another style', () => {
	for (const {method, path} of listOperations()) {
		for (const written of [path, withColons(path), `${path}/`, path.slice(1)]) {
			expect(find(method, written)?.path, `${method} ${written}`).toBe(path);
		}

		const filled = find(method, fill(path));
		expect(filled, `${method} ${fill(path)}`).toBeDefined();
	}
});

test('names in a path come back, with slashes where a name may hold them', () => {
	const [match] = findOperations('/repos/octo-org/app/contents/src/a b.ts', 'GET');
	expect(match?.parameters).toEqual({owner: 'octo-org', repo: 'app', path: 'src/a b.ts'});
	expect(findOperations('/repos/o/r/git/refs/heads/feature/x', 'PATCH')[0]?.parameters.ref).toBe(
		'heads/feature/x',
	);
	expect(findOperations('/repos/o/r/contents', 'GET')[0]?.operation.path).toBe(
		'/repos/{owner}/{repo}/contents/{path}',
	);
});

test('a path that is none of GitHub’s is not found, whatever its length', () => {
	expect(findOperations('/orgs/acme/no/such')).toEqual([]);
	expect(findOperations('/repos/o/r/nothing')).toEqual([]);
	expect(findOperations(`/repos/o/r/contents/${'a/'.repeat(5000)}`)).toEqual([]);
});

test('documentation slugs find their operation', () => {
	const found = findOperationBySlug('create-an-issue', 'issues');
	expect(found && operationName(found)).toBe('POST /repos/{owner}/{repo}/issues');
	expect(findOperationBySlug('no-such-operation')).toBeUndefined();
});

test.each([
	['create issues', 'POST /repos/{owner}/{repo}/issues'],
	['create a pull request', 'POST /repos/{owner}/{repo}/pulls'],
	['merge pr', 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge'],
	['delete repo', 'DELETE /repos/{owner}/{repo}'],
	['upload release asset', 'POST /repos/{owner}/{repo}/releases/{release_id}/assets'],
	['add labels', 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels'],
	['org members', 'GET /orgs/{org}/members'],
	['post /repos/{owner}/{repo}/iss', 'POST /repos/{owner}/{repo}/issues'],
	['/gists/{gist_id}/star', 'GET /gists/{gist_id}/star'],
])('searching for “%s” finds %s first', (text, name) => {
	expect(names(searchOperations(text, 5))[0]).toBe(name);
});

test('searching keeps to its limit and finds nothing for nothing', () => {
	expect(searchOperations('repository', 7)).toHaveLength(7);
	expect(searchOperations('   ')).toEqual([]);
	expect(searchOperations('xyzzy')).toEqual([]);
});

test('a key stroke takes no more than looking at every operation a few times', () => {
	const texts = ['c', 'cr', 'create', 'create an', 'create an issue', 'xyzzy plugh', '/repos/'];
	const measure = (work: () => void): number => {
		const started = performance.now();
		work();
		return performance.now() - started;
	};
	const median = (times: readonly number[]): number =>
		times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
	// Both are measured in turns, so that a busy machine slows both.
	const pairs = Array.from({length: 20}, () => [
		measure(() => {
			for (const text of texts) searchOperations(text, 8);
		}) / texts.length,
		measure(() => {
			for (const operation of listOperations()) operationName(operation).toLowerCase();
		}),
	]);
	const ratio =
		median(pairs.map(([search = 0]) => search)) / median(pairs.map(([, look = 0]) => look));
	expect(ratio).toBeLessThan(20);
});

test('a permission tells what it opens, the most telling first', () => {
	expect(names(operationsOf('pull_requests', 'write'))[0]).toBe('POST /repos/{owner}/{repo}/pulls');
	expect(names(operationsOf('issues', 'write'))[0]).toBe('POST /repos/{owner}/{repo}/issues');
	expect(operationsOf('issues', 'read').length).toBeLessThan(
		operationsOf('issues', 'write').length,
	);
	expect(operationsOf('issues')).toHaveLength(operationsOf('issues', 'admin').length);
	expect(operationsOf('no_such_permission')).toEqual([]);
	for (const operation of operationsOf('contents', 'read')) {
		expect(operation.anyOf.some(set => set.contents === 'read')).toBe(true);
	}
});
