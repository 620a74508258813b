import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {makeTemporaryFolder} from './clean-environment.ts';
import {openProgram, type Terminal} from './terminal.ts';

const env = {INK_SCREEN_READER: 'true'};

/** What is read out: the screen as one text, without the line breaks that only its width makes. */
const readOut = (terminal: Terminal): string =>
	terminal.screen().replaceAll(/ +/g, ' ').replaceAll(/\s*\n/g, '\n');

/** Waits until lines are read out, in this order, and checks that nothing but words is. */
const expectSaid = async (terminal: Terminal, ...lines: readonly string[]): Promise<void> => {
	const pattern = new RegExp(
		lines.map(line => line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*'),
	);
	await terminal.until(() => pattern.test(readOut(terminal)));
	expect(terminal.isAlternateScreen()).toBe(false);
	expect(readOut(terminal)).not.toMatch(/[\u2190-\u2BFF❯●✓▏·–]|^\s*[>*|] /mu);
	expect(terminal.raw()).not.toMatch(/\u001B\[[\d;]*m/);
};

test('the whole wizard can be used by listening', async () => {
	const terminal = await openProgram([], {columns: 200, rows: 40, env});
	await expectSaid(
		terminal,
		'pat-wizard, step 1 of 7\nToken type\n',
		'option: (selected) Fine-grained, recommended: one owner, what you tick, an end date, 1 of 3\n',
		'option: Classic, reaches everything',
		'Keys: enter: next',
		'question mark: help',
	);
	terminal.send('?');
	await expectSaid(terminal, 'Help\nFine-grained: belongs to one resource owner', 'escape: back');
	terminal.press('escape');
	await expectSaid(terminal, 'Token type');
	terminal.press('enter');

	await expectSaid(terminal, 'step 2 of 7\nSo far: fine-grained\nResource owner\n');
	terminal.press('down');
	await expectSaid(terminal, 'option: (selected) An organization');
	terminal.press('enter');
	await expectSaid(terminal, 'textbox: Organization: empty');
	terminal.send('octo--org');
	terminal.press('enter');
	await expectSaid(terminal, 'textbox: Organization: octo--org', 'Note: ');
	terminal.press('left', 'left', 'left', 'left', 'backspace');
	await expectSaid(terminal, 'textbox: Organization: octo-org, cursor before -');
	terminal.press('enter');

	await expectSaid(terminal, 'step 3 of 7\nSo far: fine-grained, octo-org\nRepository access');
	terminal.press('enter');
	await expectSaid(terminal, 'textbox: Repositories: empty\nNone named');
	terminal.send('octo-org/app');
	await expectSaid(terminal, 'textbox: Repositories: octo-org/app\n1 of at most 50');
	terminal.press('enter');

	await expectSaid(
		terminal,
		'step 4 of 7\nSo far: fine-grained, octo-org, only octo-org/app\n',
		'Permissions group Repository; tab: Organization; tab: Account\n',
		'textbox: Filter: empty, type to filter by name or by what it does (1 of 29)\n',
		'option: (selected) Actions, level none, can be none, read, write\n',
		'Caution: write can',
		'Chosen 0\n',
		'left or right: level',
	);
	// Of the long list only the row that has the focus.
	expect(readOut(terminal).match(/option:/g)).toHaveLength(1);
	terminal.press('down');
	await expectSaid(terminal, '(2 of 29)', 'option: (selected) Administration, level none');
	terminal.send('pull');
	await expectSaid(terminal, 'textbox: Filter: pull (', 'option: (selected) Pull requests');
	terminal.press('right', 'right');
	await expectSaid(
		terminal,
		'option: (selected, checked) Pull requests, level write, can be none, read, write',
		'Chosen 1, 1 warning: Pull requests: write, and Metadata: read by GitHub',
	);
	terminal.press('escape', 'tab');
	await expectSaid(terminal, 'Permissions group Organization; tab: Repository');
	terminal.press('ctrl+o');
	await expectSaid(terminal, 'What is it for?\ntextbox: What it is for: empty');
	terminal.send('create an issue');
	await expectSaid(terminal, 'option: (selected) Create an issue');
	terminal.press('ctrl+u', 'escape');
	await expectSaid(terminal, 'Permissions group');
	terminal.press('enter');

	await expectSaid(terminal, 'step 5 of 7', 'Expiration\n', 'option: (selected) 30 days, until');
	terminal.press('enter');
	await expectSaid(
		terminal,
		'step 6 of 7',
		'textbox: (selected) Token name: app: pull requests (18 of 40 characters)\n',
		'textbox: Description: empty (0 of 1024 characters)\n',
		'textbox: Save as: app-pull-requests (17 of 64 characters)\n',
	);
	terminal.press('tab');
	await expectSaid(terminal, 'textbox: Token name', 'textbox: (selected) Description: empty');
	terminal.press('enter');

	await expectSaid(
		terminal,
		'step 7 of 7\nReview',
		'Token: fine-grained on github.com, named "app: pull requests"\n',
		'Owner: octo-org',
		'Repositories: only octo-org/app',
		'Can: write Pull requests\n',
		'Expires: ',
		'Caution: ',
		'https://github.com/settings/personal-access-tokens/new?name=app',
		'option: (selected) Open in the browser and save, 1 of 7\n',
		'option: Leave, 7 of 7\n',
	);
	terminal.press('down', 'down', 'down');
	await expectSaid(terminal, 'option: (selected) Save without opening');
	terminal.press('enter');
	expect(await terminal.exit).toMatchObject({code: 0});
	expect(terminal.isCursorVisible()).toBe(true);
	const file = join(terminal.home, 'config', 'config.json');
	expect(await readFile(file, 'utf8')).toContain('"app-pull-requests"');
});

test('a classic token, and many saved profiles, one row at a time', async () => {
	const folder = await makeTemporaryFolder();
	const profiles = Array.from({length: 12}, (_, index) => ({
		profile: `profile ${index + 1}`,
		type: 'classic',
		scopes: ['gist'],
	}));
	await writeFile(join(folder, 'config.json'), JSON.stringify({version: 1, profiles}));
	const terminal = await openProgram([], {
		columns: 200,
		env: {...env, PAT_WIZARD_CONFIG_DIR: folder},
	});
	await expectSaid(
		terminal,
		'pat-wizard\nSaved profiles',
		'option: (selected) profile 1',
		', 1 of 13\n',
	);
	expect(readOut(terminal).match(/option:/g)).toHaveLength(1);
	terminal.press('end');
	await expectSaid(terminal, 'option: (selected) + New token, 13 of 13');
	terminal.press('enter');
	await expectSaid(terminal, 'Token type');
	terminal.press('down');
	await expectSaid(terminal, 'option: (selected) Classic');
	terminal.press('enter');
	await expectSaid(terminal, 'Scopes', 'checkbox: (selected) repo\n', 'Chosen 0');
	terminal.press('space');
	await expectSaid(terminal, 'checkbox: (selected, checked) repo\n', 'Chosen 1, 1 warning: repo');
	terminal.press('down');
	await expectSaid(terminal, 'checkbox: (selected, checked) repo:status, included in repo');
	terminal.press('ctrl+c');
	expect(await terminal.exit).toMatchObject({code: 130});
});

test('on the smallest screen nothing is left out', async () => {
	const options = ['--type', 'classic', '--scope', 'repo', '--expiration', '30', '--name', 'x'];
	const terminal = await openProgram(options, {columns: 20, rows: 5, env});
	await terminal.until(screen => /control c:\s+leave/.test(screen));
	const words = `${terminal.scrollback()}\n${terminal.screen()}`.replaceAll(/\s+/g, '');
	for (const said of [
		'Review',
		'Token:classicongithub.com',
		'Caution:',
		'Openinthebrowserandsave',
	]) {
		expect(words).toContain(said);
	}
	terminal.press('ctrl+c');
	expect(await terminal.exit).toMatchObject({code: 130});
});
