import {listGrants} from '../catalog/permissions.ts';
import {containsToken} from '../text/mask.ts';
import {foldName, longestProfileName, type Profile} from './profile.ts';

/** The most words of a name that comes from permissions or scopes. */
const mostWords = 3;

/** The longest part of a token name to read, in characters. A Note has no limit. */
const longestRead = 500;

/** Makes a name in lower case with hyphens between the words. Keeps the letters of every script. */
const slugOf = (text: string): string => {
	const slug = text
		.slice(0, longestRead)
		.normalize('NFC')
		.toLowerCase()
		.normalize('NFC')
		// Some letters are invisible.
		.replaceAll(/(?:\p{Default_Ignorable_Code_Point}|[^\p{L}\p{M}\p{N}._])+/gu, '-')
		.replaceAll(/^[-._\p{M}]+|[-._]+$/gu, '');
	return containsToken(slug) ? slug.replaceAll('_', '-') : slug;
};

const cut = (slug: string, length: number): string =>
	[...slug]
		.slice(0, length)
		.join('')
		.replace(/(?<![-._])[-._]+$/, '');

/** Makes a name from the owner and the grants. Empty when there are none. */
const wordsOf = (profile: Profile): string => {
	if (profile.type === 'classic') {
		return (profile.scopes ?? []).slice(0, mostWords).join('-');
	}
	const grants = listGrants(profile.permissions).map(({permission}) => permission.parameter);
	const words = [...(profile.owner === undefined ? [] : [profile.owner]), ...grants];
	return words.slice(0, mostWords).join('-');
};

/** Suggests names for one profile after another. See `suggestProfileName`. */
export type NameSuggester = {
	readonly suggest: (profile: Profile) => string;
	/** Marks a name as taken, so that it is not suggested any more. */
	readonly take: (name: string) => void;
};

/** Makes a suggester for many profiles, which takes time in proportion to their number. */
export const createNameSuggester = (taken: readonly string[]): NameSuggester => {
	const used = new Set(taken.map(foldName));
	// The number of the last suggested name, by the name without its number.
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
 * Suggests a name to save a profile under: from the token's name, or else from the owner and the first
 * permissions or scopes. It differs from every name in `taken`, without regard to case: the second `release-bot`
 * is `release-bot-2`.
 */
export const suggestProfileName = (profile: Profile, taken: readonly string[]): string =>
	createNameSuggester(taken).suggest(profile);
