import type {Command, Example} from '../commands/command.ts';
import {commands} from '../commands/index.ts';
import {answerOptions, commonOptions, type OptionName, options} from '../commands/options.ts';
import {type Paint, writeSection} from '../print/paint.ts';
import {widestLine, wrapWords} from '../print/wrap-words.ts';
import {showArgument} from './parse.ts';

/** The greatest width of the first column, in cells. A wider entry gets a line of its own. */
const widestFirst = 32;

/** Writes lines of two columns, with the second one wrapped. */
const writePairs = (
	pairs: readonly (readonly [string, string])[],
	paint: Paint,
	width: number,
): readonly string[] => {
	const widths = pairs.map(([left]) => left.length).filter(cells => cells <= widestFirst);
	const first = Math.max(...widths);
	const indent = ' '.repeat(first + 4);
	return pairs.flatMap(([left, right]) => {
		const lines = wrapWords(right, width - indent.length);
		const [start = '', ...rest] = left.length > first ? ['', ...lines] : lines;
		const gap = start === '' ? '' : ' '.repeat(first - left.length + 2);
		return [`  ${paint('cyan', left)}${gap}${start}`, ...rest.map(line => `${indent}${line}`)];
	});
};

/** Writes a command with its arguments, as the help lists it: `open <profile>`. */
export const showCommand = (command: Command): string =>
	[command.name, ...command.arguments.map(showArgument)].join(' ');

/** Writes an option as the help lists it: `-y, --yes`, `--owner <login>`. */
export const showOption = (name: OptionName): string => {
	const {short, value} = options[name];
	const flags = short === undefined ? `    --${name}` : `-${short}, --${name}`;
	return value === undefined ? flags : `${flags} <${value}>`;
};

const writeOptions = (
	names: readonly OptionName[],
	paint: Paint,
	width: number,
): readonly string[] =>
	writePairs(
		names.map(name => [showOption(name), options[name].summary]),
		paint,
		width,
	);

const writeExamples = (examples: readonly Example[], paint: Paint): readonly string[] =>
	examples.flatMap(({line, does}) => [
		`  ${paint('dim', `# ${does}`)}`,
		`  ${`pat-wizard ${line}`.trim()}`,
	]);

const programExamples: readonly Example[] = [
	{line: '', does: 'Answer a few questions; GitHub opens with everything filled in'},
	{line: 'open release-bot', does: 'The same token again'},
	{
		line: '--yes --permission contents=read --expiration 30 --name CI',
		does: 'Without questions',
	},
];

/** Writes the help of the program: what it is, its commands, and the options that make a link. */
export const writeProgramHelp = (paint: Paint, width = widestLine): string => {
	const lines = [
		...wrapWords(
			"Opens GitHub's page for a new personal access token with everything filled in: finds the least permissions, makes the link, and remembers the answers.",
			width,
		),
		...writeSection(
			'Usage',
			['  pat-wizard [answers]', '  pat-wizard <command> [words] [options]'],
			paint,
		),
		...writeSection(
			'Commands',
			writePairs(
				commands.map(command => [showCommand(command), command.summary]),
				paint,
				width,
			),
			paint,
		),
		...writeSection('Answers', writeOptions(answerOptions, paint, width), paint),
		...writeSection(
			'Options',
			writeOptions(
				['yes', 'save', 'no-open', 'copy', 'json', 'force', 'help', 'version'],
				paint,
				width,
			),
			paint,
		),
		...writeSection('Examples', writeExamples(programExamples, paint), paint),
		'',
		...wrapWords('pat-wizard <command> --help explains a command.', width),
	];
	return `${lines.join('\n')}\n`;
};

/** Writes the help of one command. */
export const writeCommandHelp = (command: Command, paint: Paint, width = widestLine): string => {
	const answers = command.options.filter(name => answerOptions.some(answer => answer === name));
	const others = command.options.filter(name => !answers.includes(name));
	const lines = [
		`${command.summary}.`,
		...writeSection('Usage', [`  pat-wizard ${showCommand(command)} [options]`], paint),
		...command.description.flatMap(paragraph => ['', ...wrapWords(paragraph, width)]),
		...writeSection(
			'Answers',
			answers.length === 0 ? [] : writeOptions(answers, paint, width),
			paint,
		),
		...writeSection('Options', writeOptions([...others, ...commonOptions], paint, width), paint),
		...writeSection('Examples', writeExamples(command.examples, paint), paint),
	];
	return `${lines.join('\n')}\n`;
};
