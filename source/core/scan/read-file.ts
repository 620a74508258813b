import {containsToken} from '../text/mask.ts';
import {newJobState} from './job-state.ts';
import {createFindings, emptyReading, type FileReading} from './use.ts';

/** The languages and kinds of files that can be read. */
export type FileKind =
	| 'workflow'
	| 'action'
	| 'shell'
	| 'javascript'
	| 'python'
	| 'go'
	| 'ruby'
	| 'terraform'
	| 'configuration';

const endings: ReadonlyArray<readonly [RegExp, FileKind]> = [
	[/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i, 'workflow'],
	[/(?:^|\/)action\.ya?ml$/i, 'action'],
	[
		/(?:^|\/)\.?goreleaser(?:[.-][\w.-]+)?\.ya?ml$|(?:^|\/)\.releaserc(?:\.\w+)?$|(?:^|\/)release\.config\.\w+$|(?:^|\/)\.?release-please-config\.json$|(?:^|\/)\.?renovate(?:rc)?(?:\.json5?)?$/i,
		'configuration',
	],
	[/\.(?:sh|bash|zsh|ksh|ps1|psm1)$/i, 'shell'],
	[/\.(?:[cm]?[jt]sx?)$/i, 'javascript'],
	[/\.pyi?$/i, 'python'],
	[/\.go$/i, 'go'],
	[/\.(?:rb|rake)$|(?:^|\/)(?:Rakefile|Dangerfile|Fastfile|Gemfile)$/, 'ruby'],
	[/\.tf$|\.tofu$/i, 'terraform'],
];

/** What kind of file a path names. `undefined` for what is not read. */
export const fileKindOf = (path: string): FileKind | undefined =>
	endings.find(([pattern]) => pattern.test(path))?.[1];

/** What a file of each kind has somewhere when it uses GitHub at all. */
const marks: Readonly<Record<FileKind, RegExp | undefined>> = {
	workflow: undefined,
	action: undefined,
	configuration: undefined,
	shell: /\b(?:gh|git|github|ghcr|GITHUB|GH)\b|github/i,
	javascript: /octokit|github|probot|\.rest\.|settings\/tokens/i,
	python: /github/i,
	go: /github\.com\/google\/go-github|api\.github\.com|github/i,
	ruby: /octokit|github/i,
	terraform: /github_|github/,
};

/** Whether a file can hold anything to report, so that most are passed over at once. */
export const mayUseGitHub = (kind: FileKind, text: string): boolean =>
	marks[kind]?.test(text) ?? true;

const leakMark = /gh[a-z]_|github_pat_/;

/** Lines that hold a token of GitHub's itself, by its form alone. */
export const findLeaks = (text: string): readonly number[] => {
	if (!leakMark.test(text)) return [];
	return text
		.split('\n')
		.flatMap((line, index) =>
			leakMark.test(line) && containsToken(line.slice(0, 10_000)) ? [index + 1] : [],
		);
};

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const readShellFile = async (path: string, text: string): Promise<FileReading> => {
	const {readScript} = await import('./read-script.ts');
	const findings = createFindings();
	readScript(text, {
		scope: {env: new Map(), stepTokens: new Map()},
		state: newJobState(),
		findings,
		firstLine: 1,
		isInWorkflow: false,
		folder: '',
		ownVariables: [],
	});
	void path;
	return findings.reading();
};

const readJavaScriptFile = async (path: string, text: string): Promise<FileReading> => {
	const {readJavaScript} = await import('./read-javascript.ts');
	const findings = createFindings();
	readJavaScript(text, {
		findings,
		firstLine: 1,
		folder: folderOf(path),
		clients: new Map(),
		variable: name => ({kind: 'variable', name}),
	});
	return findings.reading();
};

const readKind = async (kind: FileKind, path: string, text: string): Promise<FileReading> => {
	switch (kind) {
		case 'workflow': {
			const {readWorkflow} = await import('./read-workflow.ts');
			return readWorkflow(text);
		}

		case 'action': {
			const {readCompositeAction} = await import('./read-workflow.ts');
			return readCompositeAction(text, '');
		}

		case 'shell':
			return readShellFile(path, text);
		case 'javascript':
			return readJavaScriptFile(path, text);
		case 'python': {
			const {readPython} = await import('./read-python.ts');
			return readPython(text);
		}

		case 'go': {
			const {readGo} = await import('./read-go.ts');
			return readGo(text);
		}

		case 'ruby': {
			const {readRuby} = await import('./read-ruby.ts');
			return readRuby(text);
		}

		case 'terraform': {
			const {readTerraform} = await import('./read-terraform.ts');
			return readTerraform(text);
		}

		case 'configuration': {
			const {readConfiguration} = await import('./read-configuration.ts');
			return readConfiguration(path, text);
		}
	}
};

/**
 * Reads one file: its uses of GitHub, and what could not be told. A file that its reader cannot read is
 * told as unknown, never thrown.
 *
 * @param path From the folder that is scanned, with `/`: where the file stands says what it is.
 */
export const readFile = async (path: string, text: string): Promise<FileReading> => {
	const kind = fileKindOf(path);
	if (kind === undefined) return emptyReading;
	const leaks = findLeaks(text);
	if (!mayUseGitHub(kind, text)) return {...emptyReading, leaks};
	try {
		return {...(await readKind(kind, path, text)), leaks};
	} catch (error) {
		// Nested too deep for the stack, or nothing that the parser of YAML takes for YAML.
		const isOfText = error instanceof RangeError || /^YAML/.test((error as Error).name);
		if (!isOfText) throw error;
		return {
			...emptyReading,
			leaks,
			unknown: [
				{
					line: 1,
					text: path,
					reason: 'the file cannot be read: it is nested too deep, or not what its name says',
				},
			],
		};
	}
};
