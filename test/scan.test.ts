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
