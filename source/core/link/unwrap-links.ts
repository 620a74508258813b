/** A piece of a text that holds a link in a form that only decoding it whole shows. */
export type WrappedText = {
	/** Where it stands. */
	readonly start: number;
	readonly end: number;
	/** What it says. */
	readonly text: string;
};

const decodeBase64 = (encoded: string): string => {
	try {
		const plain = encoded.replaceAll(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
		// What is cut off behind the last whole group of four is left out.
		const usable = plain.replace(/={1,2}$/, '');
		const whole = usable.length % 4 === 1 ? usable.slice(0, -1) : usable;
		const bytes = Uint8Array.from(atob(whole), character => character.charCodeAt(0));
		return new TextDecoder().decode(bytes);
	} catch {
		return '';
	}
};

/** The link of an address of urldefense, version 3: a star stands for each character that is kept apart. */
const decodeStars = (address: string, kept: string): string => {
	const characters = [...decodeBase64(kept)];
	let at = 0;
	return address.replaceAll('*', star => {
		at += 1;
		return characters[at - 1] ?? star;
	});
};

/** Structure is decoded; values stay escaped, they are decoded with the link. */
const decodeHyphens = (address: string): string =>
	address
		.replaceAll('-', '%')
		.replaceAll('_', '/')
		.replaceAll(/%(?:2[36CDEF]|3[ADF])/gi, encoded => decodeURIComponent(encoded));

/** The ways of wrapping, each with what it makes of a match. */
const ways: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
	// A part of a mail (RFC 2045).
	[
		/^Content-Transfer-Encoding:[ \t]*base64[^\n]{0,200}\n(?:[^\n]{1,1000}\n){0,20}?\r?\n((?:[A-Za-z0-9+/]{1,100}={0,2}\r?(?:\n|$))+)/gim,
		decodeBase64,
	],
	// A redirection that carries its target in base64: the letters are those of "http". Bing writes "a1" before.
	[/(?<![A-Za-z0-9+/_-])(?:a1)?(aHR0c[A-Za-z0-9+/_-]{20,12000})/g, decodeBase64],
	// urldefense.proofpoint.com, version 2: "-" for "%", "_" for "/".
	[/urldefense[\w.-]{0,60}\/v2\/url\?u=([\w.-]{20,12000})/gi, decodeHyphens],
	// urldefense.com, version 3.
	[/\/v3\/__([^\s"'<>]{20,12000}?)__;([\w-]{0,4000})!!/g, decodeStars],
];

/**
 * The pieces of a text that hold links in base64 or in the form of a mail gateway, in the order of the text,
 * none inside of another.
 */
export const findWrappedTexts = (text: string): readonly WrappedText[] => {
	const found = ways
		.flatMap(([pattern, decode]) =>
			[...text.matchAll(pattern)].map(match => ({
				start: match.index,
				end: match.index + match[0].length,
				text: decode(match[1] ?? '', match[2] ?? ''),
			})),
		)
		.sort((one, other) => one.start - other.start);
	let end = 0;
	return found.filter(each => {
		const isFree = each.start >= end;
		end = isFree ? each.end : end;
		return isFree;
	});
};
