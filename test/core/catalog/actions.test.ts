import {describe, expect, test} from 'vitest';
import {actions, findAction} from '../../../source/core/catalog/actions.ts';
import {findUndocumentedPermission} from '../../../source/core/catalog/permission-facts.ts';
import {findPermission, levelsOf} from '../../../source/core/catalog/permissions.ts';
import {isScopeName} from '../../../source/core/catalog/scopes.ts';

describe('the actions', () => {
	test.each(actions.map(action => [action.action, action] as const))('%s', (_, action) => {
		expect(action.source).not.toBe('');
		for (const {permissions, token, why} of action.needs) {
			expect(why).not.toBe('');
			if (token !== undefined) expect(action.tokenInputs).toContain(token);
			for (const [name, level] of Object.entries(permissions)) {
				const row = findPermission(name);
				expect(row ?? findUndocumentedPermission(name), name).toBeDefined();
				if (row !== undefined) expect(levelsOf(row)).toContain(level);
			}
		}
		for (const {scopes} of action.classicWhen ?? []) expect(scopes.every(isScopeName)).toBe(true);
		expect((action.classicScopes ?? []).every(isScopeName)).toBe(true);
	});

	test.each([
		['peter-evans/create-pull-request@v7', 'peter-evans/create-pull-request'],
		['Peter-Evans/Create-Pull-Request', 'peter-evans/create-pull-request'],
		['Platane/snk/svg-only@v3', 'Platane/snk'],
		['./.github/actions/build', undefined],
		['docker://alpine:3', undefined],
		['octo-org/nothing@v1', undefined],
	])('%s', (uses, action) => {
		expect(findAction(uses)?.action).toBe(action);
	});
});
