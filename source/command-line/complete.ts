import type {ArgumentRow, Command} from '../commands/command.ts';
import type {Context} from '../commands/context.ts';
import {findFolderProfiles, readSaved} from '../commands/find-profile.ts';
import {commands, defaultCommand, findCommand} from '../commands/index.ts';
import {
	type Completion,
	commonOptions,
	isOptionName,
	type OptionName,
	options,
} from '../commands/options.ts';
import {shells} from '../commands/shells.ts';
import {findPermission, levelsOf, permissions} from '../core/catalog/permissions.ts';
import {scopes} from '../core/catalog/scopes.ts';
import {hasHiddenCharacters, showText} from '../core/text/show.ts';
import type {Candidate, Completions} from './completions.ts';
import {findWord} from './find-word.ts';

type Sources = {
	readonly listProfiles: () => Promise<readonly Candidate[]>;
	readonly listPresets: () => Promise<readonly Candidate[]>;
};

/** Completes the last item of a comma-separated list, and keeps the items before it. */
const completeItem = (
	current: string,
	list: (item: string, before: readonly string[]) => readonly Candidate[],
): readonly Candidate[] => {
	const items = current.split(',');
	const item = items.at(-1) ?? '';
	const before = items.slice(0, -1);
	const start = before.map(each => `${each},`).join('');
	return list(item, before).map(({value, summary}) => ({value: `${start}${value}`, summary}));
};

const completePermission = (current: string): readonly Candidate[] =>
	completeItem(current, (item, before) => {
		const name = item.split('=')[0] ?? '';
		if (item.includes('=')) {
			const permission = findPermission(name);
			return permission === undefined
				? []
				: levelsOf(permission).map(level => ({
						value: `${name}=${level}`,
						summary: permission.levels[level] ?? '',
					}));
		}
		const taken = before.map(each => each.split('=')[0]);
		return permissions
			.filter(({parameter, offered}) => offered !== false && !taken.includes(parameter))
			.map(({parameter, summary}) => ({value: `${parameter}=`, summary}));
	});

const completeScope = (current: string): readonly Candidate[] =>
	completeItem(current, (_item, before) =>
		scopes
			.filter(({scope}) => !before.includes(scope))
			.map(({scope, summary}) => ({value: scope, summary})),
	);

const completeKind = async (
	kind: Completion | undefined,
	current: string,
	sources: Sources,
): Promise<Completions> => {
	switch (kind) {
		case 'profile':
			return sources.listProfiles();
		case 'preset':
			return sources.listPresets();
		case 'permission':
			return completePermission(current);
		case 'scope':
			return completeScope(current);
		case 'shell':
			return shells.map(value => ({value, summary: ''}));
		case 'file':
			return 'files';
		default:
			return [];
	}
};

const completeValue = async (
	name: OptionName,
	current: string,
	sources: Sources,
): Promise<Completions> => {
	const {choices, completion} = options[name];
	return choices === undefined
		? completeKind(completion, current, sources)
		: choices.map(value => ({value, summary: ''}));
};

const takesValue = (word: string | undefined): OptionName | undefined => {
	const name = word?.startsWith('--') ? word.slice(2) : '';
	return isOptionName(name) && options[name].value !== undefined ? name : undefined;
};

const listOptions = (command: Command, given: readonly string[]): readonly Candidate[] =>
	[...command.options, ...commonOptions]
		.filter(name => options[name].isRepeatable || !given.includes(`--${name}`))
		.map(name => ({value: `--${name}`, summary: options[name].summary}));

const listCommands = (): readonly Candidate[] =>
	commands.map(({name, summary}) => ({value: name, summary}));

/** Returns the words after the command that are neither options nor values of options. */
const listWords = (words: readonly string[]): readonly string[] =>
	words.filter(
		(word, place) => !word.startsWith('-') && takesValue(words[place - 1]) === undefined,
	);

const argumentAt = (command: Command, place: number): ArgumentRow | undefined => {
	const last = command.arguments.at(-1);
	return command.arguments[place] ?? (last?.isRepeatable ? last : undefined);
};

const completeAny = async (
	before: readonly string[],
	current: string,
	sources: Sources,
): Promise<Completions> => {
	const awaited = takesValue(before.at(-1));
	if (awaited !== undefined) {
		return completeValue(awaited, current, sources);
	}
	const place = findWord(before);
	const named = findCommand(before[place] ?? '');
	const command = named ?? defaultCommand;
	const [, flag = '', value] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
	const inline = takesValue(flag);
	if (inline !== undefined && value !== undefined) {
		const found = await completeValue(inline, value, sources);
		return found === 'files'
			? found
			: found.map(each => ({...each, value: `${flag}=${each.value}`}));
	}
	if (current.startsWith('-')) {
		return [
			...listOptions(command, before),
			...(named === undefined ? [{value: '--version', summary: options.version.summary}] : []),
		];
	}
	if (named === undefined) {
		return place === -1 ? listCommands() : [];
	}
	const words = listWords(before.toSpliced(place, 1));
	const found = await completeKind(argumentAt(named, words.length)?.completion, current, sources);
	return found === 'files' ? found : found.filter(each => !words.includes(each.value));
};

/**
 * Returns the candidates for the last of the words after `pat-wizard`, without quotes for a shell. Leaves out
 * names with invisible characters.
 */
const completeWords = async (words: readonly string[], sources: Sources): Promise<Completions> => {
	const current = words.at(-1) ?? '';
	const found = await completeAny(words.slice(0, -1), current, sources);
	return found === 'files'
		? found
		: found.filter(({value}) => value.startsWith(current) && !hasHiddenCharacters(value));
};

const sourcesOf = (context: Context): Sources => ({
	listProfiles: async () => {
		const [{profiles}, folder] = await Promise.all([
			readSaved(context),
			findFolderProfiles(context),
		]);
		const all = [...profiles, ...folder.profiles.map(each => each.profile)];
		return [...new Set(all.map(({profile}) => profile))].map(value => ({value, summary: ''}));
	},
	listPresets: async () => {
		const {presets} = await import('../core/catalog/presets.ts');
		return presets.map(({id, summary}) => ({value: id, summary}));
	},
});

const writeLine = ({value, summary}: Candidate): string =>
	summary === '' ? value : `${value}\t${showText(summary)}`;

/**
 * Answers a completion script. `args` are `bash` and the line up to the cursor, or `zsh` or `fish` and the
 * words after `pat-wizard`, the last one unfinished. Prints `words` or `files`, then one candidate per line.
 */
export const answerCompletion = async (
	args: readonly string[],
	context: Context,
): Promise<void> => {
	const [shell, ...words] = args;
	if (shell === 'bash') {
		const {completeLine} = await import('./complete-bash.ts');
		const found = await completeLine(words[0] ?? '', line =>
			completeWords(line, sourcesOf(context)),
		);
		context.printResult(found === 'files' ? 'files\n' : `${['words', ...found].join('\n')}\n`);
		return;
	}
	const found = await completeWords(words, sourcesOf(context));
	context.printResult(
		found === 'files' ? 'files\n' : `${['words', ...found.map(writeLine)].join('\n')}\n`,
	);
};
