import type {TokenTypeId} from '../profile/profile.ts';
import {replaceKeepingPlaces} from '../text/replace-keeping-places.ts';
import {tokenTypes} from '../token-types/index.ts';
import type {LinkParameter} from '../token-types/token-type.ts';

/** A link to one of GitHub's creation pages as it stands in a text, taken apart but not judged. */
export type FoundLink = {
	/** The link as it stands in the text, escapes included, without the punctuation around it. */
	readonly source: string;
	/** The link without the escapes of what it stands in. */
	readonly address: string;
	readonly scheme: 'http' | 'https';
	/** The host as written, a user and a port included. */
	readonly host: string;
	readonly type: TokenTypeId;
	/** In the link's order, repeated ones included. */
	readonly parameters: readonly LinkParameter[];
	/** What follows `#`, empty when nothing does. */
	readonly fragment: string;
};

/** Where a page's path stands in the text, and the address before it. */
type Place = {
	readonly start: number;
	readonly pathEnd: number;
	readonly scheme: 'http' | 'https';
	readonly host: string;
	readonly path: string;
};

/** How far a link reaches into the text after its path. */
type Extent = {
	readonly length: number;
	/** Whether something marks the end, so that punctuation there belongs to the link. */
	readonly exact: boolean;
};

const typesByPath: ReadonlyMap<string, TokenTypeId> = new Map(
	Object.values(tokenTypes).map(({path, id}) => [path, id]),
);

const escapeForPattern = (text: string): string => text.replaceAll(/[/.*+?^${}()|[\]\\]/g, '\\$&');

/** A path of a creation page that does not go on into another one: `/new`, `/new/`, not `/newer`. */
const pagePath = new RegExp(
	`(?:${[...typesByPath.keys()].map(escapeForPattern).join('|')})(?!_*[A-Za-z0-9-]|[./%][\\w-])`,
	'g',
);

/** The longest address before a path that is looked at: a host name has at most 255 characters. */
const longestAddress = 300;

const withScheme = /(https?):\/\/([^\s/"'`|\\()]{1,280})$/i;

/** Without a scheme only the names that are surely GitHub's count as a host. */
const withoutScheme =
	/(?:^|[\s"'`<>()[\]{}|,;=*_~]|(?<!:)\/\/)((?:www\.)?github\.com|[a-z0-9-]+\.ghe\.com)$/i;

const placeOf = (text: string, index: number, path: string): Place | undefined => {
	const before = text.slice(Math.max(0, index - longestAddress), index);
	const pathEnd = index + path.length;
	const [address, scheme, host] = withScheme.exec(before) ?? [];
	if (address !== undefined && scheme !== undefined && host !== undefined) {
		return {
			start: index - address.length,
			pathEnd,
			scheme: scheme.toLowerCase() === 'http' ? 'http' : 'https',
			host,
			path,
		};
	}
	const bare = withoutScheme.exec(before)?.[1];
	return bare === undefined
		? undefined
		: {start: index - bare.length, pathEnd, scheme: 'https', host: bare, path};
};

const findPlaces = (text: string): readonly Place[] =>
	[...text.matchAll(pagePath)].flatMap(match => {
		const place = placeOf(text, match.index, match[0]);
		return place === undefined ? [] : [place];
	});

/** Characters that can end a link that nothing encloses, and brackets, which are counted. */
const telling =
	/[\s"'`<>|&\\$()[\]{}\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\u2018-\u201F\u3000-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]/g;

/** What a program or a reader would fill in: `=<owner>`, `{owner}`, also as part of `${owner}` or `{{owner}}`. */
const placeholderAt = /\{[^{}\r\n]{0,200}\}|(?<==)<[a-z][\w .-]{0,60}>/iy;

/** Written-out characters that cannot be in an address: quotation marks, angle brackets, a space. */
const closingEntity =
	/&(?:quot|apos|lt|gt|nbsp|#0{0,5}(?:34|39|60|62|160)|#x0{0,5}(?:22|27|3c|3e|a0));/iy;

const matchAt = (pattern: RegExp, text: string, index: number): string | undefined => {
	pattern.lastIndex = index;
	return pattern.exec(text)?.[0];
};

const openers: Readonly<Record<string, string>> = {')': '(', ']': '[', '}': '{'};

/** Whether a character between the letters and digits of a link ends it. Brackets are counted elsewhere. */
const endsLink = (window: string, index: number, spaces: boolean): boolean => {
	const character = window[index] ?? '';
	switch (character) {
		case '$':
		case "'":
			return false;
		case '&':
			return matchAt(closingEntity, window, index) !== undefined;
		case '\\':
			// A line break or a tab in a program's string, not an escaped character.
			return /[a-tv-z]/i.test(window[index + 1] ?? '');
		default:
			return !(spaces && ' |'.includes(character));
	}
};

/**
 * Where a link ends of which only the start is known. `opener` is the character before it, if any, and
 * `spaces` says whether it may hold some.
 */
const scanOpenEnd = (window: string, opener: string, spaces: boolean): number => {
	const depth = new Map(Object.values(openers).map(bracket => [bracket, 0]));
	telling.lastIndex = 0;
	for (let stop = telling.exec(window); stop !== null; stop = telling.exec(window)) {
		const [character] = stop;
		const placeholder = matchAt(placeholderAt, window, stop.index);
		const opened = openers[character];
		const open = depth.get(opened ?? character);
		if (placeholder !== undefined) {
			telling.lastIndex = stop.index + placeholder.length;
		} else if (open === undefined) {
			if (endsLink(window, stop.index, spaces)) {
				return stop.index;
			}
		} else if (opened === undefined) {
			depth.set(character, open + 1);
		} else if (open > 0) {
			depth.set(opened, open - 1);
		} else if (opened === opener) {
			return stop.index;
		}
	}
	return window.length;
};

/** A string that goes on after a value: `'…target_name=' + owner + '&contents=read'`. */
const continuation = /(["'])\s{0,20}[+.][^"'`\r\n]{1,200}[+.]\s{0,20}\1/y;

/** The longest expression in a template that is looked through, in characters. */
const longestExpression = 500;

/** Where an expression ends that begins with `${` at `start`, strings and templates in it included. */
const scanExpression = (text: string, start: number): number | undefined => {
	let depth = 0;
	for (
		let index = start + 1;
		index < Math.min(text.length, start + longestExpression);
		index += 1
	) {
		if (text[index] === '{') {
			depth += 1;
		} else if (text[index] === '}') {
			depth -= 1;
			if (depth === 0) {
				return index + 1;
			}
		}
	}
	return undefined;
};

/** Where a program's template ends, past the expressions in it, which may hold templates of their own. */
const scanToBacktick = (text: string): number | undefined => {
	const pattern = /`|\$\{|[\r\n]/g;
	for (let stop = pattern.exec(text); stop !== null; stop = pattern.exec(text)) {
		if (stop[0] === '`') {
			return stop.index;
		}
		const end = stop[0] === '${' ? scanExpression(text, stop.index) : undefined;
		if (end === undefined) {
			return undefined;
		}
		pattern.lastIndex = end;
	}
	return undefined;
};

const scanToQuote = (window: string, quote: string): number | undefined => {
	let index = window.indexOf(quote);
	while (index !== -1) {
		const joined = matchAt(continuation, window, index);
		if (joined === undefined) {
			return index;
		}
		index = window.indexOf(quote, index + joined.length);
	}
	return undefined;
};

/** Where the brackets around a markdown link's address close, spaces included. */
const scanToBracket = (window: string): number | undefined => {
	let depth = 0;
	for (const {0: character, index} of window.matchAll(/[()]/g)) {
		depth += character === '(' ? 1 : -1;
		if (depth < 0) {
			return index;
		}
	}
	return undefined;
};

/** How much of a markdown link's brackets is the address: a title in quotation marks may follow it. */
const withoutTitle = (inside: string): number => {
	const trimmed = inside.trimEnd();
	const quote = trimmed.at(-1) ?? '';
	if (quote === '"' || quote === "'") {
		const opening = trimmed.lastIndexOf(quote, trimmed.length - 2);
		const before = trimmed.slice(0, Math.max(0, opening));
		if (opening > 0 && before.trimEnd().length < before.length) {
			return before.trimEnd().length;
		}
	}
	return trimmed.length;
};

const enclosedLength = (window: string, rest: string, before: string): number | undefined => {
	const opener = before.at(-1) ?? '';
	if (opener === '`') {
		return scanToBacktick(rest);
	}
	if (opener === '"' || opener === "'") {
		return scanToQuote(window, opener);
	}
	if (opener === '<') {
		const end = window.indexOf('>');
		return end === -1 ? undefined : end;
	}
	if (before.endsWith('](')) {
		const end = scanToBracket(window);
		return end === undefined ? undefined : withoutTitle(window.slice(0, end));
	}
	return undefined;
};

const extentOf = (text: string, place: Place, limit: number, alone: boolean): Extent => {
	const rest = text.slice(place.pathEnd, limit);
	const lineEnd = rest.search(/[\r\n]/);
	const window = lineEnd === -1 ? rest : rest.slice(0, lineEnd);
	const before = text.slice(Math.max(0, place.start - 2), place.start);
	const enclosed = enclosedLength(window, rest, before);
	if (enclosed !== undefined) {
		return {length: enclosed, exact: true};
	}
	const opener = before.at(-1) ?? '';
	const spaces = alone && /^[/\\]*\?/.test(window);
	const length = scanOpenEnd(window, opener, spaces);
	const wholeLine =
		(opener === '' || opener === '\n' || opener === '\r') &&
		length === window.length &&
		(lineEnd !== -1 || limit === text.length);
	return {length, exact: wholeLine};
};

const namedCharacters: Readonly<Record<string, string>> = {
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	equals: '=',
	plus: '+',
	colon: ':',
	comma: ',',
	num: '#',
	quest: '?',
};

const decodeNumber = (entity: string, digits: string, base: number): string => {
	const code = Number.parseInt(digits, base);
	return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : entity;
};

/** Expressions without what would divide a link: the link is cut where its own parameters end. */
const closeExpressions = (text: string): string => {
	let closed = '';
	let from = 0;
	for (let at = text.indexOf('${'); at !== -1; at = text.indexOf('${', from)) {
		const end = scanExpression(text, at) ?? at + 2;
		closed += text.slice(from, at) + text.slice(at, end).replaceAll(/[&#?\s]+/g, ' ');
		from = end;
	}
	return closed + text.slice(from);
};

/** A link without the escapes of markdown, HTML, shells and strings in programs. */
const unescapeLink = (text: string): string =>
	closeExpressions(text)
		.replaceAll('^&', '&')
		.replaceAll(/\\+/g, '\\')
		.replaceAll(/\\u00([2-7][0-9a-f])/gi, (_, digits: string) =>
			String.fromCharCode(Number.parseInt(digits, 16)),
		)
		.replaceAll(/\\(?=[!-/:-@[-`{-~]|$)/g, '')
		.replaceAll(/&(?:(?:amp|#0{0,5}38|#x0{0,5}26);)+/gi, '&')
		.replaceAll(/&([a-z]{2,6});/gi, (entity, name: string) =>
			Object.hasOwn(namedCharacters, name.toLowerCase())
				? (namedCharacters[name.toLowerCase()] ?? entity)
				: entity,
		)
		.replaceAll(/&#(\d{1,7});/g, (entity, digits: string) => decodeNumber(entity, digits, 10))
		.replaceAll(/&#x([0-9a-f]{1,6});/gi, (entity, digits: string) =>
			decodeNumber(entity, digits, 16),
		);

/** The parameters whose values are free text, in which punctuation at the end can mean something. */
const freeTexts = /[?&](?:name|description)=[^&#]*$/;

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A link's end without the punctuation of the sentence around it. */
const trimPunctuation = (link: string, before: string): string => {
	const emphasis = '*_~'.includes(before) ? before : '';
	const unmatched = new Map(
		Object.entries(openers).map(([closer, opener]) => [
			closer,
			count(link, closer) - count(link, opener),
		]),
	);
	for (const quote of ['"', "'"]) {
		unmatched.set(quote, count(link, quote) % 2);
	}
	let end = link.length;
	while (end > 0) {
		const character = link[end - 1] ?? '';
		const surplus = unmatched.get(character);
		if (surplus !== undefined && surplus > 0) {
			unmatched.set(character, surplus - 1);
		} else if (!`.,;:!?…${emphasis}`.includes(character)) {
			break;
		}
		end -= 1;
	}
	return link.slice(0, end);
};

const decode = (written: string): string => new URLSearchParams(`v=${written}`).get('v') ?? '';

const readParameter = (part: string): LinkParameter => {
	const equals = part.indexOf('=');
	const name = equals === -1 ? part : part.slice(0, equals);
	const written = equals === -1 ? '' : part.slice(equals + 1);
	return {name: decode(name), value: decode(written), written};
};

/** Every parameter of a query, in its order, repeated ones included. */
const readQuery = (query: string): readonly LinkParameter[] =>
	query
		.split('&')
		.filter(part => part !== '')
		.map(readParameter);

/** One character at the end of an escaped link, with its escape. */
const escapedEnd =
	/(?:&(?:(?:amp|#0{0,5}38|#x0{0,5}26);){0,5}#?\w{1,8};|%[\da-f]{2}|\\u00[2-7][\da-f]|\\[^\\\w\s])$/i;

const longestEscape = 60;

/** How long an escaped link is without so many of its characters, the blanks and backslashes at its end. */
const lengthWithout = (escaped: string, surplus: number): number => {
	let end = escaped.trimEnd().length;
	for (let left = surplus; left > 0 && end > 0; left -= 1) {
		const [last] = escapedEnd.exec(escaped.slice(Math.max(0, end - longestEscape), end)) ?? [''];
		const isOne = last !== '' && (last.startsWith('%') || unescapeLink(last).length === 1);
		end -= isOne ? last.length : 1;
	}
	while (end > 0 && /[\s\\]/.test(escaped[end - 1] ?? '')) {
		end -= 1;
	}
	return end;
};

/** A link and where it stands. */
type StandingLink = {
	readonly found: FoundLink;
	readonly start: number;
	/** Where the link ends. */
	readonly end: number;
	/** Where what was looked at ends: the link and the punctuation after it. */
	readonly windowEnd: number;
};

const takeApart = (
	text: string,
	place: Place,
	{length, exact}: Extent,
): StandingLink | undefined => {
	const type = typesByPath.get(place.path);
	if (type === undefined) {
		return undefined;
	}
	const before = text[place.start - 1] ?? '';
	const windowEnd = place.pathEnd + length;
	const escaped = text.slice(place.pathEnd, windowEnd);
	const unescaped = unescapeLink(escaped).trimEnd();
	const rest = exact && freeTexts.test(unescaped) ? unescaped : trimPunctuation(unescaped, before);
	// Ruby fills #{…} in; it does not begin a fragment.
	const hash = rest.search(/#(?!\{)/);
	const address = hash === -1 ? rest : rest.slice(0, hash);
	const question = address.indexOf('?');
	const end = place.pathEnd + lengthWithout(escaped, unescaped.length - rest.length);
	return {
		found: {
			source: text.slice(place.start, end),
			address: `${text.slice(place.start, place.pathEnd)}${rest}`,
			scheme: place.scheme,
			host: place.host,
			type,
			parameters: question === -1 ? [] : readQuery(address.slice(question + 1)),
			fragment: hash === -1 ? '' : rest.slice(hash + 1),
		},
		start: place.start,
		end,
		windowEnd,
	};
};

const findPlainLinks = (text: string): readonly StandingLink[] => {
	const places = findPlaces(text);
	const alone = places.length === 1 && places[0]?.start === 0 && !/[\r\n]/.test(text);
	return places.flatMap((place, index) => {
		const limit = places[index + 1]?.start ?? text.length;
		const extent = extentOf(text, place, limit, alone);
		return takeApart(text, place, extent) ?? [];
	});
};

/** Characters that a decoded address has to keep encoded, to end where it ended before. */
const keptEncoded = /[\s"'`<>|\\^{}()[\]\u0000-\u001F\u007F-\u009F]/g;

const decodeAddress = (encoded: string): string => {
	try {
		return decodeURIComponent(encoded).replaceAll(keptEncoded, character =>
			encodeURIComponent(character).replace(
				/[()']/,
				plain => `%${plain.charCodeAt(0).toString(16)}`,
			),
		);
	} catch {
		return encoded;
	}
};

const encodedPaths = [...typesByPath.keys()]
	.map(path => escapeForPattern(path.replaceAll('/', '%2F')))
	.join('|');

/**
 * A link inside a parameter of another one, such as a redirection (`?target=https%3A%2F%2F…`), or of a
 * link to GitHub's login, which leads to a path (`/login?return_to=%2Fsettings…`).
 */
const encodedLink = new RegExp(
	`(?:(https?://[^\\s/?#"'<>\`]{1,255})/(?:login|session)\\?(?:[\\w%.=-]{1,100}&){0,5}return_to=|https?(?:%3A%2F%2F|://)[\\w.-]{1,255}(?:%3A\\d{1,5})?)(?:${encodedPaths})[\\w%.~*+:,!-]*`,
	'gi',
);

/**
 * The links that stand encoded in a part of a text, from `from` to `to`, that has no others. `sourceOf`
 * gives what stands between two places.
 */
const findEncodedLinks = (
	text: string,
	from: number,
	to: number,
	sourceOf: (start: number, end: number) => string,
): readonly FoundLink[] => {
	const part = text.slice(from, to);
	return /%2Fnew/i.test(part)
		? [...part.matchAll(encodedLink)].flatMap(({0: link, 1: loginAddress, index}) => {
				const encoded =
					loginAddress === undefined ? link : loginAddress + link.replace(/^.*?return_to=/i, '');
				const decoded = decodeAddress(encoded);
				const links = findPlainLinks(decoded);
				const [only] = links;
				if (only === undefined || links.length > 1) {
					// Each would repeat the whole of them.
					return links.map(({found}) => found);
				}
				const start = from + index;
				const length = lengthWithout(link, decoded.length - only.end);
				return [{...only.found, source: sourceOf(start, start + length)}];
			})
		: [];
};

/** What stands between a link and itself as its caption, in markdown and HTML. */
const betweenCaption = /^(?:\]\(<?|["'][^<>]{0,200}>)$/;

/** Slashes as programs and HTML write them. */
const escapedSlashes = /\\\/|&#(?:47|x2f);/gi;

/**
 * Every link to one of GitHub's creation pages in a text of any kind: bare, in markdown, HTML, JSON
 * or code, with their escapes, or as a parameter of another link. A text that is nothing but a link may
 * have spaces in it. A link with itself as its caption is one. Takes time in proportion to the text.
 */
export const findLinks = (text: string): readonly FoundLink[] => {
	const trimmed = text.trim();
	const {text: plain, placeBefore} = replaceKeepingPlaces(trimmed, escapedSlashes, () => '/');
	const sourceOf = (start: number, end: number): string =>
		trimmed.slice(placeBefore(start), placeBefore(end));
	const links: FoundLink[] = [];
	let from = 0;
	let last: string | undefined;
	for (const {found, start, end, windowEnd} of findPlainLinks(plain)) {
		const isCaption =
			found.address === last &&
			betweenCaption.test(plain.slice(Math.max(from, start - 250), start));
		last = found.address;
		if (isCaption) {
			from = windowEnd;
			continue;
		}
		for (const encoded of findEncodedLinks(plain, from, start, sourceOf)) {
			links.push(encoded);
		}
		links.push({...found, source: sourceOf(start, end)});
		from = windowEnd;
	}
	return [...links, ...findEncodedLinks(plain, from, plain.length, sourceOf)];
};
