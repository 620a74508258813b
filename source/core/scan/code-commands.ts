import {type CodeReader, filledString} from './code-values.ts';
import {type Chain, splitArguments} from './tokens.ts';

/** Functions that run a command: of subprocess and os, of child_process and execa. */
const runners =
	/^(?:run|call|check_call|check_output|Popen|system|getoutput|exec|execSync|execFile|execFileSync|spawn|spawnSync|execa|execaSync|execaCommand|execaCommandSync)$/;

/** Commands that use GitHub. */
const commands = /^\s?(?:gh|git (?:push|clone|fetch|pull)|curl)\s/;

const quote = (word: string): string =>
	/^[\w@%+=:,./${}-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`;

/** The words of a list of strings, with what is computed as a variable. */
const wordsIn = (reader: CodeReader, from: number, to: number): readonly string[] =>
	splitArguments(reader.code, from, to).map(
		([start, end]) => filledString(reader, start, end) ?? '$value',
	);

/** The command that a call runs: in one text, as a list, or as a program with a list. */
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

/** Hands on the text of a command, to be read as a script. Says whether it uses GitHub. */
export const readCommandText = (reader: CodeReader, text: string, line: number): boolean => {
	if (!commands.test(text)) return false;
	const {findings, variable} = reader;
	findings.inline({language: 'shell', text, firstLine: line, variable});
	return true;
};

/** A call that runs a command of a shell: `subprocess.run(["gh", …])`, `execSync('gh …')`. Says whether it was one. */
export const readRunCall = (reader: CodeReader, chain: Chain): boolean => {
	const {call, callee} = chain;
	if (call === undefined || !runners.test(callee)) return false;
	return readCommandText(reader, commandIn(reader, call.from, call.to), chain.line);
};
