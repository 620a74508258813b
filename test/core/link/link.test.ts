import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Grants} from '../../../source/core/catalog/permission-facts.ts';
import {levelsOf, permissions} from '../../../source/core/catalog/permissions.ts';
import {type ScopeName, scopes} from '../../../source/core/catalog/scopes.ts';
import {PatWizardError} from '../../../source/core/errors.ts';
import {buildLink, findProblems, longestLink} from '../../../source/core/link/link.ts';
import type {
	ClassicProfile,
	FineGrainedProfile,
	Profile,
} from '../../../source/core/profile/profile.ts';
import {hosts, profiles} from '../../arbitraries.ts';

const fineGrained: FineGrainedProfile = {type: 'fine-grained', host: 'github.com'};
const classic: ClassicProfile = {type: 'classic', host: 'github.com'};

const fineGrainedPage = 'https://github.com/settings/personal-access-tokens/new';
const classicPage = 'https://github.com/settings/tokens/new';

/** The parameters as GitHub reads them, in their order. */
const parametersOf = (link: string): readonly (readonly [string, string])[] => [
	...new URL(link).searchParams,
];

const thrownBy = (run: () => unknown): unknown => {
	try {
		return run();
	} catch (error) {
		return error;
	}
};

describe('the links', () => {
	test('of profiles without answers are the bare pages', () => {
		expect(buildLink(fineGrained)).toBe(fineGrainedPage);
		expect(buildLink(classic)).toBe(classicPage);
	});

	test('carry everything, in order', () => {
		expect(
			buildLink({
				expiration: 30,
				permissions: {issues: 'read', pull_requests: 'write', contents: 'write'},
				repositories: ['octo-org/app'],
				repositoryAccess: 'selected',
				owner: 'octo-org',
				description: 'Publishes releases from CI',
				name: 'Release bot',
				profile: 'release-bot',
				goesTo: [{place: 'actions:octo-org/app#RELEASE_TOKEN', storedAt: null}],
				...fineGrained,
			}),
		).toBe(
			`${fineGrainedPage}?name=Release+bot&description=Publishes+releases+from+CI&target_name=octo-org&expires_in=30&contents=write&issues=read&pull_requests=write`,
		);
		expect(
			buildLink({
				expiration: 90,
				scopes: ['write:packages', 'repo', 'read:org'],
				name: 'CI: build, test',
				profile: 'ci',
				...classic,
			}),
		).toBe(
			`${classicPage}?scopes=write:packages,repo,read:org&description=CI%3A+build%2C+test&default_expires_at=90`,
		);
	});

	test.each<[string, Omit<FineGrainedProfile, 'type' | 'host'>, string]>([
		[
			'read contents',
			{
				name: 'Repo-reading token',
				description: 'Just contents:read',
				permissions: {contents: 'read'},
			},
			'name=Repo-reading+token&description=Just+contents:read&contents=read',
		],
		[
			'the template',
			{
				name: 'Repo-reading token',
				description: 'Just contents:read',
				owner: 'octodemo',
				expiration: 45,
				permissions: {contents: 'read'},
			},
			'name=Repo-reading+token&description=Just+contents:read&target_name=octodemo&expires_in=45&contents=read',
		],
		[
			'push code',
			{
				name: 'Repo-writing token',
				description: 'Just contents:write',
				permissions: {contents: 'write'},
			},
			'name=Repo-writing+token&description=Just+contents:write&contents=write',
		],
		[
			'update code and open a pull request',
			{
				name: 'Core-loop token',
				description:
					"Write code and push it to main! Includes permission to edit workflow files for Actions - remove `workflows:write` if you don't need to do that",
				permissions: {workflows: 'write', pull_requests: 'write', contents: 'write'},
			},
			'name=Core-loop+token&description=Write%20code%20and%20push%20it%20to%20main%21%20Includes%20permission%20to%20edit%20workflow%20files%20for%20Actions%20-%20remove%20%60workflows%3Awrite%60%20if%20you%20don%27t%20need%20to%20do%20that&contents=write&pull_requests=write&workflows=write',
		],
	])("say the same as the example of GitHub's docs: %s", (_, answers, query) => {
		expect(parametersOf(buildLink({...fineGrained, ...answers}))).toEqual(
			parametersOf(`${fineGrainedPage}?${query}`),
		);
	});

	test.each(permissions)('carry $parameter at each of its levels', permission => {
		const owner = permission.group === 'organization' ? 'octo-org' : undefined;
		for (const level of levelsOf(permission)) {
			const link = buildLink({
				...fineGrained,
				...(owner === undefined ? {} : {owner}),
				permissions: {[permission.parameter]: level} as Grants,
			});
			expect(link).toBe(
				`${fineGrainedPage}?${owner === undefined ? '' : 'target_name=octo-org&'}${permission.parameter}=${level}`,
			);
		}
	});

	test.each([
		['own account', undefined, 'organization'],
		['organization', 'octo-org', 'account'],
	] as const)('carry all permissions of an %s at once, in catalog order', (_, owner, without) => {
		const rows = permissions.filter(({group}) => group !== without);
		const grants = rows.map(row => [row.parameter, levelsOf(row).at(-1) ?? 'read'] as const);
		const link = buildLink({
			...fineGrained,
			...(owner === undefined ? {} : {owner}),
			permissions: Object.fromEntries(grants.toReversed()) as Grants,
		});
		expect(parametersOf(link).filter(([name]) => name !== 'target_name')).toEqual(grants);
	});

	test.each(scopes)('carry the scope $scope as it is written', ({scope}) => {
		expect(buildLink({...classic, scopes: [scope]})).toBe(`${classicPage}?scopes=${scope}`);
	});

	test('carry all scopes at once, in the order of the profile', () => {
		const names = scopes.map(row => row.scope).toReversed();
		expect(buildLink({...classic, scopes: names})).toBe(`${classicPage}?scopes=${names.join(',')}`);
	});

	test('leave out what is empty', () => {
		expect(
			buildLink({...fineGrained, name: '', description: '', permissions: {}, repositories: []}),
		).toBe(fineGrainedPage);
		expect(buildLink({...classic, name: '', scopes: []})).toBe(classicPage);
	});

	test('encode what would change them', () => {
		const text = 'a&b=c#d?e+f%20 /\\"<>é🎉\'';
		const link = buildLink({...fineGrained, name: text, description: `${text}\n2`});
		expect(link).toMatch(/^[\x21-\x7E]+$/);
		expect(link).toContain('name=a%26b%3Dc%23d%3Fe%2Bf%2520+%2F%5C%22%3C%3E%C3%A9%F0%9F%8E%89%27&');
		expect(parametersOf(link)).toEqual([
			['name', text],
			['description', `${text}\n2`],
		]);
		expect(buildLink({...classic, name: 'a:b,c'})).toBe(`${classicPage}?description=a%3Ab%2Cc`);
	});

	test.each([1, 30, 366, 'none'] as const)('carry an expiration of %s', expiration => {
		expect(buildLink({...fineGrained, expiration})).toBe(
			`${fineGrainedPage}?expires_in=${expiration}`,
		);
	});

	test.each([7, 30, 60, 90, 'none'] as const)('carry %s for a classic token', expiration => {
		expect(buildLink({...classic, expiration})).toBe(
			`${classicPage}?default_expires_at=${expiration}`,
		);
	});

	test.each([1, 6, 8, 29, 31, 59, 61, 89, 91, 365, 366])(
		'do not carry %i days for a classic token',
		expiration => {
			expect(buildLink({...classic, expiration})).toBe(classicPage);
		},
	);

	test.each(['octo.ghe.com', 'github.example.com', 'github.example.com:8443', '127.0.0.1:3000'])(
		'lead to %s over https',
		host => {
			expect(buildLink({...fineGrained, host, name: 'x'})).toBe(
				`https://${host}/settings/personal-access-tokens/new?name=x`,
			);
			expect(buildLink({...classic, host, scopes: ['gist']})).toBe(
				`https://${host}/settings/tokens/new?scopes=gist`,
			);
		},
	);

	test('of any profile lead to the page with what the profile says, and nothing else', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				expect(findProblems(profile)).toEqual([]);
				const link = buildLink(profile);
				expect(link.length).toBeLessThanOrEqual(longestLink);
				expect(link).toMatch(/^https:\/\/[\x21-\x7E]+$/);
				const url = new URL(link);
				expect(url.host).toBe(profile.host);
				expect(url.hash).toBe('');
				const parameters = new Map(url.searchParams);
				expect(parameters.size).toBe([...url.searchParams].length);
				const expected =
					profile.type === 'classic'
						? {
								scopes: profile.scopes?.join(','),
								description: profile.name,
								default_expires_at: [7, 30, 60, 90, 'none'].includes(profile.expiration ?? '')
									? String(profile.expiration)
									: undefined,
							}
						: {
								name: profile.name,
								description: profile.description,
								target_name: profile.owner,
								expires_in: profile.expiration?.toString(),
								...profile.permissions,
							};
				expect(Object.fromEntries(parameters)).toEqual(
					Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)),
				);
			}),
		);
	});
});

describe('the length of a link', () => {
	/** A description of three-byte letters and ASCII that makes the link exactly `length` long. */
	const profileOf = (length: number): Profile => {
		const room = length - fineGrainedPage.length - '?description='.length;
		const wide = Math.floor(room / 9);
		return {...fineGrained, description: '界'.repeat(wide) + 'a'.repeat(room - wide * 9)};
	};

	test('is at most 7,900 characters', () => {
		expect(longestLink).toBe(7900);
		expect(buildLink(profileOf(7899))).toHaveLength(7899);
		expect(buildLink(profileOf(7900))).toHaveLength(7900);
		expect(thrownBy(() => buildLink(profileOf(7901)))).toMatchObject({
			kind: 'usage',
			message: 'The link has 7901 characters',
			hint: 'Shorten the description: a link has at most 7900 characters',
		});
	});
});

describe('a host', () => {
	test.each([
		['GitHub.com', 'Write it as github.com'],
		['www.github.com', 'Write it as github.com'],
		['github.com:443', 'Write it as github.com'],
		[' github.com', 'Write it as github.com'],
		['bücher.example', 'Write it as xn--bcher-kva.example'],
	])('%j is refused for another spelling', (host, hint) => {
		expect(findProblems({...fineGrained, host})).toEqual([
			{message: `The host "${host}" is not in its usual form`, hint},
		]);
	});

	test('is shown without line breaks', () => {
		expect(findProblems({...classic, host: 'github.com\n'})).toEqual([
			{message: 'The host "github.com⏎" is not in its usual form', hint: 'Write it as github.com'},
		]);
	});

	test.each(['', 'https://github.com', 'github.com/x', 'a@github.com', 'github.com\u001B'])(
		'%j is refused',
		host => {
			const [problem, ...others] = findProblems({...classic, host});
			expect(problem?.message).toMatch(/^"[^\p{Cc}]*" is not a host name$/u);
			expect(problem?.hint).toBe('Write the bare host name, such as github.com');
			expect(others).toEqual([]);
			expect(() => buildLink({...classic, host})).toThrow(PatWizardError);
		},
	);

	test.each(['octo.ghe.com', 'github.example.com:8443'])('%s is taken', host => {
		expect(findProblems({...fineGrained, host})).toEqual([]);
	});

	test('of any kind is taken', () => {
		fc.assert(
			fc.property(hosts(), host => {
				expect(findProblems({...fineGrained, host})).toEqual([]);
			}),
		);
	});
});

describe('several problems', () => {
	const profile: Profile = {
		...fineGrained,
		host: 'GitHub.com',
		name: 'x'.repeat(41),
		expiration: 367,
		owner: '-',
	};

	test('are found in order', () => {
		expect(findProblems(profile).map(({message}) => message)).toEqual([
			'The host "GitHub.com" is not in its usual form',
			expect.stringMatching(/^The name .* has 41 characters$/),
			'"367" is not an expiration',
			'The resource owner "-" is not a GitHub login',
		]);
	});

	test('are told together, and equal hints once', () => {
		const error = thrownBy(() => buildLink(profile));
		expect(error).toMatchObject({
			kind: 'usage',
			message: findProblems(profile)
				.map(({message}) => message)
				.join('. '),
			hint: findProblems(profile)
				.map(({hint}) => hint)
				.join('. '),
		});
		expect(
			thrownBy(() => buildLink({...classic, scopes: ['rep', 'repp'] as unknown as ScopeName[]})),
		).toMatchObject({
			message: 'There is no scope "rep". There is no scope "repp"',
			hint: 'Did you mean repo?',
		});
	});

	test('hide a link that is too long as well', () => {
		const long = '界'.repeat(1024);
		expect(findProblems({...fineGrained, description: long})).toHaveLength(1);
		expect(findProblems({...fineGrained, description: long, expiration: 0})).toEqual([
			expect.objectContaining({message: '"0" is not an expiration'}),
		]);
	});
});

test('any profile whatever makes a link or a PatWizardError', () => {
	const grants = fc.dictionary(
		fc.constantFrom('contents', 'members', 'emails', 'nothing'),
		fc.constantFrom('read', 'write', 'admin', 'all'),
	);
	const anything: fc.Arbitrary<Profile> = fc
		.record(
			{
				type: fc.constantFrom('fine-grained', 'classic'),
				host: fc.oneof(fc.constant('github.com'), fc.string({unit: 'binary'})),
				name: fc.string({unit: 'binary', maxLength: 60}),
				description: fc.string({unit: 'binary', maxLength: 2000}),
				owner: fc.oneof(fc.constant('octo'), fc.string({unit: 'binary'})),
				repositoryAccess: fc.constantFrom('public', 'all', 'selected'),
				repositories: fc.array(fc.oneof(fc.constant('octo/app'), fc.string({unit: 'binary'}))),
				permissions: grants,
				scopes: fc.array(fc.oneof(fc.constant('repo'), fc.string({unit: 'binary'}))),
				expiration: fc.oneof(fc.integer({min: -1, max: 400}), fc.constant('none')),
			},
			{requiredKeys: ['type', 'host']},
		)
		.map(profile => profile as Profile);
	fc.assert(
		fc.property(anything, profile => {
			const problems = findProblems(profile);
			for (const {message, hint} of problems) {
				expect(`${message}${hint}`).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E]/u);
				expect(message).toMatch(/[^.]$/);
			}
			const result = thrownBy(() => buildLink(profile));
			if (problems.length === 0) {
				expect(result).toMatch(/^https:\/\//);
			} else {
				expect(result).toBeInstanceOf(PatWizardError);
			}
		}),
	);
});
