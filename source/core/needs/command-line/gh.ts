import {
	findGhCommand,
	type GhChange,
	type GhCommand,
	ghCommands,
	isGhGroup,
} from '../../catalog/gh-commands.ts';
import {ghFlagsOf} from '../../catalog/gh-flags.ts';
import {isScopeName} from '../../catalog/scopes.ts';
import {showBriefly} from '../../text/mask.ts';
import {nearestName} from '../../text/nearest.ts';
import {listWords} from '../../text/words.ts';
import {type Arguments, flagsOf, readArguments} from './arguments.ts';
import {nameOwner, nameRepository, nothingYet, placeOf} from './named.ts';
import {
	type Certainty,
	type CommandReading,
	type Condition,
	knownCommand,
	localCommand,
	type Named,
	unknownCommand,
} from './reading.ts';
import {readGhApi} from './requests.ts';
import type {ShellAssignment, ShellWord} from './shell.ts';
import {addTakes, needOfTakes, permissionsIn, readTakes, type Takes} from './takes.ts';

type Answer = 'yes' | 'no' | 'maybe';

const matchesPattern = (pattern: string, value: string): boolean =>
	pattern === '*/*' ? /^[^/\s]+\/[^/\s]+$/.test(value) : pattern === '*' || pattern === value;

const isGiven = (condition: string, {flags, words}: Arguments): Answer => {
	if (condition === 'no argument') return words.length === 0 ? 'yes' : 'no';
	const [flag = '', pattern] = condition.replace(/^--/, '').split('=');
	const values = flags.get(flag);
	if (values === undefined || values.every(({text}) => text === 'false')) return 'no';
	if (pattern === undefined) return 'yes';
	const items = values.flatMap(({text}) => text.split(',')).map(item => item.trim());
	if (items.some(item => matchesPattern(pattern, item))) return 'yes';
	return values.some(({isComputed}) => isComputed) ? 'maybe' : 'no';
};

/** Whether all parts of a condition are given. A condition without parts is always met. */
const holds = (condition: string, given: Arguments): Answer => {
	if (condition === '') return 'yes';
	const parts = condition === 'no argument' ? [condition] : condition.split(' ');
	const answers = parts.map(part => isGiven(part, given));
	if (answers.includes('no')) return 'no';
	return answers.includes('maybe') ? 'maybe' : 'yes';
};

type State = {
	readonly takes: Takes;
	readonly reason?: string;
	readonly onlyIf: readonly Condition[];
	readonly notes: readonly string[];
};

const describeCondition = (condition: string): string => {
	const [flag = '', value] = condition.split('=');
	return value === undefined
		? `${flag} is given`
		: `${flag} names ${value === '*/*' ? 'a team' : value}`;
};

const withNotes = (state: State, ...notes: readonly string[]): State => ({
	...state,
	notes: [...state.notes, ...notes],
});

/** Adds what is needed under a condition. Conditions have only permissions, so scopes become a note. */
const addCondition = (state: State, effect: string, when: string): State => {
	const permissions = permissionsIn(effect);
	return Object.keys(permissions).length > 0
		? {...state, onlyIf: [...state.onlyIf, {permissions, when}]}
		: withNotes(state, `It takes ${effect} too, only if ${when}.`);
};

const replaceTakes = (state: State, effect: string, why: string | undefined): State => {
	const takes = readTakes(effect);
	const isClassic = takes.anyOf.length === 0 && takes.scopes.length > 0;
	if (why === undefined) return {...state, takes};
	return isClassic ? {...state, takes, reason: why} : withNotes({...state, takes}, why);
};

const applyChange = (state: State, [condition, effect, why]: GhChange, answer: Answer): State => {
	if (answer === 'no') return state;
	const described = describeCondition(condition);
	const rest = effect.slice(1);
	if (effect.startsWith('?')) return addCondition(state, rest, why ?? described);
	if (effect.startsWith('+')) {
		if (answer === 'maybe') return addCondition(state, rest, described);
		const added = {...state, takes: addTakes(state.takes, rest)};
		return why === undefined || state.takes.anyOf.length === 0 ? added : withNotes(added, why);
	}

	if (effect === '') return why === undefined ? state : withNotes(state, why);
	return answer === 'maybe'
		? withNotes(state, `Where ${described}, it takes ${effect.replaceAll(';', ' or ')} instead.`)
		: replaceTakes(state, effect, why);
};

/** Fills in the value of the flag: the scopes of `--scopes`. */
const withValue = (change: GhChange, {flags}: Arguments): GhChange => {
	const [condition, effect, why] = change;
	if (!effect.includes('$value')) return change;
	const values = flags.get(condition.replace(/^--/, '')) ?? [];
	const scopes = values.flatMap(({text}) => text.split(/[\s,]+/)).filter(isScopeName);
	const filled = effect.replace('$value', scopes.join(','));
	return why === undefined ? [condition, filled] : [condition, filled, why];
};

const certaintyNotes: {readonly [certainty: string]: (row: GhCommand) => string} = {
	proved: ({from}) => `Reported in ${from}.`,
	source: () => 'Read in gh’s source of October 2024. Later versions may need more or less.',
};

const whyInferred = (asks: string): string =>
	/\b(?:GET|POST|PUT|PATCH|DELETE) \//.test(asks)
		? 'Read from the requests that gh sends, for which GitHub’s table says less'
		: 'gh asks for it by GraphQL, for which GitHub publishes no permissions';

const inferredOf = (row: GhCommand): string | undefined =>
	row.sure === 'inferred'
		? `${row.from === undefined ? whyInferred(row.asks) : `Read from ${row.from}`}. It is not known whether anyone has tried it.`
		: undefined;

/** Commands whose first word names a repository. */
const namesRepository =
	/^(?:repo (?!create|rename|list|autolink|deploy-key|gitignore|license)\w|label clone)/;

/** Reads names from the words after a command: a repository, an owner or an address. */
const nameByWords = (named: Named, command: string, words: readonly ShellWord[]): Named => {
	const [first] = words;
	if (first === undefined) return named;
	const {text, isComputed} = first;
	if (command === 'repo list') return nameOwner(named, first);
	if (command === 'repo create') {
		return text.includes('/')
			? nameOwner(named, {text: text.split('/').at(-2) ?? '', isComputed})
			: named;
	}

	if (namesRepository.test(command)) {
		return text.includes('/') || isComputed ? nameRepository(named, first) : named;
	}

	return words
		.slice(0, 3)
		.filter(word => /^https?:\/\//.test(word.text))
		.reduce(nameRepository, named);
};

/** Returns the organization of a team that is asked for a review. It also owns the repository. */
const teamOwner = (flags: Arguments['flags']): ShellWord | undefined => {
	const [team] = ['reviewer', 'add-reviewer']
		.flatMap(name => flags.get(name) ?? [])
		.flatMap(({text}) => text.split(','))
		.filter(item => matchesPattern('*/*', item.trim()));
	const [text] = team?.trim().split('/') ?? [];
	return text === undefined ? undefined : {text, isComputed: /[$<{]/.test(text)};
};

const readNamed = (
	{command}: GhCommand,
	{flags, words}: Arguments,
	assignments: readonly ShellAssignment[],
): Named => {
	const last = (name: string): ShellWord | undefined => flags.get(name)?.at(-1);
	const variable = (name: string): ShellWord | undefined =>
		assignments.findLast(assignment => assignment.name === name)?.value;
	const host = last('hostname') ?? variable('GH_HOST');
	const repository = last('repo') ?? variable('GH_REPO');
	const url = command === 'project item-add' ? last('url') : undefined;
	const login = last('org') ?? last('owner') ?? last('target-owner') ?? teamOwner(flags);
	const byFlags = [repository, url]
		.filter(word => word !== undefined)
		.reduce(nameRepository, nothingYet(host?.isComputed ? undefined : host?.text));
	const named = nameByWords(byFlags, command, words);
	return login === undefined || login.text === '@me' ? named : nameOwner(named, login);
};

/** Notes on the resource owner, by the words of the command. */
const ownerNotes = (
	row: GhCommand,
	{flags, words}: Arguments,
	{owner}: Named,
): readonly string[] => {
	if (row.command === 'repo create') {
		return [
			owner === undefined
				? words[0]?.isComputed
					? 'The resource owner is the owner of the new repository.'
					: 'The resource owner is your own account.'
				: `The resource owner has to be ${owner}.`,
		];
	}

	return flags.has('org') && owner !== undefined ? [`The resource owner has to be ${owner}.`] : [];
};

const readRow = (
	row: GhCommand,
	given: Arguments,
	assignments: readonly ShellAssignment[],
): CommandReading => {
	const name = `gh ${row.command}`;
	const named = readNamed(row, given, assignments);
	if (row.takes === '') {
		if (row.why === undefined) {
			return unknownCommand(
				name,
				`It is not known what ${name} asks for${row.from === undefined ? '' : ` (${row.from})`}.`,
				named,
			);
		}

		const notes = certaintyNotes[row.sure]?.(row);
		return knownCommand(
			name,
			[
				{
					kind: 'command',
					name,
					works: 'app',
					anyOf: [],
					scopes: [],
					reason: row.why,
					notes: notes === undefined ? [] : [notes],
				},
			],
			{...named, certainty: row.sure as Certainty},
		);
	}

	const start: State = {
		takes: readTakes(row.takes),
		...(row.why === undefined ? {} : {reason: row.why}),
		onlyIf: [],
		notes: [],
	};
	const state = (row.changes ?? []).reduce(
		(before, change) => applyChange(before, withValue(change, given), holds(change[0], given)),
		start,
	);
	const {anyOf, scopes} = state.takes;
	if (anyOf.length + scopes.length === 0) return localCommand(name);
	const sureness = certaintyNotes[row.sure]?.(row);
	const inferred = inferredOf(row);
	const isComputed = given.words.some(
		({text}) => /^\$(?:[@*]|\w+$)/.test(text) && text !== '$ARGUMENT',
	);
	const notes = [
		...state.notes,
		...(row.notes ?? []),
		...ownerNotes(row, given, named),
		...(sureness === undefined ? [] : [sureness]),
	];
	return knownCommand(
		name,
		[
			needOfTakes(state.takes, {
				name,
				title: `Asks for ${row.asks}`,
				...(state.reason === undefined ? {} : {reason: state.reason}),
				...(inferred === undefined ? {} : {inferred}),
				...placeOf(named),
				notes,
			}),
		],
		{
			...named,
			...(isComputed ? {computed: [...named.computed, 'arguments of the command']} : {}),
			onlyIf: state.onlyIf,
			certainty: row.sure as Certainty,
		},
	);
};

const commandNames = ghCommands.map(({command}) => command);

/** Words that follow `gh` in sentences. `gh says …` is not a command. */
const sentenceWords = new Set(
	'and are asks can cannot cli command commands does error fails for from gives has in is needs not on or returns says shows the to token tokens will with wants works'.split(
		' ',
	),
);

/** Whether the words after `gh` are those of a sentence or of a message. */
export const isGhSentence = ([first]: readonly ShellWord[]): boolean =>
	first !== undefined &&
	!first.isComputed &&
	(sentenceWords.has(first.text.toLowerCase()) ||
		!/^[-a-z<]/.test(first.text) ||
		first.text.endsWith(':'));

const declined = (words: readonly string[]): CommandReading => {
	const [first = '', second = ''] = words;
	const described = showBriefly(`gh ${first}${second === '' ? '' : ` ${second}`}`);
	const near = nearestName(`${first} ${second}`, commandNames);
	const suggestion = near === undefined ? '' : ` Did you mean gh ${near}?`;
	if (isGhGroup([first])) {
		const own = commandNames
			.filter(name => name.startsWith(`${first} `))
			.map(name => name.slice(first.length + 1));
		return unknownCommand(
			described,
			`gh ${showBriefly(`${first} ${second}`)} is not a known command.${suggestion || ` gh ${first} has ${listWords(own)}.`}`,
		);
	}

	return unknownCommand(
		described,
		`gh ${showBriefly(first)} is not a known command. It may be an extension or an alias of your own, whose needs are unknown.${suggestion}`,
	);
};

/** Finds what a command of `gh` needs, from the words after `gh`. */
export const readGh = (
	words: readonly ShellWord[],
	assignments: readonly ShellAssignment[],
	input?: ShellWord,
): CommandReading => {
	const first = readArguments(words, flagsOf('repo:R= hostname= help'));
	const names = first.words.slice(0, 3).map(({text}) => text);
	// `-h` with a value is the host for some commands.
	const asksForHelp = first.flags.has('help') || words.at(-1)?.text === '-h';
	if (names.length === 0 || asksForHelp) return localCommand('gh');
	const found = findGhCommand(names);
	if (found === undefined) {
		if (isGhGroup(names)) return localCommand(`gh ${names.join(' ')}`);
		return first.words.slice(0, 2).some(({isComputed}) => isComputed)
			? unknownCommand('gh', 'The command of gh is not known before it runs.')
			: declined(names);
	}

	const all = readArguments(words, flagsOf(ghFlagsOf(found.row.command)));
	const given = {...all, words: all.words.slice(found.length)};
	return found.row.command === 'api'
		? readGhApi(given, readNamed(found.row, given, assignments), input)
		: readRow(found.row, given, assignments);
};
