import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import type {PermissionGroup} from '../../source/core/catalog/permission.ts';
import {
	findPermission,
	type Grants,
	levelsOf,
	permissions,
} from '../../source/core/catalog/permissions.ts';
import {
	clearFilter,
	countGroup,
	createPermissionList,
	findRows,
	focusedPermission,
	listRows,
	type PermissionListState,
	pressPermissionKey,
	shownGroup,
	stepLevel,
} from '../../source/ui/components/permission-list-state.ts';
import type {Key, KeyName} from '../../source/ui/keys.ts';
import {createTextField} from '../../source/ui/text-field.ts';

const own: readonly PermissionGroup[] = ['repository', 'account'];
const organization: readonly PermissionGroup[] = ['repository', 'organization'];

type Chosen = {readonly list: PermissionListState; readonly grants: Grants};

/** Presses keys: a word in angle brackets is a named key, anything else is typed letter by letter. */
const press = (
	start: Partial<Chosen>,
	groups: readonly PermissionGroup[],
	...keys: readonly string[]
): Chosen => {
	const parsed = keys.flatMap((key): readonly Key[] => {
		const name = /^<(.+)>$/.exec(key)?.[1];
		return name === undefined
			? [...key].map(text => ({name: 'text', text}))
			: [{name: name as KeyName}];
	});
	return parsed.reduce<Chosen>(
		({list, grants}, key) => pressPermissionKey(list, grants, groups, key),
		{list: createPermissionList(), grants: {}, ...start},
	);
};

const names = (list: PermissionListState, groups = own): readonly string[] =>
	listRows(list, groups).rows.map(({parameter}) => parameter);

const focusOf = (list: PermissionListState, groups = own): string | undefined =>
	focusedPermission(list, groups)?.parameter;

test('the list holds every permission that is offered, group by group', () => {
	const listed = (['repository', 'organization', 'account'] as const).flatMap(group =>
		findRows(group, ''),
	);
	const offered = permissions.filter(({offered}) => offered !== false);
	expect(new Set(listed)).toEqual(new Set(offered));
	expect(listed).toHaveLength(offered.length);
	for (const group of ['repository', 'organization', 'account'] as const) {
		expect(findRows(group, '')).toHaveLength(countGroup(group));
	}
});

test('typing filters by name, parameter and summary, names first', () => {
	expect(names(press({}, own, 'issue').list).slice(0, 1)).toEqual(['issues']);
	expect(names(press({}, own, 'workflow').list).slice(0, 1)).toEqual(['workflows']);
	expect(names(press({}, own, 'workflow').list)).toContain('actions');
	expect(names(press({}, own, 'pull_req').list)).toEqual(['pull_requests']);
	expect(names(press({}, own, 'PULL_REQ').list)).toEqual(['pull_requests']);
	expect(names(press({}, own, 'branches').list)).toContain('contents');
	expect(names(press({}, own, 'zzz').list)).toEqual([]);
});

test('every word of the filter has to be found, in any order', () => {
	for (const row of findRows('repository', 'secrets repo')) {
		const all = `${row.displayName} ${row.parameter} ${row.summary}`.toLowerCase();
		expect(all).toContain('secrets');
		expect(all).toContain('repo');
	}
	expect(findRows('repository', 'requests pull')).toEqual(findRows('repository', 'pull requests'));
});

test('signs that mean something in patterns are plain signs', () => {
	for (const filter of ['(', '.*', '[', '\\', '$^', '?']) {
		expect(() => findRows('repository', filter)).not.toThrow();
	}
	expect(findRows('repository', '.*')).toEqual([]);
});

test('up and down move within the list and stay at its ends', () => {
	const rows = names(createPermissionList());
	expect(focusOf(press({}, own, '<up>').list)).toBe(rows[0]);
	expect(focusOf(press({}, own, '<down>', '<down>').list)).toBe(rows[2]);
	expect(focusOf(press({}, own, '<down>', '<down>', '<up>').list)).toBe(rows[1]);
	expect(focusOf(press({}, own, '<end>').list)).toBe(rows.at(-1));
	expect(focusOf(press({}, own, '<end>', '<down>').list)).toBe(rows.at(-1));
	expect(focusOf(press({}, own, '<page-down>').list)).toBe(rows[8]);
	expect(focusOf(press({}, own, '<end>', '<home>').list)).toBe(rows[0]);
});

test.each(permissions.filter(({offered}) => offered !== false).map(row => [row.parameter, row]))(
	'%s goes through its levels and no others',
	(_, permission) => {
		const levels = levelsOf(permission);
		let grants: Grants = {};
		for (const level of levels) {
			grants = stepLevel(grants, permission, 1);
			expect(grants).toEqual({[permission.parameter]: level});
		}
		expect(stepLevel(grants, permission, 1)).toBe(grants);
		for (const level of levels.toReversed().slice(1)) {
			grants = stepLevel(grants, permission, -1);
			expect(grants).toEqual({[permission.parameter]: level});
		}
		grants = stepLevel(grants, permission, -1);
		expect(grants).toEqual({});
		expect(stepLevel(grants, permission, -1)).toBe(grants);
	},
);

test('space switches between none and the lowest level', () => {
	const once = press({}, own, 'contents', ' ');
	expect(once.grants).toEqual({contents: 'read'});
	expect(press(once, own, ' ').grants).toEqual({});
	expect(press({grants: {contents: 'write'}}, own, 'contents', ' ').grants).toEqual({});
	const onlyWrite = findPermission('gists');
	expect(onlyWrite && levelsOf(onlyWrite)).toEqual(['write']);
	expect(press({}, own, '<tab>', 'gists', ' ').grants).toEqual({gists: 'write'});
});

test('right and left change the focused row and keep the others', () => {
	const grants: Grants = {issues: 'read'};
	expect(press({grants}, own, 'contents', '<right>').grants).toEqual({
		issues: 'read',
		contents: 'read',
	});
	expect(press({grants}, own, 'contents', '<right>', '<right>', '<right>').grants).toEqual({
		issues: 'read',
		contents: 'write',
	});
	expect(press({grants}, own, 'contents', '<left>').grants).toBe(grants);
});

test('nothing is chosen where nothing is listed', () => {
	const grants: Grants = {issues: 'read'};
	const pressed = press({grants}, own, 'zzz', ' ', '<right>', '<left>', '<down>');
	expect(pressed.grants).toBe(grants);
	expect(focusOf(pressed.list)).toBeUndefined();
});

test('tab goes round the groups that are offered, and the filter stays', () => {
	const start = press({}, organization, 'secret');
	expect(shownGroup(start.list, organization)).toBe('repository');
	const next = press(start, organization, '<tab>');
	expect(shownGroup(next.list, organization)).toBe('organization');
	expect(next.list.filter.value).toBe('secret');
	expect(shownGroup(press(next, organization, '<tab>').list, organization)).toBe('repository');
	expect(shownGroup(press({}, ['account'], '<tab>').list, ['account'])).toBe('account');
});

test('a group that is not offered any more gives way to the first', () => {
	const list = {...createPermissionList(), group: 'account' as const};
	expect(shownGroup(list, organization)).toBe('repository');
	expect(shownGroup(list, ['organization'])).toBe('organization');
	expect(shownGroup(list, [])).toBeUndefined();
	expect(listRows(list, [])).toEqual({rows: [], focus: 0});
	expect(press({list}, [], '<down>', ' ', '<tab>', 'a').grants).toEqual({});
});

test('clearing the filter keeps the focus where it was', () => {
	const {list} = press({}, own, 'issues');
	const focused = focusOf(list);
	const cleared = clearFilter(list, own);
	expect(cleared.filter.value).toBe('');
	expect(focusOf(cleared)).toBe(focused);
	expect(names(cleared)).toHaveLength(countGroup('repository'));
});

test('clearing a filter that found nothing keeps the list usable', () => {
	const cleared = clearFilter(press({}, own, 'zzz').list, own);
	expect(focusOf(cleared)).toBe(names(cleared)[0]);
});

test('the filter can be corrected', () => {
	expect(press({}, own, 'issuez', '<backspace>', 's').list.filter).toEqual(
		createTextField('issues'),
	);
	expect(press({}, own, 'issues', '<delete-word>').list.filter.value).toBe('');
	expect(press({}, own, 'issues', '<delete-before>').list.filter.value).toBe('');
});

test('space is no part of a filter, and names are found without it', () => {
	const {list, grants} = press({}, own, 'pull requests');
	expect(list.filter.value).toBe('pullrequests');
	expect(names(list)).toEqual(['pull_requests']);
	expect(grants).toEqual({pull_requests: 'read'});
});

test('a pasted word filters', () => {
	const {list} = pressPermissionKey(createPermissionList(), {}, own, {
		name: 'paste',
		text: 'pull_requests\n',
	});
	expect(names(list)).toEqual(['pull_requests']);
});

test('a name that a filter is typed for can be switched on', () => {
	fc.assert(
		fc.property(fc.constantFrom(...permissions.filter(row => row.offered !== false)), row => {
			const {list, grants} = press(
				{list: {...createPermissionList(), group: row.group}},
				[row.group],
				row.parameter,
				'<right>',
			);
			expect(names(list, [row.group])).toContain(row.parameter);
			expect(Object.keys(grants)).toEqual([row.parameter]);
		}),
	);
});

test('a parameter in full comes first', () => {
	for (const row of permissions.filter(({offered}) => offered !== false)) {
		expect(findRows(row.group, row.parameter)[0]?.parameter).toBe(row.parameter);
	}
});
