import {runProgram} from '../../source/command-line/run.ts';
import type {Context} from '../../source/commands/context.ts';
import type {ApiAnswer} from '../../source/core/check/answer.ts';
import type {NotStored} from '../../source/core/check/deliver.ts';
import type {Delivery} from '../../source/core/check/places.ts';
import {takeToken} from '../../source/core/check/token.ts';
import {outsideError, type PatWizardError, usageError} from '../../source/core/errors.ts';
import type {SavedProfile} from '../../source/core/profile/profile.ts';
import {readSavedProfile} from '../../source/core/profile/read-saved-profile.ts';
import {
	addProfiles,
	type Entries,
	noteProfile,
	readEntries,
	removeProfiles,
	renameProfile,
} from '../../source/core/profile/saved-entries.ts';
import {showBriefly} from '../../source/core/text/mask.ts';
import type {OpenResult} from '../../source/platform/browser.ts';
import type {CopyResult} from '../../source/platform/clipboard.ts';
import type {ProfileStore, StoreState} from '../../source/platform/profile-store.ts';
import type {TokenSource} from '../../source/platform/read-token.ts';
import type {RepositoryFacts} from '../../source/platform/repository.ts';
import type {WizardAnswer, WizardOptions} from '../../source/ui/wizard-options.ts';

/** The time in every fake world: noon, 20 November 2026. */
export const noon = new Date(2026, 10, 20, 12);

/** The contents of a fake world. */
export type World = {
	environment?: Record<string, string>;
	terminal?: {stdin: boolean; stdout: boolean; stderr: boolean};
	/** The width of the terminals, in cells. Default 80. */
	width?: number;
	saved?: readonly SavedProfile[];
	/** The error from reading the saved profiles. */
	broken?: PatWizardError;
	/** The error from saving. */
	unwritable?: PatWizardError;
	/** Sentences about entries of the store that cannot be read. */
	entryProblems?: string[];
	/** The text of a pat-wizard.json around the current folder. */
	folderFile?: string;
	files?: Record<string, string>;
	/** The files for `scan`, by path. */
	sources?: Record<string, string>;
	opening?: OpenResult;
	copying?: CopyResult;
	remotes?: RepositoryFacts['remotes'];
	/** The token that the user enters. Without one the user cancels the prompt. */
	token?: string;
	/** The line that the user types. Without one the user cancels the prompt. */
	line?: string;
	/** GitHub's answers by path. Every other path is not found. */
	github?: Readonly<Record<string, Partial<ApiAnswer>>>;
	/** The status of git's answer. Without one the program does not ask git. */
	gitStatus?: number;
	/** Returns why a token cannot be stored in a place. */
	undelivered?: (delivery: Delivery) => NotStored | undefined;
	/** Whether the disk of the result has no room for a text. */
	isFull?: (text: string) => boolean;
	/** The user's answer in the wizard. Without one the user cancels it. */
	wizard?: (options: WizardOptions) => WizardAnswer | undefined | Promise<WizardAnswer | undefined>;
};

/** What happened in a fake world. */
export type Happened = {
	code: number;
	stdout: string;
	stderr: string;
	opened: readonly string[];
	copied: readonly string[];
	/** The actions in their order: `print`, `save`, `copy`, `open`, `message`. */
	order: readonly string[];
	saved: readonly SavedProfile[];
	/** The sources from which the program read the token. */
	sources: readonly TokenSource[];
	/** The paths of the requests to GitHub. */
	requests: readonly string[];
	/** The deliveries of the token to places. */
	deliveries: readonly (Delivery & {readonly mayReplace: boolean})[];
	/** The options of the wizard. */
	asked: readonly WizardOptions[];
};

const fakeStore = (world: World, saved: SavedProfile[], note: (what: string) => void) => {
	const check = (): void => {
		if (world.broken !== undefined) {
			throw world.broken;
		}
	};
	const edit = (work: (entries: Entries) => Entries): void => {
		if (world.unwritable !== undefined) {
			throw world.unwritable;
		}
		// As the file does, which holds nothing that is undefined.
		const {profiles} = readEntries(JSON.parse(JSON.stringify(work(saved))));
		saved.splice(0, saved.length, ...profiles);
	};
	const seen = (): Entries => saved;
	const store: ProfileStore = {
		file: '/config/config.json',
		state: (): StoreState =>
			world.broken === undefined ? {kind: 'ok'} : {kind: 'broken', reason: 'it is not JSON'},
		problems: () => world.entryProblems ?? [],
		list: () => {
			check();
			return [...saved];
		},
		save: async (profiles, {force = false} = {}) => {
			note('save');
			if (world.broken !== undefined && !force) {
				throw world.broken;
			}
			edit(entries => addProfiles(entries, profiles, {seen, isForced: force}));
			return {setAside: world.broken === undefined ? undefined : '/config/config.json.broken'};
		},
		rename: async (from, to, {force = false} = {}) => {
			check();
			edit(entries => renameProfile(entries, from, to, {seen, isForced: force}));
		},
		remove: async names => {
			check();
			edit(entries => removeProfiles(entries, names, {seen}));
		},
		note: async (name, changesOf) => {
			let isThere = false;
			edit(entries => {
				const noted = noteProfile(entries, name, changesOf);
				isThere = noted !== entries;
				return noted;
			});
			return isThere;
		},
	};
	return store;
};

/** Runs a command line in a fake world that records what happens. */
export const runFake = async (args: readonly string[], world: World = {}): Promise<Happened> => {
	const saved = [...(world.saved ?? [])];
	const order: string[] = [];
	const opened: string[] = [];
	const copied: string[] = [];
	const asked: WizardOptions[] = [];
	const sources: TokenSource[] = [];
	const requests: string[] = [];
	const deliveries: (Delivery & {readonly mayReplace: boolean})[] = [];
	let stdout = '';
	let stderr = '';
	const note = (what: string): void => {
		if (order.at(-1) !== what) {
			order.push(what);
		}
	};
	const context: Context = {
		version: '1.2.3',
		environment: world.environment ?? {},
		now: () => noon,
		terminal: world.terminal ?? {stdin: false, stdout: false, stderr: false},
		width: {stdout: world.width ?? 80, stderr: world.width ?? 80},
		height: {stderr: 24},
		printResult: text => {
			if (world.isFull?.(text) === true) {
				throw outsideError('The disk is full');
			}
			note('print');
			stdout += text;
		},
		printMessage: text => {
			if (text !== '') {
				note('message');
				stderr += text;
			}
		},
		openStore: async () => {
			// This throws for a profile that cannot be read again: a mistake of the test.
			for (const profile of saved) {
				readSavedProfile(profile);
			}
			return fakeStore(world, saved, note);
		},
		findFolderProfiles: async read => {
			if (world.folderFile === undefined) {
				return {profiles: [], problems: []};
			}
			const file = '/work/pat-wizard.json';
			try {
				const {profiles, problems} = await read(world.folderFile);
				return {
					profiles: profiles.map(profile => ({profile, file})),
					problems: problems.map(problem => `${file}: ${problem}`),
				};
			} catch (error) {
				return {profiles: [], problems: [`${file} is left out: ${(error as Error).message}`]};
			}
		},
		openInBrowser: async link => {
			note('open');
			opened.push(link);
			return world.opening ?? {opened: true};
		},
		copyText: async text => {
			note('copy');
			copied.push(text);
			return world.copying ?? {kind: 'program', name: 'pbcopy'};
		},
		findRemotes: async () => ({remotes: world.remotes ?? []}),
		readText: async file => {
			const text = world.files?.[file];
			if (text === undefined) {
				throw usageError(`There is no file ${showBriefly(file)}`);
			}
			return text;
		},
		readSources: async function* (_paths, {wants}) {
			for (const [path, text] of Object.entries(world.sources ?? {})) {
				if (wants(path)) {
					yield {path, text};
				}
			}
		},
		stoppable: work => work(new AbortController()),
		readToken: async source => {
			sources.push(source);
			return world.token === undefined ? undefined : takeToken(Buffer.from(world.token), 'It');
		},
		stopByKeys: (_stop, work) => work(),
		askLine: async () => world.line,
		askGitHub: async (_token, host) => ({
			hosts: [`api.${host}`, host],
			api: async path => {
				requests.push(path);
				const found = world.github?.[path] ?? {status: 404, body: {message: 'Not Found'}};
				return {status: 200, headers: {}, body: {rate: {}}, ...found};
			},
			git:
				world.gitStatus === undefined
					? undefined
					: async () => ({status: world.gitStatus ?? 0, headers: {}, body: undefined}),
		}),
		deliverToken: async (_token, delivery, mayReplace) => {
			deliveries.push({...delivery, mayReplace});
			return world.undelivered?.(delivery);
		},
		askWizard: async options => {
			asked.push(options);
			return world.wizard?.(options);
		},
	};
	const code = await runProgram(args, context);
	return {
		...{code, stdout, stderr, opened, copied, order, saved, asked},
		...{sources, requests, deliveries},
	};
};
