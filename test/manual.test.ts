import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {showCommand} from '../source/command-line/help.ts';
import {writeManual} from '../source/command-line/manual.ts';
import {environmentVariables, exitStatuses, places} from '../source/command-line/reference.ts';
import {commands} from '../source/commands/index.ts';
import {options} from '../source/commands/options.ts';
import {makeTemporaryFolder} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {findBuiltProgram} from './program.ts';
import {runProgram} from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The path of the page that was built with the program. */
const findPage = () => join(findBuiltProgram(), '..', 'pat-wizard.1');

/** The page as `man` shows it, in one line, without the marks for bold. */
const showPage = async (man: string): Promise<string> => {
	const {code, stdout, stderr} = await runProgram(man, ['--warnings=all', '-l', findPage()], {
		env: {MANWIDTH: '200', MAN_KEEP_FORMATTING: undefined},
	});
	expect([code, stderr]).toEqual([0, '']);
	return stdout.replaceAll(/.\u0008/g, '').replaceAll(/\s+/g, ' ');
};

test('man shows the page without warnings, with all that the tables hold', async context => {
	const page = await showPage(needsProgram(context, 'man'));
	for (const command of commands) {
		expect(page).toContain(`pat-wizard ${showCommand(command)} ${command.summary}.`);
		for (const {line, does} of command.examples) {
			expect(page).toContain(`${does}: ${`pat-wizard ${line}`.trim()}`);
		}
	}
	for (const [name, {summary}] of Object.entries(options)) {
		expect(page).toContain(`--${name} `);
		expect(page).toContain(summary);
	}
	for (const {code, meaning} of exitStatuses) {
		expect(page).toContain(`${code} ${meaning}`);
	}
	for (const {name, does} of environmentVariables) {
		expect(page).toContain(`${name} ${does}`);
	}
	for (const {linux, macos, windows} of places) {
		for (const place of [linux, macos, windows]) {
			expect(page).toContain(place);
		}
	}
});

test('the build makes the page, and npm installs it', async () => {
	const {man, version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	expect(man).toBe('dist/pat-wizard.1');
	const page = await readFile(findPage(), 'utf8');
	const date = /^\.TH \S+ 1 "([^"]*)"/.exec(page)?.[1] ?? 'none';
	expect(page).toBe(writeManual({version, date}));
	expect(date).toMatch(/^(\d{4}-\d\d-\d\d)?$/);
});

test('nothing beyond ASCII, and no line that roff would take for a request', () => {
	const page = writeManual({version: '1.2.3', date: '2026-11-20'});
	expect(page).toMatch(/^[\n\u0020-\u007e]*$/);
	const requests = new Set([...page.matchAll(/^[.'](\S*)/gm)].map(([, name]) => name));
	expect([...requests].toSorted()).toEqual(
		['BR', 'PP', 'RE', 'RS', 'SH', 'SS', 'TH', 'TP', 'ad', 'br', 'fi', 'nf', 'nh'].toSorted(),
	);
});

test('mandoc has nothing to say about it', async context => {
	const mandoc = needsProgram(context, 'mandoc');
	const folder = await makeTemporaryFolder();
	const page = join(folder, 'pat-wizard.1');
	await writeFile(page, writeManual({version: '1.2.3', date: '2026-11-20'}));
	const {stdout, stderr} = await runProgram(mandoc, ['-T', 'lint', '-W', 'warning', page]);
	expect(stdout + stderr).toBe('');
});
