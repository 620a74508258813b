import * as fc from 'fast-check';
import {describe, expect, expectTypeOf, test} from 'vitest';
import {accessLevels} from '../../../source/core/catalog/permission.ts';
import {
	findUndocumentedPermission,
	type Grants,
	isPermissionName,
	type LevelOf,
	type PermissionName,
	undocumentedPermissions,
} from '../../../source/core/catalog/permission-facts.ts';
import {
	findPermission,
	includesLevel,
	levelsOf,
	permissionGroups,
	permissions,
	riskOf,
} from '../../../source/core/catalog/permissions.ts';
import documented from '../../fixtures/permissions.json' with {type: 'json'};
import undocumented from '../../fixtures/permissions-undocumented.json' with {type: 'json'};

const prototypeNames = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

describe('the table', () => {
	test("has GitHub's parameters, groups, names and levels, in GitHub's order", () => {
		expect(
			permissions.map(permission => ({
				param: permission.parameter,
				group: permission.group,
				displayName: permission.displayName,
				levels: levelsOf(permission),
			})),
		).toEqual(
			documented.map(({param, group, displayName, levels}) => ({
				param,
				group,
				displayName,
				levels,
			})),
		);
	});

	test('notes what is odd about a parameter', () => {
		const noted = permissions.filter(permission => permission.note !== undefined);
		expect(noted.map(permission => permission.parameter)).toEqual(
			documented.filter(row => 'note' in row).map(row => row.param),
		);
		for (const {note} of noted) {
			expect(note).toMatch(/^[A-Z].+\.$/);
		}
	});

	test('marks what the form may lack', () => {
		expect(
			permissions.filter(permission => permission.perhapsRetired).map(({parameter}) => parameter),
		).toEqual(
			documented
				.filter(row => 'note' in row && row.note?.includes('probably retired'))
				.map(row => row.param),
		);
	});

	test('offers everything but the older name for Copilot requests', () => {
		expect(
			permissions
				.filter(permission => permission.offered === false)
				.map(({parameter}) => parameter),
		).toEqual(['copilot_requests']);
	});

	test('says in a line what each permission does', () => {
		const summaries = permissions.map(permission => permission.summary);
		for (const summary of summaries) {
			expect(summary).toMatch(/^[A-Z][^\p{Cc}]{9,88}[^.\s]$/u);
		}
		expect(new Set(summaries).size).toBe(summaries.length);
	});

	test.each(permissions)('$parameter says in a line what each level adds', permission => {
		const texts = Object.values(permission.levels);
		for (const text of texts) {
			expect(text).toMatch(/^[A-Z][^\p{Cc}]{9,88}[^.\s]$/u);
		}
		expect(new Set(texts).size).toBe(texts.length);
	});

	test.each(permissions.filter(({risks}) => risks))(
		'$parameter gives a reason for each risk, at a level that exists',
		permission => {
			const {risks = {}} = permission;
			expect(Object.keys(risks).length).toBeGreaterThan(0);
			for (const [level, risk] of Object.entries(risks)) {
				expect(levelsOf(permission)).toContain(level);
				expect(risk).toMatch(/^can [^\p{Cc}]{5,75}[^.\s]$/u);
			}
		},
	);

	test.each<[PermissionName, 'read' | 'write' | 'admin']>([
		['administration', 'write'],
		['contents', 'write'],
		['workflows', 'write'],
		['secrets', 'write'],
		['organization_secrets', 'write'],
		['environments', 'write'],
		['repository_hooks', 'write'],
		['organization_hooks', 'write'],
		['members', 'write'],
		['keys', 'write'],
		['organization_administration', 'write'],
		['organization_copilot_seat_management', 'write'],
		['organization_self_hosted_runners', 'write'],
		['secret_scanning_alerts', 'read'],
		['user_copilot_requests', 'read'],
	])('%s at %s is marked as risky', (parameter, level) => {
		const permission = findPermission(parameter);
		expect(permission && riskOf(permission, level)).toMatch(/^can /);
	});

	test.each<PermissionName>(['metadata', 'issues', 'starring', 'gists', 'discussions', 'profile'])(
		'%s is harmless at every level',
		parameter => {
			expect(findPermission(parameter)?.risks).toBeUndefined();
		},
	);
});

test('grants take only the levels that exist', () => {
	expectTypeOf<LevelOf<'workflows'>>().toEqualTypeOf<'write'>();
	expectTypeOf<LevelOf<'contents'>>().toEqualTypeOf<'read' | 'write'>();
	expectTypeOf<LevelOf<'organization_projects'>>().toEqualTypeOf<'read' | 'write' | 'admin'>();
	expectTypeOf<keyof Grants>().toEqualTypeOf<PermissionName>();

	const good: Grants = {contents: 'write', metadata: 'read', organization_projects: 'admin'};
	// @ts-expect-error: workflows exists as write alone
	const workflows: Grants = {workflows: 'read'};
	// @ts-expect-error: metadata exists as read alone
	const metadata: Grants = {metadata: 'write'};
	// @ts-expect-error: contents has no admin level
	const contents: Grants = {contents: 'admin'};
	// @ts-expect-error: checks is no permission of a link
	const checks: Grants = {checks: 'read'};

	for (const grants of [good, workflows, metadata, contents, checks]) {
		const valid = Object.entries(grants).every(([parameter, level]) => {
			const permission = findPermission(parameter);
			return permission !== undefined && levelsOf(permission).includes(level);
		});
		expect(valid).toBe(grants === good);
	}
});

describe('findPermission and isPermissionName', () => {
	test.each(permissions)('know $parameter', permission => {
		expect(findPermission(permission.parameter)).toBe(permission);
		expect(isPermissionName(permission.parameter)).toBe(true);
	});

	test.each([
		...prototypeNames,
		'',
		'Contents',
		' contents',
		'variables',
		'checks',
		'agent_secrets',
	])('do not know %j', name => {
		expect(findPermission(name)).toBeUndefined();
		expect(isPermissionName(name)).toBe(false);
	});
});

describe('the undocumented permissions', () => {
	test("are the other names in GitHub's data", () => {
		expect(undocumentedPermissions).toEqual(
			undocumented.map(({param, group, displayName}) => ({parameter: param, group, displayName})),
		);
	});

	test('are not in the table', () => {
		for (const {parameter} of undocumentedPermissions) {
			expect(isPermissionName(parameter)).toBe(false);
			expect(findUndocumentedPermission(parameter)?.parameter).toBe(parameter);
		}
	});

	test.each([...prototypeNames, 'contents', ''])('are not %j', name => {
		expect(findUndocumentedPermission(name)).toBeUndefined();
	});
});

test('the groups come in the order of the page and have permissions', () => {
	expect(permissionGroups).toEqual([
		{group: 'repository', displayName: 'Repository'},
		{group: 'organization', displayName: 'Organization'},
		{group: 'account', displayName: 'Account'},
	]);
	expect(new Set(permissions.map(({group}) => group))).toEqual(
		new Set(permissionGroups.map(({group}) => group)),
	);
});

describe('includesLevel', () => {
	test.each([
		['read', 'read', true],
		['read', 'write', false],
		['read', 'admin', false],
		['write', 'read', true],
		['write', 'write', true],
		['write', 'admin', false],
		['admin', 'read', true],
		['admin', 'write', true],
		['admin', 'admin', true],
	] as const)('%s includes %s: %s', (granted, wanted, expected) => {
		expect(includesLevel(granted, wanted)).toBe(expected);
	});
});

describe('levelsOf', () => {
	test('is lowest first, whatever the order in the row', () => {
		const row = {
			parameter: 'example',
			group: 'repository',
			displayName: 'Example',
			summary: 'Do something',
			levels: {admin: 'Three', read: 'One', write: 'Two'},
		} as const;
		expect(levelsOf(row)).toEqual(['read', 'write', 'admin']);
	});
});

describe('riskOf', () => {
	const row = {
		parameter: 'example',
		group: 'repository',
		displayName: 'Example',
		summary: 'Do something',
		levels: {read: 'One', write: 'Two', admin: 'Three'},
	} as const;

	test.each([
		[{}, [undefined, undefined, undefined]],
		[{write: 'w'}, [undefined, 'w', 'w']],
		[{read: 'r'}, ['r', 'r', 'r']],
		[{read: 'r', admin: 'a'}, ['r', 'r', 'a']],
		[{read: 'r', write: 'w', admin: 'a'}, ['r', 'w', 'a']],
	])('with risks %j it is %j', (risks, expected) => {
		expect(accessLevels.map(level => riskOf({...row, risks}, level))).toEqual(expected);
	});

	test('is undefined for a row without risks', () => {
		expect(riskOf(row, 'admin')).toBeUndefined();
	});

	test('never goes away at a higher level', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...permissions),
				fc.constantFrom(...accessLevels),
				fc.constantFrom(...accessLevels),
				(permission, lower, higher) => {
					fc.pre(includesLevel(higher, lower) && riskOf(permission, lower) !== undefined);
					return riskOf(permission, higher) !== undefined;
				},
			),
		);
	});
});
