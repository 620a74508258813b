import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {makeTemporaryFolder} from './clean-environment.ts';
import {faultsOf, readCases} from './core/scan/scan-cases.ts';
import {runCli} from './run-cli.ts';

test('the built program reads every case as it should', {timeout: 120_000}, async () => {
	const folder = await makeTemporaryFolder();
	for (const each of readCases()) {
		const file = join(folder, each.id, each.file);
		await mkdir(dirname(file), {recursive: true});
		await writeFile(file, each.content);
		const {code, stdout, stderr} = await runCli(['scan', join(folder, each.id), '--json']);
		expect([code, stderr], each.id).toEqual([0, '']);
		const {tokens, unknown, complete} = JSON.parse(stdout);
		const report = {
			tokens: tokens.map((token: {token: string}) => ({...token, token: {name: token.token}})),
			unknown,
			complete,
			leaks: [],
		};
		expect(faultsOf(each, report), each.id).toEqual([]);
	}
});

test('a folder that is read on several threads is answered in the order of its files', {
	timeout: 120_000,
}, async () => {
	const folder = await makeTemporaryFolder();
	const names = Array.from({length: 24}, (_, index) => `file-${String(index).padStart(2, '0')}.js`);
	const filler = `// ${'words '.repeat(20)}\n`.repeat(2000);
	const code = (name: string): string =>
		`const octokit = new Octokit({auth: process.env.BOT_TOKEN});\n${filler}octokit.rest.issues.create({owner: 'octo-org', repo: '${name}'});\n`;
	for (const name of names) await writeFile(join(folder, name), code(name));
	const {code: exit, stdout, stderr} = await runCli(['scan', folder, '--json']);
	expect([exit, stderr]).toEqual([0, '']);
	const {tokens, complete} = JSON.parse(stdout);
	expect(complete).toBe(true);
	expect(tokens).toMatchObject([
		{
			token: 'BOT_TOKEN',
			repositories: names.map(name => `octo-org/${name}`),
			permissions: {issues: 'write'},
			because: names.map(file => ({file, line: 2002, need: 'POST /repos/{owner}/{repo}/issues'})),
		},
	]);
});
