import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {
	permissions as allPermissions,
	findPermission,
} from '../../source/core/catalog/permissions.ts';
import {findWarnings, listStepsByHand} from '../../source/core/link/advice.ts';
import {buildLink} from '../../source/core/link/link.ts';
import type {Answers} from '../../source/core/profile/answers.ts';
import {listAbilities} from '../../source/core/profile/describe.ts';
import type {FolderProfile} from '../../source/core/profile/profile.ts';
import {drawAsAscii} from '../../source/core/text/ascii.ts';
import {shortcuts} from '../../source/ui/keys.ts';
import type {WizardOptions} from '../../source/ui/wizard-options.ts';
import {now, packagePush, releaseBot} from './make-options.ts';
import {expectToFit, openWizard, type Size} from './open-wizard.tsx';

const given: Answers = {type: 'fine-grained', owner: 'octo-org', repositoryAccess: 'all'};
const chosen: Answers = {...given, permissions: {contents: 'write', issues: 'read'}};
const powerful = {
	actions: 'write',
	administration: 'write',
	contents: 'write',
	secrets: 'write',
	workflows: 'write',
} as const;
const suggestions = [
	{remote: 'origin', host: 'github.com', owner: 'octo-org', repository: 'app'},
	{remote: 'server', host: 'git.example.com', owner: 'tools', repository: 'scripts'},
];
const team: FolderProfile = {
	file: '/work/app/pat-wizard.json',
	profile: {...packagePush, profile: 'team', host: 'git.example.com'},
};
const saved = [releaseBot, packagePush];

type Place = {
	readonly title: string;
	readonly options?: Partial<WizardOptions>;
	readonly keys?: readonly string[];
	/** A row that has the focus, as it begins. */
	readonly focus?: string;
};

/** Every step and every panel, with what leads there. */
const places: {readonly [name: string]: Place} = {
	'saved profiles': {
		title: 'Saved profiles',
		options: {saved, folderProfiles: [team]},
		focus: 'release-bot',
	},
	'rename a saved profile': {title: 'Rename the profile', options: {saved}, keys: ['r']},
	'remove a saved profile': {
		title: 'Remove the profile?',
		options: {saved},
		keys: ['d'],
		focus: 'Keep it',
	},
	'a profile of another host': {
		title: 'Another host',
		options: {folderProfiles: [team]},
		keys: ['enter'],
		focus: 'Go back',
	},
	'token type': {title: 'Token type', focus: 'Fine-grained'},
	help: {title: 'Help', keys: ['?']},
	'resource owner': {
		title: 'Resource owner',
		options: {answers: {type: 'fine-grained'}, suggestions},
		focus: 'octo-org',
	},
	'resource owner, typed': {
		title: 'Resource owner',
		options: {answers: {type: 'fine-grained'}},
		keys: ['down', 'enter', 'octo--org', 'enter'],
	},
	'repository access': {
		title: 'Repository access',
		options: {answers: {type: 'fine-grained', owner: 'octo-org'}, suggestions},
		focus: 'Only octo-org/app',
	},
	repositories: {
		title: 'Repositories',
		options: {answers: {...given, repositoryAccess: 'selected'}, suggestions},
	},
	permissions: {
		title: 'Permissions',
		options: {answers: given},
		keys: ['down', 'down', 'right'],
		focus: 'Artifact',
	},
	'permissions, filtered': {
		title: 'Permissions',
		options: {answers: given},
		keys: ['pull', 'right', 'right'],
		focus: 'Pull reque',
	},
	'permissions, nothing found': {
		title: 'Permissions',
		options: {answers: given},
		keys: ['zzz'],
	},
	'permissions of an organization': {
		title: 'Permissions',
		options: {answers: {...given, repositoryAccess: 'public'}},
		keys: ['end'],
	},
	'what is it for': {
		title: 'What is it for?',
		options: {answers: given},
		keys: ['ctrl+o', 'create an issue'],
	},
	'what it is for, taken': {
		title: 'What is it for?',
		options: {answers: given},
		keys: ['ctrl+o', 'create an issue', 'tab'],
	},
	scopes: {
		title: 'Scopes',
		options: {answers: {type: 'classic'}},
		keys: [' ', 'down'],
		focus: '[◦]',
	},
	expiration: {
		title: 'Expiration',
		options: {answers: chosen},
		focus: '30 days',
	},
	'expiration, typed': {
		title: 'Expiration',
		options: {answers: chosen},
		keys: ['down', 'down', 'down', 'enter', '45'],
	},
	name: {title: 'Name', options: {answers: {...chosen, expiration: 30}}, focus: 'Token name'},
	'name, too long': {
		title: 'Name',
		options: {answers: {...chosen, expiration: 30}},
		keys: ['ctrl+u', 'a name that is longer than GitHub lets it be', 'enter'],
	},
	review: {
		title: 'Review',
		options: {answers: releaseBot, start: 'review', saved},
		focus: 'Save without',
	},
	'review with many warnings': {
		title: 'Review',
		options: {answers: {...releaseBot, permissions: powerful}, start: 'review', saved},
		focus: 'Save without',
	},
	'details of a profile': {
		title: 'Details',
		options: {answers: {...releaseBot, permissions: powerful}, start: 'review', saved},
		keys: ['d'],
	},
	'review of a classic token': {
		title: 'Review',
		options: {answers: {type: 'classic', scopes: ['repo'], expiration: 'none', name: 'All'}},
		focus: 'Open in the b',
	},
	'review of a profile with a problem': {
		title: 'Review',
		options: {answers: {...releaseBot, owner: 'other'}, start: 'review'},
		focus: 'Change an answer',
	},
	'review without saving': {
		title: 'Review',
		options: {answers: releaseBot, start: 'review', canSave: false},
		focus: 'Open',
	},
	'which answer to change': {
		title: 'Change which answer?',
		options: {answers: releaseBot, start: 'review', saved},
		keys: ['down', 'down', 'down', 'down', 'down', 'enter'],
		focus: 'Token type',
	},
};

const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 40, rows: 12},
	{columns: 20, rows: 5},
	{columns: 300, rows: 100},
];

const nameOf = ({columns, rows}: Size) => `${columns}×${rows}`;

/** How a line of keys begins, with the signs of every kind of terminal. */
const keyNames = Object.values(shortcuts).map(({keys}) =>
	keys.replace('↑↓', '(?:↑↓|up/down)').replace('←→', '(?:←→|left/right)').replace('?', '\\?'),
);
const keyLine = new RegExp(`^ *(?:${keyNames.join('|')}) `);

const show = async ({options, keys = []}: Place, size: Size, unicode = true): Promise<string> => {
	const wizard = await openWizard(options, size, unicode);
	await wizard.press(...keys);
	return wizard.frame();
};

describe.each(sizes.map(size => [nameOf(size), size] as const))('at %s', (_, size) => {
	test.each(Object.entries(places))('%s', async (_name, place) => {
		const frame = await show(place, size);
		expectToFit(frame, size);
		const lines = frame.split('\n');
		expect(lines.at(-1)).toMatch(keyLine);
		expect(lines.some(line => line.trimStart().startsWith(place.title.slice(0, 10)))).toBe(true);
		if (place.focus !== undefined) {
			expect(frame).toContain(`❯ ${place.focus}`);
		}
		if (size.columns === 80 || size.columns === 40) {
			expect(frame).toMatchSnapshot();
		}
	});
});

test.each(Object.entries(places))(
	'%s is drawn with ASCII where nothing else can be',
	async (_, place) => {
		const frame = await show(place, {columns: 80, rows: 24}, false);
		expectToFit(frame, {columns: 80, rows: 24});
		expect([...drawAsAscii(frame)].filter(character => character > '~')).toEqual([]);
		expect(frame.split('\n').at(-1)).toMatch(keyLine);
	},
);

test('with ASCII a line that is cut does not end with a full stop', async () => {
	const size = {columns: 40, rows: 36};
	const wizard = await openWizard({answers: releaseBot, start: 'review'}, size, false);
	await wizard.waitForFrame('Review');
	expect(drawAsAscii(wizard.frame())).toMatch(/^https:\/\/github\.com\/\S{20}>$/m);
	const classic = {type: 'classic', scopes: ['repo'], expiration: 45, name: 'x'} as const;
	const details = await openWizard({answers: classic}, {columns: 300, rows: 40}, false);
	await details.press('d');
	expect(await details.waitForFrame('Details')).toContain('"Custom...", then');
	const owner = await openWizard({answers: {type: 'fine-grained'}}, size, false);
	expect(owner.frame()).toContain('An organization...');
});

describe('everything said on the small screen', () => {
	test.each(Object.entries(places))(
		'%s has the keys that lead on and back',
		async (name, place) => {
			const line = (await show(place, {columns: 40, rows: 12})).split('\n').at(-1) ?? '';
			// Before the first question there is nothing to go back to.
			expect(line).toMatch(name === 'token type' ? /^enter next/ : /esc /);
		},
	);

	test('Review says why a profile cannot be opened', async () => {
		const place = places['review of a profile with a problem'];
		for (const size of sizes) {
			expect(place && (await show(place, size))).toContain('▲ The repository');
		}
	});
});

test('a resized terminal is filled anew, with the filter and the focus kept', async () => {
	const wizard = await openWizard({answers: given}, {columns: 80, rows: 24});
	await wizard.press('secrets', 'down', 'right', 'right');
	const first = await wizard.waitForFrame(
		frame => frame.includes('●write') && frame.includes('Opens '),
	);
	const focused = /❯ (\S+ \S+)/.exec(first.slice(first.indexOf('/ ')))?.[1] ?? 'nothing';
	for (const size of [...sizes, {columns: 79, rows: 8}, {columns: 120, rows: 30}]) {
		wizard.resize(size);
		const frame = await wizard.waitForFrame(
			shown => shown.split('\n').length === Math.min(size.rows - 1, 36),
		);
		expectToFit(frame, size);
		expect(frame).toContain('/ secrets');
		expect(frame).toContain(`❯ ${focused.slice(0, 8)}`);
	}
	wizard.resize({columns: 80, rows: 24});
	expect(await wizard.waitForFrame(shown => shown.split('\n').length === 23)).toBe(first);
});

test('a list with the focus at its end stays there when the terminal shrinks', async () => {
	const wizard = await openWizard({answers: given}, {columns: 80, rows: 40});
	await wizard.press('end');
	const last = /❯ (\S+)/.exec(
		(await wizard.waitForFrame('29 of 29')).replace('❯ Repository', ''),
	)?.[1];
	for (const rows of [24, 12, 7, 5, 4]) {
		wizard.resize({columns: 80, rows});
		const frame = await wizard.waitForFrame(shown => shown.split('\n').length === rows - 1);
		expect(frame).toContain(`❯ ${last}`);
	}
});

const pageDown = '\u001B[6~';
const pageUp = '\u001B[5~';

/** The row that has the focus, or nothing when none is shown. */
const focusedRow = (frame: string): string | undefined => /^ *❯ (.*?)(?: {2}|$)/m.exec(frame)?.[1];

describe('a list to choose from', () => {
	const many = Array.from({length: 200}, (_, index) => ({
		...releaseBot,
		profile: `p-${index + 1}`,
	}));
	const owners = Array.from({length: 20}, (_, index) => ({
		remote: `remote-${index + 1}`,
		host: 'github.com',
		owner: `owner-${index + 1}-`,
		repository: 'app',
	}));
	const lists: readonly (readonly [string, Partial<WizardOptions>, number, string])[] = [
		['saved profiles', {saved: many}, 15, 'p-16'],
		['resource owner', {answers: {type: 'fine-grained'}, suggestions: owners}, 13, 'owner-14-'],
		['expiration', {answers: chosen}, 4, 'No expiration'],
		['review', {answers: releaseBot, start: 'review', saved}, 5, 'Change an answer'],
	];

	test.each(lists)('of %s shows the row that has the focus at every size', async (...row) => {
		const [, options, downs, label] = row;
		const wizard = await openWizard(options, {columns: 80, rows: 24});
		await wizard.press(...Array.from({length: downs}, () => 'down'));
		await wizard.waitForFrame(`❯ ${label}`);
		for (const [columns, rows] of [
			[40, 10],
			[20, 5],
			[40, 7],
			[80, 24],
			[300, 100],
			[40, 3],
			[60, 17],
		] as const) {
			wizard.resize({columns, rows});
			const frame = await wizard.waitForFrame(
				shown => shown.split('\n').length === Math.min(rows - 1, 36),
			);
			expect(focusedRow(frame), `at ${columns}×${rows}`).toMatch(label.slice(0, 9));
		}
	});

	test('acts on the row that is shown after the terminal shrank', async () => {
		const wizard = await openWizard({saved: many}, {columns: 80, rows: 24});
		await wizard.press(...Array.from({length: 15}, () => 'down'));
		wizard.resize({columns: 40, rows: 10});
		await wizard.waitForFrame('❯ p-16');
		await wizard.press('d');
		await wizard.waitForFrame('Remove "p-16"');
		await wizard.press('escape', 'down');
		await wizard.waitForFrame('❯ p-17');
		wizard.resize({columns: 20, rows: 5});
		await wizard.press('up', 'enter');
		await wizard.waitForFrame('Review');
		wizard.resize({columns: 80, rows: 24});
		expect(await wizard.waitForFrame('new?name=')).toMatch(/Review +p-16$/m);
	});

	test('shows the row that has the focus when a message takes its place', async () => {
		const size = {columns: 40, rows: 10};
		const copy = async () => 'Copied the link with a program that has a long name';
		const wizard = await openWizard({saved, copy}, size);
		await wizard.press('enter', 'down', 'down', 'down', 'down', 'enter');
		const frame = await wizard.waitForFrame('Copied');
		expectToFit(frame, size);
		expect(focusedRow(frame)).toMatch(/^Copy the link/);
		await wizard.press('down');
		await wizard.waitForFrame('❯ Change an answer');
	});

	test('leaves out no row where an explanation stands below', async () => {
		for (const rows of [24, 20, 17]) {
			const wizard = await openWizard(
				{answers: {type: 'fine-grained'}, suggestions: owners},
				{columns: 80, rows},
			);
			await wizard.press(...Array.from({length: 13}, () => 'down'));
			const frame = await wizard.waitForFrame('❯ owner-14-');
			const shown = [...frame.matchAll(/owner-(\d+)-/g)].map(match => Number(match[1]));
			expect(shown.length).toBeGreaterThanOrEqual(9);
			expect(shown).toEqual(shown.map((_, index) => (shown[0] ?? 0) + index));
			expect(frame).toContain('usually caps its lifetime at 366 days or less.');
		}
	});

	test('plain and short chooses the row that a digit names', async () => {
		const wizard = await openWizard({answers: {type: 'fine-grained', owner: 'octo-org'}});
		await wizard.press('2');
		expect(await wizard.waitForFrame('Permissions')).toContain('all repositories');
	});

	test('long, or with things to do, does nothing by a digit', async () => {
		const wizard = await openWizard({saved: many}, {columns: 40, rows: 10});
		await wizard.press(...Array.from({length: 9}, () => 'down'), '2', '9');
		await wizard.waitForFrame('❯ p-10');
		await wizard.press('down');
		await wizard.waitForFrame('❯ p-11');
		await wizard.press('enter', '1', '2', '3');
		await wizard.waitForFrame('❯ Open in the browser');
		await wizard.press('escape', 'd', '2');
		await wizard.waitForFrame('❯ Keep it');
	});

	test('has the focus where it was after help', async () => {
		const wizard = await openWizard({answers: chosen});
		await wizard.press('down', 'down', '?');
		await wizard.waitForFrame('Help');
		await wizard.press('escape');
		await wizard.waitForFrame('❯ 90 days');
		await wizard.press('down', 'enter', 'escape');
		await wizard.waitForFrame('❯ Another length');
		await wizard.press('up', 'up', 'enter', 'escape');
		// Answered meanwhile: it is that answer that has the focus.
		await wizard.waitForFrame('❯ 60 days');
	});
});

describe('details of a profile', () => {
	const profile = {...releaseBot, permissions: powerful};
	const link = buildLink(profile);
	const told = [
		'fine-grained on github.com, named "Release bot"',
		'octo-org (may have to approve it)',
		'only octo-org/app',
		'Publishes releases from CI',
		'20 December 2026 (30 days)',
		...listAbilities(profile).flatMap(({grant, sentence}) => [grant, sentence]),
		...findWarnings(profile),
		...listStepsByHand(profile, now),
	];
	/** Without the places where lines were broken. */
	const join = (text: string) => text.replaceAll(/\s/g, '');
	const bodyOf = (frame: string) => {
		const lines = frame.split('\n');
		return lines
			.slice(lines.findIndex(line => line.trimStart().startsWith('Details')) + 1, -1)
			.map(line => line.trim())
			.filter(line => line !== '');
	};

	/** Whether the last line is in sight, which is so where nothing says how far one is. */
	const isAtEnd = (frame: string): boolean => {
		const [, last, count] = /(\d+)(?: of |\/)(\d+)$/m.exec(frame) ?? [];
		return last === count;
	};

	test.each([
		...sizes.map(size => [nameOf(size), size] as const),
		['40×10', {columns: 40, rows: 10}] as const,
	])('are all there at %s, page by page', async (_, size) => {
		const wizard = await openWizard({saved: [profile]}, size);
		await wizard.press('enter');
		expect(await wizard.waitForFrame('Review')).toMatch(/ d (?:details|all)/);
		await wizard.press('d');
		let frame = await wizard.waitForFrame('Details');
		const read = [...bodyOf(frame)];
		while (!isAtEnd(frame)) {
			const before = frame;
			await wizard.press(pageDown);
			frame = await wizard.waitForFrame(shown => shown !== before);
			expectToFit(frame, size);
			const seen = bodyOf(frame);
			const overlap = seen.findIndex((_, index) => read.at(-1) === seen[index]);
			read.push(...seen.slice(overlap + 1));
		}
		const text = join(read.join(' '));
		for (const part of [...told, link]) {
			expect(text, part).toContain(join(part));
		}
		expect(text.endsWith(join(link))).toBe(true);
	});

	test('say how far one is, and go to the end and back by every key', async () => {
		const wizard = await openWizard({answers: profile, start: 'review'}, {columns: 40, rows: 10});
		await wizard.press('d');
		const first = await wizard.waitForFrame(shown => /lines 1 to 6 of \d+/.test(shown));
		const count = Number(/of (\d+)$/m.exec(first)?.[1]);
		for (const [key, line] of [
			['up', 1],
			['down', 2],
			[pageDown, 7],
			[pageUp, 2],
			['end', count - 5],
			['down', count - 5],
			['up', count - 6],
			['\u001B[H', 1],
		] as const) {
			await wizard.press(key);
			await wizard.waitForFrame(`lines ${line} to ${line + 5} of ${count}`);
		}
		wizard.resize({columns: 20, rows: 5});
		await wizard.waitForFrame(frame => /Details +2\/\d+/.test(frame));
		await wizard.press('end');
		await wizard.waitForFrame(frame => /Details +(\d+)\/\1$/m.test(frame));
	});

	test.each(['escape', 'enter', 'd'])(
		'are closed by %s, with the focus where it was',
		async key => {
			const wizard = await openWizard({answers: profile, start: 'review'});
			await wizard.press('down', 'd');
			await wizard.waitForFrame('Details');
			await wizard.press('x', '1', 'j');
			await wizard.waitForFrame('Details');
			await wizard.press(key);
			expect(await wizard.waitForFrame('❯ Open in the browser')).toContain('Review');
		},
	);

	test('say nothing of scrolling where all of it is in sight', async () => {
		const wizard = await openWizard(
			{answers: releaseBot, start: 'review'},
			{columns: 300, rows: 100},
		);
		await wizard.press('d');
		expect(await wizard.waitForFrame(buildLink(releaseBot))).not.toMatch(/lines \d|scroll/);
	});

	test('say what keeps a profile from being opened', async () => {
		const wizard = await openWizard(
			{answers: {...releaseBot, owner: 'other'}, start: 'review'},
			{columns: 20, rows: 5},
		);
		await wizard.press('d');
		const frame = await wizard.waitForFrame('Details');
		expect(frame).toContain('▲ The repository');
		await wizard.press('end');
		expect(await wizard.waitForFrame(frame => /(\d+)\/\1$/m.test(frame))).not.toContain('https:');
	});

	test('show hostile names as what they are', async () => {
		const evil = 'evil\u001B[31m\u202Ename';
		const wizard = await openWizard(
			{answers: {...profile, description: evil}, start: 'review'},
			{columns: 300, rows: 100},
		);
		await wizard.press('d');
		expect(await wizard.waitForFrame('Details')).toContain('evil\\u{001b}[31m\\u{202e}name');
		for (const shown of wizard.frames()) {
			expect(shown.replaceAll(/\u001B\[\d*m/g, '')).not.toMatch(/[\u001B\u202E]/);
		}
	});

	test('name every permission of many, and what is left out for another owner', async () => {
		const permissions = Object.fromEntries(
			allPermissions
				.filter(({group}) => group === 'repository')
				.map(({parameter, levels}) => [parameter, 'write' in levels ? 'write' : 'read']),
		);
		const wizard = await openWizard(
			{
				answers: {...profile, permissions: {...permissions, members: 'write'}},
				login: 'octo-org',
				start: 'review',
			},
			{columns: 300, rows: 100},
		);
		await wizard.press('d');
		let text = '';
		for (let page = 0; page < 4; page++) {
			text += await wizard.waitForFrame('Details');
			await wizard.press(pageDown);
		}
		for (const parameter of Object.keys(permissions)) {
			expect(text).toContain(`${findPermission(parameter)?.displayName}: `);
		}
		expect(text).toMatch(/Left out +members: for another owner/);
	});
});

test('a help text that is longer than the screen scrolls', async () => {
	const wizard = await openWizard({answers: releaseBot, start: 'review'}, {columns: 20, rows: 5});
	await wizard.press('?');
	await wizard.waitForFrame(frame => /Help +2\/\d+/.test(frame));
	await wizard.press('end');
	expect(await wizard.waitForFrame(frame => /Help +(\d+)\/\1$/m.test(frame))).toContain('them.');
	await wizard.press('x');
	await wizard.waitForFrame('Review');
});

describe('the fields of Name', () => {
	const showName = async (columns: number, rows: number, ...words: readonly string[]) => {
		const wizard = await openWizard({answers: {...chosen, expiration: 30}}, {columns, rows});
		await wizard.press('ctrl+u', ...words);
		const frame = wizard.frame();
		expectToFit(frame, {columns, rows});
		return frame;
	};

	test('show their text at any size, and a count only as a whole', async () => {
		for (const columns of [16, 20, 24, 31, 32, 33, 36, 40, 60, 80]) {
			for (const rows of [3, 5, 12, 24]) {
				const frame = await showName(columns, rows, 'Release bot');
				expect(frame, `${columns}×${rows}`).toContain('Release bot▏');
				for (const [count] of frame.matchAll(/\d+\/\d*/g)) {
					expect(['11/40', '0/1024', '11/64'], `${columns}×${rows}`).toContain(count);
				}
			}
		}
	});

	test('have their label and count above them on the smallest screen', async () => {
		expect(await showName(20, 5, 'Release bot')).toMatch(
			/^Name\n❯ Token name {3}11\/40\n {2}Release bot▏\n/,
		);
		expect(await showName(20, 3, 'Release bot')).toMatch(/^❯ Release bot▏$/m);
	});

	test('say that a text is too long in as many words as there is room for', async () => {
		const long = 'a name that is longer than GitHub lets it be';
		expect(await showName(80, 24, long)).toMatch(/lets it be▏ +too long 44\/40$/m);
		expect(await showName(40, 12, long)).toMatch(/GitHub lets it be▏ 44\/40$/m);
		expect(await showName(20, 5, long)).toMatch(/^❯ Token name {3}44\/40\n {2}.*lets it be▏$/m);
	});
});

describe('warnings at Review', () => {
	const profile = {...releaseBot, permissions: powerful};
	const showAt = async (columns: number, rows: number, changes: Answers = {}) =>
		(
			await openWizard({answers: {...profile, ...changes}, start: 'review'}, {columns, rows})
		).frame();

	test('that are not shown are counted, with the key that shows them', async () => {
		expect(await showAt(60, 13)).toMatch(/▲ and \d more: d shows them/);
		expect(await showAt(40, 10)).toContain('▲ 5 warnings: d shows them');
		expect(await showAt(20, 5)).toContain('5 grants, 5 warnings\n');
	});

	test('are whole where there is room', async () => {
		const frame = await showAt(60, 40);
		expect(frame.replaceAll(/\s+/g, ' ')).toContain(findWarnings(profile).join(' ▲ '));
	});

	test('are not more important than what the token can do', async () => {
		expect(await showAt(40, 10, {permissions: {contents: 'read'}})).toMatch(
			/^Can +read {2}Contents$/m,
		);
		expect(await showAt(40, 10)).toMatch(/^Can +write Actions,$/m);
	});
});

describe('names of profiles', () => {
	const named = (...names: readonly string[]) => names.map(profile => ({...releaseBot, profile}));
	/** The column in which a text begins. */
	const columnOf = (frame: string, text: string) =>
		frame
			.split('\n')
			.filter(line => line.includes(text))
			.map(line => stringWidth(line.slice(0, line.indexOf(text))));

	test('with wide characters, emoji and joined emoji keep the columns', async () => {
		const names = ['plain', '漢字漢字漢字', '🎉🎉', '👨‍👩‍👧 family', 'e\u0301te\u0301', 'ｆｕｌｌ'];
		const frame = (await openWizard({saved: named(...names)})).frame();
		expectToFit(frame, {columns: 80, rows: 24});
		for (const name of names) {
			expect(frame).toContain(name);
		}
		expect(new Set(columnOf(frame, 'octo-org')).size).toBe(1);
	});

	test('from right to left keep the columns', async () => {
		const frame = (await openWizard({saved: named('שלום', 'مرحبا', 'abc')})).frame();
		expect(frame).toContain('שלום');
		expect(new Set(columnOf(frame, 'octo-org')).size).toBe(1);
	});

	test.each(sizes.map(size => [nameOf(size), size] as const))(
		'as long as they may be stay in their row at %s',
		async (_, size) => {
			for (const letter of ['w', '漢', '🎉', '👨‍👩‍👧']) {
				const long = [...letter.repeat(64)].slice(0, 64).join('');
				const wizard = await openWizard({saved: named(long, 'short')}, size);
				expectToFit(wizard.frame(), size);
				await wizard.press('enter');
				expectToFit(await wizard.waitForFrame('Review'), size);
			}
		},
	);

	test('that would command the terminal or mislead are shown as what they are', async () => {
		const hostile = [
			'red\u001B[31m',
			'title\u001B]0;owned\u0007',
			'clear\u009B2J',
			'evil\u202Ename',
			'zero\u200Bwidth',
			'line\nbreak',
			'iso\u2066late',
		];
		const screens: string[] = [];
		for (const size of sizes.slice(0, 2)) {
			const wizard = await openWizard({saved: named(...hostile)}, size);
			screens.push(wizard.frame());
			await wizard.press('d');
			screens.push(await wizard.waitForFrame('Remove the profile?'));
			await wizard.press('escape', 'r');
			screens.push(await wizard.waitForFrame('Rename the profile'));
			await wizard.press('escape', 'enter');
			screens.push(await wizard.waitForFrame('Review'));
			screens.push(...wizard.frames());
		}
		for (const screen of screens) {
			expect(screen).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u202E\u2066]/);
		}
		expect(screens[0]).toContain('evil\\u{202e}name');
		expect(screens[0]).toContain('red\\u{001b}[31m');
	});

	test('that objects have anyway are names like others', async () => {
		const frame = (
			await openWizard({saved: named('constructor', '__proto__', 'a.b', 'new')})
		).frame();
		for (const name of ['constructor', '__proto__', 'a.b', 'new']) {
			expect(frame).toContain(name);
		}
	});
});

describe('keys on the screen', () => {
	test('after help the row that had the focus has it still', async () => {
		const wizard = await openWizard({saved, folderProfiles: [team]});
		await wizard.press('down', 'down');
		await wizard.waitForFrame('❯ team');
		await wizard.press('?');
		await wizard.waitForFrame('Help');
		await wizard.press('escape');
		const frame = await wizard.waitForFrame('❯ team');
		expect(frame).not.toContain('d remove');
		await wizard.press('up');
		expect(await wizard.waitForFrame('❯ ghcr push')).toContain('d remove');
	});

	test.each([
		['An organization…', {type: 'fine-grained'}, ['down', 'enter', 'octo', 'escape']],
		['Another length', {...chosen, name: 'x'}, ['down', 'down', 'down', 'enter', 'escape']],
	] as const)(
		'after typing was given up, "%s" has the focus still',
		async (row, answers, words) => {
			const wizard = await openWizard({answers});
			await wizard.press(...words);
			await wizard.waitForFrame(frame => frame.includes(`❯ ${row}`));
		},
	);

	test('a renamed profile has the focus', async () => {
		const wizard = await openWizard({saved});
		await wizard.press('down', 'r', 'ctrl+u', 'images', 'enter');
		expect(await wizard.waitForFrame('Renamed to images')).toContain('❯ images');
	});

	test('what cannot be renamed or removed is said', async () => {
		const {outsideError} = await import('../../source/core/errors.ts');
		const fail = async () => {
			throw outsideError('The file is locked', 'Try again');
		};
		const wizard = await openWizard({saved, rename: fail, remove: fail});
		await wizard.press('r', '2', 'enter');
		await wizard.waitForFrame('▲ The file is locked. Try again');
		await wizard.press('d', 'down', 'enter');
		expect(await wizard.waitForFrame('▲ The file is locked')).toContain('❯ release-bot');
	});

	test('copying says how it went and stays at Review', async () => {
		const copied: string[] = [];
		const copy = async (text: string) => {
			copied.push(text);
			return 'Copied the link with a stand-in';
		};
		const wizard = await openWizard({answers: releaseBot, start: 'review', copy});
		await wizard.press('down', 'down', 'down', 'down', 'enter');
		const frame = await wizard.waitForFrame('Copied the link with a stand-in');
		expect(frame).toContain('❯ Copy the link');
		expect(copied).toHaveLength(1);
		expect(copied[0]).toMatch(
			/^https:\/\/github\.com\/settings\/personal-access-tokens\/new\?name=/,
		);
	});

	test('a paste goes into the field and a token does not', async () => {
		const wizard = await openWizard({answers: {...chosen, expiration: 30}});
		await wizard.press('ctrl+u');
		await wizard.paste('From the\nclipboard');
		await wizard.waitForFrame('From the clipboard');
		await wizard.paste(`ghp_${'a1B2'.repeat(9)}`);
		const frame = await wizard.waitForFrame('looks like a token');
		for (const shown of wizard.frames()) {
			expect(shown).not.toContain('a1B2a1B2');
		}
		expect(frame).not.toContain('From the clipboard');
	});

	test('in a list of choices a paste chooses nothing', async () => {
		const {expiration: _expiration, ...asked} = chosen as Record<string, unknown>;
		const wizard = await openWizard({answers: {...asked, repositoryAccess: undefined}});
		await wizard.waitForFrame('❯ Only select');
		await wizard.paste('2\r');
		expect(wizard.frame()).toContain('❯ Only select');
	});

	test('a number at Expiration is a length, whether typed or pasted', async () => {
		const wizard = await openWizard({answers: chosen});
		await wizard.waitForFrame('0-9 days or date');
		await wizard.press('4', '5', 'd');
		await wizard.waitForFrame('(45 days)');
		await wizard.press('escape');
		await wizard.waitForFrame('❯ 30 days');
		await wizard.paste('2026-12-24');
		await wizard.waitForFrame('24 December 2026');
		await wizard.press('enter');
		await wizard.waitForFrame('Token name');
	});

	test('any letter typed at Token type begins what it is for', async () => {
		for (const text of ['webhooks', 'jira', 'kube']) {
			const wizard = await openWizard({});
			await wizard.waitForFrame('type what it is for');
			await wizard.press(...text);
			await wizard.waitForFrame(`❯ ${text}`);
			await wizard.press('escape', 'escape');
			await wizard.waitForFrame('❯ Fine-grained');
		}
	});

	test('what takes a classic token is told in the filter of Permissions', async () => {
		const wizard = await openWizard({answers: given});
		await wizard.press('packages');
		await wizard.waitForFrame('takes a classic token (read:packages): ctrl+o makes one');
		await wizard.press('ctrl+u', 'contents');
		expect(await wizard.waitForFrame('❯ Contents')).not.toContain('classic');
	});

	test('an address pasted at Resource owner is the owner', async () => {
		const wizard = await openWizard({answers: {type: 'fine-grained'}, suggestions});
		await wizard.waitForFrame('❯ octo-org');
		await wizard.paste('https://github.com/other-org');
		await wizard.waitForFrame('Organization https://github.com/other-org');
		await wizard.press('enter');
		await wizard.waitForFrame('fine-grained · other-org');
	});

	const remotes = ['octo-org', 'hub-org', 'third-org', 'fourth-org'].map(owner => ({
		remote: owner,
		host: 'github.com',
		owner,
		repository: 'app',
	}));

	test.each([
		['Resource owner', {type: 'fine-grained'}, 'My own account', 'An organization…'],
		['Expiration', {...chosen, name: 'x'}, '7 days', 'No expiration'],
		['Repository access', {type: 'fine-grained', owner: 'other-org'}, 'Only select', 'Public rep'],
		['Token type', {}, 'Fine-grained', 'Say what it is for…'],
	] as const)(
		'the keys of all lists work at %s, at every size',
		async (title, answers, first, last) => {
			for (const size of [
				{columns: 80, rows: 24},
				{columns: 40, rows: 6},
			]) {
				const wizard = await openWizard({answers, suggestions: remotes}, size);
				await wizard.waitForFrame(title);
				for (const [forth, back] of [
					['end', 'home'],
					['page-down', 'page-up'],
				] as const) {
					await wizard.press(forth);
					await wizard.waitForFrame(`❯ ${last}`);
					await wizard.press('down');
					expect(wizard.frame()).toContain(`❯ ${last}`);
					await wizard.press(back);
					await wizard.waitForFrame(`❯ ${first}`);
					await wizard.press('up');
					expect(wizard.frame()).toContain(`❯ ${first}`);
				}
			}
		},
	);

	test('a move and Enter choose the row that has the focus', async () => {
		for (const size of [
			{columns: 80, rows: 24},
			{columns: 40, rows: 6},
		]) {
			const wizard = await openWizard({answers: {type: 'fine-grained', owner: 'other-org'}}, size);
			await wizard.press('end', 'up', 'up', 'page-down', 'up', 'enter');
			await wizard.waitForFrame('Permissions');
			await wizard.press('escape');
			await wizard.waitForFrame('❯ All repositories');
		}
	});

	test('a digit is the place of a row among all, also where not all are in sight', async () => {
		const wizard = await openWizard(
			{answers: releaseBot, start: 'review', saved},
			{columns: 60, rows: 8},
		);
		await wizard.press(
			'down',
			'down',
			'down',
			'down',
			'down',
			'enter',
			'down',
			'down',
			'down',
			'down',
			'down',
		);
		await wizard.waitForFrame(frame => /\(6\/\d\)/.test(frame));
		await wizard.press('2');
		await wizard.waitForFrame('Resource owner');
	});
});
