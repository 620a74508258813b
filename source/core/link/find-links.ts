import {countLines} from '../text/count-lines.ts';
import type {ReplacedText} from '../text/replace-keeping-places.ts';
import {gapMark, type LinkParameter} from '../token-types/token-type.ts';
import {createChangeFinder} from './changed-variables.ts';
import {findSeparateParameter, isQuote, type Literal, prefix} from './continue-address.ts';
import {findPlaces, type LinkPage, type Place, pageNames} from './find-places.ts';
import {type AddressRest, readAddress} from './read-address.ts';
import {unfoldText} from './unfold-text.ts';
import {findWrappedTexts, type WrappedText} from './unwrap-links.ts';

/** A link to one of GitHub's creation pages in a text. Its parts are not checked yet. */
export type FoundLink = {
	/** The link as the text has it, with escapes, without the punctuation around it. */
	readonly source: string;
	/** The line that it begins on, the first being 1. */
	readonly line: number;
	/** The link without the escapes of the text. */
	readonly address: string;
	readonly scheme: 'http' | 'https';
	/** The host as written, with its user and port. Unset when the link has no host. */
	readonly host: string | undefined;
	/** Whether a program or a template computes the host. */
	readonly isHostComputed: boolean;
	readonly page: LinkPage;
	/** In the order of the link, with repeated ones. */
	readonly parameters: readonly LinkParameter[];
	/** The text after `#`, empty when there is none. */
	readonly fragment: string;
	/** Whether the program around it seems to add parameters. */
	readonly mayContinue: boolean;
	/** A parameter that the program seems to add, as written. */
	readonly addition: string | undefined;
};

/** The parameters with free text, in which punctuation at the end can belong to the value. */
const freeTexts = /[?&](?:name|description)=[^&#]*$/;

const openers: Readonly<Record<string, string>> = {')': '(', ']': '[', '}': '{'};

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Returns the length of a link without the punctuation of the sentence around it. */
const lengthWithoutPunctuation = (link: string, before: string): number => {
	if (/[\w=/-]$/.test(link) && before !== '_') {
		return link.length;
	}
	const emphasis = '*_~+'.includes(before) ? before : '';
	const surplus = new Map<string, number>();
	/** Whether a bracket or an apostrophe at the end has no partner in the link. Each call is for one more of them. */
	const isUnmatched = (closer: string): boolean => {
		const left =
			surplus.get(closer) ??
			(closer === "'"
				? count(link, closer) % 2
				: count(link, closer) - count(link, openers[closer] ?? ''));
		surplus.set(closer, left - 1);
		return left > 0;
	};
	let end = link.length;
	while (end > 0) {
		const character = link[end - 1] ?? '';
		const isEllipsis = /[=&,](?:\.{3}|…)$/.test(link.slice(Math.max(0, end - 4), end));
		if (
			!(`)]}'`.includes(character) && isUnmatched(character)) &&
			(isEllipsis || !` .,;:!?…${emphasis}`.includes(character))
		) {
			break;
		}
		end -= 1;
	}
	// A mail gateway ends links like this: `__https://…__;`.
	return before === '_' && link.slice(0, end).endsWith('__') ? end - 2 : end;
};

const decode = (written: string): string =>
	/[%+]/.test(written)
		? (new URLSearchParams(`v=${written.replaceAll('&', '%26')}`).get('v') ?? '')
		: written;

/** Reads every parameter of a query, in order, with repeated ones. */
const readQuery = (query: string, gaps: readonly string[]): readonly LinkParameter[] => {
	let used = 0;
	/** Replaces the marks in a text. Returns the text and the replacements. */
	const fill = (text: string): {readonly text: string; readonly gaps: readonly string[]} => {
		const parts = text.split(gapMark);
		const own = gaps.slice(used, used + parts.length - 1);
		used += own.length;
		return {text: parts.map((part, index) => part + (own[index] ?? '')).join(''), gaps: own};
	};
	return query
		.split('&')
		.filter(part => part !== '')
		.map((part): LinkParameter => {
			const equals = part.indexOf('=');
			const name = equals === -1 ? part : part.slice(0, equals);
			const value = equals === -1 ? '' : part.slice(equals + 1);
			if (!part.includes(gapMark)) {
				return {name: decode(name), value: decode(value), written: value};
			}
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
 * Reads the parameters after the path of a page. Without a question mark there are none: `&name=value` then counts as
 * one unknown parameter.
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

/** A link with its position in the text. */
type Placed = {readonly link: FoundLink; readonly start: number; readonly end: number};

/** Returns the address of a page without its query and without any encoding. */
const addressOf = ({scheme, host, page}: Place): string =>
	`${scheme}://${host ?? ''}/settings/${pageNames.get(page) ?? ''}/new`;

/** A call that converts an address: `new URL("…")`, `URL(string: "…")`. */
const call = /(?:(?:new )?[\w.:]{1,40})?[([]{1,2}\s{0,20}(?:\w{1,20}: )?$/;

/** The text before a value that is assigned to a variable. A group has the name of the variable. */
const assignments = [
	/([A-Za-z_]\w{0,60})(?:, ?(?:_|err))?(?:\[\d{0,9}\])?["']?(?: ?: ?[\w.<>&']{1,30})?\s{0,5}(?::?=>?|:|<-|\bto\b)\s{0,20}$/,
	/\b(?:define|setq?|def|defvar|let|const|strcpy)[( ]{1,2}["']?([A-Za-z_]\w{0,60})["']?,?\s{1,5}$/,
];

/** The same in C++: `std::string u("…")`. */
const declaration = /[\w>&*]\s{1,3}([A-Za-z_]\w{0,60})\s?[({]\s?$/;

const openedLiteral = new RegExp(`${prefix}["'\`]$`);

/** Finds the variable that gets an address in a literal, or in a shell script without quotes. */
const findName = (before: string): string | undefined => {
	if (/=\s?$/.test(before)) {
		return /(?:^|\s)([A-Za-z_]\w{0,60})\s?[:?]?=\s?$/.exec(before)?.[1];
	}
	if (!isQuote(before.at(-1) ?? '')) {
		return undefined;
	}
	const head = before.replace(openedLiteral, '');
	const assigned = head.replace(call, '');
	const [first, second] = assignments;
	return (first?.exec(assigned) ?? second?.exec(assigned) ?? declaration.exec(head))?.[1];
};

/** Whether a program, not the reader, replaces the braces in a literal. */
const isFormatted = (before: string, after: string): boolean =>
	/(?:\b[fF]|[$@]{1,2})["'`]{1,3}$/.test(before) || /^["'`]{1,3}\s{0,20}\.format\(/.test(after);

const lengthOf = ({text, isExact}: AddressRest, before: string): number => {
	const trimmed = text.trimEnd();
	return isExact && freeTexts.test(trimmed.slice(-4000))
		? trimmed.length
		: lengthWithoutPunctuation(trimmed, before);
};

/** Facts about the string literal in which a link begins after the text `before`. */
const findLiteral = (before: string): Literal => ({
	name: findName(before),
	opening: isQuote(before.at(-1) ?? '') ? before.replace(openedLiteral, '') : '',
});

/** Finds the last possible end of each link in a text: the start of the next link that is not encoded. */
const findLimits = (text: string, places: readonly Place[]): readonly number[] => {
	const limits: number[] = [];
	let limit = text.length;
	for (let index = places.length - 1; index >= 0; index -= 1) {
		const place = places[index];
		limits[index] = limit;
		limit = place?.level === 0 && !place.isRelative ? place.start : limit;
	}
	return limits;
};

/** Finds the links in an unfolded text. `placeBefore` converts its indexes to those of `original`. */
const findPlaced = (original: string, {text, placeBefore}: ReplacedText): readonly Placed[] => {
	const places = findPlaces(text);
	const limits = findLimits(text, places);
	const isOnly = places.length === 1 && !/[\r\n]/.test(text.trim());
	const isChanged = createChangeFinder(text);
	const linesBefore = countLines(original);
	const found: Placed[] = [];
	let from = 0;
	for (const [index, place] of places.entries()) {
		const {start, pathEnd, level, isInner} = place;
		if (start < from) {
			continue;
		}
		const before = text.slice(Math.max(0, start - 100), start);
		const opener = before.at(-1) ?? '';
		const literal = findLiteral(before);
		const limit = limits[index] ?? text.length;
		const rest = readAddress(text, {
			start: pathEnd,
			limit,
			opener,
			isMarkdown: /\]\(\s{0,5}$/.test(before),
			level,
			isInner: isInner && level === 0,
			isAlone: isOnly && text.slice(0, start).trim() === '',
			literal,
		});
		const length = lengthOf(rest, opener);
		const end = length === 0 ? pathEnd : rest.endOf(length);
		const whole = rest.text.slice(0, length);
		const hash = whole.indexOf('#');
		const query = hash === -1 ? whole : whole.slice(0, hash);
		const isFormat = rest.gaps.length > 0 && isFormatted(before, text.slice(end, end + 30));
		const {scheme, host, isHostComputed, page} = place;
		const source = original.slice(placeBefore(start), placeBefore(end)).trimEnd();
		const isAdded = rest.mayContinue || isFormat || isChanged(literal.name, end);
		const addition =
			isAdded || /^\/?$/.test(whole) ? findSeparateParameter(text, end, limit) : undefined;
		const link = {
			source,
			line: 1 + linesBefore(placeBefore(start)),
			address: addressOf(place) + whole,
			scheme,
			host,
			isHostComputed,
			page,
			parameters: readParameters(query, rest.gaps, isInner),
			fragment: hash === -1 ? '' : whole.slice(hash + 1),
			mayContinue: isAdded || addition !== undefined,
			addition,
		};
		found.push({link, start, end});
		from = Math.max(pathEnd, rest.endOf(rest.text.length));
	}
	return found;
};

/** The text between a link and its caption, in either order. */
const betweenCaption =
	/^(?:[^\r\n[\]]{0,100}\]\(\s{0,5}<?|["']?[^<>]{0,200}>\s{0,40}(?:<[^<>]{1,60}>\s{0,40}){0,3}|[|[]|\]\[| <|\|<?|\\?["'] \(|\]\{?)$/;

const isPlainPage = ({parameters, fragment}: FoundLink): boolean =>
	parameters.length === 0 && fragment === '';

/** Removes captions that repeat the link next to them, or only its page. */
const leaveOutCaptions = (placed: readonly Placed[], text: string): readonly Placed[] => {
	const isBeside = (one: Placed, other: Placed): boolean =>
		other.start - one.end < 300 &&
		one.link.page === other.link.page &&
		betweenCaption.test(text.slice(one.end, other.start));
	return placed.filter((each, index) => {
		const isPlain = isPlainPage(each.link);
		const before = placed[index - 1];
		const after = placed[index + 1];
		return !(
			(before !== undefined &&
				(isPlain || before.link.address === each.link.address) &&
				isBeside(before, each)) ||
			(after !== undefined && isPlain && !isPlainPage(after.link) && isBeside(each, after))
		);
	});
};

/** Replaces wrapped links with blanks, so that all indexes stay the same. */
const withoutWrapped = (text: string, wrapped: readonly WrappedText[]): string => {
	if (wrapped.length === 0) {
		return text;
	}
	const parts: string[] = [];
	let from = 0;
	for (const {start, end} of wrapped) {
		parts.push(text.slice(from, start), ' '.repeat(end - start));
		from = end;
	}
	return parts.join('') + text.slice(from);
};

/**
 * Finds every link to one of GitHub's creation pages in a text: bare, in Markdown, HTML, JSON, mail or code, with
 * escapes, broken over lines or string literals, relative, or as a parameter of another link. A link that is the whole
 * text may have spaces in it. A link and its caption count as one. Takes time in proportion to the text.
 */
export const findLinks = (text: string): readonly FoundLink[] => {
	if (!/settings|aHR0c|base64/i.test(text)) {
		return [];
	}
	const wrapped = findWrappedTexts(text);
	const unfolded = unfoldText(withoutWrapped(text, wrapped));
	const plain = leaveOutCaptions(findPlaced(text, unfolded), unfolded.text);
	if (wrapped.length === 0) {
		return plain.map(({link}) => link);
	}
	const linesBefore = countLines(text);
	const inside = wrapped.flatMap(({start, text: inner}) => {
		const line = 1 + linesBefore(start);
		return findLinks(inner).map(link => ({link: {...link, line}, start}));
	});
	return [...plain.map(({link, start}) => ({link, start: unfolded.placeBefore(start)})), ...inside]
		.sort((one, other) => one.start - other.start)
		.map(({link}) => link);
};
