/** Counts the insertions, deletions, replacements and swaps of neighbours between two words. */
export const countSlips = (from: string, to: string): number => {
	let before: number[] = [];
	let previous = Array.from({length: to.length + 1}, (_, index) => index);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const same = from[row - 1] === to[column - 1];
			let best = Math.min(
				(previous[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(previous[column - 1] ?? 0) + (same ? 0 : 1),
			);
			// At the beginning of a word the letter before is undefined, which equals no letter.
			const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			if (swapped) {
				best = Math.min(best, (before[column - 2] ?? 0) + 1);
			}
			current.push(best);
		}
		before = previous;
		previous = current;
	}
	return previous[to.length] ?? 0;
};

const longestWord = 100;

/** The slips that count for a name that only begins or ends with the word. */
const partialSlips = 1.5;

/** Reduces a name to its letters and digits, in lower case. */
export const simplifyName = (word: string): string =>
	word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * Finds the known name that a mistyped word probably means, or `undefined` when none is near. Letter case,
 * `-`, `_`, `:` and spaces make no difference. One slip in every three letters is near, and so is a name that
 * begins or ends with the word.
 */
export const nearestName = (word: string, names: readonly string[]): string | undefined => {
	const wanted = simplifyName(word.slice(0, longestWord));
	if (wanted === '') {
		return undefined;
	}
	const mostSlips = Math.max(1, wanted.length / 3);
	let best: {name: string; slips: number} | undefined;
	for (const name of names) {
		const candidate = simplifyName(name);
		const partial =
			wanted.length >= 4 && (candidate.endsWith(wanted) || candidate.startsWith(wanted));
		// A longer or shorter word differs by at least the letters that it has more or less.
		const isComparable = Math.abs(wanted.length - candidate.length) <= mostSlips;
		const slips = Math.min(
			partial ? partialSlips : Number.POSITIVE_INFINITY,
			isComparable ? countSlips(wanted, candidate) : Number.POSITIVE_INFINITY,
		);
		// With every letter replaced, the names have nothing in common.
		const isNear = slips <= mostSlips && slips < Math.max(wanted.length, candidate.length);
		if ((partial || isNear) && (best === undefined || slips < best.slips)) {
			best = {name, slips};
		}
	}
	return best?.name;
};

/** Returns a sentence that suggests the nearest name, or `undefined` when none is near. */
export const didYouMean = (word: string, names: readonly string[]): string | undefined => {
	const name = nearestName(word, names);
	return name === undefined ? undefined : `Did you mean ${name}?`;
};
