import {remember} from '../../remember.ts';
import type {ShellWord} from './shell.ts';

/** A flag of a program: its name without dashes, and whether it has a value. */
export type Flag = {readonly name: string; readonly hasValue: boolean};

/** The arguments of a command: its flags by name, with their values in order, and the other words. */
export type Arguments = {
	/** A flag without a value has the empty word. */
	readonly flags: ReadonlyMap<string, readonly ShellWord[]>;
	readonly words: readonly ShellWord[];
};

const noValue: ShellWord = {text: '', isComputed: false};

type Found = {readonly name: string; readonly value?: ShellWord; readonly takesNext?: boolean};

const readLong = (word: ShellWord, known: ReadonlyMap<string, Flag>): Found => {
	const equals = word.text.indexOf('=');
	const flag = equals === -1 ? word.text : word.text.slice(0, equals);
	const row = known.get(flag);
	const name = row?.name ?? flag.replace(/^-+/, '');
	if (equals !== -1) {
		return {name, value: {text: word.text.slice(equals + 1), isComputed: word.isComputed}};
	}

	return {name, takesNext: row?.hasValue ?? false};
};

/** Reads `-w`, `-Xvalue`, `-X value`, and several flags without values in one word. */
const readShort = (word: ShellWord, known: ReadonlyMap<string, Flag>): readonly Found[] => {
	const found: Found[] = [];
	for (let index = 1; index < word.text.length; index++) {
		const row = known.get(`-${word.text[index]}`);
		const rest = word.text.slice(index + 1).replace(/^=/, '');
		if (row === undefined) return [...found, {name: word.text.slice(1)}];
		if (row.hasValue) {
			return [
				...found,
				rest === ''
					? {name: row.name, takesNext: true}
					: {name: row.name, value: {text: rest, isComputed: word.isComputed}},
			];
		}

		found.push({name: row.name});
	}

	return found;
};

const isFlag = (text: string): boolean => /^-[^\d-]|^--\w/.test(text);

const readFlags = (word: ShellWord, known: ReadonlyMap<string, Flag>): readonly Found[] => {
	const isWhole = word.text.startsWith('--') || known.has(word.text.split('=', 1)[0] ?? '');
	return isWhole ? [readLong(word, known)] : readShort(word, known);
};

/**
 * Separates flags, their values and other words. `known` are the flags of the program (`--title`, `-t`). An unknown flag
 * has no value. Words after `--` are not flags.
 */
export const readArguments = (
	words: readonly ShellWord[],
	known: ReadonlyMap<string, Flag>,
): Arguments => {
	const end = words.findIndex(({text}) => text === '--');
	const own = end === -1 ? words : words.slice(0, end);
	const flags = new Map<string, ShellWord[]>();
	const others: ShellWord[] = [];
	let index = 0;
	const readFlag = ({name, value, takesNext}: Found): void => {
		if (takesNext) index++;
		const next = takesNext ? own[index] : undefined;
		const values = flags.get(name);
		if (values === undefined) flags.set(name, [value ?? next ?? noValue]);
		else values.push(value ?? next ?? noValue);
	};

	for (; index < own.length; index++) {
		const word = own[index] ?? noValue;
		if (isFlag(word.text)) readFlags(word, known).forEach(readFlag);
		else others.push(word);
	}

	return {flags, words: end === -1 ? others : [...others, ...words.slice(end + 1)]};
};

/**
 * Parses the flags in a table: `repo:R=` means `--repo VALUE` and `-R VALUE`, `web:w` means `--web` and `-w`. A script has
 * the same few commands many times.
 */
export const flagsOf = remember(
	(text: string): ReadonlyMap<string, Flag> =>
		new Map(
			text
				.split(' ')
				.filter(flag => flag !== '')
				.flatMap(flag => {
					const [name = '', letter] = flag.replace('=', '').split(':');
					const row = {name, hasValue: flag.endsWith('=')};
					const long = [`--${name}`, row] as const;
					return letter === undefined ? [long] : [long, [`-${letter}`, row] as const];
				}),
		),
);
