import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import type {TestProject} from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		/** What the build said when it failed, empty when it worked. */
		buildError: string;
		/** Where the programs under test keep their compiled code. */
		cacheFolder: string;
	}
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the program once before any test. When that fails, the tests that run the program fail
 * with the build's own words, and the others still run. Compiled code is kept for all of them, as for a user
 * who runs the program again: a start without it takes a third longer.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
	const run = promisify(execFile);
	const buildError = await run(process.execPath, ['scripts/build.js'], {cwd: root}).then(
		() => '',
		(error: {stderr?: string}) => error.stderr || String(error),
	);
	project.provide('buildError', buildError);
	const cacheFolder = await mkdtemp(join(tmpdir(), 'pat-wizard-cache-'));
	project.provide('cacheFolder', cacheFolder);
	return () => rm(cacheFolder, {recursive: true, force: true});
};
