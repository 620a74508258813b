import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {exportFormats, exportProfiles, isExportFormat} from '../../../source/core/link/export.ts';
import {importText} from '../../../source/core/link/import.ts';
import {buildLink, findProblems} from '../../../source/core/link/link.ts';
import {readLinks} from '../../../source/core/link/read-link.ts';
import {profileFrom} from '../../../source/core/profile/answers.ts';
import type {
	FineGrainedProfile,
	Profile,
	SavedProfile,
} from '../../../source/core/profile/profile.ts';

const bot: SavedProfile = {
	lastOpened: '2026-08-22T10:00:00.000Z',
	expiration: 30,
	permissions: {issues: 'read', contents: 'write'},
	repositories: ['octo-org/app'],
	repositoryAccess: 'selected',
	owner: 'octo-org',
	description: 'Publishes releases from CI',
	name: 'Release bot',
	host: 'github.com',
	type: 'fine-grained',
	profile: 'release-bot',
};

const old: Profile = {
	type: 'classic',
	host: 'octo.ghe.com',
	name: 'Old',
	scopes: ['repo', 'workflow'],
};

test('JSON is a file with a version, keys in their order, without when it was opened', () => {
	expect(exportProfiles([bot, old], 'json')).toBe(`{
	"version": 1,
	"profiles": [
		{
			"profile": "release-bot",
			"type": "fine-grained",
			"host": "github.com",
			"name": "Release bot",
			"description": "Publishes releases from CI",
			"owner": "octo-org",
			"repositoryAccess": "selected",
			"repositories": [
				"octo-org/app"
			],
			"permissions": {
				"contents": "write",
				"issues": "read"
			},
			"expiration": 30
		},
		{
			"type": "classic",
			"host": "octo.ghe.com",
			"name": "Old",
			"scopes": [
				"repo",
				"workflow"
			]
		}
	]
}`);
});

test('links stand one a line', () => {
	expect(exportProfiles([bot, old], 'link')).toBe(`${buildLink(bot)}\n${buildLink(old)}`);
});

test('markdown is a link with a caption, and under it what is granted', () => {
	expect(
		exportProfiles([bot, old], 'markdown'),
	).toBe(`[Create a fine-grained token: Release bot](${buildLink(bot)})

| Permission | Level | What it is for |
| --- | --- | --- |
| Contents (\`contents\`) | write | Push commits, change branches and files, merge, publish releases |
| Issues (\`issues\`) | read | Read issues, comments, labels and milestones |

Under "Repository access", choose "Only select repositories", then octo-org/app.

[Create a classic token on octo.ghe.com: Old](${buildLink(old)})

| Scope | What it is for |
| --- | --- |
| \`repo\` | Read and write everything in repositories you can reach, private ones included |
| \`workflow\` | Add and change workflow files under .github/workflows |`);
});

test('markdown says which repositories to choose, where that is known', () => {
	const lastLine = (changes: Partial<FineGrainedProfile>): string | undefined => {
		const profile = profileFrom(
			{type: 'fine-grained', permissions: {issues: 'read'}, ...changes},
			'github.com',
		);
		return exportProfiles([profile], 'markdown').split('\n').at(-1);
	};
	const table = lastLine({});
	expect(table).toMatch(/^\| /);
	expect(lastLine({repositoryAccess: 'public'})).toBe(
		'Under "Repository access", choose "Public repositories".',
	);
	expect(lastLine({repositoryAccess: 'all'})).toBe(
		'Under "Repository access", choose "All repositories".',
	);
	expect(lastLine({repositoryAccess: 'selected'})).toBe(
		'Under "Repository access", choose "Only select repositories", then the repositories that you need.',
	);
	expect(lastLine({repositoryAccess: 'selected', repositories: ['o/a', 'o/b']})).toBe(
		'Under "Repository access", choose "Only select repositories", then o/a and o/b.',
	);
});

test('the caption of markdown is on one line, and names what has a name', () => {
	const caption = (changes: Partial<SavedProfile>): string | undefined =>
		exportProfiles([{type: 'classic', host: 'github.com', ...changes} as SavedProfile], 'markdown')
			.split('\n')[0]
			?.replace(/\]\(.*/s, ']');
	expect(caption({})).toBe('[Create a classic token]');
	expect(caption({name: ' a   b '})).toBe('[Create a classic token: a b]');
	expect(caption({name: '  ', profile: 'p\u2003\u2003q'})).toBe('[Create a classic token: p q]');
	expect(caption({host: 'octo.ghe.com', profile: 'p'})).toBe(
		'[Create a classic token on octo.ghe.com: p]',
	);
	expect(caption({name: 'x/settings/tokens'})).toBe(
		'[Create a classic token: x&sol;settings/tokens]',
	);
});

test('markdown says when nothing is granted', () => {
	const host = 'github.com';
	expect(exportProfiles([{type: 'fine-grained', host}], 'markdown')).toContain('no permissions');
	expect(exportProfiles([{type: 'classic', host}], 'markdown')).toContain('no scopes');
});

test('nothing in a name becomes markdown or HTML', () => {
	const caption = (name: string) =>
		exportProfiles([{type: 'classic', host: 'github.com', name}], 'markdown')
			.split('\n')[0]
			?.replace(/\]\(https:[^)]*\)$/, '');
	expect(caption('a](http://x) b')).toBe('[Create a classic token: a\\](http&colon;//x) b');
	expect(caption('<img src=x>|`*_~$\\@me')).toBe(
		'[Create a classic token: &lt;img src=x&gt;\\|\\`\\*\\_\\~\\$\\\\&#64;me',
	);
	expect(caption('AT&amp;T')).toBe('[Create a classic token: AT&amp;amp;T');
	expect(caption('a\u202Eb')).toBe('[Create a classic token: a\\\\u{202e}b');
});

test('a profile that no link can be made of is refused, except as JSON', () => {
	const broken: Profile = {type: 'fine-grained', host: 'github.com', name: 'x'.repeat(41)};
	expect(() => exportProfiles([broken], 'link')).toThrow('41 characters');
	expect(() => exportProfiles([broken], 'markdown')).toThrow('41 characters');
	expect(exportProfiles([broken], 'json')).toContain('xxx');
});

test('the formats are known by name', () => {
	expect(exportFormats).toEqual(['json', 'link', 'markdown']);
	expect(exportFormats.every(isExportFormat)).toBe(true);
	expect([undefined, 'JSON', 'csv', 1].some(isExportFormat)).toBe(false);
});

/** Texts that markdown, HTML or a link could trip over. */
const trap = fc.oneof(
	fc.string({unit: 'grapheme', maxLength: 12}),
	fc.constantFrom(
		...['](', ')', '[', '|', '`', '\\', '<!--', '&amp;', '&', '"', "'", '*', '_', '~', '\u202E'],
		...['https://github.com', '/settings/tokens/new', 'github.com/settings/tokens/new', '?a=b'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: as it stands in a program
		...['${x}', '{{', '<b>', '#', ' ', '//octo.ghe.com', '+', '%', '%20', 'ghe.com', '{', ').'],
	),
);
const text = fc.array(trap, {maxLength: 4}).map(parts => parts.join(''));

const anyProfile = fc
	.oneof(
		fc.record({
			type: fc.constant('fine-grained' as const),
			name: text,
			description: fc
				.tuple(text, fc.constantFrom('', '\n', '\r\n\t'), text)
				.map(parts => parts.join('')),
			permissions: fc.constantFrom({}, {contents: 'read' as const}, {gists: 'write' as const}),
			expiration: fc.constantFrom(1, 366, 'none' as const, undefined),
		}),
		fc.record({
			type: fc.constant('classic' as const),
			name: text,
			scopes: fc.subarray(['repo', 'gist', 'read:org'] as const),
			expiration: fc.constantFrom(7, 'none' as const, undefined),
		}),
	)
	.map(answers => profileFrom(answers, 'github.com'))
	.filter(profile => findProblems(profile).length === 0);

describe('export gives what import takes', () => {
	test('for every profile, in every format', () => {
		fc.assert(
			fc.property(anyProfile, profile => {
				for (const format of exportFormats) {
					const {profiles, refused} = importText(exportProfiles([profile], format));
					expect(profiles.map(one => [one.profile, one.ignored])).toEqual([[profile, []]]);
					expect(refused).toEqual([]);
				}
			}),
			{numRuns: 500},
		);
	});

	test('for several profiles with different links, in every format', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(anyProfile, {selector: buildLink, minLength: 1, maxLength: 5}),
				profiles => {
					for (const format of exportFormats) {
						const imported = importText(exportProfiles(profiles, format)).profiles;
						expect(imported.map(one => one.profile)).toEqual(profiles);
					}
				},
			),
			{numRuns: 100},
		);
	});

	test('JSON keeps what a link cannot carry', () => {
		const {lastOpened: _, ...rest} = bot;
		const [read] = importText(exportProfiles([bot], 'json')).profiles;
		expect(read).toMatchObject({source: 'release-bot', profile: rest, ignored: []});
		expect(readLinks(exportProfiles([bot], 'markdown'))[0]?.profile).not.toHaveProperty(
			'repositories',
		);
	});

	test('JSON holds nothing that a terminal would obey, and loses nothing of it', () => {
		const name = 'a\u009B\u202Eb\u{E0001}\u200D';
		const json = exportProfiles([{type: 'classic', host: 'github.com', name}], 'json');
		expect(json).not.toMatch(/[\u007F-\u009F\p{Cf}]/u);
		expect(JSON.parse(json).profiles[0].name).toBe(name);
	});
});
