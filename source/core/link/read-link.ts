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
import type {LinkParameter, Problem, ReadParameters} from '../token-types/token-type.ts';
import {type FoundLink, findLinks} from './find-links.ts';
import {findProblems, longestLink} from './link.ts';

/** What a link to a creation page says, as far as it could be read. */
export type ReadLink = {
	/** The link as it stood in the text, escapes included, with tokens and hidden characters masked. */
	readonly source: string;
	/** The line that it begins on, the first being 1. */
	readonly line: number;
	/** How often the text has this link, or one that says the same. */
	readonly count: number;
	/** The profile's host. Unset where a program computes it; the profile then has the usual one. */
	readonly host: string | undefined;
	/**
	 * Without a name to save it under. `findProblems` finds nothing wrong with it, apart from what is still to
	 * be chosen: an organization as the owner.
	 */
	readonly profile: Profile;
	/** What GitHub would ignore or refuse, and what a program computes, each with the reason. */
	readonly ignored: readonly Ignored[];
	/** What else is to be known about it, as sentences without a full stop. */
	readonly notes: readonly string[];
	/** Whether it leads to the plain page, with nothing in it to save. */
	readonly isPlain: boolean;
	/** Whether all of it could be read: a program computes no part of it. */
	readonly isWhole: boolean;
	/** Whether a part of it that could not be read may grant more than the profile says. */
	readonly mayGrantMore: boolean;
};

/** A link to a creation page of which no profile can be made. */
export type RefusedLink = {
	readonly source: string;
	/** The line that it begins on, the first being 1. */
	readonly line: number;
	/** How often the text has it. */
	readonly count: number;
	/** A sentence without a full stop. */
	readonly reason: string;
};

/** What to do with links besides taking them as they stand. */
export type ReadLinkOptions = {
	/** The resource owner of every fine-grained profile, a GitHub login, whatever the links say. */
	readonly owner?: string | undefined;
};

/** What stands before the host: a user and a password. */
const userInfo = /^.*(?:@|%40|&#0{0,5}64;|&#x0{0,5}40;|&commat;)/is;

const showSource = ({source, address, host = ''}: FoundLink): string => {
	const [user = ''] = userInfo.exec(host) ?? [];
	// HTML's escapes would keep a token from being masked.
	const text = containsToken(address) ? address : source;
	const masked = maskTokens(user === '' ? text : text.replaceAll(user, '…@'));
	return shorten(showText(masked), longestLink);
};

/** Other sites that have a page of their own at one of the paths. */
const otherSites = /(?:^|\.)(?:huggingface\.co|hf\.co)$/;

/** GitHub's own hosts that have no pages for tokens. */
const withoutPages = /(?:^|\.)github\.com(?::\d+)?$|^(?:api\.[a-z0-9-]+\.)?ghe\.com$/;

/** The host of a link, or the reason why it cannot be one. Without a host in the link it is the usual one. */
const judgeHost = ({
	host: found = defaultHost,
	scheme,
}: FoundLink): {host: string} | {reason: string} => {
	const bare = found.replace(userInfo, '');
	const written = showBriefly(bare);
	try {
		const read = readHost(scheme === 'http' ? found.replace(/:80$/, '') : found);
		if (otherSites.test(read)) {
			return {reason: `${read} is not a GitHub: its tokens are others`};
		}
		return read !== defaultHost && withoutPages.test(read)
			? {reason: `${read} has no page for new tokens`}
			: {host: read};
	} catch {
		return {
			reason:
				bare !== found
					? `its address names a user before the host ${written}`
					: `"${written}" is not a host name`,
		};
	}
};

const repeatedReason = 'it is given again later in the link, and the last one counts';

/** Each parameter once: of several with one name, the last one counts, as on GitHub's page. */
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

/** What is wrong with a profile, other than that something is still to be chosen. */
const findWrong = (profile: Profile): Problem | undefined =>
	findProblems(profile).find(({missing}) => missing === undefined);

/** The profile of the answers, without the description where that makes the link too long. */
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

/** Pages that make something else than a token, and what. */
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

/** Owners that instructions write in small letters where one's own belongs. */
const perhapsPlaceholder = /^(?:your|my|the)[-_]|[-_]here$|^(?:owner|username|organization)$/i;

/** The parameters that grant nothing. */
const grantless = new Set([
	'name',
	'description',
	'target_name',
	'expires_in',
	'default_expires_at',
]);

const mayGrantMore = ({mayGoOn, parameters}: FoundLink): boolean =>
	mayGoOn ||
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
					? [`The owner ${profile.owner} may stand for one to be filled in: --owner gives another`]
					: []),
			];

const listNotes = (link: FoundLink, profile: Profile, isPlain: boolean): readonly string[] => [
	...(link.isHostComputed
		? ['The host is computed: the program or the reader fills it in, so this may lead anywhere']
		: link.host === undefined
			? [`The link names no host: it is read as one to ${defaultHost}`]
			: hostWarnings(profile.host, hostKind(profile.host))),
	...(link.mayGoOn
		? [
				`The link could not be read whole: the program seems to add parameters to it${
					link.beside === undefined ? '' : `, perhaps ${link.beside}`
				}`,
			]
		: []),
	...(hasComputed(link) && !link.mayGoOn
		? ['The link could not be read whole: a program computes a part of it']
		: []),
	...(isPlain && !link.mayGoOn ? ['A link to the plain page: there is nothing in it to save'] : []),
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
			? [leaveOut('http', 'http', 'the link goes to https: GitHub is never opened without it')]
			: []),
		...repeated,
		...ignored,
		...fitted.ignored,
		...(link.fragment.includes('=')
			? [leaveOut('#', link.fragment, 'what follows # never reaches GitHub')]
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
		isWhole: !link.isHostComputed && !link.mayGoOn && !hasComputed(link),
	};
};

/** Items with equal keys once, where the first of them is, with their number. */
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
 * Every link to a creation page in a text of any kind, told apart by whether a profile can be made of
 * it, each different one once. `owner` has to be a GitHub login.
 */
export const sortLinks = (
	text: string,
	options: ReadLinkOptions = {},
): {readonly read: readonly ReadLink[]; readonly refused: readonly RefusedLink[]} => {
	// Each different one is judged once: logs have the same link thousands of times.
	const different = countEqual(
		findLinks(text),
		({source, address, isHostComputed, mayGoOn, beside}) =>
			`${source}\n${address}\n${isHostComputed}\n${mayGoOn}\n${beside}`,
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
 * Reads every different link to a creation page in a text of any kind: bare, in markdown, HTML, JSON, mail
 * or code. What comes out can be made into a link again, once an owner is chosen where one is missing.
 * Links that no profile can be made of are left out; `sortLinks` names them.
 */
export const readLinks = (text: string, options: ReadLinkOptions = {}): readonly ReadLink[] =>
	sortLinks(text, options).read;
