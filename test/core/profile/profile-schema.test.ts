import {Ajv2020} from 'ajv/dist/2020.js';
import {expect, test} from 'vitest';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {exportProfiles} from '../../../source/core/link/export.ts';
import {importText} from '../../../source/core/link/import.ts';
import {profileSchema} from '../../../source/core/profile/profile-schema.ts';

const validate = new Ajv2020({strict: true, strictTypes: false}).compile(profileSchema);

const fileOf = (...profiles: unknown[]) => ({version: 1, profiles});
const bot = {
	profile: 'release-bot',
	type: 'fine-grained',
	host: 'github.com',
	name: 'Release bot',
	description: 'Publishes releases from CI',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app'],
	permissions: {contents: 'write', issues: 'read'},
	expiration: 30,
	goesTo: [
		{place: 'actions:octo-org/app#RELEASE_TOKEN', storedAt: '2026-12-01T10:00:00Z'},
		{place: 'git:github.com', storedAt: null},
	],
};
const old = {
	profile: 'old',
	type: 'classic',
	scopes: ['repo', 'workflow'],
	expiration: 'none',
	goesTo: [{place: 'docker:ghcr.io', storedAt: null}],
};

test('what is exported is valid', () => {
	const {profiles} = importText(JSON.stringify(fileOf(bot, old)));
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
	['a list', [bot]],
	['another version', {version: 2, profiles: []}],
	['no version', {profiles: []}],
	['an unknown key', fileOf({...bot, permission: {}})],
	['no name', fileOf({type: 'classic'})],
	['an unknown type', fileOf({...bot, type: 'beta'})],
	['an unknown permission', fileOf({...bot, permissions: {content: 'read'}})],
	['a level that does not exist', fileOf({...bot, permissions: {contents: 'admin'}})],
	['an unknown scope', fileOf({...old, scopes: ['rpo']})],
	['scopes of a fine-grained token', fileOf({...bot, scopes: ['repo']})],
	['an owner of a classic token', fileOf({...old, owner: 'octo'})],
	['too many days', fileOf({...bot, expiration: 367})],
	['no days', fileOf({...bot, expiration: 0})],
	['a long name', fileOf({...bot, name: 'x'.repeat(41)})],
	['a repository without an owner', fileOf({...bot, repositories: ['app']})],
	['a place without its kind', fileOf({...old, goesTo: [{place: 'ghcr.io'}]})],
	['an owner that is no login', fileOf({...bot, owner: '-x'})],
])('%s is not valid', (_, value) => {
	expect(validate(value)).toBe(false);
});
