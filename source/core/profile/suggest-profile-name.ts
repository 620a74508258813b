import {listGrants} from '../catalog/permissions.ts';
import {containsToken} from '../text/mask.ts';
import {foldName, longestProfileName, type Profile} from './profile.ts';

/** At most this many permissions or scopes make up a name. */
const mostWords = 3;

/** So much of a name is looked at, in characters: a Note has no limit. */
const longestRead = 500;

/** A name in lower case, its words joined by hyphens, letters of every script kept. */
const slugOf = (text: string): string => {
	const slug = text
		.slice(0, longestRead)
		.normalize('NFC')
		.toLowerCase()
		.normalize('NFC')
		// Some letters are never seen.
		.replaceAll(/(?:\p{Default_Ignorable_Code_Point}|[^\p{L}\p{M}\p{N}._])+/gu, '-')
		.replaceAll(/^[-._\p{M}]+|[-._]+$/gu, '');
	return containsToken(slug) ? slug.replaceAll('_', '-') : slug;
};

const cut = (slug: string, length: number): string =>
	[...slug]
		.slice(0, length)
		.join('')
		.replace(/(?<![-._])[-._]+$/, '');

/** Empty when nothing is granted. */
const wordsOf = (profile: Profile): string => {
	if (profile.type === 'classic') {
		return (profile.scopes ?? []).slice(0, mostWords).join('-');
	}
	const grants = listGrants(profile.permissions).map(({permission}) => permission.parameter);
	const words = [...(profile.owner === undefined ? [] : [profile.owner]), ...grants];
	return words.slice(0, mostWords).join('-');
};

/** Names to save one profile after another under. See `suggestProfileName`. */
export type NameSuggester = {
	readonly suggest: (profile: Profile) => string;
	/** Lets a name not be suggested any more. */
	readonly take: (name: string) => void;
};

/** A suggester for many profiles, which takes time in proportion to their number. */
export const createNameSuggester = (taken: readonly string[]): NameSuggester => {
	const used = new Set(taken.map(foldName));
	// The number of the last name that was suggested, by the name without a number.
	const numbers = new Map<string, number>();
	return {
		suggest: profile => {
			const base =
				cut(slugOf(profile.name ?? ''), longestProfileName) ||
				cut(slugOf(wordsOf(profile)), longestProfileName) ||
				profile.type;
			const nameWith = (number: number): string => {
				const suffix = `-${number}`;
				return number === 1 ? base : `${cut(base, longestProfileName - suffix.length)}${suffix}`;
			};
			let number = numbers.get(base) ?? 1;
			while (used.has(foldName(nameWith(number)))) {
				number += 1;
			}
			numbers.set(base, number);
			return nameWith(number);
		},
		take: name => {
			used.add(foldName(name));
		},
	};
};

/**
 * A name to save a profile under: from the token's name, else from the owner and the first
 * permissions or scopes. Unlike every name in `taken`, without regard to case: the second
 * `release-bot` is `release-bot-2`.
 */
export const suggestProfileName = (profile: Profile, taken: readonly string[]): string =>
	createNameSuggester(taken).suggest(profile);
