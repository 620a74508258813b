import {expect, test} from 'vitest';
import {findMeanings} from '../../../source/core/needs/describe-needs.ts';

test.each([
	['gh pr create --repo octo-org/app', 'gh pr create'],
	['gh workflow run release.yml', 'gh workflow run'],
	['git push', 'Push to the repository'],
	['gh api repos/octo-org/app/pulls', 'List pull requests'],
	['push code', 'Push code'],
])('"%s" is called "%s"', (text, title) => {
	expect(findMeanings(text)[0]?.title).toBe(title);
});
