import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {buildLibraryMethods} from '../../../scripts/refresh/library-methods.js';
import {operationName} from '../../../source/core/catalog/endpoints.ts';
import octokit from '../../../source/core/catalog/library-methods/octokit-js.json' with {
	type: 'json',
};
import {findLibraryMethod} from '../../../source/core/catalog/library-methods.ts';

const catalog = new URL('../../../source/core/catalog/', import.meta.url);

test('the tables of libraries are those that npm run refresh makes of the present operations', async () => {
	const endpoints = JSON.parse(readFileSync(new URL('endpoints.json', catalog), 'utf8'));
	for (const [name, text] of Object.entries(await buildLibraryMethods(endpoints))) {
		expect(readFileSync(new URL(`library-methods/${name}`, catalog), 'utf8') === text, name).toBe(
			true,
		);
	}
});

test.each([
	['issues', 'create', 'POST /repos/{owner}/{repo}/issues'],
	['repos', 'createRelease', 'POST /repos/{owner}/{repo}/releases'],
	['pulls', 'merge', 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge'],
])('%s.%s calls %s', (group, method, operation) => {
	const found = findLibraryMethod(octokit, group, method);
	expect(found?.operations.map(operationName)).toEqual([operation]);
	expect(findLibraryMethod(octokit, group, 'nothingOfThisName')).toBeUndefined();
	expect(findLibraryMethod(octokit, 'constructor', method)).toBeUndefined();
});
