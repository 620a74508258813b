import type {Context} from './source/commands/context.ts';
import {isTerminal, questionOutput, writeOutput, writeText} from './source/platform/output.ts';

// Filled in by the build.
const version = process.env.PAT_WIZARD_VERSION ?? '';

const {env: environment, platform} = process;

const describeMachine = async () => {
	const {readMachine} = await import('./source/platform/machine.ts');
	return {environment, platform, machine: readMachine(environment, platform)};
};

let unwatch: (() => void) | undefined;

const loadWizard = async () => {
	const {watchEnd} = await import('./source/platform/terminal-signals.ts');
	// This comes before the terminal's mode changes: a signal that ends the program restores the mode.
	unwatch ??= watchEnd(() => {});
	// This comes before the screen loads: the terminal then neither echoes nor changes keys typed meanwhile.
	process.stdin.setRawMode(true);
	return import('./source/ui/run-wizard.tsx');
};

/** Puts the terminal back as it was before the wizard. */
let restoreTerminal = (): void => {};

const askWizard: Context['askWizard'] = async options => {
	const [{runWizard}, {hangUp, suspend, watchSignal}] = await Promise.all([
		loadWizard(),
		import('./source/platform/terminal-signals.ts'),
	]);
	const answer = await runWizard(options, {
		stdin: process.stdin,
		stdout: isTerminal(1) ? process.stdout : process.stderr,
		environment,
		platform,
		suspend,
		watchSignal,
		hangUp,
		atCrash: restore => {
			restoreTerminal = restore;
		},
	});
	unwatch?.();
	return answer;
};

let store: ReturnType<Context['openStore']> | undefined;

/**
 * The real world. Each part is loaded when it is used, so that small commands stay quick. The object itself has no
 * getters, since a copy of it would call them.
 */
const context: Context = {
	version,
	environment,
	now: () => new Date(),
	terminal: {
		get stdin() {
			return isTerminal(0);
		},
		get stdout() {
			return isTerminal(1);
		},
		get stderr() {
			return isTerminal(2);
		},
	},
	width: {
		get stdout() {
			return (isTerminal(1) && process.stdout.columns) || 80;
		},
		get stderr() {
			return (isTerminal(2) && process.stderr.columns) || 80;
		},
	},
	height: {
		get stderr() {
			return (isTerminal(2) && process.stderr.rows) || 24;
		},
	},
	printResult: text => writeText(1, text, environment),
	printMessage: text => writeText(2, text, environment),
	openStore: () => {
		store ??= import('./source/platform/profile-store.ts').then(({openUserStore}) =>
			openUserStore(environment, platform, () => new Date()),
		);
		return store;
	},
	findFolderProfiles: async read => {
		const {findFolderProfiles} = await import('./source/platform/folder-profiles.ts');
		const {findCurrentFolder, findHomeFolder} = await import('./source/platform/folders.ts');
		return findFolderProfiles({folder: findCurrentFolder(), homeFolder: findHomeFolder(), read});
	},
	openInBrowser: async link => {
		const {openInBrowser} = await import('./source/platform/browser.ts');
		return openInBrowser(link, await describeMachine());
	},
	copyText: async text => {
		const {copyText} = await import('./source/platform/clipboard.ts');
		return copyText(text, {...(await describeMachine()), terminal: process.stderr});
	},
	findRemotes: async (hosts, given) => {
		const {findRemotes} = await import('./source/platform/repository.ts');
		const {findCurrentFolder, findFolderOf} = await import('./source/platform/folders.ts');
		const cwd = given === undefined ? findCurrentFolder() : findFolderOf(given);
		const found = findRemotes({cwd, environment, hosts});
		if (given === undefined) {
			// Only the wizard asks without a path. The screen loads while git runs: both take about as long.
			loadWizard().catch(() => {});
		}
		return found;
	},
	readSources: async function* (paths, options) {
		const {readSourceFiles} = await import('./source/platform/source-files.ts');
		const {findCurrentFolder} = await import('./source/platform/folders.ts');
		yield* readSourceFiles({...options, paths, cwd: findCurrentFolder()});
	},
	readText: async file => {
		const {readTextFile} = await import('./source/platform/text-file.ts');
		return readTextFile(file, process.stdin);
	},
	stoppable: async work => {
		const {stoppable} = await import('./source/platform/terminal-signals.ts');
		return stoppable(work);
	},
	readToken: async (source, stop) => {
		const {readToken} = await import('./source/platform/read-token.ts');
		const write = (text: string): void => writeText(questionOutput(), text, environment);
		return readToken(source, {environment, terminal: process.stdin, write, stop});
	},
	stopByKeys: async (stop, work, leave) => {
		const {stopByKeys} = await import('./source/platform/read-token.ts');
		return stopByKeys(process.stdin, stop, work, leave);
	},
	askLine: async (question, stop) => {
		const {askLine} = await import('./source/platform/ask-line.ts');
		const output = questionOutput() === 1 ? process.stdout : process.stderr;
		return askLine(question, process.stdin, output, stop);
	},
	askGitHub: async (token, host, stop) => {
		const [{findAddresses}, {askWith}] = await Promise.all([
			import('./source/core/check/addresses.ts'),
			import('./source/platform/api.ts'),
		]);
		return askWith(token, findAddresses(host, environment), version, stop.signal);
	},
	deliverToken: async (token, delivery, mayReplace, {signal}) => {
		const {deliverToken} = await import('./source/platform/places.ts');
		return deliverToken(token, delivery, {environment, platform, mayReplace, signal});
	},
	askWizard,
};

const main = async (words: readonly string[]): Promise<number> => {
	// Other programs often ask for the version and wait for it, so nothing else is loaded.
	if (words.length === 1 && words[0] === '--version') {
		writeOutput(1, `${version}\n`);
		return 0;
	}
	const {reportError, runProgram} = await import('./source/command-line/run.ts');
	// Node would otherwise print the errors of timers and events itself.
	process.on('uncaughtException', error => {
		restoreTerminal();
		const code = reportError(error, words.includes('--json'), context);
		try {
			process.exit(code);
		} catch {
			// Ink draws once more at the exit, and throws again where the error is in what it draws.
			process.exit(code);
		}
	});
	return runProgram(words, context);
};

// For errors before the renderer of errors is loaded: a file is missing, or the version cannot be written.
const printBriefly = (error: unknown): number => {
	writeOutput(2, `pat-wizard: ${error instanceof Error ? error.message : String(error)}.\n`);
	return 1;
};

void main(process.argv.slice(2))
	.catch(printBriefly)
	.then(code => {
		process.exitCode = code;
		// Everything is written by now, except on Windows, where the console writes later. Without exit(), Node would
		// free its memory piece by piece and wait for code that it is still compiling.
		if (platform !== 'win32') {
			process.exit();
		}
	});
