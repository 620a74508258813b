import {usageError} from '../core/errors.ts';
import type {Imported, ImportedProfile} from '../core/link/import.ts';
import {profileFrom} from '../core/profile/answers.ts';
import {describeGrants, describeOwner} from '../core/profile/describe.ts';
import {defaultHost, readHost} from '../core/profile/host.ts';
import {foldName, type Profile, readProfileName} from '../core/profile/profile.ts';
import {
	containsToken,
	listWords,
	shorten,
	showText,
	tokenWarning,
	writeJson,
} from '../core/text/text.ts';
import {alignColumns} from '../print/columns.ts';
import {paintResult} from '../print/paint.ts';
import type {Command, Input} from './command.ts';
import type {Context} from './context.ts';
import {quoteName} from './find-profile.ts';
import {findDefaultHost} from './read-answers.ts';

type NamedProfile = Profile & {readonly profile: string};

/** `isNew` tells whether it is to be saved: an equal one may be, under the name that this one then has. */
type Named = ImportedProfile & {readonly profile: NamedProfile; readonly isNew: boolean};

/** Whether a word is a link, or a text with one in it, rather than the name of a file. */
const looksLikeLink = (word: string): boolean =>
	/:\/\/|^[^\s/\\@]+:[^\s/\\@]*@|settings(?:\/|%2f)(?:personal-access-tokens|tokens)(?:\/|%2f)new/i.test(
		word,
	);

const readSources = async (context: Context, words: readonly string[]): Promise<string> => {
	if (words.includes('')) {
		throw usageError(
			'There is nothing to import: the word is empty',
			'Give a link, a file, or - for standard input',
		);
	}
	const texts = await Promise.all(
		words.map(word => (looksLikeLink(word) ? word : context.readText(word))),
	);
	return texts.join('\n');
};

const checkHosts = (context: Context, input: Input, {profiles}: Imported): void => {
	const named = input.texts('host').flatMap(text => text.split(','));
	const trusted = [defaultHost, findDefaultHost(context), ...named.map(readHost)];
	const foreign = profiles.filter(({profile}) => !trusted.includes(profile.host));
	const [first] = foreign;
	if (first === undefined) {
		return;
	}
	const hosts = [...new Set(foreign.map(({profile}) => showText(profile.host)))];
	const flags = hosts.map(host => `--host ${host}`).join(' ');
	throw hosts.length === 1
		? usageError(
				`${showText(first.source)} leads to ${hosts.join()}, which is neither github.com nor your default host`,
				`If you trust ${hosts.join()}, add ${flags}; --dry-run shows what would be saved`,
			)
		: usageError(
				`Links lead to ${listWords(hosts)}, which are neither github.com nor your default host`,
				`If you trust them, add ${flags}; --dry-run shows what would be saved`,
			);
};

/** What a profile says of its token, whatever the order: not its name, nor where the token belongs. */
const contentOf = (profile: Profile): string =>
	JSON.stringify(
		profileFrom({...profile, profile: undefined, goesTo: undefined}, profile.host),
		(_, value: unknown) =>
			Array.isArray(value)
				? value.toSorted()
				: typeof value === 'object' && value !== null
					? Object.fromEntries(
							Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)),
						)
					: value,
	);

/**
 * Gives every profile a name: the one under which an equal profile is saved or comes before it, else its
 * own, else one that is free.
 */
const nameAll = async (
	imported: readonly ImportedProfile[],
	wanted: string | undefined,
	saved: readonly NamedProfile[],
	force: boolean,
): Promise<readonly Named[]> => {
	const read = imported.map(each => ({...each, content: contentOf(each.profile)}));
	const different = new Set(read.map(({content}) => content)).size;
	if (wanted !== undefined && different > 1) {
		throw usageError(
			`--save names one profile, and there are ${different}`,
			'Leave --save out: every profile gets a name of its own',
		);
	}
	const given = wanted === undefined ? undefined : readProfileName(wanted);
	const {createNameSuggester} = await import('../core/profile/suggest-profile-name.ts');
	const ownNames = read.flatMap(({profile}) => given ?? profile.profile ?? []);
	const replaced = new Set(force ? ownNames.map(foldName) : []);
	// Of several equal ones that are saved, the one of the same name; no other where a name is asked for.
	const nameOf = new Map<string, string>();
	const own = new Set(
		read.map(({profile, content}) => foldName(given ?? profile.profile ?? '') + content),
	);
	for (const each of saved) {
		const content = contentOf(each);
		const name = foldName(each.profile);
		const isOwn = own.has(name + content);
		const isEnough = given === undefined && !nameOf.has(content) && !replaced.has(name);
		if (isOwn || isEnough) {
			nameOf.set(content, each.profile);
		}
	}
	const kept = read.flatMap(({content}) => nameOf.get(content) ?? []);
	const taken = force ? kept : saved.map(({profile}) => profile);
	const names = createNameSuggester([...taken, ...ownNames]);
	return read.map(({content, ...each}) => {
		const {profile} = each;
		const before = nameOf.get(content);
		const name = before ?? given ?? profile.profile ?? names.suggest(profile);
		nameOf.set(content, name);
		names.take(name);
		return {...each, profile: {...profile, profile: name}, isNew: before === undefined};
	});
};

const checkNames = (fresh: readonly Named[], taken: readonly string[], force: boolean): void => {
	const names = fresh.map(({profile}) => readProfileName(profile.profile));
	const seen = new Set<string>();
	const twice = names.find(name => {
		const isSeen = seen.has(foldName(name));
		seen.add(foldName(name));
		return isSeen;
	});
	if (twice !== undefined) {
		throw usageError(
			`Two of the profiles are named ${quoteName(twice)}`,
			'Give one of them another name',
		);
	}
	const folded = new Set(taken.map(foldName));
	const replaced = names.find(name => folded.has(foldName(name)));
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

const tellLeftOut = (
	context: Context,
	named: readonly Named[],
	refused: Imported['refused'],
): void => {
	const lines = [
		...named.flatMap(({profile, ignored}) => {
			const start = named.length === 1 ? 'Left out' : `${showText(profile.profile)}: left out`;
			return ignored.map(
				({parameter, value, reason}) =>
					`${start} ${showText(parameter)}${value === '' || value === parameter ? '' : `=${showText(value)}`}: ${showText(reason)}`,
			);
		}),
		...refused.map(
			({source, reason}) => `Not a link to use: ${showText(source)}: ${showText(reason)}`,
		),
	];
	context.tell(lines.map(line => `${line}\n`).join(''));
};

/** The longest piece of a link that is told, in characters: enough to find it again. */
const longestShown = 120;

const tellSaved = (context: Context, named: readonly Named[], saved: ReadonlySet<string>): void => {
	const lines = named
		.filter(({isNew}) => !isNew)
		.map(({source, profile}) => {
			const isSaved = saved.has(profile.profile);
			const shown = shorten(showText(source), longestShown);
			return `${shown}: ${isSaved ? 'already' : 'would already be'} saved as ${showText(profile.profile)}`;
		});
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
		'A link to a host other than github.com and your default one is saved only when --host names it, which may be repeated. A profile that is saved already is saved again only under a name that --save gives. Put links in quotes: a shell takes & for its own.',
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
		const {importText} = await import('../core/link/import.ts');
		const imported = importText(text, {
			owner: input.text('owner'),
			host: findDefaultHost(context),
		});
		const isDry = input.has('dry-run');
		if (!isDry) {
			checkHosts(context, input, imported);
		}
		const store = await context.openStore();
		const saved = isDry && store.state().kind !== 'ok' ? [] : store.list();
		const taken = saved.map(each => each.profile);
		const force = input.has('force');
		const named = await nameAll(imported.profiles, input.text('save'), saved, force);
		const fresh = named.filter(({isNew}) => isNew);
		checkNames(fresh, taken, force || isDry);
		if (!isDry) {
			await store.save(
				fresh.map(({profile}) => profile),
				{force},
			);
		}
		tellLeftOut(context, named, imported.refused);
		const savedNow = isDry ? [] : fresh.map(({profile}) => profile.profile);
		tellSaved(context, named, new Set([...taken, ...savedNow]));
		if (containsToken(text)) {
			context.tell(`${tokenWarning}\n`);
		}
		context.printResult(input.has('json') ? asJson(named) : writeTable(named, context));
		context.tell(
			input.has('json')
				? ''
				: isDry
					? 'Nothing was saved.\n'
					: fresh.length === 0
						? ''
						: 'Saved. pat-wizard show <profile> tells what a token from it can do.\n',
		);
		return 'done';
	},
};
