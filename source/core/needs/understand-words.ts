import {listOperations, operationName, type PermissionSet} from '../catalog/endpoints.ts';
import {everydayWords} from '../catalog/everyday-words.ts';
import {findPreset, presets} from '../catalog/presets.ts';
import {tellingWordsOf, wordsOf} from '../catalog/search-words.ts';
import {adjectives, contextWords, type Thing, things, verbs} from '../catalog/things.ts';
import {type Tool, tools} from '../catalog/tools.ts';
import {listWords} from '../text/words.ts';
import {matchWords} from './match-words.ts';
import {describeSet, type Need, needOfOperation, needOfPreset} from './need.ts';
import {needOfTool, needsOfActions} from './need-of-tool.ts';
import {subjectOf, withSubject} from './subject.ts';

/** What words were understood as: needs, or why nothing can be said about what they name. */
export type Understood = {
	readonly needs: readonly Need[];
	readonly notes: readonly string[];
	/** A sentence, where what the words name is known to be unknown. */
	readonly unknown?: string;
};

/** The most wishes of one line that are looked at. */
const mostParts = 20;

/** More characters than anybody asks with. */
const longestWish = 1000;

/** More different words than anybody asks with. */
const mostWords = 30;

const otherRepository =
	/\b(?:in|to|of|from|on|into|with|for|across)? ?(?:an? |the )?(?:other|another|different|second|external|separate|downstream|central) (?:private )?(?:repositor(?:y|ies)|repos?)\b/i;

const fromWorkflow =
	/\b(?:from|in|inside|within|with|using|via|by) (?:an? |the |my )?(?:github actions?|workflow|actions workflow|ci|ci\/cd|pipeline|job|cron job)(?: workflow| pipeline| job)?\b/i;

const carry =
	'mirror|back ?up|export|copy|sync|save|store|keep|put|upload|commit|push|publish|write|send|move|migrate|import|deploy';
const place =
	'(?:an? |the |my |our |another |other |different |new |own |private |public |remote |git ){0,4}';

/** Something is brought into a repository: `back up a database to a private repo`. */
const intoRepository = new RegExp(
	`\\b(?:${carry})(?:s|es|d|ed|ing)?\\b.{0,80}\\b(?:into|to|in) ${place}(?:github(?! (?:packages?|container|registry|project|issue|pages?|secret))(?: repo(?:sitor(?:y|ies))?s?)?|repo(?:sitor(?:y|ies))?s?)(?=$|[\\s.,?!])`,
	'i',
);

/** Something is fetched from a repository: `install an npm package from a git url`. */
const fromRepository = new RegExp(
	`\\b(?:install|use|add|import|require|include|load|consume|depend(?:s|ing)? on|fetch|get|reference)(?:s|es|ed|ing)?\\b.{0,80}\\bfrom ${place}(?:git(?:hub)? (?:url|repo(?:sitor(?:y|ies))?s?)|git|repo(?:sitor(?:y|ies))?s?)(?=$|[\\s.,?!])`,
	'i',
);

/** What other systems have by the same names. */
const ofOthers =
	/\b(?:cloudflare|gitlab|netlify|bitbucket|kubernetes|k8s|vault|aws|azure|gcp|google|jira|youtube|android) (?:pages?|ci|runners?|pipelines?|secrets?|issues?|tickets?|projects?|boards?|variables?|webhooks?|deployments?|merge requests?|videos?|notifications?|tags?)\b/gi;

/** When something is to happen, which is no wish of its own: `merge pull requests when checks pass`. */
const circumstance =
	/(?<=\S\s)(?:when(?:ever)?|if|after|once|while|unless|until|as soon as|so that|because)\s.*$/i;

/** Something goes from GitHub to another place: `archive repositories to s3`, `sync teams to our directory`. */
const goesAway =
	/\b(?:archive|back ?up|export|copy|dump|sync|stream|replicate)\w{0,4}\b.{1,80}\b(?:in)?to (?!.{0,40}\b(?:github|repos?|repositor(?:y|ies)|org(?:ani[sz]ation)?s?|project|issues?)\b)/i;

/** What is said beside some wishes: when the text speaks of it, and the sentence. */
const besides: readonly (readonly [RegExp, string])[] = [
	[
		otherRepository,
		'GITHUB_TOKEN reaches its own repository alone: select the other repository for this token.',
	],
	[
		/\bsubmodules?\b/i,
		'The token has to reach every repository of the submodules; GITHUB_TOKEN reaches its own repository alone.',
	],
	[
		/\b(?:homebrew|brew) (?:tap|formulas?|formulae|casks?)\b|\btap repositor|\bscoop bucket\b/i,
		'That is for the repository of the tap or bucket: GITHUB_TOKEN reaches its own repository alone.',
	],
];

/** What is to be known beside a wish in plain words: which repository the token has to reach. */
export const notesBeside = (text: string): readonly string[] =>
	besides.filter(([pattern]) => pattern.test(text.slice(0, longestWish))).map(([, note]) => note);

const once = <Value>(make: () => Value): (() => Value) => {
	let made: {readonly value: Value} | undefined;
	return () => {
		made ??= {value: make()};
		return made.value;
	};
};

const rootsOf = (text: string): readonly string[] => wordsOf(text);

const holds = (words: ReadonlySet<string>, roots: readonly string[]): boolean =>
	roots.length > 0 && roots.every(root => words.has(root));

type Phrases = {
	readonly key: string;
	readonly need: () => Need;
	readonly phrases: ReadonlyArray<readonly string[]>;
};

const phraseRows = once((): readonly Phrases[] => [
	...presets.map(preset => ({
		key: preset.id,
		need: () => needOfPreset(preset),
		phrases: [preset.title, ...preset.words].map(phrase => [...new Set(tellingWordsOf(phrase))]),
	})),
	...listOperations().flatMap(operation => {
		const name = operationName(operation);
		const phrases = everydayWords[name];
		return phrases === undefined
			? []
			: [
					{
						key: name,
						need: () => needOfOperation({operation, parameters: {}}),
						phrases: phrases.map(phrase => [...new Set(tellingWordsOf(phrase))]),
					},
				];
	}),
]);

type NamedThing = {readonly thing: Thing; readonly names: ReadonlyArray<readonly string[]>};

const namedThings = once((): readonly NamedThing[] =>
	things.map(thing => ({thing, names: thing.names.map(rootsOf)})),
);

/** Words that mean something at GitHub: one that is left over makes an answer unsure. */
const vocabulary = once(
	(): ReadonlySet<string> =>
		new Set([
			...phraseRows().flatMap(({phrases}) => phrases.flat()),
			...namedThings().flatMap(({names}) => names.flat()),
			...Object.values(verbs).flat(),
			...listOperations().flatMap(({title, path}) =>
				[...wordsOf(title), ...wordsOf(path.replace(/\{[^{}]*\}/g, ' '))].filter(
					word => word.length > 2,
				),
			),
		]),
);

/** Words that name a thing at GitHub or what is done to it: one of these that nothing explains is in doubt. */
const meaningful = once(
	(): ReadonlySet<string> =>
		new Set([
			...namedThings().flatMap(({names}) => names.flat()),
			...phraseRows().flatMap(({phrases}) => phrases.filter(phrase => phrase.length < 3).flat()),
		]),
);

const context: ReadonlySet<string> = new Set(contextWords.flatMap(wordsOf));
const organizations: ReadonlySet<string> = new Set(['organization', 'org', 'organisation']);

const isExplained = (word: string, covered: ReadonlySet<string>): boolean =>
	covered.has(word) || context.has(word) || !meaningful().has(word);

const adjective: ReadonlySet<string> = new Set(adjectives.flatMap(wordsOf));

type VerbKind = keyof typeof verbs;
const verbKinds: ReadonlyMap<string, VerbKind> = new Map(
	(Object.keys(verbs) as VerbKind[]).flatMap(kind =>
		verbs[kind].flatMap(verb => [verb, ...wordsOf(verb)].map(root => [root, kind] as const)),
	),
);

const onlyReads = ({works, anyOf}: Need): boolean =>
	works === 'permissions' &&
	anyOf.every(set => Object.values(set).every(level => level === 'read'));

/** The phrase that covers the words: nothing else at GitHub may be left of them. */
const byPhrases = (
	words: ReadonlySet<string>,
): {readonly need: Need; readonly covered: number} | undefined => {
	const candidates = phraseRows().flatMap(row => {
		const covered = new Set(row.phrases.filter(phrase => holds(words, phrase)).flat());
		// "My repositories" is a phrase; the word alone stands in too many wishes.
		if (![...covered].some(word => !context.has(word))) return [];
		const others = [...words].filter(word => !covered.has(word));
		const verbsLeft = others.filter(word => verbKinds.has(word) && !context.has(word));
		const isSure =
			others.every(word => verbKinds.has(word) || isExplained(word, covered)) &&
			// What only reads may be read in other words too.
			(verbsLeft.length === 0 ||
				(verbsLeft.every(word => verbKinds.get(word) === 'read') && onlyReads(row.need())));
		return isSure ? [{row, size: covered.size}] : [];
	});
	const most = Math.max(0, ...candidates.map(({size}) => size));
	const best = candidates.filter(({size}) => size === most).map(({row}) => row.need());
	const [first] = best;
	const meanings = new Set(
		best.map(
			({anyOf, scopes, works}) =>
				`${works}${anyOf.map(describeSet)}${works === 'classic' ? scopes : ''}`,
		),
	);
	return first !== undefined && meanings.size === 1 ? {need: first, covered: most} : undefined;
};

type Found = {readonly thing: Thing; readonly roots: readonly string[]};

/** Single words that give way to any other thing. */
const weak: ReadonlySet<string> = new Set(
	'repository repo workflow team file code content page status version source docs documentation job run image'.split(
		' ',
	),
);

/** Things whose names stand in the words, side by side. */
const findThings = (words: readonly string[]): readonly Found[] => {
	const line = ` ${words.join(' ')} `;
	const all = namedThings().flatMap(({thing, names}) =>
		names.filter(name => line.includes(` ${name.join(' ')} `)).map(roots => ({thing, roots})),
	);
	return all.filter(
		({roots, thing}) =>
			!all.some(
				other =>
					other.roots.length > roots.length &&
					roots.every(root => other.roots.includes(root)) &&
					(other.thing !== thing || other.roots.length > roots.length),
			),
	);
};

const meaningOf = (found: Found, isOfOrganization: boolean): string =>
	JSON.stringify([
		found.thing.read,
		found.thing.write,
		found.thing.classic,
		isOfOrganization && found.thing.organization,
	]);

/** An issue and a project are one thing: an item of the project. */
const joinItems = (found: readonly Found[]): readonly Found[] => {
	const named = new Set(found.flatMap(({roots}) => roots));
	if (!named.has('project') || !(named.has('issue') || named.has('pr'))) return found;
	const item = things.find(({names}) => names.includes('issue project'));
	const others = found.filter(
		({roots}) => !roots.some(root => ['project', 'issue', 'pr', 'pull', 'board'].includes(root)),
	);
	return item === undefined ? found : [...others, {thing: item, roots: ['issue', 'project']}];
};

const distinctThings = (all: readonly Found[], isOfOrganization: boolean): readonly Found[] => {
	const found = joinItems(all);
	const strong = found.filter(({roots}) => roots.length > 1 || !weak.has(roots[0] ?? ''));
	// "Code of a repository" is about its code.
	const ofCode = found.filter(({roots}) => /^(?:code|source|file|content)$/.test(roots.join()));
	const isCode = ofCode.length > 0 && found.every(({roots}) => ofRepository.has(roots.join()));
	const named = isCode ? ofCode : [];
	const kept = [strong, named, found].find(each => each.length > 0) ?? [];
	return [...new Map(kept.map(each => [meaningOf(each, isOfOrganization), each])).values()];
};

const verbOf = (words: readonly string[], covered: ReadonlySet<string>): ReadonlySet<VerbKind> => {
	const verbsOf = words.filter(
		word => !covered.has(word) && !context.has(word) && verbKinds.has(word),
	);
	const [verb, ...others] = verbsOf;
	const reads = verb !== undefined && verbKinds.get(verb) === 'read';
	// "List open issues" reads: what comes behind tells which of them.
	const counted = reads && others.every(word => adjective.has(word)) ? [verb] : verbsOf;
	if (counted.length > 0) return new Set(counted.flatMap(word => verbKinds.get(word) ?? []));
	const [first = ''] = words;
	const kind = words.length > 1 ? verbKinds.get(first) : undefined;
	return new Set(kind === undefined || weak.has(first) ? [] : [kind]);
};

const needOfThing = (
	{thing, roots}: Found,
	kind: VerbKind,
	isOfOrganization: boolean,
	verbsSaid: readonly string[],
): Need | undefined => {
	const name = `${kind === 'read' ? 'Read' : kind === 'remove' ? 'Delete' : 'Change'}: ${thing.names.find(each => rootsOf(each).join() === roots.join()) ?? roots.join(' ')}`;
	const shared = {
		kind: 'permission',
		name,
		scopes: [],
		notes: thing.note === undefined ? [] : [thing.note],
	} as const;
	if (kind !== 'read' && thing.app !== undefined) {
		return {...shared, works: 'app', anyOf: [], reason: thing.app};
	}

	if (thing.classic !== undefined) {
		const {classic} = thing;
		const scopes = kind === 'remove' ? (classic.remove ?? classic.write) : classic[kind];
		return {...shared, works: 'classic', anyOf: [], scopes: [scopes], reason: classic.reason};
	}

	const ofVerb = verbsSaid.map(verb => thing.verbs?.[verb]).find(sets => sets !== undefined);
	if (ofVerb !== undefined) return {...shared, works: 'permissions', anyOf: ofVerb};
	const level = kind === 'read' ? 'read' : 'write';
	const anyOf: readonly PermissionSet[] | undefined =
		isOfOrganization && thing.organization !== undefined
			? [thing.organization[level]]
			: thing[level];
	return anyOf && {...shared, works: 'permissions', anyOf};
};

const strongest = (kinds: ReadonlySet<VerbKind>): VerbKind | undefined =>
	(['write', 'remove', 'read'] as const).find(kind => kinds.has(kind));

/** The things without a word that opens the wish as its verb: `check team members`, `commit a file`. */
const withoutOpeningVerb = (
	found: readonly Found[],
	words: readonly string[],
): readonly Found[] => {
	const [first = ''] = words;
	const others = found.filter(({roots}) => roots.length > 1 || roots[0] !== first);
	return verbKinds.has(first) &&
		others.some(({roots}) => roots.length > 1 || !weak.has(roots[0] ?? ''))
		? others
		: found;
};

/** A verb and things, where they explain every word that means something. */
const byThings = (
	text: string,
):
	| {
			readonly needs: readonly Need[];
			readonly covered: number;
			/** How many words name things that have a usual meaning without a verb. */
			readonly named: number;
	  }
	| undefined => {
	const words = tellingWordsOf(text);
	const isOfOrganization = words.some(word => organizations.has(word));
	const all = withoutOpeningVerb(findThings(words), words);
	const found = distinctThings(all, isOfOrganization);
	const covered = new Set(all.flatMap(({roots}) => roots));
	const own = new Set(found.flatMap(({thing}) => thing.names.flatMap(rootsOf)));
	const kinds = verbOf(words, covered);
	const isSure =
		found.length === 1 &&
		words.every(word => isExplained(word, covered) || verbKinds.has(word) || own.has(word));
	if (!isSure) return undefined;
	const said = words.filter(word => !covered.has(word) && verbKinds.has(word));
	const isMeant = found.every(
		({thing: {only}}) =>
			only === undefined || said.every(word => only.some(verb => wordsOf(verb).includes(word))),
	);
	if (!isMeant) return undefined;
	const needs = found.map(each => {
		const isRead = kinds.has('write') && goesAway.test(text);
		const kind = isRead ? 'read' : (strongest(kinds) ?? each.thing.usually);
		return kind && needOfThing(each, kind, isOfOrganization, said);
	});
	const explained = words.filter(
		word => covered.has(word) || (verbKinds.has(word) && !context.has(word)),
	);
	return needs.every(need => need !== undefined)
		? {
				needs,
				covered: new Set(explained).size,
				named: found.some(({thing, roots}) => thing.usually !== undefined && roots.length > 1)
					? covered.size
					: 0,
			}
		: undefined;
};

const plain = (text: string): string =>
	` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

const toolNames = once(
	(): ReadonlyArray<readonly [string, Tool]> =>
		tools
			.flatMap(tool => tool.names.map(name => [plain(name), tool] as const))
			.sort(([left], [right]) => right.length - left.length),
);

/** The telling words alone: where all are fillers, none. */
const telling = (text: string): readonly string[] => {
	const words = tellingWordsOf(`${text} ${anchor}`);
	return words.filter(word => word !== anchor);
};

/** A word that means nothing, so that fillers are not taken for the whole of a text. */
const anchor = 'xyzzy';

const isCoveredBy = (needs: readonly Need[], tool: Need): boolean =>
	needs.every(need =>
		need.anyOf.some(set =>
			Object.entries(set).every(([name, level]) => {
				const own = tool.anyOf[0]?.[name];
				return own === level || own === 'write' || own === 'admin';
			}),
		),
	);

/** The tools that a text names, longest names first, and what is left of it. */
const findTools = (text: string): {readonly named: readonly Tool[]; readonly rest: string} => {
	let rest = plain(text);
	const named = new Set<Tool>();
	for (const [name, tool] of toolNames()) {
		if (!rest.includes(name)) continue;
		rest = rest.replace(name, ' ');
		named.add(tool);
	}

	return {named: [...named], rest: rest.trim()};
};

const grants = (need: Need | undefined, {thing}: Found): boolean =>
	(thing.write ?? []).some(set =>
		Object.keys(set).every(name => need?.anyOf[0]?.[name] === 'write'),
	);

/** What tools take that nothing is known of: what is said beside them, or why. */
const besideUnknown = (
	text: string,
	rest: string,
	isAll: boolean,
	reason: string,
): Understood | undefined =>
	understandPart(text) ?? (isAll ? {needs: [], notes: [], unknown: reason} : understandPart(rest));

/** What the tools take that a text names, where nothing else is said beside them. */
const byTools = (text: string): Understood | undefined => {
	const {named, rest} = findTools(text);
	if (named.length === 0) return undefined;
	const words = telling(rest);
	const others = findThings(words).filter(({thing}) => thing.read !== undefined);
	const isAll =
		others.length === 0 && words.every(word => isExplained(word, new Set()) || verbKinds.has(word));
	const needs = named.filter(tool => tool.unknown === undefined).map(needOfTool);
	const [first] = needs;
	if (first === undefined) return besideUnknown(text, rest, isAll, named[0]?.unknown ?? '');
	if (isAll || (others.length > 0 && others.every(other => grants(first, other)))) {
		return {needs, notes: []};
	}

	const besides = understandPart(rest);
	return besides !== undefined && isCoveredBy(besides.needs, first)
		? {needs, notes: []}
		: undefined;
};

/** The need with the words that were passed over, since they mean nothing at GitHub that is known. */
const withPassedOver = (need: Need, words: ReadonlySet<string>, text: string): Need => {
	const known = (root: string): boolean =>
		!words.has(root) ||
		vocabulary().has(root) ||
		context.has(root) ||
		verbKinds.has(root) ||
		root.length < 3;
	const passed = (text.match(/[\p{L}\p{N}]{3,40}/gu) ?? []).filter(word => {
		const [root = ''] = tellingWordsOf(word);
		return !known(root);
	});
	return passed.length === 0 || need.inferred !== undefined
		? need
		: {
				...need,
				inferred: `Passed over, since nothing is known by it: ${listWords([...new Set(passed)].slice(0, 6))}.`,
			};
};

const understandPart = (text: string): Understood | undefined => {
	const words = new Set(tellingWordsOf(text));
	if (words.size > mostWords || text.trim() === '') return undefined;
	const {choices, sure} = matchWords(text, 1);
	const [meant] = choices;
	if (sure && meant !== undefined) {
		return {needs: [withSubject(meant.need, subjectOf(text))], notes: []};
	}

	const phrase = byPhrases(words);
	const ofThings = byThings(text);
	// "Workflow runs" are a thing, though "run a workflow" has the same words.
	const isThing = ofThings !== undefined && phrase?.covered === ofThings.named;
	if (phrase !== undefined && !isThing && phrase.covered >= (ofThings?.covered ?? 0)) {
		const need = withSubject(phrase.need, subjectOf(text));
		return {needs: [withPassedOver(need, words, text)], notes: []};
	}

	return (
		ofThings && {needs: ofThings.needs.map(need => withPassedOver(need, words, text)), notes: []}
	);
};

/** The first word of a part that says what to do, and is no part of a thing's name. */
const firstVerb = (part: string): string => {
	const covered = new Set(findThings(tellingWordsOf(part)).flatMap(({roots}) => roots));
	const [opening = '', next = ''] = part.toLowerCase().split(/\s+/);
	// "Comment on pull requests": what opens a wish and is no plural is its verb.
	if (verbKinds.has(opening) && /^(?:on|to|in|an?|the|my)$/.test(next)) return opening;
	return (
		part.split(/\s+/).find(word => {
			const [root = ''] = wordsOf(word);
			return verbKinds.has(root) && !covered.has(root);
		}) ?? ''
	);
};

const separators = /[,;+&]|\b(?:and|then|plus)\b/i;

/** Whether a part holds no word that may be a verb of its own. */
const isAllKnown = (part: string): boolean =>
	tellingWordsOf(part).every(word => vocabulary().has(word) || context.has(word));

/** Several wishes in one text: "read and close issues", "read issues and pull requests". */
const understandParts = (text: string): Understood | undefined => {
	const parts = text
		.split(separators)
		.map(part => part.trim())
		.filter(part => tellingWordsOf(part).some(word => vocabulary().has(word)));
	if (parts.length === 0 || !separators.test(text) || parts.length > mostParts) return undefined;
	const all: Understood[] = [];
	let verb = '';
	for (const [index, part] of parts.entries()) {
		const own = firstVerb(part);
		const next = parts[index + 1] ?? '';
		const understood =
			byTools(part) ??
			(own === '' && verb !== '' && isAllKnown(part)
				? understandPart(`${verb} ${part}`)
				: undefined) ??
			understandPart(part) ??
			(part.includes(' ')
				? undefined
				: understandPart(`${part} ${next.replace(firstVerb(next), '')}`));
		if (understood === undefined || understood.unknown !== undefined) return undefined;
		verb = own === '' ? verb : own;
		all.push(understood);
	}

	return {
		needs: all.flatMap(({needs}) => needs),
		notes: [...new Set(all.flatMap(({notes}) => notes))],
	};
};

/** A text as one wish. Where it has several parts that were not understood, only a thing that they share counts. */
const understandWhole = (asked: string, text: string): Understood | undefined => {
	if (asked.split(separators).length < 2) return understandPart(asked) ?? understandPart(text);
	const found = byThings(asked);
	return found && {needs: found.needs, notes: []};
};

/** A wish with "and" in it that is a phrase as a whole. */
const byWholePhrase = (text: string): Understood | undefined => {
	if (!separators.test(text)) return undefined;
	const words = new Set(tellingWordsOf(text));
	const phrase = words.size > mostWords ? undefined : byPhrases(words);
	return phrase !== undefined && phrase.covered > 2 ? {needs: [phrase.need], notes: []} : undefined;
};

const ofRepository: ReadonlySet<string> = new Set('repository repo code source file'.split(' '));

/** Where a repository goes: to GitHub it is pushed, whatever its words say, and elsewhere it is read. */
const byMirror = (text: string): Understood | undefined => {
	const things = findThings(tellingWordsOf(text));
	if (!things.every(({roots}) => roots.every(root => ofRepository.has(root)))) return undefined;
	const carries = /\b(?:mirror|back ?up|sync|copy|migrate|save|store|keep|put)\w{0,3}\b/i.test(
		text,
	);
	if (carries && intoRepository.test(text)) return byDirection(text);
	return things.length > 0 && goesAway.test(text) ? byPreset('read-code') : undefined;
};

const byPreset = (id: string): Understood | undefined => {
	const preset = findPreset(id);
	return preset && {needs: [{...needOfPreset(preset), inferred: readsDirection}], notes: []};
};

/** A deployment to something that is not GitHub's: `deploy to kubernetes`. */
const deploysElsewhere = (text: string): string | undefined => {
	const [, target = ''] =
		/\bdeploy\w{0,4}\b[^,;]{0,80}?\b(?:to|on|onto|into) (?:an? |the |my |our )?([\w.-]{2,40})/i.exec(
			text,
		) ?? [];
	const isOurs =
		target === '' || wordsOf(target).some(root => ofDeployments.has(root) || context.has(root));
	return isOurs
		? undefined
		: `A deployment to ${target} takes no permission of GitHub by itself. To read the code it takes contents=read, to report the deployment deployments=write.`;
};

const ofDeployments: ReadonlySet<string> = new Set(
	'page github gh environment production staging preview branch test another other'.split(' '),
);

const readsDirection =
	'Read from the direction alone: something goes into a repository, or comes from one.';

/** Something goes into a repository, or comes from one, where nothing else is understood. */
const byDirection = (text: string): Understood | undefined => {
	if (intoRepository.test(text)) return byPreset('push-code');
	return fromRepository.test(text) ? byPreset('read-code') : undefined;
};

/**
 * What plain words ask for, where they leave no doubt: names of actions and programs, phrases, or a verb
 * and a thing. Words that mean nothing at GitHub are passed over; one that does, and that nothing
 * explains, makes it unsure: `undefined`.
 */
export const understandWords = (text: string): Understood | undefined => {
	if (text.length > longestWish) return undefined;
	const elsewhere = deploysElsewhere(text);
	if (elsewhere !== undefined) return {needs: [], notes: [], unknown: elsewhere};
	const ofAction = needsOfActions(text);
	if (ofAction.length > 0) return {needs: ofAction, notes: []};
	const asked = text
		.replace(ofOthers, ' ')
		.replace(circumstance, '')
		.replace(otherRepository, ' ')
		.replace(fromWorkflow, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const understood =
		byWholePhrase(asked) ??
		byMirror(text) ??
		byTools(text) ??
		understandParts(asked) ??
		(asked.split(separators).length > mostParts
			? undefined
			: understandWhole(asked, text.replace(ofOthers, ' '))) ??
		byDirection(text);
	if (understood === undefined) {
		const [foreign] = /\bgithub\b/i.test(text) ? [] : (text.match(ofOthers) ?? []);
		return foreign === undefined
			? undefined
			: {needs: [], notes: [], unknown: `“${foreign}” names something of another system.`};
	}
	return understood;
};
