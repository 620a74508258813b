/**
 * The manual page, written from the same tables as the help. Only the build calls this.
 */
import type {Command} from '../commands/command.ts';
import {commands} from '../commands/index.ts';
import {answerOptions, type OptionName, options} from '../commands/options.ts';
import {reportAddress} from '../print/errors.ts';
import {showCommand, showOption} from './help.ts';
import {environmentVariables, exitStatuses, places} from './reference.ts';

/** The facts of the manual page that are in no table. */
export type ManualFacts = {
	readonly version: string;
	/** The day of the release as YYYY-MM-DD, or empty before it. */
	readonly date: string;
};

const roffCharacter = (character: string): string =>
	character === '\\'
		? '\\e'
		: `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Escapes text for roff: hyphens stay hyphens when copied, and no line becomes a request. */
const escapeRoff = (text: string): string =>
	text
		.replaceAll(/\\|[^\n\u0020-\u007e]/gu, roffCharacter)
		.replaceAll('-', '\\-')
		.replaceAll("'", '\\(aq')
		.replaceAll(/^\./gm, '\\&.');

const bold = (text: string): string => `\\fB${escapeRoff(text)}\\fR`;

const section = (title: string, ...lines: readonly string[]): readonly string[] => [
	`.SH ${title}`,
	...lines,
];

/** Writes a list of terms, each with its explanation. */
const list = (entries: readonly (readonly [term: string, text: string])[]): readonly string[] =>
	entries.flatMap(([term, text]) => ['.TP', bold(term), escapeRoff(text)]);

const listOptions = (names: readonly OptionName[]): readonly string[] =>
	list(names.map(name => [showOption(name).trim(), options[name].summary]));

const listExamples = ({examples}: Command): readonly string[] =>
	examples.flatMap(({line, does}) => [
		'.PP',
		escapeRoff(`${does}:`),
		'.RS 4',
		'.nf',
		escapeRoff(`pat-wizard ${line}`.trim()),
		'.fi',
		'.RE',
	]);

const isAnswer = (name: OptionName): boolean => answerOptions.some(answer => answer === name);

const describeCommand = (command: Command): readonly string[] => {
	const named = [...command.options].filter(name => !isAnswer(name)).map(name => bold(`--${name}`));
	const answers = command.options.some(isAnswer) ? ['answers'] : [];
	const taken = [...answers, ...named];
	return [
		`.SS ${bold(`pat-wizard ${showCommand(command)}`)}`,
		escapeRoff(`${command.summary}.`),
		...command.description.flatMap(paragraph => ['.PP', escapeRoff(paragraph)]),
		...(taken.length === 0 ? [] : ['.PP', `Options: ${taken.join(', ')}.`]),
		...listExamples(command),
	];
};

/** Writes the manual page in section 1, as roff for the man macros. */
export const writeManual = ({version, date}: ManualFacts): string => {
	const names = Object.keys(options) as OptionName[];
	const lines = [
		`.TH PAT\\-WIZARD 1 "${date}" "pat\\-wizard ${version}" "User Commands"`,
		// Without hyphenation and justification, commands stay as they are typed.
		'.nh',
		'.ad l',
		...section(
			'NAME',
			'pat\\-wizard \\- open GitHub\\(aqs page for a new personal access token with everything filled in',
		),
		...section(
			'SYNOPSIS',
			`${bold('pat-wizard')} [\\fIanswers\\fR]`,
			'.br',
			`${bold('pat-wizard')} \\fIcommand\\fR [\\fIwords\\fR] [\\fIoptions\\fR]`,
		),
		...section(
			'DESCRIPTION',
			escapeRoff(
				"A wizard asks what a token is for: its type, resource owner, repositories, permissions or scopes, expiration and name. Then it prints the link to GitHub's creation page with all of that filled in, opens it, and saves the answers as a profile, so that the same token can be made again.",
			),
			'.PP',
			escapeRoff(
				'Every answer can also be given as an option. Standard output holds the result alone; everything else goes to standard error, also the wizard where standard output is not a terminal.',
			),
			'.PP',
			escapeRoff(
				'GitHub makes the token. Only check, store, rotate, and the wizard after "Open, then check and store the token" see it or use the network.',
			),
		),
		...section('COMMANDS', ...commands.flatMap(describeCommand)),
		...section('ANSWERS', ...listOptions(names.filter(isAnswer))),
		...section('OPTIONS', ...listOptions(names.filter(name => !isAnswer(name)))),
		...section(
			'EXIT STATUS',
			...list(exitStatuses.map(({code, meaning}) => [String(code), meaning])),
		),
		...section('ENVIRONMENT', ...list(environmentVariables.map(({name, does}) => [name, does]))),
		...section(
			'FILES',
			...places.flatMap(({what, linux, macos, windows}) => [
				'.TP',
				bold(linux),
				escapeRoff(`${what}. On macOS ${macos}, on Windows ${windows}.`),
			]),
			'.TP',
			bold('pat-wizard.json'),
			escapeRoff(
				'Profiles of a repository. pat-wizard looks for this file from the current folder upwards; export writes it.',
			),
		),
		...section('REPORTING BUGS', escapeRoff(reportAddress)),
		...section('SEE ALSO', '.BR gh (1),', '.BR git (1)'),
	];
	return `${lines.join('\n')}\n`;
};
