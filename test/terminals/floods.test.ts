import {describe, expect, test} from 'vitest';
import {type Key, openProgram, type Terminal} from '../terminal.ts';

const permissions = ['--type', 'fine-grained', '--owner', 'octo-org', '--repository-access', 'all'];
const expiration = [...permissions, '--permission', 'contents=read'];
const name = [...expiration, '--expiration', '30'];

type Place = {
	readonly args: readonly string[];
	/** What the step shows. */
	readonly shows: string;
	/** What leads there, and what it shows then. */
	readonly keys?: readonly Key[];
	readonly text?: string;
	readonly thenShows?: string;
	/** What is on the screen after a paste of words. */
	readonly pasted: string;
};

/** Every kind of step and panel. */
const places: {readonly [name: string]: Place} = {
	'a list of choices': {args: [], shows: 'Token type', pasted: '❯ Fine-grained'},
	'a field in a list': {
		args: ['--type', 'fine-grained'],
		shows: 'My own account',
		keys: ['down', 'enter'],
		thenShows: 'Organization ',
		pasted: 'Not a login yet',
	},
	repositories: {
		args: ['--type', 'fine-grained', '--owner', 'octo-org', '--repository-access', 'selected'],
		shows: 'Repositories',
		pasted: 'Not all of it',
	},
	'the list of permissions': {args: permissions, shows: '❯ Actions', pasted: 'Nothing is known'},
	'the list of scopes': {args: ['--type', 'classic'], shows: 'Scopes', pasted: 'Nothing is known'},
	'what is it for': {
		args: permissions,
		shows: '❯ Actions',
		text: '\u000F',
		thenShows: 'What is it for?',
		pasted: 'These words are unknown',
	},
	'a length or a date': {
		args: expiration,
		shows: '❯ 30 days',
		keys: ['down', 'down', 'down', 'enter'],
		thenShows: 'Days or date',
		pasted: '1 to 366 days, or a date',
	},
	'several fields': {args: name, shows: '❯ Token name', pasted: 'too long'},
	review: {
		args: [...name, '--name', 'x'],
		shows: '❯ Open in the browser',
		pasted: '❯ Open in the browser',
	},
};

const open = async ({args, shows, keys, text, thenShows}: Place): Promise<Terminal> => {
	const terminal = await openProgram(args);
	await terminal.until(shows);
	if (keys !== undefined) {
		terminal.press(...keys);
	}
	if (text !== undefined) {
		terminal.send(text);
	}
	await terminal.until(thenShows ?? shows);
	return terminal;
};

const leave = async (terminal: Terminal): Promise<void> => {
	terminal.press('ctrl+c');
	expect(await terminal.exit).toMatchObject({code: 130});
	expect(terminal.isAlternateScreen()).toBe(false);
};

const words = 'zzzzyx qqqqzx, 漢字 👩‍👩‍👧 שלום ';

describe('a paste of 100 kB', () => {
	test.each(Object.entries(places))('into %s is taken as it fits', async (_, place) => {
		const terminal = await open(place);
		terminal.paste(words.repeat(Math.ceil(100_000 / words.length)));
		const begun = Date.now();
		// Typed behind it: the screen shows it when the paste is done with.
		terminal.press('home');
		await terminal.until(place.pasted, 20_000);
		await leave(terminal);
		expect(Date.now() - begun).toBeLessThan(15_000);
	});

	test('of many lines into what is it for', async () => {
		const terminal = await open(places['what is it for'] as Place);
		terminal.paste('octo-org/no-such-repository\r\n'.repeat(4000));
		await leave(terminal);
	});

	test('whose end is lost lets Ctrl+C through', async () => {
		const terminal = await open(places['the list of permissions'] as Place);
		terminal.send(`\u001B[200~${words.repeat(100)}`);
		await leave(terminal);
	});

	test('without brackets, as old terminals paste', async () => {
		const terminal = await open(places['the list of permissions'] as Place);
		terminal.send('z'.repeat(100_000));
		await terminal.until('Nothing is known', 20_000);
		await leave(terminal);
	});
});

/** How often the arrow is pressed where every key is drawn: `npm run test:faults` presses it more. */
const count = process.env.MODE === 'full' ? 10_000 : 1000;

// Most take a second or two; a busy machine may need a minute.
describe('thousands of keys', {timeout: 120_000}, () => {
	test('down ends at the last of three choices', async () => {
		const terminal = await open(places['a list of choices'] as Place);
		terminal.send('\u001B[B'.repeat(count));
		terminal.press('enter');
		await terminal.until('What is it for?', 60_000);
		await leave(terminal);
	});

	test('down ends at the last permission', async () => {
		const terminal = await open(places['the list of permissions'] as Place);
		terminal.send('\u001B[B'.repeat(count));
		await terminal.until('29 of 29', 60_000);
		terminal.press('right');
		await terminal.until('Chosen 1', 60_000);
		expect(terminal.screen()).toContain('❯ Workflows');
		await leave(terminal);
	});

	test('letters typed one by one are all there, as far as a field takes them', async () => {
		const terminal = await open(places['several fields'] as Place);
		terminal.press('ctrl+u');
		// In runs that are short enough to have been typed.
		terminal.send('abcdefghijklmnopqrstuvwxy\u001B[F'.repeat(180));
		await terminal.until('too long 4000/40', 60_000);
		await leave(terminal);
	});

	test('Esc ends at the first question', async () => {
		const terminal = await open(places['several fields'] as Place);
		terminal.send('\u001B'.repeat(10_000));
		await terminal.until('first question', 60_000);
		await leave(terminal);
	});

	test('Ctrl+C need not wait until they are pressed', async () => {
		const terminal = await open(places['several fields'] as Place);
		terminal.send('\u001B[B'.repeat(10_000));
		const begun = Date.now();
		await leave(terminal);
		expect(Date.now() - begun).toBeLessThan(10_000);
	});
});
