import type {TestContext} from 'vitest';
import {findProgram} from '../source/platform/find-program.ts';

/**
 * Returns the path of a program that a test needs, or skips the test when it is not installed:
 * `test('…', context => { const zsh = needsProgram(context, 'zsh'); … })`.
 *
 * @throws instead of skipping when PAT_WIZARD_TEST_ALL is 1, so that no test is skipped unnoticed.
 */
export const needsProgram = (context: TestContext, ...names: readonly string[]): string => {
	for (const name of names) {
		const path = findProgram(name, process.env, process.platform);
		if (path !== undefined) {
			return path;
		}
	}

	const message = `${names.join(' or ')} is not installed`;
	if (process.env.PAT_WIZARD_TEST_ALL === '1') {
		throw new Error(message);
	}

	return context.skip(message);
};
