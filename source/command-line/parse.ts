/**
 * Parses the words after a command's name with Node's own `parseArgs`. Loading commander instead took 7 of
 * the 23 milliseconds of an empty program (Node 20, November 2026). Help and suggestions are written from
 * the tables of the commands and options.
 */
import {parseArgs} from 'node:util';
import type {ArgumentRow, Command, Input} from '../commands/command.ts';
import {commonOptions, type OptionName, options} from '../commands/options.ts';
import {usageError} from '../core/errors.ts';
import {quoteBriefly, showBriefly} from '../core/text/mask.ts';
import {nearestName} from '../core/text/nearest.ts';
import {countOf, listSome, shorten} from '../core/text/words.ts';
import {quoteForShell, writeCommandLine} from '../print/shell-quote.ts';

/** Writes an argument for the usage line: `<profile...>`, `[profile]`, `<link | file>...`. */
export const showArgument = ({name, isOptional, isRepeatable}: ArgumentRow): string => {
	const isChoice = name.includes(' | ');
	const shown = isRepeatable && !isChoice ? `${name}...` : name;
	const rest = isRepeatable && isChoice ? '...' : '';
	return `${isOptional ? `[${shown}]` : `<${shown}>`}${rest}`;
};

/** An option on the command line. */
type Given = {
	readonly name: string;
	/** With its dashes. */
	readonly rawName: string;
	readonly value: string | undefined;
	/** Whether the value was joined to the option by `=`. */
	readonly isInline: boolean;
};

const takeApart = (
	args: readonly string[],
	names: readonly OptionName[],
): {readonly words: readonly string[]; readonly given: readonly Given[]} => {
	const known = names.map(name => {
		const {short, value} = options[name];
		const type: 'string' | 'boolean' = value === undefined ? 'boolean' : 'string';
		return [name, short === undefined ? {type} : {type, short}] as const;
	});
	const end = args.indexOf('--');
	const {positionals, tokens} = parseArgs({
		// Node's time to split a group of short options grows with the square of its length.
		args: args.map((word, index) =>
			/^-[^-]/.test(word) && (end === -1 || index < end) ? word.slice(0, 200) : word,
		),
		options: Object.fromEntries(known),
		allowPositionals: true,
		strict: false,
		tokens: true,
	});
	const given = tokens.flatMap(token =>
		token.kind === 'option'
			? [
					{
						name: token.name,
						rawName: token.rawName,
						value: token.value,
						isInline: token.inlineValue ?? false,
					},
				]
			: [],
	);
	return {words: positionals, given};
};

const checkOption = (
	{name, rawName, value, isInline}: Given,
	command: Command,
	names: readonly OptionName[],
): OptionName => {
	const known = names.find(each => each === name);
	const flag = showBriefly(rawName);
	if (known === undefined) {
		const nearest = nearestName(name, names);
		throw usageError(
			`${command.name} has no option ${flag}`,
			nearest !== undefined
				? `Did you mean --${nearest}?`
				: `${command.takesPastes ? 'If you pasted it, put quotes around the whole text. ' : ''}pat-wizard ${command.name} --help lists its options`,
		);
	}
	const {value: wanted} = options[known];
	if (wanted === undefined && isInline) {
		throw usageError(`${flag} takes no value`, `Write ${flag} alone, or leave it out`);
	}
	if (wanted !== undefined && value === undefined) {
		throw usageError(`${flag} needs a value`, `Write ${flag} <${wanted}>`);
	}
	// The user probably forgot the value.
	if (wanted !== undefined && !isInline && /^-./.test(value ?? '')) {
		throw usageError(
			`${flag} needs a value, and ${showBriefly(value ?? '')} looks like an option`,
			`If it is the value, write ${flag}=${quoteForShell(shorten(value ?? '', 80))}`,
		);
	}
	return known;
};

const checkWords = (words: readonly string[], command: Command): void => {
	const {name, arguments: wanted} = command;
	const usage = `pat-wizard ${[name, ...wanted.map(showArgument)].join(' ')}`;
	const missing = wanted[words.length];
	if (missing !== undefined && !missing.isOptional) {
		throw usageError(`${name} needs ${showArgument(missing)}`, `Write ${usage}`);
	}
	if (words.length <= wanted.length || wanted.at(-1)?.isRepeatable) {
		return;
	}
	const shown = listSome(
		words.map(word => quoteBriefly(word)),
		5,
	);
	throw wanted.length === 0
		? usageError(
				`${name} takes only options, not ${shown}`,
				`pat-wizard ${name} --help says what it takes`,
			)
		: usageError(
				`${name} takes ${countOf(wanted.length, 'word')}, not ${words.length}: ${shown}`,
				wanted.length === 1
					? `Put a name with spaces in quotes: ${writeCommandLine(name, shorten(words.join(' '), 80))}`
					: `Put names with spaces in quotes: ${usage}`,
			);
};

/**
 * Parses the options and words of a command. Throws a usage error for an option that the command does not
 * have, for a missing value, and for missing or extra words.
 */
export const parseInput = (args: readonly string[], command: Command): Input => {
	const names = [...command.options, ...commonOptions];
	const {words, given} = takeApart(args, names);
	const found = new Map<OptionName, string[]>();
	for (const option of given) {
		const name = checkOption(option, command, names);
		const values = found.get(name) ?? [];
		found.set(name, option.value === undefined ? values : [...values, option.value]);
	}
	if (!found.has('help')) {
		checkWords(words, command);
	}
	const texts = (name: OptionName): readonly string[] => found.get(name) ?? [];
	return {
		words,
		has: name => found.has(name),
		text: name => texts(name).at(-1),
		texts,
	};
};
