import {fileURLToPath} from 'node:url';
import {inject} from 'vitest';

/**
 * The path of the built program's entry, to run with `process.execPath`. `PAT_WIZARD_PROGRAM` replaces it, so that the
 * same tests can test a packed and installed copy.
 *
 * @throws when the build before the tests failed; the message has its output.
 */
export const findBuiltProgram = (): string => {
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
