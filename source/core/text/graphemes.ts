import {isPlain} from './show.ts';

let segmenter: Intl.Segmenter | undefined;

/** The long text of the last time: it takes 50 ms, and is asked for again by what draws and edits it. */
let last: {readonly text: string; readonly graphemes: readonly string[]} | undefined;

/** A text in the pieces that a reader sees as one character each, emoji and accents whole. */
export const splitGraphemes = (text: string): readonly string[] => {
	if (isPlain(text)) {
		return [...text];
	}
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	if (last?.text === text) {
		return last.graphemes;
	}
	const graphemes = Array.from(segmenter.segment(text), ({segment}) => segment);
	last = text.length > 1000 ? {text, graphemes} : last;
	return graphemes;
};
