import type {Need} from '../need.ts';

/** What words were understood as: needs, or why nothing can be said about what they name. */
export type Understood = {
	readonly needs: readonly Need[];
	readonly notes: readonly string[];
	/** A sentence, where what the words name is known to be unknown. */
	readonly unknown?: string;
};

/** More characters than anybody asks with. */
export const longestWish = 1000;

/** More different words than anybody asks with. */
export const mostWords = 30;

/** What stands between several wishes of one text. */
export const separators = /[,;+&]|\b(?:and|then|plus)\b/i;
