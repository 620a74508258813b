import {isPlain} from './show.ts';

let segmenter: Intl.Segmenter | undefined;

/** The last long text. Splitting it takes 50 ms, and both drawing and editing ask for it. */
let last: {readonly text: string; readonly graphemes: readonly string[]} | undefined;

/** Splits a text into what a reader sees as single characters. Keeps emoji and accented letters whole. */
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
