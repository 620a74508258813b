import {type Answers, profileFrom} from '../profile/answers.ts';
import {defaultHost, hostKind, readHost} from '../profile/host.ts';
import type {Ignored, Profile, TokenTypeId} from '../profile/profile.ts';
import {containsToken, maskTokens, showBriefly} from '../text/mask.ts';
import {showText} from '../text/show.ts';
import {shorten} from '../text/words.ts';
import {hostWarnings} from '../token-types/advise.ts';
import {accountWarnings} from '../token-types/advise-fine-grained.ts';
import {isForReaders, leaveOut} from '../token-types/ignored.ts';
import {readClassic} from '../token-types/read-classic.ts';
import {readFineGrained} from '../token-types/read-fine-grained.ts';
import type {LinkParameter, ReadParameters} from '../token-types/token-type.ts';
import {type FoundLink, findLinks} from './find-links.ts';
import {findProblems, findWrong, longestLink} from './link.ts';

/** The parts of a link to a creation page that could be read. */
export type ReadLink = {
	/** The link as in the text, with its escapes. Tokens and invisible characters are masked. */
	readonly source: string;
	/** The line that it begins on, the first being 1. */
	readonly line: number;
	/** How often the text has this link or an equivalent one. */
	readonly count: number;
	/** The host of the profile. Unset when a program computes it. The profile then has the default host. */
	readonly host: string | undefined;
	/** The profile, without a name to save it under. `findProblems` reports at most that the owner is missing. */
	readonly profile: Profile;
	/** What GitHub would ignore or refuse, and what a program computes, each with the reason. */
	readonly ignored: readonly Ignored[];
	/** Other facts, as sentences without a full stop. */
	readonly notes: readonly string[];
	/** Whether it leads to the plain page, with nothing to save. */
	readonly isPlain: boolean;
	/** Whether it could be read completely: a program computes no part of it. */
	readonly isWhole: boolean;
	/** Whether a part that could not be read may grant more than the profile. */
	readonly mayGrantMore: boolean;
};

/** A link to a creation page that does not make a profile. */
export type RefusedLink = {
	readonly source: string;
	/** The line that it begins on, the first being 1. */
	readonly line: number;
	/** How often the text has it. */
	readonly count: number;
	/** A sentence without a full stop. */
	readonly reason: string;
};

/** Options for reading links. */
export type ReadLinkOptions = {
	/** The resource owner of every fine-grained profile, a GitHub login. Replaces owners in the links. */
	readonly owner?: string | undefined;
};

/** A user and a password before the host. */
const userInfo = /^.*(?:@|%40|&#0{0,5}64;|&#x0{0,5}40;|&commat;)/is;

const showSource = ({source, address, host = ''}: FoundLink): string => {
	const [user = ''] = userInfo.exec(host) ?? [];
	// A token with escapes of HTML would not be masked.
	const text = containsToken(address) ? address : source;
	const masked = maskTokens(user === '' ? text : text.replaceAll(user, '…@'));
	return shorten(showText(masked), longestLink);
};

/** Other sites that have a page at one of the paths. */
const otherSites = /(?:^|\.)(?:huggingface\.co|hf\.co)$/;

/** Hosts of GitHub without pages for tokens. */
const withoutPages = /(?:^|\.)github\.com(?::\d+)?$|^(?:api\.[a-z0-9-]+\.)?ghe\.com$/;

/** Returns the host of a link, or the reason why it is not valid. A link without a host has the default one. */
const judgeHost = ({
	host: found = defaultHost,
	scheme,
}: FoundLink): {host: string} | {reason: string} => {
	const bare = found.replace(userInfo, '');
	const written = showBriefly(bare);
	try {
		const read = readHost(scheme === 'http' ? found.replace(/:80$/, '') : found);
		if (otherSites.test(read)) {
			return {reason: `${read} is not a GitHub host`};
		}
		return read !== defaultHost && withoutPages.test(read)
			? {reason: `${read} has no page for new tokens`}
			: {host: read};
	} catch {
		return {
			reason:
				bare !== found
					? `it has a user name before the host ${written}`
					: `"${written}" is not a host name`,
		};
	}
};

const repeatedReason = 'the link repeats it later, and the last one counts';

/** Keeps the last parameter of each name, as GitHub's page does. */
const keepLast = (
	parameters: readonly LinkParameter[],
): {readonly kept: readonly LinkParameter[]; readonly repeated: readonly Ignored[]} => {
	const last = new Map(parameters.map(parameter => [parameter.name, parameter]));
	const repeated = parameters.filter(
		({name, value}) => value !== '' && value !== last.get(name)?.value,
	);
	return {
		kept: [...last.values()],
		repeated: repeated.map(({name, value}) => leaveOut(name, value, repeatedReason)),
	};
};

/** Makes a profile of the answers, without the description when that makes the link too long. */
const shortenLink = (
	answers: Answers,
	profileOf: (answers: Answers) => Profile,
): {readonly profile: Profile; readonly ignored: readonly Ignored[]} => {
	const profile = profileOf(answers);
	const {description} = answers;
	if (description === undefined || findWrong(profile) === undefined) {
		return {profile, ignored: []};
	}
	return {
		profile: profileOf({...answers, description: undefined}),
		ignored: [
			leaveOut(
				'description',
				description,
				`with it the link would be longer than ${longestLink} characters`,
			),
		],
	};
};

/** Why the links of pages for something other than a token are refused. */
const otherPages: Readonly<Record<Exclude<FoundLink['page'], TokenTypeId>, string>> = {
	app: 'this page makes a GitHub App, not a token',
	'oauth app': 'this page makes an OAuth app, not a token',
};

const readers: Readonly<Record<TokenTypeId, ReadParameters>> = {
	'fine-grained': readFineGrained,
	classic: readClassic,
};

const isTokenPage = (page: FoundLink['page']): page is TokenTypeId =>
	page === 'classic' || page === 'fine-grained';

/** Whether a program computes a part of the parameters. */
const hasComputed = ({parameters}: FoundLink): boolean =>
	parameters.some(({gaps = [], isNameComputed}) => isNameComputed || !gaps.every(isForReaders));

/** Names that instructions use as placeholders for the owner. */
const perhapsPlaceholder = /^(?:your|my|the)[-_]|[-_]here$|^(?:owner|username|organization)$/i;

/** The parameters that grant nothing. */
const grantless = new Set([
	'name',
	'description',
	'target_name',
	'expires_in',
	'default_expires_at',
]);

const mayGrantMore = ({mayContinue, parameters}: FoundLink): boolean =>
	mayContinue ||
	parameters.some(
		({name, gaps = [], isNameComputed}) =>
			isNameComputed || (gaps.length > 0 && !grantless.has(name)),
	);

const ownerNotes = (profile: Profile): readonly string[] =>
	profile.type === 'classic'
		? []
		: [
				...findProblems(profile).map(({message, hint}) => `${message}: ${hint}`),
				...accountWarnings(profile),
				...(perhapsPlaceholder.test(profile.owner ?? '')
					? [`The owner ${profile.owner} may be a placeholder: --owner names another one`]
					: []),
			];

const listNotes = (link: FoundLink, profile: Profile, isPlain: boolean): readonly string[] => [
	...(link.isHostComputed
		? ['The host is computed: a program or the reader fills it in, so the link can lead anywhere']
		: link.host === undefined
			? [`The link names no host: it is read as a link to ${defaultHost}`]
			: hostWarnings(profile.host, hostKind(profile.host))),
	...(link.mayContinue
		? [
				`The link could not be read whole: the program seems to add parameters to it${
					link.addition === undefined ? '' : `, perhaps ${link.addition}`
				}`,
			]
		: []),
	...(hasComputed(link) && !link.mayContinue
		? ['The link could not be read whole: a program computes a part of it']
		: []),
	...(isPlain && !link.mayContinue
		? ['A link to the plain page: there is nothing in it to save']
		: []),
	...ownerNotes(profile),
];

type Read = Omit<ReadLink, 'count'>;
type Refused = Omit<RefusedLink, 'count'>;

const readFound = (link: FoundLink, {owner}: ReadLinkOptions): Read | Refused => {
	const source = showSource(link);
	const {line, page} = link;
	const judged = judgeHost(link);
	if (!isTokenPage(page)) {
		return {source, line, reason: otherPages[page]};
	}
	if ('reason' in judged) {
		return {source, line, reason: judged.reason};
	}
	const {host} = judged;
	const {kept, repeated} = keepLast(link.parameters);
	const {answers, ignored} = readers[page](kept, owner);
	const fitted = shortenLink(answers, given => profileFrom({...given, type: page, host}, host));
	const {profile} = fitted;
	const problem = findWrong(profile);
	if (problem !== undefined) {
		return {source, line, reason: problem.message};
	}
	const left = [
		...(link.scheme === 'http'
			? [leaveOut('http', 'http', 'GitHub is only opened with https')]
			: []),
		...repeated,
		...ignored,
		...fitted.ignored,
		...(link.fragment.includes('=')
			? [leaveOut('#', link.fragment, 'browsers do not send what follows # to GitHub')]
			: []),
	];
	const isPlain = left.length === 0 && Object.keys(profile).length === 2;
	return {
		source,
		line,
		host: link.isHostComputed ? undefined : host,
		profile,
		ignored: left,
		notes: listNotes(link, profile, isPlain).map(note => showBriefly(note, 1000)),
		isPlain,
		mayGrantMore: mayGrantMore(link),
		isWhole: !link.isHostComputed && !link.mayContinue && !hasComputed(link),
	};
};

/** Merges items with equal keys at the position of the first one, and counts them. */
const countEqual = <Item extends object>(
	items: readonly Item[],
	keyOf: (item: Item) => string,
	countOf: (item: Item) => number,
): readonly {readonly item: Item; readonly count: number}[] => {
	const found = new Map<string, {readonly item: Item; count: number}>();
	for (const item of items) {
		const key = keyOf(item);
		const before = found.get(key);
		if (before === undefined) {
			found.set(key, {item, count: countOf(item)});
		} else {
			before.count += countOf(item);
		}
	}
	return [...found.values()];
};

/**
 * Reads every different link to a creation page in a text: those that make a profile, and those that do not. `owner`
 * has to be a GitHub login.
 */
export const sortLinks = (
	text: string,
	options: ReadLinkOptions = {},
): {readonly read: readonly ReadLink[]; readonly refused: readonly RefusedLink[]} => {
	// A log can have the same link thousands of times. Each different one is read once.
	const different = countEqual(
		findLinks(text),
		({source, address, isHostComputed, mayContinue, addition}) =>
			`${source}\n${address}\n${isHostComputed}\n${mayContinue}\n${addition}`,
		() => 1,
	);
	const judged = different.map(({item, count}) => ({...readFound(item, options), count}));
	const merged = countEqual(
		judged,
		link =>
			JSON.stringify(
				'reason' in link ? [link.source, link.reason] : [link.profile, link.ignored, link.notes],
			),
		({count}) => count,
	).map(({item, count}) => ({...item, count}));
	return {
		read: merged.filter(link => !('reason' in link)) as readonly ReadLink[],
		refused: merged.filter(link => 'reason' in link) as readonly RefusedLink[],
	};
};

/**
 * Reads every different link to a creation page in a text: bare, in Markdown, HTML, JSON, mail or code. Each profile
 * makes a link again, once a missing owner is chosen. Leaves out links that do not make a profile. `sortLinks` returns
 * them, too.
 */
export const readLinks = (text: string, options: ReadLinkOptions = {}): readonly ReadLink[] =>
	sortLinks(text, options).read;
