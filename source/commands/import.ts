import {describeGrants, describeOwner} from '../core/describe.ts';
import {usageError} from '../core/errors.ts';
import {defaultHost, readHost} from '../core/host.ts';
import type {Imported, ImportedProfile} from '../core/import.ts';
import {isSameName, type Profile, readProfileName} from '../core/profile.ts';
import {containsToken, showText, tokenWarning, writeJson} from '../core/text.ts';
import {alignColumns} from './columns.ts';
import type {Command, Input} from './command.ts';
import type {Context} from './context.ts';
import {openStore, quoteName} from './find-profile.ts';
import {paintResult} from './paint.ts';
import {findDefaultHost} from './read-answers.ts';

type NamedProfile = Profile & {readonly profile: string};

type Named = ImportedProfile & {readonly profile: NamedProfile};

/** Whether a word is a link, or a text with one in it, rather than the name of a file. */
const looksLikeLink = (word: string): boolean =>
	/:\/\/|settings(?:\/|%2f)(?:personal-access-tokens|tokens)(?:\/|%2f)new/i.test(word);

const readSources = async (context: Context, words: readonly string[]): Promise<string> => {
	const texts = await Promise.all(
		words.map(word => (looksLikeLink(word) ? word : context.readText(word))),
	);
	return texts.join('\n');
};

const checkHosts = (context: Context, input: Input, {profiles}: Imported): void => {
	const named = input.text('host');
	const trusted = [
		defaultHost,
		findDefaultHost(context),
		...(named === undefined ? [] : [readHost(named)]),
	];
	const foreign = profiles.find(({profile}) => !trusted.includes(profile.host));
	if (foreign !== undefined) {
		const host = showText(foreign.profile.host);
		throw usageError(
			`${showText(foreign.source)} leads to ${host}, which is neither github.com nor your default host`,
			`If you trust ${host}, pass --host ${host}; --dry-run shows what would be saved`,
		);
	}
};

/** Gives every profile a name to save it under; those without one get one that is free. */
const nameAll = async (
	imported: readonly ImportedProfile[],
	wanted: string | undefined,
	taken: readonly string[],
): Promise<readonly Named[]> => {
	if (wanted !== undefined && imported.length > 1) {
		throw usageError(
			`--save names one profile, and there are ${imported.length}`,
			'Leave --save out: every profile gets a name of its own',
		);
	}
	const {suggestProfileName} = await import('../core/suggest-profile-name.ts');
	const names = [...taken, ...imported.flatMap(({profile}) => profile.profile ?? [])];
	return imported.map(each => {
		const {profile} = each;
		const name =
			wanted === undefined
				? (profile.profile ?? suggestProfileName(profile, names))
				: readProfileName(wanted);
		names.push(name);
		return {...each, profile: {...profile, profile: name}};
	});
};

const checkNames = (named: readonly Named[], taken: readonly string[], force: boolean): void => {
	const names = named.map(({profile}) => profile.profile);
	const twice = names.find((name, index) =>
		names.slice(0, index).some(other => isSameName(other, name)),
	);
	if (twice !== undefined) {
		throw usageError(
			`Two of the profiles are named ${quoteName(twice)}`,
			'Give one of them another name',
		);
	}
	const replaced = names.find(name => taken.some(other => isSameName(other, name)));
	if (replaced !== undefined && !force) {
		throw usageError(
			`There is already a profile named ${quoteName(replaced)}`,
			'Pass --force to replace it, or --save to choose another name',
		);
	}
};

const asJson = (named: readonly Named[]): string =>
	`${writeJson(
		named.map(({source, profile, ignored}) => ({source, profile, ignored})),
		2,
	)}\n`;

const tellLeftOut = (context: Context, {profiles, refused}: Imported): void => {
	const lines = [
		...profiles.flatMap(({ignored}) =>
			ignored.map(
				({parameter, value, reason}) =>
					`Left out ${showText(parameter)}${value === '' ? '' : `=${showText(value)}`}: ${showText(reason)}`,
			),
		),
		...refused.map(
			({source, reason}) => `Not a link to use: ${showText(source)}: ${showText(reason)}`,
		),
	];
	context.tell(lines.map(line => `${line}\n`).join(''));
};

const writeTable = (named: readonly Named[], context: Context): string => {
	const paint = paintResult(context);
	return alignColumns(
		named.map(({profile}) => [
			showText(profile.profile),
			profile.type,
			showText(profile.host),
			showText(describeOwner(profile)),
			describeGrants(profile),
		]),
		[text => paint('bold', text)],
	);
};

/** `pat-wizard import <link | file | ->` */
export const importCommand: Command = {
	name: 'import',
	arguments: [{name: 'link | file | -', isRepeatable: true, completion: 'file'}],
	summary: 'Save profiles from links or from exported JSON',
	description: [
		'Reads links as they are found in readmes and chats, a file with links anywhere in its text, JSON from export, or standard input for -. What GitHub would ignore is named with the reason, and so are links that cannot be used.',
		'A link to a host other than github.com and your default one is saved only when --host names it. Put links in quotes: a shell takes & for its own.',
	],
	options: ['save', 'host', 'owner', 'force', 'dry-run', 'json'],
	examples: [
		{
			line: "import 'https://github.com/settings/tokens/new?scopes=repo,workflow' --save ci",
			does: 'A link, under a name',
		},
		{line: 'import readme.md --dry-run', does: 'What do the links in a file ask for?'},
		{line: 'import - < profiles.json', does: 'From standard input'},
	],
	run: async (context, input) => {
		if (input.words.includes('-') && context.terminal.stdin) {
			context.tell('Paste the links, then press Ctrl+D on a line of its own.\n');
		}
		const text = await readSources(context, input.words);
		const {importText} = await import('../core/import.ts');
		const imported = importText(text, {
			owner: input.text('owner'),
			host: findDefaultHost(context),
		});
		const isDry = input.has('dry-run');
		if (!isDry) {
			checkHosts(context, input, imported);
		}
		const store = await openStore(context);
		const taken =
			isDry && store.state().kind !== 'ok' ? [] : store.list().map(each => each.profile);
		const force = input.has('force');
		const named = await nameAll(imported.profiles, input.text('save'), force ? [] : taken);
		checkNames(named, taken, force || isDry);
		if (!isDry) {
			for (const {profile} of named) {
				await store.save(profile, {force});
			}
		}
		tellLeftOut(context, imported);
		if (containsToken(text)) {
			context.tell(`${tokenWarning}\n`);
		}
		context.printResult(input.has('json') ? asJson(named) : writeTable(named, context));
		context.tell(
			input.has('json')
				? ''
				: isDry
					? 'Nothing was saved.\n'
					: 'Saved. pat-wizard show <profile> tells what a token from it can do.\n',
		);
		return 'done';
	},
};
