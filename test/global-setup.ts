import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import type {TestProject} from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		/** The output of the build when it failed. Empty when it succeeded. */
		buildError: string;
		/** The folder for the compiled code of the programs under test. */
		cacheFolder: string;
	}
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the program once before all tests. When the build fails, the tests that run the program fail with its output,
 * and the others still run. All tests share the compiled code, since a start without it takes a third longer.
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
