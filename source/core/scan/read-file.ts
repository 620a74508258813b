import {type FileKind, fileKindOf, mayUseGitHub} from '../catalog/file-kinds.ts';
import {containsToken} from '../text/mask.ts';
import {strangeLibrary, unseenRequests} from './client-libraries.ts';
import {type CodePlace, ownFile} from './code-values.ts';
import {commandsOfDockerfile, commandsOfMakefile} from './commands-in-files.ts';
import {newJobState} from './job-state.ts';
import {readConfiguration} from './read-configuration.ts';
import {readGo} from './read-go.ts';
import {readJavaScript} from './read-javascript.ts';
import {readPython} from './read-python.ts';
import {readRuby} from './read-ruby.ts';
import {readScript} from './read-script.ts';
import {readTerraform} from './read-terraform.ts';
import {readCompositeAction, readWorkflow} from './read-workflow.ts';
import {
	createFindings,
	emptyFileReading,
	type FileReading,
	type InlineProgram,
	joinFileReadings,
} from './use.ts';

const leakMark = /gh[a-z]_|github_pat_/;

/** Returns the numbers of the lines with a GitHub token, recognized by its form alone. */
const findLeaks = (text: string): readonly number[] => {
	if (!leakMark.test(text)) return [];
	return text
		.split('\n')
		.flatMap((line, index) =>
			leakMark.test(line) && containsToken(line.slice(0, 10_000)) ? [index + 1] : [],
		);
};

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const readShellText = (text: string, place: CodePlace): FileReading => {
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

const readJavaScriptText = (text: string, place: CodePlace, folder: string): FileReading => {
	const findings = createFindings();
	readJavaScript(text, {...place, findings, folder, clients: new Map()});
	return findings.reading();
};

const readers: Readonly<Record<FileKind, (text: string, path: string) => FileReading>> = {
	workflow: readWorkflow,
	action: text => readCompositeAction(text, ''),
	shell: text => readShellText(text, ownFile),
	dockerfile: text => readShellText(commandsOfDockerfile(text), ownFile),
	makefile: text => readShellText(commandsOfMakefile(text), ownFile),
	javascript: (text, path) => readJavaScriptText(text, ownFile, folderOf(path)),
	python: text => readPython(text),
	go: readGo,
	ruby: text => readRuby(text),
	terraform: readTerraform,
	configuration: (text, path) => readConfiguration(path, text),
};

const inlineReaders: Readonly<
	Record<InlineProgram['language'], (text: string, place: CodePlace, folder: string) => FileReading>
> = {
	shell: readShellText,
	javascript: readJavaScriptText,
	python: readPython,
	ruby: readRuby,
};

/** Reads the programs in other languages inside of a file. */
const readInline = (path: string, reading: FileReading): FileReading =>
	joinFileReadings([
		{...reading, inline: []},
		...reading.inline.map(({language, text, ...place}) =>
			readInline(path, inlineReaders[language](text, place, folderOf(path))),
		),
	]);

/**
 * Reads the uses of GitHub in one file, and what could not be determined. A file that its reader cannot parse
 * is reported as unknown.
 *
 * @param path The path from the scanned folder, with `/`. It decides how the file is read.
 */
export const readFile = async (path: string, text: string): Promise<FileReading> => {
	const kind = fileKindOf(path);
	if (kind === undefined) return emptyFileReading;
	const leaks = findLeaks(text);
	const strange = strangeLibrary(kind, text);
	const unread = {...emptyFileReading, leaks, unknown: strange === undefined ? [] : [strange]};
	if (!mayUseGitHub(kind, text)) return unread;
	try {
		const reading = joinFileReadings([readInline(path, readers[kind](text, path)), unread]);
		const unseen = unseenRequests(kind, text, reading);
		return {...reading, unseen};
	} catch (error) {
		// The nesting is too deep for the stack, or the text is no YAML.
		const isOfText = error instanceof RangeError || /^YAML/.test((error as Error).name);
		if (!isOfText) throw error;
		return {
			...unread,
			unknown: [
				...unread.unknown,
				{
					line: 1,
					text: path,
					reason: 'the file cannot be read: it is nested too deep, or not what its name says',
				},
			],
		};
	}
};
