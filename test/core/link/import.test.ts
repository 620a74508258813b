import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {PatWizardError} from '../../../source/core/errors.ts';
import {importText} from '../../../source/core/link/import.ts';
import {findProblems} from '../../../source/core/link/link.ts';
import {releaseBot} from '../../example-profiles.ts';

const classicPage = 'https://github.com/settings/tokens/new';
const fineGrainedPage = 'https://github.com/settings/personal-access-tokens/new';

const old = {profile: 'old', type: 'classic', host: 'octo.ghe.com', scopes: ['repo']};

const errorOf = (text: string, options = {}): PatWizardError => {
	try {
		importText(text, options);
	} catch (error) {
		expect(error).toBeInstanceOf(PatWizardError);
		return error as PatWizardError;
	}
	throw new Error(`No error for ${text.slice(0, 100)}`);
};

const write = (value: unknown): string => JSON.stringify(value, undefined, 2);

describe('JSON', () => {
	test.each<[string, unknown]>([
		['a file', {version: 1, profiles: [releaseBot, old]}],
		['a file without a version', {profiles: [releaseBot, old]}],
		['a file with a schema', {$schema: 'x', version: 1, profiles: [releaseBot, old]}],
		['a list', [releaseBot, old]],
		['what list prints', [{...releaseBot, lastOpened: '2026-08-22', expires: null}, old]],
		['what show prints', [{url: classicPage, profile: releaseBot, warnings: []}, {profile: old}]],
	])('%s', (_, value) => {
		expect(importText(`\uFEFF\n${write(value)}\n`)).toMatchObject({
			profiles: [
				{source: 'release-bot', profile: releaseBot, ignored: []},
				{source: 'old', profile: old, ignored: []},
			],
			refused: [],
		});
	});

	test('one profile, without a name', () => {
		const {profile: _, ...unnamed} = releaseBot;
		expect(importText(write(unnamed)).profiles).toMatchObject([
			{source: 'profile 1', profile: unnamed, ignored: []},
		]);
	});

	test('a string is a text with links', () => {
		expect(importText(JSON.stringify(`${classicPage}?scopes=repo&description=a b`))).toMatchObject({
			profiles: [{profile: {name: 'a b', scopes: ['repo']}}],
		});
	});

	test('JSON that is no profile, with links in it', () => {
		const manifest = {type: 'module', profiles: {a: 1}, token: `${classicPage}?scopes=repo`};
		expect(importText(write(manifest)).profiles).toMatchObject([{profile: {scopes: ['repo']}}]);
		expect(importText(write([`${classicPage}?scopes=gist`])).profiles).toMatchObject([
			{profile: {scopes: ['gist']}},
		]);
	});

	test('the host when none is named', () => {
		const text = write({type: 'classic', scopes: ['repo']});
		expect(importText(text).profiles[0]?.profile.host).toBe('github.com');
		expect(importText(text, {host: 'octo.ghe.com'}).profiles[0]?.profile.host).toBe('octo.ghe.com');
	});

	test('unknown keys are named', () => {
		expect(importText(write({...old, permissions: {}, x: 1})).profiles[0]?.ignored).toEqual([
			{parameter: 'permissions', value: '{}', reason: expect.stringContaining('fine-grained')},
			{parameter: 'x', value: '1', reason: expect.any(String)},
		]);
	});

	test('an owner that is given counts for fine-grained profiles', () => {
		const {repositories: _, repositoryAccess: __, owner: ___, ...free} = releaseBot;
		const ownerless = {...free, permissions: {members: 'read'}};
		expect(importText(write(ownerless)).profiles[0]?.profile).toEqual(ownerless);
		expect(importText(write([ownerless, old]), {owner: 'octo'}).profiles).toMatchObject([
			{profile: {owner: 'octo'}, ignored: []},
			{profile: old},
		]);
		expect(importText(write({...free, owner: 'other'}), {owner: 'octo'}).profiles).toMatchObject([
			{profile: {owner: 'octo'}, ignored: [{parameter: 'owner', value: 'other'}]},
		]);
	});

	test.each<[string, unknown, string]>([
		['a newer version', {version: 2, profiles: []}, 'newer pat-wizard'],
		['a newer profile', {...releaseBot, version: 99}, 'newer pat-wizard'],
		['a version in words', {version: 'two', profiles: [releaseBot]}, 'version'],
		['an empty list', [], 'empty'],
		['no profiles', {version: 1, profiles: []}, 'empty'],
		['profiles that are no list', {version: 1, profiles: {a: releaseBot}}, 'not a list'],
		['a number', [releaseBot, 7], 'Profile 2: 7'],
		['null', [releaseBot, null], 'Profile 2: null'],
		['an object', {a: 1}, 'does not hold profiles'],
		['an object among profiles', [releaseBot, {a: 1}], 'Profile 2'],
		['a newer file of another shape', {version: 2, all: {}}, 'newer pat-wizard'],
		['a number alone', 7, 'no link'],
		['another type', {...releaseBot, type: 'beta'}, 'release-bot'],
		['an unknown permission', {...releaseBot, permissions: {content: 'read'}}, '"content"'],
		['an unknown level', {...releaseBot, permissions: {contents: 'admin'}}, 'admin'],
		['an unknown scope', {...old, scopes: ['rpo']}, '"rpo"'],
		['a host that is none', {...old, host: 'https://github.com/x'}, 'host'],
		['a name that is too long', {...releaseBot, name: 'x'.repeat(41)}, '"release-bot": The name'],
		['a foreign repository', {...releaseBot, repositories: ['other/x']}, 'other/x'],
		['an expiration out of range', {...releaseBot, expiration: 367}, '367'],
		['two of one name', [releaseBot, {...old, profile: 'Release-BOT'}], 'called "Release-BOT"'],
		['a token as name', {...old, profile: 'ghp_0123456789abcdef'}, 'token'],
	])('%s is refused', (_, value, message) => {
		const error = errorOf(write(value));
		expect(error.kind).toBe('usage');
		expect(error.message).toContain(message);
		expect(error.message).not.toContain('ghp_0');
	});

	test('keys that objects have anyway are nothing special', () => {
		const text = `{"type": "classic", "__proto__": {"host": "evil.example"}, "constructor": 1, "scopes": ["repo"]}`;
		const [read] = importText(text).profiles;
		expect(read?.profile).toEqual({type: 'classic', host: 'github.com', scopes: ['repo']});
		expect(read?.ignored.map(({parameter}) => parameter)).toEqual(['__proto__', 'constructor']);
	});

	test('nested too deep', () => {
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		expect(errorOf(deep).message).toContain('Profile 1');
		expect(errorOf(`{"type":"classic","x":${deep}}`).message).toContain('Profile 1');
	});
});

describe('texts', () => {
	test('links in a text, and those that are refused', () => {
		const text = `[a](${classicPage}?scopes=repo&x=1) https://api.github.com/settings/tokens/new`;
		expect(importText(text)).toMatchObject({
			profiles: [
				{
					source: `${classicPage}?scopes=repo&x=1`,
					profile: {type: 'classic', host: 'github.com', scopes: ['repo']},
					ignored: [{parameter: 'x', value: '1', reason: expect.any(String)}],
				},
			],
			refused: [{source: expect.any(String), reason: expect.stringContaining('api.github.com')}],
		});
	});

	test('an owner for organization permissions', () => {
		const link = `${fineGrainedPage}?members=read`;
		expect(importText(link, {owner: 'octo-org'}).profiles).toMatchObject([
			{profile: {owner: 'octo-org', permissions: {members: 'read'}}, ignored: []},
		]);
		expect(errorOf(link, {owner: '-'}).message).toContain('"-"');
	});

	test('broken JSON with a link in it is a text', () => {
		expect(importText(`{"a": "${classicPage}?scopes=repo",}`).profiles).toHaveLength(1);
	});

	test.each([
		['nothing', '', 'empty'],
		['spaces', ' \n\t ', 'empty'],
		['words', 'Hello there', 'no link'],
		['a token', 'ghp_0123456789abcdefghij', 'looks like a token'],
		['broken JSON', '{"type": "classic",\n "scopes": [}', 'not valid JSON'],
		['JSON that breaks off', '[{"type": "classic"', 'not valid JSON'],
		['bytes', '\u007FELF\u0001\0\0\0', 'not text'],
		['the list of tokens', 'https://github.com/settings/tokens', "page of GitHub's settings"],
		['settings', 'github.com/settings/personal-access-tokens', "page of GitHub's settings"],
		['one token', 'https://github.com/settings/tokens/12345', 'one token'],
		['the API', 'https://api.github.com/repos/octo/app', 'API'],
		['the API of a server', 'https://github.example.com/api/v3/user', 'API'],
		['a repository', 'https://github.com/octo/app', 'not a link to'],
		['another site', 'https://example.com/x?name=y', 'not a link to'],
		['a user before the host', `https://github.com@evil.example/settings/tokens/new`, 'a user'],
		['a file name', 'readme.md', 'no link'],
		['a string of JSON', '"hello"', 'no link'],
		['an address in a sentence', 'see https://github.com/settings/tokens for more', 'no link'],
	])('%s is refused in words', (_, text, message) => {
		const error = errorOf(text);
		expect(error.kind).toBe('usage');
		expect(error.message).toContain(message);
		expect(error.hint).toBeTruthy();
		expect(error.message).not.toMatch(/\n|ghp_0/);
	});

	test.each([
		'https://us.er:hunter2@github.com/settings/tokens',
		'https://us.er:1?hunter2@github.com/settings/tokens',
		'https://octocat:hunter2@github.com/settings/tokens/new?scopes=repo',
		'us.er:1/hunter2@github.com/settings/tokens',
	])('a user and a password do not come out in errors: %s', text => {
		expect(errorOf(text).message).not.toMatch(/hunter2|us\.er|octocat/);
	});

	test('hidden characters and tokens of the text do not come out in errors', () => {
		const error = errorOf(`https://example.com/\u001B[31m\u202Eghp_0123456789abcdef`);
		expect(error.message).not.toMatch(/[\u001B\u202E]|ghp_0/);
	});
});

const linkHint =
	'A link starts like https://github.com/settings/personal-access-tokens/new or https://github.com/settings/tokens/new';
const fileHint =
	'A file of profiles looks like {"version": 1, "profiles": [...]}; pat-wizard export writes one';

describe('what is refused is told with a way out', () => {
	test.each<[string, string, string]>([
		[
			write({version: 2, profiles: []}),
			'The profiles were written by a newer pat-wizard, as version 2',
			'Update pat-wizard, then import them again',
		],
		...['two', -1, 1.5, null, '1'].map((version): [string, string, string] => [
			write({version, profiles: [releaseBot]}),
			'The JSON cannot be imported: its version is not a whole number',
			fileHint,
		]),
		[
			write({...releaseBot, version: 1.5}),
			'The JSON cannot be imported: its version is not a whole number',
			fileHint,
		],
		[
			write([{...releaseBot, version: 1.5}]),
			'The profile "release-bot": its version is not a whole number',
			fileHint,
		],
		[
			write([{...releaseBot, version: 2}]),
			'The profile "release-bot": The profiles were written by a newer pat-wizard, as version 2',
			'Update pat-wizard, then import them again',
		],
		['[]', 'The list of profiles is empty', fileHint],
		[write({profiles: []}), 'The list of profiles is empty', fileHint],
		[
			write({profiles: {a: releaseBot}}),
			'The JSON cannot be imported: its "profiles" is not a list',
			fileHint,
		],
		[
			write({profiles: null}),
			'The JSON cannot be imported: its "profiles" is not a list',
			fileHint,
		],
		[write({a: 1}), 'The JSON cannot be imported: it does not hold profiles', fileHint],
		[write({profile: {a: 1}}), 'The JSON cannot be imported: it does not hold profiles', fileHint],
		[write([releaseBot, 7]), 'Profile 2: 7 is not a profile', 'A profile is an object with a type'],
		[
			write([releaseBot, []]),
			'Profile 2: [] is not a profile',
			'A profile is an object with a type',
		],
		[
			write({...old, scopes: ['rpo']}),
			'The profile "old": There is no scope "rpo"',
			'Did you mean repo?',
		],
		[
			write({...old, profile: 7}),
			'Profile 1: 7 cannot be the profile of a profile',
			'profile is a text',
		],
		[
			write({...old, profile: ' '}),
			'Profile 1: "" cannot be the name of a profile',
			'A name has 1 to 64 visible characters',
		],
		[
			write([releaseBot, {...old, profile: ' Release-BOT '}]),
			'Two of the profiles are called "Release-BOT"',
			'Give one of them another name. Upper and lower case make no difference',
		],
		['', 'There is nothing to import: the text is empty', linkHint],
		['Hello there', "The text has no link to GitHub's page for new tokens", linkHint],
		['7', "The text has no link to GitHub's page for new tokens", linkHint],
		['"hello"', "The text has no link to GitHub's page for new tokens", linkHint],
		['"hello', "The text has no link to GitHub's page for new tokens", linkHint],
		[
			'{"type": "classic",',
			"The text is not valid JSON, and has no link to GitHub's page for new tokens",
			'pat-wizard export shows what JSON it takes',
		],
		['a\0', 'The input is not text', 'Give a link, a text with links, or JSON'],
		[
			'ghp_0123456789abcdefghij',
			'"ghp_•••" looks like a token, and a profile has no token',
			'Give links or exported profiles. If anyone else has seen the token, revoke it',
		],
		[
			'my ghp_0123456789abcdefghij',
			"The text has no link to GitHub's page for new tokens",
			linkHint,
		],
		[
			`${classicPage.replace('github', 'api.github')}?scopes=repo`,
			`The link ${classicPage.replace('github', 'api.github')}?scopes=repo cannot be imported: api.github.com has no page for new tokens`,
			linkHint,
		],
		[
			write(['x', `${classicPage.replace('github', 'api.github')}`]),
			`The link ${classicPage.replace('github', 'api.github')} cannot be imported: api.github.com has no page for new tokens`,
			linkHint,
		],
	])('%j', (text, message, hint) => {
		expect(errorOf(text)).toMatchObject({kind: 'usage', message, hint});
	});

	test.each([
		['https://api.github.com/repos/octo/app', 'api'],
		['api.github.com/user', 'api'],
		['API.github.com/user', 'api'],
		['https://github.example.com/api/v3/user', 'api'],
		['https://myapi.example.com/user', 'link'],
		['https://example.com/x/api/v3', 'link'],
		['https://github.com/settings/', 'settings'],
		['https://github.com/settings/tokens', 'settings'],
		['https://github.com/settings/tokens/', 'settings'],
		['https://github.com/settings/tokens?type=beta', 'settings'],
		['https://github.com/settings/tokens#x', 'settings'],
		['github.com/settings/personal-access-tokens', 'settings'],
		['https://github.com/settings/developers', 'settings'],
		['https://github.com/settings/apps', 'settings'],
		['https://github.com/x/settings/tokens', 'link'],
		['https://github.com/settings/tokens/12345', 'token'],
		['https://github.com/settings/personal-access-tokens/12345', 'token'],
		['https://github.com/settings/tokens/12345/regenerate', 'token'],
		['https://github.com/x/settings/tokens/12345', 'link'],
		['https://github.com/settings/profile', 'link'],
		['https://github.com/settings/profiles/12345', 'link'],
		['https://github.com/octo/app', 'link'],
		['https://github.com:443/octo', 'link'],
		['https://my-host.example.co-op/octo', 'link'],
		['HTTP://github.com', 'link'],
		['example.com/', 'link'],
		['github.com:8443/x', 'link'],
		['example.com', 'text'],
		['readme.md', 'text'],
		['localhost/x', 'text'],
		['see https://github.com/settings/tokens', 'text'],
		['https://github.com/settings/tokens or so', 'text'],
		['ftp://github.com/settings/tokens', 'text'],
		['x https', 'text'],
	])('the address %s as one of: %s', (text, kind) => {
		const messages: {readonly [kind: string]: readonly [string, string]} = {
			api: [
				`"${text}" is an address of GitHub's API, not a link to its page for new tokens`,
				'To find the permissions for an endpoint, use pat-wizard needs',
			],
			settings: [`"${text}" is a page of GitHub's settings, not the one for new tokens`, linkHint],
			token: [`"${text}" is the page of one token, not the one for new tokens`, linkHint],
			link: [`"${text}" is not a link to GitHub's page for new tokens`, linkHint],
			text: ["The text has no link to GitHub's page for new tokens", linkHint],
		};
		const [message, hint] = messages[kind] ?? [];
		expect(errorOf(text)).toMatchObject({message, hint});
	});

	test('users and passwords are cut out of an address', () => {
		expect(errorOf('https://us.er:1?hunter2@github.com/settings/tokens').message).toBe(
			'"https://…@github.com/settings/tokens" is not a link to GitHub\'s page for new tokens',
		);
		expect(errorOf('us.er:1/hunter2@github.com/settings/tokens').message).toBe(
			'"…@github.com/settings/tokens" is not a link to GitHub\'s page for new tokens',
		);
	});

	test('an owner that is none', () => {
		expect(errorOf('', {owner: 'a\u001Bb'})).toMatchObject({
			message: 'The resource owner "a\\u{001b}b" is not a GitHub login',
			hint: 'Check the spelling: a login has 1 to 39 letters and digits, with single hyphens between them',
		});
	});

	test('what is nested too deep, with its name', () => {
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		expect(errorOf(deep).message).toBe('Profile 1 is nested too deeply to be a profile');
		expect(errorOf(`{"type":"classic","profile":"deep","x":${deep}}`).message).toBe(
			'The profile "deep" is nested too deeply to be a profile',
		);
	});

	test('long texts are cut', () => {
		const long = errorOf(`https://example.com/${'x'.repeat(300)}`).message;
		expect(long).toBe(
			`"https://example.com/${'x'.repeat(179)}…" is not a link to GitHub's page for new tokens`,
		);
		const name = 'n'.repeat(64);
		expect(
			errorOf(
				write([
					{...releaseBot, profile: name},
					{...old, profile: name},
				]),
			).message,
		).toBe(`Two of the profiles are called "${'n'.repeat(59)}…"`);
	});
});

describe('what is read', () => {
	test('a profile without a name is told by its place, one with a name by it', () => {
		const {profile: _, ...unnamed} = old;
		const {profiles} = importText(write([{...old, profile: ' x '}, unnamed, {profile: unnamed}]));
		expect(profiles.map(({source, profile}) => [source, profile.profile])).toEqual([
			['x', 'x'],
			['profile 2', undefined],
			['profile 3', undefined],
		]);
	});

	test('what list and show print beside a profile says nothing', () => {
		const printed = {...old, lastOpened: null, expires: null, $schema: 'x', version: 1};
		expect(importText(write([printed])).profiles).toMatchObject([
			{source: 'old', profile: old, ignored: []},
		]);
		expect(importText(write({url: classicPage, profile: printed})).profiles[0]?.ignored).toEqual(
			[],
		);
	});

	test('a version that is old or unset is read', () => {
		for (const version of [0, 1]) {
			expect(importText(write({version, profiles: [old]})).profiles).toHaveLength(1);
			expect(importText(write({...old, version})).profiles[0]?.ignored).toEqual([]);
		}
	});

	test('an owner that is given says which one it replaces', () => {
		const mine = {type: 'fine-grained', host: 'github.com', owner: 'other'};
		expect(importText(write(mine), {owner: 'octo-org'}).profiles[0]?.ignored).toEqual([
			{
				parameter: 'owner',
				value: 'other',
				reason: 'the resource owner "octo-org" was given instead',
			},
		]);
		expect(
			importText(write({...mine, owner: 'Octo-Org'}), {owner: 'octo-org'}).profiles,
		).toMatchObject([{profile: {owner: 'octo-org'}, ignored: []}]);
	});

	test('names of keys come out masked and short', () => {
		const [read] = importText(
			write({...old, ghp_0123456789abcdefghij: 1, [`\u001B${'x'.repeat(200)}`]: 2}),
		).profiles;
		expect(read?.ignored.map(({parameter}) => parameter)).toEqual([
			'ghp_•••',
			`\\u{001b}${'x'.repeat(98)}…`,
		]);
	});

	test('JSON that was meant as profiles is not searched for links', () => {
		const note = `see ${classicPage}?scopes=repo`;
		for (const value of [
			{...old, note},
			[{...old, note}],
			[7, {...old, note}],
			{profiles: [{...old, note}]},
			{profile: {...old, note}},
			{...releaseBot, note},
		]) {
			const text = write(value);
			const sources = text.includes('7,')
				? []
				: importText(text).profiles.map(({source}) => source);
			expect(sources).not.toContain(`${classicPage}?scopes=repo`);
		}
		expect(errorOf(write([7, {...old, note}])).message).toContain('Profile 1');
		expect(errorOf(write({profiles: [note]})).message).toContain('Profile 1');
	});

	test.each<[string, unknown]>([
		['an object', {note: `see ${classicPage}?scopes=repo`}],
		['an object of another type', {type: 'beta', note: `${classicPage}?scopes=repo`}],
		['an object with profiles of another kind', {profiles: {a: `${classicPage}?scopes=repo`}}],
		['a list', ['x', {type: 'beta', note: `${classicPage}?scopes=repo`}]],
	])('%s of JSON that was not is', (_, value) => {
		expect(importText(write(value)).profiles).toMatchObject([
			{source: `${classicPage}?scopes=repo`, profile: {type: 'classic', scopes: ['repo']}},
		]);
	});
});

describe('any text at all', () => {
	const json = fc.oneof(
		fc.json(),
		fc
			.record(
				{
					version: fc.anything(),
					profiles: fc.array(
						fc.record(
							{
								type: fc.constantFrom('fine-grained', 'classic', 'x'),
								profile: fc.anything(),
								name: fc.oneof(fc.string(), fc.anything()),
								host: fc.oneof(fc.constant('github.com'), fc.anything()),
								owner: fc.oneof(fc.constant('octo'), fc.anything()),
								repositoryAccess: fc.oneof(fc.constant('selected'), fc.anything()),
								repositories: fc.oneof(fc.constant(['octo/x']), fc.anything()),
								permissions: fc.oneof(fc.constant({members: 'read'}), fc.anything()),
								scopes: fc.oneof(fc.constant(['repo']), fc.anything()),
								expiration: fc.oneof(fc.constant(30), fc.anything()),
							},
							{requiredKeys: ['type']},
						),
					),
				},
				{requiredKeys: ['profiles']},
			)
			.map(value => {
				try {
					return JSON.stringify(value);
				} catch {
					return '{}';
				}
			}),
	);

	test('ends in profiles that links can be made of, or in one sentence', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					json,
					fc.string({unit: 'binary'}),
					fc.webUrl({withQueryParameters: true, withFragments: true}),
					fc.string().map(query => `${fineGrainedPage}?${query}`),
				),
				text => {
					try {
						const {profiles} = importText(text);
						expect(profiles.length).toBeGreaterThan(0);
						for (const {profile} of profiles) {
							const wrong = findProblems(profile).filter(({missing}) => missing === undefined);
							expect(wrong).toEqual([]);
						}
					} catch (error) {
						expect(error).toBeInstanceOf(PatWizardError);
						expect((error as PatWizardError).message).not.toMatch(/[\p{Cc}\p{Cs}\u202E]/u);
						expect((error as PatWizardError).message.length).toBeLessThan(1000);
					}
				},
			),
			{numRuns: 1000},
		);
	});

	const size = 10_000_000;
	test.each([
		['letters', 'a'],
		['brackets', '['],
		['braces', '{"a":'],
		['quotes', '"'],
		['spaces and a letter', '      x'],
		['slashes', '//'],
		['schemes', 'https://'],
		['dots', 'a.'],
		['tokens', 'ghp_0123456789abcdef '],
		['noise', '\u001B[31m\u202E¶é字😀\\&amp;<>(){}|`~ '],
	])('ten megabytes of %s', (_, unit) => {
		const text = unit.repeat(Math.ceil(size / unit.length));
		const start = performance.now();
		expect(errorOf(text).message.length).toBeLessThan(1000);
		expect(errorOf(`https://${text}`).message.length).toBeLessThan(1000);
		expect(performance.now() - start).toBeLessThan(20_000);
	});
});
