import {describe, expect, test} from 'vitest';
import type {PermissionGroup} from '../../../source/core/catalog/permission.ts';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import {
	countGroup,
	searchPermissions,
	searchScopes,
} from '../../../source/core/catalog/search-permissions.ts';
import {describeMeaning} from '../../../source/core/needs/describe-needs.ts';
import {searchReasons, suggestPermissions} from '../../../source/core/needs/search-reasons.ts';

const groups: readonly PermissionGroup[] = ['repository', 'organization', 'account'];
const search = (text: string, order = groups) => searchPermissions(order, text, searchReasons);
const names = (text: string, order = groups) =>
	search(text, order).map(({row}) => row.parameter as string);
/** What is said of a permission that is found: the reason, or else what it is about anyway. */
const reasonOf = (text: string, parameter: string): string => {
	const found = search(text).find(({row}) => row.parameter === parameter);
	return found?.reason ?? JSON.stringify(found?.row);
};
const scopes = (text: string) => searchScopes(() => true, text, searchReasons);

describe('permissions are found', () => {
	test('all of a group by an empty text, in their order', () => {
		expect(names('  ')).toHaveLength(countGroup('repository'));
	});

	test.each(
		permissions
			.filter(({offered}) => offered !== false)
			.flatMap(({parameter, displayName, group}) =>
				[displayName, parameter, displayName.toLowerCase().split(' ').toReversed().join(' ')].map(
					text => [text, parameter, group] as const,
				),
			),
	)('by "%s": %s', (text, parameter, group) => {
		expect(names(text, [group])).toContain(parameter);
	});

	test.each([
		['scanning code', 'security_events'],
		['requests pull', 'pull_requests'],
		['pullreq', 'pull_requests'],
		['isues', 'issues'],
		['contnets', 'contents'],
		['contne', 'contents'],
		['wbehooks', 'repository_hooks'],
		['depndabot secrets', 'dependabot_secrets'],
	])('by "%s": %s first', (text, parameter) => {
		expect(names(text)[0]).toBe(parameter);
	});

	test.each([
		['dispatch', 'actions', /dispatch|Trigger/i],
		['dispatch', 'contents', /dispatch/i],
		['deploy key', 'administration', /deploy key/i],
		['keys deploy', 'administration', /deploy key/i],
		['wiki', 'contents', /wiki/],
		['branch protection', 'administration', /branch protection/i],
		['artifact', 'administration', /artifact/i],
	])('by "%s": %s, and the reason is said', (text, parameter, reason) => {
		expect(reasonOf(text, parameter)).toMatch(reason);
	});

	test('by one of many things that they are good for, which is said', () => {
		expect(search('deploy key')[0]?.reason).toMatch(/deploy key/);
	});

	test('not where another kind of token is needed, which is said', () => {
		expect(names('npm publish')).toEqual([]);
		expect(describeMeaning('npm publish')).toBe('Publish packages (classic, write:packages)');
		expect(describeMeaning('xyzzy')).toBeUndefined();
		expect(describeMeaning(' ')).toBeUndefined();
	});

	test('by a thing of its own before what can be done to it among much else', () => {
		expect(names('wiki')[0]).toBe('contents');
	});

	test('by everyday words, whose name comes first', () => {
		expect(names('prs')[0]).toBe('pull_requests');
		expect(names('PR')[0]).toBe('pull_requests');
	});

	test('in the other groups where the shown one has nothing', () => {
		expect(names('members')[0]).toBe('members');
		expect(names('gists')[0]).toBe('gists');
		expect(names('gists', ['repository'])).toEqual([]);
	});

	test('by what a text means as a task, where no name fits', () => {
		expect(names('kick off a workflow')).toEqual([]);
		expect(suggestPermissions('kick off a workflow')[0]?.row.parameter).toBe('actions');
	});

	test('not at all by nonsense', () => {
		expect(names('xyzzy')).toEqual([]);
		expect(suggestPermissions('xyzzy')).toEqual([]);
		expect(names('.,;')).toEqual([]);
	});
});

describe('scopes are found', () => {
	test.each([
		['packages write', 'write:packages'],
		['packges', 'write:packages'],
		['gist', 'gist'],
		['docker', 'write:packages'],
		['dispatch', 'repo'],
		['wiki', 'repo'],
	])('by "%s": %s first', (text, scope) => {
		expect(scopes(text)[0]?.row.scope).toBe(scope);
	});
});
