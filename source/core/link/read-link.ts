import {type Answers, profileFrom} from '../profile/answers.ts';
import {readHost} from '../profile/host.ts';
import type {Ignored, Profile} from '../profile/profile.ts';
import {containsToken, maskTokens, shorten, showText} from '../text/text.ts';
import {leaveOut} from '../token-types/ignored.ts';
import {tokenTypes} from '../token-types/index.ts';
import type {LinkParameter} from '../token-types/token-type.ts';
import {type FoundLink, findLinks} from './find-links.ts';
import {findProblems, longestLink} from './link.ts';

/** A link that was read, as a profile that `findProblems` finds nothing wrong with. */
export type ReadLink = {
	/** The link as it stood in the text, escapes included, with tokens and hidden characters masked. */
	readonly source: string;
	/** The profile's host, for `hostKind`. */
	readonly host: string;
	/** Without a name to save it under. */
	readonly profile: Profile;
	/** What GitHub would ignore or refuse, each with the reason. */
	readonly ignored: readonly Ignored[];
};

/** A link to a creation page of which no profile can be made. */
export type RefusedLink = {
	readonly source: string;
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

const showSource = ({source, address, host}: FoundLink): string => {
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

/** The host of a link, or the reason why it cannot be one. */
const judgeHost = ({host, scheme}: FoundLink): {host: string} | {reason: string} => {
	const bare = host.replace(userInfo, '');
	const written = showText(maskTokens(bare));
	try {
		const read = readHost(scheme === 'http' ? host.replace(/:80$/, '') : host);
		if (otherSites.test(read)) {
			return {reason: `${read} is not a GitHub: its tokens are others`};
		}
		return read !== 'github.com' && withoutPages.test(read)
			? {reason: `${read} has no page for new tokens`}
			: {host: read};
	} catch {
		return {
			reason:
				bare !== host
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

/** The profile of the answers, without the description where that makes the link too long. */
const shortenLink = (
	answers: Answers,
	profileOf: (answers: Answers) => Profile,
): {readonly profile: Profile; readonly ignored: readonly Ignored[]} => {
	const profile = profileOf(answers);
	const {description} = answers;
	if (description === undefined || findProblems(profile).length === 0) {
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

const readFound = (link: FoundLink, {owner}: ReadLinkOptions): ReadLink | RefusedLink => {
	const source = showSource(link);
	const judged = judgeHost(link);
	if ('reason' in judged) {
		return {source, reason: judged.reason};
	}
	const {host} = judged;
	const {kept, repeated} = keepLast(link.parameters);
	const {answers, ignored} = tokenTypes[link.type].read(kept, owner);
	const fitted = shortenLink(answers, given =>
		profileFrom({...given, type: link.type, host}, host),
	);
	const [problem] = findProblems(fitted.profile);
	if (problem !== undefined) {
		return {source, reason: problem.message};
	}
	return {
		source,
		host,
		profile: fitted.profile,
		ignored: [
			...(link.scheme === 'http'
				? [leaveOut('http', 'http', 'the link goes to https: GitHub is never opened without it')]
				: []),
			...repeated,
			...ignored,
			...fitted.ignored,
			...(link.fragment.includes('=')
				? [leaveOut('#', link.fragment, 'what follows # never reaches GitHub')]
				: []),
		],
	};
};

/**
 * Every link to a creation page in a text of any kind, told apart by whether a profile can be made of
 * it. `owner` has to be a GitHub login.
 */
export const sortLinks = (
	text: string,
	options: ReadLinkOptions = {},
): {readonly read: readonly ReadLink[]; readonly refused: readonly RefusedLink[]} => {
	const read: ReadLink[] = [];
	const refused: RefusedLink[] = [];
	for (const found of findLinks(text)) {
		const link = readFound(found, options);
		if ('reason' in link) {
			refused.push(link);
		} else {
			read.push(link);
		}
	}
	return {read, refused};
};

/**
 * Reads every link to a creation page in a text of any kind: bare, in markdown, HTML, JSON or code. What
 * comes out can always be made into a link again. Links that no profile can be made of are left out;
 * `sortLinks` names them.
 */
export const readLinks = (text: string, options: ReadLinkOptions = {}): readonly ReadLink[] =>
	sortLinks(text, options).read;
