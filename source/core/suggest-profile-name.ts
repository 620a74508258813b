import {longestProfileName, type Profile} from './profile.ts';
import {containsToken} from './text.ts';
import {listGrants} from './token-types/fine-grained.ts';

/** At most this many permissions or scopes make up a name. */
const mostWords = 3;

/** A name in lower case, its words joined by hyphens, letters of every script kept. */
const slugOf = (text: string): string => {
	const slug = text
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
		.replace(/[-._]+$/, '');

/** Empty when nothing is granted. */
const wordsOf = (profile: Profile): string => {
	if (profile.type === 'classic') {
		return (profile.scopes ?? []).slice(0, mostWords).join('-');
	}
	const grants = listGrants(profile.permissions).map(({permission}) => permission.parameter);
	const words = [...(profile.owner === undefined ? [] : [profile.owner]), ...grants];
	return words.slice(0, mostWords).join('-');
};

/** A profile name as it is compared, so that many can be looked up at once. See `isSameName`. */
export const foldName = (name: string): string => name.normalize('NFC').toLowerCase();

/**
 * A name to save a profile under: from the token's name, else from the owner and the first
 * permissions or scopes. Unlike every name in `taken`, without regard to case: the second
 * `release-bot` is `release-bot-2`.
 */
export const suggestProfileName = (profile: Profile, taken: readonly string[]): string => {
	const base =
		cut(slugOf(profile.name ?? ''), longestProfileName) ||
		cut(slugOf(wordsOf(profile)), longestProfileName) ||
		profile.type;
	const used = new Set(taken.map(foldName));
	let name = base;
	for (let number = 2; used.has(foldName(name)); number += 1) {
		const suffix = `-${number}`;
		name = `${cut(base, longestProfileName - suffix.length)}${suffix}`;
	}
	return name;
};
