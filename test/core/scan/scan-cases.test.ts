import {expect, it} from 'vitest';
import {faultsOf, readCases, scanTexts} from './scan-cases.ts';

it.each(readCases().map(each => [each.id, each] as const))('reads %s', async (_id, each) => {
	const report = await scanTexts({[each.file]: each.content});
	expect(faultsOf(each, report)).toEqual([]);
});
