/** A text after replacements, with a way back to the indexes of the original. */
export type ReplacedText = {
	readonly text: string;
	/** Returns the index in the original text for an index in this one. */
	readonly placeBefore: (index: number) => number;
};

/** One replacement: a pattern without groups, and a function that returns the new text. */
export type Replacement = readonly [
	pattern: RegExp,
	replace: (found: string, index: number) => string,
];

/**
 * Replaces all matches of a pattern without groups, and remembers their places. Takes time in proportion to the
 * length of the text.
 */
export const replaceKeepingPlaces = (
	original: string,
	...[pattern, replace]: Replacement
): ReplacedText => {
	// The shift of the indexes after each replacement, in the order of the text.
	const ends: number[] = [];
	const moves: number[] = [];
	let move = 0;
	const text = original.replaceAll(pattern, (found: string, index: number) => {
		const replacement = replace(found, index);
		if (replacement.length !== found.length) {
			ends.push(index - move + replacement.length);
			move += found.length - replacement.length;
			moves.push(move);
		}
		return replacement;
	});
	const placeBefore = (index: number): number => {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((ends[middle] ?? 0) <= index) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return index + (moves[low - 1] ?? 0);
	};
	return {text, placeBefore};
};

/** Makes several replacements, one after the other. See `replaceKeepingPlaces`. */
export const replaceInTurn = (
	original: string,
	replacements: readonly Replacement[],
): ReplacedText => {
	const layers: ReplacedText[] = [];
	let text = original;
	for (const replacement of replacements) {
		const layer = replaceKeepingPlaces(text, ...replacement);
		if (layer.text !== text) {
			layers.push(layer);
			text = layer.text;
		}
	}
	return {
		text,
		placeBefore: index => layers.reduceRight((place, layer) => layer.placeBefore(place), index),
	};
};
