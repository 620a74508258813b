import {isPlaceholderName} from '../catalog/placeholders.ts';
import type {TokenTypeId} from '../profile/profile.ts';
import {tokenTypes} from '../token-types/index.ts';
import {findSeparateParameter, isQuote, matchAt} from './continue-address.ts';

/** What a creation page makes: a type of token, or an app. */
export type LinkPage = TokenTypeId | 'app' | 'oauth app';

/** The path of a creation page in a text, and the address before it. */
export type Place = {
	readonly start: number;
	readonly pathEnd: number;
	readonly scheme: 'http' | 'https';
	readonly host: string | undefined;
	readonly isHostComputed: boolean;
	readonly page: LinkPage;
	/** How many times the address is percent-encoded. */
	readonly level: number;
	/** Whether it is in the query of another address, without encoding. */
	readonly isInner: boolean;
	readonly isRelative: boolean;
};

const pagesByName: ReadonlyMap<string, LinkPage> = new Map([
	...Object.values(tokenTypes).map(({path, id}): [string, LinkPage] => [
		path.split('/')[2] ?? '',
		id,
	]),
	['apps', 'app'],
	['applications', 'oauth app'],
]);

/** The name of each page in its path. */
export const pageNames: ReadonlyMap<LinkPage, string> = new Map(
	[...pagesByName].map(([name, page]) => [page, name]),
);

// A slash, a hyphen and a colon, with the escapes of programs, manual pages, properties and HTML.
const slash = '(?:\\\\{0,4}/|%(?:25){0,8}2F|&#0{0,5}47;|&#x0{0,5}2f;)';
const dot = '(?:\\.|%(?:25){0,8}2E)';
const hyphen = '(?:\\\\{0,2}-|%(?:25){0,8}2D)';
const colon = '(?:\\\\?:|%(?:25){0,8}3A|&colon;|&#58;)';

/** The break between two lines or two string literals in the path. */
const pieces =
	'(?:["\'`]\\s{0,40}[+.\\\\]?\\s{0,40}["\'`]|[ \\t]{0,20}\\r?\\n[ \\t]{0,40}(?:(?:[*>#;]|//)[ \\t]{1,20})?)?';

/** A part of a path that browsers remove: a dot, or a name and two dots. */
const detour = `(?:${dot}|[\\w-]{1,40}${slash}${dot}{2})`;

/** The separator of two names in a path. Servers accept several slashes. */
const separator = `${slash}(?:${slash}|${detour}${slash}){0,4}`;

/** The path of a creation page, but not the beginning of a longer one: `/new` or `/new/`, not `/newer`. */
const pagePath = new RegExp(
	`(?<=((?:${slash}{1,2}${detour}){0,3}(?:${slash}{1,2}organizations${slash}[\\w-]{1,40})?${slash}{1,2})|[})>"'\`])settings${separator}${pieces}(${[...pagesByName.keys()].join('|').replaceAll('-', hyphen + pieces)})${separator}${pieces}new(?![A-Za-z0-9-]|_{1,20}[A-Za-z0-9-]|[./][\\w-]|%(?!(?:25){0,8}(?:3F|2[02367]|29|0[AD]))[\\da-f]{2})`,
	'gi',
);

/** The most characters before a path that are searched for a host. A host name has at most 255. */
const longestAddress = 300;

const schemes = new RegExp(`(https?)${colon}${slash}{2}`, 'gi');

/** A host in a link, also with a user and a port. */
const hostPattern =
	/^(?:\[[\da-f:.]{2,50}\](?::\d{1,5})?$|(?:(?!%(?:25){0,8}2F)[^\s/"'`|\\()<>{}[\]$]){1,280}$)/i;

/**
 * Patterns for what a program, a template or the reader fills in. `inside` returns the pattern for the text between
 * brackets, which it gets.
 */
const fillings = (inside: (brackets: string) => string): string =>
	[
		`[$#]\\{${inside('{}')}{1,200}\\}`,
		`\\{{2,3}${inside('{}')}{1,200}\\}{2,3}`,
		`\\{%${inside('%')}{1,280}%\\}`,
		`\\{${inside('{}')}{0,100}\\}`,
		'<[%?][^\\r\\n]{1,200}[%?]>',
		`[$\\\\]\\(${inside('()')}{1,200}\\)`,
		'\\$[A-Za-z_][\\w.>-]{0,80}',
		'%(?:<\\w{1,60}>|\\(\\w{1,60}\\))?[sv@]|%\\w{1,60}%',
	].join('|');

/** A host that is filled in, all of it or a part. */
const filledIn = new RegExp(
	`^[\\w.:-]{0,255}(?:${fillings(() => '[^\\r\\n]')}|<[^\\r\\n<>]{1,60}>|\\[[A-Za-z][\\w -]{0,60}\\]|\\\\?["'\`]\\s{0,20}(?:[+.&~<>|^*,]{1,2}|(?=[($\\w]))[^\\r\\n]{1,200}["'\`])[\\w.:-]{0,255}$`,
);

/** A format of a program, a variable of a batch file, or a placeholder in capitals. */
const standsForHost = /^%(?:[sv@]|\w{1,60}%)$|^[A-Z\d]{1,40}(?:_[A-Z\d]{1,40}){1,5}$/;

/** A host without a scheme. Only names that are surely GitHub's count. */
const bareHost =
	/(?:^|[\s"'`<>()[\]{}|,;=*_~]|(?<!:)(?:\\?\/){2})((?:www\.)?github\.com|[a-z0-9-]{1,63}\.ghe\.com)$/i;

/** Text before a path that a program or a template fills in. */
const computedBase = new RegExp(
	`(?:${fillings(brackets => `[^${brackets}\\r\\n]`)}|<(?:your|my|base|host|server|domain|web|git|ghe|url)[\\w .-]{0,40}>)$`,
	'i',
);

/** The beginning of a string literal that a program joins to something before it. */
const joinedLiteral =
	/(?:[\w)\]}]\s{0,20}(?:\+\+?|\.\.?|<>|&|~|\|\||\^|<<)\s{0,20}|(?:url|join|resolve|paste|concat)\w{0,20}\(\s{0,20}[^()"'\r\n]{1,60},\s{0,20}|\((?:concat|str)\s[^()"'\r\n]{1,60}\s)[fFrRbB$@]{0,2}["'`]$/i;

/** The text before a relative link. */
const beforeRelative = /(?:^|[\s"'`(<>=[|,]|@\{)$|&(?:quot|#34|#39|apos);$/i;

const levelOf = (written: string): number => {
	let level = 0;
	for (const [whole] of written.matchAll(/%(?:25){0,8}(?:2F|3A|3F|3D)/gi)) {
		level = Math.max(level, (whole.length - 1) / 2);
	}
	return level;
};

/** Returns how many times an address is percent-encoded, judged by the signs of its structure. */
const findLevel = (text: string, written: string, pathEnd: number, isInner: boolean): number => {
	const after = text.slice(pathEnd, pathEnd + 90);
	const [query = ''] = /^%(?:25){0,8}3F/i.exec(after) ?? [];
	const [first = ''] = isInner ? (/^\?[\w.[\]-]{1,60}%(?:25){0,8}3D/i.exec(after) ?? []) : [];
	return written.includes('%') || query !== '' || first !== ''
		? levelOf(written + query + first)
		: 0;
};

/** Finds the address that has a link in its query. */
const findOuter = (
	before: string,
): {readonly length: number; readonly scheme: string; readonly host: string} | undefined => {
	const at = before.lastIndexOf('://');
	if (at === -1 || !/(?:[=/]|%(?:25){0,8}3D)$/i.test(before)) {
		return undefined;
	}
	const [, scheme = ''] = /(https?)$/i.exec(before.slice(0, at)) ?? [];
	const rest = before.slice(at + 3);
	const [host = ''] = /^[\w.:-]{1,255}(?=\/|\?)/.exec(rest) ?? [];
	return scheme === '' || host === '' || /[\s"'`<>]/.test(rest)
		? undefined
		: {length: before.length - at + scheme.length, scheme, host};
};

type Address = Pick<Place, 'scheme' | 'host' | 'isHostComputed' | 'isRelative' | 'isInner'> & {
	/** The number of characters before the path. */
	readonly length: number;
};

const schemeOf = (written: string): 'http' | 'https' =>
	written.toLowerCase() === 'http' ? 'http' : 'https';

/** Inline markup around a host. */
const tags = /<\/?(?:span|b|em|strong|code)(?: [^<>]{0,100})?>/g;

/** Finds the last scheme in a text. */
const findScheme = (
	before: string,
): {readonly scheme: string; readonly start: number; readonly end: number} | undefined => {
	const [, plain = ''] =
		/(https?)$/i.exec(before.slice(0, before.lastIndexOf('://')).slice(-5)) ?? [];
	const at = before.lastIndexOf('://');
	if (plain !== '' && !/[%&\\]/.test(before.slice(at))) {
		return {scheme: plain, start: at - plain.length, end: at + 3};
	}
	const last = [...before.matchAll(schemes)].at(-1);
	return last === undefined
		? undefined
		: {scheme: last[1] ?? '', start: last.index, end: last.index + last[0].length};
};

const findAbsolute = (before: string): Address | undefined => {
	const found = findScheme(before);
	if (found === undefined) {
		return undefined;
	}
	const written = before.slice(found.end);
	const host = /^[\w.-]+$/.test(written)
		? written
		: written
				.replaceAll(/%(?:25){0,8}(2D|2E|3A)/gi, (_, code: string) => decodeURIComponent(`%${code}`))
				.replaceAll(tags, '');
	const isPlain = hostPattern.test(host);
	if (!isPlain && !filledIn.test(host)) {
		return undefined;
	}
	const isHostComputed =
		!isPlain ||
		(/[^a-z.]/.test(host) && (standsForHost.test(host) || host.split('.').some(isPlaceholderName)));
	return {
		length: before.length - found.start,
		scheme: schemeOf(found.scheme),
		host: isHostComputed ? undefined : host,
		isHostComputed,
		isRelative: false,
		isInner: findOuter(before.slice(0, found.start)) !== undefined,
	};
};

const findAddress = (before: string, hasQuery: boolean): Address | undefined => {
	const absolute = findAbsolute(before);
	if (absolute !== undefined) {
		return absolute;
	}
	const common = {scheme: 'https' as const, isInner: false};
	const bare = bareHost.exec(before)?.[1];
	if (bare !== undefined) {
		return {...common, length: bare.length, host: bare, isHostComputed: false, isRelative: false};
	}
	const outer = findOuter(before);
	if (outer !== undefined && !before.endsWith('/')) {
		const {host, scheme, length} = outer;
		return {
			length,
			scheme: schemeOf(scheme),
			host,
			isHostComputed: false,
			isRelative: false,
			isInner: true,
		};
	}
	const base = computedBase.exec(before)?.[0];
	if (base !== undefined || joinedLiteral.test(before)) {
		const length = base?.length ?? 0;
		return {...common, length, host: undefined, isHostComputed: true, isRelative: false};
	}
	return hasQuery && beforeRelative.test(before)
		? {...common, length: 0, host: undefined, isHostComputed: false, isRelative: true}
		: undefined;
};

/** Returns the name of a page without escapes and line breaks. */
const plainName = (name: string): string =>
	name
		.toLowerCase()
		.replaceAll(/%(?:25)*2d/g, '-')
		.replaceAll(/[^a-z-]/g, '');

const questionMark = /\/?(?:\\{0,2}\?|%(?:25){0,8}3F|&quest;|\(\w{1,40}=)/iy;

/** Finds every address in a text that leads to a creation page, in order. */
export const findPlaces = (text: string): readonly Place[] => {
	const places: Place[] = [];
	for (const match of text.matchAll(pagePath)) {
		const [written, slashes = '', name = ''] = match;
		const page = pagesByName.get(name) ?? pagesByName.get(plainName(name));
		const pathStart = match.index - slashes.length;
		const pathEnd = match.index + written.length;
		const before = text.slice(Math.max(0, pathStart - longestAddress), pathStart);
		const hasQuery =
			matchAt(questionMark, text, pathEnd) !== undefined ||
			(isQuote(text[pathEnd] ?? '') &&
				findSeparateParameter(text, pathEnd, text.length) !== undefined);
		const address = findAddress(before, hasQuery);
		if (page !== undefined && address !== undefined) {
			const {length, scheme, host, isHostComputed, isRelative, isInner} = address;
			const start = pathStart - length;
			const isWhole = !isInner || host === undefined;
			const path = text.slice(isWhole ? start : pathStart, pathEnd);
			const level = findLevel(text, path, pathEnd, isInner);
			places.push({
				start,
				pathEnd,
				page,
				level,
				scheme,
				host,
				isHostComputed,
				isRelative,
				isInner,
			});
		}
	}
	return places;
};
