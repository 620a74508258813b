import * as fc from 'fast-check';
import {describe, expect, expectTypeOf, test} from 'vitest';
import {includedScopes, leastScopes} from '../../../source/core/catalog/included-scopes.ts';
import {
	findScope,
	isScopeName,
	type ScopeHosts,
	type ScopeName,
	scopes,
} from '../../../source/core/catalog/scopes.ts';
import documented from '../../fixtures/scopes.json' with {type: 'json'};

const names = scopes.map(row => row.scope);

/** `as codespace` in the fixture means: where the scope `codespace` is. */
const hostsOf = (text: string): ScopeHosts => {
	const other = documented.find(row => text === `as ${row.scope}`);
	if (other) {
		return hostsOf(other.hosts);
	}

	if (text === 'GHES only') {
		return 'server';
	}

	return text.endsWith(', GHES') ? 'everywhere' : 'cloud';
};

/** What a list of scopes grants: the scopes themselves and all they bring. */
const reach = (list: readonly ScopeName[]): ReadonlySet<ScopeName> =>
	new Set(list.flatMap(scope => [scope, ...includedScopes(scope)]));

const scopeLists = fc.array(fc.constantFrom(...names), {maxLength: 20});

describe('the table', () => {
	test("has GitHub's scopes, their tree and their hosts, in GitHub's order", () => {
		expect(
			scopes.map(({scope, parent, alsoImpliedBy, hosts}) => ({
				scope,
				parent: parent ?? null,
				alsoImpliedBy: alsoImpliedBy ?? [],
				hosts,
			})),
		).toEqual(
			documented.map(({scope, parent, alsoImpliedBy, hosts}) => ({
				scope,
				parent,
				alsoImpliedBy,
				hosts: hostsOf(hosts),
			})),
		);
	});

	test('puts only site_admin on Enterprise Server alone', () => {
		expect(scopes.filter(({hosts}) => hosts === 'server').map(({scope}) => scope)).toEqual([
			'site_admin',
		]);
		expect(scopes.filter(({hosts}) => hosts === 'cloud').map(({scope}) => scope)).toEqual([
			'codespace',
			'codespace:secrets',
			'copilot',
			'manage_billing:copilot',
			'write:network_configurations',
			'read:network_configurations',
		]);
	});

	test('has every parent before its children', () => {
		for (const [index, {parent}] of scopes.entries()) {
			if (parent !== undefined) {
				expect(names.slice(0, index)).toContain(parent);
			}
		}
	});

	test('says in a line what each scope does', () => {
		const summaries = scopes.map(row => row.summary);
		for (const summary of summaries) {
			expect(summary).toMatch(/^[A-Z][^\p{Cc}]{9,88}[^.\s]$/u);
		}
		expect(new Set(summaries).size).toBe(summaries.length);
	});

	test.each(scopes.filter(({risk}) => risk !== undefined))('$scope gives a reason', ({risk}) => {
		expect(risk).toMatch(/^can [^\p{Cc}]{5,75}[^.\s]$/u);
	});

	test.each<ScopeName>([
		'repo',
		'delete_repo',
		'workflow',
		'admin:org',
		'admin:public_key',
		'admin:repo_hook',
		'admin:org_hook',
		'admin:gpg_key',
		'admin:ssh_signing_key',
		'admin:enterprise',
		'write:packages',
		'delete:packages',
		'user',
		'codespace',
		'copilot',
		'audit_log',
		'site_admin',
		'manage_runners:org',
		'manage_runners:enterprise',
	])('%s is marked as risky', scope => {
		expect(findScope(scope)?.risk).toBeDefined();
	});

	test.each<ScopeName>(['gist', 'read:org', 'read:user', 'read:packages', 'notifications'])(
		'%s is harmless',
		scope => {
			expect(findScope(scope)?.risk).toBeUndefined();
		},
	);
});

test('scope names are the names of the table', () => {
	expectTypeOf<'repo' | 'read:org' | 'site_admin'>().toExtend<ScopeName>();
	// @ts-expect-error: there is no such scope
	const wrong: ScopeName = 'repos';
	expect(isScopeName(wrong)).toBe(false);
});

describe('findScope and isScopeName', () => {
	test.each(scopes)('know $scope', row => {
		expect(findScope(row.scope)).toBe(row);
		expect(isScopeName(row.scope)).toBe(true);
	});

	test.each([
		'constructor',
		'__proto__',
		'toString',
		'',
		'Repo',
		' repo',
		'repo,gist',
		'(no scope)',
	])('do not know %j', name => {
		expect(findScope(name)).toBeUndefined();
		expect(isScopeName(name)).toBe(false);
	});
});

describe('includedScopes', () => {
	test.each<[ScopeName, ScopeName[]]>([
		['repo', ['repo:status', 'repo_deployment', 'public_repo', 'repo:invite', 'security_events']],
		['write:packages', ['read:packages']],
		['delete:packages', []],
		['admin:org', ['write:org', 'read:org', 'manage_runners:org']],
		['write:org', ['read:org']],
		['read:org', []],
		['admin:public_key', ['write:public_key', 'read:public_key']],
		['write:gpg_key', ['read:gpg_key']],
		['user', ['read:user', 'user:email', 'user:follow']],
		['workflow', []],
		['site_admin', []],
		[
			'admin:enterprise',
			[
				'manage_runners:enterprise',
				'manage_billing:enterprise',
				'read:enterprise',
				'scim:enterprise',
			],
		],
	])('%s brings %j', (scope, expected) => {
		expect(includedScopes(scope)).toEqual(expected);
	});

	test.each(names)('%s brings what those it brings bring, and never itself', scope => {
		const included = includedScopes(scope);
		expect(included).not.toContain(scope);
		for (const inner of included) {
			expect(included).toEqual(expect.arrayContaining([...includedScopes(inner)]));
		}
	});
});

describe('leastScopes', () => {
	test.each<[ScopeName[], ScopeName[]]>([
		[[], []],
		[
			['gist', 'repo'],
			['repo', 'gist'],
		],
		[['repo', 'repo'], ['repo']],
		[['public_repo', 'repo'], ['repo']],
		[['read:org', 'write:org'], ['write:org']],
		[['read:org', 'admin:org', 'manage_runners:org'], ['admin:org']],
		[
			['repo', 'write:packages', 'read:packages'],
			['repo', 'write:packages'],
		],
		[
			['delete:packages', 'read:packages'],
			['read:packages', 'delete:packages'],
		],
	])('of %j is %j', (list, expected) => {
		expect(leastScopes(list)).toEqual(expected);
	});

	test('grants exactly what the list grants', () => {
		fc.assert(
			fc.property(scopeLists, list => {
				expect(reach(leastScopes(list))).toEqual(reach(list));
			}),
		);
	});

	test('is the same when done twice, and in whatever order the list comes', () => {
		fc.assert(
			fc.property(scopeLists, list => {
				const least = leastScopes(list);
				expect(leastScopes(least)).toEqual(least);
				expect(leastScopes([...list].reverse())).toEqual(least);
			}),
		);
	});

	test('can spare none of what it keeps, and keeps catalog order', () => {
		fc.assert(
			fc.property(scopeLists, list => {
				const least = leastScopes(list);
				expect(least).toEqual(names.filter(name => least.includes(name)));
				for (const scope of least) {
					expect(reach(least.filter(other => other !== scope))).not.toContain(scope);
				}
			}),
		);
	});
});
