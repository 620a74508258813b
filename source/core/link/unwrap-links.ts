/** A part of a text that is encoded as a whole, and may have a link in it. */
export type WrappedText = {
	readonly start: number;
	readonly end: number;
	/** The decoded text. */
	readonly text: string;
};

const decodeBase64 = (encoded: string): string => {
	try {
		const plain = encoded.replaceAll(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
		// A single character after the last complete group of four means nothing.
		const usable = plain.replace(/={1,2}$/, '');
		const whole = usable.length % 4 === 1 ? usable.slice(0, -1) : usable;
		const bytes = Uint8Array.from(atob(whole), character => character.charCodeAt(0));
		return new TextDecoder().decode(bytes);
	} catch {
		return '';
	}
};

/** Decodes an address of urldefense, version 3, in which stars replace the characters in `kept`. */
const decodeStars = (address: string, kept: string): string => {
	const characters = [...decodeBase64(kept)];
	let at = 0;
	return address.replaceAll('*', star => {
		at += 1;
		return characters[at - 1] ?? star;
	});
};

/** Decodes an address of urldefense, version 2. Values stay percent-encoded, and are decoded with the link. */
const decodeHyphens = (address: string): string =>
	address
		.replaceAll('-', '%')
		.replaceAll('_', '/')
		.replaceAll(/%(?:2[36CDEF]|3[ADF])/gi, encoded => decodeURIComponent(encoded));

/** The ways of wrapping: a pattern, and a function that decodes its groups. */
const ways: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
	// A part of a mail (RFC 2045).
	[
		/^Content-Transfer-Encoding:[ \t]*base64[^\n]{0,200}\n(?:[^\n]{1,1000}\n){0,20}?\r?\n((?:[A-Za-z0-9+/]{1,100}={0,2}\r?(?:\n|$))+)/gim,
		decodeBase64,
	],
	// A redirection with its target in base64. The letters mean "http". Bing writes "a1" before them.
	[/(?<![A-Za-z0-9+/_-])(?:a1)?(aHR0c[A-Za-z0-9+/_-]{20,12000})/g, decodeBase64],
	// urldefense.proofpoint.com, version 2: "-" for "%", "_" for "/".
	[/urldefense[\w.-]{0,60}\/v2\/url\?u=([\w.-]{20,12000})/gi, decodeHyphens],
	// urldefense.com, version 3.
	[/\/v3\/__([^\s"'<>]{20,12000}?)__;([\w-]{0,4000})!!/g, decodeStars],
];

/**
 * Finds the parts of a text that may have links in base64 or in the form of a mail gateway, in order and without
 * overlaps.
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
