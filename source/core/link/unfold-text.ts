import {scopes} from '../catalog/scopes.ts';
import {
	type ReplacedText,
	type Replacement,
	replaceInTurn,
} from '../text/replace-keeping-places.ts';

/** A folded line of a calendar or an address card. */
const folds: Replacement = [/\r?\n[ \t]/g, () => ''];

/** What only quoted-printable has: a quoted attribute, a value, or a line break that is none and parts no name from its value. */
const surelyEncoded = new RegExp(
	`=3D["']|(?<![?&;]\\w{1,40})=[ \\t]{0,20}\\r?\\n|=3D(?:read|write|admin|none|${scopes.map(({scope}) => scope).join('|')})\\b`,
);

const mailHeader = /^Content-Transfer-Encoding:[ \t]*quoted-printable/gim;

/** Where a text is in quoted-printable: behind its header up to the next part, or all of it by its look. */
const findQuotedPrintable = (text: string): readonly (readonly [number, number])[] => {
	const parts = [...text.matchAll(mailHeader)].map(({index}): readonly [number, number] => {
		const next = text.slice(index).search(/\n--[\w='()+_,./:?-]{4,70}\r?(?:\n|$)/);
		return [index, next === -1 ? text.length : index + next];
	});
	// A bare "=" ends a line or begins an escape there.
	const looksSo = surelyEncoded.test(text) && !/=(?![\dA-F]{2}|[ \t]{0,20}\r?\n)/.test(text);
	return parts.length === 0 && looksSo ? [[0, text.length]] : parts;
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
 * A text without the line breaks and escapes that mail and calendars put anywhere: quoted-printable (RFC 2045, 6.7) and
 * folded lines (RFC 5545, 3.1). Takes time in proportion to the text.
 */
export const unfoldText = (text: string): ReplacedText =>
	replaceInTurn(text, [...decodeQuotedPrintable(text), ...(/^BEGIN:V/m.test(text) ? [folds] : [])]);
