/**
 * Reads the words after a command's name with commander: it knows every way in which options are
 * written, and it is the smallest of the parsers that also suggest and explain. Its own messages, help
 * and exits are left unused, since they are written from the tables of this folder.
 */
import {CommanderError, Command as Parser, Option as ParserOption} from 'commander';
import {usageError} from '../core/errors.ts';
import {nearestName} from '../core/nearest.ts';
import {countOf, showText} from '../core/text.ts';
import type {ArgumentRow, Command, CommandRow, Input} from './command.ts';
import {commonOptions, type OptionName, options} from './options.ts';

/** An argument as the usage line shows it: `<profile...>`, `[profile]`. */
export const showArgument = ({name, isOptional, isRepeatable}: ArgumentRow): string => {
	const shown = isRepeatable ? `${name}...` : name;
	return isOptional ? `[${shown}]` : `<${shown}>`;
};

const gather = (value: string, previous: readonly string[] | undefined): readonly string[] => [
	...(previous ?? []),
	value,
];

const makeOption = (name: OptionName): ParserOption => {
	const {short, value} = options[name];
	const flags = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ' <value>'}`;
	const option = new ParserOption(flags);
	return value === undefined ? option : option.argParser(gather);
};

const explainUnknown = (flag: string, row: CommandRow, names: readonly OptionName[]): Error => {
	const word = flag.replace(/^-+/, '').replace(/=.*$/s, '');
	const nearest = nearestName(word, names);
	return usageError(
		`${row.name} has no option ${showText(flag.replace(/=.*$/s, ''))}`,
		nearest === undefined
			? `pat-wizard ${row.name} --help lists its options`
			: `Did you mean --${nearest}?`,
	);
};

const translate = (error: unknown, row: CommandRow, names: readonly OptionName[]): unknown => {
	if (!(error instanceof CommanderError)) {
		return error;
	}
	const quoted = /'(.*)'/s.exec(error.message)?.[1] ?? '';
	if (error.code === 'commander.unknownOption') {
		return explainUnknown(quoted, row, names);
	}
	const flag = /--[\w-]+/.exec(quoted)?.[0] ?? quoted;
	return usageError(`${flag} needs a value`, `pat-wizard ${row.name} --help says which`);
};

/** An option as a value is nearly always a value that was forgotten. */
const checkValues = (
	args: readonly string[],
	given: ReadonlyMap<OptionName, readonly string[] | true>,
): void => {
	for (const [name, values] of given) {
		const taken = values === true ? undefined : values.find(value => /^--?[a-z]/.test(value));
		if (taken !== undefined && args.includes(`--${name}`) && args.includes(taken)) {
			throw usageError(
				`--${name} needs a value, and ${showText(taken)} looks like an option`,
				`If it is the value, write --${name}=${showText(taken)}`,
			);
		}
	}
};

const checkWords = (words: readonly string[], row: CommandRow): void => {
	const missing = row.arguments[words.length];
	const usage = `pat-wizard ${[row.name, ...row.arguments.map(showArgument)].join(' ')}`;
	if (missing !== undefined && !missing.isOptional) {
		throw usageError(`${row.name} needs ${showArgument(missing)}`, `Write ${usage}`);
	}
	if (words.length > row.arguments.length && !row.arguments.at(-1)?.isRepeatable) {
		const shown = words.map(word => showText(word));
		throw usageError(
			row.arguments.length === 0
				? `${row.name} takes no words besides its options, and there is "${shown.join(' ')}"`
				: `${row.name} takes ${countOf(row.arguments.length, 'word')}, and there are ${words.length}: ${shown.map(word => `"${word}"`).join(', ')}`,
			row.arguments.length === 0
				? `Write the command first; pat-wizard ${row.name} --help says what it takes`
				: `Put a name with spaces in quotes: ${usage.replace(/[<[].*$/, '')}"${shown.join(' ')}"`,
		);
	}
};

/**
 * Understands the words after a command's name. Throws a usage error for an option that the command
 * does not have, a missing value, and missing or too many words.
 */
export const parseInput = (args: readonly string[], row: CommandRow, command: Command): Input => {
	const names = [...command.options, ...commonOptions];
	const parser = new Parser(row.name)
		.argument('[words...]')
		.exitOverride()
		.configureOutput({writeOut: () => {}, writeErr: () => {}})
		.helpOption(false);
	const parserOptions = names.map(name => [name, makeOption(name)] as const);
	for (const [, option] of parserOptions) {
		parser.addOption(option);
	}
	try {
		parser.parse([...args], {from: 'user'});
	} catch (error) {
		throw translate(error, row, names);
	}
	const given = new Map<OptionName, readonly string[] | true>();
	for (const [name, option] of parserOptions) {
		if (parser.getOptionValueSource(option.attributeName()) === 'cli') {
			const value: unknown = parser.getOptionValue(option.attributeName());
			given.set(name, Array.isArray(value) ? value : true);
		}
	}
	checkValues(args, given);
	const texts = (name: OptionName): readonly string[] => {
		const value = given.get(name);
		return value === undefined || value === true ? [] : value;
	};
	if (!given.has('help')) {
		checkWords(parser.args, row);
	}
	return {
		words: parser.args,
		has: name => given.has(name),
		text: name => texts(name).at(-1),
		texts,
	};
};
