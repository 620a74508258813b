import {expect, it} from 'vitest';
import {faultsOf, readCases, scanTexts} from './scan-cases.ts';

/** Their languages are read by readers to come. */
const open = new Set([
	'sh-gh-pr-view-checks',
	'sh-gh-pr-create',
	'py-status-and-comment',
	'py-requests',
	'go-pull-requests',
	'rb-branches',
	'tf-repository',
	'goreleaser-tap',
]);

it.each(
	readCases()
		.filter(({id}) => !open.has(id))
		.map(each => [each.id, each] as const),
)('reads %s', async (_id, each) => {
	const report = await scanTexts({[each.file]: each.content});
	expect(faultsOf(each, report)).toEqual([]);
});
