import {mkdtemp, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type afterAll, inject, onTestFinished} from 'vitest';

const dependentNames = new Set([
	'BROWSER',
	'CI',
	'COLORTERM',
	'CONTINUOUS_INTEGRATION',
	'DEV',
	'DISPLAY',
	'FORCE_COLOR',
	'GH_HOST',
	'GITHUB_TOKEN',
	'GH_TOKEN',
	'INK_SCREEN_READER',
	'NO_COLOR',
	'NODE_EXTRA_CA_CERTS',
	'NODE_OPTIONS',
	'PAT_WIZARD_CONFIG_DIR',
	'TERM_PROGRAM',
	'TMUX',
	'WAYLAND_DISPLAY',
]);

/** Whether a variable of the caller's environment could change the result of a test. */
export const isEnvironmentDependent = (name: string): boolean =>
	dependentNames.has(name) || /^(CI_|SSH_|GIT_|LC_|XDG_)/.test(name);

/** The variables that a program needs to start, on Windows too. */
const keptNames = ['PATH', 'Path', 'PATHEXT', 'SystemRoot', 'ComSpec', 'TEMP', 'TMP', 'TMPDIR'];

/** Makes an empty folder, removes it when the test ends, or with `afterAll` after all tests, and returns its real path. */
export const makeTemporaryFolder = async (
	atEnd: typeof onTestFinished | typeof afterAll = onTestFinished,
): Promise<string> => {
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'pat-wizard-test-')));
	// A program that is being ended may still write.
	atEnd(() => rm(folder, {recursive: true, force: true, maxRetries: 50, retryDelay: 100}));
	return folder;
};

/** Variables for a child process: a string sets one, `undefined` removes one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a program under test: the caller's search path, a home of its own, and the changes by the test.
 *
 * @param home An empty folder: the home, with the configuration folder `config` in it.
 */
export const createEnvironment = (home: string, changes: Environment = {}) => {
	const environment: Environment = {
		...Object.fromEntries(keptNames.map(name => [name, process.env[name]])),
		HOME: home,
		USERPROFILE: home,
		APPDATA: join(home, 'AppData', 'Roaming'),
		LOCALAPPDATA: join(home, 'AppData', 'Local'),
		XDG_CONFIG_HOME: join(home, '.config'),
		XDG_CACHE_HOME: inject('cacheFolder'),
		PAT_WIZARD_CONFIG_DIR: join(home, 'config'),
		LANG: 'C.UTF-8',
		TZ: 'UTC',
		...changes,
	};
	const entries = Object.entries(environment);
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
};
