import {containsToken} from '../text/mask.ts';
import {type CodePlace, ownFile} from './code-values.ts';
import {newJobState} from './job-state.ts';
import {
	createFindings,
	emptyReading,
	type FileReading,
	type InlineProgram,
	joinReadings,
} from './use.ts';

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
	| 'dockerfile'
	| 'makefile'
	| 'configuration';

const endings: ReadonlyArray<readonly [RegExp, FileKind]> = [
	[/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i, 'workflow'],
	[/(?:^|\/)action\.ya?ml$/i, 'action'],
	[
		/(?:^|\/)\.?goreleaser(?:[.-][\w.-]+)?\.ya?ml$|(?:^|\/)\.releaserc(?:\.\w+)?$|(?:^|\/)release\.config\.\w+$|(?:^|\/)\.?release-please-config\.json$|(?:^|\/)\.?renovate(?:rc)?(?:\.json5?)?$|(?:^|\/)(?:package\.json|\.npmrc)$/i,
		'configuration',
	],
	[/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i, 'dockerfile'],
	[/(?:^|\/)(?:(?:GNU)?makefile|\.?justfile)$|\.mk$/i, 'makefile'],
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
	dockerfile: /\bgh\b|github|ghcr/i,
	makefile: /\b(?:gh|git)\b|github|ghcr/i,
	shell: /\b(?:gh|git|github|ghcr|GITHUB|GH)\b|github/i,
	javascript:
		/['"`](?:gh[ '"]|git push)|octokit|probot|@actions\/github|\.rest\b|github\.(?:issues|pulls|repos|git|request|graphql|paginate|actions)\b|settings\/(?:personal-access-)?tokens|api[._]?github|github[._]?(?:api|graphql)|ghe\.com|\/api\/v3/i,
	python:
		/['"](?:gh[ '"]|git push)|(?:^|\n)[ \t]{0,40}(?:from|import) github\b|api[._]?github|github[._]?(?:api|graphql)|ghe\.com|\/api\/v3/i,
	go: /go-github|githubv4|api[._]?github|github[._]?api|ghe\.com|\/api\/v3/i,
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

const readShellText = async (text: string, place: CodePlace): Promise<FileReading> => {
	const {readScript} = await import('./read-script.ts');
	const findings = createFindings();
	readScript(text, {
		scope: {env: new Map(), stepTokens: new Map()},
		state: newJobState(),
		findings,
		firstLine: place.firstLine,
		isInWorkflow: false,
		folder: '',
		ownVariables: [],
	});
	const reading = findings.reading();
	return {
		...reading,
		uses: reading.uses.map(use =>
			use.token.kind === 'variable' ? {...use, token: place.variable(use.token.name)} : use,
		),
	};
};

const readJavaScriptText = async (
	text: string,
	place: CodePlace,
	folder: string,
): Promise<FileReading> => {
	const {readJavaScript} = await import('./read-javascript.ts');
	const findings = createFindings();
	readJavaScript(text, {...place, findings, folder, clients: new Map()});
	return findings.reading();
};

const readers: Readonly<
	Record<FileKind, (text: string, path: string) => FileReading | Promise<FileReading>>
> = {
	workflow: async text => (await import('./read-workflow.ts')).readWorkflow(text),
	action: async text => (await import('./read-workflow.ts')).readCompositeAction(text, ''),
	shell: text => readShellText(text, ownFile),
	dockerfile: async text =>
		readShellText((await import('./commands-in-files.ts')).commandsOfDockerfile(text), ownFile),
	makefile: async text =>
		readShellText((await import('./commands-in-files.ts')).commandsOfMakefile(text), ownFile),
	javascript: (text, path) => readJavaScriptText(text, ownFile, folderOf(path)),
	python: async text => (await import('./read-python.ts')).readPython(text),
	go: async text => (await import('./read-go.ts')).readGo(text),
	ruby: async text => (await import('./read-ruby.ts')).readRuby(text),
	terraform: async text => (await import('./read-terraform.ts')).readTerraform(text),
	configuration: async (text, path) =>
		(await import('./read-configuration.ts')).readConfiguration(path, text),
};

const inlineReaders: Readonly<
	Record<
		InlineProgram['language'],
		(text: string, place: CodePlace, folder: string) => FileReading | Promise<FileReading>
	>
> = {
	shell: readShellText,
	javascript: readJavaScriptText,
	python: async (text, place) => (await import('./read-python.ts')).readPython(text, place),
	ruby: async (text, place) => (await import('./read-ruby.ts')).readRuby(text, place),
};

/** Reads the programs in other languages that stand inside of a file. */
const readInline = async (path: string, reading: FileReading): Promise<FileReading> => {
	const found: FileReading[] = [{...reading, inline: []}];
	for (const {language, text, ...place} of reading.inline) {
		const inside = await inlineReaders[language](text, place, folderOf(path));
		found.push(await readInline(path, inside));
	}

	return joinReadings(found);
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
		return {...(await readInline(path, await readers[kind](text, path))), leaks};
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
