import type {Need} from '../need.ts';

/** The needs in words, or why there are none. */
export type Understood = {
	readonly needs: readonly Need[];
	readonly notes: readonly string[];
	/** Why nothing can be said about these words, as a sentence. */
	readonly unknown?: string;
};

/** The most characters of a wish that are read. */
export const longestWish = 1000;

/** The most different words of a wish that are read. */
export const mostWords = 30;

/** The separators between several wishes. */
export const separators = /[,;+&]|\b(?:and|then|plus)\b/i;
