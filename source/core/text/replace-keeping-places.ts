/** A text after replacements, and where in the text as it was each of its places is. */
export type ReplacedText = {
	readonly text: string;
	/** The index in the original text of the character at an index of this one. */
	readonly placeBefore: (index: number) => number;
};

/** One replacement: what a pattern without groups finds, and what takes its place. */
export type Replacement = readonly [
	pattern: RegExp,
	replace: (found: string, index: number) => string,
];

/**
 * Replaces all that a pattern without groups finds, and remembers the places. Takes time in proportion to
 * the text.
 */
export const replaceKeepingPlaces = (
	original: string,
	...[pattern, replace]: Replacement
): ReplacedText => {
	// How far the places after each replacement are moved, in the order of the text.
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

/** As `replaceKeepingPlaces`, one replacement after the other. */
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
