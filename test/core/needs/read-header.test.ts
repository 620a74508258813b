import fc from 'fast-check';
import {expect, test} from 'vitest';
import {accessLevels} from '../../../source/core/catalog/permission.ts';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {
	describeSet,
	readAcceptedPermissions,
	readNeed,
	readScopeList,
} from '../../../source/core/needs.ts';

const setOfPermissions = fc.dictionary(
	fc.constantFrom(...permissions.map(({parameter}) => parameter)),
	fc.constantFrom(...accessLevels),
	{minKeys: 1, maxKeys: 4},
);
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
					for (const level of Object.values(set)) expect(accessLevels).toContain(level);
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

test('a level that is named twice counts at its highest', () => {
	expect(readAcceptedPermissions('issues=write,issues=read')?.anyOf).toEqual([{issues: 'write'}]);
});

test('no permission is a permission set too', () => {
	expect(readAcceptedPermissions('allows_permissionless_access=true')?.anyOf).toEqual([{}]);
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
});
