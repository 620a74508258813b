import {showBriefly} from '../../text/mask.ts';
import {type Flag, flagsOf, readArguments} from './arguments.ts';
import {
	isGithubHost,
	nameRepository,
	nothingYet,
	placeOf,
	type RepositoryAddress,
	readRepositoryAddress,
} from './named.ts';
import {
	type CommandReading,
	type Condition,
	elsewhereCommand,
	knownCommand,
	localCommand,
	type Named,
} from './reading.ts';
import type {ShellWord} from './shell.ts';
import {needOfTakes, publicNote, readTakes} from './takes.ts';

/** Flags of git itself, before the verb. */
const beforeVerb: ReadonlyMap<string, Flag> = new Map([
	...flagsOf('git-dir= work-tree= exec-path= namespace='),
	['-C', {name: 'C', hasValue: true}],
	['-c', {name: 'c', hasValue: true}],
]);

type Direction = 'read' | 'write';

/** Verbs of git that reach a remote, and their flags with values. */
const verbs: {readonly [verb: string]: {readonly direction: Direction; readonly flags?: string}} = {
	clone: {
		direction: 'read',
		flags:
			'branch:b= depth= origin:o= reference= template= config:c= filter= jobs:j= upload-pack:u= separate-git-dir= shallow-since= shallow-exclude=',
	},
	fetch: {
		direction: 'read',
		flags: 'depth= deepen= jobs:j= refmap= shallow-since= shallow-exclude= upload-pack= filter=',
	},
	pull: {direction: 'read', flags: 'depth= deepen= jobs:j= strategy:s= strategy-option:X='},
	'ls-remote': {direction: 'read', flags: 'upload-pack= sort='},
	push: {direction: 'write', flags: 'push-option:o= repo= receive-pack='},
	'lfs pull': {direction: 'read', flags: 'include:I= exclude:X='},
	'lfs fetch': {direction: 'read', flags: 'include:I= exclude:X='},
	'lfs push': {direction: 'write'},
	'lfs clone': {direction: 'read'},
	'remote update': {direction: 'read'},
	'remote show': {direction: 'read'},
	'submodule add': {direction: 'read', flags: 'branch:b= name= reference= depth='},
	'submodule update': {direction: 'read', flags: 'reference= depth= jobs:j= filter='},
	'subtree add': {direction: 'read', flags: 'prefix:P= message:m='},
	'subtree pull': {direction: 'read', flags: 'prefix:P= message:m='},
	'subtree push': {direction: 'write', flags: 'prefix:P= message:m='},
};

const pushesWorkflows: Condition = {
	permissions: {workflows: 'write'},
	when: 'what is pushed changes files under .github/workflows',
};

const needOfGit = (name: string, direction: Direction, named: Named, notes: readonly string[]) =>
	needOfTakes(readTakes(`contents=${direction};repo`), {
		...placeOf(named),
		name,
		title: direction === 'write' ? 'Push to the repository' : 'Clone and fetch the repository',
		notes,
	});

/** Reads an address that is not a repository on GitHub over HTTPS. Undefined when it is one. */
const readOtherAddress = (
	command: string,
	direction: Direction,
	word: ShellWord,
	{host, isSsh}: RepositoryAddress,
): CommandReading | undefined => {
	if (!isGithubHost(host)) {
		return elsewhereCommand(
			command,
			`It is about ${host}. Were that a GitHub Enterprise Server, it would take contents=${direction}.`,
		);
	}

	if (isSsh) {
		return {
			...localCommand(
				command,
				`Over SSH git takes a key and no token. Over HTTPS it takes contents=${direction}.`,
			),
			...nameRepository(nothingYet(), word),
		};
	}

	if (!host.startsWith('gist.')) return undefined;
	const isPush = direction === 'write';
	return knownCommand(
		command,
		[needOfTakes(readTakes(isPush ? 'gists=write;gist' : 'any'), {name: command})],
		isPush ? {} : {onlyIf: [{permissions: {gists: 'write'}, when: 'the gist is secret'}]},
	);
};

/** Finds what it needs to read or push a repository, by its address if that is known. */
export const readGitAddress = (
	command: string,
	direction: Direction,
	word: ShellWord | undefined,
	notes: readonly string[] = [],
): CommandReading => {
	const address = word && readRepositoryAddress(word.text);
	const other = word && address && readOtherAddress(command, direction, word, address);
	if (other !== undefined) return other;
	const named: Named =
		word !== undefined && address !== undefined ? nameRepository(nothingYet(), word) : nothingYet();
	const isOpen = word?.isComputed && named.repositories.length + named.computed.length === 0;
	const free = direction === 'read' ? [publicNote] : [];
	return knownCommand(command, [needOfGit(command, direction, named, [...notes, ...free])], {
		...named,
		...(isOpen ? {computed: [`repository ${showBriefly(word.text)}`]} : {}),
		onlyIf: direction === 'write' ? [pushesWorkflows] : [],
	});
};

/** Finds what a command of git needs, from the words after `git`. Over SSH it needs no token. */
export const readGit = (words: readonly ShellWord[]): CommandReading => {
	const [verbWord] = readArguments(words, beforeVerb).words;
	const own = verbWord === undefined ? [] : words.slice(words.indexOf(verbWord));
	const [first = {text: '', isComputed: false}, second] = own;
	const two = `${first.text} ${second?.text ?? ''}`;
	const verb = Object.hasOwn(verbs, two) ? two : first.text;
	const row = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
	if (row === undefined) {
		return first.isComputed
			? elsewhereCommand('git', 'The command of git is not known before it runs.')
			: localCommand(/^[a-z][a-z-]*$/.test(first.text) ? `git ${first.text}` : 'git');
	}

	const {flags, words: others} = readArguments(
		own.slice(verb.split(' ').length),
		flagsOf(row.flags ?? ''),
	);
	const isAll = flags.has('recursive') || verb.startsWith('submodule');
	const addresses = [...(flags.get('repo') ?? []), ...others];
	const address =
		addresses.find(({text}) => readRepositoryAddress(text) !== undefined) ??
		(verb === 'clone' || verb === 'ls-remote' ? addresses[0] : undefined);
	if (address !== undefined && /^(?:\.{0,2}\/|file:)/.test(address.text))
		return localCommand(`git ${verb}`);
	return readGitAddress(`git ${verb}`, row.direction, address, [
		...(address === undefined
			? ['This assumes that the remote is a repository on GitHub, over HTTPS.']
			: []),
		...(isAll ? ['The token has to reach every repository of the submodules.'] : []),
	]);
};
