import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {includedScopes} from '../../../source/core/catalog/included-scopes.ts';
import {type ScopeName, scopes} from '../../../source/core/catalog/scopes.ts';
import type {HostKind} from '../../../source/core/profile/host.ts';
import type {ClassicProfile, Expiration} from '../../../source/core/profile/profile.ts';
import {classicAdvice} from '../../../source/core/token-types/advise-classic.ts';
import {classic, classicExpirations} from '../../../source/core/token-types/classic.ts';
import {classicProfiles} from '../../arbitraries.ts';

const bare: ClassicProfile = {type: 'classic', host: 'github.com'};
const now = new Date(2026, 10, 20, 12);

const problemsOf = (answers: object): unknown =>
	classic.problems({...bare, ...answers} as ClassicProfile);

const warningsOf = (chosen: readonly ScopeName[], kind: HostKind = 'github.com') =>
	classicAdvice.warnings({...bare, scopes: chosen}, kind);

const stepsOf = (answers: object): readonly string[] =>
	classicAdvice.stepsByHand({...bare, ...answers}, now);

test('the page takes five lifetimes', () => {
	expect(classicExpirations).toEqual([7, 30, 60, 90, 'none']);
});

describe('parameters', () => {
	test('come in the order scopes, description, expiration', () => {
		expect(
			classic.parameters({
				...bare,
				expiration: 'none',
				name: 'CI',
				scopes: ['workflow', 'repo'],
			}),
		).toEqual([
			['scopes', 'workflow,repo'],
			['description', 'CI'],
			['default_expires_at', 'none'],
		]);
	});

	test('leave out what is unset or empty', () => {
		expect(classic.parameters(bare)).toEqual([]);
		expect(classic.parameters({...bare, name: '', scopes: []})).toEqual([]);
	});

	test('hold an expiration exactly where no step by hand does', () => {
		const lifetimes: readonly Expiration[] = [
			...Array.from({length: 366}, (_, index) => index + 1),
			'none',
		];
		for (const expiration of lifetimes) {
			const isCarried = [7, 30, 60, 90, 'none'].includes(expiration);
			expect(classic.parameters({...bare, expiration})).toEqual(
				isCarried ? [['default_expires_at', String(expiration)]] : [],
			);
			expect(stepsOf({expiration}).some(step => step.startsWith('Expiration'))).toBe(!isCarried);
		}
	});
});

describe('problems', () => {
	test('of a valid profile there are none', () => {
		fc.assert(
			fc.property(classicProfiles(), profile => {
				expect(classic.problems(profile)).toEqual([]);
			}),
		);
		expect(classic.problems(bare)).toEqual([]);
	});

	test('are those of the name and the lifetime', () => {
		expect(problemsOf({name: 'x'.repeat(400), expiration: 366})).toEqual([]);
		expect(problemsOf({name: 'x'.repeat(41), expiration: 367})).toEqual([
			expect.objectContaining({message: '"367" is not an expiration'}),
		]);
		expect(problemsOf({name: 'a\nb'})).toEqual([
			expect.objectContaining({message: expect.stringMatching(/^The name "a⏎b"/)}),
		]);
	});

	test.each([
		['rep', 'Did you mean repo?'],
		['Repo', 'Did you mean repo?'],
		['packages:read', 'pat-wizard permissions lists them all'],
		['xylophone', 'pat-wizard permissions lists them all'],
		['constructor', 'pat-wizard permissions lists them all'],
		['', 'pat-wizard permissions lists them all'],
	])('with the scope %j', (scope, hint) => {
		expect(problemsOf({scopes: ['repo', scope]})).toEqual([
			{message: `There is no scope "${scope}"`, hint},
		]);
	});

	test('show a scope without obeying it', () => {
		expect(problemsOf({scopes: ['xylo\u001Bphone']})).toEqual([
			expect.objectContaining({message: 'There is no scope "xylo\\u{001b}phone"'}),
		]);
	});
});

describe('warnings', () => {
	test('of harmless scopes there are none', () => {
		expect(warningsOf(['gist', 'read:org', 'read:packages', 'notifications'])).toEqual([]);
	});

	test('tell that nothing is chosen', () => {
		const nothing = ['No scope is chosen: the token can read public data and nothing more'];
		expect(warningsOf([])).toEqual(nothing);
		expect(classicAdvice.warnings(bare, 'github.com')).toEqual(nothing);
	});

	test.each<[readonly ScopeName[], readonly string[]]>([
		[['project', 'read:project'], ['project already includes read:project']],
		[['read:project', 'project'], ['project already includes read:project']],
		[
			['write:discussion', 'read:discussion', 'project', 'read:project', 'gist'],
			[
				'write:discussion already includes read:discussion',
				'project already includes read:project',
			],
		],
	])('tell what %j includes twice', (chosen, expected) => {
		expect(warningsOf(chosen)).toEqual(expected);
	});

	test('tell it once for a whole family, and the risk of its head alone', () => {
		expect(warningsOf(['read:org', 'write:org', 'admin:org'])).toEqual([
			'admin:org already includes write:org and read:org',
			expect.stringMatching(/^admin:org can /),
		]);
		expect(warningsOf(['repo', 'public_repo', 'repo:status', 'security_events'])).toEqual([
			'repo already includes repo:status, public_repo and security_events',
			expect.stringMatching(/^repo can /),
		]);
	});

	test.each(scopes)('tell the risk of $scope', ({scope, risk, hosts}) => {
		const kind = hosts === 'server' ? 'server' : 'github.com';
		expect(
			warningsOf([scope], kind).filter(warning => !warning.includes('is not github.com')),
		).toEqual(risk === undefined ? [] : [`${scope} ${risk}`]);
	});

	test.each(scopes)('tell which scopes come with $scope', ({scope}) => {
		const included = includedScopes(scope);
		expect(
			warningsOf([...included, scope], 'server').some(warning =>
				warning.startsWith(`${scope} already includes `),
			),
		).toBe(included.length > 0);
	});

	test('tell where site_admin exists', () => {
		const warning = 'site_admin exists on GitHub Enterprise Server only';
		expect(warningsOf(['site_admin'], 'github.com')).toContain(warning);
		expect(warningsOf(['site_admin'], 'ghe.com')).toContain(warning);
		expect(warningsOf(['site_admin'], 'server')).not.toContain(warning);
	});

	test('tell about Enterprise Server', () => {
		expect(
			classicAdvice.warnings({...bare, host: 'git.example.com', scopes: ['gist']}, 'server'),
		).toEqual([expect.stringMatching(/^git\.example\.com is not github\.com/)]);
	});
});

describe('steps by hand', () => {
	const finish = expect.stringMatching(/^Press "Generate token"/);
	const authorize = expect.stringMatching(/Single sign-on.*"Configure SSO".*authorize/);

	test('of a whole profile', () => {
		expect(stepsOf({name: 'CI', scopes: ['repo', 'workflow'], expiration: 30})).toEqual([
			'Check what is chosen: repo and workflow',
			finish,
			authorize,
		]);
	});

	test('of a profile without answers', () => {
		for (const answers of [{}, {name: '', scopes: []}]) {
			expect(stepsOf(answers)).toEqual([
				'Note: write what the token is for',
				'Check that no scope is chosen',
				finish,
				authorize,
			]);
		}
	});

	test('name the day of an expiration that the link cannot carry', () => {
		expect(stepsOf({name: 'CI', expiration: 45})[0]).toBe(
			'Expiration: choose "Custom…", then 4 January 2027 (45 days); a link cannot carry it',
		);
		expect(stepsOf({name: 'CI', expiration: 1})[0]).toContain('21 November 2026 (1 day)');
	});
});
