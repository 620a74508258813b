import {usageError} from '../core/errors.ts';
import type {Imported, ImportedProfile} from '../core/link/import.ts';
import type {ImportedLink, NamedImport} from '../core/link/imported-links.ts';
import {defaultHost, readHost} from '../core/profile/host.ts';
import {foldName, readProfileName} from '../core/profile/profile.ts';
import {containsToken, tokenWarning} from '../core/text/mask.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {listWords, shorten} from '../core/text/words.ts';
import {paintResult} from '../print/paint.ts';
import {wrapWords} from '../print/wrap-words.ts';
import type {Command, Input} from './command.ts';
import type {Context} from './context.ts';
import {quoteName} from './find-profile.ts';
import {findDefaultHost} from './read-answers.ts';

/** Whether a word is a link or a text with a link, and not the name of a file. */
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

/** Sets the host of links whose host is computed, if --host names exactly one. */
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

const checkNames = (
	fresh: readonly NamedImport[],
	taken: readonly string[],
	force: boolean,
): void => {
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

const printRefused = (context: Context, refused: Imported['refused']): void => {
	const lines = refused.map(({line, source, count, reason}) => {
		const where = `line ${line}${count === 1 ? '' : ` and ${count - 1} more`}`;
		return `Not imported (${where}): ${shorten(showText(source), longestShown)}: ${showText(reason)}\n`;
	});
	context.printMessage(lines.join(''));
};

/** The length at which a refused link is cut, in characters. */
const longestShown = 120;

/** `pat-wizard import <link | file | ->` */
export const importCommand: Command = {
	name: 'import',
	arguments: [{name: 'link | file | -', isRepeatable: true, completion: 'file'}],
	summary: 'Save profiles from links or from exported JSON',
	description: [
		'Reads links, files with links anywhere in their text, and JSON from export. - reads standard input. It names everything that GitHub would ignore, and every link that cannot be used, with the reason.',
		'A link to a host other than github.com and your default host is saved only when --host names that host; you can repeat --host. A profile that equals a saved one is not saved again, unless --save gives it another name. Put links in quotes, because & has a meaning in shells.',
	],
	options: ['save', 'host', 'owner', 'force', 'dry-run', 'json'],
	examples: [
		{
			line: "import 'https://github.com/settings/tokens/new?scopes=repo,workflow' --save ci",
			does: 'Save a link under a name',
		},
		{line: 'import readme.md --dry-run', does: 'What do the links in a file ask for?'},
		{line: 'import - < profiles.json', does: 'Read standard input'},
	],
	run: async (context, input) => {
		if (input.words.includes('-') && context.terminal.stdin) {
			context.printMessage('Paste the links, then press Ctrl+D on a line of its own.\n');
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
		const {describeImported, isSavable, linkJson, nameImported} = await import(
			'../core/link/imported-links.ts'
		);
		const named = nameImported(entries.filter(isSavable), input.text('save'), saved, force);
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
		const links = describeImported(entries, named, savedNames);
		printRefused(context, imported.refused);
		if (texts.some(containsToken)) {
			context.printMessage(`${tokenWarning}\n`);
		}
		if (input.has('json')) {
			const isSaved = ({savedAs}: ImportedLink): boolean =>
				!isDry && savedAs !== undefined && savedNames.has(savedAs);
			context.printResult(
				`${writeJson(
					links.map(link => linkJson(link, isSaved(link))),
					2,
				)}\n`,
			);
			return 'done';
		}
		const {sumUpLinks, writeLink, writeLinks} = await import('../print/links.ts');
		const paint = paintResult(context);
		const [only] = links;
		// The sentence stays on one line, where scripts find it.
		const sentenceWidth = context.terminal.stdout ? context.width.stdout : Number.POSITIVE_INFINITY;
		const isOnly = links.length === 1 && only?.line !== null;
		context.printResult(
			isOnly && only !== undefined && imported.refused.length === 0
				? writeLink(only, context.now(), paint, context.width.stdout)
				: `${writeLinks(links, paint, context.width.stdout)}\n${wrapWords(sumUpLinks(links, imported), sentenceWidth).join('\n')}\n`,
		);
		// These places decide where a token will go, so the user has to see them now.
		context.printResult(
			fresh
				.flatMap(({profile: {profile, goesTo = []}}) =>
					goesTo.length === 0
						? []
						: `${quoteName(profile)} goes to ${listWords(goesTo.map(({place}) => showText(place)))}\n`,
				)
				.join(''),
		);
		const outcome = isDry
			? 'Nothing was saved.'
			: fresh.length === 0
				? ''
				: 'Saved. pat-wizard show <profile> shows what its token can do.';
		context.printMessage(outcome === '' ? '' : `${outcome}\n`);
		return 'done';
	},
};
