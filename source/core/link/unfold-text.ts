import {scopes} from '../catalog/scopes.ts';
import {
	type ReplacedText,
	type Replacement,
	replaceInTurn,
} from '../text/replace-keeping-places.ts';

/** A folded line of a calendar or an address card. */
const folds: Replacement = [/\r?\n[ \t]/g, () => ''];

/** Signs of quoted-printable: an encoded attribute or value, or a soft line break that is not between name and value. */
const surelyEncoded = new RegExp(
	`=3D["']|(?<![?&;]\\w{1,40})=[ \\t]{0,20}\\r?\\n|=3D(?:read|write|admin|none|${scopes.map(({scope}) => scope).join('|')})\\b`,
);

const mailHeader = /^Content-Transfer-Encoding:[ \t]*quoted-printable/gim;

/** Finds the ranges in quoted-printable: from each header to the next part, or all of an encoded text. */
const findQuotedPrintable = (text: string): readonly (readonly [number, number])[] => {
	const parts = [...text.matchAll(mailHeader)].map(({index}): readonly [number, number] => {
		const next = text.slice(index).search(/\n--[\w='()+_,./:?-]{4,70}\r?(?:\n|$)/);
		return [index, next === -1 ? text.length : index + next];
	});
	// In quoted-printable, every "=" ends a line or begins an escape.
	const looksEncoded = surelyEncoded.test(text) && !/=(?![\dA-F]{2}|[ \t]{0,20}\r?\n)/.test(text);
	return parts.length === 0 && looksEncoded ? [[0, text.length]] : parts;
};

const decodeQuotedPrintable = (text: string): readonly Replacement[] => {
	const parts = findQuotedPrintable(text);
	let at = 0;
	return parts.length === 0
		? []
		: [
				[
					/=(?:[ \t]{0,20}\r?\n|[\da-f]{2})/gi,
					(found, index) => {
						while (at < parts.length - 1 && index > (parts[at]?.[1] ?? 0)) {
							at += 1;
						}
						const [from, to] = parts[at] ?? [0, 0];
						if (index < from || index > to) {
							return found;
						}
						if (found.endsWith('\n')) {
							return '';
						}
						const code = Number.parseInt(found.slice(1), 16);
						return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : `%${found.slice(1)}`;
					},
				],
			];
};

/**
 * Removes line breaks and escapes that mail and calendars insert anywhere: quoted-printable (RFC 2045, 6.7) and folded
 * lines (RFC 5545, 3.1). Takes time in proportion to the text.
 */
export const unfoldText = (text: string): ReplacedText =>
	replaceInTurn(text, [...decodeQuotedPrintable(text), ...(/^BEGIN:V/m.test(text) ? [folds] : [])]);
