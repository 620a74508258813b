import {expect, test} from 'vitest';
import {leastScopes} from '../../../source/core/catalog/included-scopes.ts';
import {isPermissionName} from '../../../source/core/catalog/permission-facts.ts';
import {findPermission, levelsOf} from '../../../source/core/catalog/permissions.ts';
import {findPreset, grantsOf, presets, scopesOf} from '../../../source/core/catalog/presets.ts';
import {matchWords} from '../../../source/core/needs/index.ts';

test('ids are in kebab-case, none is there twice, and each is found', () => {
	expect(new Set(presets.map(({id}) => id)).size).toBe(presets.length);
	for (const preset of presets) {
		expect(preset.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
		expect(findPreset(preset.id)).toBe(preset);
	}

	expect(findPreset('no-such-preset')).toBeUndefined();
});

test('every permission and scope has a reason, and a level that exists', () => {
	for (const preset of presets) {
		if (preset.type === 'classic') {
			expect(preset.scopes.length, preset.id).toBeGreaterThan(0);
			expect(preset.scopes.every(({reason}) => reason !== '')).toBe(true);
			expect(preset.whyClassic).toMatch(/\.$/);
			continue;
		}

		for (const [permission, {level, reason}] of Object.entries(preset.grants)) {
			const row = findPermission(permission);
			expect(row && levelsOf(row), `${preset.id}: ${permission}`).toContain(level);
			expect(row?.offered, `${preset.id}: ${permission}`).not.toBe(false);
			expect(reason).toMatch(/^[a-z]/);
		}
	}
});

test('no token mixes account and organization permissions, and organizations are marked', () => {
	for (const preset of presets) {
		const groups = new Set(
			Object.keys(grantsOf(preset))
				.filter(isPermissionName)
				.map(permission => findPermission(permission)?.group),
		);
		expect(groups.has('account') && groups.has('organization')).toBe(false);
		if (preset.type === 'fine-grained') {
			expect(preset.organization === true, preset.id).toBe(groups.has('organization'));
		}
	}
});

test('scopes hold nothing that another one of them brings', () => {
	for (const preset of presets) {
		expect(new Set(leastScopes(scopesOf(preset))), preset.id).toEqual(new Set(scopesOf(preset)));
	}
});

test.each([
	['read-code', {contents: 'read'}],
	['push-code', {contents: 'write'}],
	['pull-requests', {contents: 'write', pull_requests: 'write'}],
	['pull-requests-with-workflows', {contents: 'write', pull_requests: 'write', workflows: 'write'}],
	['actions', {actions: 'write'}],
	['copilot-requests', {user_copilot_requests: 'read'}],
	['gists', {gists: 'write'}],
	['container-push', {}],
])('%s grants the least', (id, grants) => {
	const preset = findPreset(id);
	expect(preset && grantsOf(preset)).toEqual(grants);
});

test.each([
	['container-pull', ['read:packages']],
	['container-push', ['write:packages']],
	['npm-publish', ['write:packages']],
	['notifications', ['notifications']],
	['gh', ['repo', 'read:org', 'gist']],
	['read-code', []],
])('%s takes the scopes %j', (id, scopes) => {
	const preset = findPreset(id);
	expect(preset && scopesOf(preset)).toEqual(scopes);
});

test('every phrase of a preset means that preset and no other', () => {
	for (const preset of presets) {
		for (const phrase of [preset.id, preset.title, ...preset.words]) {
			const {choices, sure} = matchWords(phrase);
			expect({phrase, id: choices[0]?.id, sure}).toEqual({phrase, id: preset.id, sure: true});
		}
	}
});
