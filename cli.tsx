import module from 'node:module';
import {homedir} from 'node:os';
import type {Context} from './source/commands/context.ts';
import {choosePaint} from './source/commands/paint.ts';
import {runProgram} from './source/commands/run-program.ts';
import {isTerminal, writeOutput} from './source/platform/output.ts';

// Filled in by the build.
const version = process.env.PAT_WIZARD_VERSION ?? '';

const {env: environment, platform} = process;

const readMachineFacts = async () => {
	const {readMachine} = await import('./source/platform/machine.ts');
	return {environment, platform, machine: readMachine(environment, platform)};
};

const openStore: Context['openStore'] = async () => {
	const [{configFolder, openProfileStore}, {readProfile}, {defaultHost}] = await Promise.all([
		import('./source/platform/profile-store.ts'),
		import('./source/core/profile.ts'),
		import('./source/core/host.ts'),
	]);
	return openProfileStore({
		folder: configFolder(environment, platform, homedir()),
		read: value => readProfile(value, defaultHost).profile,
		now: () => new Date(),
	});
};

const askWizard: Context['askWizard'] = async () => {
	throw new Error('The wizard is missing');
};

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
	paint: {
		result: (format, text) => choosePaint(isTerminal(1), environment)(format, text),
		talk: (format, text) => choosePaint(isTerminal(2), environment)(format, text),
	},
	printResult: text => writeOutput(1, text),
	tell: text => writeOutput(2, text),
	openStore,
	findFolderProfiles: async () => ({profiles: [], problems: []}),
	openInBrowser: async link => {
		const [{openInBrowser}, facts] = await Promise.all([
			import('./source/platform/browser.ts'),
			readMachineFacts(),
		]);
		return openInBrowser(link, facts);
	},
	copyText: async text => {
		const [{copyText}, facts] = await Promise.all([
			import('./source/platform/clipboard.ts'),
			readMachineFacts(),
		]);
		return copyText(text, {...facts, terminal: process.stderr});
	},
	findRemotes: async hosts => {
		const {findRemotes} = await import('./source/platform/repository.ts');
		return findRemotes({cwd: process.cwd(), environment, hosts});
	},
	readText: async file => {
		const {readTextFile} = await import('./source/platform/text-file.ts');
		return readTextFile(file, process.stdin);
	},
	askWizard,
};

const main = async (): Promise<void> => {
	// Since Node 22.8; the types are those of the oldest version that is supported.
	(module as {enableCompileCache?: () => void}).enableCompileCache?.();
	process.exitCode = await runProgram(process.argv.slice(2), context);
};

void main();
