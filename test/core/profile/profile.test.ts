import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {permissions} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {PatWizardError} from '../../../source/core/errors.ts';
import {isTooDeep} from '../../../source/core/profile/depth.ts';
import {
	isRepositoryAccess,
	isSameName,
	longestProfileName,
	readProfileName,
} from '../../../source/core/profile/profile.ts';
import {readProfile, readProfileAndIgnored} from '../../../source/core/profile/read-profile.ts';
import {readSavedProfile} from '../../../source/core/profile/read-saved-profile.ts';
import {profileNames, profiles} from '../../arbitraries.ts';
import {storedBot} from '../../example-profiles.ts';

const token = 'ghp_0123456789abcdefghij';
const all = 'pat-wizard permissions lists them all';

/** A profile as it is read when others wrote it: nothing was stored from here. */
const fromOutside = <Value extends object>(value: Value): Value =>
	JSON.parse(JSON.stringify(value, (key, item) => (key === 'storedAt' ? null : item)));

const thrownBy = (run: () => unknown): unknown => {
	try {
		return run();
	} catch (error) {
		return error;
	}
};

describe('isSameName', () => {
	test.each([
		['release-bot', 'Release-BOT'],
		['Straße', 'STRAßE'],
		['é', 'e\u0301'],
		['E\u0301', 'é'],
	])('%j and %j are the same', (one, other) => {
		expect(isSameName(one, other)).toBe(true);
		expect(isSameName(other, one)).toBe(true);
	});

	test.each([
		['a', 'b'],
		['release-bot', 'release_bot'],
		['e', 'é'],
		['a', 'a '],
	])('%j and %j are not', (one, other) => {
		expect(isSameName(one, other)).toBe(false);
	});
});

describe('readProfileName', () => {
	test.each([
		['a', 'a'],
		['  release bot\t', 'release bot'],
		['constructor', 'constructor'],
		['__proto__', '__proto__'],
		['a.b/c\\d', 'a.b/c\\d'],
		['подпись 🎉', 'подпись 🎉'],
		['ünïcödé 👩‍👩‍👧 ❤️ 1️⃣', 'ünïcödé 👩‍👩‍👧 ❤️ 1️⃣'],
		['x'.repeat(63), 'x'.repeat(63)],
		['x'.repeat(64), 'x'.repeat(64)],
		[` ${'x'.repeat(64)} `, 'x'.repeat(64)],
		['🎉'.repeat(64), '🎉'.repeat(64)],
	])('takes %j', (text, name) => {
		expect(readProfileName(text)).toBe(name);
	});

	test.each([
		['', '""'],
		['  ', '""'],
		['a\nb', '"a⏎b"'],
		['a\u001B[2J', '"a\\u{001b}[2J"'],
		['a\u007Fb', '"a\\u{007f}b"'],
		['a\uD83D', '"a\\u{d83d}"'],
		['a\u202Eb', '"a\\u{202e}b"'],
		['a\u200Bb', '"a\\u{200b}b"'],
		['a\u200Db', '"a\\u{200d}b"'],
		['\u3164', '"\\u{3164}"'],
		['\u115F', '"\\u{115f}"'],
		['\uE000', '"\\u{e000}"'],
		['x'.repeat(65), `"${'x'.repeat(63)}…"`],
		['🎉'.repeat(65), `"${'🎉'.repeat(63)}…"`],
	])('refuses %j', (text, shown) => {
		expect(thrownBy(() => readProfileName(text))).toMatchObject({
			kind: 'usage',
			message: `${shown} cannot be the name of a profile`,
			hint: 'A name has 1 to 64 visible characters',
		});
	});

	test('refuses a token without repeating it', () => {
		const error = thrownBy(() => readProfileName(`my ${token}`));
		expect(error).toMatchObject({
			kind: 'usage',
			message: '"my ghp_•••" looks like a token, not a name',
			hint: expect.stringMatching(/revoke/),
		});
	});

	test('has the length of the limit', () => {
		expect(longestProfileName).toBe(64);
		fc.assert(
			fc.property(profileNames(), name => {
				expect(readProfileName(name)).toBe(name);
			}),
		);
	});
});

describe('isRepositoryAccess', () => {
	test.each(['public', 'all', 'selected'])('%s is one', value => {
		expect(isRepositoryAccess(value)).toBe(true);
	});

	test.each(['', 'none', 'All', undefined, null, 1, ['all'], {}])('%j is none', value => {
		expect(isRepositoryAccess(value)).toBe(false);
	});
});

describe('readProfile and readProfileAndIgnored', () => {
	test('take the names of earlier versions, with characters that nobody sees', () => {
		for (const profile of ['ev\u202Eil', 'a\u200Bb', '\u3164']) {
			const value = {type: 'classic', profile};
			expect(readProfile(value, 'github.com')).toMatchObject({profile});
		}
		for (const profile of ['a\nb', 'a\u001B', 'a\uD83D', 'x'.repeat(65)]) {
			const value = {type: 'classic', profile};
			expect(() => readProfile(value, 'github.com')).toThrow('cannot be the name of a profile');
		}
	});

	const classic = {
		profile: 'ci',
		type: 'classic',
		host: 'github.com',
		name: 'CI',
		scopes: ['repo', 'workflow'],
		expiration: 'none',
		goesTo: [{place: 'docker:ghcr.io', storedAt: null}],
	};

	test('reads a place that was never stored, and each place once', () => {
		const goesTo = [{place: 'git:github.com'}, {place: 'git:github.com', storedAt: null}];
		expect(readProfile({type: 'classic', goesTo}, 'github.com')).toHaveProperty('goesTo', [
			{place: 'git:github.com', storedAt: null},
		]);
		expect(readProfile({type: 'classic', goesTo: []}, 'github.com')).not.toHaveProperty('goesTo');
	});

	test.each([
		'git:github.com',
		{place: 'git:github.com'},
		[null],
		['git:github.com'],
		[{}],
		[{place: 'github.com'}],
		[{place: 'git:'}],
		[{place: `git:${'x'.repeat(300)}`}],
		[{place: 'git:a\u001Bb'}],
		[{place: 'git:a\nb'}],
		[{place: `git:${token}`}],
		[{place: 'git:github.com', storedAt: 'yesterday'}],
		[{place: 'git:github.com', storedAt: '2026-13-01T10:00:00Z'}],
		[{place: 'git:github.com', storedAt: 1}],
		Array.from({length: 101}, (_, index) => ({place: `git:${index}`})),
	])('refuses %j as the places of a token', goesTo => {
		expect(() => readProfile({type: 'classic', goesTo}, 'github.com')).toThrow(
			/cannot be the|looks like a token/,
		);
	});

	test.each([storedBot, classic])('reads what is documented: %j', value => {
		expect(readSavedProfile({...value, profile: 'x'})).toStrictEqual({...value, profile: 'x'});
		const {profile, ignored} = readProfileAndIgnored(value, 'example.com');
		expect(profile).toStrictEqual(fromOutside(value));
		expect(Object.keys(profile)).toEqual(Object.keys(value));
		expect(ignored).toEqual([]);
	});

	test('takes the given host when the profile names none', () => {
		expect(readProfile({type: 'classic'}, 'octo.ghe.com')).toStrictEqual({
			type: 'classic',
			host: 'octo.ghe.com',
		});
	});

	test('writes the host in its one spelling', () => {
		expect(readProfile({type: 'classic', host: 'GitHub.com:443'}, 'x.example').host).toBe(
			'github.com',
		);
	});

	test('reads any profile back from its JSON', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				const read = readProfileAndIgnored(JSON.parse(JSON.stringify(profile)), 'example.com');
				expect(read).toStrictEqual({profile, ignored: []});
			}),
		);
	});

	test('names what it leaves out, and why', () => {
		const {profile, ignored} = readProfileAndIgnored(
			{...storedBot, scopes: ['repo'], token, constructor: 1, extra: {a: [null]}},
			'github.com',
		);
		expect(profile).toStrictEqual(fromOutside(storedBot));
		expect(ignored).toEqual([
			{parameter: 'scopes', value: '["repo"]', reason: 'only classic tokens have it'},
			{parameter: 'token', value: '"ghp_•••"', reason: 'profiles have no such key'},
			{parameter: 'constructor', value: '1', reason: 'profiles have no such key'},
			{parameter: 'extra', value: '{"a":[null]}', reason: 'profiles have no such key'},
		]);
	});

	test.each(['description', 'owner', 'repositoryAccess', 'repositories', 'permissions'] as const)(
		'leaves %s out of a classic token',
		key => {
			const {profile, ignored} = readProfileAndIgnored(
				{...classic, [key]: storedBot[key]},
				'github.com',
			);
			expect(profile).toStrictEqual(classic);
			expect(ignored).toEqual([
				{
					parameter: key,
					value: JSON.stringify(storedBot[key]),
					reason: 'only fine-grained tokens have it',
				},
			]);
		},
	);

	test.each([undefined, 'all', 'public'])(
		'names repositories that repository access %s has no use for',
		repositoryAccess => {
			const value = {type: 'fine-grained', repositories: ['octo/app'], repositoryAccess};
			const {profile, ignored} = readProfileAndIgnored(
				JSON.parse(JSON.stringify(value)),
				'github.com',
			);
			expect(profile).not.toHaveProperty('repositories');
			expect(ignored).toEqual([
				{
					parameter: 'repositories',
					value: '["octo/app"]',
					reason: 'only repository access "selected" names repositories',
				},
			]);
		},
	);

	test('an empty list of repositories is nothing to name', () => {
		expect(
			readProfileAndIgnored({type: 'fine-grained', repositories: []}, 'github.com').ignored,
		).toEqual([]);
	});

	test('takes keys from JSON that JavaScript has a meaning for as any other', () => {
		const value: unknown = JSON.parse('{"type": "classic", "__proto__": {"host": "evil.example"}}');
		expect(readProfileAndIgnored(value, 'github.com')).toEqual({
			profile: {type: 'classic', host: 'github.com'},
			ignored: [
				{
					parameter: '__proto__',
					value: '{"host":"evil.example"}',
					reason: 'profiles have no such key',
				},
			],
		});
		const inherited: unknown = Object.create({type: 'classic'});
		expect(() => readProfileAndIgnored(inherited, 'github.com')).toThrow('A profile needs a type');
		expect(() => readProfile({type: null}, 'github.com')).toThrow('null cannot be the type');
		const tokenName = {type: 'classic', profile: token};
		expect(() => readProfile(tokenName, 'github.com')).toThrow('"ghp_•••" looks like a token, not');
	});

	test('shortens what it shows', () => {
		const {ignored} = readProfileAndIgnored(
			{type: 'classic', extra: 'x'.repeat(1000)},
			'github.com',
		);
		expect(ignored[0]?.value).toHaveLength(60);
		expect(ignored[0]?.value).toMatch(/^"x+…$/);
	});

	test.each([
		[null, 'null'],
		[undefined, 'nothing'],
		['text', '"text"'],
		[7, '7'],
		[[], '[]'],
		[[storedBot], /^\[\{"profile":/],
		['a\u001B', '"a\\u001b"'],
		['a\u202Eb', '"a\\u{202e}b"'],
	])('refuses %j as a profile', (value, shown) => {
		const error = thrownBy(() => readProfileAndIgnored(value, 'github.com'));
		expect(error).toMatchObject({
			kind: 'usage',
			message:
				typeof shown === 'string' ? `${shown} is not a profile` : expect.stringMatching(shown),
			hint: 'A profile is an object with a type',
		});
	});

	test.each([
		['type', 'Classic', '"Classic"', '"fine-grained" or "classic"'],
		['type', 1, '1', '"fine-grained" or "classic"'],
		['profile', 1, '1', 'a text'],
		['host', 1, '1', 'a text'],
		['name', null, 'null', 'a text'],
		['name', ['a'], '["a"]', 'a text'],
		['description', {}, '{}', 'a text'],
		['owner', true, 'true', 'a text'],
		['repositoryAccess', 'some', '"some"', 'public, all or selected'],
		['repositoryAccess', null, 'null', 'public, all or selected'],
		['repositories', 'octo/app', '"octo/app"', 'a list of texts'],
		['repositories', ['octo/app', 1], '1', 'a text'],
		['permissions', 'read', '"read"', 'an object such as {"contents": "read"}'],
		['permissions', null, 'null', 'an object such as {"contents": "read"}'],
		['permissions', ['contents'], '["contents"]', 'an object such as {"contents": "read"}'],
	])('refuses %s %j', (key, value, shown, rule) => {
		expect(
			thrownBy(() => readProfileAndIgnored({...storedBot, [key]: value}, 'github.com')),
		).toMatchObject({
			kind: 'usage',
			message: `${shown} cannot be the ${key} of a profile`,
			hint: `${key} is ${rule}`,
		});
	});

	test.each([0, 367, '30', 1.5])('refuses the expiration %j', expiration => {
		expect(
			thrownBy(() => readProfileAndIgnored({...storedBot, expiration}, 'github.com')),
		).toMatchObject({
			kind: 'usage',
			message: `"${expiration}" is not an expiration`,
			hint: 'Give 1 to 366 days, or none',
		});
	});

	test.each([
		[{contnets: 'read'}, 'There is no permission "contnets"', 'Did you mean contents?'],
		[{xylophone: 'read'}, 'There is no permission "xylophone"', all],
		[{'a\u001Bb': 'read'}, 'There is no permission "a\\u{001b}b"', all],
		[
			{contents: 'admin'},
			'The permission contents has no level "admin"',
			'contents can be read or write',
		],
		[{workflows: 'read'}, 'The permission workflows has no level "read"', 'workflows can be write'],
		[
			{organization_projects: 'none'},
			'The permission organization_projects has no level "none"',
			'organization_projects can be read, write or admin',
		],
		[{contents: null}, 'The permission contents has no level "null"', /contents can be/],
		[{contents: ['read']}, 'The permission contents has no level "["read"]"', /contents can be/],
		[JSON.parse('{"__proto__": "read"}'), 'There is no permission "__proto__"', all],
		[{constructor: 'read'}, 'There is no permission "constructor"', all],
	])('refuses the permissions %j', (value, message, hint) => {
		expect(
			thrownBy(() =>
				readProfileAndIgnored({type: 'fine-grained', permissions: value}, 'github.com'),
			),
		).toMatchObject({
			kind: 'usage',
			message,
			hint: hint instanceof RegExp ? expect.stringMatching(hint) : hint,
		});
	});

	test.each([
		['repo', '"repo" cannot be the scopes of a profile', 'scopes is a list of texts'],
		[[1], '1 cannot be the scopes of a profile', 'scopes is a text'],
		[['repo', 'rep'], 'There is no scope "rep"', 'Did you mean repo?'],
		[['contents\u001B'], 'There is no scope "contents\\u{001b}"', all],
		[['Repo'], 'There is no scope "Repo"', 'Did you mean repo?'],
	])('refuses the scopes %j', (value, message, hint) => {
		expect(
			thrownBy(() => readProfileAndIgnored({type: 'classic', scopes: value}, 'github.com')),
		).toMatchObject({kind: 'usage', message, hint});
	});

	test('knows every permission and scope', () => {
		for (const {parameter, levels} of permissions) {
			for (const level of Object.keys(levels)) {
				const grants = {[parameter]: level};
				expect(
					readProfile({type: 'fine-grained', permissions: grants}, 'github.com'),
				).toHaveProperty(['permissions', parameter], level);
			}
		}
		const names = scopes.map(row => row.scope);
		expect(readProfile({type: 'classic', scopes: names}, 'github.com')).toHaveProperty(
			'scopes',
			names,
		);
	});

	test('refuses a token as the name of a profile, and a host that is none', () => {
		expect(() => readProfileAndIgnored({...classic, profile: token}, 'github.com')).toThrow(
			/token/,
		);
		expect(() =>
			readProfileAndIgnored({...classic, host: 'https://github.com'}, 'github.com'),
		).toThrow(/is not a host name/);
	});

	test('never shows a token', () => {
		const error = thrownBy(() =>
			readProfileAndIgnored({...classic, expiration: token}, 'github.com'),
		);
		expect(error).toMatchObject({message: '"ghp_•••" is not an expiration'});
	});

	test('of any JSON makes a profile or a PatWizardError', () => {
		const known = fc.record(
			{
				type: fc.constantFrom('fine-grained', 'classic', 'other'),
				profile: fc.oneof(fc.string(), fc.jsonValue()),
				host: fc.oneof(fc.domain(), fc.jsonValue()),
				permissions: fc.oneof(
					fc.dictionary(fc.constantFrom('contents', 'x'), fc.constantFrom('read', 'x')),
					fc.jsonValue(),
				),
				repositories: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
				repositoryAccess: fc.oneof(fc.constantFrom('selected', 'all'), fc.jsonValue()),
				scopes: fc.oneof(fc.array(fc.constantFrom('repo', 'gist', 'x')), fc.jsonValue()),
				expiration: fc.oneof(fc.integer(), fc.jsonValue()),
			},
			{requiredKeys: []},
		);
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), known), value => {
				const result = thrownBy(() => readProfileAndIgnored(value, 'github.com'));
				if (result instanceof Error) {
					expect(result).toBeInstanceOf(PatWizardError);
				} else {
					expect(result).toMatchObject({profile: {type: expect.stringMatching(/^(fine|cla)/)}});
				}
			}),
		);
	});
});

test.each([
	['name', {type: 'classic', name: `my ${token}`}, '"my ghp_•••"'],
	['description', {type: 'fine-grained', description: token}, '"ghp_•••"'],
	['owner', {type: 'fine-grained', owner: token}, '"ghp_•••"'],
	['repositories', {type: 'fine-grained', repositories: [`o/${token}`]}, '"o/ghp_•••"'],
])('a token as %s is refused without being repeated', (_name, value, shown) => {
	expect(thrownBy(() => readProfileAndIgnored(value, 'github.com'))).toMatchObject({
		kind: 'usage',
		message: `${shown} holds what looks like a token`,
		hint: 'Take it out. If anyone else can see where it came from, revoke it',
	});
});

describe('isTooDeep', () => {
	const nested = (levels: number, innermost: unknown, wrap: (value: unknown) => unknown): unknown =>
		Array.from({length: levels}).reduce(wrap, innermost);
	const inArray = (value: unknown) => [1, 'text', null, value];
	const inObject = (value: unknown) => ({first: 'text', second: null, third: value});

	test.each([inArray, inObject])('is so beyond 200 levels', wrap => {
		expect(isTooDeep(nested(200, {}, wrap))).toBe(true);
		expect(isTooDeep(nested(199, {}, wrap))).toBe(false);
		expect(isTooDeep(nested(200, 'text', wrap))).toBe(false);
		expect(isTooDeep(nested(200, null, wrap))).toBe(false);
		expect(isTooDeep(nested(5000, 1, wrap))).toBe(true);
	});

	test.each([undefined, null, 1, 'text', true, [], {}, [null], {a: null}])('%j is not', value => {
		expect(isTooDeep(value)).toBe(false);
	});
});
