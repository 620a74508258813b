import {permissionFacts} from '../catalog/permission-facts.ts';
import {gapMark, type LinkParameter} from '../token-types/token-type.ts';
import {findPlaces, type LinkPage, type Place, pageNames} from './find-places.ts';
import {blanks, joinPieces, notNew, operator, prefix} from './join-pieces.ts';
import type {Separator} from './joined-literal.ts';
import {type AddressRest, readAddress} from './read-address.ts';
import {findWrappedTexts, type WrappedText} from './unwrap-links.ts';

/** A link to one of GitHub's creation pages as it stands in a text, taken apart but not judged. */
export type FoundLink = {
	/** The link as it stands in the text, escapes included, without the punctuation around it. */
	readonly source: string;
	/** The line that it begins on, the first being 1. */
	readonly line: number;
	/** The link without the escapes of what it stands in. */
	readonly address: string;
	readonly scheme: 'http' | 'https';
	/** The host as written, a user and a port included. Unset where the link names none. */
	readonly host: string | undefined;
	/** Whether a program or a template computes the host. */
	readonly isHostComputed: boolean;
	readonly page: LinkPage;
	/** In the link's order, repeated ones included. */
	readonly parameters: readonly LinkParameter[];
	/** What follows `#`, empty when nothing does. */
	readonly fragment: string;
	/** Whether the program around it seems to add parameters. */
	readonly mayGoOn: boolean;
};

/** The parameters of all pages: those that belong to a link that stands bare inside of another one. */
const ownNames: ReadonlySet<string> = new Set([
	...['name', 'description', 'target_name', 'expires_in', 'scopes', 'default_expires_at'],
	...permissionFacts.map(({parameter}) => parameter),
]);

/** A function that joins its arguments, before a string literal. */
const joiningFunction =
	/(?:concat(?:enate)?!?|\bstr|paste0?|join|\bcat|sprint\w{0,2}|append|\])\s{0,5}[([]?\s{0,5}[([{]?\s{0,5}["'`]$/i;

/** The same in Lisp. */
const joiningForm = /\((?:concat|str|s-concat|string-append|format)\s{1,20}"$/i;

/** The parameters whose values are free text, in which punctuation at the end can mean something. */
const freeTexts = /[?&](?:name|description)=[^&#]*$/;

const openers: Readonly<Record<string, string>> = {')': '(', ']': '[', '}': '{'};

const count = (text: string, character: string): number => text.split(character).length - 1;

/** How long a link is without the punctuation of the sentence around it. */
const lengthWithoutPunctuation = (link: string, before: string): number => {
	const emphasis = '*_~+'.includes(before) ? before : '';
	const unmatched = new Map(
		Object.entries(openers).map(([closer, opener]) => [
			closer,
			count(link, closer) - count(link, opener),
		]),
	);
	unmatched.set("'", count(link, "'") % 2);
	let end = link.length;
	while (end > 0) {
		const character = link[end - 1] ?? '';
		const surplus = unmatched.get(character);
		const isEllipsis = /[=&](?:\.{3}|…)$/.test(link.slice(Math.max(0, end - 4), end));
		if (surplus !== undefined && surplus > 0) {
			unmatched.set(character, surplus - 1);
		} else if (isEllipsis || !` .,;:!?…${emphasis}`.includes(character)) {
			break;
		}
		end -= 1;
	}
	// The gateway's own end mark: `__https://…__;`.
	return before === '_' && link.slice(0, end).endsWith('__') ? end - 2 : end;
};

const decode = (written: string): string =>
	new URLSearchParams(`v=${written.replaceAll('&', '%26')}`).get('v') ?? '';

/** Every parameter of a query, in its order, repeated ones included. */
const readQuery = (query: string, gaps: readonly string[]): readonly LinkParameter[] => {
	let used = 0;
	/** A text with what stands at its marks, and that alone. */
	const fill = (text: string): {readonly text: string; readonly gaps: readonly string[]} => {
		const from = used;
		used += count(text, gapMark);
		const parts = text.split(gapMark);
		return {
			text: parts
				.map((part, index) => part + (index === parts.length - 1 ? '' : (gaps[from + index] ?? '')))
				.join(''),
			gaps: gaps.slice(from, used),
		};
	};
	return query
		.split('&')
		.filter(part => part !== '')
		.map((part): LinkParameter => {
			const equals = part.indexOf('=');
			const name = equals === -1 ? part : part.slice(0, equals);
			const value = equals === -1 ? '' : part.slice(equals + 1);
			const isNameComputed = name.includes(gapMark);
			const filledName = fill(name).text;
			const filled = fill(value);
			return {
				name: isNameComputed ? filledName : decode(name),
				value: decode(value),
				written: filled.text,
				...(filled.gaps.length === 0 ? {} : {gaps: filled.gaps}),
				...(isNameComputed ? {isNameComputed} : {}),
			};
		});
};

/**
 * The parameters of what stands behind a page's path. Without a question mark there are none: what looks like some
 * is a name that GitHub does not know.
 */
const readParameters = (
	address: string,
	gaps: readonly string[],
	isInner: boolean,
): readonly LinkParameter[] => {
	const question = address.startsWith(gapMark) ? -1 : address.indexOf('?');
	if (question !== -1 || address.startsWith(gapMark)) {
		return readQuery(address.slice(question + 1), gaps);
	}
	return !isInner && /^\/?&\w+=/.test(address) ? [{name: address, value: '', written: ''}] : [];
};

/** A link and where it stands. */
type StandingLink = {
	readonly found: Omit<FoundLink, 'source' | 'line'>;
	readonly start: number;
	readonly end: number;
	/** Where what was looked at ends: the link and the punctuation after it. */
	readonly windowEnd: number;
};

/** The address of a page without its query, as it is without any encoding. */
const addressOf = ({scheme, host, page}: Place): string =>
	`${scheme}://${host ?? ''}/settings/${pageNames.get(page) ?? ''}/new`;

/** What programs call by which they add parameters to an address. */
const addsParameters =
	/(?:search_?params|url_?(?:search|encode)|query|params)\w{0,20}\b|\.(?:append|set)\(/i;

/** What stands before a literal that a program takes apart as an address, or that it keeps under a name. */
const parsedAddress = /\bur[li]\w{0,10}\(\s{0,20}["'`]$/i;
const keptAddress = new RegExp(
	`([A-Za-z_]\\w{0,60})(?:\\[\\d{0,9}\\])?["']?(?: ?: ?[\\w.<>&']{1,30})?\\s{0,5}(?::?=|:|<-|\\bto\\b|(?<=\\b(?:define|set|setq|def|defvar|let|const)\\s[\\w\\s]{1,60}))\\s{0,5}(?:(?:new )?\\w{1,30}(?=\\())?[([]{0,2}\\s{0,20}${prefix}["'\`]$`,
);

/**
 * What stands behind the literal of a link where a program adds to it in a way that was not followed: another
 * literal, with at most an operator between, an operator and an expression, a macro, a method that adds, or a
 * literal of the same statement that begins as the rest of an address does.
 */
const addition = new RegExp(
	`^(?:(?:\\\\?(?:"{1,3}(?!")|'{1,3}(?!')|\`{1,3}(?!\`)))\\)?(?:(?!\\s{0,40}\\n[ \\t]{0,40}\\r?\\n)${blanks}(?:(?!\\|\\s)[^\\s\\w"'\`,;:=!?()[\\]{}>-]{1,4}${blanks})?${prefix}["'\`]${notNew}(?=[^\\s;)\\]}])|${[
		`(?:\\s${blanks})?(?:\\+\\+?|<>|\\.\\.|&(?!&))[ \\t]{0,20}[\\w$@({[]`,
		`\\s${blanks}(?!\\|\\||[.]|/)(?:${operator})[ \\t]{1,20}[\\w$@({[]`,
		'\\s{0,20}\\|\\|\\s{0,20}(?!true\\b|false\\b|exit\\b|return\\b|die\\b)[\\w.$]{1,60}\\s{0,20}(?:[;),]|\\|\\||$)',
		'(?:[A-Z_][A-Z\\d_]{1,60}\\b|\\s{0,20}[A-Z_][A-Z\\d_]{1,60}\\s{0,20}["\'`;)])',
		'\\s{0,20}\\.(?:concat|append|add|push|plus|extend|cat|format|insert|replace|gsub|sub)\\w{0,10}[( ]',
		'\\s{0,20}%\\s{0,20}[\\w({[]',
		'[^,;:)\\]}>"\'`\\n]{1,60}["\'`](?=[?&,=]\\w|%2[6C])',
		'(?:\\s{0,20},\\s{0,20}[^,;()\\]\\n]{1,100}){1,20}\\]\\s{0,20}\\.(?:join|concat)',
	].join('|')}))`,
);

/** Whether a program changes what it keeps under a name, or joins it to something, in the lines after that. */
const changes = (name: string, after: string): boolean =>
	new RegExp(
		[
			// `u += …`, `u << …`, `u.append(…)`, `u = u + …`, and a name as an argument of a function that joins.
			`(?<![\\w.?&])${name}["']?\\s{0,5}(?:[-+.*|&~^<>‹?]{1,3}=(?![=>])|<<|<‹|\\.(?:append|concat|push|add|insert)\\w{0,10}\\()`,
			`(?<![\\w.?&])${name}\\s{0,5}(?::?=|<-)(?![=>])[^\\n]{0,200}(?<!\\w)${name}\\b(?!["']?\\s{0,5}[:=])`,
			`(?:concat|paste|\\bstr|join|\\bcat)\\w{0,20}!?[ (][^\\n]{0,60}(?<!\\w)${name}\\b`,
			// `$URL,delete_repo` of a shell.
			`\\$\\{?${name}\\}?[?&,]\\w`,
			// Beside the rest of an address, on one line.
			`(?<![\\w?&])${name}\\b(?!["']?\\s{0,5}[:=])[^\\n]{0,200}?(?:[?&]\\w{2,40}=|["'\`}][?&,](?:\\w|\\$))`,
			`["'\`][^\\n]{0,60}[?&]\\w{2,40}=[^\\n]{0,200}(?<![\\w?&])${name}\\b(?!["']?\\s{0,5}[:=])`,
		].join('|'),
	).test(after);

/** Whether the program around a literal seems to add to the link that ends at `end`. */
const seemsToGoOn = (
	text: string,
	{start}: Place,
	end: number,
	{isPlain, hasGaps, joinedBy}: {isPlain: boolean; hasGaps: boolean; joinedBy: Separator},
): boolean => {
	const before = text.slice(Math.max(0, start - 100), start);
	const after = text.slice(end, end + 2000);
	const [closed] = /^[?&=,]{0,2}(?:\\?["'`]|(?=<[a-z]))/.exec(after) ?? [];
	if (closed === undefined || !/["'`]$/.test(before)) {
		const [, unquoted] = /(?:^|\s)([A-Za-z_]\w{0,60})=$/.exec(before) ?? [];
		return unquoted !== undefined && changes(unquoted, after);
	}
	const isUnfinished = /[?&=,]$/.test(text.slice(start, end)) || /^[?&=,]/.test(closed);
	// A literal with a letter that says that a program fills it in: its braces are not for a reader.
	const isFormatted = hasGaps && /(?:\b[fF]|[$@]{1,2})["'`]{1,3}$/.test(before);
	const isBuilt = isPlain || parsedAddress.test(before);
	const [, name] = keptAddress.exec(before) ?? [];
	return (
		isUnfinished ||
		isFormatted ||
		addition.test(after) ||
		(joinedBy === ',' && /^["'`]\s{0,20},\s{0,20}[^\s)\]]/.test(after)) ||
		(joinedBy === ' ' && /^"\s{1,20}[\w($"]/.test(after)) ||
		(name !== undefined && changes(name, after)) ||
		(isBuilt && addsParameters.test(after.slice(0, 300)))
	);
};

/** Takes a link apart, without the punctuation of the sentence around it. */
const takeApart = (
	text: string,
	place: Place,
	rest: AddressRest,
	joinedBy: Separator,
): StandingLink => {
	const before = text[place.start - 1] ?? '';
	const isFree = rest.isExact && freeTexts.test(rest.text.slice(-4000));
	const length = isFree
		? rest.text.trimEnd().length
		: lengthWithoutPunctuation(rest.text.trimEnd(), before);
	const whole = rest.text.slice(0, length);
	const hash = whole.indexOf('#');
	const address = hash === -1 ? whole : whole.slice(0, hash);
	const parameters = readParameters(address, rest.gaps, place.isInner);
	const end = length === 0 ? place.pathEnd : (rest.ends[length - 1] ?? place.pathEnd);
	return {
		found: {
			address: `${place.isInner || place.level > 0 ? addressOf(place) : text.slice(place.start, place.pathEnd)}${whole}`,
			scheme: place.scheme,
			host: place.host,
			isHostComputed: place.isHostComputed,
			page: place.page,
			parameters,
			fragment: hash === -1 ? '' : whole.slice(hash + 1),
			mayGoOn: seemsToGoOn(text, place, end, {
				isPlain: parameters.length === 0,
				hasGaps: rest.gaps.length > 0,
				joinedBy,
			}),
		},
		start: place.start,
		end,
		windowEnd: rest.ends.at(-1) ?? place.pathEnd,
	};
};

/** The links of a text in which what was in pieces is joined, one behind another. */
const findStandingLinks = (text: string): readonly StandingLink[] => {
	const places = findPlaces(text);
	const isOnly = places.length === 1 && !/[\r\n]/.test(text.trim());
	const found: StandingLink[] = [];
	// The next place that a link ends at: one that is not encoded, so that it is no part of this one.
	const limits: number[] = [];
	let limit = text.length;
	for (const [index, place] of [...places.entries()].reverse()) {
		limits[index] = limit;
		limit = place.level === 0 && !place.isRelative ? place.start : limit;
	}
	let from = 0;
	for (const [index, place] of places.entries()) {
		if (place.start < from) {
			continue;
		}
		const before = text.slice(Math.max(0, place.start - 60), place.start);
		const joinedBy = joiningForm.test(before)
			? ' '
			: joiningFunction.test(before)
				? ','
				: undefined;
		const rest = readAddress(text, {
			start: place.pathEnd,
			limit: limits[index] ?? text.length,
			opener: before.at(-1) ?? '',
			isMarkdown: /\]\(\s{0,5}$/.test(before),
			level: place.level,
			ownNames: place.isInner && place.level === 0 ? ownNames : undefined,
			isAlone: isOnly && text.slice(0, place.start).trim() === '',
			joinedBy,
		});
		const link = takeApart(text, place, rest, joinedBy);
		found.push(link);
		from = Math.max(link.windowEnd, place.pathEnd);
	}
	return found;
};

/** What stands between the name of a page and the link that it is the caption of, or the other way round. */
const betweenCaption =
	/^(?:[^\r\n[\]]{0,100}\]\(\s{0,5}<?|["']?[^<>]{0,200}>\s{0,40}(?:<[^<>]{1,60}>\s{0,40}){0,3}|[|[]|\]\[| <|\|<?|\\?["'] \(|\]\{?)$/;

const isPlainPage = ({parameters, fragment}: FoundLink): boolean =>
	parameters.length === 0 && fragment === '';

type Placed = {readonly link: FoundLink; readonly start: number; readonly end: number};

/** Without the captions that name the page, or repeat the link, of the link beside them. */
const leaveOutCaptions = (placed: readonly Placed[], text: string): readonly Placed[] => {
	const isBeside = (one: Placed | undefined, other: Placed | undefined): boolean =>
		one !== undefined &&
		other !== undefined &&
		other.start - one.end < 300 &&
		one.link.page === other.link.page &&
		betweenCaption.test(text.slice(one.end, other.start));
	return placed.filter((each, index) => {
		const before = placed[index - 1];
		const after = placed[index + 1];
		const isSame = before?.link.address === each.link.address;
		return !(
			(isBeside(before, each) && (isSame || isPlainPage(each.link))) ||
			(isBeside(each, after) &&
				isPlainPage(each.link) &&
				after !== undefined &&
				!isPlainPage(after.link))
		);
	});
};

/** A text with blanks where links are wrapped up, so that every place stays. */
const withoutWrapped = (text: string, wrapped: readonly WrappedText[]): string => {
	const parts: string[] = [];
	let from = 0;
	for (const {start, end} of wrapped) {
		parts.push(text.slice(from, start), ' '.repeat(end - start));
		from = end;
	}
	return parts.join('') + text.slice(from);
};

/** Tells the lines of places in a text that are asked for in their order. */
const countLines = (text: string): ((index: number) => number) => {
	let line = 1;
	let next = text.indexOf('\n');
	return index => {
		while (next !== -1 && next < index) {
			line += 1;
			next = text.indexOf('\n', next + 1);
		}
		return line;
	};
};

/**
 * Every link to one of GitHub's creation pages in a text of any kind: bare, in markdown, HTML, JSON, mail
 * or code, with their escapes, broken over lines or string literals, relative, or as a parameter of another
 * link. A text that is nothing but a link may have spaces in it. A link with itself or its page as its
 * caption is one. Takes time in proportion to the text.
 */
export const findLinks = (text: string): readonly FoundLink[] => {
	if (!/settings|aHR0c|base64/i.test(text)) {
		return [];
	}
	const wrapped = findWrappedTexts(text);
	const {text: joined, placeBefore} = joinPieces(withoutWrapped(text, wrapped));
	const lineOf = countLines(text);
	const placed = findStandingLinks(joined).map(({found, start, end}): Placed => {
		const from = placeBefore(start);
		const link = {
			...found,
			source: text.slice(from, placeBefore(end)).trimEnd(),
			line: lineOf(from),
		};
		return {link, start, end};
	});
	const plain = leaveOutCaptions(placed, joined).map(({link, start}) => ({
		link,
		start: placeBefore(start),
	}));
	const lineOfWrapped = countLines(text);
	const inside = wrapped.flatMap(({start, text: inner}) => {
		const line = lineOfWrapped(start);
		return findLinks(inner).map(link => ({link: {...link, line}, start}));
	});
	return [...plain, ...inside].sort((one, other) => one.start - other.start).map(({link}) => link);
};
