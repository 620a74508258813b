import {expect, test} from 'vitest';
import {scanTexts} from './scan-cases.ts';
import {faultsOfRepository, readRepositories} from './scan-repositories.ts';

test.each(readRepositories())('$name', async each => {
	expect(faultsOfRepository(each, await scanTexts(each.files))).toEqual([]);
});
