import {isHarmlessCommand} from '../../catalog/shell-programs.ts';
import {isGhSentence, readGh} from './gh.ts';
import {readGit} from './git.ts';
import {isKnownProgram, readProgram} from './programs.ts';
import type {CommandReading} from './reading.ts';
import {isHttpProgram, readHttp} from './requests.ts';
import {commandOfWords, readShell, type ShellCommand} from './shell.ts';
import {unwrapCommand} from './unwrap.ts';

export type {Certainty, CommandReading, Condition, Named} from './reading.ts';
export {readShell, type ShellAssignment, type ShellCommand, type ShellWord} from './shell.ts';

const programFolder =
	/^(?:\/(?:usr|bin|opt|home|snap|nix|root|Users)\/|\.{1,2}[/\\]|~\/|\$|[A-Za-z]:[/\\])/;

/** Returns the name of a program: `git` for `/usr/bin/git` and `git.exe`. Keeps addresses and paths of the API. */
const nameOfProgram = (text: string): string => {
	const isFile = programFolder.test(text);
	const name = isFile ? (text.split(/[/\\]/).at(-1) ?? '') : text;
	return name.replace(/\.(?:exe|cmd|bat|sh)$/i, '');
};

const isProgram = (name: string): boolean =>
	name === 'gh' || name === 'git' || isHttpProgram(name) || isKnownProgram(name);

/** Quoted texts, and words between two commands in a sentence: `, then git push`. */
const betweenCommands =
	/"[^"\n]*"?|'[^'\n]*'?|(?:, ?(?:and then |and |then )?| (?:and then|and|then) )(?=([a-z][\w-]*)( \S)?)/g;

/** The greatest length of a sentence, in characters. */
const longestSentence = 2000;

/**
 * Puts each command of a sentence on its own line, and the words after the commands, too:
 * `gh pr create and npm publish`, `gh pr create and push`.
 */
const separateLine = (line: string): string => {
	let isCommand: boolean | undefined;
	return line.replaceAll(
		betweenCommands,
		(whole: string, next: string | undefined, more: string | undefined, at: number) => {
			if (next === undefined) return whole;
			if (more !== undefined && isProgram(next)) return '\n';
			isCommand ??= readCommandLine(line.slice(0, at)) !== undefined;
			return isCommand && !/^, ?$/.test(whole) ? '\n' : whole;
		},
	);
};

/** Separates the commands in the sentences of a text, see `separateLine`. */
export const separateCommands = (text: string): string =>
	text
		.split('\n')
		.map(line => {
			const [, first = ''] = /^\s*(?:[$>] )?([a-z][\w-]*) /.exec(line) ?? [];
			return isProgram(first) && line.length <= longestSentence ? separateLine(line) : line;
		})
		.join('\n');

const readCommand = (command: ShellCommand): CommandReading | undefined => {
	const [program, ...words] = command.words;
	if (program === undefined) return undefined;
	const name = nameOfProgram(program.text);
	if (name === 'gh' && isGhSentence(words)) return undefined;
	if (name === 'gh') return readGh(words, command.assignments, command.input);
	if (name === 'git') return readGit(words);
	if (isHttpProgram(name)) return readHttp(name, words);
	return isKnownProgram(name) ? readProgram(name, words, command.assignments) : undefined;
};

/** The text before a command: nothing, or the end of another one. Text in brackets may be prose. */
const beforeCommand = /(?:^|[;|&\n])\s{0,20}$/;

/** Lists the commands of unknown programs in a text, as written. */
const listUnreadCommands = (text: string, commands: readonly ShellCommand[]): readonly string[] =>
	commands
		.filter(({at}) => beforeCommand.test(text.slice(Math.max(0, at - 20), at)))
		.flatMap(unwrapCommand)
		.filter(command => readCommand(command) === undefined)
		.map(({words}) => words.map(word => word.text))
		.filter(([program = '', ...words]) => !isHarmlessCommand(nameOfProgram(program), words))
		.map(words => words.join(' '));

/** The prompt of a shell. */
const prompt =
	/^\s*(?:[\w.@:~/\\[\]()-]{0,80}[$#%❯➜]|PS [^>\n]{0,200}>|[A-Z]:\\[^>\n]{0,200}>)\s+(?=\S)|^\s*>\s*(?=\S)/;

/** Joins several commands: their needs, and the first owner, host and reason of any of them. */
const joined = (readings: readonly CommandReading[]): CommandReading | undefined => {
	const sure = readings.filter(({outcome}) => outcome === 'known' || outcome === 'unknown');
	const [first = readings[0]] = sure;
	const telling = readings.flatMap(reading => {
		if (sure.includes(reading)) return [reading];
		const {perhaps, reason} = reading;
		const inferred = reason === undefined ? {} : {inferred: reason};
		return perhaps === undefined ? [] : [{...reading, needs: [{...perhaps, ...inferred}]}];
	});
	if (first === undefined || sure.length === 0 || telling.length < 2) return first;
	const firstOf = <Key extends 'owner' | 'host' | 'reason'>(
		key: Key,
	): Pick<CommandReading, Key> | object => {
		const reading = telling.find(each => each[key] !== undefined);
		return reading === undefined ? {} : {[key]: reading[key]};
	};
	const unsure = telling.find(({certainty}) => certainty === 'inferred');
	return {
		command: first.command,
		outcome: telling.some(({outcome}) => outcome === 'unknown') ? 'unknown' : 'known',
		needs: telling.flatMap(({needs}) => needs),
		repositories: [...new Set(telling.flatMap(({repositories}) => repositories))],
		computed: [...new Set(telling.flatMap(({computed}) => computed))],
		onlyIf: telling.flatMap(({onlyIf}) => onlyIf),
		notes: [...new Set(telling.flatMap(({notes}) => notes))],
		unreadCommands: [],
		certainty: (unsure ?? first).certainty,
		...firstOf('owner'),
		...firstOf('host'),
		...firstOf('reason'),
	};
};

/** The beginning of a line with options that continue the line before, whose backslash was lost. */
const lostContinuation = /(?<=[^\\\n])\n(?=[ \t]*(?:-[A-Za-z]|--[a-z]|https?:\/\/))/g;

const readAll = (commands: readonly ShellCommand[]): CommandReading | undefined =>
	joined(
		commands
			.flatMap(unwrapCommand)
			.map(readCommand)
			.filter(reading => reading !== undefined),
	);

/**
 * Finds what a command line needs. It is a text, with or without a prompt, or the words into which a shell has split it.
 * When it has several commands, as with pipes, `$(…)` and `&&`, all of them count. When one is unknown, `needs` are those
 * of the others. Undefined when it runs no known program.
 */
export const readCommandLine = (
	commandLine: string | readonly string[],
): CommandReading | undefined => {
	if (typeof commandLine !== 'string') return readAll([commandOfWords(commandLine)]);
	const text = commandLine
		.replace(prompt, '')
		.replace(/^\s*Run (?=gh |git |curl )/, '')
		.replace(lostContinuation, ' ');
	const commands = readShell(text);
	const reading = readAll(commands);
	return reading && {...reading, unreadCommands: listUnreadCommands(text, commands)};
};
