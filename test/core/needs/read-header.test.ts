import fc from 'fast-check';
import {expect, test} from 'vitest';
import {accessLevels, describeSet} from '../../../source/core/catalog/permission.ts';
import {
	findPermission,
	includesLevel,
	levelsOf,
	permissions,
} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {
	readAcceptedPermissions,
	readNeed,
	readScopeList,
} from '../../../source/core/needs/index.ts';
import {whyNotGrantable} from '../../../source/core/needs/read-header.ts';

const setOfPermissions = fc
	.subarray([...permissions], {minLength: 1, maxLength: 4})
	.chain(rows =>
		fc.tuple(
			...rows.map(row =>
				fc.constantFrom(...levelsOf(row)).map(level => [row.parameter, level] as const),
			),
		),
	)
	.map(pairs => Object.fromEntries(pairs));
const setsOfPermissions = fc.array(setOfPermissions, {minLength: 1, maxLength: 4});
const spaces = fc.constantFrom('', ' ', '  ');

test('sets that are written as GitHub writes them are read back', () => {
	fc.assert(
		fc.property(setsOfPermissions, spaces, spaces, (sets, before, after) => {
			const value = sets
				.map(set =>
					Object.entries(set)
						.map(pair => pair.join('='))
						.join(`${before},${after}`),
				)
				.join(`${before};${after}`);
			expect(readAcceptedPermissions(value)).toEqual({anyOf: sets, refused: []});
		}),
	);
});

test.each([
	['X-Accepted-GitHub-Permissions: '],
	['x-accepted-github-permissions: '],
	['< X-Accepted-Github-Permissions: '],
	["    'x-accepted-github-permissions': '"],
	['"x-accepted-github-permissions":"'],
	[''],
])('a header is read behind “%s”', name => {
	fc.assert(
		fc.property(setsOfPermissions, sets => {
			const quote = /["']$/.exec(name)?.[0] ?? '';
			const {needs} = readNeed(`${name}${sets.map(describeSet).join('; ')}${quote}`);
			expect(needs.map(({anyOf}) => anyOf)).toEqual([sets]);
		}),
		{numRuns: 30},
	);
});

test('any text is read or refused, never thrown at', () => {
	const part = fc.constantFrom(
		'contents',
		'=',
		'write',
		',',
		';',
		' ',
		'x',
		'=read',
		'=admin',
		'__proto__=read',
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.array(part).map(parts => parts.join('')),
			),
			text => {
				const read = readAcceptedPermissions(text);
				for (const set of read?.anyOf ?? []) {
					for (const [name, level] of Object.entries(set)) {
						const row = findPermission(name);
						const levels = row === undefined ? accessLevels : levelsOf(row);
						expect(levels.some(other => includesLevel(other, level))).toBe(true);
					}
				}
			},
		),
	);
});

test('permissions that no fine-grained token can have are named with the reason', () => {
	const read = readAcceptedPermissions('checks=write; contents=read');
	expect(read?.anyOf).toEqual([{contents: 'read'}]);
	expect(read?.refused).toEqual([
		'checks cannot be granted to a fine-grained token: only a GitHub App can write checks.',
	]);
	expect(readAcceptedPermissions('no_such_thing=read')).toMatchObject({anyOf: []});
});

test.each([
	['issues=write,issues=read', 'write'],
	['issues=read,issues=write', 'write'],
	['issues=read,issues=read', 'read'],
])('a level that is named twice counts at its highest: %s', (text, level) => {
	expect(readAcceptedPermissions(text)?.anyOf).toEqual([{issues: level}]);
});

test('no permission is a permission set too', () => {
	expect(readAcceptedPermissions('allows_permissionless_access=true')?.anyOf).toEqual([{}]);
	expect(readAcceptedPermissions('contents=read; Allows_Permissionless_Access=true')).toEqual({
		anyOf: [{contents: 'read'}, {}],
		refused: [],
	});
});

test.each([['not_allows_permissionless_access=true'], ['allows_permissionless_access=truest']])(
	'%s is no permission, and does not mean that none is needed',
	text => {
		expect(readAcceptedPermissions(text)).toBeUndefined();
		expect(readAcceptedPermissions(`${text}; contents=read`)?.anyOf).toEqual([{contents: 'read'}]);
	},
);

test.each([
	[''],
	['   '],
	[';'],
	[' ; ;; '],
	['contents'],
	['contents='],
	['=read'],
	['contents=read,'],
	[',contents=read'],
	['contents=read;,'],
	['contents=read issues=read'],
	['the contents=read'],
	['contents=read:now'],
	['contents=read; see the docs'],
	['foo=bar'],
	['foo=bar; baz=qux,quux=corge'],
])('%j is no header of permissions', text => {
	expect(readAcceptedPermissions(text)).toBeUndefined();
});

test.each([
	[';contents=read;'],
	['contents=read;'],
	['; ;contents=read'],
	['\tCONTENTS=Read ;'],
	['contents=read,contents=read'],
])('%j is read with what is empty in it', text => {
	expect(readAcceptedPermissions(text)).toEqual({anyOf: [{contents: 'read'}], refused: []});
});

test.each([
	[
		'checks=write',
		'checks cannot be granted to a fine-grained token: only a GitHub App can write checks.',
	],
	[
		'id_token=write',
		'id-token is a permission of GITHUB_TOKEN in Actions, not of a personal token.',
	],
	[
		'packages=read',
		'packages cannot be granted to a fine-grained token: GitHub Packages takes a classic one.',
	],
	[
		'repository_projects=admin',
		'repository_projects cannot be granted to a fine-grained token: it belongs to the retired Projects of repositories.',
	],
	['single_file=read', 'single_file is a permission of GitHub Apps, not of personal tokens.'],
	['no_such_thing=read', 'no_such_thing is not a known permission of fine-grained tokens.'],
	['constructor=read', 'constructor is not a known permission of fine-grained tokens.'],
	[
		'contents=bogus',
		'The level of contents=bogus does not exist: contents takes read or write, as in contents=read.',
	],
	[
		'contents=admin',
		'The level of contents=admin does not exist: contents takes read or write, as in contents=read.',
	],
	[
		'organization_projects=bogus',
		'The level of organization_projects=bogus does not exist: organization_projects takes read or write or admin, as in organization_projects=read.',
	],
	[
		'workflows=bogus',
		'The level of workflows=bogus does not exist: workflows takes write, as in workflows=write.',
	],
	[
		'issue_fields=bogus',
		'The level of issue_fields=bogus does not exist: issue_fields takes read or write or admin, as in issue_fields=read.',
	],
	[
		'checks=bogus',
		'checks cannot be granted to a fine-grained token: only a GitHub App can write checks.',
	],
])('%s is refused: %s', (part, reason) => {
	expect(readAcceptedPermissions(part)).toEqual({anyOf: [], refused: [reason]});
	expect(readAcceptedPermissions(`issues=read; ${part}; contents=read,${part}`)).toEqual({
		anyOf: [{issues: 'read'}],
		refused: [reason],
	});
});

test('a level below all that exist is read, since a higher one includes it', () => {
	expect(readAcceptedPermissions('workflows=read')).toEqual({
		anyOf: [{workflows: 'read'}],
		refused: [],
	});
});

test('undocumented permissions can be granted', () => {
	expect(readAcceptedPermissions('issue_fields=write')).toEqual({
		anyOf: [{issue_fields: 'write'}],
		refused: [],
	});
	expect(whyNotGrantable('issue_fields')).toBeUndefined();
	expect(whyNotGrantable('contents')).toBeUndefined();
});

test('of a header without end, the beginning is read', () => {
	const sets = Array.from({length: 60}, (_, index) =>
		index < 50 ? 'contents=read' : 'issues=read',
	);
	expect(readAcceptedPermissions(sets.join(';'))?.anyOf).toEqual(
		Array.from({length: 50}, () => ({contents: 'read'})),
	);
});

test('scope lists are read with any spacing, and unknown names are kept apart', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(...scopes.map(({scope}) => scope))),
			fc.constantFrom(',', ', ', ' ', ',  '),
			(list, separator) => {
				expect(readScopeList(list.join(separator))).toEqual({scopes: list, unknown: []});
			},
		),
	);
	expect(readScopeList('repo, nonsense')).toEqual({scopes: ['repo'], unknown: ['nonsense']});
	expect(readScopeList('')).toEqual({scopes: [], unknown: []});
});

test.each([
	["'repo'"],
	['"repo"'],
	['`repo`'],
	['["repo"]'],
	["['repo'],"],
	['repo.'],
	['[`"repo"`].'],
	[' repo '],
	['[, repo ]'],
])('the scope in %j is read without what stands around it', text => {
	expect(readScopeList(text)).toEqual({scopes: ['repo'], unknown: []});
});

test('what stands inside of a name stays there', () => {
	expect(readScopeList('re"po, re.po')).toEqual({scopes: [], unknown: ['re"po', 're.po']});
});
