import {expect, test} from 'vitest';
import {openProgram, type Terminal} from '../terminal.ts';

const review = [
	'create',
	'--type',
	'fine-grained',
	'--owner',
	'octo-org',
	'--repository-access',
	'all',
	'--permission',
	'contents=write,administration=write,actions=write,workflows=write,secrets=write',
	'--expiration',
	'30',
	'--name',
	'Everything',
];

const leave = async (terminal: Terminal): Promise<void> => {
	terminal.press('ctrl+c');
	expect(await terminal.exit).toMatchObject({code: 130});
};

test('the details of a profile can be read to their end on any screen', async () => {
	const terminal = await openProgram(review, {columns: 40, rows: 10});
	const first = await terminal.until(screen => /^enter choose {2}d details/m.test(screen));
	expect(first).toMatch(/^Can +write Actions/m);
	expect(first).toContain('5 warnings: d shows them');
	terminal.send('d');
	await terminal.until('lines 1 to 6 of ');
	terminal.press('end');
	await terminal.until(screen => /lines \d+ to (\d+) of \1$/m.test(screen));
	terminal.resize(20, 5);
	await terminal.until(screen => /^Details +\d+\/\d+$/m.test(screen));
	terminal.press('end');
	await terminal.until(screen => /^Details +(\d+)\/\1$/m.test(screen));
	terminal.resize(300, 100);
	const whole = await terminal.until('&workflows=write');
	expect(whole).toContain('Administration: write can delete the repository');
	expect(whole).toContain('Press "Generate token"');
	terminal.send('d');
	await terminal.until('❯ Open in the browser and save');
	await leave(terminal);
});

test('the details of a profile are read out as a whole', async () => {
	const terminal = await openProgram(review, {
		columns: 40,
		rows: 200,
		env: {INK_SCREEN_READER: 'true'},
	});
	const join = (text: string) => text.replaceAll(/\s/g, '');
	const said = await terminal.until('d: details');
	expect(join(said)).toContain(
		join("Caution: Secrets: write can replace the secrets that the repository's workflows use"),
	);
	expect(said).not.toMatch(/…|and \d+ more/);
	terminal.send('d');
	const details = join(await terminal.until('Keys: escape: back'));
	for (const part of [
		'Token: fine-grained on github.com, named "Everything"',
		'Workflows: write - Push commits that add, change or delete workflow files',
		'Caution: Administration: write can delete the repository',
		'Press "Generate token"',
		'&workflows=write',
	]) {
		expect(details).toContain(join(part));
	}
	terminal.press('down', 'enter');
	await terminal.until('option: (selected) Open in the browser');
	await leave(terminal);
});
