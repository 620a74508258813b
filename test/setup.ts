import {join} from 'node:path';
import {isEnvironmentDependent} from './clean-environment.ts';

for (const name of Object.keys(process.env)) {
	if (isEnvironmentDependent(name)) {
		delete process.env[name];
	}
}

// No program can read or make a folder below a file, so no test touches the real configuration.
process.env.PAT_WIZARD_CONFIG_DIR = join(import.meta.filename, 'no-such-folder');
