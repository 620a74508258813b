import {explain, usageError} from '../core/errors.ts';
import type {Remote} from '../core/profile/remotes.ts';
import type {Difference} from '../core/scan/compare.ts';
import type {ReadFile} from '../core/scan/follow-tokens.ts';
import type {Repository} from '../core/scan/profiles-of.ts';
import type {ScannedToken, ScanReport} from '../core/scan/report.ts';
import type {Conditional} from '../core/scan/use.ts';
import {showBriefly} from '../core/text/mask.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {countOf, listWords} from '../core/text/words.ts';
import {paintResult} from '../print/paint.ts';
import type {Scan} from '../ui/wizard-options.ts';
import type {Command, Input} from './command.ts';
import type {Context} from './context.ts';
import {findDefaultHost} from './read-answers.ts';
import {readFolderText} from './read-folder-text.ts';

/** Creates the line that shows the progress of a long scan. It is only on a terminal, and erased at the end. */
const createProgress = (context: Context) => {
	let isShown = false;
	return {
		show: (count: number): void => {
			if (!context.terminal.stderr || count < 500) return;
			isShown = true;
			context.printMessage(`\rRead ${countOf(count, 'file')}…`);
		},
		end: (): void => {
			if (isShown) context.printMessage(`\r${' '.repeat(40)}\r`);
		},
	};
};

/** Reads files. Waits for `beforeEach` before each file, and ends when it resolves with `false`. */
const readFiles = async (
	context: Context,
	paths: readonly string[],
	onProgress: (count: number) => void,
	beforeEach = async (): Promise<boolean> => true,
): Promise<readonly ReadFile[]> => {
	const {emptyFileReading, fileKindOf, readFile} = await import('../core/scan/index.ts');
	const files: ReadFile[] = [];
	const sources = context.readSources(paths, {
		wants: path => fileKindOf(path) !== undefined,
		onProgress,
	});
	for await (const source of sources) {
		if (!(await beforeEach())) break;
		const {path} = source;
		files.push({
			path,
			reading:
				'text' in source
					? await readFile(path, source.text)
					: {...emptyFileReading, unknown: [{line: 1, text: path, reason: source.problem}]},
		});
	}

	return files;
};

const describeConditional = ({permissions, scopes = [], when}: Conditional): string => {
	const needs = Object.entries(permissions).map(([name, level]) => `${name}: ${level}`);
	return `Only if ${when}: ${listWords([...needs, ...scopes])}`;
};

/** Finds what the code of a repository needs, secret by secret. The wizard can read keys after each file. */
const scanRepository = async (
	context: Context,
	folder: string,
	{owner, repository, host}: Remote,
	report: (scan: Scan) => void,
	stop: AbortSignal,
): Promise<Scan> => {
	const showProgress = (count: number): void =>
		report({said: `Reading this repository's code… ${countOf(count, 'file')}`});
	const files = await readFiles(context, [folder], showProgress, async () => {
		await new Promise(resolve => setImmediate(resolve));
		return !stop.aborted;
	});
	const {needsPersonalToken, profileOf, reportOf} = await import('../core/scan/index.ts');
	const {tokens, unknown} = reportOf(files);
	const wanted = tokens.filter(token => token.token.kind === 'secret' && needsPersonalToken(token));
	const unclear = `${countOf(unknown.length, 'place')} could not be determined: pat-wizard scan`;
	if (wanted.length === 0) {
		const said =
			unknown.length > 0
				? `No secret needs a personal token; ${unclear}`
				: 'No secret in the code of this repository needs a personal token';
		return {tokens: [], said};
	}
	const named = withOwnNames(
		wanted.map(token => ({...profileOf(token, {owner, name: repository}, host), token})),
	);
	return {
		tokens: named.map(({token, ...profile}) => ({
			id: token.token.name,
			title: `Secret ${token.token.name.replace(/^secrets\./, '')}`,
			profile,
			facts: [
				...token.notes,
				...token.onlyIf.map(describeConditional),
				...(unknown.length === 0 ? [] : [`In the code, ${unclear}`]),
			].map(fact => fact.replace(/\.$/, '')),
		})),
		said: 'From the code of this repository, then other tasks:',
	};
};

/** Reports the progress of a scan to the wizard, and then the needs of the code. Rejects only with bugs. */
export const scanForWizard =
	(context: Context, folder: string, repository: Remote) =>
	async (report: (scan: Scan) => void, stop: AbortSignal): Promise<void> => {
		report({said: "Reading this repository's code…"});
		try {
			report(await scanRepository(context, folder, repository, report, stop));
		} catch (error) {
			report({tokens: [], said: explain(error)});
		}
	};

/** Finds the repository of the scanned paths, if its first remote is on GitHub. */
const findRepository = async (
	context: Context,
	paths: readonly string[],
): Promise<Repository | undefined> => {
	const [folder] = paths;
	const {remotes} = await context.findRemotes([findDefaultHost(context)], folder);
	const [first] = remotes;
	return first === undefined ? undefined : {owner: first.owner, name: first.repository};
};

const keepToken = (report: ScanReport, name: string | undefined): ScanReport => {
	if (name === undefined) return report;
	const wanted = name.toLowerCase();
	const tokens = report.tokens.filter(
		({token}) =>
			[token.name.toLowerCase(), token.name.split('.').at(-1)?.toLowerCase()].includes(wanted) ||
			token.name.toLowerCase() === `secrets.${wanted}`,
	);
	if (tokens.length > 0) return {...report, tokens};
	const names = [...new Set(report.tokens.map(({token}) => showText(token.name)))];
	throw usageError(
		`No token ${showBriefly(name)} was found`,
		names.length === 0 ? 'Nothing that was read uses a token' : `Found: ${listWords(names)}`,
	);
};

/** Adds numbers to repeated names: `A_TOKEN` and `A-TOKEN` would have the same one. */
const withOwnNames = <Named extends {readonly profile: string}>(
	profiles: readonly Named[],
): readonly Named[] => {
	const taken = new Map<string, number>();
	return profiles.map(each => {
		const count = (taken.get(each.profile) ?? 0) + 1;
		taken.set(each.profile, count);
		return count === 1 ? each : {...each, profile: `${each.profile}-${count}`};
	});
};

const saveAll = async (
	context: Context,
	tokens: readonly ScannedToken[],
	repository: Repository | undefined,
	force: boolean,
): Promise<void> => {
	const {needsPersonalToken, profileOf} = await import('../core/scan/profiles-of.ts');
	const wanted = tokens.filter(token => needsPersonalToken(token) && token.token.kind === 'secret');
	if (wanted.length === 0) {
		context.printMessage('No secret needs a personal token: nothing was saved.\n');
		return;
	}

	const profiles = withOwnNames(
		wanted.map(token => profileOf(token, repository, findDefaultHost(context))),
	);
	const store = await context.openStore();
	await store.save(profiles, {force});
	context.printMessage(`Saved ${listWords(profiles.map(({profile}) => showText(profile)))}.\n`);
};

const compare = async (
	context: Context,
	file: string,
	report: ScanReport,
): Promise<readonly Difference[]> => {
	const {compareWithProfiles} = await import('../core/scan/compare.ts');
	const {profiles, problems} = await readFolderText(await context.readText(file));
	for (const problem of problems) context.printMessage(`${showText(file)}: ${showText(problem)}\n`);
	return compareWithProfiles(report, profiles);
};

const printDifferences = async (
	context: Context,
	input: Input,
	differences: readonly Difference[],
	report: ScanReport,
): Promise<boolean> => {
	const {writeAnnotations, writeDifferences} = await import('../print/scan.ts');
	const text = writeDifferences(differences, report.complete, paintResult(context));
	const annotations = context.environment.GITHUB_ACTIONS
		? writeAnnotations(differences, report.unknown)
		: '';
	if (input.has('json')) context.printMessage(text + annotations);
	else context.printResult(`\n${text}${annotations}`);
	return differences.some(({kind}) => kind !== 'less');
};

/** `pat-wizard scan [path...]` */
export const scan: Command = {
	name: 'scan',
	arguments: [{name: 'path', isOptional: true, isRepeatable: true, completion: 'file'}],
	summary: 'Find the least permissions of every token that code and workflows use',
	description: [
		'Reads workflows and actions of GitHub Actions, shell scripts, JavaScript, TypeScript, Python, Go, Ruby, Terraform, and the configurations of release tools and Dependabot, and prints for each token its kind, the least that it needs (with file and line), where it is kept, and the command that makes it. Lists what it cannot find out. Without a path it reads the current folder.',
		'Leaves out tests, third-party code, what .gitignore names and files that hold secrets. Nothing is run, and no link is followed out of the folder.',
		'--against compares with the profiles that a repository carries: exit 1 where the code needs more than they grant.',
	],
	options: ['token', 'save-all', 'against', 'force', 'json'],
	examples: [
		{line: 'scan', does: 'The current folder'},
		{line: 'scan --save-all', does: 'A profile for each secret that needs a personal token'},
		{line: 'scan --against pat-wizard.json', does: 'In CI: do the profiles still fit the code?'},
	],
	run: async (context, input) => {
		const paths = input.words.length === 0 ? ['.'] : input.words;
		const {reportOf} = await import('../core/scan/index.ts');
		const progress = createProgress(context);
		const files = await readFiles(context, paths, progress.show).finally(progress.end);
		const repository = await findRepository(context, paths);
		const report = keepToken(reportOf(files), input.text('token'));
		const against = input.text('against');
		const differences = against === undefined ? undefined : await compare(context, against, report);
		if (input.has('save-all'))
			await saveAll(context, report.tokens, repository, input.has('force'));
		if (input.has('json')) {
			const {scanJson} = await import('../core/scan/scan-json.ts');
			context.printResult(`${writeJson(scanJson(report, repository), 2)}\n`);
		} else {
			const [{writeScan}, {profileNameOf}] = await Promise.all([
				import('../print/scan.ts'),
				import('../core/scan/profiles-of.ts'),
			]);
			context.printResult(
				writeScan(report, {repository, profileName: profileNameOf, paint: paintResult(context)}),
			);
		}

		if (differences === undefined) return 'done';
		return (await printDifferences(context, input, differences, report)) ? 'alarm' : 'done';
	},
};
