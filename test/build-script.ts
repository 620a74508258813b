import {rm} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'rolldown';
import {afterAll} from 'vitest';

/**
 * Bundles a script in TypeScript, so that the tests of a file can run it in a process of its own on every version of
 * Node. Returns its path, which is below node_modules, so that the script finds its packages.
 */
export const buildScript = async (source: string): Promise<string> => {
	// Tests run it as another user too, who cannot read what mkdtemp makes.
	const folder = path.resolve('node_modules/.cache', `pat-wizard-test-${process.pid}`);
	afterAll(() => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'script.mjs');
	await build({
		input: path.resolve(source),
		platform: 'node',
		external: /^[^./]/,
		output: {file, format: 'esm', codeSplitting: false},
		logLevel: 'silent',
	});
	return file;
};
