import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {findWarnings, listStepsByHand} from '../../source/core/link/advice.ts';
import {buildLink} from '../../source/core/link/link.ts';
import type {Profile} from '../../source/core/profile/profile.ts';
import {countCells} from '../../source/print/columns.ts';
import {countRows, type Ending, writeEnding} from '../../source/print/ending.ts';
import type {Paint} from '../../source/print/paint.ts';
import {profiles} from '../arbitraries.ts';

const plain: Paint = (_format, text) => text;
const now = new Date(2026, 10, 20, 12);

const bot: Profile = {
	profile: 'release-bot',
	type: 'fine-grained',
	host: 'github.com',
	name: 'Release bot',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app'],
	permissions: {contents: 'write', issues: 'read'},
	expiration: 30,
};

const endingOf = (profile: Profile, given: Partial<Ending> = {}): readonly string[] =>
	writeEnding(
		{
			profile,
			now,
			done: ['Saved as release-bot', 'Opened github.com in the browser'],
			undone: [],
			saved: 'release-bot',
			link: buildLink(profile),
			linesAbove: countRows(buildLink(profile), given.width ?? 80),
			canErase: false,
			width: 80,
			rows: 24,
			...given,
		},
		plain,
	)
		.trimEnd()
		.split('\n');

/** How many lines the whole fills on a terminal, the link above included. */
const fill = (lines: readonly string[], profile: Profile, width = 80): number =>
	[buildLink(profile), ...lines].reduce((sum, line) => sum + countRows(line, width), 0);

describe('the ending', () => {
	test('says what was done, the steps, the worst warning, one use, and the link', () => {
		expect(endingOf(bot)).toEqual([
			'  ✓ Saved as release-bot; opened github.com in the browser',
			'  On the page',
			'    1. Repository access: "Only select repositories", then octo-org/app',
			'    2. Check what is chosen: Contents write, Issues read and Metadata read',
			'    3. octo-org may ask for a reason: write a sentence',
			'    4. Press "Generate token", confirm, copy the token at once: it is shown once',
			'  ! Contents: write can push to every branch that is not protected',
			'  Then  read -rs GH_TOKEN && export GH_TOKEN',
			'        gh issue list --repo octo-org/app',
			'  Put it where it belongs: pat-wizard store release-bot',
			'  More ways to use it: pat-wizard show release-bot',
			buildLink(bot),
		]);
	});

	const stepsIn = (lines: readonly string[]): number =>
		lines.filter(line => /^ {3,4}\d+\. /.test(line)).length;

	/** How many lines the whole fills on the screen: an ending that takes the link above back begins so. */
	const seen = (lines: readonly string[], profile: Profile, width = 80): number => {
		const above = countRows(buildLink(profile), width);
		const [first = '', ...others] = lines;
		const erased = `\u001B[${above}A\u001B[J`;
		return first.startsWith(erased)
			? fill([first.slice(erased.length), ...others], profile, width) - above
			: fill(lines, profile, width);
	};

	test('of any profile stays on the screen, with every step in it and the link last', () => {
		fc.assert(
			fc.property(profiles(), fc.boolean(), (profile, canErase) => {
				const lines = endingOf(profile, {canErase});
				const link = buildLink(profile);
				expect(stepsIn(lines)).toBe(listStepsByHand(profile, now).length);
				if (lines.at(-1) === link) {
					expect(seen(lines, profile)).toBeLessThan(24);
				} else {
					expect(lines.at(-1)).toBe('  The link is printed above');
					expect(lines.length).toBeLessThan(24);
					expect(countRows(link, 80)).toBeGreaterThan(canErase ? 11 : 2);
				}
			}),
		);
	});

	test.each([
		[160, 15, 'twice'],
		[240, 15, 'last'],
		[340, 15, 'last'],
		[400, 15, 'last'],
		[480, 15, 'last'],
		[720, 15, 'last'],
		[800, 16, 'last'],
		[1000, 19, 'last'],
		[1360, 23, 'last'],
		[1500, 25, 'above'],
	] as const)(
		'with a link of %i characters is %i lines at most, the link %s',
		(length, most, where) => {
			const others = buildLink({...bot, description: 'd'}).length - 1;
			// A letter with an accent takes six characters of a link.
			const accents = Math.floor((length - others) / 6);
			const description = 'é'.repeat(accents) + 'd'.repeat(length - others - 6 * accents);
			const profile: Profile = {...bot, description};
			const lines = endingOf(profile, {canErase: true});
			expect(stepsIn(lines)).toBe(4);
			expect(lines.join(' ')).toMatch(/warning|can push to every branch/);
			expect(seen(lines, profile)).toBeLessThanOrEqual(most);
			expect(lines.at(-1)).toBe(
				where === 'above' ? '  The link is printed above' : buildLink(profile),
			);
			expect(lines[0]?.startsWith('\u001B')).toBe(where === 'last');
			if (length <= 400) {
				expect(lines.join(' ')).toMatch(/ Then .* More ways to use it: /);
			}
			const dumb = endingOf(profile, {canErase: false});
			expect(stepsIn(dumb)).toBe(4);
			expect(dumb.join('')).not.toContain('\u001B');
			expect(dumb.at(-1)).toBe(length <= 400 ? buildLink(profile) : '  The link is printed above');
		},
	);

	test('gives the link whole where standard output is no terminal, however long it is', () => {
		const profile: Profile = {...bot, description: 'd'.repeat(900)};
		expect(endingOf(profile, {linesAbove: 0}).at(-1)).toBe(buildLink(profile));
	});

	test('counts what it leaves out', () => {
		const permissions = {
			actions: 'write',
			administration: 'write',
			contents: 'write',
			deployments: 'write',
			environments: 'write',
			issues: 'write',
			pages: 'write',
			pull_requests: 'write',
			secrets: 'write',
			workflows: 'write',
		} as const;
		const profile: Profile = {...bot, permissions};
		const text = endingOf(profile).join(' ');
		const [, named = '', more] = /Check what is chosen: (.*?) and (\d+) more/.exec(text) ?? [];
		expect(named.split(',').length + Number(more)).toBe(Object.keys(permissions).length + 1);
		expect(text).toContain(`${findWarnings(profile).length} warnings: pat-wizard show release-bot`);
	});

	test.each([40, 60, 100, 200])('is wrapped to %i columns, the link alone unbroken', width => {
		const lines = endingOf(bot, {width});
		expect(lines.at(-1)).toBe(buildLink(bot));
		for (const line of lines.slice(0, -1)) {
			expect(countCells(line)).toBeLessThanOrEqual(Math.max(width, 50));
		}
		expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain('then octo-org/app');
	});

	test.each([
		[40, 12, 40],
		[60, 15, 40],
		[80, 24, 240],
		[80, 20, 240],
	])('at %i×%i stays on the screen, with what was done and every step', (width, rows, more) => {
		const profile: Profile = {...bot, description: 'd'.repeat(Math.max(0, more - 40))};
		const lines = endingOf(profile, {
			width,
			rows,
			done: [
				'Opened github.com in the browser',
				'Saved as release-bot (again: pat-wizard open release-bot)',
			],
		});
		const filled = lines.reduce((sum, line) => sum + countRows(line, width), 0);
		expect(filled, lines.join('\n')).toBeLessThan(rows);
		expect(filled + countRows(buildLink(profile), width)).toBeLessThanOrEqual(width < 80 ? 20 : 15);
		expect(lines[0]).toContain('✓ Opened github.com');
		expect(lines.filter(line => /^ {3,4}\d+\. /.test(line))).toHaveLength(4);
		expect(lines.join(' ')).toMatch(/warning|can push to every branch/);
		expect(lines.at(-1)).toBe(buildLink(profile));
	});

	test('gives up the use first where the terminal is narrow', () => {
		expect(endingOf(bot, {width: 40}).join('\n')).not.toContain('Then');
	});

	test('names no command for a profile that is not saved', () => {
		const text = endingOf({...bot, name: 'x'}, {saved: undefined}).join('\n');
		expect(text).not.toContain('pat-wizard');
		expect(text).toContain('can push to every branch');
	});

	test('says what failed before the steps', () => {
		const lines = endingOf(bot, {done: [], undone: ['Not opened: there is no browser']});
		expect(lines[0]).toBe('  ! Not opened: there is no browser');
	});
});
