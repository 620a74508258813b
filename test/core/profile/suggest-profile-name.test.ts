import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isSameName, type Profile, readProfileName} from '../../../source/core/profile/profile.ts';
import {
	createNameSuggester,
	suggestProfileName,
} from '../../../source/core/profile/suggest-profile-name.ts';

const named = (name: string): Profile => ({type: 'classic', host: 'github.com', name});

test.each<[Profile, string]>([
	[named('Release bot'), 'release-bot'],
	[named('BoxOps acme/roadmap'), 'boxops-acme-roadmap'],
	[named('rancraycraft.com editor'), 'rancraycraft.com-editor'],
	[named('Matchbox (grant phone app)'), 'matchbox-grant-phone-app'],
	[named('REPO_PLATFORM_TOKEN'), 'repo_platform_token'],
	[named('Прокачка'), 'прокачка'],
	[named('H5记账本'), 'h5记账本'],
	[named('  Compte — privées! '), 'compte-privées'],
	[named('!?'), 'classic'],
	[named('-.a.-'), 'a'],
	[named('Release\u3164\u200Bbot\u115F'), 'release-bot'],
	[named('\u3164'), 'classic'],
	[named('GHP_0123456789ab'), 'ghp-0123456789ab'],
	[named(`${'x'.repeat(61)}-._yz`), 'x'.repeat(61)],
	[
		{
			type: 'fine-grained',
			host: 'github.com',
			permissions: {issues: 'read', contents: 'write', pages: 'read', actions: 'read'},
		},
		'actions-contents-issues',
	],
	[{type: 'classic', host: 'github.com'}, 'classic'],
	[
		{type: 'classic', host: 'github.com', scopes: ['repo', 'read:org', 'gist', 'workflow']},
		'repo-read-org-gist',
	],
	[{type: 'fine-grained', host: 'github.com'}, 'fine-grained'],
	[{type: 'fine-grained', host: 'github.com', owner: 'octo-org'}, 'octo-org'],
	[
		{
			type: 'fine-grained',
			host: 'github.com',
			owner: 'Octo-Org',
			permissions: {issues: 'read', contents: 'write', pages: 'read'},
		},
		'octo-org-contents-issues',
	],
])('%j is suggested as %s', (profile, name) => {
	expect(suggestProfileName(profile, [])).toBe(name);
});

test('names that are taken get a number, without regard to case', () => {
	expect(suggestProfileName(named('Bot'), ['bot'])).toBe('bot-2');
	expect(suggestProfileName(named('Bot'), ['BOT', 'bot-2', 'x'])).toBe('bot-3');
	expect(suggestProfileName(named('Bot'), ['bot-2'])).toBe('bot');
	expect(suggestProfileName(named('ss'), ['ß'])).toBe('ss');
	const long = 'x'.repeat(64);
	const second = suggestProfileName(named(long), [long]);
	expect(second).toBe(`${'x'.repeat(62)}-2`);
});

test('any name is one to save under, and is not taken', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({unit: 'grapheme', maxLength: 100}),
				fc.string({unit: 'binary', maxLength: 100}),
				fc.constantFrom('GHP_0123456789abc', 'github_PAT_0123456789', 'İ'.repeat(64), 'ǅ', 'Å'),
			),
			fc.array(fc.string({unit: 'grapheme', maxLength: 5})),
			(name, others) => {
				const first = suggestProfileName(named(name), others);
				const second = suggestProfileName(named(name), [...others, first]);
				for (const suggestion of [first, second]) {
					expect(readProfileName(suggestion)).toBe(suggestion);
					expect(others.some(other => isSameName(other, suggestion))).toBe(false);
				}
				expect(isSameName(first, second)).toBe(false);
			},
		),
		{numRuns: 500},
	);
});

test('one suggester gives many names as if each were asked for alone, in time', () => {
	const names = createNameSuggester(['BOT', 'bot-3']);
	const given = ['bot', 'bot', 'x', 'bot', 'bot-2'].map(name => {
		const suggested = names.suggest(named(name));
		names.take(suggested);
		return suggested;
	});
	expect(given).toEqual(['bot-2', 'bot-4', 'x', 'bot-5', 'bot-2-2']);
	expect(names.suggest(named('y'))).toBe('y');
	expect(names.suggest(named('Y'))).toBe('y');

	const many = createNameSuggester([]);
	const started = performance.now();
	let last = '';
	for (let index = 0; index < 50_000; index += 1) {
		last = many.suggest(named('Bot'));
		many.take(last);
	}
	expect(last).toBe('bot-50000');
	expect(performance.now() - started).toBeLessThan(10_000);
});
