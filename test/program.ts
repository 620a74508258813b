import {fileURLToPath} from 'node:url';
import {inject} from 'vitest';

/**
 * The path of the built program's entry, to be run with `process.execPath`. `PAT_WIZARD_PROGRAM`
 * replaces it, so that the same tests can be held against a packed and installed copy.
 *
 * @throws when the build before the tests failed, with what it said.
 */
export const findProgram = (): string => {
	const replaced = process.env.PAT_WIZARD_PROGRAM;
	if (replaced !== undefined) {
		return replaced;
	}

	const buildError = inject('buildError');
	if (buildError !== '') {
		throw new Error(`The program could not be built: ${buildError}`);
	}

	return fileURLToPath(new URL('../dist/cli.js', import.meta.url));
};
