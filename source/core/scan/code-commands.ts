import {type CodeReader, filledString} from './code-values.ts';
import {type Chain, splitArguments} from './tokens.ts';

/** Functions of subprocess, os, child_process and execa that run a command. */
const runners =
	/^(?:run|call|check_call|check_output|Popen|system|getoutput|exec|execSync|execFile|execFileSync|spawn|spawnSync|execa|execaSync|execaCommand|execaCommandSync)$/;

/** Commands that use GitHub. */
const commands = /^\s?(?:gh|git (?:push|clone|fetch|pull)|curl)\s/;

const quote = (word: string): string =>
	/^[\w@%+=:,./${}-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`;

/** Returns the words of a list of strings. A computed word becomes `$value`. */
const wordsIn = (reader: CodeReader, from: number, to: number): readonly string[] =>
	splitArguments(reader.code, from, to).map(
		([start, end]) => filledString(reader, start, end) ?? '$value',
	);

/** Returns the command that a call runs. It is one text, a list, or a program with a list. */
const commandIn = (reader: CodeReader, from: number, to: number): string => {
	const {tokens, partner} = reader.code;
	const [first, second] = splitArguments(reader.code, from, to);
	if (first === undefined) return '';
	const listAt = [first, second].find(part => tokens[part?.[0] ?? -1]?.text === '[')?.[0];
	const close = listAt === undefined ? -1 : (partner[listAt] ?? -1);
	const program = tokens[first[0]]?.text === '[' ? undefined : filledString(reader, ...first);
	if (listAt === undefined || close === -1) return program ?? '';
	const words = wordsIn(reader, listAt + 1, close);
	return [...(program === undefined ? [] : [program]), ...words].map(quote).join(' ');
};

/** Passes a command on, to be read as a script. Returns whether it uses GitHub. */
export const readCommandText = (reader: CodeReader, text: string, line: number): boolean => {
	if (!commands.test(text)) return false;
	const {findings, variable} = reader;
	findings.inline({language: 'shell', text, firstLine: line, variable});
	return true;
};

/** Reads `subprocess.run(["gh", …])`, `execSync('gh …')`. Returns whether the command uses GitHub. */
export const readRunCall = (reader: CodeReader, chain: Chain): boolean => {
	const {call, callee} = chain;
	if (call === undefined || !runners.test(callee)) return false;
	return readCommandText(reader, commandIn(reader, call.from, call.to), chain.line);
};
