import {Ajv2020} from 'ajv/dist/2020.js';
import {expect, test} from 'vitest';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {exportProfiles} from '../../../source/core/link/export.ts';
import {importText} from '../../../source/core/link/import.ts';
import {profileSchema} from '../../../source/core/profile/profile-schema.ts';
import {storedBot} from '../../example-profiles.ts';

const validate = new Ajv2020({strict: true, strictTypes: false}).compile(profileSchema);

const fileOf = (...profiles: unknown[]) => ({version: 1, profiles});
const old = {
	profile: 'old',
	type: 'classic',
	scopes: ['repo', 'workflow'],
	expiration: 'none',
	goesTo: [{place: 'docker:ghcr.io', storedAt: null}],
};

test('what is exported is valid', () => {
	const {profiles} = importText(JSON.stringify(fileOf(storedBot, old)));
	const json = exportProfiles(
		profiles.map(({profile}) => profile),
		'json',
	);
	expect(validate(JSON.parse(json)), JSON.stringify(validate.errors)).toBe(true);
	expect(validate({$schema: 'profile-schema.json', ...JSON.parse(json)})).toBe(true);
	expect(validate(fileOf())).toBe(true);
});

test('every permission and scope is valid, and what is valid is imported', () => {
	for (const {parameter, levels, group} of permissions) {
		for (const level of Object.keys(levels)) {
			const owner = group === 'account' ? {} : {owner: 'octo-org'};
			const profile = {
				...owner,
				profile: 'x',
				type: 'fine-grained',
				permissions: {[parameter]: level},
			};
			expect(validate(fileOf(profile)), parameter).toBe(true);
			expect(importText(JSON.stringify(fileOf(profile))).profiles).toHaveLength(1);
		}
	}
	for (const {scope} of scopes) {
		const profile = {profile: 'x', type: 'classic', scopes: [scope]};
		expect(validate(fileOf(profile)), scope).toBe(true);
		expect(importText(JSON.stringify(fileOf(profile))).profiles).toHaveLength(1);
	}
});

test.each<[string, unknown]>([
	['a list', [storedBot]],
	['another version', {version: 2, profiles: []}],
	['no version', {profiles: []}],
	['an unknown key', fileOf({...storedBot, permission: {}})],
	['no name', fileOf({type: 'classic'})],
	['an unknown type', fileOf({...storedBot, type: 'beta'})],
	['an unknown permission', fileOf({...storedBot, permissions: {content: 'read'}})],
	['a level that does not exist', fileOf({...storedBot, permissions: {contents: 'admin'}})],
	['an unknown scope', fileOf({...old, scopes: ['rpo']})],
	['scopes of a fine-grained token', fileOf({...storedBot, scopes: ['repo']})],
	['an owner of a classic token', fileOf({...old, owner: 'octo'})],
	['too many days', fileOf({...storedBot, expiration: 367})],
	['no days', fileOf({...storedBot, expiration: 0})],
	['a long name', fileOf({...storedBot, name: 'x'.repeat(41)})],
	['a repository without an owner', fileOf({...storedBot, repositories: ['app']})],
	['a place without its kind', fileOf({...old, goesTo: [{place: 'ghcr.io'}]})],
	['an owner that is no login', fileOf({...storedBot, owner: '-x'})],
])('%s is not valid', (_, value) => {
	expect(validate(value)).toBe(false);
});
