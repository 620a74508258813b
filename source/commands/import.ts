import {usageError} from '../core/errors.ts';
import type {Imported, ImportedProfile} from '../core/link/import.ts';
import {profileFrom} from '../core/profile/answers.ts';
import {defaultHost, readHost} from '../core/profile/host.ts';
import {foldName, type Profile, readProfileName} from '../core/profile/profile.ts';
import {containsToken, tokenWarning} from '../core/text/mask.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {listWords, shorten} from '../core/text/words.ts';
import type {ShownLink} from '../print/links.ts';
import {paintResult} from '../print/paint.ts';
import type {Command, Input} from './command.ts';
import type {Context} from './context.ts';
import {quoteName} from './find-profile.ts';
import {findDefaultHost} from './read-answers.ts';

type NamedProfile = Profile & {readonly profile: string};

/** `isNew` tells whether it is to be saved: an equal one may be, under the name that this one then has. */
type Named = ImportedProfile & {readonly profile: NamedProfile; readonly isNew: boolean};

/** Whether an entry can be saved: it says something, and its host is known. */
const isSavable = ({isPlain, host, line, profile}: ImportedProfile): boolean =>
	!isPlain && host !== undefined && (line === null || Object.keys(profile).length > 2);

/** Whether a word is a link, or a text with one in it, rather than the name of a file. */
const looksLikeLink = (word: string): boolean =>
	/:\/\/|settings(?:\/|%2f)(?:personal-access-tokens|tokens)(?:\/|%2f)new/i.test(word) ||
	/^[^\s/\\@:]{1,100}:[^\s/\\@]{0,300}@/.test(word);

const readSources = async (
	context: Context,
	words: readonly string[],
): Promise<readonly string[]> => {
	if (words.includes('')) {
		throw usageError(
			'There is nothing to import: the word is empty',
			'Give a link, a file, or - for standard input',
		);
	}
	return Promise.all(words.map(word => (looksLikeLink(word) ? word : context.readText(word))));
};

const readHosts = (input: Input): readonly string[] =>
	input
		.texts('host')
		.flatMap(text => text.split(','))
		.map(readHost);

/** Links whose host is computed lead to the host that is named, when it is one. */
const fillHosts = (
	profiles: readonly ImportedProfile[],
	hosts: readonly string[],
): readonly ImportedProfile[] => {
	const [host] = hosts;
	return host === undefined || hosts.length > 1
		? profiles
		: profiles.map(each =>
				each.host === undefined ? {...each, host, profile: {...each.profile, host}} : each,
			);
};

const checkHosts = (
	context: Context,
	named: readonly string[],
	profiles: readonly ImportedProfile[],
): void => {
	const trusted = [defaultHost, findDefaultHost(context), ...named];
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

/** An entry's profile as JSON shows it: without a host that nobody knows. */
const shownProfile = ({profile, host, savedAs}: ShownLink): Partial<Profile> => {
	const {host: _, profile: __, type, ...rest} = profile;
	return {
		...(savedAs === undefined ? {} : {profile: savedAs}),
		type,
		...(host === undefined ? {} : {host}),
		...rest,
	} as Partial<Profile>;
};

const asJson = (links: readonly ShownLink[], isSaved: (link: ShownLink) => boolean): string =>
	`${writeJson(
		links.map(link => ({
			source: link.source,
			line: link.line,
			count: link.count,
			profile: shownProfile(link),
			ignored: link.ignored,
			notes: [...link.notes, ...link.remarks],
			saved: isSaved(link),
		})),
		2,
	)}\n`;

const tellRefused = (context: Context, refused: Imported['refused']): void => {
	const lines = refused.map(({line, source, count, reason}) => {
		const where = `line ${line}${count === 1 ? '' : ` and ${count - 1} more`}`;
		return `Not a link to use (${where}): ${shorten(showText(source), longestShown)}: ${showText(reason)}\n`;
	});
	context.tell(lines.join(''));
};

/** The longest piece of a link that is told, in characters: enough to find it again. */
const longestShown = 120;

/** Why an entry is not saved, or that it was before. */
const remarksOn = (
	entry: ImportedProfile,
	named: Named | undefined,
	saved: ReadonlySet<string>,
): readonly string[] => {
	if (named?.isNew === false) {
		const isSaved = saved.has(named.profile.profile);
		return [
			`${isSaved ? 'already' : 'would already be'} saved as ${showText(named.profile.profile)}`,
		];
	}
	return named === undefined && !entry.isPlain
		? [
				entry.host === undefined
					? 'not to be saved before its host is named: add --host <host>'
					: 'nothing in it can be saved',
			]
		: [];
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
		const texts = await readSources(context, input.words);
		const {importTexts} = await import('../core/link/import.ts');
		const imported = importTexts(texts, {
			owner: input.text('owner'),
			host: findDefaultHost(context),
		});
		const isDry = input.has('dry-run');
		const hosts = readHosts(input);
		const entries = fillHosts(imported.profiles, hosts);
		if (!isDry) {
			checkHosts(context, hosts, entries);
		}
		const store = await context.openStore();
		const saved = isDry && store.state().kind !== 'ok' ? [] : store.list();
		const taken = saved.map(each => each.profile);
		const force = input.has('force');
		const savable = entries.filter(isSavable);
		const named = await nameAll(savable, input.text('save'), saved, force);
		const fresh = named.filter(({isNew}) => isNew);
		checkNames(fresh, taken, force || isDry);
		if (!isDry) {
			await store.save(
				fresh.map(({profile}) => profile),
				{force},
			);
		}
		const savedNow = isDry ? [] : fresh.map(({profile}) => profile.profile);
		const savedNames = new Set([...taken, ...savedNow]);
		const namedOf = new Map(savable.map((entry, place) => [entry, named[place]]));
		const links = entries.map((entry): ShownLink => {
			const one = namedOf.get(entry);
			return {
				...entry,
				remarks: remarksOn(entry, one, savedNames),
				...(one === undefined ? {} : {savedAs: one.profile.profile}),
			};
		});
		tellRefused(context, imported.refused);
		if (texts.some(containsToken)) {
			context.tell(`${tokenWarning}\n`);
		}
		if (input.has('json')) {
			context.printResult(
				asJson(links, ({savedAs}) => !isDry && savedAs !== undefined && savedNames.has(savedAs)),
			);
			return 'done';
		}
		const {sumUpLinks, writeLink, writeLinks} = await import('../print/links.ts');
		const paint = paintResult(context);
		const [only] = links;
		const isOnly = links.length === 1 && only?.line !== null;
		context.printResult(
			isOnly && only !== undefined && imported.refused.length === 0
				? writeLink(only, context.now(), paint, context.width.stdout)
				: `${writeLinks(links, paint, context.width.stdout)}\n${sumUpLinks(links, imported)}\n`,
		);
		const outcome = isDry
			? 'Nothing was saved.'
			: fresh.length === 0
				? ''
				: 'Saved. pat-wizard show <profile> tells what a token from it can do.';
		context.tell(outcome === '' ? '' : `${outcome}\n`);
		return 'done';
	},
};
