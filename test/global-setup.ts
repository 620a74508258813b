import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import type {TestProject} from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		/** What the build said when it failed, empty when it worked. */
		buildError: string;
	}
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the program once before any test. When that fails, the tests that run the program fail
 * with the build's own words, and the others still run.
 */
export const setup = async (project: TestProject): Promise<void> => {
	const run = promisify(execFile);
	const buildError = await run(process.execPath, ['scripts/build.js'], {cwd: root}).then(
		() => '',
		(error: {stderr?: string}) => error.stderr || String(error),
	);
	project.provide('buildError', buildError);
};
