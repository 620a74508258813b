import {join} from 'node:path';
import {isEnvironmentDependent} from './clean-environment.ts';

for (const name of Object.keys(process.env)) {
	if (isEnvironmentDependent(name)) {
		delete process.env[name];
	}
}

// A path below a file can be neither read nor made: nothing touches the real configuration.
process.env.PAT_WIZARD_CONFIG_DIR = join(import.meta.filename, 'no-such-folder');
