import {
	type Deed,
	type PlaceKind,
	type ProgramCommand,
	placePatterns,
	programCommands,
} from '../../catalog/command-lines.ts';
import {packagesAreClassic} from '../../catalog/scopes.ts';
import {tools} from '../../catalog/tools.ts';
import {showBriefly} from '../../text/mask.ts';
import {matchWords} from '../match-words.ts';
import {needOfTool} from '../need-of-tool.ts';
import {flagsOf, readArguments} from './arguments.ts';
import {readGitAddress} from './git.ts';
import {nameOwner, nameRepository, nothingYet} from './named.ts';
import {type CommandReading, elsewhereCommand, knownCommand, localCommand} from './reading.ts';
import type {ShellAssignment, ShellWord} from './shell.ts';
import {needOfTakes, readTakes} from './takes.ts';

const rowsByProgram: ReadonlyMap<string, readonly ProgramCommand[]> = (() => {
	const rows = new Map<string, ProgramCommand[]>();
	for (const row of programCommands) {
		for (const program of row.programs.split(' ')) {
			rows.set(program, [...(rows.get(program) ?? []), row]);
		}
	}

	return rows;
})();

/** Whether the table has a program. */
export const isKnownProgram = (name: string): boolean => rowsByProgram.has(name);

/** Counts the words of the command that are a verb of the row. Undefined when there are none. */
const verbLength = (row: ProgramCommand, words: readonly string[]): number | undefined => {
	const lengths = row.verbs.split('|').flatMap(verb => {
		const parts = verb.split(' ').filter(part => part !== '');
		const fits = row.anywhere
			? words.some(word => word === verb || (verb === 'publish' && /(?:^|:)publish/.test(word)))
			: parts.every((part, index) => words[index] === part);
		return fits ? [row.anywhere ? 1 : parts.length] : [];
	});
	return lengths.length === 0 ? undefined : Math.max(...lengths);
};

const findRow = (
	program: string,
	words: readonly string[],
): {readonly row: ProgramCommand; readonly length: number} | undefined => {
	let best: {readonly row: ProgramCommand; readonly length: number} | undefined;
	for (const row of rowsByProgram.get(program) ?? []) {
		const length = verbLength(row, words);
		if (length !== undefined && (best === undefined || length > best.length)) best = {row, length};
	}

	return best;
};

const takesOf: {readonly [D in Exclude<Deed, 'copy'>]: string} = {
	read: 'read:packages',
	write: 'write:packages',
	login: 'read:packages;write:packages',
};

const loginNote =
	'A login does not say whether you pull or push: read:packages is for pulling, write:packages for pushing.';

const followsRepository =
	'Packages of this registry belong to a repository: a private one takes the repo scope too.';

const hostedOwner =
	/(?:ghcr\.io|(?:docker|npm|maven|nuget|rubygems)\.pkg\.github\.com)\/@?([\w.$-]+)/i;

const readPackage = (
	command: string,
	deed: Exclude<Deed, 'copy'>,
	kind: PlaceKind,
	text: string,
): CommandReading => {
	const [, owner] = hostedOwner.exec(text) ?? [];
	return knownCommand(
		command,
		[
			needOfTakes(readTakes(takesOf[deed]), {
				name: command,
				title: {read: 'Read packages', write: 'Publish packages', login: 'Log in to the registry'}[
					deed
				],
				reason: packagesAreClassic,
				notes: [
					...(deed === 'login' ? [loginNote] : []),
					...(kind === 'maven' || kind === 'rubygems' ? [followsRepository] : []),
					...(deed === 'read' && kind === 'container' ? ['Public images take no token.'] : []),
				],
			}),
		],
		owner === undefined
			? {}
			: nameOwner(nothingYet(), {text: owner, isComputed: owner.includes('$')}),
	);
};

/** Programs that run a package, with the verbs before its name, if any. */
const runners: ReadonlyMap<string, readonly string[]> = new Map([
	['npx', []],
	['bunx', []],
	['pnpx', []],
	['uvx', []],
	['pnpm', ['dlx', 'exec']],
	['yarn', ['dlx', 'exec']],
	['npm', ['exec', 'x']],
	['bun', ['x']],
	['pipx', ['run']],
]);

const shorthandPrograms: ReadonlySet<string> = new Set([
	...['npm', 'npx', 'pnpm', 'yarn', 'bun', 'bunx', 'pnpx', 'degit', 'tiged'],
]);

/** Reads a program that is run as a package, by its own row or as a tool. */
const readRun = (
	program: string,
	words: readonly ShellWord[],
	assignments: readonly ShellAssignment[],
): CommandReading | undefined => {
	const verbs = runners.get(program);
	const others = words.filter(({text}) => !text.startsWith('-'));
	if (verbs === undefined || (verbs.length > 0 && !verbs.includes(others[0]?.text ?? ''))) {
		return undefined;
	}

	const run = others[verbs.length > 0 ? 1 : 0];
	const name = run?.text.replace(/(?<=.)@[^/]*$/, '') ?? '';
	if (run === undefined || name === '' || runners.has(name)) return undefined;
	const known = isKnownProgram(name)
		? readProgram(name, words.slice(words.indexOf(run) + 1), assignments)
		: undefined;
	if (known !== undefined) return known;
	const tool = tools.find(({names}) => names.includes(name));
	const {choices, sure} = matchWords(name, 1);
	const need =
		tool !== undefined && tool.unknown === undefined
			? needOfTool(tool)
			: sure
				? choices[0]?.need
				: undefined;
	return need && knownCommand(`${program} ${name}`, [need]);
};

/** Reads `octo-org/app` as npm and Homebrew do when no host is named. */
const shorthand = (program: string, words: readonly ShellWord[]): ShellWord | undefined => {
	const pattern =
		program === 'brew'
			? /^([\w-]+)\/([\w-]+)(?:\/[\w@.+-]+)?$/
			: shorthandPrograms.has(program)
				? /^([\w-]+)\/([\w.-]+)(?:#.*)?$/
				: undefined;
	// A runner reads only its first word as a package.
	const read = runners.has(program) ? words.slice(0, 1) : words;
	const found = pattern && read.find(({text}) => pattern.test(text));
	const [, owner = '', name = ''] = (found && pattern?.exec(found.text)) ?? [];
	if (found === undefined || /^homebrew$/i.test(owner)) return undefined;
	const repository = program === 'brew' ? `homebrew-${name.replace(/^homebrew-/, '')}` : name;
	return {text: `https://github.com/${owner}/${repository}`, isComputed: false};
};

const repositoryAddress = /(?:git\+)?(?:https?|ssh):\/\/\S+|git@\S+|github:\S+|github\.com\/\S+/i;

const addressIn = (word: ShellWord): ShellWord => {
	const [text = word.text] = repositoryAddress.exec(word.text) ?? [];
	return {
		isComputed: word.isComputed,
		text: text.replace(/^github:/i, 'https://github.com/').replace(/@v?[\d.]+[\w.-]*$/, ''),
	};
};

/** Reads a row that always needs the same. `--owner` names the owner. */
const readOwnTakes = (
	command: string,
	{takes = '', why, instead, note}: ProgramCommand,
	words: readonly ShellWord[],
): CommandReading => {
	const {flags} = readArguments(words, flagsOf('owner= repository= repo-url='));
	const own =
		instead !== undefined && flags.has(instead[0].replace(/^--/, '')) ? instead[1] : takes;
	const owner = flags.get('owner')?.at(-1);
	const repository = flags.get('repo-url')?.at(-1);
	const named =
		owner !== undefined
			? nameOwner(nothingYet(), owner)
			: repository !== undefined
				? nameRepository(nothingYet(), repository)
				: nothingYet();
	return knownCommand(
		command,
		[
			needOfTakes(readTakes(own), {
				name: command,
				...(why === undefined ? {} : {reason: why}),
				...(named.owner === undefined ? {} : {owner: named.owner}),
				notes: note === undefined ? [] : [note],
			}),
		],
		named,
	);
};

const packagesInWords =
	/\bghcr\b|\bgithub(?:'s)? (?:packages?|container|npm|maven|nuget)\b|\bgithub registry\b/i;

const repositoryInWords =
	/\bprivate\b.{0,60}\b(?:repos?|repositor(?:y|ies)|dependenc(?:y|ies)|modules?|git)\b|\bgithub repos?(?:itory)?\b/i;

/** Finds the place that a sentence names in words: `npm install a package from GitHub Packages`. */
const placeInSentence = (
	{at}: ProgramCommand,
	words: readonly ShellWord[],
): PlaceKind | undefined => {
	const sentence = words
		.slice(0, 30)
		.map(({text}) => text)
		.join(' ')
		.slice(0, 500);
	const registry = at.find(kind => kind !== 'repository');
	if (registry !== undefined && packagesInWords.test(sentence)) return registry;
	const isFromRepository =
		repositoryInWords.test(sentence) ||
		// No registry of GitHub Packages serves it.
		(at.length === 1 && /\bprivate\b|\bfrom (?:git|github)\b/i.test(sentence));
	return at.includes('repository') && isFromRepository ? 'repository' : undefined;
};

/** Reads what the row does at the first place in the words of the command. */
const readNamedPlace = (
	command: string,
	row: ProgramCommand,
	words: readonly ShellWord[],
	last: ShellWord | undefined,
): CommandReading | undefined => {
	for (const kind of row.at) {
		const pattern = placePatterns[kind];
		const word = words.find(({text}) => pattern.test(text));
		if (word === undefined) continue;
		if (kind === 'repository') return readGitAddress(command, 'read', addressIn(word));
		const copied = last !== undefined && pattern.test(last.text) ? 'write' : 'read';
		return readPackage(command, row.does === 'copy' ? copied : row.does, kind, word.text);
	}

	return undefined;
};

const readMeantPlace = (
	command: string,
	row: ProgramCommand,
	words: readonly ShellWord[],
): CommandReading | undefined => {
	const kind = placeInSentence(row, words);
	if (kind === undefined) return undefined;
	return kind === 'repository'
		? readGitAddress(command, 'read', undefined)
		: readPackage(command, row.does === 'copy' ? 'write' : row.does, kind, '');
};

/** Whether the command stays on this machine, because a flag is missing. */
const staysLocal = ({with: flag}: ProgramCommand, words: readonly ShellWord[]): boolean =>
	flag !== undefined &&
	!words.some(({text}) => text.split('=', 1)[0] === `--${flag}` || text.includes('type=registry'));

const readRow = (
	command: string,
	program: string,
	{row, length}: {readonly row: ProgramCommand; readonly length: number},
	words: readonly ShellWord[],
	assignments: readonly ShellAssignment[],
): CommandReading => {
	if (staysLocal(row, words)) return localCommand(command);
	if (row.takes !== undefined) return readOwnTakes(command, row, words);
	const others = words.filter(({text}) => !text.startsWith('-')).slice(length);
	const allWords = [...words, ...assignments.map(({name}) => ({text: name, isComputed: false}))];
	const short = row.at.includes('repository') ? shorthand(program, others) : undefined;
	const known =
		readNamedPlace(command, row, allWords, others.at(-1)) ??
		readMeantPlace(command, row, others) ??
		(short && readGitAddress(command, 'read', short));
	if (known !== undefined) return known;
	const computed = others.find(({isComputed}) => isComputed);
	const reason =
		computed === undefined
			? 'It names no host of GitHub.'
			: `The place is not known before the command runs: ${showBriefly(computed.text)}.`;
	const elsewhere = elsewhereCommand(command, row.otherwise ?? reason);
	const [place] = row.at;
	if (row.does !== 'write' || row.otherwise === undefined || place === undefined) return elsewhere;
	const [perhaps] = readPackage(command, row.does, place, '').needs;
	return perhaps === undefined ? elsewhere : {...elsewhere, perhaps};
};

/**
 * Finds what a package manager, a registry client or a build tool needs, by its verb and the host in its words. Undefined
 * when the verb is not in the table, so that it is likely not about GitHub.
 */
export const readProgram = (
	program: string,
	words: readonly ShellWord[],
	assignments: readonly ShellAssignment[],
): CommandReading | undefined => {
	const run = readRun(program, words, assignments);
	if (run !== undefined) return run;
	const plain = words.map(({text}) => text).filter(text => !text.startsWith('-') || text === '-m');
	const found = findRow(program, plain);
	if (found === undefined) return undefined;
	const verb = found.row.anywhere
		? (found.row.verbs.split('|').find(each => plain.some(word => word.includes(each))) ?? '')
		: plain.slice(0, found.length).join(' ');
	return readRow(`${program} ${verb}`.trim(), program, found, words, assignments);
};
