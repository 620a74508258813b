import {join} from 'node:path';
import {isEnvironmentDependent} from './clean-environment.ts';

for (const name of Object.keys(process.env)) {
	if (isEnvironmentDependent(name)) {
		delete process.env[name];
	}
}

// No program can read or make a folder below a file, so no test touches the real configuration.
process.env.PAT_WIZARD_CONFIG_DIR = join(import.meta.filename, 'no-such-folder');

// Ink would start two programs for every frame to find the size of a terminal that has none.
process.env.COLUMNS = '80';
process.env.LINES = '24';
